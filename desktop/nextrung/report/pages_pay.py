"""The pay part of a report in words: every amount with what it means, and every source."""

from __future__ import annotations

from math import ceil, floor, log10

from nextrung.report.blocks import Align, Block, Heading, Paragraph, PayChart, PayChartRow, PayMark, Section, TableBlock
from nextrung.report.model import PayAdverts, PayOfficial, PayRung, PayView
from nextrung.report.words import NONE, day, listed, match, words
from nextrung.salary.amounts import exact, short, span
from nextrung.salary.bands import ShownBand
from nextrung.salary.model import THIN_SAMPLE
from nextrung.scoring.reasons import reason


def section(pay: PayView) -> Section:
    """What is published, the rungs, adverts, what is official, own figures, and the sources."""
    say = words()
    where = ", ".join(part for part in (pay.place, pay.sector) if part) or say("pay.everywhere")
    line = say("pay.line", pay.currency, where, pay.error_words, pay.basis)
    if pay.country:
        line = say("pay.line_abroad", pay.currency, pay.country, pay.error_words)
    blocks: list[Block] = [
        Paragraph(line, "muted"),
        *([Paragraph(f"{published_name(pay)}: {published_words(pay)}.")] if pay.published else []),
        _chart(pay),
        _table(pay),
        *_matched(pay),
        Paragraph(" ".join((say("pay.not_set"), say("pay.no_survey"), pay.steps, *pay.facts))),
        *_adverts(pay),
        *_official(pay),
    ]
    if pay.own:
        head = tuple(say(f"column.{name}") for name in ("rung", "amount", "date", "source"))
        rows = tuple(
            (rung, exact(amount, currency), day(when), source) for rung, amount, currency, when, source in pay.own
        )
        blocks += [Heading(say("pay.own")), TableBlock(head, rows, (1.0, 0, 0, 1.0), ("left", "right", "left", "left"))]
    head = tuple(say(f"column.{name}") for name in ("source", "period", "asked", "sure_words"))
    sources = tuple(
        (f"{one.source} {one.address} ({one.licence})".replace("  ", " "), one.period, one.asked, one.sure)
        for one in pay.sources
    )
    blocks += [Heading(say("pay.sources")), TableBlock(head, sources, (2.0, 1.0, 1.0, 1.0), ("left",) * 4, small=True)]
    return Section(say("pay.heading"), tuple(blocks))


def published_name(pay: PayView) -> str:
    """What the five figures are of."""
    return words()("pay.published", pay.published_period)


def published_words(pay: PayView) -> str:
    """The five published figures in one line."""
    return ", ".join(f"{label.lower()} {exact(amount)}" for label, amount in pay.published)


def _matched(pay: PayView) -> list[Block]:
    """Which rung is matched, and why others are not though their number might."""
    say = words()
    lines = [say("pay.matched", pay.matched)] if pay.matched else []
    lines += [say("pay.beside", listed(pay.beside))] if pay.beside else []
    lines += [f"{rung.name}. {reason(rung.notes)}." for rung in pay.rungs if rung.notes and reason(rung.notes)]
    return [Paragraph(" ".join(lines))] if lines else []


def range_words(rung: PayRung) -> str:
    """From the lower to the higher end as shown: published amounts in full; what is missing where none is known."""
    if rung.shown is None:
        return rung.missing
    if rung.error_words:
        return span(rung.shown.low, rung.shown.high, rung.currency)
    return f"{exact(rung.shown.low, rung.currency)}–{exact(rung.shown.high, rung.currency)}"


def typical_words(rung: PayRung) -> str:
    """The typical figure, or both where place and sector both raise pay; a dash where there is none."""
    if rung.shown is None or rung.shown.typical is None or rung.shown.typical_low is None:
        return NONE
    write = short if rung.error_words else exact
    low, high = write(rung.shown.typical_low, rung.currency), write(rung.shown.typical, rung.currency)
    return high if low == high else words()("pay.typical_two", low, high)


def basis_words(rung: PayRung) -> str:
    """What the pay of a rung is, with the error of an estimate."""
    return words()(f"basis.{rung.basis}", rung.error_words)


def _chart(pay: PayView) -> PayChart:
    rows = [*_published_row(pay), *(_row(pay, rung, rung.shown) for rung in pay.rungs if rung.shown is not None)]
    alt = [words()("pay.alt")]
    if pay.published:
        alt.append(f"{published_name(pay)}: {published_words(pay)}")
    alt += [f"{rung.name}: {range_words(rung)}, {typical_words(rung)}" for rung in pay.rungs]
    return PayChart(tuple(rows), _ticks(tuple(rows), pay.currency), ". ".join(alt))


def _published_row(pay: PayView) -> list[PayChartRow]:
    amounts = [amount for _, amount in pay.published]
    if not amounts:
        return []
    marks = tuple(PayMark(amount, "", "figure") for amount in amounts)
    # The quartiles make the bar, the outer figures the ends of its thin line. Which are published is for the file to
    # say: without both quartiles there is no middle half to draw, and the bar has no width.
    low, high = pay.published_middle or (amounts[0], amounts[0])
    return [PayChartRow(published_name(pay), low, None, None, high, amounts[0], amounts[-1], "published", marks)]


def _row(pay: PayView, rung: PayRung, shown: ShownBand) -> PayChartRow:
    say = words()
    # Abroad nothing is matched: the amounts there are prices compared, not what the rung pays.
    matched = rung.standing == "matched" and rung.basis == "estimate" and not pay.country
    marks: tuple[PayMark, ...] = ()
    if rung.basis == "estimate":
        marks = tuple(
            PayMark(dict(one.points)[0.50], say("pay.n", f"{one.n:,}"), "few" if one.n < THIN_SAMPLE else "adverts")
            for one in pay.adverts
            if one.beside == rung.name
        )
    return PayChartRow(
        rung.name,
        shown.low,
        shown.typical_low,
        shown.typical,
        shown.high,
        shown.soft_low,
        shown.soft_high,
        "matched" if matched else "converted" if pay.country else rung.basis,
        marks,
    )


def _ticks(rows: tuple[PayChartRow, ...], currency: str) -> tuple[tuple[float, str], ...]:
    """Four to eight round amounts around the rows."""
    low, high = min(row.soft_low for row in rows), max(row.soft_high for row in rows)
    # A step is rounded up by a factor of 2.5 at most, so of six at least three are left, and the amounts around them.
    rough = (high - low) / 6
    size = 10 ** floor(log10(rough))
    # People read 1, 2 and 5 times a power of ten as round.
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    first, last = floor(low / step), ceil(high / step)
    return tuple((at * step, short(at * step, currency)) for at in range(first, last + 1))


def _table(pay: PayView) -> TableBlock:
    say = words()
    head = tuple(say(f"column.{name}") for name in ("rung", "pay", "typical", "basis", "match", "standing"))
    rows = tuple(
        (
            rung.name,
            range_words(rung),
            typical_words(rung),
            basis_words(rung),
            match(rung.match),
            say(f"standing.{rung.standing}"),
        )
        for rung in pay.rungs
    )
    return TableBlock(head, rows, (1.0, 0, 0, 1.0, 0, 0), ("left", "right", "right", "left", "right", "left"))


def _adverts(pay: PayView) -> list[Block]:
    """Adverts beside the rungs, or found in a country."""
    say = words()
    if not pay.adverts:
        return [Paragraph(say("pay.none_found", pay.country))] if pay.country else []
    head = tuple(say(f"column.{name}") for name in ("beside", "title", "adverts", "p25", "typical", "p75", "period"))
    rows = tuple(_advert_row(one) for one in pay.adverts)
    heading = Heading(say("pay.found", pay.country) if pay.country else say("pay.adverts"))
    sides: tuple[Align, ...] = ("left", "left", "right", "right", "right", "right", "left")
    return [heading, TableBlock(head, rows, (1.0, 1.0, 0, 0, 0, 0, 1.0), sides, small=True)]


def _advert_row(one: PayAdverts) -> tuple[str, ...]:
    at = dict(one.points)
    title = f"{one.title}, {one.level}" if one.level else one.title
    amounts = tuple(exact(at[share], one.currency) if share in at else NONE for share in (0.25, 0.50, 0.75))
    return (one.beside or NONE, title, f"{one.n:,}", *amounts, one.period)


def _official(pay: PayView) -> list[Block]:
    say = words()
    if not pay.official:
        return []
    head = tuple(say(f"column.{name}") for name in ("official", "p10", "p25", "typical", "p75", "p90"))
    rows = tuple(_official_row(one) for one in pay.official)
    return [
        Heading(say("pay.official")),
        TableBlock(head, rows, (1.0, *([0.0] * 5)), ("left", *(("right",) * 5)), small=True),
    ]


def _official_row(one: PayOfficial) -> tuple[str, ...]:
    at = dict(one.points)
    write = short if one.estimated else exact
    kind = words()("pay.estimate", one.error_words) if one.estimated else words()("pay.as_published")
    name = ", ".join(part for part in (one.name, one.where, one.period, kind) if part)
    return (name, *(write(at[share]) if share in at else NONE for share in (0.10, 0.25, 0.50, 0.75, 0.90)))
