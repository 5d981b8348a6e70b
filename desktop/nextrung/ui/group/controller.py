"""The group: read in the background, shown for the people and the role that are chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import CancelledError
from nextrung.group.view import GroupChange, GroupView
from nextrung.questionnaire.model import Role, first_of
from nextrung.ui.background import Background
from nextrung.ui.group import state as group_state
from nextrung.ui.group.analysis import AnalysisFiles
from nextrung.ui.group.page import GroupPage
from nextrung.ui.group.saving import GroupFiles
from nextrung.ui.group.state import GroupChoice
from nextrung.ui.shell.page_controller import PageController
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.group import ChangeReader, Dates, GroupReader

if TYPE_CHECKING:
    from nextrung.group.change import MeasuredChange
    from nextrung.group.measured import MeasuredGroup

PATIENCE = 500
"""Milliseconds until progress is shown."""
BREATH = 150
"""Milliseconds that a page gets to be painted before the change is read."""
LOOK_EVERY = 100
"""Milliseconds between two looks at the progress."""


class GroupController(PageController):
    """Reads the group each time it is opened; another role or tag needs no reading."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject, frame: QWidget | None = None) -> None:
        """Start with everyone against the role of the current person."""
        super().__init__(workspace, theme, parent, frame)
        self._page: GroupPage | None = None
        self._files: GroupFiles | None = None
        self._reader: GroupReader | ChangeReader | None = None
        self._measured: MeasuredGroup | None = None
        self._changed: MeasuredChange | None = None
        self._view: GroupView | None = None
        self._change: GroupChange | None = None
        self._tag: str | None = None
        self._role: str | None = None
        self._dates = workspace.group.usual_dates()
        self._background = Background(self)
        self._background.finished.connect(self._on_background_finished)
        self._background.broken_off.connect(self._done)
        self._background.failed.connect(self._on_background_failed)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        # what takes less shows no progress: a bar that only flashes up tells nothing
        self._patience.setInterval(PATIENCE)
        self._after = QTimer(self)
        self._after.setSingleShot(True)
        self._after.setInterval(BREATH)
        self._after.timeout.connect(self._read_change)
        self._progress = QTimer(self)
        self._progress.setInterval(LOOK_EVERY)
        self._progress.timeout.connect(self._on_progress_timeout)
        # the looks begin when patience ends, so nothing asks while a bar would be hidden
        self._patience.timeout.connect(self._progress.start)

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
        page = GroupPage(self.theme, self.frame)
        page.filters.tag_chosen.connect(self._on_page_tag_chosen)
        page.filters.role_chosen.connect(self._on_page_role_chosen)
        page.filters.questionnaire_chosen.connect(self._on_page_questionnaire_chosen)
        page.change.dates_chosen.connect(self._on_page_dates_chosen)
        page.hiding_toggled.connect(self.names_toggled)
        page.step_requested.connect(self._on_page_step_requested)
        page.cancel_requested.connect(self._on_page_cancel_requested)
        page.heat.table.person_picked.connect(self._on_page_person_picked)
        self._files = GroupFiles(page, self.workspace.group)
        self._files.saved.connect(self._on_files_saved)
        self._files.failed.connect(page.show_problem)
        analysis = AnalysisFiles(page, self.workspace.group)
        analysis.saved.connect(self.file_saved)
        analysis.failed.connect(page.show_problem)
        return page

    @Slot(object)
    def _on_files_saved(self, path: Path) -> None:
        self.file_saved.emit(self.tr("Saved as {0}.").format(path.name), path)

    # reading

    def _choice(self) -> GroupChoice:
        roles, own = self._roles(), self.workspace.role
        role = next((one for one in roles if one.id == self._role), own if own in roles else first_of(roles))
        return GroupChoice(role, self._tag, self._dates, self.workspace.privacy.names_hidden)

    def _roles(self) -> tuple[Role, ...]:
        """The roles to compare with: own ones too, where the group is of the questionnaire that is looked at."""
        content = self.workspace.group.content
        return self.workspace.roles if content.id == self.workspace.installed.questionnaire.id else content.roles

    def _read(self) -> None:
        """Read the group, and after it what has changed."""
        # what is still being read is for another choice
        self._stop()
        self._change = None
        reader = self.workspace.group.reader()
        self._begin(reader, partial(_group, reader, self._choice()))

    @Slot()
    def _read_change(self) -> None:
        self._stop()
        if self._view is not None:
            reader = self.workspace.group.change_reader(self._dates)
            self._begin(reader, partial(_changed, reader, self._view.members))

    def _begin(self, reader: GroupReader | ChangeReader, work: Callable[[], _Found]) -> None:
        self._reader = reader
        self._background.run(work)
        self._patience.start()

    def _stop(self) -> None:
        # the thread looks at this now and then while it reads; the result of a run that was cancelled is dropped anyway
        if self._reader is not None:
            self._reader.cancel()
        self._background.cancel()
        self._after.stop()
        self._done()

    @Slot()
    def _done(self) -> None:
        self._reader = None
        self._patience.stop()
        self._progress.stop()
        if self._page is not None:
            self._page.show_progress(None)

    @Slot()
    def _on_progress_timeout(self) -> None:
        # a plain number written by the thread and read here: no signal has to cross for each person
        if self._reader is not None and self._page is not None:
            self._page.show_progress(self._reader.share)

    @Slot(object)
    def _on_background_finished(self, found: _Found) -> None:
        self._done()
        if found.measured is not None:
            self._measured = found.measured
        if found.changed is not None:
            self._changed = found.changed
        self._view = found.view or self._view
        self._change = found.change
        self._show()
        # a thread that computes takes the interpreter from the window, which is still to be painted
        if self._change is None:
            self._after.start()

    @Slot(Exception)
    def _on_background_failed(self, error: Exception) -> None:
        # stopping was asked for, and is no problem to be told of
        if self._page is not None and not isinstance(error, CancelledError):
            self._page.show_problem(str(error))

    def _look_again(self) -> None:
        """Look at another part of what was read, or against another role."""
        # what was read can be looked at otherwise only when both parts are here and nothing is under way
        if self._measured is None or self._changed is None or self._reader is not None:
            self._read()
            return
        self._background.run(partial(_viewed, self._measured, self._changed, self._choice()))

    def _show(self) -> None:
        if self._page is None or self._measured is None or self._view is None:
            return
        state = group_state.build(
            self._view,
            self._change,
            self._choice(),
            roles=self._roles(),
            tags=self._measured.tags,
            questionnaire=self.workspace.group.content,
            questionnaires=self.workspace.group.to_choose(),
        )
        self._page.show_state(state)
        if self._files is not None:
            self._files.show_state(state)

    def names_changed(self) -> None:
        """Show the same people by their names, or by pseudonyms."""
        self._show()

    # what happens

    @Slot(str)
    def _on_page_tag_chosen(self, tag: str) -> None:
        self._tag = tag or None
        self._look_again()

    @Slot(str)
    def _on_page_role_chosen(self, role: str) -> None:
        self._role = role
        self._look_again()

    @Slot(str)
    def _on_page_questionnaire_chosen(self, questionnaire: str) -> None:
        self.workspace.group.choose(questionnaire)
        self._measured = self._changed = self._view = None
        self._read()

    @Slot(Dates)
    def _on_page_dates_chosen(self, dates: Dates) -> None:
        self._dates = dates
        self._read_change()

    @Slot(str)
    def _on_page_person_picked(self, person: str) -> None:
        self.person_opened.emit(person, "results")

    @Slot()
    def _on_page_step_requested(self) -> None:
        self.navigated.emit("people")

    @Slot()
    def _on_page_cancel_requested(self) -> None:
        self._stop()


class _Found(Struct, frozen=True):
    """What comes back from a thread; None for what was not asked for."""

    measured: MeasuredGroup | None = None
    changed: MeasuredChange | None = None
    view: GroupView | None = None
    change: GroupChange | None = None


def _group(reader: GroupReader, choice: GroupChoice) -> _Found:
    measured = reader.read()
    return _Found(measured=measured, view=measured.view(choice.role, choice.tag))


def _changed(reader: ChangeReader, members: frozenset[str]) -> _Found:
    changed = reader.read()
    return _Found(changed=changed, change=changed.of(members))


def _viewed(measured: MeasuredGroup, changed: MeasuredChange, choice: GroupChoice) -> _Found:
    view = measured.view(choice.role, choice.tag)
    return _Found(view=view, change=changed.of(view.members))
