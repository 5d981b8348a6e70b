"""Places as people write them: a state, a country, a town in one of them, or nothing when it is not sure."""

from __future__ import annotations

import pytest

from nextrung.salary.model import SalaryData
from nextrung.salary.where import Letters, Where, chosen, meanings, name_of, names_apart

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
        ("Georgia", {Where("US", "GA"), Where("GE")}),
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
        ("Ontario, CA", {CALIFORNIA, CANADA}),
        ("Ontario, Canada", {CANADA}),
        ("Toronto, Ontario", {CANADA}),
        ("Tbilisi, Georgia", {Where("GE")}),
        ("Atlanta, Georgia", {Where("US", "GA")}),
        ("Macon, Georgia", {Where("US", "GA"), Where("GE")}),
        ("Georgia, USA", {Where("US", "GA")}),
        ("Perth, WA", {Where("AU")}),
        ("Remote - Perth, WA", {Where("AU")}),
        ("Seattle, WA", {Where("US", "WA")}),
        ("Vancouver, WA", {Where("US", "WA")}),
        ("Adelaide, SA", {Where("AU")}),
        ("Berlin, BE", {GERMANY}),
        ("Berlin, BE, Germany", {GERMANY}),
        ("Munich, BY", {GERMANY}),
        ("Brussels, BE", {Where("BE")}),
        ("Milano, MI", {Where("IT")}),
        ("Detroit, MI", {Where("US", "MI")}),
        ("Amsterdam, NH", {Where("NL")}),
        ("St. John's, NL", {CANADA}),
        ("Genève, GE", {Where("CH")}),
        ("Florianópolis, SC", {Where("BR")}),
        ("Chennai, TN", {Where("IN")}),
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


def test_that_a_name_of_two_places_is_said_so_that_each_can_be_written(data: SalaryData) -> None:
    names = names_apart(meanings("Georgia", data), data)
    assert names == ["Georgia, United States", "Georgia"]
    assert meanings(names[0], data) == {Where("US", "GA")}


def test_that_places_are_named_as_people_name_them(data: SalaryData) -> None:
    named = [name_of(one, data) for one in (CALIFORNIA, CANADA, Where("MX"), Where("US", "ZZ"), Where("ZZ"))]
    assert named == ["California", "Canada", "Mexico", "ZZ", "ZZ"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Kalgoorlie, WA", {Where("US", "WA"), Where("AU")}),
        ("Chapecó, SC", {Where("US", "SC"), Where("BR"), Where("SC")}),
        ("Seattle, WA", {Where("US", "WA")}),
        ("Perth, WA", {Where("AU")}),
        ("WA", {Where("US", "WA")}),
        ("remote, WA", {Where("US", "WA")}),
        ("Amarillo, TX", {Where("US", "TX")}),
        ("Somewhere, Texas", {Where("US", "TX")}),
    ],
)
def test_that_letters_behind_an_unknown_town_may_be_those_of_any_region(
    data: SalaryData, text: str, meant: set[Where]
) -> None:
    """A town of Western Australia that is not listed was silently one of Washington."""
    assert meanings(text, data) == meant
