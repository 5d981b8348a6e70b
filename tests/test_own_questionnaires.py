"""The list of questionnaires: one is copied, exported, removed with its results kept, put back, or deleted for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import given
from tests.questionnaire.changes import rewrite, swap
from tests.test_questionnaire_service import FIRST_TIME, own, take

from nextrung import app, cli
from nextrung.errors import NextRungError
from nextrung.paths import QUESTIONNAIRE_ENDING
from nextrung.questionnaire import files
from nextrung.workspace import Workspace
from nextrung.workspace.own_questionnaires import ListedQuestionnaire


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a questionnaire of a person's own."""
    own(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    opened = app.open_workspace(folder)
    yield opened
    opened.close()


def listed(workspace: Workspace) -> dict[str, ListedQuestionnaire]:
    return {one.id: one for one in workspace.own_questionnaires.list_work()()}


def done(workspace: Workspace, work: object) -> object:
    """Do what the window does in a thread, and what follows."""
    found = work() if callable(work) else None
    workspace.own_questionnaires.settle()
    return found


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_that_the_list_says_whose_each_is_its_state_and_what_rests_on_it(workspace: Workspace) -> None:
    workspace.choose_questionnaire("ladder")
    take(workspace)
    workspace.start("quick")
    found = listed(workspace)
    assert list(found) == ["ml-manager", FIRST_TIME, "ladder"]
    assert [(one.author, one.state, one.resting) for one in found.values()] == [
        ("", "draft", 0),
        ("", "draft", 0),
        ("Jana", "draft", 2),
    ]
    assert [one.own for one in found.values()] == [False, False, True]


def test_that_a_copy_is_another_one_with_all_but_the_main_file_as_it_was(workspace: Workspace, folder: Path) -> None:
    made = done(workspace, workspace.own_questionnaires.copy_work("ml-manager", "Mine"))
    assert made == "ml-manager-copy"
    place = folder / "questionnaires" / "ml-manager-copy"
    content = files.load(place)
    assert (content.id, content.version, content.title, content.has_pay) == ("ml-manager-copy", "0.1.0", "Mine", False)
    assert content.blueprint.author == "the authors of Machine-learning manager 1.1.0"
    before, after = everything(given.ML_MANAGER), everything(place)
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == ["questionnaire.yaml"]
    assert done(workspace, workspace.own_questionnaires.copy_work("ladder", "Ours")) == "ladder-copy"
    assert done(workspace, workspace.own_questionnaires.copy_work("ladder", "Ours")) == "ladder-copy-2"
    assert listed(workspace)["ladder-copy-2"].author == "Jana"
    workspace.choose_questionnaire("ml-manager-copy")
    assert take(workspace).content.title == "Mine"


def test_that_what_is_exported_comes_in_on_another_computer(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / f"ladder{QUESTIONNAIRE_ENDING}"
    assert workspace.own_questionnaires.export_work("ladder", file)() == file
    other = tmp_path / "other"
    assert cli.main(["import", str(file), "--as", "questionnaire", "--data-dir", str(other)]) == 0
    assert everything(other / "questionnaires" / "ladder") == everything(folder / "questionnaires" / "ladder")


def test_that_what_is_removed_keeps_its_results_and_comes_back_as_it_was(workspace: Workspace, folder: Path) -> None:
    workspace.choose_questionnaire("ladder")
    taken = take(workspace)
    place = folder / "questionnaires" / "ladder"
    before = everything(place)
    done(workspace, workspace.own_questionnaires.remove_work("ladder"))
    assert not place.exists()
    assert (listed(workspace)["ladder"].state, listed(workspace)["ladder"].resting) == ("removed", 1)
    assert workspace.assessment(taken.record.id).result(workspace.role).competencies
    assert workspace.questionnaires.problem("ladder")
    done(workspace, workspace.own_questionnaires.put_back_work("ladder"))
    assert everything(place) == before
    assert listed(workspace)["ladder"].state == "draft"
    assert not workspace.questionnaires.problem("ladder")


def test_that_what_is_deleted_for_good_leaves_its_results(workspace: Workspace, folder: Path) -> None:
    workspace.choose_questionnaire("ladder")
    taken = take(workspace)
    done(workspace, workspace.own_questionnaires.remove_work("ladder"))
    done(workspace, workspace.own_questionnaires.delete_work("ladder"))
    assert [path.name for path in (folder / "questionnaires").rglob("*")] == [".removed"]
    assert listed(workspace)["ladder"].state == "gone"
    assert workspace.assessment(taken.record.id).result(workspace.role).competencies


def test_that_nothing_takes_the_place_of_another_one(workspace: Workspace, folder: Path) -> None:
    service = workspace.own_questionnaires
    done(workspace, service.remove_work("ladder"))
    again = own(folder)
    with pytest.raises(NextRungError, match="Another “ladder” is here again"):
        service.put_back_work("ladder")()
    workspace.own_questionnaires.settle()
    with pytest.raises(NextRungError, match="Another “ladder” was removed before"):
        service.remove_work("ladder")()
    assert again.is_dir()


def test_that_what_comes_with_the_program_stays(workspace: Workspace) -> None:
    with pytest.raises(NextRungError, match="comes with the program and stays"):
        workspace.own_questionnaires.remove_work("ml-manager")


def test_that_one_that_cannot_be_read_is_listed_with_why_and_can_be_removed(workspace: Workspace, folder: Path) -> None:
    rewrite(folder / "questionnaires" / "ladder", "questionnaire.yaml", swap("id: ladder", "id: other"))
    found = listed(workspace)["ladder"]
    assert (found.state, found.has_files) == ("unfit", False)
    assert found.problem.startswith("The questionnaire “ladder” cannot be taken: ")
    done(workspace, workspace.own_questionnaires.remove_work("ladder"))
    assert listed(workspace)["ladder"].state == "removed"
