"""What the questionnaire that ships consists of (content C2, C3)."""

from __future__ import annotations

from collections import Counter

from tests import given

from nextrung.questionnaire.model import Evidence, Frequency, Knowledge, Rating, Scenario
from nextrung.questionnaire.rules import all_texts

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


def test_that_the_forms_ask_69_and_30_scored_items() -> None:
    assert QUESTIONNAIRE.scored_count("full") == 69
    assert QUESTIONNAIRE.scored_count("quick") == 30


def test_that_there_are_54_actions_six_for_each_competency() -> None:
    assert [len(competency.actions) for competency in QUESTIONNAIRE.competencies] == [6] * 9


def test_that_every_facet_has_one_rating_item() -> None:
    facets = [QUESTIONNAIRE.items_by_id[one].facet for one in given.items("full", Rating)]
    assert facets == [facet.id for competency in QUESTIONNAIRE.competencies for facet in competency.facets]


def test_that_frequency_items_stand_on_the_second_and_third_facet() -> None:
    wanted = [(f"{one}-F{n}", f"{one}{n}") for one in COMPETENCIES for n in (2, 3)]
    ids = given.items("full", Frequency)
    assert [(one, QUESTIONNAIRE.items_by_id[one].facet) for one in ids] == wanted


def test_that_the_scenarios_are_two_each_for_six_competencies() -> None:
    scenarios = by_competency(given.items("full", Scenario))
    assert scenarios == dict.fromkeys(("TL", "PM", "SC", "SP", "TO", "CM"), 2)


def test_that_there_are_seven_knowledge_checks() -> None:
    assert by_competency(given.items("full", Knowledge)) == {"TO": 1, "AN": 2, "FW": 2, "DS": 2}


def test_that_every_competency_has_an_evidence_prompt_in_full_alone() -> None:
    assert by_competency(given.items("full", Evidence)) == dict.fromkeys(COMPETENCIES, 1)
    assert given.items("quick", Evidence) == ()


def test_that_quick_is_a_strict_part_of_full() -> None:
    quick = {item.id for item in QUESTIONNAIRE.form_items("quick")}
    full = {item.id for item in QUESTIONNAIRE.form_items("full")}
    assert quick < full


def test_that_quick_asks_the_first_rating_two_frequencies_and_three_scenarios() -> None:
    wanted = {f"{one}-{item}" for one in COMPETENCIES for item in ("B1", "F2", "F3")}
    quick = {item.id for item in QUESTIONNAIRE.form_items("quick")}
    assert quick == wanted | {"TL-S1", "SC-S1", "TO-S1"}
    assert {QUESTIONNAIRE.items_by_id[f"{one}-B1"].facet for one in COMPETENCIES} == {f"{one}1" for one in COMPETENCIES}


def test_that_there_are_five_roles_with_a_target_for_every_competency() -> None:
    assert [role.id for role in QUESTIONNAIRE.roles] == [
        *("first-line", "senior", "director", "mlops-manager", "ai-product-manager")
    ]
    assert {tuple(role.targets) for role in QUESTIONNAIRE.roles} == {COMPETENCIES}


def test_that_every_scored_item_shows_some_text() -> None:
    for item in QUESTIONNAIRE.items_by_id.values():
        texts = list(all_texts(item))
        assert all(text.strip() for text in texts)
        assert (
            len(texts)
            == {
                Rating: 6,
                Frequency: 1,
                Scenario: 2 + len(getattr(item, "options", ())),
                Knowledge: 2 + len(getattr(item, "options", ())),
                Evidence: 0,
            }[type(item)]
        )


def test_that_items_competencies_and_facets_are_found_by_id() -> None:
    assert QUESTIONNAIRE.competency_of["TL-B5"].id == "TL"
    assert QUESTIONNAIRE.competencies_by_id["TO"].facet("TO4").id == "TO4"
    assert QUESTIONNAIRE.role("senior").short_name == "Senior"
    assert QUESTIONNAIRE.scoring.error_default("quick", "skills").planned == 3
    assert round(QUESTIONNAIRE.scoring.range_z, 4) == 1.2816
