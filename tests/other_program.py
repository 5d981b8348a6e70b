"""What another program does to the data that a workspace has open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from nextrung.store.sqlite import engine as sqlite3
from nextrung.workspace import Workspace


@contextmanager
def at_the_data_of(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """A connection of its own to the database; what it changed is there for everybody when the block ends."""
    with closing(sqlite3.connect(workspace.safety.database)) as other, other:
        yield other


def change(workspace: Workspace, statement: str, *values: Any) -> None:
    """Carry out one statement."""
    with at_the_data_of(workspace) as other:
        other.execute(statement, values)


def rows(workspace: Workspace, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a query finds."""
    with at_the_data_of(workspace) as other:
        return other.execute(query, values).fetchall()
