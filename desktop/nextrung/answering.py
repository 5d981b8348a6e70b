"""Questions to the system that it may never answer, as about a folder of a server that is gone."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

from nextrung.errors import DatabaseError

T = TypeVar("T")


def within(seconds: float, ask: Callable[[], T]) -> T:
    """What ``ask`` returns or raises. Raises DatabaseError when that takes longer than some seconds.

    What does not come back is left behind: nothing in a program can end a call that the system does not end.
    """
    found: list[tuple[T | None, BaseException | None]] = []

    def work() -> None:
        try:
            found.append((ask(), None))
        except BaseException as error:
            found.append((None, error))

    asking = Thread(target=work, daemon=True, name="asking")
    asking.start()
    asking.join(seconds)
    if not found:
        raise DatabaseError(
            f"The data folder does not answer within {seconds:.0f} seconds; a drive or a server may be gone. Connect it"
            " anew and try again, or choose another folder."
        )
    answer, error = found[0]
    if error is not None:
        raise error
    return answer  # type: ignore[return-value]  # None only where that is what was returned
