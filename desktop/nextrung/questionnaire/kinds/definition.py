"""What a kind of item is: what holds for all its items, and what each item must be able to say of itself.

Whoever needs to know what may be answered, which words are shown or what counts asks here: nothing else lists kinds.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, Literal, Self

from msgspec import Struct

from nextrung.questionnaire.constants import Scoring
from nextrung.questionnaire.kinds.observer import ObserverWording

AnswerForm = Literal["point", "option", "ticks"]
"""A point of a scale; one of several options, and how sure one is of it; any of the kinds of evidence there is."""
NoChance = Literal["", "not_yet", "did_not_come_up"]
"""What somebody says who had no chance to do it; empty where that cannot be said."""
ItemTextKind = Literal[
    "stem",
    "anchor",
    "observer_stem",
    "observer_anchor",
    "scenario",
    "ask",
    "option",
    "case",
    "knowledge_option",
    "why",
    "evidence",
]
"""Where a text stands in an item: what the wording check holds it to depends on it."""
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares of all occasions that can be answered."""
_KEYS: dict[AnswerForm, tuple[str, ...]] = {
    "point": ("value",),
    "option": ("choice", "confidence"),
    "ticks": ("evidence",),
}


class Kind(StrEnum):
    """The four scored kinds of item and the unscored evidence prompt: name, letter in ids, answer, points of the scale.

    The name is also that of its scale, instruction, planned seconds and speed floor in the questionnaire.
    """

    RATING = "rating", "B", "point", (1.0, 2.0, 3.0, 4.0, 5.0), "not_yet"
    FREQUENCY = "frequency", "F", "point", SHARES, "did_not_come_up"
    SCENARIO = "scenario", "S", "option"
    KNOWLEDGE = "knowledge", "K", "option"
    EVIDENCE = "evidence", "E", "ticks"

    _value_: str
    letter: str
    answered_by: AnswerForm
    points: tuple[float, ...]
    """The values of its scale, the lowest first; empty for a kind without one."""
    no_chance: NoChance

    def __new__(
        cls, name: str, letter: str, answered_by: AnswerForm, points: tuple[float, ...] = (), no_chance: NoChance = ""
    ) -> Self:
        """Define a kind."""
        # each member is a text, as it is kept and compared; what else it knows hangs on it
        kind = str.__new__(cls, name)
        kind._value_ = name
        kind.letter, kind.answered_by, kind.points, kind.no_chance = letter, answered_by, points, no_chance
        return kind

    @property
    def scored(self) -> bool:
        """Whether its items count: in the progress of a form, and in levels or judgement. Evidence is extra."""
        return self.answered_by != "ticks"

    @property
    def noted(self) -> bool:
        """Whether an example can be written beside the answer."""
        return self.answered_by != "option"

    @property
    def is_share(self) -> bool:
        """Whether its values are ``SHARES``."""
        return self.points == SHARES

    @property
    def keys(self) -> tuple[str, ...]:
        """What an answers file may hold of an answer, of which one is given; a confidence stands beside a choice."""
        return (*_KEYS[self.answered_by], *(("no_chance",) if self.no_chance else ()), "skipped")

    @property
    def span(self) -> float:
        """From the lowest point of its scale to the highest."""
        return self.points[-1] - self.points[0]

    def unit(self, value: float) -> float:
        """A value of its scale as u from 0 to 1 (content C4): (x - 1) / 4 for a rating, a share as it is."""
        return (value - self.points[0]) / self.span


class ScalePoint(Struct, frozen=True):
    """One point of an answer scale: its stored value and the words shown."""

    value: float
    label: str


class ConfidencePoint(Struct, frozen=True):
    """One confidence tap. ``probability`` is None where it is 1 / number of options (a guess)."""

    id: str
    label: str
    probability: float | None


class EvidenceKind(Struct, frozen=True):
    """One kind of evidence that can be ticked."""

    id: str
    label: str


class Scales(Struct, frozen=True):
    """The answer scales shared by all items."""

    rating: tuple[ScalePoint, ...]
    frequency: tuple[ScalePoint, ...]
    confidence: tuple[ConfidencePoint, ...]
    evidence: tuple[EvidenceKind, ...]


class Option(Struct, frozen=True):
    """One option of a scenario: its credit from 0 to 1 and why, shown only after finishing."""

    key: str
    text: str
    credit: float
    why: str


# ``gc=False``: made by the thousand and never part of a cycle, so no collection has to look at them
class ItemChoice(Struct, frozen=True, gc=False):
    """One thing that can be answered: what is kept of it, as a text, and its name and its words; one may be empty."""

    kept: str
    label: str
    text: str = ""


class ItemText(Struct, frozen=True, gc=False):
    """One text of an item: the way to it in its file (``anchors.3``), and how a message calls it (“anchor 3”)."""

    field: str
    kind: ItemTextKind
    label: str
    text: str


class AllowedAnswer(Struct, frozen=True):
    """What may be answered to one item, beside *no chance yet* and a skip."""

    values: tuple[float, ...] = ()
    choices: tuple[str, ...] = ()
    confidences: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    def fits(
        self, value: float | None, choice: str | None, confidence: str | None, evidence: tuple[str, ...] | list[str]
    ) -> bool:
        """Whether all of an answer can have been given; the only place that decides it."""
        return (
            (value is None or value in self.values)
            and (choice is None or choice in self.choices)
            # how sure somebody is means nothing without what they chose
            and (confidence is None or (confidence in self.confidences and choice is not None))
            and all(one in self.evidence for one in evidence)
        )


class BaseItem(Struct, frozen=True):
    """What every item can say of itself; a kind says what differs."""

    kind: ClassVar[Kind]
    id: str
    facet: str

    @property
    def anchors(self) -> tuple[str, ...]:
        """What each point of the scale means in this item; empty where the names of the points say it."""
        return ()

    @property
    def tags(self) -> tuple[str, ...]:
        """Ids of the cross-cutting views that it belongs to."""
        return ()

    @property
    def sources(self) -> tuple[str, ...]:
        """What its idea rests on."""
        return ()

    @property
    def same_as(self) -> str:
        """The item of another questionnaire that asks the same; empty where none does."""
        return ""

    @property
    def observed(self) -> ObserverWording | None:
        """How others are asked it about the person; None where they cannot be."""
        return None

    @property
    def passage(self) -> str:
        """The case that it tells before it asks."""
        return ""

    @property
    def explanation(self) -> str:
        """What explains the best answer; shown only after finishing."""
        return ""

    def scale(self, _scales: Scales) -> tuple[ScalePoint, ...]:
        """The points it is answered by."""
        return ()

    def choices(self, scales: Scales) -> tuple[ItemChoice, ...]:
        """All that can be chosen, in the order of the scale or of the file: here, the points of the scale."""
        # “1” and “0.25”, never “1.0”, as tables and kept answers have it
        return tuple(ItemChoice(f"{point.value:g}", point.label) for point in self.scale(scales))

    def judged(self) -> tuple[Option, ...]:
        """Its options with their credit, and why."""
        return ()

    def option_keys(self) -> tuple[str, ...]:
        """The keys of its options."""
        return tuple(option.key for option in self.judged())

    def option_limits(self) -> tuple[int, int]:
        """How few and how many options it may have; none for a kind without them."""
        return 0, 0

    def with_option_count(self, _count: int) -> Self:
        """The same with so many options: empty ones are added, the last ones go."""
        return self

    def weight(self, _scoring: Scoring) -> float:
        """What an answer weighs in the level of its competency (content C6.1); 0 where it does not count in it."""
        return 0.0

    def allowed(self, scales: Scales) -> AllowedAnswer:
        """What may be answered."""
        taps = self.kind.answered_by == "option"
        ticks = self.kind.answered_by == "ticks"
        return AllowedAnswer(
            values=tuple(point.value for point in self.scale(scales)),
            choices=self.option_keys(),
            confidences=tuple(point.id for point in scales.confidence) if taps else (),
            evidence=tuple(kind.id for kind in scales.evidence) if ticks else (),
        )

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong with it beyond its types: the key of its file and what is allowed there."""
        yield from ()
