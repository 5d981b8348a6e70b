"""Vectors of the questionnaire for a first team: answers, and every value worked out by hand from the rules."""

from __future__ import annotations

import pytest
from tests import every

from nextrung.assessment.answer import Answer
from nextrung.scoring.result import Result, as_json, score

NEAR = 5e-4
RATINGS = {
    "PL": (3, 2, 3, 3),
    "TM": (2, 2, 3),
    "DL": (4, 4, 3, 4),
    "SH": (3, 2, 2, 3),
    "DD": (2, 1, 2, 2),
    "SM": (4, 3, 4),
}
SHARES = {
    "PL": (0.5, 0.75),
    "TM": (0.5, 0.25),
    "DL": (0.75, 1),
    "SH": (0.5, 0.5),
    "DD": (0.25, 0),
    "SM": (0.75, 0.75),
}
# (0.5 + 0.25 + 0.5 + 0.5 + 0.5 * (0.5 + 0.75)) / (4 + 0.5 * 2) = 0.475 for the first, and so on
SCORES = {"PL": 47.5, "TM": 34.375, "DL": 72.5, "SH": 40.0, "DD": 17.5, "SM": 68.75}
LEVELS = {"PL": 2.9, "TM": 2.375, "DL": 3.9, "SH": 2.6, "DD": 1.7, "SM": 3.75}
# six answers were planned for; where an area has five, 9 * sqrt(6 / 5)
ERRORS = {"PL": 9.0, "TM": 9.8590, "DL": 9.0, "SH": 9.0, "DD": 9.0, "SM": 9.8590}
GAPS = {
    "team-lead": {"TM": 0.125, "DD": 0.3},
    "manager": {"PL": 0.1, "TM": 0.625, "SH": 0.4, "DD": 1.3},
    "manager-of-managers": {"PL": 1.1, "TM": 1.625, "SH": 1.4, "DD": 2.3},
}
PRIORITIES = {
    "team-lead": {"TM": 0.5, "DD": 0.6},
    "manager": {"PL": 0.5, "TM": 3.125, "SH": 1.6, "DD": 3.9},
    "manager-of-managers": {"PL": 5.5, "TM": 6.5, "SH": 5.6, "DD": 11.5},
}
MATCHES = {
    "team-lead": (95.7576, (90.1882, 100.0), "matches"),
    "manager": (80.9896, (73.8160, 92.3187), "building"),
    "manager-of-managers": (59.5833, (53.6892, 66.3704), "building"),
}
FOCUS = {"team-lead": ("DD",), "manager": ("DD", "TM", "SH"), "manager-of-managers": ("DD", "TM", "SH")}
REASONS = {
    "team-lead": None,
    "manager": "Building: Leading the team is critical and 0.6 below its target",
    "manager-of-managers": None,  # so far below that no cap changes anything
}


def against(role: str) -> Result:
    content = every.content("first-time-manager")
    given = {f"{area}-B{at}": float(one) for area, all_of in RATINGS.items() for at, one in enumerate(all_of, start=1)}
    given |= {f"{area}-F{at}": float(one) for area, all_of in SHARES.items() for at, one in enumerate(all_of, start=1)}
    answers = {one: Answer(one, value=value) for one, value in given.items()}
    return score("full", answers, content, content.role(role))


def test_that_every_self_report_of_the_full_form_is_answered() -> None:
    content = every.content("first-time-manager")
    asked = [area.self_reports["full"] for area in content.competencies]
    assert sum(map(len, asked)) == sum(map(len, RATINGS.values())) + sum(map(len, SHARES.values())) == 34


def test_that_scores_levels_and_errors_are_those_worked_out_by_hand() -> None:
    found = against("manager").competencies
    assert list(found) == list(SCORES)
    assert {one: area.status for one, area in found.items()} == dict.fromkeys(SCORES, "scored")
    assert {one: area.score for one, area in found.items()} == pytest.approx(SCORES, abs=NEAR)
    assert {one: area.level for one, area in found.items()} == pytest.approx(LEVELS, abs=NEAR)
    assert {one: area.se for one, area in found.items()} == pytest.approx(ERRORS, abs=NEAR)
    overall = against("manager").overall
    assert (overall.score, overall.se) == pytest.approx((46.7708, 3.7947), abs=NEAR)


@pytest.mark.parametrize("role", MATCHES)
def test_that_gaps_priorities_and_match_are_those_worked_out_by_hand(role: str) -> None:
    result = against(role)
    none = dict.fromkeys(SCORES, 0.0)
    assert {one: gap.gap for one, gap in result.gaps.items()} == pytest.approx(none | GAPS[role], abs=NEAR)
    assert {one: gap.priority for one, gap in result.gaps.items()} == pytest.approx(none | PRIORITIES[role], abs=NEAR)
    value, ends, band = MATCHES[role]
    assert result.match.value == pytest.approx(value, abs=NEAR)
    assert result.match.range == pytest.approx(ends, abs=NEAR)
    assert (result.match.band, result.focus) == (band, FOCUS[role])
    assert as_json(result)["match"]["reason"] == REASONS[role]


def test_that_nothing_is_said_of_judgement_or_of_how_sure_without_choices() -> None:
    raw = as_json(against("manager"))
    assert (raw["judgement"]["score"], raw["calibration"]["message"]) == (None, None)
    assert raw["quality"] == {"grade": "good", "flags": []}
