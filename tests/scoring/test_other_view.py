"""A coach's ratings beside the person's own levels."""

from __future__ import annotations

from math import sqrt

import pytest
from msgspec.structs import replace
from tests import given_first as given

from nextrung.scoring.levels import POINTS_PER_LEVEL
from nextrung.scoring.other_view import coach_scores, difference_error, rated_items, single_rater_error, two_views
from nextrung.scoring.result import Result, score

CONTENT = given.questionnaire()
ITEMS = {one.id: tuple(item.id for item in rated_items(one)) for one in CONTENT.competencies}


def ratings(value: float | None, **others: float | None) -> dict[str, float | None]:
    """All items rated alike, those of some competencies otherwise."""
    return {item: others.get(area, value) for area, items in ITEMS.items() for item in items}


def result(rating: float = 3) -> Result:
    return score("full", given.answered("full", rating, (rating - 1) / 4), CONTENT, CONTENT.role("senior"))


def test_that_a_coach_rates_the_rating_items_of_the_full_form() -> None:
    assert [item for items in ITEMS.values() for item in items] == list(
        given.items("full", type(CONTENT.competencies[0].ratings[0]))
    )


def test_that_the_range_is_that_of_a_single_rater() -> None:
    one = coach_scores(ratings(3), CONTENT)["TL"]
    half = CONTENT.scoring.range_z * 18 * sqrt(1 - 0.37) / POINTS_PER_LEVEL
    assert one.level == pytest.approx(3)
    assert one.range == pytest.approx((3 - half, 3 + half))
    assert single_rater_error(CONTENT.scoring.raters) == pytest.approx(14.287, abs=0.001)


def test_that_what_was_not_seen_is_left_out_and_never_low() -> None:
    first, *others = ITEMS["TL"]
    scores = coach_scores(ratings(4) | {first: None}, CONTENT)
    assert scores["TL"].level == pytest.approx(4)
    assert (scores["TL"].seen, scores["TL"].asked) == (len(others), len(others) + 1)


def test_that_half_of_the_items_must_have_been_seen_for_a_level() -> None:
    for area, items in ITEMS.items():
        needed = -(-len(items) // 2)
        for seen in range(len(items) + 1):
            given_ = dict.fromkeys(items[:seen], 2.0) | dict.fromkeys(items[seen:], None)
            level = coach_scores(given_, CONTENT)[area].level
            assert (level is not None) == (seen >= needed), (area, seen)


def test_that_gaps_between_the_views_come_by_their_size() -> None:
    views = two_views(result(3), ratings(3, SP=1, TL=5, PM=None, TO=4))
    assert [view.competency for view in views[:3]] == ["TL", "SP", "TO"]
    assert [view.difference for view in views[:3]] == pytest.approx([2, -2, 1])
    assert views[-1].competency == "PM"
    assert views[-1].difference is None
    assert views[-1].standing is None


@pytest.mark.parametrize(
    ("coach", "standing"), [(3, "may_be_chance"), (4, "may_be_chance"), (5, "coach_higher"), (1, "self_higher")]
)
def test_that_a_large_difference_has_a_direction(coach: float, standing: str) -> None:
    assert {view.standing for view in two_views(result(3), ratings(coach))} == {standing}


def test_that_a_difference_is_named_from_its_own_error_on() -> None:
    rules = CONTENT.scoring.raters
    limit = 1.645 * sqrt(9**2 + 18**2 * (1 - 0.37)) / 25
    assert rules.difference_z * difference_error(9, rules) == pytest.approx(limit)
    assert limit == pytest.approx(1.11, abs=0.005)
    assert difference_error(9, rules, raters=4) == pytest.approx(sqrt(9**2 + 18**2 * 0.63 / 4) / 25)
    for values, standing in (((4.0, 4.0, 4.0, 4.0), "may_be_chance"), ((5.0, 4.0, 4.0, 4.0), "coach_higher")):
        given_ = ratings(3) | dict(zip(ITEMS["TL"], values, strict=True))
        (view,) = [one for one in two_views(result(3), given_) if one.competency == "TL"]
        assert view.standing == standing


def test_that_fewer_answers_need_a_larger_difference() -> None:
    coach = ratings(3) | dict(zip(ITEMS["TL"], (5.0, 4.0, 4.0, 4.0), strict=True))
    fewer = given.without(given.answered("full", 3, 0.5), ["TL-B3", "TL-B4", "TL-F3"])
    (view,) = [
        one for one in two_views(score("full", fewer, CONTENT, CONTENT.role("senior")), coach) if one.competency == "TL"
    ]
    assert view.difference == pytest.approx(1.25)
    assert view.standing == "may_be_chance"


def test_that_the_coachs_view_changes_nothing_of_the_persons_levels() -> None:
    own = result(3)
    before = replace(own)
    views = two_views(own, ratings(5))
    assert own == before
    assert {view.own for view in views} == {one.level for one in own.competencies.values()}
    assert {view.own_range for view in views} == {one.level_range for one in own.competencies.values()}


def test_that_without_a_level_of_their_own_the_coachs_still_stands() -> None:
    none = score("full", given.only(given.answered("full"), "TL"), CONTENT, CONTENT.role("senior"))
    (view,) = [one for one in two_views(none, ratings(4)) if one.competency == "SP"]
    assert (view.own, view.difference, view.standing) == (None, None, None)
    assert view.coach.level == pytest.approx(4)
