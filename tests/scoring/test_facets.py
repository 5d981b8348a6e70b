"""Facet by facet: what was picked, what comes next, and what is backed by evidence."""

from __future__ import annotations

import pytest
from tests import given

from nextrung.assessment.answer import Answer
from nextrung.scoring.facets import FacetView, facet_views, missing_chances, thinnest_facet

CONTENT = given.questionnaire()
LEADERSHIP = CONTENT.competencies_by_id["TL"]


def views(answers: given.Answers) -> dict[str, FacetView]:
    return {one.facet.id: one for one in facet_views(answers, CONTENT)}


def with_evidence(rating: float, *kinds: str) -> given.Answers:
    answers = given.answered("full", rating=rating)
    assert LEADERSHIP.evidence
    return {**answers, LEADERSHIP.evidence.id: Answer(LEADERSHIP.evidence.id, evidence=kinds)}


@pytest.mark.parametrize(
    ("rating", "kinds", "backed"),
    [
        (4, ("document",), True),
        (5, ("document",), True),
        (5, ("nothing", "document"), True),
        (5, ("nothing",), False),
        (5, (), False),
        (3, ("document",), False),
    ],
)
def test_that_high_ratings_with_evidence_are_backed_and_no_others(
    rating: float, kinds: tuple[str, ...], backed: bool
) -> None:
    found = views(with_evidence(rating, *kinds))
    assert {one.backed for one in found.values() if one.competency == LEADERSHIP} == {backed}
    assert not any(one.backed for one in found.values() if one.competency != LEADERSHIP)


def test_that_a_facet_without_a_rating_is_not_backed() -> None:
    unrated = given.without(with_evidence(5, "document"), [one.id for one in LEADERSHIP.ratings])
    assert not any(one.backed for one in views(unrated).values())


def test_that_the_next_step_up_is_shown_and_none_above_the_last() -> None:
    scales = CONTENT.blueprint.scales
    low, high = views(given.answered("full", rating=2, frequency=0.5)), views(given.answered("full", 5, 1))
    rating = next(one for one in LEADERSHIP.ratings if one.forms)
    assert low[rating.facet].next_anchor == rating.anchors[2]
    assert low[rating.facet].answer == scales.rating[1].label
    asked = next(one for one in LEADERSHIP.frequencies if one.forms)
    shares = [point.value for point in scales.frequency]
    assert low[asked.facet].frequency == scales.frequency[shares.index(0.5)].label
    assert low[asked.facet].next_frequency == scales.frequency[shares.index(0.75)].label
    assert {one.next_anchor for one in high.values()} == {""}
    assert {one.next_frequency for one in high.values()} == {""}


def test_that_nothing_is_said_of_a_facet_without_answers() -> None:
    for one in views({}).values():
        assert (one.answer, one.frequency, one.next_anchor, one.next_frequency, one.backed) == ("", "", "", "", False)


def test_that_the_thinnest_facet_is_the_one_with_the_lowest_answers() -> None:
    answers = given.answered("full", rating=4, frequency=0.75)
    rated = [one for one in LEADERSHIP.ratings if one.forms]
    third = rated[2].facet
    lower = {item.id: 1.0 for item in rated if item.facet == third}
    found = thinnest_facet(LEADERSHIP, "full", given.valued(answers, lower))
    assert found is not None
    assert (found.facet.id, found.lowest) == (third, True)
    alike = thinnest_facet(LEADERSHIP, "full", answers)
    assert alike is not None
    assert not alike.lowest
    assert thinnest_facet(LEADERSHIP, "full", {}) is None


def test_that_each_facet_with_an_item_without_a_chance_is_named_once() -> None:
    gone = [one for one in LEADERSHIP.items() if one.id[3] in "BF" and one.facet == "TL2"]
    answers = given.no_chance(given.answered("full"), [one.id for one in gone])
    assert [(one.competency.id, one.facet.id) for one in missing_chances(answers, CONTENT)] == [("TL", "TL2")]
    assert missing_chances(given.answered("full"), CONTENT) == ()
