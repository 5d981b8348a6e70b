"""Files as people have them, in the layouts of real tools: each comes in as a person reads it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.tables.reading import answers_of, case, here, pay_of, people_of, printed, said, table

from nextrung.intake.days import Order
from nextrung.people.person import PersonFields
from nextrung.salary.where import Letters
from nextrung.tables.answer_rows import AnswerOwner
from nextrung.tables.source import How
from nextrung.tables.whose import KnownAssessments
from nextrung.workspace.table_reading import Wishes

MIRA = PersonFields("Mira Okafor", (), "ML engineer")
PEOPLE: dict[str, tuple[PersonFields, ...]] = {
    "bamboohr.csv": (PersonFields("Mira Okafor", (), "ML Engineer"),),
    "excel-dropped-trailing.csv": (
        PersonFields("Mira Okafor", ("Team A",)),
        PersonFields("Jonas Weber"),
        PersonFields("Ana Lopes", ("Team B",)),
    ),
    "fr-mac-excel.csv": (PersonFields("José Núñez", (), "développeur"),),
    "google-contacts-2024.csv": (
        PersonFields("Mira Okafor", ("Coaching 2026",), "ML engineer", None, "met at meetup"),
        PersonFields("Jonas Weber", (), "Data scientist"),
    ),
    "jp-excel-cp932.csv": (PersonFields("佐藤 花子", (), "エンジニア"),),
    "linkedin-connections.csv": (
        PersonFields("Mira Okafor", (), "ML Engineer"),
        PersonFields("Jonas Weber", (), "Senior Data Scientist"),
    ),
    "outlook.csv": (PersonFields("Mira Okafor", ("Coaching", "Leads"), "ML engineer"),),
    "people.vcf": (MIRA,),
    "people.xlsx": (PersonFields("Mira Okafor", ("A",), "ML engineer"),),
    "pl-excel-cp1250.csv": (PersonFields("Łukasz Wiśniewski", (), "inżynier"), PersonFields("Žofia Čapková")),
    "roles-free.csv": (
        PersonFields("Mira Okafor"),
        PersonFields("Jonas Weber", target_role="senior"),
        PersonFields("Ana Lopes"),
    ),
    "sep-line.csv": (MIRA,),
    "stray-quote.csv": (
        PersonFields('Mira "Mimi" Okafor', ("A",), notes="line one\nline two"),
        PersonFields('"Jan" de Boer', ("A",), notes="x"),
    ),
    "thunderbird.csv": (MIRA,),
    "title-row.csv": (PersonFields("Mira Okafor", ("A",), "ML engineer"),),
    "trailing-commas-in-rows.csv": (
        PersonFields("Mira Okafor", ("Team A",)),
        PersonFields("Jonas Weber", ("Team B",)),
    ),
    "two-sams.csv": (PersonFields("Sam Lee", ("Acme",)), PersonFields("Sam Lee", ("Globex",))),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_that_people_come_in_as_their_file_says(name: str) -> None:
    reading = case("people", name)
    assert people_of(reading).taken(namesakes=True) == PEOPLE[name]
    assert not [problem for problem in reading.problems if problem.weight == "fault"]


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("google-contacts-2024.csv", "google-contacts"),
        ("outlook.csv", "outlook"),
        ("thunderbird.csv", "thunderbird"),
        ("bamboohr.csv", "bamboohr"),
        ("linkedin-connections.csv", "linkedin-connections"),
        ("people.vcf", "vcard"),
    ],
)
def test_that_the_layout_of_a_tool_is_known(name: str, layout: str) -> None:
    assert case("people", name).layout == layout


def test_that_lines_above_the_headings_are_named_as_left_out() -> None:
    assert "Row 1: Clients spring 2026" in case("people", "title-row.csv").left_out
    assert "Row 1: Notes:" in case("people", "linkedin-connections.csv").left_out


@pytest.mark.parametrize(
    ("name", "encoding", "line"),
    [
        ("pl-excel-cp1250.csv", "cp1250", "Łukasz Wiśniewski;inżynier"),
        ("jp-excel-cp932.csv", "cp932", "佐藤 花子,エンジニア"),
        ("fr-mac-excel.csv", "mac_roman", "José Núñez,développeur"),
    ],
)
def test_that_a_guessed_encoding_is_named_with_a_line_and_can_be_chosen(name: str, encoding: str, line: str) -> None:
    found = printed(case("people", name))
    assert (found["encoding"], found["encoding_guessed"]) == (encoding, True)
    assert found["encoding_example"] == {"row": 2, "text": line}
    chosen = printed(case("people", name, Wishes(How("latin-1"))))
    assert (chosen["encoding"], chosen["encoding_guessed"]) == ("latin-1", False)
    assert chosen["rows"][0]["name"] != found["rows"][0]["name"]


def test_that_a_role_that_is_none_is_left_open_and_said() -> None:
    reading = case("people", "roles-free.csv")
    assert [problem.row for problem in reading.problems] == [2, 4]
    assert "“Engineering Manager” is no role here; it is left open" in said(reading)[0]


def test_that_namesakes_are_asked_about() -> None:
    reading = case("people", "two-sams.csv", None, *here("Sam Lee"))
    assert said(reading) == [
        "Row 2, name: A person with this name is here already. Another person of that name?",
        "Row 3, name: A person with this name is here already. Another person of that name?",
    ]
    assert people_of(reading).taken(namesakes=False) == ()
    assert len(people_of(reading).taken(namesakes=True)) == 2


# answers


@pytest.mark.parametrize(
    "name",
    ["answers-cover-sheet.xlsx", "answers-half-words.xlsx", "answers-label-with-number.xlsx", "answers.xls"],
)
def test_that_a_spreadsheet_of_answers_is_read_whole(name: str) -> None:
    (row,) = answers_of(case("answers", name, Wishes(whose=AnswerOwner(everyone="x"))))
    assert (row.form, row.complete, len(row.answers), row.person) == ("quick", True, 30, "x")
    assert row.answers["TL-B1"].value == 3
    assert row.answers["TL-F2"].value == row.answers["TL-F3"].value == 0.5
    assert [problem for problem in row.problems if problem.weight == "fault"] == []


def test_that_a_label_is_filed_under_nobody_else() -> None:
    """A file labelled Mira was filed under whoever was open."""
    (row,) = answers_of(case("answers", "answers-labelled-mira.xlsx", None, *here("Jonas Weber")))
    assert (row.label, row.person) == ("Mira Okafor", "")
    assert "“Mira Okafor” is nobody here" in row.problems[0].message
    (row,) = answers_of(case("answers", "answers-labelled-mira.xlsx", None, *here("Jonas Weber", "mira  okafor")))
    assert row.person == "mira  okafor"
    twins = [KnownAssessments(one, "Mira Okafor") for one in "ab"]
    (row,) = answers_of(case("answers", "answers-labelled-mira.xlsx", None, *twins))
    assert row.person == ""


def test_that_forms_of_google_are_matched_by_the_text_of_the_questions() -> None:
    mira = KnownAssessments("m", "Mira Okafor", frozenset(["mira@example.org"]))
    reading = case("answers", "google-forms.csv", None, mira)
    (row,) = answers_of(reading)
    assert (reading.layout, row.person, row.complete) == ("google-forms", "m", False)
    assert {item: answer.value for item, answer in row.answers.items()} == {"TL-B1": 3, "PM-B1": 2}
    assert row.ended == "2026-03-01T09:00:00Z"
    (row,) = answers_of(case("answers", "google-forms.csv"))
    assert (row.person, row.email) == ("", "mira@example.org")


def test_that_results_of_limesurvey_are_matched_by_code() -> None:
    reading = case("answers", "limesurvey-results.csv")
    (row,) = answers_of(reading)
    assert reading.layout == "limesurvey"
    found = {item: answer.value or answer.choice for item, answer in row.answers.items()}
    assert found == {"TL-B1": 3, "TL-F2": 0.5, "TL-S1": "B"}
    assert (row.person, row.complete) == ("", False)


def test_that_a_result_without_a_known_question_says_what_is_in_it() -> None:
    reading = case("answers", "surveyjs-result.json")
    assert reading.layout == "surveyjs"
    assert reading.left_out == ("question1", "question2.Row 1")
    assert "No column is a question of the questionnaire" in said(reading)[0]


def test_that_an_answers_file_with_a_korean_name_is_read() -> None:
    (row,) = answers_of(case("answers", "name-korean.json"))
    assert (row.label, row.complete, row.person) == ("김민준", True, "")


# pay


def figures(name: str, wishes: Wishes | None = None) -> list[tuple[Any, ...]]:
    found = pay_of(case("pay", name, wishes)).figures
    return [(one.role, one.country, one.place, one.amount, one.currency, str(one.date)) for one in found]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "pay-de-excel.csv",
            [
                ("first-line", "DE", None, 95_000, "EUR", "2026-03-31"),
                ("senior", "DE", None, 120_500, "EUR", "2026-04-15"),
            ],
        ),
        ("pay-forms.csv", [("first-line", "US", "CA", 185_000, "USD", "2026-03-31")] * 4),
        ("pay-extra-column.csv", [("first-line", "US", "CA", 185_000, "USD", "2026-03-31")]),
        ("pay-short-row.csv", [("first-line", "US", "CA", 185_000, "USD", "2026-03-31")]),
        ("pay-aijobs.csv", [("first-line", "US", None, 185_000, "USD", "2025-01-01")]),
    ],
)
def test_that_pay_is_read_as_it_is_written(name: str, expected: list[tuple[Any, ...]]) -> None:
    assert figures(name) == expected


def test_that_places_are_known_by_the_words_people_use() -> None:
    places = [(country, place) for _, country, place, *_ in figures("pay-places.csv")]
    assert places == [("GB", None)] * 3 + [("DE", None)] * 2 + [("US", None)] * 2 + [("US", "CA")]


def test_that_an_unknown_column_is_named_and_a_bad_row_stops_nothing() -> None:
    assert case("pay", "pay-extra-column.csv").left_out == ("note",)
    assert said(case("pay", "pay-short-row.csv")) == [
        "Row 2, date: The date is missing.",
        "Row 2, source: The source is missing.",
    ]


def test_that_two_letters_that_can_be_both_are_asked_and_never_guessed() -> None:
    """CA, DE and IN with dollars became California, Delaware and Indiana."""
    reading = case("pay", "pay-aijobs-mapped.csv")
    (question,) = reading.questions
    assert (question.id, question.rows) == ("places", (6, 8, 9, 10))
    assert [country for _, country, *_ in figures("pay-aijobs-mapped.csv")] == ["US", "GB", "GB", "CA", "DE"]
    letters: dict[Letters, list[str]] = {"countries": ["CA", "DE", "IN"], "states": ["US"] * 4}
    for said_, expected in letters.items():
        found = figures("pay-aijobs-mapped.csv", Wishes(places=said_))
        assert [country for _, country, *_ in found] == ["US", "GB", "GB", "CA", *sorted_in(expected)]


def sorted_in(countries: list[str]) -> list[str]:
    """The countries of rows 6 to 10; row 7 says EUR, so it is Germany either way."""
    first, second, third, *more = countries
    return [first, "DE", second, third, *more]


def test_that_a_country_column_makes_two_letters_a_country() -> None:
    reading = case("pay", "pay-aijobs.csv", Wishes(roles={"head of data science": "director"}))
    assert [(one.country, one.amount, one.currency) for one in pay_of(reading).figures] == [
        ("US", 185_000, "USD"),
        ("DE", 95_000, "EUR"),
    ]
    assert case("pay", "pay-aijobs.csv").questions[0].id == "role:head of data science"


def test_that_published_percentiles_become_official_figures() -> None:
    reading = case("pay", "pay-bls-oews.csv", Wishes(day="2024-05"))
    found = pay_of(reading).figures
    assert [(one.percentile, one.amount) for one in found] == [
        (0.1, 104_000),
        (0.25, 133_000),
        (0.5, 171_000),
        (0.75, 217_000),
    ]
    assert {(one.role, one.country, one.place, one.source) for one in found} == {("official", "US", None, "BLS OEWS")}
    assert "Row 2, A_PCT90: “#” is not published." in said(reading)
    waiting = case("pay", "pay-bls-oews.csv")
    assert (waiting.questions[0].id, pay_of(waiting).figures) == ("day", ())


def test_that_the_order_of_dates_is_asked_once_where_both_are_possible() -> None:
    rows = "role,amount,date,source\nsenior,200000,3/4/2026,a\nsenior,200000,5/6/2026,b\n"
    reading = table(rows, "pay")
    assert [(one.id, one.rows) for one in reading.questions] == [("dates", (2, 3))]
    orders: dict[Order, list[str]] = {"dmy": ["2026-04-03", "2026-06-05"], "mdy": ["2026-03-04", "2026-05-06"]}
    for order, days in orders.items():
        found = pay_of(table(rows, "pay", Wishes(dates=order))).figures
        assert [str(one.date) for one in found] == days
    shown = table(rows + "senior,200000,3/31/2026,c\n", "pay")
    assert [str(one.date) for one in pay_of(shown).figures] == ["2026-03-04", "2026-05-06", "2026-03-31"]
