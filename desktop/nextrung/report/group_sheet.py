"""A group as a spreadsheet: one sheet a table, numbers as numbers, and a sheet that says what each column means."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from nextrung.group.view import GroupChange, GroupView, PersonRow, Spread
from nextrung.people.person import Person
from nextrung.plain_cells import plain_cell
from nextrung.questionnaire.model import Kind, Questionnaire

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Cell = str | float | int | datetime | None
PURPOSE = "Made for your own development. Not suitable for hiring, pay or promotion decisions."
LONGEST_CELL = 32_767
"""Characters that a cell can hold."""
WIDTH = 16
DAY = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its columns as name and meaning, and its rows."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: Sequence[Sequence[Cell]]


def as_spreadsheet(
    view: GroupView, change: GroupChange, content: Questionnaire, name_of: Callable[[Person], str]
) -> bytes:
    """The group as .xlsx; ``name_of`` says what stands for a person, a pseudonym where names are hidden."""
    from xlsxwriter import Workbook  # noqa: PLC0415  (only spreadsheets need it)

    held = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(held, settings)
    book.set_properties({"title": f"Group against {view.role.name}", "comments": PURPOSE})
    sheets = (
        _people(view, name_of),
        _gaps(view, content),
        _bands(view),
        _answers(view, content),
        _change(change, content),
        _consistency(view, content),
        _waiting(view, name_of),
    )
    for sheet in (*sheets, _dictionary(sheets)):
        _write(book, sheet)
    book.close()
    return held.getvalue()


def _people(view: GroupView, name_of: Callable[[Person], str]) -> Sheet:
    columns = [
        ("person", "name, or pseudonym while names were hidden"),
        ("finished", "day (UTC) on which the latest assessment was finished"),
        ("form", "quick or full"),
        ("match", f"match to {view.role.name}, 0 to 100; empty where nothing has a level"),
        ("band", "early, building, close or matches"),
        ("provisional", "yes where less of the role's weight has a level than the questionnaire asks for"),
    ]
    for one in view.columns:
        columns.append((f"{one} level", "level from 1 to 5; empty without one"))
        columns.append((f"{one} difference", "level minus target, in levels; below 0 is below the target"))
        columns.append((f"{one} status", "scored, not_enough (too few answers), no_chance, or empty where not asked"))
    return Sheet("people", tuple(columns), [_person(row, name_of) for row in view.rows])


def _person(row: PersonRow, name_of: Callable[[Person], str]) -> list[Cell]:
    cells: list[Cell] = [
        name_of(row.member),
        _day(row.completed_at),
        row.form,
        row.match,
        row.band,
        "yes" if row.provisional else "no",
    ]
    for level, difference, status in zip(row.levels, row.differences, row.statuses, strict=True):
        cells += [level, difference, status]
    return cells


def _gaps(view: GroupView, content: Questionnaire) -> Sheet:
    columns = (
        ("area", "name of the area"),
        ("mean_gap", "mean of max(0, target minus level) in levels, over the people with a level"),
        ("likely", "people for whom the gap counts as one to work on"),
        ("people", "people with a level here"),
    )
    rows = [(_name(content, gap.competency), gap.mean, gap.likely, gap.scored) for gap in view.gaps]
    return Sheet("shared gaps", columns, rows)


def _bands(view: GroupView) -> Sheet:
    columns = (("band", "match band, from the lowest up"), ("people", "how many people have it"))
    rows: list[tuple[str, int]] = [*view.bands, ("no match", len(view.rows) - view.matched)]
    return Sheet("match bands", columns, rows)


def _answers(view: GroupView, content: Questionnaire) -> Sheet:
    columns = (
        ("item", "id of the question"),
        ("area", "name of the area"),
        ("kind", "rating, frequency, scenario or knowledge"),
        ("answer", "point of the scale, option key, no chance, or no answer"),
        ("people", "how many people gave it"),
        ("asked", "how many people were asked the question"),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in view.spread:
        start = (one.item, _name(content, one.competency), one.kind.value)
        names = [*_choices(one, content), "no chance", "no answer"]
        for name, count in zip(names, (*one.given, one.no_chance, one.unanswered), strict=True):
            rows.append((*start, name, count, one.asked))
    return Sheet("answers", columns, rows)


def _choices(one: Spread, content: Questionnaire) -> list[str]:
    scales = content.blueprint.scales
    if one.kind in (Kind.RATING, Kind.FREQUENCY):
        scale = scales.rating if one.kind is Kind.RATING else scales.frequency
        return [f"{point.value:g} {point.label}" for point in scale]
    return [option.key for option in getattr(content.items_by_id[one.item], "options", ())]


def _change(change: GroupChange, content: Questionnaire) -> Sheet:
    columns = (
        ("area", "name of the area, or overall"),
        ("people", "people with a score at both days"),
        ("mean_change", "mean change in levels"),
        ("call", "what the mean is called: clear, probable or within_noise"),
        ("clearly_lower", "people whose change is clear and down"),
        ("probably_lower", "people whose change is probable and down"),
        ("within_noise", "people whose change may well be chance"),
        ("probably_higher", "people whose change is probable and up"),
        ("clearly_higher", "people whose change is clear and up"),
    )
    rows = [
        (_name(content, one.competency) if one.competency else "overall", one.people, one.mean, one.call, *one.counts)
        for one in (change.overall, *change.areas)
    ]
    return Sheet("change", columns, rows)


def _consistency(view: GroupView, content: Questionnaire) -> Sheet:
    columns = (
        ("area", "name of the area"),
        ("form", "full, or the questions of quick alone"),
        ("items", "how many questions"),
        ("people", "people who answered all of them"),
        ("alpha", "Cronbach's alpha of the weighted answers; empty under 30 people"),
    )
    rows = [
        (_name(content, one.competency), form, one.items, one.people, one.alpha)
        for form, found in view.consistency
        for one in found
    ]
    return Sheet("consistency", columns, rows)


def _waiting(view: GroupView, name_of: Callable[[Person], str]) -> Sheet:
    columns = (
        ("person", "who was not assessed for six months"),
        ("finished", "day (UTC) of the last assessment; empty for never"),
    )
    rows = [(name_of(one.member), _day(one.completed_at)) for one in view.waiting]
    return Sheet("not assessed", columns, rows)


def _dictionary(sheets: Sequence[Sheet]) -> Sheet:
    columns = (("sheet", "name of the sheet"), ("column", "name of the column"), ("meaning", "what it holds"))
    rows = [(sheet.name, name, meaning) for sheet in sheets for name, meaning in sheet.columns]
    return Sheet("columns", columns, [*rows, ("", "", PURPOSE)])


def _write(book: Workbook, sheet: Sheet) -> None:
    made = book.add_worksheet(sheet.name)
    head = book.add_format({"bold": True, "bottom": 1})
    styles: dict[type, Any] = {datetime: book.add_format({"num_format": DAY}), float: book.add_format()}
    styles[float].set_num_format("0.00")
    for at, (name, _) in enumerate(sheet.columns):
        made.set_column(at, at, max(WIDTH, len(name) + 3))
        made.write_string(0, at, name, head)
    for number, row in enumerate(sheet.rows, start=1):
        for at, value in enumerate(row):
            if isinstance(value, str):
                made.write_string(number, at, plain_cell(value)[:LONGEST_CELL])
            elif isinstance(value, datetime):
                made.write_datetime(number, at, value, styles[datetime])
            elif value is not None:
                made.write_number(number, at, value, styles.get(type(value)))
    made.freeze_panes(1, 1)
    made.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)


def _name(content: Questionnaire, competency: str) -> str:
    return content.competencies_by_id[competency].name


def _day(moment: str | None) -> datetime | None:
    return datetime.fromisoformat(moment).replace(tzinfo=None, hour=0, minute=0, second=0) if moment else None
