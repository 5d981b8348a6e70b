"""What wraps the sixteen bytes that open a file, as RFC 7748, 8439 and 5869 say it; all else is left to the library.

The library knows all of this, but gives none of it: it chooses by itself how much work a passphrase costs (up to
gigabytes on a fast computer), and holds up every thread of the program meanwhile.
"""

from __future__ import annotations

import hmac
import struct

_PRIME = 2**255 - 19
_BASE = (9).to_bytes(32, "little")
_WORD = 0xFFFFFFFF
_POLY_PRIME = 2**130 - 5
_CLAMP = 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
_CONSTANT = (0x61707865, 0x3320646E, 0x79622D32, 0x6B206574)
_ROUNDS = (
    (0, 4, 8, 12),
    (1, 5, 9, 13),
    (2, 6, 10, 14),
    (3, 7, 11, 15),
    (0, 5, 10, 15),
    (1, 6, 11, 12),
    (2, 7, 8, 13),
    (3, 4, 9, 14),
)
TAG = 16
"""Bytes behind what was encrypted that prove it."""
LONGEST = 64
"""Bytes that are encrypted at most: one block."""


def derived(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """A key of 32 bytes out of a secret (HKDF with SHA-256)."""
    extracted = hmac.digest(salt or bytes(32), secret, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


def agreed(scalar: bytes, point: bytes = _BASE) -> bytes:
    """What X25519 makes of a secret scalar and a point; without one, the public point of the scalar."""
    number = int.from_bytes(scalar, "little") & ~7 & ~(1 << 255) | (1 << 254)
    x1 = int.from_bytes(point, "little") & ~(1 << 255)
    x2, z2, x3, z3 = 1, 0, x1, 1
    for at in range(254, -1, -1):
        if number >> at & 1:
            x3, z3, x2, z2 = _step(x3, z3, x2, z2, x1)
        else:
            x2, z2, x3, z3 = _step(x2, z2, x3, z3, x1)
    return (x2 * pow(z2, -1, _PRIME) % _PRIME if z2 else 0).to_bytes(32, "little")


def _step(x2: int, z2: int, x3: int, z3: int, x1: int) -> tuple[int, int, int, int]:
    """One rung of the Montgomery ladder: the first point doubled, and both added."""
    a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
    aa, bb, da, cb = a * a, b * b, d * a, c * b
    e = aa - bb
    return (
        aa * bb % _PRIME,
        e * (aa + 121665 * e) % _PRIME,
        (da + cb) ** 2 % _PRIME,
        x1 * (da - cb) ** 2 % _PRIME,
    )


def encrypted(key: bytes, plain: bytes, nonce: bytes = bytes(12)) -> bytes:
    """At most a block under ChaCha20-Poly1305, with its proof. A key without a ``nonce`` is used once."""
    cipher = _mixed(plain, _block(key, 1, nonce))
    return cipher + _tag(key, cipher, nonce)


def decrypted(key: bytes, cipher: bytes, nonce: bytes = bytes(12)) -> bytes | None:
    """What was encrypted under a key; None when it was another key, or other bytes."""
    body, tag = cipher[:-TAG], cipher[-TAG:]
    if not hmac.compare_digest(tag, _tag(key, body, nonce)):
        return None
    return _mixed(body, _block(key, 1, nonce))


def _mixed(text: bytes, stream: bytes) -> bytes:
    if len(text) > LONGEST:
        raise ValueError("more than a block")
    return bytes(a ^ b for a, b in zip(text, stream, strict=False))


def _block(key: bytes, count: int, nonce: bytes) -> bytes:
    """One block of the stream of ChaCha20."""
    begin = [*_CONSTANT, *struct.unpack("<8L", key), count, *struct.unpack("<3L", nonce)]
    state = begin.copy()
    for _ in range(10):
        for a, b, c, d in _ROUNDS:
            for x, y, z, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
                state[x] = state[x] + state[y] & _WORD
                turned = state[z] ^ state[x]
                state[z] = (turned << turn | turned >> 32 - turn) & _WORD
    return struct.pack("<16L", *(a + b & _WORD for a, b in zip(state, begin, strict=True)))


def _tag(key: bytes, cipher: bytes, nonce: bytes) -> bytes:
    """The proof of encrypted bytes without anything beside them (Poly1305)."""
    once = _block(key, 0, nonce)[:32]
    r, s = int.from_bytes(once[:16], "little") & _CLAMP, int.from_bytes(once[16:], "little")
    padded = cipher + bytes(-len(cipher) % 16) + struct.pack("<2Q", 0, len(cipher))
    total = 0
    for at in range(0, len(padded), 16):
        total = (total + int.from_bytes(padded[at : at + 16] + b"\x01", "little")) * r % _POLY_PRIME
    return (total + s & (1 << 128) - 1).to_bytes(16, "little")
