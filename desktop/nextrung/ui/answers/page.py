"""The answers page: everything answered, skipped or without a chance yet; finish here, or read explanations later."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHeaderView, QTableView, QWidget

from nextrung.assessment.described import Mark
from nextrung.ui import labels
from nextrung.ui.answers.detail import DetailCard
from nextrung.ui.answers.model import ROW_ROLE, AnswersModel, MarkFilter
from nextrung.ui.answers.state import AnswersState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button, Segments
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.rows import read_by_rows
from nextrung.ui.widgets.text import Text

FOLD_BELOW = 850
AREA_WIDTH = 212
ANSWER_WIDTH = 150
FILTERS: dict[str, tuple[Mark, ...]] = {"all": (), "skipped": ("skipped", "open"), "no-chance": ("no_chance",)}


class AnswersPage(Page):
    """Renders all answers; asks to change one, to finish, or to go back."""

    change_requested = Signal(str)
    finish_requested = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self._complete = False
        self._words = Text("", "muted")
        self.under_title.addWidget(self._words, 1)
        self.back = self.way_back("back-from-answers")
        self.finish = Button(theme, self.tr("Finish"), "primary", key=self.tr("Enter"))
        self.finish.setObjectName("finish")
        self.header_actions.addWidget(self.back)
        self.header_actions.addWidget(self.finish)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("l"))
        self._columns.addWidget(self._build_list(), 5)
        self.detail = DetailCard(theme)
        self._columns.addWidget(self.detail, 3)
        self.column.addLayout(self._columns, 1)
        self.back.clicked.connect(self.back_requested)
        self.finish.clicked.connect(self.finish_requested)
        self.detail.change_requested.connect(self.change_requested)
        self.fold_below(FOLD_BELOW, self._columns)
        theme.changed.connect(self._set_widths)
        self._set_widths()

    def _build_list(self) -> Card:
        card = Card(self.theme)
        entries = [
            ("all", self.tr("All")),
            ("skipped", self.tr("Skipped or open")),
            ("no-chance", self.tr("No chance yet")),
        ]
        self.filters = Segments(self.theme, self.tr("Which answers"), entries)
        self.filters.choose("all")
        self._model = AnswersModel(self)
        self._filter = MarkFilter(self)
        self._filter.setSourceModel(self._model)
        self.table = QTableView()
        self.table.setAccessibleName(self.tr("All answers"))
        self.table.setModel(self._filter)
        read_by_rows(self.table)  # its lines do not wrap: the whole question stands beside the list
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(self.theme.size("list"))
        card.body.addWidget(self.filters)
        card.body.addWidget(self.table, 1)
        self.filters.chosen.connect(self._on_filters_chosen)
        self.table.selectionModel().currentRowChanged.connect(self._on_table_row_changed)
        self.table.doubleClicked.connect(self._on_table_double_clicked)
        return card

    def show_state(self, state: AnswersState) -> None:
        """Show the answers of an assessment."""
        self._complete = state.complete
        self.hide_problem()
        self.title.setText(self.tr("Answers and explanations") if state.complete else self.tr("Check your answers"))
        self._words.setText(self._summary(state))
        self.finish.setVisible(not state.complete)
        self._model.set_rows(state.rows)
        self.filters.choose("all")
        self._filter.show_marks(())
        self.table.setCurrentIndex(self._filter.index(0, 0))
        (self.table if state.complete else self.finish).setFocus()

    def _summary(self, state: AnswersState) -> str:
        if state.complete:
            form = self.tr("Quick assessment") if state.form == "quick" else self.tr("Full assessment")
            more = self.tr("choose a situation or knowledge check to read what was best and why")
            return f"{form}, {labels.day(state.completed_at)} · {more}"
        parts = [
            self.tr("{0} answered").format(state.count("answered")),
            self.tr("{0} skipped").format(state.count("skipped")),
            self.tr("{0} no chance yet").format(state.count("no_chance")),
        ]
        if state.count("open"):
            parts.append(self.tr("{0} not answered").format(state.count("open")))
        return " · ".join([*parts, self.tr("change any answer until you finish")])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter finishes, or goes to the question when the list has the focus; Backspace goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.focusWidget() is self.table:
                self._change(self.table.currentIndex())
            elif self.back.hasFocus():
                self.back.click()
            elif self.detail.change.hasFocus():
                self.detail.change.click()
            elif not self._complete:
                self.finish.click()
        elif event.key() == Qt.Key.Key_Backspace:
            self.back.click()
        else:
            super().keyPressEvent(event)

    def _change(self, index: QModelIndex) -> None:
        if index.isValid() and not self._complete:
            self.change_requested.emit(index.data(ROW_ROLE).item)

    @Slot(str)
    def _on_filters_chosen(self, name: str) -> None:
        self._filter.show_marks(FILTERS[name])
        self.table.setCurrentIndex(self._filter.index(0, 0))
        if self._filter.rowCount() == 0:
            self.detail.show_state(None, "", complete=self._complete)

    @Slot(QModelIndex, QModelIndex)
    def _on_table_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        entry = current.data(ROW_ROLE) if current.isValid() else None
        answer = str(current.siblingAtColumn(2).data()) if current.isValid() else ""
        self.detail.show_state(entry, answer, complete=self._complete)

    @Slot(QModelIndex)
    def _on_table_double_clicked(self, index: QModelIndex) -> None:
        self._change(index)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the columns to the style, which comes with the first look."""
        super().showEvent(event)
        self._set_widths()

    @Slot()
    def _set_widths(self) -> None:
        header = self.table.horizontalHeader()
        hint = header.sectionSizeHint
        header.setMinimumSectionSize(hint(1))
        self.table.setColumnWidth(0, max(self.theme.em(AREA_WIDTH), hint(0)))
        self.table.setColumnWidth(2, max(self.theme.em(ANSWER_WIDTH), hint(2)))
