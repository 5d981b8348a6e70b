"""Which backups stay: the newest of each day for a week, of each week for two months, of each month for two years."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

DAYS = 8
"""Calendar days that a week touches."""
WEEKS = 10
"""Calendar weeks that two months touch."""
MONTHS = 25
"""Calendar months that two years touch."""


class Dated(Protocol):
    """Something made at a moment, with a number that grows even when the clock is set back."""

    @property
    def number(self) -> int:
        """Higher for what was made later."""

    @property
    def made_at(self) -> datetime:
        """The moment on the clock, UTC."""

    @property
    def precious(self) -> bool:
        """Made just before something was changed for good: kept as long as daily ones are."""


_Bucket = tuple[int, ...]


def _day(at: datetime) -> _Bucket:
    return (at.year, at.month, at.day)


def _week(at: datetime) -> _Bucket:
    return at.isocalendar()[:2]


def _month(at: datetime) -> _Bucket:
    return (at.year, at.month)


_SPANS: tuple[tuple[int, Callable[[datetime], _Bucket]], ...] = ((DAYS, _day), (WEEKS, _week), (MONTHS, _month))


def kept(backups: Iterable[Dated]) -> frozenset[int]:
    """The numbers of the backups that stay; the newest always does.

    Counted are the days, weeks and months that have a backup, not those that went by on the clock: a clock that was
    wrong for a while, or months without the program, cost no more than the wrong moments themselves take up.
    """
    newest_first = sorted(backups, key=lambda one: one.number, reverse=True)
    stay: set[int] = set()
    for most, bucket_of in _SPANS:
        seen: set[_Bucket] = set()
        for one in newest_first:
            bucket = bucket_of(one.made_at)
            if bucket not in seen and len(seen) < most:
                seen.add(bucket)
                stay.add(one.number)
            elif one.precious and most == DAYS and bucket in seen:
                stay.add(one.number)
    return frozenset(stay)
