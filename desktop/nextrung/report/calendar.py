"""Steps of a plan as a calendar (RFC 5545): a day each, a reminder on the morning before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from nextrung import __version__
from nextrung.errors import NextRungError
from nextrung.lazy import lazy
from nextrung.report.model import ReportModel, ReportStep
from nextrung.report.words import words
from nextrung.shown import without_controls

if TYPE_CHECKING:
    import icalendar
    from icalendar import Event
else:
    icalendar = lazy("icalendar")

_SUGGESTED = UUID("6f1d6a0e-0f7c-4c6c-9d7e-6a7f4c1f2b11")
"""Under which ids of suggestions are made (RFC 9562, version 5), the same in every file of a person."""
REMINDER = timedelta(hours=-15)
"""Before the due day begins: nine o'clock on the day before."""


class CalendarError(NextRungError):
    """There is nothing to put into a calendar."""


def as_calendar(model: ReportModel, now: datetime) -> bytes:
    """The live steps that have a due date; without a live step the suggested ones, marked as tentative.

    Raises CalendarError when there is neither. ``now`` is when the file is made.
    """
    say = words()
    live = [step for step in model.steps if step.live]
    # Suggestions only without any live step: a calendar that mixed both would remind of what nobody has taken on.
    dated = [(step, step.due) for step in live or model.suggestions if step.due is not None]
    if not dated:
        reason = "no step of the plan has a due date" if live else "there is no step, and none to suggest"
        raise CalendarError(f"There is nothing to put into a calendar: {reason}.")
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Next Rung//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", say("calendar.name" if live else "calendar.suggested_name"))
    for step, due in dated:
        calendar.add_component(_event(step, due, now, model.head.person))
    return bytes(calendar.to_ical())


def _event(step: ReportStep, due: date, now: datetime, person: str) -> Event:
    say = words()
    title = without_controls(say("calendar.suggested", step.title) if step.suggested else step.title)
    event = icalendar.Event()
    event.add("uid", f"{_id_of(step, person)}@nextrung")
    # RFC 5545 asks for UTC here, to the second.
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", due)
    # The end of a whole day is the day after: it does not belong to the event (RFC 5545, section 3.6.1).
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", title)
    event.add("description", without_controls("\n".join(_lines(step))))
    event.add("status", "TENTATIVE" if step.suggested else "CONFIRMED")
    # A step takes up no time of the day: the person stays free in calendars that others see.
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", say("calendar.reminder", title))
    alarm.add("trigger", REMINDER)
    event.add_component(alarm)
    return event


def _id_of(step: ReportStep, person: str) -> str:
    """The id of a step, or of an action suggested to somebody.

    Two people may be suggested the same, and a calendar that holds both replaces what has the same id.
    """
    return str(uuid5(_SUGGESTED, f"{person}\n{step.id}")) if step.suggested else step.id


def _lines(step: ReportStep) -> list[str]:
    say = words()
    lines = [" · ".join(part for part in (step.area, step.facet) if part)]
    lines += [say("calendar.if_then", plan) for plan in (step.start, step.if_then) if plan]
    lines += [f"[{'x' if tick.done else ' '}] {tick.text}" for tick in step.ticks]
    if step.evidence_of_done:
        lines.append(say("calendar.done_means", step.evidence_of_done))
    if step.notes:
        lines.append(say("start.notes", step.notes))
    return [line for line in lines if line]
