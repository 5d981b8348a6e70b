"""What several raters say together, by published formulas."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import pytest
from msgspec.structs import replace
from tests.views.random_rounds import AREAS, CONTENT, collected, own_result, same_raters, showing

from nextrung.views import spread
from nextrung.views.picture import AreaViews, picture, talk_about

NINETY = 1.2815515655
RESULT = own_result()


@pytest.mark.parametrize(
    ("degrees", "table"), [(5, 1.476), (6, 1.440), (9, 1.383), (15, 1.341), (30, 1.310), (120, 1.289)]
)
def test_that_students_t_is_that_of_the_tables(degrees: int, table: float) -> None:
    assert spread.student_t(NINETY, degrees) == pytest.approx(table, abs=0.002)


def test_that_a_range_grows_with_the_spread_and_falls_with_the_number() -> None:
    def width(*levels: float) -> float:
        low, high = spread.mean_range(levels, 3, NINETY)
        return high - low

    assert width(2, 3, 3, 3, 3, 4) < width(1, 2, 3, 3, 4, 5)
    assert width(*[2, 4] * 3) > width(*[2, 4] * 6) > width(*[2, 4] * 12)
    by_hand = 2 * 1.4758 * sqrt(1.2 / 6)  # variance 1.2, t of 5 degrees
    assert width(2, 4, 2, 4, 2, 4) == pytest.approx(by_hand, abs=0.002)


def test_that_raters_who_all_say_the_same_make_a_range_of_some_width() -> None:
    low, high = spread.mean_range([3.0] * 6, 2, NINETY)
    assert low < 3 < high
    assert spread.mean_range([5.0] * 6, 2, NINETY)[0] < 5


@pytest.mark.parametrize(
    ("levels", "word"),
    [
        ((3, 3, 3), "close_together"),
        ((3, 3.5, 4), "close_together"),
        ((2, 3, 4), "mixed"),
        ((1.5, 2, 4), "far_apart"),
        ((1, 3, 5), "far_apart"),
    ],
)
def test_that_few_agree_in_one_of_three_words(levels: Sequence[float], word: str) -> None:
    assert spread.agreement([float(one) for one in levels]) == word


@pytest.mark.parametrize(
    ("levels", "band"),
    [((1, 1, 1), (1, 2)), ((3, 3, 3), (3, 4)), ((2.9, 3, 3), (2, 3)), ((5, 5, 5), (4, 5)), ((3.1, 2.9, 3), (3, 4))],
)
def test_that_a_band_is_one_level_wide(levels: Sequence[float], band: tuple[float, float]) -> None:
    assert spread.band(levels) == band


def area(count: int, level: float, own: float) -> AreaViews:
    """What is shown of one area in which the person stands at ``own``."""
    scored = RESULT.competencies[AREAS[0]]
    standing = {**RESULT.competencies, AREAS[0]: replace(scored, level=own)}
    of = showing(collected(*same_raters(level, count)), "colleague")
    found = picture(of, CONTENT, replace(RESULT, competencies=standing))
    return next(one for one in found.areas if one.competency == AREAS[0])


def test_that_a_mean_is_shown_from_six_on_and_words_before() -> None:
    (few,) = area(5, 3, 3).views
    assert (few.level, few.range, few.agreement, few.band) == (None, None, "close_together", (3, 4))
    (many,) = area(6, 3, 3).views
    assert many.level == 3
    assert many.range is not None
    assert (many.agreement, many.band) == (None, None)


@pytest.mark.parametrize("count", [3, 6, 12])
def test_that_a_difference_is_told_from_its_own_error_on(count: int) -> None:
    rules, error = CONTENT.scoring.raters, RESULT.competencies[AREAS[0]].se
    assert error is not None
    least = 1.645 * sqrt(error**2 + rules.spread**2 * (1 - rules.reliability) / count) / 25
    told = {
        own: area(count, 3, own).views[0].comparison
        for own in (3 - least, 3 + least, 3 - 0.98 * least, 3 + 0.98 * least)
    }
    assert list(told.values()) == ["self_low", "self_high", "agreed", "agreed"]


def test_that_the_widest_three_differences_are_to_be_talked_about() -> None:
    found = picture(showing(collected(*same_raters(5, 6)), "colleague"), CONTENT, RESULT)
    distances = [one.distance for one in found.areas if one.distance is not None]
    assert distances == sorted(distances, reverse=True)
    points = talk_about(found)
    assert [one.competency for one in points] == [one.competency for one in found.areas][: len(points)]
    assert 0 < len(points) <= 3
    assert {one.comparison for one in points} == {"self_low"}
    assert talk_about(picture(collected(*same_raters(5, 6)), CONTENT, RESULT)) == ()
