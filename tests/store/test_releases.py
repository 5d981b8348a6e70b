"""The data file of every release opens complete, row by row, in this version; an older program refuses this one's."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.releases import FOLDER, Rows, described, rows

from nextrung import app, paths
from nextrung.errors import DatabaseError
from nextrung.store import migrations
from nextrung.store.database import NEEDED_VERSION, open_database
from nextrung.workspace import Workspace, fitting_role

RELEASES = sorted(path.name for path in FOLDER.glob("release-*.db"))


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(FOLDER / request.param, tmp_path / paths.DATABASE))


def stored(name: str) -> dict[str, Rows]:
    found: dict[str, Rows] = json.loads((FOLDER / name).with_suffix(".json").read_text(encoding="utf-8"))
    return found


def test_that_there_is_a_data_file_of_the_first_release() -> None:
    assert "release-0.1.0.db" in RELEASES


@pytest.mark.parametrize("name", RELEASES)
def test_that_a_data_file_holds_what_is_written_down_of_it(name: str) -> None:
    found = described(FOLDER / name)
    assert found == stored(name)
    empty = [table for table, kept in found.items() if len(kept) < 2]
    assert not empty, "something of every kind that the release could hold"


@pytest.mark.parametrize("name", RELEASES)
def test_that_every_row_and_text_is_there_after_opening(name: str, tmp_path: Path) -> None:
    """What a step of the schema adds may be new; nothing that was there is gone, changed, or there twice."""
    wanted = stored(name)
    database = Path(shutil.copy(FOLDER / name, tmp_path / paths.DATABASE))
    app.open_workspace(tmp_path).close()
    with closing(open_database(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for table, (columns, *kept) in wanted.items():
            found = rows(connection, table, ", ".join(f'"{column}"' for column in columns))[1:]
            before = [row for row in kept if row[0] != NEEDED_VERSION]
            if table in ("setting", "_sqlite_migrations"):  # later versions keep more of both
                found = [row for row in found if row in before]
            assert found == before, table


def test_that_everything_of_the_first_release_is_in_its_place(tmp_path: Path) -> None:
    """Through the workspace, as the pages read it, for each of the people."""
    shutil.copy(FOLDER / "release-0.1.0.db", tmp_path / paths.DATABASE)
    with closing(app.open_workspace(tmp_path)) as workspace:
        everyone = {person.name: person for person in workspace.people.everyone()}
        assert set(everyone) == {"Jana Nováková", "Tom Ó Briain", "Alex", ""}
        assert everyone["Tom Ó Briain"].archived_at
        assert workspace.person == everyone["Jana Nováková"]
        assert workspace.people.notes(everyone["Jana Nováková"].id).startswith("Prefers mornings.\n")
        assert workspace.privacy.attempt("open sesame")()
        assert workspace.privacy.idle_minutes == 25
        assert workspace.pay.newer_files
        found = {name: _counted(workspace, person.id) for name, person in everyone.items()}
    assert found == {
        "Jana Nováková": (5, 4, 1, 2, 2, 2, 2),
        "Tom Ó Briain": (2, 0, 0, 1, 1, 0, 0),
        "Alex": (1, 0, 0, 0, 0, 0, 0),
        "": (1, 0, 0, 0, 0, 0, 0),
    }


def _counted(workspace: Workspace, person: str) -> tuple[int, ...]:
    """Assessments, steps, evidence, sessions, own targets, rounds of ratings and own figures; results can be had."""
    workspace.switch_person(person)
    assessment = workspace.assessments()
    for one in assessment:
        assert one.answers
        one.result(fitting_role(one.content, workspace.role))
    return (
        len(assessment),
        len(workspace.plan.steps()),
        len(workspace.plan.evidence()),
        len(workspace.sessions.sessions()),
        len(workspace.targets.profiles(person)),
        len(workspace.rating.rounds()),
        len(workspace.pay.own()),
    )


@pytest.mark.parametrize("known", range(1, len(migrations.STEPS)))
def test_that_a_program_that_knows_fewer_steps_refuses_in_one_sentence(
    release: Path, known: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older program does with today's file: it says which version to use, and changes no byte."""
    with closing(open_database(release)) as connection:
        needed = connection.execute("SELECT value FROM setting WHERE name = ?", (NEEDED_VERSION,)).fetchone()[0]
    before = release.read_bytes()
    monkeypatch.setattr(migrations, "STEPS", migrations.STEPS[:known])
    with pytest.raises(DatabaseError) as caught:
        open_database(release)
    newer = f"was written by a newer Next Rung; open it with version {needed} or newer."
    assert str(caught.value) == f"The data file {release} {newer}"
    assert release.read_bytes() == before
