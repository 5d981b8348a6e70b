"""A sheet to read: the keys, the data file, about the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui.shell.keys import Key
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.fitting import FittedDialog, open_within
from nextrung.ui.widgets.markdown_view import MarkdownView
from nextrung.ui.widgets.mirrored_margins import set_mirrored_margins
from nextrung.ui.widgets.page import ScrollBody
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel

WIDTH = 620
TEXT_HEIGHT = 440
"""Of a text that scrolls by itself, at a text size of 100 %."""


class SheetDialog(FittedDialog):
    """A sheet to read, with a button that closes it; parts go into ``column``."""

    def __init__(self, theme: Theme, title: str, parent: QWidget, *, width: int = WIDTH) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.setObjectName("page")
        theme.apply_style(self)
        self.setWindowTitle(title)
        self.theme = theme
        open_within(self, QSize(theme.em(width), 0), parent)
        body = ScrollBody(theme)
        self.column = body.column
        set_mirrored_margins(self.column, start=theme.space("hair"), end=theme.space("m"))
        close = Button(theme, self.tr("Close"), "primary")
        close.setObjectName("sheet-close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        space = theme.space("xl")
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(theme.space("m"))
        layout.addWidget(TextLabel(title, "title"))
        layout.addWidget(body, 1)
        layout.addLayout(row(None, close, spacing=0))
        self.fit_to(body)

    def add_keys(self, heading: str, found: Iterable[Key]) -> None:
        """Add a table of keys, when there are any."""
        rows = [(one.does, one.keys) for one in found]
        if rows:
            self.add_table(heading, (self.tr("What it does"), self.tr("Key")), rows)

    def add_table(
        self, heading: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, shares: Sequence[float] = ()
    ) -> TextTable:
        """Add a table under a heading; with ``shares`` of the width its columns hold sentences, which wrap."""
        self.column.addWidget(TextLabel(heading, "heading"))
        table = TextTable(heading, columns, words=range(len(columns)), texts=bool(shares), shares=shares)
        table.set_rows(rows)
        self.column.addWidget(table)
        return table

    def add_markdown(self, name: str, markdown: str) -> None:
        """Add a text with headings and lists, to scroll in; its own title is left out, for the sheet has one."""
        first, _, rest = markdown.partition("\n")
        text = MarkdownView()
        text.setAccessibleName(name)
        text.show_markdown(rest if first.startswith("# ") else markdown)
        # a scrolling text asks for the same small height whatever is in it
        text.setMinimumHeight(self.theme.em(TEXT_HEIGHT))
        self.column.addWidget(text, 1)

    def open_once(self) -> None:
        """Open the sheet, which is deleted when it is closed: it is made anew each time."""
        # ``open`` returns at once, so that nobody is left to delete it
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.open()
