"""What is shown of what a client shares, built from the workspace. No Qt."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from nextrung.workspace import Workspace


class ShareFacts(Struct, frozen=True):
    """The last day on which somebody shares, and whether it has passed."""

    until: date
    over: bool


def facts(workspace: Workspace, person: str) -> ShareFacts | None:
    """Those of a person; None where they do not share from their own data folder."""
    found = workspace.sharing.of(person)
    return None if found is None else ShareFacts(found.until, workspace.sharing.is_over(found))
