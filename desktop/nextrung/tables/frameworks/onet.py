"""Tables of O*NET: an element of an occupation a row, with its importance (IM, 1 to 5) or its level (LV, 0 to 7).

The files hold no texts of levels; the elements are grouped by the first parts of their numbers.
Source: O*NET database, data dictionary (“Skills”, “Abilities”, “Knowledge”, “Work Activities”).
"""

from __future__ import annotations

from nextrung.counting import counted
from nextrung.intake.numbers import number_of
from nextrung.questionnaire.drafting.draft import MOST_ROLES, DraftItem, DraftProblem, DraftRole, DraftTarget
from nextrung.tables.frameworks.gathering import Framework, Gathered
from nextrung.tables.layouts import plain
from nextrung.tables.source import Cell, Grid, text_of

_NEEDED = ("element id", "element name", "scale id", "data value")
_OCCUPATION = ("title", "o net soc code")
LEVELS = 8
"""Levels of the scale LV, from 0 to 7."""


def header_of(grid: Grid) -> int | None:
    """The place of the row with the headings of O*NET; None where there is none."""
    for at, row in enumerate(grid.rows[:10]):
        if set(_NEEDED) <= {plain(text_of(cell)) for cell in row}:
            return at
    return None


def read(grid: Grid, header: int) -> Framework:
    """Elements as skills, occupations as roles."""
    at = {plain(text_of(cell)): index for index, cell in reversed(list(enumerate(grid.rows[header])))}
    occupation = next((at[name] for name in _OCCUPATION if name in at), None)
    gathered = Gathered()
    elements: dict[str, str] = {}
    values: dict[str, dict[str, dict[str, float]]] = {}
    for number, row in enumerate(grid.rows[header + 1 :], start=header + 2):
        code, name, scale = (_cell(row, at[one]) for one in _NEEDED[:3])
        if not code and not name:
            continue
        if not code or not name:
            gathered.miss(f"Row {number}", f"the {'number' if not code else 'name'} of the element is missing", number)
        elements.setdefault(code or name, gathered.text(name or code, number, "Element Name", f"Row {number}"))
        value = number_of(_cell(row, at["data value"]))
        suppressed = "recommend suppress" in at and _cell(row, at["recommend suppress"]).upper() == "Y"
        if value is None or suppressed:
            why = "O*NET recommends to suppress the value" if suppressed else "the value is missing"
            gathered.miss(f"Row {number}", f"{why}; it was left out", number, "Data Value")
            continue
        role = _cell(row, occupation) if occupation is not None else ""
        values.setdefault(role, {}).setdefault(code or name, {})[scale.upper()] = value
    _add_items(elements, gathered)
    roles, notes = _roles(values, elements, gathered)
    names = tuple(f"Level {number}" for number in range(LEVELS)) if roles else ("",) * 5
    return Framework(gathered.areas(), names, roles, tuple(gathered.problems), notes)


def _cell(row: list[Cell], index: int) -> str:
    return text_of(row[index]) if index < len(row) else ""


def _add_items(elements: dict[str, str], gathered: Gathered) -> None:
    for code, name in elements.items():
        area = area_of(code)
        gathered.item(area, DraftItem(name, (), code=code))
        gathered.miss(code, f"{name}: the texts of all levels are missing; O*NET keeps them in a file of its own")
    for area in {area_of(code): None for code in elements}:
        gathered.miss(area, "the name of the area is missing; the number of its elements stands for it")


def area_of(code: str) -> str:
    """The group that an element lies in: its number without the last part."""
    group, _, last = code.rpartition(".")
    return f"Elements {group}" if group and last else "Elements"


def _roles(
    values: dict[str, dict[str, dict[str, float]]], elements: dict[str, str], gathered: Gathered
) -> tuple[tuple[DraftRole, ...], tuple[str, ...]]:
    roles = []
    for role, found in list(values.items())[:MOST_ROLES]:
        areas: dict[str, list[DraftTarget]] = {}
        for code in elements:
            scales = found.get(code, {})
            if (level := scales.get("LV")) is not None and 0 <= level < LEVELS:
                weight = min(5, max(1, round(scales["IM"]))) if "IM" in scales else 0
                areas.setdefault(area_of(code), []).append(DraftTarget(level + 1, weight))
        if areas:
            roles.append((role or "Occupation", areas))
        else:
            gathered.problems.append(
                DraftProblem(role or "The occupation", "no levels (scale LV) are in the file, so it has no targets")
            )
    for role, areas in roles:
        for area, targets in areas.items():
            for target in targets:
                gathered.target(role, area, target)
    notes = ["A role's targets of single elements were averaged for each group."] if roles else []
    if len(values) > MOST_ROLES:
        more = counted(len(values) - MOST_ROLES, "1 more occupation was", "{0} more occupations were")
        notes.append(f"The first {MOST_ROLES} occupations became roles; {more} left out.")
    return gathered.roles(), tuple(notes)
