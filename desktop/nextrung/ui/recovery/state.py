"""What the recovery dialog shows, built from what was found. No Qt."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from nextrung.workspace.recovery import Inside, Recovery

Way = Literal["recovered", "backup", "empty"]


class RecoveredState(Struct, frozen=True):
    """What could be read: what it holds, and how many rows are known to be lost, made up, or on unreadable pages."""

    inside: Inside
    lost: int
    stand_ins: int
    unreadable_pages: int

    @property
    def complete(self) -> bool:
        """Whether nothing is known to be missing."""
        return not (self.lost or self.stand_ins or self.unreadable_pages)


class BackupState(Struct, frozen=True):
    """The newest backup: when it was made, what it holds, and what it lacks of what could be read, by table."""

    made_at: datetime
    inside: Inside
    missing: dict[str, int]


class RecoveryState(Struct, frozen=True):
    """The ways to go on, and the one that loses least."""

    recovered: RecoveredState | None
    backup: BackupState | None
    best: Way


def build(found: Recovery) -> RecoveryState:
    """The ways to go on. Where nothing is known to be lost, or more could be read than the backup has, reading wins."""
    recovered = None
    if found.recovered is not None and found.salvaged is not None:
        tables = found.salvaged.tables
        lost = sum(table.lost + table.left_out for table in tables)
        stand_ins = sum(table.stand_ins for table in tables)
        recovered = RecoveredState(found.recovered.inside, lost, stand_ins, found.salvaged.unreadable_pages)
    backup = None
    if found.backup is not None and found.backed_up is not None:
        backup = BackupState(found.backup.made_at, found.backed_up.inside, found.missing())
    return RecoveryState(recovered, backup, _best(recovered, backup))


def _best(recovered: RecoveredState | None, backup: BackupState | None) -> Way:
    if recovered is None:
        return "backup" if backup is not None else "empty"
    if backup is None or recovered.complete:
        return "recovered"
    fewer = sum(recovered.inside.rows.values()) < sum(backup.inside.rows.values())
    return "backup" if fewer else "recovered"
