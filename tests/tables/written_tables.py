"""Tables as files: texts with signs between cells, workbooks of Excel new and old, OpenDocument."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
from tests.tables.laid_out import LaidOut
from tests.tables.made_tables import as_text
from tests.tables.old_excel import OldSheet, Value, workbook
from tests.tables.packed_ods import packed_ods


class Written(NamedTuple):
    """A file; the encoding it was written with, and the numbers of rows that nobody sees in it."""

    raw: bytes
    way: str
    encoding: str = ""
    hidden: frozenset[int] = frozenset()


PLAIN = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
GUESSED = ("cp1252", "cp1250", "cp1251", "cp1253", "cp932", "gb18030", "cp949", "mac_roman", "iso8859-15", "cp850")


def text_file(table: LaidOut, chance: Random) -> Written:
    """A text with signs between cells."""
    delimiter = chance.choice((",", ",", ";", ";", "\t", "|"))
    end = chance.choice(("\n", "\r\n", "\r\n", "\r"))
    out = io.StringIO(newline="")
    # Line ends inside a cell are only put in quotes where they are those of the file.
    ways = (csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL) if end != "\r" else ()
    quoting = chance.choice((*ways, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC))
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    said = chance.random() < 0.1
    if said:
        out.write(f"sep={delimiter}{end}")
    for row in table.rows:
        writer.writerow([as_text(one) for one in row])
    text = out.getvalue()
    if chance.random() < 0.2:
        text = text.rstrip("\r\n")
    encoding = chance.choice(GUESSED if chance.random() < 0.25 else PLAIN)
    try:
        raw = text.encode(encoding)
    except UnicodeEncodeError:
        encoding, raw = "utf-8", text.encode()
    return Written(raw, "text sep" if said else "text", encoding)


def _unseen(table: LaidOut, chance: Random) -> frozenset[int]:
    return (
        frozenset(number for number in table.placed if chance.random() < 0.2) if chance.random() < 0.3 else frozenset()
    )


def _joined(table: LaidOut) -> list[tuple[int, int, int, int]]:
    """One area of cells below each other that hold the same text: as one merged cell it says the same."""
    rows = table.rows
    for top in sorted(table.placed):
        for column, value in enumerate(rows[top - 1]):
            end = top
            while end + 1 in table.placed and column < len(rows[end]) and rows[end][column] == value:
                end += 1
            if end > top and isinstance(value, str) and value.strip():
                return [(top - 1, column, end - 1, column)]
    return []


def _without(rows: Sequence[Sequence[Value]], merged: Sequence[tuple[int, int, int, int]]) -> list[list[Value]]:
    """The rows as a program stores them: of a merged area only the first cell holds something."""
    found = [list(row) for row in rows]
    for top, column, end, _ in merged:
        for at in range(top + 1, end + 1):
            found[at][column] = None
    return found


def old_excel(table: LaidOut, chance: Random) -> Written:
    """A workbook of Excel 97."""
    hidden = _unseen(table, chance)
    merged = _joined(table) if chance.random() < 0.3 else []
    sheet = OldSheet("People & more", _without(table.rows, merged), hidden, frozenset(), merged)
    cover = [OldSheet("Cover", [["Read me"], ["of 2026"]])] if chance.random() < 0.3 else []
    aside = [OldSheet("Aside", table.rows[: table.header], hidden=True)] if chance.random() < 0.2 else []
    return Written(workbook([*cover, sheet, *aside]), "xls", hidden=hidden)


def new_excel(table: LaidOut, chance: Random) -> Written:
    """A workbook of Excel: numbers and days as such, formulas with their last value, comments, rich texts."""
    made = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(made, {"in_memory": True, **plain})
    day, bold = (
        book.add_format({"num_format": chance.choice(("yyyy-mm-dd", "d.m.yy", 14))}),
        book.add_format({"bold": True}),
    )
    if chance.random() < 0.3:
        book.add_worksheet("Cover").write_column(0, 0, ["Read me", "of 2026"])
    sheet = book.add_worksheet("People & more")
    sheet.activate()
    hidden = _unseen(table, chance)
    merged = _joined(table) if chance.random() < 0.3 else []
    for at, row in enumerate(_without(table.rows, merged)):
        for column, value in enumerate(row):
            _put(sheet, (at, column), value, (day, bold), chance)
    for top, column, end, right in merged:
        sheet.merge_range(top, column, end, right, as_text(table.rows[top][column]))
    for number in hidden:
        sheet.set_row(number - 1, None, None, {"hidden": True})
    if chance.random() < 0.1:
        sheet.write_blank(5_000, 90, None, bold)
    if chance.random() < 0.2:
        aside = book.add_worksheet("Aside")
        aside.write_row(0, 0, [as_text(one) for one in table.rows[table.header - 1]])
        aside.hide()
    book.close()
    return Written(made.getvalue(), "xlsx", hidden=hidden)


def _put(sheet: Any, place: tuple[int, int], value: Value, formats: tuple[Any, Any], chance: Random) -> None:
    """One cell of a workbook, in one of the ways in which it looks the same."""
    day, bold = formats
    if isinstance(value, date):
        sheet.write_datetime(*place, value, day)
    elif value is None:
        sheet.write_blank(*place, None, bold)
    elif isinstance(value, str) and "_x" in value:
        sheet.write_string(*place, value)  # in other ways the library does not say that these letters are meant
    elif chance.random() < 0.05 and value != "":
        sheet.write_formula(*place, "=A1", None, value)
    elif isinstance(value, str) and len(value) > 3 and chance.random() < 0.1:
        sheet.write_rich_string(*place, value[:2], bold, value[2:])
    else:
        sheet.write(*place, value)
    if chance.random() < 0.01:
        sheet.write_comment(*place, "who said so?")


SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def open_document(table: LaidOut, chance: Random) -> Written:
    """A sheet as LibreOffice writes it: repeated cells and rows, covered cells, comments beside their cells."""
    hidden = _unseen(table, chance)
    merged = _joined(table) if chance.random() < 0.3 else []
    spans = {(top, column): end - top + 1 for top, column, end, _ in merged}
    covered = {(at, column) for top, column, end, _ in merged for at in range(top + 1, end + 1)}
    lines = []
    for at, row in enumerate(_without(table.rows, merged)):
        cells = "".join(
            _cell(value, spans.get((at, column), 1), (at, column) in covered, chance)
            for column, value in enumerate(row)
        )
        unseen = f" table:visibility={quoteattr(chance.choice(('filter', 'collapse')))}" if at + 1 in hidden else ""
        lines.append(f"<table:table-row{unseen}>{cells or '<table:table-cell/>'}</table:table-row>")
    body = f'<table:table table:name="People &amp; more"><table:table-column/>{"".join(lines)}'
    body += (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/>'
    )
    body += "</table:table-row></table:table>"
    cover = '<table:table table:name="Cover"><table:table-row><table:table-cell office:value-type="string"><text:p>Read'
    cover += "</text:p></table:table-cell></table:table-row></table:table>"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:body><office:spreadsheet>'
    )
    content += (
        f"{cover if chance.random() < 0.3 else ''}{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return Written(packed_ods(content), "ods", hidden=hidden)


def _cell(value: Value, rows: int, covered: bool, chance: Random) -> str:
    name = "table:covered-table-cell" if covered else "table:table-cell"
    more = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="1"' if rows > 1 else ""
    if value is None or value == "":
        return f"<{name}{more}/>"
    kind: Any = f'office:value-type="string"{more}'
    if isinstance(value, float):
        kind = f'office:value-type="float" office:value="{value!r}"{more}'
    elif isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"{more}'
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in as_text(value).split("\n"))
    comment = "<office:annotation><text:p>who said so?</text:p></office:annotation>" if chance.random() < 0.01 else ""
    return f"<{name} {kind}>{comment}{lines}</{name}>"


def _spaced(line: str) -> str:
    """A line with the spaces at its ends as elements: plain ones would be dropped."""
    inner = line.strip(" ")
    before, after = len(line) - len(line.lstrip(" ")), len(line) - len(line.rstrip(" "))
    return "<text:s/>" * before + escape(inner) + "<text:s/>" * (after if inner else 0)


WAYS = (text_file, new_excel, open_document, old_excel)
