"""Judgement over scenarios and knowledge checks, and calibration of confidence (content C6.3, C6.7).

Both stand beside the levels and are never blended into them (content C6.8).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum, sqrt
from statistics import fmean
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import CalibrationRules, FormId
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.levels import ROUNDING, CompetencyScore

Message = Literal["surer_than_right", "righter_than_sure"]


class Response(Struct, frozen=True):
    """One answered scenario or knowledge check: credit from 0 to 1, best picked or not, confidence as a probability.

    ``floor`` is the mean credit that picking at random earns.
    """

    item: str
    competency: str
    credit: float
    hit: bool
    floor: float
    confidence: float | None
    confidence_id: str | None


class Judgement(Struct, frozen=True):
    """Mean credit over all answered scenarios and knowledge checks, 0 to 100; None below the minimum number.

    ``floor`` is what picking at random would have earned on the same items.
    """

    score: float | None
    n: int
    floor: float | None


class TapAccuracy(Struct, frozen=True):
    """How often the best answer was picked at one confidence tap: ``right`` of ``n``."""

    id: str
    n: int
    right: int


class Calibration(Struct, frozen=True):
    """Mean confidence minus share right, in points (plus: surer than the answers support).

    ``se`` is the standard error that somebody has whose confidence is exactly right; ``smallest`` the least excess, in
    points, that such answers can show: more than chance gives, and no trifle. All figures are None when no confidence
    was given. ``message`` is None unless the excess is large and clear.
    """

    overconfidence: float | None
    se: float | None
    smallest: float | None
    n: int
    mean_confidence: float | None
    share_right: float | None
    message: Message | None
    taps: tuple[TapAccuracy, ...] = ()


def responses(form: FormId, answers: Mapping[str, Answer], questionnaire: Questionnaire) -> tuple[Response, ...]:
    """Every answered scenario and knowledge check of a form."""
    return tuple(_responses(form, answers, questionnaire))


def _responses(form: FormId, answers: Mapping[str, Answer], questionnaire: Questionnaire) -> Iterator[Response]:
    probabilities = {point.id: point.probability for point in questionnaire.blueprint.scales.confidence}
    for item in questionnaire.form_items(form):
        answer = answers.get(item.id)
        credits = {option.key: option.credit for option in item.judged()}
        # A skip says nothing about judgement; content C6.3 counts answered ones only.
        if not credits or answer is None or answer.choice is None:
            continue
        confidence = None
        if answer.confidence is not None:
            stated = probabilities[answer.confidence]
            # The tap "a guess" has no probability of its own: it is that of picking one option blindly.
            confidence = 1 / len(credits) if stated is None else stated
        credit = credits[answer.choice]
        competency = questionnaire.competency_of[item.id].id
        floor = fmean(credits.values())
        # Only the best option is a hit: picking at random earns about 40 % credit, so that credit would make guessers
        # look too modest (content C6.7).
        yield Response(item.id, competency, credit, credit == 1, floor, confidence, answer.confidence)


def judgement(given: tuple[Response, ...], questionnaire: Questionnaire) -> Judgement:
    """O = 100 * mean credit, reported from the minimum number of items on (content C6.3)."""
    n = len(given)
    if n < questionnaire.scoring.calibration.minimum_items:
        return Judgement(None, n, None)
    return Judgement(100 * fmean(r.credit for r in given), n, 100 * fmean(r.floor for r in given))


def calibration(given: tuple[Response, ...], questionnaire: Questionnaire) -> Calibration:
    """How sure and how right somebody was in scenarios and knowledge checks, overall and at each tap."""
    rules = questionnaire.scoring.calibration
    stated = [(r.confidence, r.hit) for r in given if r.confidence is not None]
    taps = tuple(
        TapAccuracy(point.id, len(hits), sum(hits))
        for point in questionnaire.blueprint.scales.confidence
        for hits in [[r.hit for r in given if r.confidence_id == point.id]]
    )
    return replace(compared(stated, rules), taps=taps)


def compared(stated: Sequence[tuple[float, bool]], rules: CalibrationRules) -> Calibration:
    """OC = 100 * mean(confidence - hit), SE0 = 100 * sqrt(sum(c (1 - c))) / n (content C6.7, truth T8).

    ``stated`` are confidences from 0 to 1, each with whether it was right. A message needs as many of them, as large an
    excess in points, and as many standard errors of it as the ``rules`` say. The error is that of a calibrated person,
    who at confidence c is right in a share c of cases. The standard deviation of the few near-equal differences
    themselves comes out too small for people who are sure of everything.
    """
    n = len(stated)
    if not n:
        return Calibration(None, None, None, 0, None, None, None)
    excess = 100 * fmean(confidence - hit for confidence, hit in stated)
    se = 100 * sqrt(fsum(confidence * (1 - confidence) for confidence, _ in stated)) / n
    smallest = max(rules.z * se, rules.minimum_excess)
    mean_confidence = 100 * fmean(confidence for confidence, _ in stated)
    share_right = 100 * fmean(hit for _, hit in stated)
    message: Message | None = None
    # Both: with many answers a trifle is more than chance, with few even 10 points are not.
    clear = abs(excess) >= rules.minimum_excess - ROUNDING and abs(excess) > smallest
    if n >= rules.minimum_items and clear:
        message = "surer_than_right" if excess > 0 else "righter_than_sure"
    return Calibration(excess, se, smallest, n, mean_confidence, share_right, message)


def worth_checking(
    scores: Mapping[str, CompetencyScore], given: tuple[Response, ...], questionnaire: Questionnaire
) -> tuple[str, ...]:
    """Competencies with a high score but low credit in their scenarios and checks (content C6.3)."""
    rules = questionnaire.scoring.calibration
    flagged = []
    for competency, score in scores.items():
        credits = [r.credit for r in given if r.competency == competency]
        # Only a high score is questioned: the reverse flag (low score, good credit) fired for 41 % of simulated people.
        high = score.score is not None and score.score >= rules.check_score
        if high and len(credits) >= rules.check_items and fmean(credits) <= rules.check_credit + ROUNDING:
            flagged.append(competency)
    return tuple(flagged)
