"""Databases with many people in them, each with a mark of their own in everything they gave."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from tests.store.transfer import parcels

from nextrung.errors import DatabaseError
from nextrung.store import sqlite
from nextrung.store.database import open_database
from nextrung.store.tables import BY_NAME, LONGEST_CODE, StoredColumn, StoredTable

_WORDS_IN_JSON = ("pay", "Said", "One", "Agree")
"""Free words of the JSON in ``parcels``."""
_NO_FREE_TEXT = {("answer", "evidence")}
"""Columns that are longer than a code, and hold codes all the same."""


def mark_of(random: Random) -> str:
    return f"mark{random.getrandbits(64):016x}"


def crowd(path: Path, random: Random, people: int) -> dict[str, str]:
    """Fill a database with people who have something of some tables; the mark of each by their id."""
    marks: dict[str, str] = {}
    with closing(open_database(path)) as connection:
        (content,) = parcels.rows()["questionnaire"]
        connection.execute(f"INSERT INTO questionnaire VALUES ({', '.join('?' * len(content))})", content)
        for _ in range(people):
            mark = mark_of(random)
            for name, rows in parcels.rows().items():
                for row in rows if BY_NAME[name].person else ():
                    if "p2" not in row and (name == "person" or random.random() < 0.7):
                        _add(connection, BY_NAME[name], marked(row, BY_NAME[name], mark))
            marks[f"p1-{mark}"] = mark
        connection.commit()
    return marks


def marked(row: tuple[Any, ...], table: StoredTable, mark: str) -> tuple[Any, ...]:
    """The row as that of somebody else, with their mark in every id and every free text."""
    return tuple(_marked(value, column, table, mark) for value, column in zip(row, table.columns, strict=True))


def _marked(value: Any, column: StoredColumn, table: StoredTable, mark: str) -> Any:
    if (table.name, column.name) == ("person", "number"):
        return None
    if not isinstance(value, str) or column.name == "questionnaire" or (table.name, column.name) in _NO_FREE_TEXT:
        return value
    if column.kind == "id":
        return f"{value}-{mark}"
    if column.kind == "json":
        for word in _WORDS_IN_JSON:
            value = value.replace(f'"{word}', f'"{mark} {word}')
        return value
    return f"{value} {mark}" if column.kind == "text" and column.longest > LONGEST_CODE else value


def _add(connection: sqlite.Connection, table: StoredTable, row: tuple[Any, ...]) -> None:
    try:
        connection.execute(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(row))})", row)
    except DatabaseError as error:
        # what it belongs to was left out
        if "FOREIGN KEY" not in str(error):
            raise
