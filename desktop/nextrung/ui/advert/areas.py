"""The areas of a questionnaire with what adverts ask in each: the target, the person's level, and the words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from nextrung.questionnaire.model import LEVELS
from nextrung.ui import labels
from nextrung.ui.advert.state import AskedArea, Topic
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.inputs import DecimalBox
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox

STEP = 0.5
"""Levels by which the arrows of a target change it."""


class AskedAreas(QWidget):
    """One line for each area; topics can be left out, and every target can be changed."""

    level_changed = Signal(str, float)
    topic_ticked = Signal(str, bool)
    area_pointed = Signal(str)
    """The keyboard or the mouse came to an area."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._theme = theme
        self._parts: list[QWidget] = []
        self._of: dict[QWidget, str] = {}
        self._names: dict[str, Caption] = {}
        self._because: dict[str, TextLabel] = {}
        self.pointed = ""
        """The area whose name is underlined; empty for none."""
        self.levels: dict[str, DecimalBox] = {}
        self.ticks: dict[str, WrappedCheckBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("m"))
        self._grid.setVerticalSpacing(theme.space("s"))
        self._grid.setColumnStretch(0, 1)

    def show_areas(self, areas: tuple[AskedArea, ...], adverts: int) -> None:
        """Show the areas; controls that are there already keep the keyboard."""
        topics = {topic.facet for area in areas for topic in area.topics}
        if set(self.levels) != {one.id for one in areas} or set(self.ticks) != topics:
            self._build(areas)
        for area in areas:
            box = self.levels[area.id]
            box.blockSignals(True)
            box.setValue(area.level)
            box.blockSignals(False)
            self._fill(area, adverts)

    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key comes to, in order."""
        return tuple(self._of)

    def point_to(self, area: str) -> None:
        """Underline the name of an area."""
        self.pointed = area
        for one, name in self._names.items():
            font = name.font()
            font.setUnderline(one == area)
            name.setFont(font)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell which area the keyboard comes to."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget) and watched in self._of:
            self.area_pointed.emit(self._of[watched])
        return super().eventFilter(watched, event)

    def _build(self, areas: tuple[AskedArea, ...]) -> None:
        discard(self._parts)
        self._parts, self._of, self.levels, self.ticks = [], {}, {}, {}
        self._names, self._because = {}, {}
        headings = (self.tr("Area"), self.tr("Asked"), self.tr("You"))
        for column, words in enumerate(headings):
            self._put(TextLabel(words, "kicker", wrap=False), 0, column)
        line = 0
        for area in areas:
            line += 1
            box = self.levels[area.id] = self._level_box(area)
            name = Caption(area.name, box, "strong" if area.mentioned else "body")
            self._names[area.id] = name
            own = "–" if area.own_level is None else labels.level(area.own_level)
            self._because[area.id] = because = TextLabel("", "muted")
            for column, widget in enumerate((self._stacked(name, because), box, TextLabel(own, wrap=False))):
                self._put(widget, line, column)
            for topic in area.topics:
                line += 1
                self._put(self._tick(area, topic), line, 0, len(headings))

    def _stacked(self, *texts: QWidget) -> QWidget:
        together = QWidget()
        layout = QVBoxLayout(together)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.space("hair"))
        for one in texts:
            layout.addWidget(one)
        return together

    def _put(self, widget: QWidget, line: int, column: int, across: int = 1) -> None:
        self._grid.addWidget(widget, line, column, 1, across)
        self._parts.append(widget)

    def _level_box(self, area: AskedArea) -> DecimalBox:
        box = DecimalBox()
        box.setObjectName(f"asked-{area.id}")
        box.setRange(LEVELS[0] + STEP, LEVELS[1])
        box.setSingleStep(STEP)
        box.setDecimals(1)
        box.setAccessibleName(self.tr("Target level of {0}").format(area.name))
        box.setProperty("area", area.id)
        box.valueChanged.connect(self._on_box_value_changed)
        self._watch(box, area.id)
        return box

    def _tick(self, area: AskedArea, topic: Topic) -> WrappedCheckBox:
        tick = self.ticks[topic.facet] = WrappedCheckBox()
        tick.setObjectName(f"topic-{topic.facet}")
        tick.setProperty("facet", topic.facet)
        tick.toggled.connect(self._on_tick_toggled)
        self._watch(tick, area.id)
        return tick

    def _watch(self, control: QWidget, area: str) -> None:
        self._of[control] = area
        control.installEventFilter(self)

    def _fill(self, area: AskedArea, adverts: int) -> None:
        self._because[area.id].setText(self._why(area, adverts))
        for topic in area.topics:
            tick = self.ticks[topic.facet]
            asked = ""
            if adverts > 1:
                asked = self.tr(" (asked in {0} of {1})").format(topic.asked_in, adverts)
            tick.setText(self.tr("{0}{1}: {2}").format(topic.name, asked, " · ".join(topic.words)))
            tick.blockSignals(True)
            tick.setChecked(topic.ticked)
            tick.blockSignals(False)

    def _why(self, area: AskedArea, adverts: int) -> str:
        if not area.mentioned:
            words = [self.tr("not mentioned: as in the profile")]
        else:
            basis = self.tr("profile {0}").format(labels.target_level(area.profile_level))
            moved = (self.tr("{0} for “{1}”").format(labels.signed(by), words) for _, by, words in area.moved)
            words = [basis, *moved]
        if area.moved and adverts > 1 and not area.by_hand:
            words.append(self.tr("mean of the adverts"))
        if area.by_hand:
            words.append(self.tr("set by you"))
        return " · ".join(words)

    @Slot(float)
    def _on_box_value_changed(self, value: float) -> None:
        self.level_changed.emit(str(self.sender().property("area")), value)

    @Slot(bool)
    def _on_tick_toggled(self, checked: bool) -> None:
        self.topic_ticked.emit(str(self.sender().property("facet")), checked)
