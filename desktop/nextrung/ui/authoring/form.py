"""The fields of the thing that is picked, each with what there is to mend below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from nextrung.questionnaire.authoring.findings import AuthoringFinding
from nextrung.ui.authoring.state import LONGEST, FormField
from nextrung.ui.authoring.words import choice_words, field_words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.ampersand import as_sign
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.growing_field import GrowingField
from nextrung.ui.widgets.inputs import NumberBox
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.typing import Typing

MOST = 10_000
"""The largest number that is taken."""


class FieldRow(QWidget):
    """One field under its name."""

    changed = Signal(str, object)
    """The way of the field, and what stands in it now."""

    def __init__(self, theme: Theme, field: FormField, typing: Typing) -> None:
        """Make the control for a field."""
        super().__init__()
        self.field = field
        words = field_words(field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("xs"))
        self._ticks: list[QCheckBox] = []
        self._text: GrowingField | None = None
        self._box: DropDown | None = None
        self._number: NumberBox | None = None
        self.control = self._make(field, words, typing)
        caption = Caption(words, self.control, "strong")
        caption.setWordWrap(True)
        self.said = TextLabel("", "small")
        self.said.hide()
        for part in (caption, self.control, self.said):
            layout.addWidget(part)
        self.show_field(field)

    def _make(self, field: FormField, words: str, typing: Typing) -> QWidget:
        name = f"field-{field.way}"
        if field.control in ("text", "lines"):
            self._text = GrowingField(name, words, "", longest=LONGEST)
            # what is taken back is so for all fields together, in the order in which they were changed
            self._text.field.setUndoRedoEnabled(False)
            self._text.field.installEventFilter(self)
            self._text.edited.connect(self._on_text_edited)
            typing.watch(self._text.field)
            return self._text
        if field.control == "choice":
            self._box = DropDown()
            self._box.setObjectName(name)
            self._box.setAccessibleName(words)
            self._box.activated.connect(self._on_box_activated)
            return self._box
        if field.control == "number":
            self._number = NumberBox()
            self._number.setObjectName(name)
            self._number.setAccessibleName(words)
            self._number.setRange(1, MOST)
            self._number.valueChanged.connect(self._on_number_value_changed)
            return self._number
        return self._make_ticks(field, words)

    def _make_ticks(self, field: FormField, words: str) -> QWidget:
        holder = QWidget()
        holder.setAccessibleName(words)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        for entry, text in field.choices:
            tick = QCheckBox(as_sign(text or choice_words(entry)))
            tick.setObjectName(f"field-{field.way}-{entry}")
            tick.setProperty("entry", entry)
            tick.clicked.connect(self._on_tick_clicked)
            self._ticks.append(tick)
            column.addWidget(tick)
        if self._ticks:
            holder.setFocusProxy(self._ticks[0])
        return holder

    def show_field(self, field: FormField) -> None:
        """Show what stands in it, without a word to anybody; a text that is typed in stays as it is."""
        self.field = field
        if self._text is not None and self._text.text() != field.value:
            self._text.set_text(field.value)
        if self._box is not None:
            entries = [(entry, text or choice_words(entry)) for entry, text in field.choices]
            if [(self._box.itemData(at), self._box.itemText(at)) for at in range(self._box.count())] != entries:
                self._box.clear()
                for entry, text in entries:
                    self._box.addItem(text, entry)
            self._box.setCurrentIndex(self._box.findData(field.value))
        if self._number is not None:
            blocked = self._number.blockSignals(True)
            self._number.setValue(field.value)
            self._number.blockSignals(blocked)
        for tick in self._ticks:
            tick.setChecked(tick.property("entry") in field.value)
        self._show_findings(field.findings)

    def _show_findings(self, findings: Sequence[AuthoringFinding]) -> None:
        self.said.setText("\n".join(finding_words(one) for one in findings))
        self.said.setVisible(bool(findings))
        set_styled(self.said, "look", "problem" if findings else "small")
        self.control.setAccessibleDescription(self.said.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the page: a field claims these keys for itself, even where it cannot do it."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(key) for key in keys):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        self.changed.emit(self.field.way, text)

    @Slot()
    def _on_box_activated(self) -> None:
        if self._box is not None:
            self.changed.emit(self.field.way, str(self._box.currentData()))

    @Slot(int)
    def _on_number_value_changed(self, value: int) -> None:
        self.changed.emit(self.field.way, value)

    @Slot()
    def _on_tick_clicked(self) -> None:
        ticked = tuple(str(tick.property("entry")) for tick in self._ticks if tick.isChecked())
        self.changed.emit(self.field.way, ticked)


def finding_words(finding: AuthoringFinding) -> str:
    """A finding as a sentence."""
    text = finding.message[:1].upper() + finding.message[1:]
    sentence = text if text.endswith((".", "?", "!")) else f"{text}."
    needed = QCoreApplication.translate("authoring", "Needed before it can be published: {0}")
    return needed.format(sentence) if finding.must else sentence


class ThingForm(QWidget):
    """All fields of one thing; built anew only when there are others."""

    changed = Signal(str, object)

    def __init__(self, theme: Theme, typing: Typing, parent: QWidget | None = None) -> None:
        """Make it empty; ``typing`` is told when a field is left."""
        super().__init__(parent)
        self._theme = theme
        self._typing = typing
        self._about = ""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.space("m"))
        self.rows: list[FieldRow] = []

    def show_fields(self, about: str, fields: Sequence[FormField]) -> None:
        """Show the fields of a thing, by id."""
        shown, wanted = [_shape(row.field) for row in self.rows], [_shape(one) for one in fields]
        if about != self._about or shown != wanted:
            self._build(fields)
        self._about = about
        for row, field in zip(self.rows, fields, strict=True):
            row.show_field(field)

    def _build(self, fields: Sequence[FormField]) -> None:
        held = self.focusWidget()
        focused = next((row.field.way for row in self.rows if held is not None and row.isAncestorOf(held)), None)
        had_focus = held is not None and held.hasFocus() and focused is not None
        discard(self.rows)
        self.rows = []
        for field in fields:
            row = FieldRow(self._theme, field, self._typing)
            row.changed.connect(self.changed)
            self._layout.addWidget(row)
            self.rows.append(row)
        if had_focus and self.rows:
            # a choice that brings other fields along keeps the keyboard; without it, the first field has it
            (self.row(focused or "") or self.rows[0]).control.setFocus()

    def row(self, way: str) -> FieldRow | None:
        """The row of a field."""
        return next((row for row in self.rows if row.field.way == way), None)


def _shape(field: FormField) -> tuple[object, ...]:
    """What a field must have alike with another one to be shown by the same controls."""
    return field.way, field.control, field.name, field.choices if field.control == "ticks" else ()
