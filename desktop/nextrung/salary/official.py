"""Official pay of all IT managers beside the rungs: a place's or a sector's own figures where they were published."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from nextrung.salary import model, money
from nextrung.salary.bands import PERCENTILES, PercentileAmount, error_words
from nextrung.salary.formats import OfficialRow, PayPlace, Sector
from nextrung.salary.model import Origin, PayChoice, PayDataRow, SalaryData
from nextrung.salary.scale import Scale, place_factor

_NAMES = ("p10", "p25", "p50", "p75", "p90")


class OfficialLine(Struct, frozen=True):
    """The percentiles of one official row, unrounded, in dollars a year.

    ``where`` is the place or sector it is for; empty for all of the United States. ``origin``: as published, or
    estimated where the national figures were multiplied or brought to other prices. ``error_words`` is empty for
    published figures. ``step`` is what to round an estimate to.
    """

    id: str
    name: str
    where: str
    points: tuple[PercentileAmount, ...]
    origin: Origin
    error_words: str
    step: float
    provenance: tuple[str, ...]
    rows: tuple[PayDataRow, ...]
    facts: tuple[str, ...]

    @property
    def estimated(self) -> bool:
        """Whether this app computed it."""
        return self.origin == "estimated"


def official_lines(data: SalaryData, choice: PayChoice) -> tuple[OfficialLine, ...]:
    """What is official for a choice: the place's own figures, the sector's own, or the national ones. None abroad.

    A place without percentiles of its own gets the national ones times the ratio of the means: an estimate.
    Raises UnknownChoiceError for an unknown place, sector or country.
    """
    return () if choice.country and data.country(choice.country) else tuple(_lines(data, choice))


def _lines(data: SalaryData, choice: PayChoice) -> Iterator[OfficialLine]:
    if choice.place:
        yield _place_line(data, choice, data.place(choice.place))
    if choice.sector:
        sector = data.sector(choice.sector)
        basis = _Basis(sector, data.industry.source, (data.row(model.SECTORS_FILE, sector.id),), sector.missing)
        yield _line(data, choice, ("official-sector", sector.name), basis)
    if not choice.place and not choice.sector:
        yield _line(data, choice, ("official", ""), _national(data))


class _Basis(Struct, frozen=True):
    """The published figures a line is drawn from, their source and rows, and what is missing or was done to them."""

    holder: OfficialRow | PayPlace | Sector
    source: str
    rows: tuple[PayDataRow, ...]
    missing: str | None = None
    factor: float | None = None
    """The ratio of a place's mean to the national one, where the figures are multiplied by it."""


def _place_line(data: SalaryData, choice: PayChoice, place: PayPlace) -> OfficialLine:
    """A place's own percentiles; else the national ones, multiplied where its mean is known."""
    row, factor = data.row(model.PLACES_FILE, place.id), place_factor(data, place.id)
    if place.p25 is not None:
        basis = _Basis(place, data.areas.pay_source, (row,), place.missing)
    elif factor is not None:
        national = _national(data)
        basis = replace(national, rows=(*national.rows, row), missing=place.missing, factor=factor)
    else:
        return _line(data, choice, ("official", ""), replace(_national(data), missing=place.missing), place.name)
    return _line(data, choice, ("official-place", place.name), basis)


def _national(data: SalaryData) -> _Basis:
    # Rows stand from the oldest year to the newest (``rules.py``).
    newest = data.official.rows[-1]
    return _Basis(newest, newest.source, (data.row(model.OFFICIAL_FILE, newest.id),))


def _line(data: SalaryData, choice: PayChoice, name: tuple[str, str], basis: _Basis, lacking: str = "") -> OfficialLine:
    """``lacking`` names the place or sector that the missing figures are of, where the line itself is for neither."""
    # Figures that are the place's own need neither its factor nor, without buying power, its prices.
    place = choice.place if basis.factor is not None or choice.buying_power else None
    source = data.provenances[basis.source]
    # Without the sector and country: a sector has official rows of its own, and abroad there are none.
    scale = Scale(data, PayChoice(place, None, choice.prices, None, choice.buying_power), source.month)
    # Only prices: a place or sector with figures of its own needs no factor.
    times = (basis.factor or 1.0) * scale.rest
    # Rows of states have no 10th and 90th percentile, and high ones are top-coded elsewhere: they are left out.
    named = [(share, getattr(basis.holder, key, None)) for share, key in zip(PERCENTILES, _NAMES, strict=True)]
    facts = [f"{data.official.name}, {source.period}: not only those who lead machine-learning work."]
    facts += [f"{lacking or name[1]}: {basis.missing}."] if basis.missing else []
    used = [basis.source]
    if basis.factor is not None:
        facts.append(f"The national figures times {basis.factor:.2f}, the ratio of the means: an estimate.")
        used.append(data.areas.pay_source)
    used += [data.prices.source] if scale.ageing not in (None, 1.0) else []
    used += [data.areas.price_source] if choice.buying_power and choice.place else []
    return OfficialLine(
        name[0],
        data.official.name,
        name[1],
        tuple(PercentileAmount(share, amount * times) for share, amount in named if amount is not None),
        # Whatever was multiplied is no longer what the office published, however small the factor.
        "published" if times == 1 else "estimated",
        "" if times == 1 else error_words(_error(data, scale, basis.factor)),
        money.DISPLAY_STEP,
        tuple(dict.fromkeys(used)),
        basis.rows,
        tuple(facts),
    )


def _error(data: SalaryData, scale: Scale, factor: float | None) -> float:
    """The log standard error: the place's part counts only where its factor was used."""
    # Buying power names the place as well, but the error of a place is that of its pay factor, not of its prices.
    used = scale if factor is not None else Scale(data, PayChoice(prices=scale.choice.prices), scale.month)
    return used.official_error(data.official.error)
