"""Examples out of what a person wrote elsewhere: notes beside answers, and evidence of finished steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from nextrung.clock import local_day
from nextrung.evidence.example import LEVELS, LONGEST_TITLE, WorkExample
from nextrung.plan.step import KeptEvidence
from nextrung.questionnaire.kinds import Item
from nextrung.shown import in_plain_line, whole_words

FROM_ANSWER = "answer:"
"""Begins the origin of an example from a note: then the assessment, a colon, and the item."""
FROM_STEP = "step:"
"""Begins the origin of one from a step: then the id of its line of evidence."""
LONGEST_HEADLINE = 90
"""Characters of the first line of a note that stand as its title."""
SHOWS_NOTHING = "nothing"
"""The kind of evidence that says there is none."""


class NotedAnswer(Struct, frozen=True):
    """An answer with a note: ``value`` is that of the answer, ``evidence`` holds ids of kinds, ``at`` is its moment."""

    assessment: str
    item: str
    value: float | None
    evidence: tuple[str, ...]
    note: str
    at: str


class NotedStep(Struct, frozen=True):
    """A finished step with one line of evidence."""

    title: str
    evidence: KeptEvidence


def gathered(
    person: str,
    kept: Sequence[WorkExample],
    answers: Iterable[NotedAnswer],
    steps: Iterable[NotedStep],
    items: Mapping[str, Item],
) -> tuple[WorkExample, ...]:
    """All examples of a person: those that were saved, then those that lie elsewhere and were not saved yet.

    ``items`` are the items whose facets are known; a note on any other is left where it lies. ``answers`` come in the
    order of their assessments: a note that was carried over to another one stands here once, as it was given last.
    """
    taken = {one.origin for one in kept if one.origin}
    found = list(kept)
    same: dict[tuple[str, str], list[NotedAnswer]] = {}
    for one in answers:
        if one.item in items and one.note.strip():
            same.setdefault((one.item, one.note.strip()), []).append(one)
    for copies in same.values():
        if not any(_answer_origin(one) in taken for one in copies):
            found.append(_from_answer(person, copies[-1], items[copies[-1].item]))
    found += [_from_step(one) for one in steps if FROM_STEP + one.evidence.id not in taken]
    return tuple(found)


def _answer_origin(answer: NotedAnswer) -> str:
    return f"{FROM_ANSWER}{answer.assessment}:{answer.item}"


def _from_answer(person: str, answer: NotedAnswer, item: Item) -> WorkExample:
    origin = _answer_origin(answer)
    # the points of a rating are levels, those of a frequency are shares of occasions
    level = answer.value if item.kind.points == LEVELS else None
    return WorkExample(
        id=origin,
        person=person,
        title=headline(answer.note),
        facet=item.facet,
        kind=next((kind for kind in answer.evidence if kind != SHOWS_NOTHING), ""),
        note=answer.note.strip(),
        day=local_day(answer.at) if answer.at else None,
        level=level,
        origin=origin,
    )


def _from_step(step: NotedStep) -> WorkExample:
    one = step.evidence
    return WorkExample(
        id=FROM_STEP + one.id,
        person=one.person,
        title=whole_words(in_plain_line(step.title), LONGEST_TITLE),
        facet=one.facet,
        kind=one.kind,
        confirmed_by=one.line,
        day=local_day(one.at) if one.at else None,
        origin=FROM_STEP + one.id,
    )


def headline(note: str) -> str:
    """The first line of a note, cut at a word where it is long, with a sign that more follows."""
    first = in_plain_line(next((line for line in note.splitlines() if line.strip()), ""))
    return whole_words(first, LONGEST_HEADLINE)
