"""The chart card of the results: gaps, radar, details and the table with the same numbers."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nextrung.scoring.facets import FacetView
from nextrung.ui import labels
from nextrung.ui.charts import drawn_marks
from nextrung.ui.charts.gap_chart import GapChart, GapRow
from nextrung.ui.charts.radar_chart import RadarChart
from nextrung.ui.rating.state import ViewsState
from nextrung.ui.rating.two_views import TwoViewsSection
from nextrung.ui.results.state import AreaRow, ResultsState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Segments
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.legend import Legend
from nextrung.ui.widgets.rows import NO_VALUE
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.view_switch import ViewSwitch


class ViewsCard(Card):
    """Views of the same data, the coach's beside them; picking a row anywhere else opens its competency."""

    competency_picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self._theme = theme
        self._rows: tuple[AreaRow, ...] = ()
        self._facets: tuple[FacetView, ...] = ()
        self._in_order: tuple[AreaRow, ...] = ()
        self._view = "gaps"
        self._stale: set[str] = set()
        heading = QVBoxLayout()
        heading.setSpacing(theme.space("hair"))
        self._name = TextLabel("", "heading")
        heading.addWidget(self._name)
        self._subtitle = TextLabel("", "muted")
        heading.addWidget(self._subtitle)
        entries = [
            ("gaps", self.tr("Gaps")),
            ("radar", self.tr("Radar")),
            ("details", self.tr("Details")),
            ("table", self.tr("Table")),
            ("coach", self.tr("Coach")),
        ]
        self.views = Segments(theme, self.tr("View"), entries)
        self.views.choose("gaps")
        top = row(self.views, spacing=theme.space("m"))
        top.insertLayout(0, heading, 1)
        self.gaps = GapChart(theme, self.tr("Gaps to the role"))
        # rows far apart are hard to follow, and push the axis and the legend out of sight
        self.gaps.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.radar = RadarChart(theme, self.tr("Levels and targets as a radar"))
        self.details = TextTable(self.tr("Answers by facet"), self._detail_headings(), texts=True, once=1)
        self.table = TextTable(self.tr("Gaps to the role, as a table"), self._table_headings(), words=(5,))
        self._coach_place = QWidget()
        self._coach_box = QVBoxLayout(self._coach_place)
        self._coach_box.setContentsMargins(0, 0, 0, 0)
        self._pages: dict[str, QWidget] = {
            "gaps": self.gaps,
            "radar": self.radar,
            "details": self.details,
            "table": self.table,
            "coach": self._coach_place,
        }
        self._switch = ViewSwitch(self._pages)
        # made when it is first looked at, as few results have a coach beside them
        self._coach: TwoViewsSection | None = None
        self._coach_state: ViewsState | None = None
        self._legend = Legend(theme)
        self.body.addLayout(top)
        self.body.addLayout(self._switch, 1)
        self.body.addWidget(self._legend)
        self.body.addStretch(0)
        self.views.offer("coach", offered=False)
        self.views.chosen.connect(self._on_views_chosen)
        self.gaps.row_picked.connect(self._on_gaps_row_picked)
        self.table.row_picked.connect(self._on_gaps_row_picked)
        self.radar.row_picked.connect(self._on_radar_row_picked)
        self.details.row_picked.connect(self._on_details_row_picked)
        self._on_views_chosen("gaps")

    def _table_headings(self) -> list[str]:
        return [
            self.tr("Area"),
            self.tr("Level"),
            self.tr("Likely range"),
            self.tr("Target"),
            self.tr("Gap"),
            self.tr("Is the gap real?"),
            self.tr("Earlier"),
        ]

    def _detail_headings(self) -> list[str]:
        return [self.tr("Area"), self.tr("Facet"), self.tr("Your answers"), self.tr("What one step up looks like")]

    def show_state(self, state: ResultsState) -> None:
        """Show a result in all views."""
        self._rows, self._facets = state.rows, state.facets
        order = {facet.competency.id: at for at, facet in enumerate(state.facets)}
        self._in_order = tuple(sorted(state.rows, key=lambda area: order[area.id]))
        # a chart takes long to draw, and one view is seen at a time
        self._stale = set(self._pages)
        one = self.tr("1 of {1} areas is at or above the target of {2}.")
        many = self.tr("{0} of {1} areas are at or above the target of {2}.")
        summary = labels.counted(state.reached, one, many, state.with_target, state.role.name)
        if not state.with_target:
            summary = labels.no_role()
        against, alone = self.tr("Where you are, against the role"), self.tr("Where you are")
        self._name.setText(against if state.with_target else alone)
        self.gaps.summarise(summary)
        self.radar.summarise(summary)
        self._explain_view()
        self._fill()

    def show_coach(self, state: ViewsState | None) -> None:
        """Offer the coach's view beside the own levels; None where no coach has rated."""
        self._coach_state = state
        self.views.offer("coach", offered=state is not None)
        # the view on show may be on offer no more
        if self._view == "coach":
            self.views.choose("coach" if state else "gaps")
            self._on_views_chosen("coach" if state else "gaps")

    def _show_coach(self) -> None:
        if self._coach is None:
            self._coach = TwoViewsSection(self._theme)
            self._coach_box.addWidget(self._coach)
        if self._coach_state is not None:
            self._coach.show_state(self._coach_state)

    def _explain_view(self) -> None:
        """Say what the view on show is sorted by, and name the marks that are drawn in it."""
        in_order = self.tr("In the order of the questionnaire")
        by_priority = self.tr("Sorted by what to work on first") if any(one.asked for one in self._rows) else in_order
        subtitles = {
            "gaps": by_priority,
            "table": by_priority,
            "radar": in_order,
            "details": self.tr("Facet by facet, in the order of the questionnaire"),
            "coach": self.tr("Your levels beside those of your coach"),
        }
        self._subtitle.setText(subtitles[self._view])
        drawn = drawn_marks.in_radar if self._view == "radar" else drawn_marks.in_gap_chart
        self._legend.show_entries(*drawn([self._chart_row(area) for area in self._rows]))

    def _fill(self) -> None:
        """Give the view on show its rows; the others get theirs when they are shown."""
        view = self._view
        if view not in self._stale:
            return
        self._stale.discard(view)
        if view == "gaps":
            self.gaps.show_state([self._chart_row(area) for area in self._rows])
        elif view == "radar":
            self.radar.show_rows([self._chart_row(area) for area in self._in_order])
        elif view == "table":
            self.table.set_rows([self._table_row(area) for area in self._rows])
        elif view == "details":
            self.details.set_rows([self._detail_row(facet) for facet in self._facets])

    def _chart_row(self, area: AreaRow) -> GapRow:
        note = self.tr("too few answers")
        if area.status == "no_chance":
            note = self.tr("little chance yet")
        return GapRow(area.name, area.level, area.low, area.high, area.target, note, area.earlier)

    def _table_row(self, area: AreaRow) -> list[str]:
        earlier = NO_VALUE if area.earlier is None else labels.level(area.earlier)
        if area.level is None or area.low is None or area.high is None:
            none = self.tr("little chance yet") if area.status == "no_chance" else self.tr("too few answers")
            why = none if area.asked else NO_VALUE
            return [area.name, NO_VALUE, NO_VALUE, labels.target_level(area.target), NO_VALUE, why, earlier]
        gap = labels.gap(area.target, area.level)
        likely = labels.level_range(area.low, area.high)
        return [
            area.name,
            labels.level(area.level),
            likely,
            labels.target_level(area.target),
            gap,
            labels.verdict(area.verdict),
            earlier,
        ]

    def _detail_row(self, facet: FacetView) -> list[str]:
        answers = [facet.answer, facet.frequency]
        if facet.backed:
            answers.append(self.tr("backed"))
        given = " · ".join(one for one in answers if one)
        return [facet.competency.name, facet.facet.name, given or "–", self._step_up(facet)]

    def _step_up(self, facet: FacetView) -> str:
        if facet.next_anchor or not facet.next_frequency:
            return facet.next_anchor or "–"
        words = self.tr("The same in more cases: {0}")
        # the words stand within a sentence; only their first letter is a capital for being first
        return words.format(facet.next_frequency[:1].lower() + facet.next_frequency[1:])

    @Slot(str)
    def _on_views_chosen(self, view: str) -> None:
        self._view = view
        self._explain_view()
        self._fill()
        if view == "coach":
            self._show_coach()
        self._switch.show_view(view)
        self._legend.setVisible(view in ("gaps", "radar"))

    @Slot(int)
    def _on_gaps_row_picked(self, at: int) -> None:
        self.competency_picked.emit(self._rows[at].id)

    @Slot(int)
    def _on_radar_row_picked(self, at: int) -> None:
        self.competency_picked.emit(self._in_order[at].id)

    @Slot(int)
    def _on_details_row_picked(self, at: int) -> None:
        self.competency_picked.emit(self._facets[at].competency.id)
