"""A table of any kind, read to the rows that would come in: what the import page shows and the command line prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from nextrung.assessment.answers_file import FORMAT as ANSWERS_FORMAT
from nextrung.errors import AnswersError
from nextrung.intake import entering
from nextrung.intake.days import Order
from nextrung.intake.entering import Entrance, EntryError
from nextrung.intake.numbers import Decimal
from nextrung.questionnaire.editions import Edition
from nextrung.report import answers_in, filled_template
from nextrung.report.as_json import FORMAT as REPORT_FORMAT
from nextrung.salary.model import SalaryData
from nextrung.salary.own import PayHow
from nextrung.salary.where import Letters
from nextrung.tables import answers, delimited, pay, people, source
from nextrung.tables.answer_rows import AnswerOwner, AnswersRow, AnswersRows
from nextrung.tables.answers import AnswerHeadings
from nextrung.tables.layouts import Kind, known_layouts
from nextrung.tables.mapping import Mapped, Picked, mapped
from nextrung.tables.outcome import CellProblem, ImportQuestion, short
from nextrung.tables.pay import GivenPay, PayRows, PayTableRow
from nextrung.tables.people import NameOrder, PeopleRows, PersonTableRow
from nextrung.tables.questions import Questions
from nextrung.tables.refusals import TableError
from nextrung.tables.source import How, Source
from nextrung.tables.whose import NEW, Directory, KnownAssessments

ENTRANCES: Mapping[Kind, Entrance] = {
    "people": entering.PEOPLE,
    "pay": entering.OWN_FIGURES,
    "answers": entering.ANSWERS,
}
SHEETS = (b"PK", b"\xd0\xcf")
"""How spreadsheets begin: ZIP archives (xlsx, ods) and old compound files (xls)."""


Row = TypeVar("Row", PersonTableRow, PayTableRow, AnswersRow)
Rows = TypeVar("Rows", PeopleRows, PayRows, AnswersRows)


class Wishes(Struct, frozen=True):
    """What a person chose about a table; empty where the program is to tell by itself."""

    how: How = How()
    picked: Picked = Picked()
    name_order: NameOrder = "first_last"
    decimal: Decimal = ""
    dates: Order = ""
    places: Letters = ""
    roles: Mapping[str, str] = {}
    day: str = ""
    role: str = ""
    whose: AnswerOwner = AnswerOwner()


class Surroundings(Struct, frozen=True):
    """What a table is read against: who is here, the roles by name, the pay data, the questionnaires, the day."""

    people: tuple[KnownAssessments, ...]
    roles: Mapping[str, str]
    pay: SalaryData
    editions: Sequence[Edition]
    today: date


class TableReading(Struct, frozen=True):
    """A table that was read. ``table`` is None for a file of one person's answers, which has no columns to map."""

    kind: Kind
    file: str
    rows: PeopleRows | PayRows | AnswersRows
    source: Source | None = None
    table: Mapped | None = None
    edition: Edition | None = None
    layout: str = ""

    @property
    def problems(self) -> tuple[CellProblem, ...]:
        """All problems, those of the table first, then by row."""
        of_rows = (problem for row in self.rows.rows for problem in row.problems)
        return (*self.rows.problems, *sorted(of_rows, key=lambda one: one.row))

    @property
    def questions(self) -> tuple[ImportQuestion, ...]:
        """What only a person knows."""
        return () if isinstance(self.rows, PeopleRows) else self.rows.questions

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know about how it was read."""
        of_source = self.source.notes if self.source else ()
        return (
            *of_source,
            *self._headed(),
            *self._unseen(),
            *(() if isinstance(self.rows, PeopleRows) else self.rows.notes),
        )

    def _headed(self) -> Iterator[str]:
        """That several rows are read as headings together."""
        first, last = self.table.grid.heading_rows if self.table else (0, 0)
        if last > first:
            yield f"Rows {first} to {last} are read together as the headings."

    def _unseen(self) -> Iterator[str]:
        """Columns that nobody sees in the sheet and that are read all the same."""
        for column in self.table.columns if self.table else ():
            if self.table and column.index + 1 in self.table.grid.hidden_columns:
                yield f"The column “{short(column.heading) or column.index + 1}” is hidden in the sheet."

    @property
    def left_out(self) -> tuple[str, ...]:
        """Columns that are not used, and the lines above the headings."""
        return (*self.table.left_out(), *self.table.above) if self.table else ()


def read_file(path: Path, kind: Kind, around: Surroundings, wishes: Wishes | None = None) -> TableReading:
    """Read a file. Raises TableError in one sentence that names it."""
    try:
        raw = entering.whole(path, ENTRANCES[kind])
    except EntryError as error:
        raise TableError(str(error)) from error
    try:
        return read(raw, path.name, kind, around, wishes)
    except (TableError, AnswersError) as error:
        raise TableError(f"{path.name}: {error}") from error


def read(raw: bytes | str, name: str, kind: Kind, around: Surroundings, wishes: Wishes | None = None) -> TableReading:
    """Read the bytes of a file, or a text that was pasted. Raises TableError, AnswersError."""
    wishes = wishes or Wishes()
    found = _read(raw, name, kind, around, wishes)
    if not found.rows.problems or found.source is None or found.source.kind != "text" or wishes.how.delimiter:
        return found
    # Rows with cells too many can outvote the sign that stands between cells; columns that have a meaning tell more.
    for sign in delimited.DELIMITERS:
        with suppress(TableError, AnswersError):
            other = _read(raw, name, kind, around, replace(wishes, how=replace(wishes.how, delimiter=sign)))
            if not other.rows.problems:
                return other
    return found


def _read(raw: bytes | str, name: str, kind: Kind, around: Surroundings, wishes: Wishes) -> TableReading:
    if kind == "answers" and isinstance(raw, bytes) and is_answers_file(raw):
        return _one_persons(raw, name, around, wishes)
    found = source.read(raw, name, ENTRANCES[kind], wishes.how)
    if kind == "answers" and isinstance(raw, bytes) and filled_template.is_template(found):
        return _one_persons(raw, name, around, wishes)
    if kind == "answers":
        return _answers(found, around, wishes)
    table = mapped(found, kind, known_layouts(), wishes.picked)
    rows: PeopleRows | PayRows
    if kind == "people":
        known = (one.name for one in around.people)
        rows = _with_unseen(people.read(table, known, around.roles, wishes.name_order), table)
    else:
        how = PayHow(wishes.dates, wishes.decimal, wishes.places, wishes.roles)
        given = GivenPay(how, wishes.day, role=wishes.role)
        rows = _with_unseen(pay.read(table, around.pay, around.today, name, given), table)
    return TableReading(kind, name, rows, found, table, layout=table.layout.id if table.layout else "")


def _with_unseen(rows: Rows, table: Mapped) -> Rows:
    """The rows, those that nobody sees in the sheet with a note that says so."""
    unseen = table.grid.hidden_rows
    if not unseen:
        return rows
    return replace(rows, rows=tuple(_marked(row) if row.number in unseen else row for row in rows.rows))


def _marked(row: Row) -> Row:
    return replace(
        row, problems=(*row.problems, CellProblem(row.number, "", "This row is hidden in the sheet.", "note"))
    )


def is_answers_file(raw: bytes) -> bool:
    """Whether a file says that it holds answers as this program writes them."""
    # Both kinds of file say their format in the first field; the rest may be megabytes.
    head = raw[:400].decode("utf-8", "replace")
    return any(f'"{name}"' in head for name in (ANSWERS_FORMAT, REPORT_FORMAT))


def _one_persons(raw: bytes, name: str, around: Surroundings, wishes: Wishes) -> TableReading:
    """A file of one person's answers: a filled template, an answers file, or a report that holds one."""
    found = answers_in.read_bytes(raw, name, around.editions)
    said = wishes.whose.rows.get(1) or wishes.whose.everyone
    person, asked = (
        (said, "") if said else Directory(around.people).matched(found.person, "", new_ones=wishes.whose.new_ones)
    )
    problems = [CellProblem(one.number, one.item, one.problem) for one in found.problems]
    questions: tuple[ImportQuestion, ...] = ()
    if asked:
        problems.append(CellProblem(0, "person", asked, "asked"))
        choices = (*((one.id, one.name) for one in around.people), (NEW, "A new person"))
        questions = (ImportQuestion("person:1", f"Whose are the answers of {found.person or name}?", choices, (1,)),)
    settled = all(
        one.id in found.answers and found.answers[one.id].settled
        for one in found.edition.content.scored_items[found.form]
    )
    # A sheet is complete when every question has an answer; a file of the program was written by a finished form.
    complete = not found.problems and bool(found.answers) and (settled or not raw.startswith(SHEETS))
    row = AnswersRow(
        1,
        found.person,
        "",
        person,
        found.form,
        complete,
        found.answers,
        found.earliest,
        found.latest,
        tuple(problems),
    )
    layout = "nextrung-template" if raw.startswith(SHEETS) else "nextrung-answers"
    return TableReading("answers", name, AnswersRows((row,), questions), edition=found.edition, layout=layout)


def _answers(found: Source, around: Surroundings, wishes: Wishes) -> TableReading:
    """Answers in the version of the questionnaire that has most of what the table asks; the newest of equal ones."""
    best: tuple[tuple[int, int], TableReading] | None = None
    for edition in around.editions:
        reading = _in_edition(found, edition, around, wishes)
        taken = sum(len(row.answers) for row in reading.rows.rows if isinstance(row, AnswersRow))
        fitting = _asked(reading), taken
        # Strictly more: editions come newest first, so of equal ones the newest stays.
        if best is None or fitting > best[0]:
            best = (fitting, reading)
        if any(fitting) and not reading.left_out and not reading.problems:
            break  # nothing is left that an earlier version could have
    if best is None:
        raise TableError("There is no questionnaire to read answers for.")
    return best[1]


def _in_edition(found: Source, edition: Edition, around: Surroundings, wishes: Wishes) -> TableReading:
    questions = Questions(edition.content, known_layouts().question_words)
    table = mapped(found, "answers", known_layouts(), wishes.picked, questions.field)
    whose = replace(wishes.whose, order=wishes.dates)
    rows = answers.read(table, AnswerHeadings(questions, edition.content, known_layouts()), around.people, whose)
    layout = table.layout.id if table.layout else _json_layout(found, table)
    return TableReading("answers", found.name, _with_unseen(rows, table), found, table, edition, layout)


def _json_layout(found: Source, table: Mapped) -> str:
    """SurveyJS calls questions that were given no name by their number."""
    if found.kind != "json":
        return ""
    numbered = any(re.match(r"question\d+\b", column.heading) for column in table.columns)
    return "surveyjs" if numbered else "json"


def _asked(reading: TableReading) -> int:
    return sum(column.field.startswith("=") for column in reading.table.columns) if reading.table else 0
