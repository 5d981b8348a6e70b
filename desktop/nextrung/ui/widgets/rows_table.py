"""A table that is exactly as high as its rows."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent

from nextrung.ui.widgets.table import TextTable


class RowsTable(TextTable):
    """A table that is exactly as high as its rows, which reach from side to side of a dialog."""

    air_lines = 40

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take no more room than the rows need at this width."""
        super().resizeEvent(event)
        # the least height is that of all rows; a table that grew would leave empty room below them
        self.setMaximumHeight(self.minimumHeight())
