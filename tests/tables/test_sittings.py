"""Answers with a row each: one assessment a sitting, every way to answer read, another questionnaire named."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from tests import given, given_first
from tests.tables.reading import answers_of, said, table

from nextrung.tables.answer_rows import AnswerOwner
from nextrung.workspace import analysis
from nextrung.workspace.table_reading import TableReading, Wishes

NEW_ONES = Wishes(whose=AnswerOwner(new_ones=True))


def values(reading: TableReading) -> list[tuple[str | None, dict[str, Any]]]:
    return [
        ((row.ended or "")[:10], {item: one.value for item, one in row.answers.items()}) for row in answers_of(reading)
    ]


SITTINGS = [("2026-01-05", {"TL-B1": 2.0, "TL-B8": 2.0}), ("2026-06-05", {"TL-B1": 4.0, "TL-B8": 4.0})]


@pytest.mark.parametrize("column", ["sitting", "day of it"])
def test_that_each_sitting_of_a_person_is_an_assessment_of_its_own(column: str) -> None:
    """Answers of the first sitting had the date of the second, whose answers were dropped as "answered twice"."""
    rows = (
        f"person,{column},date,item,answer\nAnn,1,2026-01-05,TL-B1,2\nAnn,1,2026-01-05,TL-B8,2\n"
        "Ann,2,2026-06-05,TL-B1,4\nAnn,2,2026-06-05,TL-B8,4\n"
    )
    reading = table(rows, "answers", NEW_ONES)
    assert values(reading) == SITTINGS
    assert said(reading) == []
    assert {row.newcomer for row in answers_of(reading)} == {"ann"}


def test_that_days_whose_order_is_not_known_still_tell_sittings_apart() -> None:
    rows = "person,date,item,answer\nAnn,3/4/2026,TL-B1,2\nAnn,5/6/2026,TL-B1,4\n"
    assert [row.asks for row in answers_of(table(rows, "answers", NEW_ONES))] == [("dates",), ("dates",)]
    found = answers_of(table(rows, "answers", Wishes(dates="mdy", whose=AnswerOwner(new_ones=True))))
    assert [(row.ended or "")[:10] for row in found] == ["2026-03-04", "2026-05-06"]


def exported(rows: list[dict[str, object]]) -> str:
    """A table as the program itself makes it for analysis."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(analysis.COLUMNS), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_that_the_table_for_analysis_comes_back_whole() -> None:
    """Choices, no chance and skips were left out, and nothing said so."""
    content = given.questionnaire()
    head = {"person": "3f", "form": "full", "questionnaire": content.id, "version": content.version}
    flags = {"no_chance": 0, "skipped": 0}
    rows: list[dict[str, object]] = []
    for number, day in ((1, "2026-01-05"), (2, "2026-06-05")):
        sitting = head | {"sitting": number, "date": day} | flags
        rows += [
            sitting | {"item": "TL-B1", "value": 2.0 + number, "seconds": 12.5},
            sitting | {"item": "TL-F2", "value": 0.0},
            sitting | {"item": "TL-S1", "choice": "B", "confidence": "fairly_sure"},
            sitting | {"item": "TL-B9", "no_chance": 1},
            sitting | {"item": "TL-B8", "skipped": 1},
        ]
    reading = table(exported(rows), "answers", NEW_ONES)
    assert (reading.layout, said(reading)) == ("nextrung-analysis", [])
    for row, value, day in zip(answers_of(reading), (3.0, 4.0), ("2026-01-05", "2026-06-05"), strict=True):
        assert (row.ended or "").startswith(day)
        assert {one.item for one in row.answers.values()} == {"TL-B1", "TL-F2", "TL-S1", "TL-B9", "TL-B8"}
        assert (row.answers["TL-B1"].value, row.answers["TL-B1"].seconds) == (value, 12.5)
        assert row.answers["TL-F2"].value == 0.0
        assert (row.answers["TL-S1"].choice, row.answers["TL-S1"].confidence) == ("B", "fairly_sure")
        assert row.answers["TL-B9"].no_chance
        assert row.answers["TL-B8"].skipped


def test_that_answers_of_another_questionnaire_are_named_and_stay_out() -> None:
    head = "person,questionnaire,version,item,value\n"
    content = given.questionnaire()
    own, other = f"Ann,{content.id},{content.version},TL-B1,3\n", "Bo,sales-lead,1.0.0,TL-B1,5\n"
    reading = table(head + own + other, "answers", NEW_ONES)
    assert [(row.label, dict(row.answers) != {}) for row in answers_of(reading)] == [("Ann", True), ("Bo", False)]
    assert "Row 3, questionnaire: These answers are of “sales-lead 1.0.0”" in said(reading)[0]
    wide = table("Name,Questionnaire,TL-B1\nBo,sales-lead,5\n", "answers", NEW_ONES)
    assert answers_of(wide)[0].answers == {}
    assert "These answers are of “sales-lead”" in said(wide)[0]


def test_that_answers_are_read_in_the_version_that_they_name() -> None:
    shared = set(given.questionnaire().items_by_id) & set(given_first.questionnaire().items_by_id)
    item = min(one for one in shared if one[3] == "B")
    first = given_first.questionnaire()
    reading = table(f"person,questionnaire,version,item,value\nAnn,{first.id},{first.version},{item},3\n", "answers")
    assert reading.edition is not None
    assert reading.edition.version == first.version
    assert [list(row.answers) for row in answers_of(reading)] == [[item]]


def test_that_of_two_different_answers_to_one_question_neither_is_taken() -> None:
    """The first was kept."""
    rows = "person,date,item,answer\nAnn,2026-01-05,TL-B1,2\nAnn,2026-01-05,TL-B1,4\nAnn,2026-01-05,TL-B8,3\n"
    reading = table(rows, "answers", NEW_ONES)
    assert values(reading) == [("2026-01-05", {"TL-B8": 3.0})]
    assert said(reading) == ["Row 3, item: The item TL-B1 is answered twice."]


@pytest.mark.parametrize("none", ["1980-01-01 00:00:00", "1970-01-01 00:00:00", "1900-01-00 00:00:00", "1899-12-30"])
def test_that_a_date_that_stands_for_none_is_none(none: str) -> None:
    """Answers counted as those of 1980."""
    reading = table(f"Date submitted,Name,TL-B1\n{none},Mira,3\n", "answers", NEW_ONES)
    assert [row.ended for row in answers_of(reading)] == [None]
    assert "the answers count from today" in said(reading)[0]
