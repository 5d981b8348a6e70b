"""Own figures (offers, payslips, a survey): checked values, and reading a table of them. Never blended into a band."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from nextrung.counting import counted
from nextrung.intake.entering import OWN_FIGURES
from nextrung.intake.text_table import TableError, TableSize, rows_of
from nextrung.salary.model import SalaryData

MOST_ROWS = 1000
SIZE = TableSize(rows=20_000, columns=100)
"""Empty rows count for this one, and for ``MOST_ROWS`` they do not."""
LONGEST_TEXT = 200
SMALLEST_AMOUNT = 1000.0
"""Less is no pay for a year in any currency of the app; it is also how 188.327 is known to mean 188,327."""
LARGEST_AMOUNT = 1e9
EARLIEST = date(2000, 1, 1)

COLUMNS = ("role", "place", "amount", "percentile", "date", "source", "currency")
REQUIRED = ("role", "amount", "date", "source")
HOME = "US"
_HOME_NAMES = ("", "us", "usa", "united states", "all united states")
_GROUPED = {",": re.compile(r"\d{1,3}(,\d{3})+"), ".": re.compile(r"\d{1,3}(\.\d{3})+")}
_SIGNS = re.compile(r"[\s'\u2019$€£¥₹\u00a0\u202f]|^[A-Z]{3}(?=[\s\d])")


class OwnFigure(Struct, frozen=True):
    """One figure somebody added. ``role`` is a rung id; ``amount`` gross pay for a year in ``currency``, unrounded.

    ``place`` is the id of a US place, or None for all of ``country`` ("US", or a country id of the pay data).
    ``percentile`` is a share between 0 and 1, None for a single offer or payslip.
    """

    role: str
    place: str | None
    amount: float
    percentile: float | None
    date: date
    source: str
    currency: str
    country: str = HOME


class KeptFigure(Struct, frozen=True):
    """An own figure as it is kept, under its id."""

    id: str
    figure: OwnFigure


class RowProblem(Struct, frozen=True):
    """What is wrong with one row of a table (``row`` counts from 1, the header being 1; 0 means the whole table)."""

    row: int
    message: str

    def __str__(self) -> str:
        """The message with its row, as shown."""
        return f"Row {self.row}: {self.message}" if self.row else self.message


class Reading(Struct, frozen=True):
    """The good rows of a table and the problems of the others; ``accepted`` is empty while there is any problem."""

    rows: tuple[OwnFigure, ...]
    problems: tuple[RowProblem, ...]

    @property
    def accepted(self) -> tuple[OwnFigure, ...]:
        """All rows, or none: a table is never applied in part."""
        return () if self.problems else self.rows


def parse(fields: Mapping[str, str], data: SalaryData, today: date) -> tuple[OwnFigure | None, tuple[str, ...]]:
    """The figure that a form or a table row describes, or None with one clear sentence for each problem.

    ``fields`` are texts by name (``COLUMNS``); an absent one counts as empty.
    """
    problems: list[str] = []
    given = {name: (fields.get(name) or "").strip() for name in COLUMNS}
    for name in REQUIRED:
        if not given[name]:
            problems.append(f"The {name} is missing.")
    for name, text in given.items():
        if len(text) > LONGEST_TEXT:
            problems.append(f"The {name} is longer than {LONGEST_TEXT} characters.")
    if problems:
        return None, tuple(problems)
    role = _role(given["role"], data, problems)
    country, place = _place(given["place"], given["currency"].upper(), data, problems)
    currency = _currency(given["currency"].upper(), country, data, problems)
    amount = _amount(given["amount"], problems)
    percentile = _percentile(given["percentile"], problems)
    day = _date(given["date"], today, problems)
    if problems or amount is None or day is None or role is None:
        return None, tuple(problems)
    return OwnFigure(role, place, amount, percentile, day, given["source"], currency, country), ()


def read_table(raw: bytes | str, data: SalaryData, today: date) -> Reading:
    """Read own figures from CSV: UTF-8 (with or without BOM) or Latin-1; comma, semicolon or tab; decimal commas.

    The first row names the columns (``COLUMNS``, in any order and case). At most a million bytes and 1,000 rows.
    """
    try:
        return _rows(list(rows_of(raw, OWN_FIGURES, SIZE)), data, today)
    except TableError as error:
        return _refused(str(error))


def _refused(message: str) -> Reading:
    return Reading((), (RowProblem(0, message),))


def _rows(rows: list[list[str]], data: SalaryData, today: date) -> Reading:
    header = [name.strip().lower() for name in rows[0]]
    problems = [RowProblem(1, message) for message in _header_problems(header)]
    if problems:
        return Reading((), tuple(problems))
    good: list[OwnFigure] = []
    filled = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]
    if len(filled) > MOST_ROWS:
        return _refused(f"The table has {len(filled):,} rows; at most {MOST_ROWS:,} own figures fit. Nothing was read.")
    if not filled:
        return _refused("The table has a header but no figures.")
    for number, row in filled:
        if len(row) != len(header):
            cells = counted(len(row), "1 cell", "{0} cells")
            message = f"{cells} where the header has {len(header)}; put an amount with a comma in quotes."
            problems.append(RowProblem(number, message))
            continue
        figure, wrong = parse(dict(zip(header, row, strict=True)), data, today)
        problems += [RowProblem(number, message) for message in wrong]
        if figure is not None:
            good.append(figure)
    return Reading(tuple(good), tuple(problems))


def _header_problems(header: list[str]) -> Iterator[str]:
    for name in REQUIRED:
        if name not in header:
            yield f"There is no column “{name}”; the columns are {', '.join(COLUMNS)}."
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            yield f"The column “{name}” is there twice."
        if name not in COLUMNS:
            yield f"“{_short(name)}” is no column of this table; the columns are {', '.join(COLUMNS)}."


def _role(text: str, data: SalaryData, problems: list[str]) -> str | None:
    names = {rung.id.lower(): rung.id for rung in data.ladder.rungs}
    names |= {rung.name.lower(): rung.id for rung in data.ladder.rungs}
    if text.lower() in names:
        return names[text.lower()]
    known = ", ".join(rung.name for rung in data.ladder.rungs)
    problems.append(f"“{_short(text)}” is no role here{_close(text, names)}; use one of {known}.")
    return None


def _place(text: str, currency: str, data: SalaryData, problems: list[str]) -> tuple[str, str | None]:
    """Country and US place. Two letters mean a US place, unless the currency is that of the country of that code."""
    wanted = text.lower()
    if wanted in _HOME_NAMES:
        return HOME, None
    country = data.countries.get(text.upper())
    if country is not None and (currency == country.currency or text.upper() not in data.places):
        return country.id, None
    places = {place.id.lower(): place.id for place in data.places.values()}
    places |= {place.name.lower(): place.id for place in data.places.values()}
    if wanted in places:
        return HOME, places[wanted]
    countries = {one.name.lower(): one.id for one in data.countries.values()}
    if wanted in countries:
        return countries[wanted], None
    near = _close(text, [*places, *countries])
    problems.append(f"“{_short(text)}” is no place here{near}; use a US state, “United States” or a listed country.")
    return HOME, None


def _currency(text: str, country: str, data: SalaryData, problems: list[str]) -> str:
    """The currency given, or that of the country."""
    local = "USD" if country == HOME else data.country(country).currency
    known = {"USD", *(one.currency for one in data.countries.values())}
    if not text:
        return local
    if text not in known:
        problems.append(f"“{_short(text)}” is no currency here; use one of {', '.join(sorted(known))}.")
    elif text not in (local, "USD"):
        problems.append(f"The currency {text} does not belong to the place; use {local} or name the country.")
    return text


def _amount(text: str, problems: list[str]) -> float | None:
    number = number_of(text, at_least=SMALLEST_AMOUNT)
    if number is None:
        problems.append(f"“{_short(text)}” is no amount; write it as 188327, 188,327.50 or 188.327,50.")
    elif number < 0:
        problems.append(f"The amount {_short(text)} is negative; pay is above 0.")
    elif not SMALLEST_AMOUNT <= number <= LARGEST_AMOUNT:
        problems.append(f"The amount {_short(text)} is no pay for a year; use {SMALLEST_AMOUNT:,.0f} to a billion.")
    else:
        return number
    return None


def number_of(text: str, at_least: float = 0.0) -> float | None:
    """A number with decimal point or decimal comma and any grouping; None when it is none.

    With both signs the last one is the decimal sign. A sign that only groups by threes groups ("188,327"); for a point
    only when the number would otherwise be below ``at_least`` or has several ("1.188.327").
    """
    plain = _SIGNS.sub("", text.strip())
    digits = plain.removeprefix("-")
    if not re.fullmatch(r"\d[\d.,]*", digits):
        return None
    if "," in digits and "." in digits:
        decimal = max(",.", key=digits.rfind)
        group = "," if decimal == "." else "."
        whole, _, rest = digits.rpartition(decimal)
        if not _GROUPED[group].fullmatch(whole) or not rest.isdecimal():
            return None
        digits = whole.replace(group, "") + "." + rest
    elif _GROUPED[","].fullmatch(digits):
        digits = digits.replace(",", "")
    elif _GROUPED["."].fullmatch(digits) and (digits.count(".") > 1 or float(digits) < at_least):
        digits = digits.replace(".", "")
    digits = digits.replace(",", ".")
    if digits.count(".") > 1:
        return None
    return float(digits) * (-1 if plain.startswith("-") else 1)


def _percentile(text: str, problems: list[str]) -> float | None:
    """A percentile such as 75, 75 %, p75 or 0.75 as a share; None when none is given."""
    if not text:
        return None
    number = number_of(text.lower().removeprefix("p").removesuffix("%"))
    if number is None or not 0 < number < 100:
        problems.append(f"“{_short(text)}” is no percentile; write a number between 0 and 100, or leave it empty.")
        return None
    return number if number < 1 and "%" not in text else number / 100


def _date(text: str, today: date, problems: list[str]) -> date | None:
    """A day such as 2026-03-31, or a month such as 2026-03, which counts from its first day."""
    try:
        day = date.fromisoformat(f"{text}-01" if re.fullmatch(r"\d{4}-\d{2}", text) else text)
    except ValueError:
        problems.append(f"“{_short(text)}” is no date; write year, month and day such as 2026-03-31.")
        return None
    if day > today:
        problems.append(f"The date {text} is in the future.")
    elif day < EARLIEST:
        problems.append(f"The date {text} is before {EARLIEST.year}; older figures say nothing about pay now.")
    else:
        return day
    return None


def _close(text: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(text.lower(), list(known), n=1)
    return f" (did you mean “{near[0]}”?)" if near else ""


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
