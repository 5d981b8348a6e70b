"""The card “What would it take?”: levels to try out, and which rung they would match. No pay figure moves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from nextrung.scoring.what_if import LEVELS
from nextrung.ui import labels, match_words
from nextrung.ui.salary.what_if_state import AreaLevel, WhatIfState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.inputs import ValueSlider
from nextrung.ui.widgets.tab_order import keep_tab_order
from nextrung.ui.widgets.text import Caption, TextLabel

STEPS = 10
"""Steps of a slider in one level."""
FIRST = 3
"""Areas that are shown before the others are asked for."""


TALL = 24
"""Least height of a slider in device-independent pixels, as WCAG 2.5.8 asks of what is pointed at."""


class AreaSlider(ValueSlider):
    """The level of one area, in tenths."""

    def __init__(self, area: AreaLevel, parent: QWidget | None = None) -> None:
        """Start at the measured level, or at the lowest where there is none."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.area = area
        self.setObjectName(f"level-{area.id}")
        self.setAccessibleName(area.name)
        self.setMinimumHeight(TALL)
        self.setRange(round(LEVELS[0] * STEPS), round(LEVELS[1] * STEPS))
        self.setSingleStep(1)
        # half a level, as targets have such steps
        self.setPageStep(STEPS // 2)
        self.start = self.minimum() if area.level is None else round(area.level * STEPS)
        self.setValue(self.start)

    @property
    def tried(self) -> float | None:
        """The level tried out; None while it is the measured one."""
        return None if self.value() == self.start else self.value() / STEPS

    def words(self) -> str:
        """The measured level, and the one tried out."""
        measured = "–" if self.area.level is None else labels.level(self.area.level)
        return measured if self.tried is None else f"{measured} → {labels.level(self.tried)}"


class WhatIfCard(Card):
    """A slider for each area; says which rungs the levels would match."""

    levels_changed = Signal(dict)
    assessment_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self._theme = theme
        self.body.addWidget(TextLabel(self.tr("What would it take?"), "heading"))
        self._words = TextLabel("", "muted")
        self.body.addWidget(self._words)
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("l"))
        self._grid.setVerticalSpacing(theme.space("xs_wide"))
        self._grid.setColumnStretch(1, 1)
        self.body.addWidget(self._holder)
        self.sliders: list[AreaSlider] = []
        self._texts: list[tuple[Caption, TextLabel]] = []
        self._areas: tuple[AreaLevel, ...] = ()
        self._all = False
        self.outcome = TextLabel("", "strong")
        self.body.addWidget(self.outcome)
        self.more = Button(theme, "", "link")
        self.more.setObjectName("more-areas")
        self.reset = Button(theme, self.tr("Back to my levels"), "link")
        self.reset.setObjectName("reset-levels")
        self.start = Button(theme, self.tr("Go to the assessment"), "primary")
        self.start.setObjectName("empty-step")
        self.body.addLayout(row(self.start, self.more, self.reset, None, spacing=theme.space("s")))
        self.body.addStretch(1)
        self.more.clicked.connect(self._on_more_clicked)
        self.reset.clicked.connect(self._on_reset_clicked)
        self.start.clicked.connect(self.assessment_requested)

    def show_state(self, state: WhatIfState | None) -> None:
        """Show areas and outcome; None while there is no result."""
        for widget in (self._holder, self.outcome, self.more, self.reset):
            widget.setVisible(state is not None)
        self.start.setVisible(state is None)
        if state is None:
            self._words.setText(
                self.tr("After an assessment you can move your levels here and see which rung they would match.")
            )
            return
        self._words.setText(self.tr("Move an area to see which rung you would match. No pay figure moves with it."))
        # this runs at every move of a slider; one that is made anew would slip from under the pointer
        if state.areas != self._areas:
            self._areas = state.areas
            self._build(state)
        self.reset.setVisible(state.tried)
        self.more.setVisible(len(self.sliders) > FIRST)
        self.more.setText(self.tr("Show fewer areas") if self._all else self.tr("Show all areas"))
        words = self._outcome_words(state)
        if state.tried and words != self.outcome.text():
            announce(self, words)
        self.outcome.setText(words)
        self._show_levels()

    def _build(self, state: WhatIfState) -> None:
        for slider, texts in zip(self.sliders, self._texts, strict=True):
            discard([slider, *texts])
        self.sliders, self._texts = [], []
        for number, area in enumerate(state.areas):
            slider = AreaSlider(area)
            name = Caption(area.name, slider)
            # what is free goes to the sliders
            name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            level = TextLabel("", "strong", wrap=False)
            # room for the longest text, so that the sliders do not jump while one of them is moved
            level.setMinimumWidth(level.fontMetrics().horizontalAdvance("0.0 → 0.0  "))
            for column, widget in enumerate((name, slider, level)):
                self._grid.addWidget(widget, number, column)
            slider.valueChanged.connect(self._on_slider_value_changed)
            self.sliders.append(slider)
            self._texts.append((name, level))
        keep_tab_order([*self.sliders, self.start, self.more, self.reset])

    def _show_levels(self) -> None:
        for number, (slider, texts) in enumerate(zip(self.sliders, self._texts, strict=True)):
            # an area that is tried out stays in sight, as it counts for the outcome
            shown = self._all or number < FIRST or slider.tried is not None
            for widget in (slider, *texts):
                widget.setVisible(shown)
            texts[1].setText(slider.words())
            slider.setAccessibleDescription(self.tr("Level {0}").format(slider.words()))

    def _outcome_words(self, state: WhatIfState) -> str:
        if state.matched:
            text = self.tr("These levels would match: {0}.") if state.tried else self.tr("Your levels match: {0}.")
            words = text.format(state.matched[0])
        else:
            words = (
                self.tr("These levels would match no rung of the ladder yet.")
                if state.tried
                else self.tr("Your levels match no rung of the ladder yet.")
            )
        if state.beside:
            also = self.tr("Also: {0}.") if state.matched else self.tr("Beside the ladder: {0}.")
            words += " " + also.format(", ".join(state.beside))
        if state.following:
            name, value = state.following
            words += " " + self.tr("Next: {0}, {1} of 100.").format(name, labels.match(value))
            held = match_words.beside(state.following_notes) if state.following_notes else ""
            words += "".join(f" {line.removesuffix('.')}." for line in held.splitlines())
        return words

    def levels(self) -> dict[str, float]:
        """The levels tried out, by competency id."""
        return {slider.area.id: slider.tried for slider in self.sliders if slider.tried is not None}

    @Slot(int)
    def _on_slider_value_changed(self, _value: int) -> None:
        self.levels_changed.emit(self.levels())

    @Slot()
    def _on_more_clicked(self) -> None:
        self._all = not self._all
        self.more.setText(self.tr("Show fewer areas") if self._all else self.tr("Show all areas"))
        self._show_levels()

    @Slot()
    def _on_reset_clicked(self) -> None:
        for slider in self.sliders:
            # one change for all of them below, instead of a match worked out for each
            slider.blockSignals(True)
            slider.setValue(slider.start)
            slider.blockSignals(False)
        self.levels_changed.emit({})
