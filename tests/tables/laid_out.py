"""How people and programs lay out a table: titles above, notes below, empty rows and columns, cells too many."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from tests.tables.made_tables import Column, MadeTable
from tests.tables.old_excel import Value

TITLES: tuple[tuple[str, ...], ...] = (
    ("Clients spring 2026",),
    ("Export of 29 November",),
    ("Confidential", "", ""),
    ("Name:", "Spring list"),
    ("Created by", "HR", "29.11.2026"),
    ("Notes: for coaching only.",),
)
BELOW = ("* as of November 2026", "Source: HR", "End of list", "Alle Angaben ohne Gewähr")


class LaidOut(NamedTuple):
    """The rows as they are written. ``placed`` gives the row of ``wanted`` by the number of a row, from 1."""

    rows: list[list[Value]]
    placed: dict[int, int]
    broken: frozenset[int]
    """Rows with filled cells beyond the headings: none of them may come in."""
    header: int
    """The number of the row with the headings."""


def laid_out(table: MadeTable, chance: Random) -> LaidOut:
    """The table in one of very many layouts."""
    columns = _columns(table, chance)
    rows: list[list[Value]] = []
    if chance.random() < 0.4:
        for _ in range(chance.randrange(1, 4)):
            rows.append(list(chance.choice(TITLES)))
            rows += [[]] * chance.choice((0, 0, 1))
    rows += [[]] * chance.choice((0, 0, 0, 1))
    headings: list[Value] = [column.heading for column in columns]
    rows.append(headings)
    header, placed, broken = len(rows), {}, set()
    for at in range(len(table.wanted)):
        if chance.random() < 0.05:
            rows.append([])
        if at and chance.random() < 0.03:
            rows.append(list(headings))  # programs repeat them on every page
        cells = [column.cells[at] for column in columns]
        if chance.random() < 0.03:
            broken.add(len(rows) + 1)
            cells += [None] * chance.randrange(2) + ["too much"]
        rows.append(_ended(cells, chance))
        placed[len(rows)] = at
    if chance.random() < 0.2 and len(columns) > 1:
        rows += [[], [chance.choice(BELOW)]]
    rows += [[]] * chance.choice((0, 0, 2))
    return LaidOut(rows, placed, frozenset(broken), header)


def _columns(table: MadeTable, chance: Random) -> list[Column]:
    columns = list(table.columns)
    height = len(table.wanted)
    if chance.random() < 0.5:
        chance.shuffle(columns)
    if chance.random() < 0.15:
        columns.insert(chance.randrange(1, len(columns) + 1), Column("", [None] * height))
    if chance.random() < 0.15:
        columns.append(Column(chance.choice(("Row ID", "Custom 1", "Unnamed: 7")), [float(at) for at in range(height)]))
    if chance.random() < 0.1:
        columns.append(Column(columns[-1].heading, [None] * height))
    return columns


def _ended(cells: list[Value], chance: Random) -> list[Value]:
    """Spreadsheets drop empty cells at the end of a row, other programs add some."""
    if chance.random() < 0.3:
        while cells and cells[-1] in ("", None):
            cells = cells[:-1]
    return cells + [None] * chance.choice((0, 0, 0, 2))
