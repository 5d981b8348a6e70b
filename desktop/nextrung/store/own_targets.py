"""Role profiles of a person's own in the database."""

from __future__ import annotations

from msgspec import json

from nextrung.questionnaire.model import Role, Target
from nextrung.store import sqlite
from nextrung.store.connection import things
from nextrung.store.database import writing

OWN = "own-"
"""How the id of such a profile begins; no published one begins so."""


def of_person(connection: sqlite.Connection, person: str) -> tuple[Role, ...]:
    """A person's own profiles, by name."""
    rows = connection.execute(
        "SELECT id, name, basis, targets FROM own_profile WHERE person = ? ORDER BY name, id", (person,)
    )
    return things(_role, "tttt", rows)


def everyones(connection: sqlite.Connection) -> dict[str, Role]:
    """The profiles of everybody's own, by id."""
    rows = connection.execute("SELECT id, name, basis, targets FROM own_profile")
    return {role.id: role for role in things(_role, "tttt", rows)}


def save(connection: sqlite.Connection, person: str, role: Role) -> None:
    """Keep a profile, replacing an earlier one with the same id."""
    with writing(connection):
        write(connection, person, role)


def write(connection: sqlite.Connection, person: str, role: Role) -> None:
    """The same inside of a transaction that is open."""
    targets = {one: [target.level, target.weight, target.critical] for one, target in role.targets.items()}
    connection.execute(
        "INSERT INTO own_profile (id, person, name, basis, targets) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id)"
        " DO UPDATE SET name = excluded.name, basis = excluded.basis, targets = excluded.targets",
        (role.id, person, role.name, role.basis, json.encode(targets).decode()),
    )


def remove(connection: sqlite.Connection, profile: str) -> None:
    """Delete a profile by its id; nothing happens when it is gone already. Raises DatabaseError."""
    with writing(connection):
        connection.execute("DELETE FROM own_profile WHERE id = ?", (profile,))


def _role(one: str, name: str, basis: str, targets: str) -> Role:
    kept = {competency: Target(*values) for competency, values in json.decode(targets).items()}
    for competency, target in kept.items():
        if not all(isinstance(value, int | float) for value in (target.level, target.weight, target.critical)):
            raise TypeError(f"the target for {competency} is no number")
    return Role(one, name, name, "", basis, kept)
