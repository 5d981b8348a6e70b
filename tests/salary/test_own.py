from __future__ import annotations

from datetime import date

import pytest

from nextrung.intake.entering import OWN_FIGURES
from nextrung.salary.model import SalaryData
from nextrung.salary.own import MOST_ROWS, OwnFigure, Reading, number_of, parse, read_table

TODAY = date(2026, 11, 23)
HEADER = "role,place,amount,percentile,date,source,currency"
GOOD = "senior,CA,250000,,2026-10-01,offer letter,USD"


def _read(raw: bytes | str, data: SalaryData) -> Reading:
    return read_table(raw, data, TODAY)


def _fields(**changed: str) -> dict[str, str]:
    fields = {"role": "senior", "amount": "250000", "date": "2026-10-01", "source": "offer letter"}
    return fields | changed


def test_that_a_good_table_is_read(data: SalaryData) -> None:
    reading = _read(f"{HEADER}\n{GOOD}\nFirst-line ML manager,,180500.50,p75,2026-03,Survey,\n", data)
    assert reading.problems == ()
    assert reading.accepted == (
        OwnFigure("senior", "CA", 250_000, None, date(2026, 10, 1), "offer letter", "USD"),
        OwnFigure("first-line", None, 180_500.5, 0.75, date(2026, 3, 1), "Survey", "USD"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_that_encodings_and_delimiters_do_not_matter(
    data: SalaryData, encoding: str, delimiter: str, newline: str
) -> None:
    table = newline.join([HEADER, "senior,Germany,140000,,2026-10-01,Angebot Müller,EUR"]).replace(",", delimiter)
    figure = _read(table.encode(encoding), data).accepted[0]
    assert figure.source == "Angebot Müller"
    assert (figure.country, figure.place, figure.currency) == ("DE", None, "EUR")


def test_that_a_euro_sign_from_an_old_spreadsheet_is_read(data: SalaryData) -> None:
    table = "role;place;amount;date;source\nsenior;Germany;140.000 €;2026-10-01;Angebot\n"
    assert _read(table.encode("cp1252"), data).accepted[0].amount == 140_000


def test_that_decimal_commas_are_read(data: SalaryData) -> None:
    table = "role;amount;date;source\nsenior;188.327,50;2026-10-01;a\nsenior;188327,5;2026-10-01;b\n"
    table += "senior;188.327;2026-10-01;c\nsenior;1 188 327;2026-10-01;d\n"
    figures = _read(table, data).accepted
    assert [figure.amount for figure in figures] == [188_327.5, 188_327.5, 188_327, 1_188_327]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("188327", 188_327),
        ("$188,327", 188_327),
        ("USD 188,327.50", 188_327.5),
        ("188.327,50 €", 188_327.5),
        ("1.188.327", 1_188_327),
        ("188'327", 188_327),
        ("188.327", 188_327),
        ("75.5", 75.5),
        ("-5", -5),
        ("1,23,456.0", None),
        ("12.34.56", None),
        ("1e6", None),
        ("nan", None),
        ("", None),
        (",", None),
    ],
)
def test_that_numbers_are_read_as_people_write_them(text: str, number: float | None) -> None:
    assert number_of(text, at_least=1000 if "327" in text else 0) == number


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"amount": "-250000"}, "is negative"),
        ({"amount": "lots"}, "“lots” is no amount"),
        ({"amount": "120"}, "no pay for a year"),
        ({"amount": "99999999999"}, "no pay for a year"),
        ({"amount": ""}, "The amount is missing."),
        ({"source": " "}, "The source is missing."),
        ({"source": "x" * 201}, "longer than 200 characters"),
        ({"role": "senoir"}, "did you mean “senior”?"),
        ({"place": "Califronia"}, "did you mean “california”?"),
        ({"place": "Mars"}, "“Mars” is no place here"),
        ({"currency": "XXX"}, "“XXX” is no currency here"),
        ({"currency": "EUR"}, "The currency EUR does not belong to the place"),
        ({"percentile": "120"}, "is no percentile"),
        ({"percentile": "0"}, "is no percentile"),
        ({"date": "31.12.2025"}, "is no date"),
        ({"date": "2026-02-30"}, "is no date"),
        ({"date": "2026-11-24"}, "in the future"),
        ({"date": "1980-01-01"}, "before 2000"),
    ],
)
def test_that_a_bad_field_gives_one_clear_sentence(data: SalaryData, changed: dict[str, str], expected: str) -> None:
    figure, problems = parse(_fields(**changed), data, TODAY)
    assert figure is None
    assert len(problems) == 1
    assert expected in problems[0]


@pytest.mark.parametrize(
    ("place", "currency", "found"),
    [
        ("CA", "", ("US", "CA", "USD")),
        ("CA", "CAD", ("CA", None, "CAD")),
        ("Canada", "", ("CA", None, "CAD")),
        ("GB", "", ("GB", None, "GBP")),
        ("GB", "USD", ("GB", None, "USD")),
        ("DE", "USD", ("US", "DE", "USD")),
        ("new york", "usd", ("US", "NY", "USD")),
        ("United States", "", ("US", None, "USD")),
    ],
)
def test_that_a_place_is_a_state_or_a_country(
    data: SalaryData, place: str, currency: str, found: tuple[str, str | None, str]
) -> None:
    figure, problems = parse(_fields(place=place, currency=currency), data, TODAY)
    assert problems == ()
    assert figure is not None
    assert (figure.country, figure.place, figure.currency) == found


@pytest.mark.parametrize(
    ("text", "share"), [("75", 0.75), ("0.75", 0.75), ("0,75", 0.75), ("p90", 0.9), ("50 %", 0.5), ("0.5%", 0.005)]
)
def test_that_percentiles_are_read_as_shares(data: SalaryData, text: str, share: float) -> None:
    figure, _ = parse(_fields(percentile=text), data, TODAY)
    assert figure is not None
    assert figure.percentile == pytest.approx(share)


def test_that_a_table_with_one_bad_row_is_not_applied_in_part(data: SalaryData) -> None:
    reading = _read(f"{HEADER}\n{GOOD}\nsenior,CA,-1,,2026-10-01,x,USD\n\nsenior,Mars,1,,2026-10-01,x,\n", data)
    assert len(reading.rows) == 1
    assert reading.accepted == ()
    assert [problem.row for problem in reading.problems] == [3, 5, 5]
    assert str(reading.problems[0]).startswith("Row 3: The amount -1 is negative")


def test_that_an_unquoted_comma_in_an_amount_names_its_row(data: SalaryData) -> None:
    reading = _read(f"{HEADER}\nsenior,CA,250,000,,2026-10-01,offer letter,USD\n", data)
    assert str(reading.problems[0]).startswith("Row 2: 8 cells where the header has 7")


def test_that_a_50_megabyte_table_is_refused_at_once(data: SalaryData) -> None:
    reading = _read(b"x" * 50_000_000, data)
    assert reading.accepted == ()
    assert f"larger than {OWN_FIGURES.largest:,} bytes" in str(reading.problems[0])


def test_that_too_many_rows_are_refused(data: SalaryData) -> None:
    reading = _read("\n".join([HEADER, *[GOOD] * (MOST_ROWS + 1)]), data)
    assert "at most 1,000" in str(reading.problems[0])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (HEADER.encode(), "no figures"),
        ("role,amount".encode("utf-16-le"), "save it as CSV in UTF-8"),
        (b"PK\x03\x04\0\0", "save it as CSV in UTF-8"),
        (b"role,amount,date\nsenior,1,2\n", "There is no column “source”"),
        (HEADER.replace("place", "plaice").encode() + b"\n", "“plaice” is no column"),
        (HEADER.encode() + b",role\n", "“role” is there twice"),
        (HEADER.encode() + b'\nsenior,"CA" x,1,,2026,x,\n', "cannot be read"),
        (b"\xff\xfe\xfa", "There is no column"),
    ],
)
def test_that_a_table_that_is_none_gives_a_clear_message(data: SalaryData, raw: bytes, expected: str) -> None:
    reading = _read(raw, data)
    assert reading.accepted == ()
    assert any(expected in str(problem) for problem in reading.problems), reading.problems
