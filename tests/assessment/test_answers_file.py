"""The answers file: what it gives, and one sentence for everything that is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests import given_first as given

from nextrung.assessment.answer import Answer
from nextrung.assessment.answers_file import AnswersHead, dump, read_answers, read_head
from nextrung.errors import AnswersError
from nextrung.questionnaire.constants import FormId

Json = dict[str, Any]
HEAD: Json = {
    "format": "nextrung.assessment",
    "format_version": 1,
    "questionnaire": {"id": "ml-manager", "version": "1.0.0"},
    "form": "full",
    "answers": [],
}


def read(text: str) -> tuple[AnswersHead, given.Answers]:
    head, raw = read_head(text)
    return head, read_answers(raw, head.form, given.questionnaire())


def read_one(entry: object, form: FormId = "full") -> Answer:
    (answer,) = read(json.dumps(HEAD | {"form": form, "answers": [entry]}))[1].values()
    return answer


def refusal(text: str) -> str:
    """The sentence of a refused file; one line, ending with a full stop."""
    with pytest.raises(AnswersError) as caught:
        read(text)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    assert len(message) < 300
    return message


def refused(**changed: object) -> str:
    return refusal(json.dumps(HEAD | changed))


def refused_answer(form: FormId = "full", **entry: object) -> str:
    return refused(form=form, answers=[entry])


def test_that_the_sample_file_is_read() -> None:
    head, answers = read(given.VECTORS.read_text(encoding="utf-8"))
    assert head == AnswersHead("ml-manager", "1.0.0", "full", "Alex")
    assert answers["TL-B1"] == Answer("TL-B1", value=3, seconds=19, at="2026-11-14T09:02:19Z")
    assert answers["TL-S1"].choice == "C"
    assert answers["TL-S1"].confidence == "fairly_sure"


def test_that_version_and_person_may_be_left_out() -> None:
    head, _ = read(json.dumps(HEAD | {"questionnaire": {"id": "ml-manager"}}))
    assert head == AnswersHead("ml-manager", None, "full", "")


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        ({"item": "TL-B2", "no_chance": True}, Answer("TL-B2", no_chance=True)),
        ({"item": "TL-B2", "skipped": True, "value": None}, Answer("TL-B2", skipped=True)),
        ({"item": "TL-F2", "value": 0}, Answer("TL-F2", value=0.0)),
        ({"item": "TL-S1", "choice": "C"}, Answer("TL-S1", choice="C")),
        (
            {"item": "TL-E1", "evidence": ["metric", "document", "metric"], "note": "Board paper"},
            Answer("TL-E1", evidence=("metric", "document"), note="Board paper"),
        ),
        ({"item": "TL-B1", "note": "Ask Kim."}, Answer("TL-B1", note="Ask Kim.")),
    ],
)
def test_that_every_kind_of_answer_is_read(entry: Json, wanted: Answer) -> None:
    assert read_one(entry) == wanted


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2026-11-23T09:41:07Z", "2026-11-23T09:41:07Z"),
        ("2026-11-23T10:41:07+01:00", "2026-11-23T09:41:07Z"),
        ("2026-11-23T09:41:07.25Z", "2026-11-23T09:41:07Z"),
        ("2026-11-23T09:41:07", "2026-11-23T09:41:07Z"),
        ("2026-11-23", "2026-11-23T00:00:00Z"),
    ],
)
def test_that_moments_are_kept_in_one_form_that_sorts(written: str, kept: str) -> None:
    assert read_one({"item": "TL-B1", "value": 3, "at": written}).at == kept


def test_that_dumping_and_reading_give_the_same_back() -> None:
    head = AnswersHead("ml-manager", "1.0.0", "full", "Jana Nováková")
    answers = given.vector_answers() | {
        "TL-B2": Answer("TL-B2", no_chance=True, note="line\nbreak “quoted”"),
        "TL-F2": Answer("TL-F2", value=0.0, seconds=0.0),
        "TL-S1": Answer("TL-S1", skipped=True, at="2026-11-23T09:41:07Z"),
        "TL-B3": Answer("TL-B3", note="A thought without an answer"),
        "TL-E1": Answer("TL-E1", evidence=("document", "witness"), note="Lien"),
    }
    assert read(dump(head, answers)) == (head, answers)
    assert "Nováková" in dump(head, answers)


def test_that_a_dump_without_version_and_person_is_read_back() -> None:
    head = AnswersHead("ml-manager", None, "quick", "")
    assert read(dump(head, {})) == (head, {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ("not JSON", "line 1, column 1")),
        ('{"format": }', ("not JSON", "line 1, column 12")),
        ("\ufeff{}", ("not JSON", "BOM")),
        ("[]", ("“format”: “nextrung.assessment”",)),
        ("null", ("“format”",)),
        ('{"format": "something"}', ("“format”",)),
        ("[" * 100_000, ("nested too deeply",)),
        ("[" * 970 + "]" * 970, ("not an answers file",)),
        ('{"x": NaN}', ("the number NaN is not allowed",)),
        ('{"x": -Infinity}', ("the number -Infinity is not allowed",)),
        ('{"x": ' + "9" * 5000 + "}", ("is too long", "99…")),
        ('{"x": "\\ud800"}', ("half of a character",)),
        (" " * 2_000_001, ("more than 2,000,000 characters",)),
    ],
)
def test_that_what_is_no_answers_file_is_refused(text: str, words: tuple[str, ...]) -> None:
    message = refusal(text)
    for word in words:
        assert word in message


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"format_version": 2}, ("format_version is “2”", "reads 1")),
        ({"format_version": None}, ("format_version is missing", "reads 1")),
        ({"format_version": True}, ("format_version is “True”", "reads 1")),
        ({"format_version": 1.0}, ("format_version is “1.0”",)),
        ({"questionnaire": "ml-manager"}, ("“questionnaire” must be an object with an “id”",)),
        ({"questionnaire": {"version": "1.0.0"}}, ("“questionnaire” must be an object with an “id”",)),
        ({"questionnaire": {"id": 5}}, ("“questionnaire” must be an object with an “id”",)),
        ({"questionnaire": {"id": "ml-manager", "version": 1}}, ("version is “1”", "1.0.0")),
        ({"form": "short"}, ("“form” is “short”", "quick and full")),
        ({"form": None}, ("“form” is missing", "quick and full")),
        ({"form": ["full"]}, ("“form” is a list", "quick and full")),
        ({"person": 7}, ("“person” must be a text", "200")),
        ({"person": "x" * 201}, ("“person” must be a text", "200")),
        ({"answers": {}}, ("“answers” must be a list",)),
        ({"answers": None}, ("“answers” must be a list",)),
        ({"answers": ["TL-B1"]}, ("Answer 1", "object with an “item”")),
        ({"answers": [{"value": 3}]}, ("Answer 1", "object with an “item”")),
        ({"answers": [{"item": 3}]}, ("Answer 1", "object with an “item”")),
    ],
)
def test_that_a_head_that_does_not_fit_is_refused(changed: Json, words: tuple[str, ...]) -> None:
    message = refused(**changed)
    for word in words:
        assert word in message


def test_that_an_unknown_item_is_named() -> None:
    message = refused(answers=[{"item": "TL-B1", "value": 3}, {"item": "XX-B1", "value": 3}])
    assert message == "Answer 2: there is no item “XX-B1” in ml-manager 1.0.0."


def test_that_an_item_answered_twice_is_named() -> None:
    message = refused(answers=[{"item": "TL-B1", "value": 3}, {"item": "TL-B1", "value": 3}])
    assert message == "Answer 2: the item TL-B1 is answered twice."


def test_that_an_item_of_another_form_is_named() -> None:
    assert refused_answer("quick", item="TL-B2", value=3) == "Answer 1: the item TL-B2 is not part of the quick form."
    assert refused_answer("full", item="TL-B5", value=3) == "Answer 1: the item TL-B5 is not part of the full form."


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"item": "TL-B1", "value": 6}, ("TL-B1", "“6” is out of range", "1, 2, 3, 4, 5")),
        ({"item": "TL-B1", "value": 0}, ("TL-B1", "out of range", "1, 2, 3, 4, 5")),
        ({"item": "TL-B1", "value": 2.5}, ("TL-B1", "“2.5” is out of range")),
        ({"item": "TL-B1", "value": "3"}, ("TL-B1", "out of range")),
        ({"item": "TL-B1", "value": True}, ("TL-B1", "“True” is out of range")),
        ({"item": "TL-B1", "value": [3]}, ("TL-B1", "a list", "1, 2, 3, 4, 5")),
        ({"item": "TL-F2", "value": 3}, ("TL-F2", "out of range", "0, 0.25, 0.5, 0.75, 1")),
        ({"item": "TL-B1", "choice": "A"}, ("TL-B1", "“choice” does not belong to items of the kind rating", "value")),
        ({"item": "TL-S1", "value": 3}, ("TL-S1", "“value” does not belong to items of the kind scenario", "choice")),
        ({"item": "TL-S1", "no_chance": True}, ("TL-S1", "“no_chance” does not belong")),
        ({"item": "TL-E1", "value": 3}, ("TL-E1", "items of the kind evidence", "evidence, skipped")),
        ({"item": "TL-B1", "valeu": 3}, ("TL-B1", "no key “valeu”", "item, value, choice")),
        ({"item": "TL-S1", "choice": "Z"}, ("TL-S1", "“choice” is “Z”", "A, B, C, D")),
        ({"item": "TL-S1", "choice": 1}, ("TL-S1", "“choice” is “1”", "A, B, C, D")),
        ({"item": "TL-S1", "choice": {}}, ("TL-S1", "“choice” is an object", "A, B, C, D")),
        ({"item": "TL-S1", "choice": "A", "confidence": "sure"}, ("TL-S1", "“sure”", "guessing, leaning")),
        ({"item": "TL-S1", "confidence": "certain"}, ("TL-S1", "no answer")),
        ({"item": "TL-S1", "skipped": True, "confidence": "certain"}, ("TL-S1", "confidence without a choice")),
        ({"item": "TL-E1", "evidence": "metric"}, ("TL-E1", "“evidence” must be a list")),
        ({"item": "TL-E1", "evidence": ["rumour"]}, ("TL-E1", "“rumour”", "document, metric, feedback, witness")),
        ({"item": "TL-E1", "evidence": [["metric"]]}, ("TL-E1", "a list", "document, metric")),
        ({"item": "TL-E1", "evidence": []}, ("TL-E1", "no answer")),
        ({"item": "TL-B1", "value": 3, "note": 5}, ("TL-B1", "“note” must be a text", "20,000")),
        ({"item": "TL-B1", "value": 3, "note": "x" * 20_001}, ("TL-B1", "“note” must be a text", "20,000")),
        ({"item": "TL-B1", "no_chance": 1}, ("TL-B1", "“no_chance” is “1”", "true and false")),
        ({"item": "TL-B1", "skipped": "yes"}, ("TL-B1", "“skipped” is “yes”", "true and false")),
        ({"item": "TL-B1"}, ("TL-B1", "has no answer", "value, no_chance, skipped")),
        ({"item": "TL-B1", "skipped": False}, ("TL-B1", "has no answer")),
        ({"item": "TL-B1", "value": 3, "no_chance": True}, ("TL-B1", "several answers at once")),
        ({"item": "TL-B1", "no_chance": True, "skipped": True}, ("TL-B1", "several answers at once")),
        ({"item": "TL-B1", "value": 3, "seconds": -1}, ("TL-B1", "“seconds” is “-1”", "a number from 0")),
        ({"item": "TL-B1", "value": 3, "seconds": "9"}, ("TL-B1", "“seconds” is “9”")),
        ({"item": "TL-B1", "value": 3, "seconds": True}, ("TL-B1", "“seconds” is “True”")),
        ({"item": "TL-B1", "value": 3, "at": "yesterday"}, ("TL-B1", "“yesterday”", "2026-11-23T09:41:07Z")),
        ({"item": "TL-B1", "value": 3, "at": 1700000000}, ("TL-B1", "“1700000000”", "2026-11-23T09:41:07Z")),
        ({"item": "TL-B1", "value": 3, "at": "0001-01-01T00:00:00+23:59"}, ("TL-B1", "“0001-01-01T00")),
    ],
)
def test_that_an_answer_that_does_not_fit_is_refused_by_name_and_with_what_is_allowed(
    entry: Json, words: tuple[str, ...]
) -> None:
    message = refused_answer(**entry)
    for word in words:
        assert word in message


@pytest.mark.parametrize("seconds", ["1e999", "9" * 400])
def test_that_endless_seconds_are_refused(seconds: str) -> None:
    text = json.dumps(HEAD | {"answers": [{"item": "TL-B1", "value": 3, "seconds": "X"}]}).replace('"X"', seconds)
    assert "seconds" in refusal(text) or "too long" in refusal(text)


def test_that_long_texts_are_shortened_in_messages() -> None:
    assert "x…” in ml-manager" in refused_answer(item="x" * 5000)


def test_that_a_file_with_very_many_answers_is_refused() -> None:
    head = '{"format": "nextrung.assessment", "format_version": 1, "questionnaire": {"id": "a"}, "form": "quick"'
    with pytest.raises(AnswersError, match="has 600,000 entries; at most 2,000 are read"):
        read_head(f'{head}, "answers": [{",".join(["{}"] * 600_000)}]}}')


def test_that_a_key_that_is_there_twice_is_refused() -> None:
    text = json.dumps(HEAD | {"answers": [{"item": "TL-B1", "value": 3}]}).replace(
        '"value": 3', '"value": 3, "value": 4'
    )
    assert "there twice" in refusal(text)
