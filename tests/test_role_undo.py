"""A change of the role, or of its targets, can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import coaching
from tests.first_start import begun

from nextrung import app
from nextrung.questionnaire.model import Target
from nextrung.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = app.open_workspace(begun(tmp_path / "data").parent, coaching.Clock())
    opened.add_person("Ada")
    yield opened
    opened.close()


def raised(workspace: Workspace, level: float) -> dict[str, Target]:
    first, *_ = workspace.role.targets
    return {**workspace.role.targets, first: Target(level, 5)}


def test_that_roles_are_gone_back_to_one_by_one(workspace: Workspace) -> None:
    assert not workspace.can_undo_role()
    first = workspace.role.id
    for role in ("senior", "director", "director"):
        workspace.choose_role(role)
    workspace.undo_role()
    assert workspace.role.id == "senior"
    workspace.undo_role()
    assert (workspace.role.id, workspace.can_undo_role()) == (first, False)


def test_that_own_targets_are_taken_back_and_removed_ones_come_again(workspace: Workspace) -> None:
    published = workspace.role
    made = workspace.keep_targets("Mine", raised(workspace, 4.5))
    changed = workspace.keep_targets("Mine", raised(workspace, 5.0))
    assert changed.id == made.id
    workspace.remove_targets()
    assert workspace.role == published
    workspace.undo_role()
    assert workspace.role == changed
    workspace.undo_role()
    assert workspace.role == made
    workspace.undo_role()
    assert workspace.role == published
    assert workspace.targets.profiles(workspace.person.id if workspace.person else "") == ()


def test_that_another_persons_change_is_left_alone(workspace: Workspace) -> None:
    workspace.choose_role("senior")
    other = workspace.add_person("Ben")
    workspace.switch_person(other.id)
    assert not workspace.can_undo_role()
    workspace.undo_role()
    assert workspace.role == workspace.roles[0]
