from __future__ import annotations

from datetime import date
from math import log
from pathlib import Path

import pytest

from nextrung.salary import money
from nextrung.salary.figures import local_figures, published_figures, title_figures
from nextrung.salary.model import SalaryData


def test_that_pay_of_may_2025_rises_by_the_known_factor_to_march_2026(data: SalaryData) -> None:
    assert money.ageing(data.prices, "2025-05") == pytest.approx(1.0251, abs=0.00005)


def test_that_the_index_is_straight_in_its_logarithm_between_quarters(data: SalaryData) -> None:
    june = money.index_at(data.prices, "2025-06")
    assert june is not None
    assert log(june) == pytest.approx(log(164.8) + 3 / 9 * (log(168.103) - log(164.8)))
    assert money.index_at(data.prices, "2025-12") == pytest.approx(168.103)


def test_that_pay_is_never_carried_past_the_last_index(data: SalaryData) -> None:
    for month in ("2026-03", "2026-09", "2030-01"):
        assert money.ageing(data.prices, month) == 1
        assert money.index_at(data.prices, month) == 169.686


def test_that_pay_from_before_the_first_index_or_without_a_date_is_not_carried(data: SalaryData) -> None:
    assert money.ageing(data.prices, "2025-02") is None
    assert money.ageing(data.prices, None) is None
    assert money.ageing(data.prices, "2025-03") == pytest.approx(169.686 / 164.8)


def test_that_buying_power_shrinks_where_prices_are_high(data: SalaryData) -> None:
    assert money.buying_power(data, 112_600, "CA") == pytest.approx(100_000, rel=0.001)
    assert money.buying_power(data, 100_000, "AR") > 100_000


def test_that_purchasing_power_converts_into_the_currency_of_the_country(data: SalaryData) -> None:
    amount, currency = money.abroad(data, 200_000, "DE")
    assert amount == pytest.approx(140_172.4)
    assert currency == "EUR"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (169_491.2, 170_000),
        (167_499.9, 165_000),
        (167_500, 170_000),
        (0, 0),
        (2_499, 0),
    ],
)
def test_that_amounts_are_rounded_to_5000_for_the_screen(amount: float, shown: float) -> None:
    assert money.rounded(amount) == shown


def test_that_large_units_are_rounded_more_coarsely(data: SalaryData) -> None:
    steps = {country: money.display_step(data.country(country).ppp) for country in ("GB", "SE", "IN", "JP")}
    assert steps == {"GB": 5000, "SE": 5000, "IN": 50_000, "JP": 50_000}


def test_that_a_figure_is_old_after_24_months(data: SalaryData) -> None:
    source = data.provenances["oews-2025"]
    assert money.age_months(source.month, date(2026, 11, 23)) == 18
    assert not money.is_old(source, date(2027, 5, 31))
    assert money.is_old(source, date(2027, 6, 1))
    assert money.age_months("2026-12", date(2026, 11, 23)) == 0


def test_that_a_source_without_a_date_has_no_age(data: SalaryData) -> None:
    source = data.provenances["aimarketpulse-2026"]
    assert money.age_months(source.month, date(2026, 11, 23)) is None
    assert not money.is_old(source, date(2030, 1, 1))


def test_that_the_five_figures_are_exactly_as_published(data: SalaryData) -> None:
    figures = published_figures(data)
    assert [figure.amount for figure in figures] == [117_984, 188_327, 237_206, 303_749, 376_088]
    assert [figure.percentile for figure in figures] == [None, 0.25, None, 0.75, None]
    assert figures[2].provenance.source.startswith("techneeds.com")
    assert "average" in (figures[2].note or "")
    assert all("original source not named" in figures[i].provenance.source for i in (0, 1, 3, 4))


def test_that_every_figure_leads_to_its_file_row(data: SalaryData, folder: Path) -> None:
    figures = list(published_figures(data))
    figures += [figure for rung in data.rungs for figure in title_figures(data, rung)]
    figures += [figure for country in data.countries for figure in local_figures(data, country)]
    assert all(figure.row.line > 0 and figure.provenance.source for figure in figures)
    assert len({figure.id for figure in figures}) == len(figures)
    for figure in figures:
        line = (folder / figure.row.file).read_text(encoding="utf-8").splitlines()[figure.row.line - 1]
        assert figure.row.key in line
