"""What a coach needs in the room, from any page: jump, hidden names, the lock, the window for the client."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.lazy import lazy
from nextrung.ui import labels
from nextrung.ui.masking import mask_of
from nextrung.ui.shell.jump_entry import JumpEntry, Source
from nextrung.ui.shell.lock import Lock
from nextrung.ui.shell.places import PRACTICE, PREDICTIONS, NavigationPlace
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.fitting import ScreenFit
from nextrung.workspace import Workspace

if TYPE_CHECKING:
    from nextrung.ui.client import window as client_window
    from nextrung.ui.client.window import ClientWindow
    from nextrung.ui.shell import jump
    from nextrung.ui.shell.jump import JumpDialog
else:
    client_window = lazy("nextrung.ui.client.window")
    jump = lazy("nextrung.ui.shell.jump")


class WindowShortcuts(QObject):
    """Holds the keys that work everywhere in the window, and what they open."""

    place_requested = Signal(str)
    thing_requested = Signal(str, str)
    """A place is wanted, by id, open at one thing of it, by id."""
    person_chosen = Signal(str)
    names_toggled = Signal()
    quit_requested = Signal()
    refreshed = Signal()
    """Coaching, a person or a passphrase may have come or gone."""

    def __init__(
        self, workspace: Workspace, theme: Theme, places: tuple[NavigationPlace, ...], window: QWidget
    ) -> None:
        """Serve ``window``, which has these places."""
        super().__init__(window)
        self._workspace = workspace
        self._theme = theme
        self._places = places
        self._window = window
        self._sources: list[Source] = [
            self._place_entries,
            self._people_entries,
            self._own_entries,
            self._area_entries,
            self._step_entries,
            self._action_entries,
        ]
        self._jump: JumpDialog | None = None
        self._client: ClientWindow | None = None
        self.lock = Lock(workspace, theme, window)
        self.lock.quit_requested.connect(self.quit_requested)

    @Slot()
    def refresh(self) -> None:
        """A passphrase and its idle time may have come or gone, and what can be done with them."""
        self.lock.refresh()
        self.refreshed.emit()

    def add_source(self, source: Source) -> None:
        """Have Ctrl+K find more."""
        self._sources.append(source)

    # jumping

    def entries(self) -> list[JumpEntry]:
        """Everything that can be gone to now."""
        return [entry for source in self._sources for entry in source()]

    @Slot()
    def open_jump(self) -> None:
        """Open the list of everything that can be gone to."""
        dialog = jump.JumpDialog(self._theme, self.entries(), self._window)
        dialog.chosen.connect(self._on_jump_chosen)
        # a child of the window, it would stay as long as that; each opening makes a new one
        dialog.finished.connect(dialog.deleteLater)
        self._jump = dialog
        dialog.open()

    @Slot(JumpEntry)
    def _on_jump_chosen(self, entry: JumpEntry) -> None:
        entry.go()
        self._window.activateWindow()  # the page that had the focus before the list may be gone

    def _place_entries(self) -> Iterator[JumpEntry]:
        for place in self._places:
            if place.in_sight(self._workspace):
                yield JumpEntry(place.name, self.tr("page"), partial(self.place_requested.emit, place.id))
        for name, thing in (
            (self.tr("Practise likely questions"), PRACTICE),
            (self.tr("Did it come true?"), PREDICTIONS),
        ):
            yield JumpEntry(name, self.tr("page"), partial(self.thing_requested.emit, "evidence", thing))

    def _people_entries(self) -> Iterator[JumpEntry]:
        if not self._workspace.privacy.coaching:
            return
        hidden = self._workspace.privacy.names_hidden
        for person in self._workspace.people.everyone():
            if person.archived_at is None:
                # a tag may say as much as a name
                name, tags = labels.person_name(person, hidden=hidden), "" if hidden else " ".join(person.tags)
                yield JumpEntry(name, self.tr("person"), partial(self.person_chosen.emit, person.id), tags)

    def _area_entries(self) -> Iterator[JumpEntry]:
        """The areas of the newest result; before there is one they have nothing to show."""
        latest = self._workspace.latest() if self._workspace.person else None
        for area in latest.content.competencies if latest else ():
            facets = " ".join(facet.name for facet in area.facets)
            yield JumpEntry(area.name, self.tr("area"), partial(self.thing_requested.emit, "results", area.id), facets)

    def _step_entries(self) -> Iterator[JumpEntry]:
        mask = mask_of(self._workspace)
        for step in self._workspace.plan.steps() if self._workspace.person else ():
            if step.state != "dropped":
                kind = self.tr("step of the plan") if step.live else self.tr("finished step of the plan")
                plans = mask(f"{step.start} {step.if_then}".strip())
                yield JumpEntry(mask(step.title), kind, partial(self.thing_requested.emit, "plan", step.id), plans)

    def _action_entries(self) -> Iterator[JumpEntry]:
        """What one could do, where the result says how well it fits; what is planned already is found as its step."""
        latest = self._workspace.latest() if self._workspace.person else None
        planned = {step.action for step in self._workspace.plan.steps()} if latest else set()
        for area in latest.content.competencies if latest else ():
            for action in area.actions:
                if action.id not in planned:
                    go = partial(self.thing_requested.emit, "results", action.id)
                    yield JumpEntry(action.title, self.tr("action"), go, area.name)

    def _own_entries(self) -> Iterator[JumpEntry]:
        command = self.tr("command")
        if self._workspace.privacy.coaching:
            hide = self.tr("Show names") if self._workspace.privacy.names_hidden else self.tr("Hide names")
            yield JumpEntry(hide, command, self.names_toggled.emit)
            yield JumpEntry(self.tr("Open the client window"), command, self.open_client)
        if self.lock.is_possible:
            yield JumpEntry(self.tr("Lock now"), command, self.lock.lock)

    # the client's window

    @Slot()
    def open_client(self) -> None:
        """Open the window for the second screen with the current person, or bring it to the front."""
        if not self._workspace.privacy.coaching or self._workspace.person is None:
            return
        if self._client is None:
            self._client = client_window.ClientWindow(self._theme, self._window)
            ScreenFit(self._client)
        self._client.show_client(self._workspace)
        if self._client.isVisible():
            self._client.raise_()
        self._client.show()

    def refresh_client(self) -> None:
        """Show in the client's window what is new about the same person."""
        if self._client is not None and self._client.isVisible():
            self._client.show_client(self._workspace)

    def close_client(self) -> None:
        """Close the client's window: there is another current person."""
        if self._client is not None:
            self._client.close()
            self._client.deleteLater()
            self._client = None

    @Slot()
    def blank_client(self) -> None:
        """Show nothing in the client's window, or its charts again."""
        if self._client is not None:
            self._client.toggle_blank()
