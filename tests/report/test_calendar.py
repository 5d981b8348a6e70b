from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar
from msgspec.structs import replace
from tests import given_first as given
from tests.report import made

from nextrung.report.audience import PARTS
from nextrung.report.calendar import CalendarError, as_calendar
from nextrung.report.material import Material
from nextrung.report.model import ReportModel


def events(model: ReportModel) -> list[dict[str, object]]:
    calendar = Calendar.from_ical(as_calendar(model, made.NOW))
    return [dict(event.items()) | {"alarms": event.subcomponents} for event in calendar.walk("VEVENT")]


def test_that_a_live_step_with_a_due_date_becomes_a_day_with_a_reminder() -> None:
    found = events(made.report(made.full()))
    assert [str(event["SUMMARY"]) for event in found] == ["Go through one bill"]
    event = found[0]
    assert event["DTSTART"].dt == date(2026, 12, 24)  # type: ignore[attr-defined]
    assert event["DTEND"].dt == date(2026, 12, 25)  # type: ignore[attr-defined]
    alarm = event["alarms"][0]  # type: ignore[index]
    assert alarm["TRIGGER"].dt == timedelta(hours=-15)
    assert str(alarm["ACTION"]) == "DISPLAY"
    assert "[x] Ask for the numbers" in str(event["DESCRIPTION"])


def test_that_suggested_steps_stand_in_as_tentative_while_nothing_is_planned() -> None:
    found = events(made.report())
    assert [str(event["STATUS"]) for event in found] == ["TENTATIVE"]


def test_that_two_people_with_the_same_suggestion_keep_both_in_one_calendar() -> None:
    def ids(person: str) -> list[str]:
        report = made.report()
        return [str(one["UID"]) for one in events(replace(report, head=replace(report.head, person=person)))]

    assert ids("Ben") == ids("Ben")
    assert not set(ids("Ben")) & set(ids("Chen"))


def test_that_notes_stay_out_unless_they_are_ticked() -> None:
    assert b"ask Kim" not in as_calendar(made.report(made.full()), made.NOW)
    assert b"ask Kim" in as_calendar(made.report(made.full(), PARTS), made.NOW).replace(b"\r\n ", b"")


@pytest.mark.parametrize("name", ["Plan; with, commas\\ and\nlines", "漢字" * 60, "long " * 60])
def test_that_the_file_keeps_to_the_rules_of_its_format(name: str) -> None:
    step = replace(made.steps()[0], title=name)
    raw = as_calendar(made.report(made.material(steps=(step,))), made.NOW)
    lines = raw.split(b"\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    for needed in (b"VERSION:2.0", b"PRODID:", b"UID:step-1@nextrung", b"DTSTAMP:20261124T090000Z"):
        assert sum(line.startswith(needed) for line in lines) == 1
    assert str(events(made.report(made.material(steps=(step,))))[0]["SUMMARY"]) == name
    assert Calendar.from_ical(raw).errors == []


def test_that_control_characters_stay_out_of_the_file() -> None:
    """RFC 5545 allows none but the tabulator in a text."""
    words = "a\0b\x1b[31mc\x07\x7f\x9bd\te\r\nf"
    step = replace(made.steps()[0], title=words, notes=words, if_then=words, evidence_of_done=words)
    raw = as_calendar(made.report(made.material(steps=(step,)), PARTS), made.NOW)
    assert not [character for character in raw.decode() if character not in "\r\n\t" and not character.isprintable()]
    (event,) = events(made.report(made.material(steps=(step,)), PARTS))
    assert str(event["SUMMARY"]) == "ab[31mcd\te\nf"


def test_that_the_same_step_keeps_its_identity() -> None:
    first, second = (
        as_calendar(made.report(made.full()), moment) for moment in (made.NOW, made.NOW + timedelta(days=9))
    )
    assert [line for line in first.split() if b"UID" in line] == [line for line in second.split() if b"UID" in line]


@pytest.mark.parametrize(
    "source",
    [
        made.material(finished=made.finished({})),
        made.material(steps=(made.steps()[1],)),
        made.material(finished=made.finished(given.answered("full", rating=5, frequency=1))),
    ],
)
def test_that_nothing_to_do_is_said_in_a_sentence(source: Material) -> None:
    with pytest.raises(CalendarError, match="nothing to put into a calendar"):
        as_calendar(made.report(source), made.NOW)
