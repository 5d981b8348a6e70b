"""What is read beside the questionnaire that is written: which others there are, and what the linked one asks."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from nextrung.questionnaire.authoring.draft import AuthoringDraft
from nextrung.ui.authoring.beside_list import BesideList
from nextrung.ui.authoring.state import NOT_LINKED
from nextrung.ui.authoring.thing_fields import LinkedQuestionnaire
from nextrung.ui.background import Background
from nextrung.workspace import Workspace
from nextrung.workspace.authoring import Links
from nextrung.workspace.own_questionnaires import ListedQuestionnaire


class BesideReader(QObject):
    """Reads in threads; shows the others in their list, and says when what can be linked to is known."""

    linked = Signal()

    def __init__(self, workspace: Workspace, shown: BesideList, parent: QObject) -> None:
        """Read nothing yet; ``shown`` is the list to fill."""
        super().__init__(parent)
        self._workspace = workspace
        self._list = shown
        self._draft: AuthoringDraft | None = None
        self._links_to = ""
        self.links = NOT_LINKED
        self._reads, self._links = Background(self), Background(self)
        self._reads.finished.connect(self._on_reads_finished)
        self._links.finished.connect(self._on_links_finished)

    def open(self, draft: AuthoringDraft) -> None:
        """Begin with another questionnaire."""
        self.links = NOT_LINKED
        self.follow(draft)
        self._reads.run(self._workspace.own_questionnaires.list_work())

    def follow(self, draft: AuthoringDraft) -> None:
        """Read what it is linked to, where that is another one by now."""
        self._draft, wanted = draft, draft.content.blueprint.linked_to
        if self.links is NOT_LINKED or wanted != self._links_to:
            self._links_to = wanted
            self._links.run(self._workspace.authoring.linking_work(wanted))

    @Slot(object)
    def _on_reads_finished(self, rows: tuple[ListedQuestionnaire, ...]) -> None:
        if self._draft is not None:
            self._list.show_rows(rows, self._draft.id, self._draft.content.title)

    @Slot(object)
    def _on_links_finished(self, found: Links) -> None:
        self.links = LinkedQuestionnaire(*found)
        self.linked.emit()
