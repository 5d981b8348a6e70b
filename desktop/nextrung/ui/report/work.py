"""The work behind the report dialogs. Each function runs in a thread and touches no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from nextrung.errors import NextRungError
from nextrung.report.build import build
from nextrung.report.formats import rendered, warning_of
from nextrung.report.material import Material
from nextrung.report.pages import report_document
from nextrung.report.pdf import as_pictures
from nextrung.report.saving import save
from nextrung.ui.report.state import Wish
from nextrung.workspace.transfer import Watch

PRINT_DOTS = 300
"""Dots per inch on paper, unless the printer has fewer."""
LONGEST_TEXT = 20_000
"""Characters of a text file that the preview shows."""


class PrintError(NextRungError):
    """The printer does not take the pages."""


class Looked(Struct, frozen=True):
    """What a report looks like: its pages as PNG, or the text of a file that has none.

    The window makes images of the pages: an object of Qt made in a thread can wait for the window, and it for Python.
    """

    pages: tuple[bytes, ...] = ()
    text: str = ""
    fixed: bool = False
    """Whether the file has these very pages."""
    warning: str = ""
    """What the file loses, to be said before it is saved."""


def look(material: Material, wish: Wish, dots: float) -> Looked:
    """The pages as they will be in the file, or the text of a file without pages. Raises NextRungError."""
    model = build(material, wish.contents)
    if wish.kind.pages is not None:
        document = report_document(model)
        pages = as_pictures(document, wish.paper, dots)
        return Looked(pages, fixed=wish.kind.fixed_pages, warning=warning_of(document, wish.kind))
    if not wish.kind.is_text:
        return Looked()
    # files for spreadsheets begin with a byte order mark, which is no text
    text = rendered(model, wish.kind, material.now).decode("utf-8-sig")
    return Looked(text=text[:LONGEST_TEXT])


def write(material: Material, wish: Wish, path: Path, watch: Watch) -> Path:
    """Write the file, unless it was given up meanwhile. Raises NextRungError; the file is whole or not there."""
    content = rendered(build(material, wish.contents), wish.kind, material.now, wish.paper)
    watch.step()
    save(path, content)
    return path


def print_pages(material: Material, wish: Wish, printer: QPrinter, watch: Watch) -> int:
    """Send the pages to a printer, each as large as its paper; returns how many. Raises NextRungError."""
    pictures = as_pictures(report_document(build(material, wish.contents)), wish.paper, dots_of(printer))
    return print_pictures(pictures, printer, watch.step)


def dots_of(printer: QPrinter) -> int:
    """Dots per inch in which pages are drawn for a printer."""
    return min(PRINT_DOTS, printer.resolution())


def print_pictures(pictures: Sequence[bytes], printer: QPrinter, step: Callable[[float], None]) -> int:
    """Send pages, as PNG, to a printer, each as large as its paper; returns how many. Raises PrintError.

    ``step`` is told the share before each page, and may raise to give up.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintError("The printer does not answer; nothing was printed.")
    try:
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        margin = printer.pageRect(QPrinter.Unit.DevicePixel).topLeft()
        for number, picture in enumerate(pictures):
            step(number / len(pictures))
            if number:
                printer.newPage()
            # a painter begins inside the printer's margins, and the pages have theirs already
            painter.drawImage(QRectF(-margin, paper.size()), QImage.fromData(picture))
    # Qt cannot let go of a printer that is still painted on
    finally:
        painter.end()
    return len(pictures)
