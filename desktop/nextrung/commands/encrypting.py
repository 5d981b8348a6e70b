"""``nextrung encrypt``, ``decrypt`` and ``passphrase``: who can open the data. The window is closed meanwhile."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from nextrung import paths, resources, terminal
from nextrung.commands.safekeeping import require_database
from nextrung.commands.unlocking import asked, first_line, given, on_terminal
from nextrung.counting import counted
from nextrung.keys.refusals import KeysError
from nextrung.option_parser import add_command
from nextrung.sealing.passphrase import strength
from nextrung.workspace import Workspace
from nextrung.workspace.encryption import EncryptionService

NAME, SEAL, DELETE = "name", "seal", "delete"


def add_commands(commands: Any) -> None:
    """Add the commands with their options."""
    encrypt = add_command(commands, "encrypt", "encrypt the data: they open with a passphrase from then on")
    encrypt.add_argument(
        "--plain-backups",
        choices=(NAME, SEAL, DELETE),
        default=NAME,
        help="what becomes of backups that are not encrypted: name them (the default), seal them, or delete them",
    )
    encrypt.set_defaults(run=_encrypt)
    decrypt = add_command(commands, "decrypt", "make encrypted data and their backups plain again")
    decrypt.set_defaults(run=_decrypt)
    change = add_command(commands, "passphrase", "change the passphrase of encrypted data")
    change.add_argument(
        "--new-passphrase-file", type=Path, metavar="FILE", help="a file with the new one in its first line; else asked"
    )
    change.add_argument(
        "--new-key",
        action="store_true",
        help="others may know the old one: write data and backups anew with a new key, which it does not open",
    )
    change.set_defaults(run=_passphrase)


def _encrypt(chosen: argparse.Namespace) -> int:
    with closing(_opened(chosen)) as workspace:
        service = workspace.encryption
        if service.is_on:
            return _say_of_plain(workspace, chosen.plain_backups)
        passphrase = _new(given(chosen))
        recovery = _new_recovery_key(service)
        workspace.switch(service.encrypt_work(passphrase, recovery))
        print("The data are encrypted. Without the passphrase or the recovery key nobody can open them.")
        print("The window and the commands ask for one of them; nextrung decrypt makes the data plain again.")
        workspace.safety.back_up("asked")
        return _say_of_plain(workspace, chosen.plain_backups)


def _new_recovery_key(service: EncryptionService) -> str:
    """A recovery key that was shown, and typed where somebody can be asked. Raises KeysError."""
    recovery = service.new_recovery_key()
    print(f"The recovery key, which opens the data when the passphrase is forgotten:\n\n  {recovery}\n")
    print("Write it down and keep it apart from this computer: it is shown this once.")
    if on_terminal():
        service.require_same(recovery, asked("Type it here: "))
    return recovery


def _say_of_plain(workspace: Workspace, wish: str) -> int:
    """Seal or delete plain copies, or name them: 0 where none is left."""
    service = workspace.encryption
    plain = service.plain_copies()
    if not plain:
        print("All backups are encrypted.")
        return 0
    if wish == NAME:
        print(f"{_backups(plain)} not encrypted, and anybody can read them:")
        print("\n".join(f"  {path}" for path in plain))
        print("nextrung encrypt --plain-backups seal encrypts them, --plain-backups delete deletes them.")
        return 0
    work = service.seal_plain_copies_work() if wish == SEAL else service.delete_plain_copies_work()
    done = counted(work(), "1 backup or copy is", "{0} backups and copies are")
    print(f"{done} {'encrypted' if wish == SEAL else 'deleted'}.")
    return 0


def _backups(plain: Sequence[Path]) -> str:
    return counted(len(plain), "1 backup or copy is", "{0} backups and copies are")


def _decrypt(chosen: argparse.Namespace) -> int:
    with closing(_opened(chosen)) as workspace:
        workspace.switch(workspace.encryption.decrypt_work())
        workspace.safety.back_up("asked")
    print("The data and their backups are plain: whoever can read the folder can read them.")
    return 0


def _passphrase(chosen: argparse.Namespace) -> int:
    with closing(_opened(chosen)) as workspace:
        service = workspace.encryption
        if not service.is_on:
            raise KeysError("The data are not encrypted; nextrung encrypt encrypts them.")
        present = given(chosen)
        present = asked("The passphrase as it is now: ") if present is None else present
        file = chosen.new_passphrase_file
        if file is None and not on_terminal():
            raise KeysError("A new passphrase is needed: give --new-passphrase-file FILE, or use a terminal.")
        new = _new(first_line(file) if file is not None else None)
        if chosen.new_key:
            return _new_key(workspace, present, new)
        service.change_passphrase_work(present, new)()
    print("The new passphrase opens the data. Backups made before open with the one they were made with.")
    return 0


def _new_key(workspace: Workspace, present: str, new: str) -> int:
    service = workspace.encryption
    service.require_passphrase(present)
    left = workspace.switch(service.new_key_work(present, new, _new_recovery_key(service)))
    print("The data and their backups have a new key. What opened them before opens them no more.")
    for path in left.plain:
        print(f"  {path} is not encrypted, and stays so.")
    for path in left.closed:
        print(f"  {path} is damaged or has another key, and stays as it is.")
    if left.out_of_reach:
        print(f"{left.out_of_reach} Copies there still open with what opened them before.")
    workspace.safety.back_up("asked")
    return 0


def _new(found: str | None) -> str:
    """A new passphrase; one that is asked for is typed twice. Raises KeysError."""
    if found is None:
        found = asked("New passphrase: ")
        if found != asked("The same again: "):
            raise KeysError("The two are not the same; nothing was changed.")
    if not found:
        raise KeysError("The passphrase is empty; nothing was changed.")
    if strength(found) == "weak":
        terminal.say("The passphrase is weak: a program that guesses could find it within days.")
    return found


def _opened(chosen: argparse.Namespace) -> Workspace:
    database = require_database(paths.data_folder(chosen.data_dir, make=False))
    return Workspace.open(database, resources.questionnaire_folders(), resources.assets("salary"))
