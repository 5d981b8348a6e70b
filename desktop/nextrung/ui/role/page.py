"""The role page: what a manager does, why, how it came to be, what each part asks, and how roles differ."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.role.demand_cards import ClaimsCard, DemandCard
from nextrung.ui.role.parts import DutyView, PartView, SourceNotes
from nextrung.ui.role.standing import BeginCard, TargetsCard
from nextrung.ui.role.state import DutyGroupState, PassageState, RoleColumn, RoleState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, Rule
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel

FOLD_BELOW = 850
"""Page width at a text size of 100 % under which cards stand one below the other."""
TOP_SHARES = (2, 5)
"""Of the width, for where to begin and the table of targets."""


class RolePage(Page):
    """Renders the guide to the role; leads to competencies and to other places."""

    area_opened = Signal(str)
    place_opened = Signal(str)
    advert_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("The role"))
        self._summary = TextLabel("", "muted")
        self.under_title.addWidget(self._summary, 1)
        self.explain("role")
        self.advert = Button(theme, self.tr("Targets from a job advert"))
        self.advert.setObjectName("role-advert")
        self.advert.clicked.connect(self.advert_requested)
        self.set_actions(self.advert)
        self._state: RoleState | None = None
        self._parts: list[QWidget] = []
        self._pairs: list[tuple[QBoxLayout, QBoxLayout.Direction]] = []
        self._stages: list[QWidget] = []
        self._grid: QGridLayout | None = None
        self.roles = TextTable("", [])
        self.rungs: QWidget = Card(theme)
        # folding depends on the text size as well as on the width
        theme.changed.connect(self._fold)

    def show_state(self, state: RoleState) -> None:
        """Show the guide beside the person's own levels; nothing is built anew while nothing has changed."""
        # building all cards takes long, and the page is opened more often than anything on it changes
        if state == self._state:
            return
        self._state = state
        discard(self._parts)
        self._parts, self._pairs, self._stages, self._grid = [], [], [], None
        self._summary.setText(state.summary)
        self._add(self._top(state))
        if state.stages:
            self._add(self._life_cycle(state))
        told = ((self.tr("Why it matters"), state.why), (self.tr("How it came to be"), state.history))
        passages = [self._passages(name, texts) for name, texts in told if texts]
        if passages:
            self._add(self._pair(*passages))
        if state.demand is not None:
            self._add(self._pair(DemandCard(self.theme, state.demand), ClaimsCard(self.theme, state.demand)))
        self._add(self._pair(*(self._group(group) for group in state.groups)))
        self.rungs = self._rungs(state)
        self._add(self.rungs)
        self._add(self._questions(state))
        self.show_footnote(labels.no_pilot() if state.draft else "")
        self._add(TextLabel(self.tr("Texts of this page: version {0}").format(state.version), "small"))
        self._fold()

    def _add(self, widget: QWidget) -> None:
        self.column.addWidget(widget)
        self._parts.append(widget)

    def _top(self, state: RoleState) -> QWidget:
        targets, begin = TargetsCard(self.theme, state), BeginCard(self.theme, state)
        for card in (targets, begin):
            card.area_opened.connect(self.area_opened)
            card.place_opened.connect(self.place_opened)
        self.roles = targets.table
        # where to begin comes first for Tab and on a narrow page; on a wide one it stands where reading ends
        pair = self._pair(begin, targets, wide=QBoxLayout.Direction.RightToLeft)
        # a box layout that runs from right to left still counts its parts as they were put in
        for at, share in enumerate(TOP_SHARES):
            self._pairs[-1][0].setStretch(at, share)
        return pair

    def _pair(self, *cards: Card, wide: QBoxLayout.Direction = QBoxLayout.Direction.LeftToRight) -> QWidget:
        """Cards side by side in the direction ``wide``, or the first on top when there is little width."""
        holder = QWidget()
        layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.theme.space("l"))
        for card in cards:
            layout.addWidget(card, 1)
        self._pairs.append((layout, wide))
        return holder

    def _part(self, part: PassageState, notes: SourceNotes, number: int = 0) -> PartView:
        view = PartView(self.theme, part, notes, number=number)
        view.area_opened.connect(self.area_opened)
        view.place_opened.connect(self.place_opened)
        return view

    def _add_sources(self, card: Card, notes: SourceNotes) -> None:
        """Name the sources of a card at its foot."""
        if notes.words():
            card.body.addSpacing(self.theme.space("xs"))
            card.body.addWidget(TextLabel(notes.words(), "small"))

    def _life_cycle(self, state: RoleState) -> Card:
        card = Card(self.theme)
        card.body.addWidget(TextLabel(self.tr("Through the whole life of a model"), "heading"))
        words = self.tr("The number beside an area is your own level. Choose one to see its levels and questions.")
        if not state.scored:
            words = self.tr("After an assessment your own level stands beside each area. Choose one to see its levels.")
        card.body.addWidget(TextLabel(words, "muted"))
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, self.theme.space("m"), 0, 0)
        self._grid.setHorizontalSpacing(self.theme.space("page"))
        self._grid.setVerticalSpacing(self.theme.space("xl"))
        notes = SourceNotes()
        for number, stage in enumerate(state.stages, start=1):
            self._stages.append(self._part(stage, notes, number))
            self._grid.addWidget(self._stages[-1], number, 0)  # in the order of the keyboard; folding moves it
        card.body.addWidget(holder)
        self._add_sources(card, notes)
        return card

    def _passages(self, heading: str, parts: tuple[PassageState, ...]) -> Card:
        card = Card(self.theme)
        card.body.setSpacing(self.theme.space("m"))
        card.body.addWidget(TextLabel(heading, "heading"))
        notes = SourceNotes()
        for part in parts:
            card.body.addWidget(self._part(part, notes))
        self._add_sources(card, notes)
        card.body.addStretch(1)
        return card

    def _group(self, group: DutyGroupState) -> Card:
        card = Card(self.theme)
        card.body.setSpacing(self.theme.space("m"))
        card.body.addWidget(TextLabel(group.name, "heading"))
        for number, duty in enumerate(group.duties):
            if number:
                card.body.addWidget(Rule())
            view = DutyView(self.theme, duty)
            view.area_opened.connect(self.area_opened)
            card.body.addWidget(view)
        card.body.addStretch(1)
        return card

    def _rungs(self, state: RoleState) -> Card:
        card = Card(self.theme)
        card.body.addWidget(TextLabel(self.tr("Rungs and neighbouring roles"), "heading"))
        words = self.tr("In words; differences are counted from {0}.")
        card.body.addWidget(TextLabel(words.format(state.compared), "muted"))
        notes = SourceNotes()
        for number, role in enumerate(state.roles):
            if number:
                card.body.addWidget(Rule())
            card.body.addWidget(TextLabel(role.name, "strong"))
            card.body.addWidget(TextLabel(role.text + notes.numbers(role.sources)))
            difference = self._difference(role, state)
            if difference:
                card.body.addWidget(TextLabel(difference, "muted"))
        self._add_sources(card, notes)
        return card

    def _difference(self, role: RoleColumn, state: RoleState) -> str:
        sentences = []
        if role.more:
            more = ", ".join(self.tr("{0} (+{1})").format(name, labels.level(by)) for name, by in role.more)
            sentences.append(self.tr("Asks more than {0}: {1}.").format(state.compared, more))
        if role.less:
            less = ", ".join(self.tr("{0} (−{1})").format(name, labels.level(by)) for name, by in role.less)
            sentences.append(self.tr("Asks less: {0}.").format(less))
        return " ".join(sentences)

    def _questions(self, state: RoleState) -> Card:
        card = Card(self.theme)
        card.body.setSpacing(self.theme.space("m"))
        card.body.addWidget(TextLabel(self.tr("Questions people ask"), "heading"))
        notes = SourceNotes()
        for number, question in enumerate(state.questions):
            if number:
                card.body.addWidget(Rule())
            card.body.addWidget(self._part(question, notes))
        self._add_sources(card, notes)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put cards one below the other when there is little width."""
        super().resizeEvent(event)
        self._fold()

    @Slot()
    def _fold(self) -> None:
        narrow = self.width() < self.theme.em(FOLD_BELOW)
        for pair, wide in self._pairs:
            pair.setDirection(QBoxLayout.Direction.TopToBottom if narrow else wide)
        across = 1 if narrow else 2
        # a resize comes with each step of a drag; the grid is laid anew only for another number of columns
        if self._grid is None or (self._grid.count() and self._grid.property("across") == across):
            return
        self._grid.setProperty("across", across)
        for number, stage in enumerate(self._stages):
            self._grid.removeWidget(stage)
            self._grid.addWidget(stage, number // across, number % across)
        # a grid keeps its columns when they are empty, and one with a stretch goes on taking its part of the width
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
