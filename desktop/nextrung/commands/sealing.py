"""Passphrases of sealed files on the command line: out of a file, the environment or a terminal, never an argument."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from nextrung import terminal
from nextrung.intake.entering import PASSPHRASE, whole
from nextrung.sealing.passphrase import strength
from nextrung.sealing.refusals import SealError
from nextrung.sealing.sealed import Sealing, require_public_key

VARIABLE = "NEXTRUNG_PASSPHRASE"
"""The variable of the environment that may hold a passphrase."""
PLAIN = "Not sealed: whoever has this file can read it. --seal asks for a passphrase."
"""What is said of a file that was written without one."""


def add_passphrase_file(command: argparse.ArgumentParser) -> None:
    """Add the option that names a file with a passphrase; an argument would show in the list of all processes."""
    command.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=f"a file with the passphrase in its first line; else {VARIABLE}, or asked on the terminal",
    )


def add_sealing(command: argparse.ArgumentParser) -> None:
    """Add the options of a command that writes a file which may be sealed."""
    command.add_argument("--seal", action="store_true", help="seal it: only who knows the passphrase can read it")
    command.add_argument(
        "--seal-to", default="", metavar="KEY", help="seal it for one person instead: their public key (age1…)"
    )
    add_passphrase_file(command)


def wished(chosen: argparse.Namespace) -> Sealing | None:
    """For whom a file is to be sealed; None for nobody. Raises SealError, EntryError."""
    if chosen.seal_to:
        if chosen.seal or chosen.passphrase_file is not None:
            raise SealError("--seal-to needs no passphrase; leave --seal and --passphrase-file out, or take --seal.")
        return Sealing(public_key=require_public_key(chosen.seal_to))
    if not chosen.seal:
        if chosen.passphrase_file is not None:
            raise SealError("--passphrase-file is for a sealed file; add --seal, or leave it out.")
        return None
    given = _given(chosen)
    if given is None:
        given = _asked("Passphrase: ")
        if given != _asked("The same again: "):
            raise SealError("The two are not the same; nothing was written.")
    if not given:
        raise SealError("The passphrase is empty; nothing was written.")
    if strength(given) == "weak":
        terminal.say("The passphrase is weak: a program that guesses could find it within days.")
    return Sealing(given)


def said(wish: Sealing | None) -> str:
    """Who can open what was written."""
    if wish is None:
        return PLAIN
    if wish.public_key:
        return "Sealed: only whose public key you named can open it."
    return "Sealed: only who knows the passphrase can open it."


def passphrase(chosen: argparse.Namespace) -> str | None:
    """The passphrase that was given beside a file to open; None for none. Raises EntryError, SealError."""
    return _given(chosen)


def asked() -> str:
    """The passphrase of a file to open, asked on the terminal. Raises SealError where there is none."""
    return _asked("This file is sealed. Passphrase: ")


def _given(chosen: argparse.Namespace) -> str | None:
    if chosen.passphrase_file is None:
        return os.environ.get(VARIABLE)
    raw = whole(chosen.passphrase_file, PASSPHRASE)
    try:
        # what editors put at the end of a line is no part of it, a space may be
        return raw.decode("utf-8-sig").split("\n", 1)[0].rstrip("\r")
    except UnicodeDecodeError as error:
        raise SealError(f"{chosen.passphrase_file} holds no text in UTF-8.") from error


def _asked(words: str) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise SealError(f"A passphrase is needed: give --passphrase-file FILE or {VARIABLE}, or use a terminal.")
    return getpass.getpass(words)
