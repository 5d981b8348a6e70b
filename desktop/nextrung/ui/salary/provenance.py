"""The provenance card: where the figure that was picked comes from, and how it was made."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.salary.formats import Kind
from nextrung.salary.model import Origin
from nextrung.ui import labels
from nextrung.ui.salary.card import CardState, SourceLine
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, Rule, row
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.text import TagLabel, TagLook, TextLabel

LOOKS: dict[Origin, TagLook] = {"published": "good", "estimated": "accent", "yours": "other"}


class ProvenanceCard(Card):
    """One figure with its sources and file rows."""

    closed = Signal()
    removal_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self._theme = theme
        self._figure = ""
        self._heading = TextLabel("", "heading")
        self._tag = TagLabel("")
        self.back = Button(theme, self.tr("Close"), "link")
        self.back.setObjectName("all-figures")
        self.remove = Button(theme, self.tr("Remove this figure"))
        self.remove.setObjectName("remove-own")
        top = row(self._heading, self._tag, spacing=theme.space("s"))
        # the name takes what is free, so that the tag stands at the edge
        top.setStretch(0, 1)
        self.body.addLayout(top)
        self._words = TextLabel("", "muted")
        self.body.addWidget(self._words)
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.space("xs"))
        self._shown: list[QWidget] = []
        self.body.addWidget(self._holder)
        self.body.addLayout(row(self.remove, self.back, None, spacing=theme.space("s")))
        self.body.addStretch(1)
        self.back.clicked.connect(self.closed)
        self.remove.clicked.connect(self._on_remove_clicked)

    def show_figure(self, state: CardState) -> None:
        """Show one figure."""
        again = state.id == self._figure
        self._figure = state.id
        self._heading.setText(state.name)
        self._tag.set_look(LOOKS[state.origin])
        self._tag.setText(self._origin(state.origin))
        pairs = [amount if name == state.name else f"{name}: {amount}" for name, amount in state.amounts]
        self._words.setText(" · ".join(pairs) + (f" · {state.error_words}" if state.error_words else ""))
        self._clear()
        for fact in state.facts:
            self._add(TextLabel(fact))
        for source in state.sources:
            self._add(Rule())
            self._add_source(source)
        if state.rows:
            self._add(Rule())
            for one in state.rows:
                place = self.tr("{0}, line {1} ({2})").format(one.file, one.line, one.key)
                self._add(TextLabel(place, "small"))
        for widget in (self._tag, self._holder, self.back):
            widget.show()
        self.remove.setVisible(state.origin == "yours")
        # the card is shown anew when a choice changes, and is not to be read out each time
        if not again:
            announce(self, f"{state.name}. {self._words.text()}")

    def _origin(self, origin: Origin) -> str:
        words: dict[Origin, str] = {
            "published": self.tr("published"),
            "estimated": self.tr("estimated by this app"),
            "yours": self.tr("yours"),
        }
        return words[origin]

    def _add_source(self, source: SourceLine) -> None:
        name = TextLabel(source.source, "muted" if source.old else "strong")
        # to be copied into a search of one's own, as the program opens no address
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._add(name)
        parts = [source.period]
        if source.licence:
            parts += [self._kind(source.kind), self.tr("confidence {0}").format(source.confidence), source.licence]
        if source.n is not None:
            parts.append(self.tr("n = {0}").format(f"{source.n:,}"))
        if source.error:
            parts.append(self.tr("error: {0}").format(source.error))
        if source.age is not None:
            parts.append(self.age(source.age, old=source.old))
        elif source.licence:
            parts.append(self.tr("date not known"))
        self._add(TextLabel(" · ".join(parts), "small"))
        for words in (source.method, source.note, source.address):
            if words:
                self._add(TextLabel(words, "muted" if words == source.method else "small"))

    def age(self, months: int, *, old: bool) -> str:
        """The age of a figure, marked when it is old."""
        if old:
            return labels.counted(months, self.tr("old: 1 month"), self.tr("old: {0} months"))
        return labels.counted(months, self.tr("1 month old"), self.tr("{0} months old"))

    def _kind(self, kind: Kind) -> str:
        words: dict[Kind, str] = {
            "survey": self.tr("survey"),
            "advert": self.tr("adverts"),
            "model": self.tr("model or index"),
        }
        return words[kind]

    def _clear(self) -> None:
        discard(self._shown)
        self._shown = []

    def _add(self, widget: QWidget) -> None:
        self._list.addWidget(widget)
        self._shown.append(widget)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.removal_requested.emit(self._figure)
