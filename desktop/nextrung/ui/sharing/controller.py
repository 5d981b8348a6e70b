"""Shares results with a coach and sends a plan back: asked, shown as the other side sees it, then sealed."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import NextRungError
from nextrung.people.person import Person
from nextrung.sealing.check_number import check_number
from nextrung.ui import labels
from nextrung.ui.background import Background
from nextrung.ui.masking import mask_of
from nextrung.ui.safety import words as safety_words
from nextrung.ui.sharing.prepared_dialog import PreparedDialog
from nextrung.ui.sharing.share_dialog import ShareDialog, ShareWish
from nextrung.ui.theme.theme import Theme
from nextrung.ui.transfer.file_controller import FileController
from nextrung.ui.widgets.question import QuestionDialog
from nextrung.workspace import Workspace
from nextrung.workspace.sharing import PreparedShare
from nextrung.workspace.transfer import SUFFIX


class SharingController(FileController):
    """What *Share with a coach* and *Send the plan* do; it keeps to one of them at a time."""

    removed = Signal()
    """What somebody shared is gone: whatever shows data is to look again."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget) -> None:
        """Open dialogs over ``parent``."""
        super().__init__(workspace, theme, parent)
        self._whose: Person | None = None
        self._prepared: PreparedShare | None = None
        self._asking: ShareDialog | None = None
        self._preparing = Background(self)
        self._preparing.finished.connect(self._on_preparing_finished)
        self._preparing.broken_off.connect(self._stop_waiting)
        self._preparing.failed.connect(self._on_preparing_failed)
        # what it cannot do now is tried again at the next start
        self._cleaning = Background(self)
        self._sealing = Background(self)
        self._sealing.finished.connect(self._on_sealing_finished)
        self._sealing.broken_off.connect(self._stop_waiting)
        self._sealing.failed.connect(self._on_sealing_failed)

    @Slot()
    def share(self) -> None:
        """Ask what the current person shares, until when and with whom."""
        self._whose = self._workspace.person
        if self._whose is None:
            self.failed.emit(self.tr("There is nobody yet whose results could be shared."))
            return
        self._asking = ShareDialog(self._theme, self._workspace.clock.today(), self._window)
        self._asking.wish_given.connect(self._on_asking_wish_given)
        self._asking.finished.connect(self._on_asking_finished)
        self._asking.open()

    @Slot(str)
    def send_plan(self, person: str) -> None:
        """Show the plan of somebody who shares, as they will see it."""
        try:
            self._whose = self._workspace.people.person(person)
            work = self._workspace.sharing.plan_work(person)
        except NextRungError as error:
            self.failed.emit(str(error))
            return
        self._wait(self.tr("Putting the plan together"))
        self._preparing.run(work)

    @Slot(str)
    def remove_shared(self, person: str) -> None:
        """Ask whether what somebody shared is to go, and say what that is."""
        self._whose = self._workspace.people.person(person)
        number = QLocale().toString
        rows = self._workspace.sharing.shared_rows(person)
        # the number behind the word: one and many are called the same
        named = ", ".join(f"{safety_words.table(table)} ({number(count)})" for table, count in rows.items())
        counts = named or self.tr("nothing that is still here")
        words = self.tr(
            "With the files of {0} came: {1}. It goes for good; what you wrote about them yourself, and what was here"
            " before, stays. Backups from before hold it until they go; erasing the person takes it out of them too."
        ).format(self._called() or self.tr("this person"), counts)
        title, action = self.tr("Remove what was shared?"), self.tr("Remove it")
        asking = QuestionDialog(self._theme, self._window, title, words, action, final=True)
        asking.accepted.connect(self._on_question_accepted)
        asking.open()

    @Slot()
    def _on_question_accepted(self) -> None:
        if self._whose is None:
            return
        try:
            work = self._workspace.remove_shared(self._whose.id)
        except NextRungError as error:
            self.failed.emit(str(error))
            return
        self.removed.emit()
        self.said.emit(self.tr("What was shared is removed. Backups from before hold it until they go."))
        self._cleaning.run(work)

    @Slot(object)
    def _on_asking_wish_given(self, wish: ShareWish) -> None:
        try:
            work = self._workspace.sharing.share_work(wish.parts, wish.until, wish.key)
        except NextRungError as error:
            if self._asking is not None:
                self._asking.show_problem(str(error))
            return
        self._wait(self.tr("Putting together what you share"))
        self._preparing.run(work)

    @Slot()
    def _on_asking_finished(self) -> None:
        # the dialog is deleted when Qt gets to it; nobody may reach for it until then
        self._asking = None

    @Slot(object)
    def _on_preparing_finished(self, prepared: PreparedShare) -> None:
        self._stop_waiting()
        self._prepared = prepared
        shown = PreparedDialog(self._theme, self._masked(prepared), self._called(), self._window)
        shown.accepted.connect(self._on_shown_accepted)
        shown.rejected.connect(self._on_shown_rejected)
        if self._asking is not None:
            self._asking.hide()
        shown.open()

    @Slot(Exception)
    def _on_preparing_failed(self, error: Exception) -> None:
        problem = self._end(error)
        if problem and self._asking is not None:
            self._asking.show_problem(problem)
        elif problem:
            self.failed.emit(problem)

    @Slot()
    def _on_shown_accepted(self) -> None:
        if self._asking is not None:
            self._asking.accept()
        kinds = self.tr("Data of Next Rung (*{0})").format(SUFFIX)
        name = self._workspace.transfer.suggested_name_of(self._called())
        files = self._files_to_save(self.tr("Save the sealed file"), kinds, name)
        files.file_named.connect(self._on_file_named)
        files.open()

    @Slot()
    def _on_shown_rejected(self) -> None:
        """Back to what is shared, where that was asked."""
        self._prepared = None
        if self._asking is not None:
            self._asking.open()

    @Slot(str)
    def _on_file_named(self, path: str) -> None:
        if self._prepared is not None:
            self._wait(self.tr("Sealing and writing the file"))
            self._sealing.run(self._workspace.sharing.sealing_work(self._prepared, Path(path)))

    @Slot(object)
    def _on_sealing_finished(self, path: Path) -> None:
        self._stop_waiting()
        if self._prepared is not None:
            words = self.tr("{0} is sealed for the key with the number {1}. Nobody else can open it.")
            self.saved.emit(words.format(path.name, check_number(self._prepared.key)), path)
        self._prepared = None

    @Slot(Exception)
    def _on_sealing_failed(self, error: Exception) -> None:
        problem = self._end(error)
        if problem:
            self.failed.emit(problem)

    def _masked(self, prepared: PreparedShare) -> PreparedShare:
        """What was prepared as it may be shown: while names are hidden, pseudonyms stand for them in titles as well."""
        mask = mask_of(self._workspace)
        things = tuple(replace(thing, title=mask(thing.title)) for thing in prepared.seen.things)
        return replace(prepared, seen=replace(prepared.seen, things=things))

    def _called(self) -> str:
        """Whom it is about, as they are called on screen; empty where the name is not known."""
        if self._whose is None or not self._whose.name:
            return ""
        return labels.person_name(self._whose, hidden=self._workspace.privacy.names_hidden)

    def _front(self) -> QWidget:
        return self._asking or super()._front()
