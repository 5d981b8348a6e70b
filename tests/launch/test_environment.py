"""The environment the launcher makes: when it counts as finished, when it is mended, and what is never touched."""

import importlib.util
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from launcher import environment
from launcher.console import SetUpError
from launcher.environment import environment_folders, set_up
from launcher.one_at_a_time import one_at_a_time
from launcher.stamp import BEGUN_NAME, STAMP_NAME, environment_python, is_finished, stamp_text, write_stamp

LOCK = "alpha==1.0 \\\n    --hash=sha256:0\n"


def make_finished(folder: Path, lock_text: str = LOCK) -> Path:
    environment_python(folder).parent.mkdir(parents=True)
    environment_python(folder).touch()
    (folder / "pyvenv.cfg").touch()
    write_stamp(folder, lock_text)
    return folder


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(environment, "cache_folder", lambda: tmp_path / "cache")
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "requirements.lock").write_text(LOCK)
    return folder


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were built, each as an empty finished environment."""
    folders = []

    def build(_project: Path, folder: Path, _lock: int) -> None:
        folders.append(folder)
        make_finished(folder)

    monkeypatch.setattr(environment, "_build", build)
    return folders


def test_that_a_stamped_environment_is_finished(tmp_path: Path) -> None:
    assert is_finished(make_finished(tmp_path / "env"), LOCK)


def test_that_an_environment_without_its_stamp_is_not_finished(tmp_path: Path) -> None:
    folder = make_finished(tmp_path / "env")
    (folder / STAMP_NAME).unlink()
    assert not is_finished(folder, LOCK)


def test_that_a_half_written_stamp_is_not_finished(tmp_path: Path) -> None:
    folder = make_finished(tmp_path / "env")
    (folder / STAMP_NAME).write_text(stamp_text(folder, LOCK)[:-1])
    assert not is_finished(folder, LOCK)


def test_that_other_packages_make_an_environment_stale(tmp_path: Path) -> None:
    assert not is_finished(make_finished(tmp_path / "env"), LOCK.replace("1.0", "1.1"))


def test_that_another_python_makes_an_environment_stale(tmp_path: Path) -> None:
    folder = make_finished(tmp_path / "env")
    stamp = folder / STAMP_NAME
    stamp.write_text(stamp.read_text().replace(str(sys.implementation.cache_tag), "cpython-399"))
    assert not is_finished(folder, LOCK)


def test_that_a_moved_environment_is_stale(tmp_path: Path) -> None:
    moved = make_finished(tmp_path / "env").rename(tmp_path / "elsewhere")
    assert not is_finished(moved, LOCK)


def test_that_a_vanished_python_makes_an_environment_stale(tmp_path: Path) -> None:
    folder = make_finished(tmp_path / "env")
    environment_python(folder).unlink()
    environment_python(folder).symlink_to(tmp_path / "nowhere")
    assert not is_finished(folder, LOCK)


def test_that_a_finished_environment_is_not_built_again(project: Path, built: list[Path]) -> None:
    make_finished(project / ".venv")
    assert set_up(project) == project / ".venv"
    assert built == []


def test_that_an_interrupted_set_up_is_cleared_away_and_built_again(project: Path, built: list[Path]) -> None:
    half = project / ".venv"
    (half / "lib" / "broken").mkdir(parents=True)
    (half / BEGUN_NAME).touch()
    assert set_up(project) == half
    assert built == [half]
    assert not (half / "lib").exists()


def test_that_an_environment_of_ones_own_is_kept_and_another_place_used(project: Path, built: list[Path]) -> None:
    own = project / ".venv"
    own.mkdir()
    (own / "pyvenv.cfg").write_text("mine")
    folder = set_up(project)
    assert folder.is_relative_to(project.parent / "cache")
    assert built == [folder]
    assert (own / "pyvenv.cfg").read_text() == "mine"


def test_that_a_clearing_that_was_interrupted_is_gone_on_with(project: Path, built: list[Path]) -> None:
    half_cleared = project / ".venv"
    half_cleared.mkdir()
    (half_cleared / BEGUN_NAME).touch()
    assert set_up(project) == half_cleared
    assert built == [half_cleared]


def before(project: Path) -> Path:
    """An environment that works, for packages that are not the locked ones any more."""
    folder = make_finished(project / ".venv", LOCK.replace("1.0", "0.9"))
    (folder / "package").write_text("of before")
    return folder


@pytest.mark.parametrize("ended_by", [KeyboardInterrupt, SetUpError("no connection"), OSError(28, "No space left")])
def test_that_a_set_up_that_does_not_end_leaves_the_environment_before_it(
    project: Path, monkeypatch: pytest.MonkeyPatch, ended_by: BaseException
) -> None:
    folder = before(project)
    kept = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

    def begin(_project: Path, made: Path, _lock: int) -> None:
        (made / BEGUN_NAME).touch()
        raise ended_by

    monkeypatch.setattr(environment, "_build", begin)
    with pytest.raises((KeyboardInterrupt, SetUpError)):
        set_up(project)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == kept
    assert is_finished(folder, LOCK.replace("1.0", "0.9"))
    assert sorted(path.name for path in project.iterdir()) == [".venv", ".venv.lock", "requirements.lock"]


def test_that_the_environment_before_goes_when_the_new_one_is_whole(project: Path, built: list[Path]) -> None:
    folder = before(project)
    assert set_up(project) == folder
    assert built == [folder]
    assert not (folder / "package").exists()
    assert sorted(path.name for path in project.iterdir()) == [".venv", ".venv.lock", "requirements.lock"]


@pytest.mark.parametrize("killed", ["in building", "in putting back", "in removing the rest"])
def test_that_the_next_start_puts_back_what_a_killed_set_up_moved_aside(
    project: Path, built: list[Path], killed: str
) -> None:
    folder, aside, rest = before(project), project / ".venv.before", project / ".venv.rest"
    folder.rename(aside)
    half = rest if killed == "in putting back" else folder
    (half / "lib").mkdir(parents=True)
    (half / BEGUN_NAME).touch()
    if killed == "in removing the rest":
        shutil.rmtree(folder)
        aside.rename(folder)
        rest.mkdir()
        (rest / BEGUN_NAME).touch()
    # the person has gone back to the version of before, whose packages these are
    (project / "requirements.lock").write_text(LOCK.replace("1.0", "0.9"))
    assert set_up(project) == folder
    assert built == []
    assert (folder / "package").read_text() == "of before"
    assert not aside.exists()
    assert not rest.exists()


def test_that_an_environment_behind_a_link_stays_behind_it(project: Path, built: list[Path], tmp_path: Path) -> None:
    elsewhere = make_finished(tmp_path / "large disk" / "env", LOCK.replace("1.0", "0.9"))
    (project / ".venv").symlink_to(elsewhere, target_is_directory=True)
    assert set_up(project) == project / ".venv"
    assert built == [project / ".venv"]
    assert (project / ".venv").resolve() == elsewhere
    assert (elsewhere / STAMP_NAME).is_file()


def refusing(refused: Callable[[Path], bool]) -> Callable[..., object]:
    def open_lock(path: Path, on_wait: Callable[[], None]) -> object:
        if refused(path):
            raise OSError(30, "Read-only file system")
        return one_at_a_time(path, on_wait)

    return open_lock


def test_that_a_read_only_project_gets_its_environment_in_the_cache(
    project: Path, built: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "one_at_a_time", refusing(lambda path: path.parent == project))
    folder = set_up(project)
    assert folder.is_relative_to(project.parent / "cache")
    assert built == [folder]


def test_that_two_projects_do_not_share_an_environment_in_the_cache(tmp_path: Path) -> None:
    assert environment_folders(tmp_path / "one")[1] != environment_folders(tmp_path / "two")[1]


def test_that_without_any_writable_folder_a_sentence_names_both(
    project: Path, built: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "one_at_a_time", refusing(lambda _path: True))
    with pytest.raises(SetUpError) as caught:
        set_up(project)
    assert str(project) in str(caught.value)
    assert str(project.parent / "cache") in str(caught.value)
    assert "Read-only file system" in str(caught.value)
    assert built == []


def test_that_a_python_without_its_venv_part_gets_the_exact_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(environment, "administrator_prefix", lambda: ("sudo",))
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    command = f"sudo apt-get update && sudo apt-get install -y python{version}-venv"
    with pytest.raises(SetUpError) as caught:
        environment.check_python_can_make_environments()
    assert str(caught.value).endswith(command)


def test_that_a_second_set_up_waits_until_the_first_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order = []
    path = tmp_path / "env.lock"
    first = one_at_a_time(path, lambda: None)
    first.__enter__()

    def end_the_first(_seconds: float) -> None:
        order.append("slept")
        first.__exit__(None, None, None)

    monkeypatch.setattr("launcher.one_at_a_time.time.sleep", end_the_first)
    with one_at_a_time(path, lambda: order.append("told to wait")):
        order.append("went on")
    assert order == ["told to wait", "slept", "went on"]


def test_that_a_lock_file_left_by_a_crash_keeps_nobody_waiting(tmp_path: Path) -> None:
    path = tmp_path / "env.lock"
    path.touch()
    with one_at_a_time(path, lambda: pytest.fail("waited for nobody")):
        pass


def test_that_modules_in_the_folder_it_is_started_in_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, foreign = tmp_path / "project", tmp_path / "foreign"
    for folder in (project, foreign):
        folder.mkdir()
    (project / "requirements.lock").write_text("# no packages\n")
    for name in ("venv", "ensurepip", "pip", "runpy", "hashlib"):
        (foreign / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write('{name}')\n")
    monkeypatch.chdir(foreign)
    assert set_up(project) == project / ".venv"
    assert not (tmp_path / "ran").exists()
