"""Levels that are missing, odd or doubled: each skill stays, and how its levels were read is said."""

from __future__ import annotations

import json

import pytest

from nextrung.tables.frameworks import reading
from nextrung.tables.frameworks.reading import FrameworkReading

TEXTS = ("I do my part.", "I plan my part.", "I plan with others.", "I plan for others.")
IN_ORDER = "they were taken in this order, all at the same distance."


def read(text: str) -> FrameworkReading:
    return reading.read(text, "ladder.csv")


def kept(found: FrameworkReading) -> dict[str, list[str]]:
    return {area.name: [item.name for item in area.items] for area in found.draft.areas}


def named(found: FrameworkReading) -> list[str]:
    return [str(problem) for problem in found.draft.problems if problem.place != "Roles"]


def wide(*levels: str) -> str:
    return f"Area,Skill,{','.join(levels)}\nDelivery,Plans,{','.join(TEXTS[: len(levels)])}\n"


def long(*levels: int) -> str:
    rows = "".join(f"Delivery,Plans,{level},{text}\n" for level, text in zip(levels, TEXTS, strict=False))
    return f"Area,Skill,Level,Description\n{rows}"


@pytest.mark.parametrize(
    "skills",
    [
        [{"name": "Risks"}, {"name": "Dates", "levels": []}, {"name": "Tools", "levels": None}, "Talks"],
        [{"name": "Risks", "levels": {}}, {"name": "Dates", "levels": ""}, {"name": "Tools"}, {"name": "Talks"}],
    ],
)
def test_that_skills_without_levels_stay_and_are_named(skills: list[object]) -> None:
    first = {"name": "Plans", "levels": [{"level": at, "text": text} for at, text in enumerate(TEXTS, start=1)]}
    found = read(json.dumps({"areas": [{"name": "Delivery", "skills": [first, *skills]}]}))
    assert kept(found) == {"Delivery": ["Plans", "Risks", "Dates", "Tools", "Talks"]}
    assert named(found) == [
        f"{one}: the texts of all levels are missing" for one in ("Risks", "Dates", "Tools", "Talks")
    ]


def test_that_skills_under_their_names_stay_whatever_stands_beside_them() -> None:
    levels = {str(at): text for at, text in enumerate(TEXTS, start=1)}
    found = read(json.dumps({"Delivery": {"Plans": levels, "Risks": {}, "Dates": None}, "People": {"Talks": levels}}))
    assert kept(found) == {"Delivery": ["Plans", "Risks", "Dates"], "People": ["Talks"]}
    assert named(found) == [f"{one}: the texts of all levels are missing" for one in ("Risks", "Dates")]


def test_that_skills_at_other_depths_stay() -> None:
    levels = dict(zip("123", TEXTS, strict=False))
    inner = {"name": "Details", "levels": levels}
    whole = {"areas": [{"name": "Delivery", "skills": [{"name": "Plans", "levels": levels, "parts": [inner]}]}]}
    assert sorted(name for names in kept(read(json.dumps(whole))).values() for name in names) == ["Details", "Plans"]


@pytest.mark.parametrize("text", [wide("0", "2", "7"), long(0, 2, 7)])
def test_that_numbers_that_leave_some_out_are_said(text: str) -> None:
    assert f"The levels are numbered 0, 2, 7; {IN_ORDER}" in read(text).draft.notes


@pytest.mark.parametrize("text", [wide("1", "2", "3"), wide("0", "1", "2", "3"), long(1, 2, 3)])
def test_that_of_numbers_one_after_another_nothing_is_said(text: str) -> None:
    assert not any("numbered" in note for note in read(text).draft.notes)


def test_that_a_number_that_two_columns_have_is_said() -> None:
    said = "The levels are numbered 1, 3, 3, 5; they were taken in the order of the file, all at the same distance."
    assert said in read(wide("Level 1", "Level 3", "Level 3", "Level 5")).draft.notes


def test_that_a_level_that_a_skill_has_twice_is_said() -> None:
    found = read(long(1, 3, 3, 5))
    assert named(found) == ["Row 4: level 3 of Plans stands more than once; its texts were put together"]
    assert next(found.draft.items).levels[1] == f"{TEXTS[1]} {TEXTS[2]}"
    levels = [{"level": level, "text": text} for level, text in zip((1, 3, 3, 5), TEXTS, strict=True)]
    whole = {"areas": [{"name": "Delivery", "skills": [{"name": "Plans", "levels": levels}]}]}
    assert named(read(json.dumps(whole))) == ["Plans: level 3 stands more than once; its texts were put together"]
