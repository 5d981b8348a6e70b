"""The parts in the middle of a report: where to start and the plan, judgement, other roles, over time, pay."""

from __future__ import annotations

from collections.abc import Iterable

from nextrung.clock import local_day
from nextrung.report import match_words, pages_pay
from nextrung.report.blocks import (
    Bars,
    Block,
    Bullets,
    Heading,
    LineChart,
    LinePoint,
    Paragraph,
    Section,
    StepBlock,
    TableBlock,
)
from nextrung.report.model import Focus, History, Move, ReportModel, ReportStep
from nextrung.report.words import (
    NONE,
    change,
    day,
    gap,
    level,
    listed,
    lower_first,
    match,
    percent,
    points,
    span,
    target_level,
    words,
)
from nextrung.scoring.judgement import Calibration, Judgement
from nextrung.scoring.statements import no_focus, sureness


def sections(model: ReportModel) -> tuple[Section, ...]:
    """The parts that the report is to hold."""
    over_time = (_history(model.history),) if "history" in model.parts else ()
    return (_start(model), *beside(model), *over_time, *pay(model))


def beside(model: ReportModel) -> tuple[Section, ...]:
    """What stands beside the levels: judgement, and the match to other roles."""
    found = []
    if model.judgement is not None and model.calibration is not None:
        found.append(_judgement(model, model.judgement, model.calibration))
    if model.roles:
        found.append(_roles(model))
    return tuple(found)


def pay(model: ReportModel) -> tuple[Section, ...]:
    """What each rung pays, in a report that holds it."""
    return () if model.pay is None else (pages_pay.section(model.pay),)


# where to start, and the plan


def _start(model: ReportModel) -> Section:
    say = words()
    blocks: list[Block] = [Heading(say("start.focus"))]
    if model.focus:
        blocks.append(Bullets(tuple(focus_words(one) for one in model.focus)))
        if model.close_behind:
            blocks.append(Paragraph(say("start.close_behind", listed(model.close_behind))))
    else:
        blocks.append(Paragraph(say(f"start.{no_focus(model.statuses, asked=model.match.asked)}")))
    blocks += _plan(model)
    if model.chances:
        blocks += [Heading(say("start.chances")), Paragraph(say("start.chances_line"), "muted")]
        blocks.append(Bullets(tuple(f"{area}, {facet}: {how}" for area, facet, how in model.chances)))
    return Section(say("start.heading"), tuple(blocks))


def focus_words(one: Focus) -> str:
    """An area to work on with its numbers and the facet to start with."""
    numbers = level(one.level), target_level(one.target), gap(one.target, one.level)
    name = "focus_line" if one.lowest else "focus_alike"
    return words()(f"start.{name}", one.name, *numbers, lower_first(one.facet))


def _plan(model: ReportModel) -> list[Block]:
    say = words()
    blocks: list[Block] = []
    if "plan" in model.parts:
        live = [step for step in model.steps if step.live]
        done = [step for step in model.steps if step.state == "done"]
        if live:
            blocks += [Heading(say("start.steps")), *(step_card(step) for step in live)]
        elif not model.suggestions:
            blocks += [Heading(say("start.steps")), Paragraph(say("start.no_steps"))]
        if done:
            blocks += [Heading(say("start.done")), *(step_card(step) for step in done)]
    if model.suggestions:
        blocks += [Heading(say("start.suggested")), Paragraph(say("start.suggested_line"), "muted")]
        blocks += [step_card(step) for step in model.suggestions]
    return blocks


def step_card(step: ReportStep) -> StepBlock:
    """One step of a plan."""
    say = words()
    tags = [say("state.suggested" if step.suggested else f"state.{step.state}")]
    if step.finished_at is not None:
        tags.append(say("start.finished", day(step.finished_at)))
    elif step.due is not None and not step.suggested:
        tags.append(say("start.due", day(step.due)))
    if step.effort_hours and step.state != "done":
        tags.append(say("start.hours", step.effort_hours))
    where = [part for part in (step.area, step.facet) if part] or [say("start.own")]
    if step.chance:
        where.append(say("start.no_chance_step"))
    lines = [say("start.done_means", step.evidence_of_done)] if step.evidence_of_done else []
    lines += [say("start.to_show", line, kind) for kind, line in step.evidence]
    if step.notes:
        lines.append(say("start.notes", step.notes))
    plans = tuple(plan for plan in (step.start, step.if_then) if plan)
    ticks = tuple((tick.done, tick.text) for tick in step.ticks)
    return StepBlock(step.title, tuple(tags), " · ".join(where), plans, ticks, tuple(lines))


# judgement and other roles


def judgement_sentences(model: ReportModel) -> list[str]:
    """What is said about judgement and calibration, in sentences: every file that people read says all of them."""
    judged, found = model.judgement, model.calibration
    if judged is None or found is None:
        return []
    sure = _sure_words(model, judged, found) if judged.score is not None else []
    return [_credit_words(model, judged), *sure, *_check_words(model), *_beside_words(model)]


def _judgement(model: ReportModel, judged: Judgement, found: Calibration) -> Section:
    say = words()
    blocks: list[Block] = [Paragraph(_credit_words(model, judged))]
    if judged.score is not None:
        blocks += _calibration(model, judged, found)
    blocks += [Paragraph(text) for text in _check_words(model)]
    blocks.append(Paragraph(" ".join(_beside_words(model)), "muted"))
    return Section(say("judgement.heading"), tuple(blocks))


def _credit_words(model: ReportModel, judged: Judgement) -> str:
    say = words()
    if judged.score is None:
        return say.counted("judgement.few", judged.n, _least(model))
    return say("judgement.score", judged.n, points(judged.score), points(judged.floor))


def _least(model: ReportModel) -> int:
    """How many answers judgement and calibration need to be reported."""
    return model.result.questionnaire.scoring.calibration.minimum_items


def _sure_words(model: ReportModel, judged: Judgement, found: Calibration) -> list[str]:
    say = words()
    if found.mean_confidence is None or found.share_right is None or found.overconfidence is None:
        return [say("judgement.not_said")]
    # A minus sign, not a hyphen: it is as wide as a digit, no line breaks after it, and it is read out as minus.
    difference, error = level(found.overconfidence).replace("-", "−"), level(found.se)
    sure, right = points(found.mean_confidence), points(found.share_right)
    said = sureness(judged, found, model.result.questionnaire)
    message = say(f"judgement.{said}", found.n, points(found.smallest))
    if said == "few_said":
        message = say.counted("judgement.few_said", found.n, _least(model))
    return [f"{say('judgement.excess', sure, right, difference, error, found.n)} {message}"]


def _check_words(model: ReportModel) -> list[str]:
    worth = [area.name for area in model.areas if area.worth_checking]
    return [words()("judgement.check", ", ".join(worth))] if worth else []


def _beside_words(model: ReportModel) -> list[str]:
    """What judgement is for, and while keys are drafts, that they are."""
    say = words()
    return [say("judgement.beside"), *([say("judgement.keys")] if model.head.draft else [])]


def _calibration(model: ReportModel, judged: Judgement, found: Calibration) -> list[Block]:
    say = words()
    told = [Paragraph(text) for text in _sure_words(model, judged, found)]
    sure, right = found.mean_confidence, found.share_right
    if sure is None or right is None:
        return list(told)
    bars = [
        (say("judgement.sure"), sure, percent(sure / 100)),
        (say("judgement.right"), right, percent(right / 100)),
    ]
    rows = tuple((label, str(hits), str(n)) for label, hits, n in model.taps)
    return [
        Bars(tuple(bars), say("judgement.alt", points(sure), points(right))),
        *told,
        Heading(say("judgement.taps")),
        TableBlock(
            (say("column.sure"), say("column.right"), say("column.of")),
            rows,
            (1.0, 0.0, 0.0),
            ("left", "right", "right"),
        ),
    ]


def _roles(model: ReportModel) -> Section:
    say = words()
    rows = tuple((one.name, match(one.value), match_words.band_words(one.notes) or NONE) for one in model.roles)
    head = tuple(say(f"column.{name}") for name in ("role", "match", "band"))
    table = TableBlock(head, rows, (0.0, 0.0, 1.0), ("left", "right", "left"))
    return Section(say("roles.heading"), (Paragraph(say("roles.line"), "muted"), table))


# over time


def _history(found: History | None) -> Section:
    say = words()
    if found is None:
        return Section(say("history.heading"), (Paragraph(say("history.first")),))
    blocks: list[Block] = []
    drawn = [entry for entry in found.entries if entry.point is not None]
    if len(drawn) > 1:
        blocks.append(line_chart(found))
    head = tuple(say(f"column.{name}") for name in ("date", "form", "match", "level", "pattern"))
    rows = []
    for entry in found.entries:
        when = f"{day(entry.completed_at)} ({say('history.this')})" if entry.this else day(entry.completed_at)
        cells = (say(f"form.{entry.form}"), match(entry.match), level(entry.level), say(f"grade.{entry.grade}"))
        rows.append((when, *cells))
    blocks.append(TableBlock(head, tuple(rows), (1.0, 0, 0, 0, 0), ("left", "left", "right", "right", "left")))
    since = Heading(say("history.since", day(found.since)) if found.since else say("history.change"))
    blocks += [since, *_change(found)]
    return Section(say("history.heading"), tuple(blocks))


def line_chart(found: History) -> LineChart:
    """The overall level of every assessment by its date, from 0 for the first day to 1 for the last."""
    say = words()
    by_date = sorted(found.entries, key=lambda one: one.completed_at)  # the axis shows dates
    drawn = [(entry, entry.point) for entry in by_date if entry.point is not None]
    days = [local_day(entry.completed_at).toordinal() for entry, _ in drawn]
    # All may be of one day.
    long = max(1, days[-1] - days[0])
    points_of = tuple(
        LinePoint((at - days[0]) / long, *point, day(entry.completed_at))
        for at, (entry, point) in zip(days, drawn, strict=True)
    )
    alt = [say("history.alt")]
    alt += [say("history.alt_point", one.name, level(one.level), span(one.low, one.high)) for one in points_of]
    return LineChart(points_of, ". ".join(alt))


def _change(found: History) -> list[Block]:
    say = words()
    if found.basis is None:
        return [Paragraph(say("history.none"))]
    return [Paragraph(change_sentences(found), "muted"), moves_table(found.moves)]


def change_sentences(found: History) -> str:
    """How two assessments were compared, and how far to trust a change."""
    say = words()
    sentences = [say(f"history.{found.basis}")]
    if found.too_close:
        sentences.append(say.counted("history.too_close", found.weeks_apart))
    # Nine areas are nine tests: without any change, one of them may look changed (truth T4).
    compared = sum(1 for move in found.moves if move.id and move.call)
    if compared:
        sentences.append(say.counted("history.chance", compared))
    if any(move.call in ("clear", "probable") for move in found.moves):
        sentences.append(say("history.yardstick"))
    return " ".join(sentences)


def moves_table(moves: Iterable[Move]) -> TableBlock:
    """Changes from one assessment to another, a row each."""
    say = words()
    rows = tuple(
        (
            move.name or say("history.overall"),
            level(move.before),
            level(move.after),
            change(move.before, move.after),
            say(f"call.{move.call or 'none'}"),
        )
        for move in moves
    )
    head = tuple(say(f"column.{name}") for name in ("area", "before", "now", "change", "call"))
    return TableBlock(head, rows, (1.0, 0, 0, 0, 0), ("left", "right", "right", "right", "left"))
