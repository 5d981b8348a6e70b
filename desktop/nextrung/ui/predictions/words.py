"""Words for predictions."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from nextrung.evidence.prediction import SURE, Came, Prediction, PredictionKind, SureStep
from nextrung.scoring.judgement import Calibration
from nextrung.ui import labels

_translate = QCoreApplication.translate


def kind(value: PredictionKind) -> str:
    """What a prediction is about."""
    words: dict[PredictionKind, str] = {
        "interview": _translate("predictions", "An interview"),
        "promotion": _translate("predictions", "A promotion round"),
        "project": _translate("predictions", "A project"),
        "other": _translate("predictions", "Something else"),
    }
    return words[value]


def came(value: Came) -> str:
    """Whether it came true."""
    words: dict[Came, str] = {
        "": _translate("predictions", "open"),
        "yes": _translate("predictions", "came true"),
        "no": _translate("predictions", "did not come true"),
        "untold": _translate("predictions", "nothing came that tells"),
    }
    return words[value]


def sure(percent: int) -> str:
    """How sure, in percent."""
    return _translate("predictions", "{0} %").format(percent)


def sure_choice(percent: int) -> str:
    """One of the steps of how sure one can be, with what it means."""
    meaning = (
        _translate("predictions", "hardly"),
        _translate("predictions", "rather not"),
        _translate("predictions", "as likely as not"),
        _translate("predictions", "rather"),
        _translate("predictions", "nearly certain"),
    )
    return " · ".join((sure(percent), dict(zip(SURE, meaning, strict=True)).get(percent, "")))


def about(one: Prediction, today: date) -> str:
    """What a prediction is about, when it was noted, and when it will be known."""
    noted = _translate("predictions", "noted on {0}").format(labels.day(one.noted_at))
    due = _translate("predictions", "known on {0}").format(labels.near_day(one.day, today)) if one.day else ""
    return " · ".join(part for part in (kind(one.kind), noted, due) if part)


def counted(step: SureStep) -> str:
    """What came of everything that was said with one sureness."""
    return _translate("predictions", "{0} of {1}").format(step.came, step.of)


def in_range(step: SureStep) -> str:
    """The likely range of the share that comes true."""
    return _translate("predictions", "{0} %").format(labels.match_range(100 * step.low, 100 * step.high))


def message(found: Calibration) -> str:
    """What may be said of how sure and how right."""
    if found.message == "surer_than_right":
        return _translate("predictions", "You were surer than what came supports: look at what you did not see coming.")
    if found.message == "righter_than_sure":
        return _translate("predictions", "More came true than you expected.")
    said = _translate("predictions", "No clear difference. {0} predictions show only large ones, about ± {1} points.")
    return said.format(found.n, labels.points(found.smallest or 0))
