"""The plan page: what is suggested, planned, being done and done."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.plan.cards import OfferCardView, StepCardView
from nextrung.ui.plan.column import CardList, StateColumn
from nextrung.ui.plan.state import PlanState, StepCardState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.coming import ComingCard
from nextrung.ui.widgets.keystroke import delete_keys
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import TextLabel

FOLD_BELOW = 850
"""Page width under which the columns stand one below the other."""
FEW_DONE = 8
"""Finished steps shown before more are asked for."""
MORE_DONE = 20
"""Finished steps added each time that more are asked for."""


class PlanPage(Page):
    """Renders the plan and says what the person wants."""

    step_opened = Signal(str)
    move_requested = Signal(str, str)
    tick_changed = Signal(str, int, bool)
    offer_chosen = Signal(str)
    own_requested = Signal()
    delete_requested = Signal(str)
    undo_requested = Signal()
    assess_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Plan"))
        self._lead = TextLabel("", "muted")
        self.under_title.addWidget(self._lead, 1)
        self.explain("plan")
        self._state: PlanState | None = None
        self._most_done = FEW_DONE
        self._shown: dict[str, StepCardView] = {}
        self._dropped_shown = False
        self.undo = Button(theme, self.tr("Undo"))
        self.undo.setObjectName("undo")
        self.undo.setToolTip(self.tr("Take the last change back (Ctrl+Z)"))
        self.own = Button(theme, self.tr("Add a step"))
        self.own.setObjectName("add-own")
        self.own.setToolTip(self.tr("A step of your own (Ctrl+N)"))
        self.set_actions(self.undo, self.own)
        self._build_columns()
        self._connect()

    def _build_columns(self) -> None:
        theme = self.theme
        self.planned = StateColumn(theme, "planned", "plain")
        self.doing = StateColumn(theme, "doing", "accent")
        self.done = StateColumn(theme, "done", "good")
        self.offers = CardList(theme, self.tr("Suggested"), "plain")
        self._no_offers = TextLabel("", "muted")
        first_step = self.tr("Actions that fit your result will be suggested here after your first assessment.")
        self._begin = TextLabel(first_step, "lead")
        self.assess = Button(theme, self.tr("Go to the assessment"), "primary")
        self.assess.setObjectName("go-assess")
        # an empty column is drawn as one with steps: its heading says the rest
        self._none_planned, self._none_doing, self._none_done = (ComingCard(theme, "cards") for _ in range(3))
        self._start = TextLabel(self.tr("Start a planned step, or drag it here."), "muted")
        self.more_done = Button(theme, "", "link")
        self.more_done.setObjectName("more-done")
        self.show_dropped = Button(theme, "", "link")
        self.show_dropped.setObjectName("show-dropped")
        self.dropped = CardList(theme, self.tr("Dropped"), "plain")
        self.dropped.setVisible(False)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("l_wide"))
        first = (self.planned, self._none_planned, self.offers, self._no_offers)
        left = self._stack(*first, self.show_dropped, self.dropped)
        for column, share in (
            # only steps being done show their plans and small steps, which need the width
            (left, 20),
            (self._stack(self.doing, self._start, self._none_doing), 27),
            (self._stack(self.done, self._none_done, self.more_done), 20),
        ):
            self._columns.addLayout(column, share)
        self.column.addWidget(self._begin)
        self.column.addLayout(row(self.assess, None, spacing=0))
        self.column.addLayout(self._columns)
        self.column.addStretch(1)

    def add_deleted(self, view: QWidget) -> None:
        """Show what was deleted below the columns."""
        # the last item is the stretch that keeps everything at the top
        self.column.insertWidget(self.column.count() - 1, view)

    def _stack(self, *parts: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self.theme.space("m"))
        for part in parts:
            if part in (self.offers, self.dropped):
                column.addSpacing(self.theme.space("s"))
            if isinstance(part, Button):
                column.addLayout(row(part, None, spacing=0))
            else:
                column.addWidget(part)
        column.addStretch(1)
        return column

    def _connect(self) -> None:
        self.undo.clicked.connect(self.undo_requested)
        self.own.clicked.connect(self.own_requested)
        self.assess.clicked.connect(self.assess_requested)
        self.more_done.clicked.connect(self._on_more_done_clicked)
        self.show_dropped.clicked.connect(self._on_show_dropped_clicked)
        for column in (self.planned, self.doing, self.done):
            column.step_dropped.connect(self.move_requested)
        for key, slot in (
            (QKeySequence("Ctrl+Right"), self._on_right_pressed),
            (QKeySequence("Ctrl+Left"), self._on_left_pressed),
            *((QKeySequence(key), self._on_delete_pressed) for key in delete_keys()),
        ):
            moving = QShortcut(key, self)
            # by default a shortcut belongs to its whole window; these move only what has the focus on this page
            moving.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            moving.activated.connect(slot)
        for keys, target in ((QKeySequence.StandardKey.Undo, self.undo), (QKeySequence.StandardKey.New, self.own)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(target.click)
        self.fold_below(FOLD_BELOW, self._columns)

    # showing

    def show_state(self, state: PlanState) -> None:
        """Show the plan; the focus stays on the same step where it can."""
        focused = self._focused_step()
        # cards that have not changed stay the same widgets, and so keep the focus and an open menu
        self._shown = {view.card.id: view for view in self._all_cards()}
        self._state = state
        self.hide_problem()
        self.undo.setEnabled(state.can_undo)
        leading = next(iter(state.doing or state.planned), None)
        self.planned.show_cards([self._card(one, leading) for one in state.planned], self._count(state.planned))
        self.doing.show_cards([self._card(one, leading) for one in state.doing], self._count(state.doing))
        self._lead.setText(self._lead_words(state))
        done = state.done[: self._most_done]
        self.done.show_cards([self._card(one, leading) for one in done], self._count(state.done))
        self.more_done.setText(self.tr("Show more ({0})").format(len(state.done) - len(done)))
        self.more_done.setVisible(len(done) < len(state.done))
        for outline, cards in (
            (self._none_planned, state.planned or state.offers),
            (self._none_doing, state.doing),
            (self._none_done, state.done),
        ):
            outline.setVisible(not cards)
        self._start.setVisible(bool(state.planned) and not state.doing)
        self._show_offers(state)
        self._show_dropped(state)
        if focused is not None:
            self._wanted_focus = focused
            # in the event loop: a menu or dialog that asked for the change gives its own focus back first
            QTimer.singleShot(0, self._focus_again)

    def _card(self, one: StepCardState, leading: StepCardState | None) -> StepCardView:
        """The view of a step: the one on show when nothing about it has changed."""
        # compared by value: any change makes a new card, as its texts and its menu are built from the state
        shown = self._shown.get(one.id)
        if shown is not None and shown.card == one and shown.leading == (one is leading):
            return shown
        view = StepCardView(self.theme, one, leading=one is leading)
        view.opened.connect(self.step_opened)
        view.move_requested.connect(self.move_requested)
        view.tick_changed.connect(self.tick_changed)
        view.delete_requested.connect(self.delete_requested)
        return view

    def _count(self, cards: tuple[StepCardState, ...]) -> str:
        return self.locale().toString(len(cards)) if cards else ""

    def _show_offers(self, state: PlanState) -> None:
        views = []
        for number, one in enumerate(state.offers):
            view = OfferCardView(self.theme, one, leading=not state.live and number == 0, full=state.full)
            view.chosen.connect(self.offer_chosen)
            views.append(view)
        self.offers.show_cards(views, self.tr("for your newest result") if views else "")
        self._no_offers.setText(self._about_offers(state))
        self._no_offers.setVisible(bool(self._no_offers.text()))
        self.offers.setVisible(state.assessed)
        for part in (self._begin, self.assess):
            part.setVisible(not state.assessed)

    def _lead_words(self, state: PlanState) -> str:
        """How many steps there may be, and how many there are: planned ones count as well as those being done."""
        shown = self.tr("A step is done when you could show it to someone.")
        if not state.live:
            return self.tr("At most three steps at a time. {0}").format(shown)
        taken = labels.counted(
            state.live,
            self.tr("1 of at most {1} steps is planned or being done."),
            self.tr("{0} of at most {1} steps are planned or being done."),
            state.most,
        )
        return f"{taken} {shown}"

    def _about_offers(self, state: PlanState) -> str:
        if not state.assessed:
            return ""
        if state.offers and state.full:
            return self.tr("Your plan is full; finish or drop a step to choose another.")
        if state.offers:
            return ""
        if state.focus_planned:
            return self.tr("Each area to work on first has a step in the plan. You can add a step of your own.")
        return self.tr("No further action is suggested for this result. You can add a step of your own.")

    def _show_dropped(self, state: PlanState) -> None:
        self.dropped.show_cards([self._card(one, None) for one in state.dropped], self._count(state.dropped))
        shown = self._dropped_shown and bool(state.dropped)
        self.dropped.setVisible(shown)
        words = self.tr("Hide dropped steps") if shown else self.tr("Show dropped steps ({0})")
        self.show_dropped.setText(words.format(len(state.dropped)))
        self.show_dropped.setVisible(bool(state.dropped))

    def cards(self) -> list[StepCardView]:
        """The steps on show, in reading order."""
        # ``isVisible`` is false for every part while the page itself is not shown
        return [card for card in self._all_cards() if card.card.state != "dropped" or not self.dropped.isHidden()]

    def _all_cards(self) -> list[StepCardView]:
        lists = (self.planned, self.doing, self.done, self.dropped)
        return [card for one in lists for card in one.views if isinstance(card, StepCardView)]

    def card_of(self, step: str) -> StepCardView | None:
        """The card of a step, None while it is not on show."""
        return next((card for card in self.cards() if card.card.id == step), None)

    def focus_step(self, step: str) -> None:
        """Bring a step into view and give it the focus."""
        self._wanted_focus = (step, "")
        # in the event loop: cards just made are laid out there, and a dialog that closes gives its focus back first
        QTimer.singleShot(0, self._focus_again)

    def focus_first(self) -> None:
        """Give the first step the focus, or where there is none, the first thing to choose."""
        cards = self.cards()
        if cards:
            self.focus_step(cards[0].card.id)

    _wanted_focus: tuple[str, str] = ("", "")

    def _focused_step(self) -> tuple[str, str] | None:
        """The step that has the focus, and the name of the part that has it."""
        widget = QApplication.focusWidget()
        part = widget
        while part is not None and part is not self:
            if isinstance(part, StepCardView):
                return part.card.id, "" if part is widget or widget is None else widget.objectName()
            part = part.parentWidget()
        return None

    @Slot()
    def _focus_again(self) -> None:
        step, name = self._wanted_focus
        card = self.card_of(step)
        if card is None:
            # the step may have gone with the change; Qt's own choice of the next focus may be outside of the page
            if not self.isAncestorOf(QApplication.focusWidget() or self):
                self.own.setFocus()
            return
        part = card.findChild(QWidget, name) if name else None
        (part or card).setFocus(Qt.FocusReason.OtherFocusReason)

    # what the person does

    def _focused_card(self) -> StepCardView | None:
        focused = self._focused_step()
        return self.card_of(focused[0]) if focused else None

    def _move(self, *, onward: bool) -> None:
        """Move the step that has the focus one column on or back."""
        view = self._focused_card()
        if view is not None:
            view.ask_for(view.card.onward if onward else view.card.back)

    @Slot()
    def _on_right_pressed(self) -> None:
        # columns run the way of reading, and so does the key that goes on
        self._move(onward=self.layoutDirection() is Qt.LayoutDirection.LeftToRight)

    @Slot()
    def _on_left_pressed(self) -> None:
        self._move(onward=self.layoutDirection() is Qt.LayoutDirection.RightToLeft)

    @Slot()
    def _on_delete_pressed(self) -> None:
        view = self._focused_card()
        if view is not None and view.card.state == "dropped":
            self.delete_requested.emit(view.card.id)
        elif view is not None:
            view.ask_for("dropped")

    @Slot()
    def _on_more_done_clicked(self) -> None:
        self._most_done += MORE_DONE
        if self._state is not None:
            self.show_state(self._state)

    @Slot()
    def _on_show_dropped_clicked(self) -> None:
        self._dropped_shown = not self._dropped_shown
        if self._state is not None:
            self._show_dropped(self._state)
