"""Parts of the session page: a point of the agenda to tick, a finding to mark."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nextrung.people.session import LONGEST_LINE, MARKS, AgendaPoint
from nextrung.ui.sessions import words
from nextrung.ui.sessions.state import FindingRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Segments
from nextrung.ui.widgets.cards import Rule, beside
from nextrung.ui.widgets.growing_field import GrowingField
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox


class PointRow(QWidget):
    """One point with its box; long words wrap."""

    covered_changed = Signal(int, bool)

    def __init__(self, theme: Theme, number: int, point: AgendaPoint, parent: QWidget | None = None) -> None:
        """Show a point; ``number`` comes back with ``covered_changed``."""
        super().__init__(parent)
        self._number = number
        said = words.point(point)
        self.box = WrappedCheckBox()
        self.box.setObjectName(f"point-{number}")
        self.box.setAccessibleName(said)
        self.box.setChecked(point.covered)
        text = TextLabel(said, "muted" if point.covered else "body")
        # by a hair lower than the box, so that the first line of the words stands at the height of its mark
        text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        text.setContentsMargins(0, theme.space("hair"), 0, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("xs"))
        # words may take several lines; the box stays at the first
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(text, 1)
        # ``clicked`` comes from the person alone, ``toggled`` from ``setChecked`` above as well
        self.box.clicked.connect(self._on_box_clicked)

    @Slot(bool)
    def _on_box_clicked(self, checked: bool) -> None:
        self.covered_changed.emit(self._number, checked)


class FindingView(QWidget):
    """One finding with how it was taken, and the reason in a line."""

    marked = Signal(str, str)
    """The finding and the mark; an empty mark takes it away."""
    reason_typed = Signal(str, str)

    def __init__(self, theme: Theme, finding: str, parent: QWidget | None = None) -> None:
        """Make the view of a finding, empty."""
        super().__init__(parent)
        self.finding = finding
        self._mark = ""
        self._words = TextLabel("")
        self.marks = Segments(theme, self.tr("How this finding is taken"), [(one, words.mark(one)) for one in MARKS])
        self.marks.setObjectName(f"marks-{finding}")
        label, hint = self.tr("Reason"), self.tr("Reason, in a line; stays with you")
        self.reason = GrowingField(f"reason-{finding}", label, hint, longest=LONGEST_LINE)
        top = QVBoxLayout(self)
        top.setContentsMargins(0, 0, 0, theme.space("xs"))
        top.setSpacing(theme.space("s"))
        top.addWidget(Rule())
        top.addLayout(beside(theme, (self._words,), self.marks))
        # below the marks, where a reason stands whole, and only once there is a mark that it can be given for
        top.addWidget(self.reason)
        self.marks.chosen.connect(self._on_marks_chosen)
        self.reason.edited.connect(self._on_reason_edited)

    def show_row(self, row: FindingRow, reason: str, *, names_hidden: bool) -> None:
        """Show a finding, with the reason for its mark unless names are hidden; one being typed keeps its cursor."""
        said = words.finding(row)
        self._words.setText(said)
        self.marks.setAccessibleDescription(said)
        self.reason.field.setAccessibleName(self.tr("Reason: {0}").format(said))
        self._mark = row.mark.mark if row.mark else ""
        self.marks.choose(self._mark)
        # a reason is about a finding of one person, and may say who it is in any words
        self.reason.setVisible(bool(self._mark) and not names_hidden)
        if self.reason.text() != reason:
            self.reason.set_text(reason)

    @Slot(str)
    def _on_marks_chosen(self, mark: str) -> None:
        # the mark that is set already, picked again, is taken away: there is no button for none
        self.marked.emit(self.finding, "" if mark == self._mark else mark)

    @Slot(str)
    def _on_reason_edited(self, text: str) -> None:
        self.reason_typed.emit(self.finding, text)
