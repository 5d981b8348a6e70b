"""Reads a filled template: the cells as the entries of an answers file. Nothing in a spreadsheet is evaluated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from nextrung.assessment.answers_file import LONGEST_NAME, AnswersHead, version_of
from nextrung.errors import AnswersError
from nextrung.intake.sheets import Cell, SheetError, SheetSize, read_sheets
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.editions import Edition
from nextrung.questionnaire.model import Kind, Questionnaire
from nextrung.report.template import FACTS, FORMAT, FORMAT_VERSION, HEAD, NO_CHANCE, SKIP

SIZE = SheetSize(sheets=2, rows=2_000, columns=200)
"""A template has some seventy rows."""


def entries(raw: bytes, installed: Sequence[Edition]) -> tuple[AnswersHead, list[tuple[int, Any]]]:
    """Head and entries with their row numbers (the head is row 1); rows without an answer are left out.

    Raises AnswersError in one sentence when it is no template.
    """
    sheets = _sheets(raw)
    if len(sheets) < 2:
        raise AnswersError("This spreadsheet is no template of answers: it must have the two sheets it came with.")
    head = _head(sheets[0])
    rows = sheets[1]
    names = [str(cell).strip().casefold() for cell in rows[0]] if rows else []
    missing = [name for name in ("item", "answer") if name not in names]
    if missing:
        raise AnswersError(f"The second sheet has no column “{missing[0]}”; its first row must name {', '.join(HEAD)}.")
    at = {name: names.index(name) for name in HEAD if name in names}
    known = version_of(head, installed).content
    found = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: row[column] if column < len(row) else "" for name, column in at.items()}
        if _text(cells["item"]) and any(_text(cells.get(name, "")) for name in ("answer", "how_sure", "note")):
            found.append((number, _entry(cells, known)))
    return head, found


def _sheets(raw: bytes) -> list[list[list[Cell]]]:
    try:
        return [sheet.rows for sheet in read_sheets(raw, SIZE)]
    except SheetError as error:
        raise AnswersError(str(error)) from error


def _head(rows: Sequence[Sequence[Cell]]) -> AnswersHead:
    facts = {_text(row[0]).casefold(): row[1] for row in rows[: len(FACTS)] if len(row) > 1}
    if _text(facts.get("format")) != FORMAT:
        raise AnswersError(f"This spreadsheet is no template of answers: its first cells must be “format”, “{FORMAT}”.")
    version = _text(facts.get("format_version"))
    if version != str(FORMAT_VERSION):
        raise AnswersError(f"format_version is “{version}”; this program reads {FORMAT_VERSION}.")
    form: FormId | None = next((one for one in get_args(FormId) if one == _text(facts.get("form"))), None)
    if form is None:
        raise AnswersError(f"“form” is “{_text(facts.get('form'))}”; allowed are quick and full.")
    person = _text(facts.get("person"))
    if len(person) > LONGEST_NAME:
        raise AnswersError(f"“person” must be a text of at most {LONGEST_NAME} characters.")
    return AnswersHead(_text(facts.get("questionnaire")), _text(facts.get("version")) or None, form, person)


def _entry(cells: Mapping[str, Cell], questionnaire: Questionnaire) -> dict[str, Any]:
    """The cells of a row as an entry; what does not fit stays as it is, so that the check names it."""
    name = _text(cells["item"])
    entry: dict[str, Any] = {"item": name}
    item = questionnaire.items_by_id.get(name)
    answer = _text(cells["answer"])
    plain = answer.casefold()
    if plain == NO_CHANCE:
        entry["no_chance"] = True
    elif plain == SKIP:
        entry["skipped"] = True
    elif answer and item is not None:
        entry |= _given(answer, item.kind, questionnaire)
    elif answer:
        entry["value"] = answer
    sure, note = _text(cells.get("how_sure")), _text(cells.get("note"))
    if sure:
        points = questionnaire.blueprint.scales.confidence
        matching = (one.id for one in points if sure.casefold() in (one.label.casefold(), one.id))
        entry["confidence"] = next(matching, sure)
    if note:
        entry["note"] = note
    return entry


def _given(answer: str, kind: Kind, questionnaire: Questionnaire) -> dict[str, Any]:
    scales = questionnaire.blueprint.scales
    if kind is Kind.EVIDENCE:
        return {"evidence": [part.strip() for part in answer.split(",")]}
    if kind in (Kind.SCENARIO, Kind.KNOWLEDGE):
        return {"choice": answer.upper() if len(answer) == 1 else answer}
    scale = scales.rating if kind is Kind.RATING else scales.frequency
    matching = (point.value for point in scale if answer.casefold() in (point.label.casefold(), f"{point.value:g}"))
    return {"value": next(matching, answer)}


def _text(cell: Cell) -> str:
    """A cell as a text without spaces around it; a whole number without its decimals."""
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
