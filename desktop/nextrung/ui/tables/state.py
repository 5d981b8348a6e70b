"""What the page of a table shows: how it was read, its columns, what is asked, and the rows to come. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.kinds import Item
from nextrung.salary import amounts, own, where
from nextrung.salary.model import SalaryData
from nextrung.tables.answer_rows import AnswersRow, AnswersRows
from nextrung.tables.layouts import Kind, known_layouts
from nextrung.tables.mapping import MappedColumn, lines_to_choose
from nextrung.tables.outcome import CellProblem, ImportQuestion, short
from nextrung.tables.pay import PayRows, PayTableRow
from nextrung.tables.people import PersonTableRow
from nextrung.tables.whose import NEW
from nextrung.workspace.table_reading import TableReading, Wishes

ANSWERS_SHOWN = 8
"""Answers of a row that are shown as they were read: as many as a few lines of a cell hold."""
PageKind = Kind | Literal["questionnaire"]
"""What the page of a table takes in."""


# Of a table there are a hundred thousand; in none can be a cycle that the collector would have to look for.
class ComingRow(Struct, frozen=True, gc=False):
    """One row as it would come in: its number, its cells, what there is to say, and whether it can and does come."""

    number: int
    cells: tuple[str | date, ...]
    problem: str
    can: bool
    comes: bool


class TableState(Struct, frozen=True):
    """Everything about a table that was read."""

    kind: PageKind
    file: str
    refused: str
    """What is wrong with the table as a whole; empty when its rows can be shown."""
    wishes: Wishes
    rows: tuple[ComingRow, ...] = ()
    filled: frozenset[int] = frozenset()
    """The places of cells that have something in some row; that behind the last cell is what there is to say."""
    columns: tuple[MappedColumn, ...] = ()
    fields: tuple[str, ...] = ()
    asked: Mapping[str, str] = {}
    """The questions that columns may answer, by id."""
    questions: tuple[ImportQuestion, ...] = ()
    layout: str = ""
    encoding: str = ""
    guessed: bool = False
    example: str = ""
    line: int = 0
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header: int = 0
    """The number of the row with the headings."""
    lines: tuple[tuple[int, str], ...] = ()
    """The rows that may hold the headings, each with its number."""
    order: str | None = None
    """What a person picked as the order of the levels of a framework; None where there are none to put in order."""
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def build(
    reading: TableReading, wishes: Wishes, data: SalaryData, roles: Mapping[str, str], names: Mapping[str, str]
) -> TableState:
    """The state of a table; ``roles`` and ``names`` are those of roles and of people by id."""
    text = reading.source.decoded if reading.source else None
    layout = reading.table.layout if reading.table else None
    faults = [one.message for one in reading.rows.problems]
    rows = _rows(reading, data, roles, names)
    fields = known_layouts().fields(reading.kind) if reading.table else ()
    asked: dict[str, str] = {}
    if reading.kind == "answers" and reading.edition is not None and reading.table is not None:
        # the sign tells ids of questions from names of fields
        asked = {one.id: one.question for one in reading.edition.content.items_by_id.values()}
        fields = (*fields, *(f"={item}" for item in asked))
    return TableState(
        kind=reading.kind,
        file=reading.file,
        refused=faults[0] if faults else "",
        wishes=wishes,
        # rows with something to say come first: among thousands they would not be found
        rows=tuple(sorted(rows, key=lambda row: (row.can and not row.problem, row.number))),
        filled=filled_in(rows),
        columns=reading.table.columns if reading.table else (),
        fields=fields,
        asked=asked,
        questions=_named(reading.questions, names),
        layout=layout.name if layout else "",
        encoding=text.encoding if text else "",
        guessed=bool(text and text.guessed),
        example=text.example if text else "",
        line=text.line if text else 0,
        delimiter=reading.source.delimiter if reading.source else "",
        sheet=reading.table.grid.name if reading.table else "",
        sheets=reading.table.sheets if reading.table else (),
        # counted from 1, as rows are in a spreadsheet
        header=reading.table.header + 1 if reading.table else 0,
        lines=lines_to_choose(reading.table) if reading.table and _has_lines(reading) else (),
        left_out=reading.left_out,
        notes=reading.notes,
    )


def filled_in(rows: Sequence[ComingRow]) -> frozenset[int]:
    """The places of cells that have something in some row, with that of what there is to say behind the last one."""
    # found where the table is read: the page asks at each of the many sizes that it takes while it is laid out
    return frozenset(at for row in rows for at, text in enumerate((*row.cells, row.problem)) if text)


def _has_lines(reading: TableReading) -> bool:
    """Whether the file has rows that somebody wrote; of contacts and JSON the program makes the rows itself."""
    return reading.source is not None and reading.source.kind in ("text", "spreadsheet")


def _rows(
    reading: TableReading, data: SalaryData, roles: Mapping[str, str], names: Mapping[str, str]
) -> list[ComingRow]:
    found = reading.rows
    if isinstance(found, PayRows):
        return [_pay(row, data) for row in found.rows]
    if isinstance(found, AnswersRows):
        asked = reading.edition.content.items_by_id if reading.edition else {}
        return [_answers(row, names, asked) for row in found.rows]
    return [_person(row, roles) for row in found.rows]


def _named(questions: Sequence[ImportQuestion], names: Mapping[str, str]) -> tuple[ImportQuestion, ...]:
    """Questions whose people are called as they are shown; a thousand of them share one list of people."""
    made = {
        key: tuple((value, names.get(value, words)) for value, words in choices)
        for key, choices in {id(one.choices): one.choices for one in questions}.items()
    }
    return tuple(replace(one, choices=made[id(one.choices)]) for one in questions)


def _words(problems: tuple[CellProblem, ...], asked: Mapping[str, Item] | None = None) -> str:
    """What there is to say about a row, a line each with its column; that of an item of ``asked`` says its question."""
    items = asked or {}
    return "\n".join(
        f"{_place(one.column, items.get(one.column))}: {one.message}" if one.column else one.message for one in problems
    )


def _place(column: str, item: Item | None) -> str:
    return f"“{short(item.question)}” ({column})" if item else column


def _person(row: PersonTableRow, roles: Mapping[str, str]) -> ComingRow:
    fields = row.fields
    if fields is None:
        return ComingRow(row.number, (row.shown, "", "", "", ""), _words(row.problems), can=False, comes=False)
    role = roles.get(fields.target_role or "", "")
    # notes may have lines, and a cell shows one
    notes = " ".join(fields.notes.split())[:80]
    cells = (fields.name, ", ".join(fields.tags), fields.occupation, role, notes)
    # somebody of that name is here already, or stands further up: this one comes in only when ticked
    return ComingRow(row.number, cells, _words(row.problems), can=True, comes=not row.namesake)


def _pay(row: PayTableRow, data: SalaryData) -> ComingRow:
    can = bool(row.figures)
    if not row.told:
        cells = tuple(row.cells.get(field, "") for field in ("role", "place", "amount", "percentile", "date", "source"))
        return ComingRow(row.number, cells, _words(row.problems), can=False, comes=False)
    first = row.told[0]
    day = date.fromisoformat(str(first["date"])) if first["date"] else row.cells.get("date", "")
    country, place = str(first["country"] or ""), first["place"]
    amount = " · ".join(
        amounts.exact(float(told["amount"]), str(told["currency"] or "USD")) for told in row.told if told["amount"]
    )
    percentile = " · ".join(f"{float(told['percentile']) * 100:g}" for told in row.told if told["percentile"])
    known: tuple[str | date, ...] = (
        own.role_name(str(first["role"]), data) if first["role"] else row.cells.get("role", ""),
        where.name_of(where.Where(country, str(place) if place else None), data)
        if country
        else row.cells.get("place", ""),
        amount or row.cells.get("amount", ""),
        percentile,
        day,
        str(first["source"] or ""),
    )
    return ComingRow(row.number, known, _words(row.problems), can=can, comes=can)


def _as_read(answers: Mapping[str, Answer]) -> str:
    """The answers of a row in the order of its columns, each by its item; of many the first ones and how many more."""
    read = [f"{item} {_given(answer)}" for item, answer in answers.items()]
    more = len(read) - ANSWERS_SHOWN
    return " · ".join((*read[:ANSWERS_SHOWN], *((f"and {more} more",) if more > 0 else ())))


def _given(answer: Answer) -> str:
    if answer.value is not None:
        return f"{answer.value:g}"
    if answer.choice is not None:
        return answer.choice
    if answer.evidence:
        return ", ".join(answer.evidence)
    return "no chance yet" if answer.no_chance else "skipped" if answer.skipped else "only a note"


def _answers(row: AnswersRow, names: Mapping[str, str], asked: Mapping[str, Item]) -> ComingRow:
    said = row.label or row.email
    whose = said if row.person == NEW else names.get(row.person, "")
    settled = sum(answer.settled for answer in row.answers.values())
    becomes = f"{row.form}, {'finished' if row.complete else 'open'}"
    cells = (said, whose, becomes, str(settled), _as_read(row.answers))
    return ComingRow(row.number, cells, _words(row.problems, asked), can=row.comes_in, comes=row.comes_in)
