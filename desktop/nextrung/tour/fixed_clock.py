"""The moment at which the tour takes place: pictures are the same on every day."""

from __future__ import annotations

from datetime import UTC, datetime

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def now() -> datetime:
    """The moment of every look at the clock."""
    return NOW
