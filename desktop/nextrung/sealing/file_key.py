"""The sixteen bytes that open the content of a sealed file: got out of a header, and put into another one."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from nextrung.sealing import header, primitives
from nextrung.sealing.header import Header, Stanza
from nextrung.sealing.refusals import DamagedSealError, SealError

SCRYPT, X25519 = "scrypt", "X25519"
WORK = 18
"""The work that a passphrase costs, as a power of two: a second and 256 MiB; what the age tool takes as well."""
MOST_WORK = 20
"""The most that is done for a file of others: some seconds and 1 GiB, as programs on fast computers ask for it."""
_SIZE = 16
_WRAPPED = _SIZE + primitives.TAG
_SALT = 16
_SCRYPT_LABEL = b"age-encryption.org/v1/scrypt"
_X25519_LABEL = b"age-encryption.org/v1/X25519"
_NUMBER = re.compile(r"[1-9][0-9]?", re.ASCII)
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_CHECKSUM = 6


def for_passphrase(file_key: bytes, passphrase: bytes) -> bytes:
    """A header from which whoever has the passphrase gets the file key. Raises SealError where memory is short."""
    salt = secrets.token_bytes(_SALT)
    wrapped = primitives.encrypted(_stretched(passphrase, salt, WORK), file_key)
    return _proven(Stanza(SCRYPT, (header.unpadded(salt), str(WORK)), wrapped), file_key)


def by_passphrase(head: Header, passphrase: bytes) -> bytes | None:
    """The file key; None when the passphrase is another one. Raises SealError."""
    if len(head.stanzas) != 1 or len(head.stanzas[0].values) != 2 or len(head.stanzas[0].body) != _WRAPPED:
        raise DamagedSealError  # the format allows no other way beside a passphrase
    (stanza,) = head.stanzas
    salt, work = header.value_bytes(stanza.values[0]), stanza.values[1]
    if len(salt) != _SALT or not _NUMBER.fullmatch(work):
        raise DamagedSealError
    # before any work: a hostile file may ask for hours and for all memory
    if int(work) > MOST_WORK:
        raise SealError(
            f"This file asks for 2^{work} rounds of work to try a passphrase; at most 2^{MOST_WORK} are done."
        )
    file_key = primitives.decrypted(_stretched(passphrase, salt, int(work)), stanza.body)
    if file_key is not None:
        _require_proven(head, file_key)
    return file_key


def for_identity(file_key: bytes, identity: str) -> bytes:
    """A header from which the library gets the file key with a private key."""
    public, once = primitives.agreed(_scalar(identity)), secrets.token_bytes(32)
    share = primitives.agreed(once)
    key = primitives.derived(primitives.agreed(once, public), share + public, _X25519_LABEL)
    return _proven(Stanza(X25519, (header.unpadded(share),), primitives.encrypted(key, file_key)), file_key)


def by_identity(head: Header, identity: str) -> bytes:
    """The file key of what the library just sealed for a private key. Raises SealError when it is none of its."""
    scalar = _scalar(identity)
    for stanza in head.stanzas:
        if stanza.kind == X25519:
            share, public = header.value_bytes(stanza.values[0]), primitives.agreed(scalar)
            key = primitives.derived(primitives.agreed(scalar, share), share + public, _X25519_LABEL)
            file_key = primitives.decrypted(key, stanza.body)
            if file_key is not None:
                return file_key
    raise DamagedSealError


def _stretched(passphrase: bytes, salt: bytes, work: int) -> bytes:
    """The key that a passphrase stands for; other threads go on meanwhile."""
    try:
        return hashlib.scrypt(
            passphrase, salt=_SCRYPT_LABEL + salt, n=1 << work, r=8, p=1, maxmem=(1 << work + 10) + (1 << 20), dklen=32
        )
    except (ValueError, MemoryError) as error:
        needed = (1 << work) >> 10
        raise SealError(f"There is too little memory free: to try a passphrase takes {needed} MiB.") from error


def _proven(stanza: Stanza, file_key: bytes) -> bytes:
    begin = header.written(stanza)
    return begin + b" " + header.unpadded(_mac(begin, file_key)).encode("ascii") + b"\n"


def _require_proven(head: Header, file_key: bytes) -> None:
    if not hmac.compare_digest(_mac(head.proven, file_key), head.mac):
        raise DamagedSealError


def _mac(proven: bytes, file_key: bytes) -> bytes:
    return hmac.digest(primitives.derived(file_key, b"", b"header"), proven, "sha256")


def _scalar(identity: str) -> bytes:
    """The 32 bytes of a private key that the library made, out of its text (Bech32, whose checksum it has seen to)."""
    bits = 0
    for letter in identity.lower().rpartition("1")[2][:-_CHECKSUM]:
        bits = bits << 5 | _LETTERS.index(letter)
    return (bits >> 4).to_bytes(32, "big")  # 52 letters have four bits too many
