"""Which questionnaires there are, which one the current person looks at and takes, and what each says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct, json

from nextrung.clock import Clock
from nextrung.errors import FindingsError, NextRungError
from nextrung.people.person import Person
from nextrung.questionnaire import files
from nextrung.questionnaire.catalogue import (
    Catalogue,
    CatalogueEntry,
    CatalogueFacts,
    load,
    problem_of,
)
from nextrung.questionnaire.editions import Edition
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.store import assessments, contents, sqlite
from nextrung.store.connection import is_only_to_look
from nextrung.workspace.installed_files import InstalledFiles
from nextrung.workspace.kept_content import keep_as_installed, kept_as_installed, kept_content

if TYPE_CHECKING:
    from pathlib import Path

    from nextrung.questionnaire.role_guide import RoleGuide


class Installed(Struct, frozen=True):
    """A questionnaire as it is taken now, and the fingerprint of its files."""

    questionnaire: Questionnaire
    fingerprint: str


class TakenElsewhere(Struct, frozen=True):
    """What a person has finished on another questionnaire than the one that is looked at; ``newest`` is a moment."""

    id: str
    title: str
    finished: int
    newest: str


class _Choice(Struct):
    """What a person chose: the questionnaire, and the role that they compare with in each other one, by its id."""

    id: str
    roles: dict[str, str]


class QuestionnaireService:
    """The questionnaires of one data folder, for the current person."""

    def __init__(
        self, connection: sqlite.Connection, catalogue: Catalogue, person: Callable[[], Person | None], clock: Clock
    ) -> None:
        """Work on an open database; content is read when first needed."""
        self._connection = connection
        self.catalogue = catalogue
        self._person = person
        self._clock = clock
        self._files = InstalledFiles(connection)
        self._contents: dict[str, Questionnaire] = {}
        self._installed: dict[str, Installed] = {}
        self._editions: dict[str, tuple[Edition, ...]] = {}
        self._before_anybody = ""
        self._for_now = ""
        self._facts: tuple[CatalogueFacts, ...] | None = None

    def renew(self, catalogue: Catalogue) -> None:
        """Look again at what there is, after a questionnaire was added or removed."""
        self.catalogue = catalogue
        self._installed.clear()
        self._editions.clear()
        self._facts = None

    # which one

    def look_at(self, questionnaire: str) -> None:
        """Look at another one for as long as this is open; nothing is kept. Raises UnknownQuestionnaireError."""
        if not questionnaire or questionnaire not in self.ids().values():
            self.catalogue.entry(questionnaire)
        self._for_now = questionnaire

    def chosen(self) -> str:
        """The id of the one that the current person looks at: as chosen, else that of their newest assessment."""
        person = self._person()
        if self._for_now:
            return self._for_now
        if person is None:
            return self._before_anybody or self.catalogue.default
        return self._chosen_by(person)

    def _chosen_by(self, person: Person) -> str:
        kept = self._choice(person).id
        entry = self.catalogue.find(kept)
        if entry is not None and entry.origin == "built-in":
            return kept
        # One of a person's own was kept when it was chosen, so that it is there whatever became of its files.
        # An empty id is no choice, and stands for content that was lost too.
        if kept and kept in self.ids().values():
            return kept
        return contents.newest_taken(self._connection, person.id) or self.catalogue.default

    def choose(self, questionnaire: str) -> str | None:
        """Look at another one from now on; the role to compare with there, or None for its first.

        Raises NextRungError, and the choice stays as it was.
        """
        self.installed(questionnaire)  # raises what is wrong with it, and keeps it for a time without its files
        person = self._person()
        if person is None:
            self._before_anybody = questionnaire
            return None
        kept, before = self._choice(person), self.chosen()
        roles = {**kept.roles, **({before: person.target_role} if person.target_role else {})}
        role = roles.pop(questionnaire, None) if questionnaire != before else person.target_role
        value = json.encode({"id": questionnaire, "roles": roles}).decode()
        contents.keep_setting(self._connection, contents.CHOSEN + person.id, value)
        return role

    def begun(self, person: Person, chosen: str) -> None:
        """Keep for a new person what was chosen when they were added. Raises DatabaseError."""
        if chosen != self.catalogue.default:
            value = json.encode({"id": chosen, "roles": {}}).decode()
            contents.keep_setting(self._connection, contents.CHOSEN + person.id, value)

    def roles_of(self, person: Person | None) -> tuple[Role, ...]:
        """The published roles that somebody compares with; for nobody, those of the one that is looked at."""
        return self.installed(None if person is None else self._chosen_by(person)).questionnaire.roles

    def _choice(self, person: Person) -> _Choice:
        kept = contents.setting(self._connection, contents.CHOSEN + person.id)
        try:
            found = json.decode(kept) if kept else {}
            return _Choice(str(found.get("id", "")), {str(key): str(one) for key, one in found["roles"].items()})
        # A choice is a convenience: one that cannot be read falls back to what was taken last.
        except (ValueError, KeyError, AttributeError):
            return _Choice("", {})

    # what there is

    def ids(self) -> dict[str, str]:
        """The id of every questionnaire that is kept, by fingerprint; empty where its content was lost."""
        return contents.ids(self._connection)

    def others(self, questionnaire: str) -> frozenset[str]:
        """The fingerprints of all kept content but that of a questionnaire; lost content may be that of any."""
        return frozenset(one for one, id in self.ids().items() if id not in ("", questionnaire))

    def taken(self, person: str) -> tuple[str, ...]:
        """The ids of those that somebody has assessments of, in the order of the first."""
        return contents.taken(self._connection, person)

    def elsewhere(self) -> tuple[TakenElsewhere, ...]:
        """What the current person has finished on others than the one that is looked at, by title; no file is read."""
        person = self._person()
        if person is None or len(self.taken(person.id)) <= 1:
            return ()
        ids, titles, here = self.ids(), self.titles(), self.chosen()
        found: dict[str, list[str]] = {}
        for record in assessments.of_person(self._connection, person.id):
            one = ids.get(record.questionnaire, "")
            if record.completed_at is not None and one not in ("", here):
                found.setdefault(one, []).append(record.completed_at)
        listed = (TakenElsewhere(one, titles.get(one, one), len(when), when[-1]) for one, when in found.items())
        return tuple(sorted(listed, key=lambda one: one.title.casefold()))

    def finished(self) -> tuple[str, ...]:
        """The ids of those that anybody has finished: a group is of one of them."""
        return contents.finished(self._connection)

    def titles(self) -> dict[str, str]:
        """What each that is kept is called, by its id."""
        return contents.titles(self._connection)

    @property
    def are_read(self) -> bool:
        """Whether ``offered`` has been asked for before, so that it reads no file again."""
        return self._facts is not None

    def offered(self) -> tuple[CatalogueFacts, ...]:
        """All that can be looked at: those installed, then those that are gone and left results of this person.

        Reads the main file of each, so it is called behind the first page only.
        """
        if self._facts is None:
            self._facts = tuple(self.catalogue.facts(entry) for entry in self.catalogue.entries)
        installed = self._facts
        known = {one.id for one in installed}
        person = self._person()
        gone = [one for one in self.taken(person.id) if one not in known] if person is not None else []
        return (*installed, *(self._gone(one) for one in gone))

    def _gone(self, questionnaire: str) -> CatalogueFacts:
        kept = self._newest_kept(questionnaire)
        title = kept.questionnaire.title if kept is not None else questionnaire
        author = kept.questionnaire.blueprint.author if kept is not None else ""
        return CatalogueFacts(
            questionnaire, "own", title, author=author, problem=f"“{title}” was removed; its results stay."
        )

    # what it says

    def installed(self, questionnaire: str | None = None) -> Installed:
        """The one that is looked at, or the one with an id, as its newest files say.

        One that is gone, or of a person's own that does not fit any more, as it was last kept. Raises FindingsError
        when one that comes with the program does not fit, NextRungError when nothing of it is there.
        """
        wanted = questionnaire or self.chosen()
        if wanted not in self._installed:
            self._installed[wanted] = self._find(wanted)
        return self._installed[wanted]

    def _find(self, questionnaire: str) -> Installed:
        entry = self.catalogue.find(questionnaire)
        if entry is None:
            kept = self._newest_kept(questionnaire)
            if kept is None:
                raise self.catalogue.unknown(questionnaire)
            return kept
        try:
            return self._install(entry, entry.folder)
        except FindingsError as error:
            kept = self._newest_kept(questionnaire) if entry.origin == "own" else None
            if kept is not None:
                return kept
            raise (NextRungError(problem_of(entry, error)) if entry.origin == "own" else error) from error

    def problem(self, questionnaire: str) -> str:
        """Why no assessment can be started on it, in one sentence; empty when one can."""
        entry = self.catalogue.find(questionnaire)
        if entry is None:
            return self._gone(questionnaire).problem
        if entry.origin == "built-in":
            return ""
        try:
            self._install(entry, entry.folder)
        except FindingsError as error:
            return problem_of(entry, error)
        return ""

    def _newest_kept(self, questionnaire: str) -> Installed | None:
        fingerprint = contents.newest_of(self._connection, questionnaire)
        return None if fingerprint is None else Installed(self.content(fingerprint), fingerprint)

    def _install(self, entry: CatalogueEntry, folder: Path) -> Installed:
        fingerprint = self._files.fingerprint(entry, folder)
        if fingerprint in self._contents:
            return Installed(self._contents[fingerprint], fingerprint)
        questionnaire = kept_as_installed(self._connection, fingerprint)
        if questionnaire is None:  # it is the content of these files all the same: read them, which takes longer
            questionnaire = load(entry, folder)
            if not is_only_to_look(self._connection):
                keep_as_installed(self._connection, fingerprint, questionnaire, self._clock.moment())
        self._contents[fingerprint] = questionnaire
        return Installed(questionnaire, fingerprint)

    def install_edition(self, edition: Edition) -> Installed:
        """One version of what is installed, kept for an assessment. Raises FindingsError."""
        return self._install(self.catalogue.entry(edition.id), edition.folder)

    def editions(self) -> tuple[Edition, ...]:
        """Every version of all that is installed; those of the one that is looked at come first, its newest leads."""
        first = self.chosen()
        if first not in self._editions:
            self._editions[first] = self.catalogue.editions(first)
        return self._editions[first]

    def with_facet(self, competency: str, facet: str = "") -> Questionnaire:
        """The one that a plan step or its evidence is about: the one that is looked at, where it has such an area.

        Otherwise another one that the person has taken; the one that is looked at where none knows it.
        """
        looked_at, person = self.installed().questionnaire, self._person()
        if not _has(looked_at, competency, facet) and person is not None:
            for one in self.taken(person.id):
                kept = self._newest_kept(one)
                if kept is not None and _has(kept.questionnaire, competency, facet):
                    return kept.questionnaire
        return looked_at

    def area_name(self, competency: str) -> str:
        """The name of an area of what the person has taken; empty for one that none has."""
        known = self.with_facet(competency).competencies_by_id.get(competency)
        return known.name if known is not None else ""

    def role_guide(self) -> RoleGuide | None:
        """What the role page says of the one that is looked at; None when it has no such file. Raises FindingsError."""
        entry = self.catalogue.find(self.chosen())
        return files.load_guide(entry.folder, self.installed().questionnaire) if entry is not None else None

    def content(self, fingerprint: str) -> Questionnaire:
        """The exact content kept under a fingerprint; that of the installed files is read from them, or proven.

        Raises DamagedError.
        """
        if fingerprint not in self._contents:
            of = self.ids().get(fingerprint, "")
            for entry in self.catalogue.entries:
                # Lost content has no id: then it may be that of any.
                if of in ("", entry.id) and self._install_if(entry, fingerprint):
                    return self._contents[fingerprint]
            self._contents[fingerprint] = kept_content(self._connection, fingerprint)
        return self._contents[fingerprint]

    def _install_if(self, entry: CatalogueEntry, fingerprint: str) -> bool:
        """Take the files in whose fingerprint this is; whether there are any."""
        for folder in entry.folders:
            try:
                if self._files.fingerprint(entry, folder) == fingerprint:
                    found = self._install(entry, folder)
                    if folder == entry.folder:
                        self._installed[entry.id] = found  # whose files need not be read once more
                    return True
            except FindingsError:
                if entry.origin == "built-in":
                    raise
        return False


def _has(questionnaire: Questionnaire, competency: str, facet: str) -> bool:
    known = questionnaire.competencies_by_id.get(competency)
    return known is not None and (not facet or any(one.id == facet for one in known.facets))
