"""The stops of the tour at export and import of everything."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog

from nextrung import app, resources
from nextrung.people.person import PersonFields
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.sealing.open_dialog import OpenDialog
from nextrung.ui.sealing.seal_dialog import SealDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.transfer.wait_dialog import WaitDialog
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep
from nextrung.workspace.transfer import Sealing, Watch, WrongPassphraseError

MANY = 40
"""People in the file that is imported."""
LONG = "Alexandra-Konstantina Papadopoulou-Featherstonehaugh of the department of very long names and titles"


def sample(workspace: Workspace) -> None:
    """The sample person."""
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))


def _own_step(workspace: Workspace, title: str) -> None:
    workspace.plan.add_own(OwnStep(title, "", "", "", None, (), ""))


def _import(window: MainWindow, elsewhere: Callable[[Workspace], None], here: Callable[[Workspace], None]) -> None:
    """Import what another computer exported: it began with the same data, then each side went on by itself."""
    if _shown(window):
        return
    with tempfile.TemporaryDirectory(prefix="nextrung-tour-") as folder:
        other = app.open_workspace(Path(folder) / "other")
        first, second = Path(folder) / "first.nextrung", Path(folder) / "next-rung-2026-11-24.nextrung"
        # Both sides begin with one history: only then rows meet that were changed on both.
        window.workspace.transfer.export_work(first)()
        other.transfer.take_in(other.transfer.reading_work(first)())
        elsewhere(other)
        other.transfer.export_work(second)()
        other.close()
        here(window.workspace)
        window.commands.transfer.import_file(second)
        wait_until_idle(window)


def _shown(window: MainWindow) -> bool:
    """In the second scheme the dialog is there already."""
    return any(dialog.isVisible() for dialog in window.findChildren(QDialog))


def _many(workspace: Workspace) -> None:
    for number in range(MANY):
        sample(workspace)
        workspace.people.edit(workspace.people.everyone()[-1].id, name=f"Client {number + 1}")
    workspace.people.add(PersonFields(LONG))


def _on_both_sides(workspace: Workspace) -> None:
    person = workspace.person
    if person is not None:
        workspace.people.edit(person.id, name="Jana Nováková-Svobodová")
        step = workspace.plan.steps()[0]
        workspace.plan.edit(step.id, notes="Written on the other computer")
    _own_step(workspace, "Run the review of the forecasting model")
    sample(workspace)


def _nothing(_workspace: Workspace) -> None:
    """Leave it as it is."""


def begun(workspace: Workspace) -> None:
    """The sample person with a step of their own."""
    sample(workspace)
    _own_step(workspace, "Hand the weekly report over")


def differing(window: MainWindow) -> None:
    """A file with news, and things that were changed on both sides."""
    _import(window, _on_both_sides, _nothing)


def many(window: MainWindow) -> None:
    """A file with many people who are not here yet."""
    _import(window, _many, _nothing)


def same(window: MainWindow) -> None:
    """A file in which everything is here already."""
    _import(window, _nothing, _nothing)


def refused(window: MainWindow) -> None:
    """A file that is none."""
    window.commands.transfer.import_file(resources.sample_answers())
    wait_until_idle(window)


def taken_in(window: MainWindow) -> None:
    """What is said after a file was taken in."""
    message = (
        "Taken in from next-rung-2026-11-24.nextrung: 214 added, 3 updated. What was there before is the newest backup."
    )
    window.commands.say(message)


def sealing(window: MainWindow) -> None:
    """Who is to be able to open an export, with a passphrase begun."""
    if not _shown(window):
        window.commands.transfer.export_all()
        for dialog in window.findChildren(SealDialog):
            dialog.passphrase.setText("otter lantern gravel mosaic")


def sealing_for_somebody(window: MainWindow) -> None:
    """An export for one person, with a key that is none."""
    if not _shown(window):
        window.commands.transfer.export_all()
        for dialog in window.findChildren(SealDialog):
            dialog.by_person.click()
            dialog.public_key.setText("age1jana")
            dialog.accept_button.click()


def sealed(window: MainWindow) -> None:
    """A file that opens with a passphrase."""
    if _shown(window):
        return
    with tempfile.TemporaryDirectory(prefix="nextrung-tour-") as folder:
        file = Path(folder) / "next-rung-2026-11-24.nextrung"
        window.workspace.transfer.export_work(file, seal=Sealing("otter lantern gravel mosaic"))()
        window.commands.transfer.import_file(file)
        wait_until_idle(window)
    for dialog in window.findChildren(OpenDialog):
        dialog.passphrase.setText("otter lantern")
        dialog.refuse(str(WrongPassphraseError()))


def waiting(window: MainWindow) -> None:
    """An export that takes long."""
    if not _shown(window):
        watch = Watch()
        watch.step(0.4)
        WaitDialog(window.theme, window.tr("Writing everything into one file"), watch, window).open()


STOPS: tuple[tuple[str, str, Callable[[Workspace], None], Callable[[MainWindow], None]], ...] = (
    ("8-import", "overview", begun, differing),
    ("8-import-many", "overview", sample, many),
    ("8-import-same", "overview", sample, same),
    ("8-import-refused", "overview", sample, refused),
    ("8-import-done", "overview", sample, taken_in),
    ("8-import-sealed", "overview", sample, sealed),
    ("8-export-sealing", "overview", sample, sealing),
    ("8-export-sealing-to", "overview", sample, sealing_for_somebody),
    ("8-export-waiting", "overview", sample, waiting),
)
