"""What somebody has to keep in mind about a result stands in the document and in Markdown alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import msgspec
from msgspec.structs import replace
from tests import given
from tests.campaign import Campaign
from tests.given import Answers
from tests.report import made

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Frequency, Knowledge, Rating, Scenario
from nextrung.report.audience import PARTS
from nextrung.report.markdown import as_markdown
from nextrung.report.model import ReportModel
from nextrung.report.pages import report_document
from nextrung.report.words import words

WARNING = re.compile(
    r"flag\.|trust\.(no_chance|examples_ahead|draft|range)|cover\.low$|areas\.(no_chance|check)|figures\.(unscored|missing|none$)"
    r"|judgement\.(few|score|surer_than_right|righter_than_sure|no_message|check)"
)


def patterns() -> dict[str, re.Pattern[str]]:
    """Every text that says what to keep in mind, by name, whatever stands in its places."""
    found = {}
    for name in sorted(words().names):
        if WARNING.match(name):
            first, *rest = re.split(r"\{\d\}", words()(name))
            if not first:  # a place at the start holds a number, not what stands before it
                first, inside = r"\S+", re.escape(rest.pop(0))
            else:
                first, inside = re.escape(first), ""
            inside += "".join(rf"[^.\n]+?{re.escape(part)}" if part else r"\S+" for part in rest)
            found[name] = re.compile(first + inside)
    return found


def said(text: str) -> set[str]:
    return {f"{name}: {one}" for name, pattern in patterns().items() for one in pattern.findall(text)}


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)


def in_document(model: ReportModel) -> set[str]:
    return said("\n".join(texts_in(msgspec.to_builtins(report_document(model)))))


def in_markdown(model: ReportModel) -> set[str]:
    return said(re.sub(r"\\(.)", r"\1", as_markdown(model)))


def record(random: Random, form: FormId) -> Answers:
    """Answers that give reasons to be careful: gaps, haste, one point throughout, ratings far above the choices."""
    chances, skips, hurry = (random.choice((0, 0, 0.1, 0.4)) for _ in range(3))
    high, wild, sure = random.random() < 0.3, random.random() < 0.2, random.choice(("certain", "guessing", "leaning"))
    choose = random.choice((given.best_of, given.poorest_of))
    answers: Answers = {}
    for item in given.questionnaire().form_items(form):
        seconds = 1.0 if random.random() < hurry else 30.0
        if isinstance(item, Rating | Frequency):
            point = random.choice((1, 5)) if wild else 5 if high else random.randint(2, 4)
            value = float(point) if isinstance(item, Rating) else random.choice((0.0, 0.25, (point - 1) / 4))
            answers[item.id] = Answer(item.id, value=value, seconds=seconds)
            if random.random() < chances:
                answers[item.id] = Answer(item.id, no_chance=True)
        elif isinstance(item, Scenario | Knowledge):
            answers[item.id] = Answer(item.id, choice=choose(item), confidence=sure, seconds=seconds)
        if random.random() < skips:
            answers[item.id] = Answer(item.id, skipped=True)
    return answers


def careless() -> Answers:
    """The same point throughout, faster than anybody reads."""
    answers = given.answered("full", rating=5, frequency=1.0)
    return {one: replace(answer, seconds=1.0) for one, answer in answers.items()}


def test_that_the_document_and_markdown_say_the_same_warnings(campaign: Campaign) -> None:
    random, seen = campaign.random(), Counter[str]()
    for number in range(campaign.rounds(24, 400)):
        form: FormId = "quick" if number % 4 == 0 else "full"
        answers = careless() if number == 1 else record(random, form)
        source = made.material(finished=made.finished(answers, form))
        model = made.report(source, PARTS)
        assert in_document(model) == in_markdown(model)
        seen.update({one.partition(":")[0] for one in in_document(model)})
    wanted = {
        "areas.check",
        "areas.no_chance",
        "judgement.surer_than_right",
        "judgement.righter_than_sure",
        "cover.low",
    }
    assert wanted <= set(seen), seen
