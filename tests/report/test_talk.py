"""What a report for a coach opens with."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from msgspec import to_builtins
from tests import given_first as given
from tests.given_first import Answers
from tests.report import made, poppler
from tests.report.test_pages import MOST_EMPTY, empty_shares

from nextrung.assessment.answer import Answer
from nextrung.evidence.questions import questions_for
from nextrung.report.as_json import as_json
from nextrung.report.audience import contents
from nextrung.report.build import build
from nextrung.report.markdown import as_markdown
from nextrung.report.markdown_document import as_markdown_document
from nextrung.report.material import Material
from nextrung.report.model import ReportModel
from nextrung.report.pages import report_document
from nextrung.report.pages_talk import talk_points

HEADING = "To talk about"


def titles(model: ReportModel) -> list[str]:
    return [section.title for section in report_document(model).sections]


def coached(answers: Answers | None = None) -> ReportModel:
    return made.report(made.material(finished=made.finished(answers)), audience="coach")


def points(model: ReportModel) -> dict[str, tuple[str, ...]]:
    return {heading: items for heading, _, items in talk_points(model)}


def test_that_a_coach_reads_what_to_talk_about_before_any_picture_and_nobody_else_does() -> None:
    assert titles(coached())[:2] == [HEADING, "The picture of gaps"]
    assert titles(coached())[-1].startswith("Method")
    for audience in ("me", "later", "manager"):
        model = made.report(audience=audience)
        assert model.talk is None
        assert HEADING not in titles(model)


def test_that_each_gap_to_work_on_first_comes_with_a_question_on_its_lowest_facet() -> None:
    model = made.report(made.material(role=given.questionnaire().role("director")), audience="coach")
    assert model.talk is not None
    assert [one.area for one in model.talk.gaps] == [one.id for one in model.focus] != []
    assert [one.facet for one in model.talk.gaps] == [one.facet for one in model.focus]
    asked = {one.ask for each in questions_for("ml-manager").facets.values() for one in each}
    assert {one.question for one in model.talk.gaps} <= asked
    said = points(model)["Likely gaps, in the order of what to work on first"]
    for one, focus, line in zip(model.talk.gaps, model.focus, said, strict=True):
        assert line.startswith(f"{focus.name}: the answers put it at level ")
        assert line.endswith(f"To ask: “{one.question}”")


def test_that_a_questionnaire_without_known_questions_still_has_something_to_ask() -> None:
    model = build(made.own_questionnaire(), contents("coach"))
    (line, *_) = points(model)["Likely gaps, in the order of what to work on first"]
    assert line.endswith("To ask: “What did you do there most recently, and what came of it?”")


def test_that_missing_chances_and_skips_are_named_by_area() -> None:
    answers = given.no_chance(given.vector_answers(), ["TL-B1", "TL-F1"])
    said = points(coached(answers | {"PM-B1": Answer("PM-B1", skipped=True), "PM-B2": Answer("PM-B2", skipped=True)}))
    facet = given.questionnaire().competencies_by_id["TL"].facet("TL1").name
    assert said["No chance yet"] == (f"Team leadership: {facet[0].lower()}{facet[1:]}",)
    assert said["Skipped"] == ("Project management: 2",)


def test_that_choices_are_counted_by_how_sure_they_were() -> None:
    content = given.questionnaire()
    choices = [
        item for item in content.form_items("full") if item.judged() and content.competency_of[item.id].id == "TO"
    ]
    best = {item.id: next(one.key for one in item.judged() if one.credit == 1) for item in choices}
    worse = {item.id: next(one.key for one in item.judged() if one.credit < 1) for item in choices}
    first, second, *_ = (item.id for item in choices)
    answers = {key: one for key, one in given.vector_answers().items() if one.choice is None}
    answers |= {
        first: Answer(first, choice=worse[first], confidence="certain"),
        second: Answer(second, choice=best[second], confidence="leaning"),
    }
    said = points(coached(answers))
    assert said["Sure, and another option is keyed as best"] == ("Technical oversight: 1 of 1",)
    assert said["Not sure"] == ("Technical oversight: 1 of 2",)
    # whoever leaves judgement out leaves it out here too
    without = build(made.material(finished=made.finished(answers)), contents("coach", (), ("judgement",)))
    assert not {"Sure, and another option is keyed as best", "Not sure"} & set(points(without))


def test_that_nothing_to_say_takes_no_room() -> None:
    model = coached({})
    assert titles(model)[0] == "The picture of gaps"
    assert report_document(model).sections[0].new_page
    assert "talk_about" not in json.loads(as_json(model))


@pytest.mark.parametrize("source", [made.full(), made.first_team(), made.material(finished=made.little_chance())])
def test_that_every_file_that_people_read_says_the_same_points(source: Material) -> None:
    model = build(source, contents("coach"))
    said = [text for heading, ask, items in talk_points(model) for text in (heading, ask, *items)]
    assert said
    document = as_markdown_document(report_document(model)).decode()
    for text in (re.sub(r"\\(.)", r"\1", one) for one in (document, as_markdown(model))):
        assert [one for one in said if one not in text] == []
    assert json.loads(as_json(model))["talk_about"] == json.loads(json.dumps(to_builtins(model.talk)))


@poppler.needed
@pytest.mark.parametrize("role", [role.id for role in given.questionnaire().roles])
def test_that_points_to_talk_about_leave_no_page_over_a_third_empty(role: str, tmp_path: Path) -> None:
    model = made.report(made.material(role=given.questionnaire().role(role)), audience="coach")
    assert max(empty_shares(report_document(model), tmp_path)) <= MOST_EMPTY
