"""The declared list: every table and column of a data file, what may stand in it, and how rows of two sides meet."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal

from msgspec import Struct

from nextrung.store.transfer.limits import LONGEST_CODE, LONGEST_CONTENT, LONGEST_NAME, LONGEST_TEXT

Kind = Literal["id", "text", "moment", "day", "flag", "whole", "number", "json"]
"""*id* is a short text without spaces; *flag* is true or false; *json* is a text that is JSON itself."""


class _Needed(Enum):
    NEEDED = "needed"


NEEDED: Final = _Needed.NEEDED
Value = str | int | float | None


class TransferColumn(Struct, frozen=True):
    """One column. ``default`` stands for a field that is left out; ``NEEDED`` means that none may be.

    ``longest`` is in characters, ``low`` and ``high`` are the ends of the range of a number. ``compared`` tells whether
    another value makes a row another one; one that ``follows`` is not compared but taken along with a newer row.
    """

    name: str
    kind: Kind
    default: Value | _Needed = NEEDED
    longest: int = LONGEST_CODE
    low: float = 0
    high: float = 1e12
    compared: bool = True
    follows: bool = False


class TransferTable(Struct, frozen=True):
    """One table, parents before children.

    ``person`` is an SQL expression for the person a row ``f`` belongs to, empty for what belongs to nobody.
    ``identity`` are columns that never change in the life of a row. ``newer`` is the moment by which the newer of two
    rows is known. ``closed`` is the moment that closes a row for good; ``parent`` is the column that names the row of
    ``parent_table`` that this one lives and closes with.
    """

    name: str
    since: str
    key: tuple[str, ...]
    columns: tuple[TransferColumn, ...]
    person: str = ""
    identity: tuple[str, ...] = ()
    newer: str = ""
    closed: str = ""
    parent: str = ""
    parent_table: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def order(self) -> str:
        """SQL for the order of the rows: as they were added, or by key where the database keeps only that."""
        return "rowid" if len(self.key) == 1 else ", ".join(self.key)

    @property
    def entry(self) -> str:
        """The name of its entry in a data file."""
        return f"{self.name}.jsonl"


def _id(name: str, default: _Needed | None = NEEDED) -> TransferColumn:
    return TransferColumn(name, "id", default)


def _code(name: str, default: str | _Needed | None = "") -> TransferColumn:
    return TransferColumn(name, "text", default)


def _line(name: str, default: str | _Needed | None = "") -> TransferColumn:
    return TransferColumn(name, "text", default, LONGEST_NAME)


def _text(name: str) -> TransferColumn:
    return TransferColumn(name, "text", "", LONGEST_TEXT)


def _moment(name: str, default: str | _Needed | None = NEEDED) -> TransferColumn:
    return TransferColumn(name, "moment", default)


def _number(name: str) -> TransferColumn:
    return TransferColumn(name, "whole", 0, compared=False, follows=True)


def _flag(name: str) -> TransferColumn:
    return TransferColumn(name, "flag", 0)


def _json(name: str, default: str | _Needed = NEEDED) -> TransferColumn:
    return TransferColumn(name, "json", default, LONGEST_TEXT)


_FIRST, _TARGETS, _PAY, _PLAN, _COACHING = (
    "m001_first_tables",
    "m002_own_targets",
    "m003_pay",
    "m004_plan",
    "m005_coaching",
)
_PERSON = "f.person"

TABLES: tuple[TransferTable, ...] = (
    TransferTable(
        "person",
        _FIRST,
        ("id",),
        (
            _id("id"),
            _line("name"),
            _code("target_role", None),
            _id("option_seed"),
            _flag("sample"),
            _moment("created_at"),
            _line("occupation"),
            _text("notes"),
            _moment("archived_at", None),
            TransferColumn("number", "whole", None, compared=False),
        ),
        "f.id",
    ),
    TransferTable(
        "questionnaire",
        _FIRST,
        ("fingerprint",),
        (
            _id("fingerprint"),
            _id("id"),
            _code("version", NEEDED),
            TransferColumn("content", "text", NEEDED, LONGEST_CONTENT),
            TransferColumn("kept_at", "moment", compared=False),
        ),
    ),
    TransferTable(
        "assessment",
        _FIRST,
        ("id",),
        (
            _id("id"),
            _id("person"),
            _id("questionnaire"),
            _code("form", NEEDED),
            TransferColumn("position", "text", None, compared=False),
            _moment("started_at"),
            _moment("completed_at", None),
            TransferColumn("deepens", "id", None, compared=False),
            _number("sequence"),
        ),
        _PERSON,
        ("person", "questionnaire", "form", "started_at"),
        closed="completed_at",
    ),
    TransferTable(
        "answer",
        _FIRST,
        ("assessment", "item"),
        (
            _id("assessment"),
            _code("item", NEEDED),
            TransferColumn("value", "number", None),
            _code("choice", None),
            _code("confidence", None),
            TransferColumn("evidence", "text", "", LONGEST_NAME),
            _text("note"),
            _flag("no_chance"),
            _flag("skipped"),
            TransferColumn("seconds", "number", None),
            _moment("at", ""),
        ),
        "(SELECT person FROM main.assessment WHERE id = f.assessment)",
        newer="at",
        parent="assessment",
        parent_table="assessment",
    ),
    TransferTable(
        "own_profile",
        _TARGETS,
        ("id",),
        (_id("id"), _id("person"), _line("name"), _code("basis", NEEDED), _json("targets")),
        _PERSON,
        ("person",),
    ),
    TransferTable(
        "own_figure",
        _PAY,
        ("id",),
        (
            _id("id"),
            _id("person"),
            _code("role", NEEDED),
            _code("country", NEEDED),
            _code("place", None),
            TransferColumn("amount", "number", low=1, high=1e9),
            TransferColumn("percentile", "number", None, high=1),
            TransferColumn("date", "day"),
            _line("source"),
            _code("currency", NEEDED),
            TransferColumn("added_at", "moment", compared=False),
        ),
        _PERSON,
        ("person",),
    ),
    TransferTable("pay_choice", _PAY, ("person",), (_id("person"), _json("choice")), _PERSON),
    TransferTable(
        "pay_file",
        _PAY,
        ("name",),
        (
            _id("name"),
            TransferColumn("content", "text", NEEDED, LONGEST_CONTENT),
            TransferColumn("kept_at", "moment", compared=False),
        ),
    ),
    TransferTable(
        "plan_step",
        _PLAN,
        ("id",),
        (
            _id("id"),
            _id("person"),
            _line("title"),
            _moment("added_at"),
            _code("action", None),
            _code("competency"),
            _code("facet"),
            _flag("chance"),
            _text("if_then"),
            TransferColumn("due", "day", None),
            _json("ticks"),
            TransferColumn("effort_hours", "whole", None, high=1e6),
            _text("evidence_of_done"),
            _text("notes"),
            _code("state", NEEDED),
            _moment("finished_at", None),
            _number("sequence"),
            _number("finished_sequence"),
            _text("start"),
        ),
        _PERSON,
        ("person",),
    ),
    TransferTable(
        "evidence",
        _PLAN,
        ("id",),
        (
            *(_id("id"), _id("person"), _id("step"), _code("facet"), _code("kind"), _line("line"), _moment("at")),
            _number("sequence"),
        ),
        _PERSON,
        ("person", "step"),
        parent="step",
        parent_table="plan_step",
    ),
    TransferTable("person_tag", _COACHING, ("person", "tag"), (_id("person"), _line("tag", NEEDED)), _PERSON),
    TransferTable(
        "coaching_session",
        _COACHING,
        ("id",),
        (
            _id("id"),
            _id("person"),
            _moment("planned_at", None),
            _moment("started_at", None),
            _moment("ended_at", None),
            _json("agenda", "[]"),
            _text("notes"),
            _text("decided"),
            _text("summary"),
            _number("started_sequence"),
            _number("ended_sequence"),
        ),
        _PERSON,
        ("person",),
    ),
    TransferTable(
        "finding_mark",
        _COACHING,
        ("session", "finding"),
        (_id("session"), _line("finding", NEEDED), _code("mark", NEEDED), _text("reason"), _moment("at")),
        "(SELECT person FROM main.coaching_session WHERE id = f.session)",
        newer="at",
    ),
    TransferTable(
        "coach_rating",
        _COACHING,
        ("id",),
        (
            _id("id"),
            _id("person"),
            _id("questionnaire"),
            TransferColumn("position", "text", None, compared=False),
            _moment("started_at"),
            _moment("completed_at", None),
            _number("sequence"),
        ),
        _PERSON,
        ("person", "questionnaire", "started_at"),
        closed="completed_at",
    ),
    TransferTable(
        "coach_rating_answer",
        _COACHING,
        ("rating", "item"),
        (
            _id("rating"),
            _code("item", NEEDED),
            TransferColumn("value", "number", None),
            _flag("not_seen"),
            _moment("at"),
        ),
        "(SELECT person FROM main.coach_rating WHERE id = f.rating)",
        newer="at",
        parent="rating",
        parent_table="coach_rating",
    ),
)
"""Every table, parents before children."""

LEFT_OUT: dict[str, str] = {
    "setting": "settings belong to one computer: the theme, folders, a lock",
    "bin": "what was deleted is not handed on",
    "_sqlite_migrations": "the record of schema steps belongs to one database file",
}
"""Tables of the database that are no part of a data file, and why."""

BY_NAME = {table.name: table for table in TABLES}
