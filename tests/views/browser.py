"""Chromium without a window, driven over its debugging pipe: keys in, what a page holds out, and every request seen."""

from __future__ import annotations

import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FOCUSED = (
    "document.activeElement === document.body ? ''"
    " : (document.activeElement.closest('label') || document.activeElement).textContent"
)
"""What the thing with the focus says."""
PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
"""Waits until the page has been painted with all that came before."""
PATIENCE = 60.0
"""Seconds after which a browser that says nothing counts as broken; a test never waits for time alone."""
KEYS = {
    "Enter": ("Enter", 13, "\r"),
    "Tab": ("Tab", 9, ""),
    "Backspace": ("Backspace", 8, ""),
    "Space": ("Space", 32, " "),
}


class DrivenPage:
    """What a person does with a page, whichever browser shows it."""

    def press(self, *keys: str) -> None:
        """Press keys as a person does."""
        raise NotImplementedError

    def value(self, expression: str) -> Any:
        """What an expression comes to in the page."""
        raise NotImplementedError

    def heading(self) -> str:
        """The heading on the page."""
        return str(self.value("document.querySelector('h1').textContent"))

    def tab_to(self, text: str) -> None:
        """Press Tab until what has the focus holds this text."""
        for _ in range(40):
            if text in str(self.value(FOCUSED)):
                return
            self.press("Tab")
        raise AssertionError(text)


class Browser(DrivenPage):
    """One page in a browser of its own."""

    def __init__(self, to_browser: int, from_browser: int) -> None:
        """Talk over two pipes."""
        self._to, self._from = to_browser, from_browser
        self._number = 0
        self._unread = b""
        self._session = ""
        self.events: list[dict[str, Any]] = []

    def open(self, downloads: Path) -> None:
        """Make a page that has no network, and see every request of it."""
        target = self.ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._session = self.ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")
        offline = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.ask("Network.emulateNetworkConditions", offline)
        wish = {"behavior": "allow", "downloadPath": str(downloads), "eventsEnabled": True}
        self.ask("Browser.setDownloadBehavior", wish, of_page=False)

    def ask(self, method: str, parameters: dict[str, Any] | None = None, *, of_page: bool = True) -> dict[str, Any]:
        """Send a command and return its result; what happens meanwhile is kept in ``events``."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters or {}}
        if of_page and self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            found = self._next()
            if found.get("id") == self._number:
                assert "error" not in found, (method, found["error"])
                return dict(found["result"])
            self.events.append(found)

    def wait_for(self, method: str, **fields: Any) -> dict[str, Any]:
        """The first event of this kind with these fields, seen already or still to come."""
        while True:
            for event in self.events:
                if event.get("method") == method and fields.items() <= event["params"].items():
                    self.events.remove(event)
                    return dict(event["params"])
            self.events.append(self._next())

    def go(self, file: Path) -> None:
        """Open a file."""
        self._loaded("Page.navigate", {"url": file.as_uri()})

    def reload(self) -> None:
        """Open the same again."""
        self._loaded("Page.reload", {})

    def _loaded(self, method: str, parameters: dict[str, Any]) -> None:
        # the load of the page before may be told late
        self.events = [one for one in self.events if one.get("method") != "Page.loadEventFired"]
        self.ask(method, parameters)
        self.wait_for("Page.loadEventFired")
        self.value(PAINTED)

    def press(self, *keys: str) -> None:
        """Press keys as a person does; a key is named as in ``KEYS``, or is a digit."""
        for key in keys:
            name, code, text = KEYS.get(key, (key, ord(key[0]), key))
            shared = {"key": " " if key == "Space" else name, "code": name, "windowsVirtualKeyCode": code}
            self.ask("Input.dispatchKeyEvent", {"type": "keyDown", "text": text, **shared})
            self.ask("Input.dispatchKeyEvent", {"type": "keyUp", **shared})
            # the browser's own part of a key, such as moving the focus, may come after its answer
            self.value(PAINTED)

    def type(self, text: str) -> None:
        """Type a text where the keys go."""
        self.ask("Input.insertText", {"text": text})

    def value(self, expression: str) -> Any:
        """What an expression comes to in the page."""
        result = self.ask("Runtime.evaluate", {"expression": expression, "awaitPromise": True, "returnByValue": True})
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def requests(self) -> list[str]:
        """The addresses of everything that was asked for."""
        asked = [one for one in self.events if one.get("method") == "Network.requestWillBeSent"]
        return [one["params"]["request"]["url"] for one in asked]

    def complaints(self) -> list[str]:
        """What the page's console says: refused styles and scripts, errors."""
        logged = [one["params"]["entry"]["text"] for one in self.events if one.get("method") == "Log.entryAdded"]
        thrown = [str(one["params"]) for one in self.events if one.get("method") == "Runtime.exceptionThrown"]
        return logged + thrown

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._from], [], [], max(0.0, until - time.monotonic()))
            more = os.read(self._from, 1 << 16) if ready else b""
            assert more, "the browser says nothing"
            self._unread += more
        message, _, self._unread = self._unread.partition(b"\0")
        return dict(json.loads(message))


@contextmanager
def chromium(folder: Path, *more: str) -> Iterator[Browser]:
    """A browser with a profile and downloads in ``folder``; the test is skipped where there is none."""
    if PROGRAM is None:
        pytest.skip("no Chromium is installed here")
    ends = [_high(end) for end in (*os.pipe(), *os.pipe())]
    its_in, to_browser, from_browser, its_out = ends

    command = [PROGRAM, "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    command += ["--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking"]
    # the browser reads commands from 3, and answers on 4; ``preexec_fn`` is not safe beside threads
    pipes = f"import os, sys; os.dup2({its_in}, 3); os.dup2({its_out}, 4); os.execv(sys.argv[1], sys.argv[1:])"
    running = subprocess.Popen(
        [sys.executable, "-c", pipes, *command, f"--user-data-dir={folder / 'profile'}", *more],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(its_in, its_out),
    )
    os.close(its_in)
    os.close(its_out)
    browser = Browser(to_browser, from_browser)
    try:
        browser.open(folder)
        yield browser
        browser.ask("Browser.close", of_page=False)
    finally:
        running.kill()
        running.wait()
        os.close(to_browser)
        os.close(from_browser)


def _high(end: int) -> int:
    """The same end under a number that 3 and 4 cannot be in the way of."""
    moved = fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(end)
    return moved
