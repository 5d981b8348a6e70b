"""Takes people, answers or pay in from a table: the page, and the threads that read it and keep what is ticked."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot

from nextrung.errors import NextRungError
from nextrung.tables.layouts import Kind
from nextrung.tables.mapping import NO_HEADINGS, Picked
from nextrung.tables.whose import NEW
from nextrung.ui import labels
from nextrung.ui.tables import state
from nextrung.ui.tables.file_controller import IncomingFileController
from nextrung.ui.tables.page import TablePage
from nextrung.ui.tables.state import TableState
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.table_reading import TableReading, Wishes
from nextrung.workspace.tables import taking


class TableController(IncomingFileController):
    """The page of a table, and what carries it out."""

    taken_in = Signal(int)
    """Everything ticked was kept: how many people, assessments or figures."""

    def __init__(self, workspace: Workspace, theme: Theme, kind: Kind, parent: QObject) -> None:
        """Make the page, which is shown by whoever asks for it."""
        super().__init__(TablePage(theme, kind), parent)
        self._workspace = workspace
        self._kind = kind
        self._reading: TableReading | None = None
        self._wishes: Wishes | None = None
        # None before anything was chosen here, so that what is remembered of the layout counts
        self._shown = Wishes()
        self.page.answered.connect(self._on_page_answered)

    def begin(self) -> None:
        """Show no file yet."""
        self._reading = None
        super().begin()

    # reading

    def _asked_for(self) -> tuple[str, str]:
        kinds = self.tr("Tables (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.vcf *.json);;All files (*)")
        return self.tr("Choose a table"), kinds

    def _forget_choices(self) -> None:
        self._wishes = None

    def _read(self) -> None:
        service = self._workspace.tables
        self.page.show_busy()
        if self._path is not None:
            work = service.reading_work(self._path, self._kind, self._wishes)
        elif self._text:
            work = service.pasted_work(self._text, self._kind, self._wishes)
        else:
            return
        # read in this thread: a connection of SQLite serves only the thread that made it, and ``build`` gets values
        data = self._workspace.pay.data
        roles = {role.id: role.name for role in self._workspace.people.roles()}
        names = self._names()

        def build() -> tuple[TableReading, Wishes, TableState]:
            reading, wishes = work()
            return reading, wishes, state.build(reading, wishes, data, roles, names)

        self._reads.run(build)

    def _names(self) -> dict[str, str]:
        """What people here are called; only answers are filed under somebody."""
        if self._kind != "answers":
            return {}
        hidden = self._workspace.privacy.names_hidden
        return {one.id: labels.person_name(one, hidden=hidden) for one in self._workspace.people.everyone()}

    @Slot(object)
    def _on_reads_finished(self, found: tuple[TableReading, Wishes, TableState]) -> None:
        first = self._reading is None
        self._reading, self._shown, shown = found
        self._show(shown, first=first)

    @Slot()
    def _on_reads_broken_off(self) -> None:
        """Nothing of what was shown before holds for another file; a choice that does not fit changes nothing."""
        if self._wishes is None:
            self._reading = None
            self.page.show_state(None)

    # choosing

    def _again(self, change: Callable[[Wishes], Wishes]) -> None:
        self._wishes = change(self._shown)
        self._read()

    @Slot(str, str)
    def _on_page_setting_changed(self, name: str, value: str) -> None:
        if name in ("encoding", "delimiter"):
            # read otherwise, the table has other sheets and columns, and what was picked of them means nothing
            self._again(lambda now: replace(now, how=replace(now.how, **{name: value}), picked=Picked()))
        elif name == "sheet":
            self._again(lambda now: replace(now, picked=Picked(value)))
        elif name == "header":
            self._again(lambda now: replace(now, picked=Picked(now.picked.sheet, int(value) or NO_HEADINGS)))
        else:
            field = "name_order" if name == "names" else name
            self._again(lambda now: replace(now, **{field: value}))

    @Slot(int, str)
    def _on_page_column_changed(self, line: int, field: str) -> None:
        if self._reading is None or self._reading.table is None:
            return
        columns = self._reading.table.columns
        # tags and notes may be put together from several columns; any other field belongs to one
        shared = field in ("tags", "notes", "note")
        fields = {
            # the field moves to this column, so the one that had it is left out
            column.heading: "" if column.field == field and field and not shared else column.field
            for column in columns
        }
        fields[columns[line].heading] = field
        self._again(lambda now: replace(now, picked=replace(now.picked, fields=fields)))

    @Slot(str, str)
    def _on_page_answered(self, question: str, value: str) -> None:
        kind, _, about = question.partition(":")
        if kind == "person":
            self._again(lambda now: replace(now, whose=replace(now.whose, rows={**now.whose.rows, int(about): value})))
        elif kind in ("new_ones", "points"):
            self._again(lambda now: replace(now, whose=replace(now.whose, **{kind: True})))
        elif kind == "alike":
            self._again(lambda now: replace(now, whose=replace(now.whose, alike=value)))
        elif kind == "role" and about:
            self._again(lambda now: replace(now, roles={**now.roles, about: value}))
        else:
            self._again(lambda now: replace(now, **{kind: value}))

    # keeping

    @Slot()
    def _on_page_accepted(self) -> None:
        if self._reading is None:
            return
        # only what was chosen here is remembered, not what was found by itself
        if self._wishes is not None and self._reading.table is not None:
            try:
                self._workspace.tables.remember(self._reading.table, self._wishes)
            except NextRungError as error:
                self.page.show_problem(str(error))
                return
        rows = frozenset(self.page.preview.rows.taken)
        current_person = self._workspace.person
        wanted = taking(self._reading, rows, person=current_person.id if current_person else NEW)
        self.page.show_busy()
        self._keeping.run(self._workspace.tables.taking_in_work(wanted))

    @Slot(object)
    def _on_keeping_finished(self, count: int) -> None:
        self._reading = None
        self._workspace.tables.settle()
        self.left.emit()
        self.taken_in.emit(count)
