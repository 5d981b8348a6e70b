"""Which actions are offered: by facet and level, experience first, the way to a chance where there was none."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from msgspec.structs import replace
from tests import given as newest_given
from tests import given_first as given

from nextrung.assessment.answer import Answer
from nextrung.plan.offers import FacetLevel, Offer, best, facet_levels, offer_for, offer_of, offers
from nextrung.questionnaire.model import Action, Competency
from nextrung.scoring.result import Result, score

CONTENT = given.questionnaire()
LEADERSHIP = CONTENT.competencies_by_id["TL"]
NEWEST = newest_given.questionnaire()
LEVELS = (1.3, 1.8, 2.2, 3.0)


def result_of(answers: dict[str, Answer]) -> Result:
    return score("full", answers, CONTENT, CONTENT.role("first-line"))


def test_that_facets_stand_lowest_first_and_those_without_a_chance_last() -> None:
    answers = given.only(given.answered("full", rating=3), "TL")
    facets = {item.facet: item.id for item in LEADERSHIP.ratings}
    answers = given.valued(answers, {item.id: 1 for item in LEADERSHIP.ratings if item.facet == "TL3"})
    gone = [item.id for item in LEADERSHIP.items() if item.facet == "TL1"]
    found = facet_levels(LEADERSHIP, "full", given.no_chance(answers, gone))
    assert len(facets) == 4
    assert found[0].facet == "TL3"
    assert found[-1] == FacetLevel("TL1", None)
    assert [one.level for one in found[:-1]] == sorted(one.level or 0 for one in found[:-1])


@pytest.mark.parametrize(("rating", "frequency", "level"), [(1, 0, 1.0), (3, 0.5, 3.0), (5, 1, 5.0)])
def test_that_a_facet_stands_at_the_level_of_its_answers(rating: float, frequency: float, level: float) -> None:
    answers = given.answered("full", rating=rating, frequency=frequency)
    assert {one.level for one in facet_levels(LEADERSHIP, "full", answers)} == {level}


@pytest.mark.parametrize(
    ("facet", "level", "action"),
    [
        ("TL1", 2.5, "TL-A1"),
        ("TL1", 1.9, "TL-A1"),
        ("TL1", 1.2, "TL-A6"),
        ("TL1", 3.6, "TL-A5"),
        ("TL4", 2.0, "TL-A4"),
        ("TL2", 2.0, "TL-A2"),
    ],
)
def test_that_the_action_fits_facet_and_level_experience_first(facet: str, level: float, action: str) -> None:
    offer = best(LEADERSHIP, (FacetLevel(facet, level),), "first-line")
    assert offer is not None
    assert (offer.action.id, offer.facet, offer.chance) == (action, facet, False)


def test_that_a_taken_action_is_not_offered_again_and_the_last_one_leaves_nothing() -> None:
    here = (FacetLevel("TL1", 2.5),)
    second = best(LEADERSHIP, here, "first-line", {"TL-A1"})
    assert second is not None
    assert second.action.id != "TL-A1"
    assert best(LEADERSHIP, here, "first-line", {action.id for action in LEADERSHIP.actions}) is None


def test_that_each_focus_area_gets_one_offer_in_their_order() -> None:
    answers = given.vector_answers()
    result = result_of(answers)
    assert result.focus
    found = offers(result, answers)
    assert tuple(offer.competency for offer in found[: len(result.focus)]) == result.focus


def test_that_an_area_without_a_chance_is_offered_the_way_to_one() -> None:
    answers = given.no_chance(given.answered("full", rating=5, frequency=1), given_ids("TL"))
    result = result_of(answers)
    assert result.focus == ()
    (offer,) = offers(result, answers)
    assert (offer.competency, offer.chance) == ("TL", True)
    assert offer.ticks == (offer.action.no_chance_variant,)


def test_that_nothing_is_offered_when_all_is_at_target() -> None:
    answers = given.answered("full", rating=5, frequency=1)
    assert offers(result_of(answers), answers) == ()


def test_that_any_area_has_an_offer_on_request_and_an_unknown_one_has_none() -> None:
    answers = given.answered("full", rating=5, frequency=1)
    result = result_of(answers)
    for competency in CONTENT.competencies:
        offer = offer_for(result, answers, competency.id)
        assert offer is not None
        assert offer.competency == competency.id
    assert offer_for(result, answers, "XX") is None
    assert offer_for(result, {}, "TL") is not None


def test_that_an_offer_becomes_a_step_due_after_its_weeks() -> None:
    offer = best(LEADERSHIP, (FacetLevel("TL1", 2.5),), "first-line")
    assert offer is not None
    step = offer.step("s1", "p1", date(2026, 11, 23), "2026-11-23T09:00:00Z")
    assert (step.due, step.state, step.facet) == (date(2027, 1, 4), "planned", "TL1")
    assert tuple(tick.text for tick in step.ticks) == offer.action.steps
    assert (step.if_then, step.evidence_of_done) == (offer.action.if_then, offer.action.evidence_of_done)


def given_ids(*starts: str) -> list[str]:
    return [one for one in given.only(given.answered("full"), *starts) if one[3] in "BF"]


def first_three(competency: Competency, found: tuple[FacetLevel, ...]) -> list[Offer]:
    """What is offered one after the other, when each is taken on."""
    taken: list[str] = []
    made = []
    for _ in range(3):
        offer = best(competency, found, "first-line", taken)
        assert offer is not None
        made.append(offer)
        taken.append(offer.action.id)
    return made


@pytest.mark.parametrize("level", LEVELS)
def test_that_at_every_level_experience_comes_first_and_study_is_half_at_most(level: float) -> None:
    """At 1.3 and 1.8 nearly all offers were study once: the actions of experience began at level 2."""
    chance = Random(20261129)  # noqa: S311  (made-up answers, not a secret)
    offered: list[Offer] = []
    for competency in NEWEST.competencies:
        even = tuple(FacetLevel(facet.id, level) for facet in competency.facets)
        assert first_three(competency, even)[0].action.mode != "study"
        for _ in range(20):
            spread = [FacetLevel(one.facet, max(1.0, level + chance.uniform(-0.75, 0.75))) for one in even]
            offered += first_three(competency, tuple(sorted(spread, key=lambda one: one.level or 0)))
    studied = sum(offer.action.mode == "study" for offer in offered)
    assert studied <= len(offered) / 2
    lived = sum(offer.action.mode == "experience" for offer in offered)
    assert lived > studied


def test_that_each_of_these_facets_has_an_experience_from_level_one() -> None:
    begun = {
        facet
        for competency in NEWEST.competencies
        for action in competency.actions
        if action.mode == "experience" and action.from_level == 1
        for facet in action.facets
    }
    assert begun >= {"TL3", "TO3", "SC3", "SC4", "SP4", "TO4", "CM2"}


def test_that_facets_within_half_a_level_are_alike_and_one_further_up_waits() -> None:
    near = (FacetLevel("TL1", 1.3), FacetLevel("TL3", 1.8))
    far = (FacetLevel("TL1", 1.3), FacetLevel("TL3", 1.9))
    chosen = [best(NEWEST.competencies_by_id["TL"], found, "first-line") for found in (near, far)]
    assert [offer.action.id for offer in chosen if offer] == ["TL-A7", "TL-A6"]


def made_up(*actions: Action) -> Competency:
    """Leadership with these actions only."""
    return replace(NEWEST.competencies_by_id["TL"], actions=actions)


def action(name: str, **changes: object) -> Action:
    plain = {"id": name, "mode": "experience", "facets": ("TL1",), "from_level": 1, "to_level": 3, "roles": ()}
    return replace(NEWEST.competencies_by_id["TL"].actions[0], **(plain | changes))


def first_of(level: float | None, *actions: Action, role: str = "first-line") -> str:
    offer = best(made_up(*actions), (FacetLevel("TL1", level), FacetLevel("TL2", 4.0)), role)
    assert offer is not None
    return offer.action.id


def test_that_an_action_for_another_role_waits_and_one_for_this_role_does_not() -> None:
    other, plain = action("TL-A1", roles=("mlops",)), action("TL-A2")
    assert first_of(2.0, other, plain) == "TL-A2"
    assert first_of(2.0, other, plain, role="mlops") == "TL-A1"
    own = action("TL-A3", roles=("first-line", "senior"))
    assert first_of(2.0, own, plain) == "TL-A3"


def test_that_experience_comes_before_people_and_people_before_study() -> None:
    study, people, lived = action("TL-A1", mode="study"), action("TL-A2", mode="people"), action("TL-A3")
    assert first_of(2.0, study, people, lived) == "TL-A3"
    assert first_of(2.0, study, people) == "TL-A2"


def test_that_an_action_is_offered_from_half_a_level_below_its_first_level() -> None:
    later, study = action("TL-A1", from_level=3, to_level=4), action("TL-A2", mode="study")
    assert first_of(2.5, study, later) == "TL-A1"
    assert first_of(2.4, study, later) == "TL-A2"


def test_that_the_nearer_one_of_two_alike_actions_comes_first() -> None:
    far, near = action("TL-A1", from_level=2.4, to_level=3), action("TL-A2", from_level=2.2, to_level=3)
    assert first_of(2.0, far, near) == "TL-A2"
    assert first_of(2.5, far, near) == "TL-A1"


def test_that_the_lowest_facet_of_an_action_is_the_one_it_is_offered_for() -> None:
    both = action("TL-A1", facets=("TL2", "TL1"))
    offer = best(made_up(both), (FacetLevel("TL1", 1.0), FacetLevel("TL2", 4.0)), "first-line")
    assert offer is not None
    assert offer.facet == "TL1"


def test_that_two_ways_to_a_chance_are_offered_at_most_and_none_twice() -> None:
    answers = given.no_chance(given.answered("full", rating=5, frequency=1), given_ids("TL", "PM", "SC", "CM"))
    result = result_of(answers)
    found = offers(result, answers)
    assert [offer.competency for offer in found] == [one for one in result.order if one in ("TL", "PM", "SC", "CM")][:2]
    assert all(offer.chance for offer in found)


def test_that_a_focus_area_with_a_facet_without_a_chance_has_one_offer() -> None:
    answers = given.vector_answers()
    first = result_of(answers).focus[0]
    gone = [one for one in given_ids(first) if one in answers][:1]
    answers = given.no_chance(answers, gone)
    result = result_of(answers)
    assert first in result.focus
    assert [offer.competency for offer in offers(result, answers)].count(first) == 1


def test_that_an_action_by_id_is_offered_for_its_lowest_facet_with_a_level() -> None:
    answers = given.valued(given.answered("full", rating=4, frequency=0.75), {"TL-B1": 1.0})
    found = {one.facet: one.level for one in facet_levels(LEADERSHIP, "full", answers)}
    for known in LEADERSHIP.actions:
        offer = offer_of(result_of(answers), answers, known.id)
        assert offer is not None
        assert (offer.action, offer.competency, offer.chance) == (known, "TL", False)
        assert found[offer.facet] == min(found[facet] or 0 for facet in known.facets)
    assert offer_of(result_of(answers), answers, "TL-A99") is None
    gone = given.no_chance(answers, given_ids("TL"))
    without = offer_of(result_of(gone), gone, "TL-A1")
    assert without is not None
    assert without.chance
    unanswered = offer_of(result_of({}), {}, "TL-A1")
    assert unanswered is not None
    assert not unanswered.chance


def test_that_every_step_says_how_it_starts_and_the_person_may_say_otherwise() -> None:
    today, moment = date(2026, 11, 23), "2026-11-23T09:00:00Z"
    for competency in NEWEST.competencies:
        for action in competency.actions:
            offer = Offer(action, competency.id, action.facets[0], chance=False)
            step = offer.step("s1", "p1", today, moment)
            assert step.start.startswith("If it is ")
            assert (step.start, step.if_then) == (action.start, action.if_then)
    assert offer.step("s1", "p1", today, moment, "If it is noon, then I begin.").start == "If it is noon, then I begin."


def test_that_the_way_to_a_chance_is_a_step_of_its_own() -> None:
    """“Forecast the cost of a run of your own” once stood under “Go through one bill with the person who pays it”."""
    action = next(one for one in NEWEST.competencies_by_id["PM"].actions if one.id == "PM-A5")
    offer = Offer(action, "PM", "PM4", chance=True)
    step = offer.step("s1", "p1", date(2026, 11, 23), "2026-11-23T09:00:00Z")
    variant = action.no_chance
    assert variant is not None
    assert (step.title, step.start, step.effort_hours) == (variant.title, variant.if_then, variant.effort_hours)
    assert step.title != action.title
    assert step.due == date(2026, 11, 23) + timedelta(days=variant.horizon_days)
    assert (step.evidence_of_done, step.if_then) == (variant.evidence_of_done, "")
    assert [tick.text for tick in step.ticks] == [action.no_chance_variant]
