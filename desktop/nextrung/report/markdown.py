"""The report in short as Markdown, for the clipboard or a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nextrung.report import match_words, pages_others
from nextrung.report.model import ReportModel
from nextrung.report.pages_areas import warnings
from nextrung.report.pages_gaps import trust_sentences
from nextrung.report.pages_parts import focus_words, judgement_sentences
from nextrung.report.pages_talk import talk_points
from nextrung.report.words import NONE, day, gap, level, listed, match, match_span, span, target_level, words
from nextrung.shown import without_controls

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def as_markdown(model: ReportModel) -> str:
    """Match, levels against targets, where to start, and the live steps; ends with what it is for."""
    return "\n".join(_lines(model)) + "\n"


def _lines(model: ReportModel) -> Iterator[str]:
    say, head = words(), model.head
    person = head.person or say("someone")
    yield f"# {plain(say('markdown.title', person, head.title, head.role))}"
    yield ""
    yield f"{say(f'form.{head.form}')}, {day(head.completed_at)}."
    if model.quality.grade == "low":
        yield ""
        yield plain(say("cover.low"))
    yield ""
    found = model.match
    beside = match_words.beside(model.match_notes)
    if not found.asked:
        yield plain(f"{beside}.")
    elif found.value is None or found.range is None:
        yield plain(f"{say('figures.match')}: {NONE}. {beside}.")
    else:
        yield plain(say("markdown.match", match(found.value), match_span(*found.range), beside))
    yield ""
    yield from _talk(model)
    yield from _levels(model)
    yield ""
    if model.focus:
        yield f"## {say('start.focus')}"
        yield ""
        for one in model.focus:
            yield f"- {plain(focus_words(one))}"
        yield ""
    if model.close_behind:
        yield plain(say("start.close_behind", listed(model.close_behind)))
        yield ""
    steps = [step for step in model.steps if step.live]
    if steps:
        yield f"## {say('start.steps')}"
        yield ""
        for step in steps:
            due = f" ({say('start.due', day(step.due))})" if step.due else ""
            yield f"- {plain(step.title)}{due}"
        yield ""
    yield f"## {say('trust.heading')}"
    yield ""
    yield plain(" ".join(trust_sentences(model)))
    yield ""
    if said := judgement_sentences(model):
        yield f"## {say('judgement.heading')}"
        yield ""
        yield plain(" ".join(said))
        yield ""
    yield from _others(model)
    for area in model.areas:
        for note in warnings(area):
            yield f"- {plain(f'{area.name}: {note}')}"
    yield ""
    yield f"*{say('purpose')}*"


def _talk(model: ReportModel) -> Iterator[str]:
    for heading, ask, items in talk_points(model):
        yield f"## {plain(heading)}"
        yield ""
        yield plain(ask)
        yield ""
        yield from (f"- {plain(item)}" for item in items)
        yield ""


def _levels(model: ReportModel) -> Iterator[str]:
    say, known = words(), ("area", "level", "range", "target", "gap")
    # without any target there is nothing to say in two of the columns
    shown = known if model.with_target else known[:3]
    yield _row([say(f"column.{name}") for name in shown])
    yield f"|---{'|---:' * (len(shown) - 1)}|"
    for area in model.areas:
        found = say(f"status.{area.status}") if area.level is None else level(area.level)
        cells = [area.name, found, span(area.low, area.high), target_level(area.target), gap(area.target, area.level)]
        yield _row(cells[: len(shown)])


def _others(model: ReportModel) -> Iterator[str]:
    say, found = words(), model.others
    if found is None:
        return
    yield f"## {say('others.heading')}"
    yield ""
    yield plain(pages_others.intro(found))
    yield ""
    yield _row([say(f"column.{name}") for name in ("area", "level", "who", "seen", "spread", "compared")])
    yield "|---|---:|---|---:|---|---|"
    for one in found.rows:
        told = (pages_others.seen(one), pages_others.how_sure(one), pages_others.comparison(one))
        yield _row([one.name, level(one.own), pages_others.who(one), *told])
    yield ""
    for line in pages_others.talk_lines(found):
        yield f"- {plain(line)}"
    for said in found.examples:
        yield f"- {plain(f'{said.name}, {pages_others.group(said.part)}: {said.text}')}"
    yield ""
    notes = [pages_others.how_line(model), *([pages_others.hidden_line(found)] if found.hidden else [])]
    yield plain(" ".join([*notes, *([say("others.words_line")] if found.examples else [])]))
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(plain(cell) for cell in cells)} |"


def plain(text: str) -> str:
    """The text without anything that Markdown would act on, on one line."""
    # A line break would end the heading, the row or the item that the text stands in.
    return _SPECIAL.sub(r"\\\1", " ".join(without_controls(text).split()))
