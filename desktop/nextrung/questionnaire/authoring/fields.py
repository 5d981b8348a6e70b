"""One field of a value, named by the way to it: ``stem``, ``anchors.3``, ``options.1.text``, ``examples.document``.

Numbers count the entries of a list from 1, as the messages of the checks do.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from nextrung.questionnaire.kinds import ObserverWording
from nextrung.questionnaire.model import ChanceVariant
from nextrung.questionnaire.writing import given_fields

_BLANKS: dict[str, Struct] = {
    "observed": ObserverWording("", ("", "", "", "", "")),
    "no_chance": ChanceVariant("", "", "", 1, 7),
}
"""What may be left out as a whole, as it is begun; left with no text, it is left out again."""


def field_of(whole: Any, way: str) -> Any:
    """What stands there; where that is left out, what it would be begun with."""
    found = whole
    for step in way.split("."):
        found = found[int(step) - 1] if isinstance(found, tuple) else getattr(found, step)
        found = _BLANKS.get(step) if found is None else found
    return found


def with_field(whole: Any, way: str, value: Any) -> Any:
    """The same with another value there."""
    step, _, rest = way.partition(".")
    if isinstance(whole, tuple):
        at = int(step) - 1
        return (*whole[:at], with_field(whole[at], rest, value) if rest else value, *whole[at + 1 :])
    if not rest:
        return replace(whole, **{step: value})
    inside = getattr(whole, step)
    changed = with_field(_BLANKS[step] if inside is None else inside, rest, value)
    return replace(whole, **{step: changed if step not in _BLANKS or _says(changed) else None})


def _says(whole: Any) -> bool:
    """Whether there is any text in it."""
    if isinstance(whole, Struct):
        return any(_says(getattr(whole, name)) for name in whole.__struct_fields__)
    return any(map(_says, whole)) if isinstance(whole, tuple) else isinstance(whole, str) and bool(whole)


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
