"""``nextrung backup``, ``restore`` and ``verify``: the window may be open meanwhile, but for restoring."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from nextrung import looking, parts, paths, resources, terminal
from nextrung.clock import utc_now
from nextrung.commands.force import add_force
from nextrung.counting import counted
from nextrung.errors import DatabaseError
from nextrung.keys import held
from nextrung.keys.refusals import LockedBackupError
from nextrung.option_parser import add_command
from nextrung.report.saving import require_free
from nextrung.store import restore, sqlite, strangers
from nextrung.store.backups import second, snapshot
from nextrung.store.backups.backup_folder import Backup, BackupFolder
from nextrung.store.backups.proof import Proof
from nextrung.store.connection import FAILURES, reason
from nextrung.store.database import read_beside_others, require_not_newer
from nextrung.store.encryption import entrance
from nextrung.store.inside import Inside
from nextrung.store.unfinished import RESTORING
from nextrung.store.whole import fault
from nextrung.whole_file import written_whole
from nextrung.workspace import Workspace


def add_commands(commands: Any) -> None:
    """Add the commands with their options."""
    backup = add_command(commands, "backup", "back the data up, and check the copy")
    backup.add_argument("--out", type=Path, metavar="FILE", help="write this file instead of adding to the backups")
    add_force(backup)
    backup.set_defaults(run=_backup)
    bringing = add_command(commands, "restore", "show what a backup holds, and restore it")
    bringing.add_argument("file", type=Path, metavar="FILE", help="a backup or data file")
    bringing.add_argument("--yes", action="store_true", help="restore it; the present data is backed up first")
    bringing.set_defaults(run=_restore)
    verify = add_command(commands, "verify", "check the data and all backups, or single backups")
    verify.add_argument("files", type=Path, nargs="*", metavar="FILE", help="backups; all that is kept when left out")
    verify.set_defaults(run=_verify)


def _backup(chosen: argparse.Namespace) -> int:
    print(back_up(paths.data_folder(chosen.data_dir, make=False), chosen.out, replace=chosen.force))
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    def open_workspace(folder: Path) -> Workspace:
        return Workspace.open(folder / paths.DATABASE, resources.questionnaire_folders(), resources.assets("salary"))

    folder = paths.data_folder(chosen.data_dir, make=False)
    found = looked_into(folder, chosen.file)
    if not chosen.yes:
        raise DatabaseError(f"{found}\nNothing was changed; add --yes to restore it.")
    done = bring_back(open_workspace, paths.data_folder(chosen.data_dir), chosen.file)
    print(f"{found}\n{done}")
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    whole = True
    for good, words in verify(paths.data_folder(chosen.data_dir, make=False), tuple(chosen.files)):
        (print if good else terminal.say)(words)
        # To the end in any case: whoever asks after damage wants to know which backup is still whole.
        whole = whole and good
    return 0 if whole else 1


def back_up(folder: Path, out: Path | None, *, replace: bool = False) -> str:
    """Back the data in ``folder`` up, to its own backups or to the file ``out``; the window may be open meanwhile.

    Returns what was made. Raises DatabaseError, and WriteError where ``out`` is there and ``replace`` is not set.
    """
    database = require_database(folder)
    parts.note_in(folder)
    if out is None:
        backup = BackupFolder(folder / paths.BACKUPS).add(database, "asked", utc_now())
        rows = backup.proof.rows if backup.proof else {}
        return f"{backup.path}: {_holds(rows)}, checked.{_second_copy(database, backup)}"
    _require_no_part_of(database, out)
    require_free([out], replace=replace)
    try:
        with written_whole(out) as beside:
            proof = _copied(database, beside)
    except (OSError, *FAILURES) as error:
        raise DatabaseError(f"The backup {out} could not be made: {reason(error)}.") from error
    return f"{out}: {_holds(proof.rows)}, checked."


def _copied(database: Path, beside: Path) -> Proof:
    """Copy the data file, as it is at one moment, into a new one. Raises DatabaseError, sqlite.Error."""
    if _takes_files(database.parent):
        with closing(snapshot.read_only(database)) as source:
            return snapshot.take(source, beside)

    def copy(source: sqlite.Connection) -> Proof:
        beside.write_bytes(b"")  # a second look begins anew
        return snapshot.take(source, beside)

    return read_beside_others(database, copy)


def _require_no_part_of(database: Path, out: Path) -> None:
    """Raise DatabaseError when ``out`` is the database or lies where SQLite keeps a part of it."""
    its_own = looking.identity(out.parent) == looking.identity(database.parent) and out.name.startswith(database.name)
    # By identity, since a link or another spelling leads to the same file.
    if its_own or looking.identity(out) == looking.identity(database):
        raise DatabaseError(f"{out} is the data itself, or a part of it; name another file for the backup.")


def _second_copy(database: Path, backup: Backup) -> str:
    """Copy a backup to the second folder, if one was chosen; what came of it, on a line of its own."""
    try:
        with closing(sqlite.connect(database)) as connection:
            chosen = second.of(connection)
        if chosen is None:
            return ""
        copy = chosen.copy(backup)
    except (DatabaseError, *FAILURES) as error:
        return f"\n{error}"
    return f"\n{copy.path}: the same, checked there."


def looked_into(folder: Path, source: Path) -> str:
    """What a backup holds, in words; the data in ``folder`` stays as it is. Raises DatabaseError."""
    # named so that the next start takes it away, should this be killed
    with tempfile.TemporaryDirectory(prefix=RESTORING, dir=folder if _takes_files(folder) else None) as place:
        inside = restore.prepare(source, Path(place)).inside
    return f"{source.name} holds {_holds(inside.rows)}:\n{_people(inside)}"


def bring_back(open_workspace: Callable[[Path], Workspace], folder: Path, source: Path) -> str:
    """Put a backup in the place of the data in ``folder``; returns what was done. Raises DatabaseError."""
    with closing(open_workspace(folder)) as workspace:
        prepared = restore.prepare(source, folder)
        try:
            # Before: whoever the backup brings back is no longer to be erased, and would stay in all other copies.
            workspace.finish_erasing()
            workspace.restore(prepared)
            newest = workspace.safety.backups()[0].path.name
        finally:
            prepared.discard()
    return f"Restored. What was there before is kept as {newest}."


def _takes_files(folder: Path) -> bool:
    return looking.is_folder(folder) and os.access(folder, os.W_OK)


def verify(folder: Path, files: tuple[Path, ...]) -> Iterator[tuple[bool, str]]:
    """Check closed data files, or the data in ``folder`` and all its backups: whether each is whole, and in words."""
    if files:
        for path in files:
            yield _verified(path, None)
        return
    yield _verified_live(require_database(folder))
    for backup in BackupFolder(folder / paths.BACKUPS).backups():
        yield _verified(backup.path, backup.proof)


def _verified(path: Path, proof: Proof | None) -> tuple[bool, str]:
    if looking.is_folder(path):
        return False, f"{path} is a folder; name a data file or a backup, or choose the folder with --data-dir."
    if not looking.is_file(path):
        return False, f"{path} is no file." if looking.is_there(path) else f"{path} is not there."
    try:
        held.require_openable(path)
        if proof is None:
            _require_ours(path)
        found = snapshot.prove(path)
    except LockedBackupError:
        raise  # whoever called can ask for its passphrase
    except DatabaseError as error:
        return False, str(error)
    if proof is not None and proof != found:
        return False, f"{path.name} is not what it was when it was made."
    return True, f"{path.name}: whole, {_holds(found.rows)}."


def _require_ours(path: Path) -> None:
    """Raise DatabaseError when a data file without a proof of this program holds what it never made."""
    try:
        with closing(snapshot.closed(path)) as copy, strangers.bounded(copy, path):
            if not strangers.is_ours(copy):
                require_not_newer(copy, path)
                raise DatabaseError(f"{path.name} is no data file of Next Rung.")
    except FAILURES as error:
        raise DatabaseError(f"{path.name} cannot be read: {error}.") from error


def _verified_live(database: Path) -> tuple[bool, str]:
    try:
        found, rows = read_beside_others(database, lambda one: (fault(one), snapshot.row_counts(one)))
    except FAILURES as error:
        return False, f"{database.name} cannot be read: {reason(error)}."
    if found:
        return False, f"{database.name} is damaged: {found}."
    return True, f"{database.name}: whole, {_holds(rows)}."


def require_database(folder: Path) -> Path:
    """The data file in a folder. Raises DatabaseError when there is none; no command makes one by looking.

    Raises LockedDataError when it is encrypted and nobody has unlocked it.
    """
    database = folder / paths.DATABASE
    if not looking.is_file(database):
        raise DatabaseError(f"There is no data in {folder} yet.")
    entrance.require_unlocked(database)
    return database


def _holds(rows: dict[str, int]) -> str:
    kinds = (
        ("person", "1 person", "{0} people"),
        ("assessment", "1 assessment", "{0} assessments"),
        ("plan_step", "1 plan step", "{0} plan steps"),
    )
    return ", ".join(counted(rows.get(table, 0), one, many) for table, one, many in kinds)


def _people(inside: Inside) -> str:
    lines = [
        f"  {person.name or 'You'}: {person.finished} finished, {person.unfinished} open, "
        f"{counted(person.steps, '1 plan step', '{0} plan steps')}"
        for person in inside.people
    ]
    return "\n".join(lines) or "  nobody yet"
