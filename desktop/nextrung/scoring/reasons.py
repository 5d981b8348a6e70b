"""The sentence that stands beside a match whose band something holds down. Pure; every language has its phrases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from nextrung import rounding
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.match import Band, Cap, Match


class ReasonPhrases(Struct, frozen=True):
    """The parts of the sentence; the defaults are those of files and the terminal.

    ``below`` and ``critical_below`` take an area and a number of levels, those about no level an area, ``no_levels``
    several areas joined by ``comma`` and ``last``; ``more_than`` stands for a number that rounding hides the excess
    of; ``whole`` takes the band and all of it, joined by ``between``.
    """

    bands: Mapping[Band, str]
    whole: str = "{0}: {1}"
    below: str = "{0} is {1} below its target"
    critical_below: str = "{0} is critical and {1} below its target"
    more_than: str = "more than {0}"
    no_level: str = "{0} has no level yet"
    no_levels: str = "{0} have no level yet"
    critical_no_level: str = "{0} is critical and has no level yet"
    critical_no_levels: str = "{0} are critical and have no level yet"
    comma: str = ", "
    last: str = " and "
    between: str = "; "
    decimal_point: str = "."


ENGLISH = ReasonPhrases({"early": "Early", "building": "Building", "close": "Close", "matches": "Matches the profile"})


class MatchNotes(Struct, frozen=True):
    """What belongs beside a match wherever it is shown: its band, what holds that down, and what has no level.

    ``names`` are those of the competencies by id, in the order of the questionnaire; ``unscored`` some of these ids.
    """

    band: Band | None
    caps: tuple[Cap, ...]
    unscored: tuple[str, ...]
    provisional: bool
    names: Mapping[str, str]
    asked: bool = True
    """Whether the role asks for anything."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the areas without a level."""
        return tuple(self.names[one] for one in self.unscored)


def match_notes(match: Match, questionnaire: Questionnaire) -> MatchNotes:
    """What belongs beside the match of an assessment that was taken with this content."""
    names = {one.id: one.name for one in questionnaire.competencies}
    return MatchNotes(match.band, match.caps, match.unscored, match.provisional, names, match.asked)


def reason(notes: MatchNotes, phrases: ReasonPhrases = ENGLISH) -> str:
    """Why the band is no higher, by name and number, the largest shortfall first; empty when nothing holds it down."""
    band, caps, names = notes.band, notes.caps, notes.names
    if band is None or not caps:
        return ""
    # Each shortfall has a number of its own; areas without a level have none and are named together.
    said = [_below(cap, names, phrases) for cap in caps if cap.level is not None]
    for critical in (True, False):
        missing = [names[cap.competency] for cap in caps if cap.level is None and cap.critical == critical]
        if missing:
            said.append(_without(missing, phrases, critical=critical))
    return phrases.whole.format(phrases.bands[band], phrases.between.join(said))


def _below(cap: Cap, names: Mapping[str, str], phrases: ReasonPhrases) -> str:
    shown = rounding.gap(cap.target, cap.level or 0.0)
    shortfall = f"{shown:.1f}".replace(".", phrases.decimal_point)
    # rounding can hide the excess: a shortfall of 0.54 is shown as 0.5, which would be allowed
    if cap.more_than is not None and shown <= cap.more_than:
        shortfall = phrases.more_than.format(shortfall)
    return (phrases.critical_below if cap.critical else phrases.below).format(names[cap.competency], shortfall)


def _without(missing: Sequence[str], phrases: ReasonPhrases, *, critical: bool) -> str:
    one = phrases.critical_no_level if critical else phrases.no_level
    many = phrases.critical_no_levels if critical else phrases.no_levels
    if len(missing) == 1:
        return one.format(missing[0])
    return many.format(phrases.comma.join(missing[:-1]) + phrases.last + missing[-1])
