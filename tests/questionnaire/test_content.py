"""What the questionnaire that ships consists of (content C2, C3)."""

from __future__ import annotations

from collections import Counter

from tests import given

from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Evidence, Frequency, Knowledge, Rating, Scenario

QUESTIONNAIRE = given.questionnaire()
COMPETENCIES = ("TL", "PM", "SC", "SP", "TO", "AN", "FW", "CM", "DS")


def by_competency(ids: tuple[str, ...]) -> dict[str, int]:
    return dict(Counter(one[:2] for one in ids))


def test_that_there_are_nine_competencies_in_two_parts() -> None:
    assert tuple(competency.id for competency in QUESTIONNAIRE.competencies) == COMPETENCIES
    parts = [QUESTIONNAIRE.part_of[one] for one in COMPETENCIES]
    assert parts == ["responsibilities"] * 5 + ["skills"] * 4


def test_that_there_are_thirty_two_facets() -> None:
    counts = [len(competency.facets) for competency in QUESTIONNAIRE.competencies]
    assert counts == [4, 4, 4, 4, 4, 3, 3, 3, 3]


def test_that_the_forms_ask_74_and_30_scored_items_in_35_minutes() -> None:
    assert QUESTIONNAIRE.scored_count("full") == 74
    assert QUESTIONNAIRE.scored_count("quick") == 30
    assert minutes("full") <= 35
    assert minutes("quick") <= 11


def minutes(form: FormId) -> float:
    """Planned minutes of a form, by the times of its kinds (content C2)."""
    times = QUESTIONNAIRE.blueprint.timing
    spent = {"quick": times.setup_quick, "full": times.setup_full + times.evidence * times.evidence_shown}[form]
    for item in QUESTIONNAIRE.scored_items[form]:
        spent += getattr(times, item.kind.value)
    return spent / 60


def test_that_the_first_version_still_asks_what_it_asked() -> None:
    first = given.first_version()
    assert (first.version, first.scored_count("full"), first.scored_count("quick")) == ("1.0.0", 69, 30)
    assert [len(competency.actions) for competency in first.competencies] == [6] * 9


def test_that_there_are_at_least_six_actions_for_each_competency() -> None:
    assert [len(competency.actions) for competency in QUESTIONNAIRE.competencies] == [8, 8, 8, 7, 10, 6, 6, 7, 7]


def test_that_every_facet_has_a_rating_item() -> None:
    facets = {QUESTIONNAIRE.items_by_id[one].facet for one in given.items("full", Rating)}
    assert facets == {facet.id for competency in QUESTIONNAIRE.competencies for facet in competency.facets}


def test_that_no_id_of_an_item_was_given_twice() -> None:
    """An id means one question for ever: what both versions ask is the same kind, facet and, but for trimming, text."""
    first = given.first_version().items_by_id
    for name, item in QUESTIONNAIRE.items_by_id.items():
        if name in first:
            before = first[name]
            assert (item.kind, item.facet) == (before.kind, before.facet)
            assert getattr(item, "stem", "") == getattr(before, "stem", "")
            assert getattr(item, "scenario", "") == getattr(before, "scenario", "")
            credits = [
                [one.credit for one in getattr(each, "options", ()) if hasattr(one, "credit")]
                for each in (item, before)
            ]
            assert credits[0] == credits[1]


def test_that_the_scenarios_are_two_each_for_six_competencies() -> None:
    scenarios = by_competency(given.items("full", Scenario))
    assert scenarios == dict.fromkeys(("TL", "PM", "SC", "SP", "TO", "CM"), 2)


def test_that_there_are_seven_knowledge_checks() -> None:
    assert by_competency(given.items("full", Knowledge)) == {"TO": 2, "AN": 2, "FW": 2, "DS": 1}


def test_that_every_competency_has_an_evidence_prompt_in_full_alone() -> None:
    assert by_competency(given.items("full", Evidence)) == dict.fromkeys(COMPETENCIES, 1)
    assert given.items("quick", Evidence) == ()


def test_that_quick_is_a_strict_part_of_full() -> None:
    quick = {item.id for item in QUESTIONNAIRE.form_items("quick")}
    full = {item.id for item in QUESTIONNAIRE.form_items("full")}
    assert quick < full


def test_that_quick_asks_three_questions_on_three_facets_of_each_area_and_three_situations() -> None:
    quick = [item for item in QUESTIONNAIRE.form_items("quick") if isinstance(item, Rating | Frequency)]
    facets = [item.facet for item in quick]
    assert len(facets) == len(set(facets))
    assert by_competency(tuple(item.id for item in quick)) == dict.fromkeys(COMPETENCIES, 3)
    assert given.items("quick", Scenario) == ("TL-S1", "SC-S1", "TO-S4")
    assert {"PM-B5", "TO-B8"} <= set(given.items("quick", Rating)), "what a request costs, and what an agent may do"


def test_that_there_are_five_roles_with_a_target_for_every_competency() -> None:
    assert [role.id for role in QUESTIONNAIRE.roles] == [
        *("first-line", "senior", "director", "mlops-manager", "ai-product-manager")
    ]
    assert {tuple(role.targets) for role in QUESTIONNAIRE.roles} == {COMPETENCIES}


def test_that_every_item_shows_all_its_texts() -> None:
    for item in QUESTIONNAIRE.items_by_id.values():
        texts = list(item.texts())
        assert all(text.text.strip() for text in texts)
        assert (
            sum(text.kind != "why" for text in texts)
            == {
                Rating: 12,  # a stem and five anchors, for the person and for others
                Frequency: 1,
                Scenario: 2 + len(getattr(item, "options", ())),
                Knowledge: 2 + len(getattr(item, "options", ())),
                Evidence: 5,
            }[type(item)]
        )


def test_that_items_competencies_and_facets_are_found_by_id() -> None:
    assert QUESTIONNAIRE.competency_of["TL-B5"].id == "TL"
    assert QUESTIONNAIRE.competencies_by_id["TO"].facet("TO4").id == "TO4"
    assert QUESTIONNAIRE.role("senior").short_name == "Senior"
    assert QUESTIONNAIRE.scoring.error_default("quick", "skills").planned == 3
    assert round(QUESTIONNAIRE.scoring.range_z, 4) == 1.2816
