"""From any Python to the program: arguments pass through, and a finished set-up costs nothing."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from launcher import environment, start
from launcher.console import SetUpError
from launcher.stamp import environment_python, write_stamp
from launcher.start import STARTED_IN, pytest_arguments, start_app, start_tests, was_started_in
from nextrung.libraries.needed import MEMORY_NAME

LOCK = "alpha==1.0\n"


class Replaced(BaseException):
    """Stands for the end of this process: what would run in its place."""

    def __init__(self, python: Path, arguments: Sequence[str], variables: Mapping[str, str]) -> None:
        super().__init__()
        self.python = python
        self.arguments = list(arguments)
        self.variables = dict(variables)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is set up, on a system that has every library."""

    def replace(python: Path, arguments: Sequence[str], variables: Mapping[str, str]) -> None:
        raise Replaced(python, arguments, variables)

    monkeypatch.setattr(start, "replace_process", replace)
    monkeypatch.setattr(start, "are_remembered", lambda _memory, _libraries: True)
    monkeypatch.setattr(environment, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.delenv(STARTED_IN, raising=False)
    (tmp_path / "requirements.lock").write_text(LOCK)
    environment_python(tmp_path / ".venv").parent.mkdir(parents=True)
    environment_python(tmp_path / ".venv").touch()
    write_stamp(tmp_path / ".venv", LOCK)
    return tmp_path


def test_that_arguments_reach_the_program_unchanged(project: Path) -> None:
    arguments = ["score", "my answers.json", "--role", "", "--", "-x", "*"]
    with pytest.raises(Replaced) as caught:
        start_app(project / "desktop", arguments)
    assert caught.value.arguments == [str(project / "desktop"), *arguments]
    assert caught.value.python == environment_python(project / ".venv")


def test_that_the_program_is_told_which_environment_it_was_started_in(project: Path) -> None:
    with pytest.raises(Replaced) as caught:
        start_app(project / "desktop", [])
    assert caught.value.variables[STARTED_IN] == str(project / ".venv")


def test_that_a_finished_set_up_is_not_touched(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "set_up", lambda _project: pytest.fail("set up again"))
    with pytest.raises(Replaced):
        start_app(project / "desktop", ["tour", "out"])


def test_that_an_unfinished_set_up_is_done_before_the_start(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment_python(project / ".venv").unlink()
    made = project / "made"
    monkeypatch.setattr(environment, "set_up", lambda _project: made)
    with pytest.raises(Replaced) as caught:
        start_app(project / "desktop", ["--help"])
    assert caught.value.python == environment_python(made)


def test_that_a_finished_set_up_in_the_cache_is_used(project: Path) -> None:
    environment_python(project / ".venv").unlink()
    cached = environment.environment_folders(project)[1]
    environment_python(cached).parent.mkdir(parents=True)
    environment_python(cached).touch()
    write_stamp(cached, LOCK)
    with pytest.raises(Replaced) as caught:
        start_app(project / "desktop", ["--help"])
    assert caught.value.python == environment_python(cached)


def test_that_a_set_up_problem_is_one_sentence_and_status_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "requirements.lock").unlink()
    with pytest.raises(SystemExit) as caught:
        start_app(project / "desktop", [])
    assert caught.value.code == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert str(project / "requirements.lock") in lines[0]


def test_that_stopping_set_up_from_the_keyboard_shows_no_traceback(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_project: Path) -> Path:
        raise KeyboardInterrupt

    environment_python(project / ".venv").unlink()
    monkeypatch.setattr(environment, "set_up", interrupt)
    with pytest.raises(SystemExit) as caught:
        start_app(project / "desktop", ["--help"])
    assert caught.value.code == start.INTERRUPTED
    assert "start again to go on" in capsys.readouterr().err


def test_that_an_environment_is_never_remade_by_its_own_python(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment_python(project / ".venv").unlink()
    monkeypatch.setattr(sys, "prefix", str(project / ".venv"))
    monkeypatch.setattr(sys, "_base_executable", "/base/python", raising=False)
    with pytest.raises(Replaced) as caught:
        start_app(project / "desktop", ["--help"])
    assert caught.value.python == Path("/base/python")


def test_that_only_the_process_in_its_environment_counts_as_started(tmp_path: Path) -> None:
    assert was_started_in(sys.prefix)
    assert not was_started_in(None)
    with pytest.raises(SetUpError, match="does not use the packages there"):
        was_started_in(str(tmp_path))


def test_that_found_libraries_are_remembered_for_the_next_start(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Sequence[str]] = []
    kept: list[Path] = []
    monkeypatch.setattr(start, "are_remembered", lambda _memory, _libraries: False)
    monkeypatch.setattr("launcher.system_libraries.ensure_libraries", asked.append)
    monkeypatch.setattr("launcher.system_libraries.remember", lambda memory, _libraries: kept.append(memory))
    with pytest.raises(Replaced):
        start_app(project / "desktop", ["tour", "out"])
    assert len(asked) == 1
    assert kept == [project / ".venv" / MEMORY_NAME]


def test_that_tests_draw_without_a_screen_unless_told_otherwise(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    with pytest.raises(Replaced) as caught:
        start_tests(project, [])
    assert caught.value.variables["QT_QPA_PLATFORM"] == "offscreen"
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    with pytest.raises(Replaced) as caught:
        start_tests(project, [])
    assert caught.value.variables["QT_QPA_PLATFORM"] == "xcb"


def test_that_what_the_first_test_compiles_is_there_for_all(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    with pytest.raises(Replaced) as caught:
        start_tests(project, [])
    assert "PYTHONDONTWRITEBYTECODE" not in caught.value.variables


def test_that_all_tests_run_unless_some_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "test_some.py").touch()
    everything = str(tmp_path / "tests")
    assert pytest_arguments(tmp_path, ["-x", "-k", "stamp"])[-4:] == ["-x", "-k", "stamp", everything]
    assert everything not in pytest_arguments(tmp_path, ["-x", "test_some.py::test_one"])


def test_that_real_windows_are_used_only_when_asked_for(tmp_path: Path) -> None:
    assert pytest_arguments(tmp_path, ["--real", "all"])[-4:] == [
        "--real",
        "all",
        "--",
        str(tmp_path / "tests" / "real"),
    ]
    assert pytest_arguments(tmp_path, ["--real"])[-3:] == ["--real", "--", str(tmp_path / "tests" / "real")]


def test_that_whole_campaigns_are_not_taken_for_tests_that_hang(tmp_path: Path) -> None:
    assert "faulthandler_timeout=0" in pytest_arguments(tmp_path, ["--long"])
    (tmp_path / "test_some.py").touch()
    assert "faulthandler_timeout=0" in pytest_arguments(tmp_path, [str(tmp_path / "test_some.py"), "--long"])
    assert "faulthandler_timeout=0" not in pytest_arguments(tmp_path, [])


def test_that_all_tests_use_all_cores_and_named_ones_do_not_wait_for_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "test_some.py").touch()
    assert "--numprocesses" in pytest_arguments(tmp_path, ["-x"])
    assert "--numprocesses" not in pytest_arguments(tmp_path, ["-x", "test_some.py::test_one"])


@pytest.mark.skipif(os.name == "nt", reason="there, the process waits instead of being replaced")
def test_that_a_program_that_cannot_be_started_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match="cannot be started"):
        start.replace_process(tmp_path / "no-python", [], {})


def test_that_a_python_that_cannot_do_the_set_up_is_told_before_anything_is_installed(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise SetUpError("no venv here")

    environment_python(project / ".venv").unlink()
    monkeypatch.setattr(environment, "check_python_can_make_environments", refuse)
    monkeypatch.setattr("launcher.system_libraries.ensure_libraries", lambda _libraries: pytest.fail("installed"))
    with pytest.raises(SystemExit) as caught:
        start_tests(project, [])
    assert caught.value.code == 1
    assert capsys.readouterr().err == "no venv here\n"
