"""The frame of a dialog: a heading, a body that scrolls when it must, a line for what is wrong, and its buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.fitting import open_within
from nextrung.ui.widgets.page import ScrollBody
from nextrung.ui.widgets.text import Text


class Dialog(QDialog):
    """A dialog in the look of the pages; parts go into ``column``."""

    def __init__(
        self, theme: Theme, title: str, accept: str, size: tuple[int, int], parent: QWidget | None = None
    ) -> None:
        """Make it empty; ``size`` is its width and height at a text size of 100 %, never more than the window's."""
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("page")
        theme.dress(self)
        self.setWindowTitle(title)
        open_within(self, QSize(theme.em(size[0]), theme.em(size[1])), parent)
        self._body = body = ScrollBody(theme)
        self.column = body.column
        body.keep_free(theme.space("m"), 0)
        self._problem = Text("", "problem")
        self._problem.setVisible(False)
        self.accept_button = Button(theme, accept, "primary")
        self.accept_button.setObjectName("dialog-accept")
        self.accept_button.setDefault(True)
        self.cancel_button = Button(theme, self.tr("Cancel"))
        self.cancel_button.setObjectName("dialog-cancel")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        space = theme.space("xl")
        gutter = theme.space("m")
        sides = (space - gutter, space) if self.isRightToLeft() else (space, space - gutter)
        layout.setContentsMargins(sides[0], space, sides[1], space)
        layout.setSpacing(theme.space("m"))
        self.buttons = row(None, self.cancel_button, self.accept_button, spacing=theme.space("s"))
        head, foot = QVBoxLayout(), QVBoxLayout()
        for part in (head, foot):
            part.setSpacing(theme.space("m"))
            part.setContentsMargins(*((gutter, 0, 0, 0) if self.isRightToLeft() else (0, 0, gutter, 0)))
        head.addWidget(Text(title, "heading"))
        foot.addWidget(self._problem)
        foot.addLayout(self.buttons)
        layout.addLayout(head)
        layout.addWidget(body, 1)
        layout.addLayout(foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Have Tab come to the buttons last, whatever was put into the body after them."""
        super().showEvent(event)
        last: QWidget = self._body
        follower: QWidget | None = self._body.nextInFocusChain()
        while follower is not None and follower is not self._body:
            if self._body.isAncestorOf(follower):
                last = follower
            follower = follower.nextInFocusChain()
        if last is not self._body:
            QWidget.setTabOrder(last, self.cancel_button)
            QWidget.setTabOrder(self.cancel_button, self.accept_button)

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
