"""Which fields each thing of a questionnaire has: one table for all of them, and what is chosen from. No Qt.

A field is known by the way to it in the files (``anchors.3``); ``*`` in the table stands for each entry there. What
control it has follows from what stands there, but for what is chosen from a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from nextrung.questionnaire.authoring.draft import AuthoringDraft
from nextrung.questionnaire.authoring.fields import field_of
from nextrung.questionnaire.authoring.findings import AuthoringFinding
from nextrung.questionnaire.authoring.operations import IN_PART, OPTION_COUNT
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import LEVELS, WEIGHTS, Action, Competency, Part, Role, Tag, Target

Control = Literal["text", "lines", "choice", "number", "ticks"]
OWN_FACET = "+"
"""Chosen in place of a skill: one of its own."""
MOST_NUMBER = 10_000
"""The largest number that is taken."""
_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "cs", "sv", "uk", "ja", "zh")
_MODES = ("experience", "people", "study")
_FORMS = {"quick": ("quick", "full"), "full": ("full",), "reserve": ()}
_STEP = 0.5
"""Levels between two targets on offer."""

_WAYS: dict[type, tuple[str | tuple[str, str], ...]] = {
    # two in brackets stand beside each other: what the person is asked, and what others are asked about them
    Competency: ("name", "construct", "boundary", IN_PART, "levels.*"),
    Part: ("name",),
    Tag: ("name", "minimum"),
    Role: ("name", "short_name", "summary", "basis"),
    Action: (
        *("title", "mode", "from_level", "to_level", "steps", "start", "if_then", "evidence_of_done"),
        *("measure_before_after", "effort_hours", "horizon_weeks", "facets", "roles", "offline"),
        *("no_chance_variant", "no_chance.*", "pitfalls", "needs", "sources"),
    ),
}
_OF_QUESTIONNAIRE = (
    *("title", "author", "language", "linked_to", "instructions.*"),
    *("scales.rating.*.label", "scales.frequency.*.label", "scales.confidence.*.label", "scales.evidence.*.label"),
)
_OF_ITEM: tuple[str | tuple[str, str], ...] = (
    *(("stem", "observed.stem"), ("anchors.*", "observed.anchors.*")),
    *("scenario", "case", "ask", OPTION_COUNT, "options.*.*", "best", "why", "examples.*"),
    *("facet", "facet.name", "facet.measures", "facet.why", "facet.no_chance", "forms", "tags", "same_as", "sources"),
)
_NEVER = ("options.key",)
"""What has a place in the files and follows from where it stands."""


class LinkedQuestionnaire(Struct, frozen=True):
    """Which questionnaires one may be linked to, by id with titles, and what the one that it is linked to asks."""

    titles: tuple[tuple[str, str], ...] = ()
    items: tuple[Item, ...] = ()


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
    beside: bool = False
    """Whether it stands beside the field before it, where there is room."""
    limits: tuple[int, int] = (1, MOST_NUMBER)
    """The smallest and the largest number."""

    @property
    def is_counted(self) -> bool:
        """Whether it is one of a row of texts under one heading."""
        return self.number > 0 and self.control == "text" and not self.way.startswith("options.")


def fields_of(draft: AuthoringDraft, subject: str, linked: LinkedQuestionnaire) -> Iterator[FormField]:
    """The fields of the thing with this id; an empty id is the questionnaire."""
    thing = thing_of(draft, subject)
    if thing is None:
        return
    offered = _Offered(draft, subject, linked)
    ways = _WAYS.get(type(thing), _OF_ITEM) if subject else _OF_QUESTIONNAIRE
    for entry in ways:
        pair = (entry,) if isinstance(entry, str) else entry
        found = (tuple(_expanded(thing, way)) for way in pair)
        # what only some kinds of item have is left out of the others
        for own, *other in zip(*filter(None, found), strict=True):
            yield from offered.fields(own, beside=False)
            for way in other:
                yield from offered.fields(way, beside=True)
    if isinstance(thing, Role):
        yield from _targets(thing, draft.content.competencies)


def thing_of(draft: AuthoringDraft, subject: str) -> Struct | None:
    """The thing with this id."""
    if not subject:
        return draft.content.blueprint
    finds = (draft.role, draft.group, draft.area, draft.action, draft.content.items_by_id.get)
    return next((found for find in finds if (found := find(subject)) is not None), None)


def value_at(draft: AuthoringDraft, subject: str, way: str) -> Any:
    """What stands in a field."""
    if way == IN_PART:
        return draft.content.part_of[subject]
    if way.startswith("facet."):
        area = draft.content.competency_of[subject]
        return field_of(area.facet(draft.content.items_by_id[subject].facet), way.removeprefix("facet."))
    return field_of(thing_of(draft, subject), way)


def _expanded(thing: Struct, way: str) -> Iterator[str]:
    """Each way that one of the table stands for; none where the thing has no such field."""
    if way not in (IN_PART,) and way.partition(".")[0] not in thing.__struct_fields__:
        return
    start, star, rest = way.partition("*")
    if not star:
        yield way
        return
    inside = field_of(thing, start.removesuffix("."))
    steps: Sequence[Any] = range(1, len(inside) + 1) if isinstance(inside, tuple) else inside.__struct_fields__
    for step in steps:
        yield from _expanded(thing, f"{start}{step}{rest}")


class _Offered:
    """What the fields of one thing hold, and what can be chosen in them."""

    def __init__(self, draft: AuthoringDraft, subject: str, linked: LinkedQuestionnaire) -> None:
        self._draft = draft
        self._subject = subject
        self._linked = linked
        self._item = draft.content.items_by_id.get(subject)
        self._choices: dict[str, Callable[[], tuple[tuple[str, str], ...]]] = {
            "language": lambda: tuple((one, "") for one in _LANGUAGES),
            "linked_to": lambda: (("", ""), *(one for one in linked.titles if one[0] != draft.id)),
            IN_PART: lambda: tuple((part.id, part.name or part.id) for part in draft.content.blueprint.parts),
            "mode": lambda: tuple((one, "") for one in _MODES),
            "from_level": _levels,
            "to_level": _levels,
            "options.credit": lambda: _same([f"{value / 4:g}" for value in range(5)]),
            "best": lambda: _same(self._item.option_keys() if self._item else ()),
            "facet": lambda: (*self._skills(), (OWN_FACET, "")),
            "facets": self._skills,
            "roles": lambda: tuple((role.id, role.name or role.id) for role in draft.content.roles),
            "offline": lambda: (("offline", ""),),
            "tags": lambda: tuple((tag.id, tag.name or tag.id) for tag in draft.content.blueprint.tags),
            "forms": lambda: tuple((key, "") for key in _FORMS),
            "same_as": self._same_items,
        }

    def fields(self, way: str, *, beside: bool) -> Iterator[FormField]:
        """The field of a way; none where there is nothing to write or to choose."""
        steps = way.split(".")
        name = ".".join(step for step in steps if not step.isdecimal())
        number = next((int(step) for step in reversed(steps) if step.isdecimal()), 0)
        if name in _NEVER:
            return
        if name == OPTION_COUNT:
            yield from self._count()
            return
        value = value_at(self._draft, self._subject, way)
        if name == "forms":
            value = next((key for key, forms in _FORMS.items() if set(forms) == set(value)), "full")
        if name not in self._choices:
            control: Control = "lines" if isinstance(value, tuple) else "text" if isinstance(value, str) else "number"
            shown = "\n".join(value) if control == "lines" else value
            yield FormField(way, control, name, shown, number, beside=beside)
            return
        choices = self._choices[name]()
        if isinstance(value, tuple | bool):
            ticked = value if isinstance(value, tuple) else (way,) * value
            if choices:
                yield FormField(way, "ticks", name, ticked, number, choices)
            return
        chosen = f"{value:g}" if isinstance(value, float) else str(value)
        if chosen not in dict(choices):
            choices = ((chosen, chosen), *choices)
        # where there is one thing to choose from alone, nothing is asked
        if len(choices) > 1:
            yield FormField(way, "choice", name, chosen, number, choices)

    def _count(self) -> Iterator[FormField]:
        limits = self._item.option_limits() if self._item else (0, 0)
        if self._item is not None and limits[0] < limits[1]:
            yield FormField(OPTION_COUNT, "number", "option_count", len(self._item.option_keys()), limits=limits)

    def _skills(self) -> tuple[tuple[str, str], ...]:
        area = self._draft.area_of(self._subject)
        return tuple((facet.id, facet.name or facet.id) for facet in area.facets) if area else ()

    def _same_items(self) -> tuple[tuple[str, str], ...]:
        kind = self._item.kind if self._item is not None else None
        is_linked = bool(self._draft.content.blueprint.linked_to)
        like = (one for one in self._linked.items if is_linked and one.kind is kind)
        return (("", ""), *((one.id, f"{one.id}: {one.question}") for one in like))


def _levels() -> tuple[tuple[str, str], ...]:
    return _same([f"{level:g}" for level in range(int(LEVELS[0]), int(LEVELS[1]) + 1)])


def _targets(role: Role, areas: Sequence[Competency]) -> Iterator[FormField]:
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
    role = draft.role(subject)
    if role is not None and way.partition(".")[0] in ("targets", "weight", "critical"):
        return _target(role, way, said)
    if way == "forms":
        return way, _FORMS[said]
    if way == OPTION_COUNT:
        return way, int(said)
    if field.control == "lines":
        return way, tuple(line for line in str(said).split("\n") if line.strip()) or _none_of(way)
    kind = type(value_at(draft, subject, way))
    return way, kind(said) if kind in (bool, int, float) else said


def _none_of(way: str) -> tuple[str, ...]:
    # steps have at least one line, to be written
    return ("",) if way == "steps" else ()


def _target(role: Role, way: str, said: Any) -> tuple[str, Target | None]:
    what, _, area = way.partition(".")
    now = role.targets.get(area, Target(LEVELS[0] + _STEP, 3))
    if what == "targets":
        changed = Target(float(said), now.weight, now.critical) if said else None
    elif what == "weight":
        changed = replace(now, weight=int(said))
    else:
        changed = replace(now, critical=bool(said))
    return f"targets.{area}", changed
