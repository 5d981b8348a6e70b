"""Answers as survey tools keep them: by the code of a label, in the order of the question."""

from __future__ import annotations

from typing import Any

import pytest
from tests import given
from tests.tables.reading import answers_of, said, table

from nextrung.questionnaire.kinds import Kind
from nextrung.tables.answer_rows import AnswerOwner
from nextrung.workspace.table_reading import Wishes


def first_of(kind: Kind) -> Any:
    return next(one for one in given.questionnaire().scored_items["full"] if one.kind is kind)


def given_answers(cells: dict[str, str]) -> Any:
    text = ",".join(("Name", *cells)) + "\n" + ",".join(("Mira", *cells.values())) + "\n"
    reading = table(text, "answers", Wishes(whose=AnswerOwner(new_ones=True)))
    return answers_of(reading)[0], said(reading)


@pytest.mark.parametrize("code", ["A{0}", "L00{0}", "AO0{0}", "a{0}", "L{0}"])
@pytest.mark.parametrize("place", [1, 2, 5])
def test_that_a_code_means_the_label_at_its_place(code: str, place: int) -> None:
    rating, frequency = first_of(Kind.RATING), first_of(Kind.FREQUENCY)
    scales = given.questionnaire().blueprint.scales
    answer = code.format(place)
    row, problems = given_answers({rating.id: answer, frequency.id: answer})
    assert row.answers[rating.id].value == scales.rating[place - 1].value
    assert row.answers[frequency.id].value == scales.frequency[place - 1].value
    assert problems == []


@pytest.mark.parametrize("kind", [Kind.SCENARIO, Kind.KNOWLEDGE])
def test_that_a_code_means_the_option_at_its_place(kind: Kind) -> None:
    item = first_of(kind)
    row, problems = given_answers({item.id: "A3"})
    assert row.answers[item.id].choice == item.options[2].key
    assert problems == []


@pytest.mark.parametrize("code", ["A0", "A6", "L099", "A1.5", "B1", "AA1", "A-1"])
def test_that_a_code_of_no_label_is_named(code: str) -> None:
    item = first_of(Kind.RATING)
    row, problems = given_answers({item.id: code})
    assert item.id not in row.answers
    assert len(problems) == 1
    assert code in problems[0]


NEW_ONES = Wishes(whose=AnswerOwner(new_ones=True))


@pytest.mark.parametrize(
    ("cells", "first", "last"),
    [(("1", "5"), "1 is “none”", "5 is “all or"), (("0", "4"), "0 is “none”", "4 is “all or")],
)
def test_that_places_on_the_scale_are_read_and_said(cells: tuple[str, str], first: str, last: str) -> None:
    item = first_of(Kind.FREQUENCY).id
    wide = table(f"Name,{item}\nMira,{cells[0]}\nJonas,{cells[1]}\n", "answers", NEW_ONES)
    long = table(f"Name,Item,Answer\nMira,{item},{cells[0]}\nJonas,{item},{cells[1]}\n", "answers", NEW_ONES)
    for reading in (wide, long):
        assert [row.answers[item].value for row in answers_of(reading)] == [0.0, 1.0]
        (note,) = reading.notes
        assert first in note.lower()
        assert last in note.lower()


def test_that_a_number_beside_shares_in_words_is_named() -> None:
    item = first_of(Kind.FREQUENCY).id
    reading = table(f"Name,{item}\nMira,2\nJonas,75 %\n", "answers", NEW_ONES)
    assert answers_of(reading)[0].answers == {}
    assert "2" in said(reading)[0]
    assert reading.notes == ()
