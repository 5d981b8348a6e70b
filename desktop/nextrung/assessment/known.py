"""Which kept answers count: those that the questionnaire knows, and those that came over from an earlier assessment."""

from __future__ import annotations

from collections.abc import Mapping

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.kinds import Item, Kind
from nextrung.questionnaire.model import Questionnaire


def known(answers: Mapping[str, Answer], questionnaire: Questionnaire) -> dict[str, Answer]:
    """The answers whose item, value, choice, confidence and kinds of evidence the questionnaire has."""
    items = questionnaire.items_by_id
    scales = questionnaire.blueprint.scales
    values = {
        Kind.RATING: {point.value for point in scales.rating},
        Kind.FREQUENCY: {point.value for point in scales.frequency},
    }
    confidences = {None} | {point.id for point in scales.confidence}
    evidence = {kind.id for kind in scales.evidence}

    def fits(answer: Answer, item: Item) -> bool:
        return (
            (answer.value is None or answer.value in values.get(item.kind, ()))
            and (answer.choice is None or answer.choice in _options(item))
            and answer.confidence in confidences
            and (not answer.evidence or evidence.issuperset(answer.evidence))
        )

    return {one: answer for one, answer in answers.items() if one in items and fits(answer, items[one])}


def carried(answers: Mapping[str, Answer], origin: Mapping[str, Answer]) -> frozenset[str]:
    """The items whose answers came over from the assessment that this one deepens: given at the same moment there."""
    # What came over keeps its moment; what was answered anew has another one.
    return frozenset(
        one for one, answer in answers.items() if answer.at and one in origin and origin[one].at == answer.at
    )


def _options(item: Item) -> set[str]:
    return {option.key for option in getattr(item, "options", ())}
