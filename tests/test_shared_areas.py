"""Areas that two questionnaires share: only those with enough linked items, each level from its own answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests import every
from tests.first_start import begun

from nextrung import app
from nextrung.scoring.shared_areas import FEWEST, shared_areas
from nextrung.tour.fixed_clock import NOW
from nextrung.workspace import Workspace
from nextrung.workspace.shared_areas import shared_work

ML, FIRST = every.content("ml-manager"), every.content("first-time-manager")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = app.open_workspace(begun(tmp_path / "data").parent, lambda: NOW)
    opened.add_person("Jana")
    yield opened
    opened.close()


def test_that_an_area_stands_beside_the_one_that_it_shares_most_items_with() -> None:
    found = {one.linked: one for one in shared_areas(FIRST, ML)}
    assert list(found) == ["PL", "TM", "DL", "SH", "DD"]
    assert (found["PL"].other, found["DL"].other, found["SH"].other) == ("TL", "PM", "SC")
    for one in found.values():
        linked = FIRST.competencies_by_id[one.linked].items()
        same = {item.same_as for item in linked if item.kind.scored and item.same_as.startswith(one.other)}
        assert FEWEST <= one.same == len(same) <= one.of


def test_that_nothing_is_shared_with_one_that_it_is_not_linked_to() -> None:
    assert shared_areas(ML, FIRST) == ()
    unlinked = replace(FIRST, blueprint=replace(FIRST.blueprint, linked_to=""))
    assert shared_areas(unlinked, ML) == ()
    assert shared_areas(FIRST, every.content(every.WIDE)) == ()


@pytest.mark.parametrize("order", [("ml-manager", "first-time-manager"), ("first-time-manager", "ml-manager")])
def test_that_each_level_is_that_of_its_own_newest_assessment(workspace: Workspace, order: tuple[str, str]) -> None:
    taken = {}
    for name in order:
        workspace.choose_questionnaire(name)
        for shift in (1, 2):
            taken[name] = every.taken(workspace, shift=shift)
    here = workspace.latest()
    assert here is not None
    assert here.content.id == order[1]
    (view,) = shared_work(here, workspace.newest_elsewhere())()
    assert view.questionnaire == order[0]
    results = {name: one.result(one.content.first_role).competencies for name, one in taken.items()}
    names = {area.name: area.id for content in (ML, FIRST) for area in content.competencies}
    for row in view.rows:
        assert row.here.score == results[order[1]][names[row.here.name]]
        assert row.there.score == results[order[0]][names[row.there.name]]


def test_that_nothing_is_there_for_somebody_who_took_one(workspace: Workspace) -> None:
    every.taken(workspace)
    assert workspace.newest_elsewhere() == ()
