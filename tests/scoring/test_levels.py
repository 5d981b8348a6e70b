"""Edge cases of score, level, exposure and likely range (content C6.1, C6.2, C6.4)."""

from __future__ import annotations

from math import sqrt

import pytest
from tests import given_first as given

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.scoring.levels import CompetencyScore, likely_range
from nextrung.scoring.result import score

TL = ("TL-B1", "TL-B2", "TL-B3", "TL-B4", "TL-F2", "TL-F3")
TL_QUICK = ("TL-B1", "TL-F2", "TL-F3")
AN = ("AN-B1", "AN-B2", "AN-B3", "AN-F2", "AN-F3")


def scored(answers: given.Answers, competency: str, form: FormId = "full") -> CompetencyScore:
    questionnaire = given.questionnaire()
    return score(form, answers, questionnaire, questionnaire.roles[0]).competencies[competency]


def rated(*ids: str, value: float | None = None) -> given.Answers:
    return {
        one: Answer(one, value=(3 if "-B" in one else 0.5) if value is None else value)  # each in the middle
        for one in ids
    }


@pytest.mark.parametrize("form", ["quick", "full"])
def test_that_nothing_answered_gives_no_level_and_no_error(form: FormId) -> None:
    questionnaire = given.questionnaire()
    result = score(form, {}, questionnaire, questionnaire.roles[0])
    assert {one.status for one in result.competencies.values()} == {"not_enough"}
    assert {one.exposure for one in result.competencies.values()} == {None}
    assert result.overall.score is None
    assert result.match.value is None
    assert (result.match.band, result.match.provisional, result.match.caps) == (None, True, ())
    assert result.focus == ()
    assert result.judgement.n == 0
    assert result.calibration.overconfidence is None
    assert (result.quality.grade, result.quality.many_no_chance) == ("good", False)


@pytest.mark.parametrize("form", ["quick", "full"])
def test_that_no_chance_everywhere_is_no_level_rather_than_a_low_one(form: FormId) -> None:
    questionnaire = given.questionnaire()
    ids = [item.id for item in questionnaire.form_items(form) if item.id[3] in "BF"]
    result = score(form, given.no_chance({}, ids), questionnaire, questionnaire.roles[0])
    assert {one.status for one in result.competencies.values()} == {"no_chance"}
    assert {one.exposure for one in result.competencies.values()} == {0}
    assert {one.score for one in result.competencies.values()} == {None}
    assert result.match.value is None
    assert result.quality.flags == ()
    assert result.quality.many_no_chance


@pytest.mark.parametrize("form", ["quick", "full"])
def test_that_everything_at_the_top_is_level_five_and_a_full_match(form: FormId) -> None:
    questionnaire = given.questionnaire()
    result = score(form, given.answered(form, rating=5, frequency=1), questionnaire, questionnaire.role("director"))
    assert {one.level for one in result.competencies.values()} == {5}
    assert {one.range[1] for one in result.competencies.values() if one.range} == {100}
    assert (result.match.value, result.match.se) == (100, 0)
    assert result.match.range is not None
    assert 98 < result.match.range[0] < result.match.range[1] == 100
    assert result.match.band == "matches"
    assert result.focus == ()


def test_that_everything_at_the_bottom_is_level_one_and_no_match() -> None:
    questionnaire = given.questionnaire()
    result = score("full", given.answered("full", rating=1, frequency=0), questionnaire, questionnaire.roles[0])
    assert {one.level for one in result.competencies.values()} == {1}
    assert {one.range[0] for one in result.competencies.values() if one.range} == {0}
    assert result.match.value == 0
    assert result.match.band == "early"


def test_that_a_rating_weighs_twice_a_frequency() -> None:
    # (2 * 1 + 0.5 * 0) / 2.5 and (2 * 0 + 0.5 * 1) / 2.5
    top_ratings = rated("TL-B1", "TL-B2", value=5) | rated("TL-F2", value=0)
    top_frequency = rated("TL-B1", "TL-B2", value=1) | rated("TL-F2", value=1)
    assert scored(top_ratings, "TL").score == pytest.approx(80)
    assert scored(top_frequency, "TL").score == pytest.approx(20)


def test_that_exposure_of_exactly_a_half_still_gives_a_level() -> None:
    answers = given.no_chance(rated("TL-B1", "TL-B2", "TL-F2"), ["TL-B3", "TL-B4", "TL-F3"])
    one = scored(answers, "TL")
    assert (one.exposure, one.status) == (0.5, "scored")
    assert (one.answered, one.no_chance, one.planned) == (3, 3, 6)


def test_that_exposure_below_a_half_gives_no_level() -> None:
    answers = given.no_chance(rated("AN-B1", "AN-B2"), ["AN-B3", "AN-F2", "AN-F3"])
    one = scored(answers, "AN")
    assert (one.exposure, one.status, one.score, one.level, one.se, one.range) == (
        0.4,
        "no_chance",
        None,
        None,
        None,
        None,
    )
    assert one.level_range is None


def test_that_skips_are_missing_and_not_a_lack_of_exposure() -> None:
    answers = given.skipped(rated("TL-B1", "TL-B2", "TL-F2"), ["TL-B3", "TL-B4", "TL-F3"])
    one = scored(answers, "TL")
    assert (one.exposure, one.status) == (1, "scored")


@pytest.mark.parametrize(
    ("ids", "status"),
    [
        (("TL-B1", "TL-B2", "TL-F2"), "scored"),  # half of four ratings, three in all
        (("TL-B1", "TL-B2"), "not_enough"),  # two in all
        (("TL-B1", "TL-F2", "TL-F3"), "not_enough"),  # a quarter of the ratings
        (("AN-B1", "AN-B2", "AN-F2"), "scored"),  # two of three ratings
        (("AN-B1", "AN-F2", "AN-F3"), "not_enough"),  # one of three ratings
        (("TL-B1",), "not_enough"),
    ],
)
def test_that_a_full_level_needs_half_the_ratings_and_three_items(ids: tuple[str, ...], status: str) -> None:
    assert scored(rated(*ids), ids[0][:2]).status == status


@pytest.mark.parametrize(
    ("ids", "status"),
    [
        (TL_QUICK, "scored"),
        (("TL-B1", "TL-F2"), "scored"),
        (("TL-F2", "TL-F3"), "scored"),
        (("TL-B1",), "not_enough"),
        (("TL-F3",), "not_enough"),
    ],
)
def test_that_a_quick_level_needs_two_of_its_three_items(ids: tuple[str, ...], status: str) -> None:
    assert scored(rated(*ids), "TL", "quick").status == status


def test_that_the_quick_form_counts_its_own_items_alone() -> None:
    one = scored(rated(*TL), "TL", "quick")
    assert (one.answered, one.planned) == (3, 3)


@pytest.mark.parametrize(
    ("ids", "form", "error"),
    [
        (TL, "full", 9),
        (TL[:5], "full", 9 * sqrt(6 / 5)),
        (AN, "full", 10),
        (AN[:3], "full", 10 * sqrt(5 / 3)),
        (TL_QUICK, "quick", 11),
        (TL_QUICK[:2], "quick", 11 * sqrt(3 / 2)),
    ],
)
def test_that_fewer_answers_widen_the_range(ids: tuple[str, ...], form: FormId, error: float) -> None:
    one = scored(rated(*ids), ids[0][:2], form)
    assert one.score == pytest.approx(50)
    assert one.se == pytest.approx(error, abs=1e-9)
    assert one.range == pytest.approx((50 - 1.2815515655446004 * error, 50 + 1.2815515655446004 * error), abs=1e-6)


def test_that_a_range_ends_at_the_ends_of_the_scale() -> None:
    assert likely_range(5, 9, 1.28) == pytest.approx((0, 16.52))
    assert likely_range(95, 9, 1.28) == pytest.approx((83.48, 100))


@pytest.mark.parametrize("item", TL)
def test_that_no_chance_never_lowers_a_score_below_that_of_the_other_answers(item: str) -> None:
    answers = given.answered("full", rating=4, frequency=0.75)
    with_no_chance = scored(given.no_chance(answers, [item]), "TL")
    left_out = scored(given.without(answers, [item]), "TL")
    assert with_no_chance.score == left_out.score
    assert with_no_chance.score == pytest.approx(75)


def test_that_the_overall_score_leaves_out_competencies_without_a_level() -> None:
    questionnaire = given.questionnaire()
    answers = given.only(given.vector_answers(), "TL", "AN")
    overall = score("full", answers, questionnaire, questionnaire.roles[0]).overall
    assert overall.score == pytest.approx((52.5 + 68.75) / 2)
    assert overall.se == pytest.approx(sqrt(9**2 + 10**2) / 2)


def test_that_reserve_items_never_count() -> None:
    answers = given.answered("full") | rated("TL-B5", "TL-B6", value=5)
    assert scored(answers, "TL").score == pytest.approx(50)
