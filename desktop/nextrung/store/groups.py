"""Many people at once from the database: a connection for another thread, and all answers of many assessments."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path

from nextrung.assessment.columns import NO_CHANCE, AnswerColumns
from nextrung.errors import CancelledError, DamagedError
from nextrung.store import sqlite
from nextrung.store.connection import FAILURES, failure
from nextrung.store.database import open_reading

CHUNK = 20_000
"""Rows fetched at a time, so that progress can be told and memory stays small."""
LOOK_EVERY = 20_000
"""Steps of the database between two looks whether to stop: well under a millisecond."""


@contextmanager
def reading(path: Path, stopped: Callable[[], bool]) -> Iterator[sqlite.Connection]:
    """A connection of its own that only reads, for another thread; one state of the data for the whole block.

    Raises CancelledError soon after ``stopped`` says so, DatabaseError when the file cannot be read.
    """
    with closing(open_reading(path)) as connection:
        try:
            # A writer of another thread holds the file for moments only; waiting for it is better than failing.
            connection.execute("PRAGMA busy_timeout = 2000")
            connection.set_progress_handler(stopped, LOOK_EVERY)
            # From the first read on there is one snapshot, whatever is written meanwhile.
            connection.execute("BEGIN")
            yield connection
        except FAILURES as error:
            if stopped():
                raise CancelledError from error
            raise failure(error) from error


def answers(
    connection: sqlite.Connection,
    records: Sequence[str],
    items: Sequence[str],
    told: Callable[[float], None] | None = None,
) -> AnswerColumns:
    """All values, choices and missing chances of these assessments in these items; ``told`` hears the share done.

    Only numbers leave the database and they go straight into one array: making objects of rows is what costs here.
    """
    # Temporary tables lie outside the file, so that a connection that only reads may make them.
    connection.execute("CREATE TEMP TABLE asked (item TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID")
    connection.executemany("INSERT INTO asked VALUES (?, ?)", [(item, number) for number, item in enumerate(items)])
    # A choice is one letter and leaves as its code point, so that every column is a number.
    # CROSS JOIN fixes the order of the loops in SQLite: assessments outside, so that the key of answers is used.
    rows = connection.execute(
        """SELECT picked.key, asked.number, coalesce(answer.value, unicode(answer.choice), ?)
        FROM json_each(?) AS picked CROSS JOIN answer ON answer.assessment = picked.value
        CROSS JOIN asked ON asked.item = answer.item
        WHERE answer.value IS NOT NULL OR answer.choice IS NOT NULL OR answer.no_chance""",
        (NO_CHANCE, json.dumps(records)),
    )
    triples = array("d")
    while chunk := rows.fetchmany(CHUNK):
        try:
            triples.extend(chain.from_iterable(chunk))
        except TypeError as error:
            raise DamagedError("An answer in the data file is damaged: it is no number.") from error
        if told is not None:
            # Rows come in the order of the list of assessments, so the last row tells how far it has come.
            told((chunk[-1][0] + 1) / len(records))
    connection.execute("DROP TABLE asked")
    return AnswerColumns(triples, tuple(records), tuple(items))
