"""Exports everything and takes files in: file dialogs, work in a thread, the preview, and what is said in the end."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from nextrung.people.person import Person
from nextrung.ui import labels
from nextrung.ui.background import Background
from nextrung.ui.sealing.open_dialog import OpenDialog
from nextrung.ui.sealing.seal_dialog import SealDialog
from nextrung.ui.sharing.whose_dialog import WhoseDialog
from nextrung.ui.theme.theme import Theme
from nextrung.ui.transfer import state
from nextrung.ui.transfer.file_controller import FileController
from nextrung.ui.transfer.preview_dialog import PreviewDialog
from nextrung.workspace import Workspace
from nextrung.workspace.sharing import Arrival
from nextrung.workspace.transfer import (
    SUFFIX,
    Exported,
    PassphraseNeededError,
    Sealing,
    Side,
    Tally,
    TransferReading,
    WrongPassphraseError,
)


class TransferController(FileController):
    """What *Export all data* and *Import* do; it keeps to one of them at a time."""

    imported = Signal()
    """Rows were taken in: whatever shows data is to look again."""
    file_chosen = Signal(str)
    """A file was chosen, which may hold something else than exported data."""
    restore_requested = Signal(object)
    """A database that was to be taken in is to be restored instead."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget) -> None:
        """Open dialogs over ``parent``."""
        super().__init__(workspace, theme, parent)
        self._file = ""
        self._path = Path()
        self._seal: Sealing | None = None
        self._whose: Person | None = None
        self._side: Side = "here"
        self._reading: TransferReading | None = None
        self._preview: PreviewDialog | None = None
        self._opening: OpenDialog | None = None
        # one for each kind of work, so that what comes back is known by its signal
        self._exports = Background(self)
        self._readings = Background(self)
        self._decisions = Background(self)
        self._merges = Background(self)
        self._exports.finished.connect(self._on_exports_finished)
        self._exports.broken_off.connect(self._stop_waiting)
        self._exports.failed.connect(self._on_exports_failed)
        self._readings.finished.connect(self._on_readings_finished)
        self._readings.broken_off.connect(self._stop_waiting)
        self._readings.failed.connect(self._on_readings_failed)
        self._decisions.finished.connect(self._on_decisions_finished)
        self._decisions.failed.connect(self._on_readings_failed)
        self._merges.finished.connect(self._on_merges_finished)
        self._merges.broken_off.connect(self._on_merges_broken_off)
        self._merges.failed.connect(self._on_merges_failed)

    # out

    @Slot()
    def export_all(self) -> None:
        """Ask who can open it and where it goes, then write everything into one file."""
        self._whose = None
        self._ask_who_opens(self.tr("It holds everything that is kept about people here, private notes included."))

    @Slot()
    def export_person(self, person: str = "") -> None:
        """The same for everything about one person, by id, the current one without it, and nothing of anybody else."""
        self._whose = self._workspace.people.person(person) if person else self._workspace.person
        if self._whose is None:
            self.failed.emit(self.tr("There is nobody yet whose data could be exported."))
            return
        plain = self.tr("It holds everything that is kept about {0}, private notes included, and nothing of others.")
        self._ask_who_opens(plain.format(self._called(self._whose)))

    def _called(self, person: Person) -> str:
        return labels.person_name(person, hidden=self._workspace.privacy.names_hidden)

    def _ask_who_opens(self, plain: str) -> None:
        asking = SealDialog(self._theme, self._window, plain)
        asking.wish_given.connect(self._on_asking_wish_given)
        asking.open()

    @Slot(object)
    def _on_asking_wish_given(self, seal: Sealing | None) -> None:
        self._seal = seal
        kinds = self.tr("Data of Next Rung (*{0})").format(SUFFIX)
        transfer, title, name = self._workspace.transfer, self.tr("Export all data"), ""
        if self._whose is not None:
            title, name = self.tr("Export one person"), transfer.suggested_name_of(self._called(self._whose))
        files = self._files_to_save(title, kinds, name or transfer.suggested_name())
        files.file_named.connect(self._on_export_file_named)
        files.open()

    @Slot(str)
    def _on_export_file_named(self, path: str) -> None:
        watch = self._wait(self.tr("Writing everything into one file"))
        person = self._whose.id if self._whose is not None else ""
        self._exports.run(self._workspace.transfer.export_work(Path(path), watch, self._seal, person=person))

    @Slot(object)
    def _on_exports_finished(self, exported: Exported) -> None:
        self._stop_waiting()
        what = self.tr("Everything") if self._whose is None else self.tr("Everything about {0}")
        if self._whose is not None:
            what = what.format(self._called(self._whose))
        words = self.tr("{0} is in {1}, read back and whole. It is not encrypted: whoever has it can read all notes.")
        if self._seal is not None and self._seal.public_key:
            words = self.tr("{0} is in {1}. Only whose public key you named can open it.")
        elif self._seal is not None:
            words = self.tr("{0} is in {1}, read back and whole. Only who knows the passphrase can open it.")
        # a passphrase is kept no longer than it is needed
        self._seal = None
        self.saved.emit(words.format(what, exported.path.name), exported.path)

    @Slot(Exception)
    def _on_exports_failed(self, error: Exception) -> None:
        self._seal = None
        self._say_failed(error)

    # in

    @Slot()
    def import_file(self, path: Path | None = None) -> None:
        """Ask for a file, or read the one at ``path`` and show what is in it before anything changes."""
        if path is not None:
            self._read(path)
            return
        files = self._files(self.tr("Import"), self._kinds())
        files.setFileMode(QFileDialog.FileMode.ExistingFile)
        files.fileSelected.connect(self.file_chosen)
        files.open()

    def _read(self, path: Path) -> None:
        self._stop_opening()
        self._file, self._path = path.name, path
        self._read_with(None)

    def _read_with(self, passphrase: str | None) -> None:
        watch = self._wait(self.tr("Reading and checking {0}").format(self._file))
        self._readings.run(self._workspace.transfer.reading_work(self._path, watch, passphrase))

    def _ask_to_open(self) -> None:
        self._opening = OpenDialog(self._theme, self._file, self._window)
        self._opening.passphrase_given.connect(self._on_opening_passphrase_given)
        self._opening.rejected.connect(self._on_opening_rejected)
        self._opening.open()

    @Slot(str)
    def _on_opening_passphrase_given(self, passphrase: str) -> None:
        self._read_with(passphrase)

    @Slot()
    def _on_opening_rejected(self) -> None:
        self._opening = None
        self._watch.cancel()
        # what a try that is still under way finds is wanted no more
        self._readings.cancel()
        self._stop_waiting()

    def _stop_opening(self) -> None:
        if self._opening is not None:
            opening, self._opening = self._opening, None
            opening.accept()

    @Slot(object)
    def _on_readings_finished(self, reading: TransferReading) -> None:
        self._stop_waiting()
        self._stop_opening()
        self._reading = reading
        arrival = reading.preview.arrival
        if arrival is not None and arrival.candidates:
            self._ask_whose(arrival)
        else:
            self._show_preview(reading)

    def _ask_whose(self, arrival: Arrival) -> None:
        hidden = self._workspace.privacy.names_hidden
        named = {one.id: labels.person_name(one, hidden=hidden) for one in self._workspace.people.everyone()}
        # namesakes first: ``sorted`` keeps the order of equal ones
        in_order = sorted(arrival.candidates, key=lambda one: not one.namesake)
        people = [(one.id, named.get(one.id, "")) for one in in_order]
        name = "" if hidden else arrival.name
        asking = WhoseDialog(self._theme, name, people, self._window, namesake=not arrival.person)
        asking.person_chosen.connect(self._on_asking_person_chosen)
        asking.rejected.connect(self._on_preview_finished)
        asking.open()

    @Slot(str)
    def _on_asking_person_chosen(self, person: str) -> None:
        if self._reading is not None:
            self._decisions.run(partial(self._decided, self._reading, person))

    def _decided(self, reading: TransferReading, person: str) -> TransferReading:
        self._workspace.transfer.decide(reading, person)
        return reading

    @Slot(object)
    def _on_decisions_finished(self, reading: TransferReading) -> None:
        self._show_preview(reading)

    def _show_preview(self, reading: TransferReading) -> None:
        shown = state.build(self._file, reading.preview, self._pseudonyms())
        dialog = PreviewDialog(self._theme, shown, self._window, restorable=reading.database is not None)
        dialog.restore_requested.connect(self._on_preview_restore_requested)
        dialog.accept_requested.connect(self._on_preview_accept_requested)
        dialog.finished.connect(self._on_preview_finished)
        self._preview = dialog
        dialog.open()

    def _pseudonyms(self) -> dict[str, str] | None:
        if not self._workspace.privacy.names_hidden:
            return None
        return {one.id: labels.person_name(one, hidden=True) for one in self._workspace.people.everyone()}

    @Slot(Exception)
    def _on_readings_failed(self, error: Exception) -> None:
        if isinstance(error, PassphraseNeededError):
            self._ask_to_open()
        elif isinstance(error, WrongPassphraseError) and self._opening is not None:
            self._opening.refuse(str(error))
        else:
            self._stop_opening()
            self._say_unread(error)

    def _say_unread(self, error: Exception) -> None:
        self._say_failed(error, self.tr("{0} was not imported. {1}"))

    @Slot(str)
    def _on_preview_accept_requested(self, side: Side) -> None:
        if self._reading is not None and self._preview is not None:
            self._side = side
            self._preview.show_busy(busy=True)
            self._merges.run(self._workspace.transfer.taking_in_work(self._reading, side))

    @Slot()
    def _on_preview_restore_requested(self) -> None:
        if self._reading is not None and self._reading.database is not None and self._preview is not None:
            path = self._reading.database
            self._preview.reject()
            self.restore_requested.emit(path)

    @Slot(object)
    def _on_merges_finished(self, taken: Tally) -> None:
        # in this thread: what the workspace has read is out of date, and belongs to the window
        self._workspace.transfer.settle()
        preview = self._preview
        if preview is not None:
            preview.show_busy(busy=False)
            preview.accept()
        self.imported.emit()
        number = QLocale().toString
        # where the two differ, the file counts only when that was chosen
        updated = taken.newer + (taken.differs if self._side == "file" else 0)
        words = self.tr("Taken in from {0}: {1} added, {2} updated. What was there before is the newest backup.")
        self.said.emit(words.format(self._file, number(taken.new), number(updated)))

    @Slot()
    def _on_merges_broken_off(self) -> None:
        if self._preview is not None:
            self._preview.show_busy(busy=False)

    @Slot(Exception)
    def _on_merges_failed(self, error: Exception) -> None:
        if self._preview is not None:
            self._preview.show_problem(str(error))

    @Slot()
    def _on_preview_finished(self) -> None:
        if self._preview is not None:
            # the dialog is deleted when Qt gets to it; nobody may reach for it until then
            self._preview.deleteLater()
        self._preview = None
        self._reading = None

    # around them

    def _front(self) -> QWidget:
        return self._opening or super()._front()

    def _kinds(self) -> str:
        """Exported data, databases (a backup, or the copy that a synchronised folder made), and tables."""
        kinds = self.tr("Data of Next Rung (*{0} *.db)").format(SUFFIX)
        tables = self.tr("People, answers or pay (*.csv *.tsv *.txt *.vcf *.xlsx *.xls *.ods *.json)")
        return f"{kinds};;{tables};;{self.tr('All files (*)')}"

    def _say_failed(self, error: Exception, words: str = "{1}") -> None:
        problem = self._end(error)
        if problem:
            self.failed.emit(words.format(self._file, problem))
