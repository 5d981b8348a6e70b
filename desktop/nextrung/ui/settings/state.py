"""What the settings page shows, built from the workspace. No Qt."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from nextrung import __version__
from nextrung.errors import DatabaseError
from nextrung.ui.bin import state as bin_state
from nextrung.ui.bin.state import BinState
from nextrung.workspace import Workspace
from nextrung.workspace.safety import Backup, Elsewhere, Risk


class SafetyState(Struct, frozen=True):
    """Where the data lies and how it is backed up; ``problem`` says why the backups cannot be seen."""

    folder: Path
    risk: Risk | None
    last_proven: Backup | None
    backups: tuple[Backup, ...]
    second_folder: Path | None
    elsewhere: Elsewhere | None = None
    """What other folders hold; None until all of them have answered, or had their time."""
    problem: str = ""
    open_to_others: bool = False
    """Whether other accounts of this computer can read the data file."""

    @property
    def size(self) -> int:
        """Bytes of all backups beside the data."""
        return sum(backup.size for backup in self.backups)


class SettingsState(Struct, frozen=True):
    """Everything on the settings page. ``person`` is the name of the current person, None without one."""

    safety: SafetyState
    deleted: BinState
    person: str | None
    version: str
    own_name: str | None = None
    """The name of somebody who uses the program for themselves; None for a coach, and where nobody is there yet."""
    person_id: str = ""
    """The current person; empty without one."""


def build(workspace: Workspace, elsewhere: Elsewhere | None) -> SettingsState:
    """The settings page as things stand now, with what was found elsewhere."""
    person = workspace.person
    alone = person is not None and not workspace.privacy.coaching and not workspace.privacy.names_hidden
    return SettingsState(
        _safety(workspace, elsewhere),
        bin_state.of_all(workspace),
        person.name if person else None,
        __version__,
        person.name if person is not None and alone else None,
        person.id if person else "",
    )


def _safety(workspace: Workspace, elsewhere: Elsewhere | None) -> SafetyState:
    safety = workspace.safety
    problem = elsewhere.problem if elsewhere is not None else ""
    backups: tuple[Backup, ...] = ()
    try:
        backups = safety.backups()
    except DatabaseError as error:
        problem = str(error)
    # a backup that was never opened and counted again is no proof of anything
    last = next((backup for backup in backups if backup.proof is not None), None)
    found = (safety.folder, safety.risk(), last, backups, safety.second_folder, elsewhere, problem)
    return SafetyState(*found, open_to_others=safety.is_open_to_others())
