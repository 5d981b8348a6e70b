"""Published pay as values: figures with their provenance, what they are shown for, and all pay data of a folder."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from nextrung.errors import NextRungError
from nextrung.salary.formats import (
    AbroadFile,
    Country,
    DemandFile,
    OfficialFile,
    PayFile,
    PayPlace,
    PlacesFile,
    PricesFile,
    Provenance,
    PublishedFile,
    Rung,
    RungsFile,
    Sector,
    SectorsFile,
)

_T = TypeVar("_T")

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
DEMAND_FILE = "demand.yaml"

FORMAT = 2
"""The first number of the version of the pay files that this program reads."""

THIN_SAMPLE = 20
"""Fewer adverts than this are shown as a thin sample."""


class UnknownChoiceError(NextRungError):
    """A place, sector, country or rung that the pay data do not have."""


class PayDataRow(Struct, frozen=True):
    """The row of a data file that a figure was read from: file name, key, and line (from 1; 0 when not known)."""

    file: str
    key: str
    line: int


class PayFigure(Struct, frozen=True):
    """One published amount with everything needed to trace it. ``percentile`` is the one it was published as."""

    id: str
    label: str
    amount: float
    percentile: float | None
    provenance: Provenance
    row: PayDataRow
    note: str | None = None


class PayChoice(Struct, frozen=True):
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
    demand: DemandFile
    lines: dict[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def provenances(self) -> dict[str, Provenance]:
        """Every source by id."""
        return {source.id: source for file in self.files.values() for source in file.sources}

    @property
    def files(self) -> dict[str, PayFile]:
        """Every file by its name."""
        return {
            PUBLISHED_FILE: self.published,
            RUNGS_FILE: self.ladder,
            OFFICIAL_FILE: self.official,
            PLACES_FILE: self.areas,
            SECTORS_FILE: self.industry,
            PRICES_FILE: self.prices,
            ABROAD_FILE: self.abroad,
            DEMAND_FILE: self.demand,
        }

    @cached_property
    def rungs(self) -> dict[str, Rung]:
        """Rungs by id, in the order of the file (lowest first)."""
        return {rung.id: rung for rung in self.ladder.rungs}

    @cached_property
    def places(self) -> dict[str, PayPlace]:
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

    def place(self, place_id: str) -> PayPlace:
        """The place with this id."""
        return _known(self.places, place_id, "place")

    def sector(self, sector_id: str) -> Sector:
        """The sector with this id."""
        return _known(self.sectors, sector_id, "sector")

    def country(self, country_id: str) -> Country:
        """The country with this id."""
        return _known(self.countries, country_id, "country")

    def fitting(self, choice: PayChoice) -> PayChoice:
        """The choice without what these data do not have, and without buying power where no place is chosen."""
        place = choice.place if choice.place in self.places else None
        return replace(
            choice,
            place=place,
            sector=choice.sector if choice.sector in self.sectors else None,
            country=choice.country if choice.country in self.countries else None,
            buying_power=choice.buying_power and place is not None,
        )

    def row(self, file: str, key: str) -> PayDataRow:
        """The row called ``key`` of a file, with its line."""
        # Data made in memory stand on no line of a file.
        return PayDataRow(file, key, self.lines.get((file, key), 0))


def _known(things: dict[str, _T], wanted: str, kind: str) -> _T:
    try:
        return things[wanted]
    except KeyError:
        raise UnknownChoiceError(f"The pay data have no {kind} “{wanted}”.") from None
