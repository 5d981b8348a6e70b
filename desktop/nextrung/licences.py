"""The parts of others that the installed program brings along, with their licences. No Qt."""

from __future__ import annotations

import json
import platform
from typing import TYPE_CHECKING

from msgspec import Struct

from nextrung import resources
from nextrung.errors import ResourceError
from nextrung.lazy import lazy

if TYPE_CHECKING:
    from nextrung.store import sqlite
else:
    sqlite = lazy("nextrung.store.sqlite")


class BundledPart(Struct, frozen=True):
    """A bundled part: its name, version, SPDX licence and web address, and the name of the file with its text."""

    name: str
    version: str
    licence: str
    home: str
    file: str

    @property
    def text(self) -> str:
        """The whole licence text. Raises ResourceError when the installation is incomplete."""
        try:
            return resources.assets("licences", "texts", self.file).read_text(encoding="utf-8")
        except OSError as error:
            raise _incomplete(error) from error


def bundled() -> tuple[BundledPart, ...]:
    """All bundled parts by name. Raises ResourceError when the installation is incomplete."""
    try:
        listed = json.loads(resources.assets("licences", "licences.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise _incomplete(error) from error
    return tuple(
        BundledPart(one["name"], one["version"] or _running(one["name"]), one["licence"], one["home"], one["text"])
        for one in listed
    )


def _running(name: str) -> str:
    """The version of what the program runs on, which nobody locks."""
    return {"Python": platform.python_version(), "SQLite": sqlite.sqlite_version}.get(name, "")


def _incomplete(error: OSError) -> ResourceError:
    return ResourceError(f"The licences of the program are missing ({error.strerror}); install Next Rung again.")
