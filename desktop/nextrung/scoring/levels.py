"""Score, level, exposure and likely range of a competency (content C6.1, C6.2, C6.4)."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Literal

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Item, SelfReport
from nextrung.questionnaire.model import Competency, Questionnaire

Status = Literal["scored", "not_enough", "no_chance"]
POINTS_PER_LEVEL = 25.0
"""Score points (0 to 100) in one level (1 to 5)."""
ROUNDING = 1e-9
"""Differences smaller than this come from floating-point sums and decide nothing."""


class CompetencyScore(Struct, frozen=True, gc=False):  # as for Answer
    """The score of one competency.

    ``score`` and ``range`` are in points from 0 to 100, ``level`` from 1.0 to 5.0; they are None unless ``status`` is
    *scored*. ``exposure`` is the share of answered among answered and *no chance yet*; None when there is neither.
    ``answered``, ``no_chance`` and ``planned`` count self-report items.
    """

    status: Status
    score: float | None
    level: float | None
    se: float | None
    range: tuple[float, float] | None
    exposure: float | None
    answered: int
    no_chance: int
    planned: int

    @property
    def level_range(self) -> tuple[float, float] | None:
        """The likely range in levels."""
        return None if self.range is None else (level_of(self.range[0]), level_of(self.range[1]))


def level_of(score: float) -> float:
    """L = 1 + S / 25 (content C6.1)."""
    return 1 + score / POINTS_PER_LEVEL


def unit(item: Item, value: float) -> float:
    """An answer's value as u from 0 to 1 (content C4): (x - 1) / 4 for a rating, the share itself for a frequency."""
    return item.kind.unit(value)


def self_report_items(competency: Competency, form: FormId) -> tuple[SelfReport, ...]:
    """The rating and frequency items of a competency that a form asks."""
    return competency.self_reports[form]


def score_competency(
    competency: Competency, form: FormId, answers: Mapping[str, Answer], questionnaire: Questionnaire
) -> CompetencyScore:
    """Score one competency: S = 100 * sum(w u) / sum(w) over answered items; range = S +- z * SE0 * sqrt(n0 / n).

    Source: content C6.1, C6.2 and C6.4, with the constants of the questionnaire's ``scoring``.
    """
    rules = questionnaire.scoring
    items = self_report_items(competency, form)
    given = [(item, answer) for item in items if (answer := answers.get(item.id)) is not None]
    answered = [(item, answer.value) for item, answer in given if answer.value is not None]
    no_chance = sum(answer.no_chance for _, answer in given)
    # Skips are missing answers, not missing chances, and do not lower it (content C6.2).
    exposure = len(answered) / (len(answered) + no_chance) if answered or no_chance else None
    status = _status(items, answered, exposure, form, questionnaire)
    if status != "scored":
        return CompetencyScore(status, None, None, None, None, exposure, len(answered), no_chance, len(items))
    # The mean over what was answered: no value is put in for what is missing, which no single person's data allow.
    weights = [item.weight(rules) for item, _ in answered]
    units = [unit(item, value) for item, value in answered]
    score = 100 * sum(w * u for w, u in zip(weights, units, strict=True)) / sum(weights)
    default = rules.error_default(form, questionnaire.part_of[competency.id])
    # The error of a mean grows as answers get fewer: SE0 is that of the planned number.
    se = default.standard_error * sqrt(default.planned / len(answered))
    likely = likely_range(score, se, rules.range_z)
    return CompetencyScore("scored", score, level_of(score), se, likely, exposure, len(answered), no_chance, len(items))


def likely_range(score: float, se: float, z: float) -> tuple[float, float]:
    """The score +- z * se, clipped to 0 and 100."""
    # Centred on the score itself: regressing it to a mean needs a population, which an offline app does not have.
    return (max(0.0, score - z * se), min(100.0, score + z * se))


def _status(
    items: tuple[SelfReport, ...],
    answered: list[tuple[SelfReport, float]],
    exposure: float | None,
    form: FormId,
    questionnaire: Questionnaire,
) -> Status:
    rules = questionnaire.scoring
    # First of all: where there was little chance, more answers would not help.
    if exposure is not None and exposure < rules.exposure_minimum:
        return "no_chance"
    if not answered:
        return "not_enough"
    # An area that asks fewer than the minimum has its level from all it asks, with the wide range of so few.
    if form == "quick":
        return "scored" if len(answered) >= min(rules.self_report_quick, len(items)) else "not_enough"
    # Only ratings have anchors. Enough of them must be answered, or frequencies, which weigh half, make the level.
    ratings = sum(1 for item in items if item.anchors)
    ratings_answered = sum(1 for item, _ in answered if item.anchors)
    fewest = min(rules.self_report_full, len(items))
    enough = ratings_answered >= rules.rating_share_full * ratings and len(answered) >= fewest
    return "scored" if enough else "not_enough"
