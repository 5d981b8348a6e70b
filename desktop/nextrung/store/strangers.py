"""Databases that enter, such as old backups: nothing in them is run before all of it is known to be ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from nextrung.errors import DatabaseError
from nextrung.intake.entering import Deadline
from nextrung.keys.beginning import PLAIN
from nextrung.store import migrations, sqlite
from nextrung.store.connection import PRIMARY

Schema = frozenset[tuple[str, str, str]]
"""What a database is made of: kind, name and statement of each table, index, view and trigger."""

_PATIENCE = 8.0
"""Seconds that checking the smallest database may take."""
_SLOWEST = 1_000_000
"""Bytes a second below which a check is given up."""
_LOOK_EVERY = 20_000
"""Instructions of SQLite between two looks at the clock."""


@contextmanager
def bounded(connection: sqlite.Connection, path: Path) -> Iterator[None]:
    """Whatever runs inside ends in a time that fits the size of the file. Raises DatabaseError when it is up.

    Its memory fits that size too: SQLite itself calls a value damaged that claims to be longer than the file.
    """
    # By size: a sound file of gigabytes takes minutes, a small forged one may be built to take hours.
    seconds = _PATIENCE + path.stat().st_size / _SLOWEST
    deadline = Deadline(seconds)
    connection.set_progress_handler(lambda: deadline.over, _LOOK_EVERY)
    try:
        yield
    except sqlite.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & PRIMARY == sqlite.SQLITE_INTERRUPT:
            raise DatabaseError(f"{path.name} could not be checked in {seconds:.0f} seconds.") from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def is_database(path: Path) -> bool:
    """Whether a file begins as SQLite's do. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(PLAIN)) == PLAIN


def is_ours(connection: sqlite.Connection) -> bool:
    """Whether a database is made of what this program made at some version, and nothing else.

    Only the list of its parts is read for that, and no view, trigger or expression in it is run. One of a newer version
    is none of ours as far as anybody can tell. Raises sqlite.Error.
    """
    return schema_of(connection) in _of_all_versions()


def schema_of(connection: sqlite.Connection) -> Schema:
    """Everything a database is made of, but for what SQLite and the migration library keep there for themselves."""
    # Indexes that SQLite makes for keys have no statement.
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    # SQLite keeps statements as they were written: only their words count, not how they were spaced.
    return frozenset(
        (kind, name, " ".join(sql.split())) for kind, name, sql in rows if not _is_of_a_library(kind, name)
    )


def _is_of_a_library(kind: str, name: str) -> bool:
    return kind in ("table", "index") and name.startswith(("sqlite_", "_sqlite_"))


@cache
def _of_all_versions() -> frozenset[Schema]:
    found = set()
    for stop_before in (*migrations.STEPS[1:], None):
        with closing(sqlite.in_memory()) as fresh:
            migrations.apply(fresh, stop_before)
            found.add(schema_of(fresh))
    return frozenset(found)
