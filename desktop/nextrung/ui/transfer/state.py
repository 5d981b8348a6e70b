"""What the import preview shows, built from what was read. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from nextrung.workspace.sharing import Arrival
from nextrung.workspace.transfer import PayData, PersonPreview, Tally, TransferPreview

Group = Literal["people", "assessments", "answers", "plan", "pay", "coaching", "views", "shares"]
GROUPS: dict[Group, tuple[str, ...]] = {
    "people": ("person", "person_tag"),
    "assessments": ("assessment",),
    "answers": ("answer",),
    "plan": ("plan_step", "evidence", "work_example", "practice_sitting", "practice_answer", "prediction"),
    "pay": ("own_profile", "own_advert", "own_figure", "pay_choice"),
    "coaching": ("coaching_session", "finding_mark", "coach_rating", "coach_rating_answer"),
    "shares": ("share",),
    "views": ("view_round", "view_invitation", "view_reply", "view_release", "view_coach"),
}
"""The tables of a data file as people think of them."""


class ImportCounts(Struct, frozen=True):
    """How many things are added, updated because the file is further on, here already, or differ."""

    added: int
    updated: int
    kept: int
    differs: int

    @property
    def in_order(self) -> tuple[int, int, int, int]:
        """All four, as they are shown."""
        return (self.added, self.updated, self.kept, self.differs)


class ImportPersonRow(Struct, frozen=True):
    """One person of the file; ``name_here`` is another name that they have here, else empty."""

    name: str
    name_here: str
    known: bool
    assessments: int
    first: str | None
    last: str | None
    counts: ImportCounts


class PreviewState(Struct, frozen=True):
    """The whole preview; groups with nothing in them are left out."""

    file: str
    made_at: str
    app: str
    people: tuple[ImportPersonRow, ...]
    groups: tuple[tuple[Group, ImportCounts], ...]
    counts: ImportCounts
    pay: PayData
    arrival: Arrival | None = None
    """What a client shares, or a coach sends back."""

    @property
    def has_changes(self) -> bool:
        """Whether taking the file in would change anything without a decision."""
        return bool(self.counts.added or self.counts.updated or self.pay == "new")

    @property
    def to_decide(self) -> int:
        """How many things differ with nothing to tell which side is right."""
        return self.counts.differs


def build(file: str, preview: TransferPreview, pseudonyms: Mapping[str, str] | None = None) -> PreviewState:
    """The state for a file of this name: people who are new here first, then by name.

    ``pseudonyms`` by id of the person stand in place of names while these are hidden; who is new has none yet.
    """
    groups: list[tuple[Group, ImportCounts]] = []
    for group, tables in GROUPS.items():
        tally = Tally()
        for person in preview.people:
            tally += person.tally(*tables)
        if tally.total:
            groups.append((group, _counts(tally)))
    # ``sorted`` keeps the order of equal ones, which is that of their names
    people = sorted(preview.people, key=lambda one: one.name_here is not None)
    return PreviewState(
        file,
        preview.made_at,
        preview.app,
        tuple(_row(person, pseudonyms) for person in people),
        tuple(groups),
        _counts(preview.total),
        preview.pay,
        _arrival(preview.arrival, pseudonyms),
    )


def _arrival(arrival: Arrival | None, pseudonyms: Mapping[str, str] | None) -> Arrival | None:
    """What came; while names are hidden without what somebody wrote, in which any name may stand."""
    if arrival is None or pseudonyms is None:
        return arrival
    things = tuple(one if one.kind == "assessment" else replace(one, title="") for one in arrival.things)
    return replace(arrival, name=pseudonyms.get(arrival.person, ""), things=things)


def _row(person: PersonPreview, pseudonyms: Mapping[str, str] | None) -> ImportPersonRow:
    here = person.name_here
    name, other = person.name, here if here is not None and here != person.name else ""
    if pseudonyms is not None:
        # who is new has no pseudonym, and the name in the file may be that of somebody known here
        name, other = pseudonyms.get(person.id, ""), ""
    counts = _counts(person.tally(*person.tallies))
    return ImportPersonRow(name, other, here is not None, person.assessments, person.first, person.last, counts)


def _counts(tally: Tally) -> ImportCounts:
    return ImportCounts(tally.new, tally.newer, tally.same + tally.older, tally.differs)
