"""The page of evidence: the map of the role, the examples of an area, and one of them in full."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from nextrung.ui.evidence import words
from nextrung.ui.evidence.detail import ExampleCard
from nextrung.ui.evidence.list import ExampleTable
from nextrung.ui.evidence.map_table import MapTable
from nextrung.ui.evidence.questions_card import LikelyQuestionsCard
from nextrung.ui.evidence.state import EvidenceState, ExampleView
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import TextLabel

FOLD_BELOW = 900
"""Page width at a text size of 100 % under which the columns stand one below the other."""
SHARES = (5, 7)


class EvidencePage(Page):
    """Renders the map and the examples, and says what the person wants."""

    add_requested = Signal()
    undo_requested = Signal()
    pack_requested = Signal()
    practice_requested = Signal()
    predictions_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Evidence"))
        self._about = TextLabel("", "muted")
        self.under_title.addWidget(self._about, 1)
        self._build_ways()
        self.explain("evidence")
        self._build_actions()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("l"))
        self.map = MapTable(theme)
        self.list = ExampleTable(theme)
        self.detail = ExampleCard(theme)
        self.questions = LikelyQuestionsCard(theme)
        self._none = TextLabel("", "muted")
        self._side = QVBoxLayout()
        self._side.setSpacing(theme.space("m_wide"))
        self._side.addWidget(self._build_list())
        self._side.addWidget(self.detail)
        self._side.addWidget(self.questions)
        self._side.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self._build_map())
        left.addStretch(1)
        self._columns.addLayout(left, SHARES[0])
        self._columns.addLayout(self._side, SHARES[1])
        self.column.addLayout(self._columns)
        self.column.addStretch(1)
        self.fold_below(FOLD_BELOW, self._columns)

    def _build_ways(self) -> None:
        self.practise = Button(self.theme, self.tr("Practise"), "link")
        self.practise.setObjectName("practise")
        self.practise.setToolTip(self.tr("Likely questions one at a time, answered aloud"))
        self.predict = Button(self.theme, self.tr("Did it come true?"), "link")
        self.predict.setObjectName("predict")
        self.predict.setToolTip(self.tr("What you expect before an interview, a round or a project, and what came"))
        for way in (self.practise, self.predict):
            self.under_title.addWidget(way)
        self.practise.clicked.connect(self.practice_requested)
        self.predict.clicked.connect(self.predictions_requested)

    def _build_actions(self) -> None:
        self.undo = Button(self.theme, self.tr("Undo"))
        self.undo.setObjectName("undo")
        self.undo.setToolTip(self.tr("Put the example that was deleted last back (Ctrl+Z)"))
        self.add = Button(self.theme, self.tr("Add an example"))
        self.add.setObjectName("add-example")
        self.add.setToolTip(self.tr("Add an example (Ctrl+N)"))
        self.pack = Button(self.theme, self.tr("Make a pack"), "primary")
        self.pack.setObjectName("make-pack")
        self.pack.setToolTip(self.tr("For an interview, a promotion case or a talk about feedback"))
        self.set_actions(self.undo, self.add, self.pack)
        self.undo.clicked.connect(self.undo_requested)
        self.add.clicked.connect(self.add_requested)
        self.pack.clicked.connect(self.pack_requested)
        for keys, target in ((QKeySequence.StandardKey.Undo, self.undo), (QKeySequence.StandardKey.New, self.add)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(target.click)

    def _build_map(self) -> Card:
        card = Card(self.theme)
        card.body.addWidget(TextLabel(self.tr("What you can show"), "heading"))
        card.body.addWidget(self.map)
        return card

    def _build_list(self) -> Card:
        card = Card(self.theme)
        self._heading = TextLabel("", "heading")
        for part in (self._heading, self._none, self.list):
            card.body.addWidget(part)
        return card

    def add_deleted(self, view: QWidget) -> None:
        """Show what was deleted below the columns."""
        # the last item is the stretch that keeps everything at the top
        self.column.insertWidget(self.column.count() - 1, view)

    def show_state(self, state: EvidenceState, example: str, today: date) -> str:
        """Show the map and the examples of the area that is chosen; returns the example that is picked now."""
        self.hide_problem()
        self._about.setText(words.about(state))
        self.map.show_areas(state.areas, state.chosen, today)
        chosen = next(one for one in state.areas if one.id == state.chosen)
        self._heading.setText(words.area(chosen))
        self._none.setText(self._nothing(state))
        self._none.setVisible(not state.rows)
        self.list.setVisible(bool(state.rows))
        self.undo.setVisible(state.can_undo)
        # a pack is made of examples: the first one comes first
        self.pack.setVisible(bool(state.total))
        set_styled(self.add, "kind", "plain" if state.total else "primary")
        return self.list.show_rows(state.rows, example, today)

    def _nothing(self, state: EvidenceState) -> str:
        if state.total:
            return self.tr("Nothing to show here yet. Add an example, or note one beside an answer.")
        return self.tr(
            "Your examples will stand here. Notes beside answers and what finished steps of the plan left come by"
            " themselves; others you add. All of it stays on this computer."
        )

    def show_example(self, view: ExampleView | None, today: date) -> None:
        """Show one example in full, or none."""
        self.detail.setVisible(view is not None)
        if view is not None:
            self.detail.show_example(view, today)
