"""Texts read a second time, by Python's own codecs and ``csv``: what came in of them must stand in them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

from tests import given
from tests.tables.made_tables import words

from nextrung.assessment.answer import Answer
from nextrung.tables.answer_rows import AnswersRows
from nextrung.tables.mapping import Mapped
from nextrung.tables.pay import PayRows
from nextrung.tables.people import PeopleRows
from nextrung.workspace.table_reading import TableReading


def differences_apart(reading: TableReading, raw: bytes, count: Counter[str]) -> Iterator[str]:
    """Where what comes in of a text is not what stands in its cells."""
    source, mapped = reading.source, reading.table
    if source is None or mapped is None or source.decoded is None or source.kind != "text":
        count["damaged text, no table of cells"] += 1
        return
    rows = _rows(raw.decode(source.decoded.encoding).removeprefix("\ufeff"), source.delimiter)
    if rows is None:
        count["damaged text, quotes that csv does not read"] += 1
        return
    count["damaged text, read twice"] += 1
    by_number = dict(enumerate(rows, start=1))
    if isinstance(reading.rows, PeopleRows):
        yield from _people(reading.rows, mapped, by_number)
    elif isinstance(reading.rows, PayRows):
        yield from _pay(reading.rows, mapped, by_number)
    elif isinstance(reading.rows, AnswersRows):
        yield from _answers(reading.rows, mapped, by_number)


def _rows(text: str, delimiter: str) -> list[list[str]] | None:
    said = re.match(r"sep=.(?:\r\n|\n|\r|\Z)", text, re.IGNORECASE)
    rest = text[said.end() :] if said else text
    if re.search(rf'{re.escape(delimiter)} +"', rest):
        return None  # whether spaces before a quotation mark count is a matter of taste
    try:
        rows = list(csv.reader(io.StringIO(rest, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return [[], *rows] if said else rows


def _cells(mapped: Mapped, row: list[str], *fields: str) -> list[str]:
    columns = [column for field in fields for column in mapped.of(field)]
    return [row[one.index] if one.index < len(row) else "" for one in columns]


def _people(found: PeopleRows, mapped: Mapped, rows: dict[int, list[str]]) -> Iterator[str]:
    for one in found.good:
        row, fields = rows.get(one.number, []), one.fields
        assert fields is not None
        there = words(" ".join(_cells(mapped, row, "name", "first_name", "middle_name", "last_name")))
        if not set(fields.name.split()) <= set(there.split()):
            yield f"row {one.number} came in as {fields.name!r} from {there!r}"
        if fields.occupation != next(filter(None, map(words, _cells(mapped, row, "occupation"))), ""):
            yield f"row {one.number} came in with {fields.occupation!r} from {row}"
        notes = "\n".join(text.strip() for text in _cells(mapped, row, "notes") if text.strip())
        if fields.notes.split() != notes.split():
            yield f"row {one.number} came in with the note {fields.notes!r} from {row}"
        tags = " ".join(_cells(mapped, row, "tags"))
        if any(tag not in tags and words(tag) not in words(tags) for tag in fields.tags):
            yield f"row {one.number} came in with {fields.tags} from {row}"


def _digits(text: str) -> str:
    """The digits that count in an amount, whatever groups them: of 95.000,00 and 95K they are 95."""
    mantissa = re.split(r"[eE][+-]?\d", text, maxsplit=1)[0]
    return re.sub(r"\D", "", mantissa).strip("0")


def _pay(found: PayRows, mapped: Mapped, rows: dict[int, list[str]]) -> Iterator[str]:
    for one in found.rows:
        for figure in one.figures:
            row = rows.get(one.number, [])
            (amount,) = _cells(mapped, row, "amount")
            if _digits(amount) != _digits(f"{figure.amount:.2f}"):
                yield f"row {one.number} came in as {figure.amount} from {amount!r}"
            (day,) = _cells(mapped, row, "date")
            if not _is_of(day.strip(), figure.date):
                yield f"row {one.number} came in of {figure.date} from {day!r}"


def _is_of(text: str, day: date) -> bool:
    """Whether a text is of this day; a month or a year without days counts from its first one."""
    if re.fullmatch(r"(19|20)\d\d", text):
        return day == date(int(text), 1, 1)
    if re.fullmatch(r"[^\W\d]+\.?\s+(19|20)\d\d", text):
        return str(day.year) in text and day.day == 1
    return str(day.year % 100).zfill(2) in text and str(day.day) in text


HALF = ("half", "a half")
"""Words that damage to "about half" leaves, and that mean the same."""


@cache
def _points(first: int | None) -> dict[str, set[float]]:
    """All texts that stand for a point, without case and signs; ``first`` is the place of the lowest share, if any."""
    scales = given.questionnaire().blueprint.scales
    found: dict[str, set[float]] = {}
    for point in scales.rating:
        for text in (f"{point.value:g}", *_beside(f"{point.value:g}", point.label)):
            found.setdefault(_bare(text), set()).add(float(point.value))
    for place, share in enumerate(scales.frequency):
        synonyms = ("all", "nearly all") if share.value == 1 else HALF if share.value == 0.5 else ()
        percent = f"{share.value * 100:g}"
        texts = [f"{share.value:g}"] if first is None else [str(place + first)]
        for word in (share.label, *synonyms):
            texts += _beside(percent, word)
        for text in (percent, *texts):
            found.setdefault(_bare(text), set()).add(float(share.value))
    return found


def _beside(number: str, label: str) -> list[str]:
    return [label, f"{number} {label}", f"{label} {number}"]


def _bare(text: str) -> str:
    """A text without case, signs (an underline stands for a space) and marks above letters, which damage may put there.

    No two labels of the questionnaire differ in those alone.
    """
    apart = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(one for one in apart if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^\w.]+|_", " ", plain).split())


def _answers(found: AnswersRows, mapped: Mapped, rows: dict[int, list[str]]) -> Iterator[str]:
    first = _lowest_place(found, mapped, rows)
    for one in found.rows:
        row = rows.get(one.number, [])
        for item, answer in one.answers.items():
            cells = [text for text in _cells(mapped, row, f"={item}") if text.strip()]
            twice = len(cells) > 1 and any("twice" in problem.message for problem in one.problems)
            if not any(_stands(answer, cell, first) for cell in cells) or (len(cells) > 1 and not twice):
                yield f"row {one.number} came in with {item} as {answer.value} from {cells}"


def _lowest_place(found: AnswersRows, mapped: Mapped, rows: dict[int, list[str]]) -> int | None:
    """The number of *none* where shares are told by their places: there nobody wrote a share, and it is said."""
    kinds = given.questionnaire().items_by_id
    asking = [f"={item}" for item, one in kinds.items() if one.kind.is_share]
    below = [
        text for number, row in rows.items() if number > mapped.header + 1 for text in _cells(mapped, row, *asking)
    ]
    labels = {_bare(point.label) for point in given.questionnaire().blueprint.scales.frequency}
    if any("%" in text or _bare(text) in labels for text in below):
        return None
    said = next((note for note in found.notes if "places on the scale" in note), "")
    return (1 if "1 is" in said else 0) if said else None


def _stands(answer: Answer, text: str, first: int | None) -> bool:
    if answer.no_chance:
        return _bare(text) in ("n a", "na", "no chance yet", "no chance")
    if re.search(r"\d[^\W_\d]|[^\W_\d]\d", text):
        return False  # a number grown together with other letters was something else
    bare = re.sub(r"^0+(?=\d)", "", _bare(text))
    points = _points(first)
    if answer.value in points.get(bare, set()):
        return True
    # Damage may cut a label short; with its number beside it, and three letters of it, a person still reads it.
    bare = re.sub(r"(\D{3,}) (\d)", r"\2 \1", bare)
    cut = re.fullmatch(r"\d \S\S\S.*", bare) is not None
    return cut and any(one.startswith(bare) and answer.value in values for one, values in points.items())
