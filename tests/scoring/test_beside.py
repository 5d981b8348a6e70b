"""What stands beside the result: firm priorities, the formulae with own numbers, tagged views."""

from __future__ import annotations

from random import Random
from statistics import NormalDist

import pytest
from msgspec.structs import replace
from tests import given_first as given

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.kinds import Kind
from nextrung.questionnaire.model import Questionnaire, Target
from nextrung.scoring.gaps import ranked
from nextrung.scoring.priority_stability import priority_stability, stability_word
from nextrung.scoring.result import Result, score
from nextrung.scoring.tagged import tagged_views
from nextrung.scoring.working import level_working, match_working


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return given.questionnaire()


@pytest.fixture(scope="module")
def answers() -> dict[str, Answer]:
    return given.vector_answers()


def test_that_the_same_answers_print_the_same_share_everywhere(
    questionnaire: Questionnaire, answers: dict[str, Answer]
) -> None:
    result = score("full", answers, questionnaire, questionnaire.role("senior"))
    assert priority_stability(result) == priority_stability(result)


def test_that_redraws_go_on_until_shares_are_steady_to_two_points(
    questionnaire: Questionnaire, answers: dict[str, Answer]
) -> None:
    result = score("full", answers, questionnaire, questionnaire.role("senior"))
    runs = [priority_stability(result, seed=seed) for seed in range(4)]
    for competency in result.competencies:
        shares = [one[competency] for one in runs]
        assert max(shares) - min(shares) <= questionnaire.scoring.firmness.steady_within, competency


@pytest.mark.parametrize(
    ("share", "word"), [(0.8, "firm"), (0.799, "fairly_firm"), (0.6, "fairly_firm"), (0.599, "could_change")]
)
def test_that_a_share_has_a_word(questionnaire: Questionnaire, share: float, word: str) -> None:
    assert stability_word(share, questionnaire.scoring.firmness) == word


def test_that_a_wide_gap_is_firm_and_a_reached_target_is_not(
    questionnaire: Questionnaire, answers: dict[str, Answer]
) -> None:
    result = score("full", answers, questionnaire, questionnaire.role("senior"))
    shares = priority_stability(result)
    assert max(shares, key=lambda competency: shares[competency]) == "SP"
    assert shares["FW"] == 0
    assert sum(shares.values()) <= 3 + 1e-9
    assert shares["SP"] > shares["TL"] > shares["AN"]


def test_that_shares_are_the_chances_of_levels_drawn_with_their_error(questionnaire: Questionnaire) -> None:
    """With no more areas than may come first, an area comes first as often as its gap is possible at all."""
    role, focus = questionnaire.role("senior"), questionnaire.scoring.focus
    answers = given.only(given.answered("full", rating=4, frequency=0.75), "TL", "PM", "SC")
    result = score("full", answers, questionnaire, role)
    shares = priority_stability(result)
    seen = set()
    for competency in ("TL", "PM", "SC"):
        one = result.competencies[competency]
        assert one.level is not None
        assert one.se is not None
        drawn = NormalDist(role.targets[competency].level - one.level, one.se / 25)
        least = max(focus.minimum_gap, NormalDist().inv_cdf(focus.possible) * one.se / 25)
        expected = 1 - drawn.cdf(least)
        seen.add(0.02 < expected < 0.98)
        assert shares[competency] == pytest.approx(expected, abs=questionnaire.scoring.firmness.steady_within)
    assert True in seen


def redrawn(result: Result, lot: Random, draws: int) -> dict[str, float]:
    """The shares that ``priority_stability`` counts, in the plainest way."""
    rules, role = result.questionnaire.scoring, result.role
    shares = dict.fromkeys(result.competencies, 0.0)
    for _ in range(draws):
        priorities = {}
        for competency, one in result.competencies.items():
            assert one.level is not None
            assert one.se is not None
            target, error = role.targets[competency], one.se / 25
            gap = min(target.level - lot.gauss(one.level, error), target.level - 1)
            weight = min(5, max(1, target.weight + lot.choice([-1, 0, 1])))
            if gap >= max(rules.focus.minimum_gap, NormalDist().inv_cdf(rules.focus.possible) * error):
                priorities[competency] = gap * weight
        for competency in ranked(priorities, rules)[: rules.focus.at_most]:
            shares[competency] += 1 / draws
    return shares


@pytest.mark.parametrize(
    ("tied_within", "targets"),
    [
        pytest.param(0.0, (5.0, *(4.1,) * 8), id="one gap is widest, another weight overtakes it"),
        pytest.param(0.4, (2.3,) * 9, id="small gaps nearly alike, the earlier comes first"),
        pytest.param(0.0, (2.3,) * 9, id="small gaps nearly alike, the widest comes first"),
    ],
)
def test_that_shares_are_those_of_the_order_that_priorities_have(
    questionnaire: Questionnaire, tied_within: float, targets: tuple[float, ...]
) -> None:
    constants = questionnaire.scoring
    focus = replace(constants.focus, tied_within=tied_within)
    firmness = replace(constants.firmness, steady_within=0.06)
    blueprint = replace(questionnaire.blueprint, scoring=replace(constants, focus=focus, firmness=firmness))
    senior = questionnaire.role("senior")
    asked = {competency: Target(level, 1) for competency, level in zip(senior.targets, targets, strict=True)}
    content, role = replace(questionnaire, blueprint=blueprint), replace(senior, targets=asked)
    result = score("full", given.answered("full", rating=2, frequency=0.25), content, role)
    lot = Random(5)  # noqa: S311  (a simulation, not a secret)
    assert priority_stability(result) == pytest.approx(redrawn(result, lot, 2000), abs=0.06)


def test_that_a_competency_without_a_level_is_never_first(
    questionnaire: Questionnaire, answers: dict[str, Answer]
) -> None:
    without = {item: answer for item, answer in answers.items() if not item.startswith("SP")}
    shares = priority_stability(score("full", without, questionnaire, questionnaire.role("senior")))
    assert shares["SP"] == 0


def test_that_the_filled_in_formula_gives_the_level(questionnaire: Questionnaire, answers: dict[str, Answer]) -> None:
    result = score("full", answers, questionnaire, questionnaire.role("senior"))
    for competency in result.competencies:
        working = level_working(result, competency, answers)
        assert working is not None
        points = 100 * sum(t.weight * t.unit for t in working.terms) / sum(t.weight for t in working.terms)
        assert points == pytest.approx(result.competencies[competency].score)
        assert 1 + points / 25 == pytest.approx(working.level)
        expected = working.standard_error * (working.planned / working.answered) ** 0.5
        assert expected == pytest.approx(working.se)


def test_that_the_filled_in_formula_gives_the_match(questionnaire: Questionnaire, answers: dict[str, Answer]) -> None:
    result = score("full", answers, questionnaire, questionnaire.role("director"))
    working = match_working(result)
    assert working is not None
    total = sum(term.weight * term.share for term in working.terms) / sum(term.weight for term in working.terms)
    assert 100 * total == pytest.approx(result.match.value)


def test_that_nothing_scored_has_no_formula(questionnaire: Questionnaire) -> None:
    result = score("full", {}, questionnaire, questionnaire.role("director"))
    assert match_working(result) is None
    assert level_working(result, "TL", {}) is None


def test_that_the_responsible_ai_view_needs_four_answered_items(
    questionnaire: Questionnaire, answers: dict[str, Answer]
) -> None:
    (view,) = tagged_views("full", answers, questionnaire)
    assert (len(view.answered), view.total) == (6, 6)
    # TO-B4 3, SP-B4 2, SC-B4 3, DS-B2 4 as (x - 1) / 4 with weight 1, DS-F2 .75 with weight .5
    assert view.level == pytest.approx(1 + 4 * (0.5 + 0.25 + 0.5 + 0.75 + 0.5 * 0.75) / 4.5)
    fewer = {item: answer for item, answer in answers.items() if item not in ("TO-B4", "SP-B4", "SC-B4")}
    assert tagged_views("full", fewer, questionnaire) == ()


def test_that_scenarios_do_not_move_the_level_of_a_view(
    questionnaire: Questionnaire, answers: dict[str, Answer]
) -> None:
    worst = {**answers, "TO-S2": Answer("TO-S2", choice="B")}
    assert worst["TO-S2"].counts
    assert questionnaire.items_by_id["TO-S2"].kind is Kind.SCENARIO
    assert tagged_views("full", worst, questionnaire)[0].level == tagged_views("full", answers, questionnaire)[0].level
