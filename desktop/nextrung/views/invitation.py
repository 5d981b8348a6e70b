"""An invitation: who is asked about whom, as what, and with which questions. It comes back within the reply."""

from __future__ import annotations

import json
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Rating
from nextrung.questionnaire.model import Questionnaire

Part = Literal["colleague", "manager", "led", "client", "coach", "self"]
"""As what somebody answers: *led* is somebody whom the person leads, *self* the whole assessment of the person."""
PARTS: tuple[Part, ...] = get_args(Part)
MINIMUM = 3
"""Replies below which nothing of a group is shown."""
FEW_QUESTIONS = 20
"""Questions that somebody else is asked, where the questionnaire has as many."""


# What is at its default is left out, so that the proof of a form stays the same when a later version adds a field.
class Invitation(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One invitation of a round. ``person`` is the name shown in the form, ``items`` are in the order of asking.

    ``minimum`` is what the form promises: nothing of a group is shown below so many replies.

    ``coach_key`` is the public key of the coach who alone opens the reply; empty where the person asks for themselves.

    ``proof`` shows whoever holds the key of the round that the rest was written here.
    """

    round: str
    id: str
    part: Part
    person: str
    questionnaire: str
    version: str
    form: FormId
    items: tuple[str, ...]
    proof: str = ""
    minimum: int = MINIMUM
    coach_key: str = ""

    def unproven(self) -> str:
        """All but the proof as one text, the same every time."""
        fields = msgspec.to_builtins(self)
        fields.pop("proof", None)
        return json.dumps(fields, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def asked_of_others(questionnaire: Questionnaire, count: int = FEW_QUESTIONS) -> tuple[Rating, ...]:
    """The rating items that others are asked: ``count`` of them spread over all areas, in the order of the form.

    Items without wording for others are left out.
    """
    of_areas = [
        sorted(
            (item for item in area.ratings if item.observed is not None and "full" in item.forms),
            # those of the quick form first, as they say most of an area
            key=lambda item: "quick" not in item.forms,
        )
        for area in questionnaire.competencies
    ]
    longest = max(map(len, of_areas), default=0)
    in_turns = [items[turn] for turn in range(longest) for items in of_areas if turn < len(items)]
    chosen = {item.id for item in in_turns[:count]}
    every = (item for area in questionnaire.competencies for item in area.ratings)
    return tuple(item for item in every if item.id in chosen)
