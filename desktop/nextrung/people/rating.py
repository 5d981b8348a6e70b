"""A coach's own view of a person: the rating items answered about somebody else."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class CoachRating(Struct, frozen=True):
    """One round of ratings about a person: open until ``completed_at`` is set.

    ``questionnaire`` is the fingerprint of the exact content, ``position`` the item last shown. ``given`` holds a
    rating from 1 to 5 by item id, None where the coach has not seen the person do it; an item left out was not reached.
    """

    id: str
    person: str
    questionnaire: str
    position: str | None
    started_at: str
    completed_at: str | None
    given: Mapping[str, float | None] = field(default_factory=dict)
    sequence: int = 0
    """Higher for what was started or finished later, whatever the clock said; 0 while it is not kept yet."""
