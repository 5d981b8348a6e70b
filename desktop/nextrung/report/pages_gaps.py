"""The picture of gaps in a report: the figures, levels against targets, and how far to trust them."""

from __future__ import annotations

from collections.abc import Callable

from nextrung.report import match_words
from nextrung.report.blocks import Align, Block, GapChartBlock, Heading, KeyFigure, Paragraph, Section, TableBlock
from nextrung.report.model import ReportArea, ReportModel
from nextrung.report.pages_areas import gap_row
from nextrung.report.words import (
    NONE,
    day,
    gap,
    level,
    match,
    match_span,
    short,
    span,
    target_level,
    trust_notes,
    words,
)
from nextrung.scoring.statements import lack


def running(model: ReportModel) -> str:
    """The line on top of every page: whose report it is, against what, and of which day."""
    say, head = words(), model.head
    return " · ".join((say("running"), short(head.person or say("someone")), short(head.role), day(head.completed_at)))


def figures(model: ReportModel) -> tuple[KeyFigure, ...]:
    """The match, the areas at target, and what to work on first."""
    say = words()
    below = say("figures.reached_below", model.within_reach, model.likely_below)
    if model.without_level:
        below += say("figures.without", model.without_level)
    reached = KeyFigure(
        say("figures.reached"), str(model.reached), say.counted("figures.reached_aside", model.with_target), below
    )
    # without a target nothing can be at it, and the sentence beside the match says why
    return (_match(model), reached) if model.with_target else (_match(model),)


def _match(model: ReportModel) -> KeyFigure:
    say, found = words(), model.match
    name, below = say("figures.match"), match_words.beside(model.match_notes)
    if not found.asked:
        return KeyFigure(name, NONE, "", below)
    if found.value is None or found.range is None:
        return KeyFigure(name, NONE, say(f"figures.{lack(model.statuses)}"), below)
    return KeyFigure(name, match(found.value), say("figures.match_aside", match_span(*found.range)), below)


def section(model: ReportModel) -> Section:
    """Levels against targets as a chart and as a table, and how far to trust them."""
    blocks: list[Block] = [
        Paragraph(words()("gaps.intro" if model.with_target else "gaps.intro_unasked"), "muted"),
        gap_chart(model),
        _table(model),
        *_trust(model),
    ]
    return Section(heading(model), tuple(blocks), new_page=True)


def heading(model: ReportModel) -> str:
    """What the picture is called: without targets it shows no gaps."""
    return words()("gaps.heading" if model.with_target else "gaps.heading_unasked")


def gap_chart(model: ReportModel) -> GapChartBlock:
    """Every area with its level, likely range and target."""
    say = words()
    rows = tuple(gap_row(area) for area in model.areas)
    scored = [area for area in model.areas if area.level is not None]
    drawn = {
        "level": any(not area.reached for area in scored),
        "reached": any(area.reached for area in scored),
        "range": bool(scored),
        "target": any(area.asked for area in model.areas),
        "gap": any(area.asked and not area.reached for area in scored),
    }
    # Only marks that occur: a legend that explains what is nowhere makes people look for it.
    legend = [(mark, say(f"gaps.{mark}")) for mark, is_drawn in drawn.items() if is_drawn]
    if any(area.coach is not None for area in model.areas):
        legend.append(("other", say("gaps.coach")))
    # Every number of the picture, so that whoever hears the page learns what others see.
    alt = [say("gaps.alt"), *(_words_of(area) for area in model.areas)]
    return GapChartBlock(rows, tuple(legend), ". ".join(alt))


def _words_of(area: ReportArea) -> str:
    say = words()
    if not area.asked:
        if area.level is None:
            return say("gaps.alt_none_unasked", area.name, say(f"status.{area.status}"))
        return say("gaps.alt_unasked", area.name, level(area.level), span(area.low, area.high))
    if area.level is None:
        return say("gaps.alt_none", area.name, say(f"status.{area.status}"), target_level(area.target))
    return say("gaps.alt_row", area.name, level(area.level), span(area.low, area.high), target_level(area.target))


def _table(model: ReportModel) -> TableBlock:
    say = words()
    columns: list[tuple[str, Align, Callable[[ReportArea], str]]] = [
        ("area", "left", lambda area: area.name),
        ("level", "right", lambda area: level(area.level)),
        ("range", "right", lambda area: span(area.low, area.high)),
    ]
    if model.with_target:
        columns += [
            ("target", "right", lambda area: target_level(area.target)),
            ("gap", "right", lambda area: gap(area.target, area.level)),
            ("gap_is", "left", _gap_is),
        ]
    if any(area.coach is not None for area in model.areas):
        columns.append(("coach", "right", lambda area: level(area.coach)))
    names, align, cells = zip(*columns, strict=True)
    rows = tuple(tuple(cell(area) for cell in cells) for area in model.areas)
    return TableBlock(tuple(say(f"column.{name}") for name in names), rows, [1.0] + [0.0] * (len(names) - 1), align)


def _gap_is(area: ReportArea) -> str:
    if area.level is None:
        return words()(f"status.{area.status}")
    return NONE if area.verdict is None else words()(f"verdict.{area.verdict}")


def trust_sentences(model: ReportModel) -> list[str]:
    """How far to trust the result, in sentences: every file that people read says all of them."""
    say = words()
    sentences = [say("trust.low")] if model.quality.grade == "low" else []
    sentences.append(say.counted("trust.answered", model.asked, model.answered))
    if model.no_chance:
        sentences.append(say("trust.no_chance", model.no_chance))
    flags = [say(f"flag.{flag}") for flag in model.quality.flags]
    if model.answered and not flags:
        flags.append(say("trust.good"))
    sentences += flags
    if model.quality.examples_ahead:
        sentences.append(say("trust.examples_ahead"))
    if any(area.level is not None for area in model.areas):
        sentences.append(say("trust.range"))
    return [*sentences, *trust_notes(model.head.cautions, draft=model.head.draft)]


def _trust(model: ReportModel) -> tuple[Block, ...]:
    say = words()
    blocks: list[Block] = [Heading(say("trust.heading")), Paragraph(" ".join(trust_sentences(model)))]
    for view in model.tagged:
        found = "" if view.level is None else say("trust.tagged_level", level(view.level))
        texts = (say.counted("trust.tagged", view.answered, view.total, view.name), found, say("trust.tagged_rest"))
        blocks.append(Paragraph(" ".join(text for text in texts if text)))
    return tuple(blocks)
