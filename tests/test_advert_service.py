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


def test_that_nothing_is_left_of_an_advert_of_somebody_erased(tmp_path: Path) -> None:
    workspace = app.open_workspace(tmp_path)
    role = _kept(workspace)
    person = workspace.person
    assert person is not None
    workspace.erase_work(person.id, backups=False)()
    assert workspace.adverts.of(role.id) == ()
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
