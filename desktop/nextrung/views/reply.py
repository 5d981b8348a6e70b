"""What comes back: a reply as values, checked against its own invitation."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec
from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.assessment.answers_file import LARGEST_TEXT, read_answers, read_head
from nextrung.clock import as_moment
from nextrung.errors import AnswersError
from nextrung.intake import strict_json
from nextrung.intake.strict_json import LooseJsonError
from nextrung.questionnaire.model import Questionnaire
from nextrung.shown import clip
from nextrung.views.invitation import Invitation
from nextrung.views.rounds import Asked, KeptReply, Round
from nextrung.views.sealing import ReplyError

FORMAT = "nextrung.reply"
FORMAT_VERSION = 1
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
LONGEST_TEXT = 4_000
"""Characters of one example or note in the form."""


class GivenRating(Struct, frozen=True, forbid_unknown_fields=True):
    """One item as somebody else answered it: 1 to 5, or that they have not seen it."""

    item: str
    value: Literal[1, 2, 3, 4, 5] | None = None
    not_seen: bool = False


class Reply(Struct, frozen=True, forbid_unknown_fields=True):
    """A reply as it was sealed: ratings and an example by area of somebody else, or the person's own assessment.

    Moments are ISO 8601, UTC, by the clock of whoever answered.
    """

    format: str
    format_version: int
    invitation: Invitation
    begun_at: str
    finished_at: str
    answers: tuple[GivenRating, ...] = ()
    examples: dict[str, str] = {}
    assessment: dict[str, Any] | None = None

    @property
    def answered(self) -> int:
        """How many of the invitation's items somebody else rated or has not seen."""
        return len(self.answers)


def read(raw: bytes) -> Reply:
    """The reply in what was unsealed. Raises ReplyError in one sentence."""
    try:
        text = raw.decode()
        if len(text) > LARGEST_TEXT:
            raise ReplyError(f"This reply has more than {LARGEST_TEXT:,} characters; a reply is far smaller.")
        parsed = strict_json.parsed(text)
        json.dumps(parsed, ensure_ascii=False).encode()  # half of a surrogate pair passes as JSON
    except (UnicodeError, LooseJsonError, json.JSONDecodeError) as error:
        raise ReplyError("This was sealed for this data folder, but is no reply of a form.") from error
    if not isinstance(parsed, dict) or parsed.get("format") != FORMAT:
        raise ReplyError("This was sealed for this data folder, but is no reply of a form.")
    if type(parsed.get("format_version")) is not int or parsed["format_version"] != FORMAT_VERSION:
        raise ReplyError(f"This reply is of another version of the form; this program reads {FORMAT_VERSION}.")
    try:
        reply = msgspec.convert(parsed, Reply)
    except msgspec.ValidationError as error:
        raise ReplyError(f"This reply does not fit its form: {clip(str(error))}.") from error
    _require_fitting(reply)
    return reply


def own_answers(reply: Reply, questionnaire: Questionnaire) -> Mapping[str, Answer]:
    """The answers of a person's own assessment by item id. Raises ReplyError."""
    try:
        head, raw = read_head(json.dumps(reply.assessment))
        asked = reply.invitation
        if (head.questionnaire, head.version, head.form) != (asked.questionnaire, asked.version, asked.form):
            raise ReplyError("This reply does not fit its invitation: it answers another questionnaire or form.")
        return read_answers(raw, head.form, questionnaire)
    except AnswersError as error:
        raise ReplyError(f"This reply does not fit its form: {error}") from error


def require_asked(reply: Reply, asked: Asked, of: Round, questionnaire: Questionnaire) -> None:
    """Raise ReplyError when a reply does not answer what is kept of its invitation, round and questionnaire."""
    invitation = reply.invitation
    if (asked.round, asked.part, of.minimum) != (invitation.round, invitation.part, invitation.minimum):
        raise ReplyError("This reply belongs to another round than the one that is here.")
    if (questionnaire.id, questionnaire.version) != (invitation.questionnaire, invitation.version):
        here = f"{questionnaire.id} {questionnaire.version}"
        raise ReplyError(f"This reply is to another version of the questionnaire; its round asks {here}.")
    if (of.form, of.items) != (invitation.form, invitation.items):
        raise ReplyError("This reply is to other questions than its round asks.")


def own_moments(reply: Reply) -> tuple[str, str]:
    """When a person's own assessment was begun and finished. Raises ReplyError."""
    try:
        moments = [as_moment(datetime.fromisoformat(one)) for one in (reply.begun_at, reply.finished_at)]
        fits = all(
            _MOMENT.fullmatch(one) and "1970" <= one[:4] <= "2999" for one in (reply.begun_at, reply.finished_at)
        )
    except (ValueError, OverflowError):
        fits = False
    if not fits or moments[0] > moments[1]:
        raise ReplyError("This reply does not fit its form: its times are none.")
    return moments[0], moments[1]


def kept_reply(reply: Reply, taken_at: str) -> KeptReply:
    """What is kept of what somebody else answered: no times but the one it was taken in at."""
    given = {one.item: None if one.value is None else float(one.value) for one in reply.answers}
    examples = {area: text.strip() for area, text in reply.examples.items() if text.strip()}
    return KeptReply(reply.invitation.id, reply.invitation.part, given, examples, taken_at=taken_at)


def _require_fitting(reply: Reply) -> None:
    asked = reply.invitation
    if (asked.part == "self") != (reply.assessment is not None) or (asked.part == "self" and reply.answers):
        raise ReplyError("This reply does not fit its invitation: it was given as something else.")
    seen: set[str] = set()
    for one in reply.answers:
        if one.item not in asked.items or one.item in seen:
            raise ReplyError(f"This reply does not fit its invitation: “{clip(one.item)}” was not asked once.")
        if (one.value is None) != one.not_seen:
            raise ReplyError(f"This reply does not fit its form: {one.item} needs one answer.")
        seen.add(one.item)
    areas = {item.partition("-")[0] for item in asked.items}
    for area, text in reply.examples.items():
        if area not in areas or len(text) > LONGEST_TEXT:
            raise ReplyError("This reply does not fit its form: an example is too long, or of no area that was asked.")
