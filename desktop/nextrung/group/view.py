"""What a group shows: plain values for screens and files. No data frames here."""

from __future__ import annotations

from msgspec import Struct

from nextrung.people.person import Person
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Kind
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.scoring.change import Call
from nextrung.scoring.levels import Status
from nextrung.scoring.match import Band, Cap
from nextrung.scoring.reasons import MatchNotes

FEWEST = 30
"""People under which no internal consistency is shown: its own error would be larger than what it says."""


class GroupPersonRow(Struct, frozen=True):
    """One person in the heat map; the tuples follow the columns of the view.

    ``differences`` are levels minus targets in levels, None where there is no level; ``statuses`` say why, None where
    the content taken does not have the area. ``match`` is 0 to 100, None when too little is scored; ``caps`` are the
    areas that hold its band down, ``unscored`` the ids of those without a level.
    """

    member: Person
    form: FormId
    completed_at: str
    levels: tuple[float | None, ...]
    differences: tuple[float | None, ...]
    statuses: tuple[Status | None, ...]
    match: float | None
    band: Band | None
    provisional: bool
    caps: tuple[Cap, ...]
    unscored: tuple[str, ...]
    asked: bool = True
    """Whether the role asks for anything."""

    def match_notes(self, content: Questionnaire) -> MatchNotes:
        """What belongs beside the match; names are those of ``content``."""
        names = {one.id: one.name for one in content.competencies}
        # Caps of the content that was taken may name areas that the one on show does not have.
        known = tuple(cap for cap in self.caps if cap.competency in names)
        unscored = tuple(one for one in self.unscored if one in names)
        return MatchNotes(self.band, known, unscored, self.provisional, names, self.asked)


class SharedGap(Struct, frozen=True):
    """How far a group lies below a target: ``mean`` of max(0, target - level) in levels over the ``scored`` people.

    ``likely`` counts those whose gap counts as a focus area (content C6.5).
    """

    competency: str
    mean: float | None
    likely: int
    scored: int


class AnswerSpread(Struct, frozen=True):
    """How many gave each answer to an item, in the order of its scale or options.

    ``asked`` counts the people whose form asked it; who neither answered nor had no chance has skipped it or stopped
    before.
    """

    competency: str
    item: str
    kind: Kind
    given: tuple[int, ...]
    no_chance: int
    asked: int

    @property
    def unanswered(self) -> int:
        """How many were asked and gave nothing."""
        return self.asked - sum(self.given) - self.no_chance


class Consistency(Struct, frozen=True):
    """Cronbach's alpha of a competency over the ``people`` who answered all its ``items``; None where none is shown."""

    competency: str
    items: int
    people: int
    alpha: float | None


class AreaChange(Struct, frozen=True):
    """The change of a group in one competency, or overall (``competency`` None).

    ``mean`` is in levels over the ``people`` who have a score at both dates, ``call`` what the mean is called; None
    where there is nobody. ``counts`` says how many people fell clearly, fell probably, stayed within noise, rose
    probably, rose clearly (content C6.9).
    """

    competency: str | None
    people: int
    mean: float | None
    call: Call | None
    counts: tuple[int, int, int, int, int]


class GroupChange(Struct, frozen=True):
    """The change between two dates: ``people`` have an assessment at the first and a newer one at the second."""

    people: int
    areas: tuple[AreaChange, ...]
    overall: AreaChange


class Waiting(Struct, frozen=True):
    """Somebody not assessed for long; ``completed_at`` is None for who never was."""

    member: Person
    completed_at: str | None


class GroupView(Struct, frozen=True):
    """Everything about one group against one role.

    ``columns`` are competency ids from the widest mean gap to the least, ``rows`` the assessed people in the order of
    ``order``, ``members`` the ids of all. ``bands`` counts people by match band from the lowest up; ``median_match`` is
    0 to 100. ``gaps`` has the widest shared gap first; ``waiting`` lists who was not assessed for six months, who never
    was first.
    """

    role: Role
    columns: tuple[str, ...]
    rows: tuple[GroupPersonRow, ...]
    members: frozenset[str]
    median_match: float | None
    bands: tuple[tuple[Band, int], ...]
    gaps: tuple[SharedGap, ...]
    spread: tuple[AnswerSpread, ...]
    consistency: tuple[tuple[FormId, tuple[Consistency, ...]], ...]
    waiting: tuple[Waiting, ...]

    @property
    def people(self) -> int:
        """How many there are, assessed or not."""
        return len(self.members)

    @property
    def matched(self) -> int:
        """How many have a match at all."""
        return sum(count for _, count in self.bands)
