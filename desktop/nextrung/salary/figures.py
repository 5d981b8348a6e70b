"""Published amounts as figures that can be traced: the five of the curve, adverts beside a rung, adverts abroad."""

from __future__ import annotations

from nextrung.counting import counted
from nextrung.salary import model
from nextrung.salary.model import PayFigure, SalaryData


def published_figures(data: SalaryData) -> tuple[PayFigure, ...]:
    """The published figures of ML managers, exactly as published, in the order of the file."""
    return tuple(
        PayFigure(
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


def title_figures(data: SalaryData, rung: str) -> tuple[PayFigure, ...]:
    """The typical pay of the titles advertised beside a rung; thin samples say so."""
    figures = []
    for title in data.rung(rung).titles:
        adverts = counted(title.n, "1 advert.", "{0} adverts.")
        thin = f"Thin sample: {adverts}" if title.n < model.THIN_SAMPLE else adverts
        note = thin if title.note is None else f"{thin} {title.note}"
        row = data.row(model.RUNGS_FILE, title.id)
        name = f"{title.title}, {title.level}" if title.level else title.title
        figures.append(PayFigure(title.id, name, title.p50, 0.5, data.provenances[title.source], row, note))
    return tuple(figures)


def local_figures(data: SalaryData, country: str) -> tuple[PayFigure, ...]:
    """The typical pay of the adverts that were found in a country, in its currency."""
    found = []
    for one in data.abroad.adverts:
        if one.country == country:
            adverts = counted(one.n, "1 advert.", "{0} adverts.")
            note = f"Thin sample: {adverts}" if one.n < model.THIN_SAMPLE else adverts
            row = data.row(model.ABROAD_FILE, one.id)
            found.append(PayFigure(one.id, one.title, one.p50, 0.5, data.provenances[one.source], row, note))
    return tuple(found)
