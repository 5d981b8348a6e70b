"""The report in short as Markdown, for the clipboard or a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nextrung.report.model import ReportModel
from nextrung.report.pages import figures
from nextrung.report.words import day, level, points, points_span, span, words
from nextrung.shown import without_controls

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def as_markdown(model: ReportModel) -> str:
    """Match, levels against targets, where to start, and the live steps; ends with what it is for."""
    return "\n".join(_lines(model)) + "\n"


def _lines(model: ReportModel) -> Iterator[str]:
    say, head = words(), model.head
    person = head.person or say("someone")
    yield f"# {_plain(say('markdown.title', person, head.title, head.role))}"
    yield ""
    yield f"{say(f'form.{head.form}')}, {day(head.completed_at)}."
    yield ""
    found = model.match
    if found.value is None or found.range is None or found.band is None:
        match = figures(model)[0]
        yield f"{match.name}: {match.aside}."
    else:
        yield say("markdown.match", points(found.value), points_span(*found.range), say(f"band.{found.band}"))
    yield ""
    yield from _levels(model)
    yield ""
    if model.focus:
        yield f"## {say('start.focus')}"
        yield ""
        for one in model.focus:
            texts = (one.name, level(one.level), level(one.target), level(one.gap), one.facet)
            yield f"- {_plain(say('start.focus_line', *texts))}"
        yield ""
    steps = [step for step in model.steps if step.live]
    if steps:
        yield f"## {say('start.steps')}"
        yield ""
        for step in steps:
            due = f" ({say('start.due', day(step.due))})" if step.due else ""
            yield f"- {_plain(step.title)}{due}"
        yield ""
    yield f"*{say('purpose')}*"


def _levels(model: ReportModel) -> Iterator[str]:
    say = words()
    yield _row([say(f"column.{name}") for name in ("area", "level", "range", "target", "gap")])
    yield "|---|---:|---:|---:|---:|"
    for area in model.areas:
        found = say(f"status.{area.status}") if area.level is None else level(area.level)
        yield _row([area.name, found, span(area.low, area.high), level(area.target), level(area.gap)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_plain(cell) for cell in cells)} |"


def _plain(text: str) -> str:
    """The text without anything that Markdown would act on, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(without_controls(text).split()))
