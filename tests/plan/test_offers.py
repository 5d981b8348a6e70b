"""Which actions are offered: by facet and level, experience first, the way to a chance where there was none."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from tests import given as newest_given
from tests import given_first as given

from nextrung.assessment.answer import Answer
from nextrung.plan.offers import FacetStanding, Offer, best, offer_for, offers, standings
from nextrung.questionnaire.model import Competency
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
    found = standings(LEADERSHIP, "full", given.no_chance(answers, gone))
    assert len(facets) == 4
    assert found[0].facet == "TL3"
    assert found[-1] == FacetStanding("TL1", None)
    assert [one.level for one in found[:-1]] == sorted(one.level or 0 for one in found[:-1])


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
    offer = best(LEADERSHIP, (FacetStanding(facet, level),), "first-line")
    assert offer is not None
    assert (offer.action.id, offer.facet, offer.chance) == (action, facet, False)


def test_that_a_taken_action_is_not_offered_again_and_the_last_one_leaves_nothing() -> None:
    here = (FacetStanding("TL1", 2.5),)
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
    offer = best(LEADERSHIP, (FacetStanding("TL1", 2.5),), "first-line")
    assert offer is not None
    step = offer.step("s1", "p1", date(2026, 11, 23), "2026-11-23T09:00:00Z")
    assert (step.due, step.state, step.facet) == (date(2027, 1, 4), "planned", "TL1")
    assert tuple(tick.text for tick in step.ticks) == offer.action.steps
    assert (step.if_then, step.evidence_of_done) == (offer.action.if_then, offer.action.evidence_of_done)


def given_ids(*starts: str) -> list[str]:
    return [one for one in given.only(given.answered("full"), *starts) if one[3] in "BF"]


def first_three(competency: Competency, found: tuple[FacetStanding, ...]) -> list[Offer]:
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
        even = tuple(FacetStanding(facet.id, level) for facet in competency.facets)
        assert first_three(competency, even)[0].action.mode != "study"
        for _ in range(20):
            spread = [FacetStanding(one.facet, max(1.0, level + chance.uniform(-0.75, 0.75))) for one in even]
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
    near = (FacetStanding("TL1", 1.3), FacetStanding("TL3", 1.8))
    far = (FacetStanding("TL1", 1.3), FacetStanding("TL3", 1.9))
    chosen = [best(NEWEST.competencies_by_id["TL"], found, "first-line") for found in (near, far)]
    assert [offer.action.id for offer in chosen if offer] == ["TL-A7", "TL-A6"]


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
