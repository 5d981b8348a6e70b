"""People from a CSV file: every row previewed with what is wrong with it, before anything is added."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QProgressBar, QTableView, QWidget

from nextrung.people.table import COLUMNS, PeopleReading, Row
from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.rows import Index, RowsModel, read_by_rows
from nextrung.ui.widgets.text import Text

PREVIEW_HEIGHT = 320
ROW_AIR = 14
REASON = 3
"""The column that says what is wrong."""
SHARES = (0.09, 0.27, 0.18, 0.46)


class PreviewModel(RowsModel[Row]):
    """The rows of the file, those with something wrong first; texts are made when a row comes into view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty preview."""
        super().__init__((), parent)
        self.headings = (self.tr("Row"), self.tr("Name"), self.tr("Tags"), self.tr("What is wrong"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Number, name, tags, and what is wrong."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        one = self.rows[index.row()]
        if index.column() == 0:
            return str(one.number)
        if index.column() == 1:
            return one.fields.name if one.fields else one.shown
        if index.column() == 2:
            return ", ".join(one.fields.tags) if one.fields else ""
        return one.problem or self.tr("can be added")


class PreviewTable(QTableView):
    """The preview; it scrolls by itself, so that a hundred thousand rows open at once."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty preview."""
        super().__init__(parent)
        self.setObjectName("import-preview")
        self.setAccessibleName(self.tr("Preview of the table"))
        self.rows = PreviewModel(self)
        self.setModel(self.rows)
        read_by_rows(self)
        self._theme = theme
        self._fit()
        theme.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width."""
        super().resizeEvent(event)
        self._fit_columns()

    @Slot()
    def _fit(self) -> None:
        """Rows and columns for the text size."""
        self.setMinimumHeight(self._theme.em(PREVIEW_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + ROW_AIR)
        self._fit_columns()

    def _fit_columns(self) -> None:
        for at, share in enumerate(SHARES):
            least = self.horizontalHeader().sectionSizeHint(at)
            self.setColumnWidth(at, max(least, round(self.viewport().width() * share)))


class ImportPage(Page):
    """Asks for a file, shows what it holds, and adds it only when told so."""

    back_requested = Signal()
    file_requested = Signal()
    file_dropped = Signal(str)
    accepted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty."""
        super().__init__(theme, "", parent)
        self.setAcceptDrops(True)
        self.title.setText(self.tr("Add people from a file"))
        words = self.tr(
            "A CSV file, chosen or dropped here. Its first row names the columns: {0}. Only name is needed."
        )
        self.under_title.addWidget(Text(words.format(", ".join(COLUMNS)), "muted"), 1)
        self.back = self.way_back("back-to-people", tip=self.tr("Back to the people (Esc)"))
        self.choose = Button(theme, self.tr("Choose a CSV file …"))
        self.choose.setObjectName("choose-people-file")
        self.set_actions(self.back, self.choose)
        self._words = Text("", "strong")
        self._notes = Text("", "small")
        self.preview = PreviewTable(theme)
        self.accept = Button(theme, "", "primary")
        self.accept.setObjectName("accept-people")
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(self.tr("Working"))
        self._card = Card(theme)
        for part in (self._words, self._notes, self._busy):
            self._card.body.addWidget(part)
        self._chosen = Text("", "muted")
        self._card.body.addWidget(self.preview, 1)
        self._card.body.addWidget(self._chosen)
        self._card.body.addLayout(row(self.accept, None, spacing=0))
        self.column.addWidget(self._card, 1)
        self.column.addStretch(0)
        self.back.clicked.connect(self.back_requested)
        self.choose.clicked.connect(self.file_requested)
        self.accept.clicked.connect(self.accepted)
        self.preview.selectionModel().currentRowChanged.connect(self._on_preview_row_changed)
        self.show_reading(None)

    def show_reading(self, reading: PeopleReading | None) -> None:
        """Show what a file holds; None before there is one."""
        self._busy.setVisible(False)
        rows = (*reading.bad, *(one for one in reading.rows if one.fields)) if reading else ()
        good, bad = (len(reading.good), len(reading.bad)) if reading else (0, 0)
        self.preview.rows.set_rows(rows)
        self.preview.setVisible(bool(rows))
        self._chosen.setVisible(bool(rows))
        self.preview.selectRow(0)
        self.accept.setVisible(good > 0)
        self.accept.setEnabled(True)
        ignored = ", ".join(reading.ignored) if reading else ""
        self._notes.setText(self.tr("Columns that are not used: {0}").format(ignored))
        self._notes.setVisible(bool(ignored))
        self._words.setText(
            self._sentence(good, bad) if reading else self.tr("What the file holds will be shown here.")
        )
        add = labels.counted(good, self.tr("Add 1 person"), self.tr("Add {0} people"))
        if bad:
            add = labels.counted(good, self.tr("Add only the good row"), self.tr("Add only the {0} good rows"))
        self.accept.setText(add)
        refused = reading.refused if reading else ""
        self._card.setVisible(not refused)
        if refused:
            self.show_problem(refused)
        else:
            self.hide_problem()
            announce(self, self._words.text())

    def _sentence(self, good: int, bad: int) -> str:
        can = labels.counted(good, self.tr("1 person can be added."), self.tr("{0} people can be added."))
        if not bad:
            return f"{can} {self.tr('Nothing was added yet.')}"
        one, many = self.tr("1 row cannot; it comes first below."), self.tr("{0} rows cannot; they come first below.")
        cannot = labels.counted(bad, one, many)
        return f"{can} {cannot} {self.tr('Nothing was added yet.')}"

    def show_busy(self) -> None:
        """Say that the file is being read or its people added."""
        self.hide_problem()
        self._card.show()
        self._busy.setVisible(True)
        self.accept.setEnabled(False)

    def show_problem(self, message: str) -> None:
        """Say what could not be done; the preview stays."""
        self._busy.setVisible(False)
        self.accept.setEnabled(True)
        super().show_problem(message)

    @Slot()
    def _on_preview_row_changed(self) -> None:
        """Say in full what may be cut off in its cell."""
        at = self.preview.currentIndex()
        if at.isValid():
            what = at.siblingAtColumn(REASON).data()
            self._chosen.setText(self.tr("Row {0}: {1}").format(at.siblingAtColumn(0).data(), what))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.file_dropped.emit(paths[0])
        event.acceptProposedAction()
