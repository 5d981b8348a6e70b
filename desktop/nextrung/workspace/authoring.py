"""Questionnaires that are written here: begun, kept as they are typed, checked, and published as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from nextrung.errors import NextRungError
from nextrung.questionnaire import copying, files, installing, travelling, wording_file
from nextrung.questionnaire.authoring import draft as drafting
from nextrung.questionnaire.authoring import findings, operations, publishing
from nextrung.questionnaire.authoring.draft import AuthoringDraft, AuthoringError
from nextrung.questionnaire.authoring.findings import AuthoringFinding
from nextrung.questionnaire.authoring.publishing import ConflictError, Publication
from nextrung.questionnaire.catalogue import Catalogue, CatalogueEntry
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.wording import KnownProblems
from nextrung.store import drafts, sqlite

_WRITTEN, _BEGAN, _REMOVED = "questionnaire", "questionnaire-before", "questionnaire-removed"
"""Under these forms lies what is written, what it began from, and what was removed, until it is published."""
NEW = "new"
"""Beginning of the ids of those that were never published."""


class Manuscript(Struct, frozen=True):
    """What is written, and what it began from: the files of a questionnaire, or nothing for a new one."""

    draft: AuthoringDraft
    base: AuthoringDraft | None = None


def begun(connection: sqlite.Connection, *, removed: bool = False) -> dict[str, str]:
    """The titles of those that are being written, or were removed before they were published, by id."""
    form = _REMOVED if removed else _WRITTEN
    found = {}
    for one in drafts.things(connection, form):
        found[one] = drafts.read(connection, drafts.name_of(form, "", one)).get("title", one)
    return found


Links = tuple[tuple[tuple[str, str], ...], tuple[Item, ...]]
"""Questionnaires that one can be linked to, by id with titles, and the items of the one that it is linked to."""


class AuthoringService:
    """What is written is kept among the data at once; its files are others only when it is published."""

    def __init__(
        self,
        connection: sqlite.Connection,
        catalogue: Callable[[], Catalogue],
        own: Path | None,
        renewed: Callable[[], object],
    ) -> None:
        """``own`` is the folder of a person's own; ``renewed`` is told when the files there are others."""
        self._connection = connection
        self._catalogue = catalogue
        self._own = own
        self._renewed = renewed

    def begun(self) -> dict[str, str]:
        """The titles of those that are being written, by id."""
        return begun(self._connection)

    def new(self, title: str, area: str, author: str) -> Manuscript:
        """Begin one with an empty area of this name, and keep it. Raises NextRungError."""
        listed, taken = self._catalogue(), {**self.begun(), **begun(self._connection, removed=True)}
        base = files.blueprint(listed.entry(listed.default).folder)
        one = next(name for number in range(1, len(taken) + 2) if (name := f"{NEW}-{number}") not in taken)
        draft, _ = operations.add_area(drafting.begun(base, one, title, author), area)
        found = Manuscript(draft)
        self.keep(found)
        return found

    def opening_work(self, questionnaire: str) -> Callable[[], Manuscript]:
        """Work that reads one to go on with: as it was kept, or else its files. It raises NextRungError."""
        kept = drafts.read(self._connection, drafts.name_of(_WRITTEN, "", questionnaire)).get("draft")
        began = drafts.read(self._connection, drafts.name_of(_BEGAN, "", questionnaire)).get("draft")
        if kept:
            return lambda: Manuscript(drafting.from_json(kept), drafting.from_json(began) if began else None)
        entry = self._entry(questionnaire)
        return lambda: _from_files(entry)

    def keep(self, manuscript: Manuscript) -> None:
        """Keep what is written. Raises DatabaseError."""
        draft, base = manuscript.draft, manuscript.base
        if draft == base:  # everything was taken back
            self.drop(draft.id)
            return
        if base is not None and not drafts.read(self._connection, drafts.name_of(_BEGAN, "", draft.id)):
            drafts.keep(self._connection, drafts.name_of(_BEGAN, "", draft.id), {"draft": drafting.to_json(base)})
        fields = {"title": draft.content.title, "draft": drafting.to_json(draft)}
        drafts.keep(self._connection, drafts.name_of(_WRITTEN, "", draft.id), fields)

    def drop(self, questionnaire: str) -> None:
        """Forget what was written and not published. Raises DatabaseError."""
        for form in (_WRITTEN, _BEGAN):
            drafts.drop(self._connection, drafts.name_of(form, "", questionnaire))

    def set_aside(self, questionnaire: str) -> None:
        """Remove one that was never published; it can be put back. Raises DatabaseError."""
        self._rename(questionnaire, _WRITTEN, _REMOVED)

    def put_back(self, questionnaire: str) -> None:
        """Go on with one that was removed. Raises DatabaseError."""
        self._rename(questionnaire, _REMOVED, _WRITTEN)

    def delete(self, questionnaire: str) -> None:
        """Forget for good one that was removed. Raises DatabaseError."""
        drafts.drop(self._connection, drafts.name_of(_REMOVED, "", questionnaire))

    def _rename(self, questionnaire: str, before: str, after: str) -> None:
        drafts.rename(self._connection, *(drafts.name_of(form, "", questionnaire) for form in (before, after)))

    def findings_work(
        self, draft: AuthoringDraft, known: KnownProblems | None = None
    ) -> Callable[[], tuple[AuthoringFinding, ...]]:
        """Work that says what there is to mend; ``known`` remembers what was found in texts that did not change."""
        return lambda: findings.findings(draft, wording_file.load(draft.content.blueprint.language), known)

    def linking_work(self, linked_to: str) -> Callable[[], Links]:
        """Work that reads what items can ask the same as; no item where the other one cannot be read."""
        listed = self._catalogue()

        def work() -> Links:
            titles = tuple((entry.id, listed.facts(entry).title) for entry in listed.entries)
            entry = listed.find(linked_to)
            try:
                return titles, tuple(files.load(entry.folder).items_by_id.values()) if entry is not None else ()
            except NextRungError:
                return titles, ()

        return work

    def publishing_work(self, manuscript: Manuscript) -> Callable[[], Publication]:
        """Work that writes the files of the next version; ``settle`` must follow. It raises NextRungError."""
        listed, own = self._catalogue(), self._own
        if own is None:
            raise AuthoringError("There is no data folder to keep a questionnaire in.")

        def work() -> Publication:
            made = _publication(manuscript, listed, own)
            built_in = [entry.id for entry in listed.entries if entry.origin == "built-in"]
            wanted = installing.plan(made.questionnaire, made.texts, own, built_in)
            installing.install(wanted, made.texts)
            return made

        return work

    def settle(self, manuscript: Manuscript) -> None:
        """Forget the draft of what was published, and have the workspace look again. Raises DatabaseError."""
        self._renewed()
        self.drop(manuscript.draft.id)

    def _entry(self, questionnaire: str) -> CatalogueEntry:
        entry = self._catalogue().entry(questionnaire)
        if entry.origin == "built-in":
            raise AuthoringError(f"“{questionnaire}” comes with the program and stays; duplicate it to edit it.")
        return entry


def _from_files(entry: CatalogueEntry) -> Manuscript:
    base = drafting.of_content(files.load(entry.folder))
    older = []
    for folder in entry.older:
        try:
            older.append(files.load(folder))
        # an older version that cannot be read gives no ids to remember
        except NextRungError:
            continue
    return Manuscript(drafting.remembering(base, older), base)


def _publication(manuscript: Manuscript, listed: Catalogue, own: Path) -> Publication:
    draft, base = manuscript.draft, manuscript.base
    must = [one for one in findings.findings(draft, None) if one.must]
    if must:
        first = must[0]
        raise AuthoringError(f"{first.subject or draft.content.title}: {first.message}. Mend it, then publish again.")
    if base is None:
        taken = {entry.id for entry in listed.entries} | copying.removed_in(own).keys()
        return publishing.publication(draft, None, {}, taken)
    entry = listed.find(draft.id)
    if entry is None:
        raise ConflictError(f"“{draft.id}” was removed meanwhile. Put it back first, then publish again.")
    return publishing.publication(draft, base, travelling.texts_in(entry.folder), ())
