"""How many replies the newest round waits for, asked often and before the first page: nothing of a round is read."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import json

from nextrung.store import sqlite

# The newest round is the one that the page opens with: no whole assessment by file, none whose questions are lost.
# What a coach opens is not counted here: its replies go there.
_COUNT = """SELECT count(*), count(view_reply.id) FILTER (WHERE view_reply.withdrawn_at IS NULL)
    FROM view_invitation LEFT JOIN view_reply ON view_reply.id = view_invitation.id
    WHERE view_invitation.round = (
        SELECT id FROM view_round
        WHERE person = ?1 AND items <> '[]' AND questionnaire NOT IN (SELECT value FROM json_each(?2))
            AND id NOT IN (SELECT round FROM view_invitation WHERE part = 'self')
        ORDER BY view_round.rowid DESC LIMIT 1
    ) AND view_invitation.round NOT IN (SELECT round FROM view_coach WHERE proof_key = '')"""


def replies_in(connection: sqlite.Connection, person: str, hidden: Collection[str]) -> tuple[int, int]:
    """How many answered in a person's newest round, and how many were asked; of ``hidden`` contents none counts.

    Whoever took a reply back did not answer. Both are 0 without a round, and where a coach opens its replies.
    """
    asked, answered = connection.execute(_COUNT, (person, json.encode(sorted(hidden)).decode())).fetchone()
    return int(answered), int(asked)
