"""The list of all questionnaires in the settings, and what can be done with the one that is picked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, beside
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace.own_questionnaires import ListedQuestionnaire, ListedState

RESTING = 4
"""The column with the number of assessments."""


class QuestionnaireListCard(Card):
    """Shows one row for each; the buttons below are about the row that is picked."""

    adding_requested = Signal()
    new_requested = Signal()
    edit_requested = Signal(str)
    copy_requested = Signal(str)
    export_requested = Signal(str)
    removal_requested = Signal(str)
    return_requested = Signal(str)
    """One that was removed is wanted back, by id."""
    deletion_requested = Signal(str)
    """One that was removed is to go for good, by id."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty; ``show_rows`` fills it."""
        super().__init__(theme, parent)
        self._rows: tuple[ListedQuestionnaire, ...] = ()
        about = self.tr(
            "What can be asked on this computer. A finished assessment keeps the version it was taken with."
        )
        self.add = self._button(theme, self.tr("Add…"), "questionnaires-add")
        self.add.setAccessibleName(self.tr("Add a questionnaire"))
        heading = TextLabel(self.tr("Questionnaires"), "heading")
        self.new = self._button(theme, self.tr("New"), "questionnaires-new")
        self.new.setAccessibleName(self.tr("New questionnaire, written here"))
        self.body.addLayout(beside(theme, (heading, TextLabel(about, "muted")), self.add, self.new))
        headings = [
            self.tr("Questionnaire"),
            self.tr("Made by"),
            self.tr("Version"),
            self.tr("State"),
            self.tr("Assessments"),
        ]
        self.table = TextTable(self.tr("Questionnaires"), headings, words=range(RESTING))
        self.table.setObjectName("questionnaires-list")
        self.body.addWidget(self.table)
        self.edit = self._button(theme, self.tr("Edit"), "questionnaires-edit")
        self.copy = self._button(theme, self.tr("Duplicate"), "questionnaires-copy")
        self.export = self._button(theme, self.tr("Export…"), "questionnaires-export")
        self.remove = self._button(theme, self.tr("Remove"), "questionnaires-remove")
        self.back = self._button(theme, self.tr("Put back"), "questionnaires-back")
        self.delete = self._button(theme, self.tr("Delete for good"), "questionnaires-delete")
        line = FlowLayout(theme.space("s"), theme.space("s"))
        for button in (self.edit, self.copy, self.export, self.remove, self.back, self.delete):
            line.addWidget(button)
        self.body.addLayout(line)
        self._words = TextLabel("", "small")
        self._problem = TextLabel("", "problem")
        self._problem.setVisible(False)
        self.body.addWidget(self._words)
        self.body.addWidget(self._problem)
        self._connect()
        self._offer()

    def _button(self, theme: Theme, text: str, name: str) -> Button:
        button = Button(theme, text)
        button.setObjectName(name)
        return button

    def _connect(self) -> None:
        self.add.clicked.connect(self.adding_requested)
        self.new.clicked.connect(self.new_requested)
        self.edit.clicked.connect(self._on_edit_clicked)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.export.clicked.connect(self._on_export_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.back.clicked.connect(self._on_back_clicked)
        self.delete.clicked.connect(self._on_delete_clicked)
        self.table.selectionModel().currentRowChanged.connect(self._offer)

    def show_rows(self, rows: Sequence[ListedQuestionnaire], picked: str = "") -> None:
        """Show these; ``picked`` is the id to pick, else what was picked stays so."""
        wanted, place = picked or self.picked(), max(0, self.table.currentIndex().row())
        self._rows = tuple(rows)
        self.table.set_rows([self._cells(one) for one in rows])
        if rows:
            ids = [one.id for one in rows]
            self.pick(ids.index(wanted) if wanted in ids else min(place, len(ids) - 1))
        self._offer()

    def pick(self, row: int) -> None:
        """Pick the one in a row."""
        # ``selectRow`` looks for the column at the edge where reading starts, and mirrored finds none there
        self.table.setCurrentIndex(self.table.model().index(row, 0))

    def show_problem(self, message: str) -> None:
        """Say what could not be done; an empty text says nothing."""
        self._problem.setText(message)
        self._problem.setVisible(bool(message))
        if message:
            announce(self, message)

    def picked(self) -> str:
        """The id of the one that is picked; empty for none."""
        one = self._current()
        return one.id if one is not None else ""

    def _current(self) -> ListedQuestionnaire | None:
        at = self.table.currentIndex().row()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _cells(self, one: ListedQuestionnaire) -> list[str]:
        states: dict[ListedState, str] = {
            "writing": self.tr("being written"),
            "draft": self.tr("draft"),
            "reviewed": self.tr("reviewed"),
            "unfit": self.tr("cannot be taken"),
            "removed": self.tr("removed"),
            "gone": self.tr("gone, results stay"),
        }
        made_by = one.author if one.own else self.tr("comes with the app")
        state = states[one.state]
        if one.written and one.has_files:
            state = self.tr("{0}, edited here").format(state)
        if one.written and not one.has_files:
            made_by = self.tr("not published yet")
        return [one.title, made_by, one.version or "–", state, QLocale().toString(one.resting)]

    @Slot()
    def _offer(self) -> None:
        """Offer what can be done with the one that is picked, and say why it cannot be taken."""
        one = self._current()
        has_files = one is not None and one.has_files
        self.copy.setVisible(has_files)
        self.export.setVisible(has_files)
        self.edit.setVisible(has_files or (one is not None and one.state == "writing"))
        own_one = one is not None and one.own and one.state in ("writing", "draft", "reviewed", "unfit")
        self.remove.setVisible(own_one)
        for button in (self.back, self.delete):
            button.setVisible(one is not None and one.state == "removed")
        said = one.problem if one is not None else ""
        if one is not None and one.state in ("removed", "gone") and not one.written:
            said = self.tr("No assessment can be started on it; results that rest on it can be opened as before.")
        self._words.setText(said)
        self._words.setVisible(bool(said))

    @Slot()
    def _on_edit_clicked(self) -> None:
        self.edit_requested.emit(self.picked())

    @Slot()
    def _on_copy_clicked(self) -> None:
        self.copy_requested.emit(self.picked())

    @Slot()
    def _on_export_clicked(self) -> None:
        self.export_requested.emit(self.picked())

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.removal_requested.emit(self.picked())

    @Slot()
    def _on_back_clicked(self) -> None:
        self.return_requested.emit(self.picked())

    @Slot()
    def _on_delete_clicked(self) -> None:
        self.deletion_requested.emit(self.picked())
