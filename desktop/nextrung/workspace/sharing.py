"""Between a client and a coach: what is shared until a day, and the plan that goes back, each seen before."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct

from nextrung.clock import Clock
from nextrung.errors import NextRungError
from nextrung.people.person import Person
from nextrung.sealing.sealed import Sealing, require_public_key
from nextrung.store import erase, shares, sqlite, unshare
from nextrung.store.database import file_of
from nextrung.store.shares import KeptShare
from nextrung.store.transfer import reading, sharing, writing
from nextrung.store.transfer.arrivals import Arrival, ArrivalThing, Candidate, ThingKind
from nextrung.store.transfer.manifest import Purpose
from nextrung.store.transfer.selection import Selection
from nextrung.store.transfer.sharing import SHARE_PARTS, USUAL_PARTS, SharePart
from nextrung.workspace.transfer import require_suffix

__all__ = [
    "SHARE_PARTS",
    "USUAL_PARTS",
    "Arrival",
    "ArrivalThing",
    "Candidate",
    "KeptShare",
    "PreparedShare",
    "SharePart",
    "SharingError",
    "SharingService",
    "ThingKind",
]


class SharingError(NextRungError):
    """Something that cannot be shared or sent back, in one sentence."""


class PreparedShare(Struct, frozen=True):
    """A file that was made and read back, and is nowhere but in memory: ``seen`` is what the other side will see.

    It is sealed for ``key`` alone.
    """

    plain: bytes
    seen: Arrival
    key: str


class SharingService:
    """Files between a client and a coach. Work handed out may run in another thread: it opens the data by itself."""

    def __init__(
        self,
        connection: sqlite.Connection,
        person: Callable[[], Person | None],
        public_key: Callable[[], str],
        clock: Clock,
    ) -> None:
        """Work on an open database for whoever ``person`` names; ``public_key`` is that of the data folder."""
        self._connection = connection
        self._here = file_of(connection)
        self._person = person
        self._public_key = public_key
        self._clock = clock

    def of(self, person: str) -> KeptShare | None:
        """What somebody shares with whoever keeps this data; None where nothing came from them."""
        return shares.of_person(self._connection, person)

    def is_over(self, share: KeptShare) -> bool:
        """Whether the last day on which it is shared has passed."""
        return share.is_over(self._clock.today())

    def share_work(
        self, parts: Collection[SharePart], until: date, key: str, *, of: Person | None = None
    ) -> Callable[[], PreparedShare]:
        """Work that makes the file of somebody, else of the current person, for a coach's public key.

        Raises SharingError, SealError at once; the work raises TransferError.
        """
        person = of or self._person()
        if person is None:
            raise SharingError("There is nobody yet whose results could be shared.")
        if until < self._clock.today():
            raise SharingError("The day until which you share has passed; take today or a later one.")
        if not set(parts) - {"notes"}:
            raise SharingError("Choose at least one thing to share beside the notes.")
        coach, own, moment = require_public_key(key), self._public_key(), self._clock.moment()
        if coach == own:
            raise SharingError("This is the public key of this data folder itself; paste that of your coach.")
        return self._work(sharing.shared(person.id, parts, own, until, moment), "share", moment, coach)

    def plan_work(self, person: str) -> Callable[[], PreparedShare]:
        """Work that makes the file with somebody's plan, for the key that came with what they share.

        Raises SharingError at once; the work raises TransferError.
        """
        share = self.of(person)
        if share is None:
            raise SharingError("Nothing was shared by this person, so there is no key to seal a plan for.")
        moment = self._clock.moment()
        return self._work(sharing.returned(person, share.origin), "plan", moment, share.answer_key)

    def shared_rows(self, person: str) -> dict[str, int]:
        """How many rows of each table came with what somebody shared, and are still here."""
        return unshare.shared_rows(self._connection, person)

    def remove_work(self, person: str) -> Callable[[], str]:
        """Remove what somebody shared at once, and return the work that takes its traces out of the data file.

        What was here before stays, and who they are. Raises DatabaseError, and nothing is removed.
        """
        unshare.remove(self._connection, person)
        return partial(erase.clean_file, self._here)

    def sealing_work(self, prepared: PreparedShare, path: Path) -> Callable[[], Path]:
        """Work that seals what was prepared and writes it to ``path``. It raises TransferError, SealError."""

        def work() -> Path:
            require_suffix(path)
            writing.write_sealed(path, prepared.plain, Sealing(public_key=prepared.key))
            return path

        return work

    def _work(self, of: Selection, purpose: Purpose, moment: str, key: str) -> Callable[[], PreparedShare]:
        here = self._here

        def work() -> PreparedShare:
            plain = writing.packed(here, moment, of, purpose)
            return PreparedShare(plain, reading.seen_by_others(plain, here), key)

        return work
