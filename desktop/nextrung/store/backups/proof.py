"""What proves a backup, and how long work on one is stopped. Apart, for a start only reads proofs."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

Going = Callable[[], None]
"""Called again and again during long work; raises to stop it."""


def go_on() -> None:
    """The ``Going`` of work that nobody can stop: it never raises."""


class Proof(Struct, frozen=True):
    """What was found when a copy was opened again: its rows by table, and a digest of the file.

    ``content`` is one of what an encrypted file holds, whose bytes differ each time; empty for a plain one.
    """

    rows: dict[str, int]
    digest: str
    content: str = ""

    def is_of_the_same(self, other: Proof) -> bool:
        """Whether both prove the same content, kept in the same way."""
        if self.content or other.content:
            return (self.rows, self.content) == (other.rows, other.content)
        return self == other
