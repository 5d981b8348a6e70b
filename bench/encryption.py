"""What encryption costs: of answers, the start, unlocking, a group and backups, each against the same without it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from nacl.pwhash import argon2id

from bench import answer_to_disk, backup, group, start
from bench.measuring import Measurement, compare
from nextrung import app, paths
from nextrung.keys import keys_file, slots
from nextrung.keys.data_key import SIZE
from nextrung.store.backups.backup_folder import BackupFolder
from nextrung.workspace import Workspace
from nextrung.workspace.unlocking import Unlocking, lock

WORDS = "Zaun tulpen Velo"


def encrypt(workspace: Workspace) -> None:
    """Encrypt open data."""
    workspace.switch(workspace.encryption.encrypt_work(WORDS, None))


def encrypted(folder: Path) -> Path:
    """Encrypt the closed data of a folder, and lock them; the folder."""
    with closing(app.open_workspace(folder)) as workspace:
        encrypt(workspace)
    lock(folder / paths.DATABASE)
    return folder


def unlock(folder: Path) -> None:
    """Unlock the data of a folder as their window does."""
    Unlocking(folder / paths.DATABASE).with_either(WORDS)


def measure() -> Iterator[Measurement]:
    yield answer_to_disk.measured("answer to disk, encrypted", "at most 1.6 x a plain one", encrypt)
    with tempfile.TemporaryDirectory() as name:
        folder = encrypted(start.filled(Path(name), 0))
        commands = start.source("unlock", "--data-dir", str(folder)), start.source("bare")
        limits = (start.LIMIT, "at most 1.45 x")
        yield from start.compared("the unlock page, from source", "a bare window", *commands, limits)
        yield _unlocking(folder)
    with tempfile.TemporaryDirectory() as name:
        yield _backup(Path(name))
    with tempfile.TemporaryDirectory() as name:
        group.filled(Path(name), 1000, 5)
        folder = encrypted(Path(name))
        yield group.from_new_starts(
            "group of 1,000 x 5, encrypted, new start", folder, 5, "at most 1.5 s", module="bench.encryption"
        )


def first_opening(folder: Path, *, ahead: bool) -> tuple[float, float, float]:
    """The first opening of the group in a new process, which unlocked the data before."""
    unlock(folder)
    return group.first_opening(folder, ahead=ahead)


def _unlocking(folder: Path) -> Measurement:
    """From the passphrase to open data, against the work that makes guessing slow."""
    slot = next(one for one in keys_file.read(folder / paths.KEYS).slots if one.kind == "passphrase")

    def opened() -> None:
        unlock(folder)
        app.open_workspace(folder).close()

    def locked() -> None:
        lock(folder / paths.DATABASE)

    def derived() -> None:
        argon2id.kdf(SIZE, WORDS.encode(), slot.salt, opslimit=slots.ROUNDS, memlimit=slots.MEMORY)

    return compare(
        "unlocking, and opening the data",
        opened,
        "argon2id of the passphrase alone",
        derived,
        rounds=11,
        limit="at most 1 s",
        between=locked,
    )


def _backup(folder: Path) -> Measurement:
    """A proven backup of 100,000 answers, encrypted and plain."""
    plain, sealed = folder / "plain", folder / "sealed"
    with closing(app.open_workspace(plain)) as workspace:
        app.add_sample(workspace)
    backup.fill(plain / paths.DATABASE)
    shutil.copytree(plain, sealed)
    encrypted(sealed)
    unlock(sealed)
    numbers = count()

    def back_up(of: Path) -> None:
        BackupFolder(of / f"backups {next(numbers)}").add(of / paths.DATABASE, "asked", datetime.now(UTC))

    try:
        return compare(
            "proven backup of 100,000 answers, encrypted",
            lambda: back_up(sealed),
            "the same of plain data",
            lambda: back_up(plain),
            rounds=8,
            limit="at most 2 x",
        )
    finally:
        lock(sealed / paths.DATABASE)
