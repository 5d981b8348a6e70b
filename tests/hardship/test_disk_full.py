"""A full disk is said in one sentence; all that was saved is there, and work goes on when there is room again."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.hardship import filled, scripted
from tests.hardship.forked import in_a_child
from tests.hardship.modes import MODES, in_mode

from nextrung.errors import DatabaseError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")

ROOM = (0, 1, 23, 24, 24 + 100, 24 + 4096, 24 + 4096 + 23, 2 * (24 + 4096), 2 * (24 + 4096) + 4000)
"""Bytes that the log may still grow by: so each of the writes of a change fails once, at its start or in the middle."""


def limit(size: int) -> None:
    """Let no file grow beyond this many bytes."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (size if size >= 0 else hard, hard))


@pytest.fixture(params=MODES)
def database(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    path = tmp_path / "nextrung.db"
    scripted.prepare(path)
    with in_mode(request.param, path, tmp_path):
        yield path


def test_that_a_full_disk_loses_nothing_saved_and_is_said(database: Path) -> None:
    """Each write of each change of a scripted assessment fails once for want of room: one sentence comes, what was
    saved before is there, and the same call works after room was made.
    """
    changes = scripted.acts()[:60]
    after = list(scripted.states(changes))

    def play() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        refused = 0
        with closing(filled.open_workspace(database)) as workspace:
            assessment = workspace.open_assessment()
            assert assessment is not None
            log = database.with_name("nextrung.db-wal")
            for number, act in enumerate(changes):
                for room in ROOM:
                    limit((log.stat().st_size if log.exists() else 0) + room)
                    try:
                        assessment = scripted.one(workspace, assessment, act)
                    except DatabaseError as error:
                        refused += 1
                        sentence = str(error)
                        assert sentence.startswith("This could not be saved: "), sentence
                        assert sentence.endswith("Everything saved before is still there."), sentence
                        assert "\n" not in sentence
                    finally:
                        limit(-1)
                    if number % 20 == 0:
                        again = workspace.open_assessment()
                        assert again is not None
                        assert len(again.answers) in (len(after[number].answers), len(after[number + 1].answers))
                assessment = scripted.one(workspace, assessment, act)
        assert refused > 2 * len(changes), refused

    in_a_child(play)
    assert scripted.found(database) == after[-1]


def test_that_what_was_saved_before_a_full_disk_survives_a_kill(database: Path) -> None:
    """A program that is killed while the disk is full leaves everything it acknowledged."""
    changes = scripted.acts()[:10]

    def play() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        workspace = filled.open_workspace(database)
        for _ in scripted.play(workspace, changes[:9]):
            pass
        limit(database.with_name("nextrung.db-wal").stat().st_size + 50)
        assessment = workspace.open_assessment()
        assert assessment is not None
        with pytest.raises(DatabaseError):
            scripted.one(workspace, assessment, changes[9])
        os._exit(0)

    in_a_child(play)
    assert scripted.found(database) == list(scripted.states(changes))[9]
