"""The page of one area, for results and role alike: where it stands, one step up from each answer, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.competency.head import HeadCard
from nextrung.ui.competency.ladder import LadderCard
from nextrung.ui.competency.questions import QuestionsCard
from nextrung.ui.competency.situations import SituationsCard
from nextrung.ui.competency.state import CompetencyState
from nextrung.ui.competency.steps import StepsCard
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.first_paint import after_first_paint
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import TextLabel

FOLD_BELOW = 900
"""Page width at a text size of 100 % under which levels and steps move below the questions."""


class CompetencyPage(Page):
    """Renders one area; goes back, explains the level, adds actions to the plan, or leads to the assessment."""

    back_requested = Signal()
    working_requested = Signal(str)
    action_chosen = Signal(str)
    assessment_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self._id = ""
        self._wanted: Button | None = None
        self._about = TextLabel("", "muted")
        self.under_title.addWidget(self._about, 1)
        self.working = self.explain()
        self.back = self.way_back("back-from-competency")
        self.assess = Button(theme, self.tr("Go to the assessment"), "primary")
        self.assess.setObjectName("to-assessment")
        self.set_actions(self.back, self.assess)
        self._parts: list[QWidget] = []
        self._steps: StepsCard | None = None
        self.column.addStretch(1)
        self.back.clicked.connect(self.back_requested)
        self.assess.clicked.connect(self.assessment_requested)
        self.working.clicked.connect(self._on_working_clicked)

    def show_state(self, state: CompetencyState, planned: frozenset[str] = frozenset()) -> None:
        """Show an area; ``planned`` are the ids of actions in the plan."""
        self._id = state.id
        self.title.setText(state.name)
        self._about.setText(self._about_words(state))
        self.working.setVisible(state.level is not None)
        self.assess.setVisible(not state.assessed)
        # an action asked for on an area shown before is not to take the focus of this one
        self._wanted = None
        self.hide_problem()
        discard(self._parts)
        self._parts = []
        self._add(HeadCard(self.theme, state))
        self._add(self._two_columns(state, planned))
        if state.situations:
            self._add(SituationsCard(self.theme, state))
        self._add(self._what_it_is(state))
        self.show_footnote(labels.no_pilot() if state.draft else "")
        # the parts are made anew, and with them went whatever had the focus
        self.setFocus()

    def focus_action(self, action: str) -> None:
        """Bring an action that is not planned yet into view and give the way into the plan the focus; else nothing."""
        add = self._steps.add_button(action) if self._steps is not None else None
        if add is not None:
            self._wanted = add
            after_first_paint(self, self._show_wanted)

    def _show_wanted(self) -> None:
        """Where a part stands is only known once the page has been laid out and painted."""
        if self._wanted is not None:
            self.reveal(self._wanted)
            # Qt shows the ring of the keyboard for this reason, as for Tab: nobody has clicked here
            self._wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._wanted = None

    def _add(self, card: QWidget) -> None:
        # the last item is the stretch that keeps everything at the top
        self.column.insertWidget(self.column.count() - 1, card)
        self._parts.append(card)

    def _about_words(self, state: CompetencyState) -> str:
        part = labels.counted(state.siblings, self.tr("The only area"), self.tr("One of {0} areas"))
        if not state.role:
            return self.tr("{0} in {1}").format(part, state.part)
        return self.tr("{0} in {1} · against {2}").format(part, state.part, state.role)

    def _two_columns(self, state: CompetencyState, planned: frozenset[str]) -> QWidget:
        """Questions where reading begins; beside them, or below where it is narrow, the levels and what to do."""
        theme = self.theme
        holder = QWidget()
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.space("l"))
        # 8 to 5: questions hold three columns, the levels one
        columns.addWidget(QuestionsCard(theme, state), 8)
        side = QVBoxLayout()
        side.setSpacing(theme.space("m"))
        side.addWidget(LadderCard(theme, state))
        self._steps = None
        if state.actions:
            self._steps = StepsCard(theme, state.actions, planned)
            self._steps.chosen.connect(self.action_chosen)
            side.addWidget(self._steps)
        side.addStretch(1)
        # the side column keeps its parts at the top when the questions are longer
        columns.addLayout(side, 5)
        # one row of columns for each state: those before are deleted and must not be folded any more
        self.fold_only(FOLD_BELOW, columns)
        return holder

    def _what_it_is(self, state: CompetencyState) -> Card:
        card = Card(self.theme)
        card.body.addWidget(TextLabel(self.tr("What it is"), "heading"))
        card.body.addWidget(TextLabel(state.construct))
        card.body.addWidget(TextLabel(state.boundary, "muted"))
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
