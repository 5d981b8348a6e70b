"""What the page of predictions shows. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from nextrung.evidence.prediction import Prediction, PredictionPicture, known, picture
from nextrung.questionnaire.constants import Scoring
from nextrung.shown import beginning

LONGEST_SHOWN = 20_000
"""Characters of a text that the page shows; a file may bring a longer one."""


class PredictionsState(Struct, frozen=True):
    """The whole page. ``known`` counts those of which it is known whether they came true.

    ``picture`` is None below ``least`` of them.
    """

    rows: tuple[Prediction, ...]
    known: int
    least: int
    picture: PredictionPicture | None
    can_undo: bool
    today: date


def build(
    predictions: Sequence[Prediction],
    scoring: Scoring,
    today: date,
    mask: Callable[[str], str] = str,
    *,
    can_undo: bool,
) -> PredictionsState:
    """The page, by the rules of ``scoring``; what the person wrote is seen through ``mask``.

    Open ones come first, each the newest first.
    """
    rows = tuple(
        replace(one, title=mask(one.title), expected=_seen(one.expected, mask), outcome=_seen(one.outcome, mask))
        for one in sorted(predictions, key=lambda one: bool(one.came))
    )
    least, seen = scoring.calibration.minimum_items, picture(predictions, scoring)
    return PredictionsState(rows, len(known(predictions)), least, seen, can_undo, today)


def _seen(text: str, mask: Callable[[str], str]) -> str:
    return mask(beginning(text, LONGEST_SHOWN))
