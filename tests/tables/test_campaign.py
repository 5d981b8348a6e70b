"""Mutated tables: no traceback, and what comes in is what a person reads in the sheet.

A table is made from people, answers or pay, and written as tools and people do: with titles above it, columns in any
order and of any tool's name, short and long rows, quotes, delimiters, encodings. What comes in must be what it was made
from, or be named; nothing may come in that was not there.
"""

from __future__ import annotations

import csv
import io
from random import Random
from typing import Any

import pytest
from tests import given
from tests.campaign import Campaign
from tests.tables.reading import answers_of, pay_of, people_of, table

from nextrung.errors import NextRungError
from nextrung.questionnaire.kinds import Kind
from nextrung.questionnaire.model import Questionnaire
from nextrung.tables.answers import AnswerOwner
from nextrung.workspace.table_reading import Wishes

FIRST = ("Mira", "Jonas", "Ana María", "Zoë", "Łukasz", "佐藤", "O’Neil", "Jean-Luc", 'Al "Ace"', "Dr. Kim")
LAST = ("Okafor", "Weber", "Lopes", "Müller", "Wiśniewski", "花子", "Smith, Jr.", "de Boer", "Núñez")
JOBS = ("ML engineer", "Data scientist; lead", "", "Prüferin", 'the "boss"', "R&D | AI")
NOTES = ("", "met in May", "two\nlines", "a, b; c | d", "=1+1", " spaces ")
HEADINGS = {
    "first": ("First Name", "Vorname", "Prénom", "Given Name", "FIRST_NAME"),
    "last": ("Last Name", "Nachname", "Surname", "Family name", "last-name"),
    "job": ("Job Title", "Occupation", "Beruf", "Position", "Puesto"),
    "notes": ("Notes", "Notizen", "Comments", "Observaciones"),
    "other": ("Phone", "Website", "Birthday", "Employee #", "Fax"),
}
TITLES = ("", "Clients spring 2026", "Export of 29 November\n", "Confidential,,,", "\n\n")


def written(rows: list[list[str]], chance: Random) -> bytes:
    """A table as some tool writes it; the encoding is one that needs no guess."""
    delimiter = chance.choice(",;\t|")
    out = io.StringIO(newline="")
    end_of_line = chance.choice(("\n", "\r\n"))
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end_of_line)
    if chance.random() < 0.5:
        writer = csv.writer(out, delimiter=delimiter, lineterminator=end_of_line, quoting=csv.QUOTE_ALL)
    for row in rows:
        cells = list(row)
        end = chance.random()
        while end < 0.3 and len(cells) > 1 and not cells[-1]:
            cells.pop()  # spreadsheets drop empty cells at the end
        writer.writerow([*cells, *[""] * chance.choice((0, 0, 2))])
    head = f"sep={delimiter}\n" if chance.random() < 0.2 else chance.choice(TITLES)
    head = head + "\n" if head and not head.endswith("\n") else head
    return (head + out.getvalue()).encode(chance.choice(("utf-8", "utf-8-sig", "utf-16")))


def shuffled(columns: dict[str, list[str]], chance: Random) -> list[list[str]]:
    names = list(columns)
    chance.shuffle(names)
    height = len(columns[names[0]])
    return [names, *([columns[name][at] for name in names] for at in range(height))]


def words(text: str) -> str:
    return " ".join(text.split())


def people_are_read(chance: Random) -> str:
    size = chance.randrange(1, 8)
    headings = {key: chance.choice(names) for key, names in HEADINGS.items()}
    columns = {
        headings["first"]: [f"{chance.choice(FIRST)} {at}" for at in range(size)],
        headings["last"]: [chance.choice(LAST) for _ in range(size)],
        headings["job"]: [chance.choice(JOBS) for _ in range(size)],
        headings["notes"]: [chance.choice(NOTES) for _ in range(size)],
        headings["other"]: [str(chance.randrange(100)) for _ in range(size)],
    }
    raw = written(shuffled(columns, chance), chance)
    found = people_of(table(raw, "people")).taken(namesakes=True)
    wanted = [
        (words(f"{first} {last}"), words(job), notes.strip())
        for first, last, job, notes in zip(*list(columns.values())[:4], strict=True)
    ]
    read = [(one.name, one.occupation, one.notes.strip()) for one in found]
    return "" if read == wanted else f"{read} from {wanted} in {raw!r}"


def amount_written(amount: int, chance: Random) -> str:
    thousands = amount // 1000
    ways = (
        str(amount),
        f"{amount:,}",
        f"{amount:,}".replace(",", "."),
        f"{amount:,}".replace(",", " "),
        f"{amount:,}.00",
        f"{amount:,}".replace(",", ".") + ",00",
        f"{thousands}K",
        f"{thousands} k",
        f"{amount:.2E}" if float(f"{amount:.2E}") == amount else str(amount),
        f"{amount}.0",
        f"{amount:,} per year",
    )
    return chance.choice(ways)


def day_written(chance: Random) -> tuple[str, str]:
    year, month, day = chance.randrange(2015, 2026), chance.randrange(1, 13), chance.randrange(13, 29)
    ways = (
        f"{year}-{month:02}-{day:02}",
        f"{day}.{month}.{year}",
        f"{day:02}/{month:02}/{year}",
        f"{month}/{day}/{year}",
        f"{year}/{month}/{day} 10:00:00",
    )
    return chance.choice(ways), f"{year}-{month:02}-{day:02}"


PLACES = (
    ("Germany", "EUR", "DE", None),
    ("Deutschland", "€", "DE", None),
    ("UK", "", "GB", None),
    ("California", "USD", "US", "CA"),
    ("San Francisco, CA", "", "US", "CA"),
    ("Toronto, ON", "CAD", "CA", None),
    ("Remote - US", "USD", "US", None),
    ("NY", "", "US", "NY"),
    ("IN", "INR", "IN", None),
)


def pay_is_read(chance: Random) -> str:
    rows, wanted = [["role", "place", "salary", "date", "source", "remarks"]], []
    for _ in range(chance.randrange(1, 6)):
        place, currency, country, state = chance.choice(PLACES)
        amount = chance.randrange(40, 900) * 1000
        text, day = day_written(chance)
        beside = f"{amount_written(amount, chance)} {currency}".strip() if chance.random() < 0.7 else str(amount)
        if currency == "INR" and "INR" not in beside:
            beside += " INR"
        rows.append(["senior", place, beside, text, "Survey", chance.choice(NOTES)])
        wanted.append((country, state, float(amount), day))
    raw = written(rows, chance)
    reading = pay_of(table(raw, "pay"))
    named = {problem.row for row in reading.rows for problem in row.problems}
    read = [(one.country, one.place, one.amount, str(one.date)) for row in reading.rows for one in row.figures]
    kept = [want for want, row in zip(wanted, reading.rows, strict=True) if row.number not in named]
    return "" if read == kept and not named else f"{read} from {wanted}, named {named} in {raw!r}"


def answer_written(kind: Kind, questionnaire: Questionnaire, chance: Random) -> tuple[str, Any]:
    scales = questionnaire.blueprint.scales
    if chance.random() < 0.1:
        return "", None
    if kind is Kind.RATING:
        point = chance.choice(scales.rating)
        number = f"{point.value:g}"
        ways = [number, point.label, f"{number} - {point.label}", f"{point.label} ({number})"]
    else:
        point = chance.choice(scales.frequency)
        ways = [point.label, f"{point.value * 100:g} %", f"{point.value * 100:g}%", point.label.lower()]
    if chance.random() < 0.1:
        return chance.choice(("n/a", "N/A", "no chance yet")), "none"
    return chance.choice(ways), point.value


def answers_are_read(chance: Random) -> str:
    questionnaire = given.questionnaire()
    items = [one for one in questionnaire.scored_items["full"] if one.kind in (Kind.RATING, Kind.FREQUENCY)]
    chosen = chance.sample(items, chance.randrange(2, 12))
    names = {
        one.id: chance.choice(
            (one.id, one.id.replace("-", ""), f"{one.id}. {one.stem}", one.stem, f"Q{chance.randrange(99)}[{one.id}]")
        )
        for one in chosen
        if hasattr(one, "stem")
    }
    size = chance.randrange(1, 5)
    columns: dict[str, list[str]] = {"Full name": [f"Person {at}" for at in range(size)]}
    wanted: list[dict[str, Any]] = [{} for _ in range(size)]
    for one in chosen:
        cells = []
        for at in range(size):
            text, value = answer_written(one.kind, questionnaire, chance)
            cells.append(text)
            if value is not None:
                wanted[at][one.id] = value
        columns[names[one.id]] = cells
    raw = written(shuffled(columns, chance), chance)
    rows = answers_of(table(raw, "answers", Wishes(whose=AnswerOwner(new_ones=True))))
    read = [{item: "none" if a.no_chance else a.value for item, a in row.answers.items()} for row in rows]
    return "" if read == wanted else f"{read} from {wanted} in {raw!r}"


@pytest.mark.parametrize("read", [people_are_read, pay_is_read, answers_are_read], ids=lambda one: one.__name__)
def test_that_what_comes_in_is_what_a_person_reads(read: Any, campaign: Campaign) -> None:
    wrong = []
    for number in range(campaign.rounds(60, 25_000)):
        seed = f"{campaign.seed} {read.__name__} {number}"
        difference = read(Random(seed))  # noqa: S311  (repeatable, not secret)
        if difference:
            wrong.append(f"{seed}: {difference}"[:700])
        if len(wrong) >= 5:
            break
    assert not wrong, "\n".join(wrong)


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


def test_that_damaged_tables_come_in_in_part_or_are_refused_in_a_sentence(campaign: Campaign) -> None:
    from tests.tables.reading import CASES

    seeds = [(path.parent.name, path.name, path.read_bytes()) for path in sorted(CASES.glob("*/*.[cvj]*"))]
    wrong = []
    for number in range(campaign.rounds(150, 25_000)):
        seed = f"{campaign.seed} damaged {number}"
        chance = Random(seed)  # noqa: S311  (repeatable, not secret)
        kind, name, raw = chance.choice(seeds)
        try:
            table(damaged(raw, chance), kind, None, name=name)  # type: ignore[arg-type]
        except NextRungError as error:
            if "\n" in str(error) or len(str(error)) > 1_000:
                wrong.append(f"{seed}: {error}")
        except Exception as error:  # the point of the campaign
            wrong.append(f"{seed}: {type(error).__name__}: {error}")
        if len(wrong) >= 10:
            break
    assert not wrong, "\n".join(wrong)
