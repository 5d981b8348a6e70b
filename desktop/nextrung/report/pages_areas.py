"""A card for each competency: level, range, target, and what the next step looks like."""

from __future__ import annotations

from nextrung.report.blocks import AreaCard, GapRow, Section
from nextrung.report.model import Area, ReportModel
from nextrung.report.words import gap, level, span, words

MOST_STEPS = 2
"""Next steps shown for one competency; more would not be next."""


def sections(model: ReportModel) -> tuple[Section, ...]:
    """The cards of all competencies, by what to work on first."""
    cards = tuple(_card(area, model.head.role) for area in model.areas)
    return (Section(words()("areas.heading"), cards),)


def gap_row(area: Area) -> GapRow:
    """A competency as a row of the gap chart."""
    note = "" if area.level is not None else words()(f"status.{area.status}")
    return GapRow(area.name, area.level, area.low, area.high, area.target, note, area.coach)


def _card(area: Area, role: str) -> AreaCard:
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


def _line(area: Area, role: str) -> str:
    say = words()
    if area.level is None:
        return say("areas.line_none", area.name, say(f"status.{area.status}"), role, level(area.target))
    return say("areas.line", area.name, level(area.level), span(area.low, area.high), role, level(area.target))


def _verdict(area: Area) -> str:
    say = words()
    if area.level is None or area.gap is None:
        return ""
    if area.reached:
        return say("areas.reached")
    if area.likelihood == "unlikely":
        return say("areas.below", gap(area.target, area.level))
    return say("areas.gap", gap(area.target, area.level), say(f"likelihood.{area.likelihood}"))


def _steps(area: Area) -> tuple[tuple[str, str], ...]:
    say = words()
    if not area.next_steps:
        return (("", say("areas.top" if area.answered else "areas.nothing")),)
    whole = [(say("areas.next_level", *area.next_level[:2]), area.next_level[2])] if area.next_level else []
    facets = (
        (
            say("areas.chance_line", step.facet) if step.chance else say("areas.next_line", step.facet, step.now),
            step.text,
        )
        for step in area.next_steps[:MOST_STEPS]
    )
    return (*whole, *facets)


def warnings(area: Area) -> list[str]:
    """What to keep in mind about the level of an area: every file that people read says it."""
    say = words()
    notes = []
    if area.no_chance:
        notes.append(say.counted("areas.no_chance", area.planned, area.no_chance))
    if area.worth_checking:
        notes.append(say("areas.check"))
    return notes


def _notes(area: Area) -> tuple[str, ...]:
    say = words()
    notes = warnings(area)
    if area.coach is not None:
        notes.append(say("areas.coach", level(area.coach)))
    return tuple(notes)
