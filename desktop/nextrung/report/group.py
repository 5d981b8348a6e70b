"""The report on a group: figures, the heat map, what is shared; names only where they are given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from statistics import median

from msgspec import Struct

from nextrung.group.view import GroupPersonRow, GroupView
from nextrung.questionnaire.model import Questionnaire, is_asked
from nextrung.report import match_words
from nextrung.report.blocks import (
    Align,
    Block,
    Document,
    Heading,
    HeatMap,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    TableBlock,
)
from nextrung.report.words import LANGUAGE, NONE, day, level, match, short, target_level, trust_notes, words
from nextrung.scoring.cautions import of_content
from nextrung.scoring.statements import is_draft

FACTS = ("median", "mean_gap", "likely")
"""What is told of an area over a group; without targets the first alone."""


MOST_ACROSS = 12
"""Areas side by side on a page; more are cut, or run into each other."""


class GroupRow(Struct, frozen=True):
    """One person: name or pseudonym, match to the role, and the level in each area (None: no level)."""

    name: str
    match: float | None
    levels: Sequence[float | None]
    beside: str = ""
    """Why the band of the match is no higher, and what has no level; empty where there is nothing to say."""


class GroupArea(Struct, frozen=True):
    """One area over the group: target, and figures as texts such as the median level and how many are below target."""

    name: str
    short: str
    target: float
    facts: Sequence[str]


class GroupSummary(Struct, frozen=True):
    """A group against one role profile. ``fact_names`` head the facts of the areas; ``notes`` are sentences below."""

    title: str
    role: str
    made_on: date
    figures: Sequence[KeyFigure]
    areas: Sequence[GroupArea]
    fact_names: Sequence[str]
    rows: Sequence[GroupRow]
    notes: Sequence[str] = ()

    @property
    def asked(self) -> bool:
        """Whether the role has any target."""
        return any(is_asked(area.target) for area in self.areas)


def group_summary(view: GroupView, content: Questionnaire, names: Mapping[str, str], made_on: date) -> GroupSummary:
    """A view of a group as a report takes it; ``names`` says what stands for each person by id."""
    say = words()
    shared = {gap.competency: gap for gap in view.gaps}
    competencies = content.competencies_by_id
    areas = []
    for column, key in enumerate(view.columns):
        levels = [row.levels[column] for row in view.rows]
        # The median of those who have a level: counting others as 0 would call a missing chance a low level.
        known = [one for one in levels if one is not None]
        gap = shared.get(key)
        of_gap = (level(gap.mean), f"{gap.likely} {say('of')} {gap.scored}") if gap else (NONE, NONE)
        facts = (level(median(known)) if known else NONE, *(of_gap if view.role.targets else ()))
        areas.append(GroupArea(competencies[key].name, key, view.role.target(key).level, facts))
    assessed = say("group.assessed", len(view.rows))
    figures = [KeyFigure(say("group.people"), str(view.people), "", assessed)]
    if view.role.targets:
        figures.append(KeyFigure(say("group.match"), match(view.median_match), say("group.of_100")))
    if view.gaps:
        widest = view.gaps[0]
        figures.append(KeyFigure(say("group.widest"), level(widest.mean), "", competencies[widest.competency].name))
    bands = ", ".join(f"{say(f'band.{band}')} {count}" for band, count in view.bands)
    return GroupSummary(
        title=say("group.title"),
        role=view.role.name,
        made_on=made_on,
        figures=figures,
        areas=tuple(areas),
        fact_names=tuple(say(f"group.{name}") for name in (FACTS if view.role.targets else FACTS[:1])),
        rows=tuple(GroupRow(names[row.member.id], row.match, row.levels, _beside(row, content)) for row in view.rows),
        notes=(
            say("group.bands", bands) if view.role.targets else f"{say('figures.no_role')}.",
            *(say("group.waiting", len(view.waiting)) for _ in view.waiting[:1]),
            *trust_notes(of_content(content), draft=is_draft(content)),
        ),
    )


def group_document(group: GroupSummary) -> Document:
    """The pages of a group report."""
    say = words()
    blocks: list[Block] = [Paragraph(f"{say('cover.against', group.role)} · {day(group.made_on)}", "muted")]
    if group.figures:
        blocks.append(KeyFigures(group.figures))
    blocks += [Heading(say("group.shared")), _areas(group)]
    legend = [Paragraph(say("group.legend"), "muted")] if group.asked else []
    blocks += [Heading(say("group.map")), *legend, *_maps(group)]
    blocks += _held(group)
    blocks += [Paragraph(note) for note in group.notes]
    return Document(
        title=group.title,
        language=LANGUAGE,
        running=f"{say('running')} · {short(group.title)} · {short(group.role)} · {day(group.made_on)}",
        purpose=say("purpose"),
        page=say("page"),
        of=say("of"),
        cover=None,
        sections=(Section("", tuple(blocks)),),
    )


def _beside(row: GroupPersonRow, content: Questionnaire) -> str:
    notes = row.match_notes(content)
    return match_words.beside(notes) if notes.asked and (notes.caps or notes.unscored) else ""


def _held(group: GroupSummary) -> list[Block]:
    """Whose match is held down or does not cover the whole role, and by what."""
    say = words()
    rows = tuple((row.name, match(row.match), row.beside) for row in group.rows if row.beside)
    if not rows:
        return []
    head = (say("group.person"), say("column.match"), say("group.beside"))
    return [Heading(say("group.held")), TableBlock(head, rows, (0.0, 0.0, 1.0), ("left", "right", "left"))]


def _areas(group: GroupSummary) -> TableBlock:
    say = words()
    targets = 1 if group.asked else 0
    head = (say("column.area"), *(say("column.target"),)[:targets], *group.fact_names)
    rows = tuple(
        (f"{area.name} ({area.short})", *(target_level(area.target),)[:targets], *area.facts) for area in group.areas
    )
    numbers = len(head) - 1
    right: Align = "right"
    return TableBlock(head, rows, (1.0, *(0.0,) * numbers), ("left", *(right,) * numbers))


def _maps(group: GroupSummary) -> Iterator[HeatMap]:
    """Everybody against the areas: so many maps, one below the other, that their columns have room for their names."""
    for first in range(0, len(group.areas), MOST_ACROSS):
        here = range(first, min(first + MOST_ACROSS, len(group.areas)))
        # the match stands once, beside the areas that come first
        matched = group.asked and not first
        rows = [
            (row.name, (*([(match(row.match), None)] if matched else ()), *(_cell(group, row, at) for at in here)))
            for row in group.rows
        ]
        head = (*([words()("column.match")] if matched else ()), *(group.areas[at].short for at in here))
        yield HeatMap(head, tuple(rows), words()("group.person"))


def _cell(group: GroupSummary, row: GroupRow, at: int) -> tuple[str, float | None]:
    """A level, and how far it lies above the target; None without either."""
    found, target = row.levels[at], group.areas[at].target
    if found is None:
        return NONE, None
    return level(found), found - target if is_asked(target) else None
