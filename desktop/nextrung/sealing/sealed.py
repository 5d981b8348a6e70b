"""Seals bytes for a passphrase or a person's key, and opens what was sealed; nothing here touches a disk.

Both take a second or more, so they belong into a thread of their own, and let the others go on meanwhile.
"""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from nextrung.lazy import lazy
from nextrung.sealing import file_key, header, passphrase
from nextrung.sealing.header import is_sealed
from nextrung.sealing.refusals import DamagedSealError, PassphraseNeededError, SealError, WrongPassphraseError

if TYPE_CHECKING:
    import pyrage
else:
    pyrage = lazy("pyrage")

__all__ = ["Sealing", "is_sealed", "opened", "require_public_key", "sealed"]

_BLOCK = 1 << 18
"""Bytes that the library gets at once; it holds the interpreter while it works on them."""


class Sealing(Struct, frozen=True):
    """For whom a file is sealed: whoever has the passphrase, or the owner of a public key (``age1…``); one of both."""

    passphrase: str = ""
    public_key: str = ""


def sealed(plain: bytes, wish: Sealing) -> bytes:
    """The bytes of a sealed file. Raises SealError for an empty passphrase and for a text that is no key."""
    if wish.public_key:
        return _encrypted(plain, pyrage.x25519.Recipient.from_str(require_public_key(wish.public_key)))
    if not wish.passphrase:
        raise SealError("The passphrase is empty; type one first.")
    # The library has its own way with passphrases (see ``file_key``): it seals for a key made for this file, and only
    # the header is written anew. The content stays as it made it.
    identity = pyrage.x25519.Identity.generate()
    made = _encrypted(plain, identity.to_public())
    head = header.read(made)
    key = file_key.by_identity(head, str(identity))
    return file_key.for_passphrase(key, passphrase.forms(wish.passphrase)[0]) + made[head.content_at :]


def opened(data: bytes, *, given: str | None = None, identity: str | None = None) -> bytes:
    """What is in a sealed file, with the passphrase that was ``given`` or the private key ``identity``.

    Raises PassphraseNeededError, WrongPassphraseError, or SealError for a file that neither of them can open.
    """
    whole = header.unwrapped(data) or data
    head = header.read(whole)
    kinds = {one.kind for one in head.stanzas}
    if file_key.SCRYPT in kinds:
        return _opened_by_passphrase(whole, head, given)
    if identity is None or file_key.X25519 not in kinds:
        raise _for_others()
    return _decrypted(whole, identity)


def require_public_key(text: str) -> str:
    """A public key as it was typed or pasted, without what stands around it. Raises SealError."""
    found = "".join(text.split())
    try:
        pyrage.x25519.Recipient.from_str(found)
    except pyrage.RecipientError as error:
        raise SealError("This is no public key: one begins with “age1” and has 62 letters and digits.") from error
    return found


def _opened_by_passphrase(whole: bytes, head: header.Header, given: str | None) -> bytes:
    if not given:
        raise PassphraseNeededError
    for form in passphrase.forms(given):
        key = file_key.by_passphrase(head, form)
        if key is not None:
            identity = str(pyrage.x25519.Identity.generate())
            return _decrypted(file_key.for_identity(key, identity) + whole[head.content_at :], identity)
    raise WrongPassphraseError


def _encrypted(plain: bytes, recipient: pyrage.x25519.Recipient) -> bytes:
    out = io.BytesIO()
    try:
        pyrage.encrypt_io(_Yielding(plain), out, [recipient])
    except pyrage.EncryptError as error:
        raise SealError(f"The file cannot be sealed: {error}.") from error
    return out.getvalue()


def _decrypted(whole: bytes, identity: str) -> bytes:
    out = io.BytesIO()
    try:
        pyrage.decrypt_io(_Yielding(whole), out, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.IdentityError as error:
        raise SealError("The key of this data folder is damaged; a backup may hold it.") from error
    # what the library says of bytes that are wrong is an error of its own, or one of the system without a number
    except (pyrage.DecryptError, OSError) as error:
        raise (_for_others() if str(error) == "No matching keys found" else DamagedSealError()) from error
    return out.getvalue()


def _for_others() -> SealError:
    return SealError("This file is sealed for a key that this data folder does not have.")


class _Yielding(io.RawIOBase):
    """Bytes for the library, which lets other threads go on only while it asks for more of them."""

    def __init__(self, raw: bytes) -> None:
        self._file: BinaryIO = io.BytesIO(raw)
        self._left = _BLOCK

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        self._left -= max(size, 0)
        if self._left <= 0:
            self._left = _BLOCK
            time.sleep(0)
        return self._file.read(size)
