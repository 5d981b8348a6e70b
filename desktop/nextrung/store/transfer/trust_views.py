"""Whether the rounds of views in a data file mean what they say: questions that there are, answers that they offer."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any

from nextrung.assessment.answers_file import FORMS
from nextrung.shown import clip
from nextrung.store import sqlite
from nextrung.store.transfer.refusals import TransferError
from nextrung.views import handing, sealing
from nextrung.views.invitation import PARTS
from nextrung.views.reply import LONGEST_TEXT

_RATINGS = (1.0, 2.0, 3.0, 4.0, 5.0)
_ROUND_OF = "FROM main.{} AS f JOIN main.view_round AS r ON r.id = f.round"
_REPLIES = (
    "SELECT f.id, f.given, f.examples, f.hidden, r.items FROM main.view_reply AS f"
    " JOIN main.view_invitation AS i ON i.id = f.id JOIN main.view_round AS r ON r.id = i.round"
)


def require_views(connection: sqlite.Connection, asks: Callable[[str, str], bool]) -> None:
    """Check all rounds with what belongs to them in ``main``; ``asks`` tells whether a content has an item.

    Raises TransferError.
    """
    for one, form, name, text in connection.execute("SELECT id, form, questionnaire, items FROM main.view_round"):
        items = json.loads(text)
        if form not in FORMS or not _are_texts(items) or not all(asks(name, item) for item in items):
            raise _refusal(f"the round {clip(one)} asks what its questionnaire does not")
    for table in ("view_invitation", "view_release"):
        for one, part in connection.execute(f"SELECT f.id, f.part {_ROUND_OF.format(table)}"):
            if part not in PARTS:
                raise _refusal(f"{clip(one)} is asked as “{clip(part)}”, which there is not")
    for one, given, examples, hidden, items in connection.execute(_REPLIES):
        fits = _are_ratings(json.loads(given), json.loads(items)) and _are_examples(json.loads(examples))
        if not fits or not _are_texts(json.loads(hidden)):
            raise _refusal(f"the reply {clip(one)} holds what was not asked")
    for one, replies, areas in connection.execute("SELECT id, replies, areas FROM main.view_release"):
        if not _are_texts(json.loads(replies)) or not _are_lists(json.loads(areas)):
            raise _refusal(f"the showing {clip(one)} is not what this program keeps")
    for one, *keys, handed in connection.execute("SELECT round, coach_key, result_key, handed FROM main.view_coach"):
        if not all(not key or _is_public_key(key) for key in keys) or not _is_handed(handed):
            raise _refusal(f"what a coach has to do with the round {clip(one)} is not what this program keeps")


def _is_public_key(text: str) -> bool:
    try:
        return sealing.require_public_key(text) == text
    except sealing.ReplyError:
        return False


def _is_handed(text: str) -> bool:
    raw = text.encode()
    try:
        return json.loads(text) == {} or bool(handing.kind_of(raw) and handing.read(raw, handing.RESULT))
    except sealing.ReplyError:
        return False


def _refusal(what: str) -> TransferError:
    return TransferError(f"This file is not taken: {what}.")


def _are_ratings(given: Any, asked: Collection[str]) -> bool:
    return isinstance(given, dict) and all(
        item in asked and (value is None or (type(value) in (int, float) and value in _RATINGS))
        for item, value in given.items()
    )


def _are_texts(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(one, str) for one in found)


def _are_examples(found: Any) -> bool:
    return isinstance(found, dict) and all(isinstance(one, str) and len(one) <= LONGEST_TEXT for one in found.values())


def _are_lists(found: Any) -> bool:
    return isinstance(found, dict) and all(_are_texts(one) for one in found.values())
