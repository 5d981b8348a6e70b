"""A result as plain text for a terminal: levels, gaps, match, rungs."""

from __future__ import annotations

from collections.abc import Iterator

from nextrung.salary.bands import rung_band
from nextrung.salary.ladder import Standing, climb
from nextrung.salary.model import Choice, SalaryData
from nextrung.scoring.match import Band
from nextrung.scoring.result import Result

PURPOSE = "Made for your own development. Not suitable for hiring, pay or promotion decisions."
BANDS: dict[Band, str] = {
    "early": "Early",
    "building": "Building",
    "close": "Close",
    "matches": "Matches the profile",
}
STANDINGS: dict[Standing, str] = {
    "matched": "you match",
    "next": "next rung",
    "further": "further up",
    "beside": "beside the ladder",
    "unknown": "",
}
WIDTH = 28


def as_text(result: Result, salary: SalaryData) -> str:
    """The whole result, ready to print."""
    return "\n".join([*_levels(result), "", *_match(result), "", *_rungs(result, salary), "", PURPOSE])


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
            why = "little chance to do this yet" if score.status == "no_chance" else "too few answers"
            yield f"{name:{WIDTH}}      –  {why}"
            continue
        likely = f"{limits[0]:.1f} to {limits[1]:.1f}"
        distance = f"{gap.gap:.1f}" if gap.gap else "–"
        yield f"{name:{WIDTH}}  {score.level:5.1f}  {likely:>12}  {gap.target:6.1f}  {distance:>4}"


def _match(result: Result) -> Iterator[str]:
    one = result.match
    if one.value is None or one.range is None or one.band is None:
        yield "Match: too few answers."
        return
    provisional = ", provisional" if one.provisional else ""
    likely = f"likely {one.range[0]:.0f} to {one.range[1]:.0f}"
    yield f"Match: {one.value:.0f} of 100 ({likely}), {BANDS[one.band]}{provisional}."
    names = [result.questionnaire.competencies_by_id[competency].name for competency in result.focus]
    yield f"Work on first: {', '.join(names)}." if names else "No gap is large and likely enough to name."


def _rungs(result: Result, salary: SalaryData) -> Iterator[str]:
    yield "What each rung pays in the United States (middle half, estimated by this app from published figures):"
    found = {role: (match.value, match.band) for role, match in result.matches.items()}
    rungs = tuple(salary.rungs.values())
    for rung, climbed in zip(rungs, climb(rungs, found).rungs, strict=True):
        band = rung_band(salary, rung.id, Choice()).display
        match = "" if climbed.value is None else f"  match {climbed.value:3.0f}  {STANDINGS[climbed.standing]}"
        yield f"{rung.name:{WIDTH}}  ${band.low:>7,.0f} to ${band.high:>7,.0f}{match}".rstrip()
    yield "Your answers do not set your pay: they show which rung's work you already do."
