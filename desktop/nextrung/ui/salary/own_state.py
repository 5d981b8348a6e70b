"""What the page of own figures shows. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from nextrung.salary import amounts, money
from nextrung.salary.model import SalaryData
from nextrung.salary.own import KeptFigure, OwnFigure, role_name
from nextrung.salary.where import HOME


class OwnRow(Struct, frozen=True):
    """One own figure in words; ``age`` in months."""

    id: str
    role: str
    place: str
    amount: str
    percentile: str
    date: str
    source: str
    age: int
    old: bool


class OwnPageState(Struct, frozen=True):
    """All own figures, what a form can offer, and the newer data files in use."""

    rows: tuple[OwnRow, ...]
    roles: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    currencies: tuple[str, ...]
    newer: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]
    """Name and version of every data file in use."""
    today: date


def build(
    data: SalaryData, own: Sequence[KeptFigure], newer: Sequence[str], versions: dict[str, tuple[int, ...]], today: date
) -> OwnPageState:
    """The state of the page."""
    return OwnPageState(
        rows=tuple(_row(data, kept.id, kept.figure, today) for kept in own),
        roles=tuple((rung.id, rung.name) for rung in data.rungs.values()),
        places=(*(place.name for place in data.places.values()), *(one.name for one in data.countries.values())),
        currencies=tuple(sorted({"USD", *(one.currency for one in data.countries.values())})),
        newer=tuple(newer),
        versions=tuple((name, ".".join(map(str, version))) for name, version in versions.items()),
        today=today,
    )


def _row(data: SalaryData, figure_id: str, figure: OwnFigure, today: date) -> OwnRow:
    place = "United States"
    if figure.country != HOME:
        # newer pay data may lack the place of an old figure, of which the id is all that is left
        place = data.countries[figure.country].name if figure.country in data.countries else figure.country
    elif figure.place is not None:
        place = data.places[figure.place].name if figure.place in data.places else figure.place
    age = money.age_months(f"{figure.date:%Y-%m}", today) or 0
    return OwnRow(
        figure_id,
        role_name(figure.role, data),
        place,
        amounts.exact(figure.amount, figure.currency),
        "" if figure.percentile is None else f"{figure.percentile * 100:g}",
        f"{figure.date:%Y-%m-%d}",
        figure.source,
        age,
        age > money.OLD_AFTER,
    )
