"""The formats of the pay files (``assets/salary/*.yaml``): every Struct called ``...File`` is one file.

Amounts are gross pay for a year in United States dollars unless a currency stands beside them; percentiles are shares
between 0 and 1. Nothing is rounded.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal["survey", "advert", "model"]
Confidence = Literal["A", "B", "C"]


class Provenance(Struct, frozen=True):
    """Where figures come from. ``month`` (year-month) is the date used for ageing; None when the source has no date.

    ``kind``: a survey, adverts, or a model (indexes too). ``asked``: who was asked. ``sure``: how sure the figures are,
    in words. ``confidence``: A official file read, B official figures from a public copy, C commercial or secondary.
    ``method`` has two sentences. ``n`` and ``error`` where they are stated.
    """

    id: str
    source: str
    period: str
    kind: Kind
    asked: str
    sure: str
    licence: str
    confidence: Confidence
    method: str
    address: str | None = None
    month: str | None = None
    n: int | None = None
    error: str | None = None
    note: str | None = None


class FigureRow(Struct, frozen=True):
    """A figure as it stands in ``published.yaml``."""

    id: str
    label: str
    amount: float
    source: str
    percentile: float | None = None
    note: str | None = None


class CurveRule(Struct, frozen=True):
    """The two figures the curve runs through, and the percentiles between which it may be read."""

    low: str
    high: str
    lowest: float
    highest: float


class PublishedFile(Struct, frozen=True):
    """``published.yaml``: the published pay of ML managers; ``basis`` says whether base or total pay is meant."""

    id: str
    version: str
    basis: str
    sources: tuple[Provenance, ...]
    curve: CurveRule
    figures: tuple[FigureRow, ...]


class PaySpread(Struct, frozen=True):
    """What a known place, sector or rung takes out of the spread of pay: log standard deviations."""

    place: float
    sector: float
    rung: float


class RungError(Struct, frozen=True):
    """The parts of the error of a rung: log standard errors. The last two count where a place or sector is chosen."""

    level: float
    ladder: float
    place: float
    sector: float


class OfficialError(Struct, frozen=True):
    """The parts of the error of an official figure that is not as published: log standard errors."""

    level: float
    place: float
    ageing: float


class Title(Struct, frozen=True):
    """Advertised pay under one published job title: middle half and median of ``n`` adverts.

    ``level`` is the experience level of the adverts; None for all of them.
    """

    id: str
    title: str
    n: int
    p25: float
    p50: float
    p75: float
    source: str
    level: str | None = None
    note: str | None = None


class Rung(Struct, frozen=True):
    """A rung, or a role beside the ladder. Its pay is exactly one of four things.

    ``factor`` times the ML-manager curve; two published figures (``ends``), nothing between; the first of its
    ``titles`` as it is; or none, and ``missing`` says so. ``role`` is the role profile it belongs to (None: no
    profile). ``step`` is its place on the ladder from 1. Titles are shown beside a rung, never multiplied.
    """

    id: str
    name: str
    role: str | None = None
    step: int | None = None
    factor: float | None = None
    ends: tuple[str, str] | None = None
    missing: str | None = None
    note: str | None = None
    titles: tuple[Title, ...] = ()

    @property
    def beside(self) -> bool:
        """Whether it is another role, beside the ladder and what leads up to it."""
        return self.factor is None and self.ends is None

    @property
    def advertised(self) -> Title | None:
        """The title whose adverts are its pay; None where its pay is something else, or not known."""
        return self.titles[0] if self.beside and self.missing is None else None


class RungsFile(Struct, frozen=True):
    """``rungs.yaml``: rungs, and the constants of the model. ``steps`` says where the steps between rungs come from."""

    id: str
    version: str
    sources: tuple[Provenance, ...]
    factor_source: str
    model_source: str
    steps: str
    spread: PaySpread
    error: RungError
    rungs: tuple[Rung, ...]


class OfficialRow(Struct, frozen=True):
    """One year of the official survey for one occupation; ``p90`` is None where it was not published (top-coded)."""

    id: str
    period: str
    month: str
    employment: int
    mean: float
    mean_rse: float
    p10: float
    p25: float
    p50: float
    p75: float
    source: str
    p90: float | None = None
    note: str | None = None


class OfficialFile(Struct, frozen=True):
    """``official.yaml``: the nearest official occupation, oldest year first."""

    id: str
    version: str
    sources: tuple[Provenance, ...]
    name: str
    code: str
    error: OfficialError
    rows: tuple[OfficialRow, ...]


class PayPlace(Struct, frozen=True):
    """A US state or the District of Columbia; ``prices`` is the price level (United States = 100).

    Pay is that of all computer and information systems managers. ``missing`` says in a sentence what is not there.
    """

    id: str
    name: str
    prices: float
    mean: float | None = None
    p25: float | None = None
    p50: float | None = None
    p75: float | None = None
    missing: str | None = None


class PlacesFile(Struct, frozen=True):
    """``places.yaml``; a place's factor is its mean divided by ``national_mean``."""

    id: str
    version: str
    sources: tuple[Provenance, ...]
    pay_source: str
    price_source: str
    national_mean: float
    places: tuple[PayPlace, ...]


class Sector(Struct, frozen=True):
    """A NAICS sector with the pay of all computer and information systems managers in it; None: not published."""

    id: str
    name: str
    employment: int
    mean: float
    p10: float
    p25: float
    p50: float
    p75: float | None = None
    p90: float | None = None
    missing: str | None = None


class SectorsFile(Struct, frozen=True):
    """``sectors.yaml``; a sector's factor is its median divided by ``national_median``."""

    id: str
    version: str
    sources: tuple[Provenance, ...]
    source: str
    national_median: float
    sectors: tuple[Sector, ...]


class Quarter(Struct, frozen=True):
    """A published cost index at the end of a quarter (``month``: year-month)."""

    id: str
    month: str
    index: float


class PricesFile(Struct, frozen=True):
    """``prices.yaml``: the wage index that brings pay to later prices, oldest quarter first."""

    id: str
    version: str
    sources: tuple[Provenance, ...]
    source: str
    quarters: tuple[Quarter, ...]


class Country(Struct, frozen=True):
    """A country: ``ppp`` is what one United States dollar buys, in units of ``currency``."""

    id: str
    name: str
    currency: str
    ppp: float


class SameTitle(Struct, frozen=True):
    """The median of ``n`` adverts with one title in the United States, in dollars."""

    id: str
    title: str
    n: int
    p50: float
    source: str


class LocalAdverts(Struct, frozen=True):
    """Adverts found in a country: the median of ``n``, in its currency; the other percentiles where they are known."""

    id: str
    country: str
    title: str
    n: int
    currency: str
    p50: float
    source: str
    p10: float | None = None
    p25: float | None = None
    p75: float | None = None
    p90: float | None = None

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """The percentiles that are known (shares) with their amounts, rising."""
        named = zip((0.10, 0.25, 0.50, 0.75, 0.90), (self.p10, self.p25, self.p50, self.p75, self.p90), strict=True)
        return tuple((share, amount) for share, amount in named if amount is not None)


class AbroadFile(Struct, frozen=True):
    """``abroad.yaml``: purchasing power by country, and the job adverts that were found there."""

    id: str
    version: str
    sources: tuple[Provenance, ...]
    source: str
    same_titles: tuple[SameTitle, ...]
    adverts: tuple[LocalAdverts, ...]
    countries: tuple[Country, ...]


class Growth(Struct, frozen=True):
    """Projected growth of employment in percent, from one year to another."""

    id: str
    percent: float
    first: int
    last: int
    source: str


class Claim(Struct, frozen=True):
    """A sentence that is passed on as it stands in its source."""

    id: str
    text: str
    source: str


class DemandFile(Struct, frozen=True):
    """``demand.yaml``: projected growth, and claims of a document that names no source for them."""

    id: str
    version: str
    sources: tuple[Provenance, ...]
    growth: Growth
    claims: tuple[Claim, ...]


PayFile = PublishedFile | RungsFile | OfficialFile | PlacesFile | SectorsFile | PricesFile | AbroadFile | DemandFile
"""Any of the pay files."""
