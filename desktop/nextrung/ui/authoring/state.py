"""What the editor of a questionnaire shows: its outline, and the fields of the thing that is picked. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from nextrung.questionnaire.authoring import publishing
from nextrung.questionnaire.authoring.draft import AuthoringDraft
from nextrung.questionnaire.authoring.fields import field_of
from nextrung.questionnaire.authoring.findings import AuthoringFinding
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import LEVELS, WEIGHTS, Action, Competency, Role, Target

ThingKind = Literal["questionnaire", "area", "item", "action", "roles", "role"]
ROLES = "#roles"
"""The entry under which all roles stand; no thing has such an id."""
Control = Literal["text", "lines", "choice", "number", "ticks"]
LONGEST = 2_000
"""Characters of one text."""
OWN_FACET = "+"
"""Chosen in place of a skill: one of its own."""
_FORMS = {"quick": ("quick", "full"), "full": ("full",), "reserve": ()}
_ABOUT_FACET = ("name", "measures", "why", "no_chance")
_STEP = 0.5
"""Levels between two targets on offer."""


class OutlineThing(Struct, frozen=True):
    """One line of the outline; ``inside`` is the id of the area that it lies in."""

    id: str
    kind: ThingKind
    name: str
    inside: str = ""
    sort: str = ""
    """Of which kind an item is; empty for anything else."""
    findings: int = 0
    must: int = 0
    """How many of the findings keep it from being published."""


class FormField(Struct, frozen=True):
    """One field of the form; ``name`` is what its words are found by, ``number`` which one it is of several."""

    way: str
    control: Control
    name: str
    value: Any
    number: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    """Ids with their words; empty words are those of the page."""
    findings: tuple[AuthoringFinding, ...] = ()


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
    must: int
    better: int
    can_undo: bool = False
    can_redo: bool = False


def build(
    draft: AuthoringDraft,
    base: AuthoringDraft | None,
    findings: Sequence[AuthoringFinding],
    picked: str,
    *,
    can_undo: bool = False,
    can_redo: bool = False,
) -> AuthoringState:
    """The page for a draft with one thing of it picked, by id; an empty id is the questionnaire itself."""
    outline = tuple(_outline(draft, findings))
    one = next((thing for thing in outline if thing.id == picked), outline[0])
    mine = [finding for finding in findings if finding.subject == one.id]
    fields = tuple(_fields(draft, one))
    placed = {way: _placed(mine, way, fields) for way in (field.way for field in fields)}
    shown = tuple(_with(field, placed[field.way]) for field in fields)
    said = {finding for found in placed.values() for finding in found}
    around = next((thing.name for thing in outline if one.inside and thing.id == one.inside), "")
    return AuthoringState(
        draft.content.title,
        publishing.raised(base.content.version) if base is not None else publishing.FIRST_PUBLISHED,
        outline,
        one,
        tuple(part for part in (around, one.name) if part),
        shown,
        tuple(finding for finding in mine if finding not in said),
        sum(finding.must for finding in findings),
        sum(not finding.must for finding in findings),
        can_undo,
        can_redo,
    )


def _with(field: FormField, findings: tuple[AuthoringFinding, ...]) -> FormField:
    return FormField(field.way, field.control, field.name, field.value, field.number, field.choices, findings)


def _placed(mine: Sequence[AuthoringFinding], way: str, fields: Sequence[FormField]) -> tuple[AuthoringFinding, ...]:
    """Findings of a field; what is about several stands beside the first of them."""
    return tuple(one for one in mine if one.field and _home(one.field, fields) == way)


def _home(field: str, fields: Sequence[FormField]) -> str:
    ways = [one.way for one in fields]
    if field in ways:
        return field
    within = (way for way in ways if way.startswith(f"{field}.") or field.startswith(f"{way}."))
    return next(within, "")


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


# the form


def _fields(draft: AuthoringDraft, one: OutlineThing) -> Iterator[FormField]:
    if one.kind == "questionnaire":
        blueprint = draft.content.blueprint
        yield from _texts(blueprint, ("title", "author"))
    elif area := draft.area(one.id):
        yield from _texts(area, ("name", "construct", "boundary"))
        yield from _numbered(area, "levels", "level")
    elif role := draft.role(one.id):
        yield from _role(role, draft.content.competencies)
    elif action := draft.action(one.id):
        yield from _action(action, draft)
    elif within := draft.area_of(one.id):
        yield from _item(draft.content.items_by_id[one.id], within)


def _texts(thing: Struct, names: Sequence[str], start: str = "") -> Iterator[FormField]:
    for name in names:
        yield FormField(f"{start}{name}", "text", f"{start}{name}", field_of(thing, name))


def _numbered(thing: Struct, way: str, name: str) -> Iterator[FormField]:
    for number, text in enumerate(field_of(thing, way), start=1):
        yield FormField(f"{way}.{number}", "text", name, text, number)


def _item(item: Item, area: Competency) -> Iterator[FormField]:
    """The fields of its file, in their order; those that every kind has come last."""
    names = item.__struct_fields__
    asked = {"stem", "scenario", "case", "ask", "why"}
    for name in names:
        if name in asked:
            yield from _texts(item, (name,))
        elif name == "anchors":
            yield from _numbered(item, "anchors", "anchor")
        elif name == "options":
            yield from _options(item)
        elif name == "best":
            yield FormField("best", "choice", "best", field_of(item, "best"), choices=_same(item.option_keys()))
        elif name == "examples":
            examples = field_of(item, "examples")
            yield from _texts(examples, examples.__struct_fields__, "examples.")
    if "observed" in names:
        told = item.observed
        yield FormField("observed.stem", "text", "observed.stem", told.stem if told else "")
        for number, _ in enumerate(item.anchors, start=1):
            text = told.anchors[number - 1] if told else ""
            yield FormField(f"observed.anchors.{number}", "text", "observed.anchor", text, number)
    skills = tuple((facet.id, facet.name or facet.id) for facet in area.facets)
    yield FormField("facet", "choice", "facet", item.facet, choices=(*skills, (OWN_FACET, "")))
    yield from _texts(area.facet(item.facet), _ABOUT_FACET, "facet.")
    forms = next((key for key, value in _FORMS.items() if set(value) == set(item.forms)), "full")
    yield FormField("forms", "choice", "forms", forms, choices=tuple((key, "") for key in _FORMS))
    if "sources" in names:
        yield FormField("sources", "lines", "sources", "\n".join(item.sources))


def _options(item: Item) -> Iterator[FormField]:
    for number, option in enumerate(field_of(item, "options"), start=1):
        yield FormField(f"options.{number}.text", "text", "option", option.text, number)
        if "credit" in option.__struct_fields__:
            credits = tuple((f"{value / 4:g}", f"{value / 4:g}") for value in range(5))
            if f"{option.credit:g}" not in dict(credits):
                credits = ((f"{option.credit:g}", f"{option.credit:g}"), *credits)
            yield FormField(f"options.{number}.credit", "choice", "credit", f"{option.credit:g}", number, credits)
            yield FormField(f"options.{number}.why", "text", "option_why", option.why, number)


def _action(action: Action, draft: AuthoringDraft) -> Iterator[FormField]:
    area = draft.area_of(action.id)
    levels = _same([f"{level:g}" for level in range(int(LEVELS[0]), int(LEVELS[1]) + 1)])
    yield from _texts(action, ("title",))
    yield FormField("mode", "choice", "mode", action.mode, choices=tuple((one, "") for one in _modes()))
    yield FormField("from_level", "choice", "from_level", str(action.from_level), choices=levels)
    yield FormField("to_level", "choice", "to_level", str(action.to_level), choices=levels)
    yield FormField("steps", "lines", "steps", "\n".join(action.steps))
    yield from _texts(action, ("start", "if_then", "evidence_of_done", "measure_before_after", "no_chance_variant"))
    yield FormField("effort_hours", "number", "effort_hours", action.effort_hours)
    yield FormField("horizon_weeks", "number", "horizon_weeks", action.horizon_weeks)
    skills = tuple((facet.id, facet.name or facet.id) for facet in area.facets) if area else ()
    yield FormField("facets", "ticks", "facets", action.facets, choices=skills)
    for name in ("pitfalls", "needs", "sources"):
        yield FormField(name, "lines", name, "\n".join(field_of(action, name)))


def _modes() -> tuple[str, ...]:
    return ("experience", "people", "study")


def _role(role: Role, areas: Sequence[Competency]) -> Iterator[FormField]:
    yield from _texts(role, ("name", "short_name", "summary", "basis"))
    for area in areas:
        target = role.targets.get(area.id)
        level = f"{target.level:g}" if target else ""
        steps = int((LEVELS[1] - LEVELS[0]) / _STEP)
        offered = [f"{LEVELS[0] + _STEP * number:g}" for number in range(1, steps + 1)]
        if level and level not in offered:
            offered.insert(0, level)
        choices = (("", ""), *_same(offered))
        yield FormField(f"targets.{area.id}", "choice", f"target:{area.name or area.id}", level, choices=choices)
        if target is not None:
            weights = _same([str(number) for number in range(WEIGHTS[0], WEIGHTS[1] + 1)])
            yield FormField(f"weight.{area.id}", "choice", "weight", str(target.weight), choices=weights)
            ticked = ("critical",) if target.critical else ()
            yield FormField(f"critical.{area.id}", "ticks", "critical", ticked, choices=(("critical", ""),))


def _same(ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((one, one) for one in ids)


# what was typed or chosen, as the value of its field


def value_of(draft: AuthoringDraft, subject: str, field: FormField, said: Any) -> tuple[str, Any]:
    """The way and the value that ``operations.with_value`` takes for what stands in a field now."""
    way = field.way
    if field.control == "lines":
        return way, tuple(line for line in str(said).split("\n") if line.strip()) or _none_of(way)
    if way == "forms":
        return way, _FORMS[said]
    if way in ("from_level", "to_level"):
        return way, int(said)
    if way.endswith(".credit"):
        return way, float(said)
    role = draft.role(subject)
    if role is not None and way.partition(".")[0] in ("targets", "weight", "critical"):
        return _target(role, way, said)
    return way, said


def _none_of(way: str) -> tuple[str, ...]:
    # steps have at least one line, to be written
    return ("",) if way == "steps" else ()


def _target(role: Role, way: str, said: Any) -> tuple[str, Target | None]:
    what, _, area = way.partition(".")
    before: Mapping[str, Target] = role.targets
    now = before.get(area, Target(LEVELS[0] + _STEP, 3))
    if what == "targets":
        changed = Target(float(said), now.weight, now.critical) if said else None
    elif what == "weight":
        changed = Target(now.level, int(said), now.critical)
    else:
        changed = Target(now.level, now.weight, bool(said))
    return f"targets.{area}", changed
