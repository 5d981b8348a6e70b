"""Change between two assessments, called clear, probable or within noise (content A13, C6.9). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import sqrt
from typing import Literal, Protocol

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId, Scoring
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.levels import (
    POINTS_PER_LEVEL,
    ROUNDING,
    CompetencyScore,
    likely_range,
    score_competency,
    self_report_items,
)
from nextrung.scoring.result import overall

Call = Literal["clear", "probable", "within_noise"]
Basis = Literal["all", "quick_items", "shared_items"]
"""What two assessments are compared through: all items of their form, the quick items, or those both versions have."""


class Side(Protocol):
    """One assessment: its form, its answers and the content it was taken with."""

    @property
    def form(self) -> FormId:
        """Which form was asked, quick or full."""

    @property
    def answers(self) -> Mapping[str, Answer]:
        """Answers by item id."""

    @property
    def content(self) -> Questionnaire:
        """The content it was taken with, in that very version."""


class Shift(Struct, frozen=True):
    """Two scores in points from 0 to 100, each with its likely range, and the standard error of their difference.

    ``before`` or ``after`` is None where that side has no score; ``se`` and ``call`` are None then.
    """

    before: float | None
    after: float | None
    before_range: tuple[float, float] | None
    after_range: tuple[float, float] | None
    se: float | None
    call: Call | None

    @property
    def points(self) -> float | None:
        """After minus before, in points."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def levels(self) -> float | None:
        """After minus before, in levels."""
        return None if self.points is None else self.points / POINTS_PER_LEVEL


class Change(Struct, frozen=True):
    """The change from one assessment to a later one, by competency and over those that both have scored.

    ``basis`` is None, and nothing has a score, where the two share nothing that could be compared.
    """

    basis: Basis | None
    competencies: dict[str, Shift]
    overall: Shift


def change(earlier: Side, later: Side) -> Change:
    """Compare two assessments.

    Quick and Full are compared through the quick items only: both scores come from them, so both sides carry the
    standard error of the quick form (truth T4: 25.6 and 30.5 points). Different versions are compared through the
    items with the same id in both. The limits are those of the later assessment's questionnaire.
    """
    form = shared_form(earlier, later)
    shared = shared_items(earlier.content, later.content, form)
    rules = later.content.scoring
    before, after = (scores_through(side, form, shared) for side in (earlier, later))
    found = {key: _shift(before[key], after[key], rules) for key in after if key in before}
    # Only a shift between two scores has a call, so these are scored on both sides.
    both = [key for key, shift in found.items() if shift.call is not None]
    return Change(_basis(earlier, later, form, shared), found, _overall(before, after, both, rules))


def shared_form(*sides: Side) -> FormId:
    """The form whose items all sides were asked: Full only when none is quick."""
    # The quick form is an exact subset of the full one, so quick items are what both always have.
    return "full" if all(side.form == "full" for side in sides) else "quick"


def shared_items(first: Questionnaire, second: Questionnaire, form: FormId) -> frozenset[str]:
    """Ids of the rating and frequency items that a form asks in both versions, of the same kind in both."""
    # Items of another questionnaire may have the same id by chance; they ask something else.
    if first.id != second.id:
        return frozenset()
    kinds = _kinds(first, form)
    if first is second:
        return frozenset(kinds)
    # An item that moved to another competency, or became another kind, is not the same measurement.
    return frozenset(item for item, kind in _kinds(second, form).items() if kinds.get(item) == kind)


def scores_through(side: Side, form: FormId, shared: frozenset[str]) -> dict[str, CompetencyScore]:
    """Scores of an assessment from the answers to ``shared`` items alone, by the rules and errors of ``form``."""
    answers = {item: answer for item, answer in side.answers.items() if item in shared}
    questionnaire = side.content
    return {one.id: score_competency(one, form, answers, questionnaire) for one in questionnaire.competencies}


def earlier_levels(assessment: Side, previous: Side) -> dict[str, float]:
    """Levels of a previous assessment by competency, to stand beside those of ``assessment``; only what is comparable.

    Quick and Full, and different versions, are compared as ``change`` does.
    """
    form = shared_form(assessment, previous)
    shared = shared_items(assessment.content, previous.content, form)
    names = assessment.content.competencies_by_id
    scores = scores_through(previous, form, shared)
    return {key: one.level for key, one in scores.items() if one.level is not None and key in names}


def weeks_between(earlier: str, later: str) -> float:
    """Weeks from one moment (ISO 8601) to another; never negative."""
    apart = datetime.fromisoformat(later) - datetime.fromisoformat(earlier)
    return abs(apart.total_seconds()) / (7 * 24 * 3600)


def _kinds(questionnaire: Questionnaire, form: FormId) -> dict[str, str]:
    return {
        item.id: f"{competency.id} {item.kind.value}"
        for competency in questionnaire.competencies
        for item in self_report_items(competency, form)
    }


def _basis(earlier: Side, later: Side, form: FormId, shared: frozenset[str]) -> Basis | None:
    if not shared:
        return None
    # Every shared item is asked on both sides, so equal numbers mean that nothing was left out.
    if any(len(_kinds(side.content, form)) != len(shared) for side in (earlier, later)):
        return "shared_items"
    return "all" if earlier.form == later.form else "quick_items"


def _shift(before: CompetencyScore, after: CompetencyScore, rules: Scoring) -> Shift:
    ends = [(one.score, one.se) for one in (before, after) if one.score is not None and one.se is not None]
    if len(ends) < 2:
        return Shift(before.score, after.score, before.range, after.range, None, None)
    return _called(ends[0], ends[1], rules)


def _called(before: tuple[float, float], after: tuple[float, float], rules: Scoring) -> Shift:
    """The shift between two scores, each given with its standard error."""
    # Errors of two assessments count as independent, so their squares add up.
    se = sqrt(before[1] ** 2 + after[1] ** 2)
    # A change of exactly the limit counts, whatever the last digit of the sum says.
    size = abs(after[0] - before[0]) + ROUNDING
    call: Call = "within_noise"
    # The stricter word first: whatever is clear is probable too.
    if size >= rules.change.clear_z * se:
        call = "clear"
    elif size >= rules.change.probable_z * se:
        call = "probable"
    ranges = [likely_range(score, error, rules.range_z) for score, error in (before, after)]
    return Shift(before[0], after[0], ranges[0], ranges[1], se, call)


def _overall(
    before: Mapping[str, CompetencyScore], after: Mapping[str, CompetencyScore], both: Sequence[str], rules: Scoring
) -> Shift:
    """The shift between the means over the competencies ``both`` sides have scored."""
    ends = [overall({key: side[key] for key in both}) for side in (before, after)]
    known = [(one.score, one.se) for one in ends if one.score is not None and one.se is not None]
    return _called(known[0], known[1], rules) if both else Shift(None, None, None, None, None, None)
