"""Headings that survey tools write in several rows, brought together in the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from nextrung.tables.layouts import Layout, Layouts, plain
from nextrung.tables.source import Cell, Grid, is_empty, text_of

LOOKED_AT = 100
"""Rows among which the headings are looked for."""
_NUMBERED = re.compile(r"q(?:id)?\d\w*(?:[.#]\w+)*", re.IGNORECASE)
"""What Qualtrics calls a question that was given no name: Q3, Q3_1, QID12_TEXT."""
_IDS = re.compile(r'\s*\{\s*"ImportId"')


def with_one_heading(grid: Grid, layouts: Layouts) -> Grid:
    """The sheet with all rows of headings in the first of them, the others being empty; the rows keep their numbers."""
    several = [(layout, headings) for layout, headings, _ in layouts.known if layout.under]
    for at, row in enumerate(grid.rows[:LOOKED_AT]):
        here = {plain(text_of(cell)) for cell in row if not is_empty(cell)}
        layout = next((one for one, headings in several if headings <= here), None)
        if layout is not None:
            return _joined(grid, at, layout, layouts)
    return grid


def _joined(grid: Grid, at: int, layout: Layout, layouts: Layouts) -> Grid:
    two = grid.rows[at : at + 2]
    first, below = (_padded(row, max(map(len, two))) for row in (*two, [])[:2])
    wanted = set(map(plain, layout.headings))
    named = [below[index] for index, heading in enumerate(first) if plain(heading) in wanted]
    if layout.under == "parts":
        # Answers have the number of who answered; a row with parts of questions has none.
        if any(named) or not any(below):
            return grid
        headings, end = _with_parts(first, below, layouts.question_words["plain"]), at + 2
    else:
        # Times and numbers stand in a row of answers, and words alone in one with texts.
        if not all(named) or any(letter.isdigit() for text in named for letter in text):
            return grid
        headings, end = _with_texts(first, below, layout), at + 2
        while end < len(grid.rows) and any(_IDS.match(text_of(cell)) for cell in grid.rows[end]):
            end += 1
    rows: list[list[Cell]] = [*grid.rows[:at], list(headings), *([] for _ in range(at + 1, end)), *grid.rows[end:]]
    return replace(grid, rows=rows, heading_rows=(at + 1, end))


def _padded(row: Sequence[Cell], width: int) -> list[str]:
    return [text_of(row[index]) if index < len(row) else "" for index in range(width)]


def _with_parts(first: Sequence[str], parts: Sequence[str], nothing_more: Iterable[str]) -> list[str]:
    """A question stands over the first of its parts, such as the rows of a matrix; a word for an answer is no part."""
    answers = set(map(plain, nothing_more))
    found, question = [], ""
    for heading, part in zip(first, parts, strict=True):
        question = heading or (question if part else "")
        told = part and plain(part) not in answers
        found.append(f"{question} [{part}]" if question and told else part if told else question)
    return found


def _with_texts(codes: Sequence[str], texts: Sequence[str], layout: Layout) -> list[str]:
    """The text of each question behind its code, and alone where the code is only a number."""
    own = set(map(plain, layout.fields))
    found = []
    for code, text in zip(codes, texts, strict=True):
        if plain(code) in own or not text or plain(code) == plain(text):
            found.append(code)
        else:
            found.append(text if _NUMBERED.fullmatch(code) else f"{code}. {text}")
    return found
