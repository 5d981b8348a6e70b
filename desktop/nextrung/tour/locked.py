"""The stops of the tour at encrypted data: what opens them, and what the settings offer."""

from __future__ import annotations

from pathlib import Path

from nextrung import app
from nextrung.ui.encryption import tasks
from nextrung.ui.encryption.encrypt_dialog import EncryptDialog
from nextrung.ui.encryption.plain_dialog import PlainDialog
from nextrung.ui.encryption.present_dialog import PresentDialog
from nextrung.ui.encryption.recovery_dialog import RecoveryKeyDialog
from nextrung.ui.settings.page import SettingsPage
from nextrung.ui.shell.task_window import TaskWindow
from nextrung.ui.shell.unlock_window import UnlockWindow
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace
from nextrung.workspace.unlocking import Unlocking

WORDS = "four geese under one roof"
RECOVERY = "7D4K 0WQ2 M9TR 5XHE 8CJV 1NPB G3SA 6Y2Z"
"""Opens nothing."""


def _sample(workspace: Workspace) -> None:
    app.add_sample(workspace)


def encrypted(workspace: Workspace) -> None:
    """The sample person, encrypted after a backup was made."""
    app.add_sample(workspace)
    workspace.safety.back_up("assessment")
    workspace.switch(workspace.encryption.encrypt_work(WORDS, workspace.encryption.new_recovery_key()))


def _over(window: MainWindow, page: UnlockWindow | TaskWindow) -> None:
    """Lay a window over all of the main one, where it would stand in its place."""
    page.setParent(window)
    page.setGeometry(window.rect())
    page.show()


def _asking(window: MainWindow) -> UnlockWindow:
    database = window.workspace.safety.database
    page = UnlockWindow(window.theme, Unlocking(database), database.parent)
    _over(window, page)
    return page


def unlocking(window: MainWindow) -> None:
    """The page that a start opens."""
    _asking(window).page.field.setText(WORDS)


def refused(window: MainWindow) -> None:
    """Another passphrase, after several tries."""
    page = _asking(window).page
    page.field.setText("five geese")
    page.refuse(8)


def working(window: MainWindow) -> None:
    """The data are written anew."""
    task = tasks.encrypting("", None)
    _over(window, TaskWindow(window.theme, task, str))


def at_card(window: MainWindow) -> None:
    """Who can open the data."""
    for page in window.findChildren(SettingsPage):
        page.reveal(page.who)


def asking_passphrase(window: MainWindow) -> None:
    """A passphrase to encrypt with."""
    dialog = EncryptDialog(window.theme, window)
    dialog.new.passphrase.setText(WORDS)
    dialog.open()


def showing_key(window: MainWindow) -> None:
    """A recovery key, to be typed once."""
    action = window.tr("Encrypt")
    dialog = RecoveryKeyDialog(window.theme, RECOVERY, action, window, may_refuse=True)
    dialog.typed.setText("7d4k-0wq2")
    dialog.accept_button.click()
    dialog.open()


def changing(window: MainWindow) -> None:
    """Another passphrase in the place of the present one."""
    PresentDialog(window.theme, "passphrase", window).open()


def plain_copies(window: MainWindow) -> None:
    """Backups from before."""
    folder = Path("/home/alex/.local/share/nextrung/backups")
    names = ("nextrung-0007-20261123T093800Z-start.db", "nextrung-0008-20261124T193000Z-asked.db")
    PlainDialog(window.theme, tuple(folder / name for name in names), window).open()


STOPS = (
    ("13-unlock", "overview", _sample, unlocking),
    ("13-unlock-refused", "overview", _sample, refused),
    ("13-encrypt-working", "settings", _sample, working),
    ("13-plain", "settings", _sample, at_card),
    ("13-encrypted", "settings", encrypted, at_card),
    ("13-encrypt", "settings", _sample, asking_passphrase),
    ("13-recovery-key", "settings", _sample, showing_key),
    ("13-change-passphrase", "settings", _sample, changing),
    ("13-plain-copies", "settings", _sample, plain_copies),
)
