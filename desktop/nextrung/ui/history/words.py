"""Words of the history, shared by its page and the comparison."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nextrung.questionnaire.constants import FormId
from nextrung.scoring.change import Call
from nextrung.scoring.quality import Grade
from nextrung.ui import labels, match_words
from nextrung.ui.history.state import ChartSubject, HistoryEntry

_translate = QCoreApplication.translate
NONE = "–"


def day(entry: HistoryEntry) -> str:
    """The local day an assessment was finished, with the time where that day has two."""
    if not entry.same_day:
        return labels.day(entry.completed_at)
    return _translate("history", "{0}, {1}").format(labels.day(entry.completed_at), labels.clock(entry.completed_at))


def form(value: FormId) -> str:
    """The name of a form."""
    return _translate("history", "Quick") if value == "quick" else _translate("history", "Full")


def grade(value: Grade) -> str:
    """The pattern of the answers in a word or three."""
    words: dict[Grade, str] = {
        "good": _translate("history", "good"),
        "fair": _translate("history", "fair"),
        "low": _translate("history", "treat with care"),
    }
    return words[value]


def call(value: Call | None) -> str:
    """What a change is called."""
    if value is None:
        return _translate("history", "no level to compare")
    words: dict[Call, str] = {
        "clear": _translate("history", "clear change"),
        "probable": _translate("history", "probable change"),
        "within_noise": _translate("history", "within noise"),
    }
    return words[value]


def level(value: float | None) -> str:
    """A level, or a dash."""
    return NONE if value is None else labels.level(value)


def likely(value: float | None, limits: tuple[float, float] | None) -> str:
    """A level with its likely range, or a dash."""
    if value is None or limits is None:
        return NONE
    return _translate("history", "{0} (likely {1})").format(labels.level(value), labels.level_range(*limits))


def area(value: ChartSubject) -> str:
    """The name of what is on the chart."""
    return value.name or _translate("history", "Overall")


def beside(entry: HistoryEntry) -> list[str]:
    """What to know about an assessment beside its numbers: what holds its band, what has no level, why to take care."""
    match = [match_words.words(entry.notes)] if entry.notes else []
    return [*(text for text in match if text), *(labels.quality_flag(flag) for flag in entry.flags)]
