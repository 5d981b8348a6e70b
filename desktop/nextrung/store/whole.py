"""Whether a database is whole: its trees, its references, and its texts, which SQLite itself does not look into."""

from __future__ import annotations

from collections import deque

from nextrung.store import sqlite


def fault(connection: sqlite.Connection, *, texts: bool = True) -> str:
    """The first thing that is wrong with a database, read from end to end, in one line; empty when it is whole.

    Without ``texts`` whoever asks reads all of them next.
    Raises what ``FAILURES`` names; a text that cannot be read is such a failure.
    """
    reading = sqlite.Cursor(connection)  # row by row, whatever the connection would rather do
    # At most three faults are looked for: one is shown, and the check of a ruined file would take long.
    faults = [" ".join(str(text).split()) for (text,) in reading.execute("PRAGMA integrity_check(3)")]
    if faults != ["ok"]:
        return faults[0].removesuffix(".")
    if reading.execute("PRAGMA foreign_key_check").fetchone():
        return "a row belongs to another one that is not there"
    if texts:
        _read_texts(reading)
    return ""


def _read_texts(reading: sqlite.Cursor) -> None:
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    for (table,) in reading.execute(tables).fetchall():
        columns = reading.execute("SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'", (table,)).fetchall()
        names = ", ".join(_quoted(name) for (name,) in columns)
        # Python decodes each text on its way out; the empty deque runs through the rows and keeps none.
        if names:
            deque(reading.execute(f"SELECT {names} FROM {_quoted(table)}"), maxlen=0)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
