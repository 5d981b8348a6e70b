"""What the results page shows, built from one result. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from nextrung.assessment.record import AssessmentRecord
from nextrung.questionnaire.constants import FirmnessRules, FormId
from nextrung.questionnaire.model import Role, is_asked
from nextrung.salary.ladder import MATCHES
from nextrung.scoring.cautions import Cautions
from nextrung.scoring.change import earlier_levels
from nextrung.scoring.facets import FacetView, facet_views, missing_chances, thinnest_facet
from nextrung.scoring.gaps import Likelihood, likelihood
from nextrung.scoring.judgement import Calibration, Judgement
from nextrung.scoring.levels import Status
from nextrung.scoring.quality import Quality
from nextrung.scoring.reasons import MatchNotes, match_notes
from nextrung.scoring.result import Result, result_cautions
from nextrung.scoring.statements import Sureness, Verdict, is_draft, sureness, verdict
from nextrung.scoring.tagged import tagged_views
from nextrung.workspace import Assessment


class RoleOption(Struct, frozen=True):
    """A role profile to compare with."""

    id: str
    name: str


class AreaRow(Struct, frozen=True):
    """One competency against its target. Levels are 1.0 to 5.0; None where there is no level."""

    id: str
    name: str
    status: Status
    level: float | None
    low: float | None
    high: float | None
    target: float
    gap: float | None
    likelihood: Likelihood | None
    earlier: float | None
    """The level at the earlier assessment compared with."""

    @property
    def verdict(self) -> Verdict | None:
        """How the level stands to the target."""
        return verdict(self.level, self.target, self.likelihood)

    @property
    def asked(self) -> bool:
        """Whether the role has a target here."""
        return is_asked(self.target)

    @property
    def reached(self) -> bool:
        """Whether the level is at or above the target."""
        return self.verdict == "reached"


class FocusEntry(Struct, frozen=True):
    """A competency to work on first, with the facet whose answers were lowest."""

    id: str
    name: str
    level: float
    target: float
    verdict: Verdict | None
    thinnest_facet: str
    lowest: bool
    """Whether other facets have higher answers than the thinnest one."""


class Chance(Struct, frozen=True):
    """A facet without a chance so far, and how to get one."""

    area: str
    facet: str
    how: str


class TaggedRow(Struct, frozen=True):
    """A cross-cutting view: its name, the level over its rated items and how many of them are answered."""

    name: str
    level: float | None
    answered: int
    total: int


class EarlierOption(Struct, frozen=True):
    """An earlier assessment to compare with."""

    id: str
    completed_at: str
    form: FormId


class ResultsState(Struct, frozen=True):
    """One finished assessment against one role profile."""

    form: FormId
    completed_at: str
    assessment: str
    role: RoleOption
    roles: tuple[RoleOption, ...]
    match: float | None
    match_range: tuple[float, float] | None
    match_notes: MatchNotes
    rows: tuple[AreaRow, ...]
    """One row for each area, what to work on first on top."""
    focus: tuple[FocusEntry, ...]
    close_behind: tuple[str, ...]
    """Names of the areas whose priority nearly reaches that of the last focus area."""
    stability_rules: FirmnessRules
    closest_role: tuple[str, float] | None
    closest_notes: MatchNotes | None
    """What belongs beside that match; None where it is the one that stands on the page already."""
    short_names: Mapping[str, str]
    """Short names of the published role profiles by id."""
    answered: int
    asked: int
    no_chance: int
    quality: Quality
    judgement: Judgement
    calibration: Calibration
    sureness: Sureness
    least_judged: int
    """Situations and checks from which judgement, and confidences from which calibration, is reported."""
    cautions: Cautions
    """What makes levels worth less than they look."""
    draft: bool
    """Whether no pilot has tested the questions or constants yet."""
    has_checks: bool
    """Whether anything is said of how sure and how right the person was."""
    matched_role: tuple[str, float] | None
    """Short name and match of the last published role that is matched; None where none is."""
    facets: tuple[FacetView, ...]
    """Each in detail, in the order of the questionnaire."""
    chances: tuple[Chance, ...]
    tagged: tuple[TaggedRow, ...]
    earlier: tuple[EarlierOption, ...]
    compared: str | None
    """The id of the earlier assessment compared with."""

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Whether each competency has a level, and why not."""
        return tuple(row.status for row in self.rows)

    @property
    def reached(self) -> int:
        """How many competencies are at or above their target."""
        return sum(row.reached for row in self.rows)

    @property
    def likely_below(self) -> int:
        """How many gaps are likely to be real."""
        return sum(row.likelihood == "likely" for row in self.rows)

    @property
    def without_level(self) -> int:
        """How many competencies that the role asks for have no level."""
        return sum(row.asked and row.level is None for row in self.rows)

    @property
    def with_target(self) -> int:
        """How many competencies the role asks for."""
        return sum(row.asked for row in self.rows)

    @property
    def within_reach(self) -> int:
        """How many are below their target but not likely so: it lies inside their range, or next to the level."""
        return self.with_target - self.reached - self.likely_below - self.without_level


def build(
    assessment: Assessment,
    result: Result,
    roles: Sequence[Role] = (),
    earlier: Sequence[AssessmentRecord] = (),
    compared: Assessment | None = None,
) -> ResultsState:
    """The state of a finished assessment.

    ``roles`` are the profiles to choose from, ``earlier`` the assessments it can be compared with, ``compared`` the one
    chosen.
    """
    before = earlier_levels(assessment, compared) if compared else {}
    questionnaire = result.questionnaire
    scored = questionnaire.scored_items[assessment.form]
    answers = assessment.answers
    matches = [(role, result.matches[role.id]) for role in questionnaire.roles]
    # what is matched is named as such: closest is the best of those that are not
    valued = [(role, one.value) for role, one in matches if one.value is not None and one.band != MATCHES]
    matched = [(role, one.value) for role, one in matches if one.value is not None and one.band == MATCHES]
    closest, value = max(valued, key=lambda pair: pair[1], default=(None, None))
    return ResultsState(
        form=assessment.form,
        completed_at=assessment.record.completed_at or assessment.record.started_at,
        assessment=assessment.record.id,
        role=RoleOption(result.role.id, result.role.name),
        roles=tuple(RoleOption(role.id, role.name) for role in roles or questionnaire.roles),
        match=result.match.value,
        match_range=result.match.range,
        match_notes=match_notes(result.match, questionnaire),
        rows=tuple(_row(result, competency, before.get(competency)) for competency in result.order),
        focus=tuple(_focus(assessment, result, competency) for competency in result.focus),
        close_behind=tuple(questionnaire.competencies_by_id[one].name for one in result.close_behind),
        stability_rules=questionnaire.scoring.firmness,
        short_names={role.id: role.short_name for role in questionnaire.roles},
        closest_role=(closest.short_name, value) if closest is not None and value is not None else None,
        closest_notes=match_notes(result.matches[closest.id], questionnaire)
        if closest is not None and closest.id != result.role.id
        else None,
        answered=sum(1 for item in scored if item.id in answers and answers[item.id].counts),
        asked=len(scored),
        no_chance=sum(1 for item in scored if item.id in answers and answers[item.id].no_chance),
        quality=result.quality,
        judgement=result.judgement,
        calibration=result.calibration,
        sureness=sureness(result.judgement, result.calibration, questionnaire),
        least_judged=questionnaire.scoring.calibration.minimum_items,
        cautions=result_cautions(result),
        draft=is_draft(questionnaire),
        has_checks=questionnaire.has_checks,
        matched_role=next(((role.short_name, value) for role, value in reversed(matched)), None),
        facets=facet_views(assessment.answers, assessment.content),
        chances=_chances(assessment),
        tagged=tuple(
            TaggedRow(view.tag.name, view.level, len(view.answered), view.total)
            for view in tagged_views(assessment.form, answers, questionnaire)
        ),
        earlier=tuple(EarlierOption(one.id, one.completed_at or "", one.form) for one in earlier),
        compared=compared.record.id if compared else None,
    )


def _chances(assessment: Assessment) -> tuple[Chance, ...]:
    """The facets with an item that had no chance yet."""
    return tuple(
        Chance(one.competency.name, one.facet.name, one.facet.no_chance)
        for one in missing_chances(assessment.answers, assessment.content)
    )


def _row(result: Result, competency: str, earlier: float | None = None) -> AreaRow:
    score, gap = result.competencies[competency], result.gaps[competency]
    low, high = score.level_range or (None, None)
    name = result.questionnaire.competencies_by_id[competency].name
    likely = likelihood(gap, result.questionnaire.scoring)
    return AreaRow(competency, name, score.status, score.level, low, high, gap.target, gap.gap, likely, earlier)


def _focus(assessment: Assessment, result: Result, competency_id: str) -> FocusEntry:
    row = _row(result, competency_id)
    competency = result.questionnaire.competencies_by_id[competency_id]
    thinnest = thinnest_facet(competency, assessment.form, assessment.answers)
    facet, lowest = (thinnest.facet.name, thinnest.lowest) if thinnest else ("", False)
    # an area to work on has a level, or it would have no gap
    return FocusEntry(competency_id, row.name, row.level or 0.0, row.target, row.verdict, facet, lowest)
