"""A small form in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.page import ScrollBody
from nextrung.ui.widgets.text import Text

WIDTH = 560


class FormDialog(QDialog):
    """A heading, fields with their labels, a line for what is wrong, and two buttons."""

    def __init__(self, theme: Theme, height: int, parent: QWidget | None = None) -> None:
        """Make the form empty; ``set_words`` names it."""
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("page")
        size = QSize(theme.em(WIDTH), theme.em(height))
        self.resize(size.boundedTo(parent.window().size()) if parent else size)
        body = ScrollBody(theme)
        self.fields = body.column
        self.fields.setSpacing(theme.space("xs"))
        self.fields.setContentsMargins(2, 0, theme.space("m"), 0)
        self._problem = Text("", "problem")
        self._problem.setVisible(False)
        self.send = Button(theme, "", "primary")
        self.send.setObjectName("form-accept")
        self.send.setDefault(True)
        self.cancel = Button(theme, self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        layout = QVBoxLayout(self)
        space = theme.space("xl")
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(theme.space("m"))
        self._heading = Text("", "heading")
        layout.addWidget(self._heading)
        layout.addWidget(body, 1)
        layout.addWidget(self._problem)
        layout.addLayout(row(None, self.cancel, self.send, spacing=theme.space("s")))
        self.cancel.clicked.connect(self.reject)

    def set_words(self, title: str, accept: str) -> None:
        """Name the form and its primary button."""
        self.setWindowTitle(title)
        self._heading.setText(title)
        self.send.setText(accept)

    def add_field(self, words: str, field: QWidget, name: str) -> None:
        """Add a field under its label; Alt and the underlined letter go there."""
        label = QLabel(words)
        label.setWordWrap(True)
        label.setProperty("look", "strong")
        label.setBuddy(field)
        field.setObjectName(name)
        field.setAccessibleName(words)
        self.fields.addWidget(label)
        self.fields.addWidget(field)
        self.fields.addSpacing(self.theme.space("s"))

    def show_problem(self, message: str) -> None:
        """Say what is missing; what was typed stays."""
        self._problem.setText(message)
        self._problem.setVisible(True)
        announce(self, message)

    def done(self, result: int) -> None:
        """Close, and give the keyboard back to the window behind; not every system does that by itself."""
        super().done(result)
        behind = self.parentWidget()
        if behind is not None:
            behind.window().activateWindow()
