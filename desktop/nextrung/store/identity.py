"""A name for one person's data, the same for as long as it lives: two computers can keep backups in one folder."""

from __future__ import annotations

import re
import uuid

from nextrung.store import contents, sqlite

SETTING = "database_id"
_FORM = re.compile(r"[0-9a-f]{32}")


def of(connection: sqlite.Connection) -> str:
    """The name of the data in an open database, made when it has none yet. Raises DatabaseError."""
    kept = contents.setting(connection, SETTING)
    # It becomes part of the name of a folder, so what does not look like one of ours is never used.
    if kept is None or not _FORM.fullmatch(kept):
        kept = uuid.uuid4().hex
        contents.keep_setting(connection, SETTING, kept)
    return kept
