from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from tests.given import questionnaire
from tests.questionnaire.test_wording import english, options_with, with_item

from nextrung.questionnaire import balance
from nextrung.questionnaire.kinds import Scenario
from nextrung.questionnaire.model import Competency, Questionnaire
from nextrung.questionnaire.rules import ContentProblem
from nextrung.questionnaire.wording import word_count


def found(whole: Questionnaire) -> list[ContentProblem]:
    return list(balance.problems(whole, english()))


def scenarios() -> list[Scenario]:
    return [item for one in questionnaire().competencies for item in one.scenarios]


def with_scenarios(change: dict[str, Scenario]) -> Questionnaire:
    whole = questionnaire()
    return replace(
        whole,
        competencies=tuple(
            replace(one, scenarios=tuple(change.get(item.id, item) for item in one.scenarios))
            for one in whole.competencies
        ),
    )


def stretched(item: Scenario) -> Scenario:
    """The scenario with a best option that has one word more than every other."""
    most = max(word_count(option.text) for option in item.options)
    options = tuple(
        replace(option, text="now " * (most + 1)) if option.credit == 1 else option for option in item.options
    )
    return replace(item, options=options)


def moved_to(item: Scenario, letter: str) -> Scenario:
    """The scenario with its best option at a letter."""
    best = next(option for option in item.options if option.credit == 1)
    at = next(option for option in item.options if option.key == letter)
    swap = {best.key: replace(at, key=best.key), letter: replace(best, key=letter)}
    return replace(item, options=tuple(swap.get(option.key, option) for option in item.options))


def tl(**fields: Any) -> Questionnaire:
    whole = questionnaire()
    return replace(whole, competencies=(replace(whole.competencies[0], **fields), *whole.competencies[1:]))


def team_leadership() -> Competency:
    return questionnaire().competencies[0]


def test_that_the_shipped_questionnaire_is_balanced() -> None:
    assert found(questionnaire()) == []


def test_that_the_best_option_may_be_the_longest_in_one_case_in_four_and_no_more() -> None:
    first = scenarios()
    assert found(with_scenarios({item.id: stretched(item) for item in first[:3]})) == []
    problems = found(with_scenarios({item.id: stretched(item) for item in first[:4]}))
    assert [problem.subject for problem in problems] == [item.id for item in first[:4]]
    assert all("4 of 12 scenarios; at most 3 may" in problem.message for problem in problems)


def test_that_a_best_option_tied_for_length_gives_nothing_away() -> None:
    tied = {}
    for item in scenarios():
        most = max(word_count(option.text) for option in item.options)
        options = tuple(replace(one, text="now " * most) if one.credit == 1 else one for one in item.options)
        tied[item.id] = replace(item, options=options)
    assert found(with_scenarios(tied)) == []


def test_that_the_best_options_are_spread_over_the_letters() -> None:
    problems = found(with_scenarios({item.id: moved_to(item, "B") for item in scenarios()[:6]}))
    assert [problem.subject for problem in problems] == ["ml-manager"]
    assert "best option is B in 6 of 12 scenarios" in problems[0].message


def test_that_a_few_scenarios_have_no_spread_to_check() -> None:
    whole = questionnaire()
    others = tuple(replace(one, scenarios=()) for one in whole.competencies[1:])
    same = tuple(moved_to(item, "B") for item in team_leadership().scenarios)
    few = replace(whole, competencies=(replace(team_leadership(), scenarios=same), *others))
    assert len(same) == 2
    assert not any("best option is" in problem.message for problem in found(few))


def test_that_blind_picking_earns_the_same_in_every_scenario() -> None:
    problems = found(with_item("TL-S1", **options_with("TL-S1", "E", credit=0.9)))
    assert [(problem.subject, problem.field) for problem in problems] == [("TL-S1", "options")]
    assert "mean credit of the options is 0.60" in problems[0].message


@pytest.mark.parametrize("one_id", ["TL-B1", "TL-B5", "TL-F2", "TL-S1", "TO-K1", "TL-A1"])
def test_that_items_and_actions_name_a_source(one_id: str) -> None:
    problems = found(with_item(one_id, sources=()))
    assert [(problem.subject, problem.field) for problem in problems] == [(one_id, "sources")]


def test_that_a_tag_has_enough_items_for_its_view() -> None:
    whole = questionnaire()
    tag = replace(whole.blueprint.tags[0], minimum=8)
    problems = found(replace(whole, blueprint=replace(whole.blueprint, tags=(tag,))))
    assert [problem.message for problem in problems] == [
        "7 items of the full form are tagged; its view needs 8 answers"
    ]


def test_that_every_facet_has_a_rating_item_that_is_asked() -> None:
    problems = found(with_item("TL-B1", forms=()))
    assert [problem.subject for problem in problems] == ["TL1"]
    assert "no rating item" in problems[0].message


def test_that_every_facet_has_an_action() -> None:
    moved = [replace(one, facets=("TL1",)) if "TL4" in one.facets else one for one in team_leadership().actions]
    problems = found(tl(actions=tuple(moved)))
    assert [(problem.subject, problem.message[:9]) for problem in problems] == [("TL4", "no action")]


def test_that_every_competency_asks_for_evidence_in_full() -> None:
    assert [problem.subject for problem in found(with_item("TL-E1", forms=()))] == ["TL-E1"]


def test_that_each_competency_has_its_mix_of_actions() -> None:
    problems = found(with_item("TL-A6", mode="people"))
    assert [problem.message for problem in problems] == [
        "has 0 actions of mode study; at least 1 is asked for",
    ]


def test_that_actions_serve_those_who_start_and_those_further_on() -> None:
    late = tuple(replace(action, from_level=2, to_level=3) for action in team_leadership().actions)
    assert ["level 2 or lower" in problem.message for problem in found(tl(actions=late))] == [True, False]
    assert ["level 3 or higher" in problem.message for problem in found(tl(actions=late))] == [False, True]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("steps", ("One.", "Two."), "steps is 2; 3 to 5"),
        ("pitfalls", (), "pitfalls is 0; 1 to 3"),
        ("effort_hours", 17, "effort_hours is 17; 3 to 16"),
        ("horizon_weeks", 1, "horizon_weeks is 1; 2 to 12"),
        ("if_then", "When I meet them, I ask.", "must read “If …, then …”"),
        ("if_then", "If I meet them I ask.", "must read"),
    ],
)
def test_that_an_action_stays_within_its_limits(field: str, value: object, message: str) -> None:
    problems = found(with_item("TL-A1", **{field: value}))
    assert [(problem.subject, problem.field) for problem in problems] == [("TL-A1", field)]
    assert message in problems[0].message


def with_words(text: str, *, best: bool) -> Questionnaire:
    """Every scenario with ``text`` before its best option, or before every other."""
    changed = {}
    for item in scenarios():
        options = tuple(
            replace(one, text=f"{text} {one.text}") if (one.credit == 1) is best else one for one in item.options
        )
        changed[item.id] = replace(item, options=options)
    return with_scenarios(changed)


@pytest.mark.parametrize("best", [True, False])
def test_that_words_alone_lead_to_the_best_option_neither_by_many_nor_by_few(best: bool) -> None:
    """Whoever picked the option with most of “both, agree, show …” earned .69 where blind picking earns .42."""
    told = [one.message for one in found(with_words("together agree show", best=best)) if "of the words" in one.message]
    assert len(told) == 1
    assert told[0].startswith(f"picking the option with the {'most' if best else 'fewest'} of the words both, each")


def test_that_an_older_action_without_a_start_or_a_variant_of_its_own_is_named() -> None:
    first = team_leadership().actions[0]
    bare = replace(first, start="If I have time, then I begin.", no_chance=None)
    problems = found(tl(actions=(bare, *team_leadership().actions[1:])))
    assert [(one.subject, one.field) for one in problems] == [(first.id, "start"), (first.id, "")]
