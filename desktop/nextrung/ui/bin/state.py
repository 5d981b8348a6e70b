"""What a list of deleted things shows, built from the workspace. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from nextrung.people.person import Person
from nextrung.workspace import Workspace
from nextrung.workspace.bin import Deleted, Kind


class BinRow(Struct, frozen=True):
    """One deleted thing. ``owner`` is whoever it belongs to, where it stands among those of others, else None.

    A deleted person is their own ``person``, so that pages can call them by name or pseudonym.
    """

    deleted: Deleted
    person: Person | None
    owner: Person | None
    goes_on: date


class BinState(Struct, frozen=True):
    """A list of deleted things, what was deleted last first; ``size`` is in bytes, None where it is not shown."""

    rows: tuple[BinRow, ...]
    names_hidden: bool
    size: int | None = None


def of_kind(workspace: Workspace, kind: Kind) -> BinState:
    """The deleted people, or the deleted things of one kind of the current person."""
    person = workspace.person
    if kind != "person" and person is None:
        return BinState((), workspace.privacy.names_hidden)
    owner = None if kind == "person" or person is None else person.id
    rows = tuple(_row(one, None) for one in workspace.bin.deleted(owner, kind))
    return BinState(rows, workspace.privacy.names_hidden)


def of_all(workspace: Workspace) -> BinState:
    """Everything that was deleted, with whose it is where there are several people."""
    found = workspace.bin.deleted()
    owners = {one.id: one for one in workspace.people.everyone()} if found else {}
    # a deleted person is among the people no more, but other deleted things may be theirs
    owners |= {one.thing: _person(one) for one in found if one.kind == "person"}
    several = len(owners) > 1
    rows = tuple(_row(one, owners.get(one.person) if several and one.kind != "person" else None) for one in found)
    return BinState(rows, workspace.privacy.names_hidden, workspace.bin.size()[1])


def masked(state: BinState, mask: Callable[[str], str]) -> BinState:
    """The list to look at, with what a person wrote in it seen through a mask."""
    rows = tuple(replace(row, deleted=replace(row.deleted, name=mask(row.deleted.name))) for row in state.rows)
    return replace(state, rows=rows)


def _row(one: Deleted, owner: Person | None) -> BinRow:
    return BinRow(one, _person(one) if one.kind == "person" else None, owner, one.goes_on)


def _person(one: Deleted) -> Person:
    return Person(one.thing, one.name, None, "", sample=False, number=one.number)
