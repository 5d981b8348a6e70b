"""The group: read in the background, shown for the people and the role that are chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import CancelledError, NextRungError
from nextrung.group.view import GroupView
from nextrung.ui.background import Background
from nextrung.ui.group import state as group_state
from nextrung.ui.group.page import GroupPage
from nextrung.ui.group.saving import GroupFiles
from nextrung.ui.group.state import GroupChoice, GroupState
from nextrung.ui.shell.visit import Visit
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.group import Dates, GroupReader

if TYPE_CHECKING:
    from nextrung.group.measured import MeasuredGroup

PATIENCE = 500
"""Milliseconds until progress is shown."""
LOOK_EVERY = 100
"""Milliseconds between two looks at the progress."""


class GroupVisit(Visit):
    """Reads the group each time it is opened; another role or tag needs no reading."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Start with everyone against the role of the person whose turn it is."""
        super().__init__(workspace, theme, parent)
        self._page: GroupPage | None = None
        self._files: GroupFiles | None = None
        self._reader: GroupReader | None = None
        self._measured: MeasuredGroup | None = None
        self._state: GroupState | None = None
        self._tag: str | None = None
        self._role: str | None = None
        self._dates = workspace.group.usual_dates()
        self._background = Background(self)
        self._background.finished.connect(self._on_background_finished)
        self._background.failed.connect(self._on_background_failed)
        self._progress = QTimer(self)
        self._progress.setInterval(LOOK_EVERY)
        self._progress.timeout.connect(self._on_progress_timeout)

    def open(self) -> QWidget:
        """The page, with the group as it was until it is read again."""
        if self._page is None:
            self._page = self._make_page()
        self._read()
        return self._page

    def leave(self) -> None:
        """Stop reading."""
        self._stop()

    def _make_page(self) -> GroupPage:
        page = GroupPage(self.theme)
        page.filters.tag_chosen.connect(self._on_page_tag_chosen)
        page.filters.role_chosen.connect(self._on_page_role_chosen)
        page.change.dates_chosen.connect(self._on_page_dates_chosen)
        page.hiding_toggled.connect(self._on_page_hiding_toggled)
        page.step_requested.connect(self._on_page_step_requested)
        page.cancel_requested.connect(self._on_page_cancel_requested)
        page.heat.table.person_picked.connect(self._on_page_person_picked)
        self._files = GroupFiles(page, self.workspace.group)
        self._files.saved.connect(page.show_saved)
        self._files.failed.connect(page.show_problem)
        return page

    # reading

    def _choice(self) -> GroupChoice:
        roles = self.workspace.roles
        role = next((one for one in roles if one.id == self._role), self.workspace.role)
        return GroupChoice(role, self._tag, self._dates, self.workspace.room.names_hidden)

    def _read(self) -> None:
        self._stop()
        self._reader = self.workspace.group.reader(self._dates)
        self._background.run(partial(_read_and_view, self._reader, self._choice()))
        QTimer.singleShot(PATIENCE, self._progress, self._progress.start)

    def _stop(self) -> None:
        if self._reader is not None:
            self._reader.cancel()
        self._done()

    def _done(self) -> None:
        self._reader = None
        self._background.cancel()
        self._progress.stop()
        if self._page is not None:
            self._page.show_progress(None)

    @Slot()
    def _on_progress_timeout(self) -> None:
        if self._reader is None or self._page is None:
            self._progress.stop()
            return
        self._page.show_progress(self._reader.share)

    @Slot(object)
    def _on_background_finished(self, found: tuple[MeasuredGroup, GroupView]) -> None:
        self._measured, view = found
        self._done()
        self._show(view)

    @Slot(Exception)
    def _on_background_failed(self, error: Exception) -> None:
        self._done()
        if isinstance(error, NextRungError):
            if self._page is not None and not isinstance(error, CancelledError):
                self._page.show_problem(str(error))
            return
        raise error

    def _view(self) -> None:
        """Look at another part of what was read, or against another role."""
        if self._measured is not None and self._reader is None:
            self._background.run(partial(_view, self._measured, self._choice()))
        else:
            self._read()

    def _show(self, view: GroupView) -> None:
        if self._page is None or self._measured is None:
            return
        self._state = group_state.build(
            view,
            self._choice(),
            self.workspace.roles,
            self._measured.tags,
            self.workspace.installed.questionnaire,
        )
        self._page.show_state(self._state)
        if self._files is not None:
            self._files.show_state(self._state)

    # what happens

    @Slot(str)
    def _on_page_tag_chosen(self, tag: str) -> None:
        self._tag = tag or None
        self._view()

    @Slot(str)
    def _on_page_role_chosen(self, role: str) -> None:
        self._role = role
        self._view()

    @Slot(Dates)
    def _on_page_dates_chosen(self, dates: Dates) -> None:
        self._dates = dates
        self._read()

    @Slot()
    def _on_page_hiding_toggled(self) -> None:
        room = self.workspace.room
        try:
            room.hide_names(hidden=not room.names_hidden)
        except NextRungError as error:
            if self._page is not None:
                self._page.show_problem(str(error))
            return
        self.names_changed()

    def names_changed(self) -> None:
        """Show the same people by their names, or by pseudonyms."""
        if self._state is not None:
            self._show(self._state.view)

    @Slot(str)
    def _on_page_person_picked(self, person: str) -> None:
        self.workspace.switch_person(person)
        self.navigated.emit("results")

    @Slot()
    def _on_page_step_requested(self) -> None:
        self.navigated.emit("assess")

    @Slot()
    def _on_page_cancel_requested(self) -> None:
        self._stop()


def _read_and_view(reader: GroupReader, choice: GroupChoice) -> tuple[MeasuredGroup, GroupView]:
    measured = reader.read()
    return _view(measured, choice)


def _view(measured: MeasuredGroup, choice: GroupChoice) -> tuple[MeasuredGroup, GroupView]:
    return measured, measured.view(choice.role, choice.tag)
