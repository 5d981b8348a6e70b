"""The chart card of the history: one area over time, in words, as a line and as a table."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QComboBox, QWidget

from nextrung.ui import labels
from nextrung.ui.charts.history_chart import HistoryChart, HistoryPoint
from nextrung.ui.history import words
from nextrung.ui.history.state import HistoryMeasure, HistoryState, Unseen
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Segments
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.choice_box import ChoiceBox
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.legend import Legend
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox
from nextrung.ui.widgets.view_switch import ViewSwitch

DAY = 24 * 3600
"""Seconds; the axis of the chart counts days."""


class TrendCard(Card):
    """One area over time."""

    area_chosen = Signal(str)
    careful_toggled = Signal(bool)
    both_forms_toggled = Signal(bool)
    assessment_picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self._points: tuple[HistoryMeasure, ...] = ()
        self._name = ""
        self._has_target = False
        self._table_stale = True
        self._view = "chart"
        self._build_top(theme)
        self._words = TextLabel("")
        self._notes = TextLabel("", "small")
        self.chart = HistoryChart(theme, self.tr("Level over time"))
        headings = [self.tr("Date"), self.tr("Form"), self.tr("Answers"), self.tr("Level"), self.tr("Likely range")]
        self.table = TextTable(self.tr("Level over time, as a table"), headings, words=(1, 2))
        self._switch = ViewSwitch({"chart": self.chart, "table": self.table})
        self._readout = TextLabel("", "small")
        self._foot = self._build_foot(theme)
        self.body.addWidget(self._words)
        self.body.addLayout(self._switch, 1)
        for part in (self._readout, self._foot, self._notes):
            self.body.addWidget(part)
        self._connect()

    def _build_top(self, theme: Theme) -> None:
        self.area = ChoiceBox()
        self.area.setObjectName("history-area")
        self.area.setAccessibleName(self.tr("Area on the chart"))
        self.area.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # so much of an entry that most names of areas can be read; the longest are cut with dots
        self.area.setMinimumContentsLength(18)
        self.views = Segments(theme, self.tr("View"), [("chart", self.tr("Chart")), ("table", self.tr("Table"))])
        self.views.choose("chart")
        heading = TextLabel(self.tr("Level over time"), "heading")
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(theme.space("m"))
        self._top.addWidget(heading, 1)
        self._top.addWidget(self.area)
        self._top.addWidget(self.views)
        self.body.addLayout(self._top)

    def set_folded(self, folded: bool) -> None:
        """Put the choices below the heading, or beside it."""
        direction = QBoxLayout.Direction.TopToBottom if folded else QBoxLayout.Direction.LeftToRight
        self._top.setDirection(direction)

    def _build_foot(self, theme: Theme) -> QWidget:
        foot = QWidget()
        # in a row they would give the page a least width; here what does not fit goes on in the next line
        layout = FlowLayout(theme.space("xl"), theme.space("xs"))
        foot.setLayout(layout)
        self._legend = Legend(theme, ("dot", self.tr("level, with the likely range")))
        self._target_legend = Legend(theme, ("dash", self.tr("target")))
        self._careful_legend = Legend(theme, ("ring", self.tr("to treat with care")))
        for legend in (self._legend, self._target_legend, self._careful_legend):
            layout.addWidget(legend)
        self.careful = WrappedCheckBox()
        self.careful.setObjectName("show-careful")
        self.both_forms = WrappedCheckBox()
        self.both_forms.setObjectName("show-both-forms")
        for box in (self.both_forms, self.careful):
            layout.addWidget(box)
        return foot

    def _connect(self) -> None:
        # ``activated`` comes from the person alone: filling the box asks for nothing
        self.area.activated.connect(self._on_area_activated)
        self.views.chosen.connect(self._on_views_chosen)
        self.careful.toggled.connect(self.careful_toggled)
        self.both_forms.toggled.connect(self.both_forms_toggled)
        self.chart.point_reached.connect(self._on_chart_point_reached)
        self.chart.point_picked.connect(self._on_point_picked)
        self.table.row_picked.connect(self._on_table_row_picked)

    def show_state(self, state: HistoryState) -> None:
        """Show the chosen area over time."""
        self._points = tuple(sorted(state.points, key=lambda one: one.entry.completed_at))  # the axis shows dates
        self._name = words.area(state.chosen)
        self.area.clear()
        for area in state.areas:
            self.area.addItem(words.area(area), area.id)
        self.area.setCurrentIndex(self.area.findData(state.chosen.id))
        self._words.setText(self._sentence(state))
        notes = self._all_notes(state)
        self._notes.setText(" ".join(notes))
        self._notes.setVisible(bool(notes))
        self._show_switches(state)
        self._has_target = state.chosen.target is not None
        self.chart.show_points([self._chart_point(point) for point in self._points], state.chosen.target)
        self.chart.summarise(self._words.text())
        # the table is filled when it is looked at: each choice of an area draws the chart alone
        self._table_stale = True
        self._show_view()
        self._say(-1)

    def _show_switches(self, state: HistoryState) -> None:
        for box, checked in ((self.careful, state.careful_shown), (self.both_forms, state.both_forms)):
            # the switch shows what is in force; as a change it would have the page built once more
            box.blockSignals(True)
            box.setChecked(checked)
            box.blockSignals(False)
        self.careful.setText(self.tr("Also show results to treat with care ({0})").format(state.careful))
        self.careful.setVisible(bool(state.careful))
        # the newest that is drawn decides which form is the other one
        newest = next((entry for entry in state.entries if state.careful_shown or not entry.careful), None)
        quick = newest is not None and newest.form == "quick"
        other = self.tr("Also show full ones ({0})") if quick else self.tr("Also show quick ones ({0})")
        self.both_forms.setText(other.format(state.other_form))
        self.both_forms.setVisible(bool(state.other_form))

    def _chart_point(self, point: HistoryMeasure) -> HistoryPoint:
        at = datetime.fromisoformat(point.entry.completed_at).timestamp() / DAY
        entry = point.entry
        return HistoryPoint(at, point.level, point.low, point.high, entry.careful, words.day(entry))

    def _sentence(self, state: HistoryState) -> str:
        last = state.newest
        if last is None:
            return self._unseen(state)
        name, moved = words.area(state.chosen), state.moved
        likely = words.likely(last.level, (last.low, last.high))
        if moved is None or moved.shift.call is None:
            if not state.first:
                return self.tr("{0} at {1} on {2}.").format(name, likely, words.day(last.entry))
            return labels.counted(
                state.weeks_apart,
                self.tr(
                    "{1} at {2} on {3}. This is the starting point: an assessment at least 1 week later can be "
                    "compared with it."
                ),
                self.tr(
                    "{1} at {2} on {3}. This is the starting point: an assessment at least {0} weeks later can be "
                    "compared with it."
                ),
                name,
                likely,
                words.day(last.entry),
            )
        since, change = words.day(moved.since), labels.change(moved.before, moved.after)
        text = {
            "clear": self.tr("{0} at {1}. {2} levels since {3}: a clear change."),
            "probable": self.tr("{0} at {1}. {2} levels since {3}: a probable change."),
            "within_noise": self.tr("{0} at {1}. {2} levels since {3}: within noise, so it may be chance."),
        }[moved.shift.call]
        said = text.format(name, likely, change, since)
        if state.by_shared:
            ends = self.tr("Through the questions that both share: from {0} to {1}.")
            said = f"{said} {ends.format(words.level(moved.before), words.level(moved.after))}"
        return said

    def _unseen(self, state: HistoryState) -> str:
        if state.unseen is None:
            return ""
        texts: dict[Unseen, str] = {
            "careful": self.tr(
                "Results to treat with care stay out of the chart until you show them; there is no other yet."
            ),
            "other_form": self.tr("No assessment of the newest one’s form has a level here yet."),
            "no_level": self.tr("No assessment that could be drawn has a level here yet."),
        }
        return texts[state.unseen]

    def _all_notes(self, state: HistoryState) -> list[str]:
        notes = []
        if state.moved and state.moved.too_close:
            one = self.tr("The two compared lie less than 1 week apart; change shows better with more time.")
            many = self.tr("The two compared lie less than {0} weeks apart; change shows better with more time.")
            notes.append(labels.counted(state.weeks_apart, one, many))
        if state.basis == "quick_items":
            notes.append(
                self.tr(
                    "Quick and full assessments are drawn through the questions that both ask, so a point can differ "
                    "a little from the full result."
                )
            )
        elif state.basis == "shared_items":
            notes.append(
                self.tr(
                    "Older versions of the questionnaire are drawn through the questions they share with the newest."
                )
            )
        if state.not_comparable:
            notes.append(
                self.tr("Not drawn, for no shared questions with the newest: {0}.").format(state.not_comparable)
            )
        if state.without_level:
            notes.append(self.tr("Not drawn, as they have no level here: {0}.").format(state.without_level))
        return notes

    def _show_view(self) -> None:
        """Show the chart or the table, and what belongs to it."""
        table = self._view == "table"
        if table and self._table_stale:
            self.table.set_rows([self._table_row(point) for point in reversed(self._points)])
            self._table_stale = False
        drawn = bool(self._points)
        self._switch.show_view(self._view if drawn else None)
        self._readout.setVisible(drawn and not table)
        self._legend.setVisible(drawn and not table)
        self._target_legend.setVisible(drawn and not table and self._has_target)
        self._careful_legend.setVisible(drawn and not table and any(point.entry.careful for point in self._points))

    def _table_row(self, point: HistoryMeasure) -> list[str]:
        entry = point.entry
        likely = labels.level_range(point.low, point.high)
        form = words.form(entry.form)
        return [words.day(entry), form, words.grade(entry.grade), labels.level(point.level), likely]

    def _say(self, number: int) -> None:
        """Say the numbers of a point, or how to get at them."""
        if not 0 <= number < len(self._points):
            self._readout.setText(self.tr("Point at an assessment, or use the arrow keys, to read its numbers."))
            return
        point = self._points[number]
        likely = words.likely(point.level, (point.low, point.high))
        text = self.tr("{0}, {1}: {2} at {3}")
        said = text.format(words.day(point.entry), words.form(point.entry.form), self._name, likely)
        if point.entry.careful:
            said = self.tr("{0}, to treat with care").format(said)
        self._readout.setText(said)
        # a pointer that only passes over the chart must not make a screen reader speak
        if self.chart.hasFocus():
            announce(self.chart, said)

    @Slot(int)
    def _on_area_activated(self, index: int) -> None:
        self.area_chosen.emit(self.area.itemData(index, Qt.ItemDataRole.UserRole))

    @Slot(str)
    def _on_views_chosen(self, view: str) -> None:
        self._view = view
        self._show_view()

    @Slot(int)
    def _on_chart_point_reached(self, number: int) -> None:
        self._say(number)

    @Slot(int)
    def _on_point_picked(self, number: int) -> None:
        self.assessment_picked.emit(self._points[number].entry.id)

    @Slot(int)
    def _on_table_row_picked(self, number: int) -> None:
        # the table has the newest on top, the chart the oldest on the left
        self.assessment_picked.emit(self._points[len(self._points) - 1 - number].entry.id)
