"""Pay: the published data in use, what they are shown for, own figures, and newer data files."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import asdict

from nextrung import typed_yaml
from nextrung.clock import Clock
from nextrung.errors import Finding, FindingsError
from nextrung.people.person import Person
from nextrung.salary import files, own, own_bands
from nextrung.salary.model import FORMAT, PayChoice, SalaryData
from nextrung.salary.own import KeptFigure, OwnFigure
from nextrung.store import pay, sqlite
from nextrung.store.database import file_of, open_database, open_reading


class NewerFiles(Struct, frozen=True):
    """Pay data with newer files that passed the check, and the texts of these by name."""

    data: SalaryData
    texts: dict[str, str]


AT_ONCE = 1_000
"""Own figures up to here are read in a few milliseconds; more are read in a thread."""


class OwnFiguresRead(NamedTuple):
    """Own figures as they are shown; whose they are, and what the database told of its changes when they were read."""

    person: str
    at: tuple[int, int]
    shown: tuple[KeptFigure, ...]


class PayService:
    """What can be done about pay."""

    def __init__(
        self,
        connection: sqlite.Connection,
        folder: Path,
        person: Callable[[], Person | None],
        add_person: Callable[[], Person],
        clock: Clock,
    ) -> None:
        """Work on an open database and the pay data that came with the program."""
        self._connection = connection
        self._folder = folder
        self._person = person
        self._add_person = add_person
        self._clock = clock
        self._data: SalaryData | None = None
        self._choice = PayChoice()
        self._own_read = OwnFiguresRead("", (0, 0), ())

    # data

    @property
    def data(self) -> SalaryData:
        """The pay data in use: newer files that were dropped in, else those of the program. Raises FindingsError.

        A kept file that no longer fits, or that the program has overtaken, is left aside.
        """
        if self._data is None:
            bundled = files.load(self._folder)
            self._data = bundled
            kept = self._kept()
            if kept:
                self._data = self._with(bundled, kept) or bundled
        return self._data

    def _kept(self) -> dict[str, bytes]:
        """The newer files that were dropped in, but for those of another format: an earlier program kept them."""
        found = ((name, text.encode()) for name, text in pay.files(self._connection).items())
        return {name: raw for name, raw in found if typed_yaml.has_version(raw, name, FORMAT)}

    def _with(self, bundled: SalaryData, kept: Mapping[str, bytes]) -> SalaryData | None:
        newest = files.versions(bundled)
        try:
            data = files.load(self._folder, kept)
            wanted = {
                name: raw for name, raw in kept.items() if name in newest and files.versions(data)[name] > newest[name]
            }
            # A new version of the program may bring newer data than what was dropped in before: the newer one counts.
            return data if len(wanted) == len(kept) else files.load(self._folder, wanted)
        except FindingsError:
            return None

    @property
    def newer_files(self) -> tuple[str, ...]:
        """Names of the newer files that were dropped in."""
        return tuple(sorted(pay.files(self._connection)))

    def newer_check(self, paths: Sequence[Path]) -> Callable[[], NewerFiles]:
        """Work that checks newer pay files together with the others; it may run in another thread.

        It raises FindingsError naming file and row; nothing has changed then, nor after it, until ``use_newer``.
        """
        kept = self._kept()
        folder, before = self._folder, files.versions(self.data)

        def work() -> NewerFiles:
            dropped = {path.name: _raw(path) for path in paths}
            data = files.load(folder, kept | dropped)
            after = files.versions(data)
            for name in dropped:
                # The same version with other contents would be two truths under one name.
                if after[name] <= before[name]:
                    found, used = (".".join(map(str, one)) for one in (after[name], before[name]))
                    message = f"this is version {found}; version {used} is in use, so nothing was changed"
                    raise FindingsError([Finding(name, 0, message)])
            return NewerFiles(data, {name: raw.decode("utf-8") for name, raw in dropped.items()})

        return work

    def use_newer(self, newer: NewerFiles) -> None:
        """Use checked newer pay files from now on. Raises DatabaseError, and nothing is changed."""
        pay.keep_files(self._connection, newer.texts, self._clock.moment())
        self._data = newer.data

    def fits(self, texts: Mapping[str, str]) -> bool:
        """Whether pay files, by name, can be used with the others of the program; it may be asked in another thread."""
        try:
            files.load(self._folder, {name: text.encode() for name, text in texts.items()})
        except FindingsError:
            return False
        return texts.keys() <= set(files.FILES)

    def forget_newer(self) -> None:
        """Go back to the pay data of the program."""
        pay.remove_files(self._connection)
        self._data = None

    # what is shown

    @property
    def choice(self) -> PayChoice:
        """What pay is shown for, kept for the current person."""
        person = self._person()
        kept = pay.choice(self._connection, person.id) if person else None
        if kept is None:
            return self._choice if person is None else PayChoice()
        try:
            return PayChoice(**json.loads(kept))
        except (ValueError, TypeError):  # kept by another version
            return PayChoice()

    def choose(self, choice: PayChoice) -> None:
        """Show pay for this from now on; before there is a person, only until the program ends."""
        self._choice = choice
        person = self._person()
        if person is not None:
            is_read = self._is_read(person)
            pay.keep_choice(self._connection, person.id, json.dumps(asdict(choice)))
            if is_read:  # a choice changes no figure, and all of them are asked for next
                self._own_read = self._own_read._replace(at=self.changes())

    # own figures

    def own(self) -> tuple[KeptFigure, ...]:
        """The own figures of the person, in the order they were added; very many of them as bands."""
        person = self._person()
        if person is None:
            return ()
        if not self._is_read(person):
            shown = _shown(self._connection, person.id)
            self.keep_own(OwnFiguresRead(person.id, self.changes(), shown))
        return self._own_read.shown

    def own_waits(self) -> bool:
        """Whether reading the own figures would hold a window up, so that ``own_work`` is to do it in a thread."""
        person = self._person()
        if person is None or self._is_read(person):
            return False
        return pay.has_more_own_figures(self._connection, person.id, AT_ONCE)

    def own_read_last(self) -> tuple[KeptFigure, ...]:
        """What was read of the person's own figures last, which may have changed since."""
        person = self._person()
        return self._own_read.shown if person is not None and person.id == self._own_read.person else ()

    def own_work(self) -> Callable[[], OwnFiguresRead]:
        """Work that reads the own figures, for ``keep_own``; it may run in another thread. It raises DatabaseError."""
        person, changes, file = self._person(), self.changes(), file_of(self._connection)
        key = person.id if person else ""

        def work() -> OwnFiguresRead:
            with closing(open_reading(file)) as connection:
                return OwnFiguresRead(key, changes, _shown(connection, key))

        return work

    def keep_own(self, found: OwnFiguresRead) -> None:
        """Have what was read until a figure changes: it is asked for with every choice."""
        self._own_read = found

    def changes(self) -> tuple[int, int]:
        """What the database tells of its changes so far: another value after each."""
        # data_version tells of writes through other connections only, total_changes of those through this one.
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version), self._connection.total_changes

    def _is_read(self, person: Person) -> bool:
        return (self._own_read.person, self._own_read.at) == (person.id, self.changes())

    def parse(self, fields: Mapping[str, str]) -> tuple[OwnFigure | None, tuple[str, ...]]:
        """The figure that a form describes, or what is wrong with it."""
        return own.parse(fields, self.data, self._clock.today())

    def add_own(self, figures: Sequence[OwnFigure]) -> tuple[KeptFigure, ...]:
        """Keep own figures: all, or none when it fails. Raises DatabaseError."""
        person = self._person() or self._add_person()
        kept = tuple(KeptFigure(uuid.uuid4().hex, figure) for figure in figures)
        pay.add_own_figures(self._connection, person.id, kept, self._clock.moment())
        return kept

    def remove_own(self, figure: str) -> tuple[KeptFigure, ...]:
        """Remove an own figure, or all figures behind a band of them; what was removed. Raises DatabaseError."""
        person = self._person()
        return _removed(self._connection, person.id, figure) if person is not None else ()

    def removal_work(self, figure: str) -> Callable[[], tuple[KeptFigure, ...]]:
        """Work that does the same; it may run in another thread."""
        person, file = self._person(), file_of(self._connection)
        if person is None:
            return tuple
        key = person.id

        def work() -> tuple[KeptFigure, ...]:
            with closing(open_database(file)) as connection:
                return _removed(connection, key, figure)

        return work

    def restore_own(self, kept: Sequence[KeptFigure]) -> None:
        """Bring own figures back that were just removed. Raises DatabaseError."""
        person = self._person() or self._add_person()
        pay.add_own_figures(self._connection, person.id, kept, self._clock.moment())

    def restoring_work(self, kept: Sequence[KeptFigure]) -> Callable[[], None]:
        """Work that does the same; it may run in another thread."""
        person, file, moment = self._person() or self._add_person(), file_of(self._connection), self._clock.moment()

        def work() -> None:
            with closing(open_database(file)) as connection:
                pay.add_own_figures(connection, person.id, kept, moment)

        return work


def _shown(connection: sqlite.Connection, person: str) -> tuple[KeptFigure, ...]:
    """The own figures as they are shown: one by one, or very many of them as bands."""
    if not pay.has_more_own_figures(connection, person, own_bands.MANY):
        return pay.own_figures(connection, person)
    return own_bands.shown(pay.lone_figures(connection, person), pay.own_groups(connection, person))


def _removed(connection: sqlite.Connection, person: str, figure: str) -> tuple[KeptFigure, ...]:
    removed = own_bands.behind(figure, pay.own_figures(connection, person))
    pay.remove_own_figures(connection, person, [one.id for one in removed])
    return removed


def _raw(path: Path) -> bytes:
    """The bytes of a pay file. Raises FindingsError when it is none, is too large, or cannot be read."""
    if path.name not in files.FILES:
        message = f"this is no pay file; the pay files are {', '.join(files.FILES)}"
        raise FindingsError([Finding(path.name, 0, message)])
    return typed_yaml.bytes_of(path)
