"""Both views of a person beside each other: their own levels, the coach's, and the target."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from nextrung.ui import labels
from nextrung.ui.charts.views_chart import ViewsChart, ViewsRow
from nextrung.ui.rating.state import ViewRow, ViewsState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button, Segments
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.legend import Legend
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import Text


class ViewsPage(Page):
    """Renders both views."""

    back_requested = Signal()
    again_requested = Signal()
    names_toggled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self._about = Text("", "muted")
        self.under_title.addWidget(self._about, 1)
        self.back = Button(theme, self.tr("Back"), icon="back")
        self.back.setObjectName("back-from-views")
        self.hide_names = Button(theme, self.tr("Hide names"), key="H")
        self.hide_names.setObjectName("hide-names")
        self.again = Button(theme, self.tr("Rate again"))
        self.again.setObjectName("rate-again")
        self.set_actions(self.back, self.hide_names, self.again)
        card = Card(theme)
        entries = [("chart", self.tr("Chart")), ("table", self.tr("Table"))]
        self.views = Segments(theme, self.tr("View"), entries)
        self.views.choose("chart")
        heading = Text(self.tr("Sorted by how far the two views lie apart"), "heading")
        top = row(heading, self.views, spacing=theme.space("m"))
        top.setStretch(0, 1)
        self._reach = Text("", "muted")
        self.chart = ViewsChart(theme, self.tr("Both views and the target"))
        headings = [
            self.tr("Area"),
            self.tr("Own level"),
            self.tr("Your level"),
            self.tr("Your likely range"),
            self.tr("Target"),
            self.tr("Difference"),
            self.tr("How they compare"),
            self.tr("Seen"),
        ]
        self.table = TextTable(self.tr("Both views, as a table"), headings)
        self._legend = Legend(
            theme,
            ("dot", self.tr("their own level, with the likely range")),
            ("square", self.tr("your view, with the range of a single rater")),
            ("diamond", self.tr("target")),
        )
        card.body.addLayout(top)
        for part in (self._reach, self.chart, self.table, self._legend):
            card.body.addWidget(part, 1 if part is self.chart else 0)
        self.column.addWidget(card)
        self._none = Text(self.tr("Their own levels will stand beside yours after their first assessment."), "muted")
        self.column.addWidget(self._none)
        self.column.addStretch(1)
        self.back.clicked.connect(self.back_requested)
        self.again.clicked.connect(self.again_requested)
        self.hide_names.clicked.connect(self.names_toggled)
        self.views.chosen.connect(self._on_views_chosen)
        self._on_views_chosen("chart")
        shortcut = QShortcut(QKeySequence("H"), self)
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
        reach = self.tr(
            "One rater alone is a rough measure: the likely range of your view is {0} levels to each side. "
            "Differences up to {1} count as in step. Your view stands beside their levels and never changes them."
        )
        self._reach.setText(reach.format(labels.level(state.reach), labels.level(state.in_step)))
        self.chart.show_state([self._chart_row(one) for one in state.rows])
        self.chart.summarise(self._summary(state))
        self.table.set_rows([self._cells(one) for one in state.rows])
        self._none.setVisible(state.assessed_at is None)

    def _summary(self, state: ViewsState) -> str:
        apart = sum(one.standing in ("self_higher", "coach_higher") for one in state.rows)
        return self.tr("{0} of {1} areas lie apart by more than {2} levels.").format(
            apart, len(state.rows), labels.level(state.in_step)
        )

    def _chart_row(self, one: ViewRow) -> ViewsRow:
        note = "" if one.coach is not None else self.tr("seen {0} of {1}: too few").format(one.seen, one.asked)
        return ViewsRow(one.area, one.own, one.own_range, one.coach, one.coach_range, one.target, note)

    def _cells(self, one: ViewRow) -> list[str]:
        difference = "–"
        if one.difference is not None:
            sign = "+" if one.difference > 0 else "−" if one.difference < 0 else "±"
            difference = f"{sign}{labels.level(abs(one.difference))}"
        standing = {
            "in_step": self.tr("in step"),
            "self_higher": self.tr("their own level is higher"),
            "coach_higher": self.tr("your view is higher"),
        }
        return [
            one.area,
            "–" if one.own is None else labels.level(one.own),
            "–" if one.coach is None else labels.level(one.coach),
            "–" if one.coach_range is None else labels.level_range(*one.coach_range),
            "–" if one.target is None else labels.level(one.target),
            difference,
            standing[one.standing] if one.standing else "–",
            self.tr("{0} of {1}").format(one.seen, one.asked),
        ]

    @Slot(str)
    def _on_views_chosen(self, view: str) -> None:
        self.chart.setVisible(view == "chart")
        self._legend.setVisible(view == "chart")
        self.table.setVisible(view == "table")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.click()
        else:
            super().keyPressEvent(event)
