"""What the answers page shows, built from one assessment. No Qt.

Which option is best, and why, is here only for a finished assessment.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from nextrung.assessment.answer import Answer
from nextrung.assessment.described import Mark, answer_words, confidence_words, mark
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Item, Kind
from nextrung.workspace import Assessment

Outcome = Literal["", "best", "close", "off"]
"""How good the option picked was: the best one, one with at least half of its credit, or less."""
CLOSE_FROM = 0.5


class Explained(Struct, frozen=True):
    """One option of a finished scenario or knowledge check: picked, best, and why."""

    text: str
    picked: bool
    best: bool
    why: str


class AnswerRow(Struct, frozen=True):
    """One question and what was answered."""

    item: str
    area: str
    kind: Kind
    passage: str
    question: str
    mark: Mark
    answer: str
    """The label of the answer: of the scale point, or the text of the option; the anchor of a rating still open."""
    anchor: str
    """For a rating that is finished, the text of the anchor picked: the name of the point would judge it before."""
    confidence: str
    note: str
    explained: tuple[Explained, ...]
    explanation: str
    outcome: Outcome = ""
    """Of a situation or check that was answered, once the assessment is finished."""


class AnswersState(Struct, frozen=True):
    """All answers, in the order asked."""

    form: FormId
    complete: bool
    completed_at: str
    rows: tuple[AnswerRow, ...]

    def count(self, mark: Mark) -> int:
        """How many scored questions have this mark."""
        return sum(row.mark == mark and row.kind.scored for row in self.rows)


def build(assessment: Assessment) -> AnswersState:
    """The state of an assessment, open or finished."""
    rows = tuple(_row(assessment, item) for item in assessment.items)
    return AnswersState(assessment.form, assessment.complete, assessment.record.completed_at or "", rows)


def _row(assessment: Assessment, item: Item) -> AnswerRow:
    questionnaire = assessment.content
    answer = assessment.answers.get(item.id) or Answer(item.id)
    finished = assessment.complete
    # anchors are counted from 1, as the points of their scale
    anchor = item.anchors[int(answer.value) - 1] if item.anchors and answer.value else ""
    words = answer_words(item, answer, questionnaire)
    if anchor and not finished:
        words, anchor = anchor, ""
    return AnswerRow(
        item=item.id,
        area=questionnaire.competency_of[item.id].name,
        kind=item.kind,
        passage=item.passage,
        question=item.question,
        mark=mark(answer),
        answer=words,
        anchor=anchor,
        confidence=confidence_words(answer, questionnaire),
        note=answer.note,
        explained=_explained(item, answer) if finished else (),
        explanation=item.explanation if finished else "",
        outcome=_outcome(item, answer) if finished else "",
    )


def masked(rows: tuple[AnswerRow, ...], mask: Callable[[str], str]) -> tuple[AnswerRow, ...]:
    """Answers to look at, with the examples in them seen through a mask."""
    return tuple(replace(row, note=mask(row.note)) for row in rows)


def _outcome(item: Item, answer: Answer) -> Outcome:
    credit = next((option.credit for option in item.judged() if option.key == answer.choice), None)
    if credit is None:
        return ""
    return "best" if credit == 1 else "close" if credit >= CLOSE_FROM else "off"


def _explained(item: Item, answer: Answer) -> tuple[Explained, ...]:
    """The options, the best first."""
    return tuple(
        Explained(option.text, option.key == answer.choice, option.credit == 1, option.why)
        for option in sorted(item.judged(), key=lambda option: -option.credit)
    )
