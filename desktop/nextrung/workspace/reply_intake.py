"""Replies that come in: opened without the data, which a thread can do, then checked and kept in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from nextrung.assessment.record import AssessmentRecord
from nextrung.errors import DatabaseError, NextRungError
from nextrung.lazy import lazy
from nextrung.people.person import Person
from nextrung.questionnaire.model import Questionnaire
from nextrung.store import people, second_views, sqlite
from nextrung.store.database import writing
from nextrung.store.sequence import of_moment
from nextrung.views import reply as replies
from nextrung.views.handing import Handed
from nextrung.views.reply import Reply
from nextrung.views.rounds import KeptReply, Round
from nextrung.workspace import coach_rounds
from nextrung.workspace.coach_rounds import Taken, TakenHanded

if TYPE_CHECKING:
    from nextrung.assessment import walk
    from nextrung.views import handing, sealing
else:
    walk = lazy("nextrung.assessment.walk")
    handing = lazy("nextrung.views.handing")
    sealing = lazy("nextrung.views.sealing")

_NO_ROUND = "This reply belongs to no round that is here: the round was deleted, or the person it is about was erased."


class TakenReply(Taken, frozen=True):
    """A reply that came in, as it was sealed."""

    reply: Reply
    content: Questionnaire


Opened = Reply | Handed
"""What was unsealed: a reply, or what goes between a person who asks and their coach."""
Outcome = TakenReply | TakenHanded | NextRungError
"""What became of a reply; an error says in a sentence why nothing of it is kept."""


class ReplyIntake:
    """Takes in replies to what was asked from this database."""

    def __init__(
        self,
        connection: sqlite.Connection,
        content: Callable[[str], Questionnaire],
        moment: Callable[[], str],
        current: Callable[[], Person | None],
        key: str,
        *,
        of_current: bool,
    ) -> None:
        """Work on an open database whose key is ``key``; with ``of_current`` a reply must be about that person."""
        self._connection = connection
        self._content = content
        self._moment = moment
        self._current = current
        self._key = key
        self._of_current = of_current

    def take(self, found: Sequence[Opened | NextRungError]) -> list[Outcome]:
        """Keep each that fits, in one transaction; the others are left out. Raises DatabaseError, and none is kept."""
        with writing(self._connection):
            return [one if isinstance(one, NextRungError) else self._outcome(one) for one in found]

    def _outcome(self, found: Opened) -> Outcome:
        try:
            if isinstance(found, Reply):
                return self._taken(found)
            return coach_rounds.take(self._connection, found, self._current(), self._key, self._is_asked)
        except DatabaseError:
            raise
        except NextRungError as error:
            return error

    def _is_asked(self, fingerprint: str, item: str) -> bool:
        found = self._content(fingerprint).items_by_id.get(item)
        return found is not None and found.observed is not None

    def _taken(self, found: Reply) -> TakenReply:
        asked = second_views.asked_by_id(self._connection, found.invitation.id)
        of = second_views.round_by_id(self._connection, asked.round) if asked is not None else None
        person = people.by_id(self._connection, of.person) if of is not None else None
        if asked is None or of is None or person is None:
            raise sealing.ReplyError(_NO_ROUND)
        content = self._content(of.questionnaire)
        replies.require_asked(found, asked, of, content)
        if second_views.is_answered(self._connection, found.invitation.id):
            raise sealing.ReplyError(
                "This reply, or another to the same form, was taken in before; nothing was changed."
            )
        current = self._current() if self._of_current else person
        if current is None or current.id != person.id:
            raise sealing.ReplyError("This reply is about somebody else here; look at that person, then take it in.")
        if found.invitation.part == "self":
            return TakenReply(found, content, person=person, assessment=self._keep_whole(found, of, content))
        second_views.insert_reply(self._connection, replies.kept_reply(found, self._moment()))
        return TakenReply(found, content, person=person)

    def _keep_whole(self, found: Reply, of: Round, content: Questionnaire) -> AssessmentRecord:
        """Keep a whole assessment with its times; where a question is open, the assessment is."""
        answers = replies.own_answers(found, content)
        begun, finished = replies.own_moments(found)
        is_whole = all(walk.is_settled(item, answers) for item in content.scored_items[of.form])
        record = AssessmentRecord(
            uuid.uuid4().hex,
            of.person,
            of.questionnaire,
            of.form,
            None,
            begun,
            finished if is_whole else None,
            # where its own moment places it: it may be older than those taken here
            sequence=of_moment(finished),
        )
        kept = KeptReply(found.invitation.id, "self", taken_at=self._moment())
        return second_views.insert_whole(self._connection, record, answers.values(), kept)


def unsealed(raw: bytes, key: str, of_rounds: Mapping[str, str]) -> Opened:
    """What was sealed: a file, or the text copied out of a message. Raises ReplyError.

    ``of_rounds`` are the keys that prove invitations to rounds from other data folders.
    """
    inside = sealing.opened(raw, key)
    kind = handing.kind_of(inside)
    if kind:
        return handing.read(inside, kind)
    found = replies.read(inside)
    sealing.require_proven(found.invitation, of_rounds.get(found.invitation.round, key))
    return found
