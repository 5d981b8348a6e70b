"""A questionnaire taken to look at it: answers stay in memory, for as long as the walk is on show."""

from __future__ import annotations

import uuid
from typing import Self

from msgspec.structs import replace

from nextrung.assessment import walk
from nextrung.assessment.answer import Answer
from nextrung.assessment.record import AssessmentRecord
from nextrung.clock import Clock
from nextrung.plan.step import KeptEvidence
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import Questionnaire
from nextrung.workspace.assessment import Assessment


class TrialWalk:
    """Stands in for the workspace while questions are walked through; it keeps nothing on disk."""

    def __init__(self) -> None:
        """Walk through nothing yet."""
        self.clock = Clock()

    @property
    def plan(self) -> Self:
        """Nothing is planned on it: evidence is asked for here as well."""
        return self

    def begun(self, content: Questionnaire, first: str) -> Assessment:
        """A full form without an answer; it stands at an item, by id, where that is asked."""
        record = AssessmentRecord(uuid.uuid4().hex, "", "", "full", first, self.clock.moment(), None)
        return Assessment(record, content, {})

    def assessment(self, assessment: str) -> Assessment:
        """Nothing is kept that could be read again."""
        raise KeyError(assessment)

    def look_at(self, assessment: Assessment, item: str | None) -> Assessment:
        """Remember the item on screen."""
        return replace(assessment, record=replace(assessment.record, position=item))

    def answer(self, assessment: Assessment, answer: Answer) -> Assessment:
        """Remember an answer."""
        return replace(assessment, answers={**assessment.answers, answer.item: answer})

    def take_back(self, assessment: Assessment, item: str) -> Assessment:
        """Forget an answer."""
        return replace(assessment, answers={key: one for key, one in assessment.answers.items() if key != item})

    def option_order(self, assessment: Assessment, item: Item) -> tuple[str, ...]:
        """The option keys of an item in an order that looks random."""
        return walk.shuffled(item.judged(), assessment.record.id, item.id)

    def evidence_of(self, facet: str) -> tuple[KeptEvidence, ...]:  # noqa: ARG002
        """Nobody's evidence stands beside a question that is tried."""
        return ()
