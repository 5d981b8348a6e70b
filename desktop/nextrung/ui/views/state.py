"""What the page of other views shows, built from the workspace. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire
from nextrung.views.invitation import Part
from nextrung.views.picture import AreaViews, Comparison, Example, Picture, RaterGroup, talk_about
from nextrung.views.rounds import Asked, CoachRound, KeptReply, Round

Reader = Literal["here", "coach", "for_client"]
"""Who opens the replies to a round: this data folder, a coach, or this one for a client who asked elsewhere."""


class AskedRow(Struct, frozen=True):
    """Somebody who is asked: ``name`` may be empty, ``form`` is that of a whole assessment by file."""

    asked: Asked
    name: str
    answered_at: str | None
    withdrawn: bool
    form: FormId | None = None


class SeenArea(Struct, frozen=True):
    """One area with its name as it is read."""

    name: str
    views: AreaViews


class SeenWords(Struct, frozen=True):
    """One example with the name of its area."""

    name: str
    example: Example


class TalkRow(Struct, frozen=True):
    """A difference worth talking about; ``area`` holds the levels it rests on."""

    name: str
    part: Part
    comparison: Comparison
    area: AreaViews


class OtherViewsState(Struct, frozen=True):
    """One round, and whole assessments asked for by file; ``round`` is None before anybody was asked.

    ``rounds`` are all that can be looked at, the newest first. ``coach_key`` is the public key that a coach gives to
    clients, empty for anybody else.
    """

    round: Round | None
    asked: tuple[AskedRow, ...]
    rounds: tuple[Round, ...] = ()
    groups: tuple[RaterGroup, ...] = ()
    areas: tuple[SeenArea, ...] = ()
    words: tuple[SeenWords, ...] = ()
    talk: tuple[TalkRow, ...] = ()
    reader: Reader = "here"
    coach_key: str = ""

    @property
    def due(self) -> date | None:
        """By when replies are asked for."""
        return None if self.round is None else self.round.due

    @property
    def answered(self) -> int:
        """How many answered; those who took their reply back did not. With a coach, as they handed it over."""
        if self.reader == "coach":
            return sum(one.answered for one in self.groups)
        return sum(one.answered_at is not None and not one.withdrawn for one in self.asked if one.form is None)

    @property
    def is_shown(self) -> bool:
        """Whether anything of any group is shown."""
        return any(one.shown for one in self.groups)


def build(
    of: Round,
    asked: Sequence[AskedRow],
    found: Picture,
    content: Questionnaire,
    *,
    rounds: Sequence[Round] = (),
    coach: CoachRound | None = None,
) -> OtherViewsState:
    """A round as it is shown, beside all that can be looked at."""
    names = {one.id: one.name for one in content.competencies}
    areas = {one.competency: one for one in found.areas}
    return OtherViewsState(
        of,
        tuple(asked),
        tuple(rounds),
        found.groups,
        tuple(SeenArea(names[one.competency], one) for one in found.areas),
        tuple(SeenWords(names[one.competency], one) for one in found.words),
        tuple(
            TalkRow(names[one.competency], one.part, one.comparison, areas[one.competency]) for one in talk_about(found)
        ),
        _reader(coach),
    )


def _reader(coach: CoachRound | None) -> Reader:
    if coach is None:
        return "here"
    return "for_client" if coach.proof_key else "coach"


def asked_rows(
    asked: Sequence[Asked], replies: Mapping[str, KeptReply], *, names_hidden: bool, form: FormId | None = None
) -> list[AskedRow]:
    """Who is asked, in order; hidden names are left empty."""
    return [
        AskedRow(
            one,
            "" if names_hidden else one.name,
            replies[one.id].taken_at if one.id in replies else None,
            one.id in replies and replies[one.id].withdrawn,
            form,
        )
        for one in asked
    ]
