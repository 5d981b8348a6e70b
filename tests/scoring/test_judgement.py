"""Judgement, calibration and what is worth checking (content C6.3, C6.7)."""

from __future__ import annotations

from itertools import product

import pytest
from msgspec.structs import replace
from tests import given_first as given

from nextrung.questionnaire.kinds import Knowledge, Scenario
from nextrung.scoring.judgement import Response, calibration, judgement, responses, worth_checking
from nextrung.scoring.levels import CompetencyScore

CHOSEN = ("TL-S1", "TO-K1")


def response(confidence: float | None = 0.75, hit: bool = True, credit: float | None = None) -> Response:
    earned = float(hit) if credit is None else credit
    return Response("TL-S1", "TL", earned, hit, 0.4, confidence, None)


def scored(points: float | None) -> CompetencyScore:
    return CompetencyScore("not_enough" if points is None else "scored", points, None, None, None, 1.0, 6, 0, 6)


def test_that_only_answered_scenarios_and_checks_count() -> None:
    answers = given.skipped(given.only(given.answered("full"), "TL", "TO-K1"), ["TL-S2"])
    found = responses("full", answers, given.questionnaire())
    assert [one.item for one in found] == ["TL-S1", "TO-K1"]
    assert all(one.hit and one.credit == 1 for one in found)
    assert all(one.confidence is None for one in found)


def test_that_the_quick_form_asks_three_scenarios() -> None:
    found = responses("quick", given.answered("full"), given.questionnaire())
    assert [one.item for one in found] == ["TL-S1", "SC-S1", "TO-S1"]


def test_that_a_second_best_answer_has_credit_but_is_no_hit() -> None:
    questionnaire = given.questionnaire()
    item = questionnaire.items_by_id["TL-S1"]
    assert isinstance(item, Scenario)
    second = next(option for option in item.options if 0 < option.credit < 1)
    answers = given.answered("full", choose=lambda _: second.key)
    found = responses("full", given.only(answers, "TL-S1"), questionnaire)[0]
    assert (found.credit, found.hit) == (second.credit, False)


@pytest.mark.parametrize("item_id", CHOSEN)
def test_that_a_guess_counts_as_one_over_the_number_of_options(item_id: str) -> None:
    questionnaire = given.questionnaire()
    item = questionnaire.items_by_id[item_id]
    assert isinstance(item, Scenario | Knowledge)
    answer = replace(given.answered("full")[item_id], confidence="guessing")
    found = responses("full", {item_id: answer}, questionnaire)[0]
    assert found.confidence == 1 / len(item.options)


@pytest.mark.parametrize(("confidence", "probability"), [("leaning", 0.5), ("fairly_sure", 0.75), ("certain", 0.95)])
def test_that_a_tap_stands_for_its_probability(confidence: str, probability: float) -> None:
    answer = replace(given.answered("full")["TL-S1"], confidence=confidence)
    assert responses("full", {"TL-S1": answer}, given.questionnaire())[0].confidence == probability


def test_that_judgement_is_reported_from_ten_items_on() -> None:
    questionnaire = given.questionnaire()
    assert judgement((response(credit=0.6),) * 9, questionnaire).score is None
    ten = judgement((response(credit=0.6),) * 10, questionnaire)
    assert ten.score == pytest.approx(60)
    assert ten.floor == pytest.approx(40)
    assert ten.n == 10


def test_that_choosing_best_everywhere_is_full_judgement_and_poorest_lies_under_the_floor() -> None:
    questionnaire = given.questionnaire()
    best = judgement(responses("full", given.answered("full"), questionnaire), questionnaire)
    assert best.score == 100
    poor_answers = given.answered("full", choose=given.poorest_of)
    poorest = judgement(responses("full", poor_answers, questionnaire), questionnaire)
    assert poorest.score is not None
    assert poorest.floor is not None
    assert poorest.score < poorest.floor < best.score


def test_that_a_large_and_clear_excess_has_a_message_from_ten_items_on() -> None:
    questionnaire = given.questionnaire()
    surer = (response(0.95, hit=False),)
    assert calibration(surer * 10, questionnaire).message == "surer_than_right"
    assert calibration(surer * 9, questionnaire).message is None
    righter = (response(0.5, hit=True),)
    assert calibration(righter * 10, questionnaire).message == "righter_than_sure"


def test_that_an_excess_under_ten_points_has_no_message_however_clear() -> None:
    questionnaire = given.questionnaire()
    assert calibration((response(0.901, hit=True),) * 99, questionnaire).message is None
    assert calibration((response(0.89, hit=True),) * 99, questionnaire).message == "righter_than_sure"


def test_that_near_equal_differences_do_not_make_an_excess_clear() -> None:
    # all right at .89: the differences have no spread at all, but a calibrated person could be so lucky
    found = calibration((response(0.89, hit=True),) * 19, given.questionnaire())
    assert found.overconfidence == pytest.approx(-11)
    assert found.se == pytest.approx(100 * (0.89 * 0.11 / 19) ** 0.5)
    assert found.smallest == pytest.approx(1.645 * (found.se or 0))
    assert found.message is None


def test_that_an_excess_within_its_error_has_no_message() -> None:
    questionnaire = given.questionnaire()
    # 20 responses at .75: the error is 9.7 whatever is hit; 12 hits give an excess of 15, 10 hits one of 25
    within = calibration((response(0.75),) * 12 + (response(0.75, hit=False),) * 8, questionnaire)
    assert within.overconfidence == pytest.approx(15)
    assert within.se == pytest.approx(9.68, abs=0.005)
    assert within.message is None
    beyond = calibration((response(0.75),) * 10 + (response(0.75, hit=False),) * 10, questionnaire)
    assert beyond.message == "surer_than_right"


def test_that_one_response_has_an_excess_and_a_large_error() -> None:
    found = calibration((response(0.75, hit=False),), given.questionnaire())
    assert (found.overconfidence, found.n, found.message) == (75, 1, None)
    assert found.se == pytest.approx(43.30, abs=0.005)


def test_that_responses_without_confidence_are_left_out_of_calibration() -> None:
    found = calibration((response(None), response(0.5), response(0.5)), given.questionnaire())
    assert (found.n, found.overconfidence, found.share_right) == (2, -50, 100)


def test_that_partial_credit_is_no_hit_in_calibration() -> None:
    found = calibration((response(0.5, hit=False, credit=0.9),) * 2, given.questionnaire())
    assert found.overconfidence == 50


@pytest.mark.parametrize(
    ("points", "credits", "flagged"),
    [
        (75, (0.3, 0.5), True),
        (74.9, (0.3, 0.5), False),
        (75, (0.3, 0.6), False),
        (75, (0.0,), False),
        (75, (0.3, 0.3, 0.6), True),
        (None, (0.0, 0.0), False),
    ],
)
def test_that_a_high_score_with_little_credit_is_worth_checking(
    points: float | None, credits: tuple[float, ...], flagged: bool
) -> None:
    pairs = tuple(response(hit=False, credit=credit) for credit in credits)
    found = worth_checking({"TL": scored(points)}, pairs, given.questionnaire())
    assert found == (("TL",) if flagged else ())


@pytest.mark.parametrize("n", [2, 3])
def test_that_a_mean_credit_of_two_fifths_is_worth_checking_whatever_the_rounding(n: int) -> None:
    for tenths in product(range(10), repeat=n):
        if sum(tenths) == 4 * n:
            pairs = tuple(response(hit=False, credit=one / 10) for one in tenths)
            assert worth_checking({"TL": scored(80)}, pairs, given.questionnaire()) == ("TL",), tenths


def test_that_other_competencies_credits_do_not_count_as_worth_checking() -> None:
    poor = tuple(replace(response(hit=False), competency="PM") for _ in range(3))
    assert worth_checking({"TL": scored(90), "PM": scored(50)}, poor, given.questionnaire()) == ()
