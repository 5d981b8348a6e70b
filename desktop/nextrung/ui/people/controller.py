"""Everybody: the table with its levels worked out beside it, the form, and the import."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import NextRungError
from nextrung.lazy import lazy
from nextrung.people.person import PersonFields
from nextrung.questionnaire.model import Role
from nextrung.ui import labels
from nextrung.ui.people import state as people_state
from nextrung.ui.people.page import PeoplePage
from nextrung.ui.people.state import COLUMNS, Column, PeopleState, PersonRow, Wanted
from nextrung.ui.shell.page_controller import PageController
from nextrung.ui.widgets.first_paint import after_first_paint
from nextrung.workspace.people import PersonFacts
from nextrung.workspace.people_summary import Scores

if TYPE_CHECKING:
    from nextrung.ui import background
    from nextrung.ui.background import Background
    from nextrung.ui.bin import controller as bin_controller
    from nextrung.ui.bin.controller import BinController
    from nextrung.ui.people import dialogs
    from nextrung.ui.people.dialogs import PersonDialog
    from nextrung.ui.tables import controller as tables_controller
    from nextrung.ui.tables.controller import TableController
    from nextrung.ui.widgets import empty
    from nextrung.ui.widgets.coming import Coming
    from nextrung.ui.widgets.empty import EmptyPage
else:
    background = lazy("nextrung.ui.background")
    bin_controller = lazy("nextrung.ui.bin.controller")
    dialogs = lazy("nextrung.ui.people.dialogs")
    tables_controller = lazy("nextrung.ui.tables.controller")
    empty = lazy("nextrung.ui.widgets.empty")

MOST_NAMED = 3
"""People who are named in a sentence."""
FALLING_FIRST: tuple[Column, ...] = ("assessed", "match", "trend", "plan")
"""Columns whose largest values are wanted first."""


class PeopleController(PageController):
    """Shows everybody; levels of assessments that are new are worked out in a thread, batch after batch."""

    _page: PeoplePage | None = None
    _empty: EmptyPage | None = None
    _import: TableController | None = None
    _dialog: PersonDialog | None = None
    _edited: str = ""
    _archived_last: str = ""
    _deleted_last: int = 0
    _bin: BinController | None = None
    _wanted = Wanted()
    _facts: tuple[PersonFacts, ...] = ()
    _rows: tuple[PersonRow, ...] = ()
    _scoring: Background | None = None

    def open(self) -> QWidget:
        """The table, or what will be here."""
        self._archived_last, self._deleted_last = "", 0
        return self._open()

    def leave(self) -> None:
        """Stop working out levels for a table that nobody looks at; a search that was typed is done at once."""
        if self._page is not None:
            self._page.search_now()
        if self._scoring is not None:
            self._scoring.cancel()

    def names_changed(self) -> None:
        """Show pseudonyms, or names again."""
        if self.workspace.privacy.names_hidden:
            self._forget_who()
        if self._page is not None:
            self._build_rows()

    def _forget_who(self) -> None:
        """Take away what was typed or chosen to find somebody, and a preview of people who are to come."""
        self._wanted = replace(self._wanted, typed="", tag="")
        if self._page is not None:
            # what was typed to find somebody may be a name
            self._page.search.clear()
        if self._import is not None and self._import.page.isVisible():
            self._import.go_back()

    def _open(self) -> QWidget:
        if self.workspace.people.count() == 0:
            return self._show_empty()
        page = self._page or self._make_page()
        self._facts = self.workspace.people.facts()
        self._build_rows()
        if page.isVisible():
            self._score_more()
        else:
            after_first_paint(page, self._score_more)  # a thread that works takes its time from the first look
        return page

    def _make_page(self) -> PeoplePage:
        page = PeoplePage(self.theme, self.frame)
        page.add_requested.connect(self._on_page_add_requested)
        page.import_requested.connect(self._on_page_import_requested)
        page.names_toggled.connect(self.names_toggled)
        page.typed.connect(self._on_page_typed)
        page.tag_chosen.connect(self._on_page_tag_chosen)
        page.role_chosen.connect(self._on_page_role_chosen)
        page.archived_toggled.connect(self._on_page_archived_toggled)
        page.undo_requested.connect(self._on_page_undo_requested)
        page.table.open_requested.connect(self._on_table_open_requested)
        page.table.edit_requested.connect(self._on_table_edit_requested)
        page.table.archive_requested.connect(self._on_table_archive_requested)
        page.table.erase_requested.connect(self.erase_requested)
        page.table.export_requested.connect(self.export_requested)
        page.table.delete_requested.connect(self._on_table_delete_requested)
        page.table.order_chosen.connect(self._on_table_order_chosen)
        self._page = page
        return page

    def _show_empty(self) -> QWidget:
        if self._empty is None:
            words = self.tr(
                "Everybody you coach will be listed here, with their match, their plan and the next session."
            )
            parts: tuple[Coming, ...] = (("table", self.tr("Each person with match, plan and next session")),)
            self._empty = empty.EmptyPage(self.theme, self.tr("People"), words, self.tr("Add a person"), parts)
            self._empty.offer_other(self.tr("Import"), self.tr("Add people from a CSV file"))
            self._empty.step_requested.connect(self._on_page_add_requested)
            self._empty.other_requested.connect(self._on_page_import_requested)
        return self._empty

    # the table

    def _role(self) -> Role | None:
        return next((role for role in self.workspace.people.roles() if role.id == self._wanted.role), None)

    def _build_rows(self) -> None:
        if self._page is not None:
            self._page.hide_problem()
        hidden = self.workspace.privacy.names_hidden
        self._rows = people_state.rows(
            self._facts,
            self.workspace.people.summary,
            self._role(),
            partial(labels.person_name, hidden=hidden),
            now=self.workspace.clock.now(),
            names_hidden=hidden,
        )
        self._show()

    def _show(self) -> None:
        if self._page is None:
            return
        people = self.workspace.people
        archived = sum(row.archived for row in self._rows)
        self._page.show_state(
            PeopleState(
                rows=people_state.chosen(self._rows, self._wanted),
                wanted=self._wanted,
                people=len(self._rows) - archived,
                archived=archived,
                sessions_this_week=people.sessions_this_week(),
                tags=() if self.workspace.privacy.names_hidden else people.tags(),
                roles=tuple((role.id, role.name) for role in people.roles()),
                names_hidden=self.workspace.privacy.names_hidden,
                can_undo=bool(self._archived_last or self._deleted_last),
                today=self.workspace.clock.today(),
                shares_over=self._shares_over(),
            )
        )
        self._show_deleted(self._page)

    def _shares_over(self) -> tuple[str, ...]:
        """What those are called on screen whose day of sharing has passed; a few are named, and how many more."""
        over = self.workspace.people.shares_over()
        hidden = self.workspace.privacy.names_hidden
        names = [labels.person_name(one.person, hidden=hidden) for one in self._facts if one.person.id in over]
        if len(names) <= MOST_NAMED:
            return tuple(names)
        rest = len(names) - MOST_NAMED
        return (*names[:MOST_NAMED], labels.counted(rest, self.tr("1 more"), self.tr("{0} more")))

    def _show_deleted(self, page: PeoplePage) -> None:
        if self._bin is None and self.workspace.bin.size()[0]:
            self._bin = bin_controller.BinController(self.workspace, self.theme, "person", self)
            self._bin.put_back.connect(self._on_bin_put_back)
            self._bin.refused.connect(page.show_problem)
            page.add_deleted(self._bin.view)
        if self._bin is not None:
            self._bin.show()

    def _score_more(self) -> None:
        """Work out the next levels that are missing: those in sight first."""
        if self._page is None:
            return
        order = {row.id: at for at, row in enumerate(people_state.chosen(self._rows, self._wanted))}
        # who is not in sight comes last
        facts = sorted(self._facts, key=lambda one: order.get(one.person.id, len(order)))
        summary = self.workspace.people.summary
        # no further back than the trend of a row reaches
        batch = summary.next_batch(record for one in facts for record in one.finished[-people_state.TREND_POINTS :])
        if batch:
            self._background().run(summary.scoring_of(batch))

    def _background(self) -> Background:
        """What levels are worked out by, made when the first are missing."""
        if self._scoring is None:
            self._scoring = background.Background(self)
            self._scoring.finished.connect(self._on_scoring_finished)
            self._scoring.failed.connect(self._on_scoring_failed)
        return self._scoring

    @Slot(object)
    def _on_scoring_finished(self, scores: dict[str, Scores]) -> None:
        self.workspace.people.summary.keep(scores)
        role, summary = self._role(), self.workspace.people.summary
        # rows and facts stand in one order: the rows were made from the facts
        pairs = zip(self._rows, self._facts, strict=True)
        self._rows = tuple(
            # the others have all that the table shows of them
            people_state.with_standing(row, facts, summary, role) if row.waiting else row
            for row, facts in pairs
        )
        self._show()
        self._score_more()

    @Slot(Exception)
    def _on_scoring_failed(self, error: Exception) -> None:
        if self._page is not None:
            self._page.show_problem(str(error))

    # what happens on the page

    def _want(self, wanted: Wanted) -> None:
        again = wanted.role != self._wanted.role
        self._wanted = wanted
        if again:
            self._build_rows()
        else:
            self._show()

    @Slot(str)
    def _on_page_typed(self, typed: str) -> None:
        self._want(replace(self._wanted, typed=typed))

    @Slot(str)
    def _on_page_tag_chosen(self, tag: str) -> None:
        self._want(replace(self._wanted, tag=tag))

    @Slot(str)
    def _on_page_role_chosen(self, role: str) -> None:
        self._want(replace(self._wanted, role=role))

    @Slot(bool)
    def _on_page_archived_toggled(self, archived: bool) -> None:
        self._want(replace(self._wanted, archived=archived))

    @Slot(str)
    def _on_table_order_chosen(self, chosen: str) -> None:
        column = next(one for one in COLUMNS if one == chosen)
        falling = not self._wanted.falling if column == self._wanted.column else column in FALLING_FIRST
        self._want(replace(self._wanted, column=column, falling=falling))

    @Slot(str)
    def _on_table_open_requested(self, person: str) -> None:
        self.person_opened.emit(person, "sessions")

    @Slot(str)
    def _on_table_archive_requested(self, person: str) -> None:
        people = self.workspace.people
        try:
            archived = people.person(person).archived_at is not None
            (people.bring_back if archived else people.archive)(person)
        except NextRungError as error:
            self._show_problem(str(error))
            return
        self._archived_last, self._deleted_last = person, 0
        self._open()
        self.counts_changed.emit()

    @Slot(str)
    def _on_table_delete_requested(self, person: str) -> None:
        # asked before, as afterwards there may be no current person any more
        current = self.workspace.person
        try:
            entry = self.workspace.people.delete(person)
        except NextRungError as error:
            self._show_problem(str(error))
            return
        if current is not None and current.id == person:
            self.person_deleted.emit()
        else:
            self._open()
            self.counts_changed.emit()
        # after the page was opened anew, which forgets what could be taken back
        self._archived_last, self._deleted_last = "", entry
        self._show()

    @Slot(str)
    def _on_bin_put_back(self, person: str) -> None:
        self._deleted_last = 0
        self._open()
        self.counts_changed.emit()
        if self._page is not None:
            self._page.table.pick(person)

    @Slot()
    def _on_page_undo_requested(self) -> None:
        if self._deleted_last:
            try:
                person = self.workspace.bin.put_back(self._deleted_last).thing
            except NextRungError as error:
                self._show_problem(str(error))
                return
            self._on_bin_put_back(person)
            return
        # bringing back counts as a change of its own, which the next undo is not to take back
        person, self._archived_last = self._archived_last, ""
        if person:
            self._on_table_archive_requested(person)
            self._archived_last = ""
            self._show()
            if self._page is not None:
                self._page.table.pick(person)

    def _show_problem(self, message: str) -> None:
        if self._page is not None:
            self._page.show_problem(message)

    # the form

    @Slot()
    def _on_page_add_requested(self) -> None:
        self._edited = ""
        self._ask(None)

    @Slot(str)
    def _on_table_edit_requested(self, person: str) -> None:
        if self.workspace.privacy.names_hidden:
            self._show_problem(self.tr("Names are hidden. Show them (H) to change who somebody is."))
            return
        self._edited = person
        self._ask(person)

    def _ask(self, person: str | None) -> None:
        people = self.workspace.people
        known = people.person(person) if person else None
        tags = [tag for tag, _ in people.tags()]
        page = self._page or self._empty  # the window outlives the page, which may be another one afterwards
        dialog = dialogs.PersonDialog(self.theme, known, people.roles(known), tags, page.window() if page else None)
        dialog.keep_draft(self.workspace.draft("person", about=person or ""))
        dialog.fields_given.connect(self._on_dialog_fields_given)
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    @Slot(PersonFields)
    def _on_dialog_fields_given(self, fields: PersonFields) -> None:
        if self._dialog is None:
            return
        people = self.workspace.people
        try:
            if self._edited:
                changed = {"name": fields.name, "tags": fields.tags, "occupation": fields.occupation}
                person = people.edit(self._edited, **changed, target_role=fields.target_role)
            else:
                person = people.add(fields)
        except NextRungError as error:
            self._dialog.show_problem(str(error))
            return
        self._dialog.accept()
        self._dialog = None
        self.page_opened.emit(self._open())
        if self._page is not None:
            self._page.table.pick(person.id)
            self._page.table.setFocus()

    # the import

    @Slot()
    def _on_page_import_requested(self) -> None:
        if self.workspace.privacy.names_hidden:
            self._show_problem(self.tr("Names are hidden. Show them (H) to import people."))
            return
        if self._import is None:
            self._import = tables_controller.TableController(self.workspace, self.theme, "people", self)
            self._import.left.connect(self._on_import_left)
        self._import.begin()
        self.page_opened.emit(self._import.page)
        self._import.page.choose.setFocus()

    def open_item(self, thing: str) -> None:
        """Preview the table of people at a path, as after a choice of it in the import."""
        self._on_page_import_requested()
        if not self.workspace.privacy.names_hidden:
            self.read_file(thing)

    @Slot(str)
    def read_file(self, path: str) -> None:
        """Read a file on the import page, where that was opened, and preview it."""
        if self._import is not None:
            self._import.read_file(path)

    @Slot()
    def _on_import_left(self) -> None:
        self.page_opened.emit(self._open())
