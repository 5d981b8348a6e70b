"""Rounds whose replies a coach opens: the round goes to the coach, and its grouped result comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from nextrung.assessment.record import AssessmentRecord
from nextrung.people.person import Person
from nextrung.questionnaire.model import Questionnaire
from nextrung.report.saving import save
from nextrung.store import bin as store_bin
from nextrung.store import contents, people, second_views, sqlite
from nextrung.views import handing, sealing
from nextrung.views.handing import Handed, HandedResult, HandedRound
from nextrung.views.picture import Picture
from nextrung.views.rounds import Asked, CoachRound, Round
from nextrung.views.sealing import ReplyError


class Taken(Struct, frozen=True, kw_only=True):
    """What came in for somebody, with their assessment if it is a whole one."""

    person: Person
    assessment: AssessmentRecord | None = None


class TakenHanded(Taken, frozen=True):
    """A round, or a result, that was taken in."""

    handed: Handed


class CoachRounds:
    """Hands rounds and results over, as files that only the other side opens."""

    def __init__(
        self,
        connection: sqlite.Connection,
        key: Callable[[], str],
        moment: Callable[[], str],
        picture: Callable[[Round], Picture],
        content: Callable[[str], Questionnaire],
    ) -> None:
        """Work on an open database; ``key`` is that of the data folder, ``picture`` what is shown of a round."""
        self._connection = connection
        self._key = key
        self._moment = moment
        self._picture = picture
        self._content = content

    def public_key(self) -> str:
        """What a client names to have replies opened here. Raises DatabaseError."""
        return sealing.public_key(self._key())

    def require_key(self, text: str) -> str:
        """A coach's public key as it was pasted; empty for none. Raises ReplyError for what is no key of a coach."""
        if not text.strip():
            return ""
        found = sealing.require_public_key(text)
        if found == self.public_key():
            raise ReplyError("This is the public key of this data folder itself; leave the field empty.")
        return found

    def of(self, round_: Round) -> CoachRound | None:
        """Whether and how a coach opens the replies to a round."""
        return second_views.coach_of(self._connection, round_.id)

    def proof_key(self, round_: str) -> str:
        """What proves the invitations of a round. Raises DatabaseError."""
        coach = second_views.coach_of(self._connection, round_)
        return self._key() if coach is None else coach.proof_key or sealing.round_key(self._key(), round_)

    def round_work(self, of: Round, path: Path) -> Callable[[], Path]:
        """Work that writes a round for the coach, in any thread. Raises ReplyError, DatabaseError.

        Those who are asked go along as what they are asked, never by name.
        """
        coach, content = self.of(of), self._content(of.questionnaire)
        person = people.by_id(self._connection, of.person)
        if coach is None or not coach.coach_key:
            raise ReplyError("This round names no coach.")
        asked = tuple((one.id, one.part, one.asked_at) for one in second_views.asked_in(self._connection, of.id))
        handed = HandedRound(
            round=of.id,
            person=person.name if person is not None else "",
            questionnaire=content.id,
            version=content.version,
            fingerprint=of.questionnaire,
            form=of.form,
            items=of.items,
            made_at=of.made_at,
            due=of.due.isoformat() if of.due else None,
            minimum=of.minimum,
            asked=asked,
            proof_key=self.proof_key(of.id),
            result_key=self.public_key(),
        )
        made = sealing.sealed_for(handing.written(handed), coach.coach_key)
        return lambda: saved(path, made)

    def result_work(self, of: Round, path: Path) -> Callable[[], Path]:
        """Work that writes what is shown of a round for the person who asked. Raises ReplyError."""
        coach = self.of(of)
        if coach is None or not coach.result_key:
            raise ReplyError("This round was not handed over to a coach.")
        found = self._picture(of)
        if not any(one.shown for one in found.groups):
            raise ReplyError("Nothing of this round is shown yet, so there is nothing to hand over.")
        result = handing.result_of(of.id, found, self._moment(), coach.proof_key)
        made = sealing.sealed_for(handing.written(result), coach.result_key)
        return lambda: saved(path, made)

    def hide(self, of: Round, text: str, competency: str) -> bool:
        """Show an example of what was handed over no more; whether there was one. In the transaction of the caller."""
        coach = self.of(of)
        result = None if coach is None else handed_in(coach)
        if coach is None or result is None:
            return False
        kept = tuple(one for one in result.words if (one.text, one.competency) != (text, competency))
        changed = handing.written(replace(result, words=kept)).decode()
        second_views.keep_coach(self._connection, replace(coach, handed=changed))
        return True


def handed_in(coach: CoachRound | None) -> HandedResult | None:
    """What a coach handed over of a round; None before, and of what was damaged."""
    if coach is None or handing.kind_of(coach.handed.encode()) != handing.RESULT:
        return None
    try:
        found = handing.read(coach.handed.encode(), handing.RESULT)
    except ReplyError:
        return None
    return found if isinstance(found, HandedResult) else None


def take(
    connection: sqlite.Connection,
    handed: Handed,
    current: Person | None,
    key: str,
    is_asked: Callable[[str, str], bool],
) -> TakenHanded:
    """Take in a round, or a result, in the transaction of the caller. Raises ReplyError, and nothing is kept.

    ``key`` is that of the data folder; ``is_asked`` tells whether a kept content asks others an item.
    """
    if isinstance(handed, HandedRound):
        return TakenHanded(handed, person=_take_round(connection, handed, current, is_asked))
    return TakenHanded(handed, person=_take_result(connection, handed, current, key))


def _take_round(
    connection: sqlite.Connection, handed: HandedRound, current: Person | None, is_asked: Callable[[str, str], bool]
) -> Person:
    if current is None or not current.name or " ".join(current.name.split()).casefold() != handed.person.casefold():
        raise ReplyError(
            f"This round is about {handed.person}; look at the person of that name, or add them, then take it in."
        )
    if contents.content(connection, handed.fingerprint) is None:
        what = f"{handed.questionnaire} {handed.version}"
        raise ReplyError(f"The questions of this round, {what}, are not here; choose that questionnaire once before.")
    if not all(is_asked(handed.fingerprint, item) for item in handed.items):
        raise ReplyError("This round asks what its questionnaire does not.")
    try:
        due = date.fromisoformat(handed.due) if handed.due else None
    except ValueError as error:
        raise ReplyError("This round does not fit what this program reads.") from error
    made = (handed.round, current.id, handed.fingerprint, handed.form, handed.items, handed.made_at)
    of = Round(*made, due, handed.minimum)
    if any(one.thing == of.id for one in store_bin.entries(connection, current.id)):
        # taken in anew it would have forgotten what was shown of its groups, and two showings could be subtracted
        raise ReplyError("This round lies among what was deleted; put it back instead.")
    there, coach = second_views.round_by_id(connection, of.id), second_views.coach_of(connection, of.id)
    new = CoachRound(of.id, proof_key=handed.proof_key, result_key=handed.result_key)
    if there is not None and (replace(there, due=due) != of or coach is None or replace(coach, handed="{}") != new):
        raise ReplyError("This round is here already, and another one: it is about somebody else, or of another kind.")
    asked = [Asked(id_, of.id, part, "", at) for id_, part, at in handed.asked]
    if any((found := second_views.asked_by_id(connection, one.id)) and found.round != of.id for one in asked):
        raise ReplyError("This round names an invitation of another round.")
    second_views.ask_handed(connection, of, asked, new)
    return current


def _take_result(connection: sqlite.Connection, handed: HandedResult, current: Person | None, key: str) -> Person:
    of, coach = second_views.round_by_id(connection, handed.round), second_views.coach_of(connection, handed.round)
    person = people.by_id(connection, of.person) if of is not None else None
    if of is None or person is None or coach is None or not coach.coach_key:
        raise ReplyError("This result belongs to no round that is here: it was deleted, or names no coach.")
    handing.require_proven(handed, sealing.round_key(key, of.id))
    if current is None or current.id != person.id:
        raise ReplyError("This result is about somebody else here; look at that person, then take it in.")
    if coach.handed_at is not None and coach.handed_at >= handed.handed_at:
        raise ReplyError("This result, or a newer one of the same round, was taken in before; nothing was changed.")
    if any(one.shown < of.minimum for one in handed.groups if one.shown and one.part != "manager"):
        raise ReplyError("This result shows a group of fewer than its forms promise, so it is not taken.")
    kept = replace(coach, handed_at=handed.handed_at, handed=handing.written(handed).decode())
    second_views.keep_coach(connection, kept)
    return person


def saved(path: Path, made: bytes) -> Path:
    """Write a file, and say where. Raises ReportError."""
    save(path, made)
    return path
