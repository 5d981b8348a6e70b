"""What is worth talking about in a session, from what is known about a person. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from nextrung.people.session import AgendaPoint

MOST_CHANGES = 3
"""Changes offered; more would take the whole session."""


class ChangeFact(Struct, frozen=True):
    """A change beyond noise in one competency: ``levels`` is after minus before."""

    competency: str
    name: str
    levels: float


class StepFact(Struct, frozen=True):
    """A plan step."""

    id: str
    title: str


class GapFact(Struct, frozen=True):
    """The gap to work on first, in levels."""

    competency: str
    name: str
    gap: float


class UnsureFact(Struct, frozen=True):
    """A finding that was marked *unsure* last time; ``name`` says what it is about."""

    finding: str
    name: str


class Facts(Struct, frozen=True):
    """What is known about a person before a session.

    ``calibration`` is confidence minus share right, in points, when there is a message about it, else None.
    """

    changes: tuple[ChangeFact, ...] = ()
    steps_done: tuple[StepFact, ...] = ()
    steps_due: tuple[StepFact, ...] = ()
    gap: GapFact | None = None
    unsure: tuple[UnsureFact, ...] = ()
    calibration: float | None = None


def agenda(facts: Facts) -> tuple[AgendaPoint, ...]:
    """The points offered, in the order to talk about them.

    What has happened since last time comes first (the largest changes, then finished steps), then what is due, then
    what is open: the area to work on first, findings marked *unsure*, calibration.
    """
    return tuple(_points(facts))


def _points(facts: Facts) -> Iterator[AgendaPoint]:
    # By size, whether up or down: a fall is as much to talk about as a rise.
    largest = sorted(facts.changes, key=lambda change: -abs(change.levels))[:MOST_CHANGES]
    for change in largest:
        yield AgendaPoint("change", change.competency, change.name, change.levels)
    for step in facts.steps_done:
        yield AgendaPoint("step_done", step.id, step.title)
    for step in facts.steps_due:
        yield AgendaPoint("step_due", step.id, step.title)
    if facts.gap is not None:
        yield AgendaPoint("gap", facts.gap.competency, facts.gap.name, facts.gap.gap)
    for one in facts.unsure:
        yield AgendaPoint("unsure", one.finding, one.name)
    if facts.calibration is not None:
        yield AgendaPoint("calibration", value=facts.calibration)
