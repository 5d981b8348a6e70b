"""One person, several questionnaires: what is looked at, what stays apart, and what becomes of one that goes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests import given
from tests.questionnaire.changes import rewrite, swap

from nextrung import app
from nextrung.assessment import answers_file
from nextrung.assessment.answers_file import AnswersHead
from nextrung.errors import NextRungError
from nextrung.people.person import PersonFields
from nextrung.questionnaire import files
from nextrung.questionnaire.model import Questionnaire
from nextrung.workspace import Assessment, Workspace

FIRST_TIME = "first-time-manager"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    opened = app.open_workspace(folder)
    yield opened
    if opened.is_open:
        opened.close()


def again(workspace: Workspace, folder: Path) -> Workspace:
    workspace.close()
    return app.open_workspace(folder)


def take(workspace: Workspace, rating: float = 3) -> Assessment:
    """Take the quick form of the questionnaire that is looked at."""
    assessment = workspace.start("quick")
    for answer in given.answered("quick", rating, of=assessment.content).values():
        assessment = workspace.answer(assessment, answer)
    return workspace.finish(assessment)


def own(folder: Path, name: str = "ladder") -> Path:
    """A questionnaire of a person's own in a data folder."""
    made = Path(shutil.copytree(given.FIRST_TIME, folder / "questionnaires" / name))
    rewrite(made, "questionnaire.yaml", swap(f"id: {FIRST_TIME}", f"id: {name}\nauthor: Jana"))
    return made


def content(workspace: Workspace) -> Questionnaire:
    return workspace.installed.questionnaire


def test_that_the_first_of_the_program_is_taken_where_nothing_was_chosen(workspace: Workspace) -> None:
    assert content(workspace).id == "ml-manager"
    assert workspace.start("quick").content.id == "ml-manager"


def test_that_what_is_chosen_before_there_is_anybody_is_taken_and_stays(workspace: Workspace, folder: Path) -> None:
    workspace.choose_questionnaire(FIRST_TIME)
    assert take(workspace).content.id == FIRST_TIME
    reopened = again(workspace, folder)
    assert content(reopened).id == FIRST_TIME
    reopened.close()


def test_that_results_of_one_never_stand_among_those_of_another(workspace: Workspace) -> None:
    one = take(workspace)
    workspace.choose_questionnaire(FIRST_TIME)
    assert workspace.latest() is None
    assert not workspace.has_finished()
    assert workspace.to_deepen() == 0
    assert workspace.history.finished() == ()
    two = take(workspace)
    assert [found.record.id for found in workspace.history.finished()] == [two.record.id]
    assert workspace.earlier_than(two) == ()
    elsewhere = replace(two, record=replace(two.record, id="of a questionnaire that is not looked at"))
    assert workspace.earlier_than(elsewhere) == ()
    workspace.choose_questionnaire("ml-manager")
    assert [found.record.id for found in workspace.history.finished()] == [one.record.id]
    # an assessment is found by its id whatever is looked at, as a link to it may be older than the choice
    assert workspace.assessment(two.record.id).content.id == FIRST_TIME


def test_that_the_same_id_of_an_item_elsewhere_was_not_seen_before(workspace: Workspace, folder: Path) -> None:
    own(folder)
    workspace.choose_questionnaire(FIRST_TIME)
    take(workspace)
    workspace.questionnaires.choose("ladder")
    assert workspace.start("quick").seen == frozenset()


def test_that_each_questionnaire_keeps_the_role_to_compare_with(workspace: Workspace, folder: Path) -> None:
    take(workspace)
    workspace.choose_role("director")
    workspace.choose_questionnaire(FIRST_TIME)
    assert [role.id for role in workspace.roles] == ["team-lead", "manager", "manager-of-managers"]
    assert workspace.role.id == "team-lead"
    workspace.choose_role("manager")
    workspace.choose_questionnaire("ml-manager")
    assert workspace.role.id == "director"
    workspace.choose_questionnaire(FIRST_TIME)
    assert workspace.role.id == "manager"
    reopened = again(workspace, folder)
    assert reopened.role.id == "manager"
    reopened.choose_questionnaire("ml-manager")
    assert reopened.role.id == "director"
    reopened.close()


def test_that_own_targets_belong_to_the_questionnaire_of_their_role(workspace: Workspace) -> None:
    take(workspace)
    mine = workspace.keep_targets("Mine", workspace.role.targets)
    workspace.choose_questionnaire(FIRST_TIME)
    assert mine.id not in [role.id for role in workspace.roles]
    workspace.choose_questionnaire("ml-manager")
    assert workspace.role.id == mine.id


def test_that_coach_ratings_stay_apart(workspace: Workspace) -> None:
    take(workspace)
    rating = workspace.rating.start()
    workspace.rating.finish(workspace.rating.rate(rating, "TL-B1", 3))
    workspace.choose_questionnaire(FIRST_TIME)
    assert workspace.rating.latest() is None
    assert workspace.rating.content_of(workspace.rating.start()).id == FIRST_TIME


def test_that_a_plan_step_of_another_questionnaire_still_names_its_area(workspace: Workspace) -> None:
    take(workspace)
    workspace.choose_questionnaire(FIRST_TIME)
    take(workspace)
    assert workspace.questionnaires.area_name("TL") == "Team leadership"
    assert workspace.questionnaires.area_name("PL") == "Leading people one by one"
    assert workspace.questionnaires.with_facet("TL", "TL1").id == "ml-manager"
    assert workspace.questionnaires.area_name("ZZ") == ""


def test_that_one_that_was_removed_leaves_its_results_and_cannot_be_started(workspace: Workspace, folder: Path) -> None:
    made = own(folder)
    workspace.choose_questionnaire("ladder")
    taken = take(workspace)
    shutil.rmtree(made)
    reopened = again(workspace, folder)
    latest = reopened.latest()
    assert latest is not None
    assert latest.record.id == taken.record.id
    assert latest.content.blueprint.author == "Jana"
    assert latest.result(reopened.role).match.value is not None
    with pytest.raises(NextRungError, match="was removed; its results stay"):
        reopened.start("quick")
    assert reopened.start("full", deepen=latest).content.id == "ladder"
    gone = next(one for one in reopened.questionnaires.offered() if one.id == "ladder")
    assert gone.problem == "“First-time manager” was removed; its results stay."
    reopened.close()


@pytest.mark.parametrize("taken", [True, False])
def test_that_one_that_broke_stops_no_start(workspace: Workspace, folder: Path, taken: bool) -> None:
    made = own(folder)
    workspace.choose_questionnaire("ladder")
    if taken:
        take(workspace)
    (made / "roles.yaml").write_text("- not roles\n", encoding="utf-8")
    reopened = again(workspace, folder)
    assert content(reopened).id == ("ladder" if taken else "ml-manager")
    assert len(reopened.editions) >= 3
    if taken:
        with pytest.raises(NextRungError, match=r"The questionnaire “ladder” cannot be taken: roles\.yaml"):
            reopened.start("quick")
    reopened.close()


def test_that_one_that_does_not_fit_cannot_be_chosen_and_says_why(workspace: Workspace, folder: Path) -> None:
    made = own(folder)
    (made / "roles.yaml").write_text("- not roles\n", encoding="utf-8")
    with pytest.raises(NextRungError, match=r"The questionnaire “ladder” cannot be taken: roles\.yaml"):
        workspace.choose_questionnaire("ladder")
    with pytest.raises(NextRungError, match="There is no questionnaire “chef”; installed are ml-manager"):
        workspace.choose_questionnaire("chef")
    assert content(workspace).id == "ml-manager"


def test_that_a_choice_is_erased_with_its_person(workspace: Workspace) -> None:
    take(workspace)
    workspace.choose_questionnaire(FIRST_TIME)
    person = workspace.person
    assert person is not None
    assert workspace.setting(f"questionnaire.{person.id}") is not None
    workspace.erase_work(person.id, backups=False)()
    assert workspace.setting(f"questionnaire.{person.id}") is None


def test_that_a_person_without_a_choice_looks_at_what_they_took_last(workspace: Workspace) -> None:
    """As after their data came in from another computer, which brings no settings."""
    take(workspace)
    workspace.choose_questionnaire(FIRST_TIME)
    take(workspace)
    person = workspace.person
    assert person is not None
    workspace.keep_setting(f"questionnaire.{person.id}", "{")
    assert content(workspace).id == FIRST_TIME


def test_that_no_pay_and_no_judgement_stand_in_reports_on_one_without(workspace: Workspace) -> None:
    take(workspace)
    with_pay = workspace.latest()
    assert with_pay is not None
    assert workspace.reports.material(with_pay, workspace.role).pay is not None
    workspace.choose_questionnaire(FIRST_TIME)
    taken = take(workspace)
    material = workspace.reports.material(taken, workspace.role)
    assert material.pay is None
    assert material.earlier == ()


def test_that_a_table_of_people_sets_each_against_a_role_of_what_they_took(workspace: Workspace) -> None:
    take(workspace)
    workspace.choose_questionnaire(FIRST_TIME)
    workspace.choose_role("manager")
    taken = take(workspace)
    (facts,) = workspace.people.facts()
    assert (facts.role.id, [one.id for one in facts.finished]) == ("manager", [taken.record.id])
    workspace.add_person("Somebody else")
    assert content(workspace).id == "ml-manager"
    assert {one.role.id for one in workspace.people.facts()} == {"manager", "first-line"}
    assert [role.id for role in workspace.people.roles(facts.person)] == ["team-lead", "manager", "manager-of-managers"]


def test_that_somebody_added_with_a_role_takes_the_questionnaire_it_belongs_to(workspace: Workspace) -> None:
    take(workspace)
    workspace.choose_questionnaire(FIRST_TIME)
    added = workspace.people.add(PersonFields("Kim", target_role="manager"))
    workspace.switch_person(added.id)
    assert workspace.role.id == "manager"
    assert content(workspace).id == FIRST_TIME


def test_that_a_group_is_never_of_two_questionnaires(workspace: Workspace) -> None:
    take(workspace)
    workspace.choose_questionnaire(FIRST_TIME)
    take(workspace)
    assert workspace.group.content.id == FIRST_TIME
    both = ((FIRST_TIME, "First-time manager"), ("ml-manager", "Machine-learning manager"))
    assert workspace.group.to_choose() == both
    for one, areas in ((FIRST_TIME, 6), ("ml-manager", 9)):
        workspace.group.choose(one)
        content = workspace.group.content
        assert (content.id, len(content.competencies)) == (one, areas)
        (row,) = workspace.group.reader().read().view(content.roles[0]).rows
        assert len([level for level in row.levels if level is not None]) == areas


def test_that_a_result_that_is_brought_is_looked_at(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace)
    first_time = files.load(given.FIRST_TIME)
    path = tmp_path / "answers.json"
    head = AnswersHead(FIRST_TIME, first_time.version, "quick", "Ann")
    path.write_text(answers_file.dump(head, given.answered("quick", of=first_time)), encoding="utf-8")
    kept = workspace.reports.take_in(workspace.reports.reading_work(path)())
    latest = workspace.latest()
    assert latest is not None
    assert latest.record.id == kept.record.id
    assert content(workspace).id == FIRST_TIME


def test_that_the_sample_is_seen_whatever_was_chosen_before(workspace: Workspace) -> None:
    workspace.choose_questionnaire(FIRST_TIME)
    workspace.add_sample(given.SAMPLE.read_text(encoding="utf-8"))
    assert workspace.latest() is not None
    assert content(workspace).id == "ml-manager"
