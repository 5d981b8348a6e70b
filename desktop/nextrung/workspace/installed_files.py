"""The fingerprints of installed questionnaires, found without reading their files again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nextrung import __version__
from nextrung.questionnaire import files
from nextrung.store import contents, sqlite
from nextrung.store.connection import is_only_to_look

if TYPE_CHECKING:
    from pathlib import Path

    from nextrung.questionnaire.catalogue import CatalogueEntry

_KNOWN = "installed_files."
"""Beginning of the settings that keep what the files of a folder looked like, by questionnaire and folder."""


class InstalledFiles:
    """What the folders that come with the program were hashed to, for as long as their files stay as they are."""

    def __init__(self, connection: sqlite.Connection) -> None:
        """Keep it in an open database."""
        self._connection = connection

    def fingerprint(self, entry: CatalogueEntry, folder: Path) -> str:
        """The fingerprint of a folder of ``entry``. Raises FindingsError."""
        # a person writes in the files of their own, where two changes may fall into one moment of the clock
        looks = files.marks(folder) if entry.origin == "built-in" else ""
        if not looks:
            return files.fingerprint(folder)
        # two programs on one data folder, as after an update, have other files under the same names
        name = f"{_KNOWN}{entry.id}.{folder.name}"
        looked = f"{__version__}\n{looks}"
        known, _, before = (contents.setting(self._connection, name) or "").partition("\n")
        if before == looked:
            return known
        found = files.fingerprint(folder)
        if not is_only_to_look(self._connection):
            contents.keep_setting(self._connection, name, f"{found}\n{looked}")
        return found
