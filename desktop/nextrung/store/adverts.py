"""Job adverts in the database, each with the own targets that were made from it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from nextrung.advert.kept import KeptAdvert
from nextrung.store import sqlite
from nextrung.store.connection import things
from nextrung.store.database import writing


def of_profile(connection: sqlite.Connection, profile: str) -> tuple[KeptAdvert, ...]:
    """The adverts that a profile was made from, as they were added."""
    rows = connection.execute(
        "SELECT id, profile, text, left_out, added_at FROM own_advert WHERE profile = ? ORDER BY rowid", (profile,)
    )
    return things(_advert, "ttttt", rows)


def save(connection: sqlite.Connection, person: str, adverts: Iterable[KeptAdvert]) -> None:
    """Keep adverts of a person's own profile. Raises DatabaseError."""
    with writing(connection):
        connection.executemany(
            "INSERT INTO own_advert (id, person, profile, text, left_out, added_at) VALUES (?, ?, ?, ?, ?, ?)",
            [(one.id, person, one.profile, one.text, json.dumps(one.left_out), one.added_at) for one in adverts],
        )


def _advert(one: str, profile: str, text: str, left_out: str, added_at: str) -> KeptAdvert:
    facets = json.loads(left_out)
    if not all(isinstance(facet, str) for facet in facets):
        raise TypeError("what is left out is no facet")
    return KeptAdvert(one, profile, text, tuple(facets), added_at)
