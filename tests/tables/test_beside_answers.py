"""Columns beside the answers, numbers of other scales, lines about the rows: none of it is taken for an answer."""

from __future__ import annotations

from typing import Any

import pytest
from tests import given
from tests.tables.reading import answers_of, here, said, table

from nextrung.tables.answer_rows import AnswerOwner
from nextrung.workspace.table_reading import Wishes

NEW_ONES = Wishes(whose=AnswerOwner(new_ones=True))
HELP = given.questionnaire().items_by_id["TL-B1"].question


def read(text: str) -> tuple[list[dict[str, Any]], list[str], tuple[str, ...], str]:
    reading = table(text, "answers", NEW_ONES)
    found = [{item: one.value for item, one in row.answers.items()} for row in answers_of(reading)]
    return found, said(reading), reading.left_out, " ".join(reading.notes)


@pytest.mark.parametrize(
    "heading",
    [
        *("TL-B1 target", "TL-B1 (previous)", "TL-B1 importance", "TL-B1 before", "TL-B1 2024", "TL-B1 last year"),
        *(
            f"Points - {HELP}",
            f"Feedback - {HELP}",
            f"{HELP} [Score]",
            f"{HELP} [Feedback]",
            "TL-B1 Punkte",
            "TL-B1.score",
        ),
        *(f"TL-B1. {HELP.replace(' help', ' do not help')}", HELP.replace(" help", " do not help")),
    ],
)
@pytest.mark.parametrize("own", ["TL-B1", HELP])
def test_that_a_heading_that_says_more_than_the_question_holds_no_answers(heading: str, own: str) -> None:
    """Targets, points and answers of another time came in as answers; one in front won over the answer."""
    for head, cells in ((f'Name,"{heading}","{own}"', "Ann,5,2"), (f'Name,"{own}","{heading}"', "Ann,2,5")):
        answers, problems, left_out, notes = read(f"{head}\n{cells}\n")
        assert (answers, problems, left_out) == ([{"TL-B1": 2.0}], [], (heading,))
        assert "Left out, as these name a question" in notes
    answers, problems, _, _ = read(f'Name,"{heading}","TL-B8"\nAnn,5,2\n')
    assert (answers, problems) == ([{"TL-B8": 2.0}], [])


def test_that_nothing_comes_in_of_columns_of_which_none_is_the_answer() -> None:
    answers, problems, _, _ = read("Name,TL-B1 before,TL-B1 after\nAnn,2,4\n")
    assert answers == []
    assert "“TL-B1 before”, “TL-B1 after”" in problems[0]


def test_that_the_id_alone_wins_over_the_question_in_other_words() -> None:
    near = HELP.replace("improve", "better")
    answers, problems, left_out, _ = read(f"Name,{near},TL-B1\nAnn,5,2\n")
    assert (answers, problems, left_out) == ([{"TL-B1": 2.0}], [], (near,))


def test_that_a_translated_question_behind_its_code_is_still_known() -> None:
    answers, _, left_out, _ = read("Name;TLB1. Wie ich Menschen helfe, ihre Arbeit besser zu machen\nAnn;4\n")
    assert (answers, left_out) == ([{"TL-B1": 4.0}], ())


@pytest.mark.parametrize(
    "rows",
    ["Ann,7,10\nBo,3,5\n", "Ann,0,3\nBo,4,0\n", "Ann,3,70\nBo,2,4\n"],
)
def test_that_numbers_of_another_scale_are_asked_about_as_a_whole(rows: str) -> None:
    """Those of a scale from 1 to 10 that happen to be 1 to 5 came in as points."""
    reading = table(f"Name,TL-B1,TL-B8\n{rows}", "answers", NEW_ONES)
    assert [row.comes_in for row in answers_of(reading)] == [False, False]
    assert [(one.id, one.rows) for one in reading.questions] == [("points", (2, 3))]
    told = answers_of(
        table(f"Name,TL-B1,TL-B8\n{rows}", "answers", Wishes(whose=AnswerOwner(new_ones=True, points=True)))
    )
    assert any(row.comes_in for row in told)


def test_that_labels_beside_numbers_of_another_scale_come_in() -> None:
    reading = table("Name,TL-B1,TL-B8\nAnn,7,10\nBo,3 - Independent,Leading\n", "answers", NEW_ONES)
    assert [row.comes_in for row in answers_of(reading)] == [False, True]


def test_that_shares_of_another_scale_are_asked_about() -> None:
    reading = table("Name,TL-F2,TL-F3\nAnn,7,10\nBo,1,1\n", "answers", NEW_ONES)
    assert [row.comes_in for row in answers_of(reading)] == [False, False]


def test_that_rows_of_one_name_are_asked_about_before_they_make_people() -> None:
    """Somebody who took a form twice became two people."""
    rows = "Timestamp,Name,TL-B1\n2026-01-05,Ann,2\n2026-06-05,Ann,4\n2026-06-05,Bo,4\n"
    reading = table(rows, "answers", NEW_ONES)
    assert [row.comes_in for row in answers_of(reading)] == [False, False, True]
    assert [(one.id, [value for value, _ in one.choices], one.rows) for one in reading.questions] == [
        ("alike", ["same", "add"], (2, 3))
    ]
    same = answers_of(table(rows, "answers", Wishes(whose=AnswerOwner(new_ones=True, alike="same"))))
    assert [(row.comes_in, row.newcomer) for row in same] == [(True, "ann"), (True, "ann"), (True, "")]
    several = answers_of(table(rows, "answers", Wishes(whose=AnswerOwner(new_ones=True, alike="add"))))
    assert [(row.comes_in, row.newcomer) for row in several] == [(True, "")] * 3


def test_that_one_address_is_one_new_person() -> None:
    rows = "Name,Email,TL-B1\nAnn,ann@x.org,2\nAnn,Ann@x.org,4\n"
    assert [row.newcomer for row in answers_of(table(rows, "answers", NEW_ONES))] == ["ann", "ann"]


@pytest.mark.parametrize("nobody", ["anonymous", "Anonym", "anonyme", "Unknown"])
def test_that_nobody_is_called_as_tools_call_those_without_a_name(nobody: str) -> None:
    reading = table(f"Email,Name,TL-B1\n{nobody},,2\nx@y.org,{nobody},3\n", "answers", NEW_ONES)
    assert [(row.label, row.email, row.comes_in) for row in answers_of(reading)] == [
        ("", "", False),
        ("", "x@y.org", True),
    ]


@pytest.mark.parametrize("line", ["Average", "Mean", "Total", "MEDIAN", "Durchschnitt", "Std. dev."])
@pytest.mark.parametrize("everyone", ["", "m"])
def test_that_a_line_about_the_rows_is_nobody(line: str, everyone: str) -> None:
    wishes = Wishes(whose=AnswerOwner(new_ones=True, everyone=everyone))
    reading = table(f"Name,TL-B1\nAnn,2\n{line},3\n", "answers", wishes, *here("Mira"))
    assert [row.comes_in for row in answers_of(reading)] == [True, False]
    assert [one.id for one in reading.questions] == ["person:3"]
