"""JSON that survey tools export as a table: one row a response, one column an answer."""

from __future__ import annotations

import json
from typing import Any

from nextrung.tables.refusals import TableError

Cell = str | float
_LISTS = ("responses", "results", "data", "items", "answers", "rows", "records", "contacts", "people")
_DEEPEST = 6
_NAMES = ("ref", "name", "id", "title", "question", "key", "code")


def is_json(text: str) -> bool:
    """Whether a text begins like JSON."""
    return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def rows_of(text: str, most: int) -> list[list[Cell]]:
    """The table, headings first. Raises TableError for what is no list of responses."""
    responses = _responses(_parsed(text))
    if len(responses) > most:
        raise TableError(f"The file has more than {most:,} responses; at most so many can be read at once.")
    headings: dict[str, int] = {}
    flat: list[dict[str, Cell]] = []
    for one in responses:
        cells: dict[str, Cell] = {}
        _flatten(one, "", cells, 0)
        flat.append(cells)
        for heading in cells:
            headings.setdefault(heading, len(headings))
    if not headings:
        raise TableError("The file has no answers in it.")
    if len(headings) > 1_000:
        raise TableError(f"The file has {len(headings):,} different names of answers; at most 1,000 can be read.")
    return [[*headings], *([cells.get(heading, "") for heading in headings] for cells in flat)]


def _parsed(text: str) -> Any:
    try:
        try:
            # NaN and Infinity are no JSON; they stay the words that they are.
            return json.loads(text, parse_constant=str)
        except json.JSONDecodeError as error:
            lines = [line for line in text.splitlines() if line.strip()]
            # Several values one after another are JSON Lines, as survey tools export them; other mistakes are mistakes.
            if error.msg != "Extra data" or len(lines) < 2:
                raise
            return [json.loads(line, parse_constant=str) for line in lines]  # one response a line
    except json.JSONDecodeError as error:
        raise TableError(f"This is not JSON: {error.msg} in line {error.lineno}, column {error.colno}.") from error
    except (RecursionError, ValueError) as error:
        raise TableError("This JSON is nested too deeply, or has a number that is too long.") from error


def _responses(raw: Any) -> list[dict[str, Any]]:
    found = raw
    if isinstance(raw, dict):
        inner = next((raw[name] for name in _LISTS if _is_list(raw.get(name))), None)
        found = [raw] if inner is None else inner
    if not _is_list(found):
        raise TableError("This JSON holds no responses; it must be a list of objects, or one object.")
    return list(found)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _flatten(value: Any, name: str, cells: dict[str, Cell], depth: int) -> None:
    if depth > _DEEPEST:
        raise TableError("This JSON is nested too deeply to be a table of responses.")
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(inner, f"{name}.{key}" if name else str(key), cells, depth + 1)
    elif isinstance(value, list):
        _flatten_list(value, name, cells, depth)
    elif value is not None:
        cells[name] = _cell(value)


def _flatten_list(value: list[Any], name: str, cells: dict[str, Cell], depth: int) -> None:
    """A list of plain values is one cell; of objects with a name each is a column by its name."""
    if not any(isinstance(one, dict | list) for one in value):
        cells[name] = ", ".join(str(_cell(one)) for one in value if one is not None)
        return
    for at, one in enumerate(value, start=1):
        key, inner = str(at), one
        if isinstance(one, dict):
            # As Typeform has it: the question stands in "field", the value under the name of its "type".
            field = one.get("field")
            holder = field if isinstance(field, dict) else one
            # By name before number: the order of answers may differ from one response to the next.
            key = next((str(holder[n]) for n in _NAMES if isinstance(holder.get(n), str) and holder[n]), key)
            inner = _answer_of(one)
        _flatten(inner, f"{name}.{key}" if name and not isinstance(value[0], dict) else key, cells, depth + 1)


def _answer_of(one: dict[str, Any]) -> Any:
    """The value inside an object that says which kind of answer it is."""
    kind = one.get("type")
    inner = one.get(kind) if isinstance(kind, str) else None
    for key in ("value", "answer", "label", "text"):
        if inner is None:
            inner = one.get(key)
    if isinstance(inner, dict) and isinstance(inner.get("label"), str):
        return inner["label"]
    return inner


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        # The words that a person would have written in a table: answers are read from words.
        return "yes" if value else "no"
    if isinstance(value, int | float):
        try:
            return float(value)
        except OverflowError as error:
            raise TableError("This JSON has a number that is too long.") from error
    return str(value)
