"""Why encrypted data do not open: one sentence each, and nothing was changed."""

from __future__ import annotations

from pathlib import Path

from nextrung import paths
from nextrung.errors import DamagedError, DatabaseError


class KeysError(DatabaseError):
    """Encrypted data that do not open as it was asked for; the data themselves are as whole as before."""


class LockedDataError(KeysError):
    """The data are encrypted, and nobody has given their passphrase or recovery key yet."""

    def __init__(self, folder: Path) -> None:
        """Name the data folder."""
        self.folder = folder
        super().__init__(f"The data in {folder} are encrypted; they open with their passphrase or recovery key.")


class LockedBackupError(KeysError):
    """A backup that opens with keys which nobody has opened yet."""

    def __init__(self, file: Path) -> None:
        """Name the backup."""
        self.file = file
        super().__init__(
            f"{file.name} is encrypted with a key that nobody has opened here; it opens with the passphrase or recovery"
            " key that they had when it was made."
        )


class WrongKeyError(KeysError):
    """Another passphrase or recovery key is right; it may be tried again."""


class WrongDataPassphraseError(WrongKeyError):
    """The passphrase is another one."""

    def __init__(self) -> None:
        """The sentence is always the same."""
        super().__init__("This passphrase does not open the data. Nothing was changed; try again.")


class WrongRecoveryKeyError(WrongKeyError):
    """It is a recovery key, but that of other data or an older one."""

    def __init__(self) -> None:
        """The sentence is always the same."""
        super().__init__("This recovery key does not open the data. Nothing was changed; try again.")


class MistypedRecoveryKeyError(WrongKeyError):
    """It is no recovery key, so it was mistyped."""

    def __init__(self, problem: str) -> None:
        """Say what is wrong, as the end of a sentence."""
        super().__init__(f"This is no recovery key: {problem}. Nothing was changed; try again.")


class KeysFileError(KeysError):
    """The file with the keys is missing, damaged, asks for too much, or belongs to other data."""


class LostKeysError(DamagedError):
    """The keys are missing, and what is left to go on with are backups that are not encrypted."""

    def __init__(self, folder: Path) -> None:
        """Name the data folder."""
        super().__init__(
            f"The data in {folder} are encrypted, as far as can be told, and the file {paths.KEYS} with their keys is"
            " not there. Bring it back and they open again; or go on with a backup that is not encrypted, and the data"
            " file is set aside as it is."
        )
