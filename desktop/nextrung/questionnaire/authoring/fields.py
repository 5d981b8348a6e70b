"""One field of a value, named by the way to it: ``stem``, ``anchors.3``, ``options.1.text``, ``examples.document``.

Numbers count the entries of a list from 1, as the messages of the checks do.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from nextrung.questionnaire.writing import given_fields


def field_of(whole: Any, way: str) -> Any:
    """What stands there; None where something on the way is left out."""
    found = whole
    for step in way.split("."):
        if found is None:
            return None
        found = found[int(step) - 1] if isinstance(found, tuple) else getattr(found, step)
    return found


def with_field(whole: Any, way: str, value: Any) -> Any:
    """The same with another value there."""
    step, _, rest = way.partition(".")
    if isinstance(whole, tuple):
        at = int(step) - 1
        return (*whole[:at], with_field(whole[at], rest, value) if rest else value, *whole[at + 1 :])
    return replace(whole, **{step: with_field(getattr(whole, step), rest, value) if rest else value})


def empty_fields(whole: Any, way: str = "", *, allowed: bool = False) -> list[str]:
    """Every text that its file must give and that is empty, as the reader of files would refuse it.

    Things with an id of their own inside it are left out: they are asked by themselves.
    """
    if isinstance(whole, str):
        return [way] if not whole.strip() and not allowed else []
    if isinstance(whole, tuple):
        entries = enumerate(whole, start=1)
        return [one for number, entry in entries for one in empty_fields(entry, f"{way}.{number}", allowed=allowed)]
    if not isinstance(whole, Struct) or (way and hasattr(whole, "id")):
        return []
    may_be = getattr(whole, "may_be_empty", ())
    return [
        one
        for name in given_fields(whole)
        for one in empty_fields(getattr(whole, name), f"{way}.{name}".lstrip("."), allowed=name in may_be)
    ]
