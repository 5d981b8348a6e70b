"""The expected failures: each says what happened, where, and what is allowed, in words for the person at the screen."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from nextrung.shown import in_a_line, sentence


class Finding(Struct, frozen=True, order=True):
    """One thing wrong in a file: where (``line`` counts from 1; 0 means the whole file), what, and what is allowed."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """``file:line: message``, as editors and terminals link it."""
        file = in_a_line(self.file)
        place = f"{file}:{self.line}" if self.line else file
        return sentence(f"{place}: {self.message}")


class NextRungError(Exception):
    """Base of all expected failures; its text is one clear sentence to show as it is.

    Whatever a file put into it, no line of the text is long and no character of it steers a terminal.
    """

    def __str__(self) -> str:
        return sentence(super().__str__())


class FindingsError(NextRungError):
    """A file that was refused, with every finding."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep the findings in the order of files and lines."""
        self.findings = tuple(sorted(set(findings)))
        super().__init__("\n".join(str(finding) for finding in self.findings))


class AnswersError(NextRungError):
    """An answers file that cannot be read as one."""


class UnknownRoleError(NextRungError):
    """A role profile that the questionnaire does not have."""


class DatabaseError(NextRungError):
    """The database cannot be opened or written; nothing saved before is touched."""


class UnreadPartError(DatabaseError):
    """Nothing is written to encrypted data of which a part could not be read; the next start checks them all."""


class DataFolderError(DatabaseError):
    """The data folder cannot be used, or does not answer; another one may be chosen, in a window or by an option."""


class InUseError(DatabaseError):
    """Another program has the data open."""


class DamagedError(DatabaseError):
    """The database file is damaged: it is no SQLite file any more, or holds what the program never wrote."""


class NewerError(DatabaseError):
    """The database was written by a newer version of the program."""


class DiskFullError(DatabaseError):
    """There is no room to open the database for writing; what is saved can still be looked at."""


class CancelledError(NextRungError):
    """Work that was stopped because somebody asked for it."""


class StartError(NextRungError):
    """The program cannot start, for a reason that nobody expected."""


class ResourceError(NextRungError):
    """A file of the program itself is missing, or has a mistake."""
