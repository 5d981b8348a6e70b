"""What time it is: moments are kept in UTC, days are those of the person's own clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime


def utc_now() -> datetime:
    """The present moment by the system's clock."""
    return datetime.now(UTC)


class Clock:
    """The one clock of a workspace: whatever depends on the moment or the day asks it."""

    def __init__(self, look: Callable[[], datetime] = utc_now) -> None:
        """Go by ``look``, which returns the present moment with its zone."""
        self._look = look

    def now(self) -> datetime:
        """The present moment, UTC."""
        return self._look().astimezone(UTC)

    def local(self) -> datetime:
        """The present moment as the clock on the wall shows it."""
        return self._look().astimezone()

    def today(self) -> date:
        """The day of the person's own time zone."""
        return self.local().date()

    def moment(self) -> str:
        """The present moment as it is kept (ISO 8601, UTC, whole seconds)."""
        return as_moment(self._look())


def as_moment(at: datetime) -> str:
    """A moment as it is kept: ISO 8601, UTC, whole seconds."""
    # One form for all, so that moments sort as texts, in SQL as well.
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local_moment(moment: str) -> datetime:
    """A kept moment as the clock on the wall showed it."""
    return datetime.fromisoformat(moment).astimezone()


def local_day(moment: str) -> date:
    """The local day of a kept moment."""
    return local_moment(moment).date()
