"""What comes from a client, or from a coach: whose it is here, and what both sides see of it before it is taken in.

The rows of the file lie in ``main`` and the data kept here are attached as ``here``, as in ``merging``.
"""

from __future__ import annotations

import json
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from nextrung.people.person import name_key
from nextrung.store import sqlite
from nextrung.store.tables import BY_NAME, TABLES
from nextrung.store.transfer.manifest import Purpose
from nextrung.store.transfer.merging import new_keys
from nextrung.store.transfer.refusals import TransferError
from nextrung.store.transfer.sharing import MAY_HOLD, REMOVABLE

ThingKind = Literal[
    "assessment",
    "own_profile",
    "plan_step",
    "evidence",
    "work_example",
    "own_advert",
    "practice_sitting",
    "prediction",
    "own_figure",
    "note",
]
_THINGS: dict[ThingKind, str] = {
    "assessment": (
        "SELECT json_extract(q.content, '$.blueprint.title'), f.form, coalesce(f.completed_at, ''),"
        " (SELECT count(*) FROM main.answer WHERE assessment = f.id)"
        " FROM main.assessment AS f JOIN main.questionnaire AS q ON q.fingerprint = f.questionnaire"
        " ORDER BY f.started_at, f.id"
    ),
    "own_profile": "SELECT name, '', '', 0 FROM main.own_profile ORDER BY rowid",
    "plan_step": "SELECT title, state, coalesce(due, ''), 0 FROM main.plan_step ORDER BY rowid",
    "evidence": "SELECT line, '', at, 0 FROM main.evidence ORDER BY rowid",
    "work_example": "SELECT title, '', coalesce(day, ''), 0 FROM main.work_example ORDER BY rowid",
    "own_advert": "SELECT substr(trim(text), 1, 120), '', '', 0 FROM main.own_advert ORDER BY rowid",
    "practice_sitting": (
        "SELECT role, '', started_at, (SELECT count(*) FROM main.practice_answer WHERE sitting = f.id)"
        " FROM main.practice_sitting AS f ORDER BY rowid"
    ),
    "prediction": "SELECT title, '', coalesce(day, ''), 0 FROM main.prediction ORDER BY rowid",
    "own_figure": "SELECT source, currency, date, CAST(amount AS INTEGER) FROM main.own_figure ORDER BY rowid",
    "note": (
        "SELECT '', '', '', count(*) FROM (SELECT note FROM main.answer WHERE note <> '' UNION ALL SELECT notes"
        " FROM main.plan_step WHERE notes <> '' UNION ALL SELECT note FROM main.practice_answer WHERE note <> '')"
        " HAVING count(*) > 0"
    ),
}


class ArrivalThing(Struct, frozen=True):
    """One thing in a file, as both sides see it.

    ``detail`` is the form of an assessment, the state of a step or the currency of pay; ``at`` a day or moment, empty
    for an assessment that is not finished; ``number`` counts answers or notes, or is the amount of pay.
    """

    kind: ThingKind
    title: str
    detail: str
    at: str
    number: int


class Candidate(Struct, frozen=True):
    """Somebody here whose data it could be; a ``namesake`` has the name that stands in the file."""

    id: str
    name: str
    namesake: bool


class Arrival(Struct, frozen=True):
    """What a share, or a plan that comes back, is about.

    ``person`` is who it is here, empty while that is not decided; ``candidates`` are there when it comes from somebody
    for the first time. ``key_before`` is the key for the way back that was known until now, where it is another one.
    """

    purpose: Purpose
    name: str
    things: tuple[ArrivalThing, ...]
    person: str = ""
    until: str = ""
    parts: tuple[str, ...] = ()
    answer_key: str = ""
    key_before: str = ""
    candidates: tuple[Candidate, ...] = ()


def described(connection: sqlite.Connection, purpose: Purpose) -> Arrival:
    """What came, as it says itself. Raises TransferError when it holds anything else than it may."""
    people = connection.execute("SELECT id, name FROM main.person").fetchall()
    _require_shape(connection, purpose, len(people))
    ((origin, name),) = people
    found = Arrival(purpose, name, _things(connection))
    if purpose == "plan":
        return found
    owner, key, until, parts = connection.execute("SELECT origin, answer_key, until, parts FROM main.share").fetchone()
    if owner != origin:
        raise TransferError("This file is not taken: what it shares belongs to somebody else than it says.")
    # what came is noted here, where it is taken in; a stranger's note could name anything
    connection.execute("UPDATE main.share SET things = '{}'")
    return replace(found, until=until, parts=tuple(json.loads(parts)), answer_key=key)


def arrived(connection: sqlite.Connection, purpose: Purpose) -> Arrival:
    """What came, put in the place where it belongs unless that is to be decided. Raises TransferError."""
    found = described(connection, purpose)
    ((origin,),) = connection.execute("SELECT id FROM main.person").fetchall()
    if purpose == "plan":
        if connection.execute("SELECT 1 FROM here.person WHERE id = ?", (origin,)).fetchone() is None:
            raise TransferError("This plan is for somebody who is not in this data folder. Nothing was changed.")
        return placed(connection, found, origin)
    known = _known(connection, origin)
    if len(known) == 1:
        return placed(connection, found, known[0])
    everyone = connection.execute("SELECT id, name FROM here.person ORDER BY name COLLATE NOCASE, id").fetchall()
    # A file without a name may be anybody's.
    name = found.name
    same = [one for one, called in everyone if not name or name_key(called) == name_key(name)]
    found = replace(found, candidates=tuple(Candidate(one, called, one in same) for one, called in everyone))
    return found if same or known else placed(connection, found, origin)


def placed(connection: sqlite.Connection, found: Arrival, person: str) -> Arrival:
    """Make the rows those of a person: of somebody here, or of somebody new under the id that they have themselves.

    What is here of who they are stays as it is; of a plan, every step that is here as well. Raises TransferError.
    """
    ((now,),) = connection.execute("SELECT id FROM main.person").fetchall()
    for table in TABLES:
        if "person" in table.names:
            connection.execute(f"UPDATE main.{table.name} SET person = ? WHERE person = ?", (person, now))
    connection.execute("UPDATE main.person SET id = ?", (person,))
    _keep(connection, "person", "h.id = f.id")
    if found.purpose == "plan":
        _keep(connection, "plan_step", "h.id = f.id AND h.person = f.person")
    before = connection.execute("SELECT answer_key FROM here.share WHERE person = ?", (person,)).fetchone()
    other = before is not None and before[0] != found.answer_key and found.purpose == "share"
    return replace(found, person=person, key_before=before[0] if other else "")


def note_taken(connection: sqlite.Connection, person: str) -> None:
    """Note with the share of a person what was just merged and had not been here, inside the same transaction."""
    (kept,) = connection.execute("SELECT things FROM here.share WHERE person = ?", (person,)).fetchone()
    things: dict[str, list[str]] = json.loads(kept)
    for name in REMOVABLE:
        new = new_keys(connection, BY_NAME[name])
        if new:
            things[name] = [*things.get(name, []), *new]
    connection.execute("UPDATE here.share SET things = ? WHERE person = ?", (json.dumps(things), person))


def _keep(connection: sqlite.Connection, name: str, same: str) -> None:
    """Have the file say of rows that are here what is said here, so that nothing of them changes."""
    columns = BY_NAME[name].names
    sets = ", ".join(f"{one} = h.{one}" for one in columns)
    connection.execute(f"UPDATE main.{name} AS f SET {sets} FROM here.{name} AS h WHERE {same}")


def _known(connection: sqlite.Connection, origin: str) -> list[str]:
    """Who here has shared from that data folder before; several after other data came in."""
    rows = connection.execute(
        "SELECT person FROM here.share WHERE origin = ? UNION SELECT id FROM here.person WHERE id = ?", (origin, origin)
    )
    return [str(one) for (one,) in rows]


def _require_shape(connection: sqlite.Connection, purpose: Purpose, people: int) -> None:
    shares = connection.execute("SELECT count(*) FROM main.share").fetchone()[0]
    if people != 1 or shares != (purpose == "share"):
        raise TransferError("This file is not taken: it must be about one person alone.")
    for table in TABLES:
        if table.name in MAY_HOLD[purpose]:
            continue
        if connection.execute(f"SELECT 1 FROM main.{table.name}").fetchone() is not None:
            raise TransferError(f"This file is not taken: rows of “{table.name}” are none of what it may hold.")


def _things(connection: sqlite.Connection) -> tuple[ArrivalThing, ...]:
    return tuple(
        ArrivalThing(kind, title or "", detail, at, number)
        for kind, query in _THINGS.items()
        for title, detail, at, number in connection.execute(query)
    )
