"""Made-up people with known true levels, as the stated errors were found: facets differ, answers scatter, scales round.

Spread of facets about the level of an area and noise of single answers: half a level each. Nothing here is data.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from tests import given

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Competency, Item, Rating

FACETS, NOISE = 0.5, 0.5
LEVELS = tuple(one.id for one in given.questionnaire().competencies)


def rounded(level: float) -> int:
    """The nearest point of a rating scale."""
    return min(5, max(1, int(level + 0.5)))


def answers(random: Random, form: FormId, true: Mapping[str, float]) -> dict[str, Answer]:
    """One sitting of a person with ``true`` levels by competency: only what levels are made of."""
    given_: dict[str, Answer] = {}
    for competency in given.questionnaire().competencies:
        given_ |= answers_in(random, form, competency, true[competency.id])
    return given_


def answers_in(random: Random, form: FormId, competency: Competency, level: float) -> dict[str, Answer]:
    """The same for one competency: the facets asked differ about its level, other questions would ask others."""
    return {item.id: Answer(item.id, value=_value(random, item, level)) for item in competency.self_reports[form]}


def _value(random: Random, item: Item, level: float) -> float:
    point = rounded(level + random.gauss(0, FACETS) + random.gauss(0, NOISE))
    return float(point) if isinstance(item, Rating) else (point - 1) / 4
