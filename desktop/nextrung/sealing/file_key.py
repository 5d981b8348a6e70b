"""The sixteen bytes that open the content of a sealed file: got out of a header, and put into another one.

``pyrage`` does this too, but chooses by itself how much work a passphrase costs (up to gigabytes on a fast computer),
and holds up every thread of the program meanwhile. So the header alone is made here, with libsodium (``nacl``) for
X25519 and ChaCha20-Poly1305, and scrypt and HMAC of the standard library.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import TYPE_CHECKING

from nextrung.lazy import lazy
from nextrung.sealing import header
from nextrung.sealing.header import Header, Stanza
from nextrung.sealing.refusals import DamagedSealError, SealError

if TYPE_CHECKING:
    from nacl import bindings as sodium
    from nacl import exceptions as sodium_errors
else:
    sodium = lazy("nacl.bindings")
    sodium_errors = lazy("nacl.exceptions")

SCRYPT, X25519 = "scrypt", "X25519"
WORK = 18
"""The work that a passphrase costs, as a power of two: a second and 256 MiB; what the age tool takes as well."""
MOST_WORK = 20
"""The most that is done for a file of others: some seconds and 1 GiB, as programs on fast computers ask for it."""
_SIZE = 16
_WRAPPED = _SIZE + 16
"""Bytes of a wrapped file key: behind it stands what proves it."""
_NONCE = bytes(12)
"""The format has none, since no key wraps more than one file key."""
_POINT = 32
_SALT = 16
_SCRYPT_LABEL = b"age-encryption.org/v1/scrypt"
_X25519_LABEL = b"age-encryption.org/v1/X25519"
_NUMBER = re.compile(r"[1-9][0-9]?", re.ASCII)
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_CHECKSUM = 6


def for_passphrase(file_key: bytes, passphrase: bytes) -> bytes:
    """A header from which whoever has the passphrase gets the file key. Raises SealError where memory is short."""
    salt = secrets.token_bytes(_SALT)
    wrapped = _wrapped(_stretched(passphrase, salt, WORK), file_key)
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
    file_key = _unwrapped(_stretched(passphrase, salt, int(work)), stanza.body)
    if file_key is not None:
        _require_proven(head, file_key)
    return file_key


def for_identity(file_key: bytes, identity: str) -> bytes:
    """A header from which the library gets the file key with a private key."""
    public, once = sodium.crypto_scalarmult_base(_scalar(identity)), secrets.token_bytes(32)
    share = sodium.crypto_scalarmult_base(once)
    key = _derived(_agreed(once, public), share + public, _X25519_LABEL)
    return _proven(Stanza(X25519, (header.unpadded(share),), _wrapped(key, file_key)), file_key)


def by_identity(head: Header, identity: str) -> bytes:
    """The file key of what the library just sealed for a private key. Raises SealError when it is none of its."""
    scalar = _scalar(identity)
    for stanza in head.stanzas:
        if stanza.kind == X25519:
            share, public = header.value_bytes(stanza.values[0]), sodium.crypto_scalarmult_base(scalar)
            key = _derived(_agreed(scalar, share), share + public, _X25519_LABEL)
            file_key = _unwrapped(key, stanza.body)
            if file_key is not None:
                return file_key
    raise DamagedSealError


def _wrapped(key: bytes, file_key: bytes) -> bytes:
    """The file key under ChaCha20-Poly1305 (RFC 8439), with what proves it. No ``key`` is used twice."""
    return sodium.crypto_aead_chacha20poly1305_ietf_encrypt(file_key, None, _NONCE, key)


def _unwrapped(key: bytes, wrapped: bytes) -> bytes | None:
    """The file key that was wrapped with a key; None when it was another key, or other bytes."""
    if len(wrapped) != _WRAPPED:
        return None
    try:
        return sodium.crypto_aead_chacha20poly1305_ietf_decrypt(wrapped, None, _NONCE, key)
    except sodium_errors.CryptoError:
        return None


def _agreed(scalar: bytes, point: bytes) -> bytes:
    """What X25519 (RFC 7748) makes of a secret scalar and a point. Raises DamagedSealError for what is no point."""
    if len(point) != _POINT:  # libsodium reads as many bytes whatever it gets, and its bindings do not look
        raise DamagedSealError
    try:
        return sodium.crypto_scalarmult(scalar, point)
    except sodium_errors.RuntimeError as error:  # a point with which everybody agrees to the same
        raise DamagedSealError from error


def _derived(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """A key of 32 bytes out of a secret: HKDF with SHA-256 (RFC 5869), which is two steps for that length."""
    extracted = hmac.digest(salt or bytes(32), secret, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


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
    return hmac.digest(_derived(file_key, b"", b"header"), proven, "sha256")


def _scalar(identity: str) -> bytes:
    """The 32 bytes of a private key that the library made, out of its text (Bech32, whose checksum it has seen to)."""
    bits = 0
    for letter in identity.lower().rpartition("1")[2][:-_CHECKSUM]:
        bits = bits << 5 | _LETTERS.index(letter)
    return (bits >> 4).to_bytes(32, "big")  # 52 letters have four bits too many
