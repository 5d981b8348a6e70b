"""What was answered to a question, in the words of the questionnaire."""

from __future__ import annotations

from typing import Literal

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import Questionnaire

Mark = Literal["answered", "skipped", "no_chance", "open"]


def mark(answer: Answer) -> Mark:
    """What became of the question."""
    if answer.no_chance:
        return "no_chance"
    if answer.counts or answer.evidence:
        return "answered"
    return "skipped" if answer.skipped else "open"


def chosen(answer: Answer) -> tuple[str, ...]:
    """What was picked, as the choices of its item keep it."""
    # 3.0 is kept as "3" among the choices of an item, and 0.25 as it is.
    value = () if answer.value is None else (f"{answer.value:g}",)
    return (*value, *(() if answer.choice is None else (answer.choice,)), *answer.evidence)


def answer_words(item: Item, answer: Answer, questionnaire: Questionnaire) -> str:
    """The label of the scale point, the text of the option, or the kinds of evidence; empty without an answer."""
    choices, given = item.choices(questionnaire.blueprint.scales), chosen(answer)
    return ", ".join(choice.label or choice.text for choice in choices if choice.kept in given)


def confidence_words(answer: Answer, questionnaire: Questionnaire) -> str:
    """The label of the confidence tap; empty without one."""
    points = questionnaire.blueprint.scales.confidence
    return next((point.label for point in points if point.id == answer.confidence), "")
