"""The versions of questionnaires that the program brings along: the newest in a folder of its id, older ones beside it.

``ml-manager`` holds the newest version, ``ml-manager-1.0.0`` an older one that answers may still name. An older folder
is never changed in a way that moves a score: what was taken with it goes on meaning what it meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from nextrung import looking
from nextrung.questionnaire import files
from nextrung.questionnaire.model import Questionnaire

_OLDER = re.compile(r"(?P<id>.+)-\d+\.\d+\.\d+")
"""The name of a folder that holds an older version."""


class Edition:
    """One installed version: id and version are read at first need, the whole content only when it is asked for."""

    def __init__(
        self,
        folder: Path,
        content: Questionnaire | None = None,
        reader: Callable[[], Questionnaire] | None = None,
    ) -> None:
        """The version in ``folder``; nothing is read yet.

        ``content`` is given where it has been read already, ``reader`` where reading takes more than the folder.
        """
        self.folder = folder
        self._content = content
        self._reader = reader or (lambda: files.load(folder))

    @cached_property
    def _identity(self) -> tuple[str, str]:
        return (self._content.id, self._content.version) if self._content else files.identity(self.folder)

    @property
    def id(self) -> str:
        """The questionnaire's id. Raises FindingsError when its files do not fit."""
        return self._identity[0]

    @property
    def version(self) -> str:
        """Its version. Raises FindingsError when its files do not fit."""
        return self._identity[1]

    @cached_property
    def content(self) -> Questionnaire:
        """Everything it asks. Raises FindingsError when its files do not fit."""
        return self._content or self._reader()


def editions(folders: Sequence[Path]) -> tuple[Edition, ...]:
    """The installed versions in these folders."""
    return tuple(Edition(folder) for folder in folders)


def newest_folder(folders: Sequence[Path], questionnaire: str) -> Path | None:
    """The folder of the newest version of a questionnaire, known by its name alone; None when it is not there."""
    return next((folder for folder in folders if folder.name == questionnaire), None)


def is_older(folder: Path, questionnaire: Questionnaire) -> bool:
    """Whether a folder is named as that of a version that has been replaced."""
    # a folder given as ``.`` has a name only once it is resolved
    return looking.resolved(folder).name == f"{questionnaire.id}-{questionnaire.version}"


def id_of(folder: Path) -> str:
    """The id of the questionnaire that a folder holds a version of, by its name alone."""
    older = _OLDER.fullmatch(folder.name)
    return older["id"] if older else folder.name


def folders_of(folders: Sequence[Path], questionnaire: str) -> tuple[Path, ...]:
    """The folders of every version of a questionnaire, the newest first; none without a newest one."""
    newest = newest_folder(folders, questionnaire)
    if newest is None:
        return ()
    return (newest, *(folder for folder in folders if folder is not newest and id_of(folder) == questionnaire))
