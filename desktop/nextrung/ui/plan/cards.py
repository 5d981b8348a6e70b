"""The cards of the plan: a step that can be moved, and an action on offer."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QProgressBar, QWidget

from nextrung.plan.step import State
from nextrung.ui import labels
from nextrung.ui.key_names import on_this_system
from nextrung.ui.plan import words
from nextrung.ui.plan.parts import IfThen, TickRow
from nextrung.ui.plan.state import ORDER, OfferCardState, StepCardState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.text import TagLabel, TextLabel

MIME = "application/x-nextrung-step"
"""The kind of data of a dragged step, which no other program takes, nor anything of the page but its columns."""
DELETED = "deleted"
"""What the menu says in place of a state for deleting a step."""


class StepCardView(Card):
    """One step; Enter opens it, the mouse drags it. Its other keys are the page's: a box takes arrows."""

    opened = Signal(str)
    move_requested = Signal(str, str)
    """The step and the state it is to have; *done* asks for evidence first."""
    tick_changed = Signal(str, int, bool)
    delete_requested = Signal(str)

    def __init__(
        self, theme: Theme, card: StepCardState, parent: QWidget | None = None, *, leading: bool = False
    ) -> None:
        """Show a step; ``leading`` is the one whose next move is the primary button of the page."""
        super().__init__(theme, parent, accented=leading and card.state == "doing")
        self.card = card
        self.leading = leading
        self._theme = theme
        self._pressed_at: QPoint | None = None
        self.setProperty("step", True)
        self.setObjectName("card")
        # a card is a part of the page and takes no focus by itself; here it is what keys act on
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tag, look = words.due(card)
        self.setAccessibleName(", ".join(part for part in (card.title, words.where(card), tag) if part))
        moves = self.tr("Enter opens, Ctrl+Right and Ctrl+Left move, Delete drops")
        put_aside = self.tr("Enter opens, Ctrl+Left takes up again, Delete deletes")
        self.setAccessibleDescription(put_aside if card.state == "dropped" else moves)
        self.setToolTip(in_lines(self.accessibleDescription()))
        beside, space = theme.space("m_wide"), theme.space("m")
        self.body.setContentsMargins(beside, space, beside, space)
        title = row(TextLabel(card.title, "strong"), spacing=theme.space("s"))
        title.setStretch(0, 1)
        if tag:
            title.addWidget(TagLabel(tag, look), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(title)
        self.body.addWidget(TextLabel(self._where(), "small"))
        self._build_middle(leading=leading)

    def _where(self) -> str:
        text = words.where(self.card)
        if self.card.finished_at:
            return f"{text} · {self.tr('finished {0}').format(labels.day(self.card.finished_at))}"
        return text

    def _build_middle(self, *, leading: bool) -> None:
        card, theme = self.card, self._theme
        if card.state == "doing":
            for plan in (card.start, card.if_then):
                if plan:
                    self.body.addWidget(IfThen(theme, plan))
            # small steps to tick on the leading card alone; the others show a bar, and all of them in the details
            for number, tick in enumerate(card.ticks if leading else ()):
                line = TickRow(theme, number, tick)
                line.toggled.connect(self._on_tick_toggled)
                self.body.addWidget(line)
            if card.ticks and not leading:
                self.body.addLayout(self._progress())
            if card.evidence_of_done:
                self.body.addWidget(TextLabel(self.tr("Done means: {0}").format(card.evidence_of_done), "muted"))
        elif card.state == "planned" and card.ticked:
            self.body.addLayout(self._progress())
        for one in card.evidence:
            self.body.addWidget(TextLabel(self.tr("{0}: {1}").format(one.kind, one.line)))
        self.body.addLayout(self._build_actions(leading=leading))

    def _progress(self) -> QHBoxLayout:
        """How many of the small steps are ticked; all of them are in the details."""
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, len(self.card.ticks))
        bar.setValue(self.card.ticked)
        said = self.tr("{0} of {1} ticked").format(self.card.ticked, len(self.card.ticks))
        bar.setAccessibleName(said)
        line = row(bar, TextLabel(said, "small", wrap=False), spacing=self._theme.space("m"))
        line.setStretch(0, 1)
        return line

    def _build_actions(self, *, leading: bool) -> QHBoxLayout:
        card, theme = self.card, self._theme
        self.details = Button(theme, self.tr("Details"), "link")
        self.details.setObjectName("step-details")
        self.details.setAccessibleName(self.tr("Details of {0}").format(card.title))
        self.details.clicked.connect(self._on_details_clicked)
        self.menu = Button(theme, self.tr("Move"), "link")
        self.menu.setObjectName("step-move")
        self.menu.setAccessibleName(self.tr("Move {0}").format(card.title))
        self.menu.setMenu(self._build_menu())
        forward = {
            "planned": self.tr("Start"),
            "doing": self.tr("Done, with evidence"),
            "dropped": self.tr("Take up again"),
        }.get(card.state)
        self.forward: Button | None = None
        if forward:
            self.forward = Button(theme, forward, "primary" if leading else "plain")
            self.forward.setObjectName("step-forward")
            self.forward.setAccessibleName(f"{forward}: {card.title}")
            self.forward.clicked.connect(self._on_forward_clicked)
            return row(self.details, self.menu, None, self.forward, spacing=theme.space("m"))
        return row(self.details, self.menu, None, spacing=theme.space("m"))

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        # with Ctrl, as the boxes on a card take the arrows alone
        keys = {self.card.onward: "Ctrl+Right", self.card.back: "Ctrl+Left", "dropped": "Delete"}
        if self.card.state == "dropped":
            menu.addAction(self.tr("Delete") + "\tDelete").setData(DELETED)
        for state in (*ORDER, "dropped"):
            if state == self.card.state:
                continue
            text = self.tr("Drop") if state == "dropped" else words.state(state)
            key = keys.get(state)
            # shown only: the keys are shortcuts of the page, and the same one twice would be ambiguous for Qt
            action = QAction(f"{text}\t{on_this_system(key)}" if key else text, menu)
            action.setData(state)
            menu.addAction(action)
        menu.triggered.connect(self._on_menu_triggered)
        return menu

    def ask_for(self, state: State | None) -> None:
        """Ask for a move; None asks for nothing."""
        if state is not None and state != self.card.state:
            self.move_requested.emit(self.card.id, state)

    # what the person does

    @Slot(int, bool)
    def _on_tick_toggled(self, number: int, done: bool) -> None:
        self.tick_changed.emit(self.card.id, number, done)

    @Slot()
    def _on_details_clicked(self) -> None:
        self.opened.emit(self.card.id)

    @Slot()
    def _on_forward_clicked(self) -> None:
        # a dropped step has nothing before it but being planned again
        self.ask_for(self.card.onward or self.card.back)

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        if action.data() == DELETED:
            self.delete_requested.emit(self.card.id)
        else:
            self.ask_for(action.data())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the step."""
        # a button or box on the card takes Enter for itself
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus():
            self.opened.emit(self.card.id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag could begin."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag once the mouse has gone far enough."""
        start = self._pressed_at
        if start is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        # a hand trembles: a click must not become a drag
        if (event.position().toPoint() - start).manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed_at = None
        drag = QDrag(self)
        drag.setMimeData(mime(self.card.id))
        drag.setPixmap(self.grab())
        # held where it was taken, so that the card does not jump to the pointer
        drag.setHotSpot(start)
        # this runs an event loop until the step is let go; the drop may delete this card, so nothing follows
        drag.exec(Qt.DropAction.MoveAction)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the step."""
        self.opened.emit(self.card.id)


def mime(step_id: str) -> QMimeData:
    """The data of a dragged step: its id under ``MIME``, which columns of the plan accept."""
    data = QMimeData()
    data.setData(MIME, step_id.encode())
    return data


class OfferCardView(Card):
    """One action on offer."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, card: OfferCardState, parent: QWidget | None = None, *, leading: bool, full: bool
    ) -> None:
        """Show an offer; while the plan is ``full`` it cannot be chosen."""
        super().__init__(theme, parent)
        self.card = card
        beside, space = theme.space("m_wide"), theme.space("m")
        self.body.setContentsMargins(beside, space, beside, space)
        self.body.addWidget(TextLabel(card.title, "strong"))
        self.body.addWidget(TextLabel(words.where(card), "small"))
        self.body.addWidget(TextLabel(card.first))
        if card.chance:
            tags: tuple[TagLabel, ...] = (TagLabel(self.tr("needs a chance"), "other"),)
        else:
            hours = TagLabel(self.tr("{0} h").format(card.effort_hours), "plain")
            # in whole weeks, as the days of an offer are an estimate; what takes less is one week too
            weeks = max(1, round(card.days / 7))
            tags = (hours, TagLabel(labels.counted(weeks, self.tr("1 week"), self.tr("{0} weeks")), "plain"))
        self.choose = Button(theme, self.tr("Choose"), "primary" if leading else "link")
        self.choose.setObjectName(f"choose-{card.action}")
        self.choose.setAccessibleName(self.tr("Choose: {0}").format(card.title))
        # while the plan is full the offer stays to be read, and the page says why it cannot be chosen
        self.choose.setEnabled(not full)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.body.addLayout(row(*tags, None, self.choose, spacing=theme.space("xs")))

    @Slot()
    def _on_choose_clicked(self) -> None:
        self.chosen.emit(self.card.action)
