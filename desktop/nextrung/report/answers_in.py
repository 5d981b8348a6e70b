"""Answers given elsewhere: an answers file, a report with its answers, or a filled template; read with a preview."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from nextrung.assessment import answers_file
from nextrung.assessment.answer import Answer
from nextrung.assessment.answers_file import AnswersHead
from nextrung.assessment.described import answer_words, mark
from nextrung.clock import as_moment
from nextrung.errors import AnswersError
from nextrung.intake import entering
from nextrung.intake.entering import EntryError
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.editions import Edition
from nextrung.report import as_json, filled_template

_SPREADSHEETS = (b"PK", b"\xd0\xcf\x11\xe0")
"""Beginnings of files: a ZIP (.xlsx, .ods), and the old compound file (.xls)."""


class ReadRow(Struct, frozen=True):
    """One answer of a file: its number there, the question, what was read, and what is wrong with it (if anything)."""

    number: int
    item: str
    question: str
    answer: str
    problem: str


class AnswersFilePreview(Struct, frozen=True):
    """What a file of answers holds, for a preview. ``earliest`` and ``latest`` are moments of answers, ISO 8601."""

    source: str
    form: FormId
    person: str
    edition: Edition
    rows: tuple[ReadRow, ...]
    answers: Mapping[str, Answer]
    asked: int
    earliest: str | None
    latest: str | None

    @property
    def problems(self) -> tuple[ReadRow, ...]:
        """The rows that something is wrong with."""
        return tuple(row for row in self.rows if row.problem)

    @property
    def accepted(self) -> Mapping[str, Answer]:
        """All answers, or none: a file is never taken in part."""
        return {} if self.problems else self.answers


def read_answers(path: Path, installed: Sequence[Edition]) -> AnswersFilePreview:
    """Read a file of answers. Raises AnswersError when it is none; what is wrong with single answers is in the rows."""
    raw = _bytes_of(path)
    try:
        return read_bytes(raw, path.name, installed)
    except AnswersError as error:
        raise AnswersError(f"{path.name}: {error}") from error


def read_bytes(raw: bytes, name: str, installed: Sequence[Edition]) -> AnswersFilePreview:
    """Read the bytes of a file called ``name``. Raises AnswersError, which does not name it."""
    if raw.startswith(_SPREADSHEETS):
        head, entries = filled_template.entries(raw, installed)
    else:
        head, entries = _from_json(raw)
    return _checked(name, head, entries, answers_file.version_of(head, installed))


def _bytes_of(path: Path) -> bytes:
    try:
        return entering.whole(path, entering.ANSWERS)
    except EntryError as error:
        raise AnswersError(str(error)) from error


def _from_json(raw: bytes) -> tuple[AnswersHead, list[tuple[int, Any]]]:
    try:
        # Editors on Windows begin UTF-8 with a mark, which JSON does not allow; this takes it away where it is.
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnswersError("The file is neither UTF-8 text nor a spreadsheet, so it holds no answers.") from error
    head, entries = answers_file.read_head(_inner(text))
    return head, list(enumerate(entries, start=1))


def _inner(text: str) -> str:
    """The answers file inside a report that holds one; any other text as it is."""
    # A report says what it is in its first field (``as_json``); the rest need not be read to know that it is none.
    if f'"{as_json.FORMAT}"' not in text[:200]:
        return text
    try:
        report = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if not isinstance(report, dict) or report.get("format") != as_json.FORMAT:
        return text
    if "assessment" not in report:
        raise AnswersError("This report was made without its answers; export it again with answers ticked.")
    # Text again, so that what lies in a report passes the very checks of a file of its own.
    return json.dumps(report["assessment"])


def _checked(
    source: str, head: AnswersHead, entries: Sequence[tuple[int, Any]], edition: Edition
) -> AnswersFilePreview:
    questionnaire = edition.content
    answers: dict[str, Answer] = {}
    rows = []
    for number, entry in entries:
        name = entry.get("item") if isinstance(entry, dict) else None
        item = questionnaire.items_by_id.get(name) if isinstance(name, str) else None
        asked = item.question if item else ""
        try:
            answer = answers_file.read_answer(number, entry, head.form, questionnaire)
        except AnswersError as error:
            # A stranger's file may hold anything in that place; a row of the preview shows one line.
            named = str(name or "")[:40]
            rows.append(ReadRow(number, named, asked, "", str(error).removeprefix(f"{named}: ")))
            continue
        if answer.item in answers:
            rows.append(ReadRow(number, answer.item, asked, "", f"The item {answer.item} is answered twice."))
            continue
        answers[answer.item] = answer
        words = answer_words(questionnaire.items_by_id[answer.item], answer, questionnaire)
        rows.append(ReadRow(number, answer.item, asked, words or mark(answer).replace("_", " "), ""))
    moments = sorted(answer.at for answer in answers.values() if answer.at)
    return AnswersFilePreview(
        source=source,
        form=head.form,
        person=head.person,
        edition=edition,
        rows=tuple(rows),
        answers=answers,
        asked=questionnaire.scored_count(head.form),
        earliest=moments[0] if moments else None,
        latest=moments[-1] if moments else None,
    )


def moments_of(reading: AnswersFilePreview, now: datetime) -> tuple[str, str]:
    """When the assessment began and ended: by its answers, else now. ISO 8601, UTC."""
    moment = as_moment(now)
    return reading.earliest or moment, reading.latest or moment
