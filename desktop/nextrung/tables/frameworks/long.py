"""Sheets with a row for each level of each skill."""

from __future__ import annotations

from msgspec import Struct

from nextrung.questionnaire.drafting.draft import DraftItem
from nextrung.tables.frameworks.gathering import Framework, Gathered
from nextrung.tables.frameworks.headings import LEVEL, FrameworkColumn, LevelName, cell_at, cell_name
from nextrung.tables.frameworks.scale import scale_of
from nextrung.tables.frameworks.wide import DEFAULT_AREA, FrameworkTable
from nextrung.tables.layouts import plain


class _Row(Struct, frozen=True):
    number: int
    area: str
    skill: str
    level: str
    """The level as it is compared."""
    text: str


def is_long(table: FrameworkTable) -> bool:
    """Whether a column says which level each row is about."""
    level, text = table.of("level"), table.of("text") or table.of("description")
    named = table.of("skill") or table.of("area")
    return level is not None and text is not None and named is not None and not table.starting(LEVEL)


def read(table: FrameworkTable) -> Framework:
    """A row for each level; levels with numbers come in their order, others as they come in the file."""
    gathered = Gathered()
    named: dict[str, LevelName] = {}
    rows = list(_rows(table, gathered, named))
    scale, places = scale_of(list(named.values()), table.order)
    place_of = dict(zip(named, places, strict=True))
    skills: dict[tuple[str, str], list[str]] = {}
    first: dict[tuple[str, str], int] = {}
    for one in rows:
        texts = skills.setdefault((one.area, one.skill), [""] * len(named))
        first.setdefault((one.area, one.skill), one.number)
        at = place_of[one.level]
        if texts[at]:
            gathered.twice(f"Row {one.number}", f"{scale.shown(at)} of {one.skill}", one.number)
        texts[at] = f"{texts[at]} {one.text}".strip()
    for (area, skill), texts in skills.items():
        for at, text in enumerate(texts):
            if not text:
                message = f"{skill}: the text of level {scale.shown(at)} is missing"
                gathered.miss(f"Row {first[area, skill]}", message, first[area, skill])
        gathered.item(area, DraftItem(skill, tuple(texts), row=first[area, skill]))
    return Framework(
        gathered.areas(), scale.names, problems=tuple(gathered.problems), notes=scale.notes, order=scale.order
    )


def _rows(table: FrameworkTable, gathered: Gathered, named: dict[str, LevelName]) -> list[_Row]:
    area_column, skill_column = table.of("area"), table.of("skill")
    level_column, text_column = table.of("level"), table.of("text") or table.of("description")
    found: list[_Row] = []
    area, skill = "", ""

    def text(number: int, row: list[str | float], column: FrameworkColumn | None) -> str:
        place = cell_name(number, column.index) if column else ""
        return gathered.text(cell_at(row, column), number, column.heading if column else "", place)

    for number, row in table.rows():
        newer = text(number, row, area_column)
        # below merged cells the area and the skill go on
        area = newer or area
        skill = text(number, row, skill_column) or ("" if newer and skill_column else skill)
        level = cell_at(row, level_column)
        name = skill or area
        if not name or not level:
            column = skill_column or area_column if not name else level_column
            missing = "the name of the skill" if not name else "the level"
            gathered.miss(cell_name(number, column.index if column else 0), f"{missing} is missing", number)
            continue
        meant = table.known.level(level) or LevelName(None, level)
        key = f"{meant.number}" if meant.number is not None else plain(meant.name)
        named.setdefault(key, meant)
        found.append(_Row(number, area or DEFAULT_AREA, name, key, text(number, row, text_column)))
    return found
