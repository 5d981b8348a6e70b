"""Very many own figures are shown as bands, and a band stands for all that is behind it."""

from __future__ import annotations

from datetime import date

from nextrung.salary import own_bands
from nextrung.salary.own import KeptFigure, OwnFigure


def kept(number: int, role: str = "senior", percentile: float | None = None) -> KeptFigure:
    day = date(2026, 1, 1 + number % 28)
    return KeptFigure(str(number), OwnFigure(role, "CA", 100_000.0 + number, percentile, day, "Survey", "USD"))


def test_that_few_figures_are_shown_one_by_one() -> None:
    figures = tuple(kept(number) for number in range(own_bands.MANY))
    assert own_bands.shown(figures) == figures


def test_that_many_figures_are_three_quartiles_with_their_number() -> None:
    figures = [*(kept(number) for number in range(401)), kept(900, "director"), kept(901, percentile=0.5)]
    alone, percentile, low, middle, high = own_bands.shown(figures)
    assert (alone.id, percentile.id) == ("900", "901")
    assert [one.figure.amount for one in (low, middle, high)] == [100_100, 100_200, 100_300]
    assert [one.figure.percentile for one in (low, middle, high)] == [0.25, 0.5, 0.75]
    assert {one.figure.source for one in (low, middle, high)} == {"401 figures, Survey"}
    assert middle.figure.date == date(2026, 1, 28)
    assert len(own_bands.behind(middle.id, figures)) == 401
    assert own_bands.behind("900", figures) == (figures[401],)
