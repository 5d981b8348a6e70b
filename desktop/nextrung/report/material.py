"""What a report is made of: whoever makes one brings this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from nextrung.assessment.answer import Answer
from nextrung.plan.step import KeptEvidence, PlanStep
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.salary.model import Choice, SalaryData
from nextrung.salary.own import KeptFigure


@dataclass(frozen=True)
class Finished:
    """One finished assessment with the exact content it was taken with. Moments are ISO 8601, UTC."""

    form: FormId
    answers: Mapping[str, Answer] = field(repr=False)
    questionnaire: Questionnaire = field(repr=False)
    started_at: str
    completed_at: str


@dataclass(frozen=True)
class Pay:
    """The pay data in use, what they are shown for, and own figures."""

    data: SalaryData = field(repr=False)
    choice: Choice
    own: tuple[KeptFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class CoachLevels:
    """What a coach's rating gives: levels by competency id (None: not seen enough), and when it was made."""

    at: str
    levels: Mapping[str, float | None]


@dataclass(frozen=True)
class Material:
    """One person's assessment against a role, with everything that may stand beside it.

    ``earlier`` are the finished assessments before it, the oldest first; ``now`` is the moment the report is made.
    """

    person: str
    finished: Finished
    role: Role
    now: datetime
    steps: tuple[PlanStep, ...] = ()
    evidence: tuple[KeptEvidence, ...] = ()
    earlier: tuple[Finished, ...] = ()
    pay: Pay | None = None
    coach: CoachLevels | None = None
