"""The pay part of a report in words: every amount with what it means, and every source."""

from __future__ import annotations

from math import ceil, floor, log10

from nextrung.report.blocks import Block, Heading, PayChart, PayRow, Section, Table, Text
from nextrung.report.model import PayRung, PayView
from nextrung.report.words import day, listed, match, words
from nextrung.salary.amounts import exact, short, span
from nextrung.scoring.reasons import reason


def section(pay: PayView) -> Section:
    """The rungs, own figures, and the sources."""
    say = words()
    where = ", ".join(part for part in (pay.place, pay.sector) if part) or say("pay.everywhere")
    blocks: list[Block] = [
        Text(say("pay.line", pay.currency, where, pay.error_words), "muted"),
        _chart(pay),
        _table(pay),
        *_matched(pay),
        Text(" ".join((say("pay.not_set"), say("pay.no_survey"), *pay.facts))),
    ]
    if pay.own:
        head = tuple(say(f"column.{name}") for name in ("rung", "amount", "date", "source"))
        rows = tuple(
            (rung, exact(amount, currency), day(when), source) for rung, amount, currency, when, source in pay.own
        )
        blocks += [Heading(say("pay.own")), Table(head, rows, (1.0, 0, 0, 1.0), ("left", "right", "left", "left"))]
    head = tuple(say(f"column.{name}") for name in ("source", "period", "licence"))
    sources = tuple((f"{one.source} {one.address}".strip(), one.period, one.licence) for one in pay.sources)
    blocks += [Heading(say("pay.sources")), Table(head, sources, (2.0, 1.0, 1.0), ("left",) * 3, small=True)]
    return Section(say("pay.heading"), tuple(blocks))


def _matched(pay: PayView) -> list[Block]:
    """Which rung is matched, and why others are not though their number might."""
    say = words()
    lines = [say("pay.matched", pay.matched)] if pay.matched else []
    lines += [say("pay.beside", listed(pay.beside))] if pay.beside else []
    lines += [f"{rung.name}. {reason(rung.notes)}." for rung in pay.rungs if rung.notes and reason(rung.notes)]
    return [Text(" ".join(lines))] if lines else []


def typical_words(rung: PayRung, currency: str) -> str:
    """The typical figure, or both where place and sector both raise pay."""
    low, high = short(rung.shown.typical_low, currency), short(rung.shown.typical, currency)
    return high if low == high else words()("pay.typical_two", low, high)


def _name(rung: PayRung) -> str:
    return words()("pay.adverts", rung.name, rung.nearest) if rung.nearest else rung.name


def _chart(pay: PayView) -> PayChart:
    say = words()
    rows = tuple(
        PayRow(
            _name(rung),
            rung.shown.low,
            rung.shown.typical_low,
            rung.shown.typical,
            rung.shown.high,
            span(rung.shown.low, rung.shown.high, pay.currency),
            "matched" if rung.standing == "matched" else "next" if rung.standing == "next" else "plain",
        )
        for rung in pay.rungs
    )
    ends = [short(end, pay.currency) for rung in pay.rungs for end in (rung.shown.low, rung.shown.high)]
    alt = [say("pay.alt")]
    for at, rung in enumerate(pay.rungs):
        alt.append(say("pay.alt_row", rung.name, ends[2 * at], ends[2 * at + 1], typical_words(rung, pay.currency)))
    return PayChart(rows, _ticks(rows, pay.currency), ". ".join(alt))


def _ticks(rows: tuple[PayRow, ...], currency: str) -> tuple[tuple[float, str], ...]:
    """Four to eight round amounts around the rows."""
    low, high = min(row.low for row in rows), max(row.high for row in rows)
    rough = (high - low) / 5
    size = 10 ** floor(log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    first, last = floor(low / step), ceil(high / step)
    return tuple((at * step, short(at * step, currency)) for at in range(first, last + 1))


def _table(pay: PayView) -> Table:
    say = words()
    head = tuple(say(f"column.{name}") for name in ("rung", "middle", "typical", "match", "standing"))
    rows = tuple(
        (
            _name(rung),
            span(rung.shown.low, rung.shown.high, pay.currency),
            typical_words(rung, pay.currency),
            match(rung.match),
            say(f"standing.{rung.standing}"),
        )
        for rung in pay.rungs
    )
    return Table(head, rows, (1.0, 0, 0, 0, 0), ("left", "right", "right", "right", "left"))
