"""The page of one competency: level against target, answers with the steps above them, situations, actions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.answers.detail import explained_option
from nextrung.ui.answers.state import AnswerRow
from nextrung.ui.competency.state import ActionRow, CompetencyState, ItemRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, Rule, row
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.painted import after_paint
from nextrung.ui.widgets.text import Tag, Text


class ActionCard(Card):
    """One development action with the way into the plan."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, action: ActionRow, *, planned: bool) -> None:
        """Show an action; ``planned`` says that it is in the plan already."""
        super().__init__(theme, inset=True)
        self._id = action.id
        modes = {
            "experience": self.tr("by doing"),
            "people": self.tr("with others"),
            "study": self.tr("by study"),
        }
        tags: list[QWidget] = [Tag(modes[action.mode], "plain")]
        if action.fits:
            tags.append(Tag(self.tr("fits your level"), "good"))
        self.body.addWidget(Text(action.title, "strong"))
        effort = self.tr("about {0} hours over {1} weeks").format(action.hours, action.weeks)
        self.body.addLayout(row(*tags, Text(effort, "small", wrap=False), None, spacing=theme.space("s")))
        self.body.addWidget(Text(self.tr("Done means: {0}").format(action.evidence_of_done), "muted"))
        if planned:
            self.body.addLayout(row(Tag(self.tr("in your plan"), "good"), None, spacing=0))
            return
        add = Button(theme, self.tr("Add to plan"), "link")
        add.setObjectName(f"add-{action.id}")
        add.setAccessibleName(self.tr("Add to plan: {0}").format(action.title))
        add.clicked.connect(self._on_add_clicked)
        self.body.addLayout(row(add, None, spacing=0))

    @Slot()
    def _on_add_clicked(self) -> None:
        self.chosen.emit(self._id)


class CompetencyPage(Page):
    """Renders one competency; goes back, explains the level, and adds actions to the plan."""

    back_requested = Signal()
    working_requested = Signal(str)
    action_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self._id = ""
        self._wanted: Button | None = None
        self._level = Text("", "muted")
        self.under_title.addWidget(self._level, 1)
        self.working = Button(theme, self.tr("How is this worked out?"))
        self.back = self.way_back("back-from-competency")
        self.header_actions.addWidget(self.working)
        self.header_actions.addWidget(self.back)
        self._parts: list[QWidget] = []
        self.column.addStretch(1)
        self.back.clicked.connect(self.back_requested)
        self.working.clicked.connect(self._on_working_clicked)

    def show_state(self, state: CompetencyState, planned: frozenset[str] = frozenset()) -> None:
        """Show a competency; ``planned`` are the ids of actions in the plan."""
        self._id = state.id
        self.title.setText(state.name)
        self._level.setText(self._level_words(state))
        self.working.setVisible(state.level is not None)
        self._wanted = None
        self.hide_problem()
        discard(self._parts)
        self._parts = []
        self._add(self._about(state))
        self._add(self._answers(state))
        if state.situations:
            self._add(self._situations(state))
        self._add(self._actions(state, planned))
        self.setFocus()

    def focus_action(self, action: str) -> None:
        """Bring an action that is not planned yet into view and give the way into the plan the focus; else nothing."""
        add = self.findChild(Button, f"add-{action}")
        if add is not None:
            self._wanted = add
            after_paint(self, self._show_wanted)

    def _show_wanted(self) -> None:
        """Where a part stands is only known once the page has been laid out and painted."""
        if self._wanted is not None:
            self.reveal(self._wanted)
            self._wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._wanted = None

    def _add(self, card: QWidget) -> None:
        self.column.insertWidget(self.column.count() - 1, card)
        self._parts.append(card)

    def _level_words(self, state: CompetencyState) -> str:
        if state.level is None or state.low is None or state.high is None:
            if state.status == "no_chance":
                return self.tr("No level: you have had little chance to do this yet.")
            return self.tr("No level: too few answers.")
        text = self.tr("Your answers put it at {0} (likely {1}). {2} asks for {3}.")
        likely = labels.level_range(state.low, state.high)
        return text.format(labels.level(state.level), likely, state.role, labels.level(state.target))

    def _about(self, state: CompetencyState) -> Card:
        card = Card(self.theme)
        card.body.addWidget(Text(self.tr("What it is"), "heading"))
        card.body.addWidget(Text(state.construct))
        card.body.addWidget(Text(state.boundary, "muted"))
        card.body.addWidget(Text(self.tr("What separates the levels"), "strong"))
        for number, step in enumerate(state.ladder, start=1):
            card.body.addWidget(Text(f"{number} · {step.label}: {step.text}", "muted"))
        return card

    def _answers(self, state: CompetencyState) -> Card:
        card = Card(self.theme)
        card.body.addWidget(Text(self.tr("Your answers, and the steps above them"), "heading"))
        for number, item in enumerate(state.items):
            if number:
                self._add_rule(card.body)
            self._add_item(card.body, item)
        return card

    def _add_rule(self, column: QVBoxLayout) -> None:
        """A line with air above and below."""
        column.addSpacing(self.theme.space("xs"))
        column.addWidget(Rule())
        column.addSpacing(self.theme.space("xs"))

    def _add_item(self, column: QVBoxLayout, item: ItemRow) -> None:
        column.addWidget(Text(item.facet, "kicker"))
        column.addWidget(Text(item.row.question, "strong"))
        words = item.row.answer
        if item.row.mark != "answered":
            words = {
                "skipped": self.tr("Skipped"),
                "no_chance": self.tr("No chance yet"),
                "open": self.tr("Not answered"),
            }[item.row.mark]
        answer = f"{words}: {item.row.anchor}" if item.row.anchor else words
        column.addWidget(Text(self.tr("You: {0}").format(answer)))
        if item.row.note:
            column.addWidget(Text(self.tr("Your example: {0}").format(item.row.note), "muted"))
        for step in item.above:
            column.addWidget(Text(self.tr("Above, {0}: {1}").format(step.label, step.text), "muted"))

    def _situations(self, state: CompetencyState) -> Card:
        card = Card(self.theme)
        card.body.addWidget(Text(self.tr("Situations and checks"), "heading"))
        dots = sum(any(option.picked and option.best for option in one.explained) for one in state.situations)
        counted = self.tr("Best answer picked in {0} of {1}; too few for a number of their own.")
        card.body.addWidget(Text(counted.format(dots, len(state.situations)), "muted"))
        if state.worth_checking:
            words = self.tr("The level is high and these answers were not: worth talking through with someone.")
            card.body.addWidget(Text(words, "problem"))
        for one in state.situations:
            self._add_rule(card.body)
            self._add_situation(card.body, one)
        return card

    def _add_situation(self, column: QVBoxLayout, one: AnswerRow) -> None:
        column.addWidget(Text(one.passage, "muted"))
        column.addWidget(Text(one.question, "strong"))
        for option in one.explained:
            for widget in explained_option(self.theme, option):
                column.addWidget(widget)
        if one.explanation:
            column.addWidget(Text(one.explanation, "muted"))

    def _actions(self, state: CompetencyState, planned: frozenset[str]) -> Card:
        card = Card(self.theme)
        card.body.addWidget(Text(self.tr("What you could do"), "heading"))
        for action in state.actions:
            one = ActionCard(self.theme, action, planned=action.id in planned)
            one.chosen.connect(self.action_chosen)
            card.body.addWidget(one)
        return card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace goes back."""
        if event.key() == Qt.Key.Key_Backspace:
            self.back.click()
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_working_clicked(self) -> None:
        self.working_requested.emit(self._id)
