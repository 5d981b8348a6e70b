"""What proves a backup, and how long work on one is stopped. Apart, for a start only reads proofs."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

Going = Callable[[], None]
"""Called again and again during long work; raises to stop it."""


def go_on() -> None:
    """The ``Going`` of work that nobody can stop: it never raises."""


class Proof(Struct, frozen=True):
    """What was found when a copy was opened again: its rows by table, and a digest of its content."""

    rows: dict[str, int]
    digest: str
