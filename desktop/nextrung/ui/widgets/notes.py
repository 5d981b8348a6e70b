"""A field for notes in Markdown: written as plain text, read as it is meant."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Segments
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.markdown_view import MarkdownView
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.view_switch import ViewSwitch


class NotesField(QWidget):
    """A label, the text, and the choice between writing and reading."""

    changed = Signal(str)

    def __init__(
        self, theme: Theme, label: str, name: str, hint: str, *, height: int, parent: QWidget | None = None
    ) -> None:
        """Make the field empty; ``hint`` says who will see the text, ``height`` is its least at 100 % of text size."""
        super().__init__(parent)
        self._theme = theme
        self._height = height
        self.text = QPlainTextEdit()
        self.text.setObjectName(name)
        self.text.setAccessibleName(label)
        self.text.setAccessibleDescription(hint)
        self.text.setPlaceholderText(hint)
        # else Tab would be typed, and the keyboard could not leave the field (WCAG 2.1.2, no keyboard trap)
        self.text.setTabChangesFocus(True)
        self._reader = MarkdownView(boxed=True)  # it stands where the field stood
        self._reader.setAccessibleName(self.tr("{0}, to read").format(label))
        words = Caption(label, self.text, "strong")
        entries = [("write", self.tr("Write")), ("read", self.tr("Read"))]
        self.views = Segments(theme, self.tr("{0}: write or read").format(label), entries)
        self.views.choose("write")
        self._switch = ViewSwitch({"write": self.text, "read": self._reader})
        self._view = "write"
        self._covered = TextLabel(self.tr("Hidden together with the names."), "muted")
        self._covered.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._covered.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("xs"))
        layout.addLayout(row(words, None, self.views, spacing=theme.space("s")))
        layout.addLayout(self._switch, 1)
        layout.addWidget(self._covered, 1)
        self.text.textChanged.connect(self._on_text_changed)
        self.views.chosen.connect(self._on_views_chosen)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def set_text(self, text: str) -> None:
        """Show a text without telling anybody; one that is shown already keeps its cursor."""
        if self.text.toPlainText() == text:
            return
        # ``textChanged`` comes for a text set by program as well, and would be saved as if it were typed
        blocked = self.text.blockSignals(True)
        self.text.setPlainText(text)
        self.text.blockSignals(blocked)
        self._read()

    def cover(self, *, covered: bool) -> None:
        """Show nothing of the text, or the text again."""
        self.views.setVisible(not covered)
        self._switch.show_view(None if covered else self._view)
        self._covered.setVisible(covered)

    def _read(self) -> None:
        self._reader.show_markdown(self.text.toPlainText(), self._theme.space("s"))

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setMinimumHeight(self._theme.em(self._height))

    @Slot()
    def _on_text_changed(self) -> None:
        self.changed.emit(self.text.toPlainText())

    @Slot(str)
    def _on_views_chosen(self, view: str) -> None:
        if view == "read":
            self._read()
        self._view = view
        self._switch.show_view(view)
