"""Tables of other tools taken in: what they are read against, what is remembered of them, and what is kept of them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.assessment.record import AssessmentRecord
from nextrung.clock import Clock
from nextrung.people.person import Person, PersonError, PersonFields
from nextrung.questionnaire import files
from nextrung.questionnaire.editions import Edition
from nextrung.questionnaire.model import Role
from nextrung.salary.model import SalaryData
from nextrung.salary.own import KeptFigure, OwnFigure
from nextrung.store import assessments, contents, pay, people, sqlite
from nextrung.store.database import file_of, open_database, open_reading, writing
from nextrung.store.sequence import of_moment
from nextrung.tables.answer_rows import AnswersRow
from nextrung.tables.layouts import Kind
from nextrung.tables.mapping import Mapped
from nextrung.tables.pay import PayRows
from nextrung.tables.people import PeopleRows
from nextrung.tables.whose import NEW, KnownAssessments, emails_in
from nextrung.workspace import table_kinds
from nextrung.workspace.people import newcomer
from nextrung.workspace.table_reading import Surroundings, TableReading, Wishes, read, read_file

_REMEMBERED = "table."
"""What settings about layouts begin with; the name of one goes on with the key of its headings."""


Read = tuple[TableReading, Wishes]
"""A table, and what it was read with."""


class Taking(Struct, frozen=True):
    """What is to be kept of a table: people, figures of one person, or assessments with the person of each.

    The id of a person is empty for the current person; ``NEW`` makes a new one.
    """

    people: tuple[PersonFields, ...] = ()
    figures: tuple[OwnFigure, ...] = ()
    answers: tuple[AnswersRow, ...] = ()
    person: str = ""
    name: str = ""
    """Of a new person."""
    edition: Edition | None = None

    @property
    def count(self) -> int:
        """How many things would be kept."""
        return len(self.people) + len(self.figures) + len(self.answers)


def taking(
    reading: TableReading,
    rows: frozenset[int] | None = None,
    *,
    namesakes: bool = False,
    person: str = "",
    name: str = "",
) -> Taking:
    """What would be kept of a table: the rows with these numbers, or all that can come in.

    Of people who share a name only those that are named by their number, unless ``namesakes`` are wanted.
    """

    def wanted(number: int) -> bool:
        return rows is None or number in rows

    found = reading.rows
    if isinstance(found, PeopleRows):
        good = (row for row in found.rows if row.fields is not None and wanted(row.number))
        chosen = (row.fields for row in good if rows is not None or namesakes or not row.namesake)
        return Taking(people=tuple(fields for fields in chosen if fields is not None))
    if isinstance(found, PayRows):
        figures = tuple(figure for row in found.rows if wanted(row.number) for figure in row.figures)
        return Taking(figures=figures, person=person, name=name)
    answered = tuple(row for row in found.rows if wanted(row.number) and row.comes_in)
    return Taking(answers=answered, name=name, edition=reading.edition)


def role_ids(roles: Iterable[Role]) -> dict[str, str]:
    """Role ids by every name a role goes by in the app, without case."""
    names: dict[str, str] = {}
    for role in roles:
        for name in (role.id, role.name, role.short_name):
            # Published roles come first, so a name that two have means the one that everybody knows.
            names.setdefault(name.casefold(), role.id)
    return names


def known_people(connection: sqlite.Connection) -> tuple[KnownAssessments, ...]:
    """Everybody with the e-mail addresses in their notes."""
    notes = people.all_notes(connection)
    return tuple(
        KnownAssessments(one.id, one.name, emails_in(notes.get(one.id, "")) | emails_in(one.name))
        for one in people.all_people(connection)
    )


class TableService:
    """What can be done about tables; every change is on disk when its method returns."""

    def __init__(
        self,
        connection: sqlite.Connection,
        salary: Callable[[], SalaryData],
        editions: Callable[[], Sequence[Edition]],
        *,
        content: Callable[[str], object],
        person: Callable[[], Person | None],
        changed: Callable[[], object],
        clock: Clock,
    ) -> None:
        """Work on an open database.

        ``content`` keeps the questionnaire of a fingerprint, ``changed`` is told after something was taken in.
        """
        self._connection = connection
        self._salary = salary
        self._editions = editions
        self._content = content
        self._person = person
        self._changed = changed
        self._clock = clock

    def surroundings(self) -> Surroundings:
        """What tables are read against now."""
        editions = self._editions()
        roles = role_ids(editions[0].content.roles)
        return Surroundings(known_people(self._connection), roles, self._salary(), editions, self._clock.today())

    def reading_work(self, path: Path, kind: Kind, wishes: Wishes | None = None) -> Callable[[], Read]:
        """Work that reads a file and keeps nothing; it may run in another thread. It raises TableError.

        Without wishes it is read as a person had the same headings read before; what it was read with comes along.
        """
        around = self._later()
        return lambda: _as_remembered(lambda one, chosen: read_file(path, kind, one, chosen), wishes, around)

    def kind_work(self, path: Path) -> Callable[[], Kind]:
        """Work that tells what a table is of, by its columns; it may run in another thread."""
        editions = self._editions()
        return lambda: table_kinds.kind_of(path, editions)

    def pasted_work(self, text: str, kind: Kind, wishes: Wishes | None = None) -> Callable[[], Read]:
        """The same for a text that was pasted."""
        around = self._later()
        return lambda: _as_remembered(lambda one, chosen: read(text, "", kind, one, chosen), wishes, around)

    def remember(self, table: Mapped, wishes: Wishes) -> None:
        """Keep what a person chose about a layout, for the next file with the same headings."""
        contents.keep_setting(self._connection, _REMEMBERED + table.key, json.dumps(_kept(table, wishes)))

    def taking_in_work(self, wanted: Taking) -> Callable[[], int]:
        """Work that keeps what is wanted, all or nothing; ``settle`` must follow in the thread of the window.

        It returns how many things were kept. It raises PersonError, DatabaseError.
        """
        file, moment = file_of(self._connection), self._clock.moment()
        current_person = self._person()
        self._keep_content(wanted)

        def work() -> int:
            with closing(open_database(file)) as connection:
                return _take_in(connection, wanted, current_person.id if current_person else "", moment)

        return work

    def settle(self) -> None:
        """Have the workspace look again, after something was taken in."""
        self._changed()

    def take_in(self, wanted: Taking) -> int:
        """Keep what is wanted, at once; how many things were kept. Raises PersonError, DatabaseError."""
        current_person = self._person()
        self._keep_content(wanted)
        kept = _take_in(self._connection, wanted, current_person.id if current_person else "", self._clock.moment())
        self.settle()
        return kept

    def _keep_content(self, wanted: Taking) -> None:
        """Have the questionnaire of assessments kept before them."""
        if wanted.edition is not None:
            self._content(files.fingerprint(wanted.edition.folder))

    def _later(self) -> Callable[[], tuple[Surroundings, dict[str, str]]]:
        """Reads what tables are read against, and what is remembered of them, in whatever thread it is called."""
        file, editions, salary = file_of(self._connection), self._editions(), self._salary()
        roles, today = role_ids(editions[0].content.roles), self._clock.today()

        def look() -> tuple[Surroundings, dict[str, str]]:
            with closing(open_reading(file)) as connection:
                around = Surroundings(known_people(connection), roles, salary, editions, today)
                return around, contents.settings_from(connection, _REMEMBERED)

        return look


def _as_remembered(
    read_with: Callable[[Surroundings, Wishes], TableReading],
    wishes: Wishes | None,
    look: Callable[[], tuple[Surroundings, dict[str, str]]],
) -> Read:
    """Read as chosen; without a choice, as the same headings were read before."""
    chosen = wishes or Wishes()
    around, kept = look()
    # What is remembered is found by the headings, which only a first reading tells.
    first = read_with(around, chosen)
    if wishes is not None or first.table is None:
        return first, chosen
    before = _wishes_of(kept.get(_REMEMBERED + first.table.key, ""))
    # Read again only when something was remembered: a large table takes seconds.
    return (first, chosen) if before == chosen else (read_with(around, before), before)


def _kept(table: Mapped, wishes: Wishes) -> dict[str, Any]:
    fields = {column.heading: column.field for column in table.columns if column.heading}
    return {
        "fields": fields,
        "name_order": wishes.name_order,
        "decimal": wishes.decimal,
        "dates": wishes.dates,
        "places": wishes.places,
        "roles": dict(wishes.roles),
    }


def _wishes_of(kept: str) -> Wishes:
    """What was remembered; nothing when another version wrote it."""
    try:
        raw = json.loads(kept)
        fields = raw.pop("fields")
        return msgspec.convert({**raw, "picked": {"fields": fields}}, Wishes)
    except (ValueError, TypeError, KeyError, AttributeError, msgspec.ValidationError):
        return Wishes()


def _take_in(connection: sqlite.Connection, wanted: Taking, current: str, moment: str) -> int:
    if wanted.people:
        return len(people.add_all(connection, [newcomer(fields) for fields in wanted.people], moment))
    if wanted.figures:
        figures = [KeptFigure(uuid.uuid4().hex, figure) for figure in wanted.figures]
        with writing(connection):  # a new person is kept with the figures, or not at all
            person = _whose(connection, wanted.person or current or NEW, wanted.name, moment)
            pay.insert_own_figures(connection, person, figures, moment)
        return len(figures)
    if wanted.answers and wanted.edition is not None:
        return _keep_answers(connection, wanted.answers, wanted.edition, wanted.name, moment)
    return 0


def _keep_answers(
    connection: sqlite.Connection, rows: Sequence[AnswersRow], edition: Edition, name: str, moment: str
) -> int:
    """Keep assessments with the people that are new, all of them or none."""
    new: dict[str | int, AnswersRow] = {}
    for row in rows:
        if row.person == NEW:  # of rows of one new person the first that comes in makes them
            new.setdefault(row.newcomer or row.number, row)
    fingerprint = files.fingerprint(edition.folder)
    with writing(connection):
        # People first: the foreign key of an assessment is checked as it goes in.
        added = _new_people(connection, [row.label or name or row.email for row in new.values()], moment)
        people_of = dict(zip(new, added, strict=True))
        kept: list[tuple[AssessmentRecord, Iterable[Answer]]] = []
        for row in rows:
            person = people_of[row.newcomer or row.number] if row.person == NEW else row.person
            kept.append((_record(row, person, fingerprint, moment), row.answers.values()))
        return len(assessments.insert_all(connection, kept))


def _record(row: AnswersRow, person: str, fingerprint: str, moment: str) -> AssessmentRecord:
    ended = row.ended or moment
    # The clocks of two devices may disagree; nothing ends before it starts.
    started = min(row.started or ended, ended)
    completed = ended if row.complete else None
    number = of_moment(ended) if row.complete else 0
    return AssessmentRecord(uuid.uuid4().hex, person, fingerprint, row.form, None, started, completed, None, number)


def _new_people(connection: sqlite.Connection, names: Sequence[str], moment: str) -> list[str]:
    listed = [newcomer(PersonFields(name)) if name else (_unnamed(), "") for name in names]
    people.insert_all(connection, listed, moment)
    return [person.id for person, _ in listed]


def _whose(connection: sqlite.Connection, person: str, name: str, moment: str) -> str:
    if person != NEW:
        if people.by_id(connection, person) is None:
            raise PersonError("This person is no longer here.")
        return person
    return _new_people(connection, [name], moment)[0]


def _unnamed() -> Person:
    """Somebody whom nothing names; a name can be given later."""
    return Person(uuid.uuid4().hex, "", None, uuid.uuid4().hex, sample=False)
