"""Persons in the database."""

from __future__ import annotations

import sqlite3

from nextrung.people.person import Person
from nextrung.store.connection import things
from nextrung.store.database import writing

_COLUMNS = "id, name, target_role, option_seed, sample"


def add(connection: sqlite3.Connection, person: Person, created_at: str) -> None:
    """Keep a new person."""
    with writing(connection):
        connection.execute(
            "INSERT INTO person (id, name, target_role, option_seed, sample, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            (person.id, person.name, person.target_role, person.option_seed, int(person.sample), created_at),
        )


def all_people(connection: sqlite3.Connection) -> tuple[Person, ...]:
    """Everyone, in the order they were added."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM person ORDER BY created_at, id")
    return things(_person, "ttTti", rows)


def set_target_role(connection: sqlite3.Connection, person: str, role: str) -> None:
    """Keep the role that a person compares with."""
    with writing(connection):
        connection.execute("UPDATE person SET target_role = ? WHERE id = ?", (role, person))


def remove(connection: sqlite3.Connection, person: str) -> None:
    """Remove a person with all their assessments and answers."""
    with writing(connection):
        connection.execute("DELETE FROM person WHERE id = ?", (person,))


def _person(one: str, name: str, role: str | None, seed: str, sample: int) -> Person:
    return Person(one, name, role, seed, bool(sample))
