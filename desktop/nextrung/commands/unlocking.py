"""Encrypted data on the command line: opened with a passphrase out of a file, the environment or a terminal."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path

from nextrung import paths, terminal
from nextrung.intake.entering import PASSPHRASE, whole
from nextrung.keys.refusals import KeysError, LockedBackupError, LockedDataError, WrongKeyError
from nextrung.workspace.unlocking import Unlocking, unlock_file

VARIABLE = "NEXTRUNG_PASSPHRASE"
"""The variable of the environment that may hold the passphrase or recovery key of encrypted data."""
DATA_VARIABLE = "NEXTRUNG_DATA_PASSPHRASE"
"""The same where the other one is that of a sealed file; it comes first."""
_TRIALS = 3
"""How often a terminal is asked."""


def add_data_passphrase_file(command: argparse.ArgumentParser) -> None:
    """Add the option that names a file with the passphrase of the data, which every command that opens them takes.

    The shorter name is that of sealed files where a command opens or makes them.
    """
    about = (
        f"for encrypted data: a file with their passphrase or recovery key; else {DATA_VARIABLE}, {VARIABLE}, or asked"
    )
    for names in (("--data-passphrase-file", "--passphrase-file"), ("--data-passphrase-file",)):
        try:
            command.add_argument(*names, type=Path, metavar="FILE", default=argparse.SUPPRESS, help=about)
        except argparse.ArgumentError:  # taken
            continue
        return


def unlock(locked: LockedDataError | LockedBackupError, chosen: argparse.Namespace) -> None:
    """Open what is locked with what was given, or is asked on the terminal. Raises KeysError, EntryError."""
    database = locked.folder / paths.DATABASE if isinstance(locked, LockedDataError) else None
    typed = given(chosen)
    if typed is not None:
        _open(locked, database, typed)
        return
    for trial in range(_TRIALS):
        try:
            _open(locked, database, asked("Passphrase or recovery key of the data: "))
        except WrongKeyError as error:
            if trial == _TRIALS - 1:
                raise
            terminal.say(error)
        else:
            return


def _open(locked: LockedDataError | LockedBackupError, database: Path | None, typed: str) -> None:
    if isinstance(locked, LockedBackupError):
        unlock_file(locked.file, typed)
    elif database is not None:
        Unlocking(database).with_either(typed)


def given(chosen: argparse.Namespace) -> str | None:
    """The passphrase in the file or variable that was named; None for neither. Raises KeysError, EntryError."""
    file = chosen.data_passphrase_file or getattr(chosen, "passphrase_file", None)
    if file is None:
        return os.environ.get(DATA_VARIABLE, os.environ.get(VARIABLE))
    return first_line(file)


def first_line(file: Path) -> str:
    """What stands in the first line of a file. Raises KeysError, EntryError."""
    try:
        # what editors put at the end of a line is no part of it, a space may be
        return whole(file, PASSPHRASE).decode("utf-8-sig").split("\n", 1)[0].rstrip("\r")
    except UnicodeDecodeError as error:
        raise KeysError(f"{file} holds no text in UTF-8.") from error


def asked(words: str) -> str:
    """What is typed on the terminal, which does not show it. Raises KeysError where there is none."""
    if not on_terminal():
        raise KeysError(
            f"A passphrase is needed: give --data-passphrase-file FILE or {DATA_VARIABLE}, or use a terminal."
        )
    return getpass(words)


def on_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()
