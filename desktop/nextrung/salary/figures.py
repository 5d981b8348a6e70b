"""Published amounts as figures that can be traced: the five of the curve, official ones, places, sectors, titles."""

from __future__ import annotations

from collections.abc import Iterator

from nextrung.counting import counted
from nextrung.salary import model
from nextrung.salary.model import Figure, OfficialRow, Place, Provenance, Row, SalaryData, Sector

_LABELS: dict[str, tuple[str, float | None]] = {
    "mean": ("Mean", None),
    "p10": ("10th percentile", 0.10),
    "p25": ("25th percentile", 0.25),
    "p50": ("Median", 0.50),
    "p75": ("75th percentile", 0.75),
    "p90": ("90th percentile", 0.90),
}


def published_figures(data: SalaryData) -> tuple[Figure, ...]:
    """The published figures of ML managers, exactly as published, in the order of the file."""
    return tuple(
        Figure(
            figure.id,
            figure.label,
            figure.amount,
            figure.percentile,
            data.provenances[figure.source],
            data.row(model.PUBLISHED_FILE, figure.id),
            figure.note,
        )
        for figure in data.published.figures
    )


def official_figures(data: SalaryData, row_id: str | None = None) -> tuple[Figure, ...]:
    """Mean and percentiles of one year of the official occupation; the newest when no row is named."""
    rows = {row.id: row for row in data.official.rows}
    row = data.official.rows[-1] if row_id is None else rows[row_id]
    return tuple(_figures(row, data.provenances[row.source], data.row(model.OFFICIAL_FILE, row.id), row.note))


def place_figures(data: SalaryData, place: str) -> tuple[Figure, ...]:
    """What was published for a place: mean, 25th percentile, median, 75th; what is missing is in the note."""
    found = data.place(place)
    source = data.provenances[data.areas.pay_source]
    return tuple(_figures(found, source, data.row(model.PLACES_FILE, found.id), found.missing))


def sector_figures(data: SalaryData, sector: str) -> tuple[Figure, ...]:
    """What was published for a sector; what is missing is in the note."""
    found = data.sector(sector)
    source = data.provenances[data.industry.source]
    return tuple(_figures(found, source, data.row(model.SECTORS_FILE, found.id), found.missing))


def title_figures(data: SalaryData, rung: str) -> tuple[Figure, ...]:
    """The medians of the nearest advertised titles of a rung; thin samples say so."""
    figures = []
    for title in data.rung(rung).titles:
        adverts = counted(title.n, "1 advert.", "{0} adverts.")
        thin = f"Thin sample: {adverts}" if title.n < model.THIN_SAMPLE else adverts
        note = thin if title.note is None else f"{thin} {title.note}"
        row = data.row(model.RUNGS_FILE, title.id)
        figures.append(Figure(title.id, title.title, title.p50, 0.5, data.provenances[title.source], row, note))
    return tuple(figures)


def _figures(
    holder: OfficialRow | Place | Sector, provenance: Provenance, row: Row, note: str | None
) -> Iterator[Figure]:
    for name, (label, percentile) in _LABELS.items():
        amount = getattr(holder, name, None)
        if amount is not None:
            yield Figure(f"{holder.id}-{name}", label, amount, percentile, provenance, row, note)
