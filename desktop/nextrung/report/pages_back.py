"""The end of a report: views of the coach and others, answers and notes when asked for, method and numbers."""

from __future__ import annotations

from nextrung.report import pages_others
from nextrung.report.blocks import Align, Block, Bullets, Heading, Paragraph, Section, TableBlock
from nextrung.report.model import ReportAnswer, ReportModel
from nextrung.report.words import NONE, day, level, percent, points, target_level, words


def sections(model: ReportModel) -> tuple[Section, ...]:
    """The sections at the end, in order."""
    return (*asked_for(model), _method(model))


def asked_for(model: ReportModel) -> tuple[Section, ...]:
    """The sections that nobody gets without asking."""
    found = []
    if "coach" in model.parts:
        found.append(_coach(model))
    if "others" in model.parts:
        found.append(pages_others.section(model))
    if model.answers:
        found.append(_answers(model))
    if "notes" in model.parts:
        found.append(_notes(model))
    return tuple(found)


def _coach(model: ReportModel) -> Section:
    say = words()
    if not model.coach_at:
        return Section(say("coach.heading"), (Paragraph(say("coach.none")),))
    columns = 4 if model.with_target else 3
    head = tuple(say(f"column.{name}") for name in ("area", "level", "coach", "target"))[:columns]
    rows = tuple(
        (area.name, level(area.level), level(area.coach), target_level(area.target))[:columns] for area in model.areas
    )
    align: tuple[Align, ...] = ("left", *("right",) * 3)
    table = TableBlock(head, rows, (1.0, 0, 0, 0)[:columns], align[:columns])
    return Section(say("coach.heading"), (Paragraph(say("coach.line", day(model.coach_at))), table))


def _answers(model: ReportModel) -> Section:
    say = words()
    head = tuple(say(f"column.{name}") for name in ("item", "question", "answer", "sure"))
    rows = tuple((row.item, _question(row), _answer(row), row.confidence) for row in model.answers)
    table = TableBlock(head, rows, (0, 1.2, 1.0, 0), ("left",) * 4, small=True)
    return Section(say("answers.heading"), (Paragraph(say("answers.line"), "muted"), table))


def _question(row: ReportAnswer) -> str:
    return f"{row.passage} {row.question}".strip()


def _answer(row: ReportAnswer) -> str:
    say = words()
    if row.mark != "answered":
        return say(f"mark.{row.mark}")
    # A rating is a number on a scale of five; a share is said by its words, and 0.75 beside them helps nobody.
    if row.value is not None and not row.kind.is_share:
        return f"{points(row.value)} · {row.answer}"
    return f"{row.choice} · {row.answer}" if row.choice else row.answer


def _notes(model: ReportModel) -> Section:
    say = words()
    if not model.notes:
        return Section(say("notes.heading"), (Paragraph(say("notes.none")),))
    head = (say("column.question"), say("column.note"))
    return Section(say("notes.heading"), (TableBlock(head, model.notes, (1.0, 1.0), ("left", "left"), small=True),))


def _method(model: ReportModel) -> Section:
    say, head = words(), model.head
    rules = model.result.questionnaire.scoring
    change = rules.change
    texts = [
        say("method.level"),
        say("method.reach"),
        say("method.range", f"{rules.range_z:.2f}", points(100 * rules.range_share)),
        *(_of_targets(model) if model.with_target else ()),
        *([say("method.judgement")] if model.result.questionnaire.has_checks else []),
        say("method.change", f"{change.clear_z:.2f}", f"{change.probable_z:.2f}"),
        say("method.no_chance"),
    ]
    versions = (head.questionnaire, head.version, head.roles_version, head.scoring_version, head.app_version)
    blocks: list[Block] = [
        Bullets(tuple(texts)),
        Heading(say("method.limits")),
        Paragraph(say("method.limits_line") + (f" {say('trust.draft')}" if head.draft else "")),
        Heading(say("method.versions")),
        Paragraph(say("method.versions_line", *versions)),
        Heading(say("method.sources")),
        Bullets(tuple(say(f"method.source_{number}") for number in range(1, 5))),
        Heading(say("method.numbers")),
        _numbers(model),
        Paragraph(say("method.always"), "muted"),
    ]
    return Section(say("method.heading"), tuple(blocks))


def _of_targets(model: ReportModel) -> tuple[str, ...]:
    """How gaps and the match come about."""
    say, rules = words(), model.result.questionnaire.scoring
    bands, focus = rules.bands, rules.focus
    # Said only of content that has the rule: a report tells how these very numbers were made.
    held_at_close = []
    if bands.close_shortfall is not None:
        least = points(100 * bands.scored_minimum)
        held_at_close.append(say("method.held_at_close", f"{bands.close_shortfall:g}", least))
    limits = (points(bands.building), points(bands.close), points(bands.matches), f"{bands.critical_shortfall:g}")
    return (
        say("method.gap", points(100 * focus.likely), f"{focus.minimum_gap:g}"),
        say("method.match", *limits),
        *held_at_close,
        say("method.match_range"),
    )


def _numbers(model: ReportModel) -> TableBlock:
    say = words()
    names = ("area", "score", "se", "exposure", "weight", "critical", "priority", "probability")
    shown = len(names) if model.with_target else 4
    rows = tuple(
        (
            area.name,
            level(area.score),
            level(area.se),
            percent(area.exposure),
            str(area.weight) if area.asked else NONE,
            say("yes" if area.critical else "no"),
            level(area.priority),
            percent(area.probability),
        )[:shown]
        for area in model.areas
    )
    head = tuple(say(f"column.{name}") for name in names[:shown])
    align: tuple[Align, ...] = ("left", *("right",) * 7)
    return TableBlock(head, rows, (1.0, *(0.0,) * 7)[:shown], align[:shown], small=True)
