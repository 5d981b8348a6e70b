"""Which column of a table means which field: by a known layout, by the words for it, or as a person chose."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from nextrung.tables.heading_rows import LOOKED_AT, with_one_heading
from nextrung.tables.layouts import Kind, Layout, Layouts, RowTest, plain
from nextrung.tables.refusals import TableError
from nextrung.tables.source import Cell, Grid, Source, is_empty, text_of

_LOOKED_THROUGH = 2_000
"""Rows among which a column that has nothing is taken for empty."""
_LIKE_A_NAME = re.compile(r"[^\W\d_][^\d@;:!?/\\]{1,60}")
"""A text that could be the name of a person: letters first, and no digits or signs of addresses."""
_NAMING = ("person", "first_name", "last_name", "email")
"""Fields that name who answered."""
NO_HEADINGS = -1
"""In the place of the number of a row: the table has no headings, and its first row is one like the others."""
_JOINED = ("tags", "notes", "note")
"""Fields that may come from several columns."""

Extra = Callable[[str], tuple[str, int]]
"""What else a heading can mean, such as a question: the field, or empty, and its rank, a smaller one being better."""


class HeadedGrid(Protocol):
    """A sheet with the place of its headings among the rows, from 0."""

    @property
    def grid(self) -> Grid:
        """All its rows."""

    @property
    def header(self) -> int:
        """Where the headings stand."""


class MappedColumn(Struct, frozen=True):
    """One column as found: its place, its heading, its first value, and the field it means (empty: left out)."""

    index: int
    heading: str
    example: str = ""
    field: str = ""


class Mapped(Struct, frozen=True):
    """A table whose columns are known: the rows below its headings, and what was left out above and beside them."""

    kind: Kind
    grid: Grid
    header: int
    """The place of the row with the headings among the rows, from 0; ``NO_HEADINGS`` where there are none."""
    headings: tuple[Cell, ...]
    """The cells of that row, or the numbers of the columns where there is none."""
    columns: tuple[MappedColumn, ...]
    layout: Layout | None
    above: tuple[str, ...]
    """The lines above the headings, with their numbers."""
    sheets: tuple[str, ...] = ()
    tests: tuple[tuple[MappedColumn, RowTest, bool], ...] = ()
    """By which columns the layout says that a row is left out, and whether that is with the values or without them."""

    @property
    def is_complete(self) -> bool:
        """Whether it has the columns without which nothing of its kind can come in."""
        return _has_needed(self.kind, {column.field for column in self.columns})

    @property
    def key(self) -> str:
        """What a mapping is remembered under: the same headings have the same."""
        # The unit separator of ASCII, which no heading holds: "a, b" and "a" beside "b" must not be the same.
        joined = "\x1f".join(plain(column.heading) for column in self.columns)
        return f"{self.kind}.{hashlib.sha256(joined.encode()).hexdigest()[:16]}"

    def of(self, field: str) -> tuple[MappedColumn, ...]:
        """The columns that mean a field."""
        return tuple(column for column in self.columns if column.field == field)

    def left_out(self) -> tuple[str, ...]:
        """The headings of columns that are not used, and the numbers of those with cells but without a heading."""
        named = tuple(column.heading for column in self.columns if not column.field and column.heading)
        return (*named, *(f"Column {number}, which has no heading" for number in self._without_heading()))

    def _without_heading(self) -> list[int]:
        headings = self.headings
        used = {column.index for column in self.columns if column.field}
        filled = {
            at for _, row in rows_below(self) for at, cell in enumerate(row[: len(headings)]) if not is_empty(cell)
        }
        return sorted(at + 1 for at in filled - used if is_empty(headings[at]))


class Picked(Struct, frozen=True):
    """What a person chose about a table: the sheet by name, the row of headings by number, and fields by heading."""

    sheet: str = ""
    header: int = 0
    fields: Mapping[str, str] = {}


def mapped(source: Source, kind: Kind, layouts: Layouts, picked: Picked, extra: Extra | None = None) -> Mapped:
    """Find the sheet, the headings and what the columns mean. Raises TableError when there is nothing to map."""
    grids = _chosen_sheet(source, picked.sheet)
    best: tuple[tuple[int, int, int], Mapped] | None = None
    for order, grid in enumerate(grids):
        found = _mapped(grid, _Sought(kind, layouts, extra), picked, source)
        if found is None:
            continue
        complete = sum(bool(column.field) for column in found.columns)
        # A sheet that has what is needed comes before one in which merely more columns are known.
        rank = (not grid.hidden, found.is_complete * 1000 + complete, -order)
        if best is None or rank > best[0]:
            best = (rank, found)
    if best is None and picked.header > 0:
        raise TableError(f"Row {picked.header} holds no headings: it is empty or not there; choose another row.")
    if best is None:
        raise TableError("The table is empty.")
    return best[1]


def _chosen_sheet(source: Source, wanted: str) -> tuple[Grid, ...]:
    if not wanted:
        return source.grids
    grids = tuple(grid for grid in source.grids if grid.name.casefold() == wanted.casefold())
    if not grids:
        names = ", ".join(f"“{grid.name}”" for grid in source.grids)
        raise TableError(f"There is no sheet “{wanted[:40]}”; the file has {names}.")
    return grids


class _Sought(Struct, frozen=True):
    """What headings are compared with."""

    kind: Kind
    layouts: Layouts
    extra: Extra | None


def _mapped(grid: Grid, sought: _Sought, picked: Picked, source: Source) -> Mapped | None:
    joined = with_one_heading(grid, sought.layouts) if sought.kind == "answers" else grid
    if picked.header in (0, joined.heading_rows[0]):
        grid = joined
    at = picked.header - 1 if picked.header > 0 else picked.header or _header(grid, sought)
    if at is None or at >= len(grid.rows) or (at >= 0 and all(map(is_empty, grid.rows[at]))):
        return None
    headings = tuple(grid.rows[at]) if at >= 0 else _numbers_of_columns(grid)
    columns, layout = _columns(grid, at, headings, sought)
    if at == NO_HEADINGS and sought.kind == "people":
        columns = _with_names(grid, columns)
    columns = _as_picked(columns, picked.fields, sought.layouts, sought.kind)
    above = tuple(
        f"Row {number}: {' '.join(text_of(cell) for cell in row if not is_empty(cell))[:120]}"
        for number, row in enumerate(grid.rows[: max(at, 0)], start=1)
        if any(not is_empty(cell) for cell in row)
    )
    names = tuple(one.name for one in source.grids if one.name)
    return Mapped(sought.kind, grid, at, headings, columns, layout, above, names, tuple(_tests(layout, columns)))


def _tests(layout: Layout | None, columns: Sequence[MappedColumn]) -> Iterator[tuple[MappedColumn, RowTest, bool]]:
    if layout is None:
        return
    for column in columns:
        for tests, left_out_with in ((layout.keep, False), (layout.drop, True)):
            if (test := tests.get(plain(column.heading))) is not None:
                yield column, test, left_out_with


def _numbers_of_columns(grid: Grid) -> tuple[str, ...]:
    return tuple(f"Column {number}" for number in range(1, max(map(len, grid.rows), default=0) + 1))


def _with_names(grid: Grid, columns: tuple[MappedColumn, ...]) -> tuple[MappedColumn, ...]:
    """The columns, the first in which most cells could be names being that of the names."""
    for column in columns:
        texts = [text_of(row[column.index]) for row in grid.rows[:LOOKED_AT] if column.index < len(row)]
        if sum(map(bool, map(_LIKE_A_NAME.fullmatch, texts))) * 2 > len(texts):
            return tuple(replace(one, field="name") if one is column else one for one in columns)
    return columns


def _header(grid: Grid, sought: _Sought) -> int | None:
    """The row whose cells name what is needed, and most beside it; else that with most names; else with most cells."""
    best: tuple[tuple[int, int], int] | None = None
    needed: tuple[int, int] | None = None
    words = sought.layouts.words[sought.kind]
    for at, row in enumerate(grid.rows[:LOOKED_AT]):
        filled = sum(not is_empty(cell) for cell in row)
        # Above a table may stand "Name:" and a name; the headings have more words for columns than such a line.
        plainly = len({words[word][0] for word in (plain(text_of(cell)) for cell in row) if word in words})
        if not filled or (needed is not None and plainly <= needed[0]):
            continue
        columns, _ = _columns(grid, at, row, sought)
        known = {column.field for column in columns if column.field}
        # The first that will do: rows below it may repeat words of headings as answers.
        if known and _has_needed(sought.kind, known):
            needed = plainly, at
        elif best is None or (len(known), filled) > best[0]:
            best = ((len(known), filled), at)
    if needed is not None:
        return needed[1]
    return best[1] if best else None


def _has_needed(kind: Kind, fields: set[str]) -> bool:
    if kind == "people":
        return bool(fields & {"name", "first_name", "last_name"})
    if kind == "pay":
        return bool(fields & {"amount", "p10", "p25", "p50", "p75", "p90"}) and len(fields - {""}) > 1
    return any(field.startswith("=") for field in fields) or {"item", "answer"} <= fields


def _columns(
    grid: Grid, at: int, row: Sequence[Cell], sought: _Sought
) -> tuple[tuple[MappedColumn, ...], Layout | None]:
    kind, layouts, extra = sought.kind, sought.layouts, sought.extra
    width = max(len(row), *(len(one) for one in grid.rows[max(at, 0) : at + LOOKED_AT]))
    headings = [text_of(row[index]) if index < len(row) else "" for index in range(width)]
    words = [plain(heading) for heading in headings]
    layout, meant = _layout_of(words, kind, layouts)
    ranked: list[tuple[str, int]] = []
    for index, (heading, word) in enumerate(zip(headings, words, strict=True)):
        if word in meant:
            # One heading may stand twice and mean two things, such as the French word for how to address somebody.
            again = f"{word} {words[: index + 1].count(word)}"
            ranked.append((meant.get(again, meant[word]), -1))
            continue
        known = layouts.words[kind]
        field, rank = known.get(word) or (extra(heading) if extra and heading else ("", 0))
        ranked.append((field, rank) if field else _beside_a_code(heading, known))
    fields = _once_each(ranked, lambda index: _is_empty_below(grid, at, index))
    columns = tuple(
        MappedColumn(index, heading, _example(grid, at, index), field)
        for index, (heading, field) in enumerate(zip(headings, fields, strict=True))
        if heading or _example(grid, at, index)
    )
    return columns, layout


def _beside_a_code(heading: str, known: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    """What a heading means that survey tools put together: "submitdate. Date submitted", "About you [First name]"."""
    code, _, text = heading.partition(". ")
    if plain(code) in known:
        return known[plain(code)]
    # Behind a code or a question only what names a person is looked for: “[Score]” there says nothing of its own.
    last = heading.rpartition("[")[2] if heading.endswith("]") else ""
    found = (known.get(plain(part), ("", 0)) for part in (text, last) if part)
    return next((one for one in found if one[0] in _NAMING), ("", 0))


def _layout_of(words: Sequence[str], kind: Kind, layouts: Layouts) -> tuple[Layout | None, dict[str, str]]:
    """The known layout that has most of its headings here, all of them being there."""
    here = set(words)
    fitting = [
        (len(headings), layout, meant)
        for layout, headings, meant in layouts.known
        if layout.kind == kind and headings <= here
    ]
    if not fitting:
        return None, {}
    _, layout, meant = max(fitting, key=lambda one: one[0])
    return layout, meant


def _once_each(ranked: Sequence[tuple[str, int]], is_empty_at: Callable[[int], bool]) -> list[str]:
    """Fields column by column; of several columns for one field the one with the better word has it.

    Programs write columns that nobody fills: one that is empty has the field only where no other could.
    """
    best: dict[str, tuple[bool, int, int]] = {}
    wanted = Counter(field for field, _ in ranked)
    places = [
        (bool(field) and wanted[field] > 1 and is_empty_at(at), rank, 0 if field.startswith("=") else at)
        for at, (field, rank) in enumerate(ranked)
    ]
    for (field, _), place in zip(ranked, places, strict=True):
        best[field] = min(best.get(field, place), place)
    # Two columns that mean a question equally well are both read, and that it is answered twice is named.
    return [
        field if field in _JOINED or place == best[field] else ""
        for (field, _), place in zip(ranked, places, strict=True)
    ]


def _is_empty_below(grid: Grid, at: int, index: int) -> bool:
    below = islice(grid.rows, at + 1, at + 1 + _LOOKED_THROUGH)
    return all(index >= len(row) or is_empty(row[index]) for row in below)


def _example(grid: Grid, at: int, index: int) -> str:
    below = (row[index] for row in grid.rows[at + 1 : at + 20] if index < len(row))
    return next((text_of(cell)[:60] for cell in below if not is_empty(cell)), "")


def _as_picked(
    columns: tuple[MappedColumn, ...], fields: Mapping[str, str], layouts: Layouts, kind: Kind
) -> tuple[MappedColumn, ...]:
    """The columns with what a person chose for them; a field chosen for one column leaves the others."""
    if not fields:
        return columns
    by_word = {plain(heading): field for heading, field in fields.items()}
    known = {plain(column.heading) for column in columns}
    missing = next((heading for heading in fields if plain(heading) not in known), None)
    if missing is not None:
        raise TableError(f"The table has no column “{missing[:40]}”.")
    wrong = next((f for f in fields.values() if f and not f.startswith("=") and f not in layouts.fields(kind)), None)
    if wrong is not None:
        raise TableError(f"“{wrong[:40]}” is no field; the fields are {', '.join(layouts.fields(kind))}.")
    taken = {field for field in fields.values() if field and field not in _JOINED}
    found = []
    for column in columns:
        word = plain(column.heading)
        field = by_word.get(word, "" if column.field in taken else column.field)
        found.append(MappedColumn(column.index, column.heading, column.example, field))
    return tuple(found)


def lines_to_choose(table: HeadedGrid, most: int = LOOKED_AT) -> tuple[tuple[int, str], ...]:
    """The rows among which a person may look for the headings: number, and what stands in each, up to a length."""
    first = max(most, table.header + 1)
    return tuple(
        (number, " · ".join(text_of(cell) for cell in row if not is_empty(cell))[:60])
        for number, row in enumerate(table.grid.rows[:first], start=1)
        if any(not is_empty(cell) for cell in row)
    )


def rows_below(table: HeadedGrid) -> list[tuple[int, list[Cell]]]:
    """The rows below the headings that have anything in them, with their numbers as the file counts them."""
    return [
        (number, row)
        for number, row in enumerate(table.grid.rows[table.header + 1 :], start=table.header + 2)
        if any(not is_empty(cell) for cell in row)
    ]
