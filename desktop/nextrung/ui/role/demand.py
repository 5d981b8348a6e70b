"""What the role page shows of demand: employment by year, projected growth, and claims without a source. No Qt."""

from __future__ import annotations

from msgspec import Struct

from nextrung.salary.formats import Claim, Growth, Provenance
from nextrung.salary.model import SalaryData


class YearState(Struct, frozen=True):
    """How many people were employed, in the month that ``period`` names."""

    period: str
    people: int


class DemandState(Struct, frozen=True):
    """Employment of IT managers, oldest year first; ``sources`` are those of years and growth."""

    years: tuple[YearState, ...]
    growth: Growth
    sources: tuple[Provenance, ...]
    claims: tuple[Claim, ...]
    claims_from: str
    """The document that the claims stand in."""


def build(data: SalaryData) -> DemandState:
    """The state from the pay data in use."""
    # ``dict.fromkeys`` drops what is named twice and keeps the order, unlike a set
    cited = dict.fromkeys([*(row.source for row in data.official.rows), data.demand.growth.source])
    documents = dict.fromkeys(data.provenances[claim.source].source for claim in data.demand.claims)
    return DemandState(
        years=tuple(YearState(row.period, row.employment) for row in data.official.rows),
        growth=data.demand.growth,
        sources=tuple(data.provenances[source] for source in cited),
        claims=data.demand.claims,
        claims_from="; ".join(documents),
    )
