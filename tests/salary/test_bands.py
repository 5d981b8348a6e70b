from __future__ import annotations

from itertools import pairwise, product
from math import log

import pytest
from msgspec.structs import replace

from nextrung.salary import bands
from nextrung.salary.model import Choice, SalaryData, UnknownChoiceError
from nextrung.salary.scale import Scale, place_factor, sector_factor

CALIFORNIA_INFORMATION = Choice(place="CA", sector="51")


@pytest.mark.parametrize(
    ("rung", "low", "typical", "high"),
    [
        ("entry", 145_000, 180_000, 225_000),
        ("first-line", 170_000, 215_000, 265_000),
        ("senior", 200_000, 255_000, 320_000),
        ("director", 235_000, 295_000, 370_000),
    ],
)
def test_that_the_national_bands_are_those_of_the_mock_up(
    data: SalaryData, rung: str, low: float, typical: float, high: float
) -> None:
    band = bands.rung_band(data, rung, Choice())
    assert band.display == bands.Span(low, typical, high)
    assert band.estimated
    assert band.conservative is None
    assert band.currency == "USD"


def test_that_a_senior_rung_in_california_information_is_the_worked_example(data: SalaryData) -> None:
    band = bands.rung_band(data, "senior", CALIFORNIA_INFORMATION)
    assert band.typical == pytest.approx(350_000, rel=0.005)
    assert band.low == pytest.approx(287_000, rel=0.005)
    assert band.high == pytest.approx(426_000, rel=0.005)
    assert log(band.high / band.low) / (2 * 0.674490) == pytest.approx(0.292, abs=0.0005)


def test_that_the_example_is_met_to_the_thousand_with_the_factor_it_was_made_with(data: SalaryData) -> None:
    """The guide's formula says 1.06 for senior, its example multiplies by 1.063 (1 x exp(0.061))."""
    rungs = tuple(replace(rung, factor=1.063) if rung.id == "senior" else rung for rung in data.ladder.rungs)
    exact = replace(data, ladder=replace(data.ladder, rungs=rungs))
    band = bands.rung_band(exact, "senior", CALIFORNIA_INFORMATION)
    assert [round(amount / 1000) for amount in (band.low, band.typical, band.high)] == [287, 350, 426]
    assert band.conservative is not None
    assert round(band.conservative.typical / 1000) == 305


def test_that_the_conservative_variant_uses_the_larger_factor_alone(data: SalaryData) -> None:
    band = bands.rung_band(data, "senior", CALIFORNIA_INFORMATION)
    assert band.conservative is not None
    assert band.conservative.typical == pytest.approx(305_000, rel=0.002)
    assert band.centre == (band.conservative.typical, band.typical)
    assert band.high / band.low == pytest.approx(band.conservative.high / band.conservative.low)
    larger = max(place_factor(data, "CA") or 0, sector_factor(data, "51"))
    both = (place_factor(data, "CA") or 0) * sector_factor(data, "51")
    assert band.conservative.typical / band.typical == pytest.approx(larger / both)


@pytest.mark.parametrize("choice", [Choice(place="TX", sector="51"), Choice(place="CA", sector="61")])
def test_that_there_is_no_conservative_variant_unless_both_raise_pay(data: SalaryData, choice: Choice) -> None:
    assert bands.rung_band(data, "senior", choice).conservative is None
    assert bands.official_band(data, choice).conservative is None


def test_that_the_known_factors_come_out_of_the_files(data: SalaryData) -> None:
    assert place_factor(data, "CA") == pytest.approx(1.201, abs=0.0005)
    assert place_factor(data, "MS") == pytest.approx(0.665, abs=0.0005)
    assert sector_factor(data, "51") == pytest.approx(1.145, abs=0.0005)
    assert sector_factor(data, "61") == pytest.approx(0.744, abs=0.0005)


def test_that_the_error_is_10_percent_nationally_and_16_with_place_sector_and_rung(data: SalaryData) -> None:
    errors = data.ladder.error
    assert round(Scale(data, Choice(), None).error(errors)) == 10
    assert round(bands.rung_band(data, "senior", Choice()).error) == 11
    full = bands.rung_band(data, "senior", replace(CALIFORNIA_INFORMATION, prices="latest"))
    assert full.error == pytest.approx(16.2, abs=0.05)
    assert full.error > bands.rung_band(data, "senior", CALIFORNIA_INFORMATION).error
    assert full.error_words == "roughly plus or minus 16 %"


def test_that_a_place_without_a_published_mean_leaves_the_national_band_and_says_so(data: SalaryData) -> None:
    montana, nation = (bands.rung_band(data, "senior", choice) for choice in (Choice(place="MT"), Choice()))
    assert (montana.low, montana.typical, montana.high) == (nation.low, nation.typical, nation.high)
    assert montana.error == nation.error
    assert any("Montana" in fact and "national figure" in fact for fact in montana.facts)


@pytest.mark.parametrize("place", ["CA", "NY", "WA"])
def test_that_a_missing_median_is_said(data: SalaryData, place: str) -> None:
    facts = bands.rung_band(data, "senior", Choice(place=place)).facts
    assert any("mean only" in fact for fact in facts)


def test_that_percentiles_outside_the_published_range_are_refused(data: SalaryData) -> None:
    choice = Choice()
    assert bands.rung_quantile(data, "senior", choice, 0.10) is None
    assert bands.rung_quantile(data, "senior", choice, 0.95) is None
    assert bands.rung_quantile(data, "mlops-manager", choice, 0.90) is None
    assert bands.official_quantile(data, choice, 0.05) is None
    assert bands.rung_quantile(data, "senior", choice, 0.90) is not None
    assert bands.official_quantile(data, choice, 0.90) == 297_510


def test_that_the_official_band_is_as_published_and_never_an_estimate(data: SalaryData) -> None:
    band = bands.official_band(data, Choice())
    assert [point.amount for point in band.points] == [107_550, 138_060, 175_140, 220_730, 297_510]
    assert [point.percentile for point in band.points] == [0.10, 0.25, 0.50, 0.75, 0.90]
    assert band.origin == "published"
    assert band.provenance == ("oews-2025",)
    assert bands.official_band(data, Choice(place="TX")).origin == "estimated"


def test_that_the_official_band_carries_the_same_factors(data: SalaryData) -> None:
    band = bands.official_band(data, CALIFORNIA_INFORMATION)
    expected = 175_140 * (217_030 / 180_720) * (196_060 / 171_200)
    assert band.typical == pytest.approx(expected)
    assert any("not printed" in fact for fact in band.facts)


def test_that_neighbouring_rungs_show_adverts_as_published_with_their_title(data: SalaryData) -> None:
    band = bands.rung_band(data, "mlops-manager", Choice())
    assert (band.low, band.typical, band.high) == (143_906, 164_450, 195_175)
    assert band.origin == "published"
    assert any("MLOps Engineer" in fact and "44 adverts" in fact for fact in band.facts)
    assert bands.rung_band(data, "mlops-manager", Choice(place="TX")).origin == "estimated"


def test_that_a_thin_sample_is_said(data: SalaryData) -> None:
    assert any("thin sample: 11" in fact for fact in bands.rung_band(data, "ai-product-manager", Choice()).facts)
    assert not any("thin" in fact for fact in bands.rung_band(data, "mlops-manager", Choice()).facts)


def test_that_later_prices_raise_the_curve_but_not_adverts_from_before_the_index(data: SalaryData) -> None:
    latest = Choice(prices="latest")
    official = bands.official_band(data, latest).typical / bands.official_band(data, Choice()).typical
    assert official == pytest.approx(1.0251, abs=0.00005)
    senior = bands.rung_band(data, "senior", latest).typical / bands.rung_band(data, "senior", Choice()).typical
    assert senior == pytest.approx(1.0229, abs=0.00005)
    adverts = bands.rung_band(data, "mlops-manager", latest)
    assert adverts.typical == 164_450
    assert any("Shown as published" in fact for fact in adverts.facts)


def test_that_every_amount_converts_abroad_and_says_that_there_is_no_local_data(data: SalaryData) -> None:
    here, there = (bands.rung_band(data, "senior", choice) for choice in (Choice(), Choice(country="GB")))
    assert there.currency == "GBP"
    assert there.typical == pytest.approx(here.typical * 0.664153)
    assert not there.local_data
    assert here.local_data
    assert "No local data: United States pay converted by purchasing power." in there.facts
    assert "worldbank-ppp-2024" in there.provenance


def test_that_buying_power_divides_by_the_price_level_of_the_place(data: SalaryData) -> None:
    pay = bands.rung_band(data, "senior", Choice(place="CA"))
    power = bands.rung_band(data, "senior", Choice(place="CA", buying_power=True))
    assert power.typical == pytest.approx(pay.typical * 100 / data.place("CA").prices)
    assert "bea-rpp-2023" in power.provenance
    nowhere = bands.rung_band(data, "senior", Choice(buying_power=True))
    assert nowhere.typical == bands.rung_band(data, "senior", Choice()).typical


@pytest.mark.parametrize(
    "choice", [Choice(place="ZZ"), Choice(sector="0"), Choice(country="XX"), Choice(place="California")]
)
def test_that_an_unknown_choice_is_one_clear_sentence(data: SalaryData, choice: Choice) -> None:
    with pytest.raises(UnknownChoiceError, match=r"^The pay data have no (place|sector|country) “.*”\.$"):
        bands.official_band(data, choice)


def test_that_an_unknown_rung_is_one_clear_sentence(data: SalaryData) -> None:
    with pytest.raises(UnknownChoiceError, match="no rung “vp”"):
        bands.rung_band(data, "vp", Choice())


def test_that_every_choice_gives_rising_bands_whose_rows_and_sources_are_found(data: SalaryData) -> None:
    places = [None, *data.places]
    for place, sector in product(places, [None, *data.sectors]):
        choice = Choice(place, sector, "latest")
        for band in (*(bands.rung_band(data, rung, choice) for rung in data.rungs), bands.official_band(data, choice)):
            amounts = [point.amount for point in band.points]
            assert all(low < high for low, high in pairwise(amounts))
            assert 0 < band.low < band.typical < band.high
            assert all(source in data.provenances for source in band.provenance)
            assert all(row.line > 0 for row in band.rows)


def test_that_the_steps_of_the_ladder_stay_in_order_everywhere(data: SalaryData) -> None:
    for place in data.places:
        choice = Choice(place=place)
        centres = [bands.rung_band(data, rung, choice).typical for rung in ("first-line", "senior", "director")]
        assert centres == sorted(centres)
