"""A questionnaire as somebody writes it: all that is typed so far, whole or not, and how new things are called."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from nextrung.errors import NextRungError
from nextrung.questionnaire.drafting import building
from nextrung.questionnaire.model import Action, Blueprint, Competency, Part, Questionnaire, Role, Tag

PART, TAG = "part:", "tag:"
"""What the id of a part or of a tag is led by wherever a thing is named: a role may be called the same."""
_NUMBER = re.compile(r"(.*?)(\d+)")


class AuthoringError(NextRungError):
    """Something that cannot be done with a questionnaire that is being written, in one sentence."""


class AuthoringDraft(Struct, frozen=True):
    """What is being written. Texts may be empty, which ``findings`` names; everything else is sound at any time."""

    content: Questionnaire
    names: dict[str, str]
    """The names of the files of the areas, without ``.yaml``, by their ids."""
    numbers: dict[str, int] = {}
    """The highest number ever given after each beginning of an id: no id is used again for something else."""

    @property
    def id(self) -> str:
        """The id of the questionnaire."""
        return self.content.id

    def area(self, one_id: str) -> Competency | None:
        """The area with this id."""
        return self.content.competencies_by_id.get(one_id)

    def area_of(self, one_id: str) -> Competency | None:
        """The area that an item or an action belongs to."""
        area = self.content.competency_of.get(one_id)
        return area or next((one for one in self.content.competencies if _action(one, one_id)), None)

    def role(self, one_id: str) -> Role | None:
        """The role with this id."""
        return next((role for role in self.content.roles if role.id == one_id), None)

    def action(self, one_id: str) -> Action | None:
        """The action with this id."""
        return next((found for area in self.content.competencies if (found := _action(area, one_id))), None)

    def group(self, one_id: str) -> Part | Tag | None:
        """The part or the tag that is found by this."""
        blueprint = self.content.blueprint
        groups: tuple[tuple[str, tuple[Part | Tag, ...]], ...] = ((PART, blueprint.parts), (TAG, blueprint.tags))
        return next((one for start, found in groups for one in found if start + one.id == one_id), None)

    def next_number(self, start: str) -> int:
        """The number of the next id that begins so."""
        return max(self.numbers.get(start, 0), _highest(self.content, start)) + 1

    def with_number(self, start: str, number: int) -> AuthoringDraft:
        """Remember that an id was given."""
        return replace(self, numbers={**self.numbers, start: max(number, self.numbers.get(start, 0))})


Made = tuple[AuthoringDraft, str]
"""The changed questionnaire, and the id of what was added to it."""


def _action(area: Competency, one_id: str) -> Action | None:
    return next((action for action in area.actions if action.id == one_id), None)


def _ids(content: Questionnaire) -> list[str]:
    ids = [role.id for role in content.roles]
    ids += [one.id.replace("part-", PART) for one in content.blueprint.parts]
    ids += [one.id.replace("tag-", TAG) for one in content.blueprint.tags]
    for area in content.competencies:
        ids += [facet.id for facet in area.facets]
        ids += [one.id for one in (*area.items(), *area.actions)]
    return ids


def _highest(content: Questionnaire, start: str) -> int:
    matches = (_NUMBER.fullmatch(one) for one in _ids(content))
    return max((int(found[2]) for found in matches if found and found[1] == start), default=0)


def begun(base: Blueprint, one_id: str, title: str, author: str) -> AuthoringDraft:
    """One without an area; ``base`` lends instructions, times and constants."""
    blueprint = building.borrowed(base, one_id, title, author, ())
    return AuthoringDraft(Questionnaire(blueprint, (), building.VERSION, (), {}), {})


def of_content(content: Questionnaire) -> AuthoringDraft:
    """What is in the files, to go on with."""
    names = [name for part in content.blueprint.parts for name in part.competencies]
    return AuthoringDraft(content, {area.id: name for area, name in zip(content.competencies, names, strict=True)})


def remembering(draft: AuthoringDraft, older: Iterable[Questionnaire]) -> AuthoringDraft:
    """The same, knowing the ids that older versions gave: none of them is given to something else."""
    for content in older:
        for one_id in _ids(content):
            if found := _NUMBER.fullmatch(one_id):
                draft = draft.with_number(found[1], int(found[2]))
        for area in content.competencies:
            draft = draft.with_number(area.id, 0)
    return draft


def to_json(draft: AuthoringDraft) -> str:
    """All of it as one text."""
    return msgspec.json.encode(draft).decode()


def from_json(text: str) -> AuthoringDraft:
    """What ``to_json`` wrote. Raises AuthoringError when it cannot be read."""
    try:
        return msgspec.json.decode(text, type=AuthoringDraft)
    except msgspec.DecodeError as error:
        raise AuthoringError(f"What was kept of this questionnaire cannot be read: {error}") from error
