"""Role profiles of a person's own in the database."""

from __future__ import annotations

import json
import sqlite3

from nextrung.questionnaire.model import Role, Target
from nextrung.store.database import writing


def of_person(connection: sqlite3.Connection, person: str) -> tuple[Role, ...]:
    """A person's own profiles, by name."""
    rows = connection.execute(
        "SELECT id, name, basis, targets FROM own_profile WHERE person = ? ORDER BY name, id", (person,)
    )
    return tuple(Role(one, name, name, "", basis, _targets(targets)) for one, name, basis, targets in rows)


def everyones(connection: sqlite3.Connection) -> dict[str, Role]:
    """The profiles of everybody's own, by id."""
    rows = connection.execute("SELECT id, name, basis, targets FROM own_profile")
    return {one: Role(one, name, name, "", basis, _targets(targets)) for one, name, basis, targets in rows}


def save(connection: sqlite3.Connection, person: str, role: Role) -> None:
    """Keep a profile, replacing an earlier one with the same id."""
    targets = {one: [target.level, target.weight, target.critical] for one, target in role.targets.items()}
    with writing(connection):
        connection.execute(
            "INSERT INTO own_profile (id, person, name, basis, targets) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id)"
            " DO UPDATE SET name = excluded.name, basis = excluded.basis, targets = excluded.targets",
            (role.id, person, role.name, role.basis, json.dumps(targets)),
        )


def remove(connection: sqlite3.Connection, profile: str) -> None:
    """Remove a profile."""
    with writing(connection):
        connection.execute("DELETE FROM own_profile WHERE id = ?", (profile,))


def _targets(text: str) -> dict[str, Target]:
    return {one: Target(level, weight, critical) for one, (level, weight, critical) in json.loads(text).items()}
