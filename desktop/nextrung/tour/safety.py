"""The stops of the tour at the settings, and at what keeps the data safe."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from nextrung import resources
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.recovery.controller import RecoveryController
from nextrung.ui.safety import receipt as receipts
from nextrung.ui.safety.erase_dialog import ReceiptDialog
from nextrung.ui.safety.restore_dialog import RestoreDialog
from nextrung.ui.settings.page import SettingsPage
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace
from nextrung.workspace.recovery import RecoveryService
from nextrung.workspace.safety import Receipt

KEY = "age1jd40gqmljdahdqmfj3y0m0wpesrdysraae9hylp65l387s26u90qdry3dq"
"""A public key whose private half nobody has."""
BACKUPS = 6
"""Backups that are made, one a day."""


def _sample(workspace: Workspace) -> None:
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))


def backed_up(workspace: Workspace) -> None:
    """The sample person, backed up on several days, with a second folder."""
    _sample(workspace)
    safety = workspace.safety
    second = safety.folder / "USB stick"
    second.mkdir(exist_ok=True)
    safety.choose_second_folder(second)
    for days in range(BACKUPS, 0, -1):
        # something has to differ each day: a backup like the newest one is not kept twice
        workspace.keep_setting("tour", str(days))
        safety.backup_folder.add(safety.database, "start", workspace.clock.now() - timedelta(days=days))
    safety.back_up("assessment")


def lost_stick(workspace: Workspace) -> None:
    """A second folder that is not there now."""
    backed_up(workspace)
    if workspace.safety.second_folder is not None:
        shutil.rmtree(workspace.safety.second_folder)


def restoring(window: MainWindow) -> None:
    """Look into the newest backup before it is restored."""
    window.commands.restore()
    for dialog in window.findChildren(RestoreDialog):
        dialog.table.selectRow(1)
    wait_until_idle(window)


def refused(window: MainWindow) -> None:
    """Choose a file that is no backup."""
    window.commands.restore()
    for dialog in window.findChildren(RestoreDialog):
        dialog.picked.emit(resources.sample_answers())
    wait_until_idle(window)


def erasing(window: MainWindow) -> None:
    """Ask whether a person is to be erased."""
    window.commands.safety.erase(_person(window))


def receipt(window: MainWindow) -> None:
    """What went, and what is left."""
    rows = {"answer": 138, "assessment": 2, "evidence": 1, "person": 1, "plan_step": 3}
    gone = Receipt("Jana Nováková", "2026-11-24T19:30:00Z", rows, rewritten=7, still_held=0, set_aside=1)
    ReceiptDialog(window.theme, receipts.build(gone), window).open()


def said(window: MainWindow) -> None:
    """What the window says after a backup."""
    window.commands.say(window.tr("Backed up and checked: {0}").format("24 Nov 2026, 19:30"))


def problem(window: MainWindow) -> None:
    """What the window says when the disk is full."""
    message = "The backup in {0} could not be made: No space left on device. The data itself is not touched."
    window.commands.say_problem(message.format(Path("/media/stick/Next Rung backups 1a2b3c4d")))


def recovering(window: MainWindow) -> None:
    """What could be read of a damaged file, and the newest backup."""
    safety = window.workspace.safety
    copy = safety.folder / "damaged.db"
    copy.write_bytes(safety.backup_folder.backups()[0].path.read_bytes())
    whole = shutil.ignore_patterns("*.part*")  # what is just being written may be gone before it is copied
    shutil.copytree(safety.backup_folder.folder, safety.folder / "copy" / "backups", dirs_exist_ok=True, ignore=whole)
    damaged = safety.folder / "copy" / "nextrung.db"
    raw = copy.read_bytes()
    # without the header of 100 bytes SQLite takes it for no database; without its second half pages are missing
    damaged.write_bytes(b"\xff" * 100 + raw[100 : len(raw) // 2])
    problem = (
        f"The data file {Path('/home/alex/.local/share/nextrung/nextrung.db')} cannot be read: file is not a database."
    )
    controller = RecoveryController(window.theme, RecoveryService(damaged), problem)
    # with its flags, or a dialog that gets a parent becomes a part of it and no window
    controller.dialog.setParent(window, controller.dialog.windowFlags())
    controller.dialog.open()
    controller.setParent(window)
    wait_until_idle(window)


def _person(window: MainWindow) -> str:
    person = window.workspace.person
    return person.id if person else ""


def _nothing(_window: MainWindow) -> None:
    """Leave the page as it opens."""


def _at_key(window: MainWindow) -> None:
    """The public key, with its QR code."""
    for page in window.findChildren(SettingsPage):
        # always the same: one that is made now would draw another picture every time
        page.key.show_key(KEY)
        page.reveal(page.key)


STOPS: tuple[tuple[str, str, Callable[[Workspace], None], Callable[[MainWindow], None]], ...] = (
    ("8-settings", "settings", backed_up, _nothing),
    ("8-settings-new", "settings", _sample, _nothing),
    ("8-settings-lost-stick", "settings", lost_stick, _nothing),
    ("8-settings-said", "settings", backed_up, said),
    ("8-settings-key", "settings", _sample, _at_key),
    ("8-settings-problem", "settings", backed_up, problem),
    ("8-restore", "settings", backed_up, restoring),
    ("8-restore-refused", "settings", backed_up, refused),
    ("8-erase", "settings", backed_up, erasing),
    ("8-recovery", "settings", backed_up, recovering),
    ("8-erase-receipt", "settings", _sample, receipt),
)
