"""Whether a questionnaire is balanced and complete: no best option stands out, nothing is left out. Pure.

What is left out altogether, such as all actions of a competency, is named in ``completeness``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import fmean

from nextrung.counting import counted
from nextrung.questionnaire.kinds import Scenario, Situation
from nextrung.questionnaire.model import Action, Competency, Questionnaire
from nextrung.questionnaire.rules import ContentProblem
from nextrung.questionnaire.wording import found_words, word_count
from nextrung.questionnaire.wording_rules import ActionLimits, Balance, Range, WordingRules


def problems(questionnaire: Questionnaire, rules: WordingRules) -> Iterator[ContentProblem]:
    """Everything out of balance or left out. Reserve items are held to it too, but do not cover a facet."""
    scenarios = [item for competency in questionnaire.competencies for item in competency.scenarios]
    knowledge = [item for competency in questionnaire.competencies for item in competency.knowledge]
    for items, what in ((scenarios, "scenarios"), (knowledge, "knowledge checks")):
        yield from _longest(items, what, rules.balance)
        yield from _positions(items, what, questionnaire.id, rules.balance)
    # only what a form asks: at items in reserve nobody can guess
    asked = [item for item in scenarios if "full" in item.forms]
    yield from _test_wise(asked, questionnaire.id, rules.balance)
    for item in scenarios:
        yield from _credits(item, rules.balance)
    yield from _tags(questionnaire)
    for competency in questionnaire.competencies:
        yield from _sources(competency)
        yield from _facets(competency)
        yield from _mix(competency, rules.actions)
        for action in competency.actions:
            yield from _action(action, rules.actions)


def best_key(item: Situation) -> str:
    """The key of the best option; empty when there is none."""
    return next((option.key for option in item.judged() if option.credit == 1), "")


def _best_is_longest(item: Situation) -> bool:
    """Whether the best option has more words than every other: a tie gives nothing away."""
    best = best_key(item)
    counts = {option.key: word_count(option.text) for option in item.options}
    return counts.pop(best, 0) > max(counts.values(), default=0)


def _longest(items: Sequence[Situation], what: str, limits: Balance) -> Iterator[ContentProblem]:
    longest = [item for item in items if _best_is_longest(item)]
    if len(longest) <= limits.longest_share * len(items):
        return
    # rounded down, so that the number that is named is allowed
    most = int(limits.longest_share * len(items))
    for item in longest:
        message = (
            f"the best option {best_key(item)} has the most words, as in {len(longest)} of {len(items)} {what}; "
            f"at most {most} may: shorten it or lengthen another"
        )
        yield ContentProblem(item.id, "options", message)


def _positions(items: Sequence[Situation], what: str, subject: str, limits: Balance) -> Iterator[ContentProblem]:
    # among few items one letter leads by chance alone
    if len(items) < limits.position_from:
        return
    letters = Counter(best_key(item) for item in items)
    for letter, count in sorted(letters.items()):
        if count > limits.position_share * len(items):
            where = ", ".join(item.id for item in items if best_key(item) == letter)
            message = (
                f"the best option is {letter} in {count} of {len(items)} {what} ({where}); at most "
                f"{limits.position_share:.0%} may share a letter: reorder the options of some"
            )
            yield ContentProblem(subject, "", message)


def wise_counts(item: Scenario, words: Sequence[str]) -> dict[str, int]:
    """How many of the words each option holds, by its key."""
    return {option.key: len(found_words(tuple(words), option.text)) for option in item.options}


def picked_by_words(item: Scenario, words: Sequence[str], *, fewest: bool = False) -> float:
    """The credit of the option with the most of the words, or with the fewest; the mean where several have as many."""
    counts = wise_counts(item, words)
    sought = (min if fewest else max)(counts.values())
    return fmean(option.credit for option in item.options if counts[option.key] == sought)


def _test_wise(items: Sequence[Scenario], subject: str, limits: Balance) -> Iterator[ContentProblem]:
    """Words alone must not lead to the best option, neither by having many of them nor by having few."""
    if not items:
        return
    # a mean of means, as scenarios have four or five options
    blind = fmean(fmean(option.credit for option in item.options) for item in items)
    for fewest, how in ((False, "most"), (True, "fewest")):
        earned = {item.id: picked_by_words(item, limits.wise_words, fewest=fewest) for item in items}
        mean = fmean(earned.values())
        # Credits such as 0.3 are no exact floats, so that a mean may miss the limit in its last digit.
        if mean > blind + limits.wise_margin + 1e-9:
            # the scenarios in which words alone find the best option
            where = ", ".join(one for one, credit in earned.items() if credit == 1)
            message = (
                f"picking the option with the {how} of the words {', '.join(limits.wise_words)} earns {mean:.2f}; "
                f"at most {limits.wise_margin:.2f} above blind picking ({blind:.2f}) is allowed: reword {where}"
            )
            yield ContentProblem(subject, "", message)


def _credits(item: Scenario, limits: Balance) -> Iterator[ContentProblem]:
    mean = sum(option.credit for option in item.options) / len(item.options)
    low, high = limits.mean_credit
    # sums of credits such as 0.3 miss a limit by their last digit
    if not low - 1e-9 <= mean <= high + 1e-9:
        message = (
            f"the mean credit of the options is {mean:.2f}; it must lie from {low:g} to {high:g}, so that picking "
            f"blindly earns about the same in every scenario"
        )
        yield ContentProblem(item.id, "options", message)


def _tags(questionnaire: Questionnaire) -> Iterator[ContentProblem]:
    tagged: Counter[str] = Counter()
    # quick is part of full, so that what full lacks is in no form
    for item in questionnaire.form_items("full"):
        tagged.update(item.tags)
    for tag in questionnaire.blueprint.tags:
        if tagged[tag.id] < tag.minimum:
            items = counted(tagged[tag.id], "1 item of the full form is", "{0} items of the full form are")
            message = f"{items} tagged; its view needs {counted(tag.minimum, '1 answer', '{0} answers')}"
            yield ContentProblem(tag.id, "minimum", message)


def _sources(competency: Competency) -> Iterator[ContentProblem]:
    scored = [item for item in competency.items() if item.kind.scored]
    lacking = [item for item in scored if not item.sources]
    if lacking == scored:
        yield ContentProblem(competency.id, "", "no item names a source; name at least one that each idea rests on")
    else:
        for item in lacking:
            yield ContentProblem(item.id, "sources", "no source is named; name at least one that the idea rests on")
    for action in competency.actions:
        if not action.sources:
            yield ContentProblem(action.id, "sources", "no source is named; name at least one that the idea rests on")


def _facets(competency: Competency) -> Iterator[ContentProblem]:
    # a level rests on ratings, and items in reserve are asked of nobody
    rated = {item.facet for item in competency.ratings if "full" in item.forms}
    covered = {facet for action in competency.actions for facet in action.facets}
    for facet in competency.facets:
        if facet.id not in rated:
            yield ContentProblem(facet.id, "", "no rating item of the full form asks about this facet; it needs one")
        # without any action one finding says so
        if competency.actions and facet.id not in covered:
            yield ContentProblem(facet.id, "", "no action develops this facet; name it in one")
    if competency.evidence is not None and "full" not in competency.evidence.forms:
        yield ContentProblem(competency.evidence.id, "forms", "the evidence prompt must be in the full form")


def _mix(competency: Competency, limits: ActionLimits) -> Iterator[ContentProblem]:
    if not competency.actions:
        return
    found = Counter(action.mode for action in competency.actions)
    for mode, asked in limits.mix.items():
        if found[mode] < asked:
            has = counted(found[mode], "1 action", "{0} actions")
            wanted = counted(asked, "at least 1 is asked for", "at least {0} are asked for")
            message = f"has {has} of mode {mode}; {wanted}"
            yield ContentProblem(competency.id, "actions", message)
    if min(action.to_level for action in competency.actions) > limits.starter_to_level:
        message = f"no action leads to level {limits.starter_to_level} or lower; somebody who starts needs one"
        yield ContentProblem(competency.id, "actions", message)
    if max(action.from_level for action in competency.actions) < limits.later_from_level:
        message = f"no action starts from level {limits.later_from_level} or higher; somebody further on needs one"
        yield ContentProblem(competency.id, "actions", message)


def _action(action: Action, limits: ActionLimits) -> Iterator[ContentProblem]:
    yield from _within(action, "steps", len(action.steps), limits.steps)
    yield from _within(action, "pitfalls", len(action.pitfalls), limits.pitfalls)
    yield from _within(action, "effort_hours", action.effort_hours, limits.effort_hours)
    yield from _within(action, "horizon_weeks", action.horizon_weeks, limits.horizon_weeks)
    start, join = limits.if_then
    if not action.if_then.startswith(start) or join not in action.if_then:
        message = f"must read “{start}…{join}…”: a moment that is sure to come, and what to do in it"
        yield ContentProblem(action.id, "if_then", message)
    yield from _begins(action.id, "start", action.start, limits)
    if action.no_chance is None:
        yield ContentProblem(
            action.id, "", "no_chance is missing: what the variant is called, how it starts, how long it takes"
        )
        return
    yield from _begins(action.id, "no_chance", action.no_chance.if_then, limits)
    yield from _within(action, "no_chance", action.no_chance.effort_hours, limits.effort_hours)
    # a variant is planned in days, and held to the weeks of actions
    low, high = (7 * weeks for weeks in limits.horizon_weeks)
    yield from _within(action, "no_chance", action.no_chance.horizon_days, (low, high))


def _begins(subject: str, field: str, text: str, limits: ActionLimits) -> Iterator[ContentProblem]:
    """What starts a step names a day, a time or a place, and the first small step."""
    start, join = limits.begins
    if not text.startswith(start) or join not in text:
        message = f"must read “{start}…{join}…”: a day, time or place, and the first small step; it reads “{text}”"
        yield ContentProblem(subject, field, message)


def _within(action: Action, field: str, value: int, limits: Range) -> Iterator[ContentProblem]:
    low, high = limits
    if not low <= value <= high:
        yield ContentProblem(action.id, field, f"{field} is {value}; {low:g} to {high:g} are allowed")
