"""A group as a spreadsheet: one sheet a table, numbers as numbers, and a sheet that says what each column means."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from operator import itemgetter

from msgspec import Struct

from nextrung.clock import local_day
from nextrung.group.view import AnswerSpread, GroupChange, GroupPersonRow, GroupView
from nextrung.people.person import Person
from nextrung.questionnaire.model import Questionnaire
from nextrung.report.columns import ExportColumn, Shape, Value
from nextrung.report.spreadsheet import CellFormats, sheet, workbook
from nextrung.report.words import trust_notes, words
from nextrung.scoring.cautions import of_content
from nextrung.scoring.reasons import reason
from nextrung.scoring.statements import is_draft

Head = tuple[str, str, Shape]
"""A column: its name, its meaning, and what its cells hold."""


class GroupSheet(Struct, frozen=True):
    """One table: its name, its columns and its rows."""

    name: str
    columns: Sequence[Head]
    rows: Sequence[Sequence[Value]]


def as_spreadsheet(
    view: GroupView, change: GroupChange, content: Questionnaire, name_of: Callable[[Person], str]
) -> bytes:
    """The group as .xlsx; ``name_of`` says what stands for a person, a pseudonym where names are hidden."""
    held = io.BytesIO()
    book = workbook(held, f"Group against {view.role.name}")
    formats = CellFormats(book)
    sheets = (
        _people(view, content, name_of),
        _gaps(view, content),
        _bands(view),
        _answers(view, content),
        _change(change, content),
        _consistency(view, content),
        _waiting(view, name_of),
    )
    # The dictionary is made of the sheets themselves, so no column can be without a meaning.
    for one in (*sheets, _dictionary(sheets, content)):
        head = [ExportColumn(*column, itemgetter(at)) for at, column in enumerate(one.columns)]
        sheet(book, formats, one.name, head, one.rows)
    book.close()
    return held.getvalue()


def _people(view: GroupView, content: Questionnaire, name_of: Callable[[Person], str]) -> GroupSheet:
    columns: list[Head] = [
        ("person", "name, or pseudonym while names were hidden", "text"),
        ("finished", "day, in local time, on which the latest assessment was finished", "day"),
        ("form", "quick or full", "text"),
        ("match", f"match to {view.role.name}, 0 to 100; empty where nothing has a level", "number"),
        ("band", "early, building, close or matches", "text"),
        ("band_reason", "why the band is no higher; empty when nothing lowers it", "long"),
        ("provisional", "yes where an area has no level", "text"),
    ]
    for one in view.columns:
        columns.append((f"{one} level", "level from 1 to 5; empty without one", "number"))
        columns.append((f"{one} difference", "level minus target, in levels; below 0 is below the target", "number"))
        columns.append((f"{one} status", "scored, not_enough, no_chance, or empty where not asked", "text"))
    return GroupSheet("people", tuple(columns), [_person(row, content, name_of) for row in view.rows])


def _person(row: GroupPersonRow, content: Questionnaire, name_of: Callable[[Person], str]) -> list[Value]:
    cells: list[Value] = [
        name_of(row.member),
        _day(row.completed_at),
        row.form,
        row.match,
        row.band,
        reason(row.match_notes(content)),
        "yes" if row.provisional else "no",
    ]
    for level, difference, status in zip(row.levels, row.differences, row.statuses, strict=True):
        cells += [level, difference, status]
    return cells


def _gaps(view: GroupView, content: Questionnaire) -> GroupSheet:
    columns: tuple[Head, ...] = (
        ("area", "name of the area", "text"),
        ("mean_gap", "mean of max(0, target minus level) in levels, over the people with a level", "number"),
        ("likely", "people for whom the gap counts as one to work on", "whole"),
        ("people", "people with a level here", "whole"),
    )
    rows = [(_name(content, gap.competency), gap.mean, gap.likely, gap.scored) for gap in view.gaps]
    return GroupSheet("shared gaps", columns, rows)


def _bands(view: GroupView) -> GroupSheet:
    columns: tuple[Head, ...] = (
        ("band", "match band, from the lowest up", "text"),
        ("people", "how many people have it", "whole"),
    )
    # So that the rows add up to the people assessed.
    rows: list[tuple[str, int]] = [*view.bands, ("no match", len(view.rows) - view.matched)]
    return GroupSheet("match bands", columns, rows)


def _answers(view: GroupView, content: Questionnaire) -> GroupSheet:
    columns: tuple[Head, ...] = (
        ("item", "id of the question", "text"),
        ("area", "name of the area", "text"),
        ("kind", "rating, frequency, scenario or knowledge", "text"),
        ("answer", "point of the scale, option key, no chance, or no answer", "text"),
        ("people", "how many people gave it", "whole"),
        ("asked", "how many people were asked the question", "whole"),
    )
    rows: list[tuple[Value, ...]] = []
    for one in view.spread:
        start = (one.item, _name(content, one.competency), one.kind.value)
        names = [*_choices(one, content), "no chance", "no answer"]
        for name, count in zip(names, (*one.given, one.no_chance, one.unanswered), strict=True):
            rows.append((*start, name, count, one.asked))
    return GroupSheet("answers", columns, rows)


def _choices(one: AnswerSpread, content: Questionnaire) -> list[str]:
    choices = content.items_by_id[one.item].choices(content.blueprint.scales)
    return [f"{choice.kept} {choice.label}".rstrip() for choice in choices]


def _change(change: GroupChange, content: Questionnaire) -> GroupSheet:
    columns: tuple[Head, ...] = (
        ("area", "name of the area, or overall", "text"),
        ("people", "people with a score at both days", "whole"),
        ("mean_change", "mean change in levels", "number"),
        ("call", "what the mean is called: clear, probable or within_noise", "text"),
        ("clearly_lower", "people whose change is clear and down", "whole"),
        ("probably_lower", "people whose change is probable and down", "whole"),
        ("within_noise", "people whose change may well be chance", "whole"),
        ("probably_higher", "people whose change is probable and up", "whole"),
        ("clearly_higher", "people whose change is clear and up", "whole"),
    )
    rows = [
        (_name(content, one.competency) if one.competency else "overall", one.people, one.mean, one.call, *one.counts)
        for one in (change.overall, *change.areas)
    ]
    return GroupSheet("change", columns, rows)


def _consistency(view: GroupView, content: Questionnaire) -> GroupSheet:
    columns: tuple[Head, ...] = (
        ("area", "name of the area", "text"),
        ("form", "full, or the questions of quick alone", "text"),
        ("items", "how many questions", "whole"),
        ("people", "people who answered all of them", "whole"),
        ("alpha", "Cronbach's alpha of the weighted answers; empty under 30 people", "number"),
    )
    rows = [
        (_name(content, one.competency), form, one.items, one.people, one.alpha)
        for form, found in view.consistency
        for one in found
    ]
    return GroupSheet("consistency", columns, rows)


def _waiting(view: GroupView, name_of: Callable[[Person], str]) -> GroupSheet:
    columns: tuple[Head, ...] = (
        ("person", "who was not assessed for six months", "text"),
        ("finished", "day, in local time, of the last assessment; empty for never", "day"),
    )
    rows = [(name_of(one.member), _day(one.completed_at)) for one in view.waiting]
    return GroupSheet("not assessed", columns, rows)


def _dictionary(sheets: Sequence[GroupSheet], content: Questionnaire) -> GroupSheet:
    columns: tuple[Head, ...] = (
        ("sheet", "name of the sheet", "text"),
        ("column", "name of the column", "text"),
        ("meaning", "what it holds", "long"),
    )
    rows = [(one.name, name, meaning) for one in sheets for name, meaning, _ in one.columns]
    said = [words()("purpose"), *trust_notes(of_content(content), draft=is_draft(content))]
    return GroupSheet("columns", columns, [*rows, *(("", "", one) for one in said)])


def _name(content: Questionnaire, competency: str) -> str:
    return content.competencies_by_id[competency].name


def _day(moment: str | None) -> date | None:
    return local_day(moment) if moment else None
