"""A result as plain text for a terminal: levels, gaps, match, rungs."""

from __future__ import annotations

from collections.abc import Iterator

from nextrung.report.match_words import band_words, unscored_words
from nextrung.report.material import PayMaterial
from nextrung.report.pages_pay import basis_words, published_name, published_words, range_words
from nextrung.report.pay import pay_view
from nextrung.report.words import (
    NONE,
    gap,
    level,
    listed,
    match,
    match_span,
    span,
    target_level,
    trust_notes,
    words,
)
from nextrung.salary.model import PayChoice, SalaryData
from nextrung.scoring.reasons import match_notes, reason
from nextrung.scoring.result import Result, result_cautions
from nextrung.scoring.statements import is_draft, lack, no_focus

WIDTH = 28


def as_text(result: Result, salary: SalaryData) -> str:
    """The whole result, ready to print."""
    beside = _rungs(result, salary) if result.questionnaire.has_pay else _roles(result)
    return "\n".join([*_levels(result), "", *_match(result), "", *beside, "", *_about(result)])


def _levels(result: Result) -> Iterator[str]:
    form = "quick" if result.form == "quick" else "full"
    against = f", compared with: {result.role.name}" if result.match.asked else ""
    yield f"{result.questionnaire.blueprint.title}, {form} form{against}"
    yield ""
    yield f"{'':{WIDTH}}  level  likely range" + ("  target   gap" if result.match.asked else "")
    for competency in result.order:
        score, target = result.competencies[competency], result.gaps[competency].target
        name = result.questionnaire.competencies_by_id[competency].name
        limits = score.level_range
        scored = score.level is not None and limits is not None
        line = f"{name:{WIDTH}}  {level(score.level):>5}  {span(*limits) if limits else NONE:>12}"
        if result.match.asked:
            line += f"  {target_level(target):>6}  {gap(target, score.level):>4}"
        yield line if scored else f"{line}  {words()(f'status.{score.status}')}"


def _match(result: Result) -> Iterator[str]:
    one, names = result.match, result.questionnaire.competencies_by_id
    notes = match_notes(one, result.questionnaire)
    statuses = [score.status for score in result.competencies.values()]
    missing = unscored_words(notes)
    if not one.asked:
        yield f"{missing}."
        missing = ""
    elif one.value is None or one.range is None:
        yield f"Match: {words()(f'figures.{lack(statuses)}')}."
    else:
        yield f"Match: {match(one.value)} of 100 (likely {match_span(*one.range)})."
        yield f"{band_words(notes)}."
    if missing:
        yield f"{missing}."
    focus = [names[competency].name for competency in result.focus]
    if focus:
        yield f"Work on first: {listed(focus)}."
    elif one.asked:
        yield words()(f"start.{no_focus(statuses, asked=True)}")
    if result.close_behind:
        yield words()("start.close_behind", listed([names[one].name for one in result.close_behind]))
    for flag in result.quality.flags:
        yield words()(f"flag.{flag}")


def _rungs(result: Result, salary: SalaryData) -> Iterator[str]:
    pay = pay_view(PayMaterial(salary, PayChoice()), result)
    yield "Pay in the United States, gross a year:"
    yield f"{published_name(pay)}: {published_words(pay)} ({pay.basis})."
    for rung in pay.rungs:
        matching = ""
        if rung.match is not None:
            matching = f"  match {match(rung.match):>3}  {words()(f'standing.{rung.standing}')}"
        shown = range_words(rung) if rung.shown is not None else rung.missing
        yield f"{rung.name:{WIDTH}}  {shown:<18}  {basis_words(rung):<26}{matching}".rstrip()
        if rung.notes is not None and (held := reason(rung.notes)):
            yield f"{'':{WIDTH}}  {held}"
    yield pay.steps
    yield "Your answers do not set your pay: the rungs matched are those whose work they describe."


def _roles(result: Result) -> Iterator[str]:
    """The match of every role, where no pay stands beside it."""
    for role in result.questionnaire.roles:
        one = result.matches[role.id]
        if one.value is not None:
            notes = match_notes(one, result.questionnaire)
            band = words()(f"band.{one.band}") if one.band else ""
            yield f"{role.name:{WIDTH}}  match {match(one.value):>3}  {band}".rstrip()
            if held := reason(notes):
                yield f"{'':{WIDTH}}  {held}"


def _about(result: Result) -> Iterator[str]:
    yield from trust_notes(result_cautions(result), draft=is_draft(result.questionnaire))
    yield words()("purpose")
