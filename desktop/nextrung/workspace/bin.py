"""What was deleted: looked at, put back, and let go for good after thirty days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from nextrung.clock import Clock, local_day
from nextrung.store import bin as store
from nextrung.store import sessions, sqlite
from nextrung.store.bin import BinEntry, BinError, Kind

__all__ = ["BinEntry", "BinError", "BinService", "Deleted", "Kind", "Overdue"]

DAYS = 30
"""Days that a deleted thing is kept."""


class Deleted(Struct, frozen=True):
    """One deleted thing as a list shows it.

    ``name`` is the name of a person or the title of a step, an example or a prediction; ``moment`` says when an
    assessment was finished or started, a session took place or was planned, or practice or a round began; ``form`` is
    that of an assessment; ``number`` that of a person.
    ``goes_on`` is the first local day on which it may go for good.
    """

    id: int
    kind: Kind
    thing: str
    person: str
    deleted_at: str
    goes_on: date
    name: str
    moment: str | None
    form: str
    number: int


class Overdue(Struct, frozen=True):
    """Things whose days are over: ``told`` were found so today for the first time, ``gone`` may go now."""

    told: tuple[int, ...]
    gone: tuple[int, ...]


class BinService:
    """Everything about what was deleted; every change is on disk when its method returns."""

    def __init__(self, connection: sqlite.Connection, changed: Callable[[], object], clock: Clock) -> None:
        """Work on an open database; ``changed`` is told when something was deleted or put back."""
        self._connection = connection
        self._changed = changed
        self._clock = clock

    def deleted(self, person: str | None = None, *kinds: Kind) -> tuple[Deleted, ...]:
        """What was deleted, of everybody or of one person, of all kinds or of some; the last first."""
        found = store.entries(self._connection, person)
        return tuple(_deleted(one) for one in found if not kinds or one.kind in kinds)

    def size(self) -> tuple[int, int]:
        """How many things there are, and about how many bytes they take in the data file."""
        return store.size(self._connection)

    def put_in(self, kind: Kind, thing: str) -> int:
        """Delete a thing with all that belongs to it; the number to put it back by. Raises KeyError, DatabaseError."""
        entry = store.put_in(self._connection, kind, thing, self._clock.moment())
        self._changed()
        return entry

    def put_back(self, entry: int) -> BinEntry:
        """Put a thing back as it was. Raises BinError, DatabaseError, and it stays where it is."""
        found = next((one for one in store.entries(self._connection) if one.id == entry), None)
        if found is not None:
            self._require_place(found)
        back = store.put_back(self._connection, entry)
        self._changed()
        return back

    def overdue(self) -> Overdue:
        """What has been here for its days; to be asked at a start.

        The clock may be wrong: something goes only when a later day says the same as the day on which it was found
        to be over, and a person was told that day. What was deleted while the clock was ahead begins to count now.
        """
        today, told, gone = self._clock.today(), [], []
        for one in store.entries(self._connection):
            # Deleted while the clock was ahead: left as it is, it would stay until that day, or for ever.
            if local_day(one.counted_at) > today:
                store.count_from(self._connection, one.id, self._clock.moment())
            elif _goes_on(one) > today:
                if one.due_on is not None:
                    store.set_due(self._connection, one.id, None)
            # Days in ISO form sort as they follow each other, so texts are compared.
            elif one.due_on is None or one.due_on > today.isoformat():
                store.set_due(self._connection, one.id, today.isoformat())
                told.append(one.id)
            elif one.due_on < today.isoformat():
                gone.append(one.id)
        return Overdue(tuple(told), tuple(gone))

    def _require_place(self, entry: BinEntry) -> None:
        if entry.kind == "coaching_session" and _is_running(entry):
            others = sessions.of_person(self._connection, entry.person)
            if any(one.state == "running" for one in others):
                raise BinError("Another session is going on; end it first.")


def _is_running(entry: BinEntry) -> bool:
    return entry.root.get("started_at") is not None and entry.root.get("ended_at") is None


def _goes_on(entry: BinEntry) -> date:
    return local_day(entry.counted_at) + timedelta(days=DAYS)


def _deleted(entry: BinEntry) -> Deleted:
    root = entry.root
    moments = {
        "assessment": ("completed_at", "started_at"),
        "coaching_session": ("started_at", "planned_at"),
        "practice_sitting": ("started_at",),
        "view_round": ("made_at",),
    }
    return Deleted(
        entry.id,
        entry.kind,
        entry.thing,
        entry.person,
        entry.deleted_at,
        _goes_on(entry),
        str(root.get("name") or root.get("title") or ""),
        next((root[one] for one in moments.get(entry.kind, ()) if root.get(one)), None),
        str(root.get("form") or ""),
        int(root.get("number") or 0),
    )
