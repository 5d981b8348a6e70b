"""What a report is made of: whoever makes one brings this."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.plan.step import KeptEvidence, PlanStep
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.salary.model import PayChoice, SalaryData
from nextrung.salary.own import KeptFigure
from nextrung.views.picture import Picture


class Finished(Struct, frozen=True):
    """One finished assessment with the exact content it was taken with. Moments are ISO 8601, UTC."""

    form: FormId
    answers: Mapping[str, Answer]
    content: Questionnaire
    started_at: str
    completed_at: str
    seen: frozenset[str] = frozenset()
    """Items that an earlier assessment of the same person asked already."""


class PayMaterial(Struct, frozen=True):
    """The pay data in use, what they are shown for, and own figures."""

    data: SalaryData
    choice: PayChoice
    own: tuple[KeptFigure, ...] = ()


class CoachLevels(Struct, frozen=True):
    """What a coach's rating gives: levels by competency id (None: not seen enough), and when it was made."""

    at: str
    levels: Mapping[str, float | None]


class ViewsOfOthers(Struct, frozen=True):
    """What is shown of a round of views of others, by the rules of showing; ``names`` are those of its areas by id.

    No reply is in here, and nothing of a group that is not shown.
    """

    asked_at: str
    minimum: int
    names: Mapping[str, str]
    picture: Picture


class Material(Struct, frozen=True):
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
    pay: PayMaterial | None = None
    coach: CoachLevels | None = None
    others: ViewsOfOthers | None = None
    compared: Finished | None = None
    """The one of ``earlier`` that this assessment is compared with; None when none fits."""
