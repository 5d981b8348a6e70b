"""Finds rows in a damaged database: through SQLite where its trees hold, else in the pages themselves."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from msgspec import Struct, field

from nextrung.keys import pages
from nextrung.keys.beginning import PAGE
from nextrung.keys.data_key import DataKey
from nextrung.store import sqlite
from nextrung.store.connection import FAILURES
from nextrung.store.database import OWNER_ONLY
from nextrung.store.salvage.pages import DatabaseImage, is_tree_page
from nextrung.store.salvage.records import Reader, Record, Value, children, start_of
from nextrung.store.salvage.shapes import Row, TableShape

_WAYS = ("", "DESC")
"""From the beginning of a table, and from its end."""
MOST_STEPS = 2_000
"""Progress reports of SQLite, one for each 10,000 of its steps, before a scan that a damaged tree leads astray ends."""
_SCHEMA_KINDS = ("table", "index", "view", "trigger")

Hint = dict[str, Value]
"""Some values of a row by column."""


class Findings(Struct):
    """What was found, by table: rows (the most trustworthy first), and what is known to be there but was not read."""

    rows: dict[str, dict[Row, None]] = field(default_factory=lambda: defaultdict(dict))
    unfit: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Cells of a table that are no row of it."""
    numbers: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Row numbers that were read."""
    indexed: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Row numbers that the indexes of a table name."""
    hints: dict[str, dict[int, Hint]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(dict)))
    """What the indexes of a table say of each row number."""
    unreadable_pages: int = 0

    def lost(self, table: str) -> int:
        """How many rows of a table are known to have been there and were not read."""
        return max(self.unfit[table], len(self.indexed[table] - self.numbers[table]))


class _Root(Struct, frozen=True):
    """A line of the schema: a table or an index on one by its name, and the first page of its tree."""

    kind: str
    name: str
    table: str
    page: int


_SCHEMA = _Root("table", "sqlite_schema", "sqlite_schema", 1)


def read(image: DatabaseImage, shapes: Mapping[str, TableShape], scratch: Path) -> Findings:
    """Everything that can be read; ``scratch`` is a file that is written and taken away again."""
    findings = Findings()
    if not image.pages:
        return findings
    pages = _Pages(image, shapes, findings)
    pages.read_trees()
    try:
        with os.fdopen(os.open(scratch, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY), "wb") as file:
            file.write(image.file())
        _through_sqlite(scratch, [shape for name, shape in shapes.items() if name not in pages.mixed], findings)
    finally:
        scratch.unlink(missing_ok=True)
    pages.read_others()
    return findings


def read_encrypted(damaged: Path, key: DataKey, shapes: Mapping[str, TableShape], scratch: Path) -> Findings:
    """Everything that SQLite can read of an encrypted database and its log: what lies on pages that are as written.

    Only a copy is opened, which is encrypted as well and taken away again. Raises OSError.
    """
    findings = Findings()
    unsound = pages.damaged(key, damaged)
    findings.unreadable_pages = len(unsound)
    stand_ins = _stand_ins(damaged, scratch)
    for stand_in in stand_ins if unsound else stand_ins[:1]:
        with _copied(damaged, scratch):
            # SQLCipher gives a connection up that met one page that is not as written, and SQLite a scan at it. One of
            # the log may still be such, so each table has a connection of its own.
            pages.put(key, scratch, stand_in, [number for number in unsound if number > 1])
            for shape in shapes.values():
                with suppress(*FAILURES), closing(sqlite.connect(scratch, "rw", like=damaged)) as connection:
                    _scan_all(connection, [shape], findings, _WAYS)
    return findings


@contextmanager
def _copied(damaged: Path, scratch: Path) -> Iterator[None]:
    """A copy of the files inside, which is taken away again. Raises OSError."""
    log = damaged.with_name(f"{damaged.name}-wal")
    try:
        for source, end in ((damaged, ""), *(((log, "-wal"),) if log.exists() else ())):
            shutil.copyfile(source, scratch.with_name(scratch.name + end))
        yield
    finally:
        _remove(scratch)


def _remove(scratch: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        scratch.with_name(scratch.name + end).unlink(missing_ok=True)


def _stand_ins(damaged: Path, scratch: Path) -> tuple[bytes, bytes]:
    """Encrypted pages with one row that fits no table: one of a table, one of an index, for trees of either kind."""
    try:
        with closing(sqlite.connect(scratch, like=damaged, isolation_level=None)) as connection:
            connection.execute("CREATE TABLE of_rows (value)")
            connection.execute("CREATE TABLE of_keys (value INTEGER, PRIMARY KEY (value)) WITHOUT ROWID")
            connection.execute("INSERT INTO of_rows VALUES (NULL)")
            connection.execute("INSERT INTO of_keys VALUES (0)")
        raw = scratch.read_bytes()
    finally:
        _remove(scratch)
    return raw[PAGE : 2 * PAGE], raw[2 * PAGE : 3 * PAGE]


# through SQLite


def _through_sqlite(path: Path, shapes: Iterable[TableShape], findings: Findings) -> None:
    with suppress(*FAILURES), closing(sqlite.connect(path, "ro", immutable=True)) as connection:
        _scan_all(connection, shapes, findings, _WAYS)


def _scan_all(
    connection: sqlite.Connection, shapes: Iterable[TableShape], findings: Findings, directions: tuple[str, ...]
) -> None:
    with suppress(*FAILURES):
        # Texts that are no UTF-8 come out with marks for what is lost, instead of ending the scan.
        connection.text_factory = _text
        # read the tables that can still be read when the schema holds nonsense, and run nothing that it holds
        for pragma in ("writable_schema = ON", "trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
            connection.execute(f"PRAGMA {pragma}")
        for shape in shapes:
            with suppress(*FAILURES):
                _scan(connection, shape, findings, directions)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", errors="replace")


def _scan(connection: sqlite.Connection, shape: TableShape, findings: Findings, directions: tuple[str, ...]) -> None:
    """Read a table from its ends, and by the row numbers that its indexes name."""
    entry = "SELECT 1 FROM sqlite_master WHERE name = ? AND type = 'table' AND rootpage > 1"
    if connection.execute(entry, (shape.name,)).fetchone() is None:
        return
    known = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (shape.name,))}
    columns = ", ".join(f'"{one.name}"' if one.name in known else "NULL" for one in shape.columns)
    missing = [at for at, one in enumerate(shape.columns) if one.name not in known]
    if shape.without_rowid:
        order = ", ".join(f'"{shape.columns[at].name}" {{way}}' for at in shape.key)
        ways = [f'SELECT NULL, {columns} FROM "{shape.name}" ORDER BY {order.format(way=way)}' for way in directions]
    else:
        # The table's own tree is read, even where an index holds all columns, for that one may be what is damaged.
        plain = f'SELECT rowid, {columns} FROM "{shape.name}" NOT INDEXED'
        ways = [f"{plain} ORDER BY rowid {way}" for way in directions]
    for way in ways:
        if _take(connection, way, (), (shape, missing, findings)):
            return
    if not shape.without_rowid:
        _look_up(connection, plain, (shape, missing, findings))


def _look_up(connection: sqlite.Connection, plain: str, rest: tuple[TableShape, list[int], Findings]) -> None:
    """Read the rows that the indexes name and the scans did not reach, one by one."""
    shape, _, findings = rest
    numbers: set[int] = set()
    for (index,) in connection.execute("SELECT name FROM pragma_index_list(?)", (shape.name,)).fetchall():
        quoted = index.replace('"', '""')
        for way in ("", "DESC"):
            with suppress(*FAILURES):
                query = f'SELECT rowid FROM "{shape.name}" INDEXED BY "{quoted}" ORDER BY rowid {way}'
                numbers |= {number for (number,) in connection.execute(query)}
    for number in sorted(numbers - findings.numbers[shape.name]):
        _take(connection, f"{plain} WHERE rowid = ?", (number,), rest)


def _take(
    connection: sqlite.Connection, query: str, values: tuple[int, ...], rest: tuple[TableShape, list[int], Findings]
) -> bool:
    """Take rows as far as they come; whether they came to their end."""
    shape, missing, findings = rest
    left = MOST_STEPS

    def is_enough() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(is_enough, 10_000)
    try:
        for number, *row in connection.execute(query, values):
            if shape.fits(row, missing):
                findings.rows[shape.name][tuple(row)] = None
                if number is not None:
                    findings.numbers[shape.name].add(number)
    except FAILURES:
        return False
    finally:
        connection.set_progress_handler(None, 0)
    return True


# through the pages


class _Pages:
    """Reads the pages that are not free: those of a table's tree as its rows, the others as what they look like."""

    def __init__(self, image: DatabaseImage, shapes: Mapping[str, TableShape], findings: Findings) -> None:
        self.mixed: set[str] = set()
        """Tables in whose trees stand pages of other tables: SQLite would take the rows there for theirs."""
        self._image = image
        self._shapes = shapes
        self._findings = findings
        self._reader = Reader(image)
        self._owners = _owners(image, _roots(image, self._reader))
        self._ids: dict[str, set[Value]] = defaultdict(set)

    def read_trees(self) -> None:
        """Read the pages that hang together with the first page of a tree."""
        for number in sorted(self._owners):
            owner, page = self._owners[number], self._image.page(number)
            if owner.kind == "index":
                self._read_index(page, owner)
            elif owner.table in self._shapes:
                self._findings.unreadable_pages += not is_tree_page(page)
                shape = self._shapes[owner.table]
                if self._add(page, 0, shape) not in (None, shape):
                    self.mixed.add(owner.table)

    def _read_index(self, page: bytes, owner: _Root) -> None:
        shape = self._shapes.get(owner.table)
        columns = shape.indexes.get(owner.name, ()) if shape else ()
        for record in self._reader.records(page, 0):
            number = record.values[-1] if record and record.rowid is None else None
            if record is not None and isinstance(number, int):
                self._findings.indexed[owner.table].add(number)
                if len(columns) == len(record.values) - 1:
                    known = zip(columns, record.values, strict=False)
                    self._findings.hints[owner.table][number].update(known)

    def read_others(self) -> None:
        """Read the pages that no tree leads to, then the doubtful ones."""
        loose = [
            self._image.page(number)
            for number in range(2, len(self._image.pages) + 1)
            if number not in self._owners and number not in self._image.free
        ]
        left = [page for page in loose if self._add(page, 0, None) is None]
        for page in left:  # when all that rows may refer to is known
            self._add(page, 0, None, mirrored=True)
        for number, page in self._image.doubtful:
            shape = self._shapes.get(self._owners[number].table) if number in self._owners else None
            self._add(page, start_of(number), shape)

    def _add(self, page: bytes, start: int, owner: TableShape | None, *, mirrored: bool = False) -> TableShape | None:
        """Add the rows of a page to the table that they fit best; returns that table.

        Without an owner, ``mirrored`` tables count only when asked for, and with a reference that leads somewhere.
        """
        # A page of the schema that its tree lost would pass for sessions of people called as tables are.
        cells = self._reader.records(page, start)
        records = [None if record and _is_of_schema(record) else record for record in cells]
        best: tuple[int, ...] = (0,)
        found = owner
        rows: list[Row | None] = [None] * len(records)
        for shape in ([owner] if owner else []) + [one for one in self._shapes.values() if one is not owner]:
            # All rows fit the table whose tree it is: no other needs to be tried.
            if owner is not None and found is owner and None not in rows:
                break
            tried = [shape.row(record) if record else None for record in records]
            full, found_ids = self._likeness(shape, records, tried)
            if owner is None and shape.mirrored and not (mirrored and found_ids):
                continue
            # More rows that fit come first, then the table that the tree belongs to, then rows with all columns and
            # known ids.
            score = (len(tried) - tried.count(None), shape is owner, full, found_ids)
            if score[0] and score > best:
                best, found, rows = score, shape, tried
        if found is not None:
            self._keep(found, records, rows)
        return found

    def _likeness(self, shape: TableShape, records: list[Record | None], rows: list[Row | None]) -> tuple[int, int]:
        """How many rows have a value for every column, and how many references lead to something that was found."""
        full = sum(1 for record in records if record and len(record.values) == len(shape.columns))
        found = sum(row[one.column] in self._ids[one.table] for row in rows if row for one in shape.references)
        return full, found

    def _keep(self, shape: TableShape, records: list[Record | None], rows: list[Row | None]) -> None:
        for record, row in zip(records, rows, strict=True):
            if row is None or record is None:
                self._findings.unfit[shape.name] += 1
                continue
            self._findings.rows[shape.name].setdefault(row)
            self._ids[shape.name].add(row[shape.key[0]])
            if record.rowid is not None:
                self._findings.numbers[shape.name].add(record.rowid)


def _is_of_schema(record: Record) -> bool:
    """Whether a record is a line of the schema: what it is, its name, and the table it belongs to."""
    return len(record.values) > 2 and record.values[0] in _SCHEMA_KINDS


def _roots(image: DatabaseImage, reader: Reader) -> Iterator[_Root]:
    """The lines of the schema that can be read: type, name, table, first page, statement."""
    seen = {1}
    waiting = [1]
    while waiting:
        number = waiting.pop()
        below = [one for one in children(image, number) if one not in seen]
        seen |= set(below)
        waiting += below
        for record in reader.records(image.page(number), start_of(number)):
            if record is None or len(record.values) != 5:
                continue
            kind, name, table, page, _ = record.values
            if kind in ("table", "index") and isinstance(table, str) and isinstance(page, int) and page > 1:
                yield _Root(str(kind), str(name), table, page)


def _owners(image: DatabaseImage, roots: Iterable[_Root]) -> dict[int, _Root]:
    """Which tree each page belongs to, as far as the trees hold together."""
    owners: dict[int, _Root] = {}
    waiting = [(root.page, root) for root in (_SCHEMA, *roots)]
    while waiting:
        number, root = waiting.pop()
        if number in owners or number in image.free or not 1 <= number <= len(image.pages):
            continue
        owners[number] = root
        waiting += [(one, root) for one in children(image, number)]
    return owners
