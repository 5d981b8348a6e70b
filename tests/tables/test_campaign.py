"""Mutated tables: no traceback, and what comes in is what a person reads in the sheet.

A table is made from known people, answers or pay, and written as tools and people do: as a text with any signs, quotes
and encoding, as a workbook of Excel new or old, or as OpenDocument, with titles above it, notes below, rows and columns
without anything, cells too many, merged and hidden. What comes in must be what it was made from, row by row; a row that
was broken must be named; nothing may come in that was not there. Damaged texts are read a second time here, by other
means, and what comes in of them must be what stands there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from tests.campaign import Campaign
from tests.hardship.mutations import damaged as damaged_bytes
from tests.hardship.mutations import repacked
from tests.tables import made_tables
from tests.tables.forked_reader import ForkedReader
from tests.tables.laid_out import LaidOut, laid_out
from tests.tables.made_tables import MadeTable
from tests.tables.read_apart import differences_apart
from tests.tables.reading import CASES, table
from tests.tables.written_tables import WAYS, Written, new_excel, old_excel, open_document, text_file

from nextrung.errors import NextRungError
from nextrung.intake import sheets
from nextrung.tables.answer_rows import AnswersRows
from nextrung.tables.pay import PayRows
from nextrung.tables.people import APART, PeopleRows
from nextrung.workspace.table_reading import TableReading

Trial = Callable[[Random, Counter[str]], str]


@pytest.fixture(autouse=True)
def _forked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Spreadsheets are read by the process of the program, with its limits, started once for all."""
    with ForkedReader() as reader:
        monkeypatch.setattr(sheets, "done", reader.done)
        yield


def coming(reading: TableReading) -> dict[int, Any]:
    """What would come in unasked, by the number of its row, in the terms of ``MadeTable.wanted``."""
    rows = reading.rows
    if isinstance(rows, PeopleRows):
        good = ((row.number, row.fields) for row in rows.good if not row.namesake)
        return {
            number: (one.name, one.occupation, frozenset(one.tags), one.target_role, one.notes.strip())
            for number, one in good
            if one is not None
        }
    if isinstance(rows, PayRows):
        return {
            row.number: (one.role, one.country, one.place, one.amount, str(one.date), one.currency)
            for row in rows.rows
            for one in row.figures
        }
    assert isinstance(rows, AnswersRows)
    return {
        row.number: {item: "none" if one.no_chance else one.value for item, one in row.answers.items()}
        for row in rows.rows
        if row.comes_in
    }


def differences(made: MadeTable, laid: LaidOut, written: Written, reading: TableReading) -> Iterator[str]:
    """Where what comes in is not what was written, and nothing says so."""
    found = coming(reading)
    named = {problem.row for problem in reading.problems}
    asked = {problem.row for problem in reading.problems if problem.message == APART}
    above = 1 if written.way == "text sep" else 0
    placed = {number + above: at for number, at in laid.placed.items()}
    for number, at in placed.items():
        wanted = made.wanted[at]
        if number - above in laid.broken:
            # In a sheet no cell can be in a wrong column, so the one too many is left out, and named.
            beside = any(text.startswith("Column ") for text in reading.left_out) and found.get(number) == wanted
            if not beside and (number in found or number not in named):
                yield f"row {number} has cells too many, and came in or is not named"
        elif number not in found and number in asked and not any(wanted[1:]):
            continue  # a name alone below an empty row may be a note; it is asked about
        elif found.get(number, wanted if wanted == {} else None) != wanted:
            yield f"row {number} is {wanted} and came in as {found.get(number)}"
    yield from (f"row {number} came from nowhere: {found[number]}" for number in found.keys() - placed.keys())
    yield from (f"row {number} is hidden, and nothing says so" for number in written.hidden - named)


def as_written(chance: Random, count: Counter[str]) -> str:
    """A whole file: all of it comes in."""
    made = chance.choice(made_tables.KINDS)(chance)
    laid = laid_out(made, chance)
    written = WAYS[chance.choice((0, 0, 1, 2, 3))](laid, chance)
    count[f"{written.way.split()[0]} of {made.kind}"] += 1
    reading = table(written.raw, made.kind, made.wishes)
    if reading.rows.problems:
        return refused_as_a_whole(reading, count)
    text = reading.source.decoded if reading.source else None
    if text is not None and text.text != written.raw.decode(written.encoding).removeprefix("\ufeff"):
        count["other encoding, said to be a guess"] += 1
        return "" if text.guessed else f"{text.encoding} for {written.encoding}, and nothing says so"
    return "; ".join(differences(made, laid, written, reading))


def refused_as_a_whole(reading: TableReading, count: Counter[str]) -> str:
    """A table of which a sentence says why nothing of it comes in."""
    count["refused as a whole, in a sentence"] += 1
    return "refused as a whole, and comes in" if coming(reading) else ""


def as_damaged_text(chance: Random, count: Counter[str]) -> str:
    """A text with damage: what comes in stands in it."""
    made = chance.choice(made_tables.KINDS)(chance)
    raw = damaged(text_file(laid_out(made, chance), chance).raw, chance)
    try:
        reading = table(raw, made.kind, made.wishes)
    except NextRungError as error:
        count["damaged text, refused"] += 1
        return not_one_sentence(error)
    return "; ".join(differences_apart(reading, raw, count))


def as_damaged_archive(chance: Random, count: Counter[str]) -> str:
    """A packed spreadsheet with damage, which its checksums show: it is refused, or comes in whole."""
    made = chance.choice(made_tables.KINDS)(chance)
    laid = laid_out(made, chance)
    written = chance.choice((new_excel, open_document))(laid, chance)
    try:
        reading = table(damaged_bytes(written.raw, chance), made.kind, made.wishes)
    except NextRungError as error:
        count[f"damaged {written.way}, refused"] += 1
        return not_one_sentence(error)
    count[f"damaged {written.way}, read"] += 1
    if reading.rows.problems:  # cut down to a few bytes it may look like a text
        return refused_as_a_whole(reading, count)
    return "; ".join(differences(made, laid, written, reading))


def as_damaged_sheet(chance: Random, count: Counter[str]) -> str:
    """Damage that no checksum shows: nobody can say what was meant, so it must only end well."""
    made = chance.choice(made_tables.KINDS)(chance)
    written = chance.choice((new_excel, open_document, old_excel))(laid_out(made, chance), chance)
    raw = damaged_bytes(written.raw, chance) if written.way == "xls" else repacked(written.raw, chance)
    return ends_well(raw, made.kind, written.way, count)


CASE_FILES = [(path.parent.name, path.name, path.read_bytes()) for path in sorted(CASES.glob("*/*"))]


def as_damaged_case(chance: Random, count: Counter[str]) -> str:
    """A file of a real tool with damage."""
    kind, name, raw = chance.choice(CASE_FILES)
    return ends_well(damaged(raw, chance), kind, f"case {name.rpartition('.')[2]}", count)


def ends_well(raw: bytes, kind: Any, what: str, count: Counter[str]) -> str:
    try:
        table(raw, kind)
    except NextRungError as error:
        count[f"damaged {what}, refused"] += 1
        return not_one_sentence(error)
    count[f"damaged {what}, read"] += 1
    return ""


def not_one_sentence(error: Exception) -> str:
    return f"no one sentence: {error}" if "\n" in str(error) or len(str(error)) > 1_000 else ""


def damaged(raw: bytes, chance: Random) -> bytes:
    """A table with bytes taken out, put in, doubled and exchanged."""
    found = bytearray(raw)
    for _ in range(chance.randrange(1, 9)):
        at = chance.randrange(len(found) + 1)
        way = chance.randrange(5)
        if way == 0:
            del found[at : at + chance.randrange(20)]
        elif way == 1:
            found[at:at] = bytes(chance.choice(b'",;\t|\n\r\0\x80\xff=-0K%') for _ in range(chance.randrange(4)))
        elif way == 2:
            found[at:at] = found[: chance.randrange(1, 40)]
        elif way == 3 and found:
            found[at % len(found)] = chance.randrange(256)
        else:
            found = found[::-1] if chance.random() < 0.05 else found
    return bytes(found)


@pytest.mark.parametrize(
    ("trial", "short", "long"),
    [
        (as_written, 150, 60_000),
        (as_damaged_text, 60, 20_000),
        (as_damaged_archive, 30, 8_000),
        (as_damaged_sheet, 30, 4_000),
        (as_damaged_case, 60, 8_000),
    ],
    ids=lambda one: one.__name__ if callable(one) else "",
)
def test_that_what_comes_in_is_what_a_person_reads(trial: Trial, short: int, long: int, campaign: Campaign) -> None:
    count: Counter[str] = Counter()

    def counted(chance: Random) -> str:
        count["all"] += 1
        return trial(chance, count)

    wrong = campaign.wrong(counted, trial.__name__, campaign.rounds(short, long))
    print(trial.__name__, dict(sorted(count.items())))  # noqa: T201  (seen with -s, in long runs)
    assert not wrong, "\n".join(wrong)
