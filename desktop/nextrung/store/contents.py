"""The exact questionnaire content that assessments were taken with, and settings."""

from __future__ import annotations

from nextrung.store import sqlite
from nextrung.store.database import writing

CHOSEN = "questionnaire."
"""Beginning of the setting that holds which questionnaire a person looks at; their id follows."""


def content(connection: sqlite.Connection, fingerprint: str) -> str | None:
    """The kept content with this fingerprint as JSON, or None."""
    row = connection.execute("SELECT content FROM questionnaire WHERE fingerprint = ?", (fingerprint,)).fetchone()
    return None if row is None else str(row[0])


def keep_content(
    connection: sqlite.Connection, fingerprint: str, questionnaire: tuple[str, str], content: str, kept_at: str
) -> None:
    """Keep a questionnaire's content under its fingerprint; ``questionnaire`` is its id and version.

    What is there already stays; only the empty content that stands in for a lost one is replaced.
    """
    with writing(connection):
        connection.execute(
            "INSERT INTO questionnaire (fingerprint, id, version, content, kept_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (fingerprint) DO UPDATE SET id = excluded.id, version = excluded.version,"
            # Content under a fingerprint never changes: assessments are scored with it as they were taken.
            " content = excluded.content, kept_at = excluded.kept_at WHERE content = ''",
            (fingerprint, *questionnaire, content, kept_at),
        )


def mend_content(connection: sqlite.Connection, fingerprint: str, content: str) -> None:
    """Put what the installed files say in the place of content kept under their fingerprint: it is damaged, or older.

    Never called with anything but what was made of files that have this very fingerprint.
    """
    with writing(connection):
        connection.execute("UPDATE questionnaire SET content = ? WHERE fingerprint = ?", (content, fingerprint))


def ids(connection: sqlite.Connection) -> dict[str, str]:
    """The ids of the kept questionnaires by fingerprint; an empty one stands for content that was lost."""
    return {str(one): str(id) for one, id in connection.execute("SELECT fingerprint, id FROM questionnaire")}


def newest_of(connection: sqlite.Connection, questionnaire: str) -> str | None:
    """The fingerprint of what was kept last of a questionnaire, or None."""
    row = connection.execute(
        "SELECT fingerprint FROM questionnaire WHERE id = ? AND content <> '' ORDER BY kept_at DESC, rowid DESC",
        (questionnaire,),
    ).fetchone()
    return None if row is None else str(row[0])


def titles(connection: sqlite.Connection) -> dict[str, str]:
    """What each kept questionnaire is called, by its id: as its newest content says."""
    # Read out of the text by SQLite: making a whole questionnaire of it takes many times as long.
    rows = connection.execute(
        "SELECT id, json_extract(content, '$.blueprint.title') FROM questionnaire"
        " WHERE content <> '' AND json_valid(content) ORDER BY kept_at, rowid"
    )
    return {str(id): str(title) for id, title in rows if title}


def taken(connection: sqlite.Connection, person: str) -> tuple[str, ...]:
    """The ids of the questionnaires that a person has assessments of, the first taken first."""
    rows = connection.execute(
        "SELECT q.id FROM assessment AS a JOIN questionnaire AS q ON q.fingerprint = a.questionnaire"
        " WHERE a.person = ? AND q.id <> '' GROUP BY q.id ORDER BY min(a.sequence), q.id",
        (person,),
    )
    return tuple(str(id) for (id,) in rows)


def newest_taken(connection: sqlite.Connection, person: str) -> str:
    """The id of the questionnaire of a person's newest assessment whose content is known; empty without one."""
    row = connection.execute(
        "SELECT q.id FROM assessment AS a JOIN questionnaire AS q ON q.fingerprint = a.questionnaire"
        " WHERE a.person = ? AND q.id <> '' ORDER BY a.sequence DESC, a.rowid DESC LIMIT 1",
        (person,),
    ).fetchone()
    return "" if row is None else str(row[0])


def resting_on(connection: sqlite.Connection) -> dict[str, int]:
    """How many assessments rest on each questionnaire, by its id; none of those that are in the bin."""
    rows = connection.execute(
        "SELECT q.id, count(*) FROM assessment AS a JOIN questionnaire AS q ON q.fingerprint = a.questionnaire"
        " GROUP BY q.id"
    )
    return {str(one): int(number) for one, number in rows}


def finished(connection: sqlite.Connection) -> tuple[str, ...]:
    """The ids of the questionnaires that somebody who is not archived has finished, by id."""
    rows = connection.execute(
        "SELECT DISTINCT q.id FROM assessment AS a JOIN questionnaire AS q ON q.fingerprint = a.questionnaire"
        " JOIN person AS p ON p.id = a.person"
        " WHERE a.completed_at IS NOT NULL AND p.archived_at IS NULL AND q.id <> '' ORDER BY q.id"
    )
    return tuple(str(id) for (id,) in rows)


def setting(connection: sqlite.Connection, name: str) -> str | None:
    """A kept setting, or None."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def settings_from(connection: sqlite.Connection, beginning: str) -> dict[str, str]:
    """The kept settings whose names begin so."""
    # Not LIKE, which takes "_" and "%" for wildcards and ignores case.
    rows = connection.execute(
        "SELECT name, value FROM setting WHERE substr(name, 1, ?) = ?", (len(beginning), beginning)
    )
    return {str(name): str(value) for name, value in rows}


def keep_setting(connection: sqlite.Connection, name: str, value: str) -> None:
    """Keep a setting, replacing an earlier value."""
    with writing(connection):
        connection.execute(
            "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )
