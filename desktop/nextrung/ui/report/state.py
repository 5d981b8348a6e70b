"""What the export dialog shows. No Qt."""

from __future__ import annotations

from msgspec import Struct

from nextrung.report.audience import DEFAULTS, PARTS, Audience, Contents, Part
from nextrung.report.blocks import Paper
from nextrung.report.formats import ExportFormat
from nextrung.report.material import Material


class ReportPartState(Struct, frozen=True):
    """A part that can be ticked, and whether there is anything to put into it."""

    part: Part
    held: bool


class ExportState(Struct, frozen=True):
    """Whose report it is, and the parts it can have."""

    person: str
    role: str
    completed_at: str
    parts: tuple[ReportPartState, ...]
    has_dates: bool
    """Whether a live step has a due date, so that there is something for a calendar."""


class Wish(Struct, frozen=True):
    """What is chosen in the export dialog."""

    audience: Audience
    parts: frozenset[Part]
    kind: ExportFormat
    paper: Paper

    @property
    def contents(self) -> Contents:
        """The choice as the report takes it."""
        return Contents(self.audience, self.parts)


def first_wish(kind: ExportFormat, paper: Paper) -> Wish:
    """What is chosen when the dialog opens: a report for oneself."""
    return Wish("me", DEFAULTS["me"], kind, paper)


def has_dates(material: Material) -> bool:
    """Whether a live step has a due date."""
    return any(step.live and step.due is not None for step in material.steps)


def build(material: Material) -> ExportState:
    """The state for one assessment."""
    held: dict[Part, bool] = {
        "plan": bool(material.steps),
        "history": bool(material.earlier),
        "pay": material.pay is not None and material.finished.content.has_pay,
        "judgement": material.finished.content.has_checks,
        "notes": any(answer.note for answer in material.finished.answers.values())
        or any(step.notes for step in material.steps),
        "coach": material.coach is not None,
        "others": material.others is not None,
    }
    return ExportState(
        person=material.person,
        role=material.role.name,
        completed_at=material.finished.completed_at,
        parts=tuple(ReportPartState(part, held.get(part, True)) for part in PARTS),
        has_dates=has_dates(material),
    )
