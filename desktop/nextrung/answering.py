"""Questions to the system that it may never answer, as about a folder of a server that is gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import ClassVar, Generic, TypeVar

from nextrung import looking
from nextrung.errors import DataFolderError

T = TypeVar("T")
ELSEWHERE = 2.0
"""Seconds after which a folder that is not needed at once counts as one that is not there."""


class _Asking(Thread, Generic[T]):
    """One question under way. Nothing in a program can end a call that the system does not end: it is left behind."""

    def __init__(self, ask: Callable[[], T]) -> None:
        # A daemon: the interpreter does not wait for it when the program ends.
        super().__init__(daemon=True, name="asking")
        self._ask = ask
        self.answer: T | None = None
        self.failure: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self.answer = self._ask()
        except BaseException as error:
            self.failure = error


class _Silent:
    """The folders that have not answered yet: each further question would leave one more thread behind."""

    asked: ClassVar[dict[Path, _Asking[bool]]] = {}


def within(seconds: float, ask: Callable[[], T]) -> T:
    """What ``ask`` returns or raises. Raises DataFolderError when that takes longer than some seconds."""
    asking = _Asking(ask)
    asking.join(seconds)
    if asking.is_alive():
        raise DataFolderError(
            f"The data folder does not answer within {seconds:.0f} seconds; a drive or a server may be gone. Connect it"
            " anew and try again, or choose another folder."
        )
    if asking.failure is not None:
        raise asking.failure
    return asking.answer  # type: ignore[return-value]  # None only where that is what was returned


def is_folder(path: Path, seconds: float = ELSEWHERE) -> bool:
    """Whether a folder is seen there. One that does not answer in time is none until its first answer comes."""
    earlier = _Silent.asked.get(path)
    if earlier is not None and earlier.is_alive():
        return False
    asking = _Silent.asked[path] = _Asking(lambda: looking.is_folder(path))
    asking.join(seconds)
    if asking.is_alive():
        return False
    # Asked anew the next time: the drive may be gone again, and only a question tells.
    del _Silent.asked[path]
    return bool(asking.answer)
