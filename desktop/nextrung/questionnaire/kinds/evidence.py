"""What there is to show for high ratings: asked for, never scored."""

from collections.abc import Iterator
from typing import Self

from msgspec import Struct

from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds.definition import BaseItem, ItemChoice, ItemText, Kind, Scales


class EvidenceExamples(Struct, frozen=True):
    """What each kind of evidence can look like in this competency."""

    document: str
    metric: str
    feedback: str
    witness: str


class Evidence(BaseItem, frozen=True):
    """The unscored prompt shown when the ratings of a competency are high."""

    ask: str
    examples: EvidenceExamples
    forms: tuple[FormId, ...] = ("full",)
    kind = Kind.EVIDENCE

    @classmethod
    def blank(cls, one_id: str, facet: str) -> Self:
        """One to be written."""
        return cls(one_id, facet, "", EvidenceExamples("", "", "", ""))

    @property
    def question(self) -> str:
        """What it asks."""
        return self.ask

    def choices(self, scales: Scales) -> tuple[ItemChoice, ...]:
        """The kinds of evidence, each with what it can look like here; “nothing” has no example."""
        return tuple(
            ItemChoice(kind.id, kind.label, str(getattr(self.examples, kind.id, ""))) for kind in scales.evidence
        )

    def texts(self) -> Iterator[ItemText]:
        """All its texts."""
        yield ItemText("ask", "ask", "the question", self.ask)
        for name in self.examples.__struct_fields__:
            yield ItemText(f"examples.{name}", "evidence", name, getattr(self.examples, name))
