"""Questionnaires that come in: from frameworks of others as drafts, and whole as files that travel."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from nextrung import shown
from nextrung.counting import counted
from nextrung.intake import entering
from nextrung.intake.entering import EntryError
from nextrung.paths import QUESTIONNAIRE_ENDING
from nextrung.questionnaire import files, installing, travelling, writing
from nextrung.questionnaire.catalogue import UNNAMED, Catalogue
from nextrung.questionnaire.drafting import building, stretching
from nextrung.questionnaire.installing import InstallPlan
from nextrung.questionnaire.model import Questionnaire
from nextrung.tables.frameworks import reading
from nextrung.tables.frameworks.reading import FrameworkPicked, FrameworkReading

TRAVELLING = QUESTIONNAIRE_ENDING.removeprefix(".")
"""The layout of a file of our own."""
PASTED = "pasted table"
"""What a text that was pasted is called."""


class ComingQuestionnaire(Struct, frozen=True):
    """What would come in: the questionnaire with its files, and how it was read where it is a draft."""

    file: str
    questionnaire: Questionnaire
    texts: Mapping[str, bytes]
    reading: FrameworkReading | None = None

    @property
    def layout(self) -> str:
        """How the file was laid out."""
        return self.reading.layout if self.reading else TRAVELLING


def coming(path: Path, catalogue: Catalogue, picked: FrameworkPicked, wanted: str = "") -> ComingQuestionnaire:
    """Read a file; ``wanted`` is the id of a draft, told from its title where it is empty.

    Raises NextRungError in one sentence. Nothing is written.
    """
    try:
        raw = entering.whole(path, entering.FRAMEWORK)
    except EntryError as error:
        raise installing.InstallError(str(error)) from error
    if path.name.endswith(QUESTIONNAIRE_ENDING) or travelling.is_archive(raw):
        texts = travelling.unpacked(raw, path.name)
        return ComingQuestionnaire(path.name, installing.loaded(texts, path.name), texts)
    return _drafted(reading.read_named(raw, path.name, picked), catalogue, wanted)


def pasted(text: str, catalogue: Catalogue, picked: FrameworkPicked) -> ComingQuestionnaire:
    """The same for a text that was pasted."""
    return _drafted(reading.read(text, PASTED, picked), catalogue)


def only(one: ComingQuestionnaire, kept: Collection[int], catalogue: Catalogue) -> ComingQuestionnaire:
    """A draft with the skills of these numbers alone, counted from 1 over all areas. Raises NextRungError."""
    if one.reading is None or len(kept) == len(one.questionnaire.items_by_id):
        return one
    numbers = count(1)
    draft = one.reading.draft
    areas = (replace(area, items=tuple(item for item in area.items if next(numbers) in kept)) for area in draft.areas)
    chosen = replace(draft, areas=tuple(area for area in areas if area.items))
    return _drafted(replace(one.reading, draft=chosen), catalogue)


def _drafted(found: FrameworkReading, catalogue: Catalogue, wanted: str = "") -> ComingQuestionnaire:
    base = files.blueprint(catalogue.entry(catalogue.default).folder)
    one = wanted or building.slug(found.draft.title, "questionnaire")
    made = building.questionnaire_of(found.draft, one, found.file, base)
    texts = {name: text.encode() for name, text in writing.folder_texts(made.questionnaire, made.files).items()}
    # held to the same rules as what somebody else wrote
    return ComingQuestionnaire(found.file, installing.loaded(texts, found.file), texts, found)


def place_of(one: ComingQuestionnaire, catalogue: Catalogue, own: Path) -> InstallPlan:
    """Where it would go among a person's own. Raises InstallError where it must not."""
    built_in = {entry.id for entry in catalogue.entries if entry.origin == "built-in"}
    return installing.plan(one.questionnaire, one.texts, own, built_in)


class QuestionnaireIntakeService:
    """Questionnaires of others for a window: read in a thread, and added to a person's own when that is wanted."""

    def __init__(self, catalogue: Callable[[], Catalogue], own: Path | None, renewed: Callable[[], object]) -> None:
        """``own`` is the folder of a person's own; ``renewed`` is told when another one is there."""
        self._catalogue = catalogue
        self._own = own
        self._renewed = renewed

    def reading_work(self, path: Path, picked: FrameworkPicked) -> Callable[[], ComingQuestionnaire]:
        """Work that reads a file and keeps nothing; it raises NextRungError."""
        listed = self._catalogue()
        return lambda: coming(path, listed, picked)

    def pasted_work(self, text: str, picked: FrameworkPicked) -> Callable[[], ComingQuestionnaire]:
        """The same for a text that was pasted."""
        listed = self._catalogue()
        return lambda: pasted(text, listed, picked)

    def adding_work(self, one: ComingQuestionnaire, kept: Collection[int]) -> Callable[[], ComingQuestionnaire]:
        """Work that adds a questionnaire with the items of these numbers; ``settle`` must follow.

        It raises NextRungError; nothing is changed then.
        """
        listed, own = self._catalogue(), self._own

        def work() -> ComingQuestionnaire:
            if own is None:
                raise installing.InstallError("There is no data folder to keep a questionnaire in.")
            if one.reading is None and len(kept) < len(one.questionnaire.items_by_id):
                raise installing.InstallError("A questionnaire that travels comes in whole: tick all of its items.")
            chosen = only(one, kept, listed)
            installing.install(place_of(chosen, listed, own), chosen.texts)
            return chosen

        return work

    def settle(self) -> None:
        """Have the workspace look again, after a questionnaire was added."""
        self._renewed()


def as_json(one: ComingQuestionnaire) -> dict[str, Any]:
    """What would come in, as one object of plain values."""
    content, found = one.questionnaire, one.reading
    text = found.source.decoded if found and found.source else None
    return {
        "file": one.file,
        "as": "questionnaire",
        "layout": one.layout,
        "encoding": (text.encoding or None) if text else None,
        "encoding_guessed": bool(text and text.guessed),
        "encoding_example": {"row": text.line, "text": text.example} if text and text.example else None,
        "delimiter": (found.source.delimiter or None) if found and found.source else None,
        "sheet": (found.sheet or None) if found else None,
        "header_row": (found.header or None) if found else None,
        "mapping": dict(found.mapping) if found else {},
        "questionnaire": {
            "id": content.id,
            "version": content.version,
            "title": content.title,
            "language": content.blueprint.language,
            "author": content.blueprint.author,
            "status": content.blueprint.status,
        },
        "areas": [{"id": area.id, "name": area.name, "items": len(area.items())} for area in content.competencies],
        "items": list(_items(content)),
        "levels": list(_levels(one)),
        "order": found.draft.order if found else None,
        "roles": [
            {"id": role.id, "name": role.name, "targets": {key: target.level for key, target in role.targets.items()}}
            for role in content.roles
        ],
        "problems": list(_problems(found)),
        "left_out": list(found.draft.left_out) if found else [],
        "notes": list(found.draft.notes) if found else [],
    }


def _problems(found: FrameworkReading | None) -> Iterator[dict[str, Any]]:
    for one in found.draft.problems if found else ():
        place = {"row": one.row, "column": one.column, "place": one.place}
        yield {**place, "sentence": one.message, "kind": "note"}


def _items(content: Questionnaire) -> Iterator[dict[str, Any]]:
    for area in content.competencies:
        for item in area.items():
            yield {
                "id": item.id,
                "area": area.id,
                "kind": item.kind.value,
                "text": item.question,
                "anchors": list(item.anchors),
                "weak": item.id in content.weak_items,
            }


def _levels(one: ComingQuestionnaire) -> Iterator[dict[str, Any]]:
    """The levels as the file has them, each with the point from 1 to 5 that it became."""
    if one.reading is None:
        for point in one.questionnaire.blueprint.scales.rating:
            yield {"level": int(point.value), "name": point.label, "becomes": point.value}
        return
    scale = one.reading.draft.scale
    for level, name in enumerate(scale, start=1):
        yield {"level": level, "name": name or None, "becomes": stretching.stretched(level, len(scale))}


def as_text(one: ComingQuestionnaire, most: int) -> str:
    """What would come in, in lines; at most so many problems."""
    return "\n".join(_lines(one, most))


def _lines(one: ComingQuestionnaire, most: int) -> Iterator[str]:
    content, found = one.questionnaire, one.reading
    yield f"{one.file}: {one.layout}."
    text = found.source.decoded if found and found.source else None
    if text is not None and text.guessed:
        example = f" Line {text.line} reads “{text.example}”." if text.example else ""
        yield f"Encoding: {text.encoding}, which is a guess.{example} Choose another with --encoding."
    if found and found.sheet:
        yield f"Sheet: {found.sheet}."
    for heading, field in (found.mapping if found else {}).items():
        yield f"  {heading} -> {field}"
    if found and found.draft.left_out:
        yield f"Left out: {'; '.join(found.draft.left_out)}."
    yield from found.draft.notes if found else ()
    areas, items = len(content.competencies), len(content.items_by_id)
    held = counted(areas, "1 area", "{0} areas"), counted(items, "1 item", "{0} items")
    yield f"“{content.title}” ({content.id} {content.version}): {', '.join(held)}, {_roles(content)}."
    yield f"Made by {shown.stranger(content.blueprint.author or UNNAMED)}, not reviewed by Next Rung."
    if content.weak_items:
        weak = counted(len(content.weak_items), "1 item", "{0} items")
        yield f"Weak anchors in {weak}: they do not say what is done at each level. Results from them say so."
    problems = found.draft.problems if found else ()
    if found and found.draft.order == "unknown":
        yield "Say which level is the lowest with --levels lowest-first or --levels highest-first."
    yield from (f"{problem}." for problem in problems[:most])
    if len(problems) > most:
        yield counted(len(problems) - most, "and 1 more", "and {0} more")


def _roles(content: Questionnaire) -> str:
    return counted(len(content.roles), "1 role", "{0} roles")
