"""Answer quality: how far the pattern of answers can be trusted (content C7). Never a judgement of the person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from math import fsum, sqrt
from statistics import fmean
from typing import Literal

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Item, Kind, SelfReport
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.levels import ROUNDING, unit

Flag = Literal["fast", "run", "low_variability", "high_variability", "skipped"]
Grade = Literal["good", "fair", "low"]
Prompt = Literal["fast", "alike"]


class Quality(Struct, frozen=True):
    """The grade (0 flags good, 1 fair, 2 or more low) with its flags, and what is worth knowing but lowers nothing.

    ``many_no_chance``: many items had *no chance yet*. ``examples_ahead``: ratings, which ask for the best example, lie
    well above frequencies, which ask for habits.
    """

    grade: Grade
    flags: tuple[Flag, ...]
    many_no_chance: bool
    examples_ahead: bool


def quality(
    form: FormId, answers: Mapping[str, Answer], questionnaire: Questionnaire, seen: Collection[str] = ()
) -> Quality:
    """All checks of content C7 over a whole assessment; ``seen`` are items that an earlier assessment asked already."""
    items = questionnaire.scored_items[form]
    given = [(item, answer) for item in items if (answer := answers.get(item.id)) is not None]
    flags: list[Flag] = []
    if _fast(given, form, questionnaire, seen):
        flags.append("fast")
    ratings = [answer.value for item, answer in given if item.anchors and answer.value is not None]
    rules = questionnaire.scoring.quality
    if longest_run(ratings) >= (rules.run_quick if form == "quick" else rules.run_full):
        flags.append("run")
    if form == "full" and len(ratings) >= rules.variability_items:
        mean = fmean(ratings)
        # Divided by n: it describes these very answers and estimates nothing about others.
        variability = sqrt(fsum((value - mean) ** 2 for value in ratings) / len(ratings))
        if variability < rules.variability_low:
            flags.append("low_variability")
        if variability > rules.variability_high:
            flags.append("high_variability")
    # Of all items, not of those given: an unfinished assessment must not look worse than it is.
    if given and sum(answer.skipped for _, answer in given) / len(items) >= rules.skipped_share:
        flags.append("skipped")
    grades: tuple[Grade, Grade, Grade] = ("good", "fair", "low")
    # Never a flag (content C7): a missing chance is an honest answer, and only says that Quick may fit better.
    self_reports = [answer for item, answer in given if item.kind.no_chance]
    no_chance = sum(answer.no_chance for answer in self_reports)
    many = bool(self_reports) and no_chance / len(self_reports) >= rules.no_chance_share
    return Quality(grades[min(len(flags), 2)], tuple(flags), many, _examples_ahead(answers, questionnaire))


def is_fast(item: Item, answer: Answer, questionnaire: Questionnaire) -> bool:
    """Whether an answer came faster than the item can be read; skips, *no chance yet* and evidence never do."""
    if not answer.counts or answer.seconds is None or not item.kind.scored:
        return False
    # The limits equal 700 to 1,000 words a minute, far above anybody's reading (content C7).
    return answer.seconds < _limit(item.kind, questionnaire)


def _limit(kind: Kind, questionnaire: Questionnaire) -> float:
    """The seconds under which an answer to this kind of item is fast."""
    return float(getattr(questionnaire.scoring.quality.seconds, kind.value))


def longest_run(values: list[float]) -> int:
    """The length of the longest run of equal values."""
    return max((sum(1 for _ in run) for _, run in groupby(values)), default=0)


def _examples_ahead(answers: Mapping[str, Answer], questionnaire: Questionnaire) -> bool:
    """Whether the two kinds lie far apart by their mean absolute difference, and ratings are the higher ones."""
    differences = kinds_apart(answers, questionnaire)
    if not differences:
        return False
    apart = fmean(abs(one) for one in differences)
    # Ratings ask for the best case and frequencies for habits, so only this direction is expected (truth T6).
    return apart >= questionnaire.scoring.quality.kinds_apart - ROUNDING and fmean(differences) > 0


def kinds_apart(answers: Mapping[str, Answer], questionnaire: Questionnaire) -> tuple[float, ...]:
    """Rating minus frequency means (each 0 to 1) of the competencies that have both."""
    return tuple(
        ratings - frequencies
        for competency in questionnaire.competencies
        for ratings, frequencies in [(_mean(competency.ratings, answers), _mean(competency.frequencies, answers))]
        if ratings is not None and frequencies is not None
    )


def _mean(items: tuple[SelfReport, ...], answers: Mapping[str, Answer]) -> float | None:
    units = [
        unit(item, answer.value)
        for item in items
        if (answer := answers.get(item.id)) is not None and answer.value is not None
    ]
    return fmean(units) if units else None


def _fast(given: list[tuple[Item, Answer]], form: FormId, questionnaire: Questionnaire, seen: Collection[str]) -> bool:
    """Whether enough of the timed answers of any part came faster than their items can be read.

    An item that was seen before is read faster, so it says nothing; a part with few answers says nothing either.
    """
    rules, part_of_item = questionnaire.scoring.quality, questionnaire.part_of_item
    limits: dict[Kind, float] = {kind: _limit(kind, questionnaire) for kind in Kind if kind.scored}
    asked = Counter(part_of_item[item.id] for item in questionnaire.scored_items[form])
    answered: Counter[str] = Counter()
    timed: dict[str, list[bool]] = {}
    for item, answer in given:
        if not answer.counts or item.id in seen:
            continue
        part = part_of_item[item.id]
        answered[part] += 1
        # A pause in the middle says nothing about reading; the answer still counts as given.
        if answer.seconds is not None and answer.seconds <= rules.interruption_seconds:
            timed.setdefault(part, []).append(answer.seconds < limits[item.kind])
    return any(
        sum(fast) / len(fast) >= rules.fast_share
        for part, fast in timed.items()
        if answered[part] >= rules.fast_answered_share * asked[part]
    )


def prompt(
    asked: Sequence[Item], answers: Mapping[str, Answer], questionnaire: Questionnaire, seen: Collection[str] = ()
) -> Prompt | None:
    """A reason for a kind word after the last of the items ``asked`` so far (content C7); None when there is none.

    *fast*: several answers in a row came faster than they can be read; an item ``seen`` in an earlier assessment is
    read faster and breaks the row. *alike*: the same rating point many times in a row.
    """
    rules = questionnaire.scoring.quality
    given = [(item, answers[item.id]) for item in asked if item.id in answers and item.kind.scored]
    latest = given[-rules.fast_in_a_row :]
    fast = (item.id not in seen and is_fast(item, answer, questionnaire) for item, answer in latest)
    if len(latest) == rules.fast_in_a_row and all(fast):
        return "fast"
    ratings = [answer.value for item, answer in given if item.anchors and answer.value is not None]
    last = ratings[-rules.run_prompt :]
    ends_in_rating = bool(given) and bool(given[-1][0].anchors)
    return "alike" if ends_in_rating and len(last) == rules.run_prompt and len(set(last)) == 1 else None
