"""Change of a group between two dates, each person called as ``scoring.change`` calls them (content A13, C6.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import numpy as np
import pandas as pd
from msgspec import Struct

from nextrung.assessment.record import AssessmentRecord
from nextrung.group.given import ChangeData
from nextrung.group.levels import group_levels
from nextrung.group.sheet import sheet
from nextrung.group.view import AreaChange, GroupChange
from nextrung.questionnaire.constants import ChangeRules, FormId
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.change import Call, shared_items
from nextrung.scoring.levels import POINTS_PER_LEVEL, ROUNDING


class Shifts(Struct, frozen=True):
    """Points after minus before and the standard error of that, by pair and competency; NaN where one has no score.

    The column ``OVERALL`` holds the shift of the mean over the competencies that both have scored.
    """

    points: pd.DataFrame
    errors: pd.DataFrame


OVERALL = ""
"""The column of the mean over all competencies; no competency has an empty id."""


class MeasuredChange:
    """Who has changed and by how much, measured once; ``of`` sums it up for any part of the group."""

    def __init__(self, data: ChangeData) -> None:
        """Score both sides of every pair."""
        self._data = data
        self._people = list(data.pairs)
        found = shifts(list(data.pairs.values()), sheet(data.columns), data.contents)
        self._shifts = Shifts(found.points.set_axis(self._people), found.errors.set_axis(self._people))

    def of(self, members: Set[str]) -> GroupChange:
        """The change of these people, by id: each called by themselves, and the mean."""
        kept = [one for one in self._people if one in members]
        found = Shifts(self._shifts.points.loc[kept], self._shifts.errors.loc[kept])
        newest = self._data.newest
        return group_change(found, [one.id for one in newest.competencies], newest.scoring.change)


def shifts(
    pairs: Sequence[tuple[AssessmentRecord, AssessmentRecord]],
    answers: pd.DataFrame,
    contents: Mapping[str, Questionnaire],
) -> Shifts:
    """The shift of each pair of assessments, the earlier first, in the order of the pairs."""
    blocks: dict[tuple[str, FormId, str, FormId], list[int]] = {}
    for at, (one, other) in enumerate(pairs):
        blocks.setdefault((one.questionnaire, one.form, other.questionnaire, other.form), []).append(at)
    # An empty frame first: pandas refuses to join nothing at all, as with no pairs.
    points, errors = [pd.DataFrame()], [pd.DataFrame()]
    for places in blocks.values():
        found = _block([pairs[at] for at in places], answers, contents)
        points.append(found.points.set_axis(places))
        errors.append(found.errors.set_axis(places))
    return Shifts(*(pd.concat(parts).sort_index() for parts in (points, errors)))


def _block(
    pairs: Sequence[tuple[AssessmentRecord, AssessmentRecord]],
    answers: pd.DataFrame,
    contents: Mapping[str, Questionnaire],
) -> Shifts:
    """Pairs that share contents and forms: both sides scored through the items they have in common."""
    firsts, seconds = zip(*pairs, strict=True)
    form: FormId = "full" if pairs[0][0].form == pairs[0][1].form == "full" else "quick"
    sides = [(side, contents[side[0].questionnaire]) for side in (firsts, seconds)]
    shared = shared_items(sides[0][1], sides[1][1], form)
    kept = answers[[item for item in answers.columns if item in shared]]
    before, after = (group_levels(kept.loc[[one.id for one in side]], content, form) for side, content in sides)
    both = [one for one in after.scores.columns if one in before.scores.columns]
    scores = [one.scores[both].to_numpy() for one in (before, after)]
    squares = [one.errors[both].to_numpy() ** 2 for one in (before, after)]
    scored = ~np.isnan(scores[0]) & ~np.isnan(scores[1])
    count = scored.sum(axis=1)
    # NaN instead of 0: what is divided by it has no value, and nothing warns.
    per = np.where(count > 0, count, np.nan)
    means = [np.where(scored, one, 0.0).sum(axis=1) / per for one in scores]
    # The error of a mean of n is the root of the sum of squares, divided by n.
    mean_squares = [np.where(scored, one, 0.0).sum(axis=1) / per**2 for one in squares]
    return Shifts(
        pd.DataFrame(scores[1] - scores[0], columns=both).assign(**{OVERALL: means[1] - means[0]}),
        pd.DataFrame(np.sqrt(squares[0] + squares[1]), columns=both).assign(
            **{OVERALL: np.sqrt(mean_squares[0] + mean_squares[1])}
        ),
    )


def group_change(found: Shifts, competencies: Sequence[str], rules: ChangeRules) -> GroupChange:
    """The change of the whole group: by person in five calls, and of the mean."""
    areas = tuple(_area(found, one, rules) for one in competencies)
    return GroupChange(len(found.points), areas, _area(found, OVERALL, rules))


def _area(found: Shifts, competency: str, rules: ChangeRules) -> AreaChange:
    name = None if competency == OVERALL else competency
    if competency not in found.points.columns:
        return AreaChange(name, 0, None, None, (0, 0, 0, 0, 0))
    points, errors = (one[competency].dropna().to_numpy() for one in (found.points, found.errors))
    if not len(points):
        return AreaChange(name, 0, None, None, (0, 0, 0, 0, 0))
    size = np.abs(points) + ROUNDING
    # 0 within noise, 1 probable, 2 clear: who reaches the one limit has passed the other.
    strength = (size >= rules.probable_z * errors).astype(int) + (size >= rules.clear_z * errors)
    signed = np.where(points < 0, -strength, strength)
    counts = [int((signed == step).sum()) for step in (-2, -1, 0, 1, 2)]
    mean = float(points.mean())
    # Errors of different people are independent, so that those of a mean even out.
    error = float(np.sqrt((errors**2).sum())) / len(points)
    return AreaChange(name, len(points), mean / POINTS_PER_LEVEL, _call(mean, error, rules), _five(counts))


def _call(points: float, error: float, rules: ChangeRules) -> Call:
    """What a mean change is called: chance effects of single people even out, so its error is smaller."""
    size = abs(points) + ROUNDING
    if size >= rules.clear_z * error:
        return "clear"
    return "probable" if size >= rules.probable_z * error else "within_noise"


def _five(counts: Sequence[int]) -> tuple[int, int, int, int, int]:
    first, second, third, fourth, fifth = counts
    return first, second, third, fourth, fifth
