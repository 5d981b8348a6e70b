"""Windows' own ways with files, as far as they can be had elsewhere: the system's name is pretended."""

from __future__ import annotations

import io
import os
import sys
import time
from contextlib import suppress
from pathlib import Path, PureWindowsPath

import pytest

from nextrung import cli, message_box, paths, terminal, whole_file, windows_files
from nextrung.errors import DataFolderError
from nextrung.intake import entering
from nextrung.report.saving import WriteError, safe_name, save
from nextrung.store import location


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows_files, "IS_WINDOWS", True)
    # no prefix of Windows is a path elsewhere
    if sys.platform != "win32":
        monkeypatch.setattr(windows_files, "reachable", lambda path: path)


@pytest.mark.parametrize("name", ["CON", "con.pdf", "Aux.tar.gz", "nul .txt", "COM1.csv", "lpt²", "CONOUT$", "prn."])
def test_that_names_of_devices_are_known_whatever_their_ending(name: str) -> None:
    assert windows_files.is_device(name)
    assert "is a device" in windows_files.refusal(name)


@pytest.mark.parametrize("name", ["CONTENT.pdf", "auxiliary.csv", "COM0", "COM10.txt", ".con", "report - con.pdf"])
def test_that_names_that_only_begin_like_devices_are_names(name: str) -> None:
    assert windows_files.refusal(name) == ""


@pytest.mark.parametrize(("name", "why"), [("a.", "ends with"), ("a ", "ends with"), ("a:b", ":"), ("a\tb", "'\\t'")])
def test_that_names_that_windows_changes_or_refuses_are_told(name: str, why: str) -> None:
    assert why in windows_files.refusal(name)


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize("name", ["CON.pdf", "aux.csv", "report.", "report .pdf ", "re:port.pdf"])
def test_that_nothing_is_written_to_a_device_or_under_another_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"no name for a file on Windows: .*choose another one"):
        save(tmp_path / name, b"text")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["CON", "aux", "Com¹", "CONIN$", "nul."])
def test_that_proposed_names_are_none_of_a_device(name: str) -> None:
    assert windows_files.refusal(safe_name(name, suffix=".pdf")) == ""


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        (r"\\server\share\data", True),
        ("//server/share", True),
        (r"\\?\UNC\server\share", True),
        (r"\\?\C:\data", False),
        (r"C:\data", False),
        (r"data\here", False),
        (r"\\.\pipe\name", False),
    ],
)
def test_that_a_path_on_a_server_is_known(path: str, is_one: bool) -> None:
    assert windows_files.is_on_server(PureWindowsPath(path)) == is_one


@pytest.mark.usefixtures("windows")
def test_that_no_database_is_kept_on_a_server() -> None:
    folder = Path(r"\\server\share\data")
    with pytest.raises(DataFolderError, match=r"lies on another computer.*choose a folder of this one"):
        paths.data_folder(folder)
    assert not folder.exists()
    assert location.risk(folder) is not None or sys.platform != "win32"


def test_that_a_long_path_is_marked_as_one_and_a_short_one_stays_readable() -> None:
    long = "C:\\" + "folder\\" * 40 + "report.pdf"
    assert windows_files.extended(long) == f"\\\\?\\{long}"
    assert windows_files.extended(f"\\\\?\\{long}") == f"\\\\?\\{long}"
    server = "\\\\server\\share\\" + "folder\\" * 40
    assert windows_files.extended(server) == f"\\\\?\\UNC\\{server[2:]}"
    assert windows_files.extended("C:\\data\\report.pdf") == "C:\\data\\report.pdf"


def test_that_a_path_of_any_length_is_written_and_read(tmp_path: Path) -> None:
    deep = tmp_path
    while len(str(deep)) < 400:
        deep /= "a folder with a long name"
    windows_files.reachable(deep).mkdir(parents=True)
    save(deep / "report.json", b"{}")
    assert entering.whole(deep / "report.json", entering.ANSWERS) == b"{}"
    assert paths.data_folder(deep).is_dir()


@pytest.mark.usefixtures("windows")
def test_that_a_file_that_a_scanner_has_open_for_a_moment_is_replaced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    refused = iter((True, True, False))
    replace = Path.replace

    def opened_elsewhere(self: Path, target: Path) -> Path:
        if next(refused):
            raise PermissionError(13, "The process cannot access the file")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", opened_elsewhere)
    monkeypatch.setattr(time, "sleep", waits.append)
    save(tmp_path / "report.pdf", b"new")
    assert (tmp_path / "report.pdf").read_bytes() == b"new"
    assert waits == list(whole_file.PAUSES[:2])


@pytest.mark.usefixtures("windows")
def test_that_a_file_that_stays_open_elsewhere_is_left_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.pdf").write_bytes(b"old")

    def opened_elsewhere(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", opened_elsewhere)
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    with pytest.raises(WriteError, match="open elsewhere"):
        save(tmp_path / "report.pdf", b"new")
    (tmp_path / "report.pdf").chmod(0o444)
    with pytest.raises(WriteError, match="marked as read-only"):
        save(tmp_path / "report.pdf", b"new")
    assert (tmp_path / "report.pdf").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["report.pdf"]  # noqa: PTH208


def test_that_a_program_without_a_terminal_says_its_problem_in_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(message_box, "show", shown.append)
    monkeypatch.setattr(sys, "stderr", None)
    terminal.say("The data folder cannot be used.")
    assert shown == ["The data folder cannot be used."]
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    terminal.say("Again.")
    assert len(shown) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--no-such-option"], "nextrung --help says what there is."),
        (["--open", "a.nextrung", "score"], "nextrung score"),
        (["--version"], "Next Rung "),
        (["--help"], "--data-dir DIR"),
        (["check", "nowhere"], "nowhere"),
        (["check", "BAD"], "to mend"),
    ],
)
def test_that_the_program_without_a_console_says_everything_of_a_command_line_in_a_window(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    (tmp_path / "pay.yaml").write_text("format: 9\n", encoding="utf-8")
    monkeypatch.setattr(message_box, "show", shown.append)
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    asked = [str(tmp_path / "pay.yaml") if one == "BAD" else one for one in arguments]
    with suppress(SystemExit):
        cli.main(asked)
    assert len(shown) == 1
    assert words in shown[0]


@pytest.mark.usefixtures("windows")
def test_that_what_goes_into_a_file_is_utf_8_whatever_the_country(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252", newline=""))
    with terminal.plain_streams():
        print("Größe − 漢字")  # noqa: T201  (what is tested)
        sys.stdout.flush()
    assert raw.getvalue().decode() == "Größe − 漢字\n"


def test_that_problems_have_one_way_to_be_said() -> None:
    package = Path(terminal.__file__).parent
    others = [path for path in package.rglob("*.py") if path.name != "terminal.py"]
    direct = [path.name for path in others if "file=sys.stderr" in path.read_text(encoding="utf-8")]
    assert direct == [], "print(…, file=sys.stderr) says nothing in the program without a console: terminal.say does"
