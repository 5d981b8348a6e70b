"""What the salary page shows: rungs, published and official figures, adverts, and what was done to them. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from nextrung.questionnaire.model import Questionnaire
from nextrung.salary import abroad, amounts, bands, money
from nextrung.salary.bands import Band, rung_band
from nextrung.salary.figures import published_figures
from nextrung.salary.formats import LocalAdverts, Provenance, Rung, Title
from nextrung.salary.ladder import RungMatch, Standing, climb
from nextrung.salary.model import THIN_SAMPLE, PayChoice, PayFigure, SalaryData
from nextrung.salary.official import OfficialLine, official_lines
from nextrung.salary.own import KeptFigure
from nextrung.scoring.match import Match
from nextrung.scoring.reasons import MatchNotes, match_notes
from nextrung.scoring.statements import is_draft

Basis = Literal["estimate", "ends", "adverts", "none"]
"""What the pay of a rung is: estimated, between two published figures, as advertised, or not known."""


class AdvertState(Struct, frozen=True):
    """Adverts under one title, as published; ``level`` is their experience level, empty for all of them."""

    id: str
    title: str
    level: str
    n: int
    currency: str
    period: str
    points: tuple[tuple[float, float], ...]
    """Percentiles (shares) with their amounts, rising; the median is always among them."""
    age: int | None
    old: bool

    @property
    def thin(self) -> bool:
        """Whether the adverts are few."""
        return self.n < THIN_SAMPLE

    @property
    def typical(self) -> float:
        """The median."""
        return dict(self.points)[0.50]


class RungState(Struct, frozen=True):
    """One rung: its pay a year as shown and the match to its role profile. Without pay every amount is 0.

    Where place and sector both raise pay, ``low`` and ``typical_low`` use the larger factor alone, ``typical`` and
    ``high`` both multiplied; otherwise ``typical_low`` is ``typical``. Between two published figures nothing is
    typical. ``soft_low`` and ``soft_high`` are where the error of an estimate ends. ``points`` are the amounts at the
    10th to 90th percentile, None outside the published range. ``age`` is that of its figures in months.
    """

    id: str
    name: str
    basis: Basis
    match: float | None
    standing: Standing
    low: float
    typical_low: float | None
    typical: float | None
    high: float
    soft_low: float
    soft_high: float
    error_words: str
    points: tuple[float | None, ...]
    currency: str
    ladder: bool
    missing: str
    adverts: tuple[AdvertState, ...]
    age: int | None
    old: bool
    match_notes: MatchNotes | None = None
    """The band of the match, why it is no higher and what has no level; None without a match."""
    role: str = ""
    """The id of its role profile; empty for none."""

    @property
    def overlaps(self) -> bool:
        """Whether two figures are shown for the centre."""
        return self.typical_low != self.typical


class MarkState(Struct, frozen=True):
    """One published figure: its amount, how it is written, and its age in months when that is known."""

    id: str
    label: str
    amount: float
    text: str
    percentile: float | None
    age: int | None
    old: bool


class OfficialState(Struct, frozen=True):
    """Official pay of all IT managers; ``where`` is a place or sector, empty for all of the United States.

    ``points`` are percentiles (shares) with amounts as shown and their texts; ``estimated`` when this app multiplied.
    """

    id: str
    where: str
    period: str
    points: tuple[tuple[float, float, str], ...]
    estimated: bool
    error_words: str
    age: int | None
    old: bool


class OwnState(Struct, frozen=True):
    """An own figure on the row of its rung."""

    id: str
    rung: str
    amount: float
    text: str
    percentile: float | None
    source: str
    age: int
    old: bool


class Note(Struct, frozen=True):
    """A plain sentence about what was done to the figures.

    With an ``age`` in months it is the period of old figures that the shown ones rest on.
    """

    text: str
    age: int | None = None


class Options(Struct, frozen=True):
    """What can be chosen: ids and names."""

    places: tuple[tuple[str, str, str], ...]
    """Id, name, and what is missing: nothing, "mean" (mean only) or "none"."""
    sectors: tuple[tuple[str, str], ...]
    countries: tuple[tuple[str, str, str], ...]
    """Id, name and currency."""
    last_month: str
    """The month (year-month) that prices can be brought to."""


class SalaryState(Struct, frozen=True):
    """The rungs, highest first, and everything beside them."""

    rungs: tuple[RungState, ...]
    figures: tuple[PayFigure, ...]
    highest: str | None
    """The id of the highest rung of the ladder that is matched."""
    next: str | None
    scored: bool
    """Whether there is a result that rungs can be compared with."""
    choice: PayChoice
    currency: str
    country: str
    """The name of the country at whose prices United States pay is shown; empty for none."""
    basis: str
    """Whether the published figures are of base or total pay."""
    steps: str
    """Where the steps between rungs come from."""
    published: tuple[MarkState, ...]
    official: tuple[OfficialState, ...]
    local: tuple[AdvertState, ...]
    """Adverts found in the country."""
    own: tuple[OwnState, ...]
    own_unplaced: int
    """Own figures of rungs that the pay data do not have."""
    own_elsewhere: int
    """Own figures in another currency than the one shown; they are not on the chart."""
    notes: tuple[Note, ...]
    error_words: str
    own_targets: tuple[str, float | None] | None = None
    """The name of the own targets that are compared with, and the match to them; None for a published profile."""
    draft: bool = False
    """Whether no pilot has tested the questions or constants behind the matches yet."""

    @property
    def matched(self) -> RungState | None:
        """The highest rung of the ladder that is matched; roles beside the ladder never stand for it."""
        return next((rung for rung in self.rungs if rung.id == self.highest), None)

    @property
    def following(self) -> RungState | None:
        """The next rung of the ladder."""
        return next((rung for rung in self.rungs if rung.id == self.next), None)

    @property
    def matched_beside(self) -> tuple[RungState, ...]:
        """The roles beside the ladder that are matched."""
        return tuple(rung for rung in self.rungs if not rung.ladder and rung.standing == "matched")

    @property
    def matched_in_short(self) -> str:
        """The highest rung matched and its pay, such as ``Senior $170k–$265k``; empty for none."""
        return _in_short(self.matched)

    @property
    def following_in_short(self) -> str:
        """The next rung and its pay; empty for none."""
        return _in_short(self.following)


def _in_short(rung: RungState | None) -> str:
    return f"{rung.name} {pay_range(rung)}" if rung else ""


def pay_range(rung: RungState) -> str:
    """From the lower to the higher end of a rung as shown: published amounts in full; nothing where none is known."""
    if rung.basis == "none":
        return rung.missing
    if rung.error_words:
        return amounts.span(rung.low, rung.high, rung.currency)
    return f"{amounts.exact(rung.low, rung.currency)}–{amounts.exact(rung.high, rung.currency)}"


def options(data: SalaryData) -> Options:
    """Everything that can be chosen with these data."""
    places = tuple(
        (place.id, place.name, "none" if place.mean is None else "" if place.p50 is not None else "mean")
        for place in data.places.values()
    )
    return Options(
        places,
        tuple((sector.id, sector.name) for sector in data.sectors.values()),
        tuple((country.id, country.name, country.currency) for country in data.countries.values()),
        data.prices.quarters[-1].month,
    )


def build(
    data: SalaryData,
    matches: Mapping[str, Match] | None,
    choice: PayChoice | None = None,
    *,
    own: Sequence[KeptFigure] = (),
    today: date | None = None,
    content: Questionnaire | None = None,
    own_targets: tuple[str, float | None] | None = None,
) -> SalaryState:
    """The state for a choice, by default all of the United States as published; ``matches`` by role id.

    ``content`` is what the assessment was taken with: its areas are named where one holds a band down. ``own_targets``
    are those compared with: they have a match and no rung, for pay is published for roles alone.

    ``today`` gives figures their age; without it none is old.
    """
    choice = data.fitting(choice or PayChoice())
    found = {role: (match.value, match.band) for role, match in (matches or {}).items()}
    ladder = climb(tuple(data.rungs.values()), found)
    made = {rung: rung_band(data, rung, choice) for rung in data.rungs}
    # estimates of all rungs rest on one curve, so any of them names the currency and error of all
    known = [band for rung, band in made.items() if band is not None and data.rung(rung).factor is not None]
    rungs = [
        _rung(data, one, made[one.rung], today, _notes_of(data.rung(one.rung), matches, content))
        for one in ladder.rungs
    ]
    lines = official_lines(data, choice)
    figures = tuple(sorted(published_figures(data), key=lambda figure: figure.amount))
    currency = known[-1].currency
    # own figures are never converted: a rate of exchange says nothing about pay
    here = [kept for kept in own if kept.figure.currency == currency and kept.figure.role in data.rungs]
    return SalaryState(
        rungs=_highest_first(data, rungs),
        figures=figures,
        highest=ladder.highest,
        next=ladder.next,
        scored=any(rung.match is not None for rung in rungs),
        choice=choice,
        currency=currency,
        country=data.country(choice.country).name if choice.country else "",
        basis=data.published.basis,
        steps=data.ladder.steps,
        # brought to the prices of another country, they would look like pay that was published there
        published=() if choice.country else tuple(_mark(figure, today) for figure in figures),
        official=tuple(_official(data, line, today) for line in lines),
        local=tuple(_local(data, one, today) for one in abroad.local_adverts(data, choice.country or "")),
        own=tuple(_own(kept, today) for kept in here),
        own_elsewhere=sum(kept.figure.currency != currency for kept in own),
        own_unplaced=sum(kept.figure.currency == currency for kept in own) - len(here),
        notes=_notes(data, known[-1], lines, today),
        error_words=known[-1].error_words,
        own_targets=own_targets,
        draft=content is not None and is_draft(content),
    )


def _notes_of(rung: Rung, matches: Mapping[str, Match] | None, content: Questionnaire | None) -> MatchNotes | None:
    found = (matches or {}).get(rung.role or "")
    return match_notes(found, content) if found is not None and content is not None else None


def age_of(source: Provenance, today: date | None) -> tuple[int | None, bool]:
    """Age in months (None: not known) and whether that makes a figure old."""
    if today is None:
        return None, False
    return money.age_months(source.month, today), money.is_old(source, today)


def _highest_first(data: SalaryData, rungs: Sequence[RungState]) -> tuple[RungState, ...]:
    """The ladder and what leads up to it from the highest down, then the roles beside it."""
    # kept from the lowest step up; read like a ladder, with the highest on top
    ladder = [rung for rung in rungs if not data.rung(rung.id).beside]
    return (*reversed(ladder), *(rung for rung in rungs if data.rung(rung.id).beside))


def _rung(
    data: SalaryData, one: RungMatch, band: Band | None, today: date | None, notes: MatchNotes | None
) -> RungState:
    rung = data.rung(one.rung)
    # without pay every amount is 0, and the basis says that none is known
    shown = bands.ShownBand(0, None, None, 0, 0, 0) if band is None else band.shown
    at = {} if band is None else {point.percentile: _as_shown(band, point.amount) for point in band.points}
    if band is not None and band.estimated and rung.ends is None:
        # the table says the same lower end as the bar, which uses the larger of two factors that overlap
        at[0.25] = shown.low
    # the first source is that of the pay itself; the others only move it to a place or sector
    first = band.provenance[0] if band is not None else rung.titles[0].source if rung.titles else ""
    age, old = age_of(data.provenances[first], today) if first else (None, False)
    return RungState(
        id=rung.id,
        name=rung.name,
        basis="none" if band is None else "estimate" if rung.factor else "ends" if rung.ends else "adverts",
        match=one.value,
        standing=one.standing,
        low=shown.low,
        typical_low=shown.typical_low,
        typical=shown.typical,
        high=shown.high,
        soft_low=shown.soft_low,
        soft_high=shown.soft_high,
        error_words="" if band is None else band.error_words,
        points=tuple(at.get(percentile) for percentile in bands.PERCENTILES),
        currency="USD" if band is None else band.currency,
        ladder=rung.step is not None,
        missing=rung.missing or "",
        adverts=tuple(_title(data, title, today) for title in rung.titles),
        age=age,
        old=old,
        match_notes=notes,
        role=rung.role or "",
    )


def _as_shown(band: Band, amount: float) -> float:
    return money.rounded(amount, band.step) if band.estimated else amount


def _title(data: SalaryData, title: Title, today: date | None) -> AdvertState:
    source = data.provenances[title.source]
    points = ((0.25, title.p25), (0.50, title.p50), (0.75, title.p75))
    return AdvertState(
        title.id, title.title, title.level or "", title.n, "USD", source.period, points, *age_of(source, today)
    )


def _local(data: SalaryData, one: LocalAdverts, today: date | None) -> AdvertState:
    source = data.provenances[one.source]
    return AdvertState(one.id, one.title, "", one.n, one.currency, source.period, one.points, *age_of(source, today))


def _mark(figure: PayFigure, today: date | None) -> MarkState:
    age, old = age_of(figure.provenance, today)
    text = amounts.exact(figure.amount)
    return MarkState(figure.id, figure.label, figure.amount, text, figure.percentile, age, old)


def _official(data: SalaryData, line: OfficialLine, today: date | None) -> OfficialState:
    """The official percentiles: exactly as published, or rounded where they are an estimate."""
    source = data.provenances[line.provenance[0]]
    points = []
    for point in line.points:
        amount = money.rounded(point.amount, line.step) if line.estimated else point.amount
        text = amounts.short(amount) if line.estimated else amounts.exact(amount)
        points.append((point.percentile, amount, text))
    period, age = source.period, age_of(source, today)
    return OfficialState(line.id, line.where, period, tuple(points), line.estimated, line.error_words, *age)


def _own(kept: KeptFigure, today: date | None) -> OwnState:
    figure = kept.figure
    age = money.age_months(f"{figure.date:%Y-%m}", today) if today else 0
    text = amounts.exact(figure.amount, figure.currency)
    old = (age or 0) > money.OLD_AFTER
    return OwnState(kept.id, figure.role, figure.amount, text, figure.percentile, figure.source, age or 0, old)


def _notes(data: SalaryData, band: Band, lines: Sequence[OfficialLine], today: date | None) -> tuple[Note, ...]:
    """What the choice did, in the words of the pay data; those that rest on old figures with their age."""
    plain = rung_band(data, band.id, PayChoice())
    # what holds for every choice is said elsewhere; only what this choice added is said here
    facts = [fact for fact in band.facts if plain is None or fact not in plain.facts]
    facts += [fact for line in lines for fact in line.facts[1:]]
    used = dict.fromkeys((*band.provenance, *(source for line in lines for source in line.provenance)))
    dated = {data.areas.pay_source, data.industry.source, data.areas.price_source}
    notes = [Note(fact) for fact in dict.fromkeys(facts)]
    for source in (data.provenances[one] for one in used if one in dated):
        age, old = age_of(source, today)
        if old:
            notes.append(Note(source.period, age))
    return tuple(notes)
