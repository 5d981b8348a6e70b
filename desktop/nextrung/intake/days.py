"""Days as people write them: year first, day first, month first, with the name of the month, with a time behind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal

from msgspec import Struct

from nextrung.folded import folded

Order = Literal["", "dmy", "mdy"]
"""What comes first where a day has only numbers and no year in front; empty: not known."""
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?")
_BASIC = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?)?([^\W\d_]{3,12})\.?,?\s+"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?:de\s+)?(\d{4})"
)
_HYPHENED = re.compile(r"(\d{1,2})-([^\W\d_]{3,12})-(\d{4}|\d{2})")
_TIME = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?"
    r"\s*(?P<zone>z|utc|gmt|(?:utc|gmt)?(?P<sign>[+-])(?P<zh>\d{1,2}):?(?P<zm>\d{2})?)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"^([^\W\d_]{2,10})\.?,\s+")
_WEEKDAY_NAMES = (
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun",
    "montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonnabend sonntag so",
    "lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim",
    "lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom",
)
_WEEKDAYS = {name for names in _WEEKDAY_NAMES for name in names.split()}
_MONTHS = (
    "january januar janvier enero jan janv ene", "february februar fevrier febrero feb fevr fev",
    "march marz mars marzo mar maerz mrz", "april avril abril apr avr abr", "may mai mayo", "june juni juin junio jun",
    "july juli juillet julio jul juil", "august aout agosto aug ago",
    "september septembre septiembre sep sept setiembre",
    "october oktober octobre octubre oct okt", "november novembre noviembre nov",
    "december dezember decembre diciembre dec dez dic",
)  # fmt: skip
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}


class Day(Struct, frozen=True):
    """What a text can mean: one day, or two when only the order of day and month tells; with the time behind it."""

    dmy: date | None
    mdy: date | None
    clock: str = ""
    """The time of day as it was written."""

    def read(self, order: Order) -> date | None:
        """The day in this order; None when it is none, or when only an order would tell."""
        if self.dmy is None or self.mdy is None:
            return self.dmy or self.mdy
        if self.dmy == self.mdy:
            return self.dmy
        return {"dmy": self.dmy, "mdy": self.mdy}.get(order)


def day_of(text: str) -> Day | None:
    """The days that a text can mean; None when it is none. A month or a year counts from its first day."""
    plain = " ".join(text.split())
    weekday = _WEEKDAY.match(plain)
    if weekday is not None and folded(weekday[1]) in _WEEKDAYS:
        plain = plain[weekday.end() :]
    head, clock = _split(plain)
    if found := _YEAR_FIRST.fullmatch(head) or _BASIC.fullmatch(head):
        *_, month, day = found.groups()
        return _only(int(found[1]), int(month if found.re is _BASIC else found[3]), int(day or 1), clock)
    if re.fullmatch(r"(19|20)\d{2}", head):
        return _only(int(head), 1, 1, clock)
    if found := _NUMBERS.fullmatch(head):
        return _numbers(int(found[1]), found[2], int(found[3]), found[4], clock)
    return _in_words(head, clock)


def _in_words(head: str, clock: str) -> Day | None:
    """A day with the name of its month, or a month with its year."""
    if found := _MONTH_YEAR.fullmatch(head):
        return _only(int(found[2]), int(found[1]), 1, clock)
    if found := _HYPHENED.fullmatch(head):
        return _only(_year(found[3]), _MONTH.get(folded(found[2]), 0), int(found[1]), clock)
    found = _NAMED.fullmatch(head)
    if found is None or (found[1] and found[3]):
        return None
    return _only(int(found[4]), _MONTH.get(folded(found[2]), 0), int(found[1] or found[3] or 1), clock)


def order_of(texts: Iterable[str]) -> tuple[Order, bool]:
    """The order that the days of a column show, and whether some of them need one that none shows."""
    shown: set[Order] = set()
    open_ones = False
    for text in texts:
        day = day_of(text)
        if day is None:
            continue
        if day.dmy is not None and day.mdy is not None:
            open_ones = open_ones or day.dmy != day.mdy
        # Only days with slashes or hyphens show an order; with dots the day always comes first.
        elif _NUMBERS.match(" ".join(text.split())) and "." not in text:
            shown.add("dmy" if day.dmy is not None else "mdy")
    order: Order = next(iter(shown)) if len(shown) == 1 else ""
    return order, open_ones and not order


def moment_of(text: str, order: Order) -> datetime | None:
    """A moment with its zone, where the text has one; without a time the day begins. None when it is none."""
    day = day_of(text)
    found = day.read(order) if day else None
    if day is None or found is None:
        return None
    if not day.clock:
        return datetime.combine(found, time())
    at = _TIME.fullmatch(day.clock)
    if at is None:
        return None
    hour = int(at["hour"])
    if at["half"]:
        # 12 a.m. is midnight, 12 p.m. noon.
        hour = hour % 12 + (12 if at["half"].lower() == "p" else 0)
    try:
        moment = datetime.combine(found, time(hour, int(at["minute"]), int(at["second"] or 0)))
        return moment.replace(tzinfo=_zone(at)) if at["zone"] else moment
    except ValueError:
        return None


def _zone(at: re.Match[str]) -> timezone:
    if not at["sign"]:
        return UTC
    away = timedelta(hours=int(at["zh"]), minutes=int(at["zm"] or 0))
    return timezone(away if at["sign"] == "+" else -away)


def _split(text: str) -> tuple[str, str]:
    """The day and the time of day behind it; a time that is none stays with the day, which is none then."""
    found = re.search(r"(?:[T ,]\s*)(\d{1,2}:\d{2}.*)$", text)
    if found is None or not _TIME.fullmatch(found[1].strip()):
        return text.strip(), ""
    return text[: found.start()].strip().rstrip(","), found[1].strip()


def _numbers(first: int, sign: str, second: int, year: str, clock: str) -> Day | None:
    # Both orders are tried; where only one is a day, as in 31/12, it tells by itself.
    dmy = _day(_year(year), second, first)
    mdy = None if sign == "." else _day(_year(year), first, second)  # nobody parts month first by dots
    return Day(dmy, mdy, clock) if dmy or mdy else None


def _only(year: int, month: int, day: int, clock: str) -> Day | None:
    found = _day(year, month, day)
    return Day(found, None, clock) if found else None


def _year(text: str) -> int:
    # Pay and answers of the last century are refused, so 98 need not be told from 2098.
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
