"""Questions that are likely for the roles of a questionnaire, and what a good answer contains: data with a version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from nextrung import looking, resources, typed_yaml
from nextrung.questionnaire.model import Competency, Role, Target

FORMAT = 1
"""The first number of the versions of question files that are read here."""
LEAST = 3
"""Questions that a file has for each facet at the least."""

MOST_POINTS = 5
"""Points at the most that say what a good answer contains: more than that nobody keeps in mind."""


class LikelyQuestion(Struct, frozen=True):
    """One question, and what a good answer contains; neither says which answer is right."""

    id: str
    ask: str
    good: tuple[str, ...]


class QuestionFile(Struct, frozen=True):
    """One file of ``assets/interview``: questions by facet id, for one questionnaire, in one language."""

    id: str
    version: str
    status: Literal["draft", "pilot", "measured"]
    language: Literal["en"]
    facets: dict[str, tuple[LikelyQuestion, ...]]


class AskedQuestion(Struct, frozen=True):
    """A question with the facet and the area that it is about, by id."""

    question: LikelyQuestion
    facet: str
    competency: str


NONE_KNOWN = QuestionFile("", "", "draft", "en", {})
"""Stands where no questions are known for a questionnaire, such as one of a person's own."""


def questions_for(questionnaire: str) -> QuestionFile:
    """The questions for a questionnaire by its id. Raises FindingsError when the file does not fit."""
    path = resources.assets("interview", f"{questionnaire}.yaml")
    return typed_yaml.read(path, QuestionFile, version=FORMAT) if looking.is_there(path) else NONE_KNOWN


def asked(known: QuestionFile, competencies: Iterable[Competency], role: Role) -> tuple[AskedQuestion, ...]:
    """The questions that are likely for a role: those of the areas that it weighs most first, and none of others.

    A role that asks for nothing gets those of every area, in the order of the questionnaire.
    """
    ordered = list(competencies)
    if role.targets:
        wanted = [one for one in ordered if role.asks(one.id)]
        # areas of the same weight stay in their order, since sorting keeps it
        ordered = sorted(wanted, key=lambda one: _pull(role.target(one.id)), reverse=True)
    return tuple(
        AskedQuestion(question, facet.id, competency.id)
        for competency in ordered
        for facet in competency.facets
        for question in known.facets.get(facet.id, ())
    )


def _pull(target: Target) -> tuple[bool, int, float]:
    return (target.critical, target.weight, target.level)
