"""What goes between a person who asks and the coach who opens the replies: the round, and later its grouped result."""

from __future__ import annotations

import hmac
import json
from datetime import datetime
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from nextrung.clock import as_moment
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.result import Result
from nextrung.views import sealing
from nextrung.views.invitation import MINIMUM, Part
from nextrung.views.picture import Collected, Example, Picture, RaterGroup, RaterGroupView, beside
from nextrung.views.release import least
from nextrung.views.reply import LONGEST_TEXT
from nextrung.views.rounds import ALONE, GROUPS, HIGHEST_MINIMUM
from nextrung.views.sealing import ReplyError

ROUND, RESULT = "nextrung.round", "nextrung.views"
_LONGEST_ID = 200
_NAMES = {ROUND: "round", RESULT: "result"}


class HandedRound(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A round for the coach, with those who are asked: as what, never by name.

    ``fingerprint`` names the exact questions; ``proof_key`` proves the invitations; ``result_key`` is the public key
    that the result is sealed to.
    """

    format: Literal["nextrung.round"] = "nextrung.round"
    format_version: Literal[1] = 1
    round: str
    person: str
    questionnaire: str
    version: str
    fingerprint: str
    form: FormId
    items: tuple[str, ...]
    made_at: str
    due: str | None
    minimum: int
    asked: tuple[tuple[str, Part, str], ...]
    """Of each invitation its id, as what, and when."""
    proof_key: str
    result_key: str


class HandedResult(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is shown of a round where the replies are: groups, their views by area, and words. Nothing of anybody else.

    ``proof`` shows that it was written by whoever got the round.
    """

    format: Literal["nextrung.views"] = "nextrung.views"
    format_version: Literal[1] = 1
    round: str
    handed_at: str
    groups: tuple[RaterGroup, ...]
    areas: dict[str, tuple[RaterGroupView, ...]]
    words: tuple[Example, ...]
    proof: str = ""

    def unproven(self) -> str:
        """All but the proof as one text, the same every time."""
        fields = msgspec.to_builtins(replace(self, proof=""))
        return json.dumps(fields, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


Handed = HandedRound | HandedResult


def result_of(round_: str, found: Picture, moment: str, proof_key: str) -> HandedResult:
    """What is handed over of a picture: what is shown, without anything of the person's own levels."""
    plain = HandedResult(
        round=round_,
        handed_at=moment,
        groups=found.groups,
        areas={
            one.competency: tuple(replace(view, comparison=None) for view in one.views)
            for one in found.areas
            if one.views
        },
        words=found.words,
    )
    return replace(plain, proof=sealing.proof_of(plain.unproven(), proof_key))


def written(handed: Handed) -> bytes:
    """A round or a result as it is sealed and kept."""
    return json.dumps(msgspec.to_builtins(handed), ensure_ascii=False).encode()


def kind_of(raw: bytes) -> str:
    """What was unsealed: the format of a round or of a result, empty for anything else."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return ""
    kind = found.get("format") if isinstance(found, dict) else None
    return kind if isinstance(kind, str) and kind in _NAMES else ""


def read(raw: bytes, kind: str) -> Handed:
    """A round or a result. Raises ReplyError in one sentence."""
    try:
        if kind == RESULT:
            result = msgspec.json.decode(raw, type=HandedResult)
            _require_rule(result)
            return result
        handed = msgspec.json.decode(raw, type=HandedRound)
    except msgspec.DecodeError as error:
        raise ReplyError(f"This {_NAMES[kind]} does not fit what this program reads.") from error
    _require_round(handed)
    return handed


def require_proven(result: HandedResult, key: str) -> None:
    """Raise ReplyError when a result was not written by whoever got the round, or was changed since."""
    if not hmac.compare_digest(result.proof.encode(), sealing.proof_of(result.unproven(), key).encode()):
        raise ReplyError("This result does not come from the coach who got the round.")


def picture_of(of: Collected, result: HandedResult, questionnaire: Questionnaire, own: Result | None) -> Picture:
    """What was handed over, beside the person's own levels; groups of which nothing came are only asked.

    The minimum may have been raised since: what rests on fewer is not shown any more.
    """
    views = {area: [one for one in found if _is_enough(one, of)] for area, found in result.areas.items()}
    seen = {(area, one.part) for area, found in views.items() for one in found}
    words = tuple(one for one in result.words if (one.competency, one.part) in seen)
    came = {one.part: one for one in result.groups}
    groups = tuple(
        _as_shown(came.get(part, RaterGroup(part, of.asked[part], 0, 0, 0, 0)), of)
        for part in (ALONE, *GROUPS)
        if of.asked.get(part)
    )
    return Picture(beside(views, of.round, questionnaire, own), words, groups)


def _is_enough(view: RaterGroupView, of: Collected) -> bool:
    return view.raters >= least(view.part, of.round.minimum)


def _as_shown(group: RaterGroup, of: Collected) -> RaterGroup:
    """A group as it stands with the minimum of now; more may be asked by now than when it was handed over."""
    needed = least(group.part, of.round.minimum)
    asked = max(group.asked, of.asked[group.part])
    if group.shown >= needed:
        return replace(group, asked=asked)
    return replace(group, asked=asked, shown=0, missing=max(group.missing, needed - group.answered, 0))


def _require_round(handed: HandedRound) -> None:
    sealing.require_public_key(handed.result_key)
    parts = [part for _, part, _ in handed.asked]
    ids = (handed.round, handed.proof_key, *(id_ for id_, _, _ in handed.asked))
    fits = (
        MINIMUM <= handed.minimum <= HIGHEST_MINIMUM
        and handed.items
        and set(parts) <= {ALONE, *GROUPS}
        and parts.count(ALONE) <= 1
        and all(_is_moment(one) for one in (handed.made_at, *(at for _, _, at in handed.asked)))
        and all(0 < len(one) <= _LONGEST_ID for one in ids)
    )
    if not fits:
        raise ReplyError("This round does not fit what this program reads.")


def _is_moment(text: str) -> bool:
    try:
        return as_moment(datetime.fromisoformat(text)) == text
    except (ValueError, OverflowError):
        return False


def _require_rule(result: HandedResult) -> None:
    """Nothing below three is taken, whoever wrote it, nor a text that a form would not take."""
    views = [view for found in result.areas.values() for view in found]
    enough = all(view.raters >= least(view.part) for view in views) and all(
        not one.shown or one.shown >= least(one.part) for one in result.groups
    )
    parts = {one.part for one in views} | {one.part for one in result.words} | {one.part for one in result.groups}
    known = parts <= {ALONE, *GROUPS}
    levels = [end for view in views for end in (view.level, *(view.range or ()), *(view.band or ())) if end is not None]
    placed = all(1 <= end <= 5 for end in levels) and all(view.level is not None or view.band for view in views)
    placed = placed and _is_moment(result.handed_at)
    if not enough or not known or not placed or any(len(one.text) > LONGEST_TEXT for one in result.words):
        raise ReplyError("This result shows what no round shows, so it is not taken.")
