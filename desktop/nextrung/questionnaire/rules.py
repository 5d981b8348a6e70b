"""What a questionnaire must obey beyond its types: ids, references, counts, ranges. Pure; wording is in ``wording``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import fields

from nextrung.counting import counted
from nextrung.questionnaire import constant_rules
from nextrung.questionnaire.kinds import Item, Kind
from nextrung.questionnaire.model import (
    LEVELS,
    MOST_COMPETENCIES,
    MOST_ITEMS,
    WEIGHTS,
    Action,
    Competency,
    Questionnaire,
    Role,
)

_VERSION = re.compile(r"\d+\.\d+\.\d+")
_WORD = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
_QUESTIONNAIRE_ID = re.compile(r"(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*")
_COMPETENCY_ID = re.compile(r"[A-Z]{2,4}")
_ITEM_ID = re.compile(r"[A-Z]{2,4}-[A-Z]\d+")


class ContentProblem(Struct, frozen=True):
    """Something wrong with the thing called ``subject``; ``field`` points at the key when it is known."""

    subject: str
    field: str
    message: str
    missing: int = 0
    """How many texts or things are not there yet; 0 where something is wrong with what is there."""


def problems(questionnaire: Questionnaire) -> Iterator[ContentProblem]:
    """Everything that is wrong, in the order of the files."""
    too_many = list(sizes(questionnaire))
    if too_many:  # what else is wrong would be said a thousand times
        yield from too_many
        return
    yield from _blueprint(questionnaire)
    yield from _unique_ids(questionnaire)
    for competency in questionnaire.competencies:
        yield from _competency(competency, questionnaire)
    for role in questionnaire.roles:
        yield from _role(role, questionnaire)


def _blueprint(questionnaire: Questionnaire) -> Iterator[ContentProblem]:
    subject = questionnaire.id
    # it becomes the name of a folder, and nothing in it may lead elsewhere
    if not _QUESTIONNAIRE_ID.fullmatch(subject):
        message = "the id of a questionnaire is made of small letters, digits and hyphens, at most 60"
        yield ContentProblem(subject, "id", message)
    if not _VERSION.fullmatch(questionnaire.version):
        yield ContentProblem(
            subject, "version", f"“{questionnaire.version}” is no version; write three numbers such as 1.0.0"
        )
    scales = questionnaire.blueprint.scales
    # levels are worked out from these values: content names the points of a scale, and cannot move them
    for kind in Kind:
        if kind.points and tuple(point.value for point in getattr(scales, kind.value)) != kind.points:
            values = ", ".join(f"{value:g}" for value in kind.points)
            yield ContentProblem(subject, "scales", f"the {kind} scale must have the values {values}")
    for point in scales.confidence:
        if point.probability is not None and not 0 < point.probability <= 1:
            yield ContentProblem(point.id, "probability", "the probability must be above 0 and at most 1")
    if not any(True for _ in questionnaire.form_items("quick")):
        yield ContentProblem(subject, "parts", "no item is in the quick form; at least one is needed", 1)
    yield from _scoring(questionnaire)


def sizes(questionnaire: Questionnaire) -> Iterator[ContentProblem]:
    """What is wrong with how much it holds: where that is so, all else would be too much to say."""
    areas = len(questionnaire.competencies)
    if not 1 <= areas <= MOST_COMPETENCIES:
        has = counted(areas, "1 area", "{0} areas")
        yield ContentProblem(questionnaire.id, "parts", f"has {has}; 1 to {MOST_COMPETENCIES} are allowed")
    items = sum(len(competency.items()) for competency in questionnaire.competencies)
    if items > MOST_ITEMS:
        yield ContentProblem(questionnaire.id, "parts", f"has {items:,} items; at most {MOST_ITEMS:,} are allowed")


def _scoring(questionnaire: Questionnaire) -> Iterator[ContentProblem]:
    subject, scoring = questionnaire.id, questionnaire.scoring
    for part in questionnaire.blueprint.parts:
        for form in ("quick", "full"):
            matching = [entry for entry in scoring.errors if entry.form == form and entry.part == part.id]
            # the error of a level is looked up by form and part
            if len(matching) != 1:
                found = counted(len(matching), "1 entry", "{0} entries")
                message = f"errors: {found} for form {form} and part {part.id}; exactly one is needed"
                yield ContentProblem(subject, "scoring.errors", message)
    for entry in scoring.errors:
        if entry.standard_error <= 0 or entry.planned < 1:
            yield ContentProblem(
                subject, "scoring.errors", "errors: standard_error must be above 0 and planned at least 1"
            )
    for message, way in constant_rules.problems(scoring):
        yield ContentProblem(subject, f"scoring.{way}", message)
    timing = questionnaire.blueprint.timing
    if any(getattr(timing, entry.name) <= 0 for entry in fields(timing)):
        yield ContentProblem(subject, "timing", "all times must be above 0 seconds")


def _unique_ids(questionnaire: Questionnaire) -> Iterator[ContentProblem]:
    scales = questionnaire.blueprint.scales
    words = ("role", "part", "tag", "confidence", "evidence")
    kinds: tuple[tuple[str, Iterable[str]], ...] = (
        ("competency", (competency.id for competency in questionnaire.competencies)),
        ("role", (role.id for role in questionnaire.roles)),
        ("part", (part.id for part in questionnaire.blueprint.parts)),
        ("tag", (tag.id for tag in questionnaire.blueprint.tags)),
        ("confidence", (point.id for point in scales.confidence)),
        ("evidence", (kind.id for kind in scales.evidence)),
        ("facet", (facet.id for competency in questionnaire.competencies for facet in competency.facets)),
        ("item", (item.id for competency in questionnaire.competencies for item in competency.items())),
        ("action", (action.id for competency in questionnaire.competencies for action in competency.actions)),
    )
    for kind, ids in kinds:
        seen: set[str] = set()
        for one in ids:
            if one in seen:
                yield ContentProblem(one, "id", f"two things have this {kind} id; every id may be used once")
            if kind in words and not _WORD.fullmatch(one):
                yield ContentProblem(one, "id", "an id here is made of small letters, digits, hyphens and underscores")
            seen.add(one)


def _competency(competency: Competency, questionnaire: Questionnaire) -> Iterator[ContentProblem]:
    if not _COMPETENCY_ID.fullmatch(competency.id):
        yield ContentProblem(competency.id, "id", "a competency id is two to four capital letters")
    facets = {facet.id for facet in competency.facets}
    for facet_id in facets:
        if not re.fullmatch(re.escape(competency.id) + r"\d{1,2}", facet_id):
            yield ContentProblem(
                facet_id, "id", f"a facet id here is {competency.id} and one or two digits, such as {competency.id}1"
            )
    # where nothing is asked, that there is no facet either is the same thing said twice
    if not any(item.kind.scored for item in competency.items()):
        yield ContentProblem(competency.id, "", "asks nothing; at least one item is needed", 1)
    elif not facets:
        yield ContentProblem(competency.id, "facets", "has no facet; at least one is needed", 1)
    for item in competency.items():
        yield from _item(item, competency, facets, questionnaire)
    for action in competency.actions:
        yield from _action(action, competency, facets, questionnaire)


def _item(
    item: Item, competency: Competency, facets: set[str], questionnaire: Questionnaire
) -> Iterator[ContentProblem]:
    if not re.fullmatch(rf"{re.escape(competency.id)}-{item.kind.letter}\d+", item.id):
        example = f"{competency.id}-{item.kind.letter}1"
        yield ContentProblem(item.id, "id", f"the id of an item of the kind {item.kind} looks like {example} here")
    if item.facet not in facets:
        known = ", ".join(sorted(facets))
        yield ContentProblem(item.id, "facet", f"there is no facet “{item.facet}”; {competency.name} has {known}")
    # a quick assessment is compared with a full one through the items that both ask
    if "quick" in item.forms and "full" not in item.forms:
        yield ContentProblem(item.id, "forms", "an item of the quick form must be in the full form too")
    if len(set(item.forms)) != len(item.forms):
        yield ContentProblem(item.id, "forms", "a form is named twice")
    tags = {tag.id for tag in questionnaire.blueprint.tags}
    for tag in item.tags:
        if tag not in tags:
            yield ContentProblem(
                item.id, "tags", f"there is no tag “{tag}”; known are {', '.join(sorted(tags)) or 'none'}"
            )
    if item.same_as and not (questionnaire.blueprint.linked_to and _ITEM_ID.fullmatch(item.same_as)):
        message = "same_as names an item such as TL-B1 of the questionnaire that linked_to names in questionnaire.yaml"
        yield ContentProblem(item.id, "same_as", message)
    for field, message in item.problems():
        yield ContentProblem(item.id, field, message)


def _action(action: Action, competency: Competency, facets: set[str], whole: Questionnaire) -> Iterator[ContentProblem]:
    if not re.fullmatch(rf"{re.escape(competency.id)}-A\d+", action.id):
        yield ContentProblem(action.id, "id", f"the id of an action here looks like {competency.id}-A1")
    if not action.facets:
        yield ContentProblem(action.id, "facets", "an action must name at least one facet")
    for facet in action.facets:
        if facet not in facets:
            known = ", ".join(sorted(facets))
            yield ContentProblem(action.id, "facets", f"there is no facet “{facet}”; {competency.name} has {known}")
    if not LEVELS[0] <= action.from_level < action.to_level <= LEVELS[1]:
        yield ContentProblem(action.id, "from_level", "from_level must be below to_level, both from 1 to 5")
    if action.effort_hours < 1 or action.horizon_weeks < 1:
        yield ContentProblem(action.id, "effort_hours", "effort_hours and horizon_weeks must be at least 1")
    if not action.steps:
        yield ContentProblem(action.id, "steps", "an action needs at least one step")
    roles = {role.id for role in whole.roles}
    for role in action.roles:
        if role not in roles:
            yield ContentProblem(action.id, "roles", f"there is no role “{role}”; known are {', '.join(sorted(roles))}")


def _role(role: Role, questionnaire: Questionnaire) -> Iterator[ContentProblem]:
    known = {competency.id for competency in questionnaire.competencies}
    if not role.targets:
        yield ContentProblem(role.id, "targets", "names no competency; at least one target is needed")
    for extra in sorted(set(role.targets) - known):
        yield ContentProblem(
            role.id, "targets", f"there is no competency “{extra}”; known are {', '.join(sorted(known))}"
        )
    for competency, target in role.targets.items():
        # a target of 1 asks for nothing, and the share of it would divide by 0
        if not LEVELS[0] < target.level <= LEVELS[1]:
            message = f"{competency}: the level {target.level} is not above 1 and at most 5"
            yield ContentProblem(role.id, "targets", message)
        if not WEIGHTS[0] <= target.weight <= WEIGHTS[1]:
            yield ContentProblem(role.id, "targets", f"{competency}: the weight {target.weight} is not from 1 to 5")
