"""Why a sealed file is not opened, or nothing can be sealed: one sentence each, and nothing was changed."""

from __future__ import annotations

from nextrung.errors import NextRungError


class SealError(NextRungError):
    """A file that cannot be sealed or opened as it was asked for."""


class PassphraseNeededError(SealError):
    """The file opens with a passphrase, and none was given."""

    def __init__(self) -> None:
        """The sentence is always the same."""
        super().__init__("This file is sealed; it opens with the passphrase that it was sealed with.")


class WrongPassphraseError(SealError):
    """The file opens with another passphrase: it is as whole as before, and may be tried again."""

    def __init__(self) -> None:
        """The sentence is always the same."""
        super().__init__("This passphrase does not open the file. Nothing was changed; try again.")


class DamagedSealError(SealError):
    """The bytes are not those that were sealed."""

    def __init__(self) -> None:
        """The sentence is always the same."""
        super().__init__("This sealed file is damaged: part of it is missing, was added or was changed.")
