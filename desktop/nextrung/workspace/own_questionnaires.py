"""The list of all questionnaires for a window, and what can be done with each as a whole: copy, export, remove."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from nextrung.errors import FindingsError
from nextrung.questionnaire import copying, files, installing, travelling
from nextrung.questionnaire.catalogue import UNNAMED, Catalogue, CatalogueEntry
from nextrung.questionnaire.installing import InstallError
from nextrung.report import saving
from nextrung.store import contents, sqlite
from nextrung.workspace import authoring

ListedState = Literal["writing", "draft", "reviewed", "unfit", "removed", "gone"]
"""Writing is one that was never published; gone is one whose files are nowhere: what it left are results."""


class ListedQuestionnaire(Struct, frozen=True):
    """One line of the list. ``author`` is empty for what comes with the program, ``problem`` where it can be taken."""

    id: str
    title: str
    version: str
    author: str
    state: ListedState
    resting: int
    """How many assessments rest on it."""
    problem: str = ""
    written: bool = False
    """Whether something of it is written in the app and not published."""

    @property
    def own(self) -> bool:
        """Whether it is not one of the program."""
        return bool(self.author)

    @property
    def has_files(self) -> bool:
        """Whether it can be copied and exported."""
        return self.state in ("draft", "reviewed")


class OwnQuestionnaireService:
    """Lists what there is, and changes a person's own; the work may run in another thread."""

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

    def list_work(self) -> Callable[[], tuple[ListedQuestionnaire, ...]]:
        """Work that reads the main file of each: those of the program, a person's own, then those that are gone."""
        resting, titles = contents.resting_on(self._connection), contents.titles(self._connection)
        listed, own = self._catalogue(), self._own
        written = authoring.begun(self._connection), authoring.begun(self._connection, removed=True)
        return lambda: (*_listed(listed, own, resting, titles, written[0]), *_only_written(listed, *written))

    def copy_work(self, questionnaire: str, title: str) -> Callable[[], str]:
        """Work that makes a copy called ``title`` and returns its id; ``settle`` must follow.

        It raises NextRungError.
        """
        listed, own = self._catalogue(), self._place()

        def work() -> str:
            texts = travelling.texts_in(listed.entry(questionnaire).folder)
            taken = {entry.id for entry in listed.entries} | copying.removed_in(own).keys()
            one, made = copying.copied(texts, taken, title)
            content = installing.loaded(made, title)
            built_in = [entry.id for entry in listed.entries if entry.origin == "built-in"]
            installing.install(installing.plan(content, made, own, built_in), made)
            return one

        return work

    def export_work(self, questionnaire: str, path: Path) -> Callable[[], Path]:
        """Work that writes one as a file that another computer takes in. It raises NextRungError."""
        entry = self._catalogue().entry(questionnaire)

        def work() -> Path:
            texts = travelling.texts_in(entry.folder)
            installing.loaded(texts, entry.id)
            saving.save(path, travelling.packed(texts))
            return path

        return work

    def remove_work(self, questionnaire: str) -> Callable[[], None]:
        """Work that sets one of a person's own aside; ``settle`` must follow. It raises InstallError."""
        entry, own = self._own_entry(questionnaire), self._place()
        return lambda: copying.set_aside(entry.folders, own)

    def put_back_work(self, questionnaire: str) -> Callable[[], None]:
        """Work that puts one back that was removed; ``settle`` must follow. It raises InstallError."""
        own = self._place()
        return lambda: copying.put_back(_removed(own, questionnaire), own)

    def delete_work(self, questionnaire: str) -> Callable[[], None]:
        """Work that deletes one for good that was removed; its results stay. It raises InstallError."""
        own = self._place()
        return lambda: copying.delete(_removed(own, questionnaire))

    def settle(self) -> None:
        """Have the workspace look again, after the files became others."""
        self._renewed()

    def _place(self) -> Path:
        if self._own is None:
            raise InstallError("There is no data folder to keep a questionnaire in.")
        return self._own

    def _own_entry(self, questionnaire: str) -> CatalogueEntry:
        entry = self._catalogue().entry(questionnaire)
        if entry.origin == "built-in":
            raise InstallError(f"“{questionnaire}” comes with the program and stays.")
        return entry


def _removed(own: Path, questionnaire: str) -> tuple[Path, ...]:
    found = copying.removed_in(own).get(questionnaire)
    if found is None:
        raise InstallError(f"“{questionnaire}” is not among those that were removed any more.")
    return found


def _only_written(
    catalogue: Catalogue, begun: Mapping[str, str], removed: Mapping[str, str]
) -> Iterator[ListedQuestionnaire]:
    """Those that were never published: being written, or removed."""
    states: tuple[tuple[Mapping[str, str], ListedState], ...] = ((begun, "writing"), (removed, "removed"))
    for titles, state in states:
        for one, title in titles.items():
            if catalogue.find(one) is None and one.startswith(authoring.NEW):
                yield ListedQuestionnaire(one, title, "", UNNAMED, state, 0, written=True)


def _listed(
    catalogue: Catalogue,
    own: Path | None,
    resting: Mapping[str, int],
    titles: Mapping[str, str],
    written: Mapping[str, str],
) -> tuple[ListedQuestionnaire, ...]:
    found = []
    for entry in catalogue.entries:
        facts = catalogue.facts(entry)
        author = "" if entry.origin == "built-in" else facts.author or UNNAMED
        state: ListedState = "unfit" if facts.problem else "draft" if facts.draft else "reviewed"
        count = resting.get(entry.id, 0)
        said = facts.title, facts.version, author, state, count, facts.problem
        found.append(ListedQuestionnaire(entry.id, *said, written=entry.id in written))
    here = {one.id for one in found}
    removed = copying.removed_in(own) if own is not None else {}
    for one, folders in removed.items():
        if one not in here:
            found.append(_of_removed(one, folders, resting.get(one, 0)))
    here |= removed.keys()
    gone = [one for one in resting if one and one not in here]
    found += [ListedQuestionnaire(one, titles.get(one, one), "", UNNAMED, "gone", resting[one]) for one in sorted(gone)]
    return tuple(found)


def _of_removed(questionnaire: str, folders: tuple[Path, ...], resting: int) -> ListedQuestionnaire:
    try:
        main = files.blueprint(folders[0])
    except FindingsError:
        return ListedQuestionnaire(questionnaire, questionnaire, "", UNNAMED, "removed", resting)
    return ListedQuestionnaire(questionnaire, main.title, main.version, main.author or UNNAMED, "removed", resting)
