"""Answers of a table as assessments to come, and what a person said about whose they are and how to read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.intake.days import Order
from nextrung.questionnaire.constants import FormId
from nextrung.tables.outcome import CellProblem, ImportQuestion

Alike = Literal["", "same", "add"]
"""What new people of one name in one table are: one person, or several; empty: not said."""


class AnswersRow(Struct, frozen=True):
    """The answers of one person: the number of their row, what names them, and the assessment that would come in.

    ``person`` is the id of somebody here, ``NEW``, or empty while nobody has said whose they are. ``complete`` says
    whether every question of the form is settled; else it comes in open. Moments are ISO 8601, UTC, where given.
    """

    number: int
    label: str
    email: str
    person: str
    form: FormId
    complete: bool
    answers: Mapping[str, Answer]
    started: str | None = None
    ended: str | None = None
    problems: tuple[CellProblem, ...] = ()
    asks: tuple[str, ...] = ()
    """The questions without whose answers it stays out, whoever it is of: dates, points, alike."""
    newcomer: str = ""
    """What rows of one and the same new person share; empty where a new person has no other row."""

    @property
    def comes_in(self) -> bool:
        """Whether it has answers, somebody to file them under, and nothing that waits to be said."""
        return bool(self.answers) and bool(self.person) and not self.asks


class AnswersRows(Struct, frozen=True):
    """All rows of a table in order, and what is to be asked."""

    rows: tuple[AnswersRow, ...]
    questions: tuple[ImportQuestion, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    notes: tuple[str, ...] = ()


class AnswerOwner(Struct, frozen=True):
    """What a person said: whose rows are, by row number; who all rows are of; and how to read dates and points."""

    rows: Mapping[int, str] = {}
    everyone: str = ""
    new_ones: bool = False
    """Whether rows of people who are not here become new people."""
    order: Order = ""
    alike: Alike = ""
    points: bool = False
    """Whether numbers are points of the scale, though some are none."""
