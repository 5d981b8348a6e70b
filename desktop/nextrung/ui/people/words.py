"""Words that several parts of the people and session pages share."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from nextrung import rounding
from nextrung.clock import local_day
from nextrung.ui import labels, match_words
from nextrung.ui.people.state import PersonRow

_translate = QCoreApplication.translate
NONE = "–"
WEEK = 6
"""Days ahead that are named by their weekday."""


def when(moment: str, today: date) -> str:
    """A moment as people say it: today and the time, a weekday and the time, a day."""
    clock = labels.clock(moment)
    day = local_day(moment)
    away = (day - today).days
    if away == 0:
        return _translate("people", "Today {0}").format(clock)
    if away == 1:
        return _translate("people", "Tomorrow {0}").format(clock)
    if 1 < away <= WEEK:
        return f"{QLocale().dayName(day.isoweekday())} {clock}"
    return labels.near_day(day, today)


def assessed(row: PersonRow) -> str:
    """When a person was assessed last."""
    if row.assessed_at is None:
        return _translate("people", "not yet")
    day = labels.day(row.assessed_at)
    return _translate("people", "{0}, quick").format(day) if row.form == "quick" else day


def match(row: PersonRow) -> str:
    """The match to the role, or why there is none."""
    if row.match is not None:
        return labels.match(row.match)
    if row.assessed_at is None:
        return _translate("people", "no assessment")
    if row.waiting or row.match_notes is None:
        return "…"
    none = len(row.match_notes.missing) == len(row.match_notes.names)
    return _translate("people", "no level yet") if none else _translate("people", "too few levels")


def match_sentence(row: PersonRow) -> str:
    """The match with its band, why that is no higher, and what has no level."""
    said = match(row)
    return said if row.match_notes is None else f"{said}. {match_words.words(row.match_notes)}"


def trend(row: PersonRow) -> str:
    """How the match has moved over the last assessments."""
    if len(row.trend) < 2:
        return NONE
    change = rounding.match_change(row.trend[0], row.trend[-1])
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    return _translate("people", "{0} over {1}").format(f"{sign}{abs(change)}", len(row.trend))


def plan(row: PersonRow) -> str:
    """Live plan steps."""
    return _translate("people", "{0} live").format(row.live_steps) if row.live_steps else NONE


def session(row: PersonRow, today: date) -> str:
    """The next session."""
    return when(row.next_session, today) if row.next_session else NONE
