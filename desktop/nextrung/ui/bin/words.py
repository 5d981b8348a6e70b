"""Words for deleted things."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nextrung.ui import labels
from nextrung.ui.bin.state import BinRow

_translate = QCoreApplication.translate


def what(row: BinRow, *, names_hidden: bool) -> str:
    """What was deleted, in a few words."""
    said = _thing(row, names_hidden=names_hidden)
    if row.owner is None:
        return said
    return _translate("bin", "{0} ({1})").format(said, labels.person_name(row.owner, hidden=names_hidden))


def _thing(row: BinRow, *, names_hidden: bool) -> str:
    one = row.deleted
    day = labels.day(one.moment) if one.moment else ""
    if row.person is not None:
        return labels.person_name(row.person, hidden=names_hidden)
    if one.kind == "assessment":
        form = _translate("bin", "Quick assessment, {0}") if one.form == "quick" else None
        return (form or _translate("bin", "Full assessment, {0}")).format(day)
    if one.kind == "coaching_session":
        return _translate("bin", "Session, {0}").format(day) if day else _translate("bin", "Session")
    if one.kind == "view_round":
        return _translate("bin", "Round of other views, {0}").format(day)
    if one.kind == "practice_sitting":
        return _translate("bin", "Practice, {0}").format(day)
    named = {
        "work_example": _translate("bin", "Example: {0}"),
        "prediction": _translate("bin", "Prediction: {0}"),
    }
    return named.get(one.kind, _translate("bin", "Step: {0}")).format(one.name)


def things(count: int) -> str:
    """A number of deleted things."""
    return labels.counted(count, _translate("bin", "1 deleted thing"), _translate("bin", "{0} deleted things"))
