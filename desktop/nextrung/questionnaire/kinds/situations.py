"""What people would do, or know: one of several options is the best."""

from collections.abc import Iterator, Sequence
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from nextrung.counting import counted
from nextrung.questionnaire.constants import FormId, Status
from nextrung.questionnaire.kinds.definition import BaseItem, ItemChoice, ItemText, Kind, Option, Scales

SCENARIO_OPTIONS = (4, 5)
KNOWLEDGE_OPTIONS = (4, 4)
"""Fewest and most options."""


class KnowledgeOption(Struct, frozen=True):
    """One option of a knowledge check."""

    key: str
    text: str


class Scenario(BaseItem, frozen=True):
    """A situational judgement item: pick the most effective option, partial credit."""

    scenario: str
    ask: str
    options: tuple[Option, ...]
    sources: tuple[str, ...] = ()
    forms: tuple[FormId, ...] = ("full",)
    tags: tuple[str, ...] = ()
    status: Status = "draft"
    same_as: str = ""
    kind = Kind.SCENARIO

    @classmethod
    def blank(cls, one_id: str, facet: str) -> Self:
        """One to be written; the first option is the best until another one is."""
        credits = (1.0, 0.5, 0.25, 0.0)
        options = tuple(Option(key, "", credit, "") for key, credit in zip("ABCD", credits, strict=True))
        return cls(one_id, facet, "", "", options)

    @property
    def passage(self) -> str:
        """What happens."""
        return self.scenario

    @property
    def question(self) -> str:
        """What it asks."""
        return self.ask

    def choices(self, _scales: Scales) -> tuple[ItemChoice, ...]:
        """The options."""
        return _choices(self.options)

    def option_limits(self) -> tuple[int, int]:
        """Four or five."""
        return SCENARIO_OPTIONS

    def with_option_count(self, count: int) -> Self:
        """So many options; a new one has no credit."""
        more = tuple(Option(key, "", 0.0, "") for key in "ABCDE"[len(self.options) : count])
        return replace(self, options=(*self.options, *more)[:count])

    def judged(self) -> tuple[Option, ...]:
        """The options as they are."""
        return self.options

    def texts(self) -> Iterator[ItemText]:
        """All its texts, with the reasons."""
        yield ItemText("scenario", "scenario", "the scenario", self.scenario)
        yield ItemText("ask", "ask", "the question", self.ask)
        for number, option in enumerate(self.options, start=1):
            yield ItemText(f"options.{number}.text", "option", f"option {option.key}", option.text)
            yield ItemText(f"options.{number}.why", "why", f"the reason for option {option.key}", option.why)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Options of the right number, each with a credit, and one best."""
        yield from _option_problems(self.options, SCENARIO_OPTIONS)
        for option in self.options:
            if not 0 <= option.credit <= 1:
                yield "options", f"option {option.key}: the credit {option.credit} is not from 0 to 1"
        best = [option.key for option in self.options if option.credit == 1]
        if len(best) != 1:
            yield (
                "options",
                f"{counted(len(best), '1 option has', '{0} options have')} the credit 1.0; exactly one must",
            )


class Knowledge(BaseItem, frozen=True):
    """A short case with one right option; ``why`` explains it after finishing."""

    case: str
    ask: str
    options: tuple[KnowledgeOption, ...]
    best: str
    why: str
    sources: tuple[str, ...] = ()
    forms: tuple[FormId, ...] = ("full",)
    tags: tuple[str, ...] = ()
    status: Status = "draft"
    same_as: str = ""
    kind = Kind.KNOWLEDGE

    @classmethod
    def blank(cls, one_id: str, facet: str) -> Self:
        """One to be written; the first option is the best until another one is."""
        options = tuple(KnowledgeOption(key, "") for key in "ABCD")
        return cls(one_id, facet, "", "", options, options[0].key, "")

    @property
    def passage(self) -> str:
        """The case."""
        return self.case

    @property
    def question(self) -> str:
        """What it asks."""
        return self.ask

    @property
    def explanation(self) -> str:
        """Why the best option is the best one."""
        return self.why

    def choices(self, _scales: Scales) -> tuple[ItemChoice, ...]:
        """The options."""
        return _choices(self.options)

    def option_limits(self) -> tuple[int, int]:
        """Four, as a guess is counted as right once in four times."""
        return KNOWLEDGE_OPTIONS

    def judged(self) -> tuple[Option, ...]:
        """The options: all the credit for the best one, none for any other; the item has one explanation for all."""
        return tuple(Option(option.key, option.text, float(option.key == self.best), "") for option in self.options)

    def texts(self) -> Iterator[ItemText]:
        """All its texts, with the explanation."""
        yield ItemText("case", "case", "the case", self.case)
        yield ItemText("ask", "ask", "the question", self.ask)
        for number, option in enumerate(self.options, start=1):
            yield ItemText(f"options.{number}.text", "knowledge_option", f"option {option.key}", option.text)
        yield ItemText("why", "why", "the reason", self.why)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Options of the right number, of which one is the best."""
        yield from _option_problems(self.options, KNOWLEDGE_OPTIONS)
        if self.best not in [option.key for option in self.options]:
            yield "best", f"“{self.best}” is no option of this item"


def _choices(options: Sequence[Option | KnowledgeOption]) -> tuple[ItemChoice, ...]:
    return tuple(ItemChoice(option.key, "", option.text) for option in options)


def _option_problems(options: Sequence[Option | KnowledgeOption], limits: tuple[int, int]) -> Iterator[tuple[str, str]]:
    count = len(options)
    if not limits[0] <= count <= limits[1]:
        allowed = f"{limits[0]}" if limits[0] == limits[1] else f"{limits[0]} or {limits[1]}"
        yield "options", f"has {counted(count, '1 option', '{0} options')}; {allowed} are allowed"
    expected = list("ABCDEFGHIJ"[:count])
    keys = [option.key for option in options]
    # with too many options their number is the mistake, and their keys need no message of their own
    if keys != expected and count <= limits[1]:
        yield "options", f"the option keys are {', '.join(keys)}; they must be {', '.join(expected)}"
