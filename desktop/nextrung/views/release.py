"""When a group of raters may be shown, and what of it: nobody's answers can be told, not even by subtracting.

Small cells are suppressed (threshold rule), and so are differences between two showings that belong to fewer people
than that: Hundepool and others, Statistical Disclosure Control (Wiley, 2012), sections 5.2 and 5.3.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from msgspec import Struct

from nextrung.views.invitation import MINIMUM, Part
from nextrung.views.rounds import ALONE, KeptReply

Seen = Callable[[KeptReply], Collection[str]]
"""The areas in which a reply says anything."""


class Release(Struct, frozen=True):
    """One showing of a group, as it was decided: the ``replies`` in it, and by area those that are in its figures.

    An area keeps those that it was shown from before where too little is new.
    """

    id: str
    round: str
    part: Part
    released_at: str
    replies: frozenset[str]
    areas: dict[str, frozenset[str]]


def least(part: Part, minimum: int = MINIMUM) -> int:
    """How many replies it takes to show anything: one where the invitation says so, else at least three."""
    return 1 if part == ALONE else max(minimum, MINIMUM)


def missing(part: Part, replies: Sequence[KeptReply], before: Release | None, minimum: int = MINIMUM) -> int:
    """How many more replies it takes until a group may be shown, or shown again; 0 when it may."""
    needed = least(part, minimum)
    there = _there(part, replies)
    new = len(there) if before is None else len(there - before.replies)
    return max(0, needed - len(there), needed - new)


def released(
    new: Release, replies: Sequence[KeptReply], before: Release | None, seen: Seen, minimum: int = MINIMUM
) -> Release:
    """The showing that ``new`` (id, round, part, moment) begins, out of all replies to the round. Pure.

    ``before`` is the last showing of the same group. Raises ValueError when it may not be shown yet.
    """
    if missing(new.part, replies, before, minimum):
        raise ValueError(new.part)
    needed = least(new.part, minimum)
    there = {one.id: frozenset(seen(one)) for one in replies if one.part == new.part and not one.withdrawn}
    shown_before = {} if before is None else before.areas
    areas = dict(shown_before)
    for area in frozenset().union(*there.values()):
        now = frozenset(reply for reply, areas_seen in there.items() if area in areas_seen)
        # Three new replies may hold one new view of an area: shown anew, it could be had by subtracting.
        if len(now - shown_before.get(area, frozenset())) >= needed:
            areas[area] = now
    return Release(new.id, new.round, new.part, new.released_at, frozenset(there), areas)


def shown(
    last: Release | None, replies: Sequence[KeptReply], minimum: int = MINIMUM
) -> tuple[frozenset[str], dict[str, frozenset[str]]] | None:
    """Whose replies are shown, and for each area whose are in its figures; None while nothing of the group is."""
    if last is None:
        return None
    there = _there(last.part, replies)
    needed = least(last.part, minimum)
    # Without somebody who withdrew, the others' figures less those seen before would give that reply away.
    if not last.replies <= there or len(last.replies) < needed:
        return None
    return last.replies, {area: ids for area, ids in last.areas.items() if ids <= there and len(ids) >= needed}


def _there(part: Part, replies: Sequence[KeptReply]) -> frozenset[str]:
    return frozenset(one.id for one in replies if one.part == part and not one.withdrawn)
