"""The words of reports, from one file, and numbers and days as reports write them."""

from __future__ import annotations

import json
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from nextrung import resources
from nextrung.clock import local_day

LANGUAGE = "en"
"""The language of the words; also stated in the PDF."""
NONE = "–"
LONGEST_IN_A_LINE = 48
_TENTH = Decimal("0.1")


class Words:
    """Texts by name, such as ``cover.purpose``."""

    def __init__(self, texts: dict[str, Any]) -> None:
        """Use texts as nested mappings hold them."""
        self._texts = dict(_flat("", texts))

    def __call__(self, name: str, *values: object) -> str:
        """The text called ``name`` with ``values`` in its places {0}, {1} and so on. Raises KeyError."""
        return self._texts[name].format(*values) if values else self._texts[name]

    @property
    def names(self) -> frozenset[str]:
        """The names of all texts."""
        return frozenset(self._texts)


@cache
def words() -> Words:
    """The words that ship with the program. Raises ResourceError when the installation is incomplete."""
    return Words(json.loads(resources.assets("report", f"words-{LANGUAGE}.json").read_text(encoding="utf-8")))


def _flat(prefix: str, texts: dict[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in texts.items():
        name = f"{prefix}{key}"
        found += _flat(f"{name}.", value) if isinstance(value, dict) else [(name, value)]
    return found


def level(value: float | None) -> str:
    """A level with one decimal, halves upwards as on screen; a dash for none."""
    return NONE if value is None else str(Decimal(value).quantize(_TENTH, ROUND_HALF_UP))


def points(value: float | None) -> str:
    """Score points without decimals; a dash for none."""
    return NONE if value is None else str(round(value))


def signed(value: float | None) -> str:
    """A difference in levels with its sign; one that rounds to nothing has none."""
    if value is None:
        return NONE
    size = level(abs(value))
    if size == "0.0":
        return size
    return f"+{size}" if value > 0 else f"−{size}"


def span(low: float | None, high: float | None) -> str:
    """A likely range in levels; a dash for none."""
    return NONE if low is None or high is None else f"{level(low)} to {level(high)}"


def points_span(low: float, high: float) -> str:
    """A likely range in points; one number where both ends are the same."""
    ends = (points(low), points(high))
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def short(name: str) -> str:
    """The start of a name, where there is one line for it."""
    return name if len(name) <= LONGEST_IN_A_LINE else f"{name[: LONGEST_IN_A_LINE - 1]}…"


def day(moment: str | date) -> str:
    """A moment (ISO 8601) as a local day, or a day, in words: 24 November 2026."""
    local = moment if isinstance(moment, date) else local_day(moment)
    return f"{local.day} {words()(f'month.{local.month}')} {local.year}"
