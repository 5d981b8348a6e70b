from __future__ import annotations

from math import log
from statistics import median

import pytest

from nextrung.salary.bands import curve, official_curve
from nextrung.salary.curve import Pchip, z_of
from nextrung.salary.model import OfficialRow, SalaryData, Sector

Points = tuple[tuple[float, float], ...]

PERCENTILES = (0.10, 0.25, 0.50, 0.75, 0.90)

# Made once with SciPy 1.17.1: exp(PchipInterpolator([z(p)...], [ln(amount)...])(z(q))) with z = NormalDist().inv_cdf.
# Two published rows, one of adverts, and steps made up to be as hard as can be.
REFERENCE: tuple[tuple[Points, Points], ...] = (
    (
        ((0.10, 107550), (0.25, 138060), (0.50, 175140), (0.75, 220730), (0.90, 297510)),
        (
            *((0.10, 107550.0), (0.15, 119467.917297), (0.20, 129358.601332), (0.30, 145948.992329)),
            *((0.40, 160509.593603), (0.45, 167703.721039), (0.50, 175140.0), (0.60, 190423.683265)),
            *((0.70, 208496.777386), (0.80, 237269.249304), (0.85, 260781.714595), (0.90, 297510.0)),
        ),
    ),
    (
        ((0.10, 97320), (0.25, 119990), (0.50, 134070), (0.75, 168850), (0.90, 210280)),
        (
            *((0.15, 107461.521353), (0.20, 114802.022602), (0.30, 123471.938075), (0.40, 128321.405734)),
            *((0.45, 130847.378546), (0.60, 144400.202416), (0.70, 159764.251105), (0.80, 179154.70561)),
            *((0.85, 192183.982748), (0.90, 210280.0)),
        ),
    ),
    (
        ((0.25, 172225), (0.50, 193900), (0.75, 212162)),
        ((0.30, 177278.711005), (0.40, 186130.65094), (0.45, 190121.104609), (0.60, 201182.138457)),
    ),
    (
        ((0.10, 100000), (0.25, 100001), (0.50, 250000), (0.75, 250100), (0.90, 900000)),
        (
            *((0.15, 100000.166389), (0.20, 100000.530159), (0.30, 112288.653692), (0.40, 186912.151031)),
            *((0.45, 229936.123439), (0.60, 250043.068773), (0.70, 250067.666678), (0.80, 286018.381542)),
            (0.85, 434370.498208),
        ),
    ),
)


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


def test_that_the_curve_is_refused_outside_the_published_range(data: SalaryData) -> None:
    shape = curve(data)
    assert [shape.quantile(p) for p in (0.10, 0.2499, 0.9001, 0.95)] == [None] * 4
    assert shape.quantile(0.25) == pytest.approx(188_327)
    assert shape.quantile(0.90) == pytest.approx(376_651, abs=0.5)


def test_that_a_percentile_of_0_or_1_has_no_z() -> None:
    for wrong in (0.0, 1.0, -0.5, 1.5):
        with pytest.raises(ValueError, match="between 0 and 1"):
            z_of(wrong)
    assert z_of(0.75) == pytest.approx(0.674490, abs=5e-7)


@pytest.mark.parametrize(("points", "expected"), REFERENCE)
def test_that_pchip_agrees_with_the_values_that_scipy_gave(points: Points, expected: Points) -> None:
    shape = Pchip(points)
    for percentile, amount in expected:
        assert shape.quantile(percentile) == pytest.approx(amount, rel=1e-10)


@pytest.mark.parametrize("points", [points for points, _ in REFERENCE])
def test_that_pchip_agrees_with_the_scipy_installed_here(points: Points) -> None:
    interpolate = pytest.importorskip("scipy.interpolate")
    reference = interpolate.PchipInterpolator([z_of(p) for p, _ in points], [log(a) for _, a in points])
    first, last = round(1000 * points[0][0]), round(1000 * points[-1][0])
    for step in range(first, last + 1):
        amount = Pchip(points).quantile(step / 1000)
        assert amount is not None
        assert log(amount) == pytest.approx(float(reference(z_of(step / 1000))), abs=1e-12)


@pytest.mark.parametrize("points", [points for points, _ in REFERENCE])
def test_that_pchip_goes_through_its_points_and_never_falls(points: Points) -> None:
    shape = Pchip(points)
    for percentile, amount in points:
        assert shape.quantile(percentile) == pytest.approx(amount, rel=1e-12)
    first, last = round(1000 * points[0][0]), round(1000 * points[-1][0])
    amounts = [shape.quantile(step / 1000) or 0.0 for step in range(first, last + 1)]
    assert amounts == sorted(amounts)


def test_that_pchip_through_two_points_is_straight() -> None:
    shape = Pchip(((0.25, 100_000.0), (0.75, 400_000.0)))
    assert shape.quantile(0.50) == pytest.approx(200_000)
    assert shape.quantile(0.60) == pytest.approx(200_000 * 2 ** (z_of(0.60) / z_of(0.75)))


def test_that_pchip_is_level_where_two_percentiles_are_equal() -> None:
    shape = Pchip(((0.10, 100_000.0), (0.25, 150_000.0), (0.50, 150_000.0), (0.75, 250_000.0)))
    assert [shape.quantile(p) for p in (0.30, 0.40, 0.45)] == pytest.approx([150_000] * 3)


def test_that_pchip_is_refused_outside_its_points(data: SalaryData) -> None:
    shape = official_curve(data)
    assert shape.quantile(0.0999) is None
    assert shape.quantile(0.9001) is None


def test_that_the_official_curve_gives_back_the_published_mean(data: SalaryData) -> None:
    mean = official_curve(data).mean()
    assert mean == pytest.approx(191_797, abs=0.5)
    assert mean == pytest.approx(data.official.rows[-1].mean, rel=0.002)


def _points(row: OfficialRow | Sector) -> Points:
    amounts = (row.p10, row.p25, row.p50, row.p75, row.p90)
    return tuple((p, amount) for p, amount in zip(PERCENTILES, amounts, strict=True) if amount is not None)


@pytest.mark.parametrize(("left_out", "most"), [(0.25, 0.019), (0.50, 0.019), (0.75, 0.031)])
def test_that_a_percentile_left_out_is_found_again_better_than_by_a_straight_line(
    data: SalaryData, left_out: float, most: float
) -> None:
    """The test of salary.md section 11 (825 occupations: 1.9 % at p50) on the bundled rows with all percentiles."""
    candidates: list[OfficialRow | Sector] = [*data.official.rows, *data.industry.sectors]
    rows = [points for row in candidates if len(points := _points(row)) == 5]
    assert len(rows) == 8
    smooth, straight = [], []
    for points in rows:
        true = dict(points)[left_out]
        rest = tuple(point for point in points if point[0] != left_out)
        (p0, low), (p1, high) = [p for p in rest if p[0] < left_out][-1], next(p for p in rest if p[0] > left_out)
        smooth.append(abs((Pchip(rest).quantile(left_out) or 0) / true - 1))
        straight.append(abs((low + (high - low) * (left_out - p0) / (p1 - p0)) / true - 1))
    assert median(smooth) < most
    assert median(smooth) < 0.6 * median(straight)
