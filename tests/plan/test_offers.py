"""Which actions are offered: by facet and level, experience first, the way to a chance where there was none."""

from __future__ import annotations

from datetime import date

import pytest
from tests import given_first as given

from nextrung.assessment.answer import Answer
from nextrung.plan.offers import FacetStanding, best, offer_for, offers, standings
from nextrung.scoring.result import Result, score

CONTENT = given.questionnaire()
LEADERSHIP = CONTENT.competencies_by_id["TL"]


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
