"""Puts deleted things back, as a page does it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from nextrung.errors import NextRungError
from nextrung.ui.bin import state as bin_state
from nextrung.ui.bin.card import FoldedBin
from nextrung.ui.masking import mask_of
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.bin import Kind


class BinController(QObject):
    """The list of deleted things of one kind, on the page that they were deleted from."""

    put_back = Signal(str)
    """A thing is here again, by its id."""
    refused = Signal(str)
    """A thing cannot be put back, in words."""

    def __init__(self, workspace: Workspace, theme: Theme, kind: Kind, parent: QObject) -> None:
        """Build the list; ``show`` fills it."""
        super().__init__(parent)
        self._workspace = workspace
        self._kind: Kind = kind
        self.view = FoldedBin(theme)
        self.view.back_requested.connect(self._on_view_back_requested)

    def show(self) -> None:
        """Show what was deleted."""
        state = bin_state.of_kind(self._workspace, self._kind)
        self.view.show_state(bin_state.masked(state, mask_of(self._workspace)))

    def put_back_thing(self, thing: str) -> None:
        """Put back what was deleted, by its own id; nothing happens when it is gone from the bin."""
        for one in self._workspace.bin.deleted(None, self._kind):
            if one.thing == thing:
                self._on_view_back_requested(one.id)
                return

    @Slot(int)
    def _on_view_back_requested(self, entry: int) -> None:
        try:
            back = self._workspace.bin.put_back(entry)
        except NextRungError as error:
            # the list first: what was refused may be gone from it by now
            self.show()
            self.refused.emit(str(error))
            return
        self.show()
        self.put_back.emit(back.thing)
