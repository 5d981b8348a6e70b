"""The file that data come from: an ordinary one, or a sealed one, which is opened in memory and nowhere else."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from nextrung.intake.entering import DATA_FILE, SEALED_DATA, EntryError, entering, whole
from nextrung.sealing import header
from nextrung.sealing.refusals import SealError
from nextrung.sealing.sealed import is_sealed, opened
from nextrung.store import reply_key
from nextrung.store.database import open_reading
from nextrung.store.transfer.refusals import TransferError


class PlainData(Struct, frozen=True):
    """The bytes to read, and whether they were sealed: then no copy of them may go to the disk."""

    file: BinaryIO
    was_sealed: bool


def plain_data(path: Path, here: Path, passphrase: str | None) -> PlainData:
    """The data in a file; a sealed one opens with ``passphrase``, or with the key of the database ``here``.

    Raises TransferError, SealError; PassphraseNeededError where one is wanted and none was given.
    """
    try:
        with entering(path, DATA_FILE) as file:
            begin = file.read(header.LONGEST_BEGIN)
        if not is_sealed(begin):
            return PlainData(entering(path, DATA_FILE), was_sealed=False)
        sealed = whole(path, SEALED_DATA)
    except EntryError as error:
        raise TransferError(f"{error.reason[:1].upper()}{error.reason[1:]}.") from error
    plain = opened(sealed, given=passphrase, identity=_identity(here))
    if is_sealed(plain):
        raise SealError("This file was sealed twice; open it once with the age tool, then take in what comes of it.")
    return PlainData(BytesIO(plain), was_sealed=True)


def _identity(here: Path) -> str | None:
    """The private key of a database, where it has one."""
    with closing(open_reading(here)) as connection:
        return reply_key.kept(connection)
