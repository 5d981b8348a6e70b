"""The coach's own view of the current person: rounds of ratings, kept apart from the person's answers."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from msgspec.structs import replace

from nextrung.clock import Clock
from nextrung.errors import NextRungError
from nextrung.people.person import Person
from nextrung.people.rating import CoachRating
from nextrung.questionnaire.kinds import Rating
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.other_view import rated_items
from nextrung.store import coach_ratings, sqlite

VALUES = (1.0, 2.0, 3.0, 4.0, 5.0)


class RatingService:
    """Everything about coach ratings; every answer is on disk when its method returns."""

    def __init__(
        self,
        connection: sqlite.Connection,
        person: Callable[[], Person | None],
        content: Callable[[str], Questionnaire],
        installed: Callable[[], str],
        clock: Clock,
        *,
        hidden: Callable[[], frozenset[str]],
    ) -> None:
        """Work on an open database; ``installed`` is the fingerprint that a new round is taken with.

        ``hidden`` are the contents of questionnaires whose rounds are not shown.
        """
        self._connection = connection
        self._person = person
        self._content = content
        self._installed = installed
        self._hidden = hidden
        self._clock = clock

    def rounds(self) -> tuple[CoachRating, ...]:
        """The rounds about the person on the questionnaire that is looked at, the oldest first."""
        person = self._person()
        found = coach_ratings.of_person(self._connection, person.id) if person else ()
        hidden = self._hidden()
        return tuple(one for one in found if one.questionnaire not in hidden)

    def unfinished(self) -> CoachRating | None:
        """The newest round that is not finished."""
        return next((one for one in reversed(self.rounds()) if one.completed_at is None), None)

    def latest(self) -> CoachRating | None:
        """The newest finished round."""
        return next((one for one in reversed(self.rounds()) if one.completed_at is not None), None)

    def content_of(self, rating: CoachRating) -> Questionnaire:
        """The exact content of a round."""
        return self._content(rating.questionnaire)

    def items(self, rating: CoachRating) -> tuple[Rating, ...]:
        """The items of a round, in the order they are rated."""
        content = self._content(rating.questionnaire)
        return tuple(item for competency in content.competencies for item in rated_items(competency))

    def start(self) -> CoachRating:
        """Go on with the unfinished round, or start one. Raises NextRungError when there is no person."""
        going_on = self.unfinished()
        # One round at a time: two half-finished ones would leave open which of them counts.
        if going_on is not None:
            return going_on
        person = self._person()
        if person is None:
            raise NextRungError("There is no person yet to rate.")
        rating = CoachRating(uuid.uuid4().hex, person.id, self._installed(), None, self._clock.moment(), None)
        return coach_ratings.add(self._connection, rating)

    def rate(self, rating: CoachRating, item: str, value: float | None) -> CoachRating:
        """Rate an item from 1 to 5, or None for *I have not seen this*. Raises ValueError, DatabaseError."""
        if value is not None and value not in VALUES:
            raise ValueError(value)
        coach_ratings.save(self._connection, rating.id, item, value, self._clock.moment())
        return replace(rating, given={**rating.given, item: value}, position=item)

    def take_back(self, rating: CoachRating, item: str) -> CoachRating:
        """Remove the rating of an item."""
        coach_ratings.take_back(self._connection, rating.id, item)
        return replace(rating, given={key: value for key, value in rating.given.items() if key != item})

    def look_at(self, rating: CoachRating, item: str) -> CoachRating:
        """Keep the item on screen, so that the next start lands there."""
        coach_ratings.save_position(self._connection, rating.id, item)
        return replace(rating, position=item)

    def finish(self, rating: CoachRating) -> CoachRating:
        """Finish a round. Raises NextRungError when nothing was rated."""
        # A round of nothing but "not seen" has no level to stand beside the own one.
        if not any(value is not None for value in rating.given.values()):
            raise NextRungError("Rate at least one question that you have seen, then finish.")
        return coach_ratings.complete(self._connection, rating, self._clock.moment())
