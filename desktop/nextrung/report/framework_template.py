"""A spreadsheet in which somebody writes down a framework of their own: areas, skills, texts of levels, targets."""

from __future__ import annotations

import io

from nextrung.plain_cells import plain_cell
from nextrung.report.spreadsheet import CellFormats, workbook
from nextrung.report.words import words

NAME = "questionnaire-template.xlsx"
HEAD = ("area", "skill", "description", "level_1", "level_2", "level_3", "level_4", "level_5", "target")
WIDTHS = (20, 34, 34, 34, 34, 34, 34, 34, 16)


def as_framework_template() -> bytes:
    """The empty spreadsheet, with a sheet that says how it is filled in and shows a row."""
    held = io.BytesIO()
    say = words()
    book = workbook(held, say("framework.title"))
    formats = CellFormats(book)
    made = book.add_worksheet(say("framework.sheet"))
    shown = book.add_worksheet(say("sheet.read_me"))
    for at, (name, width) in enumerate(zip(HEAD, WIDTHS, strict=True)):
        made.set_column(at, at, width)
        made.write_string(0, at, say(f"framework.head.{name}"), formats.head)
    made.freeze_panes(1, 2)
    shown.set_column(0, 0, 110)
    shown.write_string(0, 0, plain_cell(say("framework.how")), formats.of["long"])
    # in one column, so that nobody takes this sheet for a framework
    for row, name in enumerate(HEAD, start=2):
        line = f"{say(f'framework.head.{name}')}: {say(f'framework.example.{name}')}"
        shown.write_string(row, 0, plain_cell(line), formats.of["long"])
    book.close()
    return held.getvalue()
