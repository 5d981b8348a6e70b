"""What can be done with a questionnaire that is being written: each takes one and returns another, changed. Pure."""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec.structs import replace

from nextrung.questionnaire.authoring.draft import AuthoringDraft, AuthoringError, Made
from nextrung.questionnaire.authoring.fields import with_field
from nextrung.questionnaire.authoring.groups import in_part, with_group, with_parts, without_group
from nextrung.questionnaire.drafting import building
from nextrung.questionnaire.kinds import Item, Kind, blank_item
from nextrung.questionnaire.model import (
    MOST_COMPETENCIES,
    MOST_ITEMS,
    Action,
    Competency,
    Facet,
    Role,
)

T = TypeVar("T")

MOST_IN_AREA = 99
"""Skills of an area: their ids have two digits."""
MOST_ROLES = 24
OPTION_COUNT, IN_PART = "options", "part"
"""The ways of the number of options of an item, and of the part that an area lies in."""
_SHORT = 24
"""Characters of the short name of a role that follows its name."""


# adding


def add_area(draft: AuthoringDraft, name: str) -> Made:
    """An area after all others. Raises AuthoringError when no more fit."""
    content = draft.content
    if len(content.competencies) >= MOST_COMPETENCIES:
        raise AuthoringError(f"A questionnaire has at most {MOST_COMPETENCIES} areas.")
    # an id that was used once is never used again: numbers keep those of areas that went
    taken = {*content.competencies_by_id, *draft.numbers}
    one = building.competency_ids([name], taken)[0]
    file = building.file_names([name], draft.names.values())[0]
    part = content.blueprint.parts[-1].id
    changed = replace(
        content,
        competencies=(*content.competencies, Competency(one, name)),
        part_of={**content.part_of, one: part},
    )
    made = replace(draft, content=changed, names={**draft.names, one: file}).with_number(one, 0)
    return with_parts(made), one


def add_item(draft: AuthoringDraft, area: str, kind: Kind) -> Made:
    """An item of a kind after those of its kind; a rating asks for a skill of its own. Raises AuthoringError."""
    there = area_named(draft, area)
    if sum(len(one.items()) for one in draft.content.competencies) >= MOST_ITEMS:
        raise AuthoringError(f"A questionnaire has at most {MOST_ITEMS:,} items.")
    if not kind.scored and any(item.kind is kind for item in there.items()):
        raise AuthoringError("An area asks for evidence once.")
    # what has written points stands for a skill; other kinds ask for the one that is there
    if not there.facets or blank_item(kind, "", "").anchors:
        draft, facet = add_facet(draft, area)
        there = area_named(draft, area)
    else:
        facet = there.facets[-1].id
    start = f"{area}-{kind.letter}"
    number = draft.next_number(start)
    item = blank_item(kind, f"{start}{number}", facet)
    made = with_area(draft, there.with_items((*there.items(), item)))
    return made.with_number(start, number), item.id


def add_facet(draft: AuthoringDraft, area: str) -> Made:
    """A skill without a name. Raises AuthoringError when no more fit."""
    there = area_named(draft, area)
    number = draft.next_number(area)
    if number > MOST_IN_AREA:
        raise AuthoringError(f"An area has at most {MOST_IN_AREA} skills.")
    facet = Facet(f"{area}{number}", "")
    return with_area(draft, replace(there, facets=(*there.facets, facet))).with_number(area, number), facet.id


def own_facet(draft: AuthoringDraft, item: str) -> AuthoringDraft:
    """Let an item ask for a skill of its own. Raises AuthoringError when no more fit."""
    there = area_holding(draft, item)
    draft, facet = add_facet(draft, there.id)
    return with_value(draft, item, "facet", facet)


def add_role(draft: AuthoringDraft) -> Made:
    """A role without targets. Raises AuthoringError when no more fit."""
    if len(draft.content.roles) >= MOST_ROLES:
        raise AuthoringError(f"A questionnaire has at most {MOST_ROLES} roles.")
    number = draft.next_number("role-")
    role = Role(f"role-{number}", "", "")
    made = replace(draft, content=replace(draft.content, roles=(*draft.content.roles, role)))
    return made.with_number("role-", number), role.id


def add_action(draft: AuthoringDraft, area: str) -> Made:
    """A development action for an area; it is about all skills there. Raises AuthoringError without any."""
    there = area_named(draft, area)
    if not there.facets:
        raise AuthoringError("An action is for the skills of its area: add an item first.")
    start = f"{area}-A"
    number = draft.next_number(start)
    action = Action(
        f"{start}{number}", "", "experience", tuple(one.id for one in there.facets), 1, 3, ("",), "", "", 2, 4, "", (),
        "", (),
    )  # fmt: skip
    made = with_area(draft, replace(there, actions=(*there.actions, action)))
    return made.with_number(start, number), action.id


# changing


def with_value(draft: AuthoringDraft, subject: str, way: str, value: Any) -> AuthoringDraft:
    """Another value in one field of the thing with this id; an empty id means the questionnaire.

    ``facet.NAME`` is a field of the skill that an item asks for. A target of None is none.
    """
    content = draft.content
    if not subject:
        return replace(draft, content=replace(content, blueprint=with_field(content.blueprint, way, value)))
    if role := draft.role(subject):
        roles = _swapped(content.roles, role, _changed_role(role, way, value))
        return replace(draft, content=replace(content, roles=roles))
    if group := draft.group(subject):
        return with_group(draft, group, with_field(group, way, value))
    if area := draft.area(subject):
        return in_part(draft, subject, value) if way == IN_PART else with_area(draft, with_field(area, way, value))
    return with_area(draft, _changed_within(draft, area_holding(draft, subject), subject, way, value))


def _changed_within(draft: AuthoringDraft, area: Competency, subject: str, way: str, value: Any) -> Competency:
    if action := draft.action(subject):
        return replace(area, actions=_swapped(area.actions, action, with_field(action, way, value)))
    item = draft.content.items_by_id[subject]
    if way.startswith("facet."):
        facet = area.facet(item.facet)
        changed = with_field(facet, way.removeprefix("facet."), value)
        return replace(area, facets=_swapped(area.facets, facet, changed))
    changed = item.with_option_count(value) if way == OPTION_COUNT else with_field(item, way, value)
    return _without_unused(_with_item(area, item, changed))


def _changed_role(role: Role, way: str, value: Any) -> Role:
    if way.startswith("targets."):
        area = way.removeprefix("targets.")
        others = {key: one for key, one in role.targets.items() if key != area or value is not None}
        return replace(role, targets=others if value is None else {**others, area: value})
    # a short name that nobody wrote goes on being the beginning of the name
    if way == "name" and role.short_name == _short(role.name):
        return replace(role, name=value, short_name=_short(value))
    return with_field(role, way, value)  # type: ignore[no-any-return]


def _short(name: str) -> str:
    return name[:_SHORT].strip()


def _with_item(area: Competency, item: Item, changed: Item) -> Competency:
    facets = area.facets
    facet = next((one for one in facets if one.id == item.facet), None)
    # a skill that nobody named is called as what asks for it
    if facet is not None and item.question != changed.question and facet.name == item.question:
        facets = _swapped(facets, facet, replace(facet, name=changed.question))
    return replace(area.with_items(_swapped(area.items(), item, changed)), facets=facets)


# removing


def removed(draft: AuthoringDraft, subject: str) -> AuthoringDraft:
    """Without the thing with this id, and without what is about it alone. Raises AuthoringError for the last part."""
    content = draft.content
    if group := draft.group(subject):
        return without_group(draft, group)
    if role := draft.role(subject):
        areas = tuple(_without_role(area, subject) for area in content.competencies)
        roles = tuple(one for one in content.roles if one is not role)
        return replace(draft, content=replace(content, roles=roles, competencies=areas))
    if draft.area(subject):
        changed = replace(
            content,
            competencies=tuple(one for one in content.competencies if one.id != subject),
            roles=tuple(_changed_role(one, f"targets.{subject}", None) for one in content.roles),
            part_of={key: part for key, part in content.part_of.items() if key != subject},
        )
        names = {key: name for key, name in draft.names.items() if key != subject}
        return with_parts(replace(draft, content=changed, names=names).with_number(subject, 0))
    area = area_holding(draft, subject)
    actions = tuple(one for one in area.actions if one.id != subject)
    items = [one for one in area.items() if one.id != subject]
    kept = _remembering(draft, subject)
    return with_area(kept, _without_unused(replace(area.with_items(items), actions=actions)))


def _remembering(draft: AuthoringDraft, subject: str) -> AuthoringDraft:
    start = subject.rstrip("0123456789")
    kept = draft.with_number(start, int(subject[len(start) :]))
    item = draft.content.items_by_id.get(subject)
    if item is None:
        return kept
    area = area_holding(draft, subject).id
    return kept.with_number(area, int(item.facet.removeprefix(area)))


def _without_role(area: Competency, role: str) -> Competency:
    actions = tuple(replace(one, roles=tuple(name for name in one.roles if name != role)) for one in area.actions)
    return replace(area, actions=actions)


def _without_unused(area: Competency) -> Competency:
    """Without the skills that no item asks for; an action for such alone is for all that are left."""
    used = {item.facet for item in area.items()}
    facets = tuple(one for one in area.facets if one.id in used)
    if len(facets) == len(area.facets):
        return area
    every = tuple(one.id for one in facets)
    actions = tuple(
        replace(action, facets=tuple(one for one in action.facets if one in used) or every) for action in area.actions
    )
    return replace(area, facets=facets, actions=actions)


def _swapped(things: tuple[T, ...], one: T, other: T) -> tuple[T, ...]:
    return tuple(other if thing is one else thing for thing in things)


# parts of it


def area_named(draft: AuthoringDraft, one_id: str) -> Competency:
    """The area with this id. Raises AuthoringError."""
    found = draft.area(one_id)
    if found is None:
        raise AuthoringError(f"There is no area “{one_id}” here.")
    return found


def area_holding(draft: AuthoringDraft, one_id: str) -> Competency:
    """The area that an item or an action belongs to. Raises AuthoringError."""
    found = draft.area_of(one_id)
    if found is None:
        raise AuthoringError(f"There is no “{one_id}” here.")
    return found


def with_area(draft: AuthoringDraft, area: Competency) -> AuthoringDraft:
    """Another value in place of the area of its id."""
    areas = tuple(area if one.id == area.id else one for one in draft.content.competencies)
    return replace(draft, content=replace(draft.content, competencies=areas))
