"""Which kept answers count: those that the questionnaire knows, and those that came over from an earlier assessment."""

from __future__ import annotations

from collections.abc import Mapping

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.model import Questionnaire


def known(answers: Mapping[str, Answer], questionnaire: Questionnaire) -> dict[str, Answer]:
    """The answers whose item, value, choice, confidence and kinds of evidence the questionnaire has."""
    allowed = questionnaire.allowed_answers

    def fits(answer: Answer) -> bool:
        return allowed[answer.item].fits(answer.value, answer.choice, answer.confidence, answer.evidence)

    return {one: answer for one, answer in answers.items() if one in allowed and fits(answer)}


def carried(answers: Mapping[str, Answer], origin: Mapping[str, Answer]) -> frozenset[str]:
    """The items whose answers came over from the assessment that this one deepens: given at the same moment there."""
    # What came over keeps its moment; what was answered anew has another one.
    return frozenset(
        one for one, answer in answers.items() if answer.at and one in origin and origin[one].at == answer.at
    )
