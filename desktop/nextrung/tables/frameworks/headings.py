"""What the columns of a framework mean: by their headings, and where these say nothing by what stands below them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from statistics import fmean

from msgspec import Struct
from msgspec.structs import replace

from nextrung import resources, typed_yaml
from nextrung.questionnaire.model import MOST_COMPETENCIES
from nextrung.tables.layouts import plain
from nextrung.tables.refusals import TableError
from nextrung.tables.source import Cell, Grid, is_empty, text_of

LOOKED_AT = 30
"""Rows among which the one with the headings is looked for."""
SAMPLE = 200
"""Rows by whose cells a column is judged."""
FEWEST_LEVELS = 3
"""Columns of text that make a ladder where no heading says so."""
TEXT_WORDS = 2.5
"""Words in a cell, on average, from which a column holds texts and not names."""
NUMERIC = 0.8
"""Share of cells that must be levels for a column to hold targets."""
FIELDS = ("area", "skill", "description", "code", "level", "text", "unused")
LEVEL, TARGET = "level:", "target:"
"""What the fields of a column of one level, and of the targets of one role, begin with."""
MOST_NAME_WORDS = 3
"""Words of a name before its number in brackets."""
_BEHIND = re.compile(r"([^\W\d][^()\[\]]{0,40}?) ?[(\[](\d{1,2})[)\]]")
"""A name with its number behind it: “Low (1)”."""
_LEADING = re.compile(r"^((?:[^\W\d]+ )*?)([^\W\d]*?) ?(\d{1,2})(?: (.*))?$")


class FrameworkWords(Struct, frozen=True):
    """``frameworks.yaml``."""

    id: str
    version: str
    fields: dict[str, tuple[str, ...]]
    level_words: tuple[str, ...]
    target_words: tuple[str, ...]
    stages: tuple[tuple[str, ...], ...]
    orders: tuple[tuple[str, ...], ...]


class FrameworkColumn(Struct, frozen=True):
    """One column: its place from 0, its heading, and what it means; empty where it is left out."""

    index: int
    heading: str
    field: str = ""


class LevelName(Struct, frozen=True):
    """A level as a heading or a cell names it: its number and its name, where it has them.

    ``written`` is how the number is written, such as “Stufe 3”.
    """

    number: int | None
    name: str = ""
    written: str = ""

    @property
    def shown(self) -> str:
        """What it is called; empty where it has neither a number nor a name."""
        return self.name or self.written or (f"Level {self.number}" if self.number is not None else "")


class Headings:
    """The words, ready to be compared."""

    def __init__(self, found: FrameworkWords) -> None:
        """Prepare what the file holds."""
        self.fields: dict[str, tuple[str, int]] = {}
        for field, words in found.fields.items():
            for rank, word in enumerate(words):
                self.fields.setdefault(plain(word), (field, rank))
        self.level_words = frozenset(map(plain, found.level_words))
        self.target_words = frozenset(map(plain, found.target_words))
        self.stages = frozenset(plain(name) for names in found.stages for name in names)
        self._ladders = tuple(tuple(map(plain, names)) for names in (*found.stages, *found.orders))

    def is_stage(self, text: str) -> bool:
        """Whether a text is the name of a level and nothing else."""
        return plain(text) in self.stages

    def is_lower(self, name: str, other: str) -> bool | None:
        """Whether a name of a level, as it is compared, is below another; None where no ladder has both."""
        found = {
            ladder.index(name) < ladder.index(other)
            for ladder in self._ladders
            if name in ladder and other in ladder and name != other
        }
        return next(iter(found)) if len(found) == 1 else None

    def level(self, text: str) -> LevelName | None:
        """The level that a heading or cell names: “Level 3 description”, “L3 Senior”, “3”, “Practitioner”."""
        word = plain(text)
        if word in self.stages:
            return LevelName(None, text.strip()[:1].upper() + text.strip()[1:])
        behind = _BEHIND.fullmatch(text.strip())
        is_short = behind is not None and len(behind[1].split()) <= MOST_NAME_WORDS
        if behind is not None and is_short and plain(behind[1]) not in self.fields:
            return LevelName(int(behind[2]), behind[1])
        found = _LEADING.match(word)
        if found is None:
            return None
        before, glued, number, after = found.group(1).split(), found.group(2), int(found.group(3)), found.group(4) or ""
        if any(one not in self.level_words for one in (*before, *([glued] if glued else ()))):
            return None
        named = [one for one in after.split() if one not in self.level_words]
        # the name as it is written: the same number of words from the end of the text
        written = text.split()[-len(named) :] if named else []
        said = f"{before[-1] if before else glued} {number}".strip().capitalize() if before or len(glued) > 2 else ""
        return LevelName(number, " ".join(written).strip(" -:\N{EN DASH}()"), said)

    def role(self, heading: str) -> str:
        """The role whose targets a column holds by its heading (“Target: Senior”); empty where it says none."""
        words = plain(heading).split()
        inside = [word for word in words if word in self.target_words]
        if not inside:
            return ""
        rest = [one for one in re.split(r"[\s:/()\-\N{EN DASH}_]+", heading) if plain(one) not in self.target_words]
        rest = [one for one in rest if one and plain(one) not in self.level_words]
        return " ".join(rest) or heading.strip()


@lru_cache(maxsize=1)
def known_headings() -> Headings:
    """The words that come with the program. Raises FindingsError when their file has a mistake."""
    return Headings(typed_yaml.read(resources.assets("tables", "frameworks.yaml"), FrameworkWords))


def header_of(grid: Grid, known: Headings, wanted: int) -> int:
    """The place of the row with the headings. Raises TableError where there is none."""
    if wanted:
        if wanted > len(grid.rows) or all(map(is_empty, grid.rows[wanted - 1])):
            raise TableError(f"Row {wanted} holds no headings: it is empty or not there; choose another row.")
        return wanted - 1
    best: tuple[int, int] | None = None
    for at, row in enumerate(grid.rows[:LOOKED_AT]):
        texts = [text_of(cell) for cell in row if not is_empty(cell)]
        named = sum(plain(text) in known.fields or known.level(text) is not None for text in texts)
        # a heading is no sentence: a row of level texts may begin with words such as “Leads”
        short = all(len(text) <= 80 for text in texts)
        if texts and short and len(texts) > 1 and (best is None or named > best[0]):
            best = named, at
    if best is None:
        raise TableError("No row with headings was found; columns such as Area, Skill and Level 1 to Level 5 are read.")
    return best[1]


def columns_of(grid: Grid, at: int, known: Headings, picked: Mapping[str, str]) -> tuple[FrameworkColumn, ...]:
    """What each column means. Raises TableError for a field that is none."""
    width = max(len(row) for row in grid.rows[at : at + SAMPLE])
    headings = [text_of(row[index]) if index < len(row := grid.rows[at]) else "" for index in range(width)]
    columns = [FrameworkColumn(index, heading, "") for index, heading in enumerate(headings)]
    below = [_below(grid, at, index) for index in range(width)]
    fields = _by_heading(columns, known)
    fields = _as_picked(columns, fields, picked)
    fields = _levels_by_shape(columns, fields, below, known)
    fields = _targets_by_shape(columns, fields, below, known)
    fields = _either(fields, below)
    fields = _names_by_place(fields, below)
    return tuple(
        replace(column, field="" if field == "unused" else field)
        for column, field in zip(columns, fields, strict=True)
        if column.heading or below[column.index]
    )


def _by_heading(columns: Sequence[FrameworkColumn], known: Headings) -> list[str]:
    best: dict[str, tuple[int, int]] = {}
    for column in columns:
        field, rank = known.fields.get(plain(column.heading), ("", 0))
        if field and field != "unused":
            best[field] = min(best.get(field, (rank, column.index)), (rank, column.index))
    levels = {column.index: found for column in columns if (found := known.level(column.heading)) is not None}
    fields = []
    for column in columns:
        field, _ = known.fields.get(plain(column.heading), ("", 0))
        if field and field != "unused":
            fields.append(field if best[field][1] == column.index else "")
        elif field:
            fields.append(field)
        elif column.index in levels and len(levels) > 1:
            fields.append(f"{LEVEL}{column.index}")
        else:
            role = known.role(column.heading)
            fields.append(f"{TARGET}{role}" if role else "")
    return fields


def _as_picked(columns: Sequence[FrameworkColumn], fields: list[str], picked: Mapping[str, str]) -> list[str]:
    chosen = {plain(heading): field for heading, field in picked.items()}
    missing = next((heading for heading in picked if plain(heading) not in {plain(c.heading) for c in columns}), None)
    if missing is not None:
        raise TableError(f"The table has no column “{missing[:40]}”.")
    found = []
    for column, field in zip(columns, fields, strict=True):
        wanted = chosen.get(plain(column.heading))
        if wanted is None:
            found.append("" if field in chosen.values() else field)
        elif wanted == "level text":
            found.append(f"{LEVEL}{column.index}")
        elif wanted == "target":
            found.append(f"{TARGET}{column.heading}")
        elif wanted in ("", *FIELDS):
            found.append(wanted or "unused")
        else:
            raise TableError(f"“{wanted[:40]}” is no field; the fields are {', '.join(FIELDS)}, level text and target.")
    return found


def _levels_by_shape(
    columns: Sequence[FrameworkColumn], fields: list[str], below: Sequence[list[str]], known: Headings
) -> list[str]:
    """Columns of texts under headings that say nothing are levels, where no level has a number."""
    if "level" in fields or "text" in fields:
        return fields
    named = [column for column in columns if fields[column.index].startswith(LEVEL)]
    if any((found := known.level(column.heading)) is not None and found.number is not None for column in named):
        return fields
    texts = [
        column.index
        for column, field in zip(columns, fields, strict=True)
        if not field and column.heading and below[column.index] and _words(below[column.index]) >= TEXT_WORDS
    ]
    # of titles such as “Senior” and “Head” a few may be known as stages, and others not
    if len(texts) + len(named) < FEWEST_LEVELS:
        return fields
    return [f"{LEVEL}{at}" if at in texts else field for at, field in enumerate(fields)]


def _targets_by_shape(
    columns: Sequence[FrameworkColumn], fields: list[str], below: Sequence[list[str]], known: Headings
) -> list[str]:
    """Columns of levels under headings that say nothing are what a role asks for; others are only texts."""
    found = []
    for column, field in zip(columns, fields, strict=True):
        cells = below[column.index]
        levels = [cell for cell in cells if known.level(cell) is not None]
        is_target = bool(cells) and len(levels) >= NUMERIC * len(cells)
        if field.startswith(TARGET) and not is_target:
            found.append("")
        elif not field and column.heading and is_target:
            found.append(f"{TARGET}{column.heading}")
        else:
            found.append(field)
    return found


def _either(fields: list[str], below: Sequence[list[str]]) -> list[str]:
    """“Competency” is the area above skills, or the skill below areas; alone it is an area for each row."""
    if "either" not in fields:
        return fields
    cells = below[fields.index("either")]
    if "area" in fields:
        means = "" if "skill" in fields else "skill"
    elif "skill" in fields:
        means = "area"
    else:
        means = "area" if len(set(cells)) <= MOST_COMPETENCIES else "skill"
    return [means if field == "either" else field for field in fields]


def _names_by_place(fields: list[str], below: Sequence[list[str]]) -> list[str]:
    """Where no heading says what names the rows, the first columns of short texts before the levels do."""
    if any(field in ("area", "skill", "description", "level") for field in fields):
        return fields
    levels = [at for at, field in enumerate(fields) if field.startswith(LEVEL)]
    if not levels:
        return fields
    unnamed = [at for at in range(levels[0]) if not fields[at] and below[at] and not _are_numbers(below[at])]
    found = list(fields)
    if len(unnamed) > 1:
        found[unnamed[0]], found[unnamed[1]] = "area", "skill"
    elif unnamed:
        found[unnamed[0]] = "area" if len(below[unnamed[0]]) <= MOST_COMPETENCIES else "skill"
    return found


def _are_numbers(cells: Sequence[str]) -> bool:
    """Whether cells are only numbers, such as those of rows."""
    return all(cell.isdecimal() for cell in cells)


def _below(grid: Grid, at: int, index: int) -> list[str]:
    rows = grid.rows[at + 1 : at + 1 + SAMPLE]
    return [text_of(row[index]) for row in rows if index < len(row) and not is_empty(row[index])]


def _words(cells: Sequence[str]) -> float:
    return fmean(len(cell.split()) for cell in cells)


def cell_at(row: Sequence[Cell], column: FrameworkColumn | None) -> str:
    """The text of a cell; empty where the row is shorter or there is no such column."""
    return text_of(row[column.index]) if column is not None and column.index < len(row) else ""


def cell_name(row: int, index: int) -> str:
    """A cell as spreadsheets call it: the column from 0 and the row from 1 as “B14”."""
    letters, left = "", index + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
