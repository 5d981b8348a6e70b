"""Scores and levels of many assessments at once: the same numbers as ``scoring.levels`` gives for each of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from msgspec import Struct
from numpy.typing import NDArray

from nextrung.assessment.columns import NO_CHANCE
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Competency, Questionnaire
from nextrung.scoring.levels import self_report_items

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


class GroupLevels(Struct, frozen=True):
    """One row for each assessment, one column for each competency.

    ``scores`` and ``errors`` are in points from 0 to 100, NaN where there is no level; ``no_chance`` marks those
    without a level for want of a chance.
    """

    scores: pd.DataFrame
    errors: pd.DataFrame
    no_chance: pd.DataFrame


def group_levels(answers: pd.DataFrame, content: Questionnaire, form: FormId) -> GroupLevels:
    """Score assessments on one content and form (content C6.1, C6.2 and C6.4); ``answers`` is a part of a ``sheet``."""
    found = {one.id: _competency(answers, one, content, form) for one in content.competencies}

    def frame(at: int) -> pd.DataFrame:
        return pd.DataFrame({key: columns[at] for key, columns in found.items()}, index=answers.index)

    return GroupLevels(frame(0), frame(1), frame(2))


def _competency(
    answers: pd.DataFrame, competency: Competency, content: Questionnaire, form: FormId
) -> tuple[Numbers, Numbers, Flags]:
    rules = content.scoring
    items = self_report_items(competency, form)
    given = answers.reindex(columns=[item.id for item in items]).to_numpy()
    total, weights = np.zeros(len(answers)), np.zeros(len(answers))
    answered, ratings_answered = np.zeros(len(answers)), np.zeros(len(answers))
    ratings = sum(1 for item in items if item.anchors)
    for at, item in enumerate(items):  # one after the other, so that sums round as they do for one person
        there = given[:, at] >= 0
        weight = item.weight(rules)
        units = (given[:, at] - item.kind.points[0]) / item.kind.span
        total += np.where(there, weight * units, 0.0)
        weights += np.where(there, weight, 0.0)
        answered += there
        ratings_answered += there & bool(item.anchors)
    # Exactly: -1.0 is a constant put in as it is, never the result of a sum.
    missed = (given == NO_CHANCE).sum(axis=1)
    chances = answered + missed
    # ``where`` computes both of its sides, so that nothing may be divided by 0 in either.
    exposure = np.where(chances > 0, answered / np.where(chances > 0, chances, 1), 1.0)
    no_chance = exposure < rules.exposure_minimum
    if form == "quick":
        enough = answered >= min(rules.self_report_quick, len(items))
    else:
        fewest = min(rules.self_report_full, len(items))
        enough = (ratings_answered >= rules.rating_share_full * ratings) & (answered >= fewest)
    scored = enough & ~no_chance & (answered > 0)
    default = rules.error_default(form, content.part_of[competency.id])
    per = np.where(scored, answered, 1.0)
    score = np.where(scored, 100 * total / np.where(scored, weights, 1.0), np.nan)
    error = np.where(scored, default.standard_error * np.sqrt(default.planned / per), np.nan)
    return score, error, no_chance
