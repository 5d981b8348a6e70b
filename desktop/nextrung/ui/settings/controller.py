"""The settings, and what is done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import DatabaseError, NextRungError
from nextrung.lazy import lazy
from nextrung.ui import appearance, labels
from nextrung.ui.appearance import Appearance
from nextrung.ui.background import Background
from nextrung.ui.bin import state as bin_state
from nextrung.ui.encryption.controller import EncryptionController
from nextrung.ui.encryption.tasks import ENCRYPT, PLAIN_COPIES
from nextrung.ui.masking import mask_of
from nextrung.ui.people.privacy_controller import PrivacyController
from nextrung.ui.questionnaires.list_controller import QuestionnaireListController
from nextrung.ui.settings import state as settings_state
from nextrung.ui.settings.page import SettingsPage
from nextrung.ui.shell.page_controller import PageController
from nextrung.ui.theme.tokens import SCHEMES, Scheme
from nextrung.workspace.safety import Elsewhere

if TYPE_CHECKING:
    from nextrung.ui.authoring import controller as authoring_controller
    from nextrung.ui.authoring.controller import AuthoringController
    from nextrung.workspace.authoring import Manuscript
else:
    authoring_controller = lazy("nextrung.ui.authoring.controller")


class SettingsController(PageController):
    """Shows the settings; what keeps the data safe is carried out by the window."""

    backup_requested = Signal()
    restore_requested = Signal()
    second_folder_requested = Signal()
    second_folder_forgotten = Signal()
    move_requested = Signal()
    delete_left_requested = Signal()
    questionnaire_wanted = Signal()
    """The page on which a questionnaire comes in is wanted."""
    said = Signal(str)
    """Something was done that is worth a sentence."""
    task_given = Signal(object)
    """The data are to be closed for a ``WindowTask``."""
    emptying_requested = Signal(list)
    """Things in the bin, by their numbers, are to go for good."""

    _page: SettingsPage | None = None
    _privacy: PrivacyController | None = None
    _encryption: EncryptionController | None = None
    _questionnaires: QuestionnaireListController | None = None
    _elsewhere: Elsewhere | None = None
    _authoring: AuthoringController | None = None
    _look: Background

    def open(self) -> QWidget:
        """The settings, as things stand now."""
        page = self._page or self._make_page()
        self.refresh()
        return page

    @Slot()
    def refresh(self) -> None:
        """Show again what may have changed, then what other folders hold, which they may take their time to say."""
        if self._page is None:
            return
        self._show()
        if self._questionnaires is not None:
            self._questionnaires.show()
        if self._encryption is not None:
            self._encryption.show()
        self._look.run(self.workspace.safety.elsewhere_work())

    @Slot(object)
    def _on_look_finished(self, found: Elsewhere) -> None:
        self._elsewhere = found
        self._show()

    def _show(self) -> None:
        if self._page is not None:
            found, person = self._elsewhere, self.workspace.person
            if found is not None and found.second_folder != self.workspace.safety.second_folder:
                found = None  # of the folder that was chosen before
            state = settings_state.build(self.workspace, found)
            state = replace(state, deleted=bin_state.masked(state.deleted, mask_of(self.workspace)))
            if person is not None and self.workspace.privacy.names_hidden:
                state = replace(state, person=labels.person_name(person, hidden=True))
            self._page.show_state(state, appearance.of(self.workspace))
        if self._privacy is not None:
            self._privacy.show()

    def keep_typing(self) -> None:
        """Keep what was typed a moment ago."""
        if self._page is not None:
            self._page.name.save()
        if self._authoring is not None:
            self._authoring.save()

    def has_unsaved(self) -> bool:
        """Whether a name that was typed could not be saved."""
        if self._authoring is not None and self._authoring.has_unsaved():
            return True
        return self._page is not None and self._page.name.has_unsaved()

    @Slot(str, str)
    def _on_name_given(self, person: str, name: str) -> None:
        if self._page is None:
            return
        try:
            self.workspace.rename(name, person)
        except NextRungError as error:
            # what the database refused is tried again; a name that cannot be is not
            if isinstance(error, DatabaseError):
                self._page.name.keep(person, name)
            self._page.name.show_problem(str(error))
            return
        self._page.name.show_problem("")
        self.counts_changed.emit()

    @Slot()
    def _on_key_requested(self) -> None:
        if self._page is None:
            return
        try:
            self._page.key.show_key(self.workspace.views.coach.public_key())
        except NextRungError as error:
            self._page.key.show_problem(str(error))

    def open_item(self, thing: str) -> None:
        """Go to what is said about who can open the data."""
        if self._page is None or self._encryption is None:
            return
        self._page.reveal(self._page.who)
        if thing == PLAIN_COPIES:
            self._encryption.look_at_plain()
        elif thing == ENCRYPT:
            self._encryption.encrypt()

    def names_changed(self) -> None:
        """Show pseudonyms, or names again."""
        self.refresh()

    def _make_page(self) -> SettingsPage:
        page = SettingsPage(self.theme)
        self._look = Background(self)
        self._look.finished.connect(self._on_look_finished)
        page.data.backup_requested.connect(self.backup_requested)
        page.data.restore_requested.connect(self.restore_requested)
        page.data.second_folder_requested.connect(self.second_folder_requested)
        page.data.second_folder_forgotten.connect(self.second_folder_forgotten)
        page.data.move_requested.connect(self.move_requested)
        page.data.delete_left_requested.connect(self.delete_left_requested)
        page.erase_requested.connect(self._on_page_erase_requested)
        page.key.key_requested.connect(self._on_key_requested)
        page.name.name_given.connect(self._on_name_given)
        page.deleted.back_requested.connect(self._on_deleted_back_requested)
        page.deleted.removal_requested.connect(self._on_deleted_removal_requested)
        page.deleted.emptying_requested.connect(self._on_deleted_emptying_requested)
        page.appearance.scheme_chosen.connect(self._on_appearance_scheme_chosen)
        page.appearance.size_chosen.connect(self._on_appearance_size_chosen)
        self._encryption = EncryptionController(self.workspace, self.theme, page.who)
        self._encryption.task_given.connect(self.task_given)
        self._encryption.said.connect(self.said)
        self._privacy = PrivacyController(self.workspace, self.theme, self)
        self._privacy.changed.connect(self.counts_changed)
        self._privacy.encrypting_requested.connect(self._encryption.encrypt)
        self._privacy.names_toggled.connect(self.names_toggled)
        self._privacy.lock_requested.connect(self.lock_requested)
        self._questionnaires = QuestionnaireListController(self.workspace, self.theme, self)
        self._questionnaires.adding_requested.connect(self.questionnaire_wanted)
        self._questionnaires.changed.connect(self.counts_changed)
        self._questionnaires.saved.connect(self.file_saved)
        self._questionnaires.opened.connect(self._on_questionnaires_opened)
        page.add_section(self._questionnaires.card, self.tr("Questionnaires"))
        page.add_section(self._privacy.section, self.tr("Coaching"))
        # the text size is changed by keys as well, wherever the person is
        self.theme.changed.connect(self.refresh)
        self._page = page
        return page

    @Slot(object)
    def _on_questionnaires_opened(self, manuscript: Manuscript) -> None:
        if self._authoring is None:
            self._authoring = authoring_controller.AuthoringController(self.workspace, self.theme, self)
            self._authoring.page_opened.connect(self.page_opened)
            self._authoring.left.connect(self._on_authoring_left)
            self._authoring.published.connect(self._on_authoring_published)
        self._authoring.open(manuscript)

    @Slot()
    def _on_authoring_left(self) -> None:
        self.page_opened.emit(self.open())

    @Slot(str, str)
    def _on_authoring_published(self, title: str, version: str) -> None:
        self.counts_changed.emit()
        words = self.tr("“{0}” {1} was published. It is chosen where an assessment starts.")
        self.said.emit(words.format(title, version))

    @Slot(int)
    def _on_deleted_back_requested(self, entry: int) -> None:
        problem = ""
        try:
            self.workspace.bin.put_back(entry)
        except NextRungError as error:
            problem = str(error)
        self.refresh()
        self.counts_changed.emit()
        if problem and self._page is not None:
            self._page.show_problem(problem)

    @Slot(int)
    def _on_deleted_removal_requested(self, entry: int) -> None:
        """One thing goes for good; a person is erased, which asks first."""
        person = next((one.thing for one in self.workspace.bin.deleted(None, "person") if one.id == entry), "")
        if person:
            self.erase_requested.emit(person)
        else:
            self.emptying_requested.emit([entry])

    @Slot()
    def _on_deleted_emptying_requested(self) -> None:
        self.emptying_requested.emit([one.id for one in self.workspace.bin.deleted()])

    @Slot()
    def _on_page_erase_requested(self) -> None:
        if self.workspace.person is not None:
            self.erase_requested.emit(self.workspace.person.id)

    @Slot(str)
    def _on_appearance_scheme_chosen(self, chosen: str) -> None:
        scheme: Scheme | None = next((one for one in SCHEMES if one == chosen), None)
        self._choose(replace(appearance.of(self.workspace), scheme=scheme))

    @Slot(str)
    def _on_appearance_size_chosen(self, chosen: str) -> None:
        self._choose(replace(appearance.of(self.workspace), text_scale=float(chosen)))

    def _choose(self, chosen: Appearance) -> None:
        appearance.keep(self.workspace, chosen)
        self.theme.choose(chosen.scheme, chosen.text_scale)
