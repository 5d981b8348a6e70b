"""What loads before the first window, and that the app asks the network for nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nextrung import resources

FIRST_PAGE = """
import os
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from nextrung import app, cli
from nextrung.people.person import PersonFields
from nextrung.ui.shell.window import MainWindow
from shiboken6.Shiboken import Object

def kinds(base):
    # each is made when something first asks for it
    for kind in type.__subclasses__(base):
        if kind.__module__.startswith("PySide6"):
            yield f"{kind.__module__}.{kind.__qualname__}"
        yield from kinds(kind)

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            sys.stdout.write("\\n".join([*sys.modules, *kinds(Object)]))
            sys.stdout.flush()
            os._exit(0)
        return False

def show(window):
    window.painted = Painted(window)
    window.current_page().installEventFilter(window.painted)
    super(MainWindow, window).show()

def show_unlock(window):
    window.painted = Painted(window)
    window.installEventFilter(window.painted)
    super(UnlockWindow, window).show()

MainWindow.show = show
if "locked" in sys.argv:
    from nextrung.ui.shell.unlock_window import UnlockWindow
    UnlockWindow.show = show_unlock
folder = Path(sys.argv[1])
if "locked" in sys.argv:
    app.run(folder, seen=True)
workspace = app.open_workspace(folder)
if "encrypted" in sys.argv:
    workspace.switch(workspace.encryption.encrypt_work("four geese", None))
if "finished" in sys.argv:
    app.add_sample(workspace)
if "open" in sys.argv:
    workspace.start("quick")
if "coaching" in sys.argv:
    workspace.privacy.set_coach_mode(on=True)
if "several" in sys.argv:
    workspace.people.add(PersonFields("Kim", (), "", None))
workspace.close()
if "once" not in sys.argv:
    cli.main(["--data-dir", str(folder)])
"""
READERS = {"hashlib", "json"}
"""What the overview can be painted without, but the keys of encrypted data not be read."""
HEAVY = (
    "pandas",
    "numpy",
    "pyqtgraph",
    "typst",
    "xlsxwriter",
    "icalendar",
    "python_calamine",
    "pyphen",
    "tabulate",
    "docx",
    "pypdf",
    "lxml",
    "pyrage",
    "nacl",
    "segno",
)
LATER = (
    *("yaml", "importlib.metadata", "PySide6.QtNetwork", "PySide6.QtPrintSupport", "PySide6.QtDBus"),
    *("nextrung.typed_yaml", "nextrung.questionnaire.wording", "nextrung.salary.model", "nextrung.people.session"),
    *("nextrung.commands", "nextrung.advert", "nextrung.store.adverts", "nextrung.workspace.views"),
    *("nextrung.store.recovery", "nextrung.store.erase", "nextrung.workspace.safety", "nextrung.ui.shell.jump"),
    *("nextrung.store.salvage", "nextrung.workspace.pay", "nextrung.workspace.people", "nextrung.workspace.transfer"),
    *(
        "nextrung.scoring.change",
        "nextrung.ui.salary.state",
        "nextrung.ui.results.state",
        "nextrung.ui.plan.page",
        "nextrung.ui.widgets.dialog",
    ),
    *("nextrung.assessment.walk", "nextrung.store.backups.snapshot", "nextrung.store.backups.thinning"),
    *("nextrung.ui.shell.failures", "nextrung.ui.group.preload", "nextrung.ui.theme.swipe"),
    *("nextrung.ui.widgets.inputs", "nextrung.ui.widgets.ticked", "nextrung.ui.widgets.textless"),
    *("PySide6.QtGui.QGradient", "PySide6.QtWidgets.QSpinBox", "PySide6.QtWidgets.QStyledItemDelegate"),
    *("PySide6.QtWidgets.QStyle", "PySide6.QtWidgets.QColorDialog"),
)
"""What the overview can be painted without."""
NOT_FOR_PEOPLE = (
    *("nextrung.tables.people", "nextrung.ui.people.dialogs", "nextrung.ui.tables.page", "nextrung.ui.bin.controller"),
    *("nextrung.ui.widgets.inputs", "nextrung.ui.widgets.ticked", "nextrung.ui.widgets.textless"),
    *("PySide6.QtGui.QGradient", "PySide6.QtWidgets.QStyle", "PySide6.QtWidgets.QFileDialog"),
    "PySide6.QtWidgets.QColorDialog",
)
"""What the list of people can be painted without; all kinds of widgets are made when Qt is asked for one of its own."""
COACHES = {"nextrung.workspace.people"}
"""What it needs of these for a coach, who sees how many people there are."""


def modules_at_first_page(folder: Path, *arguments: str) -> set[str]:
    package = resources.folder("assets").parent / "desktop"
    environment = {**os.environ, "PYTHONPATH": str(package), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", FIRST_PAGE, str(folder), *arguments]
    return set(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.split())


@pytest.mark.parametrize("state", ["first", "new", "open", "finished"])
def test_that_nothing_heavy_loads_before_the_first_page_is_painted(tmp_path: Path, state: str) -> None:
    if state != "first":  # where the database is still to be made
        modules_at_first_page(tmp_path, state, "once")
    loaded = modules_at_first_page(tmp_path)
    assert "PySide6.QtWidgets" in loaded
    assert loaded.isdisjoint(HEAVY)
    if state == "finished":
        assert loaded.isdisjoint({*LATER, *READERS})


def test_that_encrypted_data_are_asked_for_before_anything_of_them_loads(tmp_path: Path) -> None:
    modules_at_first_page(tmp_path, "encrypted", "once")
    loaded = modules_at_first_page(tmp_path, "locked")
    assert "nextrung.ui.shell.unlock_window" in loaded
    assert loaded.isdisjoint(HEAVY)
    assert loaded.isdisjoint({*LATER, "nextrung.ui.background"})


def test_that_a_coach_waits_for_no_more_than_who_there_is(tmp_path: Path) -> None:
    modules_at_first_page(tmp_path, "finished", "coaching", "once")
    loaded = modules_at_first_page(tmp_path)
    assert loaded.isdisjoint(HEAVY)
    assert loaded & {*LATER, *READERS, "csv", "nextrung.tables.people", "nextrung.workspace.people_summary"} == COACHES


def test_that_the_list_of_people_waits_for_nothing_that_it_does_not_show(tmp_path: Path) -> None:
    modules_at_first_page(tmp_path, "finished", "coaching", "several", "once")
    loaded = modules_at_first_page(tmp_path)
    assert "nextrung.ui.people.table" in loaded
    assert loaded.isdisjoint((*HEAVY, *NOT_FOR_PEOPLE))
