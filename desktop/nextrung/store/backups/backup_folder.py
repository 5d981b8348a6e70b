"""A folder of backups: each a closed database file with its proof beside it, numbered, thinned with age."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from msgspec import Struct, json

from nextrung import paths
from nextrung.errors import DatabaseError
from nextrung.intake import entering
from nextrung.intake.entering import EntryError
from nextrung.keys import held
from nextrung.keys.beginning import is_plain
from nextrung.lazy import lazy
from nextrung.store import sqlite
from nextrung.store.backups.proof import Going, Proof, go_on
from nextrung.store.connection import FAILURES
from nextrung.store.connection import reason as why
from nextrung.whole_file import written_whole

if TYPE_CHECKING:
    from nextrung.store.backups import snapshot, thinning
    from nextrung.store.encryption import recoding
else:
    recoding = lazy("nextrung.store.encryption.recoding")
    snapshot = lazy("nextrung.store.backups.snapshot")
    thinning = lazy("nextrung.store.backups.thinning")

Reason = Literal["start", "assessment", "asked", "migration", "restore", "import", "deletion", "move"]
"""What a backup was made at or before."""
PRECIOUS: frozenset[Reason] = frozenset(get_args(Reason)) - {"start", "assessment"}
OWNER_ONLY = 0o700
LEFT_BEHIND_AFTER = 3600.0
"""Seconds after which nobody writes to an unfinished file any more."""
FORMAT = "nextrung.backup"
FORMAT_VERSION = 1
_REASONS: dict[str, Reason] = {one: one for one in get_args(Reason)}
_NAME = re.compile(r"nextrung-(\d{6,9})-(\d{8}T\d{6}Z)-([a-z]+)\.db")
_STAMP = "%Y%m%dT%H%M%SZ"


class Backup(Struct, frozen=True):
    """One backup. ``number`` grows with every one, whatever the clock says; ``proof`` is None when it has none."""

    path: Path
    number: int
    made_at: datetime
    reason: Reason
    proof: Proof | None
    size: int
    """Bytes on disk."""

    @property
    def precious(self) -> bool:
        """Asked for by a person, or made just before something was changed for good."""
        return self.reason in PRECIOUS

    def proves(self, proof: Proof) -> bool:
        """Whether it holds what another proof says."""
        return self.proof is not None and self.proof.is_of_the_same(proof)

    def is_the_same(self, proof: Proof, path: Path) -> bool:
        """Whether it holds what another proof says of another file, still does, and opens with the key of that."""
        key = held.of_file(path)
        return self.proves(proof) and self.is_as_proven() and (key is None or held.opens(key, self.path))

    def is_as_proven(self) -> bool:
        """Whether the file on disk still is what its proof says; reads all of it."""
        try:
            return self.proof is not None and snapshot.digest(self.path) == self.proof.digest
        except OSError:
            return False


class BackupFolder:
    """The backups in one folder."""

    def __init__(self, folder: Path, require: Callable[[], None] | None = None) -> None:
        """Name the folder; it is made with the first backup.

        With ``require`` it is never made: that is called before anything is written, and raises DatabaseError when the
        folder is not what it should be.
        """
        self.folder = folder
        self._require_place = require

    def backups(self) -> tuple[Backup, ...]:
        """All backups, the newest first; nothing when the folder is not there. Raises DatabaseError."""
        try:
            names = [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]
        except FileNotFoundError:
            return ()
        except OSError as error:
            message = f"The backup folder {self.folder} cannot be read: {error.strerror or error}."
            raise DatabaseError(message) from error
        found = [one for path in names if (one := _backup(path)) is not None]
        return tuple(sorted(found, key=lambda one: one.number, reverse=True))

    def newest_proven(self) -> Backup | None:
        """The newest backup with a proof."""
        return next((one for one in self.backups() if one.proof is not None), None)

    def add(self, database: Path, reason: Reason, now: datetime, going: Going = go_on) -> Backup:
        """Back up a database that may be in use; what is already there as the newest is not kept twice.

        Returns the new backup, or the newest one when nothing has changed since, which becomes precious when this one
        was to be. Raises DatabaseError.
        """
        newest = next(iter(self.backups()), None)
        path = self._path(newest.number + 1 if newest else 1, now, reason)
        with self._writing():
            with written_whole(path) as beside, closing(snapshot.read_only(database)) as source:
                proof = snapshot.take(source, beside, going)
                # The bytes are compared as well, since the newest file may have rotted since it was proven.
                if newest is not None and newest.is_the_same(proof, beside):
                    beside.unlink()
                    return self._with_reason(newest, reason)
                _keep_keys(database.with_name(paths.KEYS), path, beside)
            # The proof comes after its copy: a backup without a proof is only not trusted.
            keep_proof(path, proof, now)
        return _require(path)

    def _with_reason(self, backup: Backup, reason: Reason) -> Backup:
        """The same backup, kept for a reason that makes it precious; a new name, its proof there first."""
        if backup.precious or backup.proof is None or reason not in PRECIOUS:
            return backup
        path = self._path(backup.number, backup.made_at, reason)
        _keep_keys(_keys_path(backup.path), path, backup.path)
        keep_proof(path, backup.proof, backup.made_at)
        backup.path.rename(path)
        _remove_beside(backup.path)
        return _require(path)

    def add_copy(self, backup: Backup) -> Backup:
        """Put a copy of a backup of another folder here as the newest, and prove it. Raises DatabaseError.

        It gets a number of this backup folder: the other one may have begun to count anew. What is the newest here
        already is not kept twice.
        """
        newest = next(iter(self.backups()), None)
        if newest is not None and backup.proof is not None and newest.is_the_same(backup.proof, backup.path):
            return newest
        target = self._path(newest.number + 1 if newest else backup.number, backup.made_at, backup.reason)
        with self._writing():
            with written_whole(target) as beside:
                shutil.copyfile(backup.path, beside)
                proof = snapshot.prove(beside)
                if backup.proof is not None and proof != backup.proof:
                    raise DatabaseError(f"The copy of the backup in {self.folder} is not the same, so it was not kept.")
                _keep_keys(_keys_path(backup.path), target, beside)
            keep_proof(target, proof, backup.made_at)
        return _require(target)

    def rewrite(self, backup: Backup, change: Callable[[sqlite.Connection], None]) -> Backup:
        """Change what a backup holds, and prove it again. Raises DatabaseError, and the backup is as it was."""
        with self._writing():
            with written_whole(backup.path) as beside:
                shutil.copyfile(backup.path, beside)
                with closing(sqlite.connect(beside)) as copy:
                    change(copy)
                proof = snapshot.prove(beside)
            keep_proof(backup.path, proof, backup.made_at)
        return _require(backup.path)

    def recode(self, backup: Backup, database: Path) -> Backup:
        """Encrypt a backup as the data file ``database`` is, or make it plain, and prove it again.

        Raises DatabaseError, and the backup is as it was.
        """
        with self._writing():
            with written_whole(backup.path) as beside:
                recoding.copy_like(backup.path, beside, database.parent)
                proof = snapshot.prove(beside)
                _keep_keys(database.with_name(paths.KEYS), backup.path, beside)
            keep_proof(backup.path, proof, backup.made_at)
            if is_plain(backup.path):
                _keys_path(backup.path).unlink(missing_ok=True)
        return _require(backup.path)

    def remove(self, backup: Backup) -> None:
        """Delete a backup. Raises DatabaseError."""
        with self._writing():
            backup.path.unlink(missing_ok=True)
            _remove_beside(backup.path)

    def thin(self) -> int:
        """Remove the backups that have had their time; returns how many. Raises DatabaseError."""
        everything = self.backups()
        stay = thinning.kept(everything)
        proven = next((one.number for one in everything if one.proof is not None), None)
        # The newest proven one stays whatever its age: it may be the only one that can be restored.
        gone = [one for one in everything if one.number not in stay and one.number != proven]
        try:
            for one in gone:
                one.path.unlink(missing_ok=True)
                _remove_beside(one.path)
        except OSError as error:
            reason = error.strerror or str(error)
            raise DatabaseError(f"Old backups in {self.folder} could not be removed: {reason}.") from error
        return len(gone)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            if self._require_place is not None:
                self._require_place()
            else:
                self.folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
            _remove_left_behind(self.folder)
            yield
        except (OSError, *FAILURES) as error:
            message = f"The backup in {self.folder} could not be made: {why(error)}. The data itself is not touched."
            raise DatabaseError(message) from error

    def _path(self, number: int, now: datetime, reason: Reason) -> Path:
        # With zeros before it, so that file managers list the backups in their order.
        return self.folder / f"nextrung-{number:06d}-{now.astimezone(UTC).strftime(_STAMP)}-{reason}.db"


def _require(path: Path) -> Backup:
    found = _backup(path)
    if found is None:
        raise DatabaseError(f"The backup {path.name} is not there any more.")
    return found


def _backup(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    # A folder may have such a name, and iterdir may name what another program has just removed.
    if match is None or not path.is_file():
        return None
    number, stamp, reason = match.groups()
    try:
        # From the name, since copying a file changes the times that file systems keep.
        made_at = datetime.fromisoformat(stamp)
        size = path.stat().st_size
    except (ValueError, OSError):
        return None
    # A reason that only a newer version knows counts as precious: rather keep too much.
    return Backup(path, int(number), made_at, _REASONS.get(reason, "asked"), _proof(path), size)


def beside(path: Path) -> tuple[Path, ...]:
    """Where what belongs to a backup may lie: its proof, and the keys of an encrypted one."""
    return _proof_path(path), _keys_path(path)


def _remove_beside(path: Path) -> None:
    for one in beside(path):
        one.unlink(missing_ok=True)


def _keys_path(path: Path) -> Path:
    return path.with_suffix(held.ENDING)


def _keep_keys(keys: Path, path: Path, content: Path) -> None:
    """Put the keys that open an encrypted backup beside it, so that it opens with them whatever they are later."""
    if not is_plain(content):
        with written_whole(_keys_path(path)) as place:
            shutil.copyfile(keys, place)


def _proof_path(path: Path) -> Path:
    return path.with_suffix(".json")


def _proof(path: Path) -> Proof | None:
    try:
        raw: Any = json.decode(entering.whole(_proof_path(path), entering.NOTE))
        if raw["format"] != FORMAT or raw["format_version"] != FORMAT_VERSION:
            return None
        rows = {str(table): int(count) for table, count in raw["rows"].items()}
        return Proof(rows, str(raw["digest"]), str(raw.get("content", "")))
    except (EntryError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def keep_proof(path: Path, proof: Proof, now: datetime) -> None:
    """Put the proof of a backup that was made ``now`` beside it. Raises OSError."""
    raw = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "made_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "rows": proof.rows,
        "digest": proof.digest,
        **({"content": proof.content} if proof.content else {}),
    }
    with written_whole(_proof_path(path)) as beside:
        beside.write_text(json.format(json.encode(raw), indent=1).decode() + "\n", encoding="utf-8")


def _remove_left_behind(folder: Path) -> None:
    """What a program that was killed in the middle of a backup left beside the finished ones."""
    for path in folder.glob(".nextrung-*.part*"):
        with suppress(FileNotFoundError):  # another program may be tidying up as well
            # The clock may have been set back meanwhile, so a file of the future is as old as one of the past.
            if abs(time.time() - path.stat().st_mtime) > LEFT_BEHIND_AFTER:
                path.unlink()
