"""Sheets with a row for each skill and a column for each level, and those turned round: a row a level."""

from __future__ import annotations

from msgspec import Struct

from nextrung.questionnaire.drafting.draft import DraftItem, DraftTarget, plain_text
from nextrung.questionnaire.drafting.stretching import POINTS
from nextrung.shown import clip
from nextrung.tables.frameworks.gathering import NOTHING, Framework, Gathered
from nextrung.tables.frameworks.headings import (
    LEVEL,
    TARGET,
    FrameworkColumn,
    Headings,
    LevelName,
    cell_at,
    cell_name,
)
from nextrung.tables.frameworks.scale import PickedOrder, scale_of
from nextrung.tables.layouts import plain
from nextrung.tables.mapping import rows_below
from nextrung.tables.source import Cell, Grid, is_empty, text_of

DEFAULT_AREA = "Skills"
"""The area of skills that the file puts in none."""


class FrameworkTable(Struct, frozen=True):
    """A sheet whose columns are known: the place of its headings among the rows, from 0."""

    grid: Grid
    header: int
    columns: tuple[FrameworkColumn, ...]
    known: Headings
    order: PickedOrder = ""

    def of(self, field: str) -> FrameworkColumn | None:
        """The column that means a field."""
        return next((column for column in self.columns if column.field == field), None)

    def starting(self, field: str) -> tuple[FrameworkColumn, ...]:
        """The columns whose field begins so."""
        return tuple(column for column in self.columns if column.field.startswith(field))

    def rows(self) -> list[tuple[int, list[Cell]]]:
        """The rows below the headings that have anything in them, with their numbers; repeated headings are none."""
        heading = [plain(text_of(cell)) for cell in self.grid.rows[self.header]]
        below = rows_below(self)
        return [(number, row) for number, row in below if [plain(text_of(cell)) for cell in row] != heading]


def read(table: FrameworkTable) -> Framework:
    """A row for each skill. Empty cells of areas go on with the area above them."""
    reader = _WideReader(table)
    area, sections = "", _has_sections(table)
    for number, row in table.rows():
        found = _area_of(table, row, area, sections=sections)
        if found is None:  # a line that holds nothing but the name of an area
            area = _only(row)
            continue
        area = found
        reader.take(number, row, area)
    gathered = reader.gathered
    averaged = ("A role's targets of single skills were averaged for each area.",) if gathered.averages else ()
    notes = (*reader.scale.notes, *averaged)
    return Framework(
        gathered.areas(),
        reader.scale.names,
        gathered.roles(),
        tuple(gathered.problems),
        notes,
        order=reader.scale.order,
    )


def _has_sections(table: FrameworkTable) -> bool:
    """Whether lines that hold one name alone part the rows of skills: the first one does."""
    area = table.of("area")
    if area is None or table.of("skill") is not None:
        return area is None
    first = next((row for _, row in table.rows()), [])
    return bool(cell_at(first, area)) and sum(not is_empty(cell) for cell in first) == 1


def _area_of(table: FrameworkTable, row: list[Cell], before: str, *, sections: bool) -> str | None:
    column = table.of("area")
    if column is None or sections:
        filled = [cell for cell in row if not is_empty(cell)]
        is_heading = len(filled) == 1 and len(table.columns) > 2 and row and filled[0] is _first(row)
        return None if is_heading else before or DEFAULT_AREA
    return plain_text(cell_at(row, column))[:200] or before or DEFAULT_AREA


def _first(row: list[Cell]) -> Cell:
    return next((cell for cell in row[:2] if not is_empty(cell)), "")


def _only(row: list[Cell]) -> str:
    return plain_text(next(text_of(cell) for cell in row if not is_empty(cell)))[:200]


class _WideReader:
    """Takes the rows of a sheet one by one."""

    def __init__(self, table: FrameworkTable) -> None:
        """Put the columns of the levels in their order."""
        columns = table.starting(LEVEL)
        names = [table.known.level(column.heading) or LevelName(None, column.heading) for column in columns]
        self.scale, places = scale_of(names or [LevelName(number) for number in range(1, POINTS + 1)], table.order)
        self.gathered = Gathered()
        self._table = table
        self._levels = [columns[places.index(place)] for place in range(len(columns))]

    def take(self, number: int, row: list[Cell], area: str) -> None:
        """Make a skill of a row, with what roles ask of it."""
        table, gathered = self._table, self.gathered
        skill = table.of("skill") or table.of("area")
        name = self._text(number, row, skill) or self._text(number, row, table.of("description"))
        levels = tuple(self._text(number, row, column) for column in self._levels)
        if not name and not any(levels):
            return
        if not name:
            name = f"Row {number}"
            self._miss(number, skill, "the name of the skill is missing")
        for at, (column, found) in enumerate(zip(self._levels, levels, strict=True)):
            if not found:
                self._miss(number, column, f"the text of level {self.scale.shown(at)} is missing")
        if not levels:
            self._miss(number, None, "the texts of all levels are missing")
        about, code = (self._text(number, row, table.of(field)) for field in ("description", "code"))
        gathered.item(area, DraftItem(name, levels, "" if about == name else about, code, number))
        for column in table.starting(TARGET):
            self._target(number, row, area, column)

    def _target(self, number: int, row: list[Cell], area: str, column: FrameworkColumn) -> None:
        cell = cell_at(row, column)
        if not cell or cell.casefold() in NOTHING:
            return
        found = self._table.known.level(cell)
        place = self.scale.place(found) if found is not None else None
        if place is None:
            allowed = f"{self.scale.shown(0)} to {self.scale.shown(len(self.scale.levels) - 1)}"
            self._miss(number, column, f"“{clip(cell)}” is no level; they go from {allowed}")
        else:
            role = plain_text(column.field.removeprefix(TARGET))
            self.gathered.target(role, area, DraftTarget(place))

    def _text(self, number: int, row: list[Cell], column: FrameworkColumn | None) -> str:
        if column is None:
            return ""
        return self.gathered.text(cell_at(row, column), number, column.heading, cell_name(number, column.index))

    def _miss(self, number: int, column: FrameworkColumn | None, message: str) -> None:
        place = cell_name(number, column.index) if column else f"Row {number}"
        self.gathered.miss(place, message, number, column.heading if column else "")


def is_turned(table: FrameworkTable) -> bool:
    """Whether each row is a level and each other column an area: the first column names levels, each once."""
    if table.starting(LEVEL) or table.of("area") or table.of("skill") or not table.columns:
        return False
    first = [cell_at(row, table.columns[0]) for _, row in table.rows()]
    named = [one for one in first if one and table.known.level(one) is not None]
    return len(named) >= 3 and len(named) == len(set(map(plain, named))) and len(named) >= 0.8 * len(first)


def read_turned(table: FrameworkTable) -> Framework:
    """A row for each level, and a column for each area."""
    first, *others = table.columns
    rows = [
        (number, row, found)
        for number, row in table.rows()
        if (found := table.known.level(cell_at(row, first))) is not None
    ]
    scale, places = scale_of([found for _, _, found in rows], table.order)
    gathered = Gathered()
    for column in others:
        if not column.heading:
            continue
        texts = [""] * len(rows)
        for (number, row, _), at in zip(rows, places, strict=True):
            place = cell_name(number, column.index)
            texts[at] = gathered.text(cell_at(row, column), number, column.heading, place)
            if not texts[at]:
                gathered.miss(place, f"the text of level {scale.shown(at)} is missing", number, column.heading)
        name = plain_text(column.heading)[:200]
        gathered.item(name, DraftItem(name, tuple(texts)))
    return Framework(
        gathered.areas(), scale.names, problems=tuple(gathered.problems), notes=scale.notes, order=scale.order
    )
