"""The Help menu: the keys, what the data file holds, and about the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMainWindow, QTextBrowser, QVBoxLayout, QWidget

from nextrung import __version__, resources
from nextrung.ui.shell import keys
from nextrung.ui.shell.keys import Key
from nextrung.ui.shell.menus import Menus
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.page import ScrollBody
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import Text

WIDTH, HEIGHT = 620, 560


class Sheet(QDialog):
    """A sheet to read, with a button that closes it; parts go into ``column``."""

    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.setObjectName("page")
        theme.dress(self)
        self.setWindowTitle(title)
        self.theme = theme
        window = parent.window().size()
        self.resize(min(theme.em(WIDTH), window.width() - 40), min(theme.em(HEIGHT), window.height() - 40))
        body = ScrollBody(theme)
        self.column = body.column
        self.column.setContentsMargins(2, 0, theme.space("m"), 0)
        close = Button(theme, self.tr("Close"), "primary")
        close.setObjectName("sheet-close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        space = theme.space("xl")
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(theme.space("m"))
        layout.addWidget(Text(title, "title"))
        layout.addWidget(body, 1)
        layout.addLayout(row(None, close, spacing=0))

    def add_keys(self, heading: str, found: Iterable[Key]) -> None:
        """Add a table of keys, when there are any."""
        rows = [(one.does, one.keys) for one in found]
        if rows:
            self.add_table(heading, (self.tr("What it does"), self.tr("Key")), rows)

    def add_table(self, heading: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a table under a heading."""
        self.column.addWidget(Text(heading, "heading"))
        table = TextTable(heading, columns)
        table.set_rows(rows)
        self.column.addWidget(table)


class Help(QObject):
    """Adds its commands to the Help menu and opens what they ask for."""

    def __init__(self, theme: Theme, menus: Menus, window: QMainWindow) -> None:
        """Add the commands."""
        super().__init__(window)
        self._theme = theme
        self._menus = menus
        self._window = window
        menus.add("help", "keys", self.tr("&Keys"), self.show_keys, keys="F1")
        menus.add("help", "data-file", self.tr("What the &data file holds"), self.show_data_file)
        menus.add_separator("help")
        about = QAction.MenuRole.AboutRole
        menus.add("help", "about", self.tr("&About Next Rung"), self.show_about, role=about)

    @Slot()
    def show_keys(self) -> None:
        """Open the sheet of all keys."""
        sheet = Sheet(self._theme, self.tr("Keys"), self._window)
        sheet.add_keys(self.tr("In sight now"), keys.of_tooltips(self._window))
        sheet.add_keys(self.tr("While answering"), keys.of_questions())
        sheet.add_keys(self.tr("Everywhere"), keys.of_commands(self._menus.commands()))
        self._open(sheet)

    @Slot()
    def show_data_file(self) -> None:
        """Open what is known about the data file."""
        sheet = Sheet(self._theme, self.tr("What the data file holds"), self._window)
        text = QTextBrowser()
        text.setAccessibleName(self.tr("What the data file holds"))
        text.setMarkdown(resources.assets("help", "data-file.md").read_text(encoding="utf-8"))
        text.setMinimumHeight(self._theme.em(360))
        sheet.column.addWidget(text, 1)
        self._open(sheet)

    @Slot()
    def show_about(self) -> None:
        """Open versions, licences and the purpose."""
        sheet = Sheet(self._theme, self.tr("About Next Rung"), self._window)
        version = self.tr("Version {0}, free software under the MIT licence").format(__version__)
        purpose = self.tr("Made for your own development. Not suitable for hiring, pay or promotion decisions.")
        sheet.column.addWidget(Text(version))
        sheet.column.addWidget(Text(purpose, "muted"))
        columns = (self.tr("Part"), self.tr("Version"), self.tr("Licence"))
        sheet.add_table(self.tr("Built with"), columns, parts())
        texts = self.tr("The licences are in full in {0}.").format(resources.assets("licences", "texts"))
        sheet.column.addWidget(Text(texts, "muted"))
        self._open(sheet)

    def _open(self, sheet: Sheet) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()


def parts() -> list[tuple[str, str, str]]:
    """Name, version and licence of the parts of others that the program brings along."""
    from nextrung import licences  # noqa: PLC0415  (loaded when somebody asks)

    return [(part.name, part.version, part.licence) for part in licences.bundled()]
