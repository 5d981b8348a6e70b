"""Parts, into which areas fall, and tags, which items share: what the main file says beside its texts. Pure."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from nextrung.questionnaire.authoring.draft import PART, TAG, AuthoringDraft, AuthoringError, Made
from nextrung.questionnaire.model import Blueprint, Competency, Part, Tag

MOST_GROUPS = 24
"""Parts of a questionnaire, and tags: more than there can be areas would say nothing."""
_TAGGED = 3
"""Answers from which a tag that is begun shows a figure."""


def add_part(draft: AuthoringDraft) -> Made:
    """A part without an area, after all others; its errors are those of the first one. Raises AuthoringError."""
    blueprint = draft.content.blueprint
    _require_room(len(blueprint.parts), "parts")
    number = draft.next_number(PART)
    one = f"part-{number}"
    lent = [entry for entry in blueprint.scoring.errors if entry.part == blueprint.parts[0].id]
    errors = (*blueprint.scoring.errors, *(replace(entry, part=one, borrowed=True) for entry in lent))
    made = replace(
        blueprint, parts=(*blueprint.parts, Part(one, "", ())), scoring=replace(blueprint.scoring, errors=errors)
    )
    return _with(draft, made).with_number(PART, number), PART + one


def add_tag(draft: AuthoringDraft) -> Made:
    """A tag that no item has yet. Raises AuthoringError when no more fit."""
    blueprint = draft.content.blueprint
    _require_room(len(blueprint.tags), "tags")
    number = draft.next_number(TAG)
    one = f"tag-{number}"
    made = replace(blueprint, tags=(*blueprint.tags, Tag(one, "", _TAGGED)))
    return _with(draft, made).with_number(TAG, number), TAG + one


def _require_room(there: int, what: str) -> None:
    if there >= MOST_GROUPS:
        raise AuthoringError(f"A questionnaire has at most {MOST_GROUPS} {what}.")


def with_group(draft: AuthoringDraft, group: Part | Tag, changed: Part | Tag) -> AuthoringDraft:
    """Another value in place of a part or a tag."""
    blueprint = draft.content.blueprint
    parts = tuple(changed if one is group and isinstance(changed, Part) else one for one in blueprint.parts)
    tags = tuple(changed if one is group and isinstance(changed, Tag) else one for one in blueprint.tags)
    return _with(draft, replace(blueprint, parts=parts, tags=tags))


def without_group(draft: AuthoringDraft, group: Part | Tag) -> AuthoringDraft:
    """Without a tag, or a part, whose areas go to the first other one. Raises AuthoringError for the last part."""
    blueprint = draft.content.blueprint
    if isinstance(group, Tag):
        made = replace(blueprint, tags=tuple(one for one in blueprint.tags if one is not group))
        areas = tuple(_without_tag(area, group.id) for area in draft.content.competencies)
        return _with(replace(draft, content=replace(draft.content, competencies=areas)), made)
    others = tuple(one for one in blueprint.parts if one is not group)
    if not others:
        raise AuthoringError("Every area lies in a part: the last one stays.")
    for area in draft.content.competencies:
        if draft.content.part_of[area.id] == group.id:
            draft = in_part(draft, area.id, others[0].id)
    errors = tuple(entry for entry in blueprint.scoring.errors if entry.part != group.id)
    scoring = replace(blueprint.scoring, errors=errors)
    return with_parts(_with(draft, replace(draft.content.blueprint, parts=others, scoring=scoring)))


def _without_tag(area: Competency, tag: str) -> Competency:
    changed = [
        replace(item, tags=tuple(one for one in item.tags if one != tag)) if tag in item.tags else item
        for item in area.items()
    ]
    return area.with_items(changed)


def in_part(draft: AuthoringDraft, area: str, part: str) -> AuthoringDraft:
    """With an area in another part, after the areas that are there."""
    content = draft.content
    part_of = {**content.part_of, area: part}
    order = [one.id for one in content.blueprint.parts]
    areas = sorted(content.competencies, key=lambda one: (order.index(part_of[one.id]), one.id == area))
    return with_parts(replace(draft, content=replace(content, part_of=part_of, competencies=tuple(areas))))


def with_parts(draft: AuthoringDraft) -> AuthoringDraft:
    """The main file names the files of the areas in their order."""
    content = draft.content
    in_this: Callable[[str], tuple[str, ...]] = lambda part: tuple(  # noqa: E731
        draft.names[one.id] for one in content.competencies if content.part_of[one.id] == part
    )
    parts = tuple(replace(part, competencies=in_this(part.id)) for part in content.blueprint.parts)
    return _with(draft, replace(content.blueprint, parts=parts))


def _with(draft: AuthoringDraft, blueprint: Blueprint) -> AuthoringDraft:
    return replace(draft, content=replace(draft.content, blueprint=blueprint))
