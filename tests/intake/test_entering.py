"""Only ordinary files come in, and no more of them than their kind may have."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.intake import strange
from tests.intake.limited import MOST_MEMORY, run

from nextrung.intake import entering
from nextrung.intake.entering import ANSWERS, Entrance, EntryError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other kinds of files")

COMMANDS = {
    "score": (["score", "{}"], ".json"),
    "report": (["report", "{}", "--out", "{}.md"], ".json"),
    "check": (["check", "{}"], ""),
    "restore": (["restore", "{}"], ".db"),
    "verify": (["verify", "{}"], ".db"),
}


def one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith(".\n")


@pytest.mark.parametrize("kind", strange.EVERYTHING)
def test_that_only_an_ordinary_file_is_read(kind: str, tmp_path: Path) -> None:
    with strange.place(kind, tmp_path) as path:
        for read in (entering.whole, entering.entering):
            with pytest.raises(EntryError) as caught:
                read(path, ANSWERS)
            assert "cannot be read: " in str(caught.value)
        with pytest.raises(EntryError):
            entering.copy(path, tmp_path / "copy", ANSWERS)
        assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("kind", ["folder", "pipe", "socket", "device"])
@pytest.mark.parametrize("command", COMMANDS)
def test_that_every_command_refuses_what_is_no_ordinary_file_in_a_sentence(
    command: str, kind: str, tmp_path: Path
) -> None:
    arguments, suffix = COMMANDS[command]
    with strange.place(kind, tmp_path, suffix) as path:
        ran = run("--data-dir", tmp_path / "data", *(one.format(path) for one in arguments), seconds=30)
    assert ran.code == 1
    assert ran.memory < MOST_MEMORY
    assert one_sentence(ran.err) or command == "check", ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("name", ["questionnaire.yaml", "roles.yaml", "role.yaml", "team-leadership.yaml"])
def test_that_a_pipe_in_a_questionnaire_is_a_finding(name: str, tmp_path: Path) -> None:
    import shutil

    from tests.given import ML_MANAGER

    folder = tmp_path / "own"
    shutil.copytree(ML_MANAGER, folder)
    (folder / name).unlink()
    os.mkfifo(folder / name)
    ran = run("check", folder, seconds=30)
    assert ran.code == (0 if name == "role.yaml" else 1)
    assert "Traceback" not in ran.err


def test_that_a_file_that_grows_while_it_is_read_is_still_limited() -> None:
    """Files of the kernel say that they have no bytes, and give as many as are asked for."""
    endless = Path("/proc/self/pagemap")
    if not endless.exists():
        pytest.skip("needs a file that says nothing about its size")
    with pytest.raises(EntryError, match="larger than 5,000 bytes; answers take far less"):
        entering.whole(endless, Entrance("answers", 5_000))


def test_that_reading_ends_in_time(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    with pytest.raises(EntryError, match="took longer than -1 seconds"):
        entering.whole(tmp_path / "a", Entrance("answers", 5_000, seconds=-1))


def test_that_a_copy_is_the_same_and_a_large_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789" * 300_000)
    entering.copy(tmp_path / "a", tmp_path / "b", ANSWERS)
    assert (tmp_path / "b").read_bytes() == (tmp_path / "a").read_bytes()
    os.truncate(tmp_path / "a", ANSWERS.largest + 1)
    with pytest.raises(EntryError, match="larger than"):
        entering.copy(tmp_path / "a", tmp_path / "b", ANSWERS)


def test_that_a_huge_file_with_nothing_in_it_is_not_copied_for_a_restore(tmp_path: Path) -> None:
    with (tmp_path / "sparse.db").open("wb") as file:
        file.truncate(1 << 40)
    ran = run("--data-dir", tmp_path / "data", "restore", tmp_path / "sparse.db")
    assert (ran.code, ran.out) == (1, "")
    assert "larger than" in ran.err
