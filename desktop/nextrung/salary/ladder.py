"""Which rungs a person matches now, which is next, and which are further up. Pay plays no part in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from nextrung.salary.formats import Rung

Standing = Literal["matched", "next", "further", "below", "beside", "unknown"]
MATCHES = "matches"
"""The band of a match at or above 85 that nothing holds down (content C6.6)."""


class RungMatch(Struct, frozen=True):
    """One rung: ``value`` of the match from 0 to 100 (None: no result or no role profile) and where it stands.

    *matched*: the answers describe its work. *next*: the lowest rung above all matched ones. *further*: above the
    next. *below*: not matched, though a higher rung is. *beside*: off the ladder and not matched. *unknown*: there is
    no result for it.
    """

    rung: str
    value: float | None
    standing: Standing


class Ladder(Struct, frozen=True):
    """Every rung in the given order; ``next`` is None when nothing known lies above the highest matched."""

    rungs: tuple[RungMatch, ...]
    next: str | None
    steps: tuple[str, ...] = ()
    """The rungs of the ladder itself, the lowest first."""

    @property
    def matched(self) -> tuple[str, ...]:
        """The rungs matched now, in the given order."""
        return tuple(rung.rung for rung in self.rungs if rung.standing == "matched")

    @property
    def highest(self) -> str | None:
        """The highest rung of the ladder that is matched; roles beside the ladder never stand for it."""
        return next((rung for rung in reversed(self.steps) if rung in self.matched), None)

    @property
    def matched_beside(self) -> tuple[str, ...]:
        """The roles beside the ladder that are matched, in the given order."""
        return tuple(rung for rung in self.matched if rung not in self.steps)

    @property
    def further(self) -> tuple[str, ...]:
        """The rungs above the next one."""
        return tuple(rung.rung for rung in self.rungs if rung.standing == "further")


def climb(rungs: Sequence[Rung], matches: Mapping[str, tuple[float | None, str | None]]) -> Ladder:
    """Sort rungs by the matches to their roles: role id to (value 0 to 100, band); no entry means no result.

    ``band`` is that of ``scoring.match``; "matches" already means at or above 85 and not capped.
    """
    steps = sorted((rung for rung in rungs if rung.step is not None), key=lambda rung: rung.step or 0)
    found = {rung.id: matches.get(rung.role, (None, None)) if rung.role else (None, None) for rung in rungs}
    # Of a rung without a result nothing is known: it is neither matched nor next.
    known = [rung.id for rung in steps if found[rung.id][1] is not None]
    # The highest match counts: what lies below it is never the next one, matched or not.
    top = max((at for at, rung in enumerate(known) if found[rung][1] == MATCHES), default=-1)
    above = known[top + 1 :]
    following = above[0] if above else None

    def standing(rung: Rung) -> Standing:
        band = found[rung.id][1]
        if band is None:
            return "unknown"
        if band == MATCHES:
            return "matched"
        if rung.step is None:
            return "beside"
        if rung.id not in above:
            return "below"
        return "next" if rung.id == following else "further"

    return Ladder(
        tuple(RungMatch(rung.id, found[rung.id][0], standing(rung)) for rung in rungs),
        following,
        tuple(one.id for one in steps),
    )
