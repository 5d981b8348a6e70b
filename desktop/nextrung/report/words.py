"""The words of reports, from one file, and numbers and days as reports write them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from nextrung import resources, rounding
from nextrung.clock import local_day
from nextrung.counting import counted
from nextrung.questionnaire.model import is_asked
from nextrung.scoring.cautions import Cautions
from nextrung.shown import beginning, stranger

LANGUAGE = "en"
"""The language of the words; also stated in the PDF."""
NONE = "–"
LONGEST_IN_A_LINE = 48


class ReportTexts:
    """Texts by name, such as ``cover.purpose``."""

    def __init__(self, texts: dict[str, Any]) -> None:
        """Use texts as nested mappings hold them."""
        self._texts = dict(_flat("", texts))

    def __call__(self, name: str, *values: object) -> str:
        """The text called ``name`` with ``values`` in its places {0}, {1} and so on. Raises KeyError."""
        return self._texts[name].format(*values) if values else self._texts[name]

    def counted(self, name: str, count: int, *more: object) -> str:
        """The text called ``name`` for a number of things; for a single one the text ``name_one``."""
        return counted(count, self(f"{name}_one"), self(name), *more)

    @property
    def names(self) -> frozenset[str]:
        """The names of all texts."""
        return frozenset(self._texts)


@cache
def words() -> ReportTexts:
    """The words that ship with the program. Raises ResourceError when the installation is incomplete."""
    return ReportTexts(json.loads(resources.assets("report", f"words-{LANGUAGE}.json").read_text(encoding="utf-8")))


def _flat(prefix: str, texts: dict[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in texts.items():
        name = f"{prefix}{key}"
        found += _flat(f"{name}.", value) if isinstance(value, dict) else [(name, value)]
    return found


def caution_sentences(found: Cautions) -> list[str]:
    """What makes levels worth less than they look, in sentences."""
    said = [words()("trust.made_by", stranger(found.author))] if found.author else []
    said += [
        words().counted(f"trust.{name}", len(areas), areas[0])
        for name, areas in (("weak", found.weak), ("one_item", found.one_item))
        if areas
    ]
    return [*said, words()("trust.borrowed")] if found.borrowed else said


def trust_notes(found: Cautions, *, draft: bool) -> list[str]:
    """What is said beside levels wherever they go: the cautions, and that no pilot has tested a draft."""
    return [*caution_sentences(found), *([words()("trust.draft")] if draft else [])]


def target_level(value: float) -> str:
    """A target; a dash where the role asks for nothing."""
    return level(value) if is_asked(value) else NONE


def level(value: float | None) -> str:
    """A level, or another number with one decimal; a dash for none."""
    return NONE if value is None else f"{rounding.level(value):.1f}"


def gap(target: float, value: float | None) -> str:
    """How far a level lies below a target; a dash without a level or target, and where the target is reached."""
    return (
        NONE
        if value is None or not is_asked(target) or rounding.reached(target, value)
        else f"{rounding.gap(target, value):.1f}"
    )


def change(before: float | None, after: float | None) -> str:
    """The change from one level to another with its sign; one of nothing has none, without either a dash."""
    if before is None or after is None:
        return NONE
    moved = rounding.change(before, after)
    return f"{moved:+.1f}".replace("-", "−") if moved else "0.0"


def points(value: float | None) -> str:
    """Score points without decimals; a dash for none."""
    return NONE if value is None else str(rounding.points(value))


def percent(share: float | None) -> str:
    """A share from 0 to 1 as a percentage; a dash for none."""
    return NONE if share is None else f"{rounding.percent(share)} %"


def match(value: float | None) -> str:
    """A match from 0 to 100; a dash for none."""
    return NONE if value is None else str(rounding.match(value))


def span(low: float | None, high: float | None) -> str:
    """A likely range in levels; a dash for none."""
    if low is None or high is None:
        return NONE
    first, last = rounding.level_ends(low, high)
    return f"{first:.1f} to {last:.1f}"


def match_span(low: float, high: float) -> str:
    """The likely range of a match."""
    first, last = rounding.match_ends(low, high)
    return f"{first} to {last}"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: A, B and C."""
    return f" {words()('and')} ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def lower_first(text: str) -> str:
    """A text that goes on inside a sentence."""
    return text[:1].lower() + text[1:]


def short(name: str) -> str:
    """The start of a name, where there is one line for it."""
    return beginning(name, LONGEST_IN_A_LINE)


def day(moment: str | date) -> str:
    """A moment (ISO 8601) as a local day, or a day, in words: 24 November 2026."""
    local = moment if isinstance(moment, date) else local_day(moment)
    # Not strftime, which names months as the machine is set up and knows no day without a zero on Windows.
    return f"{local.day} {words()(f'month.{local.month}')} {local.year}"
