"""What happens in the list of questionnaires in the settings: files are read and moved in threads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from nextrung.errors import NextRungError
from nextrung.paths import QUESTIONNAIRE_ENDING
from nextrung.ui.background import Background
from nextrung.ui.questionnaires.list_card import QuestionnaireListCard
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.save_dialog import SaveDialog
from nextrung.workspace import Workspace
from nextrung.workspace.own_questionnaires import ListedQuestionnaire


class QuestionnaireListController(QObject):
    """Carries the wishes of the list to the workspace."""

    changed = Signal()
    """There are other questionnaires to take than before."""
    adding_requested = Signal()
    opened = Signal(object)
    """A questionnaire is to be written on: what there is of it."""
    saved = Signal(str, object)
    """A file was written: a sentence on it, and its path."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Build the card, which ``show`` fills."""
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._rows: tuple[ListedQuestionnaire, ...] = ()
        self._to_pick = ""
        self._to_edit = False
        self.card = QuestionnaireListCard(theme)
        self._reads, self._changes, self._writes = Background(self), Background(self), Background(self)
        self._openings = Background(self)
        self._openings.finished.connect(self.opened)
        self._reads.finished.connect(self._on_reads_finished)
        self._changes.finished.connect(self._on_changes_finished)
        self._writes.finished.connect(self._on_writes_finished)
        for background in (self._reads, self._changes, self._writes, self._openings):
            background.failed.connect(self._on_background_failed)
        self.card.adding_requested.connect(self.adding_requested)
        self.card.new_requested.connect(self._on_card_new_requested)
        self.card.edit_requested.connect(self._on_card_edit_requested)
        self.card.copy_requested.connect(self._on_card_copy_requested)
        self.card.export_requested.connect(self._on_card_export_requested)
        self.card.removal_requested.connect(self._on_card_removal_requested)
        self.card.return_requested.connect(self._on_card_return_requested)
        self.card.deletion_requested.connect(self._on_card_deletion_requested)

    def show(self) -> None:
        """Read anew what there is."""
        self._reads.run(self._workspace.own_questionnaires.list_work())

    @Slot(object)
    def _on_reads_finished(self, rows: tuple[ListedQuestionnaire, ...]) -> None:
        self._rows = rows
        self.card.show_rows(rows, self._to_pick)
        self._to_pick = ""

    @Slot(object)
    def _on_changes_finished(self, made: str | None) -> None:
        # the copy that was made is what the person goes on with
        self._to_pick = made or ""
        self._workspace.own_questionnaires.settle()
        self.show()
        self.changed.emit()
        if self._to_edit and made:
            self._edit(made)
        self._to_edit = False

    @Slot(object)
    def _on_writes_finished(self, path: Path) -> None:
        self.saved.emit(self.tr("Saved as {0}.").format(path.name), path)

    @Slot(Exception)
    def _on_background_failed(self, error: Exception) -> None:
        self.card.show_problem(str(error))
        # what was refused may be so because the folder is another one by now
        self._workspace.own_questionnaires.settle()

    def _change(self, work_of: Callable[[], Callable[[], object]]) -> None:
        self.card.show_problem("")
        try:
            self._changes.run(work_of())
        except NextRungError as error:
            self.card.show_problem(str(error))

    @Slot(str)
    def _on_card_copy_requested(self, questionnaire: str) -> None:
        title = next((one.title for one in self._rows if one.id == questionnaire), questionnaire)
        service = self._workspace.own_questionnaires
        self._change(partial(service.copy_work, questionnaire, self.tr("{0}, copy").format(title)))

    @Slot()
    def _on_card_new_requested(self) -> None:
        person = self._workspace.person
        author = person.name if person is not None and not person.sample else ""
        try:
            made = self._workspace.authoring.new(self.tr("New questionnaire"), self.tr("New area"), author)
        except NextRungError as error:
            self.card.show_problem(str(error))
            return
        self.opened.emit(made)

    @Slot(str)
    def _on_card_edit_requested(self, questionnaire: str) -> None:
        """Write on one of a person's own; one of the program stays as it is, and a copy of it is written on."""
        if self._row(questionnaire).own:
            self._edit(questionnaire)
        else:
            self._to_edit = True
            self._on_card_copy_requested(questionnaire)

    def _edit(self, questionnaire: str) -> None:
        self.card.show_problem("")
        try:
            self._openings.run(self._workspace.authoring.opening_work(questionnaire))
        except NextRungError as error:
            self.card.show_problem(str(error))

    def _row(self, questionnaire: str) -> ListedQuestionnaire:
        return next(one for one in self._rows if one.id == questionnaire)

    @Slot(str)
    def _on_card_removal_requested(self, questionnaire: str) -> None:
        if self._row(questionnaire).state == "writing":
            self._change_written(self._workspace.authoring.set_aside, questionnaire)
        else:
            self._change(partial(self._workspace.own_questionnaires.remove_work, questionnaire))

    @Slot(str)
    def _on_card_return_requested(self, questionnaire: str) -> None:
        if self._row(questionnaire).written:
            self._change_written(self._workspace.authoring.put_back, questionnaire)
        else:
            self._change(partial(self._workspace.own_questionnaires.put_back_work, questionnaire))

    @Slot(str)
    def _on_card_deletion_requested(self, questionnaire: str) -> None:
        if self._row(questionnaire).written:
            self._change_written(self._workspace.authoring.delete, questionnaire)
        else:
            self._change(partial(self._workspace.own_questionnaires.delete_work, questionnaire))

    def _change_written(self, change: Callable[[str], None], questionnaire: str) -> None:
        """What was never published lies among the data, where a change takes no time."""
        self.card.show_problem("")
        try:
            change(questionnaire)
        except NextRungError as error:
            self.card.show_problem(str(error))
        self.show()

    @Slot(str)
    def _on_card_export_requested(self, questionnaire: str) -> None:
        version = next((one.version for one in self._rows if one.id == questionnaire), "")
        kinds = self.tr("Questionnaires (*{0})").format(QUESTIONNAIRE_ENDING)
        name = f"{questionnaire}-{version}{QUESTIONNAIRE_ENDING}"
        files = SaveDialog(self._theme, self.card, self.tr("Export a questionnaire"), kinds, name)
        files.file_named.connect(partial(self.write, questionnaire))
        files.open()

    def write(self, questionnaire: str, path: str) -> None:
        """Write one as a file; ``saved`` follows, or what went wrong stands on the card."""
        self.card.show_problem("")
        try:
            self._writes.run(self._workspace.own_questionnaires.export_work(questionnaire, Path(path)))
        except NextRungError as error:
            self.card.show_problem(str(error))
