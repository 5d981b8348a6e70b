"""Readable names for what was never published: ids and files of new areas and roles follow what these are called now.

Once published a name stays, since answers, roles and results go by it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from nextrung.questionnaire.authoring.draft import AuthoringDraft
from nextrung.questionnaire.drafting import building
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import Action, Competency, Role


def named(draft: AuthoringDraft, base: AuthoringDraft | None, taken: Collection[str]) -> AuthoringDraft:
    """The same under names to be published: those of ``base`` stay; a new questionnaire has an id not in ``taken``."""
    content = draft.content
    old_areas = base.names if base is not None else {}
    new = [area for area in content.competencies if area.id not in old_areas]
    held = {*old_areas, *(draft.numbers if base is not None else ())} - {area.id for area in new}
    ids = dict(zip((one.id for one in new), building.competency_ids([one.name for one in new], held), strict=True))
    files = building.file_names([one.name for one in new], old_areas.values())
    names = {ids.get(key, key): name for key, name in draft.names.items()}
    names |= {ids[area.id]: name for area, name in zip(new, files, strict=True)}
    roles = _role_ids(draft, base)
    areas = tuple(_renamed_area(area, ids.get(area.id, area.id), roles) for area in content.competencies)
    made = replace(
        content,
        competencies=areas,
        roles=tuple(_renamed_role(role, roles.get(role.id, role.id), ids) for role in content.roles),
        part_of={ids.get(key, key): part for key, part in content.part_of.items()},
    )
    parts = tuple(
        replace(part, competencies=tuple(names[area.id] for area in areas if made.part_of[area.id] == part.id))
        for part in made.blueprint.parts
    )
    one_id = content.id if base is not None else _free_id(content.title, taken)
    blueprint = replace(made.blueprint, id=one_id, parts=parts)
    return AuthoringDraft(replace(made, blueprint=blueprint), names, draft.numbers)


def _free_id(title: str, taken: Collection[str]) -> str:
    return building.unused(building.slug(title, "questionnaire"), set(taken))


def _role_ids(draft: AuthoringDraft, base: AuthoringDraft | None) -> dict[str, str]:
    old = {role.id for role in base.content.roles} if base is not None else set()
    taken = set(old)
    new = [role for role in draft.content.roles if role.id not in old]
    return {role.id: building.unused(building.slug(role.name, role.id), taken) for role in new}


def _renamed_area(area: Competency, one: str, roles: Mapping[str, str]) -> Competency:
    before = area.id

    def other(name: str) -> str:
        return one + name.removeprefix(before)

    def item(found: Item) -> Item:
        return replace(found, id=other(found.id), facet=other(found.facet))

    def action(found: Action) -> Action:
        facets, suited = tuple(map(other, found.facets)), tuple(roles.get(key, key) for key in found.roles)
        return replace(found, id=other(found.id), facets=facets, roles=suited)

    if one == before and not roles:
        return area
    changed = area.with_items([item(found) for found in area.items()])
    return replace(
        changed,
        id=one,
        facets=tuple(replace(facet, id=other(facet.id)) for facet in area.facets),
        actions=tuple(map(action, area.actions)),
    )


def _renamed_role(role: Role, one: str, areas: Mapping[str, str]) -> Role:
    return replace(role, id=one, targets={areas.get(key, key): target for key, target in role.targets.items()})
