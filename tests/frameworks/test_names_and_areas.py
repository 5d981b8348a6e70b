"""Areas, skills, levels and the language are told by what the file says of them, whatever it calls them."""

from __future__ import annotations

import json

import pytest
from tests.frameworks.made import read

from nextrung.tables.frameworks.reading import FrameworkReading


def areas(found: FrameworkReading) -> dict[str, list[str]]:
    return {area.name: [item.name for item in area.items] for area in found.draft.areas}


def texts(found: FrameworkReading) -> list[tuple[str, ...]]:
    return [item.levels for item in found.draft.items]


@pytest.mark.parametrize("heading", ["Competency", "Skill", "Area", "Capability"])
def test_that_rows_of_sections_are_the_areas_of_the_rows_below(heading: str) -> None:
    rows = "PEOPLE,,,\nHiring,a,b,c\nCoaching,a,b,c\nTECH,,,\nCoding,a,b,c\n"
    found = read(f"{heading},Level 1,Level 2,Level 3\n{rows}")
    assert areas(found) == {"PEOPLE": ["Hiring", "Coaching"], "TECH": ["Coding"]}
    assert [one.place for one in found.draft.problems] == ["Roles"]


def test_that_a_skill_without_texts_below_others_is_no_section() -> None:
    found = read("Competency,Level 1,Level 2\nHiring,a,b\nCoaching,,\nCoding,a,b\n")
    assert areas(found) == {"Hiring": ["Hiring"], "Coaching": ["Coaching"], "Coding": ["Coding"]}


def test_that_an_open_ladder_keeps_its_names_and_texts() -> None:
    milestones = [{"summary": "Works in it", "signals": ["Fixes bugs"], "examples": ["x"]}, {"summary": "Leads it all"}]
    tracks = {"MOBILE": {"displayName": "Mobile", "milestones": milestones}}
    found = read(json.dumps({"tracks": tracks}))
    assert [item.name for item in found.draft.items] == ["Mobile"]
    assert texts(found) == [("Works in it. Fixes bugs.", "Leads it all")]


def test_that_names_above_areas_are_left_out_with_a_note() -> None:
    skills = [{"name": "Hiring", "levels": {"1": "Helps with it.", "2": "Does it.", "3": "Leads it."}}]
    whole = {"domains": [{"name": "People", "subdomains": [{"name": "Team", "competencies": skills}]}]}
    found = read(json.dumps(whole))
    assert areas(found) == {"Team": ["Hiring"]}
    assert (
        "A questionnaire has areas in one row; what the file puts above them is left out: People." in found.draft.notes
    )


@pytest.mark.parametrize("key", ["level", "code", "stage"])
def test_that_codes_of_levels_are_names_and_no_texts(key: str) -> None:
    said = {"A1": "Helps", "A2": "Does it", "B1": "Leads"}
    levels = [{key: code, "statement": text} for code, text in said.items()]
    found = read(json.dumps({"areas": [{"name": "Team", "skills": [{"name": "Hiring", "levels": levels}]}]}))
    assert (found.draft.scale, texts(found)) == (("A1", "A2", "B1"), [("Helps", "Does it", "Leads")])


def test_that_the_levels_of_a_single_skill_are_not_called_by_its_texts() -> None:
    skills = [{"name": "Hiring", "levels": [{"level": 1, "text": "Helps"}, {"level": 2, "text": "Leads"}]}]
    found = read(json.dumps({"areas": [{"name": "Team", "skills": skills}]}))
    assert (found.draft.scale, texts(found)) == (("Level 1", "Level 2"), [("Helps", "Leads")])


def test_that_notes_with_a_number_are_no_level() -> None:
    found = read("Skill,Notes (5),Low (1),High (2)\nHiring,some note,Helps,Leads it\n")
    assert texts(found) == [("Helps", "Leads it")]


def test_that_a_name_with_its_number_behind_it_is_a_level() -> None:
    found = read("Area,Skill,High (5),Low (1)\nPeople,Hiring,Leads it,Helps\n")
    assert (found.draft.scale, texts(found)) == (("Low", "High"), [("Helps", "Leads it")])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("<b>Co</b>ding", "Coding"),
        ("<p>Coding</p><p>alone</p>", "Coding alone"),
        ("Coding<br/>alone", "Coding alone"),
        ("&lt;i&gt;Cod&lt;/i&gt;ing", "Coding"),
        ("<script>", "<script>"),
    ],
)
def test_that_markup_parts_no_word_and_a_tag_that_is_all_there_is_stays(written: str, name: str) -> None:
    found = read(f"Area,Skill,Level 1,Level 2\nPeople,{written},{written},Leads it\n")
    assert areas(found) == {"People": [name]}
    assert texts(found) == [(name, "Leads it")]


@pytest.mark.parametrize("empty", ["<p></p>", "<p> <br/> </p>", "<b></b>"])
def test_that_a_text_of_empty_markup_is_missing(empty: str) -> None:
    found = read(f"Area,Skill,Level 1,Level 2\nPeople,Coding,{empty},Leads it\n")
    assert str(found.draft.problems[0]) == "C2: the text of level 1 is missing"


@pytest.mark.parametrize("area", ["Kompetenzfeld", "Kompetenzgruppe", "Kompetenzbereich"])
def test_that_german_headings_and_short_texts_are_known(area: str) -> None:
    rows = "Führung;Einstellen;Assistiert;Verantwortlich;Strategisch\n"
    found = read(f"{area};Fähigkeit;Stufe 1;Stufe 2;Stufe 3\n{rows}")
    assert areas(found) == {"Führung": ["Einstellen"]}
    assert found.draft.language == "de"


def test_that_english_words_with_a_foreign_letter_stay_english() -> None:
    found = read("Area,Skill,Level 1,Level 2\nPeople,Naïveté and résumé,Reads the résumé,Leads with the café\n")
    assert found.draft.language == "en"
