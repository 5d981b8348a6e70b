"""Rounds that are made up: replies, showings and withdrawals in any order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from msgspec.structs import replace
from tests import given

from nextrung.scoring.result import Result, score
from nextrung.views.invitation import Part, asked_of_others
from nextrung.views.picture import Collected, areas_seen
from nextrung.views.release import Release, missing, released
from nextrung.views.rounds import ALONE, GROUPS, KeptReply, Round

CONTENT = given.questionnaire()
ITEMS = tuple(item.id for item in asked_of_others(CONTENT))
AREAS = tuple(area.id for area in CONTENT.competencies)
MADE = Round("r" * 32, "p" * 32, "f" * 64, "full", ITEMS, "2026-11-30T08:00:00Z")


def own_result() -> Result:
    """What the sample person answered, scored."""
    return score("full", given.sample_answers(), CONTENT, CONTENT.roles[0])


def random_reply(draw: Random, name: str, part: Part) -> KeptReply:
    unseen = draw.choice((0.0, 0.2, 0.6))
    ratings = {item: None if draw.random() < unseen else float(draw.randint(1, 5)) for item in ITEMS}
    examples = {area: f"{name} about {area}" for area in AREAS if draw.random() < 0.3}
    return KeptReply(name, part, ratings, examples)


def same_raters(level: float, count: int, part: Part = "colleague", first: int = 0) -> tuple[KeptReply, ...]:
    """Raters who give every item the same."""
    return tuple(KeptReply(f"{part}-{first + at}", part, dict.fromkeys(ITEMS, level)) for at in range(count))


def showing(of: Collected, part: Part) -> Collected:
    """The same round after the group was shown (again). Raises ValueError when it may not be."""
    new = Release("", of.round.id, part, "2026-11-30T09:00:00Z", frozenset(), {})
    before = of.releases.get(part)
    found = released(new, of.replies, before, lambda one: areas_seen(one, of.round, CONTENT), of.round.minimum)
    return replace(of, releases={**of.releases, part: found})


def collected(*replies: KeptReply, made: Round = MADE, releases: Mapping[Part, Release] | None = None) -> Collected:
    asked: dict[Part, int] = {}
    for one in replies:
        asked[one.part] = asked.get(one.part, 0) + 1
    return Collected(made, asked, replies, releases or {})


def withdrawn(reply: KeptReply) -> KeptReply:
    return KeptReply(reply.id, reply.part, withdrawn_at="2026-12-01T08:00:00Z")


def life(draw: Random, parts: Sequence[Part] = (ALONE, *GROUPS), steps: int = 30) -> Iterator[Collected]:
    """A round as it stands after each thing that happens to it; groups are shown as soon as they may be, or later."""
    now = collected(made=replace(MADE, minimum=draw.choice((3, 3, 4))))
    now = replace(now, asked={part: 1 if part == ALONE else 9 for part in parts})
    for step in range(steps):
        part = draw.choice(parts)
        theirs = [one for one in now.replies if one.part == part]
        chance = draw.random()
        if chance < 0.6 and len(theirs) < now.asked[part]:
            now = replace(now, replies=(*now.replies, random_reply(draw, f"{part}-{step}", part)))
        elif chance < 0.7 and theirs:
            gone = draw.choice(theirs).id
            now = replace(now, replies=tuple(withdrawn(one) if one.id == gone else one for one in now.replies))
        elif not missing(part, now.replies, now.releases.get(part), now.round.minimum):
            now = showing(now, part)
        yield now
