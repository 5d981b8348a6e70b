"""One step in detail: everything about it can be changed here, and is saved while typing."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from nextrung.plan.step import LONGEST_TITLE, ChecklistItem, State
from nextrung.ui import labels
from nextrung.ui.plan import words
from nextrung.ui.plan.parts import DueField, TickRow
from nextrung.ui.plan.state import StepCardState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.inputs import NumberBox
from nextrung.ui.widgets.text import Caption, TagLabel, TagLook, TextLabel
from nextrung.ui.widgets.written_page import WrittenPage

FOLD_BELOW = 850
"""Page width at a text size of 100 % under which the side column moves below."""
NOTES_HEIGHT = 150
LINES_HEIGHT = 64
MOST_HOURS = 999
STATE_LOOKS: dict[State, TagLook] = {"planned": "plain", "doing": "accent", "done": "good", "dropped": "plain"}


class StepPage(WrittenPage):
    """Renders one step, and hands over what was typed."""

    edited = Signal(str, dict)
    """The step and its changed fields by name."""
    move_requested = Signal(str, str)
    tick_changed = Signal(str, int, bool)
    delete_requested = Signal(str)
    undo_requested = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, parent)
        self.title.setText(self.tr("Plan step"))
        self._card: StepCardState | None = None
        self._state_tag = TagLabel("", "plain")
        self._where = TextLabel("", "muted")
        self.under_title.addWidget(self._state_tag)
        self.under_title.addWidget(self._where, 1)
        self.explain("plan")
        self.back = self.way_back("back-to-plan", self.tr("Back to the plan"), self.tr("Back to the plan (Esc)"))
        self.set_actions(self.back)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("l"))
        self._columns.addWidget(self._build_main(), 2)
        self._columns.addLayout(self._build_side(), 1)
        self.column.addLayout(self._columns)
        self.column.addStretch(1)
        self._connect()

    # building

    def _build_main(self) -> QWidget:
        theme = self.theme
        card = Card(theme)
        self._main = card.body
        self.name = QLineEdit()
        self.name.setProperty("look", "title")
        self.name.setMaxLength(LONGEST_TITLE)
        self._field(self.tr("What you will do"), self.name, "title")
        self.start = self._lines(LINES_HEIGHT)
        self.start.setPlaceholderText(self.tr("If it is Tuesday at 9, then I write the first paragraph"))
        self._field(self.tr("How it starts: if it is DAY, TIME or PLACE, then I …"), self.start, "start")
        self.if_then = self._lines(LINES_HEIGHT)
        self._field(self.tr("Later on: if …, then …"), self.if_then, "if-then")
        self._main.addWidget(TextLabel(self.tr("Small steps"), "strong"))
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(theme.space("xs"))
        self._tick_rows: list[TickRow] = []
        self._main.addLayout(self._ticks)
        self.new_tick = QLineEdit()
        self.new_tick.setObjectName("new-tick")
        self.new_tick.setAccessibleName(self.tr("A further small step"))
        self.new_tick.setPlaceholderText(self.tr("A further small step, then Enter"))
        self._main.addWidget(self.new_tick)
        self._main.addSpacing(theme.space("s"))
        self.done_means = self._lines(LINES_HEIGHT)
        self._field(self.tr("Done means: what you could show"), self.done_means, "done-means")
        self.notes = self._lines(NOTES_HEIGHT)
        self.notes.setPlaceholderText(self.tr("Kept on this computer only, saved while you type"))
        self._field(self.tr("Notes"), self.notes, "notes")
        return card

    def _build_side(self) -> QVBoxLayout:
        theme = self.theme
        card = Card(theme)
        self.forward = Button(theme, "", "primary")
        self.forward.setObjectName("detail-forward")
        self.backward = Button(theme, "")
        self.backward.setObjectName("detail-backward")
        self.drop = Button(theme, "", "link")
        self.drop.setObjectName("detail-drop")
        self.undo = Button(theme, self.tr("Undo"), "link")
        self.undo.setObjectName("detail-undo")
        self.undo.setToolTip(self.tr("Take the last change back (Ctrl+Z)"))
        self.due = DueField(theme)
        self.hours = NumberBox()
        self.hours.setObjectName("hours")
        self.hours.setRange(0, MOST_HOURS)
        self.hours.setSpecialValueText(self.tr("not estimated"))
        self.hours.setSuffix(self.tr(" h"))
        self.hours.setAccessibleName(self.tr("Effort in hours"))
        effort = Caption(self.tr("Effort"), self.hours)
        card.body.addWidget(self.forward)
        card.body.addWidget(self.backward)
        card.body.addSpacing(theme.space("xs"))
        card.body.addWidget(self.due)
        line = row(effort, self.hours, spacing=theme.space("s"))
        line.setStretch(1, 1)
        card.body.addLayout(line)
        card.body.addWidget(self.saved)
        card.body.addLayout(row(self.undo, self.drop, None, spacing=theme.space("s")))
        self._evidence = Card(theme)
        self._evidence.body.addWidget(TextLabel(self.tr("What you could show"), "heading"))
        self._evidence_words = TextLabel("")
        self._evidence.body.addWidget(self._evidence_words)
        side = QVBoxLayout()
        side.setSpacing(theme.space("m"))
        side.addWidget(card)
        side.addWidget(self._evidence)
        side.addStretch(1)
        return side

    def _lines(self, height: int) -> QPlainTextEdit:
        field = QPlainTextEdit()
        # else Tab would be typed, and the keyboard could not leave the field (WCAG 2.1.2, no keyboard trap)
        field.setTabChangesFocus(True)
        field.setMinimumHeight(self.theme.em(height))
        # both ends, as such a field would else take all height that is left
        field.setMaximumHeight(self.theme.em(height))
        return field

    def _field(self, label: str, field: QWidget, name: str) -> None:
        field.setObjectName(f"step-{name}")
        field.setAccessibleName(label)
        caption = Caption(label, field, "strong")
        # what is asked here are sentences, longer than a narrow page
        caption.setWordWrap(True)
        self._main.addWidget(caption)
        self._main.addWidget(field)
        self._main.addSpacing(self.theme.space("xs"))

    def _connect(self) -> None:
        self.name.textEdited.connect(self._on_name_edited)
        # Enter in a line saves at once; text fields have no such end and wait for the timer or the focus
        self.name.editingFinished.connect(self.save)
        self.start.textChanged.connect(self._on_start_changed)
        self.if_then.textChanged.connect(self._on_if_then_changed)
        self.done_means.textChanged.connect(self._on_done_means_changed)
        self.notes.textChanged.connect(self._on_notes_changed)
        self.typing.watch(self.start, self.if_then, self.done_means, self.notes, self.due.day, self.hours)
        # left counts as entered: a small step that was typed is not to be lost for want of Enter
        self.new_tick.editingFinished.connect(self._on_new_tick_finished)
        self.due.changed.connect(self._on_due_changed)
        self.hours.valueChanged.connect(self._on_hours_changed)
        self.typing.due.connect(self.edited)
        self.forward.clicked.connect(self._on_forward_clicked)
        self.backward.clicked.connect(self._on_backward_clicked)
        self.drop.clicked.connect(self._on_drop_clicked)
        self.undo.clicked.connect(self._on_undo_clicked)
        self.back.clicked.connect(self._on_back_clicked)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        # by default a shortcut belongs to its whole window; this one takes back on this page only
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.undo.click)
        self.theme.changed.connect(self._fold)

    # showing

    def show_state(self, card: StepCardState, *, can_undo: bool) -> None:
        """Show a step; a field that is being typed in keeps its cursor."""
        new = self._card is None or self._card.id != card.id
        if new:
            self.begin(card.id)
        self._card = card
        self.hide_problem()
        self._where.setText(words.where(card))
        self._state_tag.setText(words.state(card.state))
        self._state_tag.set_look(STATE_LOOKS[card.state])
        self._show_texts(card)
        self._show_ticks(card.ticks)
        # ``valueChanged`` comes for a value set by program as well, and would be saved as if it were typed
        with QSignalBlocker(self.hours):
            self.hours.setValue(self.typing.newest("effort_hours", card.effort_hours) or 0)
        self.due.set_value(self.typing.newest("due", card.due), card.today)
        self._show_moves(card)
        self.undo.setEnabled(can_undo)
        self._evidence.setVisible(bool(card.evidence))
        lines = [self.tr("{0}: {1}").format(one.kind, one.line) for one in card.evidence]
        if card.finished_at:
            lines.append(self.tr("Finished {0}").format(labels.day(card.finished_at)))
        self._evidence_words.setText("\n".join(lines))
        # where one would go on; a finished or dropped step leads back
        if new:
            (self.forward if card.onward else self.back).setFocus()

    def _show_texts(self, card: StepCardState) -> None:
        title = self.typing.newest("title", card.title)
        if self.name.text() != title:
            self.name.setText(title)
            # a long title shows its beginning; ``setText`` leaves the cursor, and what is in sight, at its end
            self.name.setCursorPosition(0)
        for name, field, kept in (
            ("start", self.start, card.start),
            ("if_then", self.if_then, card.if_then),
            ("evidence_of_done", self.done_means, card.evidence_of_done),
            ("notes", self.notes, card.notes),
        ):
            text = self.typing.newest(name, kept)
            if field.toPlainText() != text:
                # setting a text counts as a change, and would be saved as if it were typed
                with QSignalBlocker(field):
                    field.setPlainText(text)

    def _show_ticks(self, ticks: tuple[ChecklistItem, ...]) -> None:
        # the rows are made anew, and the keyboard is to stay at the one it was on
        focused = next((at for at, one in enumerate(self._tick_rows) if one.box.hasFocus()), None)
        # hidden at once: ``deleteLater`` waits for the event loop, and the old rows would be laid out beside the new
        for old in self._tick_rows:
            old.hide()
            old.deleteLater()
        self._tick_rows = [TickRow(self.theme, number, tick) for number, tick in enumerate(ticks)]
        for line in self._tick_rows:
            line.toggled.connect(self._on_tick_toggled)
            self._ticks.addWidget(line)
        if focused is not None and focused < len(self._tick_rows):
            self._tick_rows[focused].box.setFocus()

    def _show_moves(self, card: StepCardState) -> None:
        onward = {"planned": self.tr("Start"), "doing": self.tr("Done, with evidence")}.get(card.state, "")
        back = {
            "doing": self.tr("Back to planned"),
            "done": self.tr("Back to doing"),
            "dropped": self.tr("Take up again"),
        }.get(card.state, "")
        self.forward.setText(onward)
        self.forward.setVisible(bool(onward))
        self.backward.setText(back)
        self.backward.setVisible(bool(back))
        dropped = card.state == "dropped"
        self.drop.setText(self.tr("Delete this step") if dropped else self.tr("Drop this step"))
        kept = self.tr("It can be put back from the plan for 30 days")
        self.drop.setToolTip(kept if dropped else self.tr("It can be taken up again from the plan"))

    # what the person does

    @Slot(str)
    def _on_name_edited(self, text: str) -> None:
        self.typing.typed("title", text)

    @Slot()
    def _on_start_changed(self) -> None:
        self.typing.typed("start", self.start.toPlainText())

    @Slot()
    def _on_if_then_changed(self) -> None:
        self.typing.typed("if_then", self.if_then.toPlainText())

    @Slot()
    def _on_done_means_changed(self) -> None:
        self.typing.typed("evidence_of_done", self.done_means.toPlainText())

    @Slot()
    def _on_notes_changed(self) -> None:
        self.typing.typed("notes", self.notes.toPlainText())

    @Slot()
    def _on_due_changed(self) -> None:
        self.typing.typed("due", self.due.value())

    @Slot(int)
    def _on_hours_changed(self, hours: int) -> None:
        self.typing.typed("effort_hours", hours or None)

    @Slot()
    def _on_new_tick_finished(self) -> None:
        text = self.new_tick.text().strip()
        if text and self._card is not None:
            self.new_tick.clear()
            self.typing.typed("ticks", (*self._card.ticks, ChecklistItem(text)))
            self.save()

    @Slot(int, bool)
    def _on_tick_toggled(self, number: int, done: bool) -> None:
        self.save()
        if self._card is not None:
            self.tick_changed.emit(self._card.id, number, done)

    def _ask_for(self, state: State | None) -> None:
        self.save()
        if self._card is not None and state is not None:
            self.move_requested.emit(self._card.id, state)

    @Slot()
    def _on_forward_clicked(self) -> None:
        self._ask_for(self._card.onward if self._card else None)

    @Slot()
    def _on_backward_clicked(self) -> None:
        self._ask_for(self._card.back if self._card else None)

    @Slot()
    def _on_drop_clicked(self) -> None:
        if self._card is not None and self._card.state == "dropped":
            self.save()
            self.delete_requested.emit(self._card.id)
        else:
            self._ask_for("dropped")

    @Slot()
    def _on_undo_clicked(self) -> None:
        self.save()
        self.undo_requested.emit()

    @Slot()
    def _on_back_clicked(self) -> None:
        self.save()
        self.back_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the side column below when there is little width."""
        super().resizeEvent(event)
        self._fold()

    @Slot()
    def _fold(self) -> None:
        narrow = self.width() < self.theme.em(FOLD_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        for field, height in (
            (self.start, LINES_HEIGHT),
            (self.if_then, LINES_HEIGHT),
            (self.done_means, LINES_HEIGHT),
            (self.notes, NOTES_HEIGHT),
        ):
            field.setFixedHeight(self.theme.em(height))
