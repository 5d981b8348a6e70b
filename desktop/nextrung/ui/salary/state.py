"""What the salary page shows: rungs, published and official figures, own marks, and what was done to them. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from nextrung.questionnaire.model import Questionnaire
from nextrung.salary import amounts, bands, money
from nextrung.salary.bands import Band, official_band, rung_band
from nextrung.salary.figures import official_figures, published_figures
from nextrung.salary.ladder import Standing, climb
from nextrung.salary.model import THIN_SAMPLE, Choice, Figure, Provenance, Rung, SalaryData, Title
from nextrung.salary.own import KeptFigure
from nextrung.scoring.match import Match
from nextrung.scoring.reasons import MatchNotes, match_notes
from nextrung.scoring.statements import is_draft

OFFICIAL = "official"
"""The id of the official reference as a whole."""


class TitleState(Struct, frozen=True):
    """Advertised pay of a nearest published title, as published."""

    id: str
    title: str
    n: int
    low: float
    typical: float
    high: float
    age: int | None
    old: bool

    @property
    def thin(self) -> bool:
        """Whether the adverts are few."""
        return self.n < THIN_SAMPLE


class RungState(Struct, frozen=True):
    """One rung: its pay a year as shown (middle half and typical) and the match to its role profile.

    Where place and sector both raise pay, ``low`` and ``typical_low`` use the larger factor alone, ``typical`` and
    ``high`` both multiplied; otherwise ``typical_low`` is ``typical``. ``points`` are the amounts at the 10th to 90th
    percentile, None outside the published range. ``nearest`` names the title whose adverts stand in for a rung without
    figures. ``age`` is that of its figures in months.
    """

    id: str
    name: str
    match: float | None
    low: float
    typical: float
    high: float
    standing: Standing
    error_words: str
    typical_low: float
    points: tuple[float | None, ...]
    currency: str
    ladder: bool
    nearest: str
    titles: tuple[TitleState, ...]
    estimated: bool
    age: int | None
    old: bool
    match_notes: MatchNotes | None = None
    """What belongs beside the match."""
    role: str = ""
    """The id of its role profile; empty for none."""

    @property
    def overlaps(self) -> bool:
        """Whether two figures are shown for the centre."""
        return self.typical_low != self.typical


class MarkState(Struct, frozen=True):
    """One figure on a line: its amount, how it is written, and its age in months when that is known."""

    id: str
    label: str
    amount: float
    text: str
    percentile: float | None
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
    figures: tuple[Figure, ...]
    highest: str | None
    """The id of the highest rung of the ladder that is matched."""
    next: str | None
    scored: bool
    """Whether there is a result that rungs can be compared with."""
    choice: Choice
    currency: str
    published: tuple[MarkState, ...]
    official: tuple[MarkState, ...]
    official_name: str
    own: tuple[OwnState, ...]
    own_elsewhere: int
    """Own figures in another currency than the one shown; they are not on the chart."""
    notes: tuple[Note, ...]
    error_words: str
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
    """The middle half of a rung as shown."""
    return amounts.span(rung.low, rung.high, rung.currency)


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
    choice: Choice | None = None,
    *,
    own: Sequence[KeptFigure] = (),
    today: date | None = None,
    content: Questionnaire | None = None,
) -> SalaryState:
    """The state for a choice, by default all of the United States as published; ``matches`` by role id.

    ``content`` is what the assessment was taken with: its areas are named where one holds a band down.

    ``today`` gives figures their age; without it none is old.
    """
    choice = data.fitting(choice or Choice())
    found = {role: (match.value, match.band) for role, match in (matches or {}).items()}
    ladder = climb(tuple(data.rungs.values()), found)
    made = {rung.id: rung_band(data, rung.id, choice) for rung in data.rungs.values()}
    rungs = [
        replace(
            _rung(data, data.rung(one.rung), made[one.rung], (one.value, one.standing), today),
            match_notes=_notes_of(data.rung(one.rung), matches, content),
            role=data.rung(one.rung).role or "",
        )
        for one in ladder.rungs
    ]
    reference = official_band(data, choice)
    figures = tuple(sorted(published_figures(data), key=lambda figure: figure.amount))
    here = [kept for kept in own if kept.figure.currency == reference.currency and kept.figure.role in data.rungs]
    steps = [rung for rung in data.rungs.values() if rung.factor is not None]
    return SalaryState(
        rungs=_highest_first(rungs),
        figures=figures,
        highest=ladder.highest,
        next=ladder.next,
        scored=any(rung.match is not None for rung in rungs),
        choice=choice,
        currency=reference.currency,
        published=tuple(_mark(figure, today) for figure in figures),
        official=_official(data, reference, today),
        official_name=data.official.name,
        own=tuple(_own(kept, today) for kept in here),
        own_elsewhere=len(own) - len(here),
        notes=_notes(data, made[steps[-1].id], reference, today),
        error_words=made[steps[-1].id].error_words,
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


def _highest_first(rungs: Sequence[RungState]) -> tuple[RungState, ...]:
    """The rungs with a factor from the highest down, then those whose pay is that of a nearest title."""
    own_pay = [rung for rung in rungs if not rung.nearest]
    return (*reversed(own_pay), *(rung for rung in rungs if rung.nearest))


def _rung(
    data: SalaryData, rung: Rung, band: Band, match: tuple[float | None, Standing], today: date | None
) -> RungState:
    shown = band.shown
    at = {point.percentile: money.rounded(point.amount, band.step) for point in band.points}
    at[0.25] = shown.low
    age, old = age_of(data.provenances[band.provenance[0]], today)
    return RungState(
        id=rung.id,
        name=rung.name,
        match=match[0],
        low=shown.low,
        typical=shown.typical,
        high=shown.high,
        standing=match[1],
        error_words=band.error_words,
        typical_low=shown.typical_low,
        points=tuple(at.get(percentile) for percentile in bands.PERCENTILES),
        currency=band.currency,
        ladder=rung.step is not None,
        nearest=rung.titles[0].title if rung.factor is None else "",
        titles=tuple(_title(data, title, today) for title in rung.titles),
        estimated=band.estimated,
        age=age,
        old=old,
    )


def _title(data: SalaryData, title: Title, today: date | None) -> TitleState:
    age, old = age_of(data.provenances[title.source], today)
    return TitleState(title.id, title.title, title.n, title.p25, title.p50, title.p75, age, old)


def _mark(figure: Figure, today: date | None) -> MarkState:
    age, old = age_of(figure.provenance, today)
    text = amounts.exact(figure.amount)
    return MarkState(figure.id, figure.label, figure.amount, text, figure.percentile, age, old)


def _official(data: SalaryData, band: Band, today: date | None) -> tuple[MarkState, ...]:
    """The official percentiles: exactly as published, or rounded once a choice has changed them."""
    named = {figure.percentile: figure for figure in official_figures(data) if figure.percentile is not None}
    marks = []
    for point in band.points:
        mark = _mark(named[point.percentile], today)
        if band.estimated:
            amount = money.rounded(point.amount, band.step)
            mark = replace(mark, amount=amount, text=amounts.short(amount, band.currency))
        marks.append(mark)
    return tuple(marks)


def _own(kept: KeptFigure, today: date | None) -> OwnState:
    figure = kept.figure
    age = money.age_months(f"{figure.date:%Y-%m}", today) if today else 0
    text = amounts.exact(figure.amount, figure.currency)
    old = (age or 0) > money.OLD_AFTER
    return OwnState(kept.id, figure.role, figure.amount, text, figure.percentile, figure.source, age or 0, old)


def _notes(data: SalaryData, band: Band, reference: Band, today: date | None) -> tuple[Note, ...]:
    """What the choice did, in the words of the pay data; those that rest on old figures with their age."""
    plain = set(rung_band(data, band.id, Choice()).facts)
    facts = [fact for fact in band.facts if fact not in plain]
    facts += [fact for fact in reference.facts[1:] if fact not in facts]
    used = {data.areas.pay_source, data.industry.source, data.areas.price_source} & set(band.provenance)
    notes = [Note(fact) for fact in dict.fromkeys(facts)]
    for source in (data.provenances[one] for one in band.provenance if one in used):
        age, old = age_of(source, today)
        if old:
            notes.append(Note(source.period, age))
    return tuple(notes)
