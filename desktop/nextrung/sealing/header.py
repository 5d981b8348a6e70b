"""The header of a sealed file: for whom it is sealed, read with suspicion before any work is done for it."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode

from msgspec import Struct

from nextrung.sealing.refusals import DamagedSealError, SealError

BEGIN = b"age-encryption.org/v1\n"
LARGEST = 64 * 1024
"""Bytes of a header at most: one for a passphrase has some two hundred, and each further person takes a hundred."""
_COLUMNS = 64
_ARMOR_BEGIN, _ARMOR_END = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"
LONGEST_BEGIN = max(len(BEGIN), len(_ARMOR_BEGIN))
"""Bytes that tell whether a file is sealed."""


class Stanza(Struct, frozen=True):
    """One way to the file key: its kind, what stands beside it, and the wrapped key."""

    kind: str
    values: tuple[str, ...]
    body: bytes


class Header(Struct, frozen=True):
    """All ways to the file key, the bytes that are proven by ``mac``, and where the content begins."""

    stanzas: tuple[Stanza, ...]
    proven: bytes
    mac: bytes
    content_at: int


def is_sealed(begin: bytes) -> bool:
    """Whether a file that begins with these bytes is sealed, be it as bytes or as text."""
    return begin.startswith((BEGIN, _ARMOR_BEGIN))


def unwrapped(sealed: bytes) -> bytes | None:
    """The bytes of a sealed file that may be a text; None when it is none, DamagedSealError when its text is hurt.

    Programs for mail may have broken the lines of a text anew, or put marks before them.
    """
    if sealed.startswith(BEGIN):
        return sealed
    # Looked for once each: a pattern of both would look for the end anew from every beginning there is.
    _, begun, rest = sealed.partition(_ARMOR_BEGIN)
    text, ended, _ = rest.partition(_ARMOR_END)
    if not begun or not ended:
        return None
    try:
        return b64decode(re.sub(rb"[\s>]+", b"", text), validate=True)
    except binascii.Error as error:
        raise DamagedSealError from error


def read(sealed: bytes) -> Header:
    """The header of a sealed file. Raises SealError."""
    if not sealed.startswith(BEGIN):
        raise SealError("This is no sealed file, or one of a newer kind.")
    end = sealed.find(b"\n---", 0, LARGEST)
    close = sealed.find(b"\n", end + 1, end + 1 + 2 * _COLUMNS)
    if end < 0 or close < 0:
        raise DamagedSealError
    try:
        lines = sealed[len(BEGIN) : end].decode("ascii").split("\n")
        mac = _bytes(sealed[end + 4 : close].decode("ascii").strip(" "))
        return Header(tuple(_stanzas(lines)), sealed[: end + 4], mac, close + 1)
    except (UnicodeDecodeError, binascii.Error) as error:
        raise DamagedSealError from error


def written(stanza: Stanza) -> bytes:
    """A header with one way to the file key, up to where its proof goes."""
    words = " ".join((stanza.kind, *stanza.values))
    text = unpadded(stanza.body)
    body = "\n".join(text[at : at + _COLUMNS] for at in range(0, len(text) + 1, _COLUMNS))
    return BEGIN + f"-> {words}\n{body}\n---".encode("ascii")


def unpadded(raw: bytes) -> str:
    """Bytes as headers have them: base64 without the signs that fill it up."""
    return b64encode(raw).rstrip(b"=").decode("ascii")


def _stanzas(lines: list[str]) -> list[Stanza]:
    found: list[Stanza] = []
    bodies: list[list[str]] = []
    for line in lines:
        if line.startswith("-> "):
            kind, *values = line[3:].split(" ")
            found.append(Stanza(kind, tuple(values), b""))
            bodies.append([])
        elif bodies:
            bodies[-1].append(line)
        else:
            raise DamagedSealError
    return [Stanza(one.kind, one.values, _bytes("".join(body))) for one, body in zip(found, bodies, strict=True)]


def _bytes(text: str) -> bytes:
    """What was ``unpadded``. Raises binascii.Error for any other text, though it may stand for the same bytes."""
    raw = b64decode(text + "=" * (-len(text) % 4), validate=True)
    if unpadded(raw) != text:  # bits of the last sign that stand for nothing: a changed one would go unseen
        raise binascii.Error("not as it was written")
    return raw


def value_bytes(text: str) -> bytes:
    """The bytes that a value of a stanza stands for. Raises DamagedSealError."""
    try:
        return _bytes(text)
    except (binascii.Error, ValueError) as error:
        raise DamagedSealError from error
