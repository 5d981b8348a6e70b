"""A card for each competency: level, range, target, and what the next step looks like."""

from __future__ import annotations

from nextrung import rounding
from nextrung.report.blocks import AreaCard, GapChartRow, Section
from nextrung.report.model import NextStep, ReportArea, ReportModel
from nextrung.report.words import gap, level, lower_first, span, target_level, words

MOST_STEPS = 2
"""Next steps shown for one competency; more would not be next."""


def sections(model: ReportModel) -> tuple[Section, ...]:
    """The cards of all competencies, by what to work on first."""
    cards = tuple(_card(area, model.head.role) for area in model.areas)
    return (Section(words()("areas.heading"), cards),)


def gap_row(area: ReportArea) -> GapChartRow:
    """A competency as a row of the gap chart."""
    note = "" if area.level is not None else words()(f"status.{area.status}")
    # what a sum of floating-point numbers misses by is no gap, in the picture as little as in the table
    drawn = max(area.level, area.target) if area.level is not None and area.reached else area.level
    return GapChartRow(area.name, drawn, area.low, area.high, area.target, note, area.coach)


def _card(area: ReportArea, role: str) -> AreaCard:
    say = words()
    return AreaCard(
        title=area.name,
        about=area.construct,
        row=gap_row(area),
        alt=say("areas.alt", area.name),
        line=_line(area, role),
        verdict=_verdict(area),
        steps_title=say("areas.next"),
        steps=_steps(area),
        notes=_notes(area),
    )


def _line(area: ReportArea, role: str) -> str:
    say = words()
    if not area.asked:
        if area.level is None:
            return say("areas.line_none_unasked", area.name, say(f"status.{area.status}"))
        return say("areas.line_unasked", area.name, level(area.level), span(area.low, area.high))
    if area.level is None:
        return say("areas.line_none", area.name, say(f"status.{area.status}"), role, target_level(area.target))
    return say("areas.line", area.name, level(area.level), span(area.low, area.high), role, target_level(area.target))


def _verdict(area: ReportArea) -> str:
    say = words()
    found, distance = area.verdict, gap(area.target, area.level)
    if found is None:
        return ""
    if found == "reached":
        return say("areas.reached")
    # A gap that rounds to 0.0 must not be called one of 0.0 levels.
    if found == "slight" and not rounding.gap(area.target, area.level or 0.0):
        return say("areas.almost")
    if found == "slight":
        return say("areas.below", distance)
    return say("areas.gap", distance, say(f"verdict.{found}"))


def _steps(area: ReportArea) -> tuple[tuple[str, str], ...]:
    say = words()
    if area.highest and not area.next_steps:
        return (("", say("areas.top")),)
    if not area.next_steps:
        return (("", say("areas.nothing")),)
    whole = [(say("areas.next_level", *area.next_level[:2]), area.next_level[2])] if area.next_level else []
    return (*whole, *(_step(step) for step in area.next_steps[:MOST_STEPS]))


def _step(step: NextStep) -> tuple[str, str]:
    say = words()
    if step.chance:
        return say("areas.chance_line", step.facet), step.text
    text = say("areas.oftener", lower_first(step.oftener)) if step.oftener else step.text
    return say("areas.next_line", step.facet, step.now), text


def warnings(area: ReportArea) -> list[str]:
    """What to keep in mind about the level of an area: every file that people read says it."""
    say = words()
    notes = []
    if area.no_chance:
        notes.append(say.counted("areas.no_chance", area.planned, area.no_chance))
    if area.worth_checking:
        notes.append(say("areas.check"))
    return notes


def _notes(area: ReportArea) -> tuple[str, ...]:
    say = words()
    notes = warnings(area)
    if area.coach is not None:
        notes.append(say("areas.coach", level(area.coach)))
    return tuple(notes)
