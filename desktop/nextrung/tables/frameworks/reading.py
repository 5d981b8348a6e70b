"""A file with a framework of competencies, read to a draft: whatever layout it has, without an edit by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from nextrung.intake import entering
from nextrung.questionnaire.drafting import stretching
from nextrung.questionnaire.drafting.draft import (
    DraftArea,
    DraftError,
    DraftProblem,
    DraftRole,
    DraftTarget,
    FrameworkDraft,
    plain_text,
    require_size,
)
from nextrung.questionnaire.drafting.languages import language_of
from nextrung.shown import clip
from nextrung.tables import json_tables, source
from nextrung.tables.frameworks import limesurvey, long, nested, onet, wide
from nextrung.tables.frameworks.gathering import Framework
from nextrung.tables.frameworks.headings import (
    LEVEL,
    TARGET,
    Headings,
    columns_of,
    header_of,
    known_headings,
)
from nextrung.tables.frameworks.scale import PickedOrder
from nextrung.tables.frameworks.wide import FrameworkTable
from nextrung.tables.layouts import plain
from nextrung.tables.refusals import TableError
from nextrung.tables.source import Grid, How, Source, is_empty, text_of

_SFIA = {"code", "skill", "category", "subcategory", "overall description", "level 1 description"}


ORDER = "Order of the levels"
"""The place of what is said where nothing tells the order of levels."""


class FrameworkPicked(Struct, frozen=True):
    """What a person chose: encoding, sheet, row of headings (0: told by itself), fields by heading, title, author."""

    how: How = How()
    sheet: str = ""
    header: int = 0
    fields: Mapping[str, str] = {}
    title: str = ""
    author: str = ""
    order: PickedOrder = ""


class FrameworkReading(Struct, frozen=True):
    """A file that was read, and the draft that came of it. ``header`` is the row of the headings; 0 without a table."""

    file: str
    layout: str
    draft: FrameworkDraft
    source: Source | None = None
    sheet: str = ""
    header: int = 0
    mapping: Mapping[str, str] = {}
    table: FrameworkTable | None = None
    """The sheet where a person may say what its columns mean; None where the layout says it."""


def read_named(raw: bytes, name: str, picked: FrameworkPicked | None = None) -> FrameworkReading:
    """Read the bytes of a file. Raises TableError in one sentence that names it."""
    try:
        return read(raw, name, picked)
    except TableError as error:
        raise TableError(f"{name}: {error}") from error


def read(raw: bytes | str, name: str, picked: FrameworkPicked | None = None) -> FrameworkReading:
    """Read the bytes of a file, or a text that was pasted. Raises TableError in one sentence."""
    chosen = picked or FrameworkPicked()
    try:
        return _sized(_read(raw, name, chosen))
    except DraftError as error:
        raise TableError(str(error)) from error


def _read(raw: bytes | str, name: str, chosen: FrameworkPicked) -> FrameworkReading:
    is_text = isinstance(raw, str) or not raw.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"))
    if is_text and len(raw) <= entering.FRAMEWORK.largest:
        text = source.decoded_text(raw, chosen.how.encoding).text
        if json_tables.is_json(text):
            found = nested.read(text, chosen.order)
            if found is not None:
                title, framework = found
                return FrameworkReading(name, "json", _draft(framework, chosen.title or title or _stem(name), chosen))
    return _from_sheets(source.read(raw, name, entering.FRAMEWORK, chosen.how), name, chosen)


def _from_sheets(found: Source, name: str, chosen: FrameworkPicked) -> FrameworkReading:
    known = known_headings()
    grids = [grid for grid in found.grids if not chosen.sheet or grid.name.casefold() == chosen.sheet.casefold()]
    if not grids:
        names = ", ".join(f"“{grid.name}”" for grid in found.grids)
        raise TableError(f"There is no sheet “{chosen.sheet[:40]}”; the file has {names}.")
    readings: list[FrameworkReading] = []
    refused: list[TableError] = []
    for grid in grids:
        try:
            readings.append(_from_grid(grid, found, name, chosen, known))
        except TableError as error:
            refused.append(error)
    filled = [one for one in readings if one.draft.areas]
    if not filled:
        raise (
            refused[0]
            if refused and not readings
            else DraftError(
                "No skills or questions were found; columns such as Area, Skill and Level 1 to Level 5 are read."
            )
        )
    return _joined(filled, [grid.name for grid in found.grids])


def _from_grid(grid: Grid, found: Source, name: str, chosen: FrameworkPicked, known: Headings) -> FrameworkReading:
    def reading(
        layout: str, framework: Framework, at: int, mapping: Mapping[str, str], title: str = ""
    ) -> FrameworkReading:
        headings = [text_of(cell) for cell in grid.rows[at]]
        draft = _draft(framework, chosen.title or title or _stem(name), chosen, headings)
        unused = [text_of(cell) for cell in grid.rows[at] if not is_empty(cell) and text_of(cell) not in mapping]
        above = [
            f"Row {number}: {' '.join(text_of(cell) for cell in row if not is_empty(cell))[:120]}"
            for number, row in enumerate(grid.rows[:at], start=1)
            if any(not is_empty(cell) for cell in row)
        ]
        return FrameworkReading(
            name, layout, replace(draft, left_out=(*unused, *above)), found, grid.name, at + 1, mapping
        )

    if not chosen.header and not chosen.fields:
        if (at := onet.header_of(grid)) is not None:
            used = {"Element ID": "code", "Element Name": "skill", "Scale ID": "scale", "Data Value": "target"}
            return reading("onet", onet.read(grid, at), at, used)
        if (at := limesurvey.header_of(grid)) is not None:
            framework, title = limesurvey.read(grid, at, chosen.order)
            here = {text_of(cell): plain(text_of(cell)) for cell in grid.rows[at]}
            used = {heading: word for heading, word in here.items() if word in limesurvey.USED}
            return reading("limesurvey", framework, at, used, title)
    at = header_of(grid, known, chosen.header)
    table = FrameworkTable(grid, at, columns_of(grid, at, known, chosen.fields), known, chosen.order)
    if wide.is_turned(table):
        used = {column.heading: "level" if not n else "area" for n, column in enumerate(table.columns)}
        return reading("levels in rows", wide.read_turned(table), at, used)
    used = {column.heading: _shown(column.field, known, column.heading) for column in table.columns if column.field}
    if long.is_long(table):
        return replace(reading("a row a level", long.read(table), at, used), table=table)
    if not (table.of("skill") or table.of("area") or table.of("description")):
        raise TableError("No column holds areas or skills; name one with a heading such as Area, Skill or Question.")
    headings = {plain(text_of(cell)) for cell in grid.rows[at]}
    layout = "sfia" if headings >= _SFIA else "levels in columns"
    return replace(reading(layout, wide.read(table), at, used), table=table)


def _shown(field: str, known: Headings, heading: str) -> str:
    if field.startswith(LEVEL):
        found = known.level(heading)
        return f"level {found.number}" if found and found.number is not None else f"level {heading}"
    return f"target of {field.removeprefix(TARGET)}" if field.startswith(TARGET) else field


def _joined(readings: list[FrameworkReading], sheets: list[str]) -> FrameworkReading:
    """One reading of all sheets that have the same headings as the fullest; each is then an area of its name."""
    best = max(readings, key=lambda one: sum(1 for _ in one.draft.items))
    alike = [one for one in readings if one.mapping == best.mapping and one.draft.scale == best.draft.scale]
    left = tuple(f"Sheet {name}" for name in sheets if name and name not in {one.sheet for one in alike})
    if len(alike) == 1:
        return replace(best, draft=replace(best.draft, left_out=(*best.draft.left_out, *left)))
    areas: list[DraftArea] = []
    for one in alike:
        alone = len(one.draft.areas) == 1 and one.draft.areas[0].name == wide.DEFAULT_AREA
        areas += [replace(area, name=one.sheet) if alone else area for area in one.draft.areas]
    problems = tuple(
        replace(problem, place=f"{one.sheet}!{problem.place}") for one in alike for problem in one.draft.problems
    )
    out = dict.fromkeys((*(text for one in alike for text in one.draft.left_out), *left))
    roles = best.draft.roles if all(one.draft.roles == best.draft.roles for one in alike) else _roles_of(alike)
    draft = replace(best.draft, areas=_merged(areas), roles=roles, problems=problems, left_out=tuple(out))
    return replace(best, table=None, draft=draft, sheet=", ".join(one.sheet for one in alike))


def _merged(areas: Iterable[DraftArea]) -> tuple[DraftArea, ...]:
    """Areas of one name as one."""
    found: dict[str, DraftArea] = {}
    for area in areas:
        before = found.get(area.name)
        found[area.name] = replace(before, items=(*before.items, *area.items)) if before else area
    return tuple(found.values())


def _roles_of(readings: Iterable[FrameworkReading]) -> tuple[DraftRole, ...]:
    """Roles of one name as one; sheets without areas of their own are areas of their name."""
    found: dict[str, dict[str, DraftTarget]] = {}
    for one in readings:
        for role in one.draft.roles:
            for area, target in role.targets.items():
                name = one.sheet if area == wide.DEFAULT_AREA and len(one.draft.areas) == 1 else area
                found.setdefault(role.name, {})[name] = target
    return tuple(DraftRole(name, targets) for name, targets in found.items())


def _draft(framework: Framework, title: str, chosen: FrameworkPicked, headings: Iterable[str] = ()) -> FrameworkDraft:
    """The draft; ``headings`` of its table help to tell the language."""
    texts = [text for area in framework.areas for item in area.items for text in (item.name, *item.levels) if text]
    language = framework.language.split("-")[0].lower()
    plain_title = plain_text(title)[:120]
    return FrameworkDraft(
        plain_title or "Questionnaire",
        framework.areas,
        framework.scale,
        framework.roles,
        language if re.fullmatch(r"[a-z]{2,3}", language) else language_of((*headings, *texts)),
        plain_text(chosen.author)[:120],
        framework.problems,
        framework.notes,
        order=framework.order,
    )


def _sized(reading: FrameworkReading) -> FrameworkReading:
    """The reading with what holds for every layout said; refused when no questionnaire can be made of it."""
    draft = reading.draft
    require_size(draft)
    lengths = {len(item.levels) for item in draft.items if item.levels} or {len(draft.scale)}
    notes = [said for length in sorted(lengths) if (said := stretching.said(length))]
    notes += _order_notes(draft)
    problems = [*_order_problems(draft), *draft.problems]
    if not draft.roles:
        message = "no role with targets is in the file, so that results have no targets, no gaps and no match"
        problems.append(DraftProblem("Roles", message))
    return replace(reading, draft=replace(draft, notes=(*notes, *draft.notes), problems=tuple(problems)))


def _order_notes(draft: FrameworkDraft) -> Iterator[str]:
    named = [name for name in draft.scale if name and not re.search(r"\d", name)]
    if draft.order == "turned":
        yield "The file does not have the levels from the lowest up; their names are known, and they were put in order."
    if len(named) > 1 and draft.order != "unknown":
        yield f"The levels are taken in this order, the lowest first: {', '.join(named)}."


def _order_problems(draft: FrameworkDraft) -> Iterator[DraftProblem]:
    if draft.order == "unknown":
        first, last = (f"“{clip(draft.scale[at])}”" for at in (0, -1))
        message = (
            f"nothing says whether {first} or {last} is the lowest level; {first} was taken as the lowest, and if"
            " that is wrong, every level is upside down"
        )
        yield DraftProblem(ORDER, message)


def _stem(name: str) -> str:
    words = re.sub(r"[-_.]+", " ", name.rpartition(".")[0] or name).strip()
    return words[:1].upper() + words[1:]
