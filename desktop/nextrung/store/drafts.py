"""What stands in forms that were begun and not sent, kept among the settings under the form and whom it is about."""

from __future__ import annotations

from msgspec import json

from nextrung.store import contents, sqlite
from nextrung.store.database import writing

PREFIX = "draft:"
"""Beginning of the names of such settings: ``draft:FORM:PERSON:THING``; person and thing may be empty."""


def name_of(form: str, person: str, thing: str) -> str:
    """The setting of a form about somebody and about one of their things."""
    return f"{PREFIX}{form}:{person}:{thing}"


def read(connection: sqlite.Connection, name: str) -> dict[str, str]:
    """The fields of a form; none where nothing was begun, or what is kept is no such form."""
    kept = contents.setting(connection, name)
    try:
        fields = json.decode(kept) if kept else {}
    # A draft is a convenience: one that cannot be read must not keep its form from opening.
    except ValueError:
        fields = {}
    return {str(key): str(value) for key, value in fields.items()} if isinstance(fields, dict) else {}


def things(connection: sqlite.Connection, form: str) -> list[str]:
    """The things that a form was begun about, in the order of their names; those about somebody are left out."""
    start = name_of(form, "", "")
    wanted = "SELECT name FROM setting WHERE substr(name, 1, ?) = ? ORDER BY name"
    rows = connection.execute(wanted, (len(start), start))
    return [str(name)[len(start) :] for (name,) in rows]


def keep(connection: sqlite.Connection, name: str, fields: dict[str, str]) -> None:
    """Keep the fields of a form. Raises DatabaseError."""
    contents.keep_setting(connection, name, json.encode(fields).decode())


def rename(connection: sqlite.Connection, before: str, after: str) -> None:
    """Keep the fields of a form as those of another one. Raises DatabaseError."""
    with writing(connection):
        connection.execute("UPDATE setting SET name = ? WHERE name = ?", (after, before))


def drop(connection: sqlite.Connection, name: str) -> None:
    """Forget a form that was sent or given up. Raises DatabaseError."""
    with writing(connection):
        connection.execute("DELETE FROM setting WHERE name = ?", (name,))


def drop_about(connection: sqlite.Connection, thing: str) -> None:
    """Forget every form about a person or a thing that goes; within the caller's transaction."""
    # The colon after the name lets one search find the thing in the middle and at the end.
    connection.execute(
        "DELETE FROM setting WHERE substr(name, 1, ?) = ? AND instr(name || ':', ':' || ? || ':') > 0",
        (len(PREFIX), PREFIX, thing),
    )
