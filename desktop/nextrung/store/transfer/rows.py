"""One row of a table as one line of JSON, and back with every value checked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NoReturn

from nextrung.intake import strict_json
from nextrung.intake.strict_json import LooseJsonError
from nextrung.shown import clip
from nextrung.store.tables import NEEDED, ColumnKind, StoredColumn, StoredTable, Value
from nextrung.store.transfer.limits import DEEPEST, YEARS
from nextrung.store.transfer.refusals import TransferError

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ID = re.compile(r"[\w.:+-]+")
_WANTED: dict[ColumnKind, str] = {
    "id": "an id without spaces",
    "text": "a text",
    "moment": "a moment such as 2026-11-23T09:41:07Z",
    "day": "a day such as 2026-11-23",
    "flag": "true or false",
    "whole": "a whole number",
    "number": "a number",
    "json": "a text that is JSON",
}


def line_of(row: Sequence[Value], table: StoredTable) -> bytes:
    """A row as its line; what equals the default of its column is left out. Raises TransferError for no number."""
    fields: dict[str, Any] = {}
    for column, value in zip(table.columns, row, strict=True):
        if value != column.default:
            fields[column.name] = bool(value) if column.kind == "flag" else value
    try:
        return json.dumps(fields, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"
    except ValueError as error:
        raise TransferError(f"A row of “{table.name}” holds a number that is none, so it cannot be written.") from error


def row_of(line: bytes, table: StoredTable) -> tuple[Value, ...]:
    """The values of a line in the order of the columns. Raises TransferError saying what is wrong with it."""
    fields = parsed(line)
    if not isinstance(fields, dict):
        raise TransferError("a row must be an object")
    # Fields are taken out as they are read: what is left is none of ours.
    row = tuple(_value(fields.pop(column.name, None), column) for column in table.columns)
    if fields:
        raise TransferError(f"there is no field “{clip(next(iter(fields)))}”")
    return row


def parsed(text: str | bytes) -> Any:
    """JSON without its loose ends. Raises TransferError."""
    try:
        return strict_json.parsed(text if isinstance(text, str) else text.decode("utf-8"))
    except json.JSONDecodeError as error:
        raise TransferError(f"this is not JSON: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise TransferError("this is not UTF-8") from error
    except LooseJsonError as error:
        raise TransferError(str(error)) from error


def _value(value: Any, column: StoredColumn) -> Value:
    if value is None:
        if column.default is NEEDED:
            raise TransferError(f"“{column.name}” is missing")
        return column.default
    return _CHECKS[column.kind](value, column)


def _refuse(value: Any, column: StoredColumn, wanted: str = "") -> NoReturn:
    found = "a list" if isinstance(value, list) else "an object" if isinstance(value, dict) else f"“{clip(str(value))}”"
    raise TransferError(f"“{column.name}” is {found}; it must be {wanted or _WANTED[column.kind]}")


def _text(value: Any, column: StoredColumn) -> str:
    if not isinstance(value, str):
        _refuse(value, column)
    if len(value) > column.longest:
        raise TransferError(f"“{column.name}” is longer than {column.longest:,} characters")
    # Half of a surrogate pair is valid in JSON, but is no text that SQLite can keep as UTF-8.
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise TransferError(f"“{column.name}” holds half of a character") from error
    return value


def _id(value: Any, column: StoredColumn) -> str:
    text = _text(value, column)
    return text if _ID.fullmatch(text) else _refuse(text, column)


def _moment(value: Any, column: StoredColumn) -> str:
    text = _text(value, column)
    if text == "" and column.default == "":
        return text
    try:
        known = _MOMENT.fullmatch(text) and YEARS[0] <= datetime.fromisoformat(text).year <= YEARS[1]
    except ValueError:
        known = False
    return text if known else _refuse(text, column)


def _day(value: Any, column: StoredColumn) -> str:
    text = _text(value, column)
    try:
        known = _DAY.fullmatch(text) and YEARS[0] <= date.fromisoformat(text).year <= YEARS[1]
    except ValueError:
        known = False
    return text if known else _refuse(text, column)


def _flag(value: Any, column: StoredColumn) -> int:
    # SQLite has no truth values; 0 and 1 in the file would be another way to write the same.
    return int(value) if isinstance(value, bool) else _refuse(value, column)


def _whole(value: Any, column: StoredColumn) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        _refuse(value, column)
    return value if column.low <= value <= column.high else _out_of_range(value, column)


def _number(value: Any, column: StoredColumn) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        _refuse(value, column)
    return float(value) if column.low <= value <= column.high else _out_of_range(value, column)


def _out_of_range(value: float, column: StoredColumn) -> NoReturn:
    _refuse(value, column, f"from {column.low:g} to {column.high:g}")


def _json(value: Any, column: StoredColumn) -> str:
    text = _text(value, column)
    if _depth(parsed(text)) > DEEPEST:
        raise TransferError(f"“{column.name}” is nested more than {DEEPEST} deep")
    return text


def _depth(value: Any) -> int:
    """How many lists and objects lie inside each other, counted level by level."""
    depth, level = 0, [value]
    while level:
        holders = [one for one in level if isinstance(one, list | dict)]
        level = [inner for one in holders for inner in (one.values() if isinstance(one, dict) else one)]
        depth += bool(holders)
        if depth > DEEPEST:
            break
    return depth


_CHECKS: dict[ColumnKind, Callable[[Any, StoredColumn], Value]] = {
    "id": _id,
    "text": _text,
    "moment": _moment,
    "day": _day,
    "flag": _flag,
    "whole": _whole,
    "number": _number,
    "json": _json,
}
