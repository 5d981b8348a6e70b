"""The group page: figures, the heat map, and what else only a group shows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QMenu, QProgressBar, QWidget

from nextrung.scoring.cautions import of_content
from nextrung.scoring.statements import is_draft
from nextrung.ui import labels
from nextrung.ui.group import picture
from nextrung.ui.group.cards import ConsistencyCard, GapsCard, MatchCard, WaitingCard
from nextrung.ui.group.change_card import ChangeCard
from nextrung.ui.group.figures import GroupFigures
from nextrung.ui.group.filters import FilterBar
from nextrung.ui.group.heat_card import HeatCard
from nextrung.ui.group.lacking_card import LackingCard
from nextrung.ui.group.spread_card import SpreadCard
from nextrung.ui.group.state import GroupState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.coming import Coming, ComingParts
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import TextLabel

FOLD_BELOW = 900
STACK_BELOW = 520
"""Page width under which figures stand one below the other."""


class GroupPage(Page):
    """Renders a group; asks for other people, roles and days, for hidden names, and for files."""

    hiding_toggled = Signal()
    sheet_requested = Signal()
    report_requested = Signal()
    picture_requested = Signal()
    copy_requested = Signal()
    analysis_requested = Signal()
    step_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Group"))
        self._about = TextLabel("", "muted")
        self.under_title.addWidget(self._about, 1)
        self.explain("group")
        self._build_actions()
        self.filters = FilterBar(theme)
        self.lacking = LackingCard(theme)
        self._build_waiting()
        above: tuple[QWidget, ...] = (self.filters, self._waiting, self.lacking)
        for part in above:
            self.column.addWidget(part)
        parts: tuple[Coming, ...] = (
            ("grid", self.tr("The gaps of all people, beside each other")),
            ("bars", self.tr("Where many need the same, and what looks changed")),
        )
        self._coming = ComingParts(theme, parts)
        self.column.addWidget(self._coming)
        self._build_group()
        self.column.addStretch(1)
        self._connect()
        # nothing is known before the first reading, and empty parts would flash up
        for hidden in (*above, self._about, self._coming, self._group, self.export, self.hide_names):
            hidden.hide()

    def _build_actions(self) -> None:
        self.hide_names = Button(self.theme, self.tr("Hide names"), key="H")
        self.hide_names.setObjectName("group-hide")
        self.export = Button(self.theme, self.tr("Export"), "primary")
        self.export.setObjectName("group-export")
        menu = QMenu(self.export)
        self.to_sheet = menu.addAction(self.tr("Spreadsheet of everything on this page…"))
        self.to_report = menu.addAction(self.tr("Report as a document…"))
        self.to_picture = menu.addAction(self.tr("Picture of the map…"))
        self.to_clipboard = menu.addAction(self.tr("Copy the picture"))
        menu.addSeparator()
        self.to_analysis = menu.addAction(self.tr("Everybody’s answers for analysis, without names…"))
        self.export.setMenu(menu)
        self.set_actions(self.hide_names, self.export)

    def _build_waiting(self) -> None:
        self._waiting = Card(self.theme, inset=True)
        self._progress = QProgressBar()
        self._progress.setRange(0, 100)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("How much of the group is read"))
        self.cancel = Button(self.theme, self.tr("Stop"))
        self.cancel.setObjectName("group-cancel")
        line = row(TextLabel(self.tr("Reading the group"), wrap=False), self._progress, self.cancel, spacing=12)
        line.setStretch(1, 1)
        self._waiting.body.addLayout(line)

    def _build_group(self) -> None:
        theme = self.theme
        self._group = QWidget()
        body = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._group)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.space("m_wide"))
        self.figures = GroupFigures(theme)
        self.heat = HeatCard(theme)
        self.match, self.gaps = MatchCard(theme), GapsCard(theme)
        self.spread, self.change = SpreadCard(theme), ChangeCard(theme)
        self.waiting, self.consistency = WaitingCard(theme), ConsistencyCard(theme)
        body.addWidget(self.figures)
        body.addWidget(self.heat)
        pairs: list[QBoxLayout] = []
        for cards in ((self.gaps, self.match), (self.spread,), (self.change,), (self.consistency, self.waiting)):
            columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
            columns.setSpacing(theme.space("l"))
            for card in cards:
                columns.addWidget(card, 1)
            body.addLayout(columns)
            pairs.append(columns)
        purpose = self.tr("Made for your own development. Not suitable for hiring, pay or promotion decisions.")
        body.addWidget(TextLabel(purpose, "small"))
        self.column.addWidget(self._group)
        self.fold_below(FOLD_BELOW, self.heat.top, *pairs)
        self.fold_below(STACK_BELOW, self.filters.line)

    def _connect(self) -> None:
        self.hide_names.clicked.connect(self.hiding_toggled)
        key = QShortcut(QKeySequence(Qt.Key.Key_H), self)
        # a shortcut belongs to its whole window by default, and a letter alone would be taken from every other page
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.hiding_toggled)
        self.to_sheet.triggered.connect(self.sheet_requested)
        self.to_report.triggered.connect(self.report_requested)
        self.to_picture.triggered.connect(self.picture_requested)
        self.to_clipboard.triggered.connect(self.copy_requested)
        self.to_analysis.triggered.connect(self.analysis_requested)
        self.lacking.people_requested.connect(self.step_requested)
        self.lacking.names_requested.connect(self.hiding_toggled)
        self.cancel.clicked.connect(self.cancel_requested)
        self.theme.changed.connect(self._fold)

    def show_state(self, state: GroupState) -> None:
        """Show a group, or why there is nothing to show."""
        shown = not (state.empty or state.withheld)
        self.hide_problem()
        self.show_footnote(" ".join(self._trust_words(state)) if shown else "")
        self.filters.setVisible(bool(state.view.people or state.choice.tag))
        self.filters.show_state(state)
        self.hide_names.setText(self.tr("Show names") if state.choice.hidden else self.tr("Hide names"))
        self.export.setVisible(shown)
        # the spreadsheet holds the change, which is read last
        self.to_sheet.setEnabled(state.change is not None)
        self._group.setVisible(shown)
        self._coming.setVisible(state.empty and not state.withheld)
        self._show_lacking(state)
        self._about.show()
        self._about.setText(self._about_words(state))
        if not shown:
            # hidden or not, the names are in no widget any more
            self.heat.show_state(None)
            return
        for card in (self.match, self.gaps):
            card.setVisible(bool(state.view.gaps))
        for part in (self.figures, self.heat, self.match, self.gaps, self.spread, self.change):
            part.show_state(state)
        self.waiting.show_state(state)
        self.consistency.show_state(state)

    def _trust_words(self, state: GroupState) -> list[str]:
        said = labels.cautions(of_content(state.questionnaire))
        return [*said, *([labels.no_pilot()] if is_draft(state.questionnaire) else [])]

    def _show_lacking(self, state: GroupState) -> None:
        """Say what is lacking; whoever has hidden or shown the names by a button stays at one that does so."""
        before, after = self.hide_names, self.lacking.show_names
        if not state.withheld:
            before, after = after, before
        held = before.hasFocus()
        self.lacking.show_state(state)
        # where the names are in the way, the card alone offers them
        self.hide_names.setVisible(bool(state.view.people) and not state.withheld)
        if held:
            after.setFocus()

    def _about_words(self, state: GroupState) -> str:
        count = self.locale().toString
        # of few people, how many of them are assessed would tell something about somebody
        words = self.tr("People: {0}") if state.withheld else self.tr("People: {0}, assessed: {1}")
        people = words.format(count(state.view.people), count(len(state.view.rows)))
        against = self.tr("against {0}").format(state.view.role.name) if state.view.role.targets else labels.no_role()
        latest = [] if state.empty or state.withheld else [self.tr("latest assessment of each")]
        return " · ".join([people, *latest, against])

    def picture(self) -> QImage:
        """The map as a picture, with as many people as fit."""
        title = self.tr("Level minus target, {0}").format(self._about.text())
        if not self.match.isVisibleTo(self):  # levels stand there by themselves
            title = self.tr("Level, {0}").format(self._about.text())
        return picture.draw(self.heat.table.map, self.theme, title, self.tr("The first {0} of {1} people"))

    def show_progress(self, share: float | None) -> None:
        """Say how much is read, from 0 to 1; None when nothing is being read."""
        self._waiting.setVisible(share is not None)
        if share is not None:
            self._progress.setValue(round(100 * share))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the figures one below the other when there is little width."""
        super().resizeEvent(event)
        self._fold()

    @Slot()
    def _fold(self) -> None:
        narrow, very = (self.width() < self.theme.em(limit) for limit in (FOLD_BELOW, STACK_BELOW))
        # never three: the fourth figure would stand alone in its line
        self.figures.set_across(1 if very else 2 if narrow else 4)
