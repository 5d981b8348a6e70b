"""The frame of a dialog: a heading, a body that scrolls when it must, a line for what is wrong, and its buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.fitting import FittedDialog, open_within
from nextrung.ui.widgets.page import ScrollBody
from nextrung.ui.widgets.rows_table import RowsTable
from nextrung.ui.widgets.tab_order import keep_tab_order
from nextrung.ui.widgets.text import TextLabel


class Dialog(FittedDialog):
    """A dialog in the look of the pages; parts go into ``column``."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        accept: str,
        width: int,
        parent: QWidget | None = None,
        *,
        height: int = 0,
    ) -> None:
        """Make it empty; ``width`` is at a text size of 100 %, and never more than the window's.

        It is as high as what is in it; ``height`` is for one in which a part takes what height there is.
        """
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("page")
        theme.apply_style(self)
        self.setWindowTitle(title)
        open_within(self, QSize(theme.em(width), theme.em(height)), parent)
        self._body = body = ScrollBody(theme)
        self.column = body.column
        body.keep_free(theme.space("m"), 0)
        self._problem = TextLabel("", "problem")
        self._problem.setVisible(False)
        self.accept_button = Button(theme, accept, "primary")
        self.accept_button.setObjectName("dialog-accept")
        self.cancel_button = Button(theme, self.tr("Cancel"))
        self.cancel_button.setObjectName("dialog-cancel")
        # in a dialog Qt makes each button the default one while it has the focus, and Enter would cancel
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        space = theme.space("xl")
        gutter = theme.space("m")
        # the scroll bar of the body stands in the gutter, so that parts are as wide with it as without
        sides = (space - gutter, space) if self.isRightToLeft() else (space, space - gutter)
        layout.setContentsMargins(sides[0], space, sides[1], space)
        layout.setSpacing(theme.space("m"))
        self.buttons = row(None, self.cancel_button, self.accept_button, spacing=theme.space("s"))
        self._in_order: list[QWidget] = [self.cancel_button, self.accept_button]
        head, self._foot = QVBoxLayout(), QWidget()
        foot = QVBoxLayout(self._foot)
        # a little more air above the buttons than between parts
        for part, above in ((head, 0), (foot, theme.space("xs"))):
            part.setSpacing(theme.space("m"))
            part.setContentsMargins(*((gutter, above, 0, 0) if self.isRightToLeft() else (0, above, gutter, 0)))
        head.addWidget(TextLabel(title, "heading"))
        foot.addWidget(self._problem)
        foot.addLayout(self.buttons)
        layout.addLayout(head)
        layout.addWidget(body, 1)
        layout.addWidget(self._foot)
        self.accept_button.setDefault(True)  # the dialog takes note of it only once the button is in it
        if not height:
            self.fit_to(body)

    def setVisible(self, visible: bool) -> None:
        """Have Tab come to the buttons last, whatever was put into the body after them.

        What comes into a window comes last in it for Tab. To walk the order and change it is no way: of each part that
        ``nextInFocusChain`` returns, the dialog itself among them, PySide believes from then on that it belongs to the
        part before, and a collection of garbage takes the dialog away from under the eyes of whoever looks at it.
        """
        layout = self.layout()
        if visible and not self.isVisible() and layout is not None:
            focused = self.focusWidget()
            # what loses its parent loses its place in the order of Tab too, and comes last when it is put back
            self._foot.setParent(None)
            layout.addWidget(self._foot)
            keep_tab_order(self._in_order)
            # nothing is done in a table that is only read, and Qt gives the keys to whatever comes first
            begins = focused or (self._first_button() if self.findChild(RowsTable) is not None else None)
            if begins is not None:
                begins.setFocus()
        super().setVisible(visible)

    def _first_button(self) -> QWidget:
        """What most people press; what closes the dialog where there is nothing to accept."""
        can_accept = self.accept_button.isEnabled() and self.accept_button.isVisibleTo(self)
        return self.accept_button if can_accept else self.cancel_button

    def lead_buttons_with(self, button: QWidget, *, apart: bool = False) -> None:
        """Put another button before those that are there; ``apart`` at the far side of the row."""
        self.buttons.insertWidget(0 if apart else 1, button)
        self._in_order.insert(0, button)

    def show_problem(self, message: str) -> None:
        """Say what is wrong; an empty message takes it away."""
        self._problem.setText(message)
        self._problem.setVisible(bool(message))
        if message:
            announce(self, message)

    def done(self, result: int) -> None:
        """Close, and give the keyboard back to the window behind; not every system does that by itself."""
        super().done(result)
        behind = self.parentWidget()
        if behind is not None:
            behind.window().activateWindow()
