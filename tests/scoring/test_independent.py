"""The program against a second implementation, which was written from the rules before the program's was read."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

import pytest
from tests import every
from tests import given_first as given
from tests.campaign import Campaign
from tests.scoring.independent import SELF_REPORT, Content, expected

from nextrung.assessment import answers_file
from nextrung.questionnaire import files
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.result import as_json, score

NEAR = 1e-6
SHORT, LONG = 400, 2_000
ROLES = ("first-line", "senior", "director", "mlops-manager", "ai-product-manager")
FIRST_TEAM = "first-time-manager"
MET = {  # what the made-up assessments have to lead to, for the comparison to mean something
    *(f"band {band}" for band in ("None", "early", "building", "close", "matches")),
    *(f"message {message}" for message in ("None", "surer_than_right", "righter_than_sure")),
    *(f"flag {flag}" for flag in ("fast", "run", "low_variability", "high_variability", "skipped")),
    *(f"status {status}" for status in ("scored", "not_enough", "no_chance")),
    *("reason", "behind"),
}


FOLDERS = {"ml-manager": given.ML_MANAGER, FIRST_TEAM: given.FIRST_TIME, every.WIDE: every.folder(every.WIDE)}
MET_BY = {
    "ml-manager": MET,
    # six situations are too few to say how sure, how right somebody was, and 22 ratings to judge how alike they are
    FIRST_TEAM: MET
    - {f"message {one}" for one in ("surer_than_right", "righter_than_sure")}
    - {f"flag {one}_variability" for one in ("low", "high")},
    # it asks for no choice, and of 24 areas one or another is nearly always a level below its target
    every.WIDE: MET - {f"message {one}" for one in ("surer_than_right", "righter_than_sure")} - {"band matches"},
}


@cache
def content(questionnaire: str = "ml-manager") -> Content:
    return Content(FOLDERS[questionnaire])


@cache
def loaded(questionnaire: str) -> Questionnaire:
    return files.load(FOLDERS[questionnaire])


def random_document(random: Random, form: str, of: str = "ml-manager") -> dict[str, Any]:
    """The answers file of a made-up assessment, with gaps: not reached, skipped, no chance; some in a hurry."""
    content_of = content(of)
    left, skips, chances = (random.choice((0, 0, 0.05, 0.15, 0.4)) for _ in range(3))
    centre, spread = random.uniform(1, 5), random.choice((0, 0.3, 1, 2))
    hurry, sharp = random.choice((0, 0, 0.1, 0.3)), random.random()
    level = {area: random.gauss(centre, spread) for area in content_of.areas}
    blind = {area for area in content_of.areas if random.random() < 0.12}
    answers: list[dict[str, Any]] = []
    for item in content_of.asked(form):
        if random.random() < left:
            continue
        answer: dict[str, Any] = {"item": item["id"]}
        if item["kind"] in SELF_REPORT and random.random() < (0.8 if item["area"] in blind else chances):
            answer["no_chance"] = True
        elif random.random() < skips:
            answer["skipped"] = True
        elif item["kind"] in SELF_REPORT:
            point = min(5, max(1, round(random.gauss(level[item["area"]], spread / 2))))
            answer["value"] = point if item["kind"] == "rating" else (point - 1) / 4
        else:
            answer |= choice(item, random, sharp)
        if random.random() < 0.95:
            answer["seconds"] = seconds(random, hurry)
        answers.append(answer)
    return document(form, answers, of)


def document(form: str, answers: list[dict[str, Any]], of: str = "ml-manager") -> dict[str, Any]:
    head = {"format": "nextrung.assessment", "format_version": 1, "questionnaire": {"id": of}}
    return {**head, "form": form, "answers": answers}


def choice(item: dict[str, Any], random: Random, sharp: float) -> dict[str, Any]:
    """An option, the best one with a probability of at least ``sharp``, mostly with how sure somebody is of it."""
    best = item.get("best") or max(item["options"], key=lambda option: option["credit"])["key"]
    chosen = best if random.random() < sharp else random.choice(item["options"])["key"]
    if random.random() < 0.1:
        return {"choice": chosen}
    return {"choice": chosen, "confidence": random.choice(("guessing", "leaning", "fairly_sure", "certain", "certain"))}


def seconds(random: Random, hurry: float) -> float:
    if random.random() < hurry:
        return round(random.uniform(0.3, 2), 1)
    return round(random.uniform(200, 900) if random.random() < 0.1 else random.uniform(2, 90), 1)


def of_the_program(text: dict[str, Any], role: str) -> dict[str, Any]:
    head, raw = answers_file.read_head(json.dumps(text))
    questionnaire = loaded(head.questionnaire)
    read = answers_file.read_answers(raw, head.form, questionnaire)
    return as_json(score(head.form, read, questionnaire, questionnaire.role(role)))


def differences(ours: Any, wanted: Any, where: str = "") -> list[str]:
    """Where the program says something else: equal to 1e-6 in each number, exactly in everything else."""
    if where.endswith(".reason"):
        return [] if says(ours, wanted) else [f"{where}: {ours} != {wanted}"]
    if isinstance(wanted, dict):
        return [one for key, value in wanted.items() for one in differences(ours[key], value, f"{where}.{key}")]
    if isinstance(wanted, int | float | Fraction) and not isinstance(wanted, bool):
        same = ours == pytest.approx(float(wanted), abs=NEAR)
    elif isinstance(wanted, list) and wanted and isinstance(wanted[0], float):
        same = ours == pytest.approx(wanted, abs=NEAR)
    else:
        same = ours == wanted and type(ours) is type(wanted)
    return [] if same else [f"{where}: {ours} != {wanted}"]


def says(sentence: str | None, parts: list[str] | None) -> bool:
    """Whether a sentence begins with the band and has every other part in its order."""
    if sentence is None or parts is None:
        return sentence is None and parts is None
    band, rest = sentence.split(": ", 1)
    for part in parts[1:]:
        before, found, rest = rest.partition(part)
        if not found or any(sign.isdigit() for sign in before):
            return False
    return band.casefold().startswith(parts[0]) and not any(sign.isdigit() for sign in rest)


@pytest.mark.parametrize("questionnaire", FOLDERS)
def test_that_random_answers_score_as_an_independent_implementation_has_it(
    campaign: Campaign, questionnaire: str
) -> None:
    random, seen = campaign.random(), Counter[str]()
    roles = tuple(content(questionnaire).roles)
    for number in range(campaign.rounds(SHORT, LONG)):
        form, role = ("quick", "full", "full")[number % 3], roles[number % len(roles)]
        text = random_document(random, form, questionnaire)
        ours, wanted = of_the_program(text, role), expected(text, role, content(questionnaire))
        assert differences(ours, wanted) == [], f"sitting {number}, {form}, {role}"
        match = wanted["match"]
        seen[f"band {match['band']}"] += 1
        seen["reason"] += match["reason"] is not None
        seen["behind"] += bool(wanted["close_behind"])
        seen[f"message {wanted['calibration']['message']}"] += 1
        seen.update(f"flag {flag}" for flag in wanted["quality"]["flags"])
        seen.update(f"status {one['status']}" for one in wanted["competencies"].values())
    assert set(seen) == MET_BY[questionnaire]
    assert min(seen.values()) > 2, seen


@pytest.mark.parametrize("role", ROLES)
def test_that_the_published_answers_score_as_an_independent_implementation_has_it(role: str) -> None:
    text = json.loads(given.VECTORS.read_text(encoding="utf-8"))
    assert differences(of_the_program(text, role), expected(text, role, content())) == []


@pytest.mark.parametrize("form", ["quick", "full"])
@pytest.mark.parametrize("mark", [None, "skipped", "no_chance"])
def test_that_answers_without_any_level_score_as_an_independent_implementation_has_it(
    form: str, mark: str | None
) -> None:
    asked = [item for item in content().asked(form) if item["kind"] in SELF_REPORT]
    text = document(form, [{"item": item["id"], mark: True} for item in asked] if mark else [])
    assert differences(of_the_program(text, "first-line"), expected(text, "first-line", content())) == []
