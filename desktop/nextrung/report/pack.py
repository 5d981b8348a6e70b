"""What a pack is made of: for an interview, a promotion case or a talk about feedback; and what of it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from nextrung.evidence.coverage import AreaCoverage
from nextrung.evidence.questions import AskedQuestion
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.report.audience import known_name
from nextrung.report.material import Material

PackKind = Literal["interview", "promotion", "feedback"]
PackPart = Literal["questions", "stories", "gaps", "levels", "plan", "pay", "notes"]
"""The parts that can be chosen; pay and notes are in no pack unless they are ticked."""
Voice = Literal["first", "third"]
"""Who speaks in what the program adds to a promotion case."""
PACK_KINDS: tuple[PackKind, ...] = get_args(PackKind)
PACK_PARTS: tuple[PackPart, ...] = get_args(PackPart)
VOICES: tuple[Voice, ...] = get_args(Voice)
PACK_DEFAULTS: dict[PackKind, frozenset[PackPart]] = {
    "interview": frozenset({"questions", "stories", "gaps"}),
    "promotion": frozenset({"levels", "stories", "plan"}),
    "feedback": frozenset({"questions", "stories", "levels"}),
}


class PackContents(Struct, frozen=True):
    """Which pack, with which parts, in which voice."""

    kind: PackKind
    parts: frozenset[PackPart]
    voice: Voice = "first"


def pack_contents(kind: str, voice: str, more: Iterable[str] = (), less: Iterable[str] = ()) -> PackContents:
    """A pack with its usual parts, with ``more`` and without ``less``. Raises ContentsError naming what there is."""
    known = known_name(kind, PACK_KINDS, "kind of pack")
    added = {known_name(part, PACK_PARTS, "part") for part in more}
    taken = {known_name(part, PACK_PARTS, "part") for part in less}
    # taken away last, so that a part that is named both ways stays out: leaving out is the safe mistake
    return PackContents(known, frozenset((PACK_DEFAULTS[known] | added) - taken), known_name(voice, VOICES, "voice"))


class PackMaterial(Struct, frozen=True):
    """What a pack can hold. ``report`` is that of the newest finished assessment, None before there is one.

    ``areas`` is the map of ``role``; ``made_on`` is a local day. ``clean`` puts the parts of others in the place of
    their names; it is asked for every text that the person wrote.
    """

    person: str
    role: Role
    content: Questionnaire
    areas: tuple[AreaCoverage, ...]
    questions: tuple[AskedQuestion, ...]
    report: Material | None
    made_on: date
    clean: Callable[[str], str] = str

    def held(self) -> frozenset[PackPart]:
        """The parts that there is something to put into."""
        found: set[PackPart] = {"gaps"}
        if self.questions:
            found.add("questions")
        examples = [one for area in self.areas for one in area.examples]
        if examples:
            found.add("stories")
        if any(one.note for one in examples):
            found.add("notes")
        if self.report is not None:
            found.add("levels")
            if self.report.steps:
                found.add("plan")
            if any(step.notes for step in self.report.steps):
                found.add("notes")
            if self.report.pay is not None:
                found.add("pay")
        return frozenset(found)
