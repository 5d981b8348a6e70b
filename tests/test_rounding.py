"""Numbers that stand beside each other add up, whatever floating point makes of them."""

from __future__ import annotations

import pytest

from nextrung import rounding


@pytest.mark.parametrize(
    ("value", "shown"), [(2.25, 2.3), (2.85, 2.9), (2.8499999999999996, 2.9), (2.84, 2.8), (1.0, 1.0), (-0.05, -0.1)]
)
def test_that_levels_round_half_up(value: float, shown: float) -> None:
    assert rounding.level(value) == shown


def test_that_a_shown_level_and_a_shown_gap_are_the_shown_target() -> None:
    for target in (2.0, 2.5, 3.0, 3.35, 3.5, 4.5, 5.0):
        for step in range(1201):
            level = 1 + step / 300
            shown = rounding.gap(target, level)
            if level < target:
                assert round(rounding.level(level) + shown, 1) == rounding.level(target), (target, level)
            else:
                assert shown == 0


def test_that_a_change_is_the_difference_of_its_shown_ends() -> None:
    assert rounding.change(3.64, 3.06) == -0.5  # 3.6 to 3.1
    assert rounding.change(3.05, 3.06) == 0
    assert str(rounding.change(3.06, 3.05)) == "0.0"
    assert rounding.match_change(84.6, 85.1) == 1


@pytest.mark.parametrize(
    ("value", "shown"), [(84.6, 84), (84.99999999999999, 85), (85, 85), (0.0, 0), (100, 100), (99.99, 99)]
)
def test_that_a_match_rounds_down(value: float, shown: int) -> None:
    assert rounding.match(value) == shown


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (66.76, 77.17, (66, 78)),
        (90.0, 100.0, (90, 100)),
        (100 - 1e-12, 100.0, (99, 100)),
        (100.0, 100.0, (99, 100)),
        (0.0, 0.0, (0, 1)),
        (0.0, 1e-12, (0, 1)),
        (41.0, 41.0, (40, 41)),
    ],
)
def test_that_a_range_rounds_outwards_and_is_never_of_no_width(low: float, high: float, shown: tuple[int, int]) -> None:
    assert rounding.match_ends(low, high) == shown


def test_that_the_ends_of_a_level_differ() -> None:
    assert rounding.level_ends(2.44, 3.45) == (2.4, 3.5)
    assert rounding.level_ends(1.0, 1.02) == (1.0, 1.1)
    assert rounding.level_ends(5.0, 5.0) == (4.9, 5.0)


@pytest.mark.parametrize(("value", "shown"), [(0.5, 1), (1.49, 1), (2.5, 3), (-2.5, -3), (-0.2, 0)])
def test_that_other_points_round_half_away_from_nothing(value: float, shown: int) -> None:
    assert rounding.points(value) == shown


def test_that_shares_round_half_up() -> None:
    assert [rounding.percent(one) for one in (0.625, 0.005, 0.995, 1.0)] == [63, 1, 100, 100]
