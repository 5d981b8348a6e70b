"""One example of work: what happened, what was done, what came of it, and who or what can show it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from nextrung.errors import NextRungError

LONGEST_TITLE = 120
LONGEST_PART = 10_000
"""Characters of a part that can be typed; a file may bring a longer one, which is kept."""
LONGEST_LINE = 300
"""Characters of who can confirm it."""
LONGEST_LINK = 2_000
LEVELS = (1, 2, 3, 4, 5)
PARTS = ("note", "situation", "task", "action", "result", "learned")
"""The parts of several lines, in the order in which they are told; ``note`` is what was noted while answering."""
EARLIEST = date(1900, 1, 1)


class ExampleError(NextRungError):
    """An example that is not kept, in one sentence."""


class WorkExample(Struct, frozen=True):
    """One example of a person. ``facet`` is an id, ``kind`` that of a kind of evidence, empty where none was said.

    ``origin`` names what it was gathered from, as ``gathering`` does; empty for one that was written here. ``level`` is
    the level that the person says it speaks for, from 1 to 5. Moments are ISO 8601, UTC; one that is only gathered and
    was never saved has the name of its origin as its id.
    """

    id: str
    person: str
    title: str
    facet: str = ""
    kind: str = ""
    note: str = ""
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    learned: str = ""
    confirmed_by: str = ""
    day: date | None = None
    link: str = ""
    level: float | None = None
    origin: str = ""
    added_at: str = ""
    changed_at: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether it was saved as an example; what is only gathered lies where it was written."""
        return self.id != self.origin


class ExampleFields(Struct, frozen=True):
    """What a form says of an example, as it was typed."""

    title: str
    facet: str = ""
    kind: str = ""
    note: str = ""
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    learned: str = ""
    confirmed_by: str = ""
    day: str = ""
    link: str = ""
    level: str = ""


def checked(fields: ExampleFields, today: date) -> dict[str, object]:
    """The fields as an example keeps them. Raises ExampleError in one sentence for the first that cannot be kept."""
    title = " ".join(fields.title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise ExampleError(f"Give the example a title of 1 to {LONGEST_TITLE} characters.")
    if not fields.facet:
        raise ExampleError("Choose what the example shows, so that it has a place on the map.")
    confirmed_by = " ".join(fields.confirmed_by.split())
    if len(confirmed_by) > LONGEST_LINE:
        raise ExampleError(f"Say in at most {LONGEST_LINE} characters who can confirm it.")
    link = fields.link.strip()
    if len(link) > LONGEST_LINK or any(ord(sign) < ord(" ") for sign in link):
        raise ExampleError(f"A link is one line of at most {LONGEST_LINK:,} characters.")
    return {
        "title": title,
        "facet": fields.facet,
        "kind": fields.kind,
        **{part: _part(part, getattr(fields, part)) for part in PARTS},
        "confirmed_by": confirmed_by,
        "day": _day(fields.day, today),
        "link": link,
        "level": _level(fields.level),
    }


def _part(name: str, text: str) -> str:
    text = text.strip()
    if len(text) > LONGEST_PART:
        told = "what you learned" if name == "learned" else f"the {name}"
        raise ExampleError(f"Tell {told} in at most {LONGEST_PART:,} characters; this text has {len(text):,}.")
    return text


def _day(text: str, today: date) -> date | None:
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise ExampleError("Write the date with the name of its month, for example 1 May 2026.") from error
    if not EARLIEST <= day <= today:
        raise ExampleError(f"A date lies between {_written(EARLIEST)} and today, {_written(today)}.")
    return day


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _level(text: str) -> float | None:
    if not text:
        return None
    try:
        level = float(text)
    except ValueError as error:
        raise ExampleError("A level is a number from 1 to 5.") from error
    if not LEVELS[0] <= level <= LEVELS[-1]:
        raise ExampleError("A level is a number from 1 to 5.")
    return level
