"""Opens a file, a page, or the folder of a file in the program that the system has for it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def open_file(path: Path) -> bool:
    """Open a file as the system does; returns whether the system took it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


DOCUMENTS = frozenset(
    {
        *(".pdf", ".txt", ".md", ".docx", ".doc", ".odt", ".rtf", ".xlsx", ".xls", ".ods", ".csv", ".pptx", ".ppt"),
        *(".odp", ".html", ".htm", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ipynb", ".tex", ".epub"),
        *(".json", ".yaml", ".yml", ".eml", ".mp4", ".webm", ".mp3"),
    }
)
"""Endings of files that are read; any other may be a program, which opening would start."""


def open_document(path: Path) -> bool:
    """Open a file that is read; any other thing is shown in its folder. Returns whether the system took it."""
    return open_file(path) if path.suffix.lower() in DOCUMENTS else show_in_folder(path)


def open_page(address: str) -> bool:
    """Give the address of a page, as a person asked for it, to the browser; returns whether the system took it."""
    return QDesktopServices.openUrl(QUrl(address))


def show_in_folder(path: Path) -> bool:
    """Show a file among the others of its folder, picked out where the system can; returns whether it is shown."""
    if sys.platform == "win32":
        return QProcess.startDetached("explorer", ["/select,", str(path)])[0]
    if sys.platform == "darwin":
        return QProcess.startDetached("open", ["-R", str(path)])[0]
    return open_file(path.parent)  # no way of picking it out is common to all desktops
