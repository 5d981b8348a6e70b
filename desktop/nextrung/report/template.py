"""A spreadsheet to answer outside the app: every question of a form with what may be answered, read back by import."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from nextrung.plain_cells import plain_cell
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import Questionnaire
from nextrung.report.saving import safe_name
from nextrung.report.spreadsheet import CellFormats, workbook
from nextrung.report.words import words

if TYPE_CHECKING:
    from xlsxwriter import Workbook

FORMAT = "nextrung.template"
FORMAT_VERSION = 1
HEAD = ("item", "area", "question", "allowed", "answer", "how_sure", "note")
WIDTHS = (9, 24, 60, 60, 18, 16, 40)
FACTS = ("format", "format_version", "questionnaire", "version", "form", "person")
"""Names in the first column of the first sheet, with their values beside them."""
NO_CHANCE, SKIP = "no chance yet", "skip"
LONGEST_LIST = 255
"""Characters that Excel takes for a list of choices in a cell, the commas included."""


def as_template(questionnaire: Questionnaire, form: FormId) -> bytes:
    """The empty spreadsheet for a form."""
    held = io.BytesIO()
    say = words()
    book = workbook(held, say("template.title", questionnaire.blueprint.title))
    formats = CellFormats(book)
    _how_to(book, formats, questionnaire, form)
    made = book.add_worksheet(say("sheet.answers"))
    for at, (name, width) in enumerate(zip(HEAD, WIDTHS, strict=True)):
        made.set_column(at, at, width)
        made.write_string(0, at, name, formats.head)
    sure = [point.label for point in questionnaire.blueprint.scales.confidence]
    items = questionnaire.scored_items[form]
    for number, item in enumerate(items, start=1):
        asked = f"{item.passage} {item.question}".strip()
        cells = (item.id, questionnaire.competency_of[item.id].name, asked, _allowed(item, questionnaire))
        for at, text in enumerate(cells):
            made.write_string(number, at, plain_cell(text), formats.of["long"])
        choices = choices_of(item, questionnaire)
        # Excel takes no longer list; the column beside it says what is allowed in any case.
        if sum(map(len, choices)) + len(choices) <= LONGEST_LIST:
            made.data_validation(number, 4, number, 4, {"validate": "list", "source": choices})
        if questionnaire.allowed_answers[item.id].confidences:
            made.data_validation(number, 5, number, 5, {"validate": "list", "source": sure})
    # Item, area and question stay in sight while answers are typed to their right.
    made.freeze_panes(1, 3)
    book.close()
    return held.getvalue()


def file_name(questionnaire: Questionnaire, form: FormId) -> str:
    """A name for the file."""
    say = words()
    return safe_name(
        f"{say('running')} {say('file.template')}", questionnaire.blueprint.title, say(f"form.{form}"), suffix=".xlsx"
    )


def choices_of(item: Item, questionnaire: Questionnaire) -> list[str]:
    """What may stand in the answer cell of an item."""
    choices = item.choices(questionnaire.blueprint.scales)
    told = [choice.kept if choice.text else choice.label for choice in choices]
    return [*told, *((NO_CHANCE,) if item.kind.no_chance else ()), SKIP]


def _allowed(item: Item, questionnaire: Questionnaire) -> str:
    """What may be answered, with the words behind it."""
    choices = item.choices(questionnaire.blueprint.scales)
    if any(choice.text for choice in choices):
        return "\n".join(f"{choice.kept} {choice.text}" for choice in choices)
    return ", ".join(choice.label for choice in choices)


def _how_to(book: Workbook, formats: CellFormats, questionnaire: Questionnaire, form: FormId) -> None:
    say = words()
    made = book.add_worksheet(say("sheet.read_me"))
    made.set_column(0, 0, 18)
    made.set_column(1, 1, 70)
    values = (FORMAT, FORMAT_VERSION, questionnaire.id, questionnaire.version, form, "")
    for row, (name, value) in enumerate(zip(FACTS, values, strict=True)):
        made.write_string(row, 0, name, formats.head)
        if isinstance(value, int):
            made.write_number(row, 1, value, formats.of["whole"])
        else:
            made.write_string(row, 1, value, formats.of["long"])
    instructions = questionnaire.blueprint.instructions
    texts = (say("template.how"), say("template.left_out"), instructions.team, instructions.rating)
    for row, text in enumerate((*texts, instructions.frequency, say("purpose")), start=len(FACTS) + 1):
        made.write_string(row, 1, plain_cell(text), formats.of["long"])
