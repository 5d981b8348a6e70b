"""The cards beside the chart: what to work on first, and how far to trust the result."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.results.state import FocusEntry, ResultsState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card, Rule, row
from nextrung.ui.widgets.text import Tag, Text


class FocusCard(Card):
    """At most three competencies, each with its gap and the reason in one sentence."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self._theme = theme
        self.body.addWidget(Text(self.tr("Work on these first"), "heading"))
        self._entries = QWidget()
        self._list = QVBoxLayout(self._entries)
        self._shown: list[QWidget] = []
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.space("m"))
        self.body.addWidget(self._entries)
        self.body.addStretch(1)

    def show_state(self, state: ResultsState) -> None:
        """Show the focus areas, or why there is none."""
        for old in self._shown:
            old.setParent(None)
            old.deleteLater()
        self._shown = []
        for number, entry in enumerate(state.focus, start=1):
            if number > 1:
                self._add(Rule())
            self._add(self._entry(number, entry))
        if not state.focus:
            self._add(Text(self._nothing(state), "muted"))

    def _add(self, widget: QWidget) -> None:
        self._list.addWidget(widget)
        self._shown.append(widget)

    def _entry(self, number: int, entry: FocusEntry) -> QWidget:
        widget = QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        name = Text(f"{number} · {entry.name}", "strong")
        head = row(name, Tag(self.tr("gap {0}").format(labels.level(entry.gap)), "gap"), spacing=self._theme.space("s"))
        head.setStretch(0, 1)
        column.addLayout(head)
        text = self.tr("You are at {0}; the role asks for {1}. Start with {2}, where your answers are lowest.")
        level, target = labels.level(entry.level), labels.level(entry.target)
        facet = entry.thinnest_facet[0].lower() + entry.thinnest_facet[1:]
        column.addWidget(Text(text.format(level, target, facet), "muted"))
        return widget

    def _nothing(self, state: ResultsState) -> str:
        if state.match is None:
            return self.tr("There are too few answers to name a gap. Continue the assessment to see where to start.")
        return self.tr(
            "No gap is both large enough and likely enough to name. Compare with another role, or look at the table."
        )


class TrustCard(Card):
    """How much was answered, the pattern of the answers, and what the range leaves out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self.body.setSpacing(theme.space("xs"))
        self.body.addWidget(Text(self.tr("How far to trust this"), "heading"))
        self._words = Text("", "muted")
        self.body.addWidget(self._words)

    def show_state(self, state: ResultsState) -> None:
        """Show it in words."""
        sentences = [self.tr("{0} of {1} answered.").format(state.answered, state.asked)]
        if state.no_chance:
            sentences.append(self.tr("%n had no chance yet; that lowers nothing.", "", state.no_chance))
        if state.quality.flags:
            sentences += [labels.quality_flag(flag) for flag in state.quality.flags]
        else:
            sentences.append(self.tr("Answer pattern: good."))
        sentences.append(
            self.tr(
                "The range covers chance effects of which questions were asked, "
                "not a habit of rating yourself high or low."
            )
        )
        self._words.setText(" ".join(sentences))
