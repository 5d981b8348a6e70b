"""Targets from adverts are kept with the adverts, undone with them, and gone with the person."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.given import questionnaire

from nextrung import app
from nextrung.advert.reading import AdvertError
from nextrung.questionnaire.model import Role
from nextrung.workspace import Workspace
from nextrung.workspace.adverts import AdvertTargets
from nextrung.workspace.targets import TargetsError

TEXT = "Senior Manager\nYou coach six engineers and own the budget."


def _kept(workspace: Workspace) -> Role:
    base = questionnaire().role("senior")
    return workspace.keep_adverts("Fern Bank", AdvertTargets(base, dict(base.targets), (TEXT,), (("PM4",),)))


def test_that_targets_and_adverts_are_kept_and_compared_with(tmp_path: Path) -> None:
    workspace = app.open_workspace(tmp_path)
    role = _kept(workspace)
    assert (workspace.role.id, workspace.role.name, role.basis) == (role.id, "Fern Bank", "senior")
    workspace.close()
    again = app.open_workspace(tmp_path)
    (advert,) = again.adverts.of(role.id)
    assert (advert.text, advert.left_out) == (TEXT, ("PM4",))
    again.close()


def test_that_adverts_go_with_their_targets_and_come_back_with_them(tmp_path: Path) -> None:
    workspace = app.open_workspace(tmp_path)
    role = _kept(workspace)
    workspace.remove_targets()
    assert workspace.adverts.of(role.id) == ()
    workspace.undo_role()
    assert [one.text for one in workspace.adverts.of(role.id)] == [TEXT]
    workspace.close()


def test_that_kept_targets_are_changed_with_their_adverts_and_back(tmp_path: Path) -> None:
    workspace = app.open_workspace(tmp_path)
    role = _kept(workspace)
    director = questionnaire().role("director")
    wanted = AdvertTargets(director, dict(director.targets), ("You hire.", "You plan."), ((), ()))
    changed = workspace.keep_adverts("Other bank", wanted, role.id)
    assert (changed.id, changed.name, changed.basis) == (role.id, "Other bank", "director")
    assert [one.text for one in workspace.adverts.of(role.id)] == ["You hire.", "You plan."]
    workspace.undo_role()
    assert (workspace.role.name, workspace.role.basis) == ("Fern Bank", "senior")
    assert [(one.text, one.left_out) for one in workspace.adverts.of(role.id)] == [(TEXT, ("PM4",))]
    workspace.close()


def test_that_moving_a_target_leaves_the_adverts_and_undo_does_too(tmp_path: Path) -> None:
    workspace = app.open_workspace(tmp_path)
    role = _kept(workspace)
    workspace.keep_targets("Mine", role.targets)
    workspace.undo_role()
    assert [one.text for one in workspace.adverts.of(role.id)] == [TEXT]
    workspace.close()


def test_that_adverts_that_cannot_be_kept_leave_no_targets_behind(tmp_path: Path) -> None:
    workspace = app.open_workspace(tmp_path)
    base = questionnaire().role("senior")
    with pytest.raises(TargetsError):
        workspace.keep_adverts(" ", AdvertTargets(base, dict(base.targets), (TEXT,), ((),)))
    assert workspace.roles == workspace.installed.questionnaire.roles
    workspace.close()


def test_that_pay_of_kept_adverts_is_read_with_the_job(tmp_path: Path) -> None:
    workspace = app.open_workspace(tmp_path)
    base = questionnaire().role("senior")
    texts = (TEXT, "Lead\nCompany: Fern\nYou coach.\nPosted on 3 May 2026\nSalary up to £90k")
    workspace.keep_adverts("Two", AdvertTargets(base, dict(base.targets), texts, ((), ())))
    person = workspace.person
    assert person is not None
    (found,) = workspace.adverts.pay_work(workspace.adverts.all_of(person.id))()
    assert (found.heading.employer, found.pay.words, found.pay.date) == ("Fern", "up to £90k", "2026-05-03")
    workspace.close()


def test_that_nothing_is_left_of_an_advert_of_somebody_erased(tmp_path: Path) -> None:
    workspace = app.open_workspace(tmp_path)
    role = _kept(workspace)
    person = workspace.person
    assert person is not None
    workspace.erase_work(person.id, backups=False)()
    assert workspace.adverts.of(role.id) == ()
    workspace.close()


def test_that_adverts_go_to_the_bin_with_their_person_and_come_back(tmp_path: Path) -> None:
    workspace = app.open_workspace(tmp_path)
    role = _kept(workspace)
    person = workspace.person
    assert person is not None
    entry = workspace.bin.put_in("person", person.id)
    assert workspace.adverts.of(role.id) == ()
    workspace.bin.put_back(entry)
    assert [(one.text, one.left_out) for one in workspace.adverts.of(role.id)] == [(TEXT, ("PM4",))]
    workspace.close()


def test_that_reports_follow_targets_from_adverts(tmp_path: Path) -> None:
    workspace = app.open_workspace(tmp_path)
    app.add_sample(workspace)
    role = _kept(workspace)
    latest = workspace.latest()
    assert latest is not None
    result = latest.result(workspace.role)
    assert (result.role.id, result.role.name) == (role.id, "Fern Bank")
    material = workspace.reports.material(latest, workspace.role)
    assert material.role.name == "Fern Bank"
    workspace.close()


def test_that_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    workspace = app.open_workspace(tmp_path / "data")
    (tmp_path / "de.txt").write_text(
        "Sie führen ein Team und sind für die Planung mit dem Vorstand da.", encoding="utf-8"
    )
    with pytest.raises(AdvertError, match=r"^de\.txt: the text seems to be German"):
        workspace.adverts.reading_work(tmp_path / "de.txt", "ml-manager")()
    with pytest.raises(AdvertError, match=r"^There is no text to read"):
        workspace.adverts.pasted_work(" ", "ml-manager")()
    workspace.close()
