"""What clients share with whoever keeps this database: until when, and how a plan goes back to them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from nextrung.store import sqlite
from nextrung.store.connection import things

_FIELDS = "person, origin, answer_key, until, made_at"


class KeptShare(Struct, frozen=True):
    """That of one person: ``origin`` is who they are in their own data folder, whose public key is ``answer_key``."""

    person: str
    origin: str
    answer_key: str
    until: date
    made_at: str

    def is_over(self, today: date) -> bool:
        """Whether the last day on which it is shared has passed."""
        return self.until < today


def of_person(connection: sqlite.Connection, person: str) -> KeptShare | None:
    """What a person shares; None where nothing came from them. Raises sqlite.Error, DamagedError."""
    rows = connection.execute(f"SELECT {_FIELDS} FROM share WHERE person = ?", (person,))
    return next(iter(things(_share, "ttttt", rows)), None)


def everyones(connection: sqlite.Connection) -> tuple[KeptShare, ...]:
    """What everybody shares. Raises sqlite.Error, DamagedError."""
    return things(_share, "ttttt", connection.execute(f"SELECT {_FIELDS} FROM share ORDER BY until, person"))


def _share(person: str, origin: str, answer_key: str, until: str, made_at: str) -> KeptShare:
    return KeptShare(person, origin, answer_key, date.fromisoformat(until), made_at)
