"""Frameworks of others come in without an edit by hand, and what is missing in them is named."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import xlsxwriter
from tests.frameworks.made import (
    AXES,
    NESTED,
    STAGES,
    ladder,
    nested_json,
    problems,
    questionnaire_from,
    read,
    sizes,
    turned_ladder,
)

from nextrung.questionnaire.check import check
from nextrung.questionnaire.drafting.draft import DraftTarget
from nextrung.tables.frameworks.reading import FrameworkReading
from nextrung.tables.refusals import TableError

LIMESURVEY = (
    "id\tclass\ttype/scale\tname\trelevance\ttext\n\tG\t\tPeople\t\tPeople\n"
    "\tQ\tL\tq1\t1\tHow do you give feedback?\n\tA\t0\t1\t\tRarely\n"
)
ONET = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tRecommend Suppress\n"
SFIA = (
    "Code,url,Skill,Category,Subcategory,Overall description,Guidance notes,"
    + ",".join(f"Level {level} description" for level in range(1, 8))
    + "\nXXXX,https://example.org,Sample skill,People,Teams,Own words,Own words,"
    ",,Does the part,Leads the part,Leads several,Sets it,\n"
)
GERMAN = """Bereich;Fertigkeit;Beschreibung;Stufe 1;Stufe 2;Stufe 3;Stufe 4;Ziel Teamleitung;Ziel Leitung
Führung;Feedback geben;Was es ist;Gibt sie, wenn er gefragt wird;Gibt sie dem Team;;Baut eine Kultur davon auf;3;4
;Delegieren;;Macht die Arbeit mit den anderen;Gibt Aufgaben ab;Gibt ganze Ziele ab;Baut Leitende auf;2;1
Lieferung;Planen;;Plant die eigene Arbeit;Plant die des Teams;Plant mit anderen;Plant für die Firma;4;9
"""


def areas(found: FrameworkReading) -> dict[str, int]:
    return {area.name: len(area.items) for area in found.draft.areas}


@pytest.mark.parametrize("shape", NESTED)
def test_that_json_with_20_areas_and_164_skills_comes_in(tmp_path: Path, shape: str) -> None:
    found = read(nested_json(shape), "framework.json")
    assert areas(found) == {area: len(skills) for area, skills in sizes()}
    assert [item.name for item in found.draft.items] == [skill for _, skills in sizes() for skill in skills]
    content = questionnaire_from(found, tmp_path)
    generic = shape in ("levels once", "lists", "names")
    assert len(content.weak_items) == (164 if generic else 0)
    labels = [point.label for point in content.blueprint.scales.rating]
    if shape not in ("rows", "names"):
        assert [label.title() for label in labels] == [
            "Awareness",
            "Working",
            "Working – Practitioner",
            "Practitioner",
            "Expert",
        ]
    said = str(check(tmp_path / content.id))
    assert said.count("weak: the anchors do not say what is done") == (164 if generic else 0)
    assert any("4 levels were stretched to 1 to 5" in note for note in found.draft.notes) == (shape != "names")


def test_that_what_roles_ask_in_json_becomes_targets() -> None:
    found = read(nested_json("keys in records"), "framework.json")
    assert {role.name: set(role.targets.values()) for role in found.draft.roles} == {
        "Lead": {DraftTarget(3)},
        "Head": {DraftTarget(4)},
    }


@pytest.mark.parametrize(
    "text",
    [
        ladder(("L1", "L2", "L3", "L4", "L5", "L6", "L7")),
        ladder(
            ("Junior Engineer", "Engineer", "Senior Engineer", "Staff", "Principal", "Fellow", "Chief"), "Competency"
        ),
        ladder(("Level 7", "Level 6", "Level 5", "Level 4", "Level 3", "Level 2", "Level 1"), "Dimension"),
        "Our ladder 2026\n\n" + ladder(("1", "2", "3", "4", "5", "6", "7"), "Area"),
        turned_ladder(("L1", "L2", "L3", "L4", "L5", "L6", "L7")),
    ],
)
def test_that_a_ladder_of_five_by_seven_comes_in(tmp_path: Path, text: str) -> None:
    found = read(text)
    assert areas(found) == dict.fromkeys(AXES, 1)
    assert [len(item.levels) for item in found.draft.items] == [7] * 5
    assert problems(found) == [
        "Roles: no role with targets is in the file, so that results have no targets, no gaps and no match"
    ]
    content = questionnaire_from(found, tmp_path)
    rating = content.competencies[0].ratings[0]
    assert [anchor.count("kind") for anchor in rating.anchors] == [1, 2, 1, 2, 1], "7 levels on 5 points"
    assert not content.weak_items
    assert "7 levels were stretched to 1 to 5 (1 to 1, 2 to 1.67," in found.draft.notes[0]


def test_that_levels_in_falling_order_are_put_upright() -> None:
    item = next(read(ladder(("Level 3", "Level 2", "Level 1"), "Area")).draft.items)
    assert [text.split()[-2] for text in item.levels] == ["2", "1", "0"]


def test_that_named_levels_say_in_which_order_they_are_taken() -> None:
    found = read("Area,Skill,Expert,Working,Basic\nPeople,Feedback,Gives it to all,Gives it to one,Asks for it\n")
    assert "The levels are taken in this order, the lowest first: Basic, Working, Expert." in found.draft.notes


@pytest.mark.parametrize("written", ["n/a", "-", "–", "N/A", "tbd"])
def test_that_a_cell_that_says_nothing_is_named_as_missing(written: str) -> None:
    found = read(f"Area,Skill,Level 1,Level 2,Level 3\nPeople,Feedback,Asks for it,{written},Gives it to all\n")
    assert problems(found)[:1] == ["D2: the text of level 2 is missing"]
    assert next(found.draft.items).levels[1] == ""


def test_that_a_german_sheet_is_mapped_and_its_gaps_are_named_by_their_cells(tmp_path: Path) -> None:
    found = read(GERMAN)
    assert areas(found) == {"Führung": 2, "Lieferung": 1}
    assert found.draft.language == "de"
    assert problems(found) == [
        "F2: the text of level 3 is missing",
        "I4: “9” is no level; they go from 1 to 4",
    ]
    content = questionnaire_from(found, tmp_path)
    lead, head = content.roles
    assert {key: target.level for key, target in lead.targets.items()} == {"FU": 3.0, "LI": 5.0}
    assert {key: target.level for key, target in head.targets.items()} == {"FU": 3.0}, "a role may name fewer areas"
    assert content.competencies[0].ratings[0].anchors[2:4] == ("", ""), "nothing is made up for a level without a text"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Domaine,Compétence,Débutant,Confirmé,Expert,Cible chef\nRelations,Écouter,Il écoute les autres,Il reformule,"
         "Il forme les autres à l'écoute,Confirmé\n", "fr"),
        ("Área,Habilidad,Nivel 1,Nivel 2,Nivel 3,Objetivo jefe\nRelaciones,Escuchar,Escucha a los otros,Repite lo que,"
         "Enseña a los otros a escuchar,2\n", "es"),
    ],
)  # fmt: skip
def test_that_french_and_spanish_headings_are_known(text: str, language: str) -> None:
    found = read(text)
    assert found.draft.language == language
    assert [len(item.levels) for item in found.draft.items] == [3]
    assert [role.targets[found.draft.areas[0].name].level for role in found.draft.roles] == [2]
    assert problems(found) == []


def test_that_a_row_for_each_level_is_read() -> None:
    rows = [
        f"Delivery,{skill},{level},I {skill.lower()} in the way of {level}"
        for skill in ("Plan", "Ship")
        for level in ("Basic", "Intermediate", "Advanced")
    ]
    found = read("\n".join(["Area,Skill,Level,Description", *rows[:-1]]))
    assert (areas(found), found.draft.scale) == ({"Delivery": 2}, ("Basic", "Intermediate", "Advanced"))
    assert problems(found)[0] == "Row 5: Ship: the text of level Advanced is missing"


def test_that_the_structure_of_limesurvey_is_read(tmp_path: Path) -> None:
    found = read(LIMESURVEY, "survey.txt")
    assert (found.layout, areas(found)) == ("limesurvey", {"People": 1})
    assert problems(found)[:4] == [f"Row 3: the text of level {level} is missing" for level in (2, 3, 4, 5)]
    assert questionnaire_from(found, tmp_path).competencies[0].ratings[0].stem == "How do you give feedback?"


def test_that_arrays_languages_and_other_questions_of_limesurvey_are_told_apart() -> None:
    rows = [
        "class\ttype/scale\tname\trelevance\ttext\thelp\tlanguage",
        "S\t\tlanguage\t\ten",
        "SL\t\tsurveyls_title\t\tTeam check\t\ten",
        "G\tG1\tDelivery\t1\t<p>About <b>delivery</b></p>\t\ten",
        "Q\tF\tq1\t1\tHow well do you…\tSay it\ten",
        "SQ\t\ta\t\tplan\t\ten",
        "SQ\t\tb\t\tship\t\ten",
        *(f"A\t0\tA{at}\t\t{text}\t\ten" for at, text in enumerate(("Never", "At times", "Often"), start=1)),
        "Q\tS\tq2\t1\tAny words?\t\ten",
        "Q\t5\tq3\t1\tHow sure are you?\t\ten",
        "Q\tF\tq1\t1\tWie gut …\t\tde",
    ]
    found = read("\n".join(rows), "survey.txt")
    assert (found.draft.title, found.draft.language) == ("Team check", "en")
    assert [(item.name, len(item.levels)) for item in found.draft.items] == [
        ("plan", 3),
        ("ship", 3),
        ("How sure are you?", 5),
    ]
    assert found.draft.areas[0].description == "About delivery"
    said = problems(found)
    assert "Row 11: Any words? is not answered by points of a scale (type S); it was left out" in said
    assert "The survey is also in “de”; only “en” was read." in said


def test_that_tables_of_onet_become_skills_and_occupations_roles(tmp_path: Path) -> None:
    rows = [
        f"{job}\t{code}\t{name}\t{scale}\t{value}\tN"
        for job in ("11-3021.00", "15-1252.00")
        for code, name in (("2.A.1.a", "Reading"), ("2.A.1.b", "Listening"), ("2.B.1.a", "Perceiving"))
        for scale, value in (("IM", "4.12"), ("LV", "3.5"))
    ]
    found = read(ONET + "\n".join(rows), "Skills.txt")
    assert (found.layout, areas(found)) == ("onet", {"Elements 2.A.1": 2, "Elements 2.B.1": 1})
    assert [role.name for role in found.draft.roles] == ["11-3021.00", "15-1252.00"]
    assert "2.A.1.a: Reading: the texts of all levels are missing; O*NET keeps them in a file of its own" in problems(
        found
    )
    assert "Elements 2.A.1: the name of the area is missing; the number of its elements stands for it" in problems(
        found
    )
    content = questionnaire_from(found, tmp_path)
    assert {(target.level, target.weight) for target in content.roles[0].targets.values()} == {(3.0, 4)}, (
        "3.5 of 0 to 7"
    )
    assert len(content.weak_items) == 3


def test_that_onet_without_levels_has_no_targets_and_says_so() -> None:
    found = read(
        ONET + "11-3021.00\t2.A.1.a\tReading\tIM\t4.00\tN\n11-3021.00\t2.A.1.a\tReading\tLV\t4.00\tY\n", "Skills.txt"
    )
    assert "11-3021.00: no levels (scale LV) are in the file, so it has no targets" in problems(found)
    assert "Row 3: O*NET recommends to suppress the value; it was left out" in problems(found)
    assert found.draft.roles == ()


def test_that_a_sheet_like_that_of_sfia_is_read(tmp_path: Path) -> None:
    found = read(SFIA, "sfia.csv")
    assert (found.layout, areas(found)) == ("sfia", {"People": 1})
    assert problems(found)[:3] == [
        "H2: the text of level 1 is missing",
        "I2: the text of level 2 is missing",
        "N2: the text of level 7 is missing",
    ]
    assert set(found.draft.left_out) == {"url", "Subcategory", "Guidance notes"}
    rating = questionnaire_from(found, tmp_path).competencies[0].ratings[0]
    assert rating.anchors == ("", "Does the part", "Leads the part", "Leads several; Sets it", "")
    assert rating.sources == ("sfia.csv, XXXX",)


def test_that_sheets_of_a_workbook_are_areas() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Read me").write_row(0, 0, ["This is our framework", ""])
    for name in ("Delivery", "People"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["Skill", "Level 1", "Level 2", "Level 3"])
        sheet.write_row(1, 0, [f"{name} one", "I do a first part", "I do it all"])
    book.close()
    found = read(out.getvalue(), "book.xlsx")
    assert areas(found) == {"Delivery": 1, "People": 1}
    assert problems(found)[:2] == [
        "Delivery!D2: the text of level 3 is missing",
        "People!D2: the text of level 3 is missing",
    ]
    assert "Sheet Read me" in found.draft.left_out


def test_that_a_line_with_one_cell_names_the_area_of_the_rows_below() -> None:
    found = read(
        "Skill,Level 1,Level 2,Level 3\nDelivery,,,\nPlan,I plan it,I lead it,I shape it\n"
        "People,,,\nTalk,I ask,I tell,I teach\n"
    )
    assert areas(found) == {"Delivery": 1, "People": 1}


def test_that_markup_and_unseen_characters_do_not_come_in() -> None:
    hidden = "I <script>alert(1)</script> &lt;b&gt;plan\u202e it\u0007 &amp; do<br>it"
    item = next(read(f'Area,Skill,Level 1,Level 2,Level 3\nA,"<b>Plan</b>","{hidden}",I do,I lead\n').draft.items)
    assert (item.name, item.levels[0]) == ("Plan", "I alert(1) plan it & do it")


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        ("", "a.csv", "empty"),
        ("just words in a line", "a.csv", "headings|areas or skills"),
        ('{"a": 1}', "a.json", "No row with headings"),
        ('{"a": [', "a.json", "This is not JSON"),
        ("[" * 5000, "a.json", "nested too deeply"),
        ('{"a": {"x": NaN}}', "a.json", "NaN is not allowed"),
        (
            "Area,Skill,Level 1,Level 2,Level 3\n" + "\n".join(f"A{n},S,a,b,c" for n in range(25)),
            "a.csv",
            "25 areas; .* at most 24",
        ),
        (
            "Area,Skill,Level 1,Level 2,Level 3\n" + "\n".join(f"A,S{n},a,b,c" for n in range(100)),
            "a.csv",
            "100 skills; at most 99",
        ),
        (
            "Area,Skill,Level 1,Level 2,Level 3\n" + "\n".join(f"A{n % 24},S{n},a,b,c" for n in range(10_000)),
            "a.csv",
            "10,000 skills",
        ),
        (
            "Skill," + ",".join(f"Level {n}" for n in range(1, 13)) + "\nA" + ",a b c d" * 12,
            "a.csv",
            "12 levels; at most 11",
        ),
    ],
)
def test_that_what_is_no_framework_is_refused_in_one_sentence(text: str, name: str, sentence: str) -> None:
    with pytest.raises(TableError, match=sentence) as caught:
        read(text, name)
    assert "\n" not in str(caught.value)


def test_that_a_text_that_is_far_too_long_is_left_out_and_named() -> None:
    found = read(f"Area,Skill,Level 1,Level 2,Level 3\nA,S,{'x' * 5_000},b,c\n")
    assert problems(found)[0] == "C2: the text has 5,000 characters; at most 2,000 are read"
    assert next(found.draft.items).levels[0] == ""


def test_that_stages_are_the_names_of_the_points(tmp_path: Path) -> None:
    content = questionnaire_from(read(ladder(STAGES, "Area")), tmp_path)
    assert [point.label for point in content.blueprint.scales.rating][::4] == ["Awareness", "Expert"]


def test_that_levels_that_say_what_is_done_in_lists_are_one_text_each() -> None:
    levels = (
        {"level": 1, "descriptors": ["I listen", "I ask."]},
        {"level": 2, "descriptors": ["I give feedback"]},
        {"level": 3, "descriptors": ["I coach"]},
    )
    skills = [{"id": f"C{at}", "name": name, "domain": "People", "levels": levels} for at, name in enumerate("AB")]
    found = read(json.dumps({"competencies": skills}), "some.json").draft
    assert [area.name for area in found.areas] == ["People"]
    assert [(item.name, item.levels) for item in found.items] == [
        (name, ("I listen. I ask.", "I give feedback.", "I coach.")) for name in "AB"
    ]
