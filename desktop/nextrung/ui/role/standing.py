"""The cards on top of the role page: what every role asks beside the person's levels, and where to begin."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.role.parts import AreaButton
from nextrung.ui.role.state import FocusArea, OwnColumn, RoleColumn, RoleState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, Rule, row
from nextrung.ui.widgets.level_scale import LevelScale, ScaleMarks
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel

FEW = 2
"""Under so many areas to begin with, the card has room for the names of the levels."""
SCALE = 30
"""Height of the scale of an area at a text size of 100 %."""


class TargetsCard(Card):
    """The target levels of all roles as a table; a row leads to its area."""

    area_opened = Signal(str)
    place_opened = Signal(str)

    def __init__(self, theme: Theme, state: RoleState) -> None:
        """Show the person's levels and matches, where there are any, beside the targets."""
        super().__init__(theme)
        self._areas = state.areas
        self.body.addWidget(TextLabel(self.tr("What each role asks for"), "heading"))
        words = self.tr("Levels from 1 to 5; ◆ is the role you aim at, {0}. Enter on a row opens its area.")
        self.body.addWidget(TextLabel(words.format(state.compared), "muted"))
        # what is aimed at stands in the table, also where it is no role of the questionnaire; first of all, as in a
        # narrow window the last columns are out of sight
        columns: list[RoleColumn | OwnColumn] = [*([state.own] if state.own else []), *state.roles]
        aimed_at = state.own or next(role for role in state.roles if role.name == state.compared)
        # the name of one's own targets stands in the sentence above; over a column it would push others out of sight
        own = self.tr("Own")
        shown = (one.short_name if isinstance(one, RoleColumn) else own for one in columns)
        names = (f"◆ {name}" if one is aimed_at else name for one, name in zip(columns, shown, strict=True))
        headings = [self.tr("Area"), *([self.tr("You")] if state.scored else []), *names]
        self.table = TextTable(self.tr("Target levels of all roles"), headings)
        rows = [
            [
                area.name,
                *(["–" if area.level is None else labels.level(area.level)] if state.scored else []),
                *(labels.target_level(one.targets[number]) for one in columns),
            ]
            for number, area in enumerate(state.areas)
        ]
        matches = ("–" if one.match is None else labels.match(one.match) for one in columns)
        # the row of the matches is no area, and leads to the results
        match = [[self.tr("Your match, 0 to 100"), "", *matches]] if state.scored else []
        self.table.set_rows([*rows, *match])
        self.body.addWidget(self.table)
        self.body.addStretch(1)
        self.table.row_picked.connect(self._on_table_row_picked)

    @Slot(int)
    def _on_table_row_picked(self, number: int) -> None:
        if number < len(self._areas):
            self.area_opened.emit(self._areas[number].id)
        else:
            self.place_opened.emit("results")


class BeginCard(Card):
    """The areas to work on first, and the one step from here: to the gaps, or to the assessment."""

    area_opened = Signal(str)
    place_opened = Signal(str)

    def __init__(self, theme: Theme, state: RoleState) -> None:
        """Show how far the person is from the role aimed at."""
        super().__init__(theme, accented=True)
        self._place = "results" if state.scored else "assess"
        self.body.addWidget(TextLabel(self.tr("From here to {0}").format(state.compared), "heading"))
        if state.compared_summary:  # targets of one's own have none
            self.body.addWidget(TextLabel(state.compared_summary, "muted"))
        for number, one in enumerate(state.focus):
            # a line between areas, none above the first
            if number:
                self.body.addWidget(Rule())
            self.body.addWidget(self._area(theme, one))
        if not state.focus:
            self.body.addWidget(TextLabel(self._words(state)))
        self.step = Button(
            theme, self.tr("See your results") if state.scored else self.tr("Go to the assessment"), "primary"
        )
        self.step.setObjectName("role-step")
        self.body.addSpacing(theme.space("s"))
        self.body.addLayout(row(self.step, None, spacing=0))
        # without areas the card is short, and beside a high table it would be mostly empty
        if len(state.focus) < FEW:
            self.body.addSpacing(theme.space("s"))
            self.body.addWidget(self._levels(state))
        self.body.addStretch(1)
        self.step.clicked.connect(self._on_step_clicked)

    def _words(self, state: RoleState) -> str:
        if state.no_focus is not None:
            return labels.why_no_gap(state.no_focus)
        return self.tr("After an assessment the areas to work on first will be here, with your own levels.")

    def _levels(self, state: RoleState) -> QWidget:
        table = TextTable(self.tr("Levels"), (self.tr("Level"), self.tr("What it is called")), words=(1,))
        table.set_rows([(str(number), name) for number, name in enumerate(state.level_names, start=1)])
        return table

    def _area(self, theme: Theme, one: FocusArea) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        button = AreaButton(theme, one.area)
        button.opened.connect(self.area_opened)
        scale = LevelScale(theme, SCALE)
        words = self.tr("likely {0}, asked for {1}").format(
            labels.level_range(one.low, one.high), labels.target_level(one.target)
        )
        column.addLayout(row(button, None, spacing=0))
        column.addWidget(TextLabel(words, "small"))
        column.addWidget(scale)  # before it is shown: a part without a parent would come up as a window
        scale.show_standing(ScaleMarks(one.area.level, one.low, one.high, one.target), f"{one.area.name}, {words}")
        return holder

    @Slot()
    def _on_step_clicked(self) -> None:
        self.place_opened.emit(self._place)
