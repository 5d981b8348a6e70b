"""The card of a session with how others see it: what is shown of each group, and the coach shows a group there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.views import words
from nextrung.ui.views.cards import GroupsCard
from nextrung.ui.views.state import OtherViewsState
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel
from nextrung.views.picture import RaterGroupView

SHARES = (0.37, 0.63)


class SessionViewsCard(GroupsCard):
    """The newest round about the person: groups, the views that are shown, and what to talk about."""

    opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent, of_client=True)
        self.heading.setText(self.tr("How others see it"))
        headings = [self.tr("Area"), self.tr("Their views")]
        self.table = TextTable(self.tr("How others see it, as a table"), headings, texts=True, shares=SHARES)
        self.table.setObjectName("session-views-table")
        self._talk = TextLabel("", "muted")
        self.page = Button(theme, self.tr("Open other views"), "link")
        self.page.setObjectName("session-open-views")
        self.page.clicked.connect(self.opened)
        for part in (self.table, self._talk, self.page):
            self.body.addWidget(part)

    def show_state(self, state: OtherViewsState | None) -> None:
        """Show a round; without one there is no card."""
        self.show_groups(state.groups if state is not None else (), "here" if state is None else state.reader)
        if state is None:
            return
        self.table.setVisible(state.is_shown)
        self.table.set_rows(list(_cells(state)))
        self._talk.setVisible(bool(state.talk))
        self._talk.setText("\n".join(f"{one.name}: {words.talk(one, of_client=True)}" for one in state.talk))


def _cells(state: OtherViewsState) -> Iterator[tuple[str, str]]:
    """A row for each area with a line for each view: the card is too narrow for more columns."""
    for one in state.areas:
        if one.views.views:
            yield one.name, "\n".join(_line(view) for view in one.views.views)


def _line(view: RaterGroupView) -> str:
    return f"{words.who(view, of_client=True)}: {words.seen(view)}, {words.comparison(view.comparison)}"
