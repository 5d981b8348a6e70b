"""Cells whose formula came to an error: nothing is made of them, and nothing vanishes."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from tests.tables.old_excel import Broken, Euros, OldSheet, Value, workbook
from tests.tables.packed_ods import packed_ods
from tests.tables.reading import answers_of, pay_of, people_of, said, table

from nextrung.tables.answer_rows import AnswerOwner
from nextrung.tables.row_faults import ERROR
from nextrung.workspace.table_reading import Wishes

NEW_ONES = Wishes(whose=AnswerOwner(new_ones=True))
ROWS = (("name", "tags"), ("Ann Lee", "x"), (None, "y"), ("Bo Ray", "z"), (None, None))
"""A formula that comes to an error stands where a name is missing."""

SHOWN = ("#DIV/0!", "#REF!", "#NAME?", "#N/A", "#BEZUG!", "#NV", "#¿NOMBRE?", "#N/D", "Err:502")


def excel() -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    for at, (name, tag) in enumerate(ROWS):
        if name is None:
            sheet.write_formula(at, 0, "=1/0", None, "#DIV/0!")
        else:
            sheet.write(at, 0, name)
        sheet.write(at, 1, tag)
    book.close()
    return made.getvalue()


def old_excel() -> bytes:
    rows = [[Broken("#DIV/0!") if name is None else name, tag] for name, tag in ROWS]
    return workbook([OldSheet("a", rows)])


def open_document() -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    names += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    broken = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""'
        ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )

    def cell(text: str | None) -> str:
        if text is None:
            return broken
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    rows = "".join(f"<table:table-row>{cell(name)}{cell(tag or '')}</table:table-row>" for name, tag in ROWS)
    content = (
        f'<?xml version="1.0"?><office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    return packed_ods(content)


@pytest.mark.parametrize(("made", "name"), [(excel, "a.xlsx"), (old_excel, "a.xls"), (open_document, "a.ods")])
def test_that_a_row_whose_name_is_an_error_is_named(made: object, name: str) -> None:
    """It vanished without a word, as nothing stood in its cell for the reader."""
    assert callable(made)
    reading = table(made(), "people", name=name)
    assert [one.name for one in people_of(reading).taken(namesakes=False)] == ["Ann Lee", "Bo Ray"]
    assert said(reading) == [f"Row 3, name: {ERROR}", f"Row 5, name: {ERROR}"]


@pytest.mark.parametrize(
    "shown", ["#DIV/0!", "#REF!", "#NAME?", "#N/A", "#BEZUG!", "#NV", "#¿NOMBRE?", "#N/D", "Err:502"]
)
def test_that_an_error_in_a_text_file_is_nobodys_name_and_no_answer(shown: str) -> None:
    people = table(f"name,tags\n{shown},x\nAnn,y\n", "people")
    assert [one.name for one in people_of(people).taken(namesakes=False)] == ["Ann"]
    wide = table(f"Name,TL-B1,TL-B8\nAnn,{shown},3\n", "answers", NEW_ONES)
    assert [row.answers.keys() for row in answers_of(wide)] == [{"TL-B8"}]
    assert said(wide) == [f"Row 2, TL-B1: {ERROR}"]
    long = table(f"person,item,answer\nAnn,TL-B1,{shown}\nAnn,TL-B8,3\n", "answers", NEW_ONES)
    assert [row.answers.keys() for row in answers_of(long)] == [{"TL-B8"}]
    assert said(long) == [f"Row 2, answer: {ERROR}"]


@pytest.mark.parametrize("tag", ["#1", "#team", "E", "Error", "#"])
def test_that_a_text_that_begins_like_an_error_stays_one(tag: str) -> None:
    reading = table(f"name,tags\nAnn,{tag}\n", "people")
    assert [one.tags for one in people_of(reading).taken(namesakes=False)] == [(tag,)]


def test_that_the_currency_of_a_format_of_an_old_workbook_counts() -> None:
    rows: list[list[Value]] = [
        ["title", "country", "salary", "date", "source"],
        ["senior", "DE", Euros(90000.0), "2026-03-31", "x"],
    ]
    rows.append(["senior", "US", Euros(90000.0), "2026-03-31", "x"])
    reading = table(workbook([OldSheet("a", rows)]), "pay", name="a.xls")
    assert [(one.country, one.amount, one.currency) for one in pay_of(reading).figures] == [("DE", 90_000, "EUR")]
    assert "EUR does not belong to the place" in " ".join(said(reading))
