"""What the program prints: nothing in it steers the terminal, and a terminal that takes no more is no failure."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import TYPE_CHECKING, TextIO

from nextrung import windows_files
from nextrung.errors import NextRungError
from nextrung.lazy import lazy
from nextrung.shown import visible

if TYPE_CHECKING:
    from nextrung import message_box
else:
    message_box = lazy("nextrung.message_box")


class OutputError(NextRungError):
    """What was printed did not arrive, as on a full disk."""


class PlainStream(io.TextIOBase):
    """Passes text on with its control characters made visible.

    What ``forgives`` drops what cannot be written: nobody is left to be told. Else writing raises OutputError, or
    BrokenPipeError when the reader has gone; the rest is dropped then, so that the interpreter's last look at the
    stream does not fail again.
    """

    def __init__(self, stream: TextIO, *, forgives: bool) -> None:
        """Write to ``stream``, which stays open; with ``forgives`` no failure is raised."""
        self._stream = stream
        self._forgives = forgives
        self._failure: Exception | None = None

    @property
    def encoding(self) -> str:  # type: ignore[override]  # read only here
        """The encoding of the stream behind."""
        return self._stream.encoding

    def isatty(self) -> bool:
        """Whether a person reads it."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """The number of the file behind. Raises OSError when there is none."""
        return self._stream.fileno()

    def write(self, text: str) -> int:
        """Write a text, its control characters visible."""
        self._try(lambda: self._stream.write(visible(text)))
        return len(text)

    def flush(self) -> None:
        """Pass on what is held back."""
        self._try(self._stream.flush)

    def overwrite(self, line: str) -> None:
        """Write a line over the one that stands there, on a terminal."""
        self._try(lambda: self._stream.write("\r" + visible(line)))
        self.flush()

    def _try(self, work: Callable[[], object]) -> None:
        if self._failure is None:
            try:
                work()
            except (OSError, ValueError) as error:  # a closed stream is a ValueError
                self._drop_the_rest()
                self._failure = error if isinstance(error, BrokenPipeError) else _refused(error)
        if self._failure is not None and not self._forgives:
            raise self._failure  # again at the end, too: a library may have kept the first one to itself

    def _drop_the_rest(self) -> None:
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


def _refused(error: OSError | ValueError) -> OutputError:
    reason = getattr(error, "strerror", None) or str(error)
    return OutputError(f"What was to be printed could not be written: {reason}.")


@contextmanager
def plain_streams() -> Iterator[None]:
    """Everything printed inside goes through plain streams; a standard stream that is closed stays so."""
    out, err = sys.stdout, sys.stderr
    for stream in (out, err):
        if isinstance(stream, io.TextIOWrapper):
            # Not every console can show every letter; a question mark is better than no sentence.
            stream.reconfigure(errors="replace")
            # Windows would write what goes into a file or another program in the letters of one country.
            if windows_files.IS_WINDOWS and not stream.isatty():
                stream.reconfigure(encoding="utf-8")
    with (
        redirect_stdout(PlainStream(out, forgives=False) if out is not None else None),
        redirect_stderr(PlainStream(err, forgives=True) if err is not None else None),
    ):
        yield


def say(problem: object) -> None:
    """Write a problem to the error stream; the program with the window has none on Windows and says it in a window."""
    if sys.stderr is None:
        message_box.show(str(problem))
        return
    print(problem, file=sys.stderr)  # noqa: T201  (this is where it is printed)


def flush() -> None:
    """Pass on what was printed. Raises OutputError, BrokenPipeError."""
    if sys.stdout is not None:
        sys.stdout.flush()
