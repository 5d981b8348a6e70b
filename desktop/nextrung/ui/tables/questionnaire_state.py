"""What the page of a table shows of a questionnaire that comes in: its columns, its items, what is missing. No Qt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from nextrung.questionnaire.drafting.draft import DraftProblem, FrameworkDraft
from nextrung.tables.frameworks.headings import FIELDS, LEVEL, TARGET, FrameworkColumn
from nextrung.tables.frameworks.reading import ORDER, FrameworkReading
from nextrung.tables.frameworks.scale import PickedOrder
from nextrung.tables.frameworks.wide import FrameworkTable
from nextrung.tables.mapping import MappedColumn, lines_to_choose
from nextrung.tables.outcome import ImportQuestion, short
from nextrung.tables.source import is_empty, text_of
from nextrung.ui.tables.state import ComingRow, TableState, filled_in
from nextrung.workspace.questionnaire_intake import TRAVELLING, ComingQuestionnaire
from nextrung.workspace.table_reading import Wishes

LINES = 30
"""Rows among which a person may look for the headings."""
MEANINGS = (*(field for field in FIELDS if field != "unused"), "level text", "target")
"""What a column can mean."""

NAMES = {"onet": "O*NET", "sfia": "SFIA", "limesurvey": "LimeSurvey", "json": "nested JSON", TRAVELLING: "Next Rung"}
"""What known layouts are called; others say themselves what they are."""


def build(one: ComingQuestionnaire, made_by: str, order: PickedOrder = "") -> TableState:
    """The state of the page; ``made_by`` says whose it is, ``order`` what was picked as the order of its levels."""
    found = one.reading
    text = found.source.decoded if found and found.source else None
    table = found.table if found else None
    rows = tuple(_rows(one))
    sheets = tuple(grid.name for grid in found.source.grids if grid.name) if found and found.source else ()
    return TableState(
        kind="questionnaire",
        file=one.file,
        refused="",
        wishes=Wishes(),
        rows=tuple(sorted(rows, key=lambda row: (not row.problem, row.number))),
        filled=filled_in(rows),
        columns=tuple(_columns(table)) if table else (),
        fields=MEANINGS if table else (),
        layout=NAMES.get(one.layout, one.layout),
        encoding=text.encoding if text else "",
        guessed=bool(text and text.guessed),
        example=text.example if text else "",
        line=text.line if text else 0,
        delimiter=found.source.delimiter if found and found.source else "",
        sheet=found.sheet if found else "",
        sheets=sheets,
        header=found.header if found else 0,
        lines=lines_to_choose(table, LINES) if table else (),
        order=order if found and len(found.draft.scale) > 1 else None,
        questions=tuple(_questions(found)),
        left_out=found.draft.left_out if found else (),
        notes=(one.questionnaire.title, made_by, *_notes(found)),
    )


def _questions(found: FrameworkReading | None) -> Iterator[ImportQuestion]:
    """Which level is the lowest, where nothing in the file tells it."""
    if found is not None and found.draft.order == "unknown":
        first, last = found.draft.scale[0], found.draft.scale[-1]
        text = f"Which level is the lowest, {short(first)} or {short(last)}?"
        yield ImportQuestion("order", text, (("lowest-first", short(first)), ("highest-first", short(last))))


def field_of(column: FrameworkColumn) -> str:
    """What a column means, as it is chosen on the page."""
    if column.field.startswith(LEVEL):
        return "level text"
    return "target" if column.field.startswith(TARGET) else column.field


def _columns(table: FrameworkTable) -> Iterator[MappedColumn]:
    for column in table.columns:
        below = (row[column.index] for _, row in table.rows() if column.index < len(row))
        example = next((text_of(cell)[:60] for cell in below if not is_empty(cell)), "")
        yield MappedColumn(column.index, column.heading, example, field_of(column))


def _rows(one: ComingQuestionnaire) -> Iterator[ComingRow]:
    if one.reading is not None:
        yield from _draft_rows(one.reading.draft)
        return
    content = one.questionnaire
    for number, (key, asked) in enumerate(content.items_by_id.items(), start=1):
        texts = f"{sum(map(bool, asked.anchors))} of {len(asked.anchors)}" if asked.anchors else ""
        cells = (content.competency_of[key].name, asked.question, texts)
        yield ComingRow(number, cells, "", can=True, comes=True)


def _draft_rows(draft: FrameworkDraft) -> Iterator[ComingRow]:
    of_rows, of_places = _by_place(draft.problems)
    # nobody can take in levels of which it is open which way up they are
    can = draft.order != "unknown"
    pairs = ((area, item) for area in draft.areas for item in area.items)
    for number, (area, item) in enumerate(pairs, start=1):
        wrong = of_rows.get(item.row, []) if item.row else of_places.get(item.name, of_places.get(item.code, []))
        texts = f"{sum(map(bool, item.levels))} of {len(item.levels)}" if item.levels else "0"
        wrong = wrong if can else ["Waits for the order of the levels.", *wrong]
        yield ComingRow(number, (area.name, item.name, texts), " ".join(wrong), can=can, comes=can)


def _by_place(problems: tuple[DraftProblem, ...]) -> tuple[dict[int, list[str]], dict[str, list[str]]]:
    """The sentences by row, and of those without a row by their place."""
    of_rows: defaultdict[int, list[str]] = defaultdict(list)
    of_places: defaultdict[str, list[str]] = defaultdict(list)
    for problem in problems:
        if problem.row:
            of_rows[problem.row].append(f"{problem}.")
        else:
            of_places[problem.place].append(f"{problem.message}.")
    return of_rows, of_places


def _notes(found: FrameworkReading | None) -> Iterator[str]:
    if found is None:
        return
    yield from found.draft.notes
    known = {text for item in found.draft.items for text in (item.name, item.code)}
    rows = {item.row for item in found.draft.items}
    yield from (f"{one}." for one in found.draft.problems if one.row not in rows and one.place not in (*known, ORDER))
