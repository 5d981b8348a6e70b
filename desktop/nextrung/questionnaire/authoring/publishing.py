"""The files of a questionnaire that was written, as its next version; what somebody edited by hand is never undone.

For each file three values are compared: what it said when the writing began, what it says now, and what was written.
Who changed it alone wins; where both did, it is a conflict, and nothing is published.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from nextrung import typed_yaml
from nextrung.errors import FindingsError
from nextrung.questionnaire import installing, writing
from nextrung.questionnaire.authoring import naming
from nextrung.questionnaire.authoring.draft import AuthoringDraft, AuthoringError
from nextrung.questionnaire.authoring.patching import patched
from nextrung.questionnaire.files import BLUEPRINT_FILE, GUIDE_FILE, ROLES_FILE
from nextrung.questionnaire.model import Blueprint, Competency, Questionnaire, RoleFile
from nextrung.questionnaire.role_guide import Difference, Duty, Passage, Question, RoleGuide, Stage

_L = TypeVar("_L", Stage, Passage, Question)

FIRST_PUBLISHED = "1.0.0"


class Publication(Struct, frozen=True):
    """What would be published: the whole of it, and its files by name."""

    questionnaire: Questionnaire
    texts: Mapping[str, bytes]


class ConflictError(AuthoringError):
    """Files that were edited by hand while the same was written here; nothing was changed."""


def raised(version: str) -> str:
    """The version after another one: the first that is published is 1.0.0, later ones count up in the middle."""
    first, second, _ = (int(part) for part in version.split("."))
    return f"{first}.{second + 1}.0" if first else FIRST_PUBLISHED


def publication(
    draft: AuthoringDraft, base: AuthoringDraft | None, texts: Mapping[str, bytes], taken: Collection[str]
) -> Publication:
    """What is written, as the next version; ``base`` is what it began from, ``texts`` are its files as they are now.

    Without a base it is a new one, whose id is none of ``taken``. Raises AuthoringError or InstallError.
    """
    named = naming.named(draft, base, taken)
    if base is None:
        mine = _files_of(_of_version(named, FIRST_PUBLISHED))
        made = {name: writing.file_text(whole).encode() for name, whole in mine.items()}
    else:
        made = _merged(named, base, texts)
    content = installing.loaded(_with_guide(made, texts), named.content.title or named.id)
    return Publication(content, _with_guide(made, texts))


def _of_version(draft: AuthoringDraft, version: str) -> AuthoringDraft:
    content = draft.content
    blueprint = replace(content.blueprint, version=version)
    return replace(draft, content=replace(content, blueprint=blueprint, roles_version=version))


def _files_of(draft: AuthoringDraft) -> dict[str, Struct]:
    """What each file says, by its name."""
    content = draft.content
    found: dict[str, Struct] = {
        BLUEPRINT_FILE: content.blueprint,
        ROLES_FILE: RoleFile(content.roles_version, content.blueprint.status, content.roles),
    }
    return found | {f"{draft.names[area.id]}.yaml": area for area in content.competencies}


def _read(texts: Mapping[str, bytes]) -> dict[str, Struct]:
    kinds: dict[str, type[Struct]] = {BLUEPRINT_FILE: Blueprint, ROLES_FILE: RoleFile}
    try:
        return {
            name: typed_yaml.read_bytes(raw, name, kinds.get(name, Competency))
            for name, raw in texts.items()
            if name != GUIDE_FILE
        }
    except FindingsError as error:
        raise ConflictError(
            f"The files were edited by hand and cannot be read now: {error.findings[0]}. Nothing was changed; mend "
            "them, then publish again."
        ) from error


def _merged(draft: AuthoringDraft, base: AuthoringDraft, texts: Mapping[str, bytes]) -> dict[str, bytes]:
    began, mine, theirs = _files_of(base), _files_of(draft), _read(texts)
    # files that lie there and belong to no area are nobody's business
    known = [*dict.fromkeys((*mine, *began))]
    chosen: dict[str, Struct | None] = {}
    conflicts = []
    for name in known:
        before, here, there = began.get(name), mine.get(name), theirs.get(name)
        if _says(here) in (_says(before), _says(there)):
            chosen[name] = there
        elif _says(there) == _says(before):
            chosen[name] = here
        else:
            conflicts.append(name)
    if conflicts:
        raise ConflictError(
            f"{', '.join(conflicts)}: edited by hand since you began here, and changed here as well. Nothing was "
            "overwritten: take your changes there out again, or publish yours as a questionnaire of its own."
        )
    return _written(_versioned(chosen, theirs), theirs, texts)


def _says(whole: Struct | None) -> object:
    """What a file says, apart from the version and the state, which publishing decides."""
    return None if whole is None else {**writing.plain_value(whole), "version": "", "status": ""}


def _versioned(chosen: Mapping[str, Struct | None], theirs: Mapping[str, Struct]) -> dict[str, Struct]:
    kept = {name: whole for name, whole in chosen.items() if whole is not None}
    before = cast(Blueprint, theirs[BLUEPRINT_FILE])
    kept[BLUEPRINT_FILE] = replace(kept[BLUEPRINT_FILE], version=raised(before.version))
    roles, there = cast(RoleFile, kept[ROLES_FILE]), cast(RoleFile, theirs[ROLES_FILE])
    if roles.roles != there.roles:
        kept[ROLES_FILE] = replace(roles, version=raised(there.version))
    return kept


def _written(
    chosen: Mapping[str, Struct], theirs: Mapping[str, Struct], texts: Mapping[str, bytes]
) -> dict[str, bytes]:
    made = {}
    for name, whole in chosen.items():
        there = theirs.get(name)
        text = writing.file_text(whole) if there is None else patched(texts[name].decode(), there, whole)
        made[name] = text.encode()
    return made


def _with_guide(made: Mapping[str, bytes], texts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, with what the role page says made to fit: nothing of what is gone, a sentence for what is new."""
    if GUIDE_FILE not in texts:
        return dict(made)
    kinds = _read(made)
    roles, areas = cast(RoleFile, kinds[ROLES_FILE]), [one for one in kinds.values() if isinstance(one, Competency)]
    try:
        guide = typed_yaml.read_bytes(texts[GUIDE_FILE], GUIDE_FILE, RoleGuide)
    except FindingsError as error:
        raise ConflictError(f"The role page cannot be read: {error.findings[0]}. Nothing was changed.") from error
    fitted = _fitted(guide, {area.id: area.construct or area.name for area in areas}, roles)
    return {**made, GUIDE_FILE: patched(texts[GUIDE_FILE].decode(), guide, fitted).encode()}


def _fitted(guide: RoleGuide, areas: Mapping[str, str], roles: RoleFile) -> RoleGuide:
    duties = {one.competency: one for one in guide.duties}
    differences = {one.role: one for one in guide.differences}

    def linked(things: tuple[_L, ...]) -> tuple[_L, ...]:
        kept = (tuple(key for key in one.competencies if key in areas) for one in things)
        return tuple(replace(one, competencies=keys) for one, keys in zip(things, kept, strict=True))

    ordered = [*(key for key in duties if key in areas), *(key for key in areas if key not in duties)]
    told = {role.id: role.summary or role.name for role in roles.roles}
    roles_ordered = [*(key for key in differences if key in told), *(key for key in told if key not in differences)]
    return replace(
        guide,
        stages=linked(guide.stages),
        why=linked(guide.why),
        history=linked(guide.history),
        questions=linked(guide.questions),
        duties=tuple(duties.get(key) or Duty(key, areas[key]) for key in ordered),
        differences=tuple(differences.get(key) or Difference(key, told[key]) for key in roles_ordered),
    )
