from __future__ import annotations

from itertools import product

import pytest

from nextrung.salary.model import PayChoice, SalaryData
from nextrung.salary.official import official_lines


def amounts(data: SalaryData, choice: PayChoice) -> list[list[float]]:
    return [[point.amount for point in line.points] for line in official_lines(data, choice)]


def test_that_the_national_figures_are_as_published(data: SalaryData) -> None:
    (line,) = official_lines(data, PayChoice())
    assert [point.amount for point in line.points] == [107_550, 138_060, 175_140, 220_730, 297_510]
    assert [point.percentile for point in line.points] == [0.10, 0.25, 0.50, 0.75, 0.90]
    assert (line.origin, line.error_words, line.where) == ("published", "", "")
    assert line.provenance == ("oews-2025",)


def test_that_a_place_shows_its_own_published_percentiles_as_official(data: SalaryData) -> None:
    own = [place for place in data.places.values() if place.p25 is not None]
    assert len(own) == 47
    for place in own:
        (line,) = official_lines(data, PayChoice(place=place.id))
        assert [point.amount for point in line.points] == [place.p25, place.p50, place.p75]
        assert (line.origin, line.where, line.error_words) == ("published", place.name, "")
        assert line.provenance == ("oews-2023-states",)


@pytest.mark.parametrize("place", ["CA", "NY", "WA"])
def test_that_national_figures_times_a_ratio_are_called_an_estimate(data: SalaryData, place: str) -> None:
    (line,) = official_lines(data, PayChoice(place=place))
    ratio = (data.place(place).mean or 0) / data.areas.national_mean
    assert line.points[2].amount == pytest.approx(175_140 * ratio)
    assert line.estimated
    assert line.error_words == "about +7 / −6 %"
    assert any("an estimate" in fact for fact in line.facts)


def test_that_a_place_without_any_figure_gets_the_national_ones_and_says_so(data: SalaryData) -> None:
    (line,) = official_lines(data, PayChoice(place="MT"))
    assert (line.where, line.origin) == ("", "published")
    assert any("Montana: no figure was published" in fact for fact in line.facts)


def test_that_a_sector_shows_its_own_published_percentiles(data: SalaryData) -> None:
    assert amounts(data, PayChoice(sector="51")) == [[113_620, 153_470, 196_060]]
    (line,) = official_lines(data, PayChoice(sector="51"))
    assert line.origin == "published"
    assert any("not printed" in fact for fact in line.facts)
    assert [line.where for line in official_lines(data, PayChoice("CA", "51"))] == ["California", "Information"]


def test_that_later_prices_and_buying_power_make_an_estimate_of_what_was_published(data: SalaryData) -> None:
    (later,) = official_lines(data, PayChoice(prices="latest"))
    assert later.points[2].amount == pytest.approx(175_140 * 1.0251, rel=0.0001)
    assert later.estimated
    (power,) = official_lines(data, PayChoice(place="TX", buying_power=True))
    assert power.points[1].amount == pytest.approx(164_840 * 100 / 97.175)
    assert power.estimated


def test_that_nothing_is_official_abroad(data: SalaryData) -> None:
    for country in data.countries:
        assert official_lines(data, PayChoice(country=country)) == ()


def test_that_every_line_rises_and_names_rows_and_sources(data: SalaryData) -> None:
    for place, sector in product([None, *data.places], [None, *data.sectors]):
        for line in official_lines(data, PayChoice(place, sector)):
            shown = [point.amount for point in line.points]
            assert shown == sorted(shown)
            assert len(shown) >= 3
            assert all(row.line > 0 for row in line.rows)
            assert all(source in data.provenances for source in line.provenance)
            assert line.estimated is bool(line.error_words)
