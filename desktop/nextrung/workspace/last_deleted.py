"""What a person deleted last, of one kind, to be put back by *Undo*."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from nextrung.people.person import Person
from nextrung.workspace.bin import BinService, Kind


class OwnSources(Struct, frozen=True):
    """Where a service of what people keep for themselves asks for the person and for the bin, each time anew."""

    person: Callable[[], Person | None]
    add_person: Callable[[], Person]
    deleted: Callable[[], BinService]


class LastDeleted:
    """Deletes things of one kind of the current person into the bin, and puts the last of them back."""

    def __init__(self, kind: Kind, person: Callable[[], Person | None], deleted: Callable[[], BinService]) -> None:
        """Nothing was deleted yet."""
        self._kind: Kind = kind
        self._person = person
        self._deleted = deleted
        self._entry = 0

    def delete(self, thing: str) -> None:
        """Delete a thing with all that belongs to it. Raises KeyError, DatabaseError."""
        self._entry = self._deleted().put_in(self._kind, thing)

    def can_undo(self) -> bool:
        """Whether there is something of this person to put back."""
        person = self._person()
        if not self._entry or person is None:
            return False
        # asked anew: the bin may have been emptied, or the thing put back from its list, in the meantime
        return any(one.id == self._entry for one in self._deleted().deleted(person.id, self._kind))

    def undo(self) -> None:
        """Put it back as it was. Raises BinError, DatabaseError."""
        if self.can_undo():
            self._deleted().put_back(self._entry)
            self._entry = 0
