"""What the editor of a questionnaire shows: its outline, and the fields of the thing that is picked. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from nextrung.questionnaire import readability
from nextrung.questionnaire.authoring import publishing
from nextrung.questionnaire.authoring.draft import PART, TAG, AuthoringDraft
from nextrung.questionnaire.authoring.findings import AuthoringFinding
from nextrung.ui.authoring.thing_fields import FormField, LinkedQuestionnaire, fields_of

ThingKind = Literal["questionnaire", "area", "item", "action", "roles", "role", "parts", "part", "tags", "tag"]
ROLES, PARTS, TAGS = "#roles", "#parts", "#tags"
"""The entries under which all roles, parts and tags stand; no thing has such an id."""
LONGEST = 2_000
"""Characters of one text."""

NOT_LINKED = LinkedQuestionnaire()
GATHERED: tuple[ThingKind, ...] = ("questionnaire", "roles", "parts", "tags")
"""What is no thing that could be moved or removed."""


class ToldFields(Struct, frozen=True):
    """Of what is missing, what is called a thing to mend: nothing of what nobody has come to yet."""

    everything: bool = False
    """Whether all of it is: it was to be published."""
    fields: frozenset[tuple[str, str]] = frozenset()
    """Things, by id, with the ways of those of their fields that were left or typed in."""

    def of_field(self, subject: str, way: str) -> ToldFields:
        """With one more field that was left or typed in."""
        return replace(self, fields=self.fields | {(subject, way)})


ALL_TOLD = ToldFields(everything=True)


class OutlineThing(Struct, frozen=True):
    """One line of the outline; ``inside`` is the id of what it lies in."""

    id: str
    kind: ThingKind
    name: str
    inside: str = ""
    sort: str = ""
    """Of which kind an item is; empty for anything else."""
    findings: int = 0
    must: int = 0
    """How many of the findings keep it from being published."""


class AuthoringState(Struct, frozen=True):
    """All that the page shows."""

    title: str
    version: str
    """As which it would be published."""
    outline: tuple[OutlineThing, ...]
    picked: OutlineThing
    path: tuple[str, ...]
    fields: tuple[FormField, ...]
    about_whole: tuple[AuthoringFinding, ...]
    """Of the thing that is picked, and of no field of it."""
    to_come: tuple[AuthoringFinding, ...]
    """What is missing of the thing that is picked and nobody has come to yet; of no field of it."""
    to_write_here: int
    """How many texts of the thing that is picked are missing, and nobody has come to them yet."""
    to_write: int
    """The same of the whole questionnaire."""
    must: int
    better: int
    can_undo: bool = False
    can_redo: bool = False
    grade: float = 0.0
    """Years of schooling that the texts of the item that is picked take to read; 0 where that is not known."""


def build(
    draft: AuthoringDraft,
    base: AuthoringDraft | None,
    findings: Sequence[AuthoringFinding],
    picked: str,
    linked: LinkedQuestionnaire = NOT_LINKED,
    *,
    told: ToldFields = ALL_TOLD,
    can_undo: bool = False,
    can_redo: bool = False,
    graded: bool = False,
) -> AuthoringState:
    """The page for a draft with one thing of it picked, by id; an empty id is the questionnaire itself.

    With ``graded`` it is said how hard an item is to read: the checks can tell that of this language, and have loaded
    what it takes.
    """
    waiting = frozenset(_waiting(draft, findings, told))
    said_now = [finding for finding in findings if finding not in waiting]
    outline = tuple(_outline(draft, said_now))
    one = next((thing for thing in outline if thing.id == picked), outline[0])
    mine = [finding for finding in said_now if finding.subject == one.id]
    fields = tuple(fields_of(draft, one.id, linked))
    placed = {way: _placed(mine, way, fields) for way in (field.way for field in fields)}
    shown = tuple(replace(field, findings=placed[field.way]) for field in fields)
    said = {finding for found in placed.values() for finding in found}
    waiting_here = [finding for finding in findings if finding in waiting and finding.subject == one.id]
    around = next((thing.name for thing in outline if one.inside and thing.id == one.inside), "")
    return AuthoringState(
        draft.content.title,
        publishing.raised(base.content.version) if base is not None else publishing.FIRST_PUBLISHED,
        outline,
        one,
        tuple(part for part in (around, one.name) if part),
        shown,
        tuple(finding for finding in mine if finding not in said),
        tuple(one for one in waiting_here if not _home(one.field, fields)),
        _texts(waiting_here),
        _texts(waiting),
        sum(finding.must for finding in said_now),
        sum(not finding.must for finding in said_now),
        can_undo,
        can_redo,
        _grade(draft, one.id) if graded else 0.0,
    )


def _waiting(
    draft: AuthoringDraft, findings: Sequence[AuthoringFinding], told: ToldFields
) -> Iterator[AuthoringFinding]:
    """What is missing where nobody has come to yet: it is still to be written, and nothing to mend."""
    missing = [] if told.everything else [finding for finding in findings if finding.missing]
    touched = {subject for subject, _way in told.fields} & {finding.subject for finding in missing}
    fields = {one: tuple(fields_of(draft, one, NOT_LINKED)) for one in touched}
    for finding in missing:
        empty = list(_empty_ways(fields.get(finding.subject, ()), finding.field))
        if not empty or any((finding.subject, way) not in told.fields for way in empty):
            yield finding


def _empty_ways(fields: Sequence[FormField], named: str) -> Iterator[str]:
    """The fields without a text among those that a finding is about."""
    for field in fields:
        if named and _is_about(named, field.way) and isinstance(field.value, str) and not field.value.strip():
            yield field.way


def _texts(findings: Iterable[AuthoringFinding]) -> int:
    """How many texts are missing; two findings about one field speak of the same ones."""
    most: dict[tuple[str, str], int] = {}
    for one in findings:
        most[one.subject, one.field] = max(one.missing, most.get((one.subject, one.field), 0))
    return sum(most.values())


def _grade(draft: AuthoringDraft, subject: str) -> float:
    item = draft.content.items_by_id.get(subject)
    return readability.grade([text.text for text in item.texts() if text.text]) if item is not None else 0.0


def _placed(mine: Sequence[AuthoringFinding], way: str, fields: Sequence[FormField]) -> tuple[AuthoringFinding, ...]:
    """Findings of a field; what is about several stands beside the first of them."""
    return tuple(one for one in mine if one.field and _home(one.field, fields) == way)


def _home(field: str, fields: Sequence[FormField]) -> str:
    ways = [one.way for one in fields]
    if field in ways:
        return field
    return next((way for way in ways if _is_about(field, way)), "")


def _is_about(named: str, way: str) -> bool:
    """Whether what is said of one field, or of the list that it stands in, is about another one."""
    return way == named or way.startswith(f"{named}.") or named.startswith(f"{way}.")


# the outline


def _outline(draft: AuthoringDraft, findings: Sequence[AuthoringFinding]) -> Iterator[OutlineThing]:
    counts: dict[str, list[bool]] = {}
    for finding in findings:
        counts.setdefault(finding.subject, []).append(finding.must)

    def thing(one: str, kind: ThingKind, name: str, inside: str = "", sort: str = "") -> OutlineThing:
        found = counts.get(one, [])
        return OutlineThing(one, kind, name.strip(), inside, sort, len(found), sum(found))

    yield thing("", "questionnaire", draft.content.title)
    for area in draft.content.competencies:
        yield thing(area.id, "area", area.name)
        for item in area.items():
            yield thing(item.id, "item", item.question, area.id, item.kind.value)
        for action in area.actions:
            yield thing(action.id, "action", action.title, area.id)
    if draft.content.roles:
        yield thing(ROLES, "roles", "")
    for role in draft.content.roles:
        yield thing(role.id, "role", role.name, ROLES)
    # one part is what every questionnaire has, and nothing to be said
    if len(draft.content.blueprint.parts) > 1:
        yield thing(PARTS, "parts", "")
        for part in draft.content.blueprint.parts:
            yield thing(PART + part.id, "part", part.name, PARTS)
    if draft.content.blueprint.tags:
        yield thing(TAGS, "tags", "")
    for tag in draft.content.blueprint.tags:
        yield thing(TAG + tag.id, "tag", tag.name, TAGS)
