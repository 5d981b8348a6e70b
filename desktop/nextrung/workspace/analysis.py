"""A table for analysis elsewhere: one row an answer, people under pseudonyms, with a codebook.

Free text never goes in: examples, notes, names and occupations stay in the data file.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from nextrung.clock import local_day
from nextrung.counting import counted
from nextrung.errors import DatabaseError, NextRungError
from nextrung.plain_cells import plain_cell
from nextrung.questionnaire import files
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import Questionnaire
from nextrung.report.saving import require_free
from nextrung.report.words import trust_notes
from nextrung.scoring.cautions import of_content
from nextrung.scoring.statements import is_draft
from nextrung.sealing.sealed import Sealing, sealed
from nextrung.store import contents, long_table, sqlite
from nextrung.store.connection import FAILURES, reason
from nextrung.store.database import read_beside_others, require_not_newer
from nextrung.whole_file import written_whole

FEWEST_PEOPLE = 5
"""In a smaller group whoever knows it could tell who is meant."""
SEALED_TABLES = "tables.zip.age"
"""The one file of a sealed export: an archive of all tables, as its name says to whoever opens it with other tools."""
COLUMNS = {
    "person": "Pseudonym, the same in every export of one data file; text.",
    "sitting": "One finished form of one person, counted from 1 in the order of finishing; whole number.",
    "date": "Local day on which the form was finished, as YYYY-MM-DD.",
    "form": "quick or full.",
    "questionnaire": "Id of the questionnaire; text.",
    "version": "Its version, such as 1.1.0; text. Compare versions only through the items that both hold.",
    "area": "Id of the area (competency) that the item belongs to; text.",
    "facet": "Id of the side of the area that the item asks about; text.",
    "item": "Id of the question; its words are in the table of questions.",
    "kind": "rating (1 to 5), frequency (0, 0.25, 0.5, 0.75, 1), scenario, knowledge or evidence.",
    "value": "The answer to a rating or frequency; empty for other kinds, for no chance and for skipped.",
    "choice": "Key of the option that was chosen, in scenarios and knowledge checks.",
    "confidence": "How sure the person was of a choice; id of the tap.",
    "no_chance": "1 when the person had no chance to do it yet, else 0. Never a low answer.",
    "skipped": "1 when the question was skipped, else 0.",
    "seconds": "Seconds on the question; empty where they were not measured.",
}
"""What each column of the table means."""


class AnalysisTables(Struct, frozen=True):
    """The files of an export by their names, as CSV text, and what is in them."""

    files: dict[str, str]
    people: int
    rows: int


def tables(connection: sqlite.Connection) -> AnalysisTables:
    """The tables of everybody in the data. Raises NextRungError where too few people have finished a form."""
    kept = list(long_table.rows(connection))
    people = {row["person"] for row in kept}
    if len(people) < FEWEST_PEOPLE:
        found = counted(len(people), "1 person", "{0} people")
        raise NextRungError(
            f"A table for analysis needs at least {FEWEST_PEOPLE} people with a finished form; here are {found}."
        )
    asked = _Asked(connection)
    numbers = _Numbers()
    found_rows = [_row(row, asked, numbers) for row in kept]
    return AnalysisTables(
        {
            "answers.csv": _csv(list(COLUMNS), found_rows),
            "questions.csv": _csv(
                ["questionnaire", "version", "item", "area", "facet", "kind", "question"], asked.rows()
            ),
            "codebook.csv": _csv(["column", "meaning"], asked.meanings()),
        },
        len(people),
        len(found_rows),
    )


def read(database: Path) -> AnalysisTables:
    """The tables of everybody in a data file, which may be in use. Any thread. Raises NextRungError."""
    try:
        return read_beside_others(database, lambda connection: _tables_of(connection, database))
    except FAILURES as error:
        raise DatabaseError(f"The data file {database} cannot be read: {reason(error)}.") from error


def _tables_of(connection: sqlite.Connection, database: Path) -> AnalysisTables:
    require_not_newer(connection, database)
    return tables(connection)


def write(made: AnalysisTables, folder: Path, *, replace: bool, seal: Sealing | None = None) -> None:
    """Write the tables into a folder, made where it is missing; with ``seal`` as one sealed archive. Any thread.

    Raises NextRungError, before anything is written where one is there already and ``replace`` is not set.
    """
    names = made.files if seal is None else (SEALED_TABLES,)
    require_free([folder / name for name in names], replace=replace)
    files = {name: text.encode() for name, text in made.files.items()}
    if seal is not None:
        files = {SEALED_TABLES: sealed(_archive(files), seal)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            with written_whole(folder / name) as beside:
                beside.write_bytes(content)
    except OSError as error:
        raise NextRungError(f"The tables cannot be written to {folder}: {error.strerror or error}.") from error


def _archive(files: Mapping[str, bytes]) -> bytes:
    """Files as one archive, made in memory alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def in_words(made: AnalysisTables) -> str:
    """What is in the tables: answers, people, files."""
    answers = counted(made.rows, "1 answer", "{0} answers")
    people = counted(made.people, "1 person", "{0} people")
    return f"{answers} of {people}, in {len(made.files)} tables."


class _Asked:
    """The questions that were asked, by content and item."""

    def __init__(self, connection: sqlite.Connection) -> None:
        self._connection = connection
        self._contents: dict[str, Questionnaire] = {}
        self._items: dict[tuple[str, str], tuple[str, Item]] = {}

    def find(self, fingerprint: str, item: str) -> tuple[str, Item] | None:
        """The area and the question; None for one that the kept content does not hold."""
        if fingerprint not in self._contents:
            text = contents.content(self._connection, fingerprint)
            if not text:
                raise NextRungError("The questions of a finished form are missing; `nextrung verify` says more.")
            self._contents[fingerprint] = found = files.from_json(text)
            self._items |= {
                (fingerprint, one.id): (area.id, one) for area in found.competencies for one in area.items()
            }
        return self._items.get((fingerprint, item))

    def rows(self) -> Iterator[list[Any]]:
        """Every question of every content that was met."""
        for (fingerprint, item), (area, asked) in self._items.items():
            content = self._contents[fingerprint]
            yield [content.id, content.version, item, area, asked.facet, asked.kind.value, asked.question]

    def meanings(self) -> Iterator[list[str]]:
        """Each column with its meaning; beside the questionnaire stands whose each is, and what is not measured."""
        notes = {one.id: trust_notes(of_content(one), draft=is_draft(one)) for one in self._contents.values()}
        said = [f"{one}: {' '.join(found)}" for one, found in notes.items() if found]
        for name, meaning in COLUMNS.items():
            yield [name, " ".join([meaning, *said]) if name == "questionnaire" else meaning]


class _Numbers:
    """Counts the assessments of each person."""

    def __init__(self) -> None:
        self._seen: dict[str, dict[str, int]] = {}

    def of(self, person: str, record: str) -> int:
        """From 1, in the order in which they are met."""
        seen = self._seen.setdefault(person, {})
        return seen.setdefault(record, len(seen) + 1)


def _row(row: dict[str, Any], asked: _Asked, numbers: _Numbers) -> list[Any]:
    area, item = asked.find(row["fingerprint"], row["item"]) or ("", None)
    return [
        _pseudonym(row["person"]),
        numbers.of(row["person"], row["sitting"]),
        # The day alone: a moment to the second could be matched with somebody's calendar.
        local_day(row["completed_at"]).isoformat(),
        row["form"],
        row["questionnaire"],
        row["version"],
        area,
        item.facet if item else "",
        row["item"],
        item.kind.value if item else "",
        row["value"],
        row["choice"],
        row["confidence"],
        row["no_chance"],
        row["skipped"],
        row["seconds"],
    ]


def _pseudonym(person: str) -> str:
    """The same in every export; the id behind it is random and stands in the data file alone."""
    # 64 bits: two people of a thousand would get the same one once in some 10^13 files.
    return hashlib.sha256(person.encode()).hexdigest()[:16]


def _csv(head: list[str], rows: Any) -> str:
    out = io.StringIO()
    # One kind of line end on every system, so that equal data are equal bytes.
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow(["" if cell is None else plain_cell(cell) for cell in row])
    return out.getvalue()
