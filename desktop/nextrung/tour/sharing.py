"""The stops of the tour between a client and a coach."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QDialog

from nextrung import app
from nextrung.people.person import PersonFields
from nextrung.tour.safety import KEY
from nextrung.tour.transfer import begun
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.sharing.share_dialog import ShareDialog
from nextrung.ui.sharing.whose_dialog import WhoseDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep
from nextrung.workspace.sharing import USUAL_PARTS

_PRIVATE_KEY = "AGE-SECRET-KEY-1FPFYS5JG2FY9YJZJFPFYS5JG2FY9YJZJFPFYS5JG2FY9YJZJFPFQYEK5FZ"
"""The same in each picture, and nobody's."""
DAYS = 60
NAME = "Jana Nováková"


def _keyed(workspace: Workspace) -> None:
    begun(workspace)
    workspace.keep_setting("reply_key", _PRIVATE_KEY)


def _shown(window: MainWindow) -> bool:
    """In the second scheme the dialog is there already."""
    return any(dialog.isVisible() for dialog in window.findChildren(QDialog))


def _asking(window: MainWindow) -> None:
    """What is shared, until when, and with whom."""
    if not _shown(window):
        window.commands.sharing.share()
        for dialog in window.findChildren(ShareDialog):
            dialog.public_key.setText(KEY)


def _seen(window: MainWindow) -> None:
    """What the coach will see."""
    if not _shown(window):
        _asking(window)
        for dialog in window.findChildren(ShareDialog):
            dialog.accept_button.click()
        wait_until_idle(window)


def _coaching(workspace: Workspace) -> None:
    workspace.privacy.set_coach_mode(on=True)
    workspace.people.add(PersonFields(NAME))
    workspace.people.add(PersonFields("Omar Haddad"))


def _arriving(window: MainWindow) -> None:
    """A share of somebody whose namesake is here."""
    if not _shown(window):
        with tempfile.TemporaryDirectory(prefix="nextrung-tour-") as folder:
            window.commands.transfer.import_file(_share(window.workspace, Path(folder)))
            wait_until_idle(window)


def _share(coach: Workspace, folder: Path, ago: int = 0) -> Path:
    """The file of somebody who shares with this coach, made some days ago."""
    now = coach.clock.now
    client = app.open_workspace(folder / "client", lambda: now() - timedelta(days=ago))
    _keyed(client)
    if client.person is not None:
        client.people.edit(client.person.id, name=NAME)
    until = client.clock.today() + timedelta(days=DAYS)
    prepared = client.sharing.share_work(USUAL_PARTS, until, coach.views.coach.public_key())()
    path = client.sharing.sealing_work(prepared, folder / "share.nextrung")()
    client.close()
    return path


def _take(workspace: Workspace, ago: int) -> None:
    _coaching(workspace)
    with tempfile.TemporaryDirectory(prefix="nextrung-tour-") as folder:
        found = workspace.transfer.reading_work(_share(workspace, Path(folder), ago))()
    candidates = found.preview.arrival.candidates if found.preview.arrival is not None else ()
    jana = next(one.id for one in candidates if one.namesake)
    workspace.transfer.decide(found, jana)
    workspace.transfer.take_in(found)
    workspace.switch_person(jana)
    workspace.plan.add_own(OwnStep("Ask two peers for a review"))


def _shared(workspace: Workspace) -> None:
    """A coach into whose data a share was taken."""
    _take(workspace, 0)


def _over(workspace: Workspace) -> None:
    """The day until which something was shared has passed."""
    _take(workspace, DAYS + 1)


def _arrived(window: MainWindow) -> None:
    """What somebody shares, before it is taken in."""
    if not _shown(window):
        _arriving(window)
        for dialog in window.findChildren(WhoseDialog):
            dialog.choice.setCurrentIndex(1)
            dialog.accept_button.click()
        wait_until_idle(window)


def _sending(window: MainWindow) -> None:
    """The plan as the client will see it."""
    if not _shown(window) and window.workspace.person is not None:
        window.commands.sharing.send_plan(window.workspace.person.id)
        wait_until_idle(window)


def _removing(window: MainWindow) -> None:
    """Whether what was shared is to go."""
    if not _shown(window) and window.workspace.person is not None:
        window.commands.sharing.remove_shared(window.workspace.person.id)


def _as_it_is(_window: MainWindow) -> None:
    """The page as it opens."""


STOPS: tuple[tuple[str, str, Callable[[Workspace], None], Callable[[MainWindow], None]], ...] = (
    ("8-share-asked", "overview", _keyed, _asking),
    ("8-share-seen", "overview", _keyed, _seen),
    ("8-share-whose", "people", _coaching, _arriving),
    ("8-share-arrived", "people", _coaching, _arrived),
    ("8-share-page", "sessions", _shared, _as_it_is),
    ("8-share-over", "sessions", _over, _as_it_is),
    ("8-share-removing", "sessions", _over, _removing),
    ("8-share-plan", "sessions", _shared, _sending),
)
