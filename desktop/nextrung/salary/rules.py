"""What pay data must obey beyond their types: sources, orders, ranges, known places and currencies. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import log

from msgspec import Struct
from msgspec.structs import asdict

from nextrung.salary import model
from nextrung.salary.currencies import CURRENCIES
from nextrung.salary.curve import z_of
from nextrung.salary.formats import LocalAdverts, OfficialError, PaySpread, Provenance, Rung, RungError, Title
from nextrung.salary.model import SalaryData

_AREAS = """
AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR
PA RI SC SD TN TX UT VT VA WA WV WI WY
"""
US_AREAS = frozenset(_AREAS.split())
"""The 50 states and the District of Columbia."""

_VERSION = re.compile(r"\d+\.\d+\.\d+")
_MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
_COUNTRY = re.compile(r"[A-Z]{2}")
FACTORS = (0.2, 5.0)
"""A rung's factor outside these is a slip of the pen."""
PRICE_LEVELS = (50.0, 200.0)
LARGEST_AMOUNT = 1e9
MOST_SHRINKING, MOST_GROWING = -100, 1000


class PayDataProblem(Struct, frozen=True):
    """Something wrong in ``file`` with the thing called ``subject``; ``field`` points at the key when it is known."""

    file: str
    subject: str
    field: str
    message: str


def problems(data: SalaryData) -> Iterator[PayDataProblem]:
    """Everything that is wrong, file by file."""
    yield from _headers(data)
    yield from _published(data)
    yield from _rungs(data)
    yield from _official(data)
    yield from _places(data)
    yield from _sectors(data)
    yield from _prices(data)
    yield from _abroad(data)
    yield from _demand(data)


def _headers(data: SalaryData) -> Iterator[PayDataProblem]:
    owner: dict[str, str] = {}
    for name, file in data.files.items():
        if file.id != f"pay-{name.removesuffix('.yaml')}":
            yield PayDataProblem(name, file.id, "id", f"the id of this file must be pay-{name.removesuffix('.yaml')}")
        # Three numbers: which of two files is newer is told by comparing them one by one.
        if not _VERSION.fullmatch(file.version):
            yield PayDataProblem(
                name, "", "version", f"“{file.version}” is no version; write three numbers such as 1.0.0"
            )
        if not file.sources:
            yield PayDataProblem(name, "", "sources", "there is no source; every figure needs one")
        for source in file.sources:
            yield from _source(name, source)
            if source.id in owner:
                yield PayDataProblem(
                    name, source.id, "id", f"{owner[source.id]} has a source with this id too; rename one"
                )
            owner.setdefault(source.id, name)


def _source(file: str, source: Provenance) -> Iterator[PayDataProblem]:
    if source.address is not None and not source.address.startswith("https://"):
        yield PayDataProblem(file, source.id, "address", "the address must begin with https://")
    if source.month is not None:
        yield from _month(file, source.id, source.month)
    if source.n is not None and source.n < 1:
        yield PayDataProblem(file, source.id, "n", "n must be at least 1; leave it out when it is not known")


def _month(file: str, subject: str, month: str) -> Iterator[PayDataProblem]:
    if not _MONTH.fullmatch(month):
        yield PayDataProblem(file, subject, "month", f"“{month}” is no month; write year and month such as 2025-05")


def _cited(file: str, subject: str, field: str, source: str, known: Iterable[Provenance]) -> Iterator[PayDataProblem]:
    ids = [one.id for one in known]
    if source not in ids:
        message = f"there is no source “{source}” in this file; add it to sources, or use {', '.join(ids) or 'none'}"
        yield PayDataProblem(file, subject, field, message)


def _unique(file: str, kind: str, ids: Iterable[str]) -> Iterator[PayDataProblem]:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            yield PayDataProblem(file, one, "id", f"two things have this {kind} id; every id may be used once")
        seen.add(one)


def _amounts(file: str, subject: str, named: Iterable[tuple[str, float | None]]) -> Iterator[PayDataProblem]:
    for name, amount in named:
        if amount is not None and not 0 < amount < LARGEST_AMOUNT:
            yield PayDataProblem(
                file, subject, name, f"{name} is {amount:,.0f}; an amount must be above 0 and below a billion"
            )


def _rising(file: str, subject: str, named: Iterable[tuple[str, float | None]]) -> Iterator[PayDataProblem]:
    """Amounts above 0, in rising order of their percentiles."""
    given = [(name, amount) for name, amount in named if amount is not None]
    wrong = list(_amounts(file, subject, given))
    yield from wrong
    if wrong:
        return
    for (low, below), (high, above) in pairwise(given):
        if below >= above:
            message = f"{low} ({below:,.0f}) is not below {high} ({above:,.0f}); percentiles must rise"
            yield PayDataProblem(file, subject, high, message)


def _published(data: SalaryData) -> Iterator[PayDataProblem]:
    file, published = model.PUBLISHED_FILE, data.published
    yield from _unique(file, "figure", (figure.id for figure in published.figures))
    for figure in published.figures:
        yield from _cited(file, figure.id, "source", figure.source, published.sources)
        yield from _amounts(file, figure.id, [("amount", figure.amount)])
        if figure.percentile is not None and not 0 < figure.percentile < 1:
            # Without a place on the curve nothing can be said about the order of the figures.
            yield PayDataProblem(file, figure.id, "percentile", "a percentile lies between 0 and 1, such as 0.25")
            return
    ranked = sorted((f.percentile, f.amount, f.id) for f in published.figures if f.percentile is not None)
    for (below, low, _), (above, high, name) in pairwise(ranked):
        if below == above or low >= high:
            yield PayDataProblem(
                file, name, "amount", "percentiles are out of order: a higher one must have a higher amount"
            )
    rule = published.curve
    by_id = {figure.id: figure.percentile for figure in published.figures}
    ends = [by_id.get(rule.low), by_id.get(rule.high)]
    if None in ends:
        yield PayDataProblem(file, "", "curve", "low and high must name two figures that have a percentile")
    elif not (ends[0] or 0) < (ends[1] or 0):
        yield PayDataProblem(file, "", "curve", "the percentile of low must be below that of high")
    # every band goes from the 25th to the 75th percentile, and the curve has no amount at 0 or 1
    if not (0 < rule.lowest <= 0.25 and 0.75 <= rule.highest < 1):
        yield PayDataProblem(file, "", "curve", "lowest to highest must hold 0.25 to 0.75 and stay between 0 and 1")


def _rungs(data: SalaryData) -> Iterator[PayDataProblem]:
    file, ladder = model.RUNGS_FILE, data.ladder
    yield from _unique(file, "rung", (rung.id for rung in ladder.rungs))
    yield from _unique(file, "title", (title.id for rung in ladder.rungs for title in rung.titles))
    yield from _cited(file, "", "factor_source", ladder.factor_source, ladder.sources)
    yield from _cited(file, "", "model_source", ladder.model_source, ladder.sources)
    yield from _parts(file, "error", ladder.error)
    yield from _parts(file, "spread", ladder.spread)
    yield from _spread(data)
    for rung in ladder.rungs:
        yield from _rung(rung, data)
        for title in rung.titles:
            yield from _title(title, data)
    steps = [(rung.step, rung.factor or 0, rung.id) for rung in ladder.rungs if rung.step is not None]
    for (step, factor, _), (next_step, next_factor, name) in pairwise(steps):
        if next_step != step + 1 or next_factor <= factor:
            yield PayDataProblem(
                file, name, "step", "steps must count up by one, with rising factors, lowest rung first"
            )


def _rung(rung: Rung, data: SalaryData) -> Iterator[PayDataProblem]:
    file = model.RUNGS_FILE
    if rung.factor is not None and not FACTORS[0] <= rung.factor <= FACTORS[1]:
        yield PayDataProblem(file, rung.id, "factor", f"a factor must lie from {FACTORS[0]} to {FACTORS[1]}")
    # Two ways to pay one rung would show two figures for it, and nothing says which is meant.
    if sum(one is not None for one in (rung.factor, rung.ends, rung.missing)) > 1:
        yield PayDataProblem(file, rung.id, "", "give only one of factor, ends and missing")
    if rung.beside and rung.missing is None and not rung.titles:
        yield PayDataProblem(file, rung.id, "", "a rung without factor and ends needs a title, or missing in words")
    if rung.step is not None and (rung.factor is None or rung.role is None):
        yield PayDataProblem(file, rung.id, "step", "a rung with a step needs a factor and a role")
    if rung.ends is not None:
        amounts = {figure.id: figure.amount for figure in data.published.figures}
        low, high = (amounts.get(one) for one in rung.ends)
        if low is None or high is None or low >= high:
            yield PayDataProblem(
                file, rung.id, "ends", "ends must name two figures of published.yaml, the lower one first"
            )


def _title(title: Title, data: SalaryData) -> Iterator[PayDataProblem]:
    file = model.RUNGS_FILE
    yield from _cited(file, title.id, "source", title.source, data.ladder.sources)
    yield from _rising(file, title.id, [("p25", title.p25), ("p50", title.p50), ("p75", title.p75)])
    yield from _number(file, title.id, title.n)


def _number(file: str, subject: str, n: int) -> Iterator[PayDataProblem]:
    if n < 1:
        yield PayDataProblem(file, subject, "n", "n must be at least 1")


def _parts(file: str, field: str, parts: PaySpread | RungError | OfficialError) -> Iterator[PayDataProblem]:
    """Each part of an error or a spread, named with the line it stands on."""
    for name, value in asdict(parts).items():
        # A log standard deviation of 1 is a factor of 2.7 to either side; the largest known part is 0.2.
        if not 0 <= value <= 1:
            message = f"{value:g} is no log standard deviation of pay; it must lie from 0 to 1"
            yield PayDataProblem(file, "", f"{field}.{name}", message)


def _spread(data: SalaryData) -> Iterator[PayDataProblem]:
    figures = {figure.id: figure for figure in data.published.figures}
    low, high = figures.get(data.published.curve.low), figures.get(data.published.curve.high)
    if low is None or high is None or not low.percentile or not high.percentile or not 0 < low.amount < high.amount:
        return
    # Refused above already; here it only keeps the quantiles defined.
    if not 0 < low.percentile < high.percentile < 1:
        return
    sigma = log(high.amount / low.amount) / (z_of(high.percentile) - z_of(low.percentile))
    spread = data.ladder.spread
    # The spread that is left must not be the root of a negative number (``bands.py``).
    if spread.place**2 + spread.sector**2 + spread.rung**2 >= sigma**2:
        message = f"place, sector and rung together take away more than the whole spread ({sigma:.3f})"
        yield PayDataProblem(model.RUNGS_FILE, "", "spread", message)


def _official(data: SalaryData) -> Iterator[PayDataProblem]:
    file, official = model.OFFICIAL_FILE, data.official
    yield from _parts(file, "error", official.error)
    yield from _unique(file, "row", (row.id for row in official.rows))
    if not official.rows:
        yield PayDataProblem(file, "", "rows", "there is no row; at least one year is needed")
    for row in official.rows:
        yield from _cited(file, row.id, "source", row.source, official.sources)
        yield from _month(file, row.id, row.month)
        named = [("p10", row.p10), ("p25", row.p25), ("p50", row.p50), ("p75", row.p75), ("p90", row.p90)]
        yield from _rising(file, row.id, named)
        yield from _amounts(file, row.id, [("mean", row.mean), ("employment", row.employment)])
    for older, newer in pairwise(official.rows):
        if older.month >= newer.month:
            yield PayDataProblem(file, newer.id, "month", "rows must stand from the oldest year to the newest")


def _places(data: SalaryData) -> Iterator[PayDataProblem]:
    file, areas = model.PLACES_FILE, data.areas
    yield from _unique(file, "place", (place.id for place in areas.places))
    yield from _cited(file, "", "pay_source", areas.pay_source, areas.sources)
    yield from _cited(file, "", "price_source", areas.price_source, areas.sources)
    yield from _amounts(file, "", [("national_mean", areas.national_mean)])
    for place in areas.places:
        if place.id not in US_AREAS:
            message = f"“{place.id}” is no known place; use the two letters of a state, or DC"
            yield PayDataProblem(file, place.id, "id", message)
        yield from _amounts(file, place.id, [("mean", place.mean)])
        yield from _rising(file, place.id, [("p25", place.p25), ("p50", place.p50), ("p75", place.p75)])
        if not PRICE_LEVELS[0] <= place.prices <= PRICE_LEVELS[1]:
            yield PayDataProblem(
                file, place.id, "prices", f"a price level lies from {PRICE_LEVELS[0]} to {PRICE_LEVELS[1]}"
            )
        if (place.mean is None or place.p50 is None) and place.missing is None:
            yield PayDataProblem(file, place.id, "missing", "say in missing which figures are not there")
    # A place that is left out cannot be chosen; listed with what is missing, it says why there is no figure.
    absent = sorted(US_AREAS - {place.id for place in areas.places})
    if absent:
        yield PayDataProblem(
            file, "", "places", f"these places are left out: {', '.join(absent)}; say what is missing instead"
        )


def _sectors(data: SalaryData) -> Iterator[PayDataProblem]:
    file, industry = model.SECTORS_FILE, data.industry
    yield from _unique(file, "sector", (sector.id for sector in industry.sectors))
    yield from _cited(file, "", "source", industry.source, industry.sources)
    yield from _amounts(file, "", [("national_median", industry.national_median)])
    for sector in industry.sectors:
        named = [(name, getattr(sector, name)) for name in ("p10", "p25", "p50", "p75", "p90")]
        yield from _rising(file, sector.id, named)
        yield from _amounts(file, sector.id, [("mean", sector.mean), ("employment", sector.employment)])
        if (sector.p75 is None or sector.p90 is None) and sector.missing is None:
            yield PayDataProblem(file, sector.id, "missing", "say in missing which figures are not there")


def _prices(data: SalaryData) -> Iterator[PayDataProblem]:
    file, prices = model.PRICES_FILE, data.prices
    yield from _unique(file, "quarter", (quarter.id for quarter in prices.quarters))
    yield from _cited(file, "", "source", prices.source, prices.sources)
    if not prices.quarters:
        yield PayDataProblem(file, "", "quarters", "there is no quarter; at least one is needed")
    for quarter in prices.quarters:
        yield from _month(file, quarter.id, quarter.month)
        if quarter.index <= 0:
            yield PayDataProblem(file, quarter.id, "index", "an index must be above 0")
    for older, newer in pairwise(prices.quarters):
        if older.month >= newer.month:
            yield PayDataProblem(file, newer.id, "month", "quarters must stand from the oldest to the newest")


def _abroad(data: SalaryData) -> Iterator[PayDataProblem]:
    file, abroad = model.ABROAD_FILE, data.abroad
    yield from _unique(file, "country", (country.id for country in abroad.countries))
    yield from _unique(file, "advert", [*(one.id for one in abroad.same_titles), *(one.id for one in abroad.adverts)])
    yield from _cited(file, "", "source", abroad.source, abroad.sources)
    for country in abroad.countries:
        if not _COUNTRY.fullmatch(country.id):
            yield PayDataProblem(file, country.id, "id", "a country id is two capital letters, such as GB")
        # A misspelt code would stand beside amounts as if it were a currency.
        if country.currency not in CURRENCIES:
            message = f"“{country.currency}” is no known currency; use three capital letters such as EUR"
            yield PayDataProblem(file, country.id, "currency", message)
        if country.ppp <= 0:
            yield PayDataProblem(file, country.id, "ppp", "purchasing power must be above 0")
    for same in abroad.same_titles:
        yield from _cited(file, same.id, "source", same.source, abroad.sources)
        yield from _amounts(file, same.id, [("p50", same.p50)])
        yield from _number(file, same.id, same.n)
    for local in abroad.adverts:
        yield from _local(local, data)


def _local(local: LocalAdverts, data: SalaryData) -> Iterator[PayDataProblem]:
    file = model.ABROAD_FILE
    yield from _cited(file, local.id, "source", local.source, data.abroad.sources)
    yield from _number(file, local.id, local.n)
    named = [(name, getattr(local, name)) for name in ("p10", "p25", "p50", "p75", "p90")]
    yield from _rising(file, local.id, named)
    country = data.countries.get(local.country)
    if country is None:
        yield PayDataProblem(file, local.id, "country", f"there is no country “{local.country}” in this file")
    elif local.currency != country.currency:
        message = (
            f"the currency is {local.currency}, that of {country.name} is {country.currency}; leave doubtful rows out"
        )
        yield PayDataProblem(file, local.id, "currency", message)


def _demand(data: SalaryData) -> Iterator[PayDataProblem]:
    file, demand = model.DEMAND_FILE, data.demand
    yield from _unique(file, "claim", (claim.id for claim in demand.claims))
    growth = demand.growth
    yield from _cited(file, growth.id, "source", growth.source, demand.sources)
    if growth.first >= growth.last:
        yield PayDataProblem(file, growth.id, "last", "the last year must come after the first")
    if not MOST_SHRINKING <= growth.percent <= MOST_GROWING:
        message = f"growth is given in percent, from {MOST_SHRINKING} to {MOST_GROWING}"
        yield PayDataProblem(file, growth.id, "percent", message)
    for claim in demand.claims:
        yield from _cited(file, claim.id, "source", claim.source, demand.sources)
