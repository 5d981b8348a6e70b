"""Job adverts in the database, each with the own targets that were made from it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from nextrung.advert.kept import KeptAdvert
from nextrung.questionnaire.model import Role
from nextrung.store import own_targets, sqlite
from nextrung.store.connection import things
from nextrung.store.database import writing

_KEPT = "SELECT id, profile, text, left_out, added_at FROM own_advert"


def of_person(connection: sqlite.Connection, person: str) -> tuple[KeptAdvert, ...]:
    """All adverts of a person, as they were added."""
    rows = connection.execute(f"{_KEPT} WHERE person = ? ORDER BY rowid", (person,))
    return things(_advert, "ttttt", rows)


def of_profile(connection: sqlite.Connection, profile: str) -> tuple[KeptAdvert, ...]:
    """The adverts that a profile was made from, as they were added."""
    rows = connection.execute(f"{_KEPT} WHERE profile = ? ORDER BY rowid", (profile,))
    return things(_advert, "ttttt", rows)


def save_with_targets(connection: sqlite.Connection, person: str, role: Role, adverts: Iterable[KeptAdvert]) -> None:
    """Keep own targets and the adverts they were made from, in place of earlier ones. Raises DatabaseError."""
    with writing(connection):
        own_targets.write(connection, person, role)
        connection.execute("DELETE FROM own_advert WHERE profile = ?", (role.id,))
        connection.executemany(
            "INSERT INTO own_advert (id, person, profile, text, left_out, added_at) VALUES (?, ?, ?, ?, ?, ?)",
            [(one.id, person, role.id, one.text, json.dumps(one.left_out), one.added_at) for one in adverts],
        )


def _advert(one: str, profile: str, text: str, left_out: str, added_at: str) -> KeptAdvert:
    facets = json.loads(left_out)
    if not all(isinstance(facet, str) for facet in facets):
        raise TypeError("what is left out is no facet")
    return KeptAdvert(one, profile, text, tuple(facets), added_at)
