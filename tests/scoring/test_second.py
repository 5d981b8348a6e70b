"""The program against a second implementation written from the published rules alone."""

from __future__ import annotations

import json
from functools import cache
from random import Random
from typing import Any

import pytest
from tests import given
from tests.campaign import Campaign
from tests.scoring import second

from nextrung.assessment import answers_file
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Evidence, Frequency, Rating
from nextrung.scoring.result import as_json, score

NEAR = 1e-6
SHORT, LONG = 500, 2_000


@cache
def content() -> dict[str, Any]:
    return second.content(given.ML_MANAGER)


def random_answers(random: Random, form: FormId) -> list[dict[str, Any]]:
    """One made-up sitting: a person between beginner and expert, with gaps of every kind; some times are too short."""
    skips, chances = random.choice((0, 0, 0.05, 0.3, 0.7)), random.choice((0, 0, 0.1, 0.5, 0.9))
    left, hurry = random.choice((0, 0, 0.05, 0.4)), random.choice((0, 0.1, 0.4))
    centre, spread = random.uniform(1, 5), random.choice((0, 0.4, 1.2))
    blind = {one.id for one in given.questionnaire().competencies if random.random() < random.choice((0, 0.1, 0.3))}
    found: list[dict[str, Any]] = []
    for item in given.questionnaire().form_items(form):
        if isinstance(item, Evidence) or random.random() < left:
            continue
        answer: dict[str, Any] = {"item": item.id}
        own = isinstance(item, Rating | Frequency)
        if random.random() < skips:
            answer["skipped"] = True
        elif own and (item.id.split("-")[0] in blind or random.random() < chances):
            answer["no_chance"] = True
        elif own:
            point = min(5, max(1, round(random.gauss(centre, spread))))
            answer["value"] = point if isinstance(item, Rating) else (point - 1) / 4
        else:
            answer["choice"] = random.choice([option.key for option in item.options])  # type: ignore[union-attr]
            if random.random() < 0.9:
                answer["confidence"] = random.choice(("guessing", "leaning", "fairly_sure", "certain"))
        if random.random() < 0.9:
            answer["seconds"] = round(random.uniform(0.5, 3) if random.random() < hurry else random.uniform(10, 400), 1)
        found.append(answer)
    return found


def of_the_program(form: FormId, answers: list[dict[str, Any]], role: str) -> dict[str, Any]:
    text = {
        "format": "nextrung.assessment",
        "format_version": 1,
        "questionnaire": {"id": "ml-manager"},
        "form": form,
        "answers": answers,
    }
    head, raw = answers_file.read_head(json.dumps(text))
    questionnaire = given.questionnaire()
    read = answers_file.read_answers(raw, head.form, questionnaire)
    return as_json(score(head.form, read, questionnaire, questionnaire.role(role)))


def check(ours: Any, wanted: Any, where: str) -> None:
    """Equal to 1e-6 in every number, exactly in everything else that the second implementation has."""
    if where.endswith(".reason") and wanted is not None:
        assert ours.casefold().startswith(f"{wanted[0]}: "), where
        at = 0
        for part in wanted[1:]:
            at = ours.index(part, at)
    elif isinstance(wanted, dict):
        for key, value in wanted.items():
            check(ours[key], value, f"{where}.{key}")
    elif (
        isinstance(wanted, float)
        or (isinstance(wanted, int) and not isinstance(wanted, bool))
        or (isinstance(wanted, list) and wanted and isinstance(wanted[0], float | int))
    ):
        assert ours == pytest.approx(wanted, abs=NEAR), where
    else:
        assert ours == wanted, where


def test_that_random_answers_score_as_a_second_implementation_has_it(campaign: Campaign) -> None:
    random = campaign.random()
    roles = [role.id for role in given.questionnaire().roles]
    seen = {"reason": 0, "provisional": 0, "none": 0, "behind": 0}
    for number in range(campaign.rounds(SHORT, LONG)):
        form: FormId = random.choice(("quick", "full"))
        answers, role = random_answers(random, form), random.choice(roles)
        ours, wanted = of_the_program(form, answers, role), second.scored(content(), form, answers, role)
        check(ours, wanted, f"{number}: {form} {role}")
        low, high = ours["match"]["range"] or (0, 1)
        assert low < high
        seen["reason"] += ours["match"]["reason"] is not None
        seen["provisional"] += ours["match"]["provisional"]
        seen["none"] += ours["match"]["value"] is None
        seen["behind"] += bool(ours["close_behind"])
    assert min(seen.values()) > 5, seen


@pytest.mark.parametrize("role", ["first-line", "senior", "director", "mlops-manager", "ai-product-manager"])
def test_that_the_published_answers_score_as_a_second_implementation_has_it(role: str) -> None:
    text = json.loads(given.VECTORS.read_text(encoding="utf-8"))
    check(of_the_program("full", text["answers"], role), second.scored(content(), "full", text["answers"], role), role)
