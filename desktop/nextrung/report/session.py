"""The summary of a coaching session, to hand over: what was looked at, what was decided, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from nextrung.report.blocks import (
    Block,
    Bullets,
    Document,
    GapChartBlock,
    Heading,
    Paragraph,
    Section,
    StepBlock,
    TableBlock,
)
from nextrung.report.blocks import GapChartRow as SessionGap
from nextrung.report.words import LANGUAGE, day, level, short, span, target_level, words


class SessionStep(Struct, frozen=True):
    """A step that was agreed on."""

    title: str
    due: date | None = None
    start: str = ""
    if_then: str = ""


class SessionSummary(Struct, frozen=True):
    """One session in words that both sides may read: private notes are no part of it.

    ``findings`` are pairs of a finding and what the person said to it. ``gaps`` are the areas that were looked at.
    """

    person: str
    coach: str
    held_on: date
    role: str = ""
    agenda: Sequence[str] = ()
    findings: Sequence[tuple[str, str]] = ()
    gaps: Sequence[SessionGap] = ()
    decided: Sequence[str] = ()
    summary: str = ""
    steps: Sequence[SessionStep] = ()
    next_on: date | None = None
    draft: bool = False
    """Whether no pilot has tested the questions or constants behind what was looked at."""


def session_document(summary: SessionSummary) -> Document:
    """The pages of a summary, one unless there is much to say; what it does not have takes no room."""
    say = words()
    name = summary.person or say("someone")
    facts = [day(summary.held_on), summary.role, summary.coach and say("session.coach", summary.coach)]
    blocks: list[Block] = [Paragraph(" · ".join(fact for fact in facts if fact), "muted")]
    if summary.summary:
        blocks += [Paragraph(line) for line in summary.summary.splitlines() if line.strip()]
    blocks += _list("session.decided", summary.decided)
    if summary.steps:
        blocks += [Heading(say("session.steps")), *(_step(step) for step in summary.steps)]
    if summary.gaps:
        blocks += [Heading(say("session.gaps")), _gaps(summary.gaps)]
    if summary.findings:
        head = (say("session.finding"), say("session.said"))
        blocks += [Heading(say("session.findings")), TableBlock(head, summary.findings, (2.0, 1.0), ("left", "left"))]
    blocks += _list("session.agenda", summary.agenda)
    if summary.next_on is not None:
        blocks.append(Paragraph(say("session.next", day(summary.next_on)), "strong"))
    if summary.draft:
        blocks.append(Paragraph(say("trust.draft"), "muted"))
    return Document(
        title=say("session.title", name),
        language=LANGUAGE,
        running=f"{say('running')} · {short(name)} · {day(summary.held_on)}",
        purpose=say("purpose"),
        page=say("page"),
        of=say("of"),
        cover=None,
        sections=(Section("", tuple(blocks)),),
    )


def _list(name: str, items: Sequence[str]) -> list[Block]:
    return [Heading(words()(name)), Bullets(items)] if items else []


def _step(step: SessionStep) -> StepBlock:
    tags = () if step.due is None else (words()("start.due", day(step.due)),)
    plans = tuple(plan for plan in (step.start, step.if_then) if plan)
    return StepBlock(step.title, tags, "", plans, (), ())


def _gaps(rows: Sequence[SessionGap]) -> GapChartBlock:
    say = words()
    marks = ["level", "reached", "range", "target", "gap"]
    legend = [(mark, say(f"gaps.{mark}")) for mark in marks]
    if any(row.other is not None for row in rows):
        legend.append(("other", say("gaps.coach")))
    alt = [say("gaps.alt")]
    for row in rows:
        if row.level is None:
            alt.append(say("gaps.alt_none", row.name, row.note, target_level(row.target)))
        else:
            alt.append(
                say("gaps.alt_row", row.name, level(row.level), span(row.low, row.high), target_level(row.target))
            )
    return GapChartBlock(rows, tuple(legend), ". ".join(alt))
