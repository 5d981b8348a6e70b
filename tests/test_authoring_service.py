"""Questionnaires written here: kept as typed, published as files, and never over what somebody edited by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.questionnaire import written
from tests.questionnaire.changes import rewrite, swap
from tests.test_questionnaire_service import FIRST_TIME, own, take

from nextrung import app
from nextrung.errors import NextRungError
from nextrung.questionnaire import check, files
from nextrung.questionnaire.authoring import draft as drafting
from nextrung.questionnaire.authoring import operations, publishing
from nextrung.questionnaire.authoring.draft import AuthoringDraft
from nextrung.workspace import Workspace
from nextrung.workspace.authoring import Manuscript


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    opened = app.open_workspace(folder)
    yield opened
    if opened.is_open:
        opened.close()


def publish(workspace: Workspace, manuscript: Manuscript) -> str:
    made = workspace.authoring.publishing_work(manuscript)()
    workspace.authoring.settle(manuscript)
    return f"{made.questionnaire.id} {made.questionnaire.version}"


def changed(manuscript: Manuscript, subject: str, way: str, value: object) -> Manuscript:
    return replace(manuscript, draft=operations.with_value(manuscript.draft, subject, way, value))


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_that_a_new_one_has_one_area_and_says_who_makes_it(workspace: Workspace) -> None:
    found = workspace.authoring.new("Our ladder", "New area", "Jana")
    assert [area.name for area in found.draft.content.competencies] == ["New area"]
    assert found.draft.content.blueprint.author == "Jana"
    assert workspace.authoring.begun() == {"new-1": "Our ladder"}
    assert workspace.authoring.new("Another", "New area", "").draft.id == "new-2"


def test_that_what_is_written_is_there_after_the_program_was_killed(workspace: Workspace, folder: Path) -> None:
    found = workspace.authoring.new("Our ladder", "New area", "Jana")
    kept = changed(found, "NA", "name", "half a na")
    workspace.authoring.keep(kept)
    workspace.close()
    again = app.open_workspace(folder)
    assert again.authoring.opening_work("new-1")() == kept
    again.close()


def test_that_a_new_one_is_published_under_names_that_people_read(workspace: Workspace, folder: Path) -> None:
    draft = operations.with_value(written.whole(), "PE", "name", "Direction & choices")
    assert publish(workspace, Manuscript(draft)) == "our-ladder 1.0.0"
    place = folder / "questionnaires" / "our-ladder"
    assert sorted(path.name for path in place.iterdir()) == [
        "delivery.yaml",
        "direction-choices.yaml",
        "questionnaire.yaml",
        "roles.yaml",
    ]
    content = files.load(place)
    assert list(content.items_by_id)[-1] == "DC-B3"
    assert [role.id for role in content.roles] == ["tech-lead"]
    assert workspace.authoring.begun() == {}
    assert "our-ladder" in {entry.id for entry in workspace.questionnaires.catalogue.entries}


def test_that_a_second_one_of_the_same_title_has_an_id_of_its_own(workspace: Workspace) -> None:
    publish(workspace, Manuscript(written.whole()))
    assert publish(workspace, Manuscript(written.whole())) == "our-ladder-2 1.0.0"


def test_that_an_error_keeps_it_from_being_published_and_says_which(workspace: Workspace, folder: Path) -> None:
    draft = operations.with_value(written.whole(), "DE-B1", "stem", " ")
    with pytest.raises(NextRungError, match="DE-B1: the text is empty"):
        workspace.authoring.publishing_work(Manuscript(draft))()
    assert not (folder / "questionnaires").exists()


def test_that_editing_raises_the_version_and_keeps_the_older_one(workspace: Workspace, folder: Path) -> None:
    publish(workspace, Manuscript(written.whole()))
    workspace.choose_questionnaire("our-ladder")
    taken = take(workspace)
    opened = workspace.authoring.opening_work("our-ladder")()
    assert publish(workspace, changed(opened, "DE-B1", "stem", "How I plan")) == "our-ladder 1.1.0"
    assert files.load(folder / "questionnaires" / "our-ladder-1.0.0").version == "1.0.0"
    assert workspace.installed.questionnaire.items_by_id["DE-B1"].question == "How I plan"
    assert workspace.assessment(taken.record.id).content.version == "1.0.0"


def test_that_a_draft_of_a_copy_is_first_published_as_one() -> None:
    assert publishing.raised("0.1.0") == "1.0.0"
    assert publishing.raised("1.9.3") == "1.10.0"


def test_that_comments_stay_and_files_that_did_not_change_stay_byte_for_byte(
    workspace: Workspace, folder: Path
) -> None:
    place = own(folder)
    before = everything(place)
    workspace.own_questionnaires.settle()
    opened = workspace.authoring.opening_work("ladder")()
    publish(workspace, changed(opened, "DL-B1", "stem", "How I plan work"))
    after = everything(place)
    same = {name for name in before if before[name] == after[name]}
    assert before.keys() - same == {"delivery.yaml", "questionnaire.yaml"}
    for name in ("delivery.yaml", "questionnaire.yaml"):
        gone = set(before[name].splitlines()) - set(after[name].splitlines())
        assert len(gone) == 1, gone


def test_that_comments_written_by_hand_meanwhile_are_kept(workspace: Workspace, folder: Path) -> None:
    place = own(folder)
    workspace.own_questionnaires.settle()
    opened = workspace.authoring.opening_work("ladder")()
    rewrite(place, "delivery.yaml", swap("name: Delivery\n", "name: Delivery   # as we call it\n"))
    publish(workspace, changed(opened, "DL", "name", "Delivering"))
    assert "name: Delivering   # as we call it\n" in (place / "delivery.yaml").read_text(encoding="utf-8")


def test_that_what_was_edited_by_hand_in_another_file_is_kept(workspace: Workspace, folder: Path) -> None:
    place = own(folder)
    workspace.own_questionnaires.settle()
    opened = workspace.authoring.opening_work("ladder")()
    rewrite(place, "stakeholders.yaml", swap("name: Stakeholders", "name: Partners"))
    publish(workspace, changed(opened, "DL", "name", "Delivering"))
    names = {area.id: area.name for area in files.load(place).competencies}
    assert (names["SH"], names["DL"]) == ("Partners", "Delivering")


def test_that_what_was_edited_at_both_places_is_a_conflict_and_nothing_changes(
    workspace: Workspace, folder: Path
) -> None:
    place = own(folder)
    workspace.own_questionnaires.settle()
    opened = workspace.authoring.opening_work("ladder")()
    mine = changed(opened, "DL", "name", "Delivering")
    workspace.authoring.keep(mine)
    rewrite(place, "delivery.yaml", swap("name: Delivery", "name: Supply"))
    before = everything(folder)
    with pytest.raises(NextRungError, match=r"^delivery\.yaml: edited by hand since you began here"):
        workspace.authoring.publishing_work(mine)()
    assert everything(folder) == before
    assert workspace.authoring.opening_work("ladder")() == mine


def test_that_files_that_are_broken_by_hand_are_not_overwritten(workspace: Workspace, folder: Path) -> None:
    place = own(folder)
    workspace.own_questionnaires.settle()
    opened = workspace.authoring.opening_work("ladder")()
    rewrite(place, "delivery.yaml", swap("name: Delivery", "name: [Delivery"))
    before = everything(folder)
    with pytest.raises(NextRungError, match="edited by hand and cannot be read"):
        workspace.authoring.publishing_work(changed(opened, "DL", "name", "Delivering"))()
    assert everything(folder) == before


def test_that_one_that_was_removed_meanwhile_is_not_published(workspace: Workspace, folder: Path) -> None:
    own(folder)
    workspace.own_questionnaires.settle()
    opened = workspace.authoring.opening_work("ladder")()
    workspace.own_questionnaires.remove_work("ladder")()
    workspace.own_questionnaires.settle()
    with pytest.raises(NextRungError, match="was removed meanwhile"):
        workspace.authoring.publishing_work(opened)()


def test_that_those_of_the_program_are_read_only(workspace: Workspace) -> None:
    with pytest.raises(NextRungError, match="comes with the program and stays"):
        workspace.authoring.opening_work(FIRST_TIME)


def test_that_the_role_page_of_a_copy_goes_on_fitting(workspace: Workspace, folder: Path) -> None:
    made = workspace.own_questionnaires.copy_work("ml-manager", "Mine")()
    workspace.own_questionnaires.settle()
    opened = workspace.authoring.opening_work(made)()
    draft, role = operations.add_role(operations.removed(opened.draft, "CM"))
    draft = operations.with_value(draft, role, "name", "Staff lead")
    draft = operations.with_value(draft, role, "targets", opened.draft.content.roles[0].targets | {})
    draft = operations.with_value(draft, role, "targets.CM", None)
    assert publish(workspace, Manuscript(draft, opened.base)) == "ml-manager-copy 1.0.0"
    place = folder / "questionnaires" / made
    guide = files.load_guide(place, files.load(place))
    assert guide is not None
    assert ("CM" in {duty.competency for duty in guide.duties}, guide.differences[-1].text) == (False, "Staff lead")


def test_that_what_is_published_passes_the_check_of_its_folder(workspace: Workspace, folder: Path) -> None:
    draft = written.whole()
    publish(workspace, Manuscript(draft))
    report = check.check(folder / "questionnaires" / "our-ladder")
    assert report.counts is not None
    said = workspace.authoring.findings_work(
        drafting.of_content(files.load(folder / "questionnaires" / "our-ladder"))
    )()
    assert len(report.findings) <= len(said)
    assert [one for one in said if one.must] == []


def test_that_texts_of_strangers_stay_plain_in_the_files(workspace: Workspace, folder: Path) -> None:
    nasty = "*alias &x !!python/object <b>: {a: [#"
    draft: AuthoringDraft = operations.with_value(written.whole(), "DE-B1", "stem", nasty)
    publish(workspace, Manuscript(draft))
    content = files.load(folder / "questionnaires" / "our-ladder")
    assert content.items_by_id["DE-B1"].question == nasty


def test_that_a_copy_keeps_the_comments_of_its_main_file(workspace: Workspace, folder: Path) -> None:
    made = workspace.own_questionnaires.copy_work(FIRST_TIME, "Mine")()
    text = (folder / "questionnaires" / made / "questionnaire.yaml").read_text(encoding="utf-8")
    assert "# Leading a first team, in any field" in text
    assert "# levels; a critical area further below" in text
