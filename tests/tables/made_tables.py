"""Tables made from known values, for campaigns: what stands in them is known before any program reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from random import Random
from typing import Any, NamedTuple

from tests import given
from tests.tables.old_excel import Value

from nextrung.questionnaire.kinds import Kind
from nextrung.questionnaire.model import Questionnaire
from nextrung.tables import layouts
from nextrung.tables.answer_rows import AnswerOwner
from nextrung.workspace.table_reading import Wishes


class Column(NamedTuple):
    heading: str
    cells: list[Value]


class MadeTable(NamedTuple):
    """The columns in their order, and what each row must come in as."""

    kind: layouts.Kind
    columns: list[Column]
    wanted: list[Any]
    wishes: Wishes = Wishes()


FIRST = ("Mira", "Jonas", "Ana María", "Zoë", "Łukasz", "佐藤", "O’Neil", "Jean-Luc", "Dr. Kim", "Åsa", "Ελένη", "Иван")
LAST = ("Okafor", "Weber", "Lopes", "Müller", "Wiśniewski", "花子", "Smith, Jr.", "de Boer", "Núñez", "d'Arc", "Li")
QUOTED = ('Al "Ace"', '"Jan" Piet', 'the 5" man')
JOBS = ("ML engineer", "Data scientist; lead", "", "Prüferin", "R&D | AI", "=cmd", "Lead, data", "Développeur", "-")
NOTES: tuple[Value, ...] = (
    *("", "met in May", "two\nlines", "a, b; c | d", "=1+1", " spaces ", "_x0041_", "<b>&amp;</b>", "’quoted’"),
    *("1.5", "0012", "n/a", 12.0, 2.5, 491701234567.0, date(2026, 3, 31)),
)
TAGS = (("", ()), ("A", ("A",)), ("Team A, Lead", ("Team A", "Lead")), ("x; y", ("x", "y")), ("k ::: * me", ("k",)))
ROLES = (("", None), ("senior", "senior"), ("First-line ML manager", "first-line"), ("DIRECTOR", "director"))
PEOPLE: tuple[dict[str, str], ...] = (
    {"first": "First Name", "last": "Last Name", "job": "Organization Title", "tags": "Labels", "notes": "Notes"},
    {"first": "First Name", "last": "Last Name", "job": "Job Title", "tags": "Categories", "notes": "Notes",
     "1": "E-mail Address", "2": "Company"},
    {"first": "Vorname", "last": "Nachname", "job": "Position", "tags": "Kategorien", "notes": "Notizen",
     "1": "E-Mail-Adresse", "2": "Abteilung"},
    {"first": "Prénom", "last": "Nom", "job": "Fonction", "tags": "Catégories", "notes": "Notes",
     "1": "Adresse de messagerie"},
    {"first": "Nombre", "last": "Apellidos", "job": "Cargo", "tags": "Categorías", "notes": "Notas", "1": "Móvil"},
    {"1": "Employee #", "first": "First Name", "last": "Last Name", "job": "Job Title", "2": "Department"},
    {"first": "First name", "last": "Last name", "job": "Position", "1": "Department", "2": "Employment type"},
    {"first": "First Name", "last": "Last Name", "1": "URL", "2": "Company", "job": "Position", "3": "Connected On"},
    {"name": "name", "tags": "tags", "job": "occupation", "role": "role", "notes": "notes"},
    {"name": "Full Name", "job": "Beruf", "1": "Phone", "notes": "Bemerkungen"},
    {"name": "Display name", "1": "Fax", "tags": "Groups", "role": "Target role"},
    {"name": "Klient", "job": "FUNKTION"},
)  # fmt: skip
"""The headings of known tools and of people's own lists, by what stands below them; a number is of no use."""


def words(text: str) -> str:
    return " ".join(text.split())


def as_text(value: Value) -> str:
    """A value as a person reads it in a cell."""
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    return value.isoformat() if isinstance(value, date) else value or ""


def people(chance: Random) -> MadeTable:
    size = chance.randrange(1, 9)
    of: dict[str, list[Any]] = {
        "first": [f"{chance.choice(QUOTED if chance.random() < 0.1 else FIRST)} {at}" for at in range(size)],
        "last": [chance.choice(LAST) for _ in range(size)],
        "job": [chance.choice(JOBS) for _ in range(size)],
        "tags": [chance.choice(TAGS) for _ in range(size)],
        "role": [chance.choice(ROLES) for _ in range(size)],
        "notes": [chance.choice(NOTES) for _ in range(size)],
    }
    of["name"] = [f"{first} {last}" for first, last in zip(of["first"], of["last"], strict=True)]
    headings = chance.choice(PEOPLE)
    columns = []
    for field, heading in headings.items():
        cells = of[field] if field in of else [str(chance.randrange(100)) for _ in range(size)]
        columns.append(Column(heading, [one[0] for one in cells] if field in ("tags", "role") else list(cells)))

    def said(field: str, at: int, empty: Any) -> Any:
        return of[field][at] if field in headings else empty

    wanted = [
        (
            words(f"{of['first'][at]} {of['last'][at]}"),
            words(said("job", at, "")),
            frozenset(said("tags", at, ("", ()))[1]),
            said("role", at, ("", None))[1],
            as_text(said("notes", at, "")).strip(),
        )
        for at in range(size)
    ]
    return MadeTable("people", columns, wanted)


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
    ("Sverige", "kr", "SE", None),
    ("Japan", "¥", "JP", None),
    ("Zürich", "CHF", "CH", None),
    ("Berlin, DE", "EUR", "DE", None),
)
MONEY = {"€": "EUR", "kr": "SEK", "¥": "JPY"}
LOCAL = {"DE": "EUR", "GB": "GBP", "US": "USD", "CA": "CAD", "IN": "INR", "SE": "SEK", "JP": "JPY", "CH": "CHF"}
PAY_HEADINGS = (
    ("role", "place", "salary", "currency", "date", "source", "remarks"),
    ("Rolle", "Ort", "Jahresgehalt", "Währung", "Datum", "Quelle", "Büro"),
    ("Rôle", "Lieu", "Salaire brut annuel", "Devise", "as of", "Source", "Étage"),
    ("puesto", "ubicación", "Salario bruto anual", "Moneda", "Fecha", "fuente", "piso"),
    ("Level title", "Office", "Base pay", "Curr", "Effective date", "Survey", "desk"),
)


def amount_written(amount: int, chance: Random) -> str:
    ways = (
        str(amount),
        f"{amount:,}",
        f"{amount:,}".replace(",", "."),
        f"{amount:,}".replace(",", " "),
        f"{amount:,}".replace(",", "\u202f"),
        f"{amount:,}".replace(",", "'"),
        f"{amount:,}.00",
        f"{amount:,}".replace(",", ".") + ",00",
        f"{amount:,}".replace(",", ".") + ",-",
        f"{amount // 1000}K",
        f"{amount // 1000} k",
        f"{amount / 1e6:g}M" if amount % 1000 == 0 else str(amount),
        f"{amount:.2E}" if float(f"{amount:.2E}") == amount else str(amount),
        f"{amount:.2E}".replace(".", ",") if float(f"{amount:.2E}") == amount else str(amount),
        f"{amount}.0",
        f"{amount:,} per year",
    )
    return chance.choice(ways)


MONTHS = ("January", "März", "mars", "abril", "Juli", "Sept", "octobre", "Dez")
MONTH = (1, 3, 3, 4, 7, 9, 10, 12)


def day_written(order: str, chance: Random) -> tuple[Value, date]:
    """A day in one of the ways; those that need an order only in that of the table, or where it shows."""
    year, month = chance.randrange(2015, 2026), chance.randrange(1, 13)
    day = chance.randrange(1, 29) if order else chance.randrange(13, 29)
    ways: list[Value] = [
        f"{year}-{month:02}-{day:02}",
        f"{day}.{month}.{year}",
        f"{day:02}.{month:02}.{year % 100:02}",
        f"{year}/{month}/{day} 10:00:00",
        f"{year}{month:02}{day:02}",
        date(year, month, day),
    ]
    if order != "mdy":
        ways += [f"{day:02}/{month:02}/{year}", f"{day}-{month}-{year}"]
    if order != "dmy":
        ways += [f"{month}/{day}/{year}", f"{month}/{day}/{year % 100:02} 5:04 PM"]
    named = chance.randrange(len(MONTHS))
    if chance.random() < 0.2:
        return f"{day}. {MONTHS[named]} {year}", date(year, MONTH[named], day)
    return chance.choice(ways), date(year, month, day)


def pay(chance: Random) -> MadeTable:
    role, place, salary, currency, when, source, other = chance.choice(PAY_HEADINGS)
    order: Any = chance.choice(("", "", "dmy", "mdy"))
    apart = chance.random() < 0.3
    rows: list[list[Value]] = []
    wanted = []
    for _ in range(chance.randrange(1, 8)):
        where, money, country, state = chance.choice(PLACES)
        amount = chance.randrange(40, 900) * 1000 + chance.choice((0, 0, 0, 500, 325))
        if amount % 1000:
            written = chance.choice((str(amount), f"{amount:,}", f"{amount:,}".replace(",", ".") + ",00"))
        else:
            written = amount_written(amount, chance)
        beside = money if not apart and (chance.random() < 0.7 or money == "INR") else ""
        cell: Value = f"{written} {beside}" if beside and chance.random() < 0.8 else f"{beside} {written}".strip()
        if not beside and chance.random() < 0.4:
            cell = float(amount)
        text, day = day_written(order, chance)
        code = MONEY.get(money, money) if apart else ""
        rows.append([chance.choice(("senior", "Senior ML manager")), where, cell, code, text, "Survey, 2026", "n/a"])
        wanted.append(("senior", country, state, float(amount), day.isoformat(), LOCAL[country]))
    columns = [
        Column(heading, [row[at] for row in rows])
        for at, heading in enumerate((role, place, salary, currency, when, source, other))
        if heading != currency or apart
    ]
    # Nothing of the table tells what two letters mean where the money does not.
    return MadeTable("pay", columns, wanted, Wishes(dates=order, places="" if not apart else "countries"))


def answer_written(kind: Kind, questionnaire: Questionnaire, chance: Random) -> tuple[Value, Any]:
    scales = questionnaire.blueprint.scales
    if chance.random() < 0.1:
        return "", None
    if chance.random() < 0.1:
        return chance.choice(("n/a", "N/A", "no chance yet")), "none"
    ways: list[Value]
    if kind is Kind.RATING:
        rating = chance.choice(scales.rating)
        number, value = f"{rating.value:g}", float(rating.value)
        ways = [number, rating.label, f"{number} - {rating.label}", f"{rating.label} ({number})", value, f" {number} "]
    else:
        point = chance.choice(scales.frequency)
        share, value = f"{point.value * 100:g}", float(point.value)
        ways = [point.label, f"{share} %", f"{share}%", point.label.lower(), point.label.upper()]
    return chance.choice(ways), value


def answers(chance: Random) -> MadeTable:
    questionnaire = given.questionnaire()
    items = [one for one in questionnaire.scored_items["full"] if one.kind in (Kind.RATING, Kind.FREQUENCY)]
    chosen = chance.sample(items, chance.randrange(2, 12))
    size = chance.randrange(1, 6)
    named = chance.choice(("Full name", "Teilnehmer", "Your name", "Participant"))
    columns = [Column(named, [f"{chance.choice(FIRST)} {at}" for at in range(size)])]
    wanted: list[dict[str, Any]] = [{} for _ in range(size)]
    for one in chosen:
        stem = str(getattr(one, "stem", one.id))
        ways = (one.id, one.id.replace("-", ""), f"{one.id}. {stem}", stem, f"Q{chance.randrange(99)}[{one.id}]")
        cells = []
        for at in range(size):
            text, value = answer_written(one.kind, questionnaire, chance)
            cells.append(text)
            if value is not None:
                wanted[at][one.id] = value
        columns.append(Column(chance.choice(ways), cells))
    return MadeTable("answers", columns, wanted, Wishes(whose=AnswerOwner(new_ones=True)))


KINDS: Sequence[Callable[[Random], MadeTable]] = (people, pay, answers)
