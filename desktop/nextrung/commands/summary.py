"""A result as plain text for a terminal: levels, gaps, match, rungs."""

from __future__ import annotations

from collections.abc import Iterator

from nextrung.report.words import NONE, level, points, points_span, span, words
from nextrung.salary.bands import rung_band
from nextrung.salary.ladder import climb
from nextrung.salary.model import Choice, SalaryData
from nextrung.scoring.result import Result

WIDTH = 28


def as_text(result: Result, salary: SalaryData) -> str:
    """The whole result, ready to print."""
    return "\n".join([*_levels(result), "", *_match(result), "", *_rungs(result, salary), "", words()("purpose")])


def _levels(result: Result) -> Iterator[str]:
    form = "quick" if result.form == "quick" else "full"
    yield f"{result.questionnaire.blueprint.title}, {form} form, compared with: {result.role.name}"
    yield ""
    yield f"{'':{WIDTH}}  level  likely range  target   gap"
    for competency in result.order:
        score, gap = result.competencies[competency], result.gaps[competency]
        name = result.questionnaire.competencies_by_id[competency].name
        limits = score.level_range
        if score.level is None or limits is None or gap.gap is None:
            why = words()(f"status.{score.status}")
            yield f"{name:{WIDTH}}      –  {why}"
            continue
        likely = span(*limits)
        distance = level(gap.gap) if gap.gap else NONE
        yield f"{name:{WIDTH}}  {level(score.level):>5}  {likely:>12}  {level(gap.target):>6}  {distance:>4}"


def _match(result: Result) -> Iterator[str]:
    one = result.match
    if one.value is None or one.range is None or one.band is None:
        yield "Match: too few answers."
        return
    provisional = ", provisional" if one.provisional else ""
    likely = f"likely {points_span(*one.range)}"
    yield f"Match: {points(one.value)} of 100 ({likely}), {words()(f'band.{one.band}')}{provisional}."
    names = [result.questionnaire.competencies_by_id[competency].name for competency in result.focus]
    yield f"Work on first: {', '.join(names)}." if names else "No gap is large and likely enough to name."


def _rungs(result: Result, salary: SalaryData) -> Iterator[str]:
    yield "What each rung pays in the United States (middle half, estimated by this app from published figures):"
    found = {role: (match.value, match.band) for role, match in result.matches.items()}
    rungs = tuple(salary.rungs.values())
    for rung, climbed in zip(rungs, climb(rungs, found).rungs, strict=True):
        band = rung_band(salary, rung.id, Choice()).display
        match = ""
        if climbed.value is not None:
            match = f"  match {points(climbed.value):>3}  {words()(f'standing.{climbed.standing}')}"
        yield f"{rung.name:{WIDTH}}  ${band.low:>7,.0f} to ${band.high:>7,.0f}{match}".rstrip()
    yield "Your answers do not set your pay: they show which rung's work you already do."
