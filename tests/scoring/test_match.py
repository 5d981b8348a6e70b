"""Gaps, focus areas and the match to a role profile (content C6.5, C6.6)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests import given_first as given

from nextrung.questionnaire.constants import BandRules
from nextrung.questionnaire.model import Role, Target
from nextrung.scoring.gaps import Gap, by_priority, close_behind, focus_areas, gaps, likelihood
from nextrung.scoring.levels import CompetencyScore
from nextrung.scoring.match import Cap, match
from nextrung.scoring.match_range import normal_cdf

RULES = given.questionnaire().scoring


def level(value: float | None, se: float = 9) -> CompetencyScore:
    if value is None:
        return CompetencyScore("not_enough", None, None, None, None, None, 0, 0, 6)
    points = 25 * (value - 1)
    return CompetencyScore("scored", points, value, se, (points, points), 1.0, 6, 0, 6)


def role(**targets: Target) -> Role:
    return Role("some", "Some role", "Some", "A role.", "None.", targets)


def gap(priority: float, size: float = 1.0, probability: float | None = 0.99) -> Gap:
    return Gap(4.0, 3, critical=False, gap=size, priority=priority, probability=probability)


@pytest.mark.parametrize(
    ("size", "probability", "wanted"),
    [
        (0.25, 0.75, "likely"),
        (0.249, 0.99, "unlikely"),
        (0.25, 0.749, "possible"),
        (0.25, 0.5, "possible"),
        (0.25, 0.499, "unlikely"),
        (0.0, 0.99, "unlikely"),
    ],
)
def test_that_a_gap_is_likely_when_large_and_probable(size: float, probability: float, wanted: str) -> None:
    assert likelihood(gap(1, size, probability), RULES) == wanted


def test_that_a_competency_without_a_level_has_no_gap_and_is_never_a_focus() -> None:
    found = gaps({"AA": level(None), "BB": level(2)}, role(AA=Target(4, 5), BB=Target(4, 1)))
    assert (found["AA"].gap, found["AA"].priority, found["AA"].probability) == (None, None, None)
    assert likelihood(found["AA"], RULES) is None
    assert focus_areas(found, RULES) == ("BB",)
    assert by_priority(found, RULES) == ("BB", "AA")


def test_that_a_level_at_its_target_has_an_even_chance_and_no_gap() -> None:
    found = gaps({"AA": level(3.5)}, role(AA=Target(3.5, 4)))["AA"]
    assert (found.gap, found.priority, found.probability) == (0, 0, 0.5)


def test_that_the_normal_distribution_has_its_known_values() -> None:
    assert normal_cdf(0) == 0.5
    assert normal_cdf(1.6448536269514722) == pytest.approx(0.95, abs=1e-12)
    assert normal_cdf(-1.2815515655446004) == pytest.approx(0.10, abs=1e-12)


def test_that_areas_come_strictly_by_priority_and_equal_ones_in_the_order_of_the_questionnaire() -> None:
    found = {"AA": gap(4.4), "BB": gap(4.6), "CC": gap(5.0), "DD": gap(4.6), "EE": gap(4.6 + 1e-12)}
    assert by_priority(found, RULES) == ("CC", "BB", "DD", "EE", "AA")
    assert by_priority({"AA": gap(4.999), "BB": gap(5.0)}, RULES) == ("BB", "AA")


def test_that_content_from_before_keeps_its_ties_of_a_tenth() -> None:
    older = replace(RULES, focus=replace(RULES.focus, tied_within=0.1))
    # 4.6 lies within a tenth of 5.0, 4.4 does not
    assert by_priority({"AA": gap(4.4), "BB": gap(4.6), "CC": gap(5.0), "DD": gap(2.0)}, older) == (
        "BB",
        "CC",
        "AA",
        "DD",
    )
    # each lies within a tenth of the one before; 8.3 is no tie of 10
    assert by_priority({"AA": gap(8.3), "BB": gap(9.1), "CC": gap(10)}, older) == ("BB", "CC", "AA")


def test_that_a_tie_does_not_hang_on_the_rounding_of_a_gap() -> None:
    found = gaps({"AA": level(4.4), "BB": level(3.9)}, role(AA=Target(4.5, 1), BB=Target(4.0, 1)))
    assert 4.5 - 4.4 < 4.0 - 3.9  # as floating point has it
    assert by_priority(found, RULES) == ("AA", "BB")


def test_that_likely_gaps_with_nearly_the_third_priority_are_close_behind() -> None:
    found = {
        name: gap(priority) for name, priority in (("AA", 9.0), ("BB", 8.0), ("CC", 5.0), ("DD", 4.5), ("EE", 4.4))
    }
    assert focus_areas(found, RULES) == ("AA", "BB", "CC")
    assert close_behind(found, RULES) == ("DD",)
    assert close_behind({name: found[name] for name in ("AA", "BB", "CC")}, RULES) == ()
    only_possible = found | {"DD": gap(4.9, 1.0, 0.6)}
    assert close_behind(only_possible, RULES) == ()


def test_that_at_most_three_areas_come_into_focus() -> None:
    found = {name: gap(priority) for name, priority in (("AA", 2), ("BB", 3), ("CC", 4), ("DD", 6))}
    assert focus_areas(found, RULES) == ("DD", "CC", "BB")


def test_that_a_likely_but_lesser_gap_comes_before_one_that_is_only_possible() -> None:
    assert focus_areas({"AA": gap(9, 1.0, 0.6), "BB": gap(1, 0.3, 0.8)}, RULES) == ("BB",)


def test_that_a_surplus_never_pays_for_a_gap() -> None:
    some = role(AA=Target(3, 1), BB=Target(3, 1))
    assert match({"AA": level(2), "BB": level(3)}, some, RULES).value == pytest.approx(75)
    assert match({"AA": level(2), "BB": level(5)}, some, RULES).value == pytest.approx(75)


def test_that_the_match_weighs_competencies_by_the_role() -> None:
    some = role(AA=Target(3, 4), BB=Target(3, 1))
    assert match({"AA": level(2), "BB": level(3)}, some, RULES).value == pytest.approx(100 * (4 * 0.5 + 1) / 5)


def test_that_only_competencies_below_target_add_to_the_error() -> None:
    some = role(AA=Target(3, 4), BB=Target(3, 1))
    assert match({"AA": level(3), "BB": level(2)}, some, RULES).se == pytest.approx(100 / 5 * 1 * 9 / (25 * 2))
    assert match({"AA": level(3), "BB": level(3)}, some, RULES).se == 0


@pytest.mark.parametrize(
    ("wanted", "band"),
    [(49.9, "early"), (50, "building"), (69.9, "building"), (70, "close"), (84.9, "close"), (85, "matches")],
)
def test_that_the_bands_begin_at_their_limits(wanted: float, band: str) -> None:
    found = match({"AA": level(1 + 4 * wanted / 100)}, role(AA=Target(5, 1)), RULES)
    assert found.value == pytest.approx(wanted)
    assert found.band == band


@pytest.mark.parametrize("weights", [(5, 4, 3), (1, 2, 5), (3, 3, 3), (5, 4, 4)])
@pytest.mark.parametrize(("share", "band"), [(0.7, "close"), (0.85, "matches"), (0.5, "building")])
def test_that_a_band_is_reached_whatever_the_rounding_of_sums(
    weights: tuple[int, int, int], share: float, band: str
) -> None:
    targets = {name: Target(4, weight) for name, weight in zip(("AA", "BB", "CC"), weights, strict=True)}
    found = match({name: level(1 + 3 * share) for name in targets}, role(**targets), RULES)
    assert found.band == band


def test_that_half_a_level_below_is_not_more_than_half_a_level_whatever_the_rounding() -> None:
    some = role(AA=Target(4.4, 1, critical=True), BB=Target(4, 5))
    assert 4.4 - 3.9 > 0.5  # as floating point has it
    assert match({"AA": level(3.9), "BB": level(4)}, some, RULES).caps == ()


@pytest.mark.parametrize(("critical", "band"), [(3.5, "matches"), (3.49, "building")])
def test_that_a_critical_competency_more_than_half_a_level_below_caps_the_band(critical: float, band: str) -> None:
    some = role(AA=Target(4, 1, critical=True), BB=Target(4, 5))
    found = match({"AA": level(critical), "BB": level(4)}, some, RULES)
    assert found.value is not None
    assert found.value >= 85
    assert (found.band, [cap.competency for cap in found.caps]) == (band, ["AA"] if band == "building" else [])


def test_that_a_critical_competency_without_a_level_caps_the_band() -> None:
    some = role(AA=Target(4, 1, critical=True), BB=Target(4, 5))
    found = match({"AA": level(None), "BB": level(5)}, some, RULES)
    assert (found.value, found.band, found.provisional, found.unscored) == (100, "building", True, ("AA",))
    assert found.caps == (Cap("AA", 4, None, critical=True, more_than=0.5),)


@pytest.mark.parametrize(("below", "band"), [(0.99, "matches"), (1.0, "close"), (2.0, "close")])
def test_that_any_area_a_whole_level_below_holds_the_band_at_close(below: float, band: str) -> None:
    some = role(AA=Target(4, 1), BB=Target(4, 5))
    found = match({"AA": level(4 - below), "BB": level(4)}, some, RULES)
    assert found.value is not None
    assert found.value >= 85
    assert (found.band, len(found.caps)) == (band, band == "close")


def test_that_an_area_without_a_level_holds_the_band_at_close_and_makes_it_provisional() -> None:
    some = role(AA=Target(4, 1), BB=Target(4, 5))
    found = match({"AA": level(None), "BB": level(5)}, some, RULES)
    assert (found.value, found.band, found.provisional, found.unscored) == (100, "close", True, ("AA",))


def test_that_what_holds_a_band_comes_by_the_largest_shortfall() -> None:
    some = role(AA=Target(4, 1), BB=Target(4, 1), CC=Target(4, 1), DD=Target(3, 5), EE=Target(3, 5), FF=Target(3, 5))
    levels = {"AA": level(2.5), "BB": level(None), "CC": level(2.0)} | {one: level(3) for one in ("DD", "EE", "FF")}
    found = match(levels, some, RULES)
    assert [cap.competency for cap in found.caps] == ["CC", "AA", "BB"]
    assert found.band == "close"


def test_that_a_cap_that_changes_nothing_is_not_reported() -> None:
    some = role(AA=Target(4, 1, critical=True), BB=Target(4, 1))
    found = match({"AA": level(2), "BB": level(2)}, some, RULES)
    assert (found.band, found.caps) == ("early", ())


@pytest.mark.parametrize(("weight", "known"), [(5, True), (4, False)])
def test_that_below_half_of_the_weight_there_is_no_match(weight: int, known: bool) -> None:
    some = role(AA=Target(3, weight), BB=Target(3, 5))
    found = match({"AA": level(3), "BB": level(None)}, some, RULES)
    assert (found.value == 100, found.band == "close", found.provisional) == (known, known, True)
    if not known:
        assert (found.value, found.se, found.range, found.band, found.unscored) == (None, None, None, None, ("BB",))


def test_that_content_from_before_has_its_own_limits() -> None:
    older = replace(RULES, bands=BandRules(50, 70, 85, critical_shortfall=0.5, provisional_below=0.7))
    some = role(AA=Target(3, 1), BB=Target(3, 9), CC=Target(3, 1))
    found = match({"AA": level(1), "BB": level(3), "CC": level(None)}, some, older)
    assert (found.band, found.caps, found.provisional) == ("matches", (), False)
    alone = match({"AA": level(3), "BB": level(None), "CC": level(None)}, some, older)
    assert (alone.value, alone.band, alone.provisional) == (100, "matches", True)


def test_that_nothing_scored_gives_no_match_and_no_cap() -> None:
    found = match({"AA": level(None)}, role(AA=Target(3, 5, critical=True)), RULES)
    assert (found.value, found.se, found.range, found.band) == (None, None, None, None)
    assert (found.provisional, found.caps) == (True, ())


def test_that_a_range_is_never_of_no_width() -> None:
    for target in (1.1, 1.5, 3.0, 5.0):
        for own in (1.0, target, 5.0):
            for se in (0.5, 5.0, 9.0, 11.0, 30.0):
                found = match({"AA": level(own, se)}, role(AA=Target(target, 3)), RULES)
                assert found.range is not None
                assert found.value is not None
                assert 0 <= found.range[0] <= found.value <= found.range[1] <= 100
                assert found.range[0] < found.range[1], (target, own, se)


def test_that_a_level_known_exactly_adds_nothing_to_the_range() -> None:
    some = role(AA=Target(3, 1), BB=Target(3, 1))
    exact, measured = (
        match({"AA": level(2, 0), "BB": level(2)}, some, RULES),
        match({"AA": level(2), "BB": level(2)}, some, RULES),
    )
    assert exact.range is not None
    assert measured.range is not None
    assert exact.range[1] - exact.range[0] < measured.range[1] - measured.range[0]
