"""What all charts share: no mouse games, the theme's colours and fonts, a name and a summary for screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QContextMenuEvent, QGuiApplication, QPen, QWheelEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from nextrung.lazy import lazy
from nextrung.ui.charts import pictures
from nextrung.ui.theme.theme import Theme

if TYPE_CHECKING:
    from nextrung.ui.widgets import save_dialog
    from nextrung.ui.widgets import toast as widgets_toast
else:
    save_dialog = lazy("nextrung.ui.widgets.save_dialog")
    widgets_toast = lazy("nextrung.ui.widgets.toast")

pg.setConfigOptions(antialias=True)  # the library keeps this for the whole process


class Plot(pg.PlotWidget):  # type: ignore[misc]  # the library brings no types
    """A still plot, built once and given new data; sub-classes draw in ``redraw``."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make an empty plot called ``name``."""
        # without the library's menus, which nobody sees and which take long to build
        super().__init__(parent, background=None, enableMenu=False)
        self.theme = theme
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackground(theme.color("surface"))
        # the library's view takes the focus, which would be a stop of the Tab key where no key does anything
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.plot = self.getPlotItem()
        # a wheel or a drag over the page must not move an axis: there is nothing to zoom into
        self.plot.setMouseEnabled(False, False)
        self.plot.hideButtons()
        # marks and labels are placed by the exact range; the library would add air to it
        self.plot.getViewBox().setDefaultPadding(0)
        for side in ("left", "bottom", "top", "right"):
            self.plot.showAxis(side, side in ("left", "bottom"))
        self._pixels: float | None = None
        """Pixels in a device-independent one of what is drawn on; None for those of the screen."""
        # the height that was asked for last, in device-independent pixels
        self._asked = 0
        self._fitted = (0, 0)
        """The width and height of the view that the chart was last drawn for."""
        self.plot.getViewBox().sigResized.connect(self._on_view_resized)
        theme.changed.connect(self._on_theme_changed)

    def summarise(self, summary: str) -> None:
        """Give the sentence that says what the chart shows."""
        self.setAccessibleDescription(summary)

    def pen(self, color: str, width: float = 1, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """A pen of the theme, ``width`` device-independent pixels thick.

        It is cosmetic: any other pen is scaled with the axes, whose units are levels, days or amounts.
        """
        return self.brush_pen(self.theme.color(color), width, style)

    def brush_pen(self, brush: QBrush | QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """As ``pen``, in any colour or fading from one to another."""
        # Qt takes the width of a cosmetic pen in pixels of the device, and does not scale it for a finer screen
        pixels = self._pixels or self.devicePixelRatioF()
        pen = QPen(brush, width * pixels, style, Qt.PenCapStyle.FlatCap)
        pen.setCosmetic(True)
        return pen

    @contextmanager
    def drawn_for(self, pixels: float) -> Iterator[None]:
        """Meanwhile, draw for a device with so many pixels in each device-independent one."""
        self._pixels = pixels
        self.redraw()
        try:
            yield
        finally:
            self._pixels = None
            self.redraw()

    def label_axes(self, left: list[tuple[float, str]], bottom: list[tuple[float, str]]) -> None:
        """Show these ticks and texts in the theme's colours and sizes."""
        for side, ticks, color, size in (("left", left, "text", "body"), ("bottom", bottom, "muted", "small")):
            axis = self.plot.getAxis(side)
            axis.setTicks([ticks])
            # charts draw their own grid under their marks, so the axes are words alone
            axis.setStyle(tickLength=0, tickAlpha=0, tickTextOffset=12)
            # the library would hide the labels that reach over the end of the axis: the first, the last and long names
            axis.setStyle(tickFont=self.theme.font(size), hideOverlappingLabels=False)
            axis.setPen(pg.mkPen(None))
            axis.setTickPen(pg.mkPen(None))
            axis.setTextPen(self.theme.color(color))

    def redraw(self) -> None:
        """Draw again, after new data or in a new theme."""
        raise NotImplementedError

    def refit(self) -> None:
        """Fit what is drawn to the view, which has another size; a sub-class may know a quicker way."""
        self.redraw()

    def event(self, event: QEvent) -> bool:
        """On a screen with finer or coarser pixels, lines are as thick as before."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.redraw()
        return bool(super().event(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll; the library's axes would keep the wheel to themselves."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the chart as a picture, by the mouse or the menu key."""
        menu = QMenu(self)
        copy = menu.addAction(self.tr("Copy as picture"))
        save = menu.addAction(self.tr("Save as PNG or SVG…"))
        copy.triggered.connect(self.copy_picture)
        save.triggered.connect(self.save_as)
        menu.exec(event.globalPos())
        # it is a child of the chart and would stay as long as that; each click makes a new one
        menu.deleteLater()

    @Slot()
    def copy_picture(self) -> None:
        """Put the chart on the clipboard."""
        QGuiApplication.clipboard().setImage(pictures.image(self, self.theme.color("surface")))
        widgets_toast.toast_over(self.theme, self).show_message(self.tr("The chart is on the clipboard, as a picture."))

    @Slot()
    def save_as(self) -> None:
        """Ask where the chart goes as a picture, then write it there."""
        kinds = self.tr("Pictures (*.png *.svg)")
        files = save_dialog.SaveDialog(
            self.theme, self, self.tr("Save the chart"), kinds, f"{self.accessibleName()}.png"
        )
        files.file_named.connect(self.save_picture)
        files.open()

    @Slot(str)
    def save_picture(self, path: str) -> None:
        """Write the chart to ``path``, as PNG or SVG by its ending, and say what came of it."""
        toast, file = widgets_toast.toast_over(self.theme, self), Path(path)
        try:
            pictures.save(self, self.theme.color("surface"), file)
        except pictures.ChartPictureError as error:
            toast.show_message(str(error), problem=True)
        else:
            toast.show_message(self.tr("Saved as {0}.").format(file.name), file=file)

    def ask_for(self, height: int) -> None:
        """Have the page give at least this height; the layout does so later.

        A least height set at once, while a resize is under way, would have the library lay out for the size before.
        """
        if height != self._asked:
            self._asked = height
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The least height, for a layout that gives the rest; 400 is the width before anybody asked for one."""
        return QSize(self.minimumWidth() or 400, self._asked)

    def minimumSizeHint(self) -> QSize:
        """No least width, so that a chart never makes its page scroll sideways; the height keeps every row in view."""
        return QSize(0, self._asked)

    @Slot()
    def _on_view_resized(self) -> None:
        """Fit once for each size: drawing may change sizes itself."""
        view = self.plot.getViewBox()
        size = (round(view.width()), round(view.height()))
        if size != self._fitted:
            self._fitted = size
            self.refit()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setBackground(self.theme.color("surface"))
        self.redraw()
