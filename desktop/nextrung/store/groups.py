"""Many people at once from the database: who there is, one finished assessment of each, and all their answers."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path

from nextrung.assessment.columns import NO_CHANCE, AnswerColumns
from nextrung.assessment.sitting import Sitting
from nextrung.errors import CancelledError
from nextrung.people.member import Member
from nextrung.store.connection import failure
from nextrung.store.database import open_reading

CHUNK = 20_000
"""Rows fetched at a time, so that progress can be told and memory stays small."""
LOOK_EVERY = 20_000
"""Steps of the database between two looks whether to stop: well under a millisecond."""


@contextmanager
def reading(path: Path, stopped: Callable[[], bool]) -> Iterator[sqlite3.Connection]:
    """A connection of its own that only reads, for another thread; one state of the data for the whole block.

    Raises CancelledError soon after ``stopped`` says so, DatabaseError when the file cannot be read.
    """
    with closing(open_reading(path)) as connection:
        try:
            connection.execute("PRAGMA busy_timeout = 2000")
            connection.set_progress_handler(stopped, LOOK_EVERY)
            connection.execute("BEGIN")
            yield connection
        except sqlite3.Error as error:
            if stopped():
                raise CancelledError from error
            raise failure(error) from error


def members(connection: sqlite3.Connection) -> tuple[Member, ...]:
    """Everyone who is not archived, in the order they were added."""
    tags: dict[str, list[str]] = {}
    for person, tag in connection.execute("SELECT person, tag FROM person_tag ORDER BY person, tag"):
        tags.setdefault(person, []).append(tag)
    rows = connection.execute("SELECT id, name, number FROM person WHERE archived_at IS NULL ORDER BY created_at, id")
    return tuple(Member(one, name, number, tuple(tags.get(one, ()))) for one, name, number in rows)


def latest(connection: sqlite3.Connection, until: str | None = None) -> dict[str, Sitting]:
    """The newest finished assessment of each person who is not archived, by person.

    With ``until`` (ISO 8601, UTC), the newest of those finished by then. Newest is the one started last, as everywhere.
    """
    rows = connection.execute(
        """SELECT a.id, a.person, a.questionnaire, a.form, NULL, a.started_at, a.completed_at
        FROM person p JOIN assessment a ON a.rowid = (
            SELECT rowid FROM assessment
            WHERE person = p.id AND completed_at <= :until ORDER BY started_at DESC, rowid DESC LIMIT 1)
        WHERE p.archived_at IS NULL""",
        {"until": until or "9999"},
    )
    return {row[1]: Sitting(*row) for row in rows}


def answers(
    connection: sqlite3.Connection,
    sittings: Sequence[str],
    items: Sequence[str],
    told: Callable[[float], None] | None = None,
) -> AnswerColumns:
    """All values, choices and missing chances of these assessments in these items; ``told`` hears the share done.

    Only numbers leave the database and they go straight into one array: making objects of rows is what costs here.
    """
    connection.execute("CREATE TEMP TABLE asked (item TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID")
    connection.executemany("INSERT INTO asked VALUES (?, ?)", [(item, number) for number, item in enumerate(items)])
    rows = connection.execute(
        """SELECT picked.key, asked.number, coalesce(answer.value, unicode(answer.choice), ?)
        FROM json_each(?) AS picked CROSS JOIN answer ON answer.assessment = picked.value
        CROSS JOIN asked ON asked.item = answer.item
        WHERE answer.value IS NOT NULL OR answer.choice IS NOT NULL OR answer.no_chance""",
        (NO_CHANCE, json.dumps(sittings)),
    )
    triples = array("d")
    while chunk := rows.fetchmany(CHUNK):
        triples.extend(chain.from_iterable(chunk))
        if told is not None:
            told((chunk[-1][0] + 1) / len(sittings))
    connection.execute("DROP TABLE asked")
    return AnswerColumns(triples, tuple(sittings), tuple(items))
