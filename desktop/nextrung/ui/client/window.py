"""The window for the second screen: one client's own charts, large; a key blanks it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nextrung.ui import labels, match_words
from nextrung.ui.charts import drawn_marks
from nextrung.ui.charts.gap_chart import GapChart, GapRow
from nextrung.ui.charts.radar_chart import RadarChart
from nextrung.ui.client import state as client_state
from nextrung.ui.client.state import ClientState
from nextrung.ui.results.state import AreaRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button, Segments
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.keystroke import letter
from nextrung.ui.widgets.legend import Legend
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.view_switch import ViewSwitch
from nextrung.workspace import Workspace

SIZE = (1000, 720)
"""Width and height of the window when it opens, in device-independent pixels."""
SMALLEST = (560, 420)


class ClientWindow(QWidget):
    """Shows the charts of the current person. It holds no name, so that it may stand on any screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the window empty; ``show_client`` fills it."""
        # a window of its own with a parent: it goes with the main window, and stays when it loses the focus
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("page")
        theme.apply_style(self)
        # without it a sub-class of QWidget does not paint the background that the style gives it
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(self.tr("Client window"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        self._theme = theme
        self._rows: list[GapRow] = []
        self._view = "gaps"
        self._blank = QWidget()
        self._blank.setObjectName("pageBody")
        self._blank.setAccessibleName(self.tr("Blank"))
        self._shown = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._shown)
        self._stack.addWidget(self._blank)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._build()

    def _build(self) -> None:
        theme = self._theme
        layout = QVBoxLayout(self._shown)
        margin = theme.space("xxl")
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(theme.space("m"))
        self._title = TextLabel("", "title")
        self._words = TextLabel("", "muted")
        self.blank = Button(theme, self.tr("Blank"), key="B")
        self.blank.setObjectName("blank-client")
        views = [("gaps", self.tr("Gaps")), ("radar", self.tr("Radar")), ("table", self.tr("Table"))]
        self.views = Segments(theme, self.tr("View"), views)
        self.views.choose("gaps")
        head = row(self._title, self.views, self.blank, spacing=theme.space("m"))
        head.setStretch(0, 1)
        self._card = Card(theme)
        self.gaps = GapChart(theme, self.tr("Gaps to the role"))
        self.radar = RadarChart(theme, self.tr("Levels and targets as a radar"))
        headings = [self.tr("Area"), self.tr("Level"), self.tr("Likely range"), self.tr("Target")]
        self.table = TextTable(self.tr("Gaps to the role, as a table"), headings)
        self._pages: dict[str, QWidget] = {"gaps": self.gaps, "radar": self.radar, "table": self.table}
        self._legend = Legend(theme)
        for page in self._pages.values():
            page.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # saving shows files, which bear names
        self._switch = ViewSwitch(self._pages)
        self._card.body.addLayout(self._switch, 1)
        self._card.body.addWidget(self._legend)
        self._card.body.addStretch(0)
        layout.addLayout(head)
        layout.addWidget(self._words)
        layout.addWidget(self._card, 1)
        self._none = TextLabel(self.tr("Levels will be here after the first assessment."), "lead")
        layout.addWidget(self._none)
        purpose = self.tr("Made for your own development. Not suitable for hiring, pay or promotion decisions.")
        self._footnote = TextLabel("", "small")
        layout.addWidget(self._footnote)
        layout.addWidget(TextLabel(purpose, "small"))
        self.views.chosen.connect(self._on_views_chosen)
        self.blank.clicked.connect(self.toggle_blank)
        self._on_views_chosen("gaps")

    def show_client(self, workspace: Workspace) -> None:
        """Show the current person."""
        self.show_state(client_state.build(workspace))

    def show_state(self, state: ClientState) -> None:
        """Show one person's charts."""
        self._rows = [_chart_row(one, self._note(one)) for one in state.rows]
        self._title.setText(
            self.tr("You and the role of {0}").format(state.role) if state.role else self.tr("Your levels")
        )
        self._words.setText(self._sentence(state))
        self._words.setVisible(bool(state.rows))
        self._card.setVisible(bool(state.rows))
        self._footnote.setText(labels.no_pilot())
        self._footnote.setVisible(state.draft)
        self.views.setVisible(bool(state.rows))
        self._none.setVisible(not state.rows)
        self._explain_view()
        self.gaps.show_state(self._rows)
        self.radar.show_rows([_chart_row(one, self._note(one)) for one in state.in_order])
        self.table.set_rows([self._cells(one) for one in state.rows])
        self.gaps.summarise(self._words.text())
        self.radar.summarise(self._words.text())

    def _sentence(self, state: ClientState) -> str:
        day = labels.day(state.completed_at) if state.completed_at else ""
        notes = state.match_notes
        if state.match is None or state.match_range is None or notes is None:
            said = self.tr("From your answers of {0}.").format(day)
            return f"{said} {match_words.unscored_words(notes)}" if notes else said
        words = self.tr("From your answers of {0}. Match {1} of 100, likely {2}. {3}")
        return words.format(
            day, labels.match(state.match), labels.match_range(*state.match_range), match_words.words(notes)
        )

    def _note(self, area: AreaRow) -> str:
        if area.status == "no_chance":
            return self.tr("little chance yet")
        return self.tr("too few answers")

    def _cells(self, area: AreaRow) -> list[str]:
        if area.level is None or area.low is None or area.high is None:
            return [area.name, "–", self._note(area), labels.target_level(area.target)]
        likely = labels.level_range(area.low, area.high)
        return [area.name, labels.level(area.level), likely, labels.target_level(area.target)]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is to be seen."""
        return self._stack.currentWidget() is self._blank

    @Slot()
    def toggle_blank(self) -> None:
        """Show nothing at all, or the charts again."""
        self._stack.setCurrentWidget(self._shown if self.is_blank else self._blank)
        # the stack hides whatever had the focus, and B must still reach the window
        self.setFocus()

    @Slot(str)
    def _on_views_chosen(self, view: str) -> None:
        self._view = view
        self._switch.show_view(view)
        self._explain_view()

    def _explain_view(self) -> None:
        """Name the marks that are drawn in the view on show."""
        drawn = drawn_marks.in_radar if self._view == "radar" else drawn_marks.in_gap_chart
        self._legend.show_entries(*drawn(self._rows))
        self._legend.setVisible(self._view != "table")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """B blanks, Esc closes."""
        if letter(event) == "B":
            self.toggle_blank()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _chart_row(area: AreaRow, note: str) -> GapRow:
    return GapRow(area.name, area.level, area.low, area.high, area.target, note)
