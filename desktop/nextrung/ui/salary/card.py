"""What the provenance card of one figure shows: where it comes from, how it was made, and its row in a file. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from nextrung.salary import amounts, money
from nextrung.salary.bands import Band, official_band, rung_band
from nextrung.salary.curve import OUTSIDE
from nextrung.salary.figures import official_figures, published_figures, title_figures
from nextrung.salary.model import Choice, Figure, Kind, Origin, Provenance, Row, SalaryData
from nextrung.salary.own import KeptFigure
from nextrung.ui.salary.state import OFFICIAL, age_of

NAMED = (
    (0.10, "10th percentile"),
    (0.25, "25th percentile"),
    (0.50, "Typical"),
    (0.75, "75th percentile"),
    (0.90, "90th percentile"),
)


class SourceLine(Struct, frozen=True):
    """One source of a figure."""

    source: str
    address: str
    period: str
    kind: Kind
    n: int | None
    error: str
    licence: str
    confidence: str
    method: str
    note: str
    age: int | None
    old: bool


class CardState(Struct, frozen=True):
    """One figure with everything needed to trace it.

    ``amounts`` are pairs of name and amount, or the words said in place of a number. ``rows`` are pairs of file and
    key with the line (0 when not known).
    """

    id: str
    name: str
    amounts: tuple[tuple[str, str], ...]
    origin: Origin
    error_words: str
    facts: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    rows: tuple[Row, ...]
    old: bool


def build(
    data: SalaryData,
    figure_id: str,
    choice: Choice,
    *,
    own: Sequence[KeptFigure] = (),
    today: date | None = None,
) -> CardState | None:
    """The card of a figure on the page by its id; None when there is no such figure (any more)."""
    choice = data.fitting(choice)
    kept = next((one for one in own if one.id == figure_id), None)
    if kept is not None:
        return _own_card(data, kept, today)
    if figure_id in data.rungs:
        return _band_card(data, rung_band(data, figure_id, choice), today)
    if figure_id == OFFICIAL:
        return _band_card(data, official_band(data, choice), today)
    official = {figure.id: figure for figure in official_figures(data)}
    band = official_band(data, choice)
    if figure_id in official and band.estimated:
        return _band_card(data, band, today)
    figure = next((one for one in _figures(data) if one.id == figure_id), None)
    return None if figure is None else _figure_card(figure, today)


def _figures(data: SalaryData) -> Iterable[Figure]:
    yield from published_figures(data)
    yield from official_figures(data)
    for rung in data.rungs:
        yield from title_figures(data, rung)


def _figure_card(figure: Figure, today: date | None) -> CardState:
    facts = (figure.note,) if figure.note else ()
    line = _line(figure.provenance, today)
    amount = ((figure.label, amounts.exact(figure.amount)),)
    return CardState(figure.id, figure.label, amount, "published", "", facts, (line,), (figure.row,), line.old)


def _band_card(data: SalaryData, band: Band, today: date | None) -> CardState:
    at = {point.percentile: money.rounded(point.amount, band.step) for point in band.points}
    low = {0.25: band.conservative.low, 0.50: band.conservative.typical} if band.conservative else {}
    pairs = []
    for percentile, name in NAMED:
        words = OUTSIDE
        if percentile in at and percentile in low:
            words = amounts.span(money.rounded(low[percentile], band.step), at[percentile], band.currency)
        elif percentile in at:
            words = amounts.short(at[percentile], band.currency) if band.estimated else _exact(band, percentile)
        pairs.append((name, words))
    lines = tuple(_line(data.provenances[source], today) for source in band.provenance)
    error = band.error_words if band.estimated else ""
    return CardState(band.id, band.label, tuple(pairs), band.origin, error, band.facts, lines, band.rows, lines[0].old)


def _exact(band: Band, percentile: float) -> str:
    return next(amounts.exact(point.amount, band.currency) for point in band.points if point.percentile == percentile)


def _own_card(data: SalaryData, kept: KeptFigure, today: date | None) -> CardState:
    figure = kept.figure
    where = data.place(figure.place).name if figure.place in data.places and figure.place else figure.country
    age = money.age_months(f"{figure.date:%Y-%m}", today) if today else None
    old = age is not None and age > money.OLD_AFTER
    line = SourceLine(
        figure.source, "", f"{figure.date:%Y-%m-%d}", "survey", None, "", "", "", "", f"Place: {where}.", age, old
    )
    name = data.rung(figure.role).name if figure.role in data.rungs else figure.role
    at = "" if figure.percentile is None else f" ({figure.percentile * 100:g}th percentile)"
    amount = ((f"{name}{at}", amounts.exact(figure.amount, figure.currency)),)
    return CardState(kept.id, name, amount, "yours", "", (), (line,), (), old)


def _line(source: Provenance, today: date | None) -> SourceLine:
    age, old = age_of(source, today)
    return SourceLine(
        source=source.source,
        address=source.address or "",
        period=source.period,
        kind=source.kind,
        n=source.n,
        error=source.error or "",
        licence=source.licence,
        confidence=source.confidence,
        method=source.method,
        note=source.note or "",
        age=age,
        old=old,
    )
