"""What came later: a number that grows with everything that happens to a person's data, whatever the clock says.

A clock can be set back, so moments only say when something was. Within one computer, numbers are given one after the
other; they are never below the seconds since 1970, so that what was brought in from another computer finds its place
by its own moment (a hybrid logical clock: Kulkarni and others, 2014).
"""

from __future__ import annotations

from datetime import datetime

from nextrung.store import sqlite
from nextrung.store.migrations import NUMBERED

_HIGHEST = " UNION ALL ".join(
    f"SELECT max({column}) AS number FROM {table} WHERE person = ?1" for table, column, _ in NUMBERED
)


_HIGHEST += " UNION ALL SELECT max(sequence) FROM bin WHERE person = ?1"


def of_moment(moment: str) -> int:
    """The number of something that was brought in: the place among all others that its own moment gives it."""
    return int(datetime.fromisoformat(moment).timestamp())


def next_number(connection: sqlite.Connection, person: str, moment: str) -> int:
    """The number of something that happens now to the data of a person: higher than any that they have."""
    # "?1" is one value for every part of the union.
    (highest,) = connection.execute(f"SELECT max(number) FROM ({_HIGHEST})", (person,)).fetchone()
    # One more than the highest, even when the clock was set back; the seconds, when it ran on.
    return max(of_moment(moment), (highest or 0) + 1)
