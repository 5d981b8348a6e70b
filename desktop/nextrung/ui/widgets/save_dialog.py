"""Asks where a file goes that is about to be written."""

from __future__ import annotations

from itertools import chain, count
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.fitting import centre_over


class SaveDialog(QFileDialog):
    """A dialog in the folder of documents that asks before a file is replaced; whoever made it calls ``open``."""

    file_named = Signal(str)
    """The path to write to: its ending is a right one, and a file that is there may be replaced."""

    def __init__(self, theme: Theme, parent: QWidget, title: str, kinds: str, name: str) -> None:
        """Propose ``name``, the ending of which is put on where a person gives none; ``kinds``: a filter of Qt."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        super().__init__(parent, title, documents, kinds)
        self._over = parent
        self._ending = Path(name).suffix
        self._kinds = kinds
        theme.apply_style(self)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setDefaultSuffix(self._ending)
        self.selectFile(name)
        self.filterSelected.connect(self._on_filter_selected)
        self.fileSelected.connect(self._on_file_selected)
        # a child of the window, it would stay as long as that after it was closed
        self.finished.connect(self.deleteLater)

    def showEvent(self, event: QShowEvent) -> None:
        """Come up in the middle of the window, as all dialogs."""
        super().showEvent(event)
        centre_over(self, self._over)

    @Slot(str)
    def _on_filter_selected(self, chosen: str) -> None:
        """Put on the ending of another kind from now on, where a person gives none."""
        # a filter reads such as “PDF (*.pdf)”; of several endings the first one counts
        self._ending = chosen.partition("*")[2].rstrip(")").split(" ")[0]
        self.setDefaultSuffix(self._ending)

    @Slot(str)
    def _on_file_selected(self, path: str) -> None:
        self.file_named.emit(str(self._whole(Path(path))))

    def _whole(self, path: Path) -> Path:
        """The path with an ending, where Qt took the end of the name for one, as in ``Team v1.2``.

        Nobody was asked about a file of the longer name, so it gets one that is free.
        """
        if path.suffix and f"*{path.suffix.lower()}" in self._kinds:
            return path
        names = chain([path.name], (f"{path.name} ({number})" for number in count(2)))
        wholes = (path.with_name(f"{name}{self._ending}") for name in names)
        return next(one for one in wholes if not one.exists())
