"""Random damage to files of any kind: their bytes, their lines, the values in them, the parts of an archive."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

TOKENS = (
    *(
        b"\0",
        b"\x1b[2J",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\r",
        b"\n",
        b"\t",
        b'"',
        b"'",
        b"\\",
        b"\xe2\x80\xae",
    ),
    *(b"{", b"}", b"[", b"]", b",", b";", b":", b"&a ", b"*a", b"!!binary ", b"<!DOCTYPE", b"<", b">", b"%", b"=cmd|"),
    *(
        b"null",
        b"true",
        b"NaN",
        b"1e999",
        b"-1",
        b"0",
        b"9" * 400,
        b"1" + b"0" * 5000,
        b'"\\ud800"',
        b"../../etc/passwd",
    ),
    *(b"XFD1048576", b"A1048576", b"2026-13-45", b"9999-12-31T23:59:59Z", b"PK\x05\x06", b"SQLite format 3\0"),
)
LONG = 400_000
"""Bytes that a repeated piece may grow to."""
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 6, 0.3, 10**18, 10**400, 1e308, "", "x", "\0", "\x1b[31m", "\u202e", "\ud800", "é" * 3),
    *("x" * 3000, [], {}, [[]], {"": None}, "NaN", "2026-11-23", "TL-B1", [1, 2, 3], {"id": "ml-manager"}),
)


def damaged(raw: bytes, chance: Random) -> bytes:
    """The bytes with one to four kinds of damage."""
    held = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 4))):
        chance.choice(_BYTES)(held, chance)
    return bytes(held)


def _at(held: bytearray, chance: Random) -> int:
    return chance.randrange(len(held) + 1)


def _flip(held: bytearray, chance: Random) -> None:
    for _ in range(chance.choice((1, 3, 30))):
        if held:
            held[chance.randrange(len(held))] = chance.randrange(256)


def _insert(held: bytearray, chance: Random) -> None:
    at = _at(held, chance)
    held[at:at] = chance.choice(TOKENS)


def _overwrite(held: bytearray, chance: Random) -> None:
    at, token = _at(held, chance), chance.choice(TOKENS)
    held[at : at + len(token)] = token


def _cut(held: bytearray, chance: Random) -> None:
    at = _at(held, chance)
    del held[at : at + chance.choice((1, 8, 100, len(held)))]


def _repeat(held: bytearray, chance: Random) -> None:
    at = _at(held, chance)
    piece = bytes(held[at : at + chance.choice((1, 5, 50))])
    held[at:at] = piece * min(chance.choice((2, 50, 5_000)), LONG // max(len(piece), 1))


def _swap(held: bytearray, chance: Random) -> None:
    lines = bytes(held).split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    held[:] = b"\n".join(lines)


_BYTES: tuple[Callable[[bytearray, Random], None], ...] = (_flip, _insert, _overwrite, _cut, _repeat, _swap)


def revalued(raw: bytes, chance: Random) -> bytes:
    """JSON with one to three of its values or keys replaced, doubled or gone; still JSON."""
    value = json.loads(raw)
    for _ in range(chance.choice((1, 1, 2, 3))):
        value = _revalued(value, chance)
    return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _revalued(value: Any, chance: Random) -> Any:
    if not isinstance(value, list | dict) or not value or chance.random() < 0.1:
        return deepcopy(chance.choice(VALUES))  # what was put in may be changed again
    key = chance.choice(list(value)) if isinstance(value, dict) else chance.randrange(len(value))
    match chance.randrange(8):
        case 0:
            del value[key]
        case 1 if isinstance(value, list):
            value.extend([value[key]] * chance.choice((1, 3_000)))
        case 1 if isinstance(value, dict):
            value[chance.choice(("", "item", "x" * 500, "\x1b", "id"))] = value[key]
        case _:
            value[key] = _revalued(value[key], chance)
    return value


def repacked(raw: bytes, chance: Random, change: Callable[[bytes, Random], bytes] = damaged) -> bytes:
    """An archive with one of its parts changed and all checksums right, so that the part itself is looked at."""
    with zipfile.ZipFile(io.BytesIO(raw)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = chance.choice(sorted(parts))
    parts[name] = change(parts[name], chance)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in parts.items():
            new.writestr(part, content)
    return held.getvalue()


def rowed(raw: bytes, chance: Random) -> bytes:
    """Exported data with the rows of one table changed, and a manifest that says what is there then."""
    with zipfile.ZipFile(io.BytesIO(raw)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = chance.choice(sorted(part for part in parts if parts[part] and part != "manifest.json"))
    lines = parts[name].splitlines(keepends=True)
    at = chance.randrange(len(lines))
    lines[at] = (revalued if chance.random() < 0.7 else damaged)(lines[at], chance).replace(b"\n", b" ") + b"\n"
    parts[name] = b"".join(lines)
    manifest = json.loads(parts["manifest.json"])
    about = manifest["tables"][name.removesuffix(".jsonl")]
    about["rows"], about["sha256"] = len(lines), hashlib.sha256(parts[name]).hexdigest()
    parts["manifest.json"] = json.dumps(manifest).encode()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as new:
        for part, content in parts.items():
            new.writestr(part, content)
    return held.getvalue()
