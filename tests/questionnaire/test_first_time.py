"""What the questionnaire for a first team consists of, and how it is linked to the other one."""

from __future__ import annotations

from tests import given

from nextrung.questionnaire import files
from nextrung.questionnaire.kinds import Frequency, Knowledge, Rating, Scenario

FIRST = files.load(given.FIRST_TIME)


def test_that_there_are_six_areas_forty_items_and_twenty_in_quick() -> None:
    assert [one.id for one in FIRST.competencies] == ["PL", "TM", "DL", "SH", "DD", "SM"]
    assert (FIRST.scored_count("full"), FIRST.scored_count("quick")) == (40, 20)
    assert [role.id for role in FIRST.roles] == ["team-lead", "manager", "manager-of-managers"]
    assert not any(isinstance(item, Knowledge) for item in FIRST.items_by_id.values())
    assert not FIRST.has_pay


def test_that_all_of_it_is_a_draft() -> None:
    assert FIRST.blueprint.status == FIRST.scoring.status == "draft"


def test_that_quick_asks_three_self_reports_on_three_facets_of_each_area() -> None:
    for one in FIRST.competencies:
        asked = one.self_reports["quick"]
        assert len(asked) == len({item.facet for item in asked}) == 3


def test_that_at_least_half_of_the_items_ask_the_same_as_one_of_the_other_questionnaire() -> None:
    other = given.questionnaire()
    assert FIRST.blueprint.linked_to == other.id
    scored = FIRST.scored_items["full"]
    linked = {item.id: item.same_as for item in scored if item.same_as}
    assert len(linked) >= len(scored) / 2
    assert len(set(linked.values())) == len(linked)
    for item in scored:
        if item.same_as:
            assert other.items_by_id[item.same_as].kind == item.kind


def test_that_no_area_has_the_name_in_short_of_one_of_the_other() -> None:
    """Plan steps and evidence name an area or facet alone, so that the same id would mix them."""
    assert not set(FIRST.competencies_by_id) & set(given.questionnaire().competencies_by_id)


def test_that_it_asks_by_ratings_frequencies_and_scenarios() -> None:
    assert {type(item) for item in FIRST.scored_items["full"]} == {Rating, Frequency, Scenario}
