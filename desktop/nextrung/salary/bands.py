"""What each rung pays: by the model of salary.md section 12, between two published figures, or as advertised."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, sqrt

from msgspec import Struct

from nextrung.counting import counted
from nextrung.salary import abroad, model, money
from nextrung.salary.curve import Lognormal, z_of
from nextrung.salary.formats import Rung
from nextrung.salary.model import Origin, PayChoice, PayDataRow, SalaryData
from nextrung.salary.scale import Scale

PERCENTILES = (0.10, 0.25, 0.50, 0.75, 0.90)
ANSWERS_NOTE = "Your answers do not set your pay."
NO_SURVEY = "No survey of ML managers exists; this is estimated from published figures."
NATIONAL = "For all of the United States: no place, sector or later price changes it."

_At = Callable[[float, float], float | None]
"""The amount at a percentile, times a multiplier; None outside the published range."""


class Span(Struct, frozen=True):
    """A lower and a higher end of pay, and the typical figure between them where there is one."""

    low: float
    typical: float | None
    high: float


class ShownBand(Struct, frozen=True):
    """Pay as it is shown, rounded, from the conservative figures to the product.

    ``typical_low`` is ``typical`` unless place and sector both raise pay. ``soft_low`` and ``soft_high`` are where the
    error of an estimate ends; they are ``low`` and ``high`` where there is none.
    """

    low: float
    typical_low: float | None
    typical: float | None
    high: float
    soft_low: float
    soft_high: float


class PercentileAmount(Struct, frozen=True):
    """The amount at a percentile (0 to 1)."""

    percentile: float
    amount: float


class Band(Struct, frozen=True):
    """Pay of one rung, unrounded, in ``currency`` a year.

    ``low``, ``typical``, ``high`` are the 25th, 50th and 75th percentile, but for a rung between two published figures:
    these are its ends, and nothing is typical. ``points`` are all percentiles that may be shown. ``conservative`` is
    the same with only the larger factor of place and sector; None unless both raise pay. ``error`` is a log standard
    error: None where there is no estimate, or where it is not known (``error_words`` says so). ``step`` is what to
    round to on screen. ``provenance`` are source ids, ``rows`` the file rows used, ``facts`` plain sentences.
    """

    id: str
    label: str
    low: float
    typical: float | None
    high: float
    points: tuple[PercentileAmount, ...]
    conservative: Span | None
    error: float | None
    error_words: str
    origin: Origin
    currency: str
    step: float
    provenance: tuple[str, ...]
    rows: tuple[PayDataRow, ...]
    facts: tuple[str, ...]

    @property
    def estimated(self) -> bool:
        """Whether this app computed it; otherwise it is as published."""
        return self.origin == "estimated"

    @property
    def shown(self) -> ShownBand:
        """What is shown: published ends exactly; else rounded, and both ends of an estimate that has two."""
        if not self.estimated:
            return ShownBand(self.low, self.typical, self.typical, self.high, self.low, self.high)
        # The lower end by the larger factor alone, the upper one by the product: both are shown (section 12).
        low, typical = (
            (self.conservative.low, self.conservative.typical) if self.conservative else (self.low, self.typical)
        )
        # A log error multiplies upwards and divides downwards.
        away = exp(self.error or 0.0)
        at = [money.rounded(one, self.step) for one in (low, self.high, low / away, self.high * away)]
        middle = [None if one is None else money.rounded(one, self.step) for one in (typical, self.typical)]
        return ShownBand(at[0], middle[0], middle[1], at[1], at[2], at[3])


def error_words(error: float) -> str:
    """A log standard error in words: above and below, in whole percent."""
    return f"about +{100 * (exp(error) - 1):.0f} / −{100 * (1 - exp(-error)):.0f} %"


def curve(data: SalaryData) -> Lognormal:
    """The curve of ML-manager pay through the two figures named in ``published.yaml``, in dollars."""
    rule = data.published.curve
    # Only the two ends are read, and ``rules.py`` requires a percentile of both; the other figures may have none.
    at = {figure.id: (figure.percentile or 0.5, figure.amount) for figure in data.published.figures}
    return Lognormal.through(at[rule.low], at[rule.high], rule.lowest, rule.highest)


def rung_band(data: SalaryData, rung: str, choice: PayChoice) -> Band | None:
    """The pay of a rung for a choice; None where no figure is known for it.

    Raises UnknownChoiceError for an unknown rung, place, sector or country.
    """
    found = data.rung(rung)
    if found.factor is not None:
        return _model_band(data, found, choice)
    if found.ends is not None:
        return _between(data, found, found.ends, choice)
    return None if found.advertised is None else _as_advertised(data, found, choice)


def _model_band(data: SalaryData, rung: Rung, choice: PayChoice) -> Band:
    """w(p) = exp(mu + ln fE + ln multiplier + sigma_c z(p)), within the published range (salary.md section 12).

    sigma_c^2 = sigma^2 - sE^2 - sL^2 [place applied] - sI^2 [sector applied].
    """
    ends = (data.published.curve.low, data.published.curve.high)
    used = [figure for figure in data.published.figures if figure.id in ends]
    scale = Scale(data, choice, data.provenances[used[0].source].month)
    factor, base = rung.factor or 1.0, curve(data)
    # Who knows the rung, the place or the sector knows part of what makes pay differ, so less spread is left.
    # Variances of independent parts add up, so they can be subtracted (section 12); ``rules.py`` keeps this positive.
    sigma = sqrt(base.sigma**2 - data.ladder.spread.rung**2 - scale.taken(data.ladder.spread))

    def at(percentile: float, multiplier: float) -> float:
        return base.median * factor * multiplier * exp(sigma * z_of(percentile))

    # The published figures end at the 25th and 90th: beyond them the curve would only extrapolate.
    within = [one for one in PERCENTILES if base.lowest <= one <= base.highest]
    facts = [NO_SURVEY, f"The centre of the published curve times {factor:g}.", data.ladder.steps]
    # Purchasing power compares prices, not pay: nobody measured how far pay abroad lies from it.
    error = None if choice.country else scale.rung_error(data.ladder.error)
    rows = (*(data.row(model.PUBLISHED_FILE, f.id) for f in used), data.row(model.RUNGS_FILE, rung.id))
    sources = (*(figure.source for figure in used), data.ladder.factor_source, data.ladder.model_source)
    # A high-paid sector clusters in high-paid states, so their product counts part of the pay twice.
    larger = scale.larger
    return Band(
        rung.id,
        rung.name,
        at(0.25, scale.product),
        at(0.50, scale.product),
        at(0.75, scale.product),
        points=tuple(PercentileAmount(percentile, at(percentile, scale.product)) for percentile in within),
        conservative=None if larger is None else Span(at(0.25, larger), at(0.50, larger), at(0.75, larger)),
        error=error,
        error_words=abroad.how_far(data) if error is None else error_words(error),
        origin="estimated",
        currency=scale.currency,
        step=scale.step,
        provenance=tuple(dict.fromkeys((*sources, *scale.provenance))),
        rows=(*rows, *scale.rows),
        facts=(*facts, *([rung.note] if rung.note else []), *scale.facts),
    )


def _between(data: SalaryData, rung: Rung, ends: tuple[str, str], choice: PayChoice) -> Band:
    """From one published figure to another, as they are: no model, and nothing typical between them."""
    figures = {figure.id: figure for figure in data.published.figures}
    used = [figures[one] for one in ends]
    points = [(figure.percentile, figure.amount) for figure in used if figure.percentile is not None]
    return _as_published(
        data,
        rung,
        Span(used[0].amount, None, used[1].amount),
        choice,
        points=points,
        sources=[figure.source for figure in used],
        rows=[*(data.row(model.PUBLISHED_FILE, one) for one in ends), data.row(model.RUNGS_FILE, rung.id)],
        facts=[],
    )


def _as_advertised(data: SalaryData, rung: Rung, choice: PayChoice) -> Band:
    """The adverts of its title, as they are."""
    title = rung.titles[0]
    adverts = counted(title.n, "1 advert", "{0} adverts")
    thin = "thin sample: " if title.n < model.THIN_SAMPLE else ""
    return _as_published(
        data,
        rung,
        Span(title.p25, title.p50, title.p75),
        choice,
        points=[(0.25, title.p25), (0.50, title.p50), (0.75, title.p75)],
        sources=[title.source],
        rows=[data.row(model.RUNGS_FILE, title.id)],
        facts=[f"As advertised for {title.title}, {thin}{adverts}, {data.provenances[title.source].period}."],
    )


def _as_published(
    data: SalaryData,
    rung: Rung,
    span: Span,
    choice: PayChoice,
    *,
    points: list[tuple[float, float]],
    sources: list[str],
    rows: list[PayDataRow],
    facts: list[str],
) -> Band:
    """Figures as they stand in a file; abroad, at the prices of a country."""
    # Place, sector and later prices were measured on all IT managers; a figure shown as published must stay as it is.
    scale = Scale(data, PayChoice(country=choice.country), None)
    times = scale.product
    there = choice.country is not None
    changed = choice.place or choice.sector or choice.prices == "latest"
    return Band(
        rung.id,
        rung.name,
        span.low * times,
        None if span.typical is None else span.typical * times,
        span.high * times,
        points=tuple(PercentileAmount(percentile, amount * times) for percentile, amount in points),
        conservative=None,
        error=None,
        error_words=abroad.how_far(data) if there else "",
        origin="estimated" if there else "published",
        currency=scale.currency,
        step=scale.step,
        provenance=tuple(dict.fromkeys((*sources, *scale.provenance))),
        rows=(*rows, *scale.rows),
        facts=(*facts, *([rung.note] if rung.note else []), *([NATIONAL] if changed else []), *scale.facts),
    )
