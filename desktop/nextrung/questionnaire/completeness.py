"""What a questionnaire leaves out and what is weak in it: allowed, and named until somebody mends it. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from nextrung.counting import counted
from nextrung.questionnaire.kinds import Rating
from nextrung.questionnaire.model import Competency, Questionnaire
from nextrung.questionnaire.rules import ContentProblem

_OF_COMPETENCY = ("construct", "boundary")
_OF_FACET = ("measures", "why", "no_chance")
_OF_ROLE = ("summary", "basis")


def problems(questionnaire: Questionnaire, *, each: bool = False) -> Iterator[ContentProblem]:
    """Everything that is missing or weak, in the order of the content; ``each`` says of each field by itself."""
    yield from _borrowed(questionnaire)
    for competency in questionnaire.competencies:
        yield from _competency(competency, each=each)
        for item in competency.ratings:
            yield from _rating(item, weak=item.id in questionnaire.weak_items)
    if not questionnaire.roles:
        message = "no role with targets is here, so that results have no targets, no gaps and no match"
        yield ContentProblem(questionnaire.id, "roles", message, 1)
    for role in questionnaire.roles:
        yield from _missing(role.id, role, _OF_ROLE, each=each)


def level_words(levels: list[int]) -> str:
    """What is said of levels without a text: “the text of level 3 is missing”."""
    named = ", ".join(map(str, levels[:-1])) + f" and {levels[-1]}" if len(levels) > 1 else str(levels[0])
    return counted(len(levels), f"the text of level {named} is missing", f"the texts of levels {named} are missing")


def _borrowed(questionnaire: Questionnaire) -> Iterator[ContentProblem]:
    forms = [f"{entry.form} form, {entry.part}" for entry in questionnaire.scoring.errors if entry.borrowed]
    if forms:
        message = f"errors: borrowed from another questionnaire, not measured ({'; '.join(forms)})"
        yield ContentProblem(questionnaire.id, "scoring.errors", message)


def _competency(competency: Competency, *, each: bool) -> Iterator[ContentProblem]:
    yield from _missing(competency.id, competency, _OF_COMPETENCY, each=each)
    levels = [number for number, text in enumerate(competency.levels, start=1) if not text]
    if levels:
        yield ContentProblem(competency.id, "levels", level_words(levels), len(levels))
    if competency.evidence is None:
        yield ContentProblem(competency.id, "evidence", "the evidence prompt is missing", 1)
    if not competency.actions:
        message = "has no development action, so that no plan can be offered"
        yield ContentProblem(competency.id, "actions", message, 1)
    for facet in competency.facets:
        yield from _missing(facet.id, facet, _OF_FACET, each=each)


def _missing(subject: str, thing: object, fields: tuple[str, ...], *, each: bool) -> Iterator[ContentProblem]:
    empty = [field for field in fields if not getattr(thing, field)]
    if each:
        yield from (ContentProblem(subject, field, "the text is missing", 1) for field in empty)
    elif empty:
        yield ContentProblem(subject, empty[0], f"missing: {', '.join(empty)}", len(empty))


def _rating(item: Rating, *, weak: bool) -> Iterator[ContentProblem]:
    missing = [number for number, anchor in enumerate(item.anchors, start=1) if not anchor]
    if missing:
        yield ContentProblem(item.id, "anchors", level_words(missing), len(missing))
    if weak:
        message = "weak: the anchors do not say what is done at each level of this item; results from it say so"
        yield ContentProblem(item.id, "anchors", message, len(missing))
    elif item.observed is None and "full" in item.forms:
        message = "the wording for others is missing, so that nobody else is asked it"
        yield ContentProblem(item.id, "observed", message, 1 + len(item.anchors))
