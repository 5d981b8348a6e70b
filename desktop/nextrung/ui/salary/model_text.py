"""The pay model in words and formulas, with the constants of the pay data in use. No Qt."""

from __future__ import annotations

from string import Template

from nextrung import resources
from nextrung.salary import abroad, amounts, bands
from nextrung.salary.model import PayChoice, SalaryData
from nextrung.salary.scale import Scale


def model_text(data: SalaryData) -> str:
    """The Markdown text of ``assets/help/pay-model.md``."""
    text = resources.assets("help", "pay-model.md").read_text(encoding="utf-8")
    ladder, curve = data.ladder, bands.curve(data)
    figures = {figure.id: figure.amount for figure in data.published.figures}
    error = ladder.error
    # ``substitute`` raises for a place without a value, which would otherwise be printed as it is
    return Template(text).substitute(
        low=amounts.exact(figures[data.published.curve.low]),
        high=amounts.exact(figures[data.published.curve.high]),
        middle=amounts.exact(curve.median),
        sigma=f"{curve.sigma:.3f}",
        factors=", ".join(f"{rung.name} {rung.factor:g}" for rung in ladder.rungs if rung.factor is not None),
        adverts=f"{data.provenances[ladder.factor_source].n:,}",
        place_period=data.provenances[data.areas.pay_source].period,
        sector_period=data.provenances[data.industry.source].period,
        taken_rung=f"{ladder.spread.rung:g}",
        taken_place=f"{ladder.spread.place:g}",
        taken_sector=f"{ladder.spread.sector:g}",
        level=f"{error.level:.2f}",
        ladder=f"{error.ladder:.2f}",
        place=f"{error.place:.2f}",
        sector=f"{error.sector:.2f}",
        national=bands.error_words(Scale(data, PayChoice(), None).rung_error(error)),
        abroad=abroad.how_far(data),
    )
