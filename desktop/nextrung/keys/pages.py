"""Which key a data file is encrypted with, told from its pages alone: each carries what proves it (SQLCipher 4).

A page ends in an initialisation vector of 16 bytes and an HMAC-SHA-512 over all before it and its number; the first 16
bytes of the file are its salt. A wrong key is told apart from damage in this way, which SQLite itself does not.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from pathlib import Path

from nextrung.keys.beginning import PAGE
from nextrung.keys.data_key import DataKey

_SALT = 16
_PROOF = 64
_MASK, _ROUNDS = 0x3A, 2
"""How SQLCipher makes the key that proves pages out of the data key: PBKDF2 with the salt masked."""


def opens(key: DataKey, first: bytes) -> bool:
    """Whether a key is that of the file whose first page is given."""
    return _Prover(key, first[:_SALT]).proves(first, 1)


def belongs(key: DataKey, path: Path) -> bool:
    """Whether any page of a file was written with a key, so that the rest is damaged at most. Raises OSError."""
    return any(is_sound for _, is_sound in _looked_at(key, path))


def damaged(key: DataKey, path: Path) -> tuple[int, ...]:
    """The numbers of the pages that are not as they were written with a key. Raises OSError."""
    return tuple(number for number, is_sound in _looked_at(key, path) if not is_sound)


def put(key: DataKey, path: Path, page: bytes, numbers: Iterable[int]) -> None:
    """Write a page of any file with this key in the place of those with these numbers, the first one never.

    Raises OSError.
    """
    with path.open("r+b") as file:
        prover = _Prover(key, file.read(_SALT))
        for number in numbers:
            file.seek((number - 1) * PAGE)
            file.write(page[:-_PROOF] + prover.proof(page[:-_PROOF], number))


def _looked_at(key: DataKey, path: Path) -> Iterator[tuple[int, bool]]:
    with path.open("rb") as file:
        page = file.read(PAGE)
        prover, number = _Prover(key, page[:_SALT]), 1
        while page:
            yield number, prover.proves(page, number)
            page, number = file.read(PAGE), number + 1


class _Prover:
    """Proves the pages of one file."""

    def __init__(self, key: DataKey, salt: bytes) -> None:
        self._key = hashlib.pbkdf2_hmac("sha512", key.raw, bytes(one ^ _MASK for one in salt), _ROUNDS, 32)

    def proves(self, page: bytes, number: int) -> bool:
        content = page[_SALT if number == 1 else 0 : -_PROOF]
        return len(page) == PAGE and hmac.compare_digest(self.proof(content, number), page[-_PROOF:])

    def proof(self, content: bytes, number: int) -> bytes:
        return hmac.digest(self._key, content + number.to_bytes(4, "little"), "sha512")
