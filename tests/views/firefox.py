"""Firefox without a window, driven over its Marionette port: keys in, what a page holds out, connections counted."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from tests.views.browser import PAINTED, PATIENCE, DrivenPage

PROGRAM = shutil.which("firefox") or shutil.which("firefox-esr")
KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Backspace": "\ue003", "Space": " "}
PORT_FILE = "MarionetteActivePort"
WATCH = """
const window = Services.wm.getMostRecentWindow(null);
window.askedByPages = [];
window.watching = { observe(subject) {
  const channel = subject.QueryInterface(Ci.nsIHttpChannel);
  if (channel.loadInfo.browsingContextID) window.askedByPages.push(channel.URI.spec);
} };
Services.obs.addObserver(window.watching, "http-on-opening-request");
Services.io.offline = true;
"""
"""Takes the network away, and writes down what pages ask of it; the browser itself looks for updates all the time."""


class Firefox(DrivenPage):
    """One page in a browser of its own; it speaks as ``Browser`` does."""

    def __init__(self, port: int) -> None:
        """Begin a session without a network."""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._unread = b""
        self._number = 0
        self._message()  # its greeting
        self.ask("WebDriver:NewSession", {})
        self._of_program(WATCH)

    def ask(self, command: str, parameters: dict[str, Any]) -> Any:
        """Send a command and return its result."""
        self._number += 1
        text = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(f"{len(text)}:".encode() + text)
        _, _, error, result = self._message()
        assert error is None, (command, error)
        return result.get("value") if isinstance(result, dict) and "value" in result else result

    def go(self, file: Path) -> None:
        """Open a file."""
        self.ask("WebDriver:Navigate", {"url": file.as_uri()})
        self.value(PAINTED)

    def press(self, *keys: str) -> None:
        """Press keys as a person does; a key is named as in ``KEYS``, or is a digit."""
        for key in keys:
            value = KEYS.get(key, key)
            actions = [{"type": kind, "value": value} for kind in ("keyDown", "keyUp")]
            self.ask("WebDriver:PerformActions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})
            self.value(PAINTED)

    def value(self, expression: str) -> Any:
        """What an expression comes to in the page."""
        return self.ask("WebDriver:ExecuteScript", {"script": f"return ({expression})", "args": []})

    def requests(self) -> list[str]:
        """The addresses of everything that pages asked of a network."""
        return list(self._of_program("return Services.wm.getMostRecentWindow(null).askedByPages"))

    def _of_program(self, script: str) -> Any:
        self.ask("Marionette:SetContext", {"value": "chrome"})
        found = self.ask("WebDriver:ExecuteScript", {"script": script, "args": [], "sandbox": "system"})
        self.ask("Marionette:SetContext", {"value": "content"})
        return found

    def quit(self) -> None:
        """End the browser."""
        self.ask("Marionette:Quit", {"flags": ["eForceQuit"]})

    def close(self) -> None:
        """Talk no more."""
        self._socket.close()

    def _message(self) -> Any:
        while b":" not in self._unread:
            self._receive()
        size, _, self._unread = self._unread.partition(b":")
        while len(self._unread) < int(size):
            self._receive()
        message, self._unread = self._unread[: int(size)], self._unread[int(size) :]
        return json.loads(message)

    def _receive(self) -> None:
        more = self._socket.recv(1 << 16)
        assert more, "the browser says nothing"
        self._unread += more


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """A browser with a profile of its own and no network; the test is skipped where there is none."""
    if PROGRAM is None:
        pytest.skip("no Firefox is installed here")
    profile = folder / "firefox"
    profile.mkdir()
    # 0 is a port that is free; it is written into the profile
    (profile / "user.js").write_text('user_pref("marionette.port", 0);\n', encoding="utf-8")
    environment = {**os.environ, "HOME": str(folder), "MOZ_HEADLESS": "1"}
    running = subprocess.Popen(
        [
            PROGRAM,
            "--headless",
            "--marionette",
            "--remote-allow-system-access",
            "--no-remote",
            "--profile",
            str(profile),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    try:
        with closing(Firefox(_port(profile, running))) as browser:
            yield browser
            browser.quit()
    finally:
        running.kill()
        running.wait()


def _port(profile: Path, running: subprocess.Popen[bytes]) -> int:
    """The port that the browser listens on, once it does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        with suppress(OSError, ValueError):
            return int((profile / PORT_FILE).read_text(encoding="ascii"))
        time.sleep(0.05)
    raise AssertionError("the browser did not begin to listen")
