"""The report for a manager: the message on one page; on the next the areas below target, and how far to trust it.

It speaks of the person in the third person: anchors, which are written from the person's view, stay out of it.
"""

from __future__ import annotations

from nextrung.report import pages_back, pages_parts
from nextrung.report.blocks import (
    Align,
    Block,
    Bullets,
    Document,
    Heading,
    KeyFigures,
    Paragraph,
    Section,
    StepBlock,
    TableBlock,
)
from nextrung.report.model import History, ReportArea, ReportModel, ReportStep
from nextrung.report.pages_areas import warnings
from nextrung.report.pages_gaps import figures, gap_chart, heading, running, trust_sentences
from nextrung.report.words import LANGUAGE, NONE, day, level, listed, points, span, target_level, words

MOST_STEPS = 3
"""Suggested steps on the first page; as many as may be live at once."""
LOWEST_FACETS = 2
"""Facets named as the place to start in one area."""


def document(model: ReportModel) -> Document:
    """Two pages, and what the parts that were ticked add."""
    say, name = words(), model.head.person or words()("someone")
    return Document(
        title=f"{say('cover.title')}: {name}, {model.head.role}",
        language=LANGUAGE,
        running=running(model),
        purpose=say("purpose"),
        page=say("page"),
        of=say("of"),
        cover=None,
        sections=(
            Section("", _message(model)),
            Section(say("manager.areas"), _below(model), new_page=True),
            *pages_parts.beside(model),
            *pages_parts.pay(model),
            *pages_back.asked_for(model),
            Section(say("manager.trust_heading"), _closing(model)),
        ),
    )


# the message


def _message(model: ReportModel) -> tuple[Block, ...]:
    say, head = words(), model.head
    form = say.counted("cover.form_line", model.asked, model.answered, say(f"form.{head.form}"))
    return (
        Paragraph(" · ".join((day(head.completed_at), form)), "muted"),
        Paragraph(say("manager.lead", head.person or say("someone"), head.role)),
        KeyFigures(figures(model)),
        Heading(heading(model)),
        gap_chart(model),
        *_steps(model),
        Paragraph(_trust_line(model), "note"),
    )


def _steps(model: ReportModel) -> tuple[Block, ...]:
    say = words()
    live = [step for step in model.steps if step.live]
    shown = live or model.suggestions[:MOST_STEPS]
    heading = Heading(say("start.steps" if live else "manager.suggested"))
    if not shown:
        return (heading, Paragraph(say("start.no_steps")))
    # nobody has promised the day of a step that is only suggested
    return (heading, *(_step(step, "start.due" if live else "manager.by") for step in shown))


def _step(step: ReportStep, by: str) -> StepBlock:
    say = words()
    tags = (say(by, day(step.due)),) if step.due else ()
    lines = (say("start.done_means", step.evidence_of_done),) if step.evidence_of_done else ()
    return StepBlock(step.title, tags, step.area or say("start.own"), (), (), lines)


def _trust_line(model: ReportModel) -> str:
    say = words()
    if model.quality.grade == "low":
        return say("cover.low")
    return say.counted("manager.trust", model.asked, model.answered, say(f"grade.{model.quality.grade}"))


# the areas below target


def _below(model: ReportModel) -> tuple[Block, ...]:
    say = words()
    below = [area for area in model.areas if area.asked and area.level is not None and not area.reached]
    without = [area.name for area in model.areas if area.level is None]
    done = [step for step in model.steps if step.state == "done"]
    blocks: list[Block] = []
    if below:
        align: tuple[Align, ...] = ("left", "right", "right", "right", "left")
        head = tuple(say(name) for name in ("column.area", "column.level", "column.range", "column.target"))
        rows = tuple(
            (area.name, level(area.level), span(area.low, area.high), target_level(area.target), _one_up(area))
            for area in below
        )
        blocks += [
            Paragraph(say("manager.areas_line"), "muted"),
            TableBlock((*head, say("manager.one_up")), rows, (0.7, 0.0, 0.0, 0.0, 1.3), align),
        ]
    else:
        blocks.append(Paragraph(say("manager.areas_none")))
    if without:
        blocks.append(Paragraph(say("manager.no_level", listed(without))))
    if done:
        blocks += [Heading(say("start.done")), Bullets(tuple(_done(step) for step in done))]
    return tuple(blocks)


def _one_up(area: ReportArea) -> str:
    """What the next whole level looks like, and where the answers are lowest."""
    say = words()
    facets = [step.facet for step in area.next_steps if not step.chance][:LOWEST_FACETS]
    whole = f"{area.next_level[1]}: {area.next_level[2]}" if area.next_level else ""
    start = say("manager.start_with", listed(facets)) if facets else ""
    return " ".join(part for part in (whole, start) if part) or NONE


def _done(step: ReportStep) -> str:
    say = words()
    parts = [step.title, *([say("start.finished", day(step.finished_at))] if step.finished_at else [])]
    return "; ".join([*parts, *(line for _, line in step.evidence)])


# how far to trust it, change, method


def _closing(model: ReportModel) -> tuple[Block, ...]:
    say = words()
    notes = tuple(f"{area.name}: {note}" for area in model.areas for note in warnings(area))
    blocks: list[Block] = [Paragraph(" ".join(trust_sentences(model)))]
    if notes:
        blocks.append(Bullets(notes))
    # a first assessment has nothing to tell here
    if "history" in model.parts and model.history is not None:
        blocks += [Heading(say("history.heading")), *_history(model.history)]
    return (*blocks, Heading(say("manager.method")), *_method(model))


def _history(found: History) -> tuple[Block, ...]:
    say = words()
    if found.basis is None:
        return (Paragraph(say("history.none")),)
    # The overall change always, single areas only beyond noise: a table of chance would be read as news.
    seen = [move for move in found.moves if not move.id or move.call in ("clear", "probable")]
    return (
        Paragraph(f"{say('history.since', day(found.since))}. {pages_parts.change_sentences(found)}", "muted"),
        pages_parts.moves_table(seen),
    )


def _method(model: ReportModel) -> tuple[Block, ...]:
    say, head = words(), model.head
    rules = model.result.questionnaire.scoring
    bands = rules.bands
    lines = (
        say("manager.method_level"),
        say("manager.method_range", f"{rules.range_z:.2f}", points(100 * rules.range_share)),
        say("manager.method_match", points(bands.building), points(bands.close), points(bands.matches)),
        say("manager.method_held"),
        say("manager.method_limits"),
    )
    versions = (head.questionnaire, head.version, head.roles_version, head.scoring_version, head.app_version)
    return (
        Bullets(lines),
        Paragraph(say("method.versions_line", *versions), "muted"),
        Paragraph(say("method.always"), "muted"),
    )
