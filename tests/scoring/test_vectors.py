"""The published test vectors (content C6.10): literal inputs, expected values straight from the formulae."""

from __future__ import annotations

from math import erf, sqrt
from statistics import NormalDist, fmean
from typing import Any

import pytest
from tests import given_first as given

from nextrung.questionnaire.kinds import Knowledge, Scenario
from nextrung.scoring.levels import CompetencyScore, likely_range
from nextrung.scoring.match import BANDS, match
from nextrung.scoring.reasons import match_notes, reason
from nextrung.scoring.result import Result, as_json, score

NEAR = 1e-6
Z = NormalDist().inv_cdf(0.9)
COMPETENCIES = ("TL", "PM", "SC", "SP", "TO", "AN", "FW", "CM", "DS")
RATINGS: dict[str, tuple[float, ...]] = {
    "TL": (3, 3, 4, 2),
    "PM": (3, 2, 3, 2),
    "SC": (3, 3, 2, 3),
    "SP": (2, 2, 1, 2),
    "TO": (4, 3, 3, 3),
    "AN": (4, 4, 3),
    "FW": (4, 4, 3),
    "CM": (3, 3, 3),
    "DS": (3, 4, 4),
}
FREQUENCIES: dict[str, tuple[float, float]] = {
    "TL": (0.75, 0.5),
    "PM": (0.5, 0.5),
    "SC": (0.75, 0.5),
    "SP": (0.25, 0.25),
    "TO": (0.75, 0.5),
    "AN": (0.75, 0.75),
    "FW": (1, 0.75),
    "CM": (0.5, 0.75),
    "DS": (0.75, 1),
}
# (credit, confidence), by competency
RESPONSES: dict[str, tuple[tuple[float, float], ...]] = {
    "TL": ((1, 0.75), (0.5, 0.75)),
    "PM": ((0.6, 0.5), (0.3, 0.75)),
    "SC": ((1, 0.75), (0.3, 0.95)),
    "SP": ((0.5, 0.5), (0.6, 0.5)),
    "TO": ((1, 0.95), (0.5, 0.75), (1, 0.95)),
    "AN": ((1, 0.75), (1, 0.95)),
    "FW": ((1, 0.95), (0, 0.75)),
    "CM": ((0.6, 0.75), (1, 0.75)),
    "DS": ((1, 0.95), (1, 0.95)),
}
# target level and weight by competency, critical competencies (content C5)
PROFILES: dict[str, tuple[tuple[tuple[float, int], ...], set[str]]] = {
    "first-line": (((3, 5), (3, 4), (3, 4), (2, 2), (3.5, 5), (3.5, 4), (3, 3), (3, 4), (3, 3)), {"TL", "TO"}),
    "senior": (((4, 5), (4, 4), (4, 4), (3.5, 4), (4, 4), (3.5, 4), (3, 2), (4, 4), (3, 3)), {"TL", "PM", "SC"}),
    "director": (
        ((4.5, 5), (4, 3), (4.5, 5), (4.5, 5), (4, 4), (3.5, 3), (2.5, 2), (4.5, 5), (3, 2)),
        {"TL", "SC", "SP"},
    ),
    "mlops-manager": (((3, 4), (3.5, 4), (3, 3), (2.5, 2), (4.5, 5), (3, 3), (3.5, 4), (3, 3), (4.5, 5)), {"TO", "DS"}),
    "ai-product-manager": (
        ((2.5, 3), (3.5, 4), (4.5, 5), (4, 5), (3, 4), (3.5, 4), (2, 2), (4, 5), (2.5, 2)),
        {"SC", "SP"},
    ),
}
PRINTED_SCORES = (52.50, 40.00, 47.50, 20.00, 57.50, 68.75, 71.875, 53.125, 71.875)
PRINTED_LEVELS = (3.10, 2.60, 2.90, 1.80, 3.30, 3.75, 3.875, 3.125, 3.875)
PRINTED_LOWS = (40.97, 28.47, 35.97, 8.47, 45.97, 55.93, 59.06, 40.31, 59.06)
PRINTED_HIGHS = (64.03, 51.53, 59.03, 31.53, 69.03, 81.57, 84.69, 65.94, 84.69)
PRINTED_GAPS = {
    "first-line": (0, 0.40, 0.10, 0.20, 0.20, 0, 0, 0, 0),
    "senior": (0.90, 1.40, 1.10, 1.70, 0.70, 0, 0, 0.875, 0),
}
PRINTED_PRIORITIES = {
    "first-line": (0, 1.60, 0.40, 0.40, 1.00, 0, 0, 0, 0),
    "senior": (4.50, 5.60, 4.40, 6.80, 2.80, 0, 0, 3.50, 0),
}
PRINTED_PROBABILITIES = {
    "first-line": (0.39, 0.87, 0.61, 0.71, 0.71, 0.27, 0.01, 0.38, 0.01),
    "senior": (0.99, 1.00, 1.00, 1.00, 0.97, 0.27, 0.01, 0.99, 0.01),
}
PRINTED_MATCHES = {
    "first-line": (94.7, 5.4, "matches"),
    "senior": (71.6, 4.9, "building"),
    "director": (63.4, 4.6, "building"),
    "mlops-manager": (84.5, 4.7, "building"),
    "ai-product-manager": (74.0, 4.5, "building"),
}
PRINTED_RANGES = {
    "first-line": [94.71, 90.72, 100],
    "senior": [71.61, 66.76, 77.17],
    "director": [63.41, 58.86, 68.49],
    "mlops-manager": [84.45, 80.25, 92.71],
    "ai-product-manager": [73.97, 69.45, 79.63],
}


def expected_score(competency: str) -> float:
    units = [(rating - 1) / 4 for rating in RATINGS[competency]]
    weighted = sum(units) + 0.5 * sum(FREQUENCIES[competency])
    return 100 * weighted / (len(units) + 0.5 * len(FREQUENCIES[competency]))


def expected_error(competency: str) -> float:
    return 9 if competency in ("TL", "PM", "SC", "SP", "TO") else 10


def range_of(role: str, value: float) -> tuple[float, float]:
    """Both ends of the range of a match, with the normal distribution of the standard library."""
    normal, profile = NormalDist(), PROFILES[role][0]
    total = sum(weight for _, weight in profile)
    loss = low = high = 0.0
    for competency, (target, weight) in zip(COMPETENCIES, profile, strict=True):
        s, c = expected_error(competency) / 25, 100 * weight / total / (target - 1)
        distance = target - (1 + expected_score(competency) / 25)
        z = distance / s
        loss += c * (s * (normal.pdf(z) + z * normal.cdf(z)) - max(0, distance))
        low += (c * s) ** 2 * normal.cdf(z)
        high += (c * s) ** 2 if distance > 0 else 0
    return max(0, min(value, value - Z * sqrt(low) + loss / 2)), min(100, value + Z * sqrt(high) + 2 * loss)


def against(role: str) -> Result:
    questionnaire = given.questionnaire()
    return score("full", given.vector_answers(), questionnaire, questionnaire.role(role))


def test_that_the_file_holds_the_published_answers() -> None:
    answers = given.vector_answers()
    for competency in COMPETENCIES:
        units = tuple(answers[f"{competency}-B{n}"].value for n in range(1, len(RATINGS[competency]) + 1))
        assert units == RATINGS[competency]
        assert tuple(answers[f"{competency}-F{n}"].value for n in (2, 3)) == FREQUENCIES[competency]
    assert len(answers) == 69


@pytest.mark.parametrize("place", range(9), ids=COMPETENCIES)
def test_that_score_level_and_range_follow_the_formulae(place: int) -> None:
    competency = COMPETENCIES[place]
    one = against("first-line").competencies[competency]
    wanted, error = expected_score(competency), expected_error(competency)
    assert one.status == "scored"
    assert one.score == pytest.approx(wanted, abs=NEAR)
    assert one.level == pytest.approx(1 + wanted / 25, abs=NEAR)
    assert one.se == pytest.approx(error, abs=NEAR)
    assert one.range == pytest.approx((wanted - Z * error, wanted + Z * error), abs=NEAR)
    assert one.exposure == 1
    assert one.score == pytest.approx(PRINTED_SCORES[place], abs=NEAR)
    assert one.level == pytest.approx(PRINTED_LEVELS[place], abs=NEAR)
    assert one.range is not None
    assert (round(one.range[0], 2), round(one.range[1], 2)) == (PRINTED_LOWS[place], PRINTED_HIGHS[place])
    assert one.level_range == pytest.approx([1 + end / 25 for end in one.range], abs=NEAR)


@pytest.mark.parametrize("role", PROFILES)
def test_that_gap_priority_and_probability_follow_the_formulae(role: str) -> None:
    profile, critical = PROFILES[role]
    gaps = against(role).gaps
    assert tuple(gaps) == COMPETENCIES
    for competency, (target, weight) in zip(COMPETENCIES, profile, strict=True):
        distance = target - (1 + expected_score(competency) / 25)
        found = gaps[competency]
        assert (found.target, found.weight, found.critical) == (target, weight, competency in critical)
        assert found.gap == pytest.approx(max(0, distance), abs=NEAR)
        assert found.priority == pytest.approx(weight * max(0, distance), abs=NEAR)
        z = distance * 25 / expected_error(competency)
        assert found.probability == pytest.approx((1 + erf(z / sqrt(2))) / 2, abs=NEAR)


@pytest.mark.parametrize("role", ["first-line", "senior"])
def test_that_gap_priority_and_probability_are_as_printed(role: str) -> None:
    gaps = against(role).gaps.values()
    assert [gap.gap for gap in gaps] == pytest.approx(PRINTED_GAPS[role], abs=NEAR)
    assert [gap.priority for gap in gaps] == pytest.approx(PRINTED_PRIORITIES[role], abs=NEAR)
    assert [gap.probability for gap in gaps] == pytest.approx(PRINTED_PROBABILITIES[role], abs=0.0051)


@pytest.mark.parametrize("role", PROFILES)
def test_that_the_match_follows_the_formulae_and_is_as_printed(role: str) -> None:
    profile, _ = PROFILES[role]
    total = sum(weight for _, weight in profile)
    value = variance = 0.0
    for competency, (target, weight) in zip(COMPETENCIES, profile, strict=True):
        level = 1 + expected_score(competency) / 25
        value += weight * min(1, (level - 1) / (target - 1))
        if level < target:
            variance += (weight * expected_error(competency) / (25 * (target - 1))) ** 2
    value, error = 100 * value / total, 100 / total * sqrt(variance)
    result = against(role)
    assert result.match == result.matches[role]
    assert result.match.value == pytest.approx(value, abs=NEAR)
    assert result.match.se == pytest.approx(error, abs=NEAR)
    printed, half_width, band = PRINTED_MATCHES[role]
    assert round(value, 1) == printed
    assert round(Z * error, 1) == half_width
    assert result.match.band == band
    assert result.match.range == pytest.approx(range_of(role, value), abs=NEAR)
    assert result.match.range is not None
    assert [value, *result.match.range] == pytest.approx(PRINTED_RANGES[role], abs=0.005)
    assert not result.match.provisional


def test_that_senior_is_held_at_building_by_its_critical_competencies() -> None:
    match = against("senior").match
    assert match.value is not None
    assert match.value > 70
    assert (match.band, [cap.competency for cap in match.caps]) == ("building", ["PM", "SC", "TL"])


def test_that_first_line_focus_is_project_management_alone() -> None:
    result = against("first-line")
    assert result.focus == ("PM",)
    assert result.order[:4] == ("PM", "TO", "SC", "SP")


def test_that_senior_focus_is_the_three_highest_priorities() -> None:
    # by priority SP 6.8, PM 5.6, TL 4.5, SC 4.4, CM 3.5
    assert against("senior").focus == ("SP", "PM", "TL")


def test_that_overall_is_the_mean_with_its_error() -> None:
    overall = against("first-line").overall
    assert overall.score == pytest.approx(fmean(expected_score(one) for one in COMPETENCIES), abs=NEAR)
    assert overall.se == pytest.approx(sqrt(5 * 81 + 4 * 100) / 9, abs=NEAR)
    assert overall.score == pytest.approx(53.68, abs=0.005)
    assert overall.se == pytest.approx(3.15, abs=0.005)


def test_that_judgement_is_the_mean_credit() -> None:
    result = against("first-line")
    credits = [credit for pairs in RESPONSES.values() for credit, _ in pairs]
    assert result.judgement.n == 19
    assert result.judgement.score == pytest.approx(100 * fmean(credits), abs=NEAR)
    assert result.judgement.score == pytest.approx(73.16, abs=0.005)


def test_that_the_floor_is_the_mean_credit_of_picking_at_random() -> None:
    floors = []
    for item in given.questionnaire().form_items("full"):
        if isinstance(item, Scenario):
            floors.append(sum(option.credit for option in item.options) / len(item.options))
        elif isinstance(item, Knowledge):
            floors.append(1 / len(item.options))
    assert against("first-line").judgement.floor == pytest.approx(100 * sum(floors) / 19, abs=NEAR)


def test_that_every_response_has_the_published_credit_and_confidence() -> None:
    found: dict[str, list[tuple[float, float | None]]] = {}
    for response in against("first-line").responses:
        found.setdefault(response.competency, []).append((response.credit, response.confidence))
        assert response.hit == (response.credit == 1)
    assert {competency: tuple(pairs) for competency, pairs in found.items()} == RESPONSES


def test_that_calibration_is_as_printed_and_its_message_fires() -> None:
    pairs = [pair for pairs in RESPONSES.values() for pair in pairs]
    excesses = [100 * (confidence - (credit == 1)) for credit, confidence in pairs]
    found = against("first-line").calibration
    assert found.n == 19
    assert found.overconfidence == pytest.approx(fmean(excesses), abs=NEAR)
    assert found.se == pytest.approx(100 * sqrt(sum(sure * (1 - sure) for _, sure in pairs)) / 19, abs=NEAR)
    assert found.overconfidence == pytest.approx(25.79, abs=0.005)
    assert found.se == pytest.approx(8.7596, abs=0.00005)
    assert found.mean_confidence == pytest.approx(78.4, abs=0.05)
    assert found.share_right == pytest.approx(100 * 10 / 19, abs=NEAR)
    assert found.message == "surer_than_right"


def test_that_the_taps_give_the_share_right_at_each_confidence() -> None:
    pairs = [pair for pairs in RESPONSES.values() for pair in pairs]
    wanted = {}
    for name, stated in (("leaning", 0.5), ("fairly_sure", 0.75), ("certain", 0.95)):
        credits = [credit for credit, confidence in pairs if confidence == stated]
        wanted[name] = (len(credits), sum(credit == 1 for credit in credits))
    taps = against("first-line").calibration.taps
    assert {tap.id: (tap.n, tap.right) for tap in taps} == {"guessing": (0, 0), **wanted}


def test_that_two_missing_answers_widen_the_range_as_printed() -> None:
    questionnaire = given.questionnaire()
    answers = given.without(given.vector_answers(), ["TL-B2", "TL-B4", "TL-F3"])
    one = score("full", answers, questionnaire, questionnaire.role("senior")).competencies["TL"]
    assert one.score == pytest.approx(65, abs=NEAR)
    assert one.se == pytest.approx(9 * sqrt(6 / 3), abs=NEAR)
    assert one.se == pytest.approx(12.73, abs=0.005)
    assert one.range is not None
    assert (round(one.range[0], 1), round(one.range[1], 1)) == (48.7, 81.3)


def test_that_the_json_object_holds_the_same_numbers() -> None:
    result = against("senior")
    raw = as_json(result)
    assert list(raw["competencies"]) == list(COMPETENCIES)
    strategic = raw["competencies"]["SP"]
    assert strategic["score"] == pytest.approx(20)
    assert strategic["status"] == "scored"
    assert (strategic["gap"], strategic["priority"]) == (result.gaps["SP"].gap, result.gaps["SP"].priority)
    assert raw["match"]["band"] == "building"
    assert raw["focus"] == ["SP", "PM", "TL"]
    assert raw["close_behind"] == ["SC"]
    assert raw["unscored"] == []
    assert raw["match"]["reason"] == (
        "Building: Project management is critical and 1.4 below its target; Stakeholder communication is critical and "
        "1.1 below its target; Team leadership is critical and 0.9 below its target"
    )
    assert set(raw["roles"]) == set(PROFILES)
    assert raw["quality"] == {"grade": "good", "flags": []}


def at_targets(role: str, **levels: float | None) -> dict[str, Any]:
    """The JSON of a full assessment whose levels are a role's targets, but for some."""
    content = given.questionnaire()
    profile = content.role(role)
    scores = {one: _scored(one, levels.get(one, profile.targets[one].level)) for one in profile.targets}
    found = match(scores, profile, content.scoring)
    notes = match_notes(found, content)
    return {"match": found, "reason": reason(notes)}


def _scored(competency: str, level: float | None) -> CompetencyScore:
    se = expected_error(competency)
    if level is None:
        return CompetencyScore("no_chance", None, None, None, None, 0.0, 0, 6, 6)
    points = 25 * (level - 1)
    return CompetencyScore("scored", points, level, se, likely_range(points, se, Z), 1.0, 6, 0, 6)


def test_that_one_area_at_one_caps_the_band_and_is_named() -> None:
    found = at_targets("first-line", SC=1.0)
    assert found["match"].value == pytest.approx(88.2, abs=0.05)
    assert found["match"].band == "close"
    assert found["reason"] == "Close: Stakeholder communication is 2.0 below its target"


def test_that_three_areas_without_a_chance_cap_the_band_and_are_named() -> None:
    found = at_targets("first-line", PM=None, SP=None, CM=None)
    one = found["match"]
    assert (one.value, one.band, one.provisional, one.unscored) == (100, "close", True, ("PM", "SP", "CM"))
    assert one.range[0] < 100 == one.range[1]
    assert found["reason"] == ("Close: Project management, Strategic planning and Communication have no level yet")


def test_that_a_critical_area_without_a_level_is_named_as_such() -> None:
    assert at_targets("first-line", TL=None)["reason"] == "Building: Team leadership is critical and has no level yet"


def test_that_no_chance_instead_of_an_honest_one_never_raises_the_band() -> None:
    for role in given.questionnaire().roles:
        for competency in role.targets:
            honest, evaded = at_targets(role.id, **{competency: 1.0}), at_targets(role.id, **{competency: None})
            assert BANDS.index(evaded["match"].band) <= BANDS.index("close")
            assert BANDS.index(honest["match"].band) <= BANDS.index("close")
