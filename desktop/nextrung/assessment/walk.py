"""The way through one form: which item comes when, how far along, and how long it will still take."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean, median

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Item, KnowledgeOption, Option
from nextrung.questionnaire.model import Competency, Questionnaire, Timing

PACE_LIMITS = (0.4, 3.0)
"""How far a person's pace may pull the planned times, so that one odd item does not."""
PACE_PRIOR = 4.0
"""Planned pace counts as much as this many measured items."""


class OutlineEntry(Struct, frozen=True):
    """One competency in the outline: how many of its items are done (answered or skipped) of how many."""

    competency: Competency
    part: str
    done: int
    total: int


def asked_items(questionnaire: Questionnaire, form: FormId, answers: Mapping[str, Answer]) -> Iterator[Item]:
    """The items of a form in order; the evidence prompt of a competency only where its ratings are high."""
    for competency in questionnaire.competencies:
        for item in competency.items():
            if form not in item.forms:
                continue
            if item.kind.scored or _is_high(competency, questionnaire, answers):
                yield item


def _is_high(competency: Competency, questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> bool:
    values = [
        answer.value
        for item in competency.ratings
        if (answer := answers.get(item.id)) is not None and answer.value is not None
    ]
    # Evidence is asked for where ratings claim much; below, the prompt would only ask for what is not there.
    return bool(values) and fmean(values) >= questionnaire.blueprint.evidence_from_mean


def outline(questionnaire: Questionnaire, form: FormId, answers: Mapping[str, Answer]) -> tuple[OutlineEntry, ...]:
    """Progress by competency; evidence prompts are extra and do not count."""
    entries = []
    for competency in questionnaire.competencies:
        items = [item for item in competency.items() if form in item.forms and item.kind.scored]
        done = sum(1 for item in items if is_settled(item, answers))
        entries.append(OutlineEntry(competency, questionnaire.part_of[competency.id], done, len(items)))
    return tuple(entries)


def first_open(items: tuple[Item, ...], answers: Mapping[str, Answer]) -> int:
    """Index of the first item that is not settled; the number of items when all are."""
    for index, item in enumerate(items):
        if not is_settled(item, answers):
            return index
    return len(items)


def is_settled(item: Item, answers: Mapping[str, Answer]) -> bool:
    """Whether an item is answered, without a chance yet, or skipped."""
    answer = answers.get(item.id)
    return answer is not None and answer.settled


def planned_seconds(item: Item, timing: Timing) -> float:
    """Seconds that an item of this kind is planned to take."""
    return float(getattr(timing, item.kind.value))


def seconds_left(items: tuple[Item, ...], answers: Mapping[str, Answer], timing: Timing, interruption: float) -> float:
    """Seconds for the items without an answer, by the person's own pace.

    The pace is the median of measured over planned time, drawn towards 1 while few items are measured; times above
    ``interruption`` seconds do not count.
    """
    ratios = [
        answer.seconds / planned_seconds(item, timing)
        for item in items
        if (answer := answers.get(item.id)) is not None
        and answer.seconds is not None
        # A pause says nothing about a pace, and a skip is no reading: both would pull it.
        and 0 < answer.seconds <= interruption
        and not answer.skipped
    ]
    pace = 1.0
    if ratios:
        measured = min(max(median(ratios), PACE_LIMITS[0]), PACE_LIMITS[1])
        # Shrunk towards the plan by a mean in which the plan has the weight of ``PACE_PRIOR`` items.
        pace = (measured * len(ratios) + PACE_PRIOR) / (len(ratios) + PACE_PRIOR)
    return pace * sum(planned_seconds(item, timing) for item in items if not is_settled(item, answers))


def form_minutes(questionnaire: Questionnaire, form: FormId) -> float:
    """Planned minutes of a whole form: set-up, items, and evidence prompts as often as they show on average."""
    timing = questionnaire.blueprint.timing
    items = tuple(questionnaire.form_items(form))
    seconds = sum(planned_seconds(item, timing) for item in items if item.kind.scored)
    # A mean of how many show; a questionnaire with fewer prompts than that cannot show more than it has.
    prompts = min(timing.evidence_shown, sum(1 for item in items if not item.kind.scored))
    setup = timing.setup_quick if form == "quick" else timing.setup_full
    return (setup + seconds + prompts * timing.evidence) / 60


def shuffled(options: Sequence[Option | KnowledgeOption], seed: str, item: str) -> tuple[str, ...]:
    """Option keys in an order that looks random and is the same every time for one person's ``seed`` and item."""
    return tuple(
        sorted(
            (option.key for option in options),
            # Python's own ``hash`` differs from start to start, and its random numbers may between versions.
            # The zero bytes keep seed "a" with item "bc" apart from seed "ab" with item "c".
            key=lambda key: hashlib.sha256(f"{seed}\0{item}\0{key}".encode()).digest(),
        )
    )
