"""Every questionnaire there is to take: those that come with the program, and a person's own in the data folder.

What is there is known by the names of folders alone, so that a start reads only the one that it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from nextrung import looking
from nextrung.errors import Finding, FindingsError, NextRungError
from nextrung.questionnaire import files
from nextrung.questionnaire.constants import ErrorDefault
from nextrung.questionnaire.editions import Edition, folders_of, id_of
from nextrung.questionnaire.model import Blueprint, Questionnaire

Origin = Literal["built-in", "own"]
UNNAMED = "somebody who gives no name"
"""Who made a questionnaire of a person's own whose file names nobody."""


class UnknownQuestionnaireError(NextRungError):
    """A questionnaire that is not here, in one sentence."""


class CatalogueEntry(Struct, frozen=True):
    """One questionnaire: where its newest version and older ones lie; nothing of them has been read."""

    id: str
    origin: Origin
    folder: Path
    older: tuple[Path, ...] = ()
    lender: Path | None = None
    """For one of a person's own, the folder of the one whose errors its own must not fall below."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of all its versions, the newest first."""
        return (self.folder, *self.older)


class CatalogueFacts(Struct, frozen=True):
    """What a list says of one questionnaire; ``problem`` is why it cannot be taken, in one sentence."""

    id: str
    origin: Origin
    title: str
    version: str = ""
    author: str = ""
    fingerprint: str = ""
    problem: str = ""
    draft: bool = True
    """Whether no pilot has tested it."""


class Catalogue:
    """The questionnaires of the program, in its order, then a person's own."""

    def __init__(self, built_in: Sequence[Path], own: Path | None = None) -> None:
        """``built_in`` are the folders that come with the program, ``own`` the folder that a person's own lie in."""
        self._built_in = built_in
        self._own = own

    @cached_property
    def entries(self) -> tuple[CatalogueEntry, ...]:
        """All of them, by the names of their folders."""
        own = _folders_in(self._own) if self._own is not None else ()
        taken = dict.fromkeys(map(id_of, self._built_in))
        mine = dict.fromkeys(one for one in map(id_of, own) if one not in taken)
        program = _entries(taken, self._built_in, "built-in")
        lender = program[0].folder if program else None
        return (*program, *(replace(one, lender=lender) for one in _entries(mine, own, "own")))

    @property
    def default(self) -> str:
        """The id of the one that is taken where none was chosen. Raises NextRungError when none is there."""
        if not self.entries:
            raise NextRungError("The questionnaires of the program are missing; install Next Rung again.")
        return self.entries[0].id

    def find(self, questionnaire: str) -> CatalogueEntry | None:
        """The one with this id, or None."""
        return next((one for one in self.entries if one.id == questionnaire), None)

    def entry(self, questionnaire: str) -> CatalogueEntry:
        """The one with this id. Raises UnknownQuestionnaireError, naming those that are there."""
        found = self.find(questionnaire)
        if found is None:
            raise self.unknown(questionnaire)
        return found

    def unknown(self, questionnaire: str) -> UnknownQuestionnaireError:
        """What says that there is none with this id."""
        known = ", ".join(one.id for one in self.entries)
        return UnknownQuestionnaireError(f"There is no questionnaire “{questionnaire}”; installed are {known}.")

    def facts(self, entry: CatalogueEntry) -> CatalogueFacts:
        """What its main file says of it, or why it cannot be taken; nothing is raised for one of a person's own.

        Raises FindingsError when one that comes with the program does not fit.
        """
        try:
            blueprint = blueprint_of(entry)
            fingerprint = files.fingerprint(entry.folder)
        except FindingsError as error:
            if entry.origin == "built-in":
                raise
            return CatalogueFacts(entry.id, entry.origin, entry.id, problem=problem_of(entry, error))
        found = blueprint.title, blueprint.version, blueprint.author
        return CatalogueFacts(entry.id, entry.origin, *found, fingerprint, draft=blueprint.status == "draft")

    def editions(self, first: str = "") -> tuple[Edition, ...]:
        """Every version of all that can be read, the newest of each first; ``first`` is the id of those that lead."""
        ordered = sorted(self.entries, key=lambda one: one.id != first)  # sorted keeps the order of equal ones
        return tuple(edition for entry in ordered for edition in _readable(entry))


def load(entry: CatalogueEntry, folder: Path) -> Questionnaire:
    """One version of a questionnaire; one of a person's own claims no more than we can know. Raises FindingsError."""
    questionnaire = files.load(folder)
    if entry.origin == "built-in":
        return questionnaire
    blueprint = as_of(entry, questionnaire.blueprint)
    scoring = replace(blueprint.scoring, status="draft", errors=_lent(entry, blueprint))
    return replace(questionnaire, blueprint=replace(blueprint, scoring=scoring))


def _lent(entry: CatalogueEntry, blueprint: Blueprint) -> tuple[ErrorDefault, ...]:
    """Its errors, said to be borrowed: nobody here has measured them, and none may be smaller than a known one."""
    known = files.blueprint(entry.lender).scoring.errors if entry.lender is not None else ()
    least = {one.form: max(other.standard_error for other in known if other.form == one.form) for one in known}
    return tuple(
        replace(one, borrowed=True, standard_error=max(one.standard_error, least.get(one.form, 0.0)))
        for one in blueprint.scoring.errors
    )


def blueprint_of(entry: CatalogueEntry) -> Blueprint:
    """The main file of a questionnaire, which alone is read. Raises FindingsError."""
    blueprint = as_of(entry, files.blueprint(entry.folder))
    if blueprint.id != entry.id:
        message = f"the id is “{blueprint.id}”, but the folder is called {entry.folder.name}; give both the same name"
        raise FindingsError([Finding(files.BLUEPRINT_FILE, 0, message)])
    return blueprint


def as_of(entry: CatalogueEntry, blueprint: Blueprint) -> Blueprint:
    """The main file as it is said here: one of a person's own is a draft, and has an author."""
    if entry.origin == "built-in":
        return blueprint
    # Results keep the content alone and must go on saying whose it is, also on another computer.
    return replace(blueprint, status="draft", author=blueprint.author or UNNAMED)


def problem_of(entry: CatalogueEntry, error: FindingsError) -> str:
    """Why one of a person's own cannot be taken, in one sentence."""
    return f"The questionnaire “{entry.id}” cannot be taken: {error.findings[0]}"


def _readable(entry: CatalogueEntry) -> tuple[Edition, ...]:
    if entry.origin == "built-in":
        return tuple(Edition(folder) for folder in entry.folders)
    return tuple(
        Edition(folder, reader=partial(load, entry, folder)) for folder in entry.folders if _is_of(entry, folder)
    )


def _is_of(entry: CatalogueEntry, folder: Path) -> bool:
    try:
        return files.identity(folder)[0] == entry.id
    except FindingsError:
        return False


def _entries(ids: Iterable[str], folders: Sequence[Path], origin: Origin) -> list[CatalogueEntry]:
    found = ((one, folders_of(folders, one)) for one in ids)
    return [CatalogueEntry(one, origin, versions[0], versions[1:]) for one, versions in found if versions]


def _folders_in(own: Path) -> tuple[Path, ...]:
    """The folders of a person's own questionnaires, by name; none where that cannot be looked at."""
    try:
        return tuple(sorted(one for one in own.iterdir() if looking.is_file(one / files.BLUEPRINT_FILE)))
    except OSError:
        return ()
