"""The one random key that a data file is encrypted with."""

from __future__ import annotations

import hashlib
import hmac
import secrets

SIZE = 32
"""Bytes of a key."""
_ID_LABEL = b"nextrung.key.id"


class DataKey:
    """A key of 32 bytes, which shows itself nowhere: not when printed, not in an error."""

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        """Keep the bytes. Raises ValueError when they are not 32."""
        if len(raw) != SIZE:
            raise ValueError("a data key has 32 bytes")
        self._raw = raw

    @classmethod
    def new(cls) -> DataKey:
        """A random one."""
        return cls(secrets.token_bytes(SIZE))

    @property
    def raw(self) -> bytes:
        """The bytes, for whoever encrypts with them."""
        return self._raw

    @property
    def id(self) -> str:
        """What tells keys apart and says nothing of them: 32 hexadecimal digits."""
        return hashlib.blake2b(_ID_LABEL, key=self._raw, digest_size=16).hexdigest()

    def __repr__(self) -> str:
        return "DataKey(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataKey) and hmac.compare_digest(self._raw, other._raw)

    def __hash__(self) -> int:
        return hash(self.id)
