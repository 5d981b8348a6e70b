"""The manifest: what a data file says of itself."""

from __future__ import annotations

import json
from typing import Any, Literal, get_args

from msgspec import Struct

from nextrung.shown import clip
from nextrung.store import migrations
from nextrung.store.tables import LONGEST_CODE, TABLES
from nextrung.store.transfer.limits import MOST_ROWS
from nextrung.store.transfer.refusals import TransferError
from nextrung.store.transfer.rows import parsed

ENTRY = "manifest.json"
FORMAT = "nextrung.data"
FORMAT_VERSION = 1
_NO_DATA_FILE = "This is not a data file of Next Rung"
_DIGEST = 64


class ManifestEntry(Struct, frozen=True):
    """One entry: how many rows it has, and the SHA-256 of its unpacked bytes."""

    rows: int
    sha256: str


Purpose = Literal["data", "share", "plan"]
"""Data to be brought together; what a client shares with a coach; the plan that a coach sends back."""


class Manifest(Struct, frozen=True):
    """``schema`` is the newest schema step of the database it came from, ``app`` the version of the program."""

    schema: str
    app: str
    made_at: str
    parts: dict[str, ManifestEntry]
    """By name of the table."""
    purpose: Purpose = "data"


def dump(manifest: Manifest) -> bytes:
    """The manifest as it stands in the file."""
    raw = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "schema": manifest.schema,
        "app": manifest.app,
        "made_at": manifest.made_at,
        # left out as every other default: files of older versions have none
        **({} if manifest.purpose == "data" else {"purpose": manifest.purpose}),
        "tables": {name: {"rows": part.rows, "sha256": part.sha256} for name, part in manifest.parts.items()},
    }
    return json.dumps(raw, ensure_ascii=False, indent=1).encode() + b"\n"


def read(raw: bytes) -> Manifest:
    """The manifest of a file that this version can read. Raises TransferError, naming the version that is needed."""
    try:
        fields = parsed(raw)
    except TransferError as error:
        raise TransferError(f"{_NO_DATA_FILE}: in {ENTRY}, {error}.") from error
    if not isinstance(fields, dict) or fields.get("format") != FORMAT:
        raise TransferError(f"{_NO_DATA_FILE}: {ENTRY} must say “format”: “{FORMAT}”.")
    app = _code(fields, "app")
    version = fields.get("format_version")
    # Not isinstance: true is an int in Python, and 1.0 is a float that equals one.
    if type(version) is not int or version < 1:
        raise TransferError(f"{_NO_DATA_FILE}: its “format_version” is no whole number from 1.")
    schema = _code(fields, "schema")
    if version > FORMAT_VERSION or _is_newer(schema):
        raise TransferError(f"This file was written by Next Rung {clip(app)}; it takes that version or a newer one.")
    if schema not in migrations.STEPS:
        raise TransferError(f"{_NO_DATA_FILE}: it names a schema “{clip(schema)}” that never was.")
    purpose: Purpose | None = next((one for one in get_args(Purpose) if one == fields.get("purpose", "data")), None)
    if purpose is None:
        raise TransferError(f"{_NO_DATA_FILE}: its “purpose” is none that this version knows.")
    known = migrations.STEPS.index(schema)
    wanted = [table.name for table in TABLES if migrations.STEPS.index(table.since) <= known]
    return Manifest(schema, app, _code(fields, "made_at"), _parts(fields.get("tables"), wanted), purpose)


def _is_newer(schema: str) -> bool:
    """Whether a step comes after the last one known; their names begin with m and a number of three digits."""
    number = schema[1:4]
    return schema[:1] == "m" and number.isdecimal() and number.isascii() and int(number) > len(migrations.STEPS)


def _code(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value or len(value) > LONGEST_CODE:
        raise TransferError(f"{_NO_DATA_FILE}: “{name}” must be a text of at most {LONGEST_CODE} characters.")
    return value


def _parts(raw: Any, wanted: list[str]) -> dict[str, ManifestEntry]:
    if not isinstance(raw, dict):
        raise TransferError(f"{_NO_DATA_FILE}: “tables” must be an object.")
    # Unknown tables are refused, not skipped: what is left out silently would be missing from what came in.
    for name in raw:
        if name not in wanted:
            raise TransferError(f"{_NO_DATA_FILE}: it names a table “{clip(name)}” that this version does not know.")
    for name in wanted:
        if name not in raw:
            raise TransferError(f"This file is not complete: it does not name the table “{name}”.")
    return {name: _part(raw[name], name) for name in wanted}


def _part(raw: Any, name: str) -> ManifestEntry:
    rows, digest = (raw.get("rows"), raw.get("sha256")) if isinstance(raw, dict) else (None, None)
    if type(rows) is not int or not 0 <= rows <= MOST_ROWS:
        raise TransferError(f"This file is not taken: “{name}” must have from 0 to {MOST_ROWS:,} rows.")
    if not isinstance(digest, str) or len(digest) != _DIGEST:
        raise TransferError(f"{_NO_DATA_FILE}: “{name}” has no checksum.")
    return ManifestEntry(rows, digest)
