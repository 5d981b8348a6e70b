"""What a person expects before an interview, a promotion round or a project, how sure, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from nextrung.errors import NextRungError
from nextrung.evidence.example import EARLIEST
from nextrung.questionnaire.constants import Scoring
from nextrung.scoring.judgement import Calibration, compared
from nextrung.scoring.share_range import share_range

PredictionKind = Literal["interview", "promotion", "project", "other"]
Came = Literal["", "yes", "no", "untold"]
"""Whether it came true; empty before that is known. *untold* says that nothing came that would tell: a round that was
called off. It counts neither way."""
PREDICTION_KINDS: tuple[PredictionKind, ...] = get_args(PredictionKind)
CAME: tuple[Came, ...] = get_args(Came)
SURE = (10, 30, 50, 70, 90)
"""How sure one can be, in percent: few steps, so that each is said often enough to be looked at."""
LONGEST_TITLE = 120
LONGEST_EXPECTED = 1_000
LONGEST_OUTCOME = 10_000
"""Characters that can be typed; a file may bring more, which is kept."""
LATEST = date(2200, 1, 1)


class PredictionError(NextRungError):
    """A prediction that is not kept, in one sentence."""


class Prediction(Struct, frozen=True):
    """One expectation. ``sure`` is in percent, ``day`` is when it will be known, where that was said.

    Moments are ISO 8601, UTC; ``settled_at`` says when it was noted what came, None before.
    """

    id: str
    person: str
    kind: PredictionKind
    title: str
    expected: str
    sure: int
    noted_at: str
    changed_at: str
    day: date | None = None
    came: Came = ""
    outcome: str = ""
    settled_at: str | None = None


class PredictionFields(Struct, frozen=True):
    """What a form says of an expectation, as it was typed or chosen."""

    kind: str
    title: str
    expected: str
    sure: int
    day: str = ""


class SureStep(Struct, frozen=True):
    """What came of everything that was expected with one sureness, in percent; ``low`` and ``high`` from 0 to 1."""

    sure: int
    came: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share that came true, from 0 to 1."""
        return self.came / self.of


class PredictionPicture(Struct, frozen=True):
    """How sure and how right: overall, and for each sureness that was said."""

    overall: Calibration
    steps: tuple[SureStep, ...]


def known(predictions: Iterable[Prediction]) -> tuple[Prediction, ...]:
    """Those of which it is known whether they came true."""
    return tuple(one for one in predictions if one.came in ("yes", "no"))


def picture(predictions: Iterable[Prediction], scoring: Scoring) -> PredictionPicture | None:
    """How sure and how right somebody was, by the rules that knowledge checks have (content C6.7, truth T8).

    None below their least number of answers, where a picture would show only chance.
    """
    told, rules = known(predictions), scoring.calibration
    if len(told) < rules.minimum_items:
        return None
    stated = [(one.sure / 100, one.came == "yes") for one in told]
    steps = []
    for sure in sorted({one.sure for one in told}):
        came = [one.came == "yes" for one in told if one.sure == sure]
        steps.append(SureStep(sure, sum(came), len(came), *share_range(sum(came), len(came), scoring.range_z)))
    return PredictionPicture(compared(stated, rules), tuple(steps))


def checked_prediction(fields: PredictionFields) -> dict[str, object]:
    """The fields as a prediction keeps them. Raises PredictionError in one sentence for the first that cannot be."""
    title = " ".join(fields.title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise PredictionError(f"Say in 1 to {LONGEST_TITLE} characters what it is about.")
    expected = fields.expected.strip()
    if not expected or len(expected) > LONGEST_EXPECTED:
        raise PredictionError(f"Say in 1 to {LONGEST_EXPECTED:,} characters what you expect.")
    if fields.sure not in SURE:
        raise PredictionError("Choose how sure you are.")
    if fields.kind not in PREDICTION_KINDS:
        raise PredictionError("Choose what it is about.")
    return {
        "kind": fields.kind,
        "title": title,
        "expected": expected,
        "sure": fields.sure,
        "day": _day(fields.day),
    }


def checked_outcome(came: str, outcome: str) -> tuple[Came, str]:
    """What came, as a prediction keeps it. Raises PredictionError in one sentence."""
    found = next((one for one in CAME if one and one == came), None)
    if found is None:
        raise PredictionError("Choose whether it came true.")
    outcome = outcome.strip()
    if len(outcome) > LONGEST_OUTCOME:
        raise PredictionError(
            f"Tell in at most {LONGEST_OUTCOME:,} characters what came; this text has {len(outcome):,}."
        )
    return found, outcome


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise PredictionError("Write the date as year-month-day, for example 2026-05-01.") from error
    if not EARLIEST <= day <= LATEST:
        raise PredictionError(f"A date lies between {EARLIEST:%Y-%m-%d} and {LATEST:%Y-%m-%d}.")
    return day
