"""The answers file: one JSON format for export, import and scoring without a window."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar, get_args

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.errors import AnswersError
from nextrung.intake import strict_json
from nextrung.intake.strict_json import LooseJsonError
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import Questionnaire
from nextrung.shown import clip

FORMAT = "nextrung.assessment"
FORMAT_VERSION = 1
LARGEST_TEXT = 2_000_000
"""Characters of a whole file."""
MOST_ANSWERS = 2_000
"""Entries of a whole file; the longest form has some seventy items."""
LONGEST_NOTE = 20_000
"""Characters of one note."""
LONGEST_NAME = 200
FORMS: tuple[FormId, ...] = get_args(FormId)
_KEYS = ("item", "value", "choice", "confidence", "evidence", "note", "no_chance", "skipped", "seconds", "at")


class AnswersHead(Struct, frozen=True):
    """What an answers file says of itself: questionnaire id, version (None: the newest), form and person label."""

    questionnaire: str
    version: str | None
    form: FormId
    person: str


def read_head(text: str) -> tuple[AnswersHead, list[Any]]:
    """The head of an answers file and its raw answers. Raises AnswersError in one sentence."""
    if len(text) > LARGEST_TEXT:
        raise AnswersError(f"The file has more than {LARGEST_TEXT:,} characters; an answers file is far smaller.")
    raw = _parsed(text)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise AnswersError(f"This is not an answers file: it must be an object with “format”: “{FORMAT}”.")
    # Not isinstance, for true is an int in Python, and true == 1.
    if type(raw.get("format_version")) is not int or raw["format_version"] != FORMAT_VERSION:
        found = _short(raw.get("format_version"))
        raise AnswersError(f"format_version is {found}; this program reads {FORMAT_VERSION}.")
    questionnaire = raw.get("questionnaire")
    if not isinstance(questionnaire, dict) or not isinstance(questionnaire.get("id"), str):
        raise AnswersError("“questionnaire” must be an object with an “id”, such as “ml-manager”.")
    version = questionnaire.get("version")
    if version is not None and not isinstance(version, str):
        raise AnswersError(f"The questionnaire's version is {_short(version)}; it must be a text such as “1.0.0”.")
    form = next((known for known in FORMS if known == raw.get("form")), None)
    if form is None:
        raise AnswersError(f"“form” is {_short(raw.get('form'))}; allowed are quick and full.")
    person = raw.get("person", "")
    if not isinstance(person, str) or len(person) > LONGEST_NAME:
        raise AnswersError(f"“person” must be a text of at most {LONGEST_NAME} characters.")
    answers = raw.get("answers")
    if not isinstance(answers, list):
        raise AnswersError("“answers” must be a list.")
    if len(answers) > MOST_ANSWERS:
        raise AnswersError(f"“answers” has {len(answers):,} entries; at most {MOST_ANSWERS:,} are read.")
    return AnswersHead(questionnaire["id"], version, form, person), answers


def _parsed(text: str) -> object:
    try:
        raw = strict_json.parsed(text, endless=True)
        # Half of a surrogate pair passes as JSON, but cannot be written as UTF-8.
        json.dumps(raw, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise AnswersError(f"This is not JSON: {error.msg} in line {error.lineno}, column {error.colno}.") from error
    except LooseJsonError as error:
        raise AnswersError(f"This is not an answers file: {error}.") from error
    except UnicodeEncodeError as error:
        raise AnswersError("This is not an answers file: it holds half of a character.") from error
    return raw


class Version(Protocol):
    """One version of a questionnaire that can be chosen by its id and version."""

    @property
    def id(self) -> str:
        """The id of the questionnaire, such as ml-manager."""

    @property
    def version(self) -> str:
        """Three numbers, such as 1.0.0."""


V = TypeVar("V", bound=Version)


def version_of(head: AnswersHead, installed: Sequence[V]) -> V:
    """The version of the questionnaire that a file is about: the one it names, else the newest. Raises AnswersError."""
    matching = [one for one in installed if one.id == head.questionnaire]
    if not matching:
        known = ", ".join(sorted({one.id for one in installed}))
        raise AnswersError(f"There is no questionnaire “{head.questionnaire}”; installed are {known}.")
    if head.version is not None:
        known = ", ".join(one.version for one in sorted(matching, key=_in_order))
        # Exactly the version named: another one may have moved an anchor, and the same point would say something else.
        matching = [one for one in matching if one.version == head.version]
        if not matching:
            raise AnswersError(f"{head.questionnaire} {head.version} is not installed; installed: {known}.")
    return max(matching, key=_in_order)


def _in_order(one: Version) -> list[int]:
    # As numbers: as texts, 1.10.0 would come before 1.9.0.
    return [int(part) for part in one.version.split(".")]


def read_answers(raw: list[Any], form: FormId, questionnaire: Questionnaire) -> dict[str, Answer]:
    """The answers of a file by item id, checked against the questionnaire. Raises AnswersError naming the item."""
    answers: dict[str, Answer] = {}
    for number, entry in enumerate(raw, start=1):
        answer = read_answer(number, entry, form, questionnaire)
        if answer.item in answers:
            raise AnswersError(f"Answer {number}: the item {answer.item} is answered twice.")
        answers[answer.item] = answer
    return answers


def read_answer(number: int, entry: object, form: FormId, questionnaire: Questionnaire) -> Answer:
    """One raw answer, the ``number``-th of its file, checked. Raises AnswersError naming the answer or its item."""
    if not isinstance(entry, dict) or not isinstance(entry.get("item"), str):
        raise AnswersError(f"Answer {number}: each answer must be an object with an “item”.")
    item = questionnaire.items_by_id.get(entry["item"])
    if item is None:
        message = f"Answer {number}: there is no item “{clip(entry['item'])}” in {questionnaire.id}"
        raise AnswersError(f"{message} {questionnaire.version}.")
    if form not in item.forms:
        raise AnswersError(f"Answer {number}: the item {item.id} is not part of the {form} form.")
    return _answer(entry, item, questionnaire)


def dump(head: AnswersHead, answers: dict[str, Answer]) -> str:
    """The answers file as JSON text; ``read_head`` and ``read_answers`` give the same values back."""
    questionnaire = {"id": head.questionnaire} | ({"version": head.version} if head.version else {})
    raw: dict[str, Any] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "questionnaire": questionnaire,
        "form": head.form,
    }
    if head.person:
        raw["person"] = head.person
    raw["answers"] = [_entry(answer) for answer in answers.values()]
    return json.dumps(raw, ensure_ascii=False, indent=1) + "\n"


def _entry(answer: Answer) -> dict[str, Any]:
    values = {key: getattr(answer, key) for key in _KEYS}
    if values["evidence"]:
        values["evidence"] = list(values["evidence"])
    # False is compared by identity: 0.0 equals it, and is the frequency "never".
    return {key: value for key, value in values.items() if not (value is None or value is False or value in ("", ()))}


def _answer(entry: dict[str, Any], item: Item, questionnaire: Questionnaire) -> Answer:
    allowed = item.kind.keys
    for key in entry:
        if key not in _KEYS:
            raise AnswersError(f"{item.id}: there is no key “{clip(key)}”; the keys are {', '.join(_KEYS)}.")
        if key in ("value", "choice", "confidence", "evidence", "no_chance", "skipped") and key not in allowed:
            names = ", ".join(allowed)
            raise AnswersError(
                f"{item.id}: “{key}” does not belong to items of the kind {item.kind}; allowed are {names}."
            )
    can_be = questionnaire.allowed_answers[item.id]
    value = _choice_of_number(entry.get("value"), item, can_be.values)
    choice = entry.get("choice")
    if choice is not None:
        _require(choice, can_be.choices, item, "choice")
    confidence = entry.get("confidence")
    if confidence is not None:
        _require(confidence, can_be.confidences, item, "confidence")
    evidence = entry.get("evidence", [])
    if not isinstance(evidence, list):
        raise AnswersError(f"{item.id}: “evidence” must be a list.")
    for one in evidence:
        _require(one, can_be.evidence, item, "evidence")
    note = entry.get("note", "")
    if not isinstance(note, str) or len(note) > LONGEST_NOTE:
        raise AnswersError(f"{item.id}: “note” must be a text of at most {LONGEST_NOTE:,} characters.")
    answer = Answer(
        item=item.id,
        value=value,
        choice=choice,
        confidence=confidence,
        # The same kind named twice is one kind of evidence.
        evidence=tuple(dict.fromkeys(evidence)),
        note=note,
        no_chance=_flag(entry, "no_chance", item),
        skipped=_flag(entry, "skipped", item),
        seconds=_seconds(entry.get("seconds"), item),
        at=_moment(entry.get("at"), item),
    )
    # One kind of answer and no more; only a note may stand without any.
    kinds_given = sum((answer.counts or bool(answer.evidence), answer.no_chance, answer.skipped))
    if kinds_given > 1 or not (kinds_given or answer.note):
        what = "several answers at once" if kinds_given else "no answer"
        raise AnswersError(f"{item.id}: has {what}; give exactly one of {', '.join(allowed)}.")
    if answer.confidence and not answer.choice:
        raise AnswersError(f"{item.id}: has a confidence without a choice.")
    return answer


def _choice_of_number(value: object, item: Item, allowed: tuple[float, ...]) -> float | None:
    if value is None:
        return None
    # True equals 1, which would be a rating.
    if isinstance(value, bool) or not isinstance(value, int | float) or value not in allowed:
        names = ", ".join(f"{one:g}" for one in allowed)
        raise AnswersError(f"{item.id}: the value {_short(value)} is out of range; allowed are {names}.")
    return float(value)


def _require(value: object, allowed: tuple[str, ...], item: Item, key: str) -> None:
    if not isinstance(value, str) or value not in allowed:
        raise AnswersError(f"{item.id}: “{key}” is {_short(value)}; allowed are {', '.join(allowed)}.")


def _flag(entry: dict[str, Any], key: str, item: Item) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise AnswersError(f"{item.id}: “{key}” is {_short(value)}; allowed are true and false.")
    return value


def _seconds(value: object, item: Item) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise AnswersError(f"{item.id}: “seconds” is {_short(value)}; it must be a number from 0.")
    return float(value)


def _moment(value: object, item: Item) -> str | None:
    """The moment in the one form that is kept, so that moments sort as texts: UTC, to the second."""
    if value is None:
        return None
    message = f"{item.id}: “at” is {_short(value)}; write a moment such as 2026-11-23T09:41:07Z."
    if not isinstance(value, str):
        raise AnswersError(message)
    try:
        moment = datetime.fromisoformat(value)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment
    except (ValueError, OverflowError) as error:
        raise AnswersError(message) from error
    # A moment without a zone is taken for UTC, which is what this program writes.
    return moment.isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def _short(value: object) -> str:
    if value is None:
        return "missing"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    return f"“{clip(str(value))}”"
