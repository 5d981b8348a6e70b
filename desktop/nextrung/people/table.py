"""People from a table: every row checked, the bad ones named, nothing kept here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from nextrung.counting import counted
from nextrung.intake.entering import PEOPLE
from nextrung.intake.text_table import TableError, TableSize, rows_of
from nextrung.people.person import (
    LONGEST_NOTES,
    PersonError,
    PersonFields,
    checked_name,
    checked_occupation,
    checked_tags,
    name_key,
)

MOST_ROWS = 100_000
COLUMNS = ("name", "tags", "occupation", "role", "notes")
_NAMES = {
    "person": "name",
    "full name": "name",
    "tag": "tags",
    "group": "tags",
    "job": "occupation",
    "position": "occupation",
    "target role": "role",
    "target_role": "role",
    "note": "notes",
}
_BETWEEN_TAGS = re.compile(r"[,;|]")


class Row(Struct, frozen=True):
    """One row of the table: its number (the header is 1), what it says, and what is wrong with it, if anything."""

    number: int
    fields: PersonFields | None
    shown: str
    """The name as the file has it, shortened."""
    problem: str = ""


class PeopleReading(Struct, frozen=True):
    """All rows of a table in order, or the one sentence that says why it cannot be read at all."""

    rows: tuple[Row, ...] = ()
    ignored: tuple[str, ...] = ()
    """Columns that are not used."""
    refused: str = ""

    @property
    def good(self) -> tuple[PersonFields, ...]:
        """The people that can be added."""
        return tuple(row.fields for row in self.rows if row.fields is not None)

    @property
    def bad(self) -> tuple[Row, ...]:
        """The rows that cannot."""
        return tuple(row for row in self.rows if row.fields is None)


def read_table(raw: bytes | str, known: Iterable[str], roles: Mapping[str, str]) -> PeopleReading:
    """Read people from CSV: any usual encoding; comma, semicolon or tab; the first row names the columns.

    ``known`` are the names of people who are here already; ``roles`` gives the id of a role by its id or name in lower
    case. A name that is here already, or comes twice, makes a bad row: the later one.
    """
    try:
        return _people(rows_of(raw, PEOPLE, TableSize(MOST_ROWS + 1)), known, roles)
    except TableError as error:
        return PeopleReading(refused=str(error))


def _people(table: Iterator[list[str]], known: Iterable[str], roles: Mapping[str, str]) -> PeopleReading:
    """The people of a table, row by row. Raises TableError."""
    header = [_column(name) for name in next(table)]
    refused = _refusal(header)
    if refused:
        return PeopleReading(refused=refused)
    seen = {name_key(name): 0 for name in known if name}
    rows = []
    for number, cells in enumerate(table, start=2):
        if any(cell.strip() for cell in cells):
            rows.append(_row(number, header, cells, seen, roles))
    if not rows:
        return PeopleReading(refused="The table has a header but no people.")
    return PeopleReading(tuple(rows), tuple(name for name in header if name and name not in COLUMNS))


def _column(name: str) -> str:
    plain = " ".join(name.split()).lower()
    return _NAMES.get(plain, plain)


def _refusal(header: Sequence[str]) -> str:
    if "name" not in header:
        return f"There is no column “name”; the columns are {', '.join(COLUMNS)}, and only the name is needed."
    twice = next((name for name in COLUMNS if header.count(name) > 1), None)
    if twice:
        return f"The column “{twice}” is there twice."
    return ""


def _row(
    number: int, header: Sequence[str], cells: Sequence[str], seen: dict[str, int], roles: Mapping[str, str]
) -> Row:
    given = dict(zip(header, cells, strict=False))
    shown = _short(given.get("name", "").strip())
    if len(cells) != len(header):
        found = counted(len(cells), "1 cell", "{0} cells")
        return Row(number, None, shown, f"{found} where the header has {len(header)}.")
    try:
        fields = _fields(given, roles)
    except PersonError as error:
        return Row(number, None, shown, str(error))
    key = name_key(fields.name)
    if key in seen:
        where = f"row {seen[key]} has this name too" if seen[key] else "a person with this name is here already"
        return Row(number, None, shown, f"Not added twice: {where}.")
    seen[key] = number
    return Row(number, fields, shown)


def _fields(given: Mapping[str, str], roles: Mapping[str, str]) -> PersonFields:
    """What a row says. Raises PersonError."""
    notes = given.get("notes", "").strip()
    if len(notes) > LONGEST_NOTES:
        raise PersonError(f"The notes are longer than {LONGEST_NOTES:,} characters.")
    wanted = given.get("role", "").strip()
    role = roles.get(wanted.lower()) if wanted else None
    if wanted and role is None:
        known = ", ".join(dict.fromkeys(roles.values()))
        raise PersonError(f"“{_short(wanted)}” is no role here; use one of {known}, or leave it empty.")
    return PersonFields(
        checked_name(given["name"]),
        checked_tags(_BETWEEN_TAGS.split(given.get("tags", ""))),
        checked_occupation(given.get("occupation", "")),
        role,
        notes,
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
