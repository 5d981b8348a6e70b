"""One question and what was answered to it, in the words of the questionnaire."""

from __future__ import annotations

from typing import Literal

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.kinds import Evidence, Frequency, Item, Knowledge, Rating, Scenario
from nextrung.questionnaire.model import Questionnaire

Mark = Literal["answered", "skipped", "no_chance", "open"]


def mark(answer: Answer) -> Mark:
    """What became of the question."""
    if answer.no_chance:
        return "no_chance"
    if answer.counts or answer.evidence:
        return "answered"
    return "skipped" if answer.skipped else "open"


def passage(item: Item) -> str:
    """The case that a scenario or knowledge check tells before it asks; empty for other kinds."""
    return item.scenario if isinstance(item, Scenario) else item.case if isinstance(item, Knowledge) else ""


def question(item: Item) -> str:
    """What the item asks."""
    return item.stem if isinstance(item, Rating | Frequency) else item.ask


def answer_words(item: Item, answer: Answer, questionnaire: Questionnaire) -> str:
    """The label of the scale point, the text of the option, or the kinds of evidence; empty without an answer."""
    scales = questionnaire.blueprint.scales
    if isinstance(item, Rating | Frequency):
        scale = scales.rating if isinstance(item, Rating) else scales.frequency
        return next((point.label for point in scale if point.value == answer.value), "")
    if isinstance(item, Evidence):
        return ", ".join(kind.label for kind in scales.evidence if kind.id in answer.evidence)
    return next((option.text for option in item.options if option.key == answer.choice), "")


def confidence_words(answer: Answer, questionnaire: Questionnaire) -> str:
    """The label of the confidence tap; empty without one."""
    points = questionnaire.blueprint.scales.confidence
    return next((point.label for point in points if point.id == answer.confidence), "")
