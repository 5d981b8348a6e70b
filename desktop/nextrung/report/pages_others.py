"""How others see it: the groups of a round that are shown, beside the levels and never in them."""

from __future__ import annotations

from nextrung.report.blocks import Align, Block, Bullets, Heading, Paragraph, Section, TableBlock
from nextrung.report.model import ReportModel
from nextrung.report.others import Others, OthersRow
from nextrung.report.words import NONE, day, level, listed, span, words
from nextrung.views.invitation import Part
from nextrung.views.rounds import ALONE


def section(model: ReportModel) -> Section:
    """What the groups see, as a table, with what to talk about and, in a report for oneself, their examples."""
    say, found = words(), model.others
    if found is None:
        return Section(say("others.heading"), (Paragraph(say("others.none")),))
    blocks: list[Block] = [Paragraph(intro(found)), _table(found), Paragraph(how_line(model), "muted")]
    if found.hidden:
        blocks.append(Paragraph(hidden_line(found), "muted"))
    if talk := talk_lines(found):
        blocks += [Heading(say("others.talk")), Bullets(talk)]
    if found.examples:
        head = tuple(say(f"column.{name}") for name in ("area", "who", "example"))
        rows = tuple((one.name, group(one.part), one.text) for one in found.examples)
        blocks += [
            Heading(say("others.words")),
            Paragraph(say("others.words_line"), "muted"),
            TableBlock(head, rows, (0.7, 0.0, 1.3), ("left",) * 3, small=True),
        ]
    return Section(say("others.heading"), tuple(blocks))


def intro(found: Others) -> str:
    """When others were asked, and by which rule they are shown."""
    return words()("others.line", day(found.asked_at), found.minimum)


def how_line(model: ReportModel) -> str:
    """How the figures come about."""
    return words()("others.how", f"{model.result.questionnaire.scoring.raters.difference_z:g}")


def hidden_line(found: Others) -> str:
    """The areas of which nothing of others is shown."""
    return words()("others.hidden", listed(found.hidden))


def talk_lines(found: Others) -> tuple[str, ...]:
    """The widest differences that can be told, each with a question to ask."""
    say = words()
    return tuple(
        say(f"others.talk_{one.comparison}", one.name, level(one.own), group(one.part), seen(one)) for one in found.talk
    )


def group(part: Part) -> str:
    """A group of raters, or the manager."""
    return words()(f"others.{part}")


def who(row: OthersRow) -> str:
    """Whose view it is, with how many they are."""
    return group(row.part) if row.part == ALONE else words()("others.several", row.raters, group(row.part))


def seen(row: OthersRow) -> str:
    """A view: a level, or of few the band of one level in which their mean lies."""
    return span(row.low, row.high) if row.level is None else level(row.level)


def how_sure(row: OthersRow) -> str:
    """The likely range of a level, or of few how far they agree."""
    return span(row.low, row.high) if row.agreement is None else words()(f"others.{row.agreement}")


def comparison(row: OthersRow) -> str:
    """How the two views lie to each other; a dash without a level of one's own."""
    return NONE if row.comparison is None else words()(f"others.{row.comparison}")


def _table(found: Others) -> TableBlock:
    say = words()
    head = tuple(say(f"column.{name}") for name in ("area", "level", "target", "who", "seen", "spread", "compared"))
    rows = tuple(
        (row.name, level(row.own), level(row.target), who(row), seen(row), how_sure(row), comparison(row))
        for row in found.rows
    )
    align: tuple[Align, ...] = ("left", "right", "right", "left", "right", "left", "left")
    return TableBlock(head, rows, (1.0, 0, 0, 0, 0, 0, 1.0), align, small=True)
