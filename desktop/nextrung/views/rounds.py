"""A round: who is asked about somebody, as what and by when, with the same questions for all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from nextrung.questionnaire.constants import FormId
from nextrung.views.invitation import MINIMUM, Part

HIGHEST_MINIMUM = 10
"""What the minimum can be raised to."""
LONGEST_ASKED_NAME = 120
ALONE: Part = "manager"
"""Who is shown alone, because the invitation says so."""
GROUPS: tuple[Part, ...] = ("colleague", "led", "client", "coach")
"""Who is shown only together with others of the same kind."""


class Round(Struct, frozen=True):
    """One round of views about a person, or one whole assessment by file.

    ``questionnaire`` is the fingerprint of the exact content, ``items`` are in the order of asking, ``minimum`` is
    what the forms promise: nothing of a group is shown below so many replies. ``due`` is a local day.
    """

    id: str
    person: str
    questionnaire: str
    form: FormId
    items: tuple[str, ...]
    made_at: str
    due: date | None = None
    minimum: int = MINIMUM


class CoachRound(Struct, frozen=True):
    """What makes a round one whose replies a coach opens, in the data folder of who asks and in that of the coach.

    ``coach_key`` is the public key that the forms are sealed to, where the person asks; ``handed`` is what the coach
    handed over at ``handed_at``, as JSON, ``{}`` before. In the coach's data folder ``proof_key`` proves the
    invitations of the round, and ``result_key`` is the public key of who asks, which the result is sealed to.
    """

    round: str
    coach_key: str = ""
    proof_key: str = ""
    result_key: str = ""
    handed_at: str | None = None
    handed: str = "{}"


class Asked(Struct, frozen=True):
    """Somebody who is asked in a round: ``id`` is that of the invitation, ``name`` may be empty (“a colleague”)."""

    id: str
    round: str
    part: Part
    name: str
    asked_at: str


class KeptReply(Struct, frozen=True):
    """What somebody else answered: ``id`` is that of the invitation.

    ``given`` holds a rating from 1 to 5 by item id, None for what was not seen; ``examples`` are by area. Of a reply
    that was withdrawn both are gone for good. ``hidden`` are the areas whose example the person does not want to see.
    Moments are ISO 8601, UTC.
    """

    id: str
    part: Part
    given: Mapping[str, float | None] = {}
    examples: Mapping[str, str] = {}
    hidden: frozenset[str] = frozenset()
    taken_at: str = ""
    withdrawn_at: str | None = None

    @property
    def withdrawn(self) -> bool:
        """Whether whoever gave it took it back."""
        return self.withdrawn_at is not None


def refused(asked: Mapping[str, Asked], part: Part) -> str:
    """Why nobody more can be asked as this in a round with these invitations; empty when somebody can."""
    if part == ALONE and any(one.part == ALONE for one in asked.values()):
        # what that form says would become untrue: “You are the only manager asked”
        return "One manager is asked in this round already; ask others as colleagues, or begin another round."
    return ""
