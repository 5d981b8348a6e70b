"""A mount whose server is gone, where a look never comes back: the start goes on without it, or says so in time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests import given
from tests.hardship import filled
from tests.hardship.starts import SHOWN

from nextrung import parts, paths
from nextrung.store import contents, left
from nextrung.store.backups import second

COMPILER = shutil.which("cc") or shutil.which("gcc")
LONGEST = 90

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lets calls be caught like that"),
    pytest.mark.skipif(COMPILER is None, reason="there is no C compiler"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made, source = tmp_path_factory.mktemp("library") / "dead.so", Path(__file__).with_name("dead.c")
    subprocess.run([str(COMPILER), "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"], check=True)
    return made


@pytest.fixture
def dead(tmp_path: Path) -> Path:
    folder = tmp_path / "server"
    folder.mkdir()
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    filled.make(folder / paths.DATABASE)
    return folder


def run(library: Path, dead: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(given.PROJECT / "desktop"), str(given.PROJECT))),
        "QT_QPA_PLATFORM": "offscreen",
        "LD_PRELOAD": str(library),
        "DEAD_MOUNT": str(dead),
    }
    command = [sys.executable, "-P", "-m", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=LONGEST)


def shown(library: Path, dead: Path, folder: Path) -> str | None:
    return SHOWN.get(run(library, dead, "tests.hardship.starts", "once", str(folder)).returncode)


def test_that_a_data_folder_that_does_not_answer_is_a_window(library: Path, dead: Path) -> None:
    assert shown(library, dead, dead / "data") == "problem"


def test_that_data_moved_to_where_nothing_answers_is_one_sentence(library: Path, dead: Path, tmp_path: Path) -> None:
    paths.keep_word(tmp_path, paths.MOVED, paths.Word(dead / "data", "1"))
    done = run(library, dead, "nextrung.cli", "--data-dir", str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "does not answer" in done.stderr
    assert done.stderr.count("\n") == 1


def leave_a_part(data: Path, dead: Path) -> None:
    note = json.dumps({"part": str(dead / ".all.nextrung.12345678.part")})
    (data / f"{parts.NOTE}12345678.json").write_text(note, encoding="utf-8")


def break_off_a_move(data: Path, dead: Path) -> None:
    paths.keep_word(data, paths.MOVED, paths.Word(dead / "new" / "data", "1"))


def leave_a_wish(data: Path, dead: Path) -> None:
    with closing(filled.open_workspace(data / paths.DATABASE)) as workspace:
        person = workspace.add_person("Zdislava")
        second.choose(workspace._connection, dead)
        left.keep_moved_from(workspace._connection, dead)
        contents.keep_setting(workspace._connection, "place", "settings")
        workspace.erase_work(person.id, backups=True)


@pytest.mark.parametrize("leave", [leave_a_part, break_off_a_move, leave_a_wish])
def test_that_nothing_left_to_do_there_holds_up_a_start(library: Path, dead: Path, data: Path, leave: object) -> None:
    assert callable(leave)
    leave(data, dead)
    assert shown(library, dead, data) == "window"
