"""Where a thing stands among others, and in which area: each takes a questionnaire that is written. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from nextrung.questionnaire.authoring.draft import AuthoringDraft, AuthoringError, Made
from nextrung.questionnaire.authoring.groups import with_parts
from nextrung.questionnaire.authoring.operations import (
    add_facet,
    area_holding,
    area_named,
    removed,
    with_area,
)
from nextrung.questionnaire.model import Action, Competency, Part, Questionnaire, Tag

T = TypeVar("T")


def moved(draft: AuthoringDraft, subject: str, steps: int) -> AuthoringDraft:
    """So many places down, or up where it is negative, among its like; the same where there is no such place."""
    content = draft.content
    if group := draft.group(subject):
        return _moved_group(draft, group, steps)
    if role := draft.role(subject):
        return replace(draft, content=replace(content, roles=_shifted(content.roles, role, steps)))
    if area := draft.area(subject):
        part = content.part_of[subject]
        like = [one for one in content.competencies if content.part_of[one.id] == part]
        return with_parts(replace(draft, content=replace(content, competencies=_reordered(content, like, area, steps))))
    area = area_holding(draft, subject)
    if action := draft.action(subject):
        return with_area(draft, replace(area, actions=_shifted(area.actions, action, steps)))
    item = content.items_by_id[subject]
    like_items = tuple(one for one in area.items() if one.kind is item.kind)
    others = tuple(one for one in area.items() if one.kind is not item.kind)
    return with_area(draft, area.with_items((*others, *_shifted(like_items, item, steps))))


def _moved_group(draft: AuthoringDraft, group: Part | Tag, steps: int) -> AuthoringDraft:
    content = draft.content
    blueprint = content.blueprint
    if not isinstance(group, Part):
        tags = _shifted(blueprint.tags, group, steps)
        return replace(draft, content=replace(content, blueprint=replace(blueprint, tags=tags)))
    parts = _shifted(blueprint.parts, group, steps)
    order = [one.id for one in parts]
    areas = tuple(sorted(content.competencies, key=lambda one: order.index(content.part_of[one.id])))
    return replace(draft, content=replace(content, blueprint=replace(blueprint, parts=parts), competencies=areas))


def moved_into(draft: AuthoringDraft, subject: str, area: str, before: str = "") -> Made:
    """An item or an action in another area under an id of it, ``before`` one of its like or after all of them.

    Raises AuthoringError where it cannot be there. An item takes its skill along; one that others ask for as well stays
    for them, and a copy goes along.
    """
    made, one = _carried(draft, subject, area)
    return (_before(made, one, before) if before else made), one


def _before(draft: AuthoringDraft, one: str, other: str) -> AuthoringDraft:
    there, item = area_holding(draft, one), draft.content.items_by_id.get(one)
    like = [found.id for found in there.items() if item is not None and found.kind is item.kind]
    order = like or [action.id for action in there.actions]
    return moved(draft, one, order.index(other) - order.index(one)) if other in order else draft


def _carried(draft: AuthoringDraft, subject: str, area: str) -> Made:
    there, here = area_named(draft, area), area_holding(draft, subject)
    if action := draft.action(subject):
        return _action_into(removed(draft, subject), action, there)
    item = draft.content.items_by_id[subject]
    if not item.kind.scored and any(one.kind is item.kind for one in there.items()):
        raise AuthoringError("An area asks for evidence once.")
    skill = here.facet(item.facet)
    draft, facet = add_facet(removed(draft, subject), area)
    there = area_named(draft, area)
    facets = tuple(replace(skill, id=facet) if one.id == facet else one for one in there.facets)
    start = f"{area}-{item.kind.letter}"
    number = draft.next_number(start)
    found = replace(item, id=f"{start}{number}", facet=facet)
    made = with_area(draft, replace(there, facets=facets).with_items((*there.items(), found)))
    return made.with_number(start, number), found.id


def _action_into(draft: AuthoringDraft, action: Action, area: Competency) -> Made:
    if not area.facets:
        raise AuthoringError("An action is for the skills of its area: add an item first.")
    start = f"{area.id}-A"
    number = draft.next_number(start)
    found = replace(action, id=f"{start}{number}", facets=tuple(one.id for one in area.facets))
    made = with_area(draft, replace(area, actions=(*area.actions, found)))
    return made.with_number(start, number), found.id


def _reordered(
    content: Questionnaire, like: Sequence[Competency], area: Competency, steps: int
) -> tuple[Competency, ...]:
    order = iter(_shifted(tuple(like), area, steps))
    part = content.part_of[area.id]
    return tuple(next(order) if content.part_of[one.id] == part else one for one in content.competencies)


def _shifted(things: tuple[T, ...], one: T, steps: int) -> tuple[T, ...]:
    at = next(number for number, other in enumerate(things) if other is one)
    others = [*things[:at], *things[at + 1 :]]
    place = min(max(at + steps, 0), len(others))
    return (*others[:place], one, *others[place:])
