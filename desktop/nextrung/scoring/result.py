"""The one result that every screen, report and file shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import sqrt
from statistics import fmean
from typing import Any

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.scoring import judgement as judging
from nextrung.scoring.cautions import Cautions, cautions, of_score
from nextrung.scoring.gaps import Gap, by_priority, close_behind, focus_areas, gaps
from nextrung.scoring.judgement import Calibration, Judgement, Response
from nextrung.scoring.levels import CompetencyScore, score_competency
from nextrung.scoring.match import Match, match
from nextrung.scoring.quality import Quality, quality
from nextrung.scoring.reasons import match_notes, reason
from nextrung.scoring.statements import is_draft


class Overall(Struct, frozen=True):
    """Mean of the scored competencies in points, and its standard error; None when none is scored."""

    score: float | None
    se: float | None


class Result(Struct, frozen=True):
    """Everything scored from the answers of one assessment against one role profile."""

    questionnaire: Questionnaire
    form: FormId
    role: Role
    competencies: dict[str, CompetencyScore]
    gaps: dict[str, Gap]
    focus: tuple[str, ...]
    close_behind: tuple[str, ...]
    """Likely gaps after the focus areas with nearly the same priority."""
    order: tuple[str, ...]
    """All competencies by what to work on first."""
    match: Match
    matches: dict[str, Match]
    """The match to every role profile, by role id."""
    responses: tuple[Response, ...]
    judgement: Judgement
    calibration: Calibration
    worth_checking: tuple[str, ...]
    quality: Quality
    overall: Overall


def score(
    form: FormId,
    answers: Mapping[str, Answer],
    questionnaire: Questionnaire,
    role: Role,
    seen: Collection[str] = (),
) -> Result:
    """Score answers against a role profile. Pure: the same answers and content always give the same result.

    ``seen`` are items that an earlier assessment of the same person asked already; they are answered faster.
    """
    competencies = {
        competency.id: score_competency(competency, form, answers, questionnaire)
        for competency in questionnaire.competencies
    }
    rules = questionnaire.scoring
    found = gaps(competencies, role)
    given = judging.responses(form, answers, questionnaire)
    matches = {one.id: match(competencies, one, rules) for one in questionnaire.roles}
    return Result(
        questionnaire=questionnaire,
        form=form,
        role=role,
        competencies=competencies,
        gaps=found,
        focus=focus_areas(found, rules),
        close_behind=close_behind(found, rules),
        order=by_priority(found, rules),
        # By identity: own targets may stand under another id, and an old profile under the same.
        match=matches[role.id] if any(role is one for one in questionnaire.roles) else match(competencies, role, rules),
        matches=matches,
        responses=given,
        judgement=judging.judgement(given, questionnaire),
        calibration=judging.calibration(given, questionnaire),
        worth_checking=judging.worth_checking(competencies, given, questionnaire),
        quality=quality(form, answers, questionnaire, seen),
        overall=overall(competencies),
    )


def overall(competencies: Mapping[str, CompetencyScore]) -> Overall:
    """Mean of S; SE = sqrt(sum of SE squared) / m (content C6.4)."""
    scores = [one.score for one in competencies.values() if one.score is not None]
    errors = [one.se for one in competencies.values() if one.se is not None]
    if not scores:
        return Overall(None, None)
    # Errors of different competencies come from different items and count as independent.
    return Overall(fmean(scores), sqrt(sum(error**2 for error in errors)) / len(scores))


def result_cautions(result: Result) -> Cautions:
    """What makes the levels of a result worth less than they look."""
    return cautions(result.competencies, result.form, result.questionnaire)


def as_json(result: Result) -> dict[str, Any]:
    """The object that ``nextrung score --json`` prints: numbers unrounded, null for what does not exist."""
    return {
        "questionnaire": {"id": result.questionnaire.id, "version": result.questionnaire.version},
        "form": result.form,
        "role": result.role.id or None,
        "competencies": {
            competency.id: {
                **_competency(result.competencies[competency.id], result.gaps[competency.id]),
                "cautions": list(
                    of_score(result.competencies[competency.id], competency, result.form, result.questionnaire)
                ),
            }
            for competency in result.questionnaire.competencies
        },
        "match": {
            "value": result.match.value,
            "se": result.match.se,
            "range": _pair(result.match.range),
            "band": result.match.band,
            **_band_notes(result.match, result.questionnaire),
        },
        "unscored": list(result.match.unscored),
        "focus": list(result.focus),
        "close_behind": list(result.close_behind),
        "judgement": {"score": result.judgement.score, "n": result.judgement.n},
        "calibration": {
            "overconfidence": result.calibration.overconfidence,
            "se": result.calibration.se,
            "n": result.calibration.n,
            "message": result.calibration.message,
        },
        "quality": {"grade": result.quality.grade, "flags": list(result.quality.flags)},
        "roles": {
            role: {
                "value": one.value,
                "band": one.band,
                **_band_notes(one, result.questionnaire),
                "unscored": list(one.unscored),
            }
            for role, one in result.matches.items()
        },
        "cautions": _cautions(result),
        "overall": {"score": result.overall.score, "se": result.overall.se},
    }


def _cautions(result: Result) -> dict[str, Any]:
    """Whose questionnaire it is, whether a pilot has tested it, and whether its errors were measured with it."""
    blueprint, found = result.questionnaire.blueprint, result_cautions(result)
    return {"made_by": blueprint.author or None, "draft": is_draft(result.questionnaire), "borrowed": found.borrowed}


def _band_notes(found: Match, questionnaire: Questionnaire) -> dict[str, Any]:
    return {"provisional": found.provisional, "reason": reason(match_notes(found, questionnaire)) or None}


def _competency(score: CompetencyScore, gap: Gap) -> dict[str, Any]:
    return {
        "score": score.score,
        "level": score.level,
        "se": score.se,
        "range": _pair(score.range),
        "exposure": score.exposure,
        "target": gap.target if gap.asked else None,
        "gap": gap.gap,
        "priority": gap.priority,
        "probability": gap.probability,
        "status": score.status,
    }


def _pair(limits: tuple[float, float] | None) -> list[float] | None:
    return None if limits is None else list(limits)
