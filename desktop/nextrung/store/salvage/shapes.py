"""What a row of each table looks like, to tell whether what was found is one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import get_args

from msgspec import Struct

from nextrung.evidence.prediction import CAME, PREDICTION_KINDS
from nextrung.questionnaire.constants import FormId
from nextrung.store import sqlite
from nextrung.store.salvage.records import Record, Value
from nextrung.views.invitation import PARTS

Row = tuple[Value, ...]
"""Values in the order of the columns of the table."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_SETTING = re.compile(r"[a-z][a-z0-9._-]{0,59}")
_ID = re.compile(r"[0-9a-f]{32}")
_FINGERPRINT = 64
"""Characters of the fingerprint of content."""
_LONGEST_ID = 80
ID_LENGTH = 32
"""Characters of an id that the program draws."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A REAL without a fraction is stored as a whole number, which takes less room (file format, section 2.1).
_TYPES: dict[str, tuple[type, ...]] = {"TEXT": (str,), "INTEGER": (int,), "REAL": (float, int)}


class SchemaColumn(Struct, frozen=True):
    """A column as the schema declares it; ``key`` is its place in the primary key from 1, 0 outside it."""

    name: str
    type: str
    required: bool
    key: int
    has_default: bool


class Reference(Struct, frozen=True):
    """A foreign key of one column."""

    column: int
    table: str
    required: bool


class TableShape(Struct, frozen=True, dict=True):
    """A table: columns, foreign keys, whether its rows stand in an index tree, the columns of its indexes by name."""

    name: str
    columns: tuple[SchemaColumn, ...]
    references: tuple[Reference, ...]
    without_rowid: bool
    indexes: Mapping[str, tuple[str, ...]]

    @cached_property
    def key(self) -> tuple[int, ...]:
        """Places of the primary key's columns."""
        keyed = [at for at, column in enumerate(self.columns) if column.key]
        return tuple(sorted(keyed, key=lambda at: self.columns[at].key))

    @cached_property
    def mirrored(self) -> bool:
        """Whether rows look like entries of an index on the table, so that only references tell them apart."""
        return self.without_rowid and any(not name.startswith("sqlite_autoindex") for name in self.indexes)

    @cached_property
    def stored(self) -> tuple[int, ...]:
        """Places of the columns in the order in which a record holds them."""
        if not self.without_rowid:
            return tuple(range(len(self.columns)))
        # A table without rowid is an index tree: its records hold the key first, then the other columns.
        return self.key + tuple(at for at in range(len(self.columns)) if at not in self.key)

    @cached_property
    def _named(self) -> frozenset[int]:
        """The columns that say which row it is, and of what."""
        return frozenset((*self.key, *(one.column for one in self.references if one.required)))

    @cached_property
    def _rowid(self) -> int | None:
        """The column that stands for the row's number, if there is one."""
        # A column INTEGER PRIMARY KEY is the row number itself, and NULL in the record.
        whole = [at for at in self.key if self.columns[at].type == "INTEGER"]
        return whole[0] if len(self.key) == 1 and whole and not self.without_rowid else None

    def row(self, record: Record) -> Row | None:
        """The row that a record is; None when it cannot be one of this table.

        Columns that were added after it was written are missing from its end. Of a record that is not complete, texts
        that came late are empty; one that ends within its key is no row, as a piece of a key names something else.
        """
        # Fewer values are an older row: ALTER TABLE adds columns at the end and rewrites none. More are no row of it.
        if len(record.values) > len(self.columns) or (record.rowid is None) != self.without_rowid:
            return None
        if not self._named.isdisjoint(self.stored[record.complete : len(record.values)]):
            return None
        values: list[Value] = [None] * len(self.columns)
        for at, value in zip(self.stored, record.values, strict=False):
            values[at] = value
        if self._rowid is not None:
            values[self._rowid] = record.rowid
        missing = self.stored[len(record.values) :]
        return tuple(values) if self.fits(values, missing) else None

    def fits(self, values: Sequence[Value], missing: Iterable[int] = ()) -> bool:
        """Whether these values can be a row, apart from references; ``missing`` are places that take their default."""
        for at, (column, value) in enumerate(zip(self.columns, values, strict=True)):
            if value is None:
                if column.required and not (at in missing and column.has_default):
                    return False
                continue
            if not isinstance(value, _TYPES.get(column.type, (str, int, float, bytes))):
                return False
            if isinstance(value, str) and not self._has_form(at, value):
                return False
        return True

    def _has_form(self, at: int, text: str) -> bool:
        """Whether a text looks as the texts of its column do."""
        column = self.columns[at].name
        check = _FORMS.get((self.name, column)) or _FORMS.get(("", column))
        if check is None and column.endswith("_at"):
            check = _FORMS[("", "at")]
        if check is None and any(one.column == at for one in self.references):
            check = _is_name
        return check is None or check(text)


def shapes(connection: sqlite.Connection) -> dict[str, TableShape]:
    """The tables of a sound database, those before that others refer to."""
    tables = connection.execute(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND substr(name, 1, 1) <> '_'"
        " AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name"
    )
    found = {name: _shape(connection, name, bool(without_rowid)) for name, without_rowid in tables.fetchall()}
    ordered: dict[str, TableShape] = {}
    while len(ordered) < len(found):
        ready = [one for one in found.values() if one.name not in ordered and _is_ready(one, ordered)]
        # Tables that refer to each other in a circle have no order; they come as they are found.
        ordered |= {one.name: one for one in ready or found.values()}
    return ordered


def _is_ready(shape: TableShape, before: Mapping[str, TableShape]) -> bool:
    return all(reference.table in before or reference.table == shape.name for reference in shape.references)


def _shape(connection: sqlite.Connection, table: str, without_rowid: bool) -> TableShape:
    info = connection.execute('SELECT name, type, "notnull", pk, dflt_value FROM pragma_table_info(?)', (table,))
    columns = tuple(
        SchemaColumn(name, kind, bool(required) or bool(key), key, default is not None)
        for name, kind, required, key, default in info.fetchall()
    )
    names = [column.name for column in columns]
    foreign = connection.execute('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (table,)).fetchall()
    references = (Reference(names.index(one), other, columns[names.index(one)].required) for one, other in foreign)
    listed = connection.execute("SELECT name FROM pragma_index_list(?)", (table,)).fetchall()
    indexes = {
        index: tuple(column for (column,) in connection.execute("SELECT name FROM pragma_index_info(?)", (index,)))
        for (index,) in listed
    }
    return TableShape(table, columns, tuple(references), without_rowid, indexes)


def _is_json(kind: type) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        try:
            return isinstance(json.loads(text), kind)
        except (ValueError, RecursionError):
            return False

    return check


def _is_moment(text: str) -> bool:
    return not text or _MOMENT.match(text) is not None


def _is_setting(text: str) -> bool:
    return _SETTING.fullmatch(text) is not None and _ID.fullmatch(text) is None


def _is_name(text: str) -> bool:
    """Whether a text is short enough for an id."""
    return 0 < len(text) <= _LONGEST_ID


def _is_as_long_as_an_id(text: str) -> bool:
    """Whether a text can be an id of the program, some of whose letters may be damaged.

    A row of two texts is a setting or a tag: what is no longer a name of settings is not therefore somebody's tag.
    """
    return len(text) == ID_LENGTH


def _is_day(text: str) -> bool:
    return _DAY.fullmatch(text) is not None


_FORMS: dict[tuple[str, str], Callable[[str], bool]] = {
    ("", "id"): _is_name,
    ("", "person"): _is_name,
    ("person_tag", "person"): _is_as_long_as_an_id,
    ("", "at"): _is_moment,
    ("", "date"): _is_day,
    ("setting", "name"): _is_setting,
    ("", "due"): _is_day,
    ("", "day"): _is_day,
    ("", "questionnaire"): lambda text: len(text) == _FINGERPRINT,
    ("questionnaire", "content"): lambda text: not text or _is_json(dict)(text),
    ("coaching_session", "agenda"): _is_json(list),
    ("assessment", "form"): lambda text: text in get_args(FormId),
    ("own_profile", "targets"): _is_json(dict),
    ("own_advert", "left_out"): _is_json(list),
    ("pay_choice", "choice"): _is_json(dict),
    ("plan_step", "ticks"): _is_json(list),
    ("practice_answer", "good"): _is_json(list),
    ("practice_answer", "missing"): _is_json(list),
    ("prediction", "kind"): lambda text: text in PREDICTION_KINDS,
    ("prediction", "came"): lambda text: text in CAME,
    ("view_round", "form"): lambda text: text in get_args(FormId),
    ("view_round", "items"): _is_json(list),
    ("view_invitation", "part"): lambda text: text in PARTS,
    ("view_reply", "given"): _is_json(dict),
    ("view_reply", "examples"): _is_json(dict),
    ("view_reply", "hidden"): _is_json(list),
    ("view_coach", "coach_key"): lambda text: not text or text.startswith("age1"),
    ("view_coach", "result_key"): lambda text: not text or text.startswith("age1"),
    ("view_coach", "handed"): _is_json(dict),
    ("view_release", "part"): lambda text: text in PARTS,
    ("view_release", "replies"): _is_json(list),
    ("view_release", "areas"): _is_json(dict),
    ("share", "answer_key"): lambda text: text.startswith("age1"),
    ("share", "until"): _is_day,
    ("share", "parts"): _is_json(list),
    ("share", "things"): _is_json(dict),
    ("bin", "due_on"): _is_day,
    ("bin", "root"): _is_json(dict),
    ("bin", "rows"): _is_json(dict),
}
