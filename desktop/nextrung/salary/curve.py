"""Curves of pay: a lognormal through two percentiles, and PCHIP on (z, ln pay) through published percentiles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from math import copysign, exp, log
from statistics import NormalDist

from msgspec import Struct

_NORMAL = NormalDist()
_STEPS = 400
OUTSIDE = "outside the published range"
"""Said in place of a number that a curve refuses."""


def z_of(percentile: float) -> float:
    """The standard normal quantile of a share between 0 and 1 (z of 0.75 is 0.674490). Raises ValueError outside."""
    if not 0 < percentile < 1:
        raise ValueError("a percentile lies between 0 and 1")
    return _NORMAL.inv_cdf(percentile)


def share_of(z: float) -> float:
    """The share below a standard normal quantile, between 0 and 1."""
    return _NORMAL.cdf(z)


class Lognormal(Struct, frozen=True):
    """Pay whose logarithm is normal: ``mu`` and ``sigma`` in ln dollars; read only from ``lowest`` to ``highest``."""

    mu: float
    sigma: float
    lowest: float
    highest: float

    @classmethod
    def through(cls, low: tuple[float, float], high: tuple[float, float], lowest: float, highest: float) -> Lognormal:
        """The curve through two points (percentile, amount): sigma = ln(w2 / w1) / (z2 - z1) (salary.md section 10)."""
        z_low, z_high = z_of(low[0]), z_of(high[0])
        sigma = log(high[1] / low[1]) / (z_high - z_low)
        return cls(log(low[1]) - sigma * z_low, sigma, lowest, highest)

    @property
    def median(self) -> float:
        """exp(mu), in dollars."""
        return exp(self.mu)

    @property
    def mean(self) -> float:
        """exp(mu + sigma^2 / 2), in dollars."""
        return exp(self.mu + self.sigma**2 / 2)

    def unbounded(self, percentile: float) -> float:
        """Q(p) = exp(mu + sigma z(p)) anywhere on the curve, also where nothing was published: for checks only."""
        return exp(self.mu + self.sigma * z_of(percentile))

    def quantile(self, percentile: float) -> float | None:
        """Q(p) in dollars; None outside the published range (salary.md section 12)."""
        return self.unbounded(percentile) if self.lowest <= percentile <= self.highest else None

    def share_below(self, amount: float) -> float:
        """The percentile (0 to 1) at which a positive amount lies on the curve, published range or not."""
        return share_of((log(amount) - self.mu) / self.sigma)


class Pchip(Struct, frozen=True, dict=True):
    """A monotone piecewise cubic through (percentile, amount) points, drawn on (z, ln amount).

    Source: Fritsch and Carlson 1980, with the slopes of Fritsch and Butland 1984 (weighted harmonic mean inside, three
    points at the ends), as in SciPy's PchipInterpolator. Two to many points, both rising.
    """

    points: tuple[tuple[float, float], ...]

    @cached_property
    def _knots(self) -> tuple[list[float], list[float], list[float]]:
        zs = [z_of(percentile) for percentile, _ in self.points]
        logs = [log(amount) for _, amount in self.points]
        return zs, logs, _slopes(zs, logs)

    def quantile(self, percentile: float) -> float | None:
        """The amount at a percentile; None outside the published percentiles."""
        if not self.points[0][0] <= percentile <= self.points[-1][0]:
            return None
        return exp(self._ln_at(z_of(percentile)))

    def _ln_at(self, z: float) -> float:
        """The cubic Hermite polynomial of the interval that holds ``z``."""
        zs, logs, slopes = self._knots
        i = min(max(bisect_right(zs, z) - 1, 0), len(zs) - 2)
        h = zs[i + 1] - zs[i]
        t = (z - zs[i]) / h
        left = (1 + 2 * t) * (1 - t) ** 2 * logs[i] + t * (1 - t) ** 2 * h * slopes[i]
        return left + t * t * (3 - 2 * t) * logs[i + 1] + t * t * (t - 1) * h * slopes[i + 1]

    def mean(self) -> float:
        """The mean of all pay: the curve inside, lognormal tails drawn on through the outermost pairs of points.

        Simpson's rule over z inside, the closed form outside. The result tests the curve against a published mean
        (salary.md section 11); it is not shown.
        """
        zs, logs, _ = self._knots
        total = 0.0
        for a, b in pairwise(zs):
            h = (b - a) / _STEPS
            for k in range(_STEPS + 1):
                z = a + k * h
                weight = 1 if k in (0, _STEPS) else 4 if k % 2 else 2
                total += weight * h / 3 * exp(self._ln_at(z)) * _NORMAL.pdf(z)
        low = (logs[1] - logs[0]) / (zs[1] - zs[0])
        high = (logs[-1] - logs[-2]) / (zs[-1] - zs[-2])
        below = exp(logs[0] - low * zs[0] + low**2 / 2) * share_of(zs[0] - low)
        above = exp(logs[-1] - high * zs[-1] + high**2 / 2) * share_of(high - zs[-1])
        return total + below + above


def _slopes(x: Sequence[float], y: Sequence[float]) -> list[float]:
    """The slope at every knot (Fritsch and Butland 1984)."""
    h = [b - a for a, b in pairwise(x)]
    d = [(b - a) / step for (a, b), step in zip(pairwise(y), h, strict=True)]
    if len(d) == 1:
        return [d[0], d[0]]
    inner = [_inner(h[i], h[i + 1], d[i], d[i + 1]) for i in range(len(d) - 1)]
    return [_end(h[0], h[1], d[0], d[1]), *inner, _end(h[-1], h[-2], d[-1], d[-2])]


def _inner(h0: float, h1: float, d0: float, d1: float) -> float:
    if d0 * d1 <= 0:
        return 0.0
    w0, w1 = 2 * h1 + h0, h1 + 2 * h0
    return (w0 + w1) / (w0 / d0 + w1 / d1)


def _end(h0: float, h1: float, d0: float, d1: float) -> float:
    """The three-point slope at an end, held back so that the curve cannot turn or overshoot."""
    slope = ((2 * h0 + h1) * d0 - h0 * d1) / (h0 + h1)
    if copysign(1, slope) != copysign(1, d0):
        return 0.0
    if copysign(1, d0) != copysign(1, d1) and abs(slope) > 3 * abs(d0):
        return 3 * d0
    return slope
