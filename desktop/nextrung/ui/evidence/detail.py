"""One example in full; what is not told yet is named in one line."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from nextrung.evidence.example import PARTS
from nextrung.ui.evidence import words
from nextrung.ui.evidence.state import ExampleView
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, Rule, row
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.text import TagLabel, TextLabel

MISSING = "missing"
"""In place of the name of a part, for those that are not told yet."""
NAMES = 130
"""Room for the names of parts at a text size of 100 %."""


class ExampleCard(Card):
    """Renders one example and says what the person wants with it."""

    edit_requested = Signal()
    delete_requested = Signal()
    link_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self._theme = theme
        self.shown: ExampleView | None = None
        self.title = TextLabel("", "heading")
        self._whence = TextLabel("", "muted")
        self._tags = FlowLayout(theme.space("s"), theme.space("xs"))
        self._shown_by = TagLabel("", "good")
        self._level = TagLabel("", "accent")
        for tag in (self._shown_by, self._level):
            self._tags.addWidget(tag)
        self.body.addWidget(self.title)
        self.body.addWidget(self._whence)
        self.body.addLayout(self._tags)
        self._parts = QGridLayout()
        self._parts.setHorizontalSpacing(theme.space("l"))
        self._parts.setVerticalSpacing(theme.space("s"))
        self._parts.setColumnStretch(1, 1)
        self._said: dict[str, tuple[TextLabel, TextLabel, Rule]] = {}
        self._build_parts()
        self.body.addSpacing(theme.space("xs"))
        self.body.addLayout(self._parts)
        self.edit = Button(theme, self.tr("Edit…"))
        self.edit.setObjectName("edit-example")
        self.edit.setToolTip(self.tr("Tell more of this example (Enter in the list)"))
        self.delete = Button(theme, self.tr("Delete"))
        self.delete.setObjectName("delete-example")
        self.link = Button(theme, "", "link")
        self.link.setObjectName("open-link")
        self.body.addLayout(row(self.edit, self.delete, self.link, None, spacing=theme.space("s")))
        self._why = TextLabel("", "small")
        self.body.addWidget(self._why)
        self.edit.clicked.connect(self.edit_requested)
        self.delete.clicked.connect(self.delete_requested)
        self.link.clicked.connect(self.link_requested)
        theme.changed.connect(self._on_theme_changed)

    def show_example(self, view: ExampleView, today: date) -> None:
        """Show an example."""
        self.shown = view
        one = view.example
        self.title.setText(one.title)
        self._whence.setText(words.whence(view))
        self._whence.setVisible(bool(words.whence(view)))
        for tag, text in (
            (self._shown_by, words.shown_by(view, today)),
            (self._level, words.level(one.level) if one.level is not None else ""),
        ):
            tag.setText(text)
            tag.setVisible(bool(text))
        self._show_parts(view)
        self.delete.setVisible(one.is_kept)
        self.link.setVisible(bool(one.link))
        self.link.setText(self.tr("Open what it names"))
        self.link.setToolTip(one.link[:200])
        self._why.setVisible(not one.is_kept)
        self._why.setText(self._gathered(view))

    def _gathered(self, view: ExampleView) -> str:
        if view.source == "step":
            return self.tr("From a finished step of your plan. Edit it to tell the rest; the step stays as it is.")
        return self.tr("From an answer of yours. Edit it to tell the rest; the answer stays as it is.")

    def _build_parts(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        for at, name in enumerate((*PARTS, "confirmed_by", MISSING)):
            caption = self.tr("Not told yet") if name == MISSING else words.part(name)
            label, said, rule = (
                TextLabel(caption, "muted"),
                TextLabel("", "muted" if name == MISSING else "body"),
                Rule(),
            )
            label.setFixedWidth(self._theme.em(NAMES))
            said.setObjectName(f"part-{name}")
            self._parts.addWidget(label, 2 * at, 0, top)
            self._parts.addWidget(said, 2 * at, 1, top)
            self._parts.addWidget(rule, 2 * at + 1, 0, 1, 2)
            self._said[name] = (label, said, rule)

    def _show_parts(self, view: ExampleView) -> None:
        # a line for each part that is missing would push what can be done about it out of sight
        missing = [words.part(name) for name, text in view.parts if not text]
        told = {**dict(view.parts), MISSING: " · ".join(missing)}
        for name, (label, said, rule) in self._said.items():
            text = told.get(name, "")
            said.setText(text)
            for part in (label, said, rule):
                part.setVisible(bool(text))

    @Slot()
    def _on_theme_changed(self) -> None:
        for label, _, _ in self._said.values():
            label.setFixedWidth(self._theme.em(NAMES))
