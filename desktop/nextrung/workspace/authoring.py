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
from nextrung.store import drafts, sqlite

_WRITTEN, _BEGAN = "questionnaire", "questionnaire-before"
"""Under these forms lies what is written, and what it began from, for as long as it is not published."""
NEW = "new"
"""Beginning of the ids of those that were never published."""


class Manuscript(Struct, frozen=True):
    """What is written, and what it began from: the files of a questionnaire, or nothing for a new one."""

    draft: AuthoringDraft
    base: AuthoringDraft | None = None


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
        found = {}
        for one in drafts.things(self._connection, _WRITTEN):
            found[one] = drafts.read(self._connection, drafts.name_of(_WRITTEN, "", one)).get("title", one)
        return found

    def new(self, title: str, area: str, author: str) -> Manuscript:
        """Begin one with an empty area of this name, and keep it. Raises NextRungError."""
        listed, begun = self._catalogue(), self.begun()
        base = files.blueprint(listed.entry(listed.default).folder)
        one = next(name for number in range(1, len(begun) + 2) if (name := f"{NEW}-{number}") not in begun)
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
        if base is not None and not drafts.read(self._connection, drafts.name_of(_BEGAN, "", draft.id)):
            drafts.keep(self._connection, drafts.name_of(_BEGAN, "", draft.id), {"draft": drafting.to_json(base)})
        fields = {"title": draft.content.title, "draft": drafting.to_json(draft)}
        drafts.keep(self._connection, drafts.name_of(_WRITTEN, "", draft.id), fields)

    def drop(self, questionnaire: str) -> None:
        """Forget what was written and not published. Raises DatabaseError."""
        for form in (_WRITTEN, _BEGAN):
            drafts.drop(self._connection, drafts.name_of(form, "", questionnaire))

    def findings_work(self, draft: AuthoringDraft) -> Callable[[], tuple[AuthoringFinding, ...]]:
        """Work that says what there is to mend."""
        return lambda: findings.findings(draft, wording_file.load(draft.content.blueprint.language))

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
