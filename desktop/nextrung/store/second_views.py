"""Rounds of views of others in the database: who was asked, what came back, and what was shown of each group."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.assessment.answers_file import FORMS
from nextrung.assessment.record import AssessmentRecord
from nextrung.store import assessments, sqlite
from nextrung.store.database import writing
from nextrung.store.stored_values import FieldForm, StoredValues, one_of
from nextrung.views.invitation import PARTS, Part
from nextrung.views.release import Release
from nextrung.views.rounds import Asked, CoachRound, KeptReply, Round


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _of_ids(text: str) -> frozenset[str]:
    return frozenset(str(one) for one in json.loads(text))


def _areas(text: str) -> dict[str, frozenset[str]]:
    return {str(area): frozenset(ids) for area, ids in json.loads(text).items()}


def _given(text: str) -> dict[str, float | None]:
    found = json.loads(text)
    if not all(value is None or isinstance(value, int | float) for value in found.values()):
        raise TypeError("a rating is no number")
    return dict(found)


_WHOLE = "part = 'self' AND round IN (SELECT id FROM view_round WHERE person = ?)"
"""The invitations of a person to answer a whole assessment."""
_IDS = FieldForm(lambda ids: _dump(sorted(ids)), _of_ids)
_PART = one_of(PARTS, "part")
_ROUNDS = StoredValues(
    Round,
    "view_round",
    {"form": one_of(FORMS, "form"), "items": FieldForm(_dump, lambda text: tuple(json.loads(text)))},
)
_ASKED = StoredValues(Asked, "view_invitation", {"part": _PART})


class _ReplyRow(Struct, frozen=True):
    """A reply without its part, which its invitation has."""

    id: str
    given: Mapping[str, float | None]
    examples: Mapping[str, str]
    hidden: frozenset[str]
    taken_at: str
    withdrawn_at: str | None


_REPLIES = StoredValues(
    _ReplyRow,
    "view_reply",
    {
        "given": FieldForm(_dump, _given),
        "examples": FieldForm(_dump, lambda text: dict(json.loads(text))),
        "hidden": _IDS,
    },
)
_RELEASES = StoredValues(
    Release,
    "view_release",
    {
        "part": _PART,
        "replies": _IDS,
        "areas": FieldForm(lambda areas: _dump({area: sorted(ids) for area, ids in sorted(areas.items())}), _areas),
    },
)


_COACH = StoredValues(CoachRound, "view_coach")


def rounds_of(connection: sqlite.Connection, person: str) -> tuple[Round, ...]:
    """The rounds about a person, the one made last at the end."""
    return _ROUNDS.read(connection, "WHERE person = ? ORDER BY rowid", person)


def round_by_id(connection: sqlite.Connection, id_: str) -> Round | None:
    """One round, or None."""
    return next(iter(_ROUNDS.read(connection, "WHERE id = ?", id_)), None)


def ask(connection: sqlite.Connection, asked: Asked, of: Round, coach: CoachRound | None = None) -> None:
    """Keep that somebody is asked, and with the first who is the round and its coach. Raises DatabaseError."""
    with writing(connection):
        if round_by_id(connection, of.id) is None:
            connection.execute(_ROUNDS.insert(), _ROUNDS.row(of))
            if coach is not None:
                keep_coach(connection, coach)
        connection.execute(_ASKED.insert(), _ASKED.row(asked))


def keep_coach(connection: sqlite.Connection, coach: CoachRound) -> None:
    """Keep whose replies a coach opens, or what was handed over, in the transaction of the caller."""
    connection.execute(_COACH.upsert(), _COACH.row(coach))


def coach_of(connection: sqlite.Connection, round_: str) -> CoachRound | None:
    """Whether and how a coach opens the replies to a round; None where nobody else does."""
    return next(iter(_COACH.read(connection, "WHERE round = ?", round_)), None)


def proof_keys(connection: sqlite.Connection) -> dict[str, str]:
    """By round, the keys that prove invitations which came from other data folders."""
    return {one.round: one.proof_key for one in _COACH.read(connection, "WHERE proof_key <> ''")}


def ask_handed(connection: sqlite.Connection, of: Round, asked: Iterable[Asked], coach: CoachRound) -> None:
    """Keep a round that was handed over, with those who are asked in it by now, in the transaction of the caller."""
    if round_by_id(connection, of.id) is None:
        connection.execute(_ROUNDS.insert(), _ROUNDS.row(of))
        keep_coach(connection, coach)
    for one in asked:
        if asked_by_id(connection, one.id) is None:
            connection.execute(_ASKED.insert(), _ASKED.row(one))


def unask(connection: sqlite.Connection, asked: Asked) -> None:
    """Forget that somebody was asked who has not answered, and the round if nobody else is asked in it."""
    with writing(connection):
        connection.execute(
            "DELETE FROM view_invitation WHERE id = ? AND id NOT IN (SELECT id FROM view_reply)", (asked.id,)
        )
        connection.execute(
            "DELETE FROM view_round WHERE id = ? AND id NOT IN (SELECT round FROM view_invitation)", (asked.round,)
        )


def set_due(connection: sqlite.Connection, round_: str, due: date | None) -> None:
    """Ask for the replies to a round by another day. Raises DatabaseError."""
    with writing(connection):
        connection.execute("UPDATE view_round SET due = ? WHERE id = ?", (due.isoformat() if due else None, round_))


def asked_in(connection: sqlite.Connection, round_: str) -> tuple[Asked, ...]:
    """Who is asked in a round, in the order of asking."""
    return _ASKED.read(connection, "WHERE round = ? ORDER BY rowid", round_)


def whole_asked(connection: sqlite.Connection, person: str) -> dict[str, Asked]:
    """The whole assessments that a person was asked for by file, by round."""
    found = _ASKED.read(connection, f"WHERE {_WHOLE} ORDER BY rowid", person)
    return {one.round: one for one in found}


def asked_by_id(connection: sqlite.Connection, id_: str) -> Asked | None:
    """One invitation, or None."""
    return next(iter(_ASKED.read(connection, "WHERE id = ?", id_)), None)


def is_answered(connection: sqlite.Connection, id_: str) -> bool:
    """Whether a reply to an invitation was taken in, and be it that it was withdrawn since."""
    return connection.execute("SELECT 1 FROM view_reply WHERE id = ?", (id_,)).fetchone() is not None


def insert_reply(connection: sqlite.Connection, reply: KeptReply) -> None:
    """Keep a reply, inside a transaction of who calls."""
    connection.execute(_REPLIES.insert("changed_at"), (reply.taken_at, *_REPLIES.row(_bare(reply))))


def insert_whole(
    connection: sqlite.Connection, record: AssessmentRecord, answers: Iterable[Answer], reply: KeptReply
) -> AssessmentRecord:
    """Keep a whole assessment that came by file, and that its invitation is answered, inside a transaction."""
    (kept,) = assessments.insert_all(connection, [(record, answers)])
    insert_reply(connection, reply)
    return kept


def change_reply(connection: sqlite.Connection, reply: KeptReply, moment: str) -> None:
    """Keep what was hidden of a reply, or that it was withdrawn. Raises DatabaseError."""
    # What a reply held is to be nowhere in the file once it was withdrawn.
    connection.execute("PRAGMA secure_delete = ON")
    with writing(connection):
        _REPLIES.update(connection, _bare(reply))
        # never back, though the clock may be: a file from before would count as newer
        connection.execute("UPDATE view_reply SET changed_at = max(changed_at, ?) WHERE id = ?", (moment, reply.id))
    if reply.withdrawn:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # the log holds pages as they were before


def replies(connection: sqlite.Connection, round_: str) -> tuple[KeptReply, ...]:
    """What came back in a round, with its part, in the order of asking."""
    return _replies_to(connection, asked_in(connection, round_), "round = ?", round_)


def whole_replies(connection: sqlite.Connection, asked: Iterable[Asked], person: str) -> tuple[KeptReply, ...]:
    """Which of a person's whole assessments by file came back."""
    return _replies_to(connection, asked, _WHOLE, person)


def _replies_to(connection: sqlite.Connection, asked: Iterable[Asked], where: str, value: str) -> tuple[KeptReply, ...]:
    """What came back to those who are asked, in their order, read at once; ``where`` tells their invitations."""
    of_these = f"WHERE id IN (SELECT id FROM view_invitation WHERE {where})"
    found = {one.id: one for one in _REPLIES.read(connection, of_these, value)}
    return tuple(
        KeptReply(part=one.part, **{name: getattr(found[one.id], name) for name in _REPLIES.names})
        for one in asked
        if one.id in found
    )


def add_release(connection: sqlite.Connection, new: Release) -> None:
    """Keep a showing of a group, as its last. Raises DatabaseError."""
    with writing(connection):
        (number,) = connection.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM view_release WHERE round = ? AND part = ?", (new.round, new.part)
        ).fetchone()
        connection.execute(_RELEASES.insert("number"), (number, *_RELEASES.row(new)))


def last_releases(connection: sqlite.Connection, round_: str) -> dict[Part, Release]:
    """The last showing of each group."""
    found = _RELEASES.read(connection, "WHERE round = ? ORDER BY number, rowid", round_)
    return {one.part: one for one in found}


def _bare(reply: KeptReply) -> _ReplyRow:
    return _ReplyRow(**{name: getattr(reply, name) for name in _REPLIES.names})
