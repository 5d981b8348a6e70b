"""What may be said of a result: why there is no level and nothing to work on, and how a level stands to its target."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests import given_first as given

from nextrung.questionnaire.constants import Status as Stage
from nextrung.scoring.gaps import Likelihood
from nextrung.scoring.judgement import Calibration, Judgement, Message
from nextrung.scoring.levels import Status
from nextrung.scoring.statements import (
    Lack,
    NoFocus,
    Sureness,
    Verdict,
    highest_everywhere,
    is_draft,
    lack,
    no_focus,
    sureness,
    verdict,
)


@pytest.mark.parametrize(
    ("statuses", "why"),
    [
        (["scored", "scored"], None),
        ([], None),
        (["scored", "no_chance"], "no_chance"),
        (["not_enough", "not_enough"], "not_enough"),
        (["no_chance", "scored", "not_enough"], "both"),
    ],
)
def test_that_areas_without_a_level_say_why(statuses: list[Status], why: Lack | None) -> None:
    assert lack(statuses) == why


@pytest.mark.parametrize(
    ("statuses", "why"),
    [
        (["scored", "scored"], "none_named"),
        (["scored", "no_chance"], "none_of_scored"),
        (["no_chance", "not_enough", "scored"], "none_of_scored"),
        (["no_chance", "no_chance"], "no_chance"),
        (["not_enough"], "not_enough"),
        (["no_chance", "not_enough"], "both"),
    ],
)
def test_that_nothing_to_work_on_has_its_reason(statuses: list[Status], why: NoFocus) -> None:
    assert no_focus(statuses, asked=True) == why
    assert no_focus(statuses, asked=False) == "no_role"


@pytest.mark.parametrize(
    ("level", "likelihood", "said"),
    [
        (3.0, "unlikely", "reached"),
        (3.4, "likely", "reached"),
        (2.96, "unlikely", "slight"),
        (2.9, "unlikely", "slight"),
        (2.5, "possible", "possible"),
        (2.0, "likely", "likely"),
        (None, "likely", None),
        (2.0, None, None),
    ],
)
def test_that_a_level_reaches_its_target_or_lies_below_it_as_clearly_as_its_gap(
    level: float | None, likelihood: Likelihood | None, said: Verdict | None
) -> None:
    assert verdict(level, 3.0, likelihood) == said


LEAST = given.questionnaire().scoring.calibration.minimum_items


@pytest.mark.parametrize(
    ("answered", "with_confidence", "message", "said"),
    [
        (LEAST - 1, LEAST - 1, None, "few"),
        (LEAST, 0, None, "not_said"),
        (LEAST, LEAST - 1, None, "few_said"),
        (LEAST, LEAST, None, "no_clear_difference"),
        (LEAST + 1, LEAST, "surer_than_right", "surer_than_right"),
    ],
)
def test_that_calibration_says_what_its_number_of_answers_allows(
    answered: int, with_confidence: int, message: Message | None, said: Sureness
) -> None:
    found = Calibration(1.0, 1.0, 1.0, with_confidence, 0.5, 0.5, message, ())
    assert sureness(Judgement(50.0, answered, 30.0), found, given.questionnaire()) == said


def test_that_the_highest_point_is_said_only_of_answers_that_are_all_at_it() -> None:
    area = given.questionnaire().competencies_by_id["TL"]
    top = given.answered("full", rating=5, frequency=1)
    assert highest_everywhere(area, "full", top)
    assert highest_everywhere(area, "full", given.skipped(top, ["TL-B1"]))
    assert not highest_everywhere(area, "full", given.valued(top, {"TL-B1": 4}))
    assert not highest_everywhere(area, "full", given.valued(top, {"TL-F2": 0.75}))
    assert not highest_everywhere(area, "full", {})


@pytest.mark.parametrize(
    ("content", "constants", "expected"),
    [("draft", "reviewed", True), ("reviewed", "draft", True), ("reviewed", "reviewed", False)],
)
def test_that_one_draft_part_makes_the_whole_a_draft(content: Stage, constants: Stage, expected: bool) -> None:
    questionnaire = given.questionnaire()
    scoring = replace(questionnaire.scoring, status=constants)
    blueprint = replace(questionnaire.blueprint, status=content, scoring=scoring)
    assert is_draft(replace(questionnaire, blueprint=blueprint)) is expected
