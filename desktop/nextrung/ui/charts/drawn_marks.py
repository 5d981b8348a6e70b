"""What a legend says below levels and targets: only the marks that are drawn in the view on show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from nextrung.ui.charts.gap_chart import GapRow
from nextrung.ui.widgets.legend import Mark

_translate = QCoreApplication.translate


def in_gap_chart(rows: Sequence[GapRow]) -> list[tuple[Mark, str]]:
    """The marks of a chart of gaps, with what they mean."""
    levels = [row for row in rows if row.level is not None]
    entries: list[tuple[Mark, str]] = []
    if not all(row.reached for row in levels):
        entries.append(("dot", _translate("charts", "you, with the likely range")))
    if any(row.reached for row in levels):
        entries.append(("reached", _translate("charts", "at or above target")))
    if any(row.asked for row in rows):
        entries.append(("diamond", _translate("charts", "target")))
    if any(row.below for row in levels):
        entries.append(("bar", _translate("charts", "gap")))
    return [*entries, *_earlier(rows)]


def in_radar(rows: Sequence[GapRow]) -> list[tuple[Mark, str]]:
    """The lines of a radar, with what they mean."""
    entries: list[tuple[Mark, str]] = []
    if any(row.level is not None for row in rows):
        entries.append(("dot", _translate("charts", "you")))
    if any(row.asked for row in rows):
        entries.append(("dash", _translate("charts", "target")))
    return [*entries, *_earlier(rows, "dotted")]


def _earlier(rows: Sequence[GapRow], mark: Mark = "ring") -> list[tuple[Mark, str]]:
    drawn = any(row.earlier is not None for row in rows)
    return [(mark, _translate("charts", "earlier"))] if drawn else []
