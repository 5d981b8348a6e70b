from __future__ import annotations

from itertools import pairwise, product
from math import exp, log, sqrt

import pytest
from msgspec.structs import replace

from nextrung.salary import abroad, bands
from nextrung.salary.bands import Band
from nextrung.salary.model import PayChoice, SalaryData, UnknownChoiceError
from nextrung.salary.scale import Scale, place_factor, sector_factor

CALIFORNIA_INFORMATION = PayChoice(place="CA", sector="51")
LADDER = ("first-line", "senior", "director")


def band(data: SalaryData, rung: str, choice: PayChoice | None = None) -> Band:
    found = bands.rung_band(data, rung, choice or PayChoice())
    assert found is not None
    return found


def typical(data: SalaryData, rung: str, choice: PayChoice | None = None) -> float:
    found = band(data, rung, choice).typical
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rung", "low", "middle", "high"),
    [
        ("first-line", 170_000, 215_000, 265_000),
        ("senior", 200_000, 255_000, 320_000),
        ("director", 235_000, 295_000, 370_000),
    ],
)
def test_that_the_national_bands_are_those_of_the_mock_up(
    data: SalaryData, rung: str, low: float, middle: float, high: float
) -> None:
    found = band(data, rung)
    assert (found.shown.low, found.shown.typical, found.shown.high) == (low, middle, high)
    assert found.estimated
    assert found.conservative is None
    assert found.currency == "USD"


def test_that_entry_level_runs_between_two_published_figures_and_has_no_model(data: SalaryData) -> None:
    for choice in (PayChoice(), replace(CALIFORNIA_INFORMATION, prices="latest", buying_power=True)):
        found = band(data, "entry", choice)
        assert (found.low, found.typical, found.high) == (117_984, None, 188_327)
        assert found.origin == "published"
        assert found.error is None
        assert not found.error_words


@pytest.mark.parametrize(
    ("choice", "parts"),
    [
        (PayChoice(), (0.10, 0.20)),
        (PayChoice(place="TX"), (0.10, 0.20, 0.11)),
        (PayChoice(sector="51"), (0.10, 0.20, 0.04)),
        (replace(CALIFORNIA_INFORMATION, prices="latest"), (0.10, 0.20, 0.11, 0.04)),
        (PayChoice(place="MT"), (0.10, 0.20)),
    ],
)
def test_that_the_error_of_a_rung_is_the_root_of_the_squares_of_what_applies(
    data: SalaryData, choice: PayChoice, parts: tuple[float, ...]
) -> None:
    wanted = sqrt(sum(part * part for part in parts))
    for rung in LADDER:
        found = band(data, rung, choice)
        assert found.error == pytest.approx(wanted, abs=1e-12)
        low = found.conservative.low if found.conservative else found.low
        assert found.shown.soft_low == pytest.approx(low / exp(wanted), abs=2501)
        assert found.shown.soft_high == pytest.approx(found.high * exp(wanted), abs=2501)


def test_that_the_error_is_25_percent_up_and_20_percent_down_for_all_of_the_united_states(data: SalaryData) -> None:
    assert band(data, "senior").error_words == "about +25 / −20 %"
    assert band(data, "senior", CALIFORNIA_INFORMATION).error_words == "about +29 / −22 %"


def test_that_a_senior_rung_in_california_information_is_the_worked_example(data: SalaryData) -> None:
    found = band(data, "senior", CALIFORNIA_INFORMATION)
    assert found.typical == pytest.approx(350_000, rel=0.005)
    assert found.low == pytest.approx(287_000, rel=0.005)
    assert found.high == pytest.approx(426_000, rel=0.005)
    assert log(found.high / found.low) / (2 * 0.674490) == pytest.approx(0.292, abs=0.0005)


def test_that_the_example_is_met_to_the_thousand_with_the_factor_it_was_made_with(data: SalaryData) -> None:
    """The guide's formula says 1.06 for senior, its example multiplies by 1.063 (1 x exp(0.061))."""
    rungs = tuple(replace(rung, factor=1.063) if rung.id == "senior" else rung for rung in data.ladder.rungs)
    exact = replace(data, ladder=replace(data.ladder, rungs=rungs))
    found = band(exact, "senior", CALIFORNIA_INFORMATION)
    assert [round(amount / 1000) for amount in (found.low, found.typical or 0, found.high)] == [287, 350, 426]
    assert found.conservative is not None
    assert round((found.conservative.typical or 0) / 1000) == 305


def test_that_the_conservative_variant_uses_the_larger_factor_alone(data: SalaryData) -> None:
    found = band(data, "senior", CALIFORNIA_INFORMATION)
    assert found.conservative is not None
    assert found.conservative.typical == pytest.approx(305_000, rel=0.002)
    assert found.high / found.low == pytest.approx(found.conservative.high / found.conservative.low)
    larger = max(place_factor(data, "CA") or 0, sector_factor(data, "51"))
    both = (place_factor(data, "CA") or 0) * sector_factor(data, "51")
    assert (found.conservative.typical or 0) / (found.typical or 1) == pytest.approx(larger / both)


@pytest.mark.parametrize("choice", [PayChoice(place="TX", sector="51"), PayChoice(place="CA", sector="61")])
def test_that_there_is_no_conservative_variant_unless_both_raise_pay(data: SalaryData, choice: PayChoice) -> None:
    assert band(data, "senior", choice).conservative is None


def test_that_the_known_factors_come_out_of_the_files(data: SalaryData) -> None:
    assert place_factor(data, "CA") == pytest.approx(1.201, abs=0.0005)
    assert place_factor(data, "MS") == pytest.approx(0.665, abs=0.0005)
    assert sector_factor(data, "51") == pytest.approx(1.145, abs=0.0005)
    assert sector_factor(data, "61") == pytest.approx(0.744, abs=0.0005)


def test_that_a_place_without_a_published_mean_leaves_the_national_band_and_says_so(data: SalaryData) -> None:
    montana, nation = (band(data, "senior", choice) for choice in (PayChoice(place="MT"), PayChoice()))
    assert (montana.low, montana.typical, montana.high) == (nation.low, nation.typical, nation.high)
    assert montana.error == nation.error
    assert any("Montana" in fact and "national figure" in fact for fact in montana.facts)


@pytest.mark.parametrize("place", ["CA", "NY", "WA"])
def test_that_a_missing_typical_figure_is_said(data: SalaryData, place: str) -> None:
    facts = band(data, "senior", PayChoice(place=place)).facts
    assert any("mean only" in fact for fact in facts)


def test_that_only_percentiles_in_the_published_range_are_given(data: SalaryData) -> None:
    assert [point.percentile for point in band(data, "senior").points] == [0.25, 0.5, 0.75, 0.9]
    assert [point.percentile for point in band(data, "ai-product-manager").points] == [0.25, 0.5, 0.75]


def test_that_the_ai_product_manager_is_the_row_with_475_adverts_as_it_is_there(data: SalaryData) -> None:
    for choice in (PayChoice(), replace(CALIFORNIA_INFORMATION, prices="latest")):
        found = band(data, "ai-product-manager", choice)
        assert (found.low, found.typical, found.high) == (165_000, 200_000, 243_000)
        assert found.origin == "published"
        assert any("475 adverts" in fact and "about 2026" in fact for fact in found.facts)


def test_that_there_is_no_pay_of_mlops_managers(data: SalaryData) -> None:
    assert bands.rung_band(data, "mlops-manager", PayChoice()) is None
    assert data.rung("mlops-manager").missing == "no figure for managers"


def test_that_steps_between_rungs_say_whose_they_are(data: SalaryData) -> None:
    said = (
        "Steps between rungs come from engineers' experience levels, not managers'; adverts of managers are the marks."
    )
    for rung in LADDER:
        assert said in band(data, rung).facts


def test_that_later_prices_raise_the_curve_but_nothing_published(data: SalaryData) -> None:
    latest = PayChoice(prices="latest")
    assert typical(data, "senior", latest) / typical(data, "senior") == pytest.approx(1.0229, abs=0.00005)
    assert typical(data, "ai-product-manager", latest) == 200_000
    assert bands.NATIONAL in band(data, "ai-product-manager", latest).facts


def test_that_abroad_is_a_question_of_prices_whose_error_is_not_known(data: SalaryData) -> None:
    there = band(data, "senior", PayChoice(country="GB"))
    assert there.currency == "GBP"
    assert there.typical == pytest.approx(typical(data, "senior") * 0.664153)
    assert there.error is None
    assert (there.shown.soft_low, there.shown.soft_high) == (there.shown.low, there.shown.high)
    assert there.error_words == (
        "not known; local adverts found lie from 11 % higher to 62 % lower, most of them lower"
    )
    assert any("it is no pay there" in fact for fact in there.facts)
    assert "worldbank-ppp-2024" in there.provenance


def test_that_how_far_local_adverts_lie_is_computed_from_their_rows(data: SalaryData) -> None:
    found = abroad.apart(data)
    assert len(found) == len(data.abroad.adverts) - 1  # London's row names no title of its own
    assert max(found) == pytest.approx(3_600_000 / (159_125 * 20.4219876045922) - 1)
    assert min(found) == pytest.approx(45_006 / (168_538 * 0.710451) - 1)

    def said(*adverts: str) -> str:
        some = tuple(one for one in data.abroad.adverts if one.id in adverts)
        return abroad.how_far(replace(data, abroad=replace(data.abroad, adverts=some)))

    assert said() == "not known; no local adverts were found"
    lower = "not known; local adverts found lie from 6 to 62 % lower, most of them lower"
    assert said("de-machine-learning-engineer", "at-ai-engineer") == lower
    assert said("in-data-scientist") == "not known; local adverts found lie from 11 to 11 % higher"


CURVE = ("founding-2025", "aijobs-factors", "model-2026")
CURVE_ROWS = ("published-p25", "published-p75", "senior")


@pytest.mark.parametrize(
    ("choice", "sources", "rows"),
    [
        (PayChoice(), (), ()),
        (PayChoice(place="CA"), ("oews-2023-states",), ("CA",)),
        (PayChoice(place="MT"), (), ()),
        (PayChoice(place="MT", buying_power=True), ("bea-rpp-2023",), ("MT",)),
        (PayChoice(sector="51"), ("oews-2024-sectors",), ("51",)),
        (PayChoice(prices="latest"), ("bls-eci",), ("eci-2026-03",)),
        (PayChoice(country="GB"), ("worldbank-ppp-2024",), ("GB",)),
        (PayChoice(buying_power=True), (), ()),
    ],
)
def test_that_a_band_names_the_sources_and_rows_of_all_that_made_it_and_of_nothing_else(
    data: SalaryData, choice: PayChoice, sources: tuple[str, ...], rows: tuple[str, ...]
) -> None:
    found = band(data, "senior", choice)
    assert found.provenance == (*CURVE, *sources)
    assert tuple(row.key for row in found.rows) == (*CURVE_ROWS, *rows)


def test_that_every_factor_is_said_with_its_size_and_time(data: SalaryData) -> None:
    choice = replace(CALIFORNIA_INFORMATION, prices="latest", buying_power=True)
    facts = band(data, "senior", choice).facts
    for said in (
        "California: 1.20 of the national mean (May 2023).",
        "Divided by the price level of California, 112.6 (United States 100).",
        "Information: 1.15 of the national median (May 2024).",
        "Brought from 2025-06 to 2026-03 by the wage index: +2.3 %.",
    ):
        assert said in facts


@pytest.mark.parametrize(("adverts", "thin"), [(475, False), (20, False), (19, True), (1, True)])
def test_that_few_adverts_are_called_a_thin_sample(data: SalaryData, adverts: int, thin: bool) -> None:
    rung = data.rung("ai-product-manager")
    changed = replace(rung, titles=(replace(rung.titles[0], n=adverts),))
    rungs = tuple(changed if one.id == rung.id else one for one in data.ladder.rungs)
    facts = band(replace(data, ladder=replace(data.ladder, rungs=rungs)), "ai-product-manager").facts
    assert any("thin sample" in fact for fact in facts) is thin
    assert any(("1 advert," if adverts == 1 else f"{adverts} adverts") in fact for fact in facts)


def test_that_buying_power_divides_by_the_price_level_of_the_place(data: SalaryData) -> None:
    power = band(data, "senior", PayChoice(place="CA", buying_power=True))
    assert power.typical == pytest.approx(
        typical(data, "senior", PayChoice(place="CA")) * 100 / data.place("CA").prices
    )
    assert "bea-rpp-2023" in power.provenance
    assert typical(data, "senior", PayChoice(buying_power=True)) == typical(data, "senior")


@pytest.mark.parametrize(
    "choice", [PayChoice(place="ZZ"), PayChoice(sector="0"), PayChoice(country="XX"), PayChoice(place="California")]
)
def test_that_an_unknown_choice_is_one_clear_sentence(data: SalaryData, choice: PayChoice) -> None:
    with pytest.raises(UnknownChoiceError, match=r"^The pay data have no (place|sector|country) “.*”\.$"):
        bands.rung_band(data, "senior", choice)


def test_that_an_unknown_rung_is_one_clear_sentence(data: SalaryData) -> None:
    with pytest.raises(UnknownChoiceError, match="no rung “vp”"):
        bands.rung_band(data, "vp", PayChoice())


def test_that_every_choice_gives_rising_bands_whose_rows_and_sources_are_found(data: SalaryData) -> None:
    places = [None, *data.places]
    for place, sector in product(places, [None, *data.sectors]):
        choice = PayChoice(place, sector, "latest")
        for rung in data.rungs:
            found = bands.rung_band(data, rung, choice)
            if found is None:
                continue
            amounts = [point.amount for point in found.points]
            assert all(low < high for low, high in pairwise(amounts))
            assert 0 < found.low < found.high
            assert found.shown.soft_low <= found.shown.low
            assert found.shown.high <= found.shown.soft_high
            assert all(source in data.provenances for source in found.provenance)
            assert all(row.line > 0 for row in found.rows)


def test_that_the_steps_of_the_ladder_stay_in_order_everywhere(data: SalaryData) -> None:
    for place in data.places:
        centres = [typical(data, rung, PayChoice(place=place)) for rung in LADDER]
        assert centres == sorted(centres)


def test_that_factors_apply_once_and_only_where_they_are_chosen(data: SalaryData) -> None:
    assert Scale(data, PayChoice(), None).product == 1
    assert Scale(data, CALIFORNIA_INFORMATION, None).product == pytest.approx(217_030 / 180_720 * 196_060 / 171_200)
