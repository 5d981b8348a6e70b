"""A questionnaire of a draft: ids, facets, anchors from 1 to 5, and constants borrowed from another one. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from nextrung.folded import folded
from nextrung.questionnaire.constants import ErrorDefault, FormId
from nextrung.questionnaire.drafting.draft import DraftArea, DraftRole, FrameworkDraft
from nextrung.questionnaire.drafting.stretching import anchors_of, labels_of, stretched
from nextrung.questionnaire.kinds import Rating, ScalePoint
from nextrung.questionnaire.model import (
    LEVELS,
    Blueprint,
    Competency,
    Facet,
    Part,
    Questionnaire,
    Role,
    Target,
)

VERSION = "0.1.0"
PART = "areas"
WEIGHT = 3
"""The weight of a target that none is given for: the middle."""
QUICK_WHOLE = 20
"""Up to so many items the quick form asks all; of more, the first two of each area."""
LONGEST_ID = 40
LONGEST_SHORT_NAME = 24
_OTHER = re.compile(r"[^a-z0-9]+")


class Made(Struct, frozen=True):
    """A questionnaire, and the names of its files without ``.yaml`` by competency id."""

    questionnaire: Questionnaire
    files: dict[str, str]


def slug(text: str, instead: str) -> str:
    """A text as an id and the name of a file: small letters, digits and hyphens."""
    found = _OTHER.sub("-", folded(text)).strip("-")[:LONGEST_ID].strip("-")
    return found or instead


def questionnaire_of(draft: FrameworkDraft, one_id: str, file: str, base: Blueprint) -> Made:
    """The questionnaire of a draft that was read from ``file``; ``base`` lends instructions, times and constants."""
    ids = competency_ids([area.name for area in draft.areas])
    quick = None if sum(1 for _ in draft.items) <= QUICK_WHOLE else 2
    competencies = tuple(_competency(area, one, file, quick) for area, one in zip(draft.areas, ids, strict=True))
    names = file_names([area.name for area in draft.areas])
    blueprint = _blueprint(draft, one_id, file, base, tuple(names))
    roles = tuple(_roles(draft, dict(zip((area.name for area in draft.areas), ids, strict=True)), file))
    part_of = dict.fromkeys(ids, PART)
    whole = Questionnaire(blueprint, roles, VERSION, competencies, part_of)
    return Made(whole, dict(zip(ids, names, strict=True)))


def _blueprint(draft: FrameworkDraft, one_id: str, file: str, base: Blueprint, names: tuple[str, ...]) -> Blueprint:
    labels = labels_of(draft.scale)
    rating = tuple(ScalePoint(point.value, label) for point, label in zip(base.scales.rating, labels, strict=True))
    author = f"{draft.author}, from {file}" if draft.author else f"the authors of {file}"
    made = borrowed(base, one_id, draft.title, author, names)
    return replace(
        made, language=draft.language or base.language, scales=replace(base.scales, rating=rating), version=VERSION
    )


def borrowed(base: Blueprint, one_id: str, title: str, author: str, names: tuple[str, ...]) -> Blueprint:
    """The main file of a questionnaire with areas of these file names; ``base`` lends texts, times and constants."""
    return replace(
        base,
        id=one_id,
        version=VERSION,
        status="draft",
        title=title,
        author=author,
        pay=False,
        linked_to="",
        parts=(Part(PART, "Areas", names),),
        tags=(),
        scoring=replace(base.scoring, status="draft", errors=tuple(_errors(base))),
    )


def _errors(base: Blueprint) -> Iterator[ErrorDefault]:
    """The error of each form, taken over; it follows the number of items as SE0 * sqrt(n0 / n)."""
    forms: tuple[FormId, ...] = ("full", "quick")
    for form in forms:
        # of several parts the one with the largest error: less must not be claimed than may be wrong
        lent = max((one for one in base.scoring.errors if one.form == form), key=lambda one: one.standard_error)
        yield replace(lent, part=PART, borrowed=True)


def _competency(area: DraftArea, one: str, file: str, quick: int | None) -> Competency:
    facets, ratings = [], []
    for number, item in enumerate(area.items, start=1):
        facet = f"{one}{number}"
        facets.append(Facet(facet, item.name, measures=item.description))
        asked = quick is None or number <= quick
        forms: tuple[FormId, ...] = ("quick", "full") if asked else ("full",)
        source = f"{file}, {item.code}" if item.code else file
        ratings.append(Rating(f"{one}-B{number}", facet, item.name, anchors_of(item.levels), (source,), forms))
    return Competency(one, area.name, area.description, facets=tuple(facets), ratings=tuple(ratings))


def _roles(draft: FrameworkDraft, ids: dict[str, str], file: str) -> Iterator[Role]:
    scale = len(draft.scale)
    taken: set[str] = set()
    for role in draft.roles:
        targets = {ids[area]: target for area, target in _targets(role, scale) if area in ids}
        if targets:
            one = unused(slug(role.name, "role"), taken)
            short = role.name[:LONGEST_SHORT_NAME].strip()
            yield Role(one, role.name, short, basis=f"Targets as {file} gives them.", targets=targets)


def _targets(role: DraftRole, scale: int) -> Iterator[tuple[str, Target]]:
    for area, target in role.targets.items():
        level = min(LEVELS[1], stretched(target.level, scale))
        # the lowest level asks for nothing, and a role names only what it asks for
        if level > LEVELS[0]:
            yield area, Target(round(level, 2), target.weight or WEIGHT)


def unused(wanted: str, taken: set[str]) -> str:
    """A name that is none of ``taken``, to which it is added."""
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    taken.add(found)
    return found


def file_names(names: Iterable[str], taken: Collection[str] = ()) -> list[str]:
    """The names of the files of areas, without ``.yaml``; none is one of ``taken``."""
    # names that the folder has for something else
    used = {"questionnaire", "roles", "role", *taken}
    return [unused(slug(name, f"area-{number}"), used) for number, name in enumerate(names, start=1)]


def competency_ids(names: Iterable[str], taken: Collection[str] = ()) -> list[str]:
    """Two capital letters for each area: those its words begin with, else its first ones, else the next unused."""
    used, found = set(taken), []
    for name in names:
        found.append(next(one for one in _id_candidates(name) if one not in used))
        used.add(found[-1])
    return found


def _id_candidates(name: str) -> Iterator[str]:
    letters = [word for word in _OTHER.split(folded(name)) if word and word.isalpha()]
    joined = "".join(letters).upper()
    if len(letters) > 1:
        yield (letters[0][0] + letters[1][0]).upper()
    if len(joined) > 1:
        yield joined[:2]
        yield from (joined[0] + other for other in joined[2:])
    yield from (first + second for first in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
