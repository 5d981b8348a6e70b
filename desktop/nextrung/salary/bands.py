"""Bands of pay: each rung by the model of salary.md section 12, and the official reference beside it, never blended."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, sqrt

from msgspec import Struct

from nextrung.counting import counted
from nextrung.salary import model, money
from nextrung.salary.curve import Lognormal, Pchip, z_of
from nextrung.salary.model import Choice, Origin, Row, Rung, SalaryData
from nextrung.salary.scale import Scale

PERCENTILES = (0.10, 0.25, 0.50, 0.75, 0.90)
ANSWERS_NOTE = "Your answers do not set your pay."
NO_SURVEY = "No survey of ML managers exists; this is estimated from published figures."

_At = Callable[[float, float], float | None]
"""The amount at a percentile, times a multiplier; None outside the published range."""


class Span(Struct, frozen=True):
    """The middle half of pay and its centre, in the currency of its band."""

    low: float
    typical: float
    high: float


class Shown(Struct, frozen=True):
    """The middle half of pay as it is shown, rounded, from the conservative figures to the product.

    ``typical_low`` is ``typical`` unless place and sector both raise pay.
    """

    low: float
    typical_low: float
    typical: float
    high: float


class Point(Struct, frozen=True):
    """The amount at a percentile (0 to 1)."""

    percentile: float
    amount: float


class Band(Struct, frozen=True):
    """Pay of one rung or of the official occupation, unrounded, in ``currency`` a year.

    ``low``, ``typical``, ``high`` are the 25th, 50th and 75th percentile; ``points`` are all percentiles that may be
    shown. ``conservative`` is the same with only the larger factor of place and sector; None unless both raise pay.
    ``error`` is that of the centre in percent. ``step`` is what to round to on screen. ``provenance`` are source ids,
    ``rows`` the file rows used, ``facts`` plain sentences.
    """

    id: str
    label: str
    low: float
    typical: float
    high: float
    points: tuple[Point, ...]
    conservative: Span | None
    error: float
    origin: Origin
    currency: str
    step: float
    provenance: tuple[str, ...]
    rows: tuple[Row, ...]
    facts: tuple[str, ...]
    local_data: bool

    @property
    def estimated(self) -> bool:
        """Whether this app computed it; otherwise it is as published."""
        return self.origin == "estimated"

    @property
    def error_words(self) -> str:
        """The error of the centre in words, in whole percent, at least 1."""
        return f"roughly plus or minus {max(1.0, self.error):.0f} %"

    @property
    def centre(self) -> tuple[float, float]:
        """The typical figure from conservative to product; twice the same when they do not differ."""
        low = self.conservative.typical if self.conservative else self.typical
        return (low, self.typical)

    @property
    def display(self) -> Span:
        """Low, typical and high rounded for the screen."""
        low, typical, high = (money.rounded(amount, self.step) for amount in (self.low, self.typical, self.high))
        return Span(low, typical, high)

    @property
    def shown(self) -> Shown:
        """What is shown of the middle half: where place and sector both raise pay, both ends of the estimate."""
        middle = self.display
        if self.conservative is None:
            return Shown(middle.low, middle.typical, middle.typical, middle.high)
        low, typical = (money.rounded(one, self.step) for one in (self.conservative.low, self.conservative.typical))
        return Shown(low, typical, middle.typical, middle.high)


def curve(data: SalaryData) -> Lognormal:
    """The curve of ML-manager pay through the two figures named in ``published.yaml``, in dollars."""
    rule = data.published.curve
    at = {figure.id: (figure.percentile or 0.5, figure.amount) for figure in data.published.figures}
    return Lognormal.through(at[rule.low], at[rule.high], rule.lowest, rule.highest)


def official_curve(data: SalaryData) -> Pchip:
    """PCHIP through the newest official percentiles, in dollars."""
    row = data.official.rows[-1]
    amounts = (row.p10, row.p25, row.p50, row.p75, row.p90)
    return Pchip(tuple((p, a) for p, a in zip(PERCENTILES, amounts, strict=True) if a is not None))


def rung_band(data: SalaryData, rung: str, choice: Choice) -> Band:
    """The pay of a rung: by the model when it has a factor, else the adverts of its nearest title.

    Raises UnknownChoiceError for an unknown rung, place, sector or country.
    """
    found = data.rung(rung)
    return _title_band(data, found, choice) if found.factor is None else _model_band(data, found, choice)


def rung_quantile(data: SalaryData, rung: str, choice: Choice, percentile: float) -> float | None:
    """The pay of a rung at a percentile (0 to 1); None outside the published range. Raises as ``rung_band``."""
    found = data.rung(rung)
    if found.factor is None:
        scale = Scale(data, choice, data.provenances[found.titles[0].source].month)
        return _title_at(found)(percentile, scale.product)
    scale = Scale(data, choice, _curve_month(data))
    return _model_at(data, found.factor, scale)(percentile, scale.product)


def official_quantile(data: SalaryData, choice: Choice, percentile: float) -> float | None:
    """The pay of the official occupation at a percentile; None outside the published ones. Raises as ``rung_band``."""
    scale = Scale(data, choice, data.official.rows[-1].month)
    return _official_at(data)(percentile, scale.product)


def official_band(data: SalaryData, choice: Choice) -> Band:
    """The official reference, p10 to p90 in ``points``, with the same factors of place and sector.

    Raises UnknownChoiceError for an unknown place, sector or country.
    """
    row = data.official.rows[-1]
    scale = Scale(data, choice, row.month)
    facts = [f"{data.official.name}, {row.period}: not only those who lead machine-learning work."]
    if choice.sector and (missing := data.sector(choice.sector).missing):
        facts.append(f"{data.sector(choice.sector).name}: {missing}.")
    return _band(
        ("official", data.official.name),
        _official_at(data),
        scale,
        error=scale.error(data.official.error),
        origin="estimated" if scale.changes else "published",
        provenance=(row.source,),
        rows=(data.row(model.OFFICIAL_FILE, row.id),),
        facts=facts,
    )


def _model_band(data: SalaryData, rung: Rung, choice: Choice) -> Band:
    scale = Scale(data, choice, _curve_month(data))
    factor = rung.factor or 1.0
    ends = (data.published.curve.low, data.published.curve.high)
    used = [figure for figure in data.published.figures if figure.id in ends]
    facts = [NO_SURVEY, f"The centre of the published curve times {factor:g}: {rung.nearest_title}."]
    if rung.note:
        facts.append(rung.note)
    return _band(
        (rung.id, rung.name),
        _model_at(data, factor, scale),
        scale,
        error=scale.error(data.ladder.error, rung=True),
        origin="estimated",
        provenance=(*(figure.source for figure in used), data.ladder.factor_source, data.ladder.model_source),
        rows=(*(data.row(model.PUBLISHED_FILE, f.id) for f in used), data.row(model.RUNGS_FILE, rung.id)),
        facts=facts,
    )


def _title_band(data: SalaryData, rung: Rung, choice: Choice) -> Band:
    """Adverts of the nearest title: factors multiply all three figures, the spread of the adverts is kept."""
    title = rung.titles[0]
    scale = Scale(data, choice, data.provenances[title.source].month)
    thin = "thin sample: " if title.n < model.THIN_SAMPLE else ""
    facts = [f"Nearest published title: {title.title}, {thin}{counted(title.n, '1 advert.', '{0} adverts.')}"]
    facts += [note for note in (rung.note, title.note) if note]
    return _band(
        (rung.id, rung.name),
        _title_at(rung),
        scale,
        error=scale.error(data.ladder.error),
        origin="estimated" if scale.changes else "published",
        provenance=(title.source,),
        rows=(data.row(model.RUNGS_FILE, title.id),),
        facts=facts,
    )


def _curve_month(data: SalaryData) -> str | None:
    """The date of the curve: that of its lower figure."""
    low = next(figure for figure in data.published.figures if figure.id == data.published.curve.low)
    return data.provenances[low.source].month


def _model_at(data: SalaryData, factor: float, scale: Scale) -> _At:
    """w(p) = exp(mu + ln fE + ln multiplier + sigma_c z(p)), within the published range (salary.md section 12).

    sigma_c^2 = sigma^2 - sE^2 - sL^2 [place applied] - sI^2 [sector applied].
    """
    base, taken = curve(data), data.ladder.spread
    sigma = sqrt(base.sigma**2 - taken.rung**2 - scale.variance(taken))

    def at(percentile: float, multiplier: float) -> float | None:
        if not base.lowest <= percentile <= base.highest:
            return None
        return base.median * factor * multiplier * exp(sigma * z_of(percentile))

    return at


def _title_at(rung: Rung) -> _At:
    title = rung.titles[0]
    return _curve_at(Pchip(((0.25, title.p25), (0.5, title.p50), (0.75, title.p75))))


def _official_at(data: SalaryData) -> _At:
    return _curve_at(official_curve(data))


def _curve_at(shape: Pchip) -> _At:
    published = dict(shape.points)

    def at(percentile: float, multiplier: float) -> float | None:
        amount = published.get(percentile) or shape.quantile(percentile)
        return None if amount is None else amount * multiplier

    return at


def _band(
    name: tuple[str, str],
    at: _At,
    scale: Scale,
    *,
    error: float,
    origin: Origin,
    provenance: tuple[str, ...],
    rows: tuple[Row, ...],
    facts: list[str],
) -> Band:
    middle = _span(at, scale.product)
    amounts = [(percentile, at(percentile, scale.product)) for percentile in PERCENTILES]
    return Band(
        *name,
        middle.low,
        middle.typical,
        middle.high,
        points=tuple(Point(percentile, amount) for percentile, amount in amounts if amount is not None),
        conservative=None if scale.larger is None else _span(at, scale.larger),
        error=error,
        origin=origin,
        currency=scale.currency,
        step=scale.step,
        provenance=tuple(dict.fromkeys((*provenance, *scale.provenance))),
        rows=(*rows, *scale.rows),
        facts=(*facts, *scale.facts),
        local_data=scale.choice.country is None,
    )


def _span(at: _At, multiplier: float) -> Span:
    low, typical, high = (at(percentile, multiplier) for percentile in (0.25, 0.50, 0.75))
    if low is None or typical is None or high is None:  # the rules of the files make sure of the middle half
        raise ValueError("the published range must hold the middle half")
    return Span(low, typical, high)
