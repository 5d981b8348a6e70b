"""What the people page shows, built from what is known of everybody. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from nextrung.clock import as_moment
from nextrung.folded import folded
from nextrung.people.person import Person
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Role
from nextrung.scoring.reasons import MatchNotes, match_notes
from nextrung.scoring.statements import is_draft
from nextrung.workspace.people import PersonFacts
from nextrung.workspace.people_summary import PeopleSummary

Column = Literal["person", "tags", "assessed", "match", "trend", "plan", "session"]
COLUMNS: tuple[Column, ...] = ("person", "tags", "assessed", "match", "trend", "plan", "session")
STALE_AFTER = timedelta(days=183)
"""Half a year; whoever was not assessed for longer is marked."""
TREND_POINTS = 8
"""Assessments that the small trend reaches back."""

MOST_FOLDED = 20_000
"""Texts of people that are remembered as a search compares them."""

NameOf = Callable[[Person], str]

# at the first search, not for every row: the start shows everybody, and hardly ever looks for somebody
_folded = lru_cache(MOST_FOLDED)(folded)


class PersonRow(Struct, frozen=True):
    """One person in the table, named as on screen. Moments are ISO 8601, UTC.

    ``match`` is 0 to 100; None while it is not worked out (``waiting``), or where there is no match.
    """

    id: str
    name: str
    tags: tuple[str, ...]
    archived: bool
    assessed_at: str | None
    form: FormId | None
    stale: bool
    waiting: bool
    match: float | None
    match_notes: MatchNotes | None
    trend: tuple[float, ...]
    live_steps: int
    next_session: str | None
    words: str
    """What a search looks in, as it was written: tags, occupation and notes too, but not while names are hidden."""
    draft: bool
    """Whether no pilot has tested the questions or constants behind the match."""
    order: tuple[str, int]
    """What sorts by name; those without a name on screen stand in the order of their numbers."""


class Wanted(Struct, frozen=True):
    """What the table is to show: words typed, a tag or all, archived people or the others, and the order."""

    typed: str = ""
    tag: str = ""
    archived: bool = False
    column: Column = "person"
    falling: bool = False
    role: str = ""
    """The id of a role to compare everybody with; empty for each one's own."""


class PeopleState(Struct, frozen=True):
    """The table and what stands around it."""

    rows: tuple[PersonRow, ...]
    wanted: Wanted
    people: int
    """How many are not archived."""
    archived: int
    sessions_this_week: int
    tags: tuple[tuple[str, int], ...]
    roles: tuple[tuple[str, str], ...]
    names_hidden: bool
    can_undo: bool
    today: date
    shares_over: tuple[str, ...] = ()
    """What those are called who shared until a day that has passed."""

    @property
    def draft(self) -> bool:
        """Whether no pilot has tested what stands behind one of the matches on show."""
        return any(row.draft for row in self.rows)


def rows(
    facts: Sequence[PersonFacts],
    summary: PeopleSummary,
    role: Role | None,
    name_of: NameOf,
    *,
    now: datetime,
    names_hidden: bool,
) -> tuple[PersonRow, ...]:
    """A row for everybody; ``role`` None compares each with their own role."""
    # kept moments are ISO 8601 in UTC, whose texts compare as the times do
    limit = as_moment(now - STALE_AFTER)
    return tuple(_row(one, summary, role, name_of(one.person), limit, names_hidden=names_hidden) for one in facts)


def _row(
    facts: PersonFacts, summary: PeopleSummary, role: Role | None, name: str, limit: str, *, names_hidden: bool
) -> PersonRow:
    person, last = facts.person, facts.finished[-1] if facts.finished else None
    words = [name]
    if not names_hidden:
        words += [*person.tags, person.occupation, facts.notes]
    named = bool(person.name) and not names_hidden
    row = PersonRow(
        id=person.id,
        name=name,
        tags=() if names_hidden else person.tags,
        archived=person.archived_at is not None,
        assessed_at=last.completed_at if last else None,
        form=last.form if last else None,
        stale=last is not None and (last.completed_at or "") < limit,
        waiting=last is not None,
        match=None,
        match_notes=None,
        trend=(),
        live_steps=facts.live_steps,
        next_session=facts.next_session,
        words="\n".join(words),
        draft=False,
        # pseudonyms end with a number, which sorts as a number: 2 before 10
        order=(name.casefold() if named else name.casefold().rstrip("0123456789"), person.number),
    )
    return with_standing(row, facts, summary, role)


def with_standing(row: PersonRow, facts: PersonFacts, summary: PeopleSummary, role: Role | None) -> PersonRow:
    """The row with match and trend, as far as they are worked out by now."""
    if not facts.finished:
        return row
    wanted = role or facts.role
    found = [summary.match(one, wanted) for one in facts.finished[-TREND_POINTS:]]
    last = found[-1]
    # a trend over some of them would say something else than one over all
    if last is None or any(one is None for one in found):
        return row
    content = summary.content_of(facts.finished[-1])
    if not set(wanted.targets) <= set(content.competencies_by_id):  # a role of another questionnaire
        return replace(row, waiting=False)
    trend = tuple(one.value for one in found if one is not None and one.value is not None)
    notes = match_notes(last, content)
    return replace(row, waiting=False, match=last.value, match_notes=notes, trend=trend, draft=is_draft(content))


def chosen(everyone: Sequence[PersonRow], wanted: Wanted) -> tuple[PersonRow, ...]:
    """The rows to show, in order: those with every typed word and the tag; whoever lacks a value comes last."""
    words = folded(wanted.typed).split()
    tag = wanted.tag.casefold()
    fitting = [
        row
        for row in everyone
        if row.archived == wanted.archived
        and (not tag or tag in (one.casefold() for one in row.tags))
        and (not words or _has(row, words))
    ]
    key = _KEYS[wanted.column]
    known = [row for row in fitting if key(row) is not None]
    unknown = [row for row in fitting if key(row) is None]
    # two sorts in a row: Python keeps the order of equal ones, so that they stand by name whichever way the column runs
    known.sort(key=_by_name)
    known.sort(key=key, reverse=wanted.falling)
    return (*known, *sorted(unknown, key=_by_name))


def _has(row: PersonRow, words: Sequence[str]) -> bool:
    text = _folded(row.words)
    return all(word in text for word in words)


def _by_name(row: PersonRow) -> tuple[str, int]:
    return row.order


def _rise(row: PersonRow) -> float | None:
    """From the first to the last match of the trend, in points."""
    return row.trend[-1] - row.trend[0] if len(row.trend) > 1 else None


_KEYS: dict[Column, Callable[[PersonRow], Any]] = {
    "person": _by_name,
    "tags": lambda row: tuple(tag.casefold() for tag in row.tags) or None,
    "assessed": lambda row: row.assessed_at,
    "match": lambda row: row.match,
    "trend": _rise,
    "plan": lambda row: row.live_steps or None,
    "session": lambda row: row.next_session,
}
