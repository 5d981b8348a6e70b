"""Survey tools that write their headings in several rows: what the rows say together is what the columns mean."""

from __future__ import annotations

import pytest
from tests import given
from tests.tables.reading import answers_of, people_of, printed, said, table

from nextrung.tables.answer_rows import AnswerOwner
from nextrung.tables.mapping import NO_HEADINGS, Picked
from nextrung.workspace.table_reading import Wishes

NEW_ONES = Wishes(whose=AnswerOwner(new_ones=True))
ITEMS = given.questionnaire().items_by_id
HELP, PLAN = ITEMS["TL-B1"].question, ITEMS["PM-B1"].question
MONKEY = "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1"
WHEN = "1,2,03/31/2026 09:40:00 AM,03/31/2026 10:00:00 AM"
SURVEY_MONKEY = {
    "single questions": (
        f"{MONKEY},{HELP},TL-F2,{PLAN}\n,,,,,,,,,Response,Response,Response\n{WHEN},,,Mira,Okafor,,3,half,4\n"
    ),
    "a matrix": (f"{MONKEY},How do you work?,,\n,,,,,,,,,{HELP},TL-F2,{PLAN}\n{WHEN},,,Mira,Okafor,,3,half,4\n"),
    "a question for the name": (
        f"{MONKEY},What is your name?,How do you work?,,\n,,,,,,,,,Open-Ended Response,{HELP},TL-F2,{PLAN}\n"
        f"{WHEN},,,,,,Mira Okafor,3,half,4\n"
    ),
    "contact information": (
        f"{MONKEY},About you,,How do you work?,,\n,,,,,,,,,Name,Email Address,{HELP},TL-F2,{PLAN}\n"
        f"{WHEN},,,,,,Mira Okafor,,3,half,4\n"
    ),
}
QUALTRICS = "StartDate,EndDate,Status,Progress,Finished,RecordedDate,ResponseId,RecipientLastName,RecipientFirstName"
TEXTS = (
    "Start Date,End Date,Response Type,Progress,Finished,Recorded Date,Response ID,"
    "Recipient Last Name,Recipient First Name"
)
IDS = ",".join(f'"{{""ImportId"":""{name}""}}"' for name in QUALTRICS.split(","))
QIDS = ",".join(f'"{{""ImportId"":""QID{number}""}}"' for number in (1, 2, 3))
DAY = "2026-03-01 09:40:00,2026-03-01 10:00:00"


def qualtrics(codes: str, texts: str, *rows: str) -> str:
    return "\n".join((f"{QUALTRICS},{codes}", f"{TEXTS},{texts}", f"{IDS},{QIDS}", *rows, ""))


def row(status: str, finished: str, *answers: str) -> str:
    return f"{DAY},{status},100,{finished},2026-03-01 10:00:01,R_1,Okafor,Mira,{','.join(answers)}"


@pytest.mark.parametrize("text", SURVEY_MONKEY.values(), ids=SURVEY_MONKEY)
def test_that_a_question_and_its_parts_are_read_together(text: str) -> None:
    """The row with the parts became the headings, or a row of faults; names were lost."""
    reading = table(text, "answers", NEW_ONES)
    found = [(one.number, one.label, {i: a.value for i, a in one.answers.items()}) for one in answers_of(reading)]
    assert found == [(3, "Mira Okafor", {"TL-B1": 3.0, "TL-F2": 0.5, "PM-B1": 4.0})]
    assert said(reading) == []
    assert printed(reading)["layout"] == "surveymonkey"
    assert "Rows 1 to 2 are read together as the headings." in reading.notes


@pytest.mark.parametrize(
    ("codes", "texts"),
    [
        ("TL-B1,TL-F2,PM-B1", f"{HELP},{ITEMS['TL-F2'].question},{PLAN}"),
        ("Q1,TLF2,Q3", f"{HELP},In how many of your cases?,{PLAN}"),
        ("Q1_1,TL_F2,Q1_2", f"How do you work? - {HELP},In how many of your cases?,How do you work? - {PLAN}"),
    ],
)
def test_that_texts_and_ids_below_the_codes_are_no_answers(codes: str, texts: str) -> None:
    """Each was a fault of its own, and the layout was not known."""
    reading = table(qualtrics(codes, texts, row("IP Address", "True", "3", "half", "4")), "answers", NEW_ONES)
    found = [(one.number, one.label, {i: a.value for i, a in one.answers.items()}) for one in answers_of(reading)]
    assert found == [(4, "Mira Okafor", {"TL-B1": 3.0, "TL-F2": 0.5, "PM-B1": 4.0})]
    assert said(reading) == []
    assert printed(reading)["layout"] == "qualtrics"


def test_that_a_name_behind_a_code_is_one() -> None:
    text = qualtrics("your_name,Q2,Q3", f"What is your name?,{HELP},{PLAN}", row("0", "1", "Ann Lee", "3", "4"))
    assert [one.label for one in answers_of(table(text, "answers", NEW_ONES))] == ["Ann Lee"]


@pytest.mark.parametrize("status", ["Survey Preview", "1", "Spam", "survey test"])
def test_that_what_only_tried_the_form_out_stays_out_with_a_sentence(status: str) -> None:
    rows = (row(status, "True", "3", "half", "4"), row("IP Address", "True", "2", "half", "4"))
    reading = table(
        qualtrics("TL-B1,TL-F2,PM-B1", f"{HELP},In how many of your cases?,{PLAN}", *rows), "answers", NEW_ONES
    )
    assert [(one.number, one.comes_in) for one in answers_of(reading)] == [(4, False), (5, True)]
    assert said(reading) == [
        f"Row 4, Status: Left out: a try-out or spam, no answers of a person (the column Status says {status})."
    ]


@pytest.mark.parametrize("finished", ["False", "0", "FALSE"])
def test_that_what_was_not_finished_comes_in_open(finished: str) -> None:
    items = [one.id for one in given.questionnaire().scored_items["quick"]]
    head = f"{QUALTRICS},{','.join(items)}\n"
    answers = [("1" if ITEMS[item].kind.points else "") for item in items]
    open_one, done = (
        answers_of(table(head + row("IP Address", said, *answers) + "\n", "answers", NEW_ONES))[0]
        for said in (finished, "True")
    )
    assert open_one.answers.keys() == done.answers.keys()
    assert not open_one.complete
    assert "not finished; it comes in open" in str(open_one.problems[-1])


def test_that_a_person_may_say_which_row_has_the_headings() -> None:
    text = f"{MONKEY},How do you work?,\n,,,,,,,Name,,{HELP},TL-F2\n{WHEN},,,,Mira Okafor,,3,half\n"
    reading = table(text, "answers", Wishes(picked=Picked(header=2), whose=AnswerOwner(new_ones=True)))
    assert [one.label for one in answers_of(reading)] == ["Mira Okafor"]


NONE = Wishes(picked=Picked(header=NO_HEADINGS))


@pytest.mark.parametrize(
    "text", ["Ann Lee\nBo Ray\n", "1;Ann Lee;x\n2;Bo Ray;x\n", "a@x.org,Ann Lee\nb@x.org,Bo Ray\n"]
)
def test_that_a_table_without_headings_is_read_where_that_is_said(text: str) -> None:
    """Its first row was taken for headings, and there was no way to say otherwise."""
    refused = table(text, "people")
    assert "Where the table has no headings, say so" in said(refused)[0]
    found = people_of(table(text, "people", NONE))
    assert [(row.number, row.fields and row.fields.name) for row in found.rows] == [(1, "Ann Lee"), (2, "Bo Ray")]


def test_that_columns_without_headings_go_by_their_number() -> None:
    wishes = Wishes(picked=Picked(header=NO_HEADINGS, fields={"Column 2": "name", "Column 1": "tags"}))
    reading = table("VIP,Ann Lee,x\nVIP,Bo Ray,y\n", "people", wishes)
    assert [(one.name, one.tags) for one in people_of(reading).taken(namesakes=False)] == [
        ("Ann Lee", ("VIP",)),
        ("Bo Ray", ("VIP",)),
    ]
    assert reading.left_out == ("Column 3",)
    answered = Wishes(
        picked=Picked(header=NO_HEADINGS, fields={"Column 1": "person", "Column 2": "=TL-B1"}),
        whose=AnswerOwner(new_ones=True),
    )
    rows = answers_of(table("Ann Lee,3\nBo Ray,4\n", "answers", answered))
    assert [(row.label, row.answers["TL-B1"].value) for row in rows] == [("Ann Lee", 3.0), ("Bo Ray", 4.0)]
