"""What a data file of a release held, row by row: ``python -m tests.store.releases FILE`` writes it down beside it."""

from __future__ import annotations

import hashlib
import json
import sys
from contextlib import closing
from pathlib import Path

from nextrung.store.sqlite import engine as sqlite3

FOLDER = Path(__file__).resolve().parent.parent / "databases"
SHORT = 100
"""Characters of a text that is written down as it is; of a longer one its length and digest are."""

Rows = list[list[object]]


def described(path: Path) -> dict[str, Rows]:
    """Every row of a closed data file by table, the names of the columns first; long texts as length and digest."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        own = "type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        tables = [name for (name,) in connection.execute(f"SELECT name FROM sqlite_master WHERE {own}")]  # noqa: S608
        return {table: rows(connection, table) for table in tables}


def rows(connection: sqlite3.Connection, table: str, columns: str = "*") -> Rows:
    """The rows of a table, with the names of their columns first, in the order of the first two."""
    cursor = connection.execute(f'SELECT {columns} FROM "{table}" ORDER BY 1, 2')  # noqa: S608
    names: list[object] = [column[0] for column in cursor.description]
    return [names, *([_shortened(value) for value in row] for row in cursor)]


def _shortened(value: object) -> object:
    if not isinstance(value, str) or len(value) <= SHORT:
        return value
    return f"{value[:20]}… {len(value)} characters, {hashlib.sha256(value.encode()).hexdigest()}"


def main(path: Path) -> None:
    tables = [
        f"{json.dumps(table)}: [\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in found) + "\n]"
        for table, found in described(path).items()
    ]
    path.with_suffix(".json").write_text("{\n" + ",\n".join(tables) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
