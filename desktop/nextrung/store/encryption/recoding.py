"""Copies a closed data file into a new one with another key, or none, and proves that nothing was lost on the way."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from itertools import zip_longest
from pathlib import Path

from nextrung.errors import DatabaseError
from nextrung.keys import held
from nextrung.keys.data_key import DataKey
from nextrung.store import sqlite
from nextrung.store.connection import FAILURES, reason
from nextrung.store.database import OWNER_ONLY
from nextrung.store.encryption.entrance import RECODED
from nextrung.whole_file import sync


def recode(source: Path, target: Path, key: DataKey | None) -> None:
    """Copy the closed file ``source`` into the file ``target`` with ``key``; without one it is plain.

    It is on disk and proven row by row when this returns. Raises DatabaseError, and no target is left.
    """
    try:
        _make(target)
        _copy(source, target, key)
        sync(target)
    except (OSError, *FAILURES) as error:
        _remove(target)
        raise DatabaseError(f"{source.name} could not be written anew: {reason(error)}. It is as it was.") from error
    except BaseException:
        _remove(target)
        raise


def copy_like(source: Path, target: Path, folder: Path) -> None:
    """Copy a closed file into ``target``, with the key of a folder, or none where data there are plain.

    Raises DatabaseError, OSError.
    """
    key = held.of_folder(folder)
    if held.of_file(source) == key:
        shutil.copyfile(source, target)
    else:
        recode(source, target, key)


def recode_prepared(file: Path, folder: Path) -> None:
    """Give a file that lies alone in a folder of its own the key of the data in ``folder``. Raises DatabaseError."""
    key = held.of_folder(folder)
    if held.of_file(file) != key:
        beside = file.with_name(file.name + RECODED)
        recode(file, beside, key)
        beside.replace(file)


def _make(target: Path) -> None:
    """An empty file, the owner's alone; what was left of an earlier trial goes. Raises OSError."""
    _remove(target)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))


def _remove(target: Path) -> None:
    for end in ("", "-journal"):
        with suppress(OSError):
            target.with_name(target.name + end).unlink(missing_ok=True)


def _copy(source: Path, target: Path, key: DataKey | None) -> None:
    with closing(sqlite.temporary(on_disk=False)) as connection:
        sqlite.attach(connection, source, "ro", "source", held.of_file(source))
        sqlite.attach(connection, target, "rw", "target", key)
        connection.execute("PRAGMA target.synchronous = FULL")
        connection.execute("SELECT sqlcipher_export('target', 'source')").fetchall()
        _require_same(connection)


def _require_same(both: sqlite.Connection) -> None:
    """Raise DatabaseError unless ``target`` is whole, and holds the rows of ``source`` in their order."""
    tables = _parts(both, "source")
    if _parts(both, "target") != tables or both.execute("PRAGMA target.integrity_check").fetchall() != [("ok",)]:
        raise DatabaseError("The data could not be written anew as a whole. They are as they were.")
    for name in (name for kind, name, _ in tables if kind == "table"):
        quoted = '"' + name.replace('"', '""') + '"'
        rows = (sqlite.Cursor(both).execute(f"SELECT * FROM {place}.{quoted}") for place in ("source", "target"))
        if any(one != other for one, other in zip_longest(*rows)):
            raise DatabaseError(f"Not all of “{name}” could be written anew. The data are as they were.")


def _parts(both: sqlite.Connection, place: str) -> list[tuple[str, str, str]]:
    """Kind, name and statement of all that a file is made of."""
    query = f"SELECT type, name, coalesce(sql, '') FROM {place}.sqlite_master ORDER BY type, name"
    return both.execute(query).fetchall()
