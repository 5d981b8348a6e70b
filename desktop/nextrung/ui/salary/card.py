"""What the provenance card of one figure shows: where it comes from, how it was made, and its row in a file. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from nextrung.salary import amounts, model, money
from nextrung.salary.bands import Band, rung_band
from nextrung.salary.curve import OUTSIDE
from nextrung.salary.figures import local_figures, published_figures, title_figures
from nextrung.salary.formats import Kind, Provenance, Rung
from nextrung.salary.model import Origin, PayChoice, PayDataRow, PayFigure, SalaryData
from nextrung.salary.official import OfficialLine, official_lines
from nextrung.salary.own import KeptFigure
from nextrung.ui.salary.state import age_of

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
    rows: tuple[PayDataRow, ...]
    old: bool


def build(
    data: SalaryData,
    figure_id: str,
    choice: PayChoice,
    *,
    own: Sequence[KeptFigure] = (),
    today: date | None = None,
) -> CardState | None:
    """The card of a figure on the page by its id; None when there is no such figure (any more)."""
    # a kept choice may name a place or country that the pay data in use no longer have
    choice = data.fitting(choice)
    kept = next((one for one in own if one.id == figure_id), None)
    if kept is not None:
        return _own_card(data, kept, today)
    if figure_id in data.rungs:
        band = rung_band(data, figure_id, choice)
        found = data.rung(figure_id)
        return _missing_card(data, found, today) if band is None else _band_card(data, found, band, today)
    line = next((one for one in official_lines(data, choice) if one.id == figure_id), None)
    if line is not None:
        return _official_card(data, line, today)
    figure = next((one for one in _figures(data, choice) if one.id == figure_id), None)
    # adverts abroad are in the currency of their country; all other figures are of the United States
    currency = data.country(choice.country).currency if choice.country and figure in local(data, choice) else "USD"
    return None if figure is None else _figure_card(figure, currency, today)


def local(data: SalaryData, choice: PayChoice) -> tuple[PayFigure, ...]:
    """The adverts found in the country of a choice."""
    return local_figures(data, choice.country) if choice.country else ()


def _figures(data: SalaryData, choice: PayChoice) -> Iterable[PayFigure]:
    yield from published_figures(data)
    for rung in data.rungs:
        yield from title_figures(data, rung)
    yield from local(data, choice)


def _figure_card(figure: PayFigure, currency: str, today: date | None) -> CardState:
    facts = (figure.note,) if figure.note else ()
    line = _line(figure.provenance, today)
    amount = ((figure.label, amounts.exact(figure.amount, currency)),)
    return CardState(figure.id, figure.label, amount, "published", "", facts, (line,), (figure.row,), line.old)


def _missing_card(data: SalaryData, rung: Rung, today: date | None) -> CardState:
    """A role without a figure: what is missing, and the adverts that are a reference only."""
    pairs = [(rung.name, rung.missing or "")]
    pairs += [(f"{one.title}, reference only", amounts.span(one.p25, one.p75)) for one in rung.titles]
    lines = tuple(_line(data.provenances[one.source], today) for one in rung.titles)
    facts = (rung.note,) if rung.note else ()
    rows = tuple(data.row(model.RUNGS_FILE, one.id) for one in rung.titles)
    return CardState(
        rung.id, rung.name, tuple(pairs), "published", "", facts, lines, rows, any(one.old for one in lines)
    )


def _official_card(data: SalaryData, line: OfficialLine, today: date | None) -> CardState:
    at = {point.percentile: point.amount for point in line.points}
    pairs = []
    for percentile, name in NAMED:
        amount = at.get(percentile)
        # what this app multiplied is rounded, so that it does not look as sure as a published figure
        exact = amount is not None and not line.estimated
        words = OUTSIDE if amount is None else amounts.exact(amount) if exact else _short(amount, line.step)
        pairs.append((name, words))
    lines = tuple(_line(data.provenances[source], today) for source in line.provenance)
    name = f"{line.name}, {line.where}" if line.where else line.name
    old = lines[0].old
    return CardState(line.id, name, tuple(pairs), line.origin, line.error_words, line.facts, lines, line.rows, old)


def _short(amount: float, step: float, currency: str = "USD") -> str:
    return amounts.short(money.rounded(amount, step), currency)


def _band_card(data: SalaryData, rung: Rung, band: Band, today: date | None) -> CardState:
    lines = tuple(_line(data.provenances[source], today) for source in band.provenance)
    pairs = _ends(band) if rung.ends else _percentiles(band)
    return CardState(
        band.id, band.label, pairs, band.origin, band.error_words, band.facts, lines, band.rows, lines[0].old
    )


def _ends(band: Band) -> tuple[tuple[str, str], ...]:
    low, high = (_amount(band, amount) for amount in (band.low, band.high))
    return (("From published entry", low), ("to published 25th percentile", high))


def _percentiles(band: Band) -> tuple[tuple[str, str], ...]:
    at = {point.percentile: point.amount for point in band.points}
    low = {0.25: band.conservative.low, 0.50: band.conservative.typical} if band.conservative else {}
    pairs = []
    for percentile, name in NAMED:
        words = _amount(band, at[percentile]) if percentile in at else OUTSIDE
        below = low.get(percentile)
        if percentile in at and below is not None:
            # place and sector overlap: from the larger factor alone to both multiplied
            first, last = (money.rounded(one, band.step) for one in (below, at[percentile]))
            words = amounts.span(first, last, band.currency)
        pairs.append((name, words))
    return tuple(pairs)


def _amount(band: Band, amount: float) -> str:
    return _short(amount, band.step, band.currency) if band.estimated else amounts.exact(amount, band.currency)


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
