"""Rows and columns that nobody sees in a sheet come in, and are marked."""

from __future__ import annotations

import io
from typing import Any

import pytest
import xlsxwriter
from tests.campaign import Campaign
from tests.hardship.mutations import damaged
from tests.tables.old_excel import OldSheet, workbook
from tests.tables.packed_ods import packed_ods
from tests.tables.reading import people_of, said, table

from nextrung.intake.hidden_cells import Hidden
from nextrung.intake.old_hidden_cells import hidden_in_old
from nextrung.intake.sheets import read_sheets
from nextrung.tables.source import SIZE

ROWS = (("Name", "Labels", "Beruf"), ("Mira", "A", "x"), ("Jonas", "B", "y"), ("Ana", "C", "z"))


def excel() -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.add_worksheet("Cover & more").write(0, 0, "Clients")
    sheet = book.add_worksheet("People")
    for at, row in enumerate(ROWS):
        sheet.write_row(at, 0, row)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(1, 1, None, None, {"hidden": True})
    book.close()
    return made.getvalue()


def cells(row: tuple[str, ...]) -> str:
    return "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
    )


def open_document() -> bytes:
    hidden = ' table:visibility="filter"'
    rows = "".join(
        f"<table:table-row{hidden if at == 2 else ''}>{cells(row)}</table:table-row>" for at, row in enumerate(ROWS)
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    last = '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048000"/>'
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="People">{columns}{rows}{last}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packed_ods(text)


def old_excel() -> bytes:
    cover = OldSheet("Cover & more", [["Clients"]])
    return workbook([cover, OldSheet("People", ROWS, frozenset({3}), frozenset({2}))])


@pytest.mark.parametrize("made", [excel, open_document, old_excel], ids=["xlsx", "ods", "xls"])
def test_that_hidden_rows_and_columns_come_in_marked(made: Any) -> None:
    reading = table(made(), "people", name="people.xlsx")
    assert [one.name for one in people_of(reading).taken(namesakes=True)] == ["Mira", "Jonas", "Ana"]
    assert said(reading) == ["Row 3: This row is hidden in the sheet."]
    assert reading.notes == ("The column “Labels” is hidden in the sheet.",)


@pytest.mark.parametrize("made", [excel, old_excel], ids=["xlsx", "xls"])
def test_that_what_is_hidden_is_told_for_each_sheet(made: Any) -> None:
    cover, people = read_sheets(made(), SIZE)
    assert (cover.hidden_rows, cover.hidden_columns) == ((), ())
    assert (people.hidden_rows, people.hidden_columns) == ((3,), (2,))


def test_that_an_old_workbook_of_many_tables_of_sectors_is_followed_to_its_end() -> None:
    rows = [["Name", "Labels"], *([f"Person {at}", "x" * 200] for at in range(16_000))]
    raw = workbook([OldSheet("People", rows, frozenset({9_000, 16_001}))])
    assert len(raw) > 109 * 128 * 512, "more than the head of the file tells of"
    assert hidden_in_old(raw) == [Hidden(((9_000, 9_000), (16_001, 16_001)))]


def test_that_a_damaged_old_workbook_hides_nothing_or_something_and_never_fails(campaign: Campaign) -> None:
    raw, chance = old_excel(), campaign.random()
    for _ in range(campaign.rounds(500, 100_000)):
        hidden_in_old(damaged(raw, chance))
