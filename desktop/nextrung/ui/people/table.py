"""The table of people, as model and view: one row a person, the cells drawn by a delegate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from nextrung.ui.people import words
from nextrung.ui.people.cells import CellDelegate
from nextrung.ui.people.state import COLUMNS, Column, PersonRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.column_widths import AIR_LINES, column_widths
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.keystroke import delete_keys
from nextrung.ui.widgets.rows import MEASURED, Index, RowsModel, WheelToPageFirst, read_by_rows

ROW_AIR = 30
"""Device-independent pixels above and below the text of a row, together."""
USUAL = {"assessed": 128, "match": 160, "trend": 100, "plan": 66, "session": 132}
"""Widths of the columns that say the same kind of thing in each row, at a text size of 100 %."""
LEAST = {"person": 116, "tags": 96, "assessed": 128, "match": 126, "plan": 56, "session": 104}
"""Widths where there is less room, and no trend, which the history shows: better than scrolling sideways."""
ROOMY = {"person": 150, "tags": 150}
"""Of the names and tags, where there is a trend beside them."""


class PeopleModel(RowsModel[PersonRow]):
    """Rows of people; texts are made when a row comes into view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__((), parent)
        self.today = date.min
        self._texts: dict[int, tuple[str, ...]] = {}
        headings: dict[Column, str] = {
            "person": self.tr("Person"),
            "tags": self.tr("Tags"),
            "assessed": self.tr("Last assessed"),
            "match": self.tr("Match"),
            "trend": self.tr("Trend"),
            "plan": self.tr("Plan"),
            "session": self.tr("Next session"),
        }
        self.headings = tuple(headings[column] for column in COLUMNS)

    def set_rows(self, rows: Sequence[PersonRow]) -> None:
        """Show other people, or the same ones with what is new."""
        self._texts = {}
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = rows
            if rows:
                # no reset: scores come in batch after batch, and a reset takes away the pick and the place
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            return
        super().set_rows(rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell, the row itself for the delegate, and the sentence for screen readers."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts(index.row())[index.column()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = words.match_sentence(row) if column == "match" else self.text(row, column)
            return f"{row.name}, {self.headings[index.column()]}: {said}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return in_lines(self._tip(row, column))
        return None

    def texts(self, at: int) -> tuple[str, ...]:
        """What the cells of a row say; made once, when the row first comes into view."""
        if at not in self._texts:
            self._texts[at] = tuple(self.text(self.rows[at], column) for column in COLUMNS)
        return self._texts[at]

    def text(self, row: PersonRow, column: Column) -> str:
        """What a cell says."""
        texts = {"person": row.name, "tags": ", ".join(row.tags), "match": words.match(row)}
        if column in texts:
            return texts[column]
        if column == "assessed":
            return words.assessed(row)
        if column == "trend":
            return words.trend(row)
        return words.plan(row) if column == "plan" else words.session(row, self.today)

    def _tip(self, row: PersonRow, column: Column) -> str:
        if column == "assessed" and row.stale:
            return self.tr("Not assessed for six months")
        if column == "match" and row.match_notes is not None:
            return words.match_sentence(row)
        return self.text(row, column) if column in ("person", "tags", "trend") else ""


class PeopleTable(WheelToPageFirst, QTableView):
    """The table. Enter or a double click opens a person, F2 edits, Delete archives; a heading sorts."""

    open_requested = Signal(str)
    edit_requested = Signal(str)
    archive_requested = Signal(str)
    delete_requested = Signal(str)
    erase_requested = Signal(str)
    export_requested = Signal(str)
    order_chosen = Signal(str)
    picked_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self.setObjectName("people-table")
        self.setAccessibleName(self.tr("People"))
        self._theme = theme
        self._free_width = self._free_height = 0
        self.people = PeopleModel(self)
        self.setModel(self.people)
        self._cells = CellDelegate(theme, self)
        self.setItemDelegate(self._cells)
        read_by_rows(self)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._on_header_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        theme.changed.connect(self._fit)
        self._fit()

    def show_rows(self, rows: Sequence[PersonRow], today: date, column: Column, *, falling: bool) -> None:
        """Show these people, as of a local day, in this order.

        Whoever was picked stays picked, or whoever now stands there.
        """
        kept, place = self.picked(), max(0, self.currentIndex().row())
        self.people.today = today
        self.people.set_rows(rows)
        self._fit()
        header = self.horizontalHeader()
        # the rows come in this order already; the arrow only shows it
        header.setSortIndicatorShown(True)
        order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(COLUMNS.index(column), order)
        if rows:
            ids = [row.id for row in rows]
            self.pick_row(ids.index(kept) if kept in ids else min(place, len(rows) - 1))
        # said even when the same row is picked, in which somebody else may stand now
        self.picked_changed.emit()

    def picked(self) -> str:
        """The id of whoever is picked; empty for nobody."""
        at = self.currentIndex().row()
        return self.people.rows[at].id if 0 <= at < len(self.people.rows) else ""

    def pick_row(self, at: int) -> None:
        """Pick one row."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.people.index(at, 0), flags.ClearAndSelect | flags.Rows)

    def pick(self, person: str) -> None:
        """Pick a person and bring them into view."""
        for at, row in enumerate(self.people.rows):
            if row.id == person:
                self.pick_row(at)
                self.scrollTo(self.people.index(at, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, F2 edits, Delete archives, Shift+Delete erases after a question."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        signals = {
            Qt.Key.Key_Return: self.open_requested,
            Qt.Key.Key_Enter: self.open_requested,
            Qt.Key.Key_F2: self.edit_requested,
            **dict.fromkeys(delete_keys(), self.erase_requested if shift else self.archive_requested),
        }
        signal = signals.get(Qt.Key(event.key()))
        if signal is not None and self.picked():
            signal.emit(self.picked())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same by the mouse or the menu key."""
        if not self.picked():
            return
        menu = QMenu(self)
        menu.addAction(self.tr("Open") + "\tEnter").triggered.connect(self._on_menu_open)
        menu.addAction(self.tr("Edit…") + "\tF2").triggered.connect(self._on_menu_edit)
        archived = self.people.rows[self.currentIndex().row()].archived
        name = self.tr("Bring back") if archived else self.tr("Archive")
        menu.addAction(name + "\tDel").triggered.connect(self._on_menu_archive)
        if archived:
            menu.addAction(self.tr("Delete")).triggered.connect(self._on_menu_delete)
        menu.addSeparator()
        menu.addAction(self.tr("Export…")).triggered.connect(self._on_menu_export)
        menu.addAction(self.tr("Erase for good…") + "\tShift+Del").triggered.connect(self._on_menu_erase)
        menu.exec(event.globalPos())
        # it is a child of the table and would stay as long as that; each opening makes a new one
        menu.deleteLater()

    @Slot()
    def _on_menu_open(self) -> None:
        self.open_requested.emit(self.picked())

    @Slot()
    def _on_menu_edit(self) -> None:
        self.edit_requested.emit(self.picked())

    @Slot()
    def _on_menu_archive(self) -> None:
        self.archive_requested.emit(self.picked())

    @Slot()
    def _on_menu_delete(self) -> None:
        self.delete_requested.emit(self.picked())

    @Slot()
    def _on_menu_export(self) -> None:
        self.export_requested.emit(self.picked())

    @Slot()
    def _on_menu_erase(self) -> None:
        self.erase_requested.emit(self.picked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width and the height."""
        super().resizeEvent(event)
        # of what is inside; asking Qt for that has every kind of widget loaded
        self._free_width, self._free_height = event.size().width(), event.size().height()
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self._fit_rows()
        self._fit_columns()

    def _fit_rows(self) -> None:
        """As many rows as there is room for, a little higher, so that the last one in view is whole."""
        tall = self._theme.font_metrics("body").height() + ROW_AIR
        room = self._free_height
        whole = max(1, room // tall)
        self.verticalHeader().setDefaultSectionSize(room // whole if whole < len(self.people.rows) else tall)

    def _fit_columns(self) -> None:
        em, hint = self._theme.em, self.horizontalHeader().sectionSizeHint
        room = self._free_width
        roomy = sum(max(em(wide), hint(COLUMNS.index(one))) for one, wide in (USUAL | ROOMY).items())
        shown = self._shown_columns(narrow=0 < room < roomy)
        wholes = [self._whole(column) if column in shown else 0 for column in COLUMNS]
        least = {one: max(em(LEAST.get(one, USUAL.get(one, 0))), hint(at)) for at, one in enumerate(COLUMNS)}
        air = AIR_LINES * self._theme.font_metrics("body").height()
        widths = column_widths(wholes, room, air, lambda at: least[COLUMNS[at]], last_grows=True)
        for at, width in enumerate(widths):
            self.setColumnHidden(at, not width)
            if width:
                self.setColumnWidth(at, width)

    def _shown_columns(self, *, narrow: bool) -> set[Column]:
        """All but those in which nobody has anything; a trend may still come while scores are worked out."""
        rows = self.people.rows
        shown: set[Column] = {"person", "assessed", "match"}
        filled: dict[Column, bool] = {
            "tags": any(row.tags for row in rows),
            "trend": not narrow and any(row.waiting or len(row.trend) > 1 for row in rows),
            "plan": any(row.live_steps for row in rows),
            "session": any(row.next_session for row in rows),
        }
        return shown | {column for column, some in filled.items() if some}

    def _whole(self, column: Column) -> int:
        """The width at which no name and no tag of the first rows is cut; of the others the usual one."""
        hint = self.horizontalHeader().sectionSizeHint(COLUMNS.index(column))
        if column in USUAL:
            return max(self._theme.em(USUAL[column]), hint)
        rows = self.people.rows[:MEASURED]
        wide = self._cells.name_width if column == "person" else self._cells.tags_width
        return max((hint, *(wide(row) for row in rows)))

    @Slot(int)
    def _on_header_clicked(self, section: int) -> None:
        self.order_chosen.emit(COLUMNS[section])

    @Slot(QModelIndex)
    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.open_requested.emit(self.picked())

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _picked: QItemSelection, _dropped: QItemSelection) -> None:
        self.picked_changed.emit()
