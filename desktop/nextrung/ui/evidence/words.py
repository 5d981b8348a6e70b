"""Words for evidence."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from nextrung.ui import labels
from nextrung.ui.evidence.state import ALL, CoverageRow, EvidenceState, ExampleView

_translate = QCoreApplication.translate


def about(state: EvidenceState) -> str:
    """How many examples there are, for how many areas, and what they are looked at for."""
    if not state.total:
        return _translate("evidence", "What you did and could show to someone, in your own words")
    one, many = _translate("evidence", "1 example"), _translate("evidence", "{0} examples")
    said = [
        labels.counted(state.total, one, many),
        _translate("evidence", "{0} of {1} areas can be shown to someone").format(state.shown, state.of),
    ]
    if state.role:
        said.append(_translate("evidence", "for {0}").format(state.role))
    return " · ".join(said)


def area(row: CoverageRow) -> str:
    """What a row of the map stands for."""
    if row.id == ALL:
        return _translate("evidence", "All examples")
    return row.name or _translate("evidence", "Other areas")


def newest(row: CoverageRow, today: date) -> str:
    """How old the newest example of an area is, or that there is nothing to show."""
    if row.missing and row.target is not None:
        return _translate("evidence", "none, target {0}").format(labels.level(row.target))
    if row.newest is not None:
        return day(row.newest, today)
    if row.count:
        return _translate("evidence", "no date")
    return _translate("evidence", "target {0}").format(labels.level(row.target)) if row.target is not None else "–"


def day(value: date, today: date) -> str:
    """A day, with its year where it is not this one."""
    return labels.near_day(value, today)


def part(name: str) -> str:
    """What a part of an example is called."""
    names = {
        "note": _translate("evidence", "As you noted it"),
        "situation": _translate("evidence", "Situation"),
        "task": _translate("evidence", "Task"),
        "action": _translate("evidence", "Action"),
        "result": _translate("evidence", "Result"),
        "learned": _translate("evidence", "What you learned"),
        "confirmed_by": _translate("evidence", "Who can say so"),
    }
    return names[name]


def whence(view: ExampleView) -> str:
    """What an example belongs to and where it comes from."""
    sources = {
        "answer": _translate("evidence", "from your answers"),
        "step": _translate("evidence", "from your plan"),
        "": "",
    }
    return " · ".join(one for one in (view.area, view.facet, sources[view.source]) if one)


def shown_by(view: ExampleView, today: date) -> str:
    """What shows an example, and when it was."""
    when = day(view.example.day, today) if view.example.day is not None else ""
    return " · ".join(one for one in (view.kind, when) if one)


def level(value: float) -> str:
    """The level that the person says an example speaks for."""
    return _translate("evidence", "speaks for level {0}").format(QLocale().toString(value, "g", 2))
