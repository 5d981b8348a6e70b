"""How far the employer, and not the person, moves a level: facts of the wording, and the same people in two firms."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest
import yaml
from tests import given

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Rating
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.levels import score_competency

FACTS = cast("dict[str, Any]", yaml.safe_load(Path(__file__).with_name("employer_facts.yaml").read_text("utf-8")))
MOST = 0.3
"""Levels that a change of the employer may move an area of the same person."""
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
OTHERS = re.compile(r"\bteams\b|more than one team|\bleads (i|in)\b|executives|finance|audits", re.IGNORECASE)
FORMS: tuple[FormId, ...] = ("quick", "full")


def practice(content: Questionnaire, form: FormId, most: int, chance: Random) -> dict[str, float]:
    """What somebody does by themselves with what is there: points up to ``most``, and shares to go with them."""
    lowest = chance.randint(1, 2)
    return {
        item.id: float(chance.randint(lowest, most)) if isinstance(item, Rating) else chance.choice(SHARES)
        for one in content.competencies
        for item in one.self_reports[form]
    }


def levels(content: Questionnaire, form: FormId, own: dict[str, float], firm: str) -> dict[str, float]:
    """The levels that the same person gets in a firm."""
    facts = FACTS[content.version]
    answers = {}
    for item, value in own.items():
        gift = facts["given"].get(item)
        picked = gift[firm] if gift is not None and (firm == "small" or gift[firm] > value) else value
        beyond = facts.get("reach", {}).get(item, [5])
        if firm == "small" and value >= 1 and item[3] == "B" and picked in beyond:
            picked = min(beyond) - 1
        answers[item] = Answer(item, value=float(picked))
    scores = {one.id: score_competency(one, form, answers, content) for one in content.competencies}
    return {key: one.level for key, one in scores.items() if one.level is not None}


def moves(content: Questionnaire, form: FormId, most: int) -> dict[str, float]:
    """The largest move of each area over seeded people, in levels."""
    chance = Random(20261129)  # noqa: S311  (made-up people, not a secret)
    worst: dict[str, float] = {}
    for _ in range(40):
        own = practice(content, form, most, chance)
        mature, small = (levels(content, form, own, firm) for firm in ("mature", "small"))
        for key, level in mature.items():
            worst[key] = max(worst.get(key, 0.0), abs(level - small[key]))
    return worst


@pytest.mark.parametrize("form", FORMS)
def test_that_the_employer_moves_no_level_of_somebody_whose_work_is_one_team(form: FormId) -> None:
    worst = moves(given.questionnaire(), form, 3)
    assert max(worst.values()) < MOST


@pytest.mark.parametrize("form", FORMS)
def test_that_the_first_version_measured_the_employer(form: FormId) -> None:
    worst = moves(given.first_version(), form, 3)
    assert {key for key, moved in worst.items() if moved >= MOST} >= {"TO", "FW", "DS"}


def test_that_up_to_point_four_only_the_areas_of_the_listed_items_still_move() -> None:
    worst = moves(given.questionnaire(), "full", 4)
    listed = {item[:2] for item in FACTS[given.questionnaire().version]["reach"]}
    assert {key for key, moved in worst.items() if moved >= MOST} == listed == {"SP", "DS"}


def test_that_every_point_below_five_that_speaks_of_others_is_listed() -> None:
    """The table is held to the words: a new anchor about several teams cannot stay off the list."""
    listed = FACTS[given.questionnaire().version]["reach"]
    found = {
        (item.id, point)
        for item in given.questionnaire().form_items("full")
        if isinstance(item, Rating)
        for point, anchor in enumerate(item.anchors, start=1)
        if point < 5 and OTHERS.search(anchor)
    }
    assert found == {(item, point) for item, points in listed.items() for point in points if point < 5}


def test_that_no_question_asks_what_the_firm_has() -> None:
    """A point below 4 says what the person does: “each model has …” is true of a firm, whoever answers."""
    for item in given.questionnaire().form_items("full"):
        if isinstance(item, Rating):
            for anchor in item.anchors[:3]:
                assert re.search(r"\b(I|we|my|our|us|me)\b", anchor), anchor
