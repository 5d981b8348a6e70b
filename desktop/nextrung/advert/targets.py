"""Targets from adverts: those of a role profile, moved by half a level where an advert says more or less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from nextrung.advert.phrases import PhraseFile
from nextrung.advert.reading import AdvertReading
from nextrung.questionnaire.model import LEVELS, Questionnaire, Role, Target

MOST_MOVED = 0.5
"""Levels by which adverts move a target at most: a word match finds topics, hardly ever how much of them."""


class Reason(Struct, frozen=True):
    """Why a target was moved, by how many levels, and the words of the advert."""

    why: str
    by: float
    words: str


class AdvertTarget(Struct, frozen=True):
    """The target in one competency."""

    level: float
    profile_level: float
    """That of the role profile it starts from."""
    mentioned: bool
    """Whether the advert asks for a facet of it; else the target is that of the profile."""
    reasons: tuple[Reason, ...]


def role_for(reading: AdvertReading, questionnaire: Questionnaire) -> Role:
    """The role profile nearest to an advert: that of its title, else the first of the questionnaire."""
    named = (role for role in questionnaire.roles if role.id == reading.profile)
    return next(named, questionnaire.first_role)


def targets_of(
    reading: AdvertReading, role: Role, questionnaire: Questionnaire, phrases: PhraseFile
) -> dict[str, AdvertTarget]:
    """The target in each competency of the role, in the order of the questionnaire."""
    asked = {competency_of(facet, questionnaire) for facet in reading.facets}
    reasons = reasons_of(reading, phrases)
    found = {}
    for competency in questionnaire.competencies:
        target = role.targets.get(competency.id)
        if target is not None:
            why = reasons.get(competency.id, ())
            level = moved(target, why, max(one.target(competency.id).level for one in questionnaire.roles))
            by = level - target.level
            # Words that changed nothing are no reason; those that say the opposite of what came are none either.
            held = tuple(one for one in why if one.by * by > 0)
            found[competency.id] = AdvertTarget(level, target.level, competency.id in asked or bool(held), held)
    return found


def competency_of(facet: str, questionnaire: Questionnaire) -> str:
    """The competency that a facet belongs to; nothing for a facet that this questionnaire does not have."""
    owners = (one.id for one in questionnaire.competencies if any(own.id == facet for own in one.facets))
    return next(owners, "")


def reasons_of(reading: AdvertReading, phrases: PhraseFile) -> dict[str, list[Reason]]:
    """What moves targets, by competency."""
    found: dict[str, list[Reason]] = {}
    for one in reading.shifts:
        rule = phrases.shifts[one.shift]
        for competency, by in rule.targets.items():
            found.setdefault(competency, []).append(Reason(rule.reason, by, one.phrase.words))
    return found


def moved(target: Target, reasons: Sequence[Reason], highest: float) -> float:
    """A level moved by its reasons, together by half a level at most, and within the scale.

    ``highest`` is what the most demanding role profile asks: words alone ask for no more than that.
    """
    by = sum(one.by for one in reasons)
    level = target.level + max(-MOST_MOVED, min(MOST_MOVED, by))
    return max(LEVELS[0] + MOST_MOVED, min(level, max(highest, target.level)))


def combined(levels: Iterable[Mapping[str, AdvertTarget]]) -> dict[str, float]:
    """One target for several adverts: the mean in each competency, to the nearest half level, halves upwards."""
    by_competency: dict[str, list[float]] = {}
    for one in levels:
        for competency, target in one.items():
            by_competency.setdefault(competency, []).append(target.level)
    return {competency: int(sum(found) / len(found) * 2 + 0.5) / 2 for competency, found in by_competency.items()}
