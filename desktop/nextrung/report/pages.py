"""The pages of a report: the model in words, block by block, in the order a reader wants them."""

from __future__ import annotations

from nextrung.report import match_words, pages_areas, pages_back, pages_parts
from nextrung.report.blocks import Align, Block, Cover, Document, Figure, GapChart, Heading, Section, Table, Text
from nextrung.report.model import Area, ReportModel
from nextrung.report.pages_areas import gap_row
from nextrung.report.words import LANGUAGE, NONE, day, gap, level, match, match_span, short, span, words


def report_document(model: ReportModel) -> Document:
    """All pages of a report."""
    say = words()
    head = model.head
    name = head.person or say("someone")
    return Document(
        title=f"{say('cover.title')}: {name}, {head.role}",
        language=LANGUAGE,
        running=f"{say('running')} · {short(name)} · {short(head.role)} · {day(head.completed_at)}",
        purpose=say("purpose"),
        page=say("page"),
        of=say("of"),
        cover=_cover(model),
        sections=(
            _gaps(model),
            *pages_areas.sections(model),
            *pages_parts.sections(model),
            *pages_back.sections(model),
        ),
    )


def _cover(model: ReportModel) -> Cover:
    say, head = words(), model.head
    form = say("cover.form_line", say(f"form.{head.form}"), model.answered, model.asked)
    facts = [
        (say("cover.person"), head.person),
        (say("cover.role"), head.role),
        (say("cover.form"), form),
        (say("cover.finished"), day(head.completed_at)),
        (say("cover.questionnaire"), say("cover.version", head.title, head.version)),
        (say("cover.for"), say(f"audience.{model.audience}")),
        (say("cover.made"), day(head.made_on)),
    ]
    return Cover(
        kicker=say("running"),
        title=say("cover.title"),
        subtitle=say("cover.against", head.role),
        facts=tuple((name, value) for name, value in facts if value),
        figures=figures(model),
        paragraphs=tuple((say(f"cover.{key}"), say(f"cover.{key}_text")) for key in ("is", "is_not", "surer")),
        warning=say("cover.low") if model.quality.grade == "low" else "",
        purpose=say("purpose"),
    )


def figures(model: ReportModel) -> tuple[Figure, ...]:
    """The match, the areas at target, and what to work on first."""
    say = words()
    below = say("figures.reached_below", model.within_reach, model.clearly_below)
    if model.without_level:
        below += say("figures.without", model.without_level)
    reached = Figure(say("figures.reached"), str(model.reached), say("figures.reached_aside", len(model.areas)), below)
    return (_match(model), reached)


def _match(model: ReportModel) -> Figure:
    say, found = words(), model.match
    name, below = say("figures.match"), match_words.beside(model.match_notes)
    if found.value is None or found.range is None:
        return Figure(name, NONE, say("figures.little_chance" if model.chances else "figures.too_few"), below)
    return Figure(name, match(found.value), say("figures.match_aside", match_span(*found.range)), below)


def _gaps(model: ReportModel) -> Section:
    say = words()
    rows = tuple(gap_row(area) for area in model.areas)
    legend = [(mark, say(f"gaps.{mark}")) for mark in ("level", "reached", "range", "target", "gap")]
    if any(area.coach is not None for area in model.areas):
        legend.append(("other", say("gaps.coach")))
    alt = [say("gaps.alt"), *(_words_of(area) for area in model.areas)]
    blocks: list[Block] = [
        Text(say("gaps.intro"), "muted"),
        GapChart(rows, tuple(legend), ". ".join(alt)),
        _table(model),
        *_trust(model),
    ]
    return Section(say("gaps.heading"), tuple(blocks), new_page=True)


def _words_of(area: Area) -> str:
    say = words()
    if area.level is None:
        return say("gaps.alt_none", area.name, say(f"status.{area.status}"), level(area.target))
    return say("gaps.alt_row", area.name, level(area.level), span(area.low, area.high), level(area.target))


def _table(model: ReportModel) -> Table:
    say = words()
    rated = any(area.coach is not None for area in model.areas)
    head = ["area", "level", "range", "target", "gap", "gap_is", *(["coach"] if rated else [])]
    rows = []
    for area in model.areas:
        verdict = say(f"likelihood.{area.likelihood}") if area.level is not None else say(f"status.{area.status}")
        row = [
            area.name,
            level(area.level),
            span(area.low, area.high),
            level(area.target),
            gap(area.target, area.level),
            verdict,
        ]
        rows.append(tuple([*row, level(area.coach)] if rated else row))
    widths = [1.0] + [0.0] * (len(head) - 1)
    align: tuple[Align, ...] = ("left", "right", "right", "right", "right", "left", "right")
    return Table(tuple(say(f"column.{name}") for name in head), tuple(rows), widths, align[: len(head)])


def trust_sentences(model: ReportModel) -> list[str]:
    """How far to trust the result, in sentences: every file that people read says all of them."""
    say = words()
    sentences = [say("cover.low")] if model.quality.grade == "low" else []
    sentences.append(say("trust.answered", model.answered, model.asked))
    if model.no_chance:
        sentences.append(say("trust.no_chance", model.no_chance))
    if model.answered:
        sentences += [say(f"flag.{flag}") for flag in model.quality.flags] or [say("trust.good")]
    if model.quality.examples_ahead:
        sentences.append(say("trust.examples_ahead"))
    sentences.append(say("trust.range"))
    if model.head.draft:
        sentences.append(say("trust.draft"))
    return sentences


def _trust(model: ReportModel) -> tuple[Block, ...]:
    say = words()
    blocks: list[Block] = [Heading(say("trust.heading")), Text(" ".join(trust_sentences(model)))]
    for view in model.tagged:
        found = "" if view.level is None else say("trust.tagged_level", level(view.level))
        texts = (say("trust.tagged", view.name, view.answered, view.total), found, say("trust.tagged_rest"))
        blocks.append(Text(" ".join(text for text in texts if text)))
    return tuple(blocks)
