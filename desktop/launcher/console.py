"""What set-up says to the person who waits for it: on the error stream, so that results stay clean on the other one."""

import contextlib
import os
import sys
from types import TracebackType
from typing import Self, TextIO


class SetUpError(Exception):
    """Set-up cannot go on. Its text is the one sentence to show: what, where, and what mends it."""


def say(text: str, end: str = "\n") -> None:
    """Write a line to the error stream; where there is none (closed, or a broken pipe), nobody is told."""
    stream: TextIO | None = sys.stderr
    if stream is None:
        return
    with contextlib.suppress(OSError, ValueError):
        stream.write(text + end)
        stream.flush()


def is_terminal() -> bool:
    """Return whether a person can be asked: there is a keyboard, and they see the error stream."""
    streams: tuple[TextIO | None, ...] = (sys.stdin, sys.stderr)
    try:
        return all(stream is not None and stream.isatty() for stream in streams)
    except ValueError:  # closed
        return False


def ask(question: str) -> bool:
    """Ask a yes-or-no question, where Enter alone means yes."""
    say(question + " [Y/n] ", end="")
    return sys.stdin.readline().strip().lower() in {"", "y", "yes"}


def hold_standard_streams() -> None:
    """Occupy the numbers of closed standard streams, so that no file opened later is taken for one of them."""
    while True:
        descriptor = os.open(os.devnull, os.O_RDWR)
        if descriptor > 2:
            os.close(descriptor)
            return


class Progress:
    """One calm line: it updates in a terminal; elsewhere only the milestones are written, each on its own line."""

    def __init__(self) -> None:
        stream: TextIO | None = sys.stderr
        self._updates = stream is not None and not stream.closed and stream.isatty()
        self._width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._width:
            say("")

    def show(self, text: str, *, milestone: bool = False) -> None:
        """Show how far it is; a milestone is worth a line of its own where a line cannot be updated."""
        if self._updates:
            say("\r" + text.ljust(self._width), end="")
            self._width = len(text)
        elif milestone:
            say(text)
