"""Predictions: what is kept of them, and how sure is compared with how right from ten on."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests import given

from nextrung.evidence.prediction import (
    Prediction,
    PredictionError,
    PredictionFields,
    checked_outcome,
    checked_prediction,
    picture,
)

SCORING = given.questionnaire().scoring
AT = "2026-11-23T09:41:07Z"
FIELDS = PredictionFields("interview", "  Second \n round ", "They make an offer\n", 70, "2026-12-04")


def settled(sure: int, came: str, count: int = 1) -> list[Prediction]:
    fresh = Prediction("", "p", "interview", "T", "E", sure, AT, AT)
    return [replace(fresh, came=came) for _ in range(count)]


def test_that_what_was_typed_is_kept_in_one_form() -> None:
    assert checked_prediction(FIELDS) == {
        "kind": "interview",
        "title": "Second round",
        "expected": "They make an offer",
        "sure": 70,
        "day": date(2026, 12, 4),
    }
    assert checked_prediction(replace(FIELDS, day=" "))["day"] is None
    assert checked_outcome("untold", " Called off ") == ("untold", "Called off")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": " "}, "what it is about"),
        ({"title": "x" * 121}, "1 to 120 characters"),
        ({"expected": ""}, "what you expect"),
        ({"expected": "x" * 1_001}, "1 to 1,000 characters"),
        ({"sure": 0}, "how sure"),
        ({"kind": "lottery"}, "what it is about"),
        ({"day": "4 December"}, "year-month-day"),
        ({"day": "1066-01-01"}, "between 1900-01-01 and 2200-01-01"),
    ],
)
def test_that_what_cannot_be_kept_is_said_in_a_sentence(change: dict[str, object], said: str) -> None:
    with pytest.raises(PredictionError, match=said):
        checked_prediction(replace(FIELDS, **change))


@pytest.mark.parametrize(("came", "outcome"), [("", ""), ("perhaps", ""), ("yes", "x" * 10_001)])
def test_that_an_outcome_has_to_be_one(came: str, outcome: str) -> None:
    with pytest.raises(PredictionError):
        checked_outcome(came, outcome)


def test_that_below_ten_there_is_no_picture() -> None:
    few = settled(90, "yes", SCORING.calibration.minimum_items - 1)
    # those that are open, or that nothing came of, do not count
    assert picture([*few, *settled(90, "", 5), *settled(90, "untold", 5)], SCORING) is None
    assert picture([*few, *settled(90, "no")], SCORING) is not None


def test_that_each_sureness_has_its_share_and_range() -> None:
    low = [*settled(30, "yes"), *settled(30, "no", 2), *settled(30, "", 4)]
    found = picture([*settled(90, "yes", 6), *settled(90, "no", 2), *low], SCORING)
    assert found is not None
    assert [(one.sure, one.came, one.of) for one in found.steps] == [(30, 1, 3), (90, 6, 8)]
    assert all(one.low <= one.share <= one.high for one in found.steps)
    assert found.overall.n == 11
    assert found.overall.mean_confidence == pytest.approx((8 * 90 + 3 * 30) / 11)
    assert found.overall.share_right == pytest.approx(100 * 7 / 11)
    assert found.overall.message is None, "eleven can show only a large difference"


@pytest.mark.parametrize(
    ("sure", "came", "message"),
    [(90, "no", "surer_than_right"), (10, "yes", "righter_than_sure")],
)
def test_that_a_clear_difference_is_named(sure: int, came: str, message: str) -> None:
    found = picture(settled(sure, came, 12), SCORING)
    assert found is not None
    assert found.overall.message == message


def test_that_the_rules_are_those_of_the_questionnaire() -> None:
    rules = replace(SCORING.calibration, minimum_items=4, minimum_excess=95)
    found = picture(settled(90, "no", 4), replace(SCORING, calibration=rules))
    assert found is not None
    assert found.overall.message is None, "an excess of 90 points is a trifle by these"
