"""Both modes of data: every hardship is met by plain ones and by encrypted ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.hardship import filled

from nextrung.keys import held
from nextrung.keys.refusals import WrongKeyError
from nextrung.workspace.unlocking import Unlocking, is_encrypted, lock

MODES = ("plain", "encrypted")
WORDS, NEW_WORDS = "Zaun tulpen Velo", "Birne Kiesel Floh"


def encrypt(database: Path, around: Path) -> None:
    """Encrypt closed data; every copy of them in the folder ``around`` opens with their key, until they are locked."""
    with closing(filled.open_workspace(database)) as workspace:
        workspace.switch(workspace.encryption.encrypt_work(WORDS, None))
        workspace.encryption.delete_plain_copies_work()()
    key = held.of_folder(database.parent)
    assert key is not None
    held.hold(around, key)


@contextmanager
def in_mode(mode: str, database: Path, around: Path) -> Iterator[None]:
    """Data that are there are in one of the ``MODES`` inside, with all of their copies in the folder ``around``."""
    if mode == "encrypted":
        encrypt(database, around)
    try:
        yield
    finally:
        lock(database)


def unlock(database: Path) -> None:
    """Hold the key of a data file, where it is encrypted; another run may have had another one."""
    key = held.of_folder(database.parent)
    if not is_encrypted(database):
        held.forget(database.parent)
    elif key is None or not held.opens(key, database):
        try:
            Unlocking(database).with_passphrase(WORDS)
        except WrongKeyError:  # it was changed
            Unlocking(database).with_passphrase(NEW_WORDS)
