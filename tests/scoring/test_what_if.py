from __future__ import annotations

from tests import given_first as given

from nextrung.scoring.result import Result, score
from nextrung.scoring.what_if import matches_with


def result() -> Result:
    questionnaire = given.questionnaire()
    return score("full", given.vector_answers(), questionnaire, questionnaire.roles[0])


def test_that_without_other_levels_nothing_changes() -> None:
    one = result()
    assert matches_with(one.competencies, {}, one.questionnaire.roles, one.questionnaire.scoring) == one.matches


def test_that_levels_at_every_target_match_the_profile_fully() -> None:
    one = result()
    senior = one.questionnaire.role("senior")
    levels = {competency: target.level for competency, target in senior.targets.items()}
    tried = matches_with(one.competencies, levels, [senior], one.questionnaire.scoring)["senior"]
    assert tried.value == 100
    assert tried.band == "matches"
    assert one.matches["senior"].band == "building"


def test_that_only_named_competencies_move_and_stay_on_the_scale() -> None:
    one = result()
    roles, rules = one.questionnaire.roles, one.questionnaire.scoring
    best = matches_with(one.competencies, {"SP": 5.0, "XX": 1.0}, roles, rules)
    assert best == matches_with(one.competencies, {"SP": 99.0}, roles, rules)
    least = matches_with(one.competencies, {"SP": 1.0}, roles, rules)
    assert least == matches_with(one.competencies, {"SP": -3.0}, roles, rules)
    assert best["director"].value is not None
    assert one.matches["director"].value is not None
    assert best["director"].value > one.matches["director"].value


def test_that_every_step_up_raises_the_match_until_the_target_is_reached() -> None:
    one = result()
    director = one.questionnaire.role("director")
    asked = director.targets["SP"].level
    steps = [1.0 + number / 4 for number in range(17)]
    values = []
    for level in steps:
        tried = matches_with(one.competencies, {"SP": level}, [director], one.questionnaire.scoring)["director"]
        assert tried.value is not None
        values.append(tried.value)
    for (level, value), above in zip(zip(steps, values, strict=True), values[1:], strict=False):
        assert above > value if level < asked else above == value, level


def test_that_a_level_tried_without_an_answer_brings_no_error_of_its_own() -> None:
    questionnaire = given.questionnaire()
    unscored = score("full", {}, questionnaire, questionnaire.roles[0])
    levels = dict.fromkeys(questionnaire.competencies_by_id, 2.0)
    tried = matches_with(unscored.competencies, levels, questionnaire.roles, questionnaire.scoring)["first-line"]
    assert tried.value is not None
    assert (tried.se, tried.range) == (0, (tried.value, tried.value))


def test_that_a_level_can_be_tried_where_none_was_measured() -> None:
    questionnaire = given.questionnaire()
    unscored = score("full", {}, questionnaire, questionnaire.roles[0])
    few = matches_with(unscored.competencies, {"TL": 4.0}, questionnaire.roles, questionnaire.scoring)["first-line"]
    assert (few.value, few.provisional) == (None, True)
    most = dict.fromkeys(("TL", "PM", "SC", "TO", "AN"), 4.0)
    tried = matches_with(unscored.competencies, most, questionnaire.roles, questionnaire.scoring)["first-line"]
    assert (tried.value, tried.band, tried.provisional) == (100, "close", True)
