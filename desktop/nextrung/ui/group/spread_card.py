"""How the answers of a group spread over the choices of each question of an area."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QWidget

from nextrung.group.view import AnswerSpread
from nextrung.ui.group import words
from nextrung.ui.group.state import GroupState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.bar_table import BarRow, BarTable, Segment
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.field import Field
from nextrung.ui.widgets.text import TextLabel

SCALE = (
    ("heat_even", "heat_calm_ink"),
    ("heat_above_1", "heat_calm_ink"),
    ("heat_above_2", "heat_calm_ink"),
    ("heat_above_3", "heat_calm_ink"),
    ("heat_above_4", "heat_strong_ink"),
)
"""Colours of the points of a scale, from the lowest up."""
NO_CHANCE = ("surface", "text")
UNANSWERED = ("surface", "text")
"""The last is hatched."""
WIDE = 560
"""Greatest width of the choice at a text size of 100 %."""


class SpreadCard(Card):
    """One area at a time."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self._theme = theme
        self._state: GroupState | None = None
        self._area = ""
        heading = TextLabel(self.tr("How answers spread"), "heading")
        self.area = Field(theme, self.tr("Area"), "group-area")
        self.body.addWidget(heading)
        line = row(self.area, spacing=0)
        # as wide as there is, up to the greatest width: names of areas may be long
        line.setStretch(0, 1)
        line.addStretch(0)
        self.body.addLayout(line)
        told = self.tr(
            "How many people gave each answer: for scales from the lowest point (calm) to the highest (strong), "
            "for situations and checks by option A, B, C …; empty at the end: no chance yet; hatched: no answer."
        )
        self.body.addWidget(TextLabel(told, "muted"))
        headings = [self.tr("Question"), self.tr("Answers"), self.tr("People asked")]
        self.table = BarTable(theme, self.tr("How answers spread, by question"), headings, bar_at=1)
        self.body.addWidget(self.table)
        self.body.addStretch(1)
        self.area.box.activated.connect(self._on_area_activated)
        theme.changed.connect(self._fit)
        self._fit()

    def show_state(self, state: GroupState) -> None:
        """Show a group: the area that was chosen last, at first the one with the widest gap."""
        self._state = state
        areas = [competency.id for competency in state.questionnaire.competencies]
        # columns begin with the area that has the widest gap
        self._area = self._area if self._area in areas else state.view.columns[0]
        self.area.offer([(area, state.competency(area)) for area in areas], self._area)
        self._show()

    def _show(self) -> None:
        if self._state is not None:
            rows = [self._row(one, self._state) for one in self._state.view.spread if one.competency == self._area]
            self.table.set_rows(rows)

    def _row(self, one: AnswerSpread, state: GroupState) -> BarRow:
        count = QLocale().toString
        names = self._names(one, state)
        # options have no order from weak to strong, so all have one colour and their letter
        lettered = not one.kind.points
        colors = (SCALE[1],) * len(one.given) if lettered else SCALE
        parts = [(*color, number) for color, number in zip(colors, one.given, strict=True)]
        parts += [(*NO_CHANCE, one.no_chance), (*UNANSWERED, one.unanswered)]
        bar = []
        for at, (color, ink, number) in enumerate(parts):
            text = f"{names[at]} {count(number)}" if lettered and at < len(one.given) else count(number)
            hatched = at == len(parts) - 1
            bar.append(Segment(number / max(1, one.asked), color, ink, text, hatched))
        # names are whole here, as a bar shows letters and numbers only
        told = "; ".join(f"{name}: {count(number)}" for name, (_, _, number) in zip(names, parts, strict=True))
        stem = words.item_stem(state.questionnaire, one.item)
        return BarRow((stem, count(one.asked)), tuple(bar), told)

    def _names(self, one: AnswerSpread, state: GroupState) -> list[str]:
        """What each part of a bar stands for."""
        item = state.questionnaire.items_by_id[one.item]
        choices = item.choices(state.questionnaire.blueprint.scales)
        names = [choice.label or choice.kept for choice in choices]
        return [*names, self.tr("no chance yet"), self.tr("no answer")]

    @Slot()
    def _fit(self) -> None:
        self.area.setMaximumWidth(self._theme.em(WIDE))

    @Slot(int)
    def _on_area_activated(self, _index: int) -> None:
        self._area = self.area.chosen()
        self._show()
