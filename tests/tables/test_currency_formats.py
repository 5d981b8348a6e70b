"""The currency that only the format of a cell shows is read as a person reads it."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from tests.tables.packed_ods import packed_ods
from tests.tables.reading import pay_of, said, table

from nextrung.intake.currency_formats import mark_of

HEAD = ("title", "country", "salary", "date", "source")


def excel(country: str, number_format: str | int) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(1, 0, HEAD)
    sheet.write_row(2, 0, ("senior", country, None, "2026-03-31", "x"))
    sheet.write_number(2, 2, 120000, book.add_format({"num_format": number_format}))
    book.close()
    return made.getvalue()


@pytest.mark.parametrize(
    ("country", "shown", "currency"),
    [
        ("DE", '"$"#,##0', "USD"),
        ("DE", "[$€-407] #,##0", "EUR"),
        ("DE", '#,##0.00\\ "€"', "EUR"),
        ("DE", "[$USD] #,##0", "USD"),
        ("GB", '_-"£"* #,##0_-;-"£"* #,##0_-', "GBP"),
        ("DE", 5, "USD"),
        ("DE", "#,##0", "EUR"),
        ("DE", '#,##0" yrs"', "EUR"),
    ],
)
def test_that_the_currency_of_a_format_counts(country: str, shown: str | int, currency: str) -> None:
    """Dollars of a row from Germany came in as euros."""
    reading = table(excel(country, shown), "pay", name="a.xlsx")
    assert [(one.country, one.amount, one.currency) for one in pay_of(reading).figures] == [
        (country, 120_000, currency)
    ]


def test_that_a_format_that_contradicts_the_place_is_named() -> None:
    reading = table(excel("US", "[$€-407] #,##0"), "pay", name="a.xlsx")
    assert pay_of(reading).figures == ()
    assert "EUR does not belong to the place" in " ".join(said(reading))


def test_that_the_currency_of_an_open_document_counts() -> None:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )

    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    pay = '<table:table-cell office:value-type="currency" office:currency="USD" office:value="120000"/>'
    row = cell("senior") + cell("DE") + pay + cell("2026-03-31") + cell("x")
    rows = "".join(f"<table:table-row>{one}</table:table-row>" for one in ("".join(map(cell, HEAD)), row))
    content = (
        f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="A">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    found = pay_of(table(packed_ods(content), "pay", name="a.ods")).figures
    assert [(one.amount, one.currency) for one in found] == [(120_000, "USD")]


@pytest.mark.parametrize("code", ["General", "0.00", "yyyy-mm-dd", '0" pts"', "[$-409]mmm", "[Red]0", '"', "0\\"])
def test_that_other_formats_show_none(code: str) -> None:
    assert mark_of(code) == ""
