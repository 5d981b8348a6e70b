"""Who a report is for, and what it therefore holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar, get_args

from msgspec import Struct

from nextrung.errors import NextRungError

Audience = Literal["me", "coach", "manager", "later"]
Part = Literal["plan", "history", "judgement", "roles", "pay", "answers", "notes", "coach"]
"""The parts that can be left out; levels, gaps, the match and how far to trust them are in every report."""

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
PARTS: tuple[Part, ...] = get_args(Part)
ASKED_FOR: tuple[Part, ...] = ("pay", "answers", "notes", "coach")
"""Parts that no audience gets unless they are ticked."""
_WIDE: frozenset[Part] = frozenset({"plan", "history", "judgement", "roles"})
DEFAULTS: dict[Audience, frozenset[Part]] = {
    "me": _WIDE,
    "coach": _WIDE,
    "manager": frozenset({"plan", "history"}),  # how sure somebody was, and other roles, are nobody else's business
    "later": _WIDE,
}
_T = TypeVar("_T", bound=str)


class ContentsError(NextRungError):
    """An audience or a part that there is not."""


class Contents(Struct, frozen=True):
    """An audience and the parts it gets."""

    audience: Audience
    parts: frozenset[Part]

    @property
    def left_out(self) -> tuple[Part, ...]:
        """The parts it does not get, in order."""
        return tuple(part for part in PARTS if part not in self.parts)


def contents(audience: str = "me", more: Iterable[str] = (), less: Iterable[str] = ()) -> Contents:
    """What an audience gets, with ``more`` parts and without ``less``. Raises ContentsError naming what there is."""
    known = _known(audience, AUDIENCES, "audience")
    added = {_known(part, PARTS, "part") for part in more}
    taken = {_known(part, PARTS, "part") for part in less}
    # Taken away last, so that a part that is named both ways stays out: leaving out is the safe mistake.
    return Contents(known, frozenset((DEFAULTS[known] | added) - taken))


def _known(name: str, names: tuple[_T, ...], kind: str) -> _T:
    for one in names:
        if one == name:
            return one
    raise ContentsError(f"There is no {kind} “{name}”; allowed are {', '.join(names)}.")
