"""Names, tags, notes, imported cells and content are letters on every screen, and nothing that they name is opened."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QMenu, QMessageBox
from pytestqt.qtbot import QtBot
from tests import given
from tests.ui import markup
from tests.ui.audit import plain
from tests.ui.audit.parts import roots

import nextrung
from nextrung import paths, resources
from nextrung.people.person import PersonFields
from nextrung.tour.draw import View, opened, settle
from nextrung.tour.stops import STOPS, Stop
from nextrung.ui.people.controller import PeopleController
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.markdown_view import MarkdownView, SealedDocument
from nextrung.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # tooltips come to the front
HOMES = {
    "QLabel": ("widgets/text.py", "report/preview.py"),
    "QTextBrowser": ("widgets/markdown_view.py",),
    "QTextDocument": ("widgets/markdown_view.py", "widgets/lines.py"),
    "QToolTip": ("shell/lock.py",),  # to hide the one that is shown
    "QTextEdit": ("advert/text.py",),  # its ExtraSelection is a value, which marks words of a plain text
    "setMarkdown": ("widgets/markdown_view.py",),
}
"""What may act on markup, and the only files of the screens that use it."""
NOWHERE = (
    *("QErrorMessage", "QInputDialog", "QProgressDialog", "QWhatsThis", "showText", "QGraphicsTextItem"),
    *("setHtml", "insertHtml", "appendHtml", "setWhatsThis", "setTextFormat", "setOpenExternalLinks", "LabelItem"),
    *("RichText", "AutoText", "MarkdownText", "addLegend", "setLabel", "setTitle"),
)
"""What no screen uses outside of these homes."""


MORE = ("empty", "500", "many", "long", "at-five", "at-all", "two")
"""What a stop is named after that shows the parts of another one, with more or less in them."""
SHOWN = [stop for stop in STOPS if not any(word in stop[0] for word in MORE)]


@pytest.mark.parametrize("stop", SHOWN, ids=[stop[0] for stop in SHOWN])
def test_that_markup_stays_letters(
    theme: Theme, stop: Stop, marked_content: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "questionnaire_folders", lambda: marked_content)
    name, place, prepare, last = stop
    with opened((name, place, markup.marked(prepare), last), theme, View()) as window:
        last(window)
        settle()
        found = [fault for root in roots(window) for fault in plain.interpreted(root)]
    assert not found, "\n".join(found)


@pytest.fixture(scope="session")
def marked_content(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The questionnaires with markup in their names."""
    return markup.marked_questionnaires(tmp_path_factory.mktemp("content"))


def test_that_every_column_of_text_is_known_to_be_free_or_fixed(workspace: Workspace) -> None:
    known = {table: set(names) for table, names in markup.FIXED.items()}
    for table, names in markup.FREE.items():
        known[table] |= set(names)
    for table, column in (markup.AGENDA[:2], markup.BINNED[::2]):
        known[table].add(column)
    found = {table: set(names) for table, names in markup.columns(workspace.safety.folder / paths.DATABASE).items()}
    assert found == known


def test_that_menus_and_messages_of_qt_itself_show_letters(qtbot: QtBot, window: MainWindow) -> None:
    menu = QMenu(window)
    menu.setToolTipsVisible(True)
    action = menu.addAction(markup.MARK)
    action.setToolTip(markup.MARK)
    menu.popup(QPoint(0, 0))
    qtbot.waitExposed(menu)
    assert not list(plain.pointed_at(menu, menu.actionGeometry(action).center(), action.toolTip()))
    menu.close()
    message = QMessageBox(QMessageBox.Icon.Warning, "", markup.MARK, parent=window)
    message.open()
    assert not list(plain.interpreted(message))
    message.done(0)


def test_that_a_note_to_read_names_its_pictures_and_loads_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(picture))
    view = MarkdownView()
    qtbot.addWidget(view)
    view.show_markdown(f"**Seen** ![two *words*]({picture.as_uri()}) here\n\n| a |\n|---|\n| ![b]({picture}) |\n")
    view.show()
    assert view.toPlainText().split() == ["Seen", "[picture]", "here", "a", "[picture]"]
    drawn = view.grab().toImage()
    colours = {drawn.pixelColor(x, y).name() for x in range(drawn.width()) for y in range(drawn.height())}
    assert "#ff0000" not in colours


def test_that_a_sealed_document_has_nothing_behind_any_name(tmp_path: Path) -> None:
    there = tmp_path / "there.css"
    there.write_text("body { color: red }", encoding="utf-8")
    document = SealedDocument("text")
    for kind in (QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.StyleSheetResource):
        found = document.resource(kind.value, there.as_uri())
        assert found is not None
        assert bytes(found.data()) == b""


def test_that_what_may_act_on_markup_is_used_in_its_homes_alone() -> None:
    screens = Path(nextrung.__file__).parent
    found = [f"{path.relative_to(screens)}: {name}" for path in screens.rglob("*.py") for name in _misplaced(path)]
    assert found == []


def _misplaced(path: Path) -> Iterator[str]:
    """Names of a file, other than in its imports, that have their home elsewhere or nowhere."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        homes = HOMES.get(name, () if name in NOWHERE else None)
        if homes is not None and not path.as_posix().endswith((*homes, *_plain_makers(name))):
            yield name


def _plain_makers(name: str) -> tuple[str, ...]:
    """Saying that a label is plain is what the home of labels does."""
    return ("widgets/text.py",) if name == "setTextFormat" else ()


TRACED = "trace=openat,open,stat,statx,newfstatat,access,faccessat,faccessat2,readlink,execve,connect,socket"


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_that_markup_opens_no_file_and_no_connection(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    command = ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "300", "-e", TRACED, "-o", str(trace)]
    command += [sys.executable, "-m", "tests.ui.marked_walk", str(tmp_path)]
    search = os.pathsep.join([str(given.PROJECT), str(given.PROJECT / "desktop")])
    environment = {**os.environ, "PYTHONPATH": search, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "2"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout.split()[-1]) > 20, "tooltips were called up"
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    assert any("openat" in line for line in lines)
    assert [line for line in lines if markup.PLACE in line or "AF_INET" in line] == []


def test_that_a_preview_of_an_import_shows_letters(theme: Theme, tmp_path: Path) -> None:
    def prepare(workspace: Workspace) -> None:
        workspace.privacy.set_coach_mode(on=True)
        workspace.people.add(PersonFields("Alex"))

    with opened(("import", "people", prepare, lambda _: None), theme, View()) as window:
        controller = window.findChild(PeopleController)
        assert controller is not None
        controller.read_file(str(markup.marked_table(tmp_path / "people.csv")))
        settle()
        found = list(plain.interpreted(window))
    assert found == []
