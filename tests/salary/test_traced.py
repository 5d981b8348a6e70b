"""Every figure of pay and demand leads back to a row it was copied from, and every band can be worked out from these.

``rows/`` holds those rows as they were gathered, and the five figures below are those of the founding document. Nothing
here imports the model's own sums: they are done once more.
"""

from __future__ import annotations

import csv
import re
from math import exp, floor, log, sqrt
from pathlib import Path
from statistics import NormalDist

import pytest
from tests import given

from nextrung.salary.model import PayChoice, SalaryData
from nextrung.ui.role import demand
from nextrung.ui.salary import rows, state

FIVE = {"entry": 117_984, "p25": 188_327, "typical": 237_206, "p75": 303_749, "top": 376_088}
CLAIMS = ("49 %", "one third", "91 %", "12 %")
"""The founding document's claims without a source."""
FACTORS = {"first-line": 0.89, "senior": 1.06, "director": 1.24}
"""The pay model's factors: 0.837, 1 and 1.169 times exp(0.061), rounded."""
TITLES = {
    "advert-ml-manager": ("Machine Learning Manager", "all"),
    "advert-engineering-manager": ("Engineering Manager", "MI"),
    "advert-engineering-manager-senior": ("Engineering Manager", "SE"),
    "advert-director-ml": ("Director of Machine Learning", "all"),
    "advert-head-ai": ("Head of AI", "all"),
    "advert-head-ml": ("Head of Machine Learning", "all"),
    "advert-mlops-engineer": ("MLOps Engineer", "all"),
}
PERCENTILES = ("p10", "p25", "p50", "p75", "p90")


def read(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / "rows" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    return float(text) if text else None


def percentiles(row: dict[str, str]) -> tuple[float | None, ...]:
    return tuple(number(row[name]) for name in PERCENTILES)


def test_that_the_published_figures_are_the_five(data: SalaryData) -> None:
    assert [figure.amount for figure in data.published.figures] == list(FIVE.values())
    assert number(read("roles_other")[-1]["mean_or_avg"]) == FIVE["typical"]


def test_that_official_pay_and_employment_are_their_rows(data: SalaryData) -> None:
    found = {row["reference"]: row for row in read("oews_national")}
    for one in data.official.rows:
        row = found[one.period]
        assert (one.p10, one.p25, one.p50, one.p75, one.p90) == percentiles(row)
        assert (one.employment, one.mean, one.mean_rse) == tuple(
            number(row[name]) for name in ("employment", "mean_annual_usd", "mean_rse_pct")
        )
    nation = found["May 2023"]["mean_annual_usd"], found["May 2024"]["p50"]
    assert (data.areas.national_mean, data.industry.national_median) == tuple(map(float, nation))


def test_that_places_and_sectors_are_their_rows(data: SalaryData) -> None:
    states = {row["state"]: row for row in read("oews_state")}
    prices = {row["state"]: number(row["RPPs: All items"]) for row in read("rpp_state")}
    for place in data.places.values():
        row = states.get(place.id)
        pay = tuple(number(row[name]) if row else None for name in ("mean_annual_usd", "p25", "p50", "p75"))
        assert (place.mean, place.p25, place.p50, place.p75) == pay, place.id
        assert place.prices == prices[place.id], place.id
    sectors = {row["naics_sector"]: row for row in read("oews_industry")}
    for sector in data.sectors.values():
        row = sectors[sector.id]
        assert (sector.p10, sector.p25, sector.p50, sector.p75, sector.p90) == percentiles(row), sector.id
        assert (sector.employment, sector.mean) == (number(row["employment"]), number(row["mean_annual_usd"]))


def test_that_prices_and_purchasing_power_are_their_rows(data: SalaryData) -> None:
    index = {row["period"]: number(row["index_dec2005_100"]) for row in read("eci")}
    assert {one.month: one.index for one in data.prices.quarters} == index
    power = {row["iso2"]: number(row["ppp_lcu_per_intl_usd"]) for row in read("ppp")}
    assert {one.id: one.ppp for one in data.countries.values()} == {k: v for k, v in power.items() if k != "US"}


def test_that_adverts_in_the_united_states_are_their_rows(data: SalaryData) -> None:
    adverts = {(row["job_title"], row["experience_level"]): row for row in read("roles_us_aijobs")}
    pulse = next(row for row in read("roles_other") if row["role"] == "AI Product Manager")
    for title in (title for rung in data.rungs.values() for title in rung.titles):
        row = pulse if title.id == "pulse-ai-product-manager" else adverts[TITLES[title.id]]
        n = row["n"] if row is pulse else row["n_postings"]
        assert title.n == int(n), title.id
        assert (title.p25, title.p50, title.p75) == tuple(number(row[name]) for name in ("p25", "p50", "p75"))


def test_that_adverts_abroad_are_all_rows_with_a_number_and_a_currency_that_is_sure(data: SalaryData) -> None:
    found = {(row["iso2"], row["role"]): row for row in read("international") if row["n_local"]}
    sure = {key for key, row in found.items() if key[0] != "US" and not row["currency"].endswith("?")}
    shown = {(one.country, one.title): one for one in data.abroad.adverts if one.id != "gb-london"}
    assert {*shown, ("GB", "permanent adverts citing Machine Learning (all levels)")} == sure
    for key, one in shown.items():
        row = found[key]
        assert (one.n, one.p50, one.currency) == (int(row["n_local"]), number(row["p50_local"]), row["currency"])
    for same in data.abroad.same_titles:
        row = found["US", same.title]
        assert (same.n, same.p50) == (int(row["n_local"]), number(row["p50_local"]))
    london = next(one for one in data.abroad.adverts if one.id == "gb-london")
    row = found["GB", "permanent adverts citing Machine Learning (all levels)"]
    noted = [int(one.replace(",", "")) for one in re.findall(r"p\d\d ([\d,]+)", row["note"])]
    assert [amount for _, amount in london.points] == noted
    assert london.n == int(row["n"])


def rounded(amount: float, step: float) -> float:
    return step * floor(amount / step + 0.5)


def worked_out(choice: PayChoice, rung: str) -> dict[str, float]:
    """The band of a rung from the rows alone: salary.md section 12, with the error of the ladder."""
    z25 = NormalDist().inv_cdf(0.75)
    sigma = log(FIVE["p75"] / FIVE["p25"]) / (2 * z25)
    centre = exp((log(FIVE["p25"]) + log(FIVE["p75"])) / 2) * FACTORS[rung]
    variance, error, factors = sigma**2 - 0.107**2, 0.10**2 + 0.20**2, []
    row = next((one for one in read("oews_state") if one["state"] == choice.place), None)
    if row and row["mean_annual_usd"]:
        factors.append(float(row["mean_annual_usd"]) / 180_720)
        variance, error = variance - 0.138**2, error + 0.11**2
    if choice.sector:
        row = next(one for one in read("oews_industry") if one["naics_sector"] == choice.sector)
        factors.append(float(row["p50"]) / 171_200)
        variance, error = variance - 0.100**2, error + 0.04**2
    rest, step = 1.0, 5000.0
    if choice.country:
        rest = next(float(one["ppp_lcu_per_intl_usd"]) for one in read("ppp") if one["iso2"] == choice.country)
        step *= 10.0 ** max(0, floor(log(rest, 10)))
    high = low = 1.0
    for factor in factors:
        high *= factor
    low = max(factors) if len(factors) == 2 and min(factors) > 1 else high
    half = sqrt(variance) * z25
    away = exp(0 if choice.country else sqrt(error))
    return {
        "low": rounded(centre * low * rest * exp(-half), step),
        "typical_low": rounded(centre * low * rest, step),
        "typical": rounded(centre * high * rest, step),
        "high": rounded(centre * high * rest * exp(half), step),
        "soft_low": rounded(centre * low * rest * exp(-half) / away, step),
        "soft_high": rounded(centre * high * rest * exp(half) * away, step),
    }


@pytest.mark.parametrize(
    "choice",
    [
        PayChoice(),
        PayChoice("CA", "51"),
        PayChoice("TX"),
        PayChoice("MT"),
        PayChoice("NY", "61"),
        PayChoice(sector="99"),
        PayChoice(country="DE"),
        PayChoice("CA", country="GB"),
        PayChoice(country="IN"),
        PayChoice(country="JP"),
    ],
)
def test_that_bands_worked_out_from_the_rows_are_those_on_screen(data: SalaryData, choice: PayChoice) -> None:
    shown = {rung.id: rung for rung in state.build(data, None, choice).rungs}
    for rung in FACTORS:
        for name, amount in worked_out(choice, rung).items():
            assert getattr(shown[rung], name) == pytest.approx(amount), (rung, name)


def test_that_each_amount_on_the_salary_page_is_a_row_or_a_band_worked_out(data: SalaryData) -> None:
    """Every amount of money in the texts of chart and table, for each place, is known from the rows."""
    for choice in (PayChoice(), *(PayChoice(place) for place in data.places), PayChoice("CA", "51")):
        known = {f"${amount:,.0f}" for amount in FIVE.values()}
        sources = [read("oews_national")[-1], *read("roles_us_aijobs"), *read("roles_other")]
        sources += [row for row in read("oews_state") if row["state"] == choice.place]
        sources += [row for row in read("oews_industry") if row["naics_sector"] == choice.sector]
        known |= {f"${float(row[name]):,.0f}" for row in sources for name in PERCENTILES if row.get(name)}
        known |= {"$144k", "$195k"}  # the adverts of MLOps engineers, 143,906 to 195,175, in short
        for rung in FACTORS:
            known |= {f"${amount / 1000:.0f}k" for amount in worked_out(choice, rung).values()}
            known.add(f"${rounded(p90(choice, rung), 5000) / 1000:.0f}k")
        means = [row["mean_annual_usd"] for row in read("oews_state") if row["state"] == choice.place]
        ratio = float(means[0]) if means and means[0] else 0
        national = [float(read("oews_national")[-1][name]) for name in PERCENTILES]
        known |= {f"${rounded(amount * ratio / 180_720, 5000) / 1000:.0f}k" for amount in national}
        shown = state.build(data, None, choice)
        table, _ = rows.table(shown)
        texts = [cell for row in table for cell in row]
        for line in rows.chart(shown):
            texts += [line.name, line.detail, line.spoken, line.aside, *(mark.name for mark in line.marks)]
        found = {amount for text in texts for amount in re.findall(r"\$\d[\d,]*\dk?", text)}
        assert len(found) > 30
        assert found <= known, (choice, found - known)


def p90(choice: PayChoice, rung: str) -> float:
    """The 90th percentile of a rung, from its middle half."""
    z25, z90 = NormalDist().inv_cdf(0.75), NormalDist().inv_cdf(0.90)
    sigma = log(FIVE["p75"] / FIVE["p25"]) / (2 * z25)
    variance = sigma**2 - 0.107**2
    centre = exp((log(FIVE["p25"]) + log(FIVE["p75"])) / 2) * FACTORS[rung]
    state_row = next((one for one in read("oews_state") if one["state"] == choice.place), None)
    if state_row and state_row["mean_annual_usd"]:
        variance, centre = variance - 0.138**2, centre * float(state_row["mean_annual_usd"]) / 180_720
    if choice.sector:
        row = next(one for one in read("oews_industry") if one["naics_sector"] == choice.sector)
        variance, centre = variance - 0.100**2, centre * float(row["p50"]) / 171_200
    return centre * exp(sqrt(variance) * z90)


def test_that_every_figure_of_demand_is_a_row_or_a_claim_named_as_one(data: SalaryData) -> None:
    people = [int(row["employment"]) for row in read("oews_national")]
    growth = data.demand.growth
    assert [growth.percent, growth.first, growth.last] == [17, 2023, 2033]  # BLS Employment Projections, 2024
    for claim, figure in zip(data.demand.claims, CLAIMS, strict=True):
        assert figure in claim.text
    shown = demand.build(data)
    assert [one.people for one in shown.years] == people
    assert (people[0], people[-1]) == (485_190, 670_570)
    assert [one.text for one in shown.claims] == [claim.text for claim in data.demand.claims]


def test_that_figures_of_pay_in_the_guide_to_the_role_are_rows_too() -> None:
    guide = (given.PROJECT / "questionnaires" / "ml-manager" / "role.yaml").read_text(encoding="utf-8")
    known = {*FIVE.values(), 171_200, *(int(row["p50"]) for row in read("oews_industry"))}
    found = {int(amount.replace(",", "")) for amount in re.findall(r"\$([\d,]+\d)", guide)}
    assert found
    assert found <= known
