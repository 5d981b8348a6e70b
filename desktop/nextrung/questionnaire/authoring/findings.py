"""What the checks say of a questionnaire that is being written, each beside the field that it is about. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from nextrung.questionnaire import balance, completeness, rules, wording
from nextrung.questionnaire.authoring.draft import PART, TAG, AuthoringDraft
from nextrung.questionnaire.authoring.fields import empty_fields
from nextrung.questionnaire.rules import ContentProblem
from nextrung.questionnaire.wording import KnownProblems
from nextrung.questionnaire.wording_rules import WordingRules


class AuthoringFinding(Struct, frozen=True):
    """One thing to mend: of which thing, by id (empty for the questionnaire), in which field, and the sentence.

    ``field`` is the way to it as in ``operations.with_value``; empty where it is about the whole thing.
    """

    subject: str
    field: str
    message: str
    must: bool = False
    """Whether it must be mended before the questionnaire can be published."""
    missing: int = 0
    """How many texts or things are not there yet; 0 where something is wrong with what is there."""


MOST_KNOWN = 20_000
"""Texts and items of which it is remembered what was found in them."""


def findings(
    draft: AuthoringDraft, words: WordingRules | None, known: KnownProblems | None = None
) -> tuple[AuthoringFinding, ...]:
    """All that ``check`` would say of its files; ``words`` are the rules of its language, where there are any.

    ``known`` remembers from one check to the next what was found in texts that did not change.
    """
    if known is not None and len(known) > MOST_KNOWN:
        known.clear()
    content = draft.content
    if too_much := list(rules.sizes(content)):
        return tuple(_placed(draft, one, must=True) for one in too_much)
    broken = [*rules.problems(content), *_empty(draft)]
    said = {(one.subject, one.field) for one in broken}
    better: Iterator[ContentProblem] = completeness.problems(content, each=True)
    if words is not None:
        better = chain(better, wording.problems(content, words, known), balance.problems(content, words))
    weaker = [one for one in better if (one.subject, one.field) not in said]
    found = [_placed(draft, one, must=True) for one in broken]
    return tuple(dict.fromkeys([*found, *(_placed(draft, one, must=False) for one in weaker)]))


def _empty(draft: AuthoringDraft) -> Iterator[ContentProblem]:
    content = draft.content
    for one in empty_fields(content.blueprint):
        yield ContentProblem(content.id, one, "the text is empty", 1)
    for start, groups in ((PART, content.blueprint.parts), (TAG, content.blueprint.tags)):
        for group in groups:
            yield from _empty_in(start + group.id, group)
    for part in content.blueprint.parts:
        if not part.competencies and len(content.blueprint.parts) > 1:
            yield ContentProblem(PART + part.id, "", "no area lies in it; put one here, or remove it")
    for role in content.roles:
        yield from _empty_in(role.id, role)
    for area in content.competencies:
        yield from _empty_in(area.id, area)
        for thing in (*area.facets, *area.items(), *area.actions):
            yield from _empty_in(thing.id, thing)


def _empty_in(subject: str, thing: Struct) -> Iterator[ContentProblem]:
    for one in empty_fields(thing):
        yield ContentProblem(subject, one, "the text is empty", 1)


def _placed(draft: AuthoringDraft, problem: ContentProblem, *, must: bool) -> AuthoringFinding:
    """A skill is shown with the first item that asks for it; what belongs to no thing is about the whole."""
    content, subject, field = draft.content, problem.subject, problem.field
    known = subject in content.items_by_id or any(
        find(subject) for find in (draft.area, draft.role, draft.action, draft.group)
    )
    if known:
        return AuthoringFinding(subject, field, problem.message, must, problem.missing)
    for area in content.competencies:
        if any(facet.id == subject for facet in area.facets):
            item = next((one.id for one in area.items() if one.facet == subject), area.id)
            return AuthoringFinding(item, f"facet.{field}", problem.message, must, problem.missing)
    group = next((start + subject for start in (TAG, PART) if draft.group(start + subject)), "")
    return AuthoringFinding(group, field, problem.message, must, problem.missing)
