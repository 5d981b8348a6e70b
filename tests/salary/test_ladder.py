from __future__ import annotations

import pytest

from nextrung.salary.ladder import Ladder, climb
from nextrung.salary.model import SalaryData

Matches = dict[str, tuple[float | None, str | None]]


def _climb(data: SalaryData, **matches: tuple[float | None, str | None]) -> Ladder:
    return climb(data.ladder.rungs, {name.replace("_", "-"): match for name, match in matches.items()})


def test_that_the_next_rung_is_the_lowest_one_above_all_matched(data: SalaryData) -> None:
    ladder = _climb(data, first_line=(94.7, "matches"), senior=(71.6, "building"), director=(63.4, "building"))
    assert ladder.matched == ("first-line",)
    assert ladder.next == "senior"
    assert ladder.further == ("director",)


def test_that_the_order_of_the_file_is_not_that_of_the_ladder(data: SalaryData) -> None:
    matches: Matches = {"first-line": (94.7, "matches"), "senior": (71.6, "building"), "director": (63.4, "building")}
    ladder = climb(data.ladder.rungs[::-1], matches)
    assert (ladder.highest, ladder.next, ladder.further) == ("first-line", "senior", ("director",))


def test_that_with_no_match_the_first_line_is_next(data: SalaryData) -> None:
    ladder = _climb(data, first_line=(60.0, "close"), senior=(40.0, "early"), director=(30.0, "early"))
    assert ladder.matched == ()
    assert ladder.next == "first-line"
    assert ladder.further == ("senior", "director")


def test_that_a_high_value_held_down_by_a_critical_competency_is_no_match(data: SalaryData) -> None:
    ladder = _climb(data, first_line=(91.0, "building"), senior=(71.0, "building"), director=(60.0, "building"))
    assert ladder.next == "first-line"
    assert ladder.rungs[1].value == 91.0


def test_that_a_rung_below_the_highest_matched_is_never_the_next(data: SalaryData) -> None:
    ladder = _climb(data, first_line=(80.0, "building"), senior=(90.0, "matches"), director=(60.0, "building"))
    assert (ladder.highest, ladder.next, ladder.further) == ("senior", "director", ())
    assert {rung.rung: rung.standing for rung in ladder.rungs}["first-line"] == "below"


def test_that_nothing_is_next_above_the_top_of_the_ladder(data: SalaryData) -> None:
    ladder = _climb(data, first_line=(95.0, "matches"), senior=(80.0, "building"), director=(90.0, "matches"))
    assert (ladder.highest, ladder.next) == ("director", None)
    assert {rung.rung: rung.standing for rung in ladder.rungs}["senior"] == "below"


def test_that_nothing_is_next_when_all_are_matched(data: SalaryData) -> None:
    ladder = _climb(data, first_line=(99.0, "matches"), senior=(95.0, "matches"), director=(90.0, "matches"))
    assert ladder.next is None


def test_that_without_results_nothing_is_known(data: SalaryData) -> None:
    ladder = climb(data.ladder.rungs, {})
    assert {rung.standing for rung in ladder.rungs} == {"unknown"}
    assert ladder.next is None


def test_that_a_role_without_a_value_is_unknown_not_unmatched(data: SalaryData) -> None:
    ladder = _climb(data, first_line=(None, None), senior=(50.0, "early"), director=(40.0, "early"))
    standings = {rung.rung: rung.standing for rung in ladder.rungs}
    assert standings["first-line"] == "unknown"
    assert ladder.next == "senior"


@pytest.mark.parametrize(("band", "standing"), [("matches", "matched"), ("close", "beside")])
def test_that_neighbouring_roles_stand_beside_the_ladder(data: SalaryData, band: str, standing: str) -> None:
    matches: Matches = {"mlops-manager": (84.5, band), "first-line": (10.0, "early")}
    ladder = climb(data.ladder.rungs, matches)
    found = {rung.rung: rung.standing for rung in ladder.rungs}
    assert found["mlops-manager"] == standing
    assert ladder.next == "first-line"


def test_that_the_entry_rung_has_no_profile_to_match(data: SalaryData) -> None:
    ladder = _climb(data, first_line=(95.0, "matches"))
    assert ladder.rungs[0].rung == "entry"
    assert ladder.rungs[0].standing == "unknown"
