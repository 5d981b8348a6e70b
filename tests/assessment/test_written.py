"""Answers as people write them into cells: by number, label, words or letter; what is unsure stays as it is."""

from __future__ import annotations

from typing import Any

import pytest
from tests.given import questionnaire

from nextrung.assessment.written import AnswerReader, Coding, coding_of, plain, share_words
from nextrung.questionnaire.kinds import Kind, Rating, Scenario

WORDS = {"no_chance": ["n/a", "no chance yet"], "skip": ["skip"], "0": ["never"], "0.25": ["1 in 4"], "0.5": ["half"]}
WORDS |= {"0.75": ["3 of 4"], "1": ["always", "nearly all"]}


def first(kind: Kind) -> str:
    return next(item.id for item in questionnaire().items_by_id.values() if item.kind is kind)


RATING, FREQUENCY, SCENARIO = first(Kind.RATING), first(Kind.FREQUENCY), first(Kind.SCENARIO)
KNOWLEDGE, EVIDENCE = first(Kind.KNOWLEDGE), first(Kind.EVIDENCE)


def reader(coding: Coding = "value") -> AnswerReader:
    return AnswerReader(questionnaire(), WORDS, coding)


def read(item: str, cell: str | float, coding: Coding = "value") -> dict[str, Any]:
    return reader(coding).entry(questionnaire().items_by_id[item], cell)


@pytest.mark.parametrize("item", [RATING, FREQUENCY])
def test_that_no_chance_is_an_answer_where_it_is_offered(item: str) -> None:
    assert read(item, " N/A ") == {"no_chance": True}
    assert read(item, "Skip") == {"skipped": True}


@pytest.mark.parametrize("item", [SCENARIO, KNOWLEDGE, EVIDENCE])
def test_that_no_chance_is_a_skip_where_it_is_not_offered(item: str) -> None:
    assert read(item, "no chance yet") == {"skipped": True}
    assert read(item, "skip") == {"skipped": True}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (4.0, 4.0),
        ("4", 4.0),
        ("4,0", 4.0),
        ("4 / 5", 4.0),
        ("2 of 5", 2.0),
        ("3 out of 5", 3.0),
        ("Leading", 4.0),
        ("4 - Leading", 4.0),
        ("Leading (4)", 4.0),
        ("A4", 4.0),
        ("AO05", 5.0),
        ("l003", 3.0),
        (" A1 ", 1.0),
    ],
)
def test_that_a_rating_is_read_by_its_number_or_its_words(cell: str | float, value: float) -> None:
    assert read(RATING, cell) == {"value": value}


@pytest.mark.parametrize(
    "cell",
    [
        "4 / 10",
        "4 - Shaping",
        "what I do: 4",
        "4: what I do myself",
        "3 or 4",
        "3.5",
        "0",
        "6",
        "-4",
        "A6",
        "A0",
        "A00004",
        "well",
    ],
)
def test_that_a_rating_that_is_unsure_stays_as_it_was_written(cell: str) -> None:
    assert read(RATING, cell) == {"value": cell}


def test_that_a_rating_is_read_by_its_anchor() -> None:
    item = questionnaire().items_by_id[RATING]
    assert isinstance(item, Rating)
    for point, anchor in enumerate(item.anchors, start=1):
        assert read(RATING, anchor.upper()) == {"value": float(point)}
        assert read(RATING, f"{point}. {anchor}") == {"value": float(point)}
    assert read(RATING, f"2. {item.anchors[2]}") == {"value": f"2. {item.anchors[2]}"}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (0.75, 0.75),
        (1.0, 1.0),
        (25.0, 0.25),
        (50.0, 0.5),
        (75.0, 0.75),
        (100.0, 1.0),
        ("0,25", 0.25),
        ("75", 0.75),
        ("75 %", 0.75),
        ("50 percent", 0.5),
        ("25 Prozent", 0.25),
        ("0.5 half", 0.5),
        ("1 - always", 1.0),
        ("Half", 0.5),
        ("About 3 in 4", 0.75),
        ("1 in 4", 0.25),
        ("never", 0.0),
        ("A2", 0.25),
        ("AO5", 1.0),
    ],
)
def test_that_a_share_is_read_by_its_number_or_its_words(cell: str | float, value: float) -> None:
    assert read(FREQUENCY, cell) == {"value": value}


@pytest.mark.parametrize(
    "cell", [0.3, 2.0, 60.0, "0.3", "60 %", "25 to 50 %", "0.5 always", "0.5 maybe", "often", "A6", "2"]
)
def test_that_a_share_that_is_none_of_the_scale_stays_as_it_was_written(cell: str | float) -> None:
    assert read(FREQUENCY, cell) == {"value": cell}


@pytest.mark.parametrize(
    ("coding", "cell", "value"),
    [
        ("from_one", 1.0, 0.0),
        ("from_one", "2", 0.25),
        ("from_one", 5.0, 1.0),
        ("from_one", 0.0, 0.0),
        ("from_one", 6.0, 6.0),
        ("from_one", 1.5, 1.5),
        ("from_zero", 0.0, 0.0),
        ("from_zero", "1", 0.25),
        ("from_zero", 4.0, 1.0),
        ("from_zero", 5.0, 5.0),
    ],
)
def test_that_a_place_on_the_scale_is_the_share_there(coding: Coding, cell: str | float, value: float) -> None:
    assert read(FREQUENCY, cell, coding) == {"value": value}


@pytest.mark.parametrize(
    ("cells", "coding"),
    [
        ([0.0, 0.25, 1.0], "value"),
        ([0.0, 1.0], "value"),
        ([1.0, 2.0], "from_one"),
        ([1.0, 5.0, 3.0], "from_one"),
        ([1.0, 5.0], "from_one"),
        (["1", "2 - seldom"], "from_one"),
        ([0.0, 2.0, 4.0], "from_zero"),
        (["0", "3"], "from_zero"),
        ([2.0, 0.5], "value"),
        ([2.0, 0.25], "value"),
        ([3.0, 0.75], "value"),
        ([2.0, 5.5], "value"),
        ([4.0, 75.0], "value"),
        (["1/4", "3 %", "3 of 4"], "value"),
        ([" 4 ", "1"], "from_one"),
        (["often", "0,5"], "value"),
        ([], "value"),
    ],
)
def test_that_all_cells_together_tell_what_their_numbers_are(cells: list[str | float], coding: Coding) -> None:
    assert coding_of(cells) == coding


@pytest.mark.parametrize("words", ["75 %", "About half", "1 in 4", "A HALF"])
def test_that_numbers_beside_shares_in_words_are_no_places(words: str) -> None:
    shares = share_words(questionnaire(), WORDS | {"0.25": ("1 in 4",), "0.5": ("a half",)})
    assert coding_of([words, "2", 4.0], shares) == "value"
    assert coding_of(["2 - About 1 in 4", "2", 4.0], shares) == "from_one"


@pytest.mark.parametrize("cell", ["Shap5)", "50½", "5Shaping", "x5", "50%½", "4 - Leading5"])
def test_that_a_number_grown_together_with_letters_is_none(cell: str) -> None:
    for item in (RATING, FREQUENCY):
        assert reader().entry(questionnaire().items_by_id[item], cell) == {"value": cell}


def test_that_an_option_is_read_by_its_letter_its_text_or_both() -> None:
    item = questionnaire().items_by_id[SCENARIO]
    assert isinstance(item, Scenario)
    second, third = item.options[1], item.options[2]
    for cell in (
        "B",
        "b)",
        "(B",
        "B.",
        "Option B",
        "answer b",
        "A2",
        second.text,
        f"B) {second.text}",
        second.text.upper(),
    ):
        assert read(SCENARIO, cell) == {"choice": "B"}, cell
    assert read(SCENARIO, f"B: {second.text[:12]}") == {"choice": "B"}
    for cell in (f"B) {third.text}", f"B: {second.text[:4]}", f"B: {third.text[:30]}", "A9", "because", "BC"):
        assert read(SCENARIO, cell) == {"choice": cell}, cell
    assert read(SCENARIO, "Z") == {"choice": "Z"}, "the check names a letter that is no option"
    assert read(SCENARIO, 2.0) == {"choice": "2"}


def test_that_kinds_of_evidence_are_read_by_name_between_signs() -> None:
    assert read(EVIDENCE, "A document; metric, Someone who saw it|a hat") == {
        "evidence": ["document", "metric", "witness", "a hat"]
    }
    assert read(EVIDENCE, "Nothing yet;; ") == {"evidence": ["nothing"]}


def test_that_how_sure_somebody_was_is_read_by_label_or_id() -> None:
    assert reader().how_sure("Fairly sure") == "fairly_sure"
    assert reader().how_sure(" GUESSING") == "guessing"
    assert reader().how_sure("fairly_sure") == "fairly_sure"
    assert reader().how_sure("perhaps") == "perhaps"


def test_that_what_is_read_twice_is_not_shared() -> None:
    reads, item = reader(), questionnaire().items_by_id[RATING]
    reads.entry(item, "4")["value"] = 1
    assert reads.entry(item, "4") == {"value": 4.0}


def test_that_words_are_compared_without_case_accents_and_signs() -> None:
    assert plain("  Très-BIEN, (déjà)_vu ") == "tres bien deja vu"
    assert plain("75 %") == "75 %"
