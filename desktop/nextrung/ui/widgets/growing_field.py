"""A field of some lines, as high as its text; how long a text may be is said before the end is reached."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.text import TextLabel

MOST_LINES = 6
"""Lines up to which the field grows; longer texts scroll in it."""
SAID_FROM = 0.8
"""Share of the longest text from which on its length is shown."""
_INNER = 8
"""Above and below the text, in device-independent pixels: padding and edge of the style."""
_SPARE = 1
"""Device-independent pixels below the last line: without any, Qt scrolls by a line, and the wheel stays in it."""


class _Lines(QPlainTextEdit):
    """The text itself. What would make it too long is not taken at all: half a sentence would be lost unseen."""

    left = Signal()
    refused = Signal(int)
    """So many characters the text would have had."""

    def __init__(self, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._longest = longest
        # else Tab would be typed, and the keyboard could not leave the field (WCAG 2.1.2, no keyboard trap)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # a bar that comes and goes while the field grows would break its lines anew, and change its height again
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # long words are broken
        # the margin is the style's; so the field is exactly as high as its lines
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._on_layout_size_changed)

    def fits(self, more: str) -> bool:
        """Whether a text may come in place of what is selected; says so when it may not.

        A text that was too long from the start may always become shorter.
        """
        cursor = self.textCursor()
        gone = cursor.selectionEnd() - cursor.selectionStart()
        length = len(self.toPlainText()) - gone + len(more)
        if length <= self._longest or len(more) <= gone:
            return True
        self.refused.emit(length)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter leaves the field; Enter alone begins a new line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.left.emit()
            elif self.fits("\n"):
                super().keyPressEvent(event)
        # keys that move or delete have no text, or a control character; they never make it longer
        elif not event.text() or not event.text().isprintable() or self.fits(event.text()):
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop, if all of it fits."""
        if self.fits(source.text()):
            super().insertFromMimeData(source)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method has put together, if it fits."""
        if not event.commitString() or self.fits(event.commitString()):
            super().inputMethodEvent(event)

    def sizeHint(self) -> QSize:
        """As high as the text, up to the most lines."""
        # the layout of plain texts counts its height in lines, not in pixels
        lines = min(max(round(self.document().size().height()), 1), MOST_LINES)
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + 2 * _INNER + _SPARE)

    def minimumSizeHint(self) -> QSize:
        """As high as wanted: the field never scrolls before ``MOST_LINES`` are reached."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height again, as lines break elsewhere at another width."""
        super().resizeEvent(event)
        self._on_layout_size_changed()

    @Slot()
    def _on_layout_size_changed(self) -> None:
        over = self.document().size().height() > MOST_LINES
        wanted = Qt.ScrollBarPolicy.ScrollBarAsNeeded if over else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != wanted:
            self.setVerticalScrollBarPolicy(wanted)
        # a layout asks for the hint again only when told
        self.updateGeometry()


class GrowingField(QWidget):
    """Some lines of text, and below them how long it is once that matters."""

    edited = Signal(str)
    """The whole text after each change by the person."""
    left = Signal()
    """The person goes on from the field by key."""

    def __init__(self, name: str, label: str, hint: str, *, longest: int, parent: QWidget | None = None) -> None:
        """Make it empty; ``longest`` is the number of characters that are taken, ``hint`` stands in the empty field."""
        super().__init__(parent)
        self._longest = longest
        self._field = _Lines(longest)
        self._field.setObjectName(name)
        self._field.setAccessibleName(label)
        self._field.setAccessibleDescription(hint)
        self._field.setPlaceholderText(hint)
        self._said = TextLabel("", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._field)
        layout.addWidget(self._said)
        # whoever gives the field the focus means the text in it
        self.setFocusProxy(self._field)
        self._said.hide()
        self._field.textChanged.connect(self._on_field_changed)
        self._field.left.connect(self.left)
        self._field.refused.connect(self._on_field_refused)

    @property
    def field(self) -> QPlainTextEdit:
        """The control that has the focus while it is typed in."""
        return self._field

    def text(self) -> str:
        """What stands in it."""
        return self._field.toPlainText()

    def set_text(self, text: str) -> None:
        """Show a text without telling anybody, however long it is."""
        # ``textChanged`` comes for a text set by program as well, and would be saved as if it were typed
        blocked = self._field.blockSignals(True)
        self._field.setPlainText(text)
        self._field.blockSignals(blocked)
        self._show_length()

    def _show_length(self) -> None:
        length = len(self.text())
        self._said.setVisible(length >= SAID_FROM * self._longest)
        # a refusal, shown as a problem, is over with the next change
        set_styled(self._said, "look", "small")
        self._said.setText(self.tr("Length: {0} of {1}").format(f"{length:,}", f"{self._longest:,}"))

    @Slot()
    def _on_field_changed(self) -> None:
        self._show_length()
        self.edited.emit(self.text())

    @Slot(int)
    def _on_field_refused(self, length: int) -> None:
        said = self.tr("Not taken: the text would be {0} long; at most {1} is kept, in characters.").format(
            f"{length:,}", f"{self._longest:,}"
        )
        self._said.setVisible(True)
        set_styled(self._said, "look", "problem")
        self._said.setText(said)
        announce(self, said)
