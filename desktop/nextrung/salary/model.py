"""Published pay as values: figures with their provenance, rungs, places, sectors, prices and countries.

The Structs named ``...File`` are the formats of ``assets/salary/*.yaml``. Amounts are gross pay for a year in
United States dollars unless a currency stands beside them; percentiles are shares between 0 and 1. Nothing is rounded.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from nextrung.errors import NextRungError

_T = TypeVar("_T")

Kind = Literal["survey", "advert", "model"]
Confidence = Literal["A", "B", "C"]
Prices = Literal["published", "latest"]
Origin = Literal["published", "estimated", "yours"]

ORIGIN_LABELS: dict[Origin, str] = {"published": "published", "estimated": "estimated by this app", "yours": "yours"}

PUBLISHED_FILE = "published.yaml"
RUNGS_FILE = "rungs.yaml"
OFFICIAL_FILE = "official.yaml"
PLACES_FILE = "places.yaml"
SECTORS_FILE = "sectors.yaml"
PRICES_FILE = "prices.yaml"
ABROAD_FILE = "abroad.yaml"

THIN_SAMPLE = 20
"""Fewer adverts than this are shown as a thin sample."""


class UnknownChoiceError(NextRungError):
    """A place, sector, country or rung that the pay data do not have."""


class Provenance(Struct, frozen=True):
    """Where figures come from. ``month`` (year-month) is the date used for ageing; None when the source has no date.

    ``kind``: a survey, adverts, or a model (indexes too). ``confidence``: A official file read, B official figures from
    a public copy, C commercial or secondary. ``method`` has two sentences. ``n`` and ``error`` where they are stated.
    """

    id: str
    source: str
    period: str
    kind: Kind
    licence: str
    confidence: Confidence
    method: str
    address: str | None = None
    month: str | None = None
    n: int | None = None
    error: str | None = None
    note: str | None = None


class Row(Struct, frozen=True):
    """The row of a data file that a figure was read from: file name, key, and line (from 1; 0 when not known)."""

    file: str
    key: str
    line: int


class Figure(Struct, frozen=True):
    """One published amount with everything needed to trace it. ``percentile`` is the one it was published as."""

    id: str
    label: str
    amount: float
    percentile: float | None
    provenance: Provenance
    row: Row
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
    """``published.yaml``: the published pay of ML managers."""

    id: str
    version: str
    sources: tuple[Provenance, ...]
    curve: CurveRule
    figures: tuple[FigureRow, ...]


class Parts(Struct, frozen=True):
    """One number for each thing that is given: log standard deviations, either of pay or of the centre's error."""

    place: float
    sector: float
    level: float = 0.0
    rung: float = 0.0
    ageing: float = 0.0


class Title(Struct, frozen=True):
    """Advertised pay under one published job title: middle half and median of ``n`` adverts."""

    id: str
    title: str
    n: int
    p25: float
    p50: float
    p75: float
    source: str
    note: str | None = None


class Rung(Struct, frozen=True):
    """A rung. ``factor`` times the ML-manager curve is its pay; without a factor its first title is its pay.

    ``role`` is the role profile it belongs to (None: no profile). ``step`` is its place on the ladder from 1; None for
    a rung that stands beside the ladder. ``titles`` are the nearest published titles, shown beside, never blended in.
    """

    id: str
    name: str
    nearest_title: str
    role: str | None = None
    step: int | None = None
    factor: float | None = None
    note: str | None = None
    titles: tuple[Title, ...] = ()


class RungsFile(Struct, frozen=True):
    """``rungs.yaml``: rungs, and the constants of the model.

    ``spread`` is the part of the spread of pay that a known place, sector or rung takes away; ``error`` the parts of
    the error of the centre.
    """

    id: str
    version: str
    sources: tuple[Provenance, ...]
    factor_source: str
    model_source: str
    spread: Parts
    error: Parts
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
    """``official.yaml``: the nearest official occupation, oldest year first; ``error`` as in ``RungsFile``."""

    id: str
    version: str
    sources: tuple[Provenance, ...]
    name: str
    code: str
    error: Parts
    rows: tuple[OfficialRow, ...]


class Place(Struct, frozen=True):
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
    places: tuple[Place, ...]


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


class AbroadFile(Struct, frozen=True):
    """``abroad.yaml``: purchasing power by country. There is no pay of ML managers abroad in it."""

    id: str
    version: str
    sources: tuple[Provenance, ...]
    source: str
    countries: tuple[Country, ...]


class Choice(Struct, frozen=True):
    """What the figures are shown for; every part left out means all of the United States, as published, in dollars.

    ``buying_power`` divides by the price level of the place. ``country`` converts by purchasing power.
    """

    place: str | None = None
    sector: str | None = None
    prices: Prices = "published"
    country: str | None = None
    buying_power: bool = False


class SalaryData(Struct, frozen=True, dict=True):
    """All pay data of one folder. Look-ups by id raise UnknownChoiceError."""

    published: PublishedFile
    ladder: RungsFile
    official: OfficialFile
    areas: PlacesFile
    industry: SectorsFile
    prices: PricesFile
    abroad: AbroadFile
    lines: dict[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def provenances(self) -> dict[str, Provenance]:
        """Every source by id."""
        files = (self.published, self.ladder, self.official, self.areas, self.industry, self.prices, self.abroad)
        return {source.id: source for file in files for source in file.sources}

    @cached_property
    def rungs(self) -> dict[str, Rung]:
        """Rungs by id, in the order of the file (lowest first)."""
        return {rung.id: rung for rung in self.ladder.rungs}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places by id (two letters), in the order of the file (by name)."""
        return {place.id: place for place in self.areas.places}

    @cached_property
    def sectors(self) -> dict[str, Sector]:
        """Sectors by id (NAICS), in the order of the file."""
        return {sector.id: sector for sector in self.industry.sectors}

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Countries by id (two letters), in the order of the file (by name)."""
        return {country.id: country for country in self.abroad.countries}

    def rung(self, rung_id: str) -> Rung:
        """The rung with this id."""
        return _known(self.rungs, rung_id, "rung")

    def place(self, place_id: str) -> Place:
        """The place with this id."""
        return _known(self.places, place_id, "place")

    def sector(self, sector_id: str) -> Sector:
        """The sector with this id."""
        return _known(self.sectors, sector_id, "sector")

    def country(self, country_id: str) -> Country:
        """The country with this id."""
        return _known(self.countries, country_id, "country")

    def fitting(self, choice: Choice) -> Choice:
        """The choice without what these data do not have, and without buying power where no place is chosen."""
        place = choice.place if choice.place in self.places else None
        return replace(
            choice,
            place=place,
            sector=choice.sector if choice.sector in self.sectors else None,
            country=choice.country if choice.country in self.countries else None,
            buying_power=choice.buying_power and place is not None,
        )

    def row(self, file: str, key: str) -> Row:
        """The row called ``key`` of a file, with its line."""
        return Row(file, key, self.lines.get((file, key), 0))


def _known(things: dict[str, _T], wanted: str, kind: str) -> _T:
    try:
        return things[wanted]
    except KeyError:
        raise UnknownChoiceError(f"The pay data have no {kind} “{wanted}”.") from None
