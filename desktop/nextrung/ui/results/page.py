"""The results page: match, gaps, what to work on first, and how far to trust it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.results.beside import ChancesCard, JudgementCard, TaggedCard
from nextrung.ui.results.focus import FocusCard, TrustCard
from nextrung.ui.results.state import ResultsState
from nextrung.ui.results.summary import SummaryCards
from nextrung.ui.results.views import ViewsCard
from nextrung.ui.salary.state import SalaryState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.choice_box import ChoiceBox
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import Caption, OneLineLabel, TextLabel
from nextrung.ui.widgets.undo_role import UndoRole

FOLD_BELOW = 850
STACK_BELOW = 640
"""Page width under which the cards on top stand one below the other."""
LOW = 640
"""Page height at a text size of 100 % under which the figures on top take one low row."""
LONG_FOCUS = 2
"""Areas to work on first from which their card alone is about as tall as the chart."""


class ResultsPage(Page):
    """Renders a finished assessment; asks for another role profile, an earlier assessment, or more about an area."""

    role_chosen = Signal(str)
    targets_requested = Signal()
    comparison_chosen = Signal(str)
    """The id of an earlier assessment; empty for none."""
    answers_requested = Signal()
    report_requested = Signal()
    competency_picked = Signal(str)
    working_requested = Signal()
    step_requested = Signal(str)
    """A step for the plan is wanted for this competency."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Results"))
        self._build_header()
        self._summary = SummaryCards(theme)
        self.column.addWidget(self._summary)
        self.views = ViewsCard(theme)
        self._focus = FocusCard(theme)
        self._trust = TrustCard(theme)
        self._main, self._side = QVBoxLayout(), QVBoxLayout()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("l"))
        for column, part, stretch in ((self._main, self.views, 2), (self._side, self._focus, 1)):
            column.setSpacing(theme.space("m"))
            column.addWidget(part, 1)
            self._columns.addLayout(column, stretch)
        # a card as high as a list of thirty facets would be mostly empty, and push the next one out of sight
        self._side.setStretchFactor(self._focus, 0)
        self._side.addStretch(1)
        self.column.addLayout(self._columns, 1)
        self._judgement = JudgementCard(theme)
        self._tagged = TaggedCard(theme)
        self._chances = ChancesCard(theme)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(theme.space("l"))
        for card in (self._judgement, self._chances, self._tagged):
            self._beside.addWidget(card, 1)
        self.column.addLayout(self._beside)
        purpose = self.tr("Made for your own development. Not suitable for hiring, pay or promotion decisions.")
        self.column.addWidget(TextLabel(purpose, "small"))
        self._connect()

    def _build_header(self) -> None:
        theme = self.theme
        self.working = self.explain()
        self.comparison = ChoiceBox()
        self.comparison.setObjectName("comparison")
        self.comparison.setAccessibleName(self.tr("Earlier assessment to compare with"))
        self.answers = Button(theme, self.tr("Answers"))
        self.answers.setObjectName("answers")
        self.answers.setToolTip(self.tr("Your answers, and why the best ones are the best"))
        self.report = Button(theme, self.tr("Export…"))
        self.report.setObjectName("report")
        self.report.setToolTip(self.tr("A report for you, your coach or your manager"))
        self.set_actions(self.comparison, self.answers, self.report)
        self._when = OneLineLabel("", "muted")
        self.role = DropDown()
        self.role.setObjectName("role")
        self.role.setProperty("inline", True)
        self._against = Caption(self.tr("against"), self.role, "muted")
        self.role.setAccessibleName(self.tr("Role profile to compare with"))
        self.targets = Button(theme, self.tr("Own targets"), "link")
        self.targets.setObjectName("own-targets")
        for widget in (self._when, self._against, self.role, self.targets):
            self.under_title.addWidget(widget)
        self.undo_role = UndoRole(theme, self)  # after the role, so that the Tab key comes to it there
        self.under_title.addWidget(self.undo_role)
        self.under_title.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the figures give way to the chart in a low window."""
        super().resizeEvent(event)
        self._summary.show_compact(compact=self.height() < self.theme.em(LOW))

    def _connect(self) -> None:
        # ``activated`` comes from the person alone: filling the boxes asks for nothing
        self.role.activated.connect(self._on_role_activated)
        self.comparison.activated.connect(self._on_comparison_activated)
        self.targets.clicked.connect(self.targets_requested)
        self.answers.clicked.connect(self.answers_requested)
        self.report.clicked.connect(self.report_requested)
        self.views.competency_picked.connect(self.competency_picked)
        self._focus.competency_picked.connect(self.competency_picked)
        self._focus.step_requested.connect(self.step_requested)
        self.working.clicked.connect(self.working_requested)
        self.fold_below(FOLD_BELOW, self._columns, self._beside)
        self.fold_below(STACK_BELOW, self._summary.columns)

    def show_state(
        self, state: ResultsState, salary: SalaryState | None, planned: frozenset[str] = frozenset()
    ) -> None:
        """Show a result, pay where it is shown, and which competencies have a live step in the plan."""
        form = self.tr("Quick assessment") if state.form == "quick" else self.tr("Full assessment")
        self._when.setText(f"{form}, {labels.day(state.completed_at)}")
        self.role.clear()
        for option in state.roles:
            self.role.addItem(option.name, option.id)
        self.role.setCurrentIndex(self.role.findData(state.role.id))
        for part in (self._against, self.role, self.targets):
            part.setVisible(bool(state.roles))
        self._offer_comparisons(state)
        self.working.setVisible(state.match is not None)
        self._summary.show_state(state, salary)
        self.views.show_state(state)
        self._focus.show_state(state, planned)
        self._trust.show_state(state)
        # below the shorter of the two columns
        column = self._main if len(state.focus) >= LONG_FOCUS else self._side
        column.insertWidget(1, self._trust)
        self._judgement.setVisible(state.has_checks)
        self._judgement.show_state(state)
        self._tagged.show_state(state)
        self._chances.show_state(state)

    def _offer_comparisons(self, state: ResultsState) -> None:
        """Each entry says by itself what it is, as the chosen one stands alone in the header."""
        self.comparison.clear()
        self.comparison.addItem(self.tr("Without comparison") if state.compared else self.tr("Compare with…"), "")
        for earlier in state.earlier:
            quick = earlier.form == "quick"
            words = self.tr("Earlier: {0}, quick") if quick else self.tr("Earlier: {0}, full")
            self.comparison.addItem(words.format(labels.day(earlier.completed_at)), earlier.id)
        # what was compared with may be gone; the first entry stands for none
        self.comparison.setCurrentIndex(max(0, self.comparison.findData(state.compared or "")))
        self.comparison.setVisible(bool(state.earlier))

    def show_problem(self, message: str) -> None:
        """Say beside the focus areas what could not be done."""
        self._focus.show_problem(message)

    def show_stability(self, shares: dict[str, float]) -> None:
        """Say how often each focus area stays among the first when levels and weights vary."""
        self._focus.show_stability(shares)

    @Slot(int)
    def _on_role_activated(self, index: int) -> None:
        self.role_chosen.emit(self.role.itemData(index))

    @Slot(int)
    def _on_comparison_activated(self, index: int) -> None:
        self.comparison_chosen.emit(self.comparison.itemData(index))
