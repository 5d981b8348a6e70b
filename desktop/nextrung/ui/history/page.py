"""The history page: one area over time, the list of all assessments, and what was just deleted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.history.elsewhere import ElsewhereCard
from nextrung.ui.history.listing import ListCard
from nextrung.ui.history.shared import SharedCard
from nextrung.ui.history.state import HistoryState
from nextrung.ui.history.trend import TrendCard
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.coming import Coming, ComingParts
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.tab_order import keep_tab_order
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.undo_bar import UndoBar
from nextrung.workspace.questionnaires import TakenElsewhere
from nextrung.workspace.shared_areas import SharedView

FOLD_BELOW = 640


class HistoryPage(Page):
    """Renders all finished assessments; says what will be here while there is none."""

    assess_requested = Signal()
    undo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("History"))
        self._about = TextLabel("", "muted", wrap=False)
        self.under_title.addWidget(self._about)
        self.under_title.addStretch(1)
        self.explain("history")
        self.undo_bar = UndoBar(theme, self, "history-undo")
        self.undo_bar.undo_requested.connect(self.undo_requested)
        self._build_nothing()
        self.trend = TrendCard(theme)
        self.listing = ListCard(theme)
        self.elsewhere = ElsewhereCard(theme)
        self.shared = SharedCard(theme)
        for part in (self.undo_bar, self._nothing, self.trend, self.listing, self.shared, self.elsewhere):
            self.column.addWidget(part, 1 if part is self.trend else 0)
        self.column.addStretch(0)
        self.trend.assessment_picked.connect(self.listing.table.pick)
        # folding depends on the text size as well as on the width
        theme.changed.connect(self._fold)

    def add_deleted(self, view: QWidget) -> None:
        """Show what was deleted below the list."""
        # the last item is the stretch that keeps everything at the top
        self.column.insertWidget(self.column.count() - 1, view)

    def _build_nothing(self) -> None:
        self._nothing = QWidget()
        layout = QVBoxLayout(self._nothing)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.theme.space("m_wide"))
        words = self.tr("Your levels over time will be here, and every finished assessment as it was.")
        layout.addWidget(TextLabel(words, "lead"))
        self.step = Button(self.theme, self.tr("Go to the assessment"), "primary")
        self.step.setObjectName("history-step")
        layout.addLayout(row(self.step, None, spacing=0))
        parts: tuple[Coming, ...] = (
            ("curve", self.tr("How your levels move, and what may be only chance")),
            ("table", self.tr("Every finished assessment; two of them can be compared")),
        )
        layout.addWidget(ComingParts(self.theme, parts))
        layout.addStretch(1)
        self.step.clicked.connect(self.assess_requested)

    def show_elsewhere(self, lines: Sequence[TakenElsewhere]) -> None:
        """Show a line for each other questionnaire that was finished."""
        self.elsewhere.show_lines(lines)
        self._keep_order()

    def show_shared(self, views: Sequence[SharedView]) -> None:
        """Show the areas that other questionnaires share."""
        self.shared.show_views(views)
        self._keep_order()

    def _keep_order(self) -> None:
        keep_tab_order((*self.shared.findChildren(TextTable), *self.elsewhere.findChildren(Button)))

    def show_state(self, state: HistoryState) -> None:
        """Show the assessments."""
        some = bool(state.entries)
        self.hide_problem()
        self._about.setText(self.tr("Finished assessments: {0}").format(len(state.entries)) if some else "")
        self._nothing.setVisible(not some)
        self.trend.setVisible(some)
        self.listing.setVisible(some)
        self._show_removed(state)
        # a chart takes the height that is left; without one an empty part at the end does
        self.column.setStretchFactor(self.trend, 1 if state.points else 0)
        self.column.setStretch(self.column.count() - 1, 0 if state.points else 1)
        if some:
            self.trend.show_state(state)
        self.listing.show_state(state)
        self.show_footnote(labels.no_pilot() if state.draft else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the head of the chart when there is little width."""
        super().resizeEvent(event)
        self._fold()

    @Slot()
    def _fold(self) -> None:
        self.trend.set_folded(self.width() < self.theme.em(FOLD_BELOW))

    def _show_removed(self, state: HistoryState) -> None:
        words = self.tr("The assessment of {0} is deleted. It can be put back for 30 days.")
        self.undo_bar.show_deleted(words.format(labels.day(state.removed_at)) if state.removed_at is not None else "")
