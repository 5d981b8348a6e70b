"""Own figures (offers, payslips, a survey): checked values of one figure. Never blended into a band."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from nextrung.intake import days, numbers
from nextrung.intake.days import Order
from nextrung.intake.numbers import Amount, Decimal
from nextrung.salary import where
from nextrung.salary.model import SalaryData
from nextrung.salary.where import HOME, Letters, Where
from nextrung.shown import clip

LONGEST_TEXT = 200
SMALLEST_AMOUNT = 1000.0
"""Less is no pay for a year in any currency of the app; it is also how 188.327 is known to mean 188,327."""
LARGEST_AMOUNT = 1e9
EARLIEST = date(2000, 1, 1)
OFFICIAL = "official"
"""Stands for a role where the figure is of the official occupation, all computer and information systems managers."""

COLUMNS = ("role", "place", "amount", "percentile", "date", "source", "currency")
REQUIRED = ("role", "amount", "date", "source")
BESIDE = "beside"
"""The currency, as a sign or a code, that the format of a cell shows beside the number in it."""
Value = str | float
"""A text, or a number that a spreadsheet holds as one."""


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


class PayHow(Struct, frozen=True):
    """How to read what only a person can say for sure; empty: not said."""

    order: Order = ""
    decimal: Decimal = ""
    letters: Letters = ""
    roles: Mapping[str, str] = {}
    """Role ids by the titles that a table has for them, without case."""


class Doubt(Struct, frozen=True):
    """What is wrong with one field, in one sentence; ``question`` names what a person could say to settle it."""

    field: str
    message: str
    question: str = ""


def parse(fields: Mapping[str, str], data: SalaryData, today: date) -> tuple[OwnFigure | None, tuple[str, ...]]:
    """The figure that a form describes, or None with one clear sentence for each problem.

    ``fields`` are texts by name (``COLUMNS``); an absent one counts as empty.
    """
    told = read(fields, data, today)
    return told.figure, tuple(doubt.message for doubt in told.doubts)


class Told(Struct, frozen=True):
    """What a row says: the figure, or None with what is in doubt; ``parts`` are the fields that are told either way."""

    figure: OwnFigure | None
    doubts: tuple[Doubt, ...]
    parts: Mapping[str, str | float | None]


def read(fields: Mapping[str, Value], data: SalaryData, today: date, how: PayHow | None = None) -> Told:
    """Read what a row or a form describes. ``country`` may stand beside ``place``."""
    one = _One(fields, data, today, how or PayHow())
    figure = one.figure()
    return Told(None if one.doubts else figure, tuple(one.doubts), one.parts)


class _One:
    """Reads one figure, field by field, and collects what is in doubt."""

    def __init__(self, fields: Mapping[str, Value], data: SalaryData, today: date, how: PayHow) -> None:
        self._given = {name: _text(fields.get(name, "")) for name in (*COLUMNS, "country")}
        self._fields = fields
        self._data = data
        self._today = today
        self._how = how
        self.doubts: list[Doubt] = []
        self.parts: dict[str, str | float | None] = {}

    def figure(self) -> OwnFigure | None:
        """The figure, as far as it can be told."""
        for name in REQUIRED:
            if not self._given[name]:
                self._doubt(name, f"The {name} is missing.")
        for name, text in self._given.items():
            # Emptied, so that it is not called unknown as well.
            if len(text) > LONGEST_TEXT:
                self._doubt(name, f"The {name} is longer than {LONGEST_TEXT} characters.")
                self._given[name] = ""
        role = self.role() if self._given["role"] else None
        amount = self.amount() if self._given["amount"] else None
        # Before the place, since a currency tells which of several places of one name is meant.
        currency = self._currency_said(amount)
        found = self.place(currency)
        day = self.day() if self._given["date"] else None
        percentile = self.percentile()
        if found is not None:
            currency = self._currency(currency, found.country)
        self.parts = {
            "role": role,
            "country": found.country if found else None,
            "place": found.place if found else None,
            "amount": amount.number if amount else None,
            "percentile": percentile,
            "date": day.isoformat() if day else None,
            "source": self._given["source"] or None,
            "currency": currency or None,
        }
        if self.doubts or role is None or amount is None or found is None or day is None:
            return None
        source = self._given["source"]
        return OwnFigure(role, found.place, amount.number, percentile, day, source, currency, found.country)

    def _doubt(self, field: str, message: str, question: str = "") -> None:
        self.doubts.append(Doubt(field, message, question))

    def role(self) -> str | None:
        """The rung, by its id, its name, a published title of it, or as a person said."""
        text = self._given["role"]
        names = role_names(self._data)
        found = self._how.roles.get(text.casefold()) or names.get(text.casefold())
        if found is None:
            known = ", ".join(rung.name for rung in self._data.ladder.rungs)
            self._doubt("role", f"“{clip(text)}” is no role here{_close(text, names)}; use one of {known}.", "roles")
        return found

    def place(self, currency: str) -> Where | None:
        """The place, of the column for places and the one for countries together."""
        text, outer = self._given["place"], self._given["country"]
        if not text and not outer:
            return Where(HOME)
        found = self._meant(text, currency, self._how.letters) if text else frozenset()
        if outer:
            around = self._meant(outer, currency, "countries")
            if not text or not around:
                found, text = around, outer
            else:
                inside = frozenset(one for one in found if any(one.country == other.country for other in around))
                found = inside or around
        if len(found) > 1:
            words = " or ".join(f"“{name}”" for name in where.names_apart(found, self._data))
            self._doubt("place", f"“{clip(text)}” can be {words}; write the name.", "places")
            return None
        if not found:
            self._doubt("place", self._unknown(text))
            return None
        (one,) = found
        if one.country != HOME and one.country not in self._data.countries:
            name = where.name_of(one, self._data)
            self._doubt("place", f"There are no pay data for {name} here, so no figure of it can be shown.")
            return None
        return one

    def _meant(self, text: str, currency: str, letters: Letters) -> frozenset[Where]:
        return where.chosen(where.meanings(text, self._data), self._data, currency, letters)

    def _unknown(self, text: str) -> str:
        places = [one.name.lower() for one in self._data.places.values()]
        places += [one.name.lower() for one in self._data.countries.values()]
        return (
            f"“{clip(text)}” is no place here{_close(text, places)}; use a US state, “United States” or a listed"
            " country."
        )

    def _currency_said(self, amount: Amount | None) -> str:
        """The currency of its column, or of the amount; empty when none is said."""
        column = self._given["currency"].upper()
        beside = amount.currency if amount else ""
        # A sign such as $ stands for several currencies: a column that names one of them does not contradict it.
        if column and beside and column not in (beside, *numbers.SHARED.get(beside, ())):
            self._doubt("currency", f"The amount says {beside}, and the currency is {clip(column)}.")
        return column or beside

    def _currency(self, text: str, country: str) -> str:
        """The currency said, or that of the country."""
        local = "USD" if country == HOME else self._data.country(country).currency
        # Only currencies with purchasing power here: a figure in another could not stand beside any rung.
        known = {"USD", *(one.currency for one in self._data.countries.values())}
        if text in numbers.SHARED:
            return self._meant_by_sign(text, local)
        if not text:
            return local
        if text not in known:
            self._doubt("currency", f"“{clip(text)}” is no currency here; use one of {', '.join(sorted(known))}.")
        # Dollars are paid in many countries; any other foreign currency is more likely a slip in one of two columns.
        elif text not in (local, "USD"):
            words = f"The currency {text} does not belong to the place; use {local} or name the country."
            self._doubt("currency", words)
        return text

    def _meant_by_sign(self, sign: str, local: str) -> str:
        """The currency of a sign that several have: the local one, or dollars; empty when both or neither can be."""
        shared = numbers.SHARED[sign]
        fitting = [one for one in dict.fromkeys((local, "USD")) if one in shared]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            self._doubt("currency", f"“{sign}” can be {' or '.join(fitting)} here; write which.")
        else:
            some = f"{', '.join(shared[:-1])} or {shared[-1]}"
            self._doubt("currency", f"“{sign}” can be {some}; write which, or name the country.")
        return ""

    def amount(self) -> Amount | None:
        """Gross pay for a year."""
        given, text = self._fields.get("amount", ""), self._given["amount"]
        # A number cell of a spreadsheet is what it is; only written numbers leave open which sign is the decimal one.
        if isinstance(given, float):
            found: Amount | None = Amount(given, numbers.currency_of(_text(self._fields.get(BESIDE, ""))))
        else:
            found = numbers.amount_of(text, SMALLEST_AMOUNT, self._how.decimal)
        if found is None:
            self._doubt("amount", f"“{clip(text)}” is no amount for a year; write it as 188327 or 188,327.50.")
        elif found.number < 0:
            self._doubt("amount", f"The amount {clip(text)} is negative; pay is above 0.")
        elif not SMALLEST_AMOUNT <= found.number <= LARGEST_AMOUNT:
            words = f"The amount {clip(text)} is no pay for a year; use {SMALLEST_AMOUNT:,.0f} to a billion."
            self._doubt("amount", words)
        else:
            return found
        return None

    def percentile(self) -> float | None:
        """A percentile such as 75, 75 %, p75 or 0.75 as a share; None when none is given."""
        text = self._given["percentile"]
        if not text:
            return None
        if text.casefold() in ("median", "mediana", "médiane", "mittelwert (median)"):
            return 0.5
        # "p75", "75th" and "75 %" are the ways in which pay sites and people write the same.
        number = numbers.number_of(text.lower().removeprefix("p").removesuffix("th").removesuffix("%"))
        if number is None or not 0 < number < 100:
            message = f"“{clip(text)}” is no percentile; write a number between 0 and 100, or leave it empty."
            self._doubt("percentile", message)
            return None
        # 0.75 is a share, but "0.75 %" is not; from 1 on all are percentiles.
        return number if number < 1 and "%" not in text else number / 100

    def day(self) -> date | None:
        """The day of the figure; a month or a year counts from its first day."""
        text = self._given["date"]
        found = days.day_of(text)
        day = found.read(self._how.order) if found else None
        # 03/04 is two days; guessing would date pay wrongly by months without anybody noticing.
        if found and day is None and found.dmy and found.mdy:
            both = f"{found.dmy:%d %B %Y} or {found.mdy:%d %B %Y}"
            self._doubt("date", f"“{clip(text)}” can be {both}; write {found.dmy} or {found.mdy}.", "dates")
        elif day is None:
            self._doubt("date", f"“{clip(text)}” is no date; write year, month and day such as 2026-03-31.")
        elif day > self._today:
            self._doubt("date", f"The date {clip(text)} is in the future.")
        elif day < EARLIEST:
            message = f"The date {clip(text)} is before {EARLIEST.year}; older figures say nothing about pay now."
            self._doubt("date", message)
        else:
            return day
        return None


def role_names(data: SalaryData) -> dict[str, str]:
    """Role ids by every name a rung goes by, without case: its id, its name, published titles of people who lead."""
    names: dict[str, str] = {}
    for rung in data.ladder.rungs:
        titles = (one.title for one in rung.titles if _leads(one.title))
        for name in (rung.id, rung.name, *titles):
            # “Engineering Manager” stands beside two rungs: the lower one, which comes first in the file, keeps it.
            names.setdefault(name.casefold(), rung.id)
    names[data.official.name.casefold()] = names[data.official.name.casefold().removeprefix("all ")] = OFFICIAL
    return names


def role_name(role: str, data: SalaryData) -> str:
    """How a role of an own figure is called."""
    if role == OFFICIAL:
        return data.official.name
    return data.rungs[role].name if role in data.rungs else role


def _leads(title: str) -> bool:
    # Titles beside a rung may be of engineers (MLOps Engineer), whose pay is no figure of the rung.
    return any(word in title.casefold().split() for word in ("manager", "director", "head", "lead"))


def _text(value: Value) -> str:
    if isinstance(value, float):
        # A spreadsheet holds whole numbers as floats; "2026.0" would be no year.
        # Below 1e15 a float holds each whole number exactly (up to 2^53, about 9e15).
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value.strip()


def _close(text: str, known: Iterable[str]) -> str:
    # One suggestion, or none below the library's likeness of 0.6: a worse guess would mislead.
    near = difflib.get_close_matches(text.lower(), list(known), n=1)
    return f" (did you mean “{near[0]}”?)" if near else ""
