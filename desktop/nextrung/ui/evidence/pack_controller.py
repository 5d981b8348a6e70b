"""Makes packs: takes what can go in, shows what comes of a wish, and writes the file without holding the window up."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import NextRungError
from nextrung.evidence.replacing import pairs_of, replacing
from nextrung.report.pack import PackMaterial
from nextrung.ui import labels
from nextrung.ui.background import Background
from nextrung.ui.evidence import pack_work
from nextrung.ui.evidence.pack_dialog import PackDialog
from nextrung.ui.evidence.pack_work import PackWish
from nextrung.ui.masking import mask_of
from nextrung.ui.paper import paper
from nextrung.ui.report.work import Looked
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.checked_save import CheckedSave
from nextrung.ui.widgets.save_dialog import SaveDialog
from nextrung.workspace import Workspace
from nextrung.workspace.packs import pack_material


class PackController(QObject):
    """Opens the dialog over a page."""

    saved = Signal(object)
    """The file that was written."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Make nothing yet; ``open`` begins."""
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._wish: PackWish | None = None
        self._material: PackMaterial | None = None
        self.dialog: PackDialog | None = None
        self._looks = Background(self)
        self._looks.finished.connect(self._on_looks_finished)
        self._looks.failed.connect(self._on_failed)
        self._saves = CheckedSave(self)
        self._saves.saved.connect(self._on_saves_saved)
        self._saves.failed.connect(self._on_saves_failed)

    def open(self, over: QWidget) -> None:
        """Ask what is wanted."""
        self._material = material = self._take()
        names = self._workspace.draft("pack").fields().get("names", "")
        first = replace(self._wish or pack_work.first_pack(paper()), names=names)
        dialog = PackDialog(self._theme, material.held(), first, over)
        dialog.wish_changed.connect(self._look)
        dialog.names_edited.connect(self._on_dialog_names_edited)
        dialog.save_requested.connect(self._on_dialog_save_requested)
        dialog.finished.connect(self._on_dialog_finished)
        self.dialog = dialog
        dialog.open()
        self._look()

    def _take(self) -> PackMaterial:
        workspace = self._workspace
        person = workspace.person
        name = person.name if person is not None else ""
        if person is not None and workspace.privacy.names_hidden:
            name = labels.person_name(person, hidden=True)
        return pack_material(workspace, workspace.role, name, mask_of(workspace))

    def _wanted(self) -> tuple[PackMaterial, PackWish] | None:
        """What goes in, with names left out, and what is chosen; None, and the dialog says why, when it cannot be."""
        if self.dialog is None or self._material is None:
            return None
        wish, mask = self.dialog.wish, self._material.clean
        try:
            replaced = replacing(pairs_of(wish.names))
        except NextRungError as error:
            self.dialog.show_problem(str(error))
            return None
        return replace(self._material, clean=lambda text: mask(replaced(text))), wish

    @Slot()
    def _look(self) -> None:
        wanted = self._wanted()
        if wanted is not None and self.dialog is not None:
            self.dialog.preview.show_busy(busy=True)
            self._looks.run(partial(pack_work.look, *wanted, self.dialog.preview.dots()))

    @Slot(object)
    def _on_looks_finished(self, found: Looked) -> None:
        if self.dialog is not None:
            self.dialog.show_look(found)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._on_saves_failed(str(error))

    @Slot(str)
    def _on_dialog_names_edited(self, names: str) -> None:
        try:
            self._workspace.draft("pack").keep({"names": names})
        except NextRungError as error:
            self._on_saves_failed(str(error))

    @Slot()
    def _on_dialog_save_requested(self) -> None:
        wanted = self._wanted()
        if wanted is None or self.dialog is None:
            return
        name, kind = pack_work.file_name(*wanted), wanted[1].kind
        files = SaveDialog(self._theme, self.dialog, self.tr("Save the pack"), labels.format_filter(kind), name)
        files.file_named.connect(self.save_to)
        files.open()

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the pack that is chosen to ``path``."""
        wanted = self._wanted()
        if wanted is not None:
            self._wish = wanted[1]
            self._saves.save(partial(pack_work.write, *wanted, Path(path)))

    @Slot(object)
    def _on_saves_saved(self, path: Path) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.saved.emit(path)

    @Slot(str)
    def _on_saves_failed(self, message: str) -> None:
        if self.dialog is not None:
            self.dialog.show_problem(message)

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._looks.cancel()
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
