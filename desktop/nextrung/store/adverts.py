"""Job adverts in the database, each with the own targets that were made from it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from nextrung.advert.kept import KeptAdvert
from nextrung.questionnaire.model import Role
from nextrung.store import own_targets, sqlite
from nextrung.store.database import writing
from nextrung.store.stored_values import FieldForm, StoredValues


def _left_out(text: str) -> tuple[str, ...]:
    facets = json.loads(text)
    if not all(isinstance(facet, str) for facet in facets):
        raise TypeError("what is left out is no facet")
    return tuple(facets)


_ADVERTS = StoredValues(KeptAdvert, "own_advert", {"left_out": FieldForm(json.dumps, _left_out)})


def of_person(connection: sqlite.Connection, person: str) -> tuple[KeptAdvert, ...]:
    """All adverts of a person, as they were added."""
    return _ADVERTS.read(connection, "WHERE person = ? ORDER BY rowid", person)


def of_profile(connection: sqlite.Connection, profile: str) -> tuple[KeptAdvert, ...]:
    """The adverts that a profile was made from, as they were added."""
    return _ADVERTS.read(connection, "WHERE profile = ? ORDER BY rowid", profile)


def save_with_targets(connection: sqlite.Connection, person: str, role: Role, adverts: Iterable[KeptAdvert]) -> None:
    """Keep own targets and the adverts they were made from, in place of earlier ones. Raises DatabaseError."""
    with writing(connection):
        own_targets.write(connection, person, role)
        connection.execute("DELETE FROM own_advert WHERE profile = ?", (role.id,))
        rows = [(person, *_ADVERTS.row(one)) for one in adverts]
        connection.executemany(_ADVERTS.insert("person"), rows)
