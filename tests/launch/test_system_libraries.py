"""The system's libraries: which a start needs, and what is said and done where some are missing."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from launcher import system_libraries
from launcher.console import SetUpError
from launcher.system_libraries import ensure_libraries, remember
from nextrung import cli
from nextrung.libraries import package_managers
from nextrung.libraries.missing import missing_libraries, missing_sentence
from nextrung.libraries.needed import (
    A_FONT,
    COMMANDS,
    DRAWING,
    OPTIONS_WITH_VALUE,
    WAYLAND_WINDOW,
    X11_WINDOW,
    are_remembered,
    libraries_for,
)
from nextrung.libraries.package_managers import PACKAGES, command_line, install_steps


def only(*commands: str) -> Callable[[str], str | None]:
    return lambda name: f"/usr/bin/{name}" if name in commands else None


@pytest.mark.parametrize(
    ("arguments", "variables", "expected"),
    [
        ([], {"DISPLAY": ":0"}, DRAWING + X11_WINDOW),
        (["--sample"], {"DISPLAY": ":0"}, DRAWING + X11_WINDOW),
        (["--data-dir", "score"], {"DISPLAY": ":0"}, DRAWING + X11_WINDOW),
        ([], {"WAYLAND_DISPLAY": "wayland-0"}, DRAWING + WAYLAND_WINDOW),
        ([], {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, DRAWING),
        ([], {"QT_QPA_PLATFORM": "wayland;xcb"}, DRAWING + WAYLAND_WINDOW),
        ([], {}, ()),
        (["--help"], {"DISPLAY": ":0"}, ()),
        (["tour", "out"], {}, DRAWING),
        (["--theme", "dark", "tour", "out"], {}, DRAWING),
        (["report", "a.json", "--out", "a.pdf"], {"DISPLAY": ":0"}, ()),
        (["--json", "--role", "senior", "score", "a.json"], {"DISPLAY": ":0"}, ()),
        (["--open", "mine.nextrung"], {"DISPLAY": ":0"}, DRAWING + X11_WINDOW),
        (["score", "a.json"], {"DISPLAY": ":0"}, ()),
        (["--data-dir", "d", "backup"], {"DISPLAY": ":0"}, ()),
        (["--out", "tour", "report", "a.json"], {"DISPLAY": ":0"}, ()),
    ],
)
def test_that_a_start_needs_no_more_libraries_than_it_uses(
    arguments: list[str], variables: dict[str, str], expected: tuple[str, ...]
) -> None:
    assert libraries_for(arguments, variables) == expected


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        (
            "apt-get",
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends fonts-dejavu-core libgl1",
        ),
        ("dnf", "sudo dnf install -y dejavu-sans-fonts 'libGL.so.1()(64bit)'"),
        ("zypper", "sudo zypper --non-interactive install dejavu-fonts 'libGL.so.1()(64bit)'"),
        ("pacman", "sudo pacman -S --needed --noconfirm ttf-dejavu libglvnd"),
    ],
)
def test_that_each_package_manager_gets_its_own_command(manager: str, command: str) -> None:
    steps = install_steps(["libGL.so.1", A_FONT], find_command=only(manager))
    assert command_line(steps, ("sudo",)) == command


def test_that_a_package_with_two_libraries_is_named_once() -> None:
    steps = install_steps(["libglib-2.0.so.0", "libgthread-2.0.so.0"], find_command=only("apt-get"))
    assert command_line(steps, ()).count("libglib2.0-0") == 1


def test_that_every_library_has_a_package() -> None:
    assert set(DRAWING + X11_WINDOW + WAYLAND_WINDOW) == set(PACKAGES)


def test_that_the_sentence_names_what_is_missing_and_the_command() -> None:
    sentence = missing_sentence(["libEGL.so.1", "libGL.so.1", A_FONT], "sudo apt-get install -y libegl1")
    assert "libEGL.so.1 and 2 more system libraries" in sentence
    assert sentence.endswith("install what is missing with: sudo apt-get install -y libegl1")
    assert "\n" not in sentence


def test_that_without_a_known_package_manager_the_sentence_names_every_library() -> None:
    assert install_steps(["libEGL.so.1"], find_command=only()) == []
    assert "libEGL.so.1, a font" in missing_sentence(["libEGL.so.1", A_FONT], "")


def test_that_without_sudo_the_command_uses_su(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_managers, "is_administrator", lambda: False)
    prefix = package_managers.administrator_prefix(find_command=only())
    steps = install_steps(["libEGL.so.1"], find_command=only("pacman"))
    assert command_line(steps, prefix) == "su -c 'pacman -S --needed --noconfirm libglvnd'"


class System:
    """A system that lacks some libraries, and on which installing steps gives it them or fails."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, *, missing: list[str], administrator: bool, terminal: bool
    ) -> None:
        self.missing = missing
        self.commands: list[list[str]] = []
        self.status = 0
        self.answer = True
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(system_libraries, "missing_libraries", lambda _needed: list(self.missing))
        monkeypatch.setattr(
            system_libraries, "install_steps", lambda missing: install_steps(missing, find_command=only("apt-get"))
        )
        monkeypatch.setattr(system_libraries, "is_administrator", lambda: administrator)
        monkeypatch.setattr(system_libraries, "administrator_prefix", lambda: () if administrator else ("sudo",))
        monkeypatch.setattr(system_libraries, "is_terminal", lambda: terminal)
        monkeypatch.setattr(system_libraries, "ask", lambda _question: self.answer)
        monkeypatch.setattr(subprocess, "run", self.run)

    def run(self, command: list[str], **_settings: object) -> object:
        self.commands.append(command)
        status = self.status

        class Done:
            returncode = status
            stdout = "Reading lists\nE: Unable to locate package\n"

        if status == 0 and "install" in command:
            self.missing = []
        return Done()


def test_that_nothing_is_installed_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(monkeypatch, missing=[], administrator=True, terminal=False)
    ensure_libraries(DRAWING)
    assert system.commands == []


def test_that_an_ordinary_user_without_a_terminal_gets_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(monkeypatch, missing=["libGL.so.1"], administrator=False, terminal=False)
    with pytest.raises(SetUpError) as caught:
        ensure_libraries(DRAWING)
    assert str(caught.value).endswith("sudo apt-get install -y --no-install-recommends libgl1")
    assert system.commands == []


def test_that_an_administrator_without_a_terminal_has_them_installed_and_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system = System(monkeypatch, missing=["libGL.so.1"], administrator=True, terminal=False)
    ensure_libraries(DRAWING)
    assert system.commands[-1] == ["apt-get", "install", "-y", "--no-install-recommends", "libgl1"]
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_that_a_person_who_agrees_has_them_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(monkeypatch, missing=["libGL.so.1"], administrator=False, terminal=True)
    ensure_libraries(DRAWING)
    assert system.commands[-1][:3] == ["sudo", "apt-get", "install"]


def test_that_a_person_who_declines_gets_the_command_and_nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(monkeypatch, missing=["libGL.so.1"], administrator=False, terminal=True)
    system.answer = False
    with pytest.raises(SetUpError, match="sudo apt-get install"):
        ensure_libraries(DRAWING)
    assert system.commands == []


def test_that_a_failed_installation_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(monkeypatch, missing=["libGL.so.1"], administrator=True, terminal=False)
    system.status = 100
    with pytest.raises(SetUpError, match="Unable to locate package"):
        ensure_libraries(DRAWING)


def test_that_other_systems_are_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    System(monkeypatch, missing=["libGL.so.1"], administrator=False, terminal=False)
    monkeypatch.setattr(sys, "platform", "darwin")
    ensure_libraries(DRAWING)


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "libEGL.so.1").touch()
    monkeypatch.setattr(system_libraries, "_loaded_files", lambda _needed: [str(tmp_path / "libEGL.so.1")])
    remember(tmp_path / "memory", DRAWING)
    return tmp_path / "memory"


def test_that_found_libraries_are_remembered(memory: Path) -> None:
    assert are_remembered(memory, DRAWING)


def test_that_a_library_that_went_away_is_looked_for_again(memory: Path) -> None:
    (memory.parent / "libEGL.so.1").unlink()
    assert not are_remembered(memory, DRAWING)


def test_that_finding_the_libraries_for_drawing_is_not_finding_those_for_a_window(memory: Path) -> None:
    assert not are_remembered(memory, DRAWING + X11_WINDOW)


def test_that_without_a_memory_libraries_are_looked_for(tmp_path: Path) -> None:
    assert not are_remembered(tmp_path / "memory", DRAWING)


def test_that_a_library_no_system_has_counts_as_missing() -> None:
    assert missing_libraries(["libnextrung-nowhere.so.1"]) == ["libnextrung-nowhere.so.1"]


def test_that_the_options_that_a_value_follows_are_those_of_the_parsers() -> None:
    parser, commands = cli.full_parser()
    assert {name for one in (parser, *commands.values()) for name in one.options_with_value()} == OPTIONS_WITH_VALUE
    assert set(commands) == set(COMMANDS)


def test_that_the_packages_of_the_real_windows_hold_all_that_a_window_needs() -> None:
    """Else the first start of the first journey installs them, and says so where it should say nothing."""
    listed = set((Path(__file__).resolve().parents[2] / "tests" / "real" / "packages.txt").read_text().split())
    assert {debian for debian, _ in PACKAGES.values()} <= listed
