"""What is said about encrypted data, where more than one place says it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from nextrung.ui import labels

_translate = QCoreApplication.translate


def protects() -> str:
    """What encrypting protects from."""
    return _translate(
        "encryption",
        "Your data and every new backup can then be read by nobody who has the disk or a copy of the files: not on a "
        "lost or stolen laptop, not on a USB stick, not in a synced folder.",
    )


def protects_not() -> str:
    """What it does not protect from."""
    return _translate(
        "encryption",
        "It does not protect a laptop that runs with the data open, what the system writes to its swap space, "
        "screenshots, or files that you export. And a passphrase that is forgotten cannot be looked up: without a "
        "recovery key nobody opens the data again, also not us.",
    )


def plain_copies(found: tuple[Path, ...]) -> str:
    """How many backups and copies are not encrypted."""
    one = _translate("encryption", "1 backup or copy is not encrypted: whoever has it can read it.")
    many = _translate("encryption", "{0} backups and copies are not encrypted: whoever has them can read them.")
    return labels.counted(len(found), one, many)
