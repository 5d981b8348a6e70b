"""A desk: a screen of some size, a window manager, a keyboard and a language, all private to one test."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from PySide6.QtGui import QImage

SYSTEM_PYTHON = "/usr/bin/python3"
HERE = Path(__file__).parent
SOCKET = "wayland-real"
ENDS_IN = 10
"""Seconds in which a process that was told to end does so."""
PRIVATE = ("QT_QPA_PLATFORM", "PYTHONPATH", "DISPLAY", "WAYLAND_DISPLAY", "LC_ALL", "LANGUAGE", "QT_SCALE_FACTOR")
"""What this run of the tests may have set and a person's session has not."""


class Desk(NamedTuple):
    """What stands on a person's desk: pixels of the screen, scale, layout of the keyboard, language."""

    width: int = 1366
    height: int = 768
    scale: float = 1.0
    keyboard: str = "us"
    locale: str = "en_US"
    is_wayland: bool = False

    def __str__(self) -> str:
        words = [f"{self.width}x{self.height}", f"at-{self.scale:g}", self.keyboard, self.locale]
        return "-".join([*words, "wayland"] if self.is_wayland else words)


class Screen:
    """A running screen with somebody in front of it."""

    def __init__(self, desk: Desk, variables: dict[str, str], asks: IO[str], answers: IO[str]) -> None:
        self.desk = desk
        self._asks = asks
        self._answers = answers
        hello = self._answer()
        self.variables = {**variables, "DBUS_SESSION_BUS_ADDRESS": hello["session"]}

    def ask(self, do: str, **details: Any) -> Any:
        """Let the hands or eyes do something; what they found. Raises LookupError where that is impossible."""
        self._asks.write(json.dumps({"do": do, **details}) + "\n")
        self._asks.flush()
        answer = self._answer()
        if "refused" in answer:
            raise LookupError(answer["refused"])
        return answer["found"]

    def picture(self, file: Path) -> QImage:
        """What is on the screen, kept as a PNG."""
        raw = file.with_suffix(".raw")
        width, height = self.ask("picture", file=str(raw))
        seen = QImage(raw.read_bytes(), width, height, QImage.Format.Format_RGB32).copy()
        raw.unlink()
        assert seen.save(str(file)), file
        return seen

    def use_keyboard(self, layout: str) -> None:
        """Change the layout of the keyboard."""
        subprocess.run([str(shutil.which("setxkbmap")), *layout.split()], env=self.variables, check=True)

    def _answer(self) -> dict[str, Any]:
        line = self._answers.readline()
        if not line:
            raise RuntimeError("the hands and eyes are gone; see hands.txt")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def sitting_at(desk: Desk, folder: Path) -> Iterator[Screen]:
    """Set a desk up, with what the parts say kept in a folder, and clear it away at the end."""
    with ExitStack() as kept:
        variables = {name: value for name, value in os.environ.items() if name not in PRIVATE}
        variables |= _language(desk.locale, folder)
        variables["DISPLAY"] = _display(desk, folder, kept)
        variables |= {
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "NO_AT_BRIDGE": "0",
            "QT_SCALE_FACTOR": f"{desk.scale:g}",
        }
        # sockets lie here, whose paths may have 107 bytes and no more, wherever the pictures go
        sockets = kept.enter_context(tempfile.TemporaryDirectory(prefix="desk-", ignore_cleanup_errors=True))
        variables |= {"HOME": str(folder), "XDG_RUNTIME_DIR": sockets, "XDG_SESSION_TYPE": "x11"}
        if desk.is_wayland:
            variables |= _wayland(desk, folder, variables, kept)
        else:
            _start(["openbox"], folder, variables, kept)
        screen = Screen(desk, variables, *_hands(folder, variables, kept))
        screen.use_keyboard(desk.keyboard)
        yield screen


def _language(locale: str, folder: Path) -> dict[str, str]:
    """The language of the system, made here where the system does not have it."""
    made = folder / "locales" / f"{locale}.UTF-8"
    made.parent.mkdir(exist_ok=True)
    subprocess.run(
        [str(shutil.which("localedef")), "-i", locale, "-f", "UTF-8", str(made)], check=True, capture_output=True
    )
    return {"LANG": f"{locale}.UTF-8", "LOCPATH": str(made.parent)}


def _display(desk: Desk, folder: Path, kept: ExitStack) -> str:
    """Start an X server on a number that is free; that number."""
    reads, writes = os.pipe()
    size = f"{desk.width}x{desk.height}x24"
    command = ["Xvfb", "-displayfd", str(writes), "-screen", "0", size, "-dpi", "96", "-nolisten", "tcp", "-noreset"]
    _start(command, folder, dict(os.environ), kept, pass_fds=(writes,))
    os.close(writes)
    with os.fdopen(reads) as answer:
        number = answer.readline().strip()
    if not number:
        raise RuntimeError("Xvfb did not start; see Xvfb.txt")
    return f":{number}"


def _wayland(desk: Desk, folder: Path, variables: dict[str, str], kept: ExitStack) -> dict[str, str]:
    """Start a Wayland compositor in a window that fills the screen: the mouse and the keys of X reach it too."""
    size = [f"--width={desk.width}", f"--height={desk.height}"]
    how = ["--backend=x11-backend.so", "--shell=kiosk-shell.so", "--use-pixman", "--no-config", f"--socket={SOCKET}"]
    weston = _start(["weston", *how, *size], folder, variables, kept)
    end = time.monotonic() + ENDS_IN
    while not Path(variables["XDG_RUNTIME_DIR"], SOCKET).exists():
        if weston.poll() is not None or time.monotonic() > end:
            raise RuntimeError("weston did not start; see weston.txt")
        time.sleep(0.02)
    return {"WAYLAND_DISPLAY": SOCKET, "QT_QPA_PLATFORM": "wayland", "XDG_SESSION_TYPE": "wayland"}


def _hands(folder: Path, variables: dict[str, str], kept: ExitStack) -> tuple[IO[str], IO[str]]:
    """Start a session with hands and eyes; where to ask them and where they answer."""
    reads, writes = os.pipe()
    answers = kept.enter_context(os.fdopen(reads))
    command = [str(shutil.which("dbus-run-session")), "--", SYSTEM_PYTHON, str(HERE / "hands.py"), str(writes)]
    process = _start(command, folder, variables, kept, name="hands", stdin=subprocess.PIPE, pass_fds=(writes,))
    os.close(writes)
    assert process.stdin is not None
    return process.stdin, answers


def _start(
    command: list[str], folder: Path, variables: dict[str, str], kept: ExitStack, name: str = "", **how: Any
) -> subprocess.Popen[str]:
    said = kept.enter_context((folder / f"{name or command[0]}.txt").open("w"))
    process = subprocess.Popen(command, env=variables, text=True, stderr=said, **({"stdout": said} | how))
    kept.callback(_end, process)
    return process


def _end(process: subprocess.Popen[str]) -> None:
    if process.stdin is not None:
        process.stdin.close()
        process.wait(ENDS_IN)  # the hands end when nobody can ask them any more, and their session with them
        return
    process.terminate()
    process.wait(ENDS_IN)
