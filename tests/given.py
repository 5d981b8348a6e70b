"""What many tests start from: the questionnaire that ships, and answers on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from nextrung import resources
from nextrung.assessment import answers_file
from nextrung.assessment.answer import Answer
from nextrung.questionnaire import files
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.editions import Edition, editions
from nextrung.questionnaire.kinds import Frequency, Item, Knowledge, Rating, Scenario
from nextrung.questionnaire.model import Questionnaire

PROJECT = Path(__file__).resolve().parent.parent
ML_MANAGER = PROJECT / "questionnaires" / "ml-manager"
FIRST_TIME = PROJECT / "questionnaires" / "first-time-manager"
VECTORS = PROJECT / "assets" / "sample" / "ML-MANAGER-VECTORS.json"

SAMPLE = PROJECT / "assets" / "sample" / "ML-MANAGER-SAMPLE.json"
FIRST_VERSION = PROJECT / "questionnaires" / "ml-manager-1.0.0"

Answers = dict[str, Answer]


@cache
def questionnaire() -> Questionnaire:
    return files.load(ML_MANAGER)


@cache
def installed() -> tuple[Edition, ...]:
    """Every version that ships, the newest first."""
    return editions(resources.questionnaire_folders())


@cache
def first_version() -> Questionnaire:
    """Version 1.0.0, which the published test vectors are answers to."""
    return files.load(FIRST_VERSION)


def vector_answers() -> Answers:
    """The answers of the published test vectors, as their file holds them."""
    head, raw = answers_file.read_head(VECTORS.read_text(encoding="utf-8"))
    return answers_file.read_answers(raw, head.form, first_version())


def sample_answers() -> Answers:
    """The answers of the sample person, to the newest version."""
    head, raw = answers_file.read_head(resources.sample_answers().read_text(encoding="utf-8"))
    return answers_file.read_answers(raw, head.form, questionnaire())


def best_of(item: Scenario | Knowledge) -> str:
    if isinstance(item, Knowledge):
        return item.best
    return next(option.key for option in item.options if option.credit == 1)


def poorest_of(item: Scenario | Knowledge) -> str:
    if isinstance(item, Knowledge):
        return next(option.key for option in item.options if option.key != item.best)
    return min(item.options, key=lambda option: option.credit).key


def answered(
    form: FormId,
    rating: float = 3,
    frequency: float = 0.5,
    seconds: float | None = None,
    choose: Callable[[Scenario | Knowledge], str] = best_of,
    *,
    of: Questionnaire | None = None,
) -> Answers:
    """Every item of a form answered alike; scenarios and checks by ``choose``, without a confidence."""
    answers: Answers = {}
    for item in (of or questionnaire()).form_items(form):
        if isinstance(item, Rating):
            answers[item.id] = Answer(item.id, value=rating, seconds=seconds)
        elif isinstance(item, Frequency):
            answers[item.id] = Answer(item.id, value=frequency, seconds=seconds)
        elif isinstance(item, Scenario | Knowledge):
            answers[item.id] = Answer(item.id, choice=choose(item), seconds=seconds)
    return answers


def items(form: FormId, kind: type[Item], of: Questionnaire | None = None) -> tuple[str, ...]:
    """Ids of the items of one kind in a form, in order."""
    return tuple(item.id for item in (of or questionnaire()).form_items(form) if isinstance(item, kind))


def no_chance(answers: Answers, ids: Iterable[str]) -> Answers:
    """The answers with *no chance yet* for some items."""
    return answers | {one: Answer(one, no_chance=True) for one in ids}


def skipped(answers: Answers, ids: Iterable[str]) -> Answers:
    """The answers with some items skipped."""
    return answers | {one: Answer(one, skipped=True) for one in ids}


def without(answers: Answers, ids: Iterable[str]) -> Answers:
    """The answers without some items, as if they had not been reached."""
    gone = set(ids)
    return {key: answer for key, answer in answers.items() if key not in gone}


def only(answers: Answers, *starts: str) -> Answers:
    """The answers to items whose id starts with one of ``starts``."""
    return {key: answer for key, answer in answers.items() if key.startswith(starts)}


def valued(answers: Answers, values: Mapping[str, float]) -> Answers:
    """The answers with other values for some items."""
    return answers | {key: replace(answers.get(key, Answer(key)), value=value) for key, value in values.items()}
