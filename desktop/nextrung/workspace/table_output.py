"""A table that was read, in words for a terminal and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from nextrung.assessment.answer import Answer
from nextrung.counting import counted
from nextrung.tables.answer_rows import AnswersRow, AnswersRows
from nextrung.tables.pay import PayRows, PayTableRow
from nextrung.tables.people import PeopleRows, PersonTableRow
from nextrung.workspace.table_reading import TableReading


def as_json(reading: TableReading) -> dict[str, Any]:
    """What was read, as one object of plain values.

    ``rows`` holds what would come in; a row that waits for an answer names its open fields in ``asks``, and a row with
    a fault is only among ``problems``.
    """
    text = reading.source.decoded if reading.source else None
    return {
        "file": reading.file,
        "as": reading.kind,
        "layout": reading.layout or None,
        "encoding": (text.encoding or None) if text else None,
        "encoding_guessed": bool(text and text.guessed),
        "encoding_example": {"row": text.line, "text": text.example} if text and text.example else None,
        "delimiter": (reading.source.delimiter or None) if reading.source else None,
        "sheet": (reading.table.grid.name or None) if reading.table else None,
        "header_row": reading.table.header + 1 if reading.table else None,
        "mapping": mapping_of(reading),
        "rows": list(_rows(reading)),
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "sentence": problem.message,
                "kind": problem.weight,
            }
            for problem in reading.problems
        ],
        "questions": [
            {"id": one.id, "sentence": one.text, "choices": dict(one.choices), "rows": list(one.rows)}
            for one in reading.questions
        ],
        "left_out": list(reading.left_out),
        "notes": list(reading.notes),
    }


def mapping_of(reading: TableReading) -> dict[str, str]:
    """The columns in use by heading, each with its field; a question is named by its item."""
    columns = reading.table.columns if reading.table else ()
    return {column.heading: column.field.removeprefix("=") for column in columns if column.field}


def as_text(reading: TableReading, most: int) -> str:
    """What was read, in lines; at most so many problems."""
    return "\n".join(_lines(reading, most))


def _rows(reading: TableReading) -> Iterator[dict[str, Any]]:
    rows = reading.rows
    if isinstance(rows, PeopleRows):
        yield from (_person(row) for row in rows.good)
    elif isinstance(rows, PayRows):
        for row in rows.rows:
            yield from _figures(row)
    elif isinstance(rows, AnswersRows):
        names = {key: name for one in rows.questions for key, name in one.choices}
        yield from (_assessment(row, names) for row in rows.rows if row.answers)


def _person(row: PersonTableRow) -> dict[str, Any]:
    fields = row.fields
    if fields is None:
        return {}
    found = {
        "row": row.number,
        "name": fields.name,
        "tags": list(fields.tags),
        "occupation": fields.occupation,
        "role": fields.target_role,
        "notes": fields.notes,
    }
    return found | ({"asks": ["name"]} if row.namesake else {})


def _figures(row: PayTableRow) -> Iterator[dict[str, Any]]:
    asks = [problem.column for problem in row.problems if problem.weight == "asked"]
    # A pay row with a fault never comes in, so it is told of as a problem only.
    if any(problem.weight == "fault" for problem in row.problems):
        return
    for told in row.told:
        yield {"row": row.number, **told} | ({"asks": asks} if asks else {})


def _assessment(row: AnswersRow, _names: dict[str, str]) -> dict[str, Any]:
    found = {
        "row": row.number,
        "person": row.label or None,
        "email": row.email or None,
        "for": row.person or None,
        "form": row.form,
        "complete": row.complete,
        "started": row.started,
        "ended": row.ended,
        "answers": {item: _answer(answer) for item, answer in row.answers.items()},
    }
    asks = [*([] if row.person else ["person"]), *row.asks]
    return found | ({"asks": asks} if asks else {})


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in structs.asdict(answer).items()
        # None and False by identity: 0.0 equals False, and is the frequency "never".
        if not (value is None or value is False or value in ("", ())) and key != "item"
    }


def _lines(reading: TableReading, most: int) -> Iterator[str]:
    text = reading.source.decoded if reading.source else None
    yield f"{reading.file}: {reading.layout or 'a table of no known layout'}."
    if text is not None and text.guessed:
        example = f" Line {text.line} reads “{text.example}”." if text.example else ""
        yield f"Encoding: {text.encoding}, which is a guess.{example} Choose another with --encoding."
    if reading.table is not None and reading.table.grid.name:
        yield f"Sheet: {reading.table.grid.name}."
    for heading, field in mapping_of(reading).items():
        yield f"  {heading} -> {field}"
    if reading.left_out:
        yield f"Left out: {'; '.join(reading.left_out)}."
    yield from reading.notes
    rows = list(_rows(reading))
    waiting = sum("asks" in row for row in rows)
    yield counted(len(rows) - waiting, "1 row can come in.", "{0} rows can come in.")
    problems = reading.problems
    yield from (str(problem) for problem in problems[:most])
    if len(problems) > most:
        yield counted(len(problems) - most, "and 1 more", "and {0} more")
    for question in reading.questions[:most]:
        names = ", ".join(name for _, name in question.choices[:8])
        yield f"To be said: {question.text}{f' ({names})' if names else ''}"
