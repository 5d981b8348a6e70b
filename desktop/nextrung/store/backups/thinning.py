"""Which backups stay as time goes by.

Of each day the first and the last for a week, the last of each week for two months and of each month for two years,
and all precious ones for thirty days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

DAYS = 8
"""Calendar days that a week touches."""
WEEKS = 10
"""Calendar weeks that two months touch."""
MONTHS = 25
"""Calendar months that two years touch."""


PRECIOUS_DAYS = 30
"""Days for which a precious one stays."""


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
        """Asked for by a person, or made just before something was changed for good."""


_Bucket = tuple[int, ...]


def _day(at: datetime) -> _Bucket:
    return (at.year, at.month, at.day)


def _week(at: datetime) -> _Bucket:
    # With the year of the week, not of the day: the last days of December may belong to week 1.
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
        seen: dict[_Bucket, int] = {}
        for one in newest_first:
            bucket = bucket_of(one.made_at)
            if bucket in seen or len(seen) < most:
                stay.update([one.number] if bucket not in seen else [])
                seen[bucket] = one.number
        if most == DAYS:
            stay.update(seen.values())  # the first of each day: what the day began with
    return frozenset(stay | _still_precious(newest_first))


def _still_precious(newest_first: Sequence[Dated]) -> set[int]:
    """The precious ones of the last thirty days.

    Today is the earlier of the last two days that have a backup: until a second day agrees, a clock that is far ahead
    makes nothing old. What was made while it was, and lies ahead of today, goes when thirty other days have followed.
    """
    days = list(dict.fromkeys(one.made_at.date() for one in newest_first))
    today = min(days[:2], default=date.min)
    recent = set(days[:PRECIOUS_DAYS])

    def stays(day: date) -> bool:
        return day in recent if day > today else (today - day).days <= PRECIOUS_DAYS

    return {one.number for one in newest_first if one.precious and stays(one.made_at.date())}
