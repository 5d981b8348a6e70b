"""The slots that a data key lies in: each opens with one thing that a person knows or has."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from nextrung.keys import recovery_key
from nextrung.keys.data_key import DataKey
from nextrung.keys.refusals import KeysFileError, WrongDataPassphraseError, WrongRecoveryKeyError
from nextrung.lazy import lazy
from nextrung.sealing import passphrase as passphrases

if TYPE_CHECKING:
    from nacl import bindings as sodium
    from nacl import exceptions as sodium_errors
else:
    sodium = lazy("nacl.bindings")
    sodium_errors = lazy("nacl.exceptions")

Kind = Literal["passphrase", "recovery"]
MIB = 1024 * 1024
ROUNDS, MEMORY = 3, 64 * MIB
"""The work that trying a passphrase costs (argon2id): less than a second and 64 MiB."""
MOST_ROUNDS, MOST_MEMORY = 16, 512 * MIB
"""The most that is done for a file that asks for it."""
LEAST_MEMORY = 8 * MIB
_SALT, _NONCE = 16, 24
_RECOVERY_LABEL = b"nextrung.recovery"


class Slot(Struct, frozen=True):
    """One way to the data key. ``rounds`` and ``memory`` (bytes) are the work that it costs, if any."""

    kind: Kind
    salt: bytes
    nonce: bytes
    wrapped: bytes
    rounds: int = 0
    memory: int = 0

    @property
    def bound(self) -> bytes:
        """What nobody can change without the slot not opening any more."""
        return f"nextrung.keys/1/{self.kind}/{self.salt.hex()}/{self.rounds}/{self.memory}".encode("ascii")


def for_passphrase(key: DataKey, passphrase: str) -> Slot:
    """A slot that a passphrase opens; takes some tenths of a second. Raises KeysFileError where memory is short."""
    salt = secrets.token_bytes(_SALT)
    slot = Slot("passphrase", salt, secrets.token_bytes(_NONCE), b"", ROUNDS, MEMORY)
    return _filled(slot, key, _stretched(passphrases.forms(passphrase)[0], slot))


def for_recovery(key: DataKey, typed: str) -> Slot:
    """A slot that a recovery key opens. Raises MistypedRecoveryKeyError."""
    slot = Slot("recovery", secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE), b"")
    return _filled(slot, key, _of_recovery(typed, slot))


def by_passphrase(slot: Slot, passphrase: str) -> DataKey:
    """The data key. Raises WrongDataPassphraseError, KeysFileError."""
    for form in passphrases.forms(passphrase):
        found = _opened(slot, _stretched(form, slot))
        if found is not None:
            return found
    raise WrongDataPassphraseError


def by_recovery(slot: Slot, typed: str) -> DataKey:
    """The data key. Raises MistypedRecoveryKeyError, WrongRecoveryKeyError."""
    found = _opened(slot, _of_recovery(typed, slot))
    if found is None:
        raise WrongRecoveryKeyError
    return found


def require_bounded(slot: Slot) -> None:
    """Raise KeysFileError for a slot that asks for more work than is ever done, before any is done."""
    if slot.kind == "recovery":
        return
    if not 1 <= slot.rounds <= MOST_ROUNDS or not LEAST_MEMORY <= slot.memory <= MOST_MEMORY:
        raise KeysFileError(
            f"The keys of the data ask for {slot.rounds} rounds in {slot.memory // MIB} MiB to try a passphrase;"
            f" at most {MOST_ROUNDS} rounds in {MOST_MEMORY // MIB} MiB are done. Nothing was changed."
        )


def _stretched(passphrase: bytes, slot: Slot) -> bytes:
    """The key that a passphrase stands for; other threads go on meanwhile."""
    require_bounded(slot)
    try:
        return sodium.crypto_pwhash_alg(
            32, passphrase, slot.salt, slot.rounds, slot.memory, sodium.crypto_pwhash_ALG_ARGON2ID13
        )
    except (sodium_errors.CryptoError, MemoryError) as error:
        needed = slot.memory // MIB
        raise KeysFileError(
            f"There is too little memory free: to try a passphrase takes {needed} MiB. Nothing was changed."
        ) from error


def _of_recovery(typed: str, slot: Slot) -> bytes:
    # 150 random bits need no work that slows guessing
    return hashlib.blake2b(recovery_key.read(typed) + _RECOVERY_LABEL, key=slot.salt, digest_size=32).digest()


def _filled(slot: Slot, key: DataKey, with_key: bytes) -> Slot:
    wrapped = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(key.raw, slot.bound, slot.nonce, with_key)
    return Slot(slot.kind, slot.salt, slot.nonce, wrapped, slot.rounds, slot.memory)


def _opened(slot: Slot, with_key: bytes) -> DataKey | None:
    try:
        raw = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(slot.wrapped, slot.bound, slot.nonce, with_key)
    except sodium_errors.CryptoError:
        return None
    return DataKey(raw)
