"""What somebody could do about an area: the step that fits their level first, the others behind a link."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.competency.state import ActionRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, Rule, row
from nextrung.ui.widgets.fold import Fold
from nextrung.ui.widgets.text import TagLabel, TextLabel


class ActionView(QWidget):
    """One development action, and a button that puts it into the plan unless it is there already."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, action: ActionRow, *, planned: bool, first: bool) -> None:
        """Show an action; ``planned`` says that it is in the plan already, ``first`` that it is the one suggested."""
        super().__init__()
        self._id = action.id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        column.addWidget(TextLabel(action.title, "strong"))
        column.addWidget(TextLabel(f"{self._effort(action)} {action.if_then}", "muted"))
        if not first:
            column.addWidget(TextLabel(self.tr("Done means: {0}").format(action.evidence_of_done), "muted"))
        if planned:
            column.addLayout(row(TagLabel(self.tr("in your plan"), "good"), None, spacing=0))
            return
        # one primary button on a screen: that of the step suggested
        add = Button(theme, self.tr("Add to plan"), "primary" if first else "link")
        add.setObjectName(f"add-{action.id}")
        add.setAccessibleName(self.tr("Add to plan: {0}").format(action.title))
        add.clicked.connect(self._on_add_clicked)
        if first:
            column.addSpacing(theme.space("xs"))
        column.addLayout(row(add, None, spacing=0))

    def _effort(self, action: ActionRow) -> str:
        """The way it is done, the levels it is for, and what it takes."""
        modes = {
            "experience": self.tr("By doing"),
            "people": self.tr("With others"),
            "study": self.tr("By study"),
        }
        hours = labels.counted(action.hours, self.tr("1 hour"), self.tr("{0} hours"))
        weeks = labels.counted(action.weeks, self.tr("1 week"), self.tr("{0} weeks"))
        words = self.tr("{0} · level {1} to {2} · about {3} over {4}.")
        return words.format(modes[action.mode], action.from_level, action.to_level, hours, weeks)

    @Slot()
    def _on_add_clicked(self) -> None:
        self.chosen.emit(self._id)


class StepsCard(Card):
    """The step suggested, and the others behind a link."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, actions: tuple[ActionRow, ...], planned: frozenset[str], parent: QWidget | None = None
    ) -> None:
        """Show actions, the fitting ones first; ``planned`` are the ids of those in the plan."""
        super().__init__(theme, parent)
        self._theme = theme
        self._planned = planned
        self._others = actions[1:]
        self.body.addWidget(TextLabel(self.tr("Suggested step"), "heading"))
        self.body.addWidget(self._view(actions[0], first=True))
        self._fold: Fold | None = None
        if self._others:
            more = labels.counted(len(self._others), self.tr("One more step"), self.tr("{0} more steps"))
            self._fold = Fold(theme, (more, self.tr("Fewer")), self._build_others)
            self.body.addWidget(self._fold)

    def add_button(self, action: str) -> Button | None:
        """The way into the plan of an action, in sight; None when it has none."""
        # a part that is folded has not been built, and cannot be found before
        if self._fold is not None and action in {one.id for one in self._others}:
            self._fold.show_open(opened=True)
        return self.findChild(Button, f"add-{action}")

    def _build_others(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.space("s"))
        for action in self._others:
            column.addWidget(Rule())
            column.addWidget(self._view(action, first=False))
        return holder

    def _view(self, action: ActionRow, *, first: bool) -> ActionView:
        view = ActionView(self._theme, action, planned=action.id in self._planned, first=first)
        view.chosen.connect(self.chosen)
        return view
