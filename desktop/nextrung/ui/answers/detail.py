"""One question of the answers page in full; after finishing, with what was best and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui.answers.state import AnswerRow, Explained
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, Rule, row
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.text import Tag, Text


class DetailCard(Card):
    """The question, the answer, and the explanation once there may be one."""

    change_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self._theme = theme
        self._item = ""
        self._area = Tag("", "accent")
        self._passage = Text("", "muted")
        self._question = Text("", "heading")
        self._answer = Text("", "strong")
        self._more = Text("", "muted")
        self.change = Button(theme, self.tr("Go to this question"))
        self.change.setObjectName("change-answer")
        for widget in (self._area, self._passage, self._question, self._answer, self._more):
            self.body.addWidget(widget)
        self.body.addLayout(row(self.change, None, spacing=0))
        self._options = QWidget()
        self._list = QVBoxLayout(self._options)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.space("s"))
        self.body.addWidget(self._options)
        self.body.addStretch(1)
        self._shown: list[QWidget] = []
        self.change.clicked.connect(self._on_change_clicked)

    def show_state(self, entry: AnswerRow | None, answer: str, *, complete: bool) -> None:
        """Show a question with the words of its ``answer``."""
        self._item = entry.item if entry else ""
        discard(self._shown)
        self._shown = []
        for widget in (self._area, self._passage, self._question, self._answer, self._more, self.change):
            widget.setVisible(entry is not None)
        if entry is None:
            return
        self._area.setText(entry.area)
        self._passage.setText(entry.passage)
        self._passage.setVisible(bool(entry.passage))
        self._question.setText(entry.question)
        self._answer.setText(self.tr("Your answer: {0}").format(answer))
        more = [entry.anchor]
        if entry.confidence:
            more.append(self.tr("How sure: {0}").format(entry.confidence.lower()))
        if entry.note:
            more.append(self.tr("Your example: {0}").format(entry.note))
        self._more.setText("\n".join(line for line in more if line))
        self._more.setVisible(any(more))
        self.change.setVisible(not complete)
        for option in entry.explained:
            self._add(Rule())
            for part in explained_option(self._theme, option):
                self._add(part)
        if entry.explanation:
            self._add(Rule())
            self._add(Text(entry.explanation, "muted"))

    def _add(self, widget: QWidget) -> None:
        self._list.addWidget(widget)
        self._shown.append(widget)

    @Slot()
    def _on_change_clicked(self) -> None:
        self.change_requested.emit(self._item)


def explained_option(theme: Theme, option: Explained) -> list[QWidget]:
    """One option of a finished situation or check: what it was, its text, and why."""
    translate = QCoreApplication.translate
    tags: list[QWidget] = []
    if option.best:
        tags.append(Tag(translate("answers", "best answer"), "good"))
    if option.picked:
        tags.append(Tag(translate("answers", "your answer"), "accent"))
    widgets: list[QWidget] = []
    if tags:
        holder = QWidget()
        holder.setLayout(row(*tags, None, spacing=theme.space("xs")))
        widgets.append(holder)
    widgets.append(Text(option.text))
    if option.why:
        widgets.append(Text(option.why, "muted"))
    return widgets
