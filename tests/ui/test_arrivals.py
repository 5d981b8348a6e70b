"""A file that the desktop opens with the program: at the start, and where the program is running already."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from nextrung import app, cli
from nextrung.ui.shell.one_window import OneWindow
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.tables.page import TablePage
from nextrung.ui.widgets.empty import EmptyPage
from nextrung.workspace import Workspace

SECOND_START = """
import sys
from pathlib import Path
from nextrung import app
file = Path(sys.argv[2]) if sys.argv[2:] else None
raise SystemExit(not app.show_running(Path(sys.argv[1]), file))
"""


@pytest.mark.parametrize("file", [None, Path("/somewhere/Ünlike names.nextrung")])
def test_that_a_second_start_hands_its_file_to_the_first(qtbot: QtBot, tmp_path: Path, file: Path | None) -> None:
    parent = QObject()
    listener = OneWindow(tmp_path, parent)
    environment = {**os.environ, "PYTHONPATH": str(Path(app.__file__).parents[1]), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", SECOND_START, str(tmp_path), *([str(file)] if file else [])]
    with qtbot.waitSignal(listener.asked, timeout=30_000) as asked:
        second = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    assert asked.args == [str(file) if file else ""]
    assert second.wait(timeout=30) == 0


@pytest.mark.qt_log_ignore(r"This plugin does not support raise\(\)", extend=True)
def test_that_a_file_reaches_the_window_that_is_open(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    taken: list[Path] = []
    monkeypatch.setattr(window.arrivals, "open_file", taken.append)
    window.listen()
    (listener,) = window.findChildren(OneWindow)
    listener.asked.emit("")
    assert taken == []
    listener.asked.emit(str(tmp_path / "all.nextrung"))
    assert taken == [tmp_path / "all.nextrung"]


def test_that_the_command_line_names_the_file_and_does_without(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[object] = []

    def run(_folder: Path, *, sample: bool, file: Path | None) -> int:
        assert not sample
        asked.append(file)
        return 0

    monkeypatch.setattr(app, "run", run)
    for words in ([], ["--open"], ["--open", "a.json"]):
        assert cli.main(["--data-dir", str(tmp_path), *words]) == 0
    assert asked == [None, None, Path("a.json")]


@pytest.mark.parametrize("people", [0, 1])
def test_that_a_table_of_people_opens_its_preview_from_any_page(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path, people: int
) -> None:
    for number in range(people):
        workspace.add_person(f"Person {number}")
    table = tmp_path / "people.csv"
    table.write_text("name,tags\nZo\u00eb,autumn\n", encoding="utf-8")
    window.show_page("plan")
    window.arrivals.open_file(table)
    qtbot.waitUntil(lambda: isinstance(window.current_page(), TablePage))
    page = window.current_page()
    assert isinstance(page, TablePage)
    qtbot.waitUntil(lambda: page.accept.text() == "Add 1 person")
    assert len(workspace.people.everyone()) == people  # nothing is kept before it was seen


def test_that_an_empty_list_of_people_offers_the_import(window: MainWindow) -> None:
    window.show_page("people")
    page = window.current_page()
    assert isinstance(page, EmptyPage)
    page.other.click()
    assert isinstance(window.current_page(), TablePage)


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (("contacts.csv", "Name,Labels\nAnn Lee,VIP\n"), "people"),
        (("contacts.vcf", "BEGIN:VCARD\nFN:Ann Lee\nEND:VCARD\n"), "people"),
        (("staff.csv", "Name,Job title,Salary,Location\nAnn Lee,Lead,100000,TX\n"), "people"),
        (("names.txt", "Ann Lee\nBo Ray\n"), "people"),
        (("forms.csv", "Timestamp,Name,TL-B1,TL-B8\n2026-01-05,Ann Lee,2,3\n"), "answers"),
        (("long.tsv", "person\titem\tanswer\nAnn Lee\tTL-B1\t3\n"), "answers"),
        (("offers.csv", "title,location,salary,date\nsenior,Texas,185000,2026-03-31\n"), "pay"),
    ],
)
def test_that_file_and_import_opens_each_table_where_it_comes_in(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, table: tuple[str, str], kind: str
) -> None:
    """All but exported data were “not a data file of Next Rung”, and a table of answers or pay was one of people."""
    name, text = table
    (tmp_path / name).write_text(text, encoding="utf-8")
    window.commands.transfer.file_chosen.emit(str(tmp_path / name))
    qtbot.waitUntil(lambda: isinstance(window.current_page(), TablePage))
    page = window.current_page()
    assert isinstance(page, TablePage)
    assert page.kind == kind
    qtbot.waitUntil(lambda: not page.is_busy)
