"""Words for practice."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nextrung.ui import labels
from nextrung.ui.practice.state import AreaOption, SittingRow

_translate = QCoreApplication.translate


def area(option: AreaOption) -> str:
    """An area that can be practised, with how many questions there are."""
    name = option.name or _translate("practice", "All areas")
    return _translate("practice", "{0} ({1})").format(name, option.count)


def clock(seconds: float) -> str:
    """A time in minutes and seconds."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def sitting(row: SittingRow) -> str:
    """When a sitting was, how many questions were answered in it, and for which role."""
    one, many = _translate("practice", "1 question"), _translate("practice", "{0} questions")
    said = (labels.day(row.started_at), labels.counted(row.count, one, many), row.role)
    return " · ".join(part for part in said if part)


def missing(count: int, of: int) -> str:
    """How many of so many points were marked as missing: a count of one's own marks, no score."""
    if not count:
        return _translate("practice", "nothing")
    return _translate("practice", "{0} of {1}").format(count, of)
