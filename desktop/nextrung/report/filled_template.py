"""Reads a filled template: the cells as the entries of an answers file. Nothing in a spreadsheet is evaluated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from nextrung.assessment.answers_file import LONGEST_NAME, AnswersHead, version_of
from nextrung.assessment.written import AnswerReader
from nextrung.errors import AnswersError
from nextrung.intake import entering
from nextrung.intake.sheets import SheetSize
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.editions import Edition
from nextrung.questionnaire.model import Questionnaire
from nextrung.report.template import FACTS, FORMAT, FORMAT_VERSION
from nextrung.tables import source
from nextrung.tables.layouts import known_layouts
from nextrung.tables.mapping import Mapped, Picked, mapped, rows_below
from nextrung.tables.refusals import TableError
from nextrung.tables.source import Cell, Source, is_empty, text_of

SIZE = SheetSize(sheets=20, rows=2_000, columns=200)
"""A template has some seventy rows."""
_LOOKED_AT = 60
"""Rows of a sheet among which the facts are looked for."""
_FIELDS = ("item", "answer", "how_sure", "note")


def is_template(found: Source) -> bool:
    """Whether a spreadsheet says that it is a template of answers."""
    return bool(_facts(found).get("format"))


def entries(raw: bytes, installed: Sequence[Edition]) -> tuple[AnswersHead, list[tuple[int, Any]]]:
    """Head and entries with the numbers of their rows; rows without an answer are left out.

    The sheets are found by what stands in them, wherever they are. Raises AnswersError in one sentence when it is no
    template.
    """
    try:
        found = source.read(raw, "", entering.ANSWERS, size=SIZE)
        head = _head(_facts(found))
        table = _answers(found)
    except TableError as error:
        raise AnswersError(str(error)) from error
    known = version_of(head, installed).content
    reads = AnswerReader(known, known_layouts().answer_words)
    at = {field: table.of(field)[0].index for field in _FIELDS if table.of(field)}
    filled = []
    for number, row in rows_below(table):
        cells = {field: row[index] if index < len(row) else "" for field, index in at.items()}
        # Rows of a template that nobody filled have an item and nothing else: they are no answers, not even skips.
        if not is_empty(cells["item"]) and any(not is_empty(cells.get(field, "")) for field in _FIELDS[1:]):
            filled.append((number, _entry(cells, reads, known)))
    return head, filled


def _facts(found: Source) -> dict[str, Cell]:
    """What the template says of itself, on whichever sheet it does."""
    for grid in found.grids:
        named = {text_of(row[0]).casefold(): row[1] for row in grid.rows[:_LOOKED_AT] if len(row) > 1}
        if text_of(named.get("format", "")) == FORMAT:
            return {name: named.get(name, "") for name in FACTS}
    return {}


def _answers(found: Source) -> Mapped:
    table = mapped(found, "answers", known_layouts(), Picked())
    if not (table.of("item") and table.of("answer")):
        raise AnswersError("No sheet has the columns “item” and “answer”; keep them as they came.")
    return table


def _head(facts: Mapping[str, Cell]) -> AnswersHead:
    if not facts:
        raise AnswersError(f"This spreadsheet is no template of answers: a sheet must say “format”, “{FORMAT}”.")
    said = {name: text_of(cell) for name, cell in facts.items()}
    # Compared as text: spreadsheet programs hand the number out as 1 or as 1.0, which ``text_of`` makes one.
    if said["format_version"] != str(FORMAT_VERSION):
        raise AnswersError(f"format_version is “{said['format_version']}”; this program reads {FORMAT_VERSION}.")
    form: FormId | None = next((one for one in get_args(FormId) if one == said["form"]), None)
    if form is None:
        raise AnswersError(f"“form” is “{said['form']}”; allowed are quick and full.")
    if len(said["person"]) > LONGEST_NAME:
        raise AnswersError(f"“person” must be a text of at most {LONGEST_NAME} characters.")
    return AnswersHead(said["questionnaire"], said["version"] or None, form, said["person"])


def _entry(cells: Mapping[str, Cell], reads: AnswerReader, questionnaire: Questionnaire) -> dict[str, Any]:
    """The cells of a row as an entry; what does not fit stays as it is, so that the check names it."""
    name = text_of(cells["item"])
    entry: dict[str, Any] = {"item": name}
    item = questionnaire.items_by_id.get(name)
    answer = cells.get("answer", "")
    if not is_empty(answer):
        entry |= reads.entry(item, answer) if item is not None else {"value": answer}
    sure, note = text_of(cells.get("how_sure", "")), text_of(cells.get("note", ""))
    if sure:
        entry["confidence"] = reads.how_sure(sure)
    if note:
        entry["note"] = note
    return entry
