"""Plan steps: few at a time, due by a day, finished with something to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from nextrung.plan.step import (
    ChecklistItem,
    PlanError,
    PlanStep,
    checked_line,
    checked_title,
    due_of,
    live_count,
    require_place,
)

TODAY = date(2026, 11, 23)
STEP = PlanStep(
    "s1", "p1", "Coach one person", "2026-11-23T09:00:00Z", ticks=(ChecklistItem("Agree"), ChecklistItem("Meet"))
)


@pytest.mark.parametrize(("days", "due"), [(-1, "overdue"), (0, "soon"), (7, "soon"), (8, "later"), (None, "none")])
def test_that_a_step_is_due_from_a_week_before_and_overdue_after_its_day(days: int | None, due: str) -> None:
    step = replace(STEP, due=None if days is None else TODAY + timedelta(days=days))
    assert due_of(step, TODAY) == due


def test_that_a_finished_or_dropped_step_is_never_due() -> None:
    for state in ("done", "dropped"):
        assert due_of(replace(STEP, due=TODAY, state=state), TODAY) == "none"


def test_that_planned_and_doing_take_a_place_and_a_fourth_is_refused_in_one_sentence() -> None:
    steps = [replace(STEP, state=state) for state in ("planned", "doing", "done", "dropped", "doing")]
    assert live_count(steps) == 3
    require_place(2)
    with pytest.raises(PlanError, match=r"^3 steps are in your plan already; finish or drop one, then[^.]*\.$"):
        require_place(3)


def test_that_ticking_changes_one_small_step_only() -> None:
    ticked = STEP.ticked(1, done=True)
    assert [tick.done for tick in ticked.ticks] == [False, True]
    assert ticked.ticked(1, done=False) == STEP
    with pytest.raises(IndexError):
        STEP.ticked(2, done=True)


def test_that_only_a_done_step_has_a_moment_of_finishing() -> None:
    done = STEP.finished("2026-11-24T09:00:00Z", 7)
    assert done.finished_at == "2026-11-24T09:00:00Z"
    assert (done.state, done.finished_sequence) == ("done", 7)
    again = done.moved("doing")
    assert (again.finished_at, again.finished_sequence) == (None, 0)


@pytest.mark.parametrize(("check", "longest"), [(checked_title, 120), (checked_line, 200)])
def test_that_titles_and_lines_lose_their_spaces_and_may_be_neither_empty_nor_long(
    check: Callable[[str], str], longest: int
) -> None:
    assert check("  Ask \n Sam\t") == "Ask Sam"
    assert check(longest * "x") == longest * "x"
    for bad in ("", "   ", (longest + 1) * "x"):
        with pytest.raises(PlanError, match=rf"^[A-Z][^.]*\b1 to {longest} characters[^.]*\.$"):
            check(bad)
