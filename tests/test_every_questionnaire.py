"""What held for the first questionnaire holds for the second one of the program and for 24 areas of somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import get_args

import pytest
from tests import every, given
from tests.first_start import begun

from nextrung import app
from nextrung.assessment import answers_file, walk
from nextrung.assessment.answer import Answer
from nextrung.plan.step import PlanError
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire
from nextrung.report.audience import contents
from nextrung.report.build import build
from nextrung.report.formats import FORMATS, format_of, rendered
from nextrung.tour.fixed_clock import NOW
from nextrung.workspace import Assessment, Workspace
from nextrung.workspace.plan import OwnStep

FORMS: tuple[FormId, ...] = get_args(FormId)


@pytest.fixture
def content(each: str) -> Questionnaire:
    return every.content(each)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = app.open_workspace(begun(tmp_path / "data").parent, lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def assessment(workspace: Workspace, each: str) -> Assessment:
    """Taken twice by somebody, who has a step in the plan."""
    workspace.add_person("Jana")
    every.choose(workspace, each)
    every.taken(workspace, shift=1)
    return every.taken(workspace)


@pytest.mark.parametrize("form", FORMS)
def test_that_the_walk_asks_each_area_once_in_order_and_comes_to_its_end(content: Questionnaire, form: FormId) -> None:
    given_answers = every.answers(content, form)
    items = tuple(walk.asked_items(content, form, given_answers))
    areas = [content.competency_of[item.id].id for item in items]
    assert [one for one, _ in groupby(areas)] == [area.id for area in content.competencies]
    assert {item.id for item in content.scored_items[form]} <= {item.id for item in items}
    assert all(form in item.forms for item in items)
    asked = {item.id for item in walk.asked_items(content, "full", given.answered("full", 5, of=content))}
    assert {item.id for item in items} <= asked  # Quick is part of Full
    outline = walk.outline(content, form, given_answers)
    assert sum(entry.done for entry in outline) == sum(entry.total for entry in outline) == content.scored_count(form)
    evidence = {item.id: Answer(item.id, evidence=("nothing",)) for item in items if not item.kind.scored}
    assert walk.first_open(items, given_answers | evidence) == len(items)
    assert walk.form_minutes(content, form) > 5


@pytest.mark.parametrize("form", FORMS)
def test_that_answers_leave_as_a_file_and_come_back(content: Questionnaire, form: FormId) -> None:
    given_answers = every.answers(content, form)
    text = answers_file.dump(answers_file.AnswersHead(content.id, content.version, form, "Jana"), given_answers)
    head, raw = answers_file.read_head(text)
    assert (head.questionnaire, head.version, head.form) == (content.id, content.version, form)
    assert answers_file.read_answers(raw, head.form, content) == given_answers


def test_that_every_area_has_a_level_a_gap_and_its_place_in_the_order(
    assessment: Assessment, workspace: Workspace
) -> None:
    areas = {area.id for area in assessment.content.competencies}
    for role in workspace.roles:
        result = assessment.result(role)
        assert {one for one, found in result.competencies.items() if found.status == "scored"} == areas
        assert set(result.order) == set(role.targets)
        assert len(result.focus) <= 3
        assert result.match.value is not None
        assert result.match.range is not None
        assert 0 <= result.match.range[0] < result.match.value <= result.match.range[1] <= 100


def test_that_a_step_is_offered_or_it_is_said_that_there_are_none(assessment: Assessment, workspace: Workspace) -> None:
    result = assessment.result(workspace.role)
    area = result.order[0]
    if assessment.content.competencies_by_id[area].actions:
        assert workspace.plan.add_for(assessment, result, area).competency == area
    else:
        with pytest.raises(PlanError, match="There are no actions for this area; add a step of your own"):
            workspace.plan.add_for(assessment, result, area)


def test_that_a_report_of_it_is_written_in_every_format(assessment: Assessment, workspace: Workspace) -> None:
    workspace.plan.add_own(OwnStep("Show others how I plan", due=NOW.date()))
    model = build(workspace.reports.material(assessment, workspace.role), contents())
    for kind in FORMATS:
        raw = rendered(model, kind, workspace.clock.now())
        assert len(raw) > 300, kind.name
        if kind.is_text and not kind.needs:
            text = raw.decode()
            assert all(area.name in text or area.id in text for area in assessment.content.competencies), kind.name


def test_that_a_report_says_whose_it_is_and_of_pay_only_where_there_is_some(
    assessment: Assessment, workspace: Workspace
) -> None:
    model = build(workspace.reports.material(assessment, workspace.role), contents(more=("pay",)))
    text = rendered(model, format_of(Path("report.md")), workspace.clock.now()).decode()
    assert ("not reviewed by Next Rung" in text) == bool(assessment.content.blueprint.author)
    assert (model.pay is not None) == assessment.content.has_pay


def test_that_a_group_has_every_area_of_its_questionnaire_and_none_of_another(
    assessment: Assessment, workspace: Workspace, each: str
) -> None:
    workspace.privacy.set_coach_mode(on=True)
    for number, name in enumerate(("Ann", "Ben"), start=2):
        workspace.add_person(name)
        workspace.choose_questionnaire(each)
        every.taken(workspace, shift=number)
    view = workspace.group.reader().read().view(workspace.role)
    assert [area.id for area in workspace.group.content.competencies] == [
        area.id for area in assessment.content.competencies
    ]
    assert set(view.columns) == {area.id for area in assessment.content.competencies}
    assert [row.statuses for row in view.rows] == [("scored",) * len(view.columns)] * 3
