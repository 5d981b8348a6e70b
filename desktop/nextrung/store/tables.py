"""Every table that holds what people gave: its columns, what may stand in them, and how rows of two sides meet.

What is read and written of a row, what leaves in a data file, comes in and is brought together follow from here; the
schema itself is made by ``migrations``, and a test holds the two to each other.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal

from msgspec import Struct

LONGEST_CONTENT = 4_000_000
"""Characters of the content of one questionnaire."""
LONGEST_TEXT = 4_000_000
"""Characters of a free text."""
LONGEST_NAME = 500
"""Characters of a name, title or line."""
LONGEST_LINK = 2_000
"""Characters of the address of a page or the path of a file."""
LONGEST_CODE = 100
"""Characters of an id, a moment or a word of the program."""
ColumnKind = Literal["id", "text", "moment", "day", "flag", "whole", "number", "json"]
"""*id* is a short text without spaces; *flag* is true or false; *json* is a text that is JSON itself."""


# An enum of one member, since None is a default, too, and a type checker must tell the two apart.
class _Needed(Enum):
    NEEDED = "needed"


NEEDED: Final = _Needed.NEEDED
Value = str | int | float | None


class StoredColumn(Struct, frozen=True):
    """One column. ``default`` stands for a field that is left out; ``NEEDED`` means that none may be.

    ``longest`` is in characters, ``low`` and ``high`` are the ends of the range of a number. ``compared`` tells whether
    another value makes a row another one; one that ``follows`` is not compared but taken along with a newer row.
    """

    name: str
    kind: ColumnKind
    default: Value | _Needed = NEEDED
    longest: int = LONGEST_CODE
    low: float = 0
    high: float = 1e12
    compared: bool = True
    follows: bool = False

    @property
    def letter(self) -> str:
        """What ``things`` of ``connection`` checks a value by; a capital one where it may be NULL."""
        letter = {"flag": "i", "whole": "i", "number": "r"}.get(self.kind, "t")
        return letter.upper() if self.default is None else letter


class StoredTable(Struct, frozen=True):
    """One table, parents before children.

    ``person`` is an SQL expression for the person a row ``f`` belongs to, empty for what belongs to nobody.
    ``identity`` are columns that never change in the life of a row. ``newer`` is the moment by which the newer of two
    rows is known. ``closed`` is the moment that closes a row for good; ``parent`` is the column that names the row of
    ``parent_table`` that this one lives and closes with.
    """

    name: str
    since: str
    key: tuple[str, ...]
    columns: tuple[StoredColumn, ...]
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


def _id(name: str, default: _Needed | None = NEEDED) -> StoredColumn:
    return StoredColumn(name, "id", default)


def _code(name: str, default: str | _Needed | None = "") -> StoredColumn:
    return StoredColumn(name, "text", default)


def _line(name: str, default: str | _Needed | None = "") -> StoredColumn:
    return StoredColumn(name, "text", default, LONGEST_NAME)


def _text(name: str) -> StoredColumn:
    return StoredColumn(name, "text", "", LONGEST_TEXT)


def _moment(name: str, default: str | _Needed | None = NEEDED) -> StoredColumn:
    return StoredColumn(name, "moment", default)


def _number(name: str) -> StoredColumn:
    # Each computer numbers by itself (``sequence``), so another number makes no other row.
    return StoredColumn(name, "whole", 0, compared=False, follows=True)


def _flag(name: str) -> StoredColumn:
    return StoredColumn(name, "flag", 0)


def _json(name: str, default: str | _Needed = NEEDED) -> StoredColumn:
    return StoredColumn(name, "json", default, LONGEST_TEXT)


_FIRST, _TARGETS, _PAY, _PLAN, _COACHING = (
    "m001_first_tables",
    "m002_own_targets",
    "m003_pay",
    "m004_plan",
    "m005_coaching",
)
_VIEWS = "m010_views"
_VIEW_COACH = "m013_view_coach"
_SHARES = "m014_shares"
_EXAMPLES = "m011_examples"
_PRACTICE = "m012_practice"
_PERSON = "f.person"
_PERSON_OF_ROUND = "(SELECT person FROM main.view_round WHERE id = f.round)"

TABLES: tuple[StoredTable, ...] = (
    StoredTable(
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
            # That of the pseudonym: where it is taken here, whoever arrives gets another (``person_numbered``).
            StoredColumn("number", "whole", None, compared=False),
        ),
        "f.id",
    ),
    StoredTable(
        "questionnaire",
        _FIRST,
        ("fingerprint",),
        (
            _id("fingerprint"),
            _id("id"),
            _code("version", NEEDED),
            StoredColumn("content", "text", NEEDED, LONGEST_CONTENT),
            StoredColumn("kept_at", "moment", compared=False),
        ),
    ),
    StoredTable(
        "assessment",
        _FIRST,
        ("id",),
        (
            _id("id"),
            _id("person"),
            _id("questionnaire"),
            _code("form", NEEDED),
            # Where somebody stopped is no answer, and two computers may well have stopped in different places.
            StoredColumn("position", "text", None, compared=False),
            _moment("started_at"),
            _moment("completed_at", None),
            # Emptied when the assessment that it names is deleted, so it may differ without anybody's doing.
            StoredColumn("deepens", "id", None, compared=False),
            _number("sequence"),
        ),
        _PERSON,
        ("person", "questionnaire", "form", "started_at"),
        closed="completed_at",
    ),
    StoredTable(
        "answer",
        _FIRST,
        ("assessment", "item"),
        (
            _id("assessment"),
            _code("item", NEEDED),
            StoredColumn("value", "number", None),
            _code("choice", None),
            _code("confidence", None),
            # Ids of several kinds in one text.
            StoredColumn("evidence", "text", "", LONGEST_NAME),
            _text("note"),
            _flag("no_chance"),
            _flag("skipped"),
            StoredColumn("seconds", "number", None),
            _moment("at", ""),
        ),
        "(SELECT person FROM main.assessment WHERE id = f.assessment)",
        newer="at",
        parent="assessment",
        parent_table="assessment",
    ),
    StoredTable(
        "own_profile",
        _TARGETS,
        ("id",),
        (_id("id"), _id("person"), _line("name"), _code("basis", NEEDED), _json("targets")),
        _PERSON,
        ("person",),
    ),
    StoredTable(
        "own_advert",
        "m009_adverts",
        ("id",),
        (
            *(_id("id"), _id("person"), _id("profile"), _text("text"), _json("left_out", "[]")),
            StoredColumn("added_at", "moment", compared=False),
        ),
        _PERSON,
        ("person", "profile"),
        parent="profile",
        parent_table="own_profile",
    ),
    StoredTable(
        "own_figure",
        _PAY,
        ("id",),
        (
            _id("id"),
            _id("person"),
            _code("role", NEEDED),
            _code("country", NEEDED),
            _code("place", None),
            StoredColumn("amount", "number", low=1, high=1e9),
            StoredColumn("percentile", "number", None, high=1),
            StoredColumn("date", "day"),
            _line("source"),
            _code("currency", NEEDED),
            StoredColumn("added_at", "moment", compared=False),
        ),
        _PERSON,
        ("person",),
    ),
    StoredTable("pay_choice", _PAY, ("person",), (_id("person"), _json("choice")), _PERSON),
    StoredTable(
        "pay_file",
        _PAY,
        ("name",),
        (
            _id("name"),
            StoredColumn("content", "text", NEEDED, LONGEST_CONTENT),
            StoredColumn("kept_at", "moment", compared=False),
        ),
    ),
    StoredTable(
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
            StoredColumn("due", "day", None),
            _json("ticks"),
            StoredColumn("effort_hours", "whole", None, high=1e6),
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
    StoredTable(
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
    StoredTable(
        "work_example",
        _EXAMPLES,
        ("id",),
        (
            *(_id("id"), _id("person"), _line("title"), _code("facet"), _code("kind")),
            *(_text(part) for part in ("note", "situation", "task", "action", "result", "learned", "confirmed_by")),
            StoredColumn("day", "day", None),
            StoredColumn("link", "text", "", LONGEST_LINK),
            StoredColumn("level", "number", None, low=1, high=5),
            # Ids of an assessment and of an item in one text.
            StoredColumn("origin", "text", "", LONGEST_NAME),
            _moment("added_at"),
            _moment("changed_at"),
        ),
        _PERSON,
        ("person", "origin", "added_at"),
        newer="changed_at",
    ),
    StoredTable(
        "practice_sitting",
        _PRACTICE,
        ("id",),
        (_id("id"), _id("person"), _line("role"), _moment("started_at")),
        _PERSON,
        ("person", "started_at"),
    ),
    StoredTable(
        "practice_answer",
        _PRACTICE,
        ("sitting", "question"),
        (
            *(_id("sitting"), _code("question", NEEDED), StoredColumn("place", "whole", low=1, high=1e6)),
            *(_text("ask"), _code("facet"), _json("good", "[]"), _json("missing", "[]"), _text("note")),
            StoredColumn("seconds", "number", None),
            _moment("at"),
        ),
        "(SELECT person FROM main.practice_sitting WHERE id = f.sitting)",
        newer="at",
        parent="sitting",
        parent_table="practice_sitting",
    ),
    StoredTable(
        "prediction",
        _PRACTICE,
        ("id",),
        (
            *(_id("id"), _id("person"), _code("kind", NEEDED), _line("title"), _text("expected")),
            StoredColumn("sure", "whole", low=1, high=99),
            *(_moment("noted_at"), _moment("changed_at"), StoredColumn("day", "day", None)),
            *(_code("came"), _text("outcome"), _moment("settled_at", None)),
        ),
        _PERSON,
        ("person", "noted_at"),
        newer="changed_at",
    ),
    StoredTable("person_tag", _COACHING, ("person", "tag"), (_id("person"), _line("tag", NEEDED)), _PERSON),
    StoredTable(
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
    StoredTable(
        "finding_mark",
        _COACHING,
        ("session", "finding"),
        (_id("session"), _line("finding", NEEDED), _code("mark", NEEDED), _text("reason"), _moment("at")),
        "(SELECT person FROM main.coaching_session WHERE id = f.session)",
        newer="at",
    ),
    StoredTable(
        "coach_rating",
        _COACHING,
        ("id",),
        (
            _id("id"),
            _id("person"),
            _id("questionnaire"),
            StoredColumn("position", "text", None, compared=False),
            _moment("started_at"),
            _moment("completed_at", None),
            _number("sequence"),
        ),
        _PERSON,
        ("person", "questionnaire", "started_at"),
        closed="completed_at",
    ),
    StoredTable(
        "coach_rating_answer",
        _COACHING,
        ("rating", "item"),
        (
            _id("rating"),
            _code("item", NEEDED),
            StoredColumn("value", "number", None),
            _flag("not_seen"),
            _moment("at"),
        ),
        "(SELECT person FROM main.coach_rating WHERE id = f.rating)",
        newer="at",
        parent="rating",
        parent_table="coach_rating",
    ),
    StoredTable(
        "view_round",
        _VIEWS,
        ("id",),
        (
            _id("id"),
            _id("person"),
            _id("questionnaire"),
            _code("form", NEEDED),
            _json("items"),
            _moment("made_at"),
            StoredColumn("due", "day", None),
            StoredColumn("minimum", "whole", low=3, high=10),
        ),
        _PERSON,
        # What the forms promise is the round's own for good: no file lowers it.
        ("person", "questionnaire", "form", "items", "made_at", "minimum"),
    ),
    StoredTable(
        "view_invitation",
        _VIEWS,
        ("id",),
        (_id("id"), _id("round"), _code("part", NEEDED), _line("name"), _moment("asked_at")),
        _PERSON_OF_ROUND,
        ("round", "part", "asked_at"),
    ),
    StoredTable(
        "view_reply",
        _VIEWS,
        ("id",),
        (
            _id("id"),
            _json("given"),
            _json("examples", "{}"),
            _json("hidden", "[]"),
            _moment("taken_at"),
            _moment("withdrawn_at", None),
            _moment("changed_at"),
        ),
        "(SELECT person FROM main.view_round WHERE id = (SELECT round FROM main.view_invitation WHERE id = f.id))",
        # A file from before a withdrawal must not bring the reply back.
        newer="changed_at",
    ),
    StoredTable(
        "view_release",
        _VIEWS,
        ("id",),
        (
            _id("id"),
            _id("round"),
            _code("part", NEEDED),
            StoredColumn("number", "whole", low=1),
            _moment("released_at"),
            _json("replies"),
            _json("areas"),
        ),
        _PERSON_OF_ROUND,
        ("round", "part"),
    ),
    StoredTable(
        "view_coach",
        _VIEW_COACH,
        ("round",),
        (
            _id("round"),
            _code("coach_key"),
            _code("proof_key"),
            _code("result_key"),
            _moment("handed_at", None),
            _json("handed", "{}"),
        ),
        _PERSON_OF_ROUND,
        # whom the forms name as the reader stays so: no file puts another key in its place
        ("coach_key", "proof_key", "result_key"),
    ),
    StoredTable(
        "share",
        _SHARES,
        ("person",),
        (
            *(_id("person"), _id("origin"), _code("answer_key", NEEDED), StoredColumn("until", "day")),
            *(_json("parts"), _moment("made_at")),
            # Grows with what is taken in here, and says nothing about what is shared.
            StoredColumn("things", "json", "{}", LONGEST_TEXT, compared=False),
        ),
        _PERSON,
        newer="made_at",
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
