"""Removes what came with the files of somebody who shared it: those rows and what belongs to them, nothing else."""

from __future__ import annotations

import json

from nextrung.store import drafts, sqlite
from nextrung.store.database import writing
from nextrung.store.tables import BY_NAME
from nextrung.store.unfinished import UNCLEAN


def shared_rows(connection: sqlite.Connection, person: str) -> dict[str, int]:
    """How many rows of each table came from a person and are still here. Raises sqlite.Error."""
    counts = {}
    for table, ids in _things(connection, person).items():
        key = BY_NAME[table].key[0]
        look = f"SELECT 1 FROM {table} WHERE {key} = ? AND person = ?"
        counts[table] = sum(connection.execute(look, (one, person)).fetchone() is not None for one in ids)
    return {table: count for table, count in counts.items() if count}


def remove(connection: sqlite.Connection, person: str) -> None:
    """Delete them, with the note of them; who the person is stays, and whatever was here before. Raises DatabaseError.

    Old places in the file are overwritten; ``erase.finish`` takes the last traces away.
    """
    connection.execute("PRAGMA secure_delete = ON")
    with writing(connection):
        for table, ids in _things(connection, person).items():
            # By the person too: a file of others may have brought a note that names rows of somebody else.
            gone = f"DELETE FROM {table} WHERE {BY_NAME[table].key[0]} = ? AND person = ?"
            for one in ids:
                if connection.execute(gone, (one, person)).rowcount:
                    drafts.drop_about(connection, one)
            if table == "own_profile":
                roles = [(person, one) for one in ids]
                connection.executemany("UPDATE person SET target_role = NULL WHERE id = ? AND target_role = ?", roles)
        connection.execute("DELETE FROM share WHERE person = ?", (person,))
        connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, 'yes')", (UNCLEAN,))


def _things(connection: sqlite.Connection, person: str) -> dict[str, list[str]]:
    row = connection.execute("SELECT things FROM share WHERE person = ?", (person,)).fetchone()
    found: dict[str, list[str]] = json.loads(row[0]) if row is not None else {}
    return {table: ids for table, ids in found.items() if table in BY_NAME}
