"""The main window: the welcome page for a newcomer, then navigation and places."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from nextrung.errors import DatabaseError, NextRungError
from nextrung.lazy import lazy
from nextrung.questionnaire.constants import FormId
from nextrung.resources import sample_answers
from nextrung.ui import labels
from nextrung.ui.garbage import collect_all
from nextrung.ui.questionnaires import state as choice_state
from nextrung.ui.shell import current_person, remembered
from nextrung.ui.shell.commands import Commands
from nextrung.ui.shell.departure import Departure, WindowTask
from nextrung.ui.shell.jump_entry import JumpEntry
from nextrung.ui.shell.menu_titles import add_titles
from nextrung.ui.shell.navigation import Navigation
from nextrung.ui.shell.page_controller import PageController
from nextrung.ui.shell.places import NavigationPlace, places
from nextrung.ui.shell.unsaved import UnsavedText
from nextrung.ui.shell.window_shortcuts import WindowShortcuts
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.first_paint import after_first_paint
from nextrung.ui.widgets.page import Page
from nextrung.workspace import Workspace

if TYPE_CHECKING:
    from nextrung.ui import background
    from nextrung.ui.assess import controller as assess_controller
    from nextrung.ui.settings import controller as settings_controller
    from nextrung.ui.shell import late_parts, one_window
    from nextrung.ui.shell.one_window import OneWindow
    from nextrung.ui.welcome import page as welcome_page
    from nextrung.ui.welcome import state as welcome_state
    from nextrung.ui.welcome.page import WelcomePage
else:
    assess_controller = lazy("nextrung.ui.assess.controller")
    background = lazy("nextrung.ui.background")
    settings_controller = lazy("nextrung.ui.settings.controller")
    late_parts = lazy("nextrung.ui.shell.late_parts")
    one_window = lazy("nextrung.ui.shell.one_window")
    welcome_page = lazy("nextrung.ui.welcome.page")
    welcome_state = lazy("nextrung.ui.welcome.state")

SMALLEST = (960, 640)
"""Least width and height in device-independent pixels; smaller screens have it cut down to their size."""
FIRST_SIZE = (1280, 832)
"""Width and height of a first start in device-independent pixels."""


class MainWindow(QMainWindow):
    """Shows one page at a time and takes the person between places."""

    departure: Departure | None = None
    """Why it went, where it is to come again."""

    def __init__(self, workspace: Workspace, theme: Theme, first: str = "", *, whole: bool = True) -> None:
        """Open on the place ``first``; without one on the welcome page, an unfinished question, or the results.

        What is not to be ``whole`` at once shows its first page sooner; ``complete`` is then called after that.
        """
        super().__init__()
        self.workspace = workspace
        self.theme = theme
        self._places: dict[str, NavigationPlace] = {place.id: place for place in places()}
        self._controllers: dict[str, PageController] = {}
        self._pages: dict[str, list[QWidget]] = {}
        self._here = ""
        # the place that the navigation shows as open: none for a page that belongs to none
        self._lit = ""
        self._of_no_place: list[QWidget] = []
        self._welcome: WelcomePage | None = None
        self._listener: OneWindow | None = None
        self.setWindowTitle(self.tr("Next Rung"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        frame = QWidget(self)  # each part is put where it belongs before it has parts of its own
        self.setCentralWidget(frame)
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._navigation = Navigation(theme, tuple(self._places.values()), self._offered(), frame)
        self._stack = QStackedWidget(frame)
        layout.addWidget(self._navigation)
        layout.addWidget(self._stack, 1)
        self._navigation.page_requested.connect(self.show_page)
        self._navigation.sample_removal_requested.connect(self._on_navigation_sample_removal_requested)
        self.commands = Commands(workspace, theme, self)
        self.commands.page_requested.connect(self.show_page)
        self.commands.replaced.connect(self._on_commands_replaced)
        self.commands.backed_up.connect(self._show_backup)
        self.commands.person_renamed.connect(self._show_navigation)
        self.commands.encrypting_requested.connect(self._on_commands_encrypting_requested)
        self.commands.page_opened.connect(self._on_commands_page_opened)
        self.commands.page_left.connect(self._on_commands_page_left)
        self.commands.answered.connect(self._on_commands_answered)
        self.commands.questionnaire_added.connect(self._on_commands_questionnaire_added)
        self._unsaved = UnsavedText(self._controllers, self.commands.say_problem)
        self.shortcuts = WindowShortcuts(workspace, theme, tuple(self._places.values()), self)
        theme.apply_style(self.menuBar())
        self._titles = add_titles(self.menuBar())
        self._connect_shortcuts()
        self._show_backup()
        self._lay_out(layout)
        if first:
            self.show_page(first)
        else:
            self._show_first()
        if whole:
            self.complete()

    def complete(self) -> None:
        """Add what no first look shows: the commands of the menus, files that are dropped, keyboards of all scripts."""
        parts = late_parts.LateParts(self, self._titles)
        self.menus, self.looks, self.edits, self.help = parts.menus, parts.looks, parts.edits, parts.help
        self.arrivals = parts.arrivals
        self.arrivals.table_arrived.connect(self._on_arrivals_table_arrived)
        self.arrivals.reply_arrived.connect(self._on_arrivals_reply_arrived)
        self.shortcuts.add_source(self._command_entries)

    def _lay_out(self, columns: QHBoxLayout) -> None:
        """Give the columns the size they will have, so that the first page is not laid out twice."""
        around, frame = self.layout(), self.centralWidget()
        if around is not None:
            around.activate()
            columns.setGeometry(frame.rect())

    def _command_entries(self) -> Iterator[JumpEntry]:
        """The commands of the menus, for the list of everything."""
        for action in self.menus.commands():
            if action.isVisible() and action.isEnabled() and action.objectName() != "command-jump":
                name = action.text().partition("\t")[0].replace("&", "").rstrip("…")
                yield JumpEntry(name, self.tr("command"), action.trigger)

    def _connect_shortcuts(self) -> None:
        shortcuts, head = self.shortcuts, self._navigation.current_person
        shortcuts.place_requested.connect(self.show_page)
        shortcuts.thing_requested.connect(self.show_thing)
        shortcuts.person_chosen.connect(self._on_person_chosen)
        shortcuts.names_toggled.connect(self.toggle_names)
        shortcuts.quit_requested.connect(self.close)
        shortcuts.lock.data_lock_requested.connect(self.lock_data)
        head.person_chosen.connect(self._on_person_chosen)
        self._navigation.questionnaire_chosen.connect(self._on_questionnaire_chosen)
        head.jump_requested.connect(shortcuts.open_jump)
        head.people_requested.connect(self._on_people_requested)
        head.names_toggled.connect(self.toggle_names)

    def _show_first(self) -> None:
        if self.workspace.person is None and self.workspace.privacy.coaching:
            self.show_page("people")
        elif self.workspace.person is None:
            self._show_welcome()
        elif self.workspace.has_finished() and not self.workspace.has_open():
            self.show_page("overview")
        else:
            self.show_page("assess")

    def _open_anew(self) -> None:
        """Open what a start would: the current person may have changed, and somebody else may look on."""
        place = remembered.first_place(self.workspace)
        if place:
            self.show_page(place)
        else:
            self._show_first()

    def return_to(self, place: str) -> None:
        """Go where the person was last instead of to the overview, if that is still offered.

        An unfinished question comes first. Charts are loaded after the first paint, for which nobody waits.
        """
        if self._here != "overview" or place not in self._places or not self._places[place].in_sight(self.workspace):
            return
        if self._places[place].charts:
            after_first_paint(self.current_page(), partial(self.show_page, place))
        else:
            self.show_page(place)

    # pages

    def current_page(self) -> QWidget:
        """The page on show."""
        return self._stack.currentWidget()

    @Slot(str)
    def show_page(self, place: str) -> None:
        """Go to a place of the navigation by its id."""
        for other, controller in self._controllers.items():
            if other != place:
                controller.leave()
        self._here = place
        self._show(self._controller(place).open())

    @Slot(str, str)
    def show_thing(self, place: str, thing: str) -> None:
        """Go to a place, open at one thing of it."""
        self.show_page(place)
        self._controller(place).open_item(thing)

    @Slot(str, str)
    def _on_arrivals_table_arrived(self, place: str, path: str) -> None:
        self.show_thing(place, path)

    @Slot(str)
    def _on_arrivals_reply_arrived(self, path: str) -> None:
        self.show_thing("views", path)

    def _controller(self, place: str) -> PageController:
        if place not in self._controllers:
            controller = self._places[place].load()(self.workspace, self.theme, self, self._stack)
            controller.setObjectName(place)
            controller.page_opened.connect(self._on_controller_page_opened)
            controller.navigated.connect(self.show_page)
            controller.counts_changed.connect(self._show_navigation)
            controller.opened_assessment.connect(self._on_controller_opened_assessment)
            controller.report_requested.connect(self.commands.export_report)
            controller.file_saved.connect(self.commands.say_saved)
            controller.milestone_reached.connect(self.commands.on_milestone_reached)
            self._join(controller)
            controller.names_toggled.connect(self.toggle_names)
            controller.person_opened.connect(self.switch_person)
            controller.client_window_requested.connect(self.shortcuts.open_client)
            controller.erase_requested.connect(self._on_controller_erase_requested)
            controller.plan_sending_requested.connect(self._on_controller_plan_sending_requested)
            controller.unsharing_requested.connect(self._on_controller_unsharing_requested)
            controller.export_requested.connect(self._on_controller_export_requested)
            controller.questionnaire_chosen.connect(self._on_questionnaire_chosen)
            controller.person_deleted.connect(self._on_controller_person_deleted)
            controller.lock_requested.connect(self.shortcuts.lock.lock)
            self._controllers[place] = controller
        return self._controllers[place]

    def _join(self, controller: PageController) -> None:
        """Connect what only the settings ask for; that makes ``commands.safety``, which others do not load."""
        if controller.objectName() != "settings":
            return
        if isinstance(controller, settings_controller.SettingsController):
            safety = self.commands.safety
            controller.backup_requested.connect(safety.back_up_now)
            controller.restore_requested.connect(safety.restore)
            controller.second_folder_requested.connect(safety.choose_second_folder)
            controller.second_folder_forgotten.connect(safety.forget_second_folder)
            controller.move_requested.connect(safety.move)
            controller.delete_left_requested.connect(safety.delete_left)
            controller.emptying_requested.connect(safety.empty_bin)
            controller.questionnaire_wanted.connect(self.commands.import_questionnaire)
            controller.said.connect(self.commands.say)
            controller.task_given.connect(self.work_alone)
            self.commands.backed_up.connect(controller.refresh)

    def _show(self, page: QWidget) -> None:
        if self._stack.indexOf(page) < 0:
            # before it is put in: a stack gives a page its size only when it shows it, after a layout for another one
            page.resize(self._stack.size())
            if isinstance(page, Page):
                page.explanation_requested.connect(self._on_page_explanation_requested)
            self._stack.addWidget(page)
            self._pages.setdefault(self._here, []).append(page)
        self._navigation.setVisible(bool(self._here))
        self._lit = "" if page in self._of_no_place else self._here
        self._show_navigation()
        # the widget that would have the focus in this window, even while another window has it
        focused = self.focusWidget()
        # a page that gave the focus to one of its parts while it was filled keeps it there
        placed = focused is not None and page.isAncestorOf(focused)
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)
        if not placed:  # and not to whatever control comes first on the page
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offered(self) -> frozenset[str]:
        """Ids of the places that are offered."""
        return frozenset(one.id for one in self._places.values() if one.in_sight(self.workspace))

    @Slot()
    def _show_navigation(self) -> None:
        offered = self._offered()
        self._navigation.show_state(current_person.build(self.workspace, self.tr("You")), self._lit, offered)
        self.shortcuts.refresh()
        self._navigation.show_questionnaires(choice_state.build_taken(self.workspace))
        self._navigation.show_badges(
            {one.id: one.badge(self.workspace) for one in self._places.values() if one.id in offered}
        )

    # the current person

    @Slot(str, str)
    def switch_person(self, person: str, place: str) -> None:
        """Make it the turn of another person, by id, at a place; nothing of the one before stays in the window.

        What cannot be saved keeps the window with this person once, so that it can be copied elsewhere.
        """
        current = self.workspace.person
        if current is None or current.id != person:
            words = self.tr("What you typed last could not be saved. Copy it elsewhere, then open the person again.")
            if self._unsaved.holds(person, words):
                return
            self._leave_person()
            self.workspace.switch_person(person)
        self.show_page(place)

    def _leave_person(self) -> None:
        """Take down everything that shows the person whose turn it was."""
        self.shortcuts.close_client()
        for place in [one for one in self._controllers if self._places[one].personal]:
            # out of the list before it leaves: whatever it causes must not find it there
            controller = self._controllers.pop(place)
            controller.leave()
            for page in self._pages.pop(place, []):
                self._stack.removeWidget(page)
                discard([page])
            controller.deleteLater()

    @Slot(str)
    def _on_person_chosen(self, person: str) -> None:
        """Stay at the place that is open, with the other person."""
        stay = self._here if self._here in self._places and self._places[self._here].personal else "sessions"
        self.switch_person(person, stay)

    @Slot()
    def _on_people_requested(self) -> None:
        self.show_page("people")

    @Slot()
    def toggle_names(self) -> None:
        """Hide names everywhere, or show them again."""
        privacy = self.workspace.privacy
        privacy.hide_names(hidden=not privacy.names_hidden)
        self._show_navigation()
        for controller in self._controllers.values():
            controller.names_changed()
        self.shortcuts.refresh_client()

    @Slot()
    def _show_backup(self) -> None:
        try:
            newest = self.workspace.last_proven()
        except DatabaseError:
            newest = None
        moment = labels.short_moment(newest.made_at) if newest else ""
        self._navigation.show_backup(moment)

    def _show_welcome(self) -> None:
        if self._welcome is None:
            self._welcome = welcome_page.WelcomePage(self.theme, self._stack)
            self._welcome.form_chosen.connect(self._on_welcome_form_chosen)
            self._welcome.sample_requested.connect(self._on_welcome_sample_requested)
            self._welcome.questionnaire_chosen.connect(self._on_questionnaire_chosen)
        self._here = ""
        self._show(self._welcome)
        self._welcome.show_state(welcome_state.build(self.workspace))
        choice = choice_state.at_once(self.workspace)
        self._welcome.show_choice(choice)
        if choice.unread:
            after_first_paint(self._welcome, self._show_welcome_choice)

    @Slot()
    def _show_welcome_choice(self) -> None:
        """Name all questionnaires, for which each one's file is read: the first look does without."""
        if self._welcome is not None and self.workspace.is_open:
            self._welcome.show_choice(choice_state.build(self.workspace))

    # what happens

    @Slot(str)
    def _on_questionnaire_chosen(self, questionnaire: str) -> None:
        # later: the choice stands on a page that is taken down, and its signal is still on its way
        QTimer.singleShot(0, partial(self._look_at, questionnaire))

    def _look_at(self, questionnaire: str) -> None:
        """Have all pages show another questionnaire, and stay at the place that is open.

        What cannot be saved keeps the window as it is once; the choice then says again what is looked at.
        """
        words = self.tr("What you typed last could not be saved. Copy it elsewhere, then choose once more.")
        if self._unsaved.holds(questionnaire, words):
            self._show_navigation()
            return
        try:
            self.workspace.choose_questionnaire(questionnaire)
        except NextRungError as error:
            self._show_here()
            self.commands.say_problem(str(error))
            return
        self._leave_person()
        self._show_here()

    def _show_here(self) -> None:
        """Show the open place anew, or the overview where it is not offered any more."""
        if not self._here:
            self._show_welcome()
        else:
            self.show_page(self._here if self._here in self._offered() else "overview")

    @Slot(QWidget)
    def _on_controller_page_opened(self, page: QWidget) -> None:
        # one slot for all places: the sender says to which of them the page belongs
        controller = self.sender()
        self._here = controller.objectName() if isinstance(controller, PageController) else self._here
        self._show(page)

    @Slot(QWidget)
    def _on_commands_page_opened(self, page: QWidget) -> None:
        """Show a page that belongs to no place: the place stays the open one, as does the current person."""
        if self._stack.indexOf(page) < 0:
            # as in ``_show``, which would file it under the place that is open
            page.resize(self._stack.size())
            self._stack.addWidget(page)
            self._of_no_place.append(page)
        self._show(page)

    @Slot()
    def _on_commands_encrypting_requested(self) -> None:
        self.show_thing("settings", "encrypt")

    @Slot()
    def _on_commands_page_left(self) -> None:
        if self._here:
            self.show_page(self._here)
        else:
            self._show_first()

    @Slot()
    def _on_commands_answered(self) -> None:
        """Take the pages of the current person down, and show what came in, or what a start would show."""
        self._leave_person()
        if (
            self.workspace.open_assessment() is None
            and self.workspace.latest() is not None
            and not self.workspace.privacy.several
        ):
            self.show_page("results")
        else:
            self._open_anew()

    @Slot()
    def _on_commands_questionnaire_added(self) -> None:
        """Have pages offer it that have read what there is."""
        self._leave_person()
        self._show_here()

    @Slot(str)
    def _on_controller_opened_assessment(self, assessment: str) -> None:
        self._here = "results"
        self._show(self._controller("results").show_assessment(assessment))

    @Slot(str)
    def _on_page_explanation_requested(self, topic: str) -> None:
        self.help.show_explanation(topic, self.workspace.installed.questionnaire.scoring)

    @Slot(str)
    def _on_controller_erase_requested(self, person: str) -> None:
        self.commands.safety.erase(person)

    @Slot(str)
    def _on_controller_export_requested(self, person: str) -> None:
        self.commands.transfer.export_person(person)

    @Slot(str)
    def _on_controller_plan_sending_requested(self, person: str) -> None:
        self.commands.sharing.send_plan(person)

    @Slot(str)
    def _on_controller_unsharing_requested(self, person: str) -> None:
        self.commands.sharing.remove_shared(person)

    @Slot()
    def _on_controller_person_deleted(self) -> None:
        self._leave_person()
        if self._places["people"].in_sight(self.workspace):
            self.show_page("people")
        else:
            # later: the signal comes from a page that is being taken down, and is still on its way
            QTimer.singleShot(0, self._open_anew)

    @Slot(str)
    def _on_welcome_form_chosen(self, form: FormId) -> None:
        controller = self._controller("assess")
        if isinstance(controller, assess_controller.AssessController):
            controller.start(form)

    @Slot()
    def _on_welcome_sample_requested(self) -> None:
        self.workspace.add_sample(sample_answers().read_text(encoding="utf-8"))
        self.show_page("results")

    @Slot()
    def _on_navigation_sample_removal_requested(self) -> None:
        self._leave_person()
        self.workspace.remove_person()
        # later: the link that was clicked goes out of sight, and its click is still on its way
        QTimer.singleShot(0, self._open_anew)

    @Slot()
    def _on_commands_replaced(self) -> None:
        """Take all pages away, for what they show is out of date, and open anew."""
        if self._listener is not None:
            self.listen()  # the data may have been moved
        here = self._here
        self.shortcuts.close_client()
        self._discard_pages()
        stays = here == "settings" or (here in self._places and not self._places[here].personal)
        if stays and self._places[here].in_sight(self.workspace):
            self.show_page(here)
        else:
            self._open_anew()

    def _discard_pages(self) -> None:
        # later, for the signal may come from one of them
        for controller in self._controllers.values():
            controller.deleteLater()
        self._controllers.clear()
        self._pages.clear()
        self._welcome = None
        pages = [page for at in range(self._stack.count()) if (page := self._stack.widget(at)) is not None]
        for page in pages:
            self._stack.removeWidget(page)
        discard(pages)

    @Slot()
    def listen(self) -> None:
        """Come to the front when the program is started again on the same data."""
        if self._listener is not None:
            self._listener.stop()
        self._listener = one_window.OneWindow(self.workspace.safety.folder, self)
        self._listener.asked.connect(self.come_forward)

    @Slot(str)
    def come_forward(self, file: str) -> None:
        """Be seen, and open ``file`` unless its path is empty."""
        # a minimised window stays so however often it is shown and raised
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        # raised among the windows here, and brought to the front by the system where it allows that
        self.raise_()
        self.activateWindow()
        if file:
            self.arrivals.open_file(Path(file))

    @Slot()
    def keep_typing(self) -> None:
        """Keep what was typed a moment ago."""
        self._unsaved.keep_typing()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed a moment ago; everything else is on disk already.

        What cannot be saved keeps the window open once, so that it can be copied elsewhere.
        """
        words = self.tr("What you typed last could not be saved. Copy it elsewhere, then close the window again.")
        if self._unsaved.holds("close", words):
            event.ignore()
            return
        self._take_down()
        super().closeEvent(event)

    def _take_down(self) -> None:
        remembered.keep(self, self.workspace, self._here)
        # the order matters: nothing may write once the workspace is closed, and what waits must be written before
        self._stop_work()
        self.shortcuts.close_client()
        self.hide()  # pages that are hidden try to save: while there still is where to
        self.workspace.close()

    @Slot()
    def lock_data(self) -> None:
        """Close encrypted data, to be opened again with their passphrase; what cannot be saved keeps the window."""
        words = self.tr("What you typed last could not be saved, so nothing was locked. Copy it elsewhere first.")
        self._depart_soon(None, words)

    @Slot(object)
    def work_alone(self, task: WindowTask) -> None:
        """Close the data for work that writes them anew; what cannot be saved keeps the window."""
        words = self.tr("What you typed last could not be saved, so nothing was begun. Copy it elsewhere first.")
        self._depart_soon(task, words)

    def _depart_soon(self, task: WindowTask | None, words: str) -> None:
        # later: the wish may come from a dialog that is closing, which would find no window left and end the program
        QTimer.singleShot(0, self, partial(self._depart, task, words))

    def _depart(self, task: WindowTask | None, words: str) -> None:
        if self.departure is not None or self._unsaved.holds_for_good(words):
            return
        self.theme.application.setQuitOnLastWindowClosed(False)  # another one follows
        self.departure = Departure(self._here, self.saveGeometry(), task)
        self._take_down()
        # work that was dropped may still read the data
        background.wait_for_all()
        # in the loop, page by page, and what of them is garbage first
        collect_all()
        self._discard_pages()
        QTimer.singleShot(0, self.theme.application, self.theme.application.exit)

    def _stop_work(self) -> None:
        """Give up what is under way: nothing may come back to a workspace that is closed."""
        for controller in self._controllers.values():
            controller.leave()
        for work in self.findChildren(background.Background):
            # its thread goes on, but what it finds is dropped
            work.cancel()
        self.commands.stop()
