"""The pay part of a report: the rungs with their pay as the salary page shows it, and every source."""

from __future__ import annotations

from nextrung.report.material import Pay
from nextrung.report.model import PayRung, PaySource, PayView
from nextrung.salary.bands import official_band, rung_band
from nextrung.salary.ladder import climb
from nextrung.salary.model import Choice, Rung
from nextrung.scoring.reasons import MatchNotes, match_notes
from nextrung.scoring.result import Result


def pay_view(pay: Pay, result: Result) -> PayView:
    """The rungs for the person's choice of place and sector; what the data do not have is left out of the choice."""
    data, choice = pay.data, pay.data.fitting(pay.choice)
    found = {role: (match.value, match.band) for role, match in result.matches.items()}
    ladder = climb(tuple(data.rungs.values()), found)
    bands = {rung: rung_band(data, rung, choice) for rung in data.rungs}
    rungs = [
        PayRung(
            one.rung,
            data.rung(one.rung).name,
            one.value,
            _notes(data.rung(one.rung), result),
            one.standing,
            bands[one.rung].shown,
            bands[one.rung].estimated,
            data.rung(one.rung).titles[0].title if data.rung(one.rung).factor is None else "",
        )
        for one in ladder.rungs
    ]
    own_pay = [rung for rung in rungs if not rung.nearest]
    reference = official_band(data, choice)
    highest = bands[own_pay[-1].id]
    used = dict.fromkeys(source for band in (*bands.values(), reference) for source in band.provenance)
    plain = set(rung_band(data, highest.id, Choice()).facts)
    return PayView(
        rungs=(*reversed(own_pay), *(rung for rung in rungs if rung.nearest)),
        matched=data.rung(ladder.highest).name if ladder.highest else "",
        beside=tuple(data.rung(rung).name for rung in ladder.matched_beside),
        currency=reference.currency,
        place=data.place(choice.place).name if choice.place else "",
        sector=data.sector(choice.sector).name if choice.sector else "",
        error_words=highest.error_words,
        facts=tuple(dict.fromkeys(fact for fact in (*highest.facts, *reference.facts) if fact not in plain)),
        own=tuple(
            (data.rung(one.role).name, one.amount, one.currency, one.date, one.source)
            for one in (kept.figure for kept in pay.own)
            if one.role in data.rungs
        ),
        sources=tuple(
            PaySource(one.source, one.period, one.licence, one.address or "")
            for one in (data.provenances[source] for source in used)
        ),
    )


def _notes(rung: Rung, result: Result) -> MatchNotes | None:
    found = result.matches.get(rung.role or "")
    return None if found is None else match_notes(found, result.questionnaire)
