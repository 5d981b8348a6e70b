from __future__ import annotations

import pytest

from nextrung.salary.bands import curve
from nextrung.salary.curve import z_of
from nextrung.salary.model import SalaryData


def test_that_the_published_figures_give_the_known_curve(data: SalaryData) -> None:
    shape = curve(data)
    assert shape.median == pytest.approx(239_174, abs=0.5)
    assert shape.sigma == pytest.approx(0.354358, abs=5e-7)
    assert shape.mean == pytest.approx(254_672, abs=0.5)
    assert shape.unbounded(0.10) == pytest.approx(151_876, abs=0.5)
    assert shape.unbounded(0.90) == pytest.approx(376_651, abs=0.5)


@pytest.mark.parametrize(
    ("figure", "percent"),
    [
        ("published-entry", 2.3),
        ("published-p25", 25.0),
        ("published-typical", 49.1),
        ("published-p75", 75.0),
        ("published-top", 89.9),
    ],
)
def test_that_each_published_figure_lies_at_its_known_percentile(data: SalaryData, figure: str, percent: float) -> None:
    amount = next(one.amount for one in data.published.figures if one.id == figure)
    assert 100 * curve(data).share_below(amount) == pytest.approx(percent, abs=0.05)


def test_that_a_percentile_of_0_or_1_has_no_z() -> None:
    for wrong in (0.0, 1.0, -0.5, 1.5):
        with pytest.raises(ValueError, match="between 0 and 1"):
            z_of(wrong)
    assert z_of(0.75) == pytest.approx(0.674490, abs=5e-7)
