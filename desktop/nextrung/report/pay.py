"""The pay part of a report: published figures, the rungs as the salary page shows them, adverts, and every source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nextrung.report.material import PayMaterial
from nextrung.report.model import PayAdverts, PayBasis, PayOfficial, PayRung, PaySource, PayView
from nextrung.salary import abroad, money
from nextrung.salary.bands import Band, rung_band
from nextrung.salary.figures import published_figures
from nextrung.salary.formats import Rung
from nextrung.salary.ladder import Ladder, climb
from nextrung.salary.model import PayChoice, SalaryData
from nextrung.salary.official import OfficialLine, official_lines
from nextrung.scoring.reasons import MatchNotes, match_notes
from nextrung.scoring.result import Result


def pay_view(pay: PayMaterial, result: Result) -> PayView:
    """What is shown for the person's choice of place and sector; what the data do not have is left out of it."""
    data, choice = pay.data, pay.data.fitting(pay.choice)
    found = {role: (match.value, match.band) for role, match in result.matches.items()}
    ladder = climb(tuple(data.rungs.values()), found)
    bands = {rung: rung_band(data, rung, choice) for rung in data.rungs}
    lines = official_lines(data, choice)
    known = [band for rung, band in bands.items() if band is not None and data.rung(rung).factor is not None]
    figures = sorted(published_figures(data), key=lambda figure: figure.amount)
    # What holds without any choice is said anyway: only what the choice adds is a fact of its own.
    plain = rung_band(data, known[-1].id, PayChoice())
    # The first fact of an official line says whose pay it is, which its row in the table says already.
    facts = (*known[-1].facts, *(fact for line in lines for fact in line.facts[1:]))
    adverts = tuple(_adverts(data, choice))
    at = {figure.percentile: figure.amount for figure in figures}
    return PayView(
        published=() if choice.country else tuple((figure.label, figure.amount) for figure in figures),
        published_middle=(at[0.25], at[0.75]) if {0.25, 0.75} <= at.keys() else None,
        published_period=figures[0].provenance.period,
        basis=data.published.basis,
        rungs=_rungs(data, ladder, bands, result),
        adverts=adverts,
        official=tuple(_official(data, line) for line in lines),
        matched=data.rung(ladder.highest).name if ladder.highest else "",
        beside=tuple(data.rung(rung).name for rung in ladder.matched_beside),
        currency=known[-1].currency,
        place=data.place(choice.place).name if choice.place else "",
        sector=data.sector(choice.sector).name if choice.sector else "",
        country=data.country(choice.country).name if choice.country else "",
        error_words=known[-1].error_words,
        steps=data.ladder.steps,
        facts=tuple(dict.fromkeys(fact for fact in facts if plain is None or fact not in plain.facts)),
        own=tuple(
            (data.rung(one.role).name, one.amount, one.currency, one.date, one.source)
            for one in (kept.figure for kept in pay.own)
            if one.role in data.rungs
        ),
        sources=_sources(data, choice, bands, lines),
    )


def _rungs(data: SalaryData, ladder: Ladder, bands: Mapping[str, Band | None], result: Result) -> tuple[PayRung, ...]:
    """The ladder and what leads up to it from the highest down, then the roles beside it."""
    rungs = []
    for one in ladder.rungs:
        rung, band = data.rung(one.rung), bands[one.rung]
        basis: PayBasis = "estimate" if rung.factor else "ends" if rung.ends else "adverts" if band else "none"
        rungs.append(
            PayRung(
                rung.id,
                rung.name,
                one.value,
                _notes(rung, result),
                one.standing,
                None if band is None else band.shown,
                basis,
                "USD" if band is None else band.currency,
                "" if band is None else band.error_words,
                rung.missing or "",
            )
        )
    steps = [rung for rung in rungs if not data.rung(rung.id).beside]
    return (*reversed(steps), *(rung for rung in rungs if data.rung(rung.id).beside))


def _adverts(data: SalaryData, choice: PayChoice) -> Iterator[PayAdverts]:
    """The adverts beside the rungs, from the highest rung down; abroad those that were found there."""
    if choice.country:
        for one in abroad.local_adverts(data, choice.country):
            period = data.provenances[one.source].period
            yield PayAdverts("", one.title, "", one.n, one.currency, period, one.points)
        return
    for rung in reversed(data.ladder.rungs):
        for title in rung.titles:
            points = ((0.25, title.p25), (0.50, title.p50), (0.75, title.p75))
            period = data.provenances[title.source].period
            yield PayAdverts(rung.name, title.title, title.level or "", title.n, "USD", period, points)


def _official(data: SalaryData, line: OfficialLine) -> PayOfficial:
    points = tuple(
        (one.percentile, money.rounded(one.amount, line.step) if line.estimated else one.amount) for one in line.points
    )
    period = data.provenances[line.provenance[0]].period
    return PayOfficial(line.name, line.where, period, points, line.estimated, line.error_words)


def _sources(
    data: SalaryData, choice: PayChoice, bands: Mapping[str, Band | None], lines: tuple[OfficialLine, ...]
) -> tuple[PaySource, ...]:
    """Every source of what is shown."""
    used = [source for one in (*bands.values(), *lines) if one is not None for source in one.provenance]
    if choice.country:
        used += [one.source for one in abroad.local_adverts(data, choice.country)]
    else:
        used += [figure.source for figure in data.published.figures]
        used += [title.source for rung in data.ladder.rungs for title in rung.titles]
    return tuple(
        PaySource(one.source, one.period, one.asked, one.sure, one.licence, one.address or "")
        for one in (data.provenances[source] for source in dict.fromkeys(used))
    )


def _notes(rung: Rung, result: Result) -> MatchNotes | None:
    found = result.matches.get(rung.role or "")
    return None if found is None else match_notes(found, result.questionnaire)
