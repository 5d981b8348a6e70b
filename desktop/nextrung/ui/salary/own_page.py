"""Own figures, from a form or a table, and newer pay data; nothing of it is blended into published figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.salary.own_form import OwnForm
from nextrung.ui.salary.own_state import OwnPageState, OwnRow
from nextrung.ui.salary.rows import months_old
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, beside, row
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.page import Page, dropped_files
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel

FOLD_BELOW = 850


class OwnPage(Page):
    """Renders own figures and data files; asks to add, remove, preview and check."""

    back_requested = Signal()
    submitted = Signal(dict)
    table_requested = Signal()
    table_dropped = Signal(str)
    removal_requested = Signal(str)
    undo_requested = Signal()
    data_requested = Signal()
    data_dropped = Signal(list)
    data_reset_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.setAcceptDrops(True)
        self.title.setText(self.tr("Own figures and data"))
        words = self.tr("Your figures stand beside the published ones, never in them. They stay on this computer.")
        self.under_title.addWidget(TextLabel(words, "muted"), 1)
        self.explain("salary")
        self.back = self.way_back("back-to-salary")
        self.set_actions(self.back)
        self._rows: tuple[OwnRow, ...] = ()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("l"))
        self.form = OwnForm(theme)
        self._columns.addWidget(self.form, 1)
        side = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        side.setSpacing(theme.space("m"))
        side.addWidget(self._build_import())
        side.addWidget(self._build_data(), 1)
        self._columns.addLayout(side, 1)
        self.column.addWidget(self._build_list())
        self.column.addLayout(self._columns)
        self.column.addStretch(1)
        self.back.clicked.connect(self.back_requested)
        self.form.submitted.connect(self.submitted)
        self.fold_below(FOLD_BELOW, self._columns)

    def _build_list(self) -> Card:
        card = Card(self.theme)
        self._none = TextLabel(
            self.tr("Your own figures will be listed here. Add one below, or a whole table."), "muted"
        )
        self.list = TextTable(self.tr("Your figures"), self._headings(), words=(1, 3, 4, 5))
        self.remove = Button(self.theme, self.tr("Remove"))
        self.remove.setObjectName("remove-figure")
        self.undo = Button(self.theme, self.tr("Undo"), "link")
        self.undo.setObjectName("undo-removal")
        self.undo.hide()
        self._reading = TextLabel(self.tr("Your figures are being read."), "muted")
        self._reading.setObjectName("reading-figures")
        heading = TextLabel(self.tr("Your figures"), "heading")
        card.body.addLayout(beside(self.theme, (heading,), self.undo, self.remove))
        for widget in (self._reading, self._none, self.list):
            card.body.addWidget(widget)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.undo.clicked.connect(self.undo_requested)
        return card

    def _headings(self) -> list[str]:
        return [
            self.tr("Role"),
            self.tr("Place"),
            self.tr("Amount"),
            self.tr("Percentile"),
            self.tr("Date"),
            self.tr("Source"),
        ]

    def _build_import(self) -> Card:
        theme = self.theme
        card = Card(theme)
        card.body.addWidget(TextLabel(self.tr("Add a table"), "heading"))
        words = self.tr(
            "A table of any tool, such as offers, a survey or published pay. You see every row before it counts."
        )
        card.body.addWidget(TextLabel(words, "muted"))
        self.choose_table = Button(theme, self.tr("Add a table…"))
        self.choose_table.setObjectName("choose-table")
        card.body.addLayout(row(self.choose_table, None, spacing=0))
        self.choose_table.clicked.connect(self.table_requested)
        return card

    def _build_data(self) -> Card:
        theme = self.theme
        card = Card(theme)
        card.body.addWidget(TextLabel(self.tr("Newer pay data"), "heading"))
        words = self.tr("A newer data file of the same name, chosen or dropped here, is checked before it is used.")
        card.body.addWidget(TextLabel(words, "muted"))
        self._versions = TextLabel("", "small")
        self.data_words = TextLabel("", "strong")
        self.data_problems = TextLabel("", "problem")
        self.choose_data = Button(theme, self.tr("Choose data files…"))
        self.choose_data.setObjectName("choose-data")
        self.reset_data = Button(theme, self.tr("Back to the data of the program"), "link")
        self.reset_data.setObjectName("reset-data")
        for widget in (self._versions, self.data_words, self.data_problems):
            card.body.addWidget(widget)
        card.body.addLayout(row(self.choose_data, None, spacing=0))
        card.body.addLayout(row(self.reset_data, None, spacing=0))
        card.body.addStretch(1)
        self.choose_data.clicked.connect(self.data_requested)
        self.reset_data.clicked.connect(self.data_reset_requested)
        self.show_data_message("", "")
        return card

    def show_state(self, state: OwnPageState, *, can_undo: bool = False, is_reading: bool = False) -> None:
        """Show all own figures, or that they are being read, and the data files in use."""
        self._rows = state.rows
        self.form.show_state(state)
        self.list.set_rows([self._cells(entry) for entry in state.rows])
        self.list.setVisible(bool(state.rows))
        self._reading.setVisible(is_reading)
        self._none.setVisible(not state.rows and not is_reading)
        self.remove.setVisible(bool(state.rows))
        self.undo.setVisible(can_undo)
        names = [
            f"{name} {version}" + (f" ({self.tr('newer')})" if name in state.newer else "")
            for name, version in state.versions
        ]
        versions = {version for _, version in state.versions}
        # one number says it all where no file differs; which files there are stands in the hint
        alike = self.tr("In use: version {0} of all files").format(*versions) if len(versions) == 1 else ""
        self._versions.setText(alike or self.tr("In use: {0}").format(", ".join(names)))
        self._versions.setToolTip(in_lines("\n".join(names)))
        self.reset_data.setVisible(bool(state.newer))

    def _cells(self, entry: OwnRow) -> list[str]:
        day = labels.day(date.fromisoformat(entry.date))
        if entry.old:
            day = f"{day} ({months_old(entry.age)})"
        return [entry.role, entry.place, entry.amount, entry.percentile or "–", day, entry.source]

    def show_data_message(self, words: str, problems: str) -> None:
        """Say what became of newer data files."""
        self.data_words.setText(words)
        self.data_words.setVisible(bool(words))
        self.data_problems.setText(problems)
        self.data_problems.setVisible(bool(problems))
        if words or problems:
            announce(self, f"{words} {problems}")

    @Slot()
    def _on_remove_clicked(self) -> None:
        # nothing is picked at first: one figure alone is meant, among several one has to be picked
        number = self.list.currentIndex().row()
        if 0 <= number < len(self._rows):
            self.removal_requested.emit(self._rows[number].id)
        elif len(self._rows) == 1:
            self.removal_requested.emit(self._rows[0].id)
        else:
            self.list.selectRow(0)
            self.list.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        # Qt sends the drop only when the drag was accepted as it came in
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A data file is checked; anything else is read as a table."""
        paths = dropped_files(event)
        data = [path for path in paths if Path(path).suffix.lower() in (".yaml", ".yml")]
        tables = [path for path in paths if path not in data]
        if data:
            self.data_dropped.emit(data)
        # one table at a time, as its rows are looked through before they count
        if tables:
            self.table_dropped.emit(tables[0])
        event.acceptProposedAction()
