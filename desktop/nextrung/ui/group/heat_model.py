"""The cells of the heat map: people down, areas across, and the match at the end."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from nextrung.ui import labels
from nextrung.ui.group import words
from nextrung.ui.group.state import STEPS, GroupState, heat_step
from nextrung.ui.widgets.hint import in_lines

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


def heat_color(step: int) -> str:
    """The name of the colour of a step from -4 to 4."""
    if step == 0:
        return "heat_even"
    return f"heat_{'above' if step > 0 else 'below'}_{abs(step)}"


def heat_ink(step: int) -> str:
    """The name of the colour of a number on the colour of a step: the strong ends of the scale need another one."""
    return "heat_strong_ink" if abs(step) == STEPS else "heat_calm_ink"


class HeatModel(QAbstractTableModel):
    """One row a person; texts are made when a cell comes into view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty map."""
        super().__init__(parent)
        self.state: GroupState | None = None

    def set_state(self, state: GroupState | None) -> None:
        """Show another group; None shows nothing."""
        # rows and columns change together, and every text with them; a reset tells the view once
        self.beginResetModel()
        self.state = state
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Number of people."""
        # a table has no children: Qt asks below each cell too
        return 0 if parent.isValid() or self.state is None else len(self.state.view.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Number of areas, and the match."""
        return 0 if parent.isValid() or self.state is None else len(self.state.view.columns) + 1

    def look(self, row: int, column: int) -> tuple[str, str | None, str]:
        """Text, colour and colour of the text of a cell; without a level, and for the match, there is no colour."""
        if self.state is None:
            return "", None, "text"
        person = self.state.view.rows[row]
        if column == len(person.differences):
            return words.match(person), None, "text"
        difference, level = person.differences[column], person.levels[column]
        if difference is None:
            # without a target a level stands for itself
            return words.NONE if level is None else labels.level(level), None, "text"
        step = heat_step(difference)
        return words.signed(words.distance(self.state, person, column)), heat_color(step), heat_ink(step)

    def sentence(self, index: Index) -> str:
        """A cell in words."""
        if self.state is None or not index.isValid():
            return ""
        row = self.state.view.rows[index.row()]
        if index.column() == len(self.state.view.columns):
            return words.match_sentence(self.state, row)
        return words.cell(self.state, row, index.column())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Number, and the sentence for screen readers and the pointer."""
        if self.state is None or not index.isValid():
            return None
        # a reader speaks one cell at a time, and a bare number says neither who nor which area
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return in_lines(self.sentence(index))
        return self.look(index.row(), index.column())[0] if role == Qt.ItemDataRole.DisplayRole else None

    def _heading(self, state: GroupState, section: int, *, across: bool) -> str:
        if not across:
            return words.name(state, state.view.rows[section].member)
        columns = state.view.columns
        return self.tr("Match") if section == len(columns) else state.competency(columns[section])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names of people and areas."""
        if self.state is None:
            return None
        across = orientation == Qt.Orientation.Horizontal
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            name = self._heading(self.state, section, across=across)
            return in_lines(name) if role == Qt.ItemDataRole.ToolTipRole else name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            # a header takes the flags of texts together with the alignment; as numbers, for these are two types
            wrapped = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            return wrapped if across else int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None
