"""The range of a share counted in a few cases: Wilson's published values, and ends that mean something."""

from __future__ import annotations

import random

import pytest

from nextrung.scoring.share_range import share_range

EIGHT_OF_TEN = 1.2815515655


def test_that_the_range_is_wilsons() -> None:
    low, high = share_range(8, 10, 1.959964)
    assert low == pytest.approx(0.4902, abs=5e-5)
    assert high == pytest.approx(0.9433, abs=5e-5)


@pytest.mark.parametrize(("hits", "n"), [(0, 1), (1, 1), (0, 10), (10, 10), (5, 10)])
def test_that_a_range_is_never_empty_and_holds_the_share(hits: int, n: int) -> None:
    low, high = share_range(hits, n, EIGHT_OF_TEN)
    assert 0 <= low < high <= 1
    assert low <= hits / n <= high


def test_that_it_holds_the_true_share_about_as_often_as_it_says() -> None:
    draw = random.Random(7)  # noqa: S311
    held = 0
    for at in range(4_000):
        share = (0.3, 0.5, 0.7, 0.9)[at % 4]
        hits = sum(draw.random() < share for _ in range(12))
        low, high = share_range(hits, 12, EIGHT_OF_TEN)
        held += low <= share <= high
    assert 0.74 <= held / 4_000 <= 0.9
