"""The way through a form: order, progress, time left, option order."""

from __future__ import annotations

from itertools import groupby

import pytest
from msgspec.structs import replace
from tests import given_first as given

from nextrung.assessment import walk
from nextrung.assessment.answer import Answer
from nextrung.questionnaire.kinds import Item, Scenario

QUESTIONNAIRE = given.questionnaire()
TIMING = QUESTIONNAIRE.blueprint.timing
LIMIT = QUESTIONNAIRE.scoring.quality.interruption_seconds


def full_items(answers: given.Answers | None = None) -> tuple[Item, ...]:
    return tuple(walk.asked_items(QUESTIONNAIRE, "full", answers or {}))


def test_that_items_come_by_competency_and_kind() -> None:
    items = full_items(given.answered("full", rating=5))
    order = ["rating", "frequency", "scenario", "knowledge", "evidence"]
    competencies = [QUESTIONNAIRE.competency_of[item.id].id for item in items]
    assert [one for one, _ in groupby(competencies)] == ["TL", "PM", "SC", "SP", "TO", "AN", "FW", "CM", "DS"]
    for _, group in groupby(items, key=lambda item: item.id[:2]):
        kinds = [order.index(item.kind) for item in group]
        assert kinds == sorted(kinds)
    assert [item.id for item in items if item.id.startswith("TO")] == [
        *("TO-B1", "TO-B2", "TO-B3", "TO-B4", "TO-F2", "TO-F3", "TO-S1", "TO-S2", "TO-K1", "TO-E1")
    ]


def test_that_reserve_items_are_not_asked() -> None:
    assert "TL-B5" in QUESTIONNAIRE.items_by_id
    assert "TL-B5" not in [item.id for item in full_items()]


@pytest.mark.parametrize(
    ("ratings", "shown"),
    [((4, 4, 4, 4), True), ((5, 5, 3, 3), True), ((4, 4, 4, 3), False), ((), False), ((4,), True), ((3,), False)],
)
def test_that_evidence_is_asked_from_a_rating_mean_of_four(ratings: tuple[float, ...], shown: bool) -> None:
    answers = {f"TL-B{n}": Answer(f"TL-B{n}", value=value) for n, value in enumerate(ratings, start=1)}
    answers["TL-F2"] = Answer("TL-F2", value=0)
    assert ("TL-E1" in [item.id for item in full_items(answers)]) is shown


def test_that_no_chance_and_skips_do_not_hide_the_evidence_prompt() -> None:
    answers = given.skipped(given.no_chance(given.answered("full", rating=4), ["TL-B1"]), ["TL-B2"])
    assert "TL-E1" in [item.id for item in full_items(answers)]


def test_that_the_quick_form_never_asks_for_evidence() -> None:
    items = list(walk.asked_items(QUESTIONNAIRE, "quick", given.answered("quick", rating=5)))
    assert len(items) == 30
    assert "evidence" not in [item.kind for item in items]


def test_that_the_outline_counts_settled_items_without_evidence() -> None:
    answers = given.skipped(given.only(given.answered("full", rating=5), "TL-B", "TO-F2"), ["TL-S1"])
    answers |= {"TL-E1": Answer("TL-E1", evidence=("metric",))}
    outline = walk.outline(QUESTIONNAIRE, "full", answers)
    counts = {entry.competency.id: (entry.part, entry.done, entry.total) for entry in outline}
    assert counts["TL"] == ("responsibilities", 5, 8)
    assert counts["TO"] == ("responsibilities", 1, 9)
    assert counts["DS"] == ("skills", 0, 7)
    assert sum(entry.total for entry in outline) == 69
    assert sum(entry.total for entry in walk.outline(QUESTIONNAIRE, "quick", {})) == 30


def test_that_the_first_open_item_is_the_first_not_settled() -> None:
    items = full_items()
    answers = given.only(given.answered("full"), "TL-B")
    assert items[walk.first_open(items, {})].id == "TL-B1"
    assert items[walk.first_open(items, answers)].id == "TL-F2"
    assert items[walk.first_open(items, given.without(answers, ["TL-B2"]))].id == "TL-B2"
    assert items[walk.first_open(items, given.no_chance(answers, ["TL-F2"]))].id == "TL-F3"
    assert items[walk.first_open(items, given.skipped(answers, ["TL-F2"]))].id == "TL-F3"
    assert walk.first_open(items, given.answered("full")) == len(items)


def test_that_a_note_alone_leaves_an_item_open() -> None:
    items = full_items()
    answers = {"TL-B1": Answer("TL-B1", note="Think again.")}
    assert walk.first_open(items, answers) == 0
    assert walk.outline(QUESTIONNAIRE, "full", answers)[0].done == 0


def test_that_the_time_left_is_the_planned_time_at_first() -> None:
    # 32 ratings, 18 frequencies, 12 scenarios, 7 knowledge checks
    planned = 32 * 21 + 18 * 10 + 12 * 54 + 7 * 35
    assert walk.seconds_left(full_items(), {}, TIMING, LIMIT) == planned


def test_that_nothing_is_left_when_all_is_answered() -> None:
    assert walk.seconds_left(full_items(), given.answered("full", seconds=20), TIMING, LIMIT) == 0


def test_that_the_time_left_learns_the_pace() -> None:
    items, answers = full_items(), given.answered("full")
    ratings = ["TL-B1", "TL-B2", "TL-B3", "TL-B4"]
    rest = sum(walk.planned_seconds(item, TIMING) for item in items if item.id not in ratings)
    twice = {one: replace(answers[one], seconds=42) for one in ratings}
    # four measured at twice the plan count as much as the plan: one and a half times as long
    assert walk.seconds_left(items, twice, TIMING, LIMIT) == pytest.approx(1.5 * rest)
    half = {one: replace(answers[one], seconds=10.5) for one in ratings}
    assert walk.seconds_left(items, half, TIMING, LIMIT) == pytest.approx(0.75 * rest)


def test_that_one_odd_item_does_not_pull_the_pace() -> None:
    items, answers = full_items(), given.answered("full")
    usual = {one: replace(answers[one], seconds=21) for one in ("TL-B1", "TL-B2", "TL-B3")}
    odd = usual | {"TL-B2": replace(answers["TL-B2"], seconds=299)}
    assert walk.seconds_left(items, odd, TIMING, LIMIT) == walk.seconds_left(items, usual, TIMING, LIMIT)


@pytest.mark.parametrize(("seconds", "pace"), [(299, 3.0), (0.5, 0.4)])
def test_that_the_pace_has_limits(seconds: float, pace: float) -> None:
    items = full_items()
    answers = {"TL-B1": Answer("TL-B1", value=3, seconds=seconds)}
    rest = sum(walk.planned_seconds(item, TIMING) for item in items) - 21
    assert walk.seconds_left(items, answers, TIMING, LIMIT) == pytest.approx(rest * (pace + 4) / 5)


@pytest.mark.parametrize(
    "odd",
    [
        Answer("TL-B1", value=3, seconds=301),
        Answer("TL-B1", skipped=True, seconds=1),
        Answer("TL-B1", value=3, seconds=None),
        Answer("TL-B1", value=3, seconds=0),
    ],
)
def test_that_interruptions_skips_and_unmeasured_items_teach_no_pace(odd: Answer) -> None:
    items = full_items()
    planned = sum(walk.planned_seconds(item, TIMING) for item in items)
    assert walk.seconds_left(items, {"TL-B1": odd}, TIMING, LIMIT) == planned - 21


def test_that_the_forms_take_about_ten_and_thirty_two_minutes() -> None:
    assert walk.form_minutes(QUESTIONNAIRE, "quick") == pytest.approx(9.85)
    assert walk.form_minutes(QUESTIONNAIRE, "full") == pytest.approx(32.5)


def options(item_id: str) -> Scenario:
    item = QUESTIONNAIRE.items_by_id[item_id]
    assert isinstance(item, Scenario)
    return item


def test_that_the_option_order_is_stable_and_complete() -> None:
    item = options("TL-S1")
    order = walk.shuffled(item.options, "a seed", item.id)
    assert order == walk.shuffled(item.options, "a seed", item.id)
    assert sorted(order) == [option.key for option in item.options]
    # a published order may not change with a new version, or a person's options would jump
    assert walk.shuffled(item.options, "seed-1", "TL-S1") == walk.shuffled(
        tuple(reversed(item.options)), "seed-1", "TL-S1"
    )


def test_that_the_option_order_differs_between_items_and_persons() -> None:
    item = options("TL-S1")
    by_seed = {walk.shuffled(item.options, f"seed {n}", item.id) for n in range(50)}
    by_item = {walk.shuffled(item.options, "a seed", f"TL-S{n}") for n in range(50)}
    assert len(by_seed) > 10
    assert len(by_item) > 10


def test_that_every_option_comes_first_about_as_often() -> None:
    item = options("TL-S1")
    firsts = [walk.shuffled(item.options, f"seed {n}", item.id)[0] for n in range(1000)]
    for option in item.options:
        assert firsts.count(option.key) == pytest.approx(1000 / len(item.options), rel=0.25)
