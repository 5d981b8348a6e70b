"""Made-up people with known true levels, as the stated errors were found: facets differ, answers scatter, scales round.

Spread of facets about the level of an area and noise of single answers: half a level each. Nothing here is data.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from tests import given_first as given

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Item, Rating
from nextrung.questionnaire.model import Competency

FACETS, NOISE = 0.5, 0.5
LEVELS = tuple(one.id for one in given.questionnaire().competencies)


def rounded(level: float) -> int:
    """The nearest point of a rating scale."""
    return min(5, max(1, int(level + 0.5)))


def answers(random: Random, form: FormId, true: Mapping[str, float]) -> dict[str, Answer]:
    """One assessment of a person with ``true`` levels by competency: only what levels are made of."""
    given_: dict[str, Answer] = {}
    for competency in given.questionnaire().competencies:
        given_ |= answers_in(random, form, competency, true[competency.id])
    return given_


def answers_in(random: Random, form: FormId, competency: Competency, level: float) -> dict[str, Answer]:
    """The same for one competency: the facets asked differ about its level, other questions would ask others."""
    return {item.id: Answer(item.id, value=_value(random, item, level)) for item in competency.self_reports[form]}


def twice(
    random: Random, form: FormId, before: Mapping[str, float], after: Mapping[str, float]
) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Two assessments with the same questions: a facet stronger than its area in the first is so in the second."""
    first: dict[str, Answer] = {}
    second: dict[str, Answer] = {}
    for competency in given.questionnaire().competencies:
        facets = {facet.id: random.gauss(0, FACETS) for facet in competency.facets}
        for item in competency.self_reports[form]:
            for side, levels in ((first, before), (second, after)):
                level = levels[competency.id] + facets[item.facet]
                side[item.id] = Answer(item.id, value=_on_scale(item, level + random.gauss(0, NOISE)))
    return first, second


def _value(random: Random, item: Item, level: float) -> float:
    return _on_scale(item, level + random.gauss(0, FACETS) + random.gauss(0, NOISE))


def _on_scale(item: Item, level: float) -> float:
    point = rounded(level)
    return float(point) if isinstance(item, Rating) else (point - 1) / 4
