"""What a walk through questions asks of whoever keeps the answers."""

from __future__ import annotations

from typing import Protocol

from nextrung.assessment.answer import Answer
from nextrung.clock import Clock
from nextrung.plan.step import KeptEvidence
from nextrung.questionnaire.kinds import Item
from nextrung.workspace import Assessment


class EvidenceSource(Protocol):
    """Where evidence is found that stands beside a question."""

    def evidence_of(self, facet: str) -> tuple[KeptEvidence, ...]:
        """The evidence kept for a facet, the newest first."""
        ...


class AnswerKeeper(Protocol):
    """The workspace, or what stands in for it where nothing is to be kept; failures are DatabaseErrors."""

    clock: Clock

    @property
    def plan(self) -> EvidenceSource:
        """Where evidence is found."""
        ...

    def assessment(self, assessment: str) -> Assessment:
        """An assessment by id, as it is kept now."""
        ...

    def look_at(self, assessment: Assessment, item: str | None) -> Assessment:
        """Keep the item on screen."""
        ...

    def answer(self, assessment: Assessment, answer: Answer) -> Assessment:
        """Keep one answer."""
        ...

    def take_back(self, assessment: Assessment, item: str) -> Assessment:
        """Remove the answer to an item."""
        ...

    def option_order(self, assessment: Assessment, item: Item) -> tuple[str, ...]:
        """Option keys of an item in the order in which they are shown."""
        ...
