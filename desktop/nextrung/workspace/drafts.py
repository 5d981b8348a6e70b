"""Forms that were begun and not sent: they outlast leaving the page, and a program that is killed."""

from __future__ import annotations

from collections.abc import Callable

from nextrung.store import drafts, sqlite


class Draft:
    """What stands in one form, about one person or one thing of theirs."""

    def __init__(self, connection: sqlite.Connection, name: str, is_open: Callable[[], bool]) -> None:
        """``name`` is that of its setting (``store/drafts.py``). Where the data is closed already, nothing is kept."""
        self._connection = connection
        self._name = name
        self._is_open = is_open

    def fields(self) -> dict[str, str]:
        """What was typed or chosen, by field; nothing where nothing was begun."""
        return drafts.read(self._connection, self._name) if self._is_open() else {}

    def keep(self, fields: dict[str, str]) -> None:
        """Keep what stands in the form now. Raises DatabaseError."""
        if self._is_open():
            drafts.keep(self._connection, self._name, fields)

    def drop(self) -> None:
        """The form was sent or given up. Raises DatabaseError."""
        # A write waits for the disk; most forms are closed without anything begun.
        if self.fields():
            drafts.drop(self._connection, self._name)
