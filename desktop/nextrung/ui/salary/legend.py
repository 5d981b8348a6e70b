"""The legend of the salary chart: marks that are drawn now and that no line names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from nextrung.ui.charts.rung_items import PayLine
from nextrung.ui.widgets.legend import Mark

_translate = QCoreApplication.translate


def entries(lines: Sequence[PayLine]) -> list[tuple[Mark, str]]:
    """The marks of these lines with what they mean; a bar that its own line names needs none."""
    looks = {line.look for line in lines if line.bar is not None}
    marks = {mark.look for line in lines for mark in line.marks}
    found: list[tuple[Mark, str, bool]] = [
        ("band_published", _translate("salary legend", "published"), "published" in looks),
        ("band", _translate("salary legend", "estimate, you match"), "matched" in looks),
        ("band_estimate", _translate("salary legend", "estimate"), "estimate" in looks),
        ("band_dashed", _translate("salary legend", "United States pay at local prices"), "converted" in looks),
        ("adverts", _translate("salary legend", "adverts"), "advert" in marks),
        ("adverts_few", _translate("salary legend", "fewer than 20 adverts"), "thin" in marks),
        ("own", _translate("salary legend", "yours"), "own" in marks),
    ]
    return [(mark, words) for mark, words, drawn in found if drawn]
