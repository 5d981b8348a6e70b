"""Words that several parts of the plan share."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from nextrung.plan.step import State
from nextrung.ui import labels
from nextrung.ui.plan.state import OfferCardState, StepCardState
from nextrung.ui.widgets.text import TagLook

_translate = QCoreApplication.translate
WEEK = 6
"""Days ahead that are named by their weekday."""


def state(value: State) -> str:
    """The name of a state."""
    words: dict[State, str] = {
        "planned": _translate("plan", "Planned"),
        "doing": _translate("plan", "Doing"),
        "done": _translate("plan", "Done"),
        "dropped": _translate("plan", "Dropped"),
    }
    return words[value]


def where(card: StepCardState | OfferCardState) -> str:
    """The area, the facet and the levels of a step or an offer."""
    parts = [part for part in (card.area, card.facet) if part]
    if card.chance:
        parts.append(_translate("plan", "no chance yet"))
    elif card.levels:
        parts.append(_translate("plan", "level {0} to {1}").format(*card.levels))
    return " · ".join(parts) or _translate("plan", "A step of your own")


def due(card: StepCardState) -> tuple[str, TagLook]:
    """When a live step is due, in two or three words, and the look of it."""
    if card.due is None or card.nearness == "none":
        return "", "plain"
    day = labels.near_day(card.due, card.today)
    if card.nearness == "overdue":
        return _translate("plan", "due since {0}").format(day), "gap"
    away = (card.due - card.today).days
    if away == 0:
        return _translate("plan", "due today"), "gap"
    if away == 1:
        return _translate("plan", "due tomorrow"), "gap"
    if card.nearness == "soon":
        words = QLocale().dayName(card.due.isoweekday()) if away <= WEEK else day
        return _translate("plan", "due {0}").format(words), "gap"
    return _translate("plan", "due {0}").format(day), "plain"
