"""The curve of pay: a lognormal through two published percentiles."""

from __future__ import annotations

from math import exp, log
from statistics import NormalDist

from msgspec import Struct

_NORMAL = NormalDist()
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
    """Pay whose logarithm is normal: ``mu`` and ``sigma`` in ln dollars; shown only from ``lowest`` to ``highest``."""

    mu: float
    sigma: float
    lowest: float
    highest: float

    @classmethod
    def through(cls, low: tuple[float, float], high: tuple[float, float], lowest: float, highest: float) -> Lognormal:
        """The curve through two points (percentile, amount): sigma = ln(w2 / w1) / (z2 - z1) (salary.md section 10)."""
        z_low, z_high = z_of(low[0]), z_of(high[0])
        # ln w is linear in z for a lognormal, so two points fix the line; its slope is sigma.
        sigma = log(high[1] / low[1]) / (z_high - z_low)
        return cls(log(low[1]) - sigma * z_low, sigma, lowest, highest)

    @property
    def median(self) -> float:
        """exp(mu), in dollars."""
        return exp(self.mu)

    @property
    def mean(self) -> float:
        """exp(mu + sigma^2 / 2), in dollars."""
        # Above the median, since the long upper tail pulls the mean of a lognormal up by half the variance.
        return exp(self.mu + self.sigma**2 / 2)

    def unbounded(self, percentile: float) -> float:
        """Q(p) = exp(mu + sigma z(p)) anywhere on the curve, also where nothing was published: for checks only."""
        return exp(self.mu + self.sigma * z_of(percentile))

    def share_below(self, amount: float) -> float:
        """The percentile (0 to 1) at which a positive amount lies on the curve, published range or not."""
        return share_of((log(amount) - self.mu) / self.sigma)
