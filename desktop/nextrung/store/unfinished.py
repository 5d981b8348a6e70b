"""What an earlier start may have left to finish: looked for at every start, and what finishes it loaded only then."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from nextrung.errors import DatabaseError
from nextrung.store import contents

READY = ".new"
"""Ending of a recovered data file that is to take the place of the damaged one."""
RECOVERING, RESTORING = "recovering-", "restoring-"
"""Beginnings of folders in which something is prepared."""
UNCLEAN = "clean_needed"
"""Setting that is there while old places in the file may hold traces of somebody who was erased."""


def finish_files(database: Path) -> None:
    """Finish what was broken off beside the data file. Raises DatabaseError; DamagedError when the file is lost."""
    if _is_as_usual(database):
        return
    from nextrung.store import recovery  # noqa: PLC0415  (see above)

    recovery.finish(database)
    recovery.require_not_lost(database)


def _is_as_usual(database: Path) -> bool:
    """Whether there is a data file with something in it, and nothing that was prepared beside it."""
    try:
        names = [path.name for path in database.parent.iterdir()]
        left = any(name.startswith((RECOVERING, RESTORING)) or name == database.name + READY for name in names)
        return not left and database.stat().st_size > 0
    except OSError:
        return False


def finish_erasing(connection: sqlite3.Connection) -> None:
    """Clean a database that somebody was erased from, if that is still to do; a failure is tried again next time."""
    try:
        unclean = contents.setting(connection, UNCLEAN) is not None
    except DatabaseError:
        return
    if unclean:
        from nextrung.store import erase  # noqa: PLC0415  (see above)

        erase.finish(connection)
