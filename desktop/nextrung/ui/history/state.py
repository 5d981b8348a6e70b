"""What the history page shows, built from the finished assessments. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from nextrung import rounding
from nextrung.clock import local_day
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.scoring.change import Basis, Shift, change, weeks_between
from nextrung.scoring.levels import CompetencyScore, level_of, score_competency
from nextrung.scoring.match import Match, asks_alike, match
from nextrung.scoring.over_time import on_one_scale, overall_level
from nextrung.scoring.quality import Flag, Grade, Quality, quality
from nextrung.scoring.reasons import MatchNotes, match_notes
from nextrung.scoring.result import Overall, overall
from nextrung.scoring.statements import is_draft
from nextrung.workspace import Assessment
from nextrung.workspace.comparison import compared_with

Unseen = Literal["careful", "other_form", "no_level"]
"""Why nothing is drawn: all call for care, those of the other form are left out, or none has a level."""
OVERALL = "overall"
"""Stands for the mean over all competencies where one of them is chosen."""


class Measured(Struct, frozen=True):
    """One finished assessment with what the history needs of its result."""

    assessment: Assessment
    competencies: dict[str, CompetencyScore]
    overall: Overall
    quality: Quality


class HistoryEntry(Struct, frozen=True):
    """One assessment in the list. Levels are 1.0 to 5.0, the match 0 to 100; None where there is none."""

    id: str
    completed_at: str
    same_day: bool
    """Whether another assessment was finished on the same local day."""
    form: FormId
    version: str
    match: float | None
    notes: MatchNotes | None
    """What belongs beside the match; None where the role asks for other areas."""
    level: float | None
    grade: Grade
    flags: tuple[Flag, ...]

    @property
    def careful(self) -> bool:
        """Whether it stays out of the chart unless asked for (content C7)."""
        return self.grade == "low"


class HistoryMeasure(Struct, frozen=True):
    """One assessment on the chart: level and likely range in levels."""

    entry: HistoryEntry
    level: float
    low: float
    high: float


class ChartSubject(Struct, frozen=True):
    """What can be chosen for the chart: overall, or a competency with the target of the role."""

    id: str
    name: str
    target: float | None


class ChangeSummary(Struct, frozen=True):
    """The change since the assessment that the newest one is compared with, as on every page."""

    since: HistoryEntry
    until: str
    """The id of the newest one."""
    shift: Shift
    too_close: bool

    @property
    def before(self) -> float | None:
        """The level then, through the questions that both share."""
        return None if self.shift.before is None else level_of(self.shift.before)

    @property
    def after(self) -> float | None:
        """The level now, through the same questions."""
        return None if self.shift.after is None else level_of(self.shift.after)


class HistoryState(Struct, frozen=True):
    """All finished assessments, the newest first, and one area of them over time, the oldest first."""

    role: str
    asked: bool
    """Whether the role asks for anything; what asks for nothing has no match."""
    entries: tuple[HistoryEntry, ...]
    areas: tuple[ChartSubject, ...]
    chosen: ChartSubject
    points: tuple[HistoryMeasure, ...]
    trend: ChangeSummary | None
    basis: Basis
    """What the points are scored on; other than *all* where forms or versions differ."""
    careful: int
    """How many assessments are to be treated with care."""
    careful_shown: bool
    other_form: int
    """How many are of the other form than the newest, and drawn only on request."""
    both_forms: bool
    without_level: int
    """How many of those that could be drawn have no level in the chosen area."""
    not_comparable: int
    weeks_apart: int
    removed_at: str | None
    """When the assessment was finished that was deleted last and can be put back, ISO 8601 in UTC; None for none."""
    draft: bool
    """Whether no pilot has tested the questions or constants behind the levels yet."""

    @property
    def newest(self) -> HistoryMeasure | None:
        """The newest point that needs no care, or the newest of all where each does."""
        return next((one for one in reversed(self.points) if not one.entry.careful), None) or (
            self.points[-1] if self.points else None
        )

    @property
    def moved(self) -> ChangeSummary | None:
        """The change that ends at the newest point; None where it belongs to another assessment or to none."""
        trend, newest = self.trend, self.newest
        if trend is None or newest is None or trend.until != newest.entry.id:
            return None
        return trend

    @property
    def by_shared(self) -> bool:
        """Whether the change ends at another level than the newest point, as it is read through shared questions."""
        moved, newest = self.moved, self.newest
        if moved is None or newest is None or moved.after is None:
            return False
        return rounding.level(moved.after) != rounding.level(newest.level)

    @property
    def first(self) -> bool:
        """Whether this is the only assessment, and later ones can be compared with it."""
        return len(self.entries) == 1 and not self.entries[0].careful

    @property
    def unseen(self) -> Unseen | None:
        """Why nothing is on the chart; None where something is, or nothing is finished."""
        if self.points or not self.entries:
            return None
        if not self.careful_shown and self.careful == len(self.entries):
            return "careful"
        return "other_form" if self.other_form and not self.both_forms else "no_level"


def measure(assessment: Assessment) -> Measured:
    """Score one finished assessment: the same functions as every other result."""
    content = assessment.content
    scores = {
        one.id: score_competency(one, assessment.form, assessment.answers, content) for one in content.competencies
    }
    return Measured(
        assessment, scores, overall(scores), quality(assessment.form, assessment.answers, content, assessment.seen)
    )


def build(
    measured: Sequence[Measured],
    content: Questionnaire,
    role: Role,
    chosen: str = OVERALL,
    *,
    careful_shown: bool = False,
    both_forms: bool = False,
    removed_at: str | None = None,
) -> HistoryState:
    """The state from all finished assessments, the oldest first, compared with ``role`` of the installed ``content``.

    ``chosen`` is the area on the chart; one that does not exist stands for overall. Only the form of the newest one is
    drawn unless ``both_forms`` are asked for, because they meet in the quick items only.
    """
    days = Counter(_local_day(_moment(one.assessment)) for one in measured)
    entries = {one.assessment.record.id: _entry(one, role, days) for one in measured}
    # named as the newest assessment names them, since the others are read through what they share with it
    areas = _areas(measured[-1].assessment.content if measured else content, role)
    area = next((one for one in areas if one.id == chosen), areas[0])
    drawn = [one for one in measured if careful_shown or not entries[one.assessment.record.id].careful]
    # ``drawn[-1]`` is worked out for each entry only, so never for an empty list
    of_newest = [one for one in drawn if one.assessment.form == drawn[-1].assessment.form]
    other_form = len(drawn) - len(of_newest)
    drawn = drawn if both_forms else of_newest
    scores, basis = _on_one_scale(drawn)
    found = (
        _point(one, entries[one.assessment.record.id], scores.get(one.assessment.record.id), area.id) for one in drawn
    )
    points = [point for point in found if point is not None]
    return HistoryState(
        role=role.name,
        asked=bool(role.targets),
        entries=tuple(reversed(entries.values())),
        areas=areas,
        chosen=area,
        points=tuple(points),
        trend=_trend(entries, [one.assessment for one in measured], area.id),
        basis=basis,
        careful=sum(entry.careful for entry in entries.values()),
        careful_shown=careful_shown,
        other_form=other_form,
        both_forms=both_forms,
        without_level=len(scores) - len(points),
        not_comparable=len(drawn) - len(scores),
        weeks_apart=content.scoring.change.weeks_apart,
        removed_at=removed_at,
        draft=any(is_draft(one.assessment.content) for one in measured),
    )


def match_to(scores: Mapping[str, CompetencyScore], role: Role, content: Questionnaire) -> Match | None:
    """The match to a role by the rules of ``content``; None where the role asks for other competencies."""
    if role.targets and not asks_alike(content, role):
        return None
    return match(scores, role, content.scoring)


def _entry(one: Measured, role: Role, days: Mapping[str, int]) -> HistoryEntry:
    found = match_to(one.competencies, role, one.assessment.content)
    mean = one.overall.score
    return HistoryEntry(
        id=one.assessment.record.id,
        completed_at=_moment(one.assessment),
        same_day=days[_local_day(_moment(one.assessment))] > 1,
        form=one.assessment.form,
        version=one.assessment.content.version,
        match=found.value if found else None,
        notes=match_notes(found, one.assessment.content) if found else None,
        level=None if mean is None else level_of(mean),
        grade=one.quality.grade,
        flags=one.quality.flags,
    )


def _areas(content: Questionnaire, role: Role) -> tuple[ChartSubject, ...]:
    """Overall first; its name is given by the page."""
    known = role.targets
    areas = [
        ChartSubject(one.id, one.name, known[one.id].level if one.id in known else None) for one in content.competencies
    ]
    return (ChartSubject(OVERALL, "", None), *areas)


def _on_one_scale(drawn: Sequence[Measured]) -> tuple[dict[str, Mapping[str, CompetencyScore]], Basis]:
    """Scores by assessment id; those that share nothing with the newest are left out."""
    found, basis = on_one_scale([one.assessment for one in drawn], [one.competencies for one in drawn])
    ids = [one.assessment.record.id for one in drawn]
    return {key: scores for key, scores in zip(ids, found, strict=True) if scores is not None}, basis


def _point(
    one: Measured, entry: HistoryEntry, scores: Mapping[str, CompetencyScore] | None, area: str
) -> HistoryMeasure | None:
    if scores is None:
        return None
    # the overall level is no competency of the scores and has a range of its own
    if area != OVERALL:
        score = scores.get(area)
        limits = score.level_range if score else None
        if score is None or score.level is None or limits is None:
            return None
        return HistoryMeasure(entry, score.level, *limits)
    found = overall_level(scores, one.assessment.content.scoring.range_z)
    return None if found is None else HistoryMeasure(entry, *found)


def _trend(entries: Mapping[str, HistoryEntry], finished: Sequence[Assessment], area: str) -> ChangeSummary | None:
    """The change from the one that the newest is compared with."""
    last = next((one for one in reversed(finished) if not entries[one.record.id].careful), None)
    first = compared_with(last, finished) if last is not None else None
    if first is None or last is None:
        return None
    found = change(first, last)
    shift = found.overall if area == OVERALL else found.competencies.get(area)
    if shift is None or shift.call is None:
        return None
    return ChangeSummary(entries[first.record.id], last.record.id, shift, too_close(first, last))


def too_close(first: Assessment, second: Assessment) -> bool:
    """Whether two assessments are closer than change needs to show (content C6.9)."""
    weeks = second.content.scoring.change.weeks_apart
    return weeks_between(_moment(first), _moment(second)) < weeks


def _moment(assessment: Assessment) -> str:
    return assessment.record.completed_at or assessment.record.started_at


def _local_day(moment: str) -> str:
    return local_day(moment).isoformat()
