"""The formulae with a person's own numbers filled in: what stands behind "How is this worked out?"."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.scoring.levels import self_report_items, unit
from nextrung.scoring.result import Result


class AnswerTerm(Struct, frozen=True):
    """One answer in the level of a competency: its weight w and its value u from 0 to 1."""

    item: str
    stem: str
    weight: float
    unit: float


class LevelWorking(Struct, frozen=True):
    """S = 100 * sum(w u) / sum(w), L = 1 + S / 25, range = S +- z * SE0 * sqrt(n0 / n) (content C6.1, C6.4)."""

    terms: tuple[AnswerTerm, ...]
    score: float
    level: float
    z: float
    standard_error: float
    planned: int
    answered: int
    se: float
    range: tuple[float, float]


class MatchTerm(Struct, frozen=True):
    """One competency in the match: weight W, level L, target T and share min(1, (L - 1) / (T - 1))."""

    competency: str
    name: str
    weight: int
    level: float
    target: float
    share: float


class MatchWorking(Struct, frozen=True):
    """R = 100 * sum(W share) / sum(W) (content C6.6)."""

    terms: tuple[MatchTerm, ...]
    value: float


def level_working(result: Result, competency_id: str, answers: Mapping[str, Answer]) -> LevelWorking | None:
    """How the level of a competency came about; None when it has none."""
    score = result.competencies[competency_id]
    if score.score is None or score.level is None or score.se is None or score.range is None:
        return None
    questionnaire = result.questionnaire
    rules = questionnaire.scoring
    competency = questionnaire.competencies_by_id[competency_id]
    terms = tuple(
        AnswerTerm(
            item.id,
            item.stem,
            item.weight(rules),
            unit(item, answer.value),
        )
        # The same items and weights as ``score_competency`` uses: what is shown must add up to what was scored.
        for item in self_report_items(competency, result.form)
        if (answer := answers.get(item.id)) is not None and answer.value is not None
    )
    default = rules.error_default(result.form, questionnaire.part_of[competency_id])
    return LevelWorking(
        terms,
        score.score,
        score.level,
        rules.range_z,
        default.standard_error,
        default.planned,
        score.answered,
        score.se,
        score.range,
    )


def match_working(result: Result) -> MatchWorking | None:
    """How the match to the role came about; None when nothing is scored."""
    if result.match.value is None:
        return None
    terms = []
    for competency, target in result.role.targets.items():
        level = result.competencies[competency].level
        if level is None:
            continue
        share = min(1.0, (level - 1) / (target.level - 1))
        name = result.questionnaire.competencies_by_id[competency].name
        terms.append(MatchTerm(competency, name, target.weight, level, target.level, share))
    return MatchWorking(tuple(terms), result.match.value)
