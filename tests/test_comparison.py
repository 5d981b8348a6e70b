"""Which earlier result one is compared with, and which questions somebody has seen before."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests import given
from tests.given import Answers

from nextrung.assessment.record import AssessmentRecord
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire
from nextrung.workspace import Assessment
from nextrung.workspace.assessment import seen_before, seen_by_each
from nextrung.workspace.comparison import compared_with, needs_care


def record(name: str, form: FormId = "full", deepens: str | None = None) -> AssessmentRecord:
    moment = "2026-01-05T10:00:00Z"
    return AssessmentRecord(name, "p", "1.0.0", form, None, moment, moment, deepens)


def assessment(
    name: str,
    form: FormId = "full",
    *,
    deepens: str | None = None,
    careful: bool = False,
    content: Questionnaire | None = None,
) -> Assessment:
    """A finished assessment; a ``careful`` one is fast and alike throughout."""
    answers: Answers = given.answered(form, seconds=1.0) if careful else given.vector_answers()
    content = content or given.questionnaire()
    asked = {item.id for item in content.form_items(form)}
    return Assessment(record(name, form, deepens), content, {key: one for key, one in answers.items() if key in asked})


def another_questionnaire() -> Questionnaire:
    content = given.questionnaire()
    return replace(content, blueprint=replace(content.blueprint, id="another"))


def name_of(found: Assessment | None) -> str | None:
    return None if found is None else found.record.id


def test_that_the_newest_before_it_is_compared() -> None:
    first, second, third = (assessment(name) for name in "abc")
    assert name_of(compared_with(third, [first, second, third])) == "b"
    assert name_of(compared_with(second, [first, second, third])) == "a", "nothing that came later"
    assert compared_with(first, [first, second, third]) is None


def test_that_one_not_among_the_finished_is_compared_with_the_newest_of_them() -> None:
    assert name_of(compared_with(assessment("new"), [assessment("a"), assessment("b")])) == "b"
    assert compared_with(assessment("new"), []) is None


def test_that_one_of_the_same_form_comes_first_however_old() -> None:
    finished = [assessment("full"), assessment("quick", "quick")]
    assert name_of(compared_with(assessment("new"), finished)) == "full"
    assert name_of(compared_with(assessment("new", "quick"), finished)) == "quick"
    assert name_of(compared_with(assessment("new"), finished[1:])) == "quick", "rather than none"


def test_that_results_to_treat_with_care_are_compared_on_neither_side() -> None:
    plain, careful = assessment("plain"), assessment("careful", careful=True)
    assert (needs_care(plain), needs_care(careful)) == (False, True)
    assert name_of(compared_with(assessment("new"), [plain, careful])) == "plain"
    assert compared_with(careful, [plain, careful]) is None


def test_that_one_that_goes_on_from_another_is_not_compared_with_it() -> None:
    older, quick = assessment("older", "quick"), assessment("quick", "quick")
    deeper = assessment("deeper", deepens="quick")
    assert name_of(compared_with(deeper, [older, quick, deeper])) == "older"
    assert compared_with(deeper, [quick, deeper]) is None


def test_that_nothing_without_shared_questions_is_compared() -> None:
    assert compared_with(assessment("new"), [assessment("a", content=another_questionnaire())]) is None


@pytest.mark.parametrize(
    ("deepens", "seen"),
    [(None, {"TL-B1", "TL-B2", "PM-B1"}), ("first", {"TL-B2", "PM-B1"})],
)
def test_that_items_of_all_earlier_sittings_are_seen_before(deepens: str | None, seen: set[str]) -> None:
    asked = {
        "first": {"TL-B1": False, "TL-B2": True},  # whether it was skipped
        "second": {"PM-B1": False},
        "other": {"SC-B1": False},
    }
    earlier = [record("first", "quick"), record("second", "quick"), record("empty")]
    assert seen_before(record("new", deepens=deepens), earlier, asked) == seen


def test_that_one_pass_over_all_sittings_sees_what_each_alone_has_seen() -> None:
    """A history of hundreds is read at once: looking at all earlier ones for each took most of its time."""
    asked = {"first": {"TL-B1": False, "TL-B2": True}, "second": {"TL-B1": False}, "third": {"PM-B1": False}}
    whole = [record("first", "quick"), record("second", deepens="first"), record("third"), record("last")]
    alone = [seen_before(one, whole[:at], asked) for at, one in enumerate(whole)]
    assert list(seen_by_each(whole, asked)) == alone
    assert alone == [set(), {"TL-B2"}, {"TL-B1", "TL-B2"}, {"TL-B1", "TL-B2", "PM-B1"}]


def test_that_an_answer_taken_over_is_still_seen_where_another_sitting_asked_it_too() -> None:
    asked = {"first": {"TL-B1": False}, "second": {"TL-B1": False}}
    earlier = [record("first"), record("second", "quick")]
    assert seen_before(record("new", deepens="second"), earlier, asked) == {"TL-B1"}
    assert seen_before(record("new", deepens="second"), earlier[1:], asked) == frozenset()
