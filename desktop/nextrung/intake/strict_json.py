"""JSON of strangers without its loose ends, so that a file cannot say one thing to one reader and mean another."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from nextrung.shown import clip

LONGEST_NUMBER = 20
"""Digits of a whole number; more cannot be computed with."""


class LooseJsonError(ValueError):
    """The parser would take it, but it is not read here; the text says why, as the end of a sentence."""


def parsed(text: str, *, endless: bool = False) -> Any:
    """The value of a text: no NaN, no endless number, no key twice, not too deep.

    ``endless`` lets a number such as 1e999 through, for who can say better what it belongs to.
    Raises LooseJsonError, or json.JSONDecodeError for what is no JSON at all.
    """
    try:
        return json.loads(
            text,
            parse_constant=_no_number,
            parse_int=_whole_number,
            # JSON has no infinity, but 1e999 is a number by its grammar, and float() makes infinity of it.
            parse_float=float if endless else _finite,
            object_pairs_hook=_once_each,
        )
    except RecursionError as error:
        raise LooseJsonError("it is nested too deeply") from error


def _no_number(name: str) -> NoReturn:
    raise LooseJsonError(f"the number {name} is not allowed")


def _whole_number(digits: str) -> int:
    # Before ``int``, whose time grows much faster than the number of digits.
    if len(digits) > LONGEST_NUMBER:
        raise LooseJsonError(f"the number {clip(digits)} is too long")
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise LooseJsonError(f"the number {clip(digits)} is too large")
    return number


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # The parser lets the last of two equal keys win.
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise LooseJsonError("a field is there twice")
    return fields
