"""The range in which a share lies that was counted in a few cases (Wilson 1927)."""

from __future__ import annotations

from math import sqrt


def share_range(hits: int, n: int, z: float) -> tuple[float, float]:
    """Wilson's range of a share, both ends from 0 to 1, for ``hits`` of ``n`` cases, ``n`` at least 1.

    Unlike that of the normal distribution it never has a width of zero, and holds for a few cases, too. ``z`` says how
    often it holds the true share: 1.2816 for 8 of 10 times, as for all likely ranges.
    """
    share = hits / n
    middle = share + z * z / (2 * n)
    wide = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    over = 1 + z * z / n
    # rounding must not push an end past what a share can be
    return max(0.0, (middle - wide) / over), min(1.0, (middle + wide) / over)
