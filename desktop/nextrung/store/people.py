"""Persons, their tags and the private notes about them in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from nextrung.people.person import Person
from nextrung.store import sqlite
from nextrung.store.database import writing
from nextrung.store.stored_values import StoredValues

_PEOPLE = StoredValues(Person, "person", filled=("number",), elsewhere=("tags",))


def add(connection: sqlite.Connection, person: Person, created_at: str) -> Person:
    """Keep a new person; comes back with the number given to them."""
    return add_all(connection, [(person, "")], created_at)[0]


def add_all(
    connection: sqlite.Connection, newcomers: Iterable[tuple[Person, str]], created_at: str
) -> tuple[Person, ...]:
    """Keep new persons, each with private notes, all of them or none; they come back with their numbers."""
    listed = list(newcomers)
    with writing(connection):
        insert_all(connection, listed, created_at)
    # One is looked up by key; of many, everybody is read once instead of each by a query of its own.
    if len(listed) == 1:
        kept = by_id(connection, listed[0][0].id)
        return () if kept is None else (kept,)
    ids = {person.id for person, _ in listed}
    return tuple(person for person in all_people(connection) if person.id in ids)


def insert_all(connection: sqlite.Connection, newcomers: Sequence[tuple[Person, str]], created_at: str) -> None:
    """As ``add_all``, within a transaction that the caller holds, so that what belongs to them is kept with them."""
    connection.executemany(
        _PEOPLE.insert("created_at", "notes"), [(created_at, notes, *_PEOPLE.row(one)) for one, notes in newcomers]
    )
    tags = [(person.id, tag) for person, _ in newcomers for tag in person.tags]
    connection.executemany("INSERT INTO person_tag VALUES (?, ?)", tags)


def all_people(connection: sqlite.Connection) -> tuple[Person, ...]:
    """Everyone, archived ones too, in the order they were added."""
    tags: dict[str, list[str]] = {}
    for person, tag in connection.execute("SELECT person, tag FROM person_tag ORDER BY person, tag"):
        tags.setdefault(person, []).append(tag)
    return tuple(
        replace(one, tags=tuple(tags[one.id])) if one.id in tags else one
        for one in _PEOPLE.read(connection, "ORDER BY number, id")
    )


def listed(connection: sqlite.Connection, most: int) -> tuple[Person, ...]:
    """At most so many people who are not archived, without their tags, in the order they were added."""
    return _PEOPLE.read(connection, "WHERE archived_at IS NULL ORDER BY number, id LIMIT ?", most)


def by_id(connection: sqlite.Connection, person: str) -> Person | None:
    """The person with this id, or None."""
    found = next(iter(_PEOPLE.read(connection, "WHERE id = ?", person)), None)
    if found is None:
        return None
    tags = connection.execute("SELECT tag FROM person_tag WHERE person = ? ORDER BY tag", (person,))
    return replace(found, tags=tuple(str(tag) for (tag,) in tags))


def first(connection: sqlite.Connection) -> Person | None:
    """Whoever was added first and is not archived; with all archived, whoever was added first."""
    # A comparison is 0 or 1 in SQLite, so those who are not archived come first.
    row = connection.execute("SELECT id FROM person ORDER BY archived_at IS NOT NULL, number, id").fetchone()
    return None if row is None else by_id(connection, row[0])


def count(connection: sqlite.Connection) -> int:
    """How many people there are, archived ones too."""
    return int(connection.execute("SELECT count(*) FROM person").fetchone()[0])


def count_active(connection: sqlite.Connection) -> int:
    """How many people are not archived."""
    return int(connection.execute("SELECT count(*) FROM person WHERE archived_at IS NULL").fetchone()[0])


def change(connection: sqlite.Connection, person: Person) -> None:
    """Keep what has changed about a person: name, target role, occupation, archive, tags."""
    with writing(connection):
        _PEOPLE.update(connection, person)
        connection.execute("DELETE FROM person_tag WHERE person = ?", (person.id,))
        connection.executemany("INSERT INTO person_tag VALUES (?, ?)", [(person.id, tag) for tag in person.tags])


def set_target_role(connection: sqlite.Connection, person: str, role: str | None) -> None:
    """Keep the role that a person compares with."""
    with writing(connection):
        connection.execute("UPDATE person SET target_role = ? WHERE id = ?", (role, person))


def notes(connection: sqlite.Connection, person: str) -> str:
    """The private notes about a person; empty for nobody."""
    row = connection.execute("SELECT notes FROM person WHERE id = ?", (person,)).fetchone()
    return "" if row is None else str(row[0])


def all_notes(connection: sqlite.Connection) -> dict[str, str]:
    """The private notes about everyone who has some, by person."""
    return dict(connection.execute("SELECT id, notes FROM person WHERE notes <> ''"))


def save_notes(connection: sqlite.Connection, person: str, text: str) -> None:
    """Keep the private notes about a person."""
    with writing(connection):
        connection.execute("UPDATE person SET notes = ? WHERE id = ?", (text, person))


def tags(connection: sqlite.Connection) -> tuple[tuple[str, int], ...]:
    """Every tag of somebody who is not archived, with how many have it, by name."""
    rows = connection.execute(
        # Tags group without case (NOCASE); min picks one spelling where a bare column could be that of any row.
        "SELECT min(tag), count(*) FROM person_tag JOIN person ON person.id = person_tag.person"
        " WHERE archived_at IS NULL GROUP BY tag ORDER BY tag"
    )
    return tuple((tag, number) for tag, number in rows)
