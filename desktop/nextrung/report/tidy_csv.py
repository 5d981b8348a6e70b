"""The report as one tidy table: a row for each area, every column documented in ``columns``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime

from nextrung.plain_cells import plain_cell
from nextrung.report.columns import AREAS, BESIDE, HEAD, MATCH, TRUST, Value
from nextrung.report.model import ReportModel


def as_csv(model: ReportModel) -> bytes:
    """UTF-8 with a byte-order mark, so that every spreadsheet program reads it as that; lines end as RFC 4180 asks."""
    # The writer ends its lines itself; nothing may translate them once more.
    held = io.StringIO(newline="")
    # Texts in quotes, numbers without: readers that go by quotes keep an id of digits a text.
    table = csv.writer(held, quoting=csv.QUOTE_NONNUMERIC)
    table.writerow([name for name, _ in columns()])
    head = [_cell(column.value(model)) for column in (*HEAD, *MATCH, *TRUST)]
    for area in model.areas:
        own = (_cell(column.value(area)) for column in AREAS)
        seen = {row.part: row for row in model.others.rows if row.area == area.id} if model.others else {}
        table.writerow([*head, *own, *(_cell(column.value(seen)) for column in BESIDE)])
    return held.getvalue().encode("utf-8-sig")


def columns() -> Iterator[tuple[str, str]]:
    """Name and meaning of each column."""
    yield from ((column.name, column.meaning) for column in (*HEAD, *MATCH, *TRUST))
    yield from ((column.name, column.meaning) for column in AREAS)
    yield from ((column.name, column.meaning) for column in BESIDE)


def _cell(value: Value) -> str | float | int:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else plain_cell(value)
