"""The recovery key: eight groups of four letters and digits that a person writes down, and types as they like."""

from __future__ import annotations

import hashlib
import secrets

from nextrung.keys.refusals import MistypedRecoveryKeyError

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O and U: what is easily taken for another one is read as that (Crockford's base 32)."""
_READ_AS = str.maketrans("OIL", "011")
_BITS = 5
_SECRET, _CHECK = 30, 2
"""Letters that are random (150 bits), and letters that show when one was mistyped (1 in 1,024 slips through)."""
_GROUP = 4
LENGTH = _SECRET + _CHECK


def new() -> str:
    """A random recovery key, as it is shown."""
    return _shown("".join(secrets.choice(_LETTERS) for _ in range(_SECRET)))


def read(typed: str) -> bytes:
    """The bytes that a typed recovery key stands for, whatever its case, spaces and dashes.

    Raises MistypedRecoveryKeyError.
    """
    letters = "".join(one for one in typed.upper() if one.isalnum()).translate(_READ_AS)
    strange = next((one for one in letters if one not in _LETTERS), "")
    if strange:
        raise MistypedRecoveryKeyError(f"“{strange}” is never part of one")
    if len(letters) != LENGTH:
        raise MistypedRecoveryKeyError(f"it has {LENGTH} letters and digits, not {len(letters)}")
    if letters[_SECRET:] != _check(letters[:_SECRET]):
        raise MistypedRecoveryKeyError("a letter or digit in it is another one")
    return letters[:_SECRET].encode("ascii")


def _shown(secret: str) -> str:
    whole = secret + _check(secret)
    return " ".join(whole[at : at + _GROUP] for at in range(0, LENGTH, _GROUP))


def _check(secret: str) -> str:
    number = int.from_bytes(hashlib.sha256(secret.encode("ascii")).digest()[:2], "big")
    return _LETTERS[number >> _BITS & 31] + _LETTERS[number & 31]
