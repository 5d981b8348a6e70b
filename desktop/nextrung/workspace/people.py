"""Everybody on this computer: found, added, changed, archived."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from nextrung.assessment.record import AssessmentRecord
from nextrung.clock import Clock, as_moment
from nextrung.lazy import lazy
from nextrung.people.person import (
    LONGEST_NOTES,
    Person,
    PersonError,
    PersonFields,
    checked_name,
    checked_occupation,
    checked_tags,
)
from nextrung.questionnaire.model import Questionnaire, Role, first_of
from nextrung.store import own_targets, people, plans, shares, sqlite

if TYPE_CHECKING:
    from nextrung.workspace import people_summary
    from nextrung.workspace.bin import BinService
    from nextrung.workspace.people_summary import PeopleSummary
    from nextrung.workspace.questionnaires import QuestionnaireService
else:
    people_summary = lazy("nextrung.workspace.people_summary")

EDITABLE = frozenset({"name", "tags", "occupation", "target_role"})


class PersonFacts(Struct, frozen=True):
    """One person with what a table of people says about them; ``finished`` are assessments, the oldest first.

    ``role`` is the profile that the person compares with, ``next_session`` is ISO 8601, UTC.
    """

    person: Person
    role: Role
    finished: tuple[AssessmentRecord, ...]
    live_steps: int
    next_session: str | None
    notes: str
    """Private; to search in, never to show in the table."""


class PeopleService:
    """Everything about people beside the current person; every change is on disk when its method returns."""

    def __init__(
        self,
        connection: sqlite.Connection,
        content: Callable[[str], Questionnaire],
        questionnaires: QuestionnaireService,
        changed: Callable[[], object],
        clock: Clock,
        *,
        deleted: Callable[[], BinService],
    ) -> None:
        """Work on an open database; ``changed`` is told of every change."""
        self._deleted = deleted
        self._connection = connection
        self._content = content
        self._questionnaires = questionnaires
        self._changed = changed
        self._clock = clock

    # looking

    def everyone(self) -> tuple[Person, ...]:
        """Everybody, archived people too, in the order they were added."""
        return people.all_people(self._connection)

    def listed(self, most: int) -> tuple[Person, ...]:
        """At most so many people who are not archived, without their tags, in the order they were added."""
        return people.listed(self._connection, most)

    def count(self) -> int:
        """How many people there are, archived ones too."""
        return people.count(self._connection)

    def count_active(self) -> int:
        """How many people are not archived."""
        return people.count_active(self._connection)

    def person(self, person: str) -> Person:
        """The person with this id. Raises PersonError when they are gone."""
        found = people.by_id(self._connection, person)
        if found is None:
            raise PersonError("This person is no longer here.")
        return found

    def notes(self, person: str) -> str:
        """The private notes about a person."""
        return people.notes(self._connection, person)

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Every tag in use with how many people have it, by name."""
        return people.tags(self._connection)

    def roles(self, person: Person | None = None) -> tuple[Role, ...]:
        """The published role profiles of the questionnaire that a person, or else the current one, looks at."""
        return self._questionnaires.roles_of(person) if person is not None else self._published()

    def _published(self) -> tuple[Role, ...]:
        return self._questionnaires.installed().questionnaire.roles

    def sessions_this_week(self) -> int:
        """How many sessions with anybody are planned for, or took place in, the local week that began on Monday."""
        local = self._clock.local()
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        # Each from its own day: the offset from UTC may change between Monday and today.
        monday = datetime.fromordinal(midnight.toordinal() - midnight.weekday()).astimezone()
        sunday = datetime.fromordinal(monday.toordinal() + 7).astimezone()
        return self.summary.sessions_between(as_moment(monday), as_moment(sunday))

    def facts(self) -> tuple[PersonFacts, ...]:
        """Everybody with their facts, in the order they were added; levels are with ``summary``."""
        own = own_targets.everyones(self._connection)
        ids, here, published_here = self._questionnaires.ids(), self._questionnaires.chosen(), self._published()
        finished = {one: _of_newest(records, ids) for one, records in self.summary.finished().items()}

        def role(person: Person) -> Role:
            newest = finished.get(person.id, ())
            # Of another questionnaire than the one that is looked at the roles are others.
            elsewhere = bool(newest) and ids.get(newest[-1].questionnaire, "") not in ("", here)
            published = self._content(newest[-1].questionnaire).roles if elsewhere else published_here
            # Published ones first: nobody's own profile can stand in for one that all know.
            known = next((one for one in published if one.id == person.target_role), None)
            mine = own.get(person.target_role or "")
            fits = mine is not None and mine.basis in {one.id for one in published}
            return known or (mine if mine is not None and fits else first_of(published))

        live = plans.live_by_person(self._connection)
        planned = self.summary.next_sessions()
        notes = people.all_notes(self._connection)
        return tuple(
            PersonFacts(
                one,
                role(one),
                finished.get(one.id, ()),
                live.get(one.id, 0),
                planned.get(one.id),
                notes.get(one.id, ""),
            )
            for one in self.everyone()
        )

    @cached_property
    def summary(self) -> PeopleSummary:
        """The levels of everybody's finished assessments, and their sessions."""
        return people_summary.PeopleSummary(self._connection, self._content)

    def shares_over(self) -> frozenset[str]:
        """The ids of those who shared what they have until a day that has passed."""
        today = self._clock.today()
        return frozenset(one.person for one in shares.everyones(self._connection) if one.is_over(today))

    # changing

    def add(self, fields: PersonFields) -> Person:
        """Add a person; the current person stays. Raises PersonError, DatabaseError."""
        return self.add_all([fields])[0]

    def add_all(self, newcomers: Sequence[PersonFields]) -> tuple[Person, ...]:
        """Add people, all of them or none. Raises PersonError, DatabaseError."""
        added = people.add_all(self._connection, [newcomer(one) for one in newcomers], self._clock.moment())
        chosen = self._questionnaires.chosen()
        for one in added:
            # Their role is one of the questionnaire that was looked at when it was given.
            if one.target_role:
                self._questionnaires.begun(one, chosen)
        self._changed()
        return added

    def edit(self, person: str, **fields: Any) -> Person:
        """Change what is known of a person: fields of ``EDITABLE``. Raises PersonError, DatabaseError."""
        unknown = fields.keys() - EDITABLE
        if unknown:
            # A mistake of the program, never of a person: no sentence could help anybody.
            raise TypeError(f"not to be edited: {sorted(unknown)}")
        checks: dict[str, Callable[[Any], Any]] = {
            "name": checked_name,
            "tags": checked_tags,
            "occupation": checked_occupation,
        }
        checked = {name: checks[name](value) if name in checks else value for name, value in fields.items()}
        return self._change(replace(self.person(person), **checked))

    def archive(self, person: str) -> Person:
        """Take a person off the table; nothing is lost, ``bring_back`` undoes it."""
        return self._change(replace(self.person(person), archived_at=self._clock.moment()))

    def bring_back(self, person: str) -> Person:
        """Put an archived person on the table again."""
        return self._change(replace(self.person(person), archived_at=None))

    def delete(self, person: str) -> int:
        """Delete an archived person with everything about them into the bin; the number to put them back by.

        Raises PersonError for somebody who is not archived, DatabaseError.
        """
        if self.person(person).archived_at is None:
            raise PersonError("Archive a person first; then they can be deleted.")
        return self._deleted().put_in("person", person)

    def save_notes(self, person: str, text: str) -> None:
        """Keep the private notes about a person. Raises PersonError, DatabaseError."""
        people.save_notes(self._connection, person, _checked_notes(text))

    # inside

    def _change(self, person: Person) -> Person:
        people.change(self._connection, person)
        self._changed()
        return person


def _of_newest(records: tuple[AssessmentRecord, ...], ids: Mapping[str, str]) -> tuple[AssessmentRecord, ...]:
    """Those on the same questionnaire as the newest; a match or a trend of several would compare what differs."""
    newest = ids.get(records[-1].questionnaire, "") if records else ""
    return tuple(one for one in records if ids.get(one.questionnaire, "") == newest)


def newcomer(fields: PersonFields) -> tuple[Person, str]:
    """A new person with the private notes about them. Raises PersonError."""
    person = Person(
        uuid.uuid4().hex,
        checked_name(fields.name),
        fields.target_role,
        uuid.uuid4().hex,
        sample=False,
        occupation=checked_occupation(fields.occupation),
        tags=checked_tags(fields.tags),
    )
    return person, _checked_notes(fields.notes)


def _checked_notes(notes: str) -> str:
    if len(notes) > LONGEST_NOTES:
        raise PersonError(f"Notes hold at most {LONGEST_NOTES:,} characters.")
    return notes
