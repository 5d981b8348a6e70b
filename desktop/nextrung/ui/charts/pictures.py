"""A chart as a picture: on the clipboard, as PNG with twice the pixels, or as SVG."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from nextrung.errors import NextRungError
from nextrung.whole_file import written_whole

if TYPE_CHECKING:
    from nextrung.ui.charts.plot import Plot

PIXELS = 2
"""Pixels for each point, so that a picture stays sharp in a document."""


class ChartPictureError(NextRungError):
    """A picture that could not be written, in one sentence."""


def image(view: Plot, ground: QColor) -> QImage:
    """The chart as it is on screen, with twice the pixels."""
    size = view.viewport().size()
    drawn = QImage(QSize(size.width() * PIXELS, size.height() * PIXELS), QImage.Format.Format_ARGB32)
    drawn.setDevicePixelRatio(PIXELS)
    # a new image holds whatever was in memory before
    drawn.fill(ground)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    with view.drawn_for(PIXELS):
        view.render(painter, QRect(0, 0, size.width(), size.height()), QRect(0, 0, size.width(), size.height()))
    painter.end()
    return drawn


def save(view: Plot, ground: QColor, path: Path) -> None:
    """Write the chart to ``path``: SVG when the name ends so, else PNG; whole or not at all.

    Raises ChartPictureError.
    """
    try:
        with written_whole(path) as beside:
            if path.suffix.lower() == ".svg":
                from pyqtgraph.exporters import SVGExporter  # noqa: PLC0415  (only this needs it)

                SVGExporter(view.getPlotItem()).export(str(beside))
                # the exporter returns nothing; a disk without room shows in an empty file
                written = beside.stat().st_size > 0
            else:
                # the format is named, for Qt would take it from the ending, and the file beside has another one
                written = QImageWriter(str(beside), b"png").write(image(view, ground))
            if not written:
                raise ChartPictureError(f"The picture {path.name} cannot be written; choose another folder.")
    except OSError as error:
        raise ChartPictureError(
            f"The picture cannot be written to {path.parent}: {error.strerror or error}."
        ) from error
