"""What goes between a client and a coach, as files: the public key, a round, and what is shown of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from nextrung.errors import NextRungError
from nextrung.paths import REPLY_ENDING
from nextrung.ui.theme.theme import Theme
from nextrung.ui.views.page import OtherViewsPage
from nextrung.ui.views.state import OtherViewsState
from nextrung.ui.widgets.checked_save import CheckedSave
from nextrung.ui.widgets.save_dialog import SaveDialog
from nextrung.workspace.coach_rounds import CoachRounds, saved


class HandingController(QObject):
    """Saves them where the person says."""

    file_saved = Signal(str, object)
    """A sentence, and the path of what was written."""

    def __init__(self, theme: Theme, page: OtherViewsPage, coach: CoachRounds, parent: QObject) -> None:
        """Follow a page; ``show`` tells what it shows."""
        super().__init__(parent)
        self._theme = theme
        self._page = page
        self._coach = coach
        self._state: OtherViewsState | None = None
        self._work: Callable[[Path], Callable[[], Path]] | None = None
        self._said = ""
        self._saves = CheckedSave(self)
        self._saves.saved.connect(self._on_saves_saved)
        self._saves.failed.connect(page.show_problem)
        page.asked.handing_requested.connect(self._on_asked_handing_requested)
        page.coach_key.save_requested.connect(self._on_coach_key_save_requested)

    def show(self, state: OtherViewsState) -> None:
        """Hand over what is shown from now on."""
        self._state = state

    @Slot()
    def _on_asked_handing_requested(self) -> None:
        of = self._state.round if self._state is not None else None
        if of is None or self._state is None:
            return
        kinds = self.tr("Sealed file (*{0})").format(REPLY_ENDING)
        if self._state.reader == "coach":
            self._work = partial(self._coach.round_work, of)
            self._said = self.tr("The round is written; send it to your coach, and again when you asked more people.")
            self._ask(self.tr("Save the round for your coach"), kinds, self.tr("round") + REPLY_ENDING)
        else:
            self._work = partial(self._coach.result_work, of)
            self._said = self.tr("What is shown is written; send it to your client, who alone can open it.")
            self._ask(self.tr("Hand over what is shown"), kinds, self.tr("views of others") + REPLY_ENDING)

    @Slot()
    def _on_coach_key_save_requested(self) -> None:
        key = self._page.coach_key.key.text()
        self._work = lambda path: partial(saved, path, f"{key}\n".encode())
        self._said = self.tr("The public key is written; give it to your clients.")
        self._ask(self.tr("Save your public key"), self.tr("Text (*.txt)"), self.tr("public key") + ".txt")

    def _ask(self, title: str, kinds: str, name: str) -> None:
        dialog = SaveDialog(self._theme, self._page, title, kinds, name.replace(" ", "-"))
        dialog.file_named.connect(self._on_dialog_file_named)
        dialog.open()

    @Slot(str)
    def _on_dialog_file_named(self, path: str) -> None:
        if self._work is None:
            return
        try:
            self._saves.save(self._work(Path(path)))
        except NextRungError as error:
            self._page.show_problem(str(error))

    @Slot(object)
    def _on_saves_saved(self, path: Path) -> None:
        self.file_saved.emit(self._said, path)
