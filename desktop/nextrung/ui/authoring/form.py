"""The fields of the thing that is picked, each with what there is to mend below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from nextrung.questionnaire.authoring.findings import AuthoringFinding
from nextrung.ui.authoring.state import LONGEST
from nextrung.ui.authoring.thing_fields import FormField
from nextrung.ui.authoring.words import choice_words, field_words, heading_words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.ampersand import as_sign
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.growing_field import GrowingField
from nextrung.ui.widgets.inputs import NumberBox
from nextrung.ui.widgets.tab_order import keep_tab_order
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.typing import Typing

BESIDE_FROM = 620
"""Width of the form from which fields stand beside each other, at a text size of 100 %."""
FEWEST_CHARACTERS = 8
"""Characters of what is chosen that are shown at the least."""
NUMBER_WIDTH = 10
"""Width of the number in front of a field, so that fields begin below each other."""


_STAYS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Why a field is without the keyboard for a while, and gets it back."""


class FieldRow(QWidget):
    """One field under its name."""

    changed = Signal(str, object)
    """The way of the field, and what stands in it now."""
    left = Signal(str)
    """The keyboard went on from a text to something else; the way of its field."""

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
        self.said = TextLabel("", "small")
        self.said.hide()
        # one of a row has its number in front: the heading of the row says the rest, and a screen reader all of it
        if field.is_counted:
            line = QHBoxLayout()
            line.setSpacing(theme.space("s"))
            number = Caption(str(field.number), self.control, "muted")
            number.setMinimumWidth(theme.em(NUMBER_WIDTH))
            line.addWidget(number)
            line.addWidget(self.control, 1)
            layout.addLayout(line)
        else:
            caption = Caption(words, self.control, "strong")
            caption.setWordWrap(True)
            layout.addWidget(caption)
            layout.addWidget(self.control)
        layout.addWidget(self.said)
        self.show_field(field)

    def stops(self) -> list[QWidget]:
        """What the keyboard stops at in it, in order."""
        if self._ticks:
            return list(self._ticks)
        return [self._text.field if self._text is not None else self.control]

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
            # as wide as the form and no wider, however long what it offers is
            self._box.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self._box.setMinimumContentsLength(FEWEST_CHARACTERS)
            self._box.setObjectName(name)
            self._box.setAccessibleName(words)
            self._box.activated.connect(self._on_box_activated)
            return self._box
        if field.control == "number":
            self._number = NumberBox()
            self._number.setObjectName(name)
            self._number.setAccessibleName(words)
            self._number.setRange(*field.limits)
            self._number.valueChanged.connect(self._on_number_value_changed)
            return self._number
        return self._make_ticks(field, words)

    def _make_ticks(self, field: FormField, words: str) -> QWidget:
        holder = QWidget()
        holder.setAccessibleName(words)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        for entry, text in field.choices:
            tick = QCheckBox(as_sign(text or choice_words(entry, field.name)))
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
            entries = [(entry, text or choice_words(entry, field.name)) for entry, text in field.choices]
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
        self.said.setText(sentences(findings))
        self.said.setVisible(bool(findings))
        set_styled(self.said, "look", "problem" if findings else "small")
        self.control.setAccessibleDescription(self.said.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the page, which a field claims even where it cannot do them; say that it is left."""
        if event.type() is QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and event.reason() not in _STAYS:
            self.left.emit(self.field.way)
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


def plain_words(finding: AuthoringFinding) -> str:
    """What a finding says, as a sentence."""
    text = finding.message[:1].upper() + finding.message[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."


def finding_words(finding: AuthoringFinding) -> str:
    """The same, and whether it keeps the questionnaire from being published."""
    needed = QCoreApplication.translate("authoring", "{0} Needed before it can be published.")
    return needed.format(plain_words(finding)) if finding.must else plain_words(finding)


def sentences(findings: Iterable[AuthoringFinding]) -> str:
    """Findings below each other, each sentence once."""
    return "\n".join(dict.fromkeys(finding_words(one) for one in findings))


class ThingForm(QWidget):
    """All fields of one thing; built anew only when there are others."""

    changed = Signal(str, object)
    left = Signal(str, str)
    """A text was left: the thing, by id, and the way of the field."""

    def __init__(self, theme: Theme, typing: Typing, parent: QWidget | None = None) -> None:
        """Make it empty; ``typing`` is told when a field is left."""
        super().__init__(parent)
        self._theme = theme
        self._typing = typing
        self._about = ""
        self._is_wide = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(theme.space("s"))
        self._grid.setHorizontalSpacing(theme.space("m"))
        self._headings: dict[str, TextLabel] = {}
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
        for row in self.rows:
            row.left.disconnect(self._on_row_left)  # a field that goes was left by nobody
        discard([*self.rows, *self._headings.values()])
        self.rows, self._headings = [], {}
        for field in fields:
            row = FieldRow(self._theme, field, self._typing)
            row.changed.connect(self.changed)
            row.left.connect(self._on_row_left)
            self.rows.append(row)
            if field.is_counted and field.name not in self._headings:
                self._headings[field.name] = TextLabel(heading_words(field.name), "strong")
        self._arrange()
        if had_focus and self.rows:
            # a choice that brings other fields along keeps the keyboard; without it, the first field has it
            (self.row(focused or "") or self.rows[0]).control.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put fields beside each other where there is room, else those for others after one's own."""
        super().resizeEvent(event)
        if self._is_wide != self._has_room():
            self._arrange()

    @Slot(str)
    def _on_row_left(self, way: str) -> None:
        self.left.emit(self._about, way)

    def _has_room(self) -> bool:
        return self.width() >= self._theme.em(BESIDE_FROM)

    def _arrange(self) -> None:
        self._is_wide = self._has_room()
        rows = self.rows if self._is_wide else in_one_column(self.rows)
        beside = [at for at, row in enumerate(rows) if row.field.beside and self._is_wide]
        line, headed = -1, set[str]()
        for at, row in enumerate(rows):
            column = int(at in beside)
            span = 1 if column or at + 1 in beside else 2
            # the heading of a row stands in a line of its own, and that of the fields beside it in the same one
            if not column:
                line += 2
            heading = self._headings.get(row.field.name) if row.field.is_counted else None
            if heading is not None and row.field.name not in headed:
                self._grid.addWidget(heading, line - 1, column, 1, span)
                headed.add(row.field.name)
            self._grid.addWidget(row, line, column, 1, span, Qt.AlignmentFlag.AlignTop)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        keep_tab_order(stop for row in rows for stop in row.stops())

    def row(self, way: str) -> FieldRow | None:
        """The row of a field."""
        return next((row for row in self.rows if row.field.way == way), None)


def in_one_column(rows: Sequence[FieldRow]) -> list[FieldRow]:
    """One's own fields of a run of pairs, then those that stood beside them."""
    found: list[FieldRow] = []
    waiting: list[FieldRow] = []
    for at, row in enumerate(rows):
        paired = row.field.beside or (at + 1 < len(rows) and rows[at + 1].field.beside)
        if not paired:
            found += waiting
            waiting = []
        (waiting if row.field.beside else found).append(row)
    return found + waiting


def _shape(field: FormField) -> tuple[object, ...]:
    """What a field must have alike with another one to be shown by the same controls."""
    return field.way, field.control, field.name, field.choices if field.control == "ticks" else ()
