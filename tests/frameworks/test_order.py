"""Levels come in the right way up: known names are put in order, and where nothing tells it a person is asked."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from tests.frameworks.made import problems

from nextrung.tables.frameworks import reading
from nextrung.tables.frameworks.reading import FrameworkPicked, FrameworkReading

UP = ("Reads tests of others.", "Writes tests of it.", "Tests it all well.", "Sets policy for all.")


def read(text: str, picked: FrameworkPicked | None = None) -> FrameworkReading:
    return reading.read(text, "ladder.csv", picked)


def wide(*names: str, texts: tuple[str, ...] = UP[::-1]) -> str:
    return f"Area,Skill,{','.join(names)}\nCoding,Testing,{','.join(texts[: len(names)])}\n"


def long(*names: str) -> str:
    rows = "".join(f"Testing,{name},{text}\n" for name, text in zip(names, UP[::-1], strict=False))
    return f"Skill,Level,Description\n{rows}"


def turned(*names: str) -> str:
    rows = "".join(f"{name},{text},{text}\n" for name, text in zip(names, UP[::-1], strict=False))
    return f"Level,Testing,Coding\n{rows}"


def nested(*names: str) -> str:
    levels = [{"name": name, "description": text} for name, text in zip(names, UP[::-1], strict=False)]
    return json.dumps({"areas": [{"name": "Coding", "skills": [{"name": "Testing", "levels": levels}]}]})


def texts(found: FrameworkReading) -> tuple[str, ...]:
    return next(found.draft.items).levels


@pytest.mark.parametrize("layout", [wide, long, nested])
@pytest.mark.parametrize(
    "names",
    [
        ("Expert", "Proficient", "Competent", "Beginner"),
        ("Expert", "Advanced", "Intermediate", "Novice"),
        ("Principal engineer", "Senior engineer", "Engineer", "Junior engineer"),
        ("Platinum", "Gold", "Silver", "Bronze"),
        ("Staff", "Senior", "Mid", "Junior"),
        ("Experte", "Kompetent", "Fortgeschrittener Anfänger", "Anfänger"),
    ],
)
def test_that_levels_from_the_highest_to_the_lowest_are_turned(
    layout: Callable[..., str], names: tuple[str, ...]
) -> None:
    found = read(layout(*names))
    assert (found.draft.order, found.draft.scale, texts(found)) == ("turned", names[::-1], UP)
    assert f"The levels are taken in this order, the lowest first: {', '.join(names[::-1])}." in found.draft.notes


def test_that_rows_of_levels_are_turned_like_columns() -> None:
    found = read(turned("Expert", "Working", "Awareness"))
    assert (found.draft.scale, texts(found)) == (("Awareness", "Working", "Expert"), UP[1:])


def test_that_what_a_role_asks_for_is_turned_with_the_levels() -> None:
    text = "Area,Skill,Expert,Working,Basic,Target Lead\nCoding,Testing,Sets policy,Tests well,Reads tests,Expert\n"
    assert [target.level for role in read(text).draft.roles for target in role.targets.values()] == [3]


def test_that_names_in_no_order_are_put_in_order() -> None:
    found = read(wide("Intermediate", "Expert", "Basic"))
    assert (found.draft.scale, texts(found)) == (("Basic", "Intermediate", "Expert"), (UP[1], UP[3], UP[2]))


def test_that_names_of_levels_that_are_listed_in_json_are_put_in_order() -> None:
    skills = [{"name": name, "levels": ["Expert", "Working", "Awareness"]} for name in ("Testing", "Planning")]
    assert read(json.dumps([{"area": "Coding", "skills": skills}])).draft.scale == ("Awareness", "Working", "Expert")


def test_that_points_of_a_survey_are_put_in_order() -> None:
    points = "".join(f"\tA\t0\t{at}\t\t{name}\n" for at, name in enumerate(("Always", "Often", "Never")))
    head = "id\tclass\ttype/scale\tname\trelevance\ttext\n\tG\t\tPeople\t\tPeople\n"
    found = reading.read(f"{head}\tQ\tL\tq1\t1\tHow often do you give feedback?\n{points}", "survey.txt")
    assert (found.draft.order, found.draft.scale) == ("turned", ("Never", "Often", "Always"))
    assert texts(found) == ("Never", "Often", "Always")


@pytest.mark.parametrize("text", [wide("Sage", "Scholar", "Rookie"), wide("1 Expert", "2 Working", "3 Basic")])
def test_that_an_order_that_nothing_tells_is_named_first(text: str) -> None:
    found = read(text)
    first, last = found.draft.scale[0], found.draft.scale[-1]
    assert found.draft.order == "unknown"
    assert problems(found)[0] == (
        f"Order of the levels: nothing says whether “{first}” or “{last}” is the lowest level; “{first}” was taken as"
        " the lowest, and if that is wrong, every level is upside down"
    )


def test_that_a_person_says_which_level_is_the_lowest() -> None:
    sheet = wide("Sage", "Scholar", "Rookie")
    up = read(sheet, FrameworkPicked(order="lowest-first"))
    down = read(sheet, FrameworkPicked(order="highest-first"))
    assert (up.draft.scale, down.draft.scale) == (("Sage", "Scholar", "Rookie"), ("Rookie", "Scholar", "Sage"))
    assert texts(down) == texts(up)[::-1]
    assert {up.draft.order, down.draft.order} == {"picked"}
    assert [one.place for one in (*up.draft.problems, *down.draft.problems)] == ["Roles", "Roles"]


@pytest.mark.parametrize(
    "names", [("Level 1", "Level 2", "Level 3"), ("Basic", "Working", "Expert"), ("L3", "L2", "L1")]
)
def test_that_of_an_order_that_is_told_nothing_is_asked(names: tuple[str, ...]) -> None:
    assert read(wide(*names)).draft.order in ("numbers", "names")
