"""What is done to the data as a whole while no page has them open, in words and as work."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nextrung.errors import DatabaseError
from nextrung.ui import labels
from nextrung.ui.shell.departure import WindowTask
from nextrung.workspace import Workspace
from nextrung.workspace.encryption import KeptOldKeys

PLAIN_COPIES = "plain-copies"
"""What the settings open at: backups and copies that are not encrypted."""
ENCRYPT = "encrypt"
"""What they open at for somebody who wants to encrypt."""
_translate = QCoreApplication.translate


def _whole() -> str:
    return _translate(
        "encryption",
        "They are written anew, compared, and then take the place of the old ones, all at once: if this is broken off, "
        "nothing is lost.",
    )


def encrypting(passphrase: str, recovery: str | None) -> WindowTask:
    """Encrypt the data, then make a first encrypted backup."""
    said = _translate("encryption", "Your data are encrypted. They open with your passphrase from now on.")

    def work(workspace: Workspace) -> str:
        workspace.switch(workspace.encryption.encrypt_work(passphrase, recovery))
        return _backed_up(workspace, said)

    return WindowTask(_translate("encryption", "Encrypting your data"), _whole(), work, PLAIN_COPIES)


def decrypting() -> WindowTask:
    """Make the data and their backups plain, then make a first plain backup."""
    said = _translate("encryption", "Your data are plain: whoever can read the files of this account can read them.")

    def work(workspace: Workspace) -> str:
        workspace.switch(workspace.encryption.decrypt_work())
        return _backed_up(workspace, said)

    return WindowTask(_translate("encryption", "Making your data plain"), _whole(), work)


def renewing(present: str, passphrase: str, recovery: str | None) -> WindowTask:
    """Write the data and all backups in reach anew with a new key, then make a first backup with it."""

    def work(workspace: Workspace) -> str:
        left = workspace.switch(workspace.encryption.new_key_work(present, passphrase, recovery))
        return _backed_up(workspace, _renewed(left))

    about = _translate(
        "encryption",
        "Your data and all backups in reach are written anew, compared, and then take the place of the old ones: all, "
        "or none. If this is broken off, the next start finishes or undoes it.",
    )
    return WindowTask(_translate("encryption", "Writing everything anew"), about, work, PLAIN_COPIES)


def _renewed(left: KeptOldKeys) -> str:
    said = [_translate("encryption", "Your data and backups have a new key: what opened them before does no more.")]
    if left.closed:
        damaged = _translate("encryption", "Damaged, or with another key, and left as they are: {0}.")
        said.append(damaged.format(", ".join(path.name for path in left.closed)))
    if left.out_of_reach:
        said.append(left.out_of_reach)
        said.append(_translate("encryption", "Copies there still open with what opened them before."))
    return " ".join(said)


def _backed_up(workspace: Workspace, said: str) -> str:
    try:
        workspace.safety.back_up("asked")
    except DatabaseError as error:  # what was asked for is done all the same
        return f"{said} {error}"
    return said


def sealing_copies() -> WindowTask:
    """Encrypt the backups and copies that are plain."""
    title, about = _translate("encryption", "Encrypting backups and copies"), _each()
    one = _translate("encryption", "1 backup or copy was encrypted.")
    many = _translate("encryption", "{0} backups and copies were encrypted.")
    return WindowTask(title, about, lambda data: labels.counted(data.encryption.seal_plain_copies_work()(), one, many))


def deleting_copies() -> WindowTask:
    """Delete the backups and copies that are plain, once there is an encrypted backup."""
    title = _translate("encryption", "Deleting backups and copies")
    about = _translate("encryption", "An encrypted backup is made first; then they go, one after another.")
    one = _translate("encryption", "1 backup or copy was deleted.")
    many = _translate("encryption", "{0} backups and copies were deleted.")
    return WindowTask(
        title, about, lambda data: labels.counted(data.encryption.delete_plain_copies_work()(), one, many)
    )


def _each() -> str:
    return _translate(
        "encryption", "One after another is written anew and then takes the place of the plain one: none is lost."
    )
