"""Both views of a person beside each other: their own levels, the coach's, and the target."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from nextrung.ui import labels
from nextrung.ui.rating.state import ViewsState
from nextrung.ui.rating.two_views import TwoViewsSection
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button, Segments
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import TextLabel


class ViewsPage(Page):
    """Renders both views."""

    back_requested = Signal()
    again_requested = Signal()
    names_toggled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self._about = TextLabel("", "muted")
        self.under_title.addWidget(self._about, 1)
        self.explain("session")
        self.back = self.way_back("back-from-views")
        self.hide_names = Button(theme, self.tr("Hide names"), key="H")
        self.hide_names.setObjectName("hide-names")
        self.again = Button(theme, self.tr("Rate again"))
        self.again.setObjectName("rate-again")
        self.set_actions(self.back, self.hide_names, self.again)
        card = Card(theme)
        entries = [("chart", self.tr("Chart")), ("table", self.tr("Table"))]
        self.views = Segments(theme, self.tr("View"), entries)
        self.views.choose("chart")
        heading = TextLabel(self.tr("Sorted by how far the two views lie apart"), "heading")
        top = row(heading, self.views, spacing=theme.space("m"))
        top.setStretch(0, 1)
        self.both = TwoViewsSection(theme)
        card.body.addLayout(top)
        card.body.addWidget(self.both, 1)
        self.column.addWidget(card)
        self._none = TextLabel(
            self.tr("Their own levels will stand beside yours after their first assessment."), "muted"
        )
        self.column.addWidget(self._none)
        self.column.addStretch(1)
        self.back.clicked.connect(self.back_requested)
        self.again.clicked.connect(self.again_requested)
        self.hide_names.clicked.connect(self.names_toggled)
        self.views.chosen.connect(self._on_views_chosen)
        self._on_views_chosen("chart")
        shortcut = QShortcut(QKeySequence("H"), self)
        # a shortcut belongs to its whole window by default, and a letter alone would be taken from every other page
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.hide_names.click)

    def show_state(self, state: ViewsState, *, names_hidden: bool) -> None:
        """Show both views."""
        self.title.setText(self.tr("Two views of {0}").format(state.name))
        about = self.tr("Your ratings of {0}").format(labels.day(state.rated_at))
        if state.assessed_at is not None:
            about = self.tr("Your ratings of {0} · their answers of {1} · compared with {2}").format(
                labels.day(state.rated_at), labels.day(state.assessed_at), state.role
            )
        self._about.setText(about)
        self.hide_names.setText(self.tr("Show names") if names_hidden else self.tr("Hide names"))
        self.both.show_state(state)
        self.show_footnote(labels.no_pilot() if state.draft else "")
        self._none.setVisible(state.assessed_at is None)

    @Slot(str)
    def _on_views_chosen(self, view: str) -> None:
        self.both.set_view(chart=view == "chart", table=view == "table")
