"""What every place in the navigation offers to the main window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace


class PageController(QObject):
    """Takes a person to one place: builds its page when it is first needed and shows the newest state each time."""

    page_opened = Signal(QWidget)
    """Another page of the same place is to be shown."""
    file_saved = Signal(str, object)
    """A file was written: a sentence on it, and its path."""
    navigated = Signal(str)
    """The person wants to go to another place, by id."""
    opened_assessment = Signal(str)
    """The person wants to see the result of one finished assessment, by id."""
    report_requested = Signal(str)
    """A report on one finished assessment is wanted, by id."""
    counts_changed = Signal()
    """What the navigation shows may have changed."""
    milestone_reached = Signal()
    """Something was finished that is worth a backup of its own."""
    names_toggled = Signal()
    """Names are to be hidden, or shown again, everywhere."""
    person_opened = Signal(str, str)
    """Another person is to be the current one, by id, at a place, by id."""

    questionnaire_chosen = Signal(str)
    """Another questionnaire is to be looked at and taken, by id."""
    erase_requested = Signal(str)
    """Everything about a person, by id, is to be erased for good; the window asks first."""
    export_requested = Signal(str)
    """Everything about a person, by id, is wanted as a file of its own."""
    plan_sending_requested = Signal(str)
    """The plan of somebody who shares, by id, is to go back to them."""
    unsharing_requested = Signal(str)
    """What somebody shared, by id, is to be removed; it is asked first."""
    person_deleted = Signal()
    """The current person was deleted: nothing of them stays in the window."""
    lock_requested = Signal()
    """The screen is to be covered now."""
    client_window_requested = Signal()
    """The window for the second screen is wanted."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject, frame: QWidget | None = None) -> None:
        """Remember where everything comes from; pages are built by ``open``."""
        super().__init__(parent)
        self.workspace = workspace
        self.theme = theme
        self.frame = frame
        """Where the window shows pages. Put there when it is built, Qt would go through all parts of a page for the
        style once more; a page that a start may open is built in it."""

    def open(self) -> QWidget:
        """The page to show first, with the newest state."""
        raise NotImplementedError

    def leave(self) -> None:
        """The person goes to another place: keep what still waits."""
        self.keep_typing()

    def keep_typing(self) -> None:
        """Keep what was typed a moment ago."""

    def has_unsaved(self) -> bool:
        """Whether something stands on a page that could not be saved."""
        return False

    def names_changed(self) -> None:
        """Names were hidden or are shown again: a page that names people shows them so."""

    def open_item(self, thing: str) -> None:
        """Go on from the open page to one thing of this place, by id: an area of the results, a step of the plan."""
        raise NotImplementedError

    def show_assessment(self, assessment: str) -> QWidget:
        """The page that shows one finished assessment; only the results have one."""
        raise NotImplementedError
