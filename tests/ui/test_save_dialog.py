from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.person import name_file

from nextrung.report.formats import FORMATS, PAGED
from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.save_dialog import SaveDialog


@pytest.mark.parametrize(
    ("typed", "written"),
    [("a", "a.csv"), ("a.csv", "a.csv"), ("a.json", "a.json"), ("Team v1.2", "Team v1.2.csv")],
)
def test_that_a_file_gets_the_ending_of_the_kind_that_was_chosen(
    qtbot: QtBot, theme: Theme, tmp_path: Path, typed: str, written: str
) -> None:
    parent, named = QWidget(), list[str]()
    qtbot.addWidget(parent)
    data = [one for one in FORMATS if one.name in ("json", "csv")]
    dialog = SaveDialog(theme, parent, "Save", labels.format_filter(*reversed(data)), "report.json")
    dialog.file_named.connect(named.append)
    dialog.open()
    (table,) = [one for one in dialog.nameFilters() if "csv" in one]
    dialog.selectNameFilter(table)
    dialog.filterSelected.emit(table)
    name_file(tmp_path / "x", typed)
    assert named == [str(tmp_path / written)]


def test_that_every_format_has_its_own_words_and_ending() -> None:
    for formats in (FORMATS, PAGED):
        for parts in ({labels.format_name(one) for one in formats}, {one.ending for one in formats}):
            assert len(parts) == len(formats)


def test_that_every_format_is_written_from_pages_or_from_the_model_and_not_from_both() -> None:
    assert all((one.pages is None) is not (one.model is None) for one in FORMATS)
