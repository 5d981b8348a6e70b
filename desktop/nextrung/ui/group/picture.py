"""The heat map as a picture, drawn anew so that it holds more than what is in view."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from nextrung.errors import NextRungError
from nextrung.ui.group.heat_model import HeatModel
from nextrung.ui.group.heat_table import AIR, HEADING_LINES, HeatDelegate
from nextrung.ui.theme.theme import Theme
from nextrung.whole_file import written_whole

PIXELS = 2
"""Pixels for each point, so that a picture stays sharp in a document."""
MOST = 300
"""People in a picture; more would not fit a page of any document."""
NAMES, CELL = 190, 92
"""Widths at a text size of 100 %."""
WRAPPED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


class HeatMapPictureError(NextRungError):
    """A picture that could not be written, in one sentence."""


def draw(heat: HeatModel, theme: Theme, title: str, rest: str) -> QImage:
    """The map with ``title`` above; ``rest``, with the number on it, stands below when there are more people."""
    margin, wide, names = theme.space("l"), theme.em(CELL), theme.em(NAMES)
    line = theme.font_metrics("body").height() + AIR
    head = HEADING_LINES * theme.font_metrics("tiny").height() + AIR
    rows = min(heat.rowCount(), MOST)
    more = heat.rowCount() > MOST
    across = 2 * margin + names + wide * heat.columnCount()
    size = QSize(across, 2 * margin + line + head + (rows + more) * line)
    image = QImage(size * PIXELS, QImage.Format.Format_RGB32)
    # from here on everything is drawn in the points of the screen, twice as sharp
    image.setDevicePixelRatio(PIXELS)
    image.fill(theme.color("surface"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("heading", QFont.Weight.DemiBold))
    painter.setPen(theme.color("text"))
    painter.drawText(QRectF(margin, margin, across - 2 * margin, line), Qt.AlignmentFlag.AlignVCenter, title)
    _headings(painter, heat, theme, QRect(margin + names, margin + line, wide, head))
    _cells(painter, heat, theme, (rows, QRect(margin, margin + line + head, names, line), wide))
    if more:
        painter.setPen(theme.color("muted"))
        below = QRectF(margin, margin + line + head + rows * line, across - 2 * margin, line)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, rest.format(MOST, heat.rowCount()))
    painter.end()
    return image


def _headings(painter: QPainter, heat: HeatModel, theme: Theme, first: QRect) -> None:
    painter.setFont(theme.font("tiny"))
    painter.setPen(theme.color("muted"))
    for at in range(heat.columnCount()):
        text = str(heat.headerData(at, Qt.Orientation.Horizontal))
        painter.drawText(first.translated(at * first.width(), 0), WRAPPED, text)


def _cells(painter: QPainter, heat: HeatModel, theme: Theme, where: tuple[int, QRect, int]) -> None:
    """``where``: how many rows, the box of the first name, and the width of a cell."""
    rows, first, wide = where
    # the delegate of the table draws here too, so that picture and screen cannot differ
    delegate, option = HeatDelegate(theme, heat), QStyleOptionViewItem()
    metrics = theme.font_metrics("body")
    for row in range(rows):
        box = first.translated(0, row * first.height())
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        room = box.width() - theme.space("s")
        name = metrics.elidedText(
            str(heat.headerData(row, Qt.Orientation.Vertical)), Qt.TextElideMode.ElideMiddle, room
        )
        aligned = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(box.x(), box.y(), room, box.height()), aligned, name)
        for column in range(heat.columnCount()):
            # ``right`` of a QRect is its last pixel, not the one after it
            option.rect = QRect(box.right() + 1 + column * wide, box.y(), wide, box.height())
            index: QModelIndex = heat.index(row, column)
            delegate.paint(painter, option, index)


def save(image: QImage, path: Path) -> None:
    """Write the picture as PNG; whole or not at all. Raises HeatMapPictureError."""
    try:
        with written_whole(path) as beside:
            if not QImageWriter(str(beside), b"png").write(image):
                raise HeatMapPictureError(f"The picture {path.name} cannot be written; choose another folder.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise HeatMapPictureError(f"The picture cannot be written to {path.parent}: {reason}.") from error
