"""What a data file holds beside what is kept here, before anything is taken in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from nextrung.store import sqlite
from nextrung.store.transfer.arrivals import Arrival
from nextrung.store.transfer.manifest import Manifest
from nextrung.store.transfer.merging import Tally, classify

PayData = Literal["none", "same", "new", "stays", "unfit"]
"""Newer pay data of the file: it has none, the same as here, some that come along, some while there are others here
(which stay), or some that do not fit this version."""


class PersonPreview(Struct, frozen=True):
    """One person of the file. ``name_here`` is None for somebody who is not here yet.

    ``first`` and ``last`` are the moments of the earliest and latest assessment in the file. ``tallies`` are by table.
    """

    id: str
    name: str
    name_here: str | None
    sample: bool
    assessments: int
    first: str | None
    last: str | None
    tallies: Mapping[str, Tally]

    def tally(self, *tables: str) -> Tally:
        """The tally of some tables together."""
        return total(self.tallies.get(table, Tally()) for table in tables)


class TransferPreview(Struct, frozen=True):
    """The whole file: when and by which version it was made, the people in it, and newer pay data."""

    made_at: str
    app: str
    people: tuple[PersonPreview, ...]
    pay: PayData
    arrival: Arrival | None = None
    """What a client shares, or a coach sends back; None for data that are to be brought together."""

    @property
    def total(self) -> Tally:
        """All rows of all people."""
        return total(one for person in self.people for one in person.tallies.values())

    @property
    def changes(self) -> bool:
        """Whether taking it in would change anything without a decision."""
        # Rows that differ change only by a decision, so they do not count here.
        counted = self.total
        return bool(counted.new or counted.newer or self.pay == "new")


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of some tallies, state by state; all zero for none."""
    found = Tally()
    for one in tallies:
        found += one
    return found


def preview(
    connection: sqlite.Connection, manifest: Manifest, pay: PayData, arrival: Arrival | None = None
) -> TransferPreview:
    """The rows in ``main`` beside those in ``here``. Raises TransferError when the file does not fit what is here."""
    tallies: dict[str, dict[str, Tally]] = {}
    for (person, table), tally in classify(connection).items():
        tallies.setdefault(person, {})[table] = tally
    people = connection.execute(
        "SELECT f.id, f.name, h.name, f.sample, count(a.id), min(a.started_at), max(a.started_at)"
        " FROM main.person AS f LEFT JOIN here.person AS h ON h.id = f.id"
        " LEFT JOIN main.assessment AS a ON a.person = f.id GROUP BY f.id ORDER BY f.name COLLATE NOCASE, f.id"
    )
    return TransferPreview(
        manifest.made_at,
        manifest.app,
        tuple(
            PersonPreview(one, name, here, bool(sample), count, first, last, tallies[one])
            for one, name, here, sample, count, first, last in people
        ),
        pay,
        arrival,
    )
