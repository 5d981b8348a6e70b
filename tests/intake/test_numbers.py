"""Numbers and amounts as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from nextrung.intake.numbers import Amount, amount_of, number_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("188327", 188_327),
        ("188,327", 188_327),
        ("188,327.50", 188_327.5),
        ("188.327,50", 188_327.5),
        ("1.188.327", 1_188_327),
        ("188'327", 188_327),
        ("188.327", 188_327),
        ("1 188 327", 1_188_327),
        ("1.85E+05", 185_000),
        ("75.5", 75.5),
        ("-5", -5),
        ("25,00,000", 2_500_000),
        ("1,23,456.0", 123_456),
        ("1,234,56", None),
        ("12.34.56", None),
        ("nan", None),
        ("", None),
        (",", None),
        ("\uff11\uff12", None),
    ],
)
def test_that_numbers_are_read_as_people_write_them(text: str, number: float | None) -> None:
    assert number_of(text, at_least=1000 if "327" in text else 0) == number


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("185K", Amount(185_000)),
        ("185,5k", Amount(185_500)),
        ("0.2M", Amount(200_000)),
        ("95.000,00 \u20ac", Amount(95_000, "EUR")),
        ("\u20ac95k", Amount(95_000, "EUR")),
        ("185000 USD", Amount(185_000, "USD")),
        ("USD 185,000 p.a.", Amount(185_000, "USD")),
        ("$185,000/year", Amount(185_000, "$")),
        ("CHF 120'000", Amount(120_000, "CHF")),
        ("12 LPA", Amount(1_200_000)),
        ("95.000,-", Amount(95_000)),
        ("CHF 150'000.--", Amount(150_000, "CHF")),
        ("100,-200", None),
        ("1200\u4e07\u5186", Amount(12_000_000, "JPY")),
        ("900 000 kr", Amount(900_000, "kr")),
        ("kr. 900 000 NOK", Amount(900_000, "NOK")),
        ("kr 900 000 EUR", None),
        ("$95,000 CAD", Amount(95_000, "CAD")),
        ("\u00a5600000", Amount(600_000, "\u00a5")),
        ("5000 per month", None),
        ("185k-200k", None),
        ("abc", None),
    ],
)
def test_that_amounts_are_read_with_what_stands_beside_them(text: str, amount: Amount | None) -> None:
    assert amount_of(text, 1000) == amount


@pytest.mark.parametrize(("decimal", "number"), [(".", 95), (",", 95_000)])
def test_that_the_decimal_sign_can_be_chosen(decimal: str, number: float) -> None:
    assert number_of("95.000", 1000, "," if decimal == "," else ".") == number


@any_of(st.text(max_size=30))
def test_that_no_text_makes_reading_a_number_fail(text: str) -> None:
    found = amount_of(text, 1000)
    assert found is None or found.number == found.number
