"""Who a report is for, and what it therefore holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar, get_args

from msgspec import Struct

from nextrung.errors import NextRungError
from nextrung.questionnaire.model import Questionnaire

Audience = Literal["me", "coach", "manager", "later"]
Part = Literal["plan", "history", "judgement", "roles", "pay", "answers", "notes", "coach", "others"]
"""The parts that can be left out; levels, gaps, the match and how far to trust them are in every report."""

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
PARTS: tuple[Part, ...] = get_args(Part)
ASKED_FOR: tuple[Part, ...] = ("pay", "answers", "notes", "coach", "others")
"""Parts that no audience gets unless they are ticked."""
OWN_EYES: tuple[Audience, ...] = ("me", "later")
"""Reports that the person alone reads."""
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

    def held_by(self, questionnaire: Questionnaire) -> Contents:
        """Without the parts that a questionnaire has nothing for."""
        return Contents(self.audience, self.parts - missing_parts(questionnaire))

    @property
    def left_out(self) -> tuple[Part, ...]:
        """The parts it does not get, in order."""
        return tuple(part for part in PARTS if part not in self.parts)


def missing_parts(questionnaire: Questionnaire) -> frozenset[Part]:
    """The parts that no report on a questionnaire can have: pay of its roles, and how sure, how right one was."""
    held: dict[Part, bool] = {"pay": questionnaire.has_pay, "judgement": questionnaire.has_checks}
    return frozenset(part for part, has in held.items() if not has)


def contents(audience: str = "me", more: Iterable[str] = (), less: Iterable[str] = ()) -> Contents:
    """What an audience gets, with ``more`` parts and without ``less``. Raises ContentsError naming what there is."""
    known = known_name(audience, AUDIENCES, "audience")
    added = {known_name(part, PARTS, "part") for part in more}
    taken = {known_name(part, PARTS, "part") for part in less}
    # Taken away last, so that a part that is named both ways stays out: leaving out is the safe mistake.
    return Contents(known, frozenset((DEFAULTS[known] | added) - taken))


def known_name(name: str, names: tuple[_T, ...], kind: str) -> _T:
    """The one of ``names`` that was typed. Raises ContentsError naming what there is."""
    for one in names:
        if one == name:
            return one
    raise ContentsError(f"There is no {kind} “{name}”; allowed are {', '.join(names)}.")
