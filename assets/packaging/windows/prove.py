"""Builds the installer for Windows and proves it under Wine: `sudo .venv/bin/python assets/packaging/windows/prove.py`.

Needs debootstrap and a network. Everything it makes lies in build/proof but for the installer, which goes to dist/, and
the pictures in build/proof/windows-pictures. Wine is no Windows: what holds here has still to be seen there once.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent.parent / "desktop")]

import wine_system  # noqa: E402
from bare_debian import PROJECT, PROOF, connected, inside, run, say  # noqa: E402
from wine_system import PYTHON, ROOT, USER, drive, variables, wine  # noqa: E402

from nextrung import __version__  # noqa: E402

DIST = PROJECT / "dist"
PICTURES = PROOF / "windows-pictures"
SOURCE = Path("opt/project")
INSTALLER = f"next-rung-{__version__}-windows-x86_64.exe"
PREFIX = "installed"
PROGRAMS = "C:\\users\\proof\\AppData\\Local\\Programs\\Next Rung"
LOCAL = Path("users/proof/AppData/Local")
QUESTIONS = 30
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)?")
CLOSE = 1e-9
"""Two libraries of arithmetic may differ in the last of some sixteen digits."""


def main() -> None:
    """Build, install, use, kill, use again, remove; stops at the first thing that fails."""
    parser = argparse.ArgumentParser(description="Build the installer for Windows, and prove it under Wine.")
    parser.add_argument("--mirror", default="", metavar="URL", help="where Debian is fetched from")
    parser.add_argument("--built", action="store_true", help="prove the installer of the last run again")
    chosen = parser.parse_args()
    if os.geteuid() != 0:
        raise SystemExit("Run this as root: it makes a system in a folder.")
    began = time.monotonic()
    PICTURES.mkdir(parents=True, exist_ok=True)
    wine_system.prepare(chosen.mirror)
    with connected(ROOT):
        wine_system.make()
        with screen():
            if not chosen.built:
                freeze()
                pack()
            prove()
    say(f"All proofs hold, in {(time.monotonic() - began) / 60:.0f} minutes; look at the pictures in {PICTURES}")


@contextmanager
def screen() -> Iterator[None]:
    """A screen with a window manager, and nothing of Wine left running at its end."""
    shown = [subprocess.Popen(_as_user(name), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for name in SCREEN]
    try:
        wait_for("the screen", (ROOT / "tmp/.X11-unix/X77").exists)
        yield
    finally:
        for prefix in ("build", PREFIX):
            subprocess.run(_as_user("wineserver", "-k", prefix=prefix), check=False, capture_output=True)
        for one in reversed(shown):
            one.terminate()
            one.wait()


SCREEN = ("Xvfb :77 -screen 0 1280x900x24 -nolisten tcp", "openbox")


def _as_user(*command: str, prefix: str = PREFIX) -> list[str]:
    who = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--init-groups"]
    plain = ["env", "-i", f"HOME=/home/{USER}", "PATH=/usr/bin:/bin", *variables(prefix)]
    return ["chroot", str(ROOT), *who, *plain, *(word for part in command for word in part.split(" "))]


def wait_for(what: str, is_so: object, seconds: float = 120) -> None:
    """Look again and again until something is so."""
    end = time.monotonic() + seconds
    while not is_so():  # type: ignore[operator]
        if time.monotonic() > end:
            picture("failed")
            raise SystemExit(f"Waited {seconds:.0f} seconds in vain for {what}; see {PICTURES / 'failed.png'}")
        time.sleep(0.2)


def freeze() -> None:
    """Make the bundle of the very source here with PyInstaller, under Wine."""
    say("freezing under Wine, which takes most of the time")
    wine_system.new_windows("build")
    place = ROOT / SOURCE
    shutil.rmtree(place, ignore_errors=True)
    for name in ("assets", "desktop", "questionnaires", "build.spec", "CHANGELOG.md", "LICENSE"):
        source, target = PROJECT / name, place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    run("chown", "-R", "--reference", ROOT / "home" / USER, place)
    wine(f"cd /{SOURCE} && wine /{PYTHON}/python.exe assets/packaging/build.py", "build")


def pack() -> None:
    """Make the installer."""
    say("making the installer")
    words = {"VERSION": __version__, "BUNDLE": "dist/next-rung", "OUT": f"dist/{INSTALLER}", "LICENCE": "LICENSE"}
    words |= {"ICON": "build/icons/next-rung.ico"}
    given = " ".join(
        f"-D{name}=/{SOURCE}/{value}" if "/" in value or value == "LICENSE" else f"-D{name}={value}"
        for name, value in words.items()
    )
    inside(ROOT, f"makensis -V2 -WX {given} /{SOURCE}/assets/packaging/windows/next-rung.nsi", USER)
    DIST.mkdir(exist_ok=True)
    shutil.copy(ROOT / SOURCE / "dist" / INSTALLER, DIST / INSTALLER)


def prove() -> None:
    """The life of an installed program."""
    wine_system.new_windows(PREFIX)
    shutil.copy(DIST / INSTALLER, drive(PREFIX) / "setup.exe")
    say("a silent installation, with the command for terminals")
    wine("wine C:\\\\setup.exe /S /COMMAND && wineserver -w", PREFIX)
    installed_as_told()
    commands_say_the_same()
    say("a failure before the window is said in a window, as there is no terminal")
    with started("--no-such-option", by=("start", "/wait")):
        wait_for("the message", lambda: windows("Next Rung"))
        time.sleep(2)
        picture("failure")
    say("the window opens from the Start menu's entry, and the quick form is begun by keyboard")
    with started():
        wait_for("the window", lambda: windows("Next Rung"))
        time.sleep(5)
        picture("first-start")
        key("Return")
        answer(until=QUESTIONS // 2)
        picture("half")
    say("killed in the middle; what was answered is there, and the rest is answered")
    kept = answers()
    with started():
        wait_for("the window", lambda: windows("Next Rung"))
        time.sleep(5)
        picture("second-start")
        if answers() < kept:
            raise SystemExit("Answers were lost.")
        key("Return")
        answer(until=QUESTIONS)
        time.sleep(5)  # the data is finished before the page is painted
        picture("finished")
    say("killed and started a last time: the result is shown; a second start brings the same window")
    with started(), closing_window():
        wait_for("the window", lambda: windows("Next Rung"))
        time.sleep(5)
        with started(kill=False) as second:
            wait_for("the end of the second start", lambda: second.poll() is not None, 60)
        if len(windows("Next Rung")) != 1:
            raise SystemExit("A second window opened.")
        picture("result")
    result_is_the_same()
    removed()


def installed_as_told() -> None:
    """Files, Start menu, file types and the list of programs."""
    programs = drive(PREFIX) / LOCAL / "Programs/Next Rung"
    menu = "users/proof/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Next Rung.lnk"
    wanted = [programs / "Next Rung.exe", programs / "nextrung.exe", programs / "uninstall.exe"]
    wanted += [drive(PREFIX) / menu, drive(PREFIX) / LOCAL / "Microsoft/WindowsApps/nextrung.cmd"]
    missing = [str(path) for path in wanted if not path.is_file()]
    if missing:
        raise SystemExit(f"Not installed: {', '.join(missing)}")
    opened = registry(r"HKCU\Software\Classes\NextRung.Data\shell\open\command")
    if "--open" not in opened or "NextRung.Data" not in registry(r"HKCU\Software\Classes\.nextrung"):
        raise SystemExit("Files of data do not open with the program.")
    if __version__ not in registry(r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\NextRung"):
        raise SystemExit("The list of programs does not know it.")


def registry(key: str) -> str:
    """What stands under a key; empty where there is none."""
    return wine(f'wine reg query "{key}" /s || true', PREFIX)


def commands_say_the_same() -> None:
    """What the installed commands print and report is what the source here prints and reports."""
    sample = PROJECT / "assets" / "sample" / "ML-MANAGER-VECTORS.json"
    shutil.copy(sample, drive(PREFIX) / "answers.json")
    source = [sys.executable, "-P", "-m", "nextrung"]
    here = {**os.environ, "PYTHONPATH": str(PROJECT / "desktop"), "QT_QPA_PLATFORM": "offscreen"}
    for options in ("", " --role senior --json"):
        say(f"score{options} is the same as here")
        there = wine(f"{terminal('score C:/answers.json')}{options}", PREFIX)
        require_same(there, run(*source, "score", sample, *options.split(), env=here), f"score{options}")
    for ending in ("json", "csv", "md"):
        say(f"report .{ending} is the same as here")
        wine(terminal(f"report C:/answers.json --out C:/report.{ending}"), PREFIX)
        with tempfile.TemporaryDirectory() as name:
            made = Path(name) / f"report.{ending}"
            run(*source, "report", sample, "--out", made, env=here)
            texts = [path.read_text(encoding="utf-8-sig") for path in (drive(PREFIX) / f"report.{ending}", made)]
        require_same(*(MOMENT.sub("", text) for text in texts), f"report .{ending}")
    for ending in ("pdf", "docx", "xlsx"):
        say(f"report .{ending} is written")
        wine(terminal(f"report C:/answers.json --out C:/report.{ending}"), PREFIX)
        if (drive(PREFIX) / f"report.{ending}").stat().st_size < 5_000:
            raise SystemExit(f"The report as {ending} is empty.")
        shutil.copy(drive(PREFIX) / f"report.{ending}", PICTURES)


def terminal(words: str) -> str:
    """A command of the installed program for the terminal."""
    return f"wine '{PROGRAMS}\\nextrung.exe' {words}"


def require_same(there: str, here: str, what: str) -> None:
    """Raise where two texts differ in a word, or in a number by more than the last digits of its arithmetic."""
    number = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
    there, here = there.replace("\r\n", "\n"), here.replace("\r\n", "\n")
    pairs = zip(number.findall(there), number.findall(here), strict=False)
    far = [pair for pair in pairs if abs(float(pair[0]) - float(pair[1])) > CLOSE]
    if number.sub("", there) != number.sub("", here) or far or not here.strip():
        (PICTURES / "there.txt").write_text(there, encoding="utf-8")
        (PICTURES / "here.txt").write_text(here, encoding="utf-8")
        raise SystemExit(f"Another {what} than here {far[:3]}; both stand in {PICTURES}")


@contextmanager
def started(*arguments: str, kill: bool = True, by: tuple[str, ...] = ()) -> Iterator[subprocess.Popen[bytes]]:
    """The installed program with the window; killed at the end, as a power cut would end it.

    ``by`` is the command of Windows that starts it, as the desktop does: without the streams of a terminal.
    """
    command = [*_as_user("wine"), *by, f"{PROGRAMS}\\Next Rung.exe", *arguments]
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield program
    finally:
        if kill:
            program.kill()
            program.wait()
            # what Windows itself keeps running beside it ends too, so that the next start is a first one
            subprocess.run(_as_user("wineserver", "-k"), check=False, capture_output=True, timeout=60)


@contextmanager
def closing_window() -> Iterator[None]:
    """Closes the window at the end, as a person does, so that the program ends by itself."""
    yield
    key("alt+F4")
    wait_for("the end of the program", lambda: not windows("Next Rung"), 60)


def windows(name: str) -> list[str]:
    """The windows in sight that are called so."""
    found = subprocess.run(
        [*_as_user("xdotool", "search", "--onlyvisible", "--name"), f"^{name}$"], capture_output=True, check=False
    )
    return found.stdout.decode().split()


def key(name: str) -> None:
    """Press a key."""
    run(*_as_user("xdotool", "key", name))


def picture(name: str) -> None:
    """Keep what the screen shows."""
    run(*_as_user("import", "-window", "root", "/home/proof/picture.png"))
    shutil.copy(ROOT / "home" / USER / "picture.png", PICTURES / f"{name}.png")


def answer(until: int) -> None:
    """Answer by keyboard alone: a digit and Enter, a situation that twice, a pause between two parts Enter."""

    def is_enough() -> bool:
        return answers() >= until and (until < QUESTIONS or finished())

    for _ in range(10 * QUESTIONS):
        if is_enough():
            return
        key("3")
        time.sleep(0.3)
        key("Return")
        time.sleep(0.4)
    picture("failed")
    raise SystemExit(f"The form did not come to {until} answers; see {PICTURES / 'failed.png'}")


def answers() -> int:
    """How many answers are on disk."""
    return count("SELECT count(*) FROM answer")


def finished() -> bool:
    """Whether the form is finished, as the data file says."""
    return count("SELECT count(*) FROM assessment WHERE completed_at IS NOT NULL") == 1


def count(question: str) -> int:
    """A number from a copy of the data file: nothing but the program opens the file itself."""
    with tempfile.TemporaryDirectory() as name:
        for path in (drive(PREFIX) / LOCAL / "nextrung").glob("nextrung.db*"):
            if not path.name.endswith("-shm"):
                shutil.copy(path, name)
        if not (Path(name) / "nextrung.db").exists():
            return 0
        with closing(sqlite3.connect(Path(name) / "nextrung.db")) as connection:
            return int(connection.execute(question).fetchone()[0])


def result_is_the_same() -> None:
    """The result of what was answered there is, number for number, what the source makes of the same data."""
    say("the result of the answers given there is the same here")
    wine(terminal("report --out C:/own.json"), PREFIX)
    with tempfile.TemporaryDirectory() as name:
        data, made = Path(name) / "data", Path(name) / "own.json"
        shutil.copytree(drive(PREFIX) / LOCAL / "nextrung", data)
        here = {**os.environ, "PYTHONPATH": str(PROJECT / "desktop"), "QT_QPA_PLATFORM": "offscreen"}
        run(sys.executable, "-P", "-m", "nextrung", "report", "--data-dir", data, "--out", made, env=here)
        texts = [MOMENT.sub("", path.read_text(encoding="utf-8")) for path in (drive(PREFIX) / "own.json", made)]
    json.loads(texts[0])
    require_same(*texts, "own result")


def removed() -> None:
    """Nothing stays but the data, which is as it was."""
    say("removal leaves the data and nothing else")
    data = drive(PREFIX) / LOCAL / "nextrung"
    before = count("SELECT count(*) FROM answer"), (data / "nextrung.db").read_bytes()
    wine(f"wine '{PROGRAMS}\\uninstall.exe' /S && wineserver -w", PREFIX)
    left = [path for path in drive(PREFIX).rglob("*") if re.search(r"next.?rung", path.name, re.IGNORECASE)]
    wanted = [path for path in left if data in (path, *path.parents)]
    if left != wanted or "--open" in registry(r"HKCU\Software\Classes\NextRung.Data"):
        raise SystemExit(f"These were left: {', '.join(str(path) for path in left if path not in wanted)}")
    if (count("SELECT count(*) FROM answer"), (data / "nextrung.db").read_bytes()) != before:
        raise SystemExit("The data is not as it was.")


if __name__ == "__main__":
    main()
