"""What a table is of, told by its columns: of people, answers or pay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nextrung.intake import entering
from nextrung.intake.entering import EntryError
from nextrung.questionnaire.editions import Edition
from nextrung.report import filled_template
from nextrung.tables import source
from nextrung.tables.layouts import Kind, known_layouts
from nextrung.tables.mapping import Picked, mapped
from nextrung.tables.questions import Questions
from nextrung.tables.refusals import TableError
from nextrung.tables.source import Source
from nextrung.workspace.table_reading import is_answers_file


def kind_of(path: Path, editions: Sequence[Edition]) -> Kind:
    """The kind whose columns a file has; people where nothing tells, or it cannot be read: their page says why."""
    try:
        raw = entering.whole(path, entering.ANSWERS)
        if is_answers_file(raw):
            return "answers"
        found = source.read(raw, path.name, entering.ANSWERS)
    except (EntryError, TableError):
        return "people"
    if filled_template.is_template(found) or any(_asks(found, one) for one in editions):
        return "answers"
    # A list of people may have their pay beside them; figures of pay name nobody.
    return "pay" if _has(found, "pay") and not _has(found, "people") else "people"


def _asks(found: Source, edition: Edition) -> bool:
    questions = Questions(edition.content, known_layouts().question_words)
    return mapped(found, "answers", known_layouts(), Picked(), questions.field).is_complete


def _has(found: Source, kind: Kind) -> bool:
    return mapped(found, kind, known_layouts(), Picked()).is_complete
