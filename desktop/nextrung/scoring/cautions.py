"""What makes a level worth less than it looks: somebody else's questions, weak anchors, a borrowed error. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Competency, Questionnaire
from nextrung.scoring.levels import CompetencyScore, self_report_items

Caution = Literal["weak", "borrowed", "one_item"]
"""Anchors that do not say what is done; an error not measured with these items; a level from one answer."""


class Cautions(Struct, frozen=True):
    """The names of the scored competencies that each caution holds for, in the order of the questionnaire."""

    weak: tuple[str, ...] = ()
    one_item: tuple[str, ...] = ()
    borrowed: bool = False
    """Whether any error is borrowed."""
    author: str = ""
    """Who made the questionnaire, where it is not one that comes with the program."""


def of_score(
    score: CompetencyScore, competency: Competency, form: FormId, content: Questionnaire
) -> tuple[Caution, ...]:
    """The cautions about one level; none where there is no level."""
    if score.status != "scored":
        return ()
    asked = {item.id for item in self_report_items(competency, form)}
    borrowed = content.scoring.error_default(form, content.part_of[competency.id]).borrowed
    held: dict[Caution, bool] = {
        "weak": not asked.isdisjoint(content.weak_items),
        "borrowed": borrowed,
        "one_item": score.answered == 1,
    }
    return tuple(caution for caution, holds in held.items() if holds)


def cautions(scores: Mapping[str, CompetencyScore], form: FormId, content: Questionnaire) -> Cautions:
    """The cautions about all levels of an assessment; ``scores`` are by competency id."""
    found = {
        competency.name: of_score(scores[competency.id], competency, form, content)
        for competency in content.competencies
    }
    return Cautions(
        weak=tuple(name for name, held in found.items() if "weak" in held),
        one_item=tuple(name for name, held in found.items() if "one_item" in held),
        borrowed=any("borrowed" in held for held in found.values()),
        author=content.blueprint.author,
    )


def of_content(content: Questionnaire) -> Cautions:
    """The cautions about every level that a questionnaire can give, whoever answers it."""
    weak = tuple(one.name for one in content.competencies if any(item.id in content.weak_items for item in one.ratings))
    borrowed = any(one.borrowed for one in content.scoring.errors)
    return Cautions(weak=weak, borrowed=borrowed, author=content.blueprint.author)
