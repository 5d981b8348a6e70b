"""How the answers of a group spread over the choices of each item."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from nextrung.assessment.columns import NO_CHANCE
from nextrung.group.view import AnswerSpread
from nextrung.questionnaire.kinds import Item, Kind
from nextrung.questionnaire.model import Questionnaire


def spread(answers: pd.DataFrame, asked: Mapping[str, int], content: Questionnaire) -> tuple[AnswerSpread, ...]:
    """One entry for each scored item that anybody was asked, in the order they are asked.

    ``asked`` says how many people's form asked each item.
    """
    found = []
    for item in content.form_items("full"):
        # An item that no form here asked has no spread, and a row of zeros would look like one that all skipped.
        if not asked.get(item.id):
            continue
        column = answers[item.id].to_numpy() if item.id in answers.columns else np.empty(0)
        given = tuple(int(np.count_nonzero(column == value)) for value in _values(item, content))
        missed = int(np.count_nonzero(column == NO_CHANCE))
        competency = content.competency_of[item.id].id
        found.append(AnswerSpread(competency, item.id, item.kind, given, missed, asked[item.id]))
    return tuple(found)


def comparable(content: Questionnaire, newest: Questionnaire) -> frozenset[str]:
    """Ids of the scored items that a content shares with the newest: same competency, kind and options."""
    if content is newest:
        return frozenset(one for one, item in newest.items_by_id.items() if item.kind.scored)
    if content.id != newest.id:
        return frozenset()
    own = content.items_by_id
    return frozenset(
        one
        for one in comparable(newest, newest)
        if one in own and _kind(own[one], content) == _kind(newest.items_by_id[one], newest)
    )


def _kind(item: Item, content: Questionnaire) -> tuple[str, Kind, list[float]]:
    return content.competency_of[item.id].id, item.kind, _values(item, content)


def _values(item: Item, content: Questionnaire) -> list[float]:
    """The values that an item can have, as the columns hold them."""
    allowed = content.allowed_answers[item.id]
    return [*allowed.values, *(float(ord(key)) for key in allowed.choices)]
