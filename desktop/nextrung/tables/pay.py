"""Pay of a table as own figures that would come in: every row checked, what only a person knows asked once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from nextrung.intake import days
from nextrung.salary import own, where
from nextrung.salary.model import SalaryData
from nextrung.salary.own import Doubt, OwnFigure, PayHow
from nextrung.tables.layouts import plain
from nextrung.tables.mapping import Mapped, rows_below
from nextrung.tables.outcome import CellProblem, ImportQuestion, Weight, short
from nextrung.tables.row_faults import row_faults
from nextrung.tables.source import Cell, is_empty, text_of

PERCENTILES = {"p10": 0.10, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p90": 0.90}
_FIELDS = ("role", "place", "country", "amount", "percentile", "date", "source", "currency")
_YEARLY = frozenset(
    plain(word)
    for word in (
        *(
            "year",
            "yearly",
            "annual",
            "annually",
            "annum",
            "per year",
            "per annum",
            "a year",
            "yr",
            "p.a.",
            "/year",
            "/yr",
        ),
        *("Jahr", "jährlich", "pro Jahr", "an", "annuel", "annuelle", "par an", "año", "anual", "al año", "por año"),
    )
)
"""What a column that says how pay is paid says of pay for a year."""
_MOST_TITLES = 50
"""Titles without a role that are asked about; more are left out."""


class PayTableRow(Struct, frozen=True):
    """One row: its number, its cells by field, the figures it gives, and what there is to say about its cells.

    A row that waits for an answer has no figures yet; ``told`` are the fields of each as far as they are known.
    """

    number: int
    cells: Mapping[str, str]
    figures: tuple[OwnFigure, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    told: tuple[Mapping[str, str | float | None], ...] = ()

    @property
    def waits(self) -> bool:
        """Whether only an answer keeps it out."""
        return any(one.weight == "asked" for one in self.problems) and all(
            one.weight != "fault" for one in self.problems
        )


class PayRows(Struct, frozen=True):
    """All rows of a table in order, and what is to be asked once."""

    rows: tuple[PayTableRow, ...]
    questions: tuple[ImportQuestion, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[OwnFigure, ...]:
        """All figures that come in."""
        return tuple(figure for row in self.rows for figure in row.figures)


class GivenPay(Struct, frozen=True):
    """What a person said about a table of pay: how to read it, and what holds for every row that says nothing."""

    how: PayHow = PayHow()
    day: str = ""
    source: str = ""
    role: str = ""


def read(table: Mapped, data: SalaryData, today: date, name: str, given: GivenPay | None = None) -> PayRows:
    """The own figures of a table called ``name``."""
    if not (table.of("amount") or any(table.of(field) for field in PERCENTILES)):
        message = "No column holds pay; the first row must have “amount” or “salary”, or choose the column."
        return PayRows((), problems=(CellProblem(0, "", message),))
    below = rows_below(table)
    if not below:
        return PayRows((), problems=(CellProblem(0, "", "The table has a header but no figures."),))
    reader = _Reader(table, data, today, GivenPay() if given is None else given, name)
    rows = tuple(reader.row(number, cells) for number, cells in below)
    return PayRows(rows, tuple(_questions(rows, data, reader)), notes=tuple(reader.notes))


class _Reader:
    """Reads rows one after the other, with what the columns as a whole say about days and places."""

    def __init__(self, table: Mapped, data: SalaryData, today: date, given: GivenPay, name: str) -> None:
        below = rows_below(table)
        self._table = table
        self._data = data
        self._today = today
        self._layout = table.layout
        known = (*_FIELDS, *PERCENTILES, "paid_by")
        self.columns = {field: table.of(field)[0] for field in known if table.of(field)}
        self.notes: list[str] = []
        how = given.how
        if not how.order:
            how = replace(how, order=days.order_of(self._texts(below, "date"))[0])
        if not how.letters:
            how = replace(how, letters=self._letters(below))
        self._how = how
        self._constants = self._constant(given, name)

    def _constant(self, given: GivenPay, name: str) -> dict[str, str]:
        """What holds for every row whose own cell says nothing because the table has no such column."""
        found = {"date": given.day, "role": given.role, "source": given.source}
        if not given.day and self._layout is not None and self._layout.currency and "date" not in self.columns:
            found["date"] = self._year_of(name)
        if self._layout is not None:
            found["currency"], found["country"] = self._layout.currency, self._layout.country
            found["source"] = given.source or self._layout.source
        if not found["source"] and "source" not in self.columns:
            found["source"] = name
            self.notes.append(f"The source of every figure is the name of the file, {name}.")
        return found

    def _year_of(self, name: str) -> str:
        """The month that the name of a published file says its figures are of: the survey is one of May."""
        found = re.search(r"(?<!\d)(?:20)(\d\d)(?!\d)|oesm(\d\d)", name, re.IGNORECASE)
        if found is None:
            return ""
        month = f"20{found[1] or found[2]}-05"
        self.notes.append(f"The figures are of May {month[:4]}, as the name of the file says.")
        return month

    def _texts(self, below: Sequence[tuple[int, list[Cell]]], field: str) -> Iterator[str]:
        column = self.columns.get(field)
        for _, cells in below if column else ():
            if column and column.index < len(cells) and not is_empty(cells[column.index]):
                yield text_of(cells[column.index])

    def _letters(self, below: Sequence[tuple[int, list[Cell]]]) -> where.Letters:
        """What two letters stand for: states, when the same column names states and no other country."""
        if self._layout is not None and self._layout.places == "states":
            return "states"
        # Each text once: a column of a hundred thousand rows names some hundred places.
        found = {text: where.meanings(text, self._data) for text in set(self._texts(below, "place"))}
        sure = [one for meant in found.values() if len(meant) == 1 for one in meant]
        unsure = [text for text, meant in found.items() if len(meant) > 1]
        # A column that names Texas and CA means California; one that names France too may mean Canada.
        if unsure and any(one.place for one in sure) and all(one.country == where.HOME for one in sure):
            self.notes.append(f"“{short(unsure[0])}” is read as a state, as other rows name states.")
            return "states"
        return ""

    def row(self, number: int, cells: list[Cell]) -> PayTableRow:
        given = {field: self._cell(cells, field) for field in _FIELDS}
        shown = {field: text_of(value) for field, value in given.items() if not is_empty(value)}
        problems = [*row_faults(self._table, number, cells)]
        problems += self._paid_otherwise(number, cells)
        # Cells may have slid into other columns: nothing in such a row is told for sure.
        if problems:
            return PayTableRow(number, shown, (), tuple(problems))
        problems += self._unpublished(number, cells)
        figures: list[OwnFigure] = []
        parts: list[Mapping[str, str | float | None]] = []
        for field, amount, percentile in self._amounts(cells, given):
            shown_beside = self._table.grid.currencies.get((number - 1, self.columns[field].index), "")
            row = {**given, "amount": amount, "percentile": percentile, own.BESIDE: shown_beside}
            told = own.read(row, self._data, self._today, self._how)
            problems += [self._problem(number, doubt) for doubt in told.doubts]
            figures += [told.figure] if told.figure is not None else []
            parts.append(told.parts)
        # Each percentile of a row meets the same doubts about its role, place and day.
        problems = list(dict.fromkeys(problems))
        if not parts:
            problems.append(CellProblem(number, "", "There is no figure in this row.", "note"))
        whole = not problems or all(problem.weight == "note" for problem in problems)
        return PayTableRow(number, shown, tuple(figures) if whole else (), tuple(problems), tuple(parts))

    def _cell(self, cells: list[Cell], field: str) -> Cell:
        column = self.columns.get(field)
        value = cells[column.index] if column and column.index < len(cells) else ""
        if is_empty(value) and (column is None or field in ("currency", "country")):
            return self._constants.get(field, "")
        return value

    def _amounts(self, cells: list[Cell], given: Mapping[str, Cell]) -> Iterator[tuple[str, Cell, Cell]]:
        """The amounts of a row with field and percentile: that of its column, or one for each percentile."""
        unpublished = self._layout.unpublished if self._layout else ()
        several = [field for field in PERCENTILES if field in self.columns]
        if "amount" in self.columns and text_of(given["amount"]) not in unpublished:
            yield "amount", given["amount"], given["percentile"]
        for field in several:
            amount = self._cell(cells, field)
            if not is_empty(amount) and text_of(amount) not in unpublished:
                yield field, amount, f"{PERCENTILES[field] * 100:g}"

    def _unpublished(self, number: int, cells: list[Cell]) -> Iterator[CellProblem]:
        for field in ("amount", *PERCENTILES):
            column = self.columns.get(field)
            text = text_of(self._cell(cells, field)) if column else ""
            if column and self._layout and text in self._layout.unpublished:
                yield CellProblem(number, column.heading, f"“{text}” is not published.", "note")

    def _paid_otherwise(self, number: int, cells: list[Cell]) -> Iterator[CellProblem]:
        paid_by = text_of(self._cell(cells, "paid_by"))
        if paid_by and plain(paid_by) not in _YEARLY:
            message = f"“{short(paid_by)}” is not by the year; only pay for a year can come in."
            yield CellProblem(number, self.columns["paid_by"].heading, message)

    def _problem(self, number: int, doubt: Doubt) -> CellProblem:
        column = self.columns.get(doubt.field) or (self.columns.get("country") if doubt.field == "place" else None)
        weight: Weight = "asked" if doubt.question else "fault"
        # A column that is not there can be answered once for all rows; an empty cell in one that is there cannot.
        missing = column is None and doubt.field in ("date", "role")
        return CellProblem(
            number, column.heading if column else doubt.field, doubt.message, "asked" if missing else weight
        )


def _questions(rows: Sequence[PayTableRow], data: SalaryData, reader: _Reader) -> Iterator[ImportQuestion]:
    waiting: dict[str, list[int]] = {}
    titles: dict[str, list[int]] = {}
    for row in rows:
        if not row.waits:
            continue
        for problem in row.problems:
            field = next((key for key, column in reader.columns.items() if column.heading == problem.column), "")
            waiting.setdefault(field or problem.column, []).append(row.number)
            if field == "role":
                titles.setdefault(row.cells.get("role", "").casefold(), []).append(row.number)
    if found := waiting.get("place", []) + waiting.get("country", []):
        choices = (("states", "US states"), ("countries", "Countries"))
        yield ImportQuestion(
            "places", "What do names such as CA, DE, IN or Georgia stand for in this table?", choices, tuple(found)
        )
    if found := waiting.get("date", []):
        if "date" in reader.columns:
            choices = (("dmy", "Day first"), ("mdy", "Month first"))
            yield ImportQuestion("dates", "What comes first in the dates of this table?", choices, tuple(found))
        else:
            yield ImportQuestion("day", "Of when are the figures of this table?", (), tuple(found))
    roles = ((rung.id, rung.name) for rung in data.ladder.rungs)
    named = (*roles, (own.OFFICIAL, data.official.name))
    if "role" not in reader.columns and (found := waiting.get("role", [])):
        yield ImportQuestion("role", "Which role are the figures of this table for?", named, tuple(found))
    # Those of most rows first: each answer then settles as much as it can.
    for title in sorted(titles, key=lambda one: -len(titles[one]))[:_MOST_TITLES]:
        yield ImportQuestion(f"role:{title}", f"Which role is “{short(title)}”?", named, tuple(titles[title]))
