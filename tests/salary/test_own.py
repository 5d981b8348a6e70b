from __future__ import annotations

from datetime import date

import pytest

from nextrung.salary.model import SalaryData
from nextrung.salary.own import parse, read

TODAY = date(2026, 11, 23)


def _fields(**changed: str) -> dict[str, str]:
    fields = {"role": "senior", "amount": "250000", "date": "2026-10-01", "source": "offer letter"}
    return fields | changed


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
        ({"date": "31.12.20255"}, "is no date"),
        ({"date": "03/04/2026"}, "can be 03 April 2026 or 04 March 2026; write 2026-04-03 or 2026-03-04"),
        ({"place": "CA"}, "“CA” can be “California” or “Canada”; write the name."),
        ({"place": "DE", "currency": "USD"}, "“DE” can be “Delaware” or “Germany”; write the name."),
        ({"place": "Mexico"}, "There are no pay data for Mexico here"),
        ({"place": "Canada", "amount": "$95,000"}, "“$” can be CAD or USD here; write which."),
        ({"amount": "95,000 €", "currency": "USD"}, "The amount says EUR, and the currency is USD."),
        ({"amount": "5000 per month"}, "is no amount for a year"),
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
        ("California", "", ("US", "CA", "USD")),
        ("UK", "", ("GB", None, "GBP")),
        ("Bavaria", "", ("DE", None, "EUR")),
        ("Deutschland", "EUR", ("DE", None, "EUR")),
        ("San Francisco, CA", "", ("US", "CA", "USD")),
        ("Berlin, DE", "USD", ("DE", None, "USD")),
        ("Toronto, ON", "CAD", ("CA", None, "CAD")),
        ("Remote - US", "", ("US", None, "USD")),
        ("CA", "CAD", ("CA", None, "CAD")),
        ("Canada", "", ("CA", None, "CAD")),
        ("GB", "", ("GB", None, "GBP")),
        ("GB", "USD", ("GB", None, "USD")),
        ("DE", "EUR", ("DE", None, "EUR")),
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
    ("text", "share"),
    [
        ("75", 0.75),
        ("0.75", 0.75),
        ("0,75", 0.75),
        ("p90", 0.9),
        ("50 %", 0.5),
        ("0.5%", 0.005),
        ("Median", 0.5),
        ("90th", 0.9),
    ],
)
def test_that_percentiles_are_read_as_shares(data: SalaryData, text: str, share: float) -> None:
    figure, _ = parse(_fields(percentile=text), data, TODAY)
    assert figure is not None
    assert figure.percentile == pytest.approx(share)


@pytest.mark.parametrize(
    ("place", "country", "found"),
    [
        ("California", "United States", ("US", "CA")),
        ("San Francisco", "US", ("US", "CA")),
        ("CA", "United States", ("US", "CA")),
        ("CA", "Canada", ("CA", None)),
        ("", "Germany", ("DE", None)),
        ("Berlin", "Germany", ("DE", None)),
        ("Springfield", "United States", ("US", None)),
        ("London", "Canada", ("CA", None)),
        ("", "", ("US", None)),
    ],
)
def test_that_a_column_of_countries_makes_the_place_beside_it_sure(
    data: SalaryData, place: str, country: str, found: tuple[str, str | None]
) -> None:
    told = read(_fields(place=place, country=country), data, TODAY)
    assert told.doubts == ()
    assert told.figure is not None
    assert (told.figure.country, told.figure.place) == found


def test_that_numbers_of_a_spreadsheet_are_read_as_they_are(data: SalaryData) -> None:
    told = read(_fields() | {"amount": 250000.5, "percentile": 0.75, "date": 2026.0}, data, TODAY)
    assert told.figure is not None
    assert (told.figure.amount, told.figure.percentile) == (250000.5, 0.75)
    assert told.figure.date == date(2026, 1, 1)


@pytest.mark.parametrize("amount", [1e300, 1e15, 999.0])
def test_that_a_number_that_is_no_pay_is_one_sentence(data: SalaryData, amount: float) -> None:
    (doubt,) = read(_fields() | {"amount": amount}, data, TODAY).doubts
    assert doubt.field == "amount"
    assert "is no pay for a year" in doubt.message
    assert len(doubt.message) < 120
