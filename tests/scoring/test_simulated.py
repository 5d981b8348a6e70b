"""What may be claimed, tried out on made-up people: ranges hold, nothing is called where nothing happened."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import sqrt
from pathlib import Path
from random import Random

import pytest
from msgspec import Struct
from tests import given_first as given
from tests.campaign import Campaign
from tests.scoring import simulated

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire, Role, Target
from nextrung.report.words import words
from nextrung.scoring.change import Shift, change
from nextrung.scoring.judgement import Response, calibration
from nextrung.scoring.levels import CompetencyScore, likely_range, score_competency
from nextrung.scoring.match import match
from nextrung.scoring.other_view import rated_items, two_views
from nextrung.scoring.result import score

CONTENT = given.questionnaire()
RULES = CONTENT.scoring
SAYING_WHAT_CAN_BE_SEEN = (
    given.PROJECT / "assets/help/numbers/history.md",
    given.PROJECT / "desktop/nextrung/ui/history/compare_page.py",
)
TARGETS = (3, 3, 3, 2, 3.5, 3.5, 3, 3, 3)
WEIGHTS = (6, 5, 5, 3, 4, 4, 2, 3, 2)
ROLE = Role(
    "some",
    "Some role",
    "Some",
    "A role.",
    "None.",
    {str(at): Target(target, weight) for at, (target, weight) in enumerate(zip(TARGETS, WEIGHTS, strict=True))},
)

Levels = Callable[[Random], list[float]]


def one_gap(_random: Random) -> list[float]:
    return [target + (-1.5 if at == 2 else 0.6) for at, target in enumerate(TARGETS)]


def wide(random: Random) -> list[float]:
    own = random.gauss(2.8, 0.8)
    return [own + random.gauss(0, 0.5) for _ in TARGETS]


PEOPLE: dict[str, Levels] = {
    "wide": wide,
    "at target": lambda _: list(TARGETS),
    "just below": lambda random: [target - 0.3 + random.gauss(0, 0.2) for target in TARGETS],
    "far": lambda random: [target - 1 + random.gauss(0, 0.4) for target in TARGETS],
    "mixed": lambda random: [target + random.gauss(0, 0.7) for target in TARGETS],
    "above": lambda _: [target + 0.3 for target in TARGETS],
    "one gap": one_gap,
    "strong": lambda _: [target + 1 for target in TARGETS],
}


def scores(levels: list[float], se: float) -> dict[str, CompetencyScore]:
    """Levels as they are measured, each with its error in points."""
    found = {}
    for at, level in enumerate(levels):
        points = 25 * (level - 1)
        limits = likely_range(points, se, RULES.range_z)
        found[str(at)] = CompetencyScore("scored", points, level, se, limits, 1.0, 6, 0, 6)
    return found


def on_scale(level: float) -> float:
    return min(5.0, max(1.0, level))


@pytest.mark.parametrize("se", [9, 11, 16])
@pytest.mark.parametrize("people", PEOPLE)
def test_that_the_range_of_a_match_holds_the_true_match(people: str, se: float, campaign: Campaign) -> None:
    random = Random(f"{campaign.seed} {people} {se}")  # noqa: S311  (made-up people, not a secret)
    rounds, held = campaign.rounds(400, 5_000), 0
    for _ in range(rounds):
        true = [on_scale(level) for level in PEOPLE[people](random)]
        measured = [on_scale(level + random.gauss(0, se / 25)) for level in true]
        wanted, found = match(scores(true, se), ROLE, RULES).value, match(scores(measured, se), ROLE, RULES).range
        assert wanted is not None
        assert found is not None
        assert found[0] < found[1]
        held += found[0] - 1e-9 <= wanted <= found[1] + 1e-9
    assert 0.78 <= held / rounds <= 1


@pytest.mark.parametrize("form", ["quick", "full"])
def test_that_the_range_of_a_level_holds_the_true_level(form: FormId, campaign: Campaign) -> None:
    random = campaign.random()
    held = count = 0
    for _ in range(campaign.rounds(250, 5_000)):
        for competency in CONTENT.competencies:
            level = random.uniform(2, 4)
            given_ = simulated.answers_in(random, form, competency, level)
            found = score_competency(competency, form, given_, CONTENT).level_range
            assert found is not None
            held += found[0] <= level <= found[1]
            count += 1
    assert 0.75 <= held / count <= 0.92


class SimulatedAssessment(Struct, frozen=True):
    form: FormId
    answers: dict[str, Answer]
    content: Questionnaire = CONTENT


@pytest.mark.parametrize("forms", [("full", "full"), ("quick", "quick"), ("quick", "full"), ("full", "quick")])
def test_that_no_change_is_rarely_called_one(forms: tuple[FormId, FormId], campaign: Campaign) -> None:
    random = campaign.random()
    probable = areas = overall = 0
    rounds = campaign.rounds(150, 3_000)
    for _ in range(rounds):
        true = {one: random.uniform(2, 4) for one in simulated.LEVELS}
        sides = [SimulatedAssessment(form, simulated.answers(random, form, true)) for form in forms]
        found = change(*sides)
        probable += sum(one.call != "within_noise" for one in found.competencies.values())
        areas += len(found.competencies)
        overall += found.overall.call != "within_noise"
    assert probable / areas <= 0.12
    assert overall / rounds <= 0.15


def test_that_two_views_of_the_same_level_are_rarely_called_different(campaign: Campaign) -> None:
    random, rules = campaign.random(), RULES.raters
    off = rules.spread * sqrt(1 - rules.reliability) / 25
    named = count = 0
    for _ in range(campaign.rounds(150, 3_000)):
        true = {one: random.uniform(2, 4) for one in simulated.LEVELS}
        own = score("full", simulated.answers(random, "full", true), CONTENT, CONTENT.roles[0])
        coach: dict[str, float | None] = {}
        for competency in CONTENT.competencies:
            seen = true[competency.id] + random.gauss(0, off)
            for item in rated_items(competency):
                coach[item.id] = float(simulated.rounded(seen + random.gauss(0, 0.3)))
        views = two_views(own, coach)
        named += sum(view.standing in ("self_higher", "coach_higher") for view in views)
        count += len(views)
    assert named / count <= 0.12


@pytest.mark.parametrize("n", [10, 14, 19])
@pytest.mark.parametrize("taps", [(0.5, 0.75, 0.95), (0.75, 0.95), (0.95,), (0.5,), (0.25, 0.5)])
def test_that_calibrated_people_rarely_get_a_message(n: int, taps: tuple[float, ...], campaign: Campaign) -> None:
    random = Random(f"{campaign.seed} {n} {taps}")  # noqa: S311  (made-up people, not a secret)
    rounds = campaign.rounds(600, 10_000)
    said = {"surer_than_right": 0, "righter_than_sure": 0, None: 0}
    for _ in range(rounds):
        sure = [random.choice(taps) for _ in range(n)]
        given_ = tuple(
            Response("TL-S1", "TL", float(hit), hit, 0.4, one, None) for one in sure for hit in [random.random() < one]
        )
        said[calibration(given_, CONTENT).message] += 1
    assert max(said["surer_than_right"], said["righter_than_sure"]) / rounds <= 0.1


def test_that_as_much_change_is_found_as_the_texts_say(campaign: Campaign) -> None:
    half, whole = gains_found(0.5, campaign), gains_found(1.0, campaign)
    texts = [words()("history.chance"), *(text_of(path) for path in SAYING_WHAT_CAN_BE_SEEN)]
    for text in texts:
        said = re.search(r"(\d+) of 100 cases, of a whole level in (\d+), .*? overall, in (\d+)", text)
        assert said is not None
        for number, found in zip(said.groups(), (half.area, whole.area, half.overall), strict=True):
            assert int(number) == pytest.approx(100 * found, abs=6)


class Found(Struct, frozen=True):
    """In what share of single areas, and of overall levels, a true gain is called a change."""

    area: float
    overall: float


def gains_found(gain: float, campaign: Campaign) -> Found:
    """People answer the full form twice, the second time ``gain`` levels higher in every area."""
    random, rounds = campaign.random(), campaign.rounds(150, 2_000)
    areas = overall = 0
    for _ in range(rounds):
        before = {one: random.uniform(1.5, 3.5) for one in simulated.LEVELS}
        after = {one: level + gain for one, level in before.items()}
        found = change(
            *(SimulatedAssessment("full", answers) for answers in simulated.twice(random, "full", before, after))
        )
        areas += sum(is_rise(one) for one in found.competencies.values())
        overall += is_rise(found.overall)
    return Found(areas / rounds / len(simulated.LEVELS), overall / rounds)


def is_rise(shift: Shift) -> bool:
    return shift.call != "within_noise" and (shift.points or 0) > 0


def text_of(path: Path) -> str:
    """The text of a file on one line, that of literals joined."""
    return " ".join(re.sub(r'"\s*\n\s*"', "", path.read_text(encoding="utf-8")).split())
