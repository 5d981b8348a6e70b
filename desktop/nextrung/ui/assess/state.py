"""What the question page shows, built from an assessment and the item on screen. No Qt."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from nextrung.assessment import walk
from nextrung.assessment.answer import Answer
from nextrung.assessment.described import chosen
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import ConfidencePoint, Item, Kind
from nextrung.questionnaire.model import Questionnaire
from nextrung.workspace import Assessment

MOST_EVIDENCE = 2
"""Lines of kept evidence beside an item."""
Progress = Literal["open", "current", "done"]


class AnswerChoice(Struct, frozen=True):
    """One choice on screen: what is stored, the key that picks it, a bold label, a text, and whether it is chosen."""

    value: str
    key: str
    label: str
    text: str
    chosen: bool


class OutlineRow(Struct, frozen=True):
    """One competency of the outline: items done of all, and its first item to jump to."""

    competency: str
    name: str
    done: int
    total: int
    progress: Progress
    first_item: str


class OutlinePart(Struct, frozen=True):
    """One part of the questionnaire: its name and its competencies, in the order in which they are asked."""

    name: str
    rows: tuple[OutlineRow, ...]


class QuestionState(Struct, frozen=True):
    """One question on screen. Texts are content; the page adds its own words around them."""

    form: FormId
    part: str
    competency: str
    item: str
    kind: Kind
    passage: str
    question: str
    instruction: str
    choices: tuple[AnswerChoice, ...]
    confidence_question: str
    confidence: tuple[AnswerChoice, ...]
    chances: tuple[float, ...]
    """How often an answer is the best one by each degree of confidence, 0 to 1."""
    no_chance: bool
    skipped: bool
    note: str
    evidence_kept: tuple[str, ...]
    """What the plan left as evidence for this facet, the newest first."""
    why: str
    author: str
    """Who made the questionnaire; empty for what comes with the program."""
    outline: tuple[OutlinePart, ...]
    number: int
    """Scored items up to this one: the one progress of the page, in words and as a bar."""
    answered: int
    total: int
    minutes_left: float
    first: bool
    last: bool

    @property
    def answered_enough(self) -> bool:
        """Whether the item has an answer that lets the person go on."""
        if not self.kind.scored or self.no_chance:
            return True
        chosen = any(choice.chosen for choice in self.choices)
        return chosen and (not self.confidence or any(choice.chosen for choice in self.confidence))


def build(
    assessment: Assessment, index: int, option_order: tuple[str, ...], evidence: tuple[str, ...] = ()
) -> QuestionState:
    """The state of the item at ``index`` of the assessment; ``option_order`` are its option keys as shown.

    ``evidence`` is what was kept for its facet, the newest first; it is shown beside what a person says of themselves.
    """
    item = assessment.items[index]
    questionnaire = assessment.content
    competency = questionnaire.competency_of[item.id]
    answer = assessment.answers.get(item.id)
    scored = [one for one in assessment.items if one.kind.scored]
    timing = questionnaire.blueprint.timing
    interruption = questionnaire.scoring.quality.interruption_seconds
    part = questionnaire.part_of[competency.id]
    return QuestionState(
        form=assessment.form,
        part=next(one.name for one in questionnaire.blueprint.parts if one.id == part),
        competency=competency.name,
        item=item.id,
        kind=item.kind,
        passage=item.passage,
        question=item.question,
        instruction=_instruction(item, questionnaire),
        choices=_choices(item, answer, questionnaire, option_order),
        confidence_question=questionnaire.blueprint.instructions.confidence,
        confidence=_confidence(item, answer, questionnaire),
        chances=_chances(item, questionnaire),
        no_chance=answer is not None and answer.no_chance,
        skipped=answer is not None and answer.skipped,
        note=answer.note if answer else "",
        evidence_kept=evidence[:MOST_EVIDENCE] if item.kind.noted else (),
        why=competency.facet(item.facet).why,
        author=questionnaire.blueprint.author,
        outline=_outline(assessment, competency.id),
        number=sum(1 for one in assessment.items[: index + 1] if one.kind.scored),
        answered=sum(1 for one in scored if walk.is_settled(one, assessment.answers)),
        total=len(scored),
        minutes_left=walk.seconds_left(assessment.items, assessment.answers, timing, interruption) / 60,
        first=index == 0,
        last=index == len(assessment.items) - 1,
    )


def _instruction(item: Item, questionnaire: Questionnaire) -> str:
    return str(getattr(questionnaire.blueprint.instructions, item.kind.value))


def _choices(
    item: Item, answer: Answer | None, whole: Questionnaire, order: tuple[str, ...]
) -> tuple[AnswerChoice, ...]:
    offered = {choice.kept: choice for choice in item.choices(whole.blueprint.scales)}
    given = chosen(answer) if answer else ()
    choices = []
    for number, kept in enumerate(order or offered, start=1):
        choice = offered[kept]
        # without the names of the points beside anchors: they judge the person before the statement is read
        label = "" if item.anchors else choice.label
        choices.append(AnswerChoice(kept, str(number), label, choice.text, kept in given))
    return tuple(choices)


def _confidence(item: Item, answer: Answer | None, questionnaire: Questionnaire) -> tuple[AnswerChoice, ...]:
    picked = answer.confidence if answer else None
    return tuple(
        AnswerChoice(point.id, str(number), point.label, "", point.id == picked)
        for number, point in enumerate(_taps(item, questionnaire), start=1)
    )


def _chances(item: Item, questionnaire: Questionnaire) -> tuple[float, ...]:
    points = _taps(item, questionnaire)
    return tuple(1 / len(item.judged()) if point.probability is None else point.probability for point in points)


def _taps(item: Item, questionnaire: Questionnaire) -> tuple[ConfidencePoint, ...]:
    """What somebody can say of how sure they are; nothing where no option is picked."""
    # How sure somebody is would be asked in vain where nothing is made of it.
    asked = item.kind.answered_by == "option" and questionnaire.has_checks
    return questionnaire.blueprint.scales.confidence if asked else ()


def _outline(assessment: Assessment, current: str) -> tuple[OutlinePart, ...]:
    questionnaire = assessment.content
    entries = walk.outline(questionnaire, assessment.form, assessment.answers)
    parts = []
    for part in questionnaire.blueprint.parts:
        rows = []
        for entry in entries:
            if entry.part != part.id or not entry.total:
                continue
            done = entry.done == entry.total
            here = entry.competency.id == current
            progress: Progress = "current" if here else "done" if done else "open"
            items = [one.id for one in assessment.items if questionnaire.competency_of[one.id] is entry.competency]
            answers = assessment.answers
            first = next((one for one in items if one not in answers or not answers[one].settled), items[0])
            rows.append(
                OutlineRow(entry.competency.id, entry.competency.name, entry.done, entry.total, progress, first)
            )
        parts.append(OutlinePart(part.name, tuple(rows)))
    return tuple(parts)
