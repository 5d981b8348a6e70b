from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from tests.given import questionnaire

from nextrung.questionnaire import wording, wording_file
from nextrung.questionnaire.kinds import Knowledge, Rating, Scenario
from nextrung.questionnaire.model import Competency, Questionnaire
from nextrung.questionnaire.rules import ContentProblem
from nextrung.questionnaire.wording_rules import WordingRules


def english() -> WordingRules:
    rules = wording_file.load("en")
    assert rules is not None
    return rules


def found(whole: Questionnaire) -> list[ContentProblem]:
    return list(wording.problems(whole, english()))


def with_item(item_id: str, **fields: Any) -> Questionnaire:
    """The shipped questionnaire with other fields in one item, facet or action."""
    return replace(questionnaire(), competencies=tuple(_changed(one, item_id, fields) for one in _competencies()))


def _competencies() -> tuple[Competency, ...]:
    return questionnaire().competencies


def _changed(competency: Competency, one_id: str, fields: dict[str, Any]) -> Competency:
    groups = ("ratings", "frequencies", "scenarios", "knowledge", "facets", "actions")
    values: dict[str, Any] = {
        group: tuple(replace(one, **fields) if one.id == one_id else one for one in getattr(competency, group))
        for group in groups
    }
    if competency.evidence and competency.evidence.id == one_id:
        values["evidence"] = replace(competency.evidence, **fields)
    return replace(competency, **values)


def anchors_with(number: int, text: str) -> dict[str, Any]:
    item = questionnaire().items_by_id["TL-B1"]
    assert isinstance(item, Rating)
    return {"anchors": tuple(text if at == number else one for at, one in enumerate(item.anchors, start=1))}


def options_with(item_id: str, key: str, **fields: Any) -> dict[str, Any]:
    item = questionnaire().items_by_id[item_id]
    assert isinstance(item, Scenario | Knowledge)
    return {"options": tuple(replace(one, **fields) if one.key == key else one for one in item.options)}


def test_that_the_shipped_wording_is_clean() -> None:
    assert found(questionnaire()) == []


HARD = "Organisational communication necessitates institutional accountability and continuous interdisciplinary review."
CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("TL-B1", anchors_with(1, "I often share tips when someone asks me for help."), "anchors", "anchor 1 says “often”"),
    ("TL-B1", anchors_with(2, "I give Effective comments on work that is finished."), "anchors", "“Effective”"),
    ("TL-B1", anchors_with(5, "My coaching is world class in all of our teams."), "anchors", "“world class”"),
    ("TL-B1", anchors_with(4, "I would coach people through hard problems with questions."), "anchors", "“I would”"),
    (
        "TL-B1",
        anchors_with(4, "I\N{RIGHT SINGLE QUOTATION MARK}ll coach people through hard problems with questions."),
        "anchors",
        "“I'll”",
    ),
    ("TL-B1", anchors_with(1, "I share tips."), "anchors", "3 words; 6 to 16"),
    ("TL-B1", anchors_with(1, "I share " + "tips, " * 14 + "and help."), "anchors", "18 words; 6 to 16"),
    (
        "TL-B1",
        {
            "anchors": ("I share tips when people ask.",) * 4
            + ("I share tips with one team, then two, then four, then ten of our teams.",)
        },
        "anchors",
        "9 words more than the shortest",
    ),
    ("TL-B1", anchors_with(1, "I share tips when someone asks me for help"), "anchors", "full stop"),
    ("TL-B1", anchors_with(1, "I share tips when someone  asks me for help."), "anchors", "double space"),
    ("TL-B1", anchors_with(1, "I share tips when it's asked of me by others."), "anchors", "straight quotation"),
    ("TL-B1", anchors_with(1, "I do not share tips without a question first."), "anchors", "double negative"),
    ("TL-B1", anchors_with(1, "I share tips, which is not unusual for me here."), "anchors", "double negative"),
    ("TL-B1", anchors_with(1, "I follow the GDPR when someone asks me for help."), "anchors", "“GDPR”"),
    ("TL-B1", anchors_with(1, "I helped each person who asked me in 2024."), "anchors", "“2024”"),
    ("TL-B1", anchors_with(1, "I help from 3 March when someone asks me."), "anchors", "“3 March”"),
    ("TL-B1", {"anchors": (HARD,) * 5}, "anchors", "highest is 9"),
    ("TL-B1", {"stem": "How I coach and mentor people"}, "stem", "two behaviours (“i coach and mentor”)"),
    ("TL-B1", {"stem": "How I coach people and write notes"}, "stem", "two behaviours"),
    ("TL-B1", {"stem": "How I set goals or how others set them"}, "stem", "two behaviours"),
    ("TL-B1", {"stem": "How I avoid harm to people"}, "stem", "turns on “avoid”"),
    ("TL-F2", {"stem": "Of the tasks you handed over, how many did you not check?"}, "stem", "turns on “not”"),
    (
        "TL-F2",
        {"stem": "Of the tasks you had, for how many did you plan and track the work?"},
        "stem",
        "two behaviours",
    ),
    ("TL-F2", {"stem": f"How {HARD}"}, "stem", "the stem reads at grade"),
    ("TL-F2", {"stem": "How I regularly hand over work"}, "stem", "“regularly”"),
    ("TL-S1", {"scenario": "A model is late. " * 9}, "scenario", "a space at its edge"),
    ("TL-S1", {"scenario": "A model is late. " * 4}, "scenario", "16 words; 35 to 60"),
    ("TL-S1", {"scenario": f"{HARD} " * 4}, "scenario", "the scenario reads at grade"),
    ("TL-S1", {"ask": "Name the most effective next step."}, "ask", "question mark"),
    ("TL-S1", options_with("TL-S1", "A", text="Ask for a daily status."), "options", "option A has 5 words"),
    ("TL-S1", options_with("TL-S1", "A", text="Take a deep dive " + "into it " * 5 + "now."), "options", "“deep dive”"),
    ("TL-S1", options_with("TL-S1", "A", why="He adds control without the cause."), "options", "“He”; use “they”"),
    ("TO-K1", {"case": "One in ten is fraud."}, "case", "5 words; 12 to 45"),
    ("TO-K1", options_with("TO-K1", "B", text="It is too small."), "options", "4 words; 6 to 18"),
    ("TO-K1", {"why": "This is a behavior of rare classes."}, "why", "“behavior”; use British"),
    ("TL-A1", {"title": "Coach one person on one skill."}, "title", "ends with a full stop"),
    ("TL-A1", {"steps": ("Meet", "Ask.", "Note it.")}, "steps", "step 1 does not end"),
    ("TL-A1", {"pitfalls": ("Letting the game go on.",)}, "pitfalls", "“game”"),
    ("TL1", {"why": "People grow when you utilise feedback."}, "why", "“utilise”"),
    ("TL-E1", {"ask": "Say what you could show."}, "ask", "question mark"),
]


@pytest.mark.parametrize(("one_id", "fields", "field", "message"), CASES)
def test_that_each_departure_is_named_with_its_place(
    one_id: str, fields: dict[str, Any], field: str, message: str
) -> None:
    problems = found(with_item(one_id, **fields))
    assert {problem.subject for problem in problems} == {one_id}
    # of a list the entry is named: anchors.3
    assert any(problem.field.split(".")[0] == field and message in problem.message for problem in problems), problems


@pytest.mark.parametrize(
    "stem",
    [
        "How I agree the metric, the baseline and the pass mark",
        "How our code and models reach production",
        "How I work with code in a framework such as PyTorch or TensorFlow",
        "How I give feedback and praise",
        "How I keep plans and records",
        "How people and work come together in my team",
        "How I choose work and support",
        "How I respond when the team cannot meet a request",
        "What happens when nobody has an answer",
        "How I compare a way without ML",
    ],
)
def test_that_parts_of_one_thing_and_side_clauses_are_no_finding(stem: str) -> None:
    assert found(with_item("TL-B1", stem=stem)) == []


@pytest.mark.parametrize(
    "anchor",
    [
        "I use a 2000-record sample for each of my checks.",
        "I share what I heard with drivers of the vans.",
        "I am the one who said it to each of them.",
    ],
)
def test_that_only_whole_words_and_real_years_count(anchor: str) -> None:
    messages = [problem.message for problem in found(with_item("TL-B1", **anchors_with(1, anchor)))]
    expected = ["“I am”"] if anchor.startswith("I am") else ["“2000”"] if "2000" in anchor else []
    assert len(messages) == len(expected)
    assert all(part in message for part, message in zip(expected, messages, strict=True))


def test_that_vague_words_are_allowed_where_no_level_hangs_on_them() -> None:
    text = "Ask for a short written status, which is often the most effective way to see a slip."
    assert found(with_item("TL-S1", **options_with("TL-S1", "A", text=text))) == []


def test_that_reserve_items_are_checked_too() -> None:
    item = questionnaire().items_by_id["TO-B6"]
    assert isinstance(item, Rating)
    assert item.forms == ()
    anchors = ("I always talk about goals when others raise them.", *item.anchors[1:])
    assert [problem.subject for problem in found(with_item("TO-B6", anchors=anchors))] == ["TO-B6"]


def test_that_texts_beside_the_items_are_checked_too() -> None:
    whole = questionnaire()
    instructions = replace(whole.blueprint.instructions, rating="Pick the statement you're sure of.")
    role = replace(whole.roles[0], summary="Kicks off projects and keeps everyone on the same page.")
    changed = replace(
        whole,
        blueprint=replace(whole.blueprint, instructions=instructions),
        roles=(role, *whole.roles[1:]),
        competencies=(
            replace(whole.competencies[0], boundary="Planning is a low-hanging part."),
            *whole.competencies[1:],
        ),
    )
    places = {(problem.subject, problem.field) for problem in found(changed)}
    assert places == {("ml-manager", "instructions"), (role.id, "summary"), ("TL", "boundary")}


def test_that_every_text_that_is_shown_is_looked_at() -> None:
    seen = {text.text for text in wording.texts(questionnaire())}
    for competency in questionnaire().competencies:
        assert {competency.construct, *competency.levels} <= seen
        for item in competency.items():
            assert getattr(item, "stem", None) in {*seen, None}
        for scenario in competency.scenarios:
            assert {scenario.scenario, *(option.why for option in scenario.options)} <= seen
        for action in competency.actions:
            assert {action.title, action.if_then, *action.steps, *action.pitfalls, *action.needs} <= seen


def test_that_rules_come_for_a_known_language_only() -> None:
    assert english().language == "en"
    assert wording_file.load("tlh") is None
    assert wording_file.load("../wording/en") is None
