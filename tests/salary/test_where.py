"""Places as people write them: a state, a country, a town in one of them, or nothing when it is not sure."""

from __future__ import annotations

import pytest

from nextrung.salary.model import SalaryData
from nextrung.salary.where import Letters, Where, chosen, meanings, name_of

CALIFORNIA, CANADA, GERMANY = Where("US", "CA"), Where("CA"), Where("DE")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("California", {CALIFORNIA}),
        ("  new YORK ", {Where("US", "NY")}),
        ("USA", {Where("US")}),
        ("All United States", {Where("US")}),
        ("CA", {CALIFORNIA, CANADA}),
        ("Deutschland", {GERMANY}),
        ("London", {Where("GB")}),
        ("Boston", {Where("US", "MA")}),
        ("Georgia", {Where("US", "GA")}),
        ("Springfield", set()),
        ("", set()),
        ("Remote", set()),
    ],
)
def test_that_one_name_is_a_place_a_country_or_both(data: SalaryData, text: str, meant: set[Where]) -> None:
    assert meanings(text, data) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Boston, Massachusetts, USA", {Where("US", "MA")}),
        ("Boston - MA", {Where("US", "MA")}),
        ("Portland / Oregon", {Where("US", "OR")}),
        ("Berlin, DE", {GERMANY}),
        ("Paris, TX", {Where("US", "TX")}),
        ("hybrid (California)", {CALIFORNIA}),
        ("Remote, CA", {CALIFORNIA, CANADA}),
        ("Toronto, CA", {CANADA}),
        ("San Francisco, CA", {CALIFORNIA}),
        ("Nowhere, Canada", {CANADA}),
        ("Toronto, Nowhere", set()),
        ("Nowhere, Boston, USA", {Where("US", "MA")}),
        ("London / Toronto / CA", {CANADA}),
        ("London, CA", {CALIFORNIA, CANADA}),
    ],
)
def test_that_the_larger_place_stands_last_and_what_stands_before_it_makes_it_sure(
    data: SalaryData, text: str, meant: set[Where]
) -> None:
    assert meanings(text, data) == meant


BOTH = frozenset({CALIFORNIA, CANADA})


@pytest.mark.parametrize(
    ("found", "currency", "letters", "left"),
    [
        (BOTH, "CAD", "", {CANADA}),
        (BOTH, "CAD", "states", {CANADA}),
        (BOTH, "USD", "", BOTH),
        (BOTH, "", "", BOTH),
        (BOTH, "EUR", "", BOTH),
        (BOTH, "", "states", {CALIFORNIA}),
        (BOTH, "USD", "countries", {CANADA}),
        ({CANADA}, "", "states", {CANADA}),
        ({CALIFORNIA}, "CAD", "countries", {CALIFORNIA}),
        (set(), "CAD", "states", set()),
        ({CANADA, GERMANY}, "", "states", {CANADA, GERMANY}),
    ],
)
def test_that_a_currency_or_a_word_about_two_letters_settles_what_is_meant(
    data: SalaryData, found: set[Where], currency: str, letters: Letters, left: set[Where]
) -> None:
    assert chosen(frozenset(found), data, currency, letters) == left


def test_that_places_are_named_as_people_name_them(data: SalaryData) -> None:
    named = [name_of(one, data) for one in (CALIFORNIA, CANADA, Where("MX"), Where("US", "ZZ"), Where("ZZ"))]
    assert named == ["California", "Canada", "Mexico", "ZZ", "ZZ"]
