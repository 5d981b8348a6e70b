"""What a client shares with a coach, and what of a plan goes back: which tables, and which texts stay out."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any, Literal, get_args

from nextrung.sealing.refusals import SealError
from nextrung.sealing.sealed import require_public_key
from nextrung.shown import clip
from nextrung.store import sqlite
from nextrung.store.tables import BY_NAME
from nextrung.store.transfer.refusals import TransferError
from nextrung.store.transfer.selection import Selection

SharePart = Literal["results", "plan", "evidence", "adverts", "practice", "pay", "notes"]
SHARE_PARTS: tuple[SharePart, ...] = get_args(SharePart)
USUAL_PARTS: tuple[SharePart, ...] = ("results", "plan", "evidence")
"""What is shared unless somebody says otherwise."""
_TABLES_OF: dict[SharePart, tuple[str, ...]] = {
    "results": ("assessment", "answer", "own_profile"),
    "plan": ("plan_step",),
    "evidence": ("evidence", "work_example"),
    "adverts": ("own_advert",),
    "practice": ("practice_sitting", "practice_answer", "prediction"),
    "pay": ("own_figure", "pay_choice"),
    "notes": (),
}
_NOTES: dict[str, tuple[str, ...]] = {"answer": ("note",), "plan_step": ("notes",), "practice_answer": ("note",)}
"""What stays out unless notes are shared."""
_KEPT_BACK = ("notes", "archived_at", "number")
"""Of the row of a person: what a coach keeps about somebody, and the number of this computer, leave in no such file."""
_PLAN_TABLES = frozenset({"person", "plan_step"})
_BELONGING = frozenset({"person", "questionnaire", "share"})
"""What comes along and stays when what was shared is removed, or is the note of it itself."""
MAY_HOLD: dict[str, frozenset[str]] = {
    "share": _BELONGING.union(*_TABLES_OF.values()),
    "plan": _PLAN_TABLES,
}
"""The tables that may have rows in a file for each purpose."""


REMOVABLE = tuple(
    table for table in BY_NAME if table in MAY_HOLD["share"] - _BELONGING and len(BY_NAME[table].key) == 1
)
"""The tables whose rows are noted when they come with a share; what belongs to a row goes with it."""


def shared(person: str, parts: Collection[SharePart], answer_key: str, until: date, made_at: str) -> Selection:
    """What of a person leaves for their coach."""
    wanted = {table for part in parts for table in _TABLES_OF[part]}
    # What belongs to a row of another table leaves only with it: evidence of a step without the step says nothing.
    tables = {one for one in wanted if not BY_NAME[one].parent_table or BY_NAME[one].parent_table in wanted}
    about = _KEPT_BACK if "results" in parts else (*_KEPT_BACK, "target_role")
    chosen = json.dumps([part for part in SHARE_PARTS if part in parts])
    blank = {"person": about} if "notes" in parts else {"person": about, **_NOTES}
    return Selection(
        person,
        frozenset({"person", *tables}),
        blank,
        added={"share": ((person, person, answer_key, until.isoformat(), chosen, made_at, "{}"),)},
    )


def returned(person: str, origin: str) -> Selection:
    """The plan of a client, for their own data folder, in which their id is ``origin``."""
    about = (*_KEPT_BACK, "name", "target_role", "occupation")
    return Selection(person, _PLAN_TABLES, {"person": about, "plan_step": ("notes",)}, origin)


def require_shares(connection: sqlite.Connection) -> None:
    """Check the rows of ``share`` in ``main``. Raises TransferError."""
    for person, key, parts, things in connection.execute("SELECT person, answer_key, parts, things FROM main.share"):
        found = json.loads(parts)
        known = isinstance(found, list) and all(part in SHARE_PARTS for part in found)
        if not known or not _is_key(key) or not _are_things(json.loads(things)):
            raise TransferError(f"This file is not taken: what {clip(person)} shares is not what this program keeps.")


def _are_things(things: Any) -> bool:
    return isinstance(things, dict) and all(
        table in REMOVABLE and isinstance(ids, list) and all(isinstance(one, str) for one in ids)
        for table, ids in things.items()
    )


def _is_key(text: str) -> bool:
    try:
        return require_public_key(text) == text
    except SealError:
        return False
