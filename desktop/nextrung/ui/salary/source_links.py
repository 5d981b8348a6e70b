"""The addresses of the sources: opened in the browser only when somebody asks, and copied."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets import opening
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.rows import Index
from nextrung.ui.widgets.table import TextTable, WrappingDelegate
from nextrung.ui.widgets.toast import toast_over

NOWHERE = "–"


def site(address: str) -> str:
    """The site of an address, which is what can be told at a glance; a dash where there is none."""
    return (urlsplit(address).hostname or "").removeprefix("www.") or NOWHERE


class LinkDelegate(WrappingDelegate):
    """Shows the texts of one column as links."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Underlined, in the colour of links."""
        super().initStyleOption(option, index)
        if index.data() != NOWHERE:
            option.font.setUnderline(True)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, option.palette.color(QPalette.ColorRole.Link))


class SourceLinks(QWidget):
    """What can be done with the address in the row that is picked, in a line of buttons below its table."""

    def __init__(self, theme: Theme, table: TextTable, column: int, addresses: Sequence[str]) -> None:
        """Make a column of ``table`` one of links, to ``addresses``, one a row; empty for none."""
        super().__init__()
        self._theme, self._table, self._column, self._addresses = theme, table, column, addresses
        table.setItemDelegateForColumn(column, LinkDelegate(table))
        self.open_link = Button(theme, self.tr("Open in the browser"), "link")
        self.open_link.setObjectName("source-open")
        self.copy_link = Button(theme, self.tr("Copy the link"), "link")
        self.copy_link.setObjectName("source-copy")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("m"))
        for button in (self.open_link, self.copy_link):
            # in a dialog Qt makes each button the default one while it has the focus
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        copying = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), table)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        copying.activated.connect(self._on_copy_link_clicked)
        self.open_link.clicked.connect(self._on_open_link_clicked)
        self.copy_link.clicked.connect(self._on_copy_link_clicked)
        table.clicked.connect(self._on_table_clicked)
        table.row_picked.connect(self._on_open_link_clicked)
        table.selectionModel().currentRowChanged.connect(self._settle)
        self._settle()

    @property
    def address(self) -> str:
        """The address in the row that is picked; empty for none."""
        at = self._table.currentIndex().row()
        return self._addresses[at] if 0 <= at < len(self._addresses) else ""

    @Slot()
    def _settle(self) -> None:
        for button in (self.open_link, self.copy_link):
            button.setEnabled(bool(self.address))
            button.setToolTip(self.address or self.tr("Choose a row with a link first"))

    @Slot(QModelIndex)
    def _on_table_clicked(self, index: QModelIndex) -> None:
        if index.column() == self._column:
            self._on_open_link_clicked()

    @Slot()
    def _on_open_link_clicked(self) -> None:
        if self.address and not opening.open_page(self.address):
            said = self.tr("This computer did not open {0}.").format(self.address)
            toast_over(self._theme, self).show_message(said, problem=True)

    @Slot()
    def _on_copy_link_clicked(self) -> None:
        if self.address:
            QGuiApplication.clipboard().setText(self.address)
            toast_over(self._theme, self).show_message(self.tr("The link is copied."))
