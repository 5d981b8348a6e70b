"""People of a table as they would come in: every row checked, what is wrong beside its cell, nothing kept here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from nextrung.people.person import (
    LONGEST_NOTES,
    PersonError,
    PersonFields,
    checked_name,
    checked_occupation,
    checked_tags,
    name_key,
)
from nextrung.tables.mapping import Mapped, rows_below
from nextrung.tables.outcome import CellProblem, short
from nextrung.tables.row_faults import row_faults
from nextrung.tables.source import Cell, is_empty, text_of

NameOrder = Literal["first_last", "last_first"]
"""How a first and a last name are put together."""
NAME_ORDERS: tuple[NameOrder, ...] = ("first_last", "last_first")
ANOTHER = "Another person of that name?"
APART = "This row stands apart below the table, with nothing but this. Is it a person?"
# Google Contacts puts ":::" between the labels of a contact.
_BETWEEN_TAGS = re.compile(r":::|[,;|\n]")
# Mailchimp puts every tag in quotes, so that one may hold a comma.
_QUOTED_TAG = re.compile(r'"([^"]*)"\s*(?:,\s*|$)')
_PARTS = ("first_name", "middle_name", "last_name", "second_last_name")


# as many as rows, and never part of a cycle: the collector need not go through them
class PersonTableRow(Struct, frozen=True, gc=False):
    """One row: its number, who would come in (None when that cannot be), and what there is to say about its cells."""

    number: int
    shown: str
    fields: PersonFields | None
    problems: tuple[CellProblem, ...] = ()

    @property
    def namesake(self) -> bool:
        """Whether somebody of that name is here already, or stands further up."""
        return any(problem.weight == "asked" for problem in self.problems)


class PeopleRows(Struct, frozen=True):
    """All rows of a table in order."""

    rows: tuple[PersonTableRow, ...]
    problems: tuple[CellProblem, ...] = ()
    """What is wrong with the table as a whole."""

    @property
    def good(self) -> tuple[PersonTableRow, ...]:
        """The rows that can come in; those of namesakes only when a person says so."""
        return tuple(row for row in self.rows if row.fields is not None)

    def taken(self, *, namesakes: bool) -> tuple[PersonFields, ...]:
        """The people that come in, with those who share a name, or without them."""
        return tuple(row.fields for row in self.rows if row.fields is not None and (namesakes or not row.namesake))


def read(table: Mapped, known: Iterable[str], roles: Mapping[str, str], order: NameOrder = "first_last") -> PeopleRows:
    """The people of a table.

    ``known`` are the names of people who are here already; ``roles`` gives the id of a role by its id or name without
    case. A role that is none leaves it open; a name that is there already is asked about.
    """
    if not any(table.of(field) for field in ("name", "first_name", "last_name")):
        wanted = "“name”, or “first name” and “last name”"
        message = (
            f"No column names people; the first row must have {wanted}, or choose the column. Where the table has no"
            " headings, say so: as the row with the headings, or with --header-row 0."
        )
        return PeopleRows((), (CellProblem(0, "", message),))
    below = rows_below(table)
    if not below:
        return PeopleRows((), (CellProblem(0, "", "The table has a header but no people."),))
    reader = _Reader(table, known, roles, order, below)
    return PeopleRows(tuple(reader.row(number, cells) for number, cells in below))


class _Reader:
    """Reads rows one after the other, and remembers the names it met."""

    def __init__(
        self,
        table: Mapped,
        known: Iterable[str],
        roles: Mapping[str, str],
        order: NameOrder,
        below: Sequence[tuple[int, list[Cell]]],
    ) -> None:
        self._table = table
        self._roles = roles
        self._order = order
        # Row 0 stands for people who are here already, before any row of the table.
        self._seen = {name_key(name): 0 for name in known if name}
        self._at = {
            field: tuple((column.index, column.heading) for column in table.of(field))
            for field in ("name", *_PARTS, "tags", "occupation", "role", "notes")
        }
        self._last_is_name = self._name_is_last(below[:200])
        self._apart = _apart(below)

    def _name_is_last(self, below: Sequence[tuple[int, list[Cell]]]) -> bool:
        """Whether the column called name holds last names: there is one for first names, and they are not in it."""
        if not (self._at["name"] and self._at["first_name"]) or self._at["last_name"]:
            return False
        pairs = [(self._one(cells, "name"), self._one(cells, "first_name")) for _, cells in below]
        apart = [first.casefold() not in name.casefold() for name, first in pairs if name and first]
        # By most rows: a few people write their first name in both columns.
        return sum(apart) * 2 > len(apart)

    def row(self, number: int, cells: list[Cell]) -> PersonTableRow:
        name = self._name(cells)
        problems = [*row_faults(self._table, number, cells)]
        if problems:
            return PersonTableRow(number, short(name), None, tuple(problems))
        role, wanted = None, self._one(cells, "role")
        if wanted:
            role = self._roles.get(wanted.casefold())
        if wanted and role is None:
            message = f"“{short(wanted)}” is no role here; it is left open, to be picked later."
            problems.append(CellProblem(number, self._at["role"][0][1], message, "note"))
        checks = (
            ("name", lambda: checked_name(name)),
            ("tags", lambda: checked_tags(self._tags(cells))),
            ("occupation", lambda: checked_occupation(self._one(cells, "occupation"))),
            ("notes", lambda: _checked_notes(self._notes(cells))),
        )
        found = []
        for field, check in checks:
            try:
                found.append(check())
            except PersonError as error:
                column = self._at[field][0][1] if self._at[field] else ""
                problems.append(CellProblem(number, column or self._name_heading(), str(error)))
        if any(problem.weight == "fault" for problem in problems):
            return PersonTableRow(number, short(name), None, tuple(problems))
        fields = PersonFields(found[0], found[1], found[2], role, found[3])  # type: ignore[arg-type]
        problems += self._namesake(number, fields.name)
        if number in self._apart:
            problems.append(CellProblem(number, self._name_heading(), APART, "asked"))
        return PersonTableRow(number, short(name), fields, tuple(problems))

    def _namesake(self, number: int, name: str) -> list[CellProblem]:
        key = name_key(name)
        earlier = self._seen.setdefault(key, number)
        if earlier == number:
            return []
        where = f"Row {earlier} has this name too." if earlier else "A person with this name is here already."
        return [CellProblem(number, self._name_heading(), f"{where} {ANOTHER}", "asked")]

    def _name_heading(self) -> str:
        return next((self._at[field][0][1] for field in ("name", *_PARTS) if self._at[field]), "")

    def _name(self, cells: list[Cell]) -> str:
        name = self._one(cells, "name")
        parts = [self._one(cells, field) for field in _PARTS]
        if self._last_is_name:
            parts[2], name = name, ""
        first, last = " ".join(filter(None, parts[:2])), " ".join(filter(None, parts[2:]))
        joined = (first, last) if self._order == "first_last" else (last, first)
        return name or " ".join(filter(None, joined))

    def _tags(self, cells: list[Cell]) -> list[str]:
        """Tags of all their columns; labels that begin with a star are an address book's own."""
        texts = [text_of(cells[index]) for index, _ in self._at["tags"] if index < len(cells)]
        tags = [tag.strip() for text in texts if text for tag in _tags_in(text)]
        return [tag for tag in tags if tag and not tag.startswith("* ")]

    def _notes(self, cells: list[Cell]) -> str:
        texts = (text_of(cells[index]) for index, _ in self._at["notes"] if index < len(cells))
        return "\n".join(text.replace("\r\n", "\n") for text in texts if text)

    def _one(self, cells: list[Cell], field: str) -> str:
        for index, _ in self._at[field]:
            text = text_of(cells[index]) if index < len(cells) else ""
            if text:
                return text
        return ""


def _tags_in(text: str) -> list[str]:
    if not _QUOTED_TAG.sub("", text):
        # tags stand between commas here, so that none can have one
        return [tag.replace(",", "") for tag in _QUOTED_TAG.findall(text)]
    return _BETWEEN_TAGS.split(text)


def _apart(below: Sequence[tuple[int, list[Cell]]]) -> frozenset[int]:
    """The last rows, below an empty one, with one cell each: notes, a sum, the word "end"."""
    filled = [(number, sum(not is_empty(cell) for cell in cells)) for number, cells in below]
    block: list[int] = []
    while filled and filled[-1][1] == 1 and (not block or block[-1] == filled[-1][0] + 1):
        block.append(filled.pop()[0])
    # In a list of names alone people stand in groups like that, too; a line or two may still be no person.
    most = len(filled) if any(many > 1 for _, many in filled) else min(len(filled), 2)
    if not 0 < len(block) <= most or filled[-1][0] + 1 == block[-1]:
        return frozenset()
    return frozenset(block)


def _checked_notes(notes: str) -> str:
    if len(notes) > LONGEST_NOTES:
        raise PersonError(f"The notes are longer than {LONGEST_NOTES:,} characters.")
    return notes
