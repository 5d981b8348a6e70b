"""Change between two assessments: its thresholds, what it is compared through, and when it cannot be."""

from __future__ import annotations

from math import sqrt

import pytest
from msgspec import Struct
from msgspec.structs import replace
from tests import given_first as given

from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.change import Change, change, earlier_levels, weeks_between
from nextrung.scoring.result import score


class GivenAssessment(Struct, frozen=True):
    form: FormId
    answers: given.Answers
    content: Questionnaire


def assessment(form: FormId = "full", questionnaire: Questionnaire | None = None, **options: float) -> GivenAssessment:
    return GivenAssessment(form, given.answered(form, **options), questionnaire or given.questionnaire())  # type: ignore[arg-type]


def without_items(starts: str) -> Questionnaire:
    """The questionnaire as a version in which a competency has other self-report items."""
    content = given.questionnaire()
    changed = [
        replace(
            one,
            ratings=tuple(replace(item, id=f"{item.id}x") for item in one.ratings),
            frequencies=tuple(replace(item, id=f"{item.id}x") for item in one.frequencies),
        )
        if one.id == starts
        else one
        for one in content.competencies
    ]
    return replace(content, competencies=tuple(changed), blueprint=replace(content.blueprint, version="2.0.0"))


def limits(found: Change, competency: str) -> tuple[float, float]:
    """The differences from which a change is probable and clear, to a tenth of a point."""
    se = found.competencies[competency].se if competency else found.overall.se
    rules = given.questionnaire().scoring.change
    assert se is not None
    return round(rules.probable_z * se, 1), round(rules.clear_z * se, 1)


@pytest.mark.parametrize(
    ("forms", "competency", "expected"),
    [
        (("full", "full"), "TL", (20.9, 24.9)),
        (("full", "full"), "AN", (23.3, 27.7)),
        (("quick", "quick"), "TL", (25.6, 30.5)),
        (("quick", "quick"), "AN", (25.6, 30.5)),
        (("quick", "full"), "TL", (25.6, 30.5)),
        (("full", "quick"), "TL", (25.6, 30.5)),
        (("full", "full"), "", (7.3, 8.7)),
    ],
)
def test_that_the_thresholds_are_those_of_the_guide(
    forms: tuple[FormId, FormId], competency: str, expected: tuple[float, float]
) -> None:
    assert limits(change(assessment(forms[0]), assessment(forms[1])), competency) == expected


def with_ratings(of: str, *values: float) -> GivenAssessment:
    """A full assessment with ratings of a competency; all others at 3."""
    items = [item.id for item in given.questionnaire().competencies_by_id[of].ratings if "full" in item.forms]
    answers = given.valued(given.answered("full"), dict(zip(items, values, strict=True)))
    return GivenAssessment("full", answers, given.questionnaire())


@pytest.mark.parametrize(
    ("values", "points", "call"),
    [
        ((3, 3, 3, 3), 0.0, "within_noise"),
        ((4, 4, 4, 3), 15.0, "within_noise"),
        ((4, 4, 4, 4), 20.0, "within_noise"),
        ((5, 4, 4, 4), 25.0, "clear"),
        ((5, 5, 5, 5), 40.0, "clear"),
        ((2, 2, 2, 2), -20.0, "within_noise"),
        ((1, 2, 2, 2), -25.0, "clear"),
    ],
)
def test_that_a_change_is_called_by_its_size_whatever_its_direction(
    values: tuple[float, ...], points: float, call: str
) -> None:
    found = change(assessment(), with_ratings("TL", *values)).competencies["TL"]
    assert found.points == pytest.approx(points)
    assert found.levels == pytest.approx(points / 25)
    assert found.call == call


def test_that_a_difference_between_the_two_limits_is_probable() -> None:
    before = replace(assessment(), answers=given.valued(assessment().answers, {"TL-F2": 0.25}))
    found = change(before, with_ratings("TL", 4, 4, 4, 4)).competencies["TL"]
    assert found.points == pytest.approx(22.5)
    assert found.call == "probable"


def test_that_the_scores_compared_are_those_of_the_results() -> None:
    later = GivenAssessment("full", given.vector_answers(), given.questionnaire())
    result = score("full", later.answers, later.content, later.content.roles[0])
    found = change(assessment(), later)
    assert {key: one.after for key, one in found.competencies.items()} == {
        key: one.score for key, one in result.competencies.items()
    }
    assert {key: one.after_range for key, one in found.competencies.items()} == {
        key: one.range for key, one in result.competencies.items()
    }
    assert found.overall.after == pytest.approx(result.overall.score)
    assert found.basis == "all"


def test_that_quick_and_full_are_compared_through_the_quick_items_alone() -> None:
    quick_ids = {item.id for item in given.questionnaire().form_items("quick")}
    full = assessment()
    others = {key: 5.0 if "-B" in key else 1.0 for key in full.answers if key not in quick_ids and key[3] in "BF"}
    raised = replace(full, answers=given.valued(full.answers, others))
    found = change(assessment("quick"), raised)
    assert found.basis == "quick_items"
    assert all(one.points == pytest.approx(0) for one in found.competencies.values())
    assert any((one.points or 0) > 10 for one in change(full, raised).competencies.values())


def test_that_fewer_answers_widen_the_limits() -> None:
    fewer = replace(assessment(), answers=given.without(assessment().answers, ["TL-B2", "TL-B3"]))
    se = change(assessment(), fewer).competencies["TL"].se
    assert se == pytest.approx(sqrt(9**2 + 9**2 * 6 / 4))


def test_that_a_competency_without_a_level_on_one_side_has_no_change_and_stays_out_of_the_overall() -> None:
    some = assessment(rating=5, frequency=1)
    bare = replace(
        assessment(), answers={key: one for key, one in assessment().answers.items() if not key.startswith("TL")}
    )
    found = change(bare, some)
    assert found.competencies["TL"].call is None
    assert found.competencies["TL"].points is None
    assert found.overall.points == pytest.approx(50)
    assert found.overall.se == pytest.approx(sqrt(2 * (4 * 81 + 4 * 100)) / 8)


def test_that_nothing_answered_has_no_change() -> None:
    found = change(replace(assessment(), answers={}), assessment())
    assert found.overall.points is None
    assert found.overall.call is None


def test_that_everything_at_five_twice_is_no_change() -> None:
    highest = assessment(rating=5, frequency=1)
    found = change(highest, highest)
    assert found.overall.points == 0
    assert {one.call for one in found.competencies.values()} == {"within_noise"}
    assert found.competencies["TL"].after_range == pytest.approx((100 - 1.2816 * 9, 100), abs=0.01)


def test_that_versions_are_compared_through_the_items_they_share() -> None:
    found = change(assessment(), assessment(questionnaire=without_items("TL")))
    assert found.basis == "shared_items"
    assert found.competencies["TL"].call is None
    assert found.competencies["PM"].call == "within_noise"
    assert found.overall.points == pytest.approx(0)


def test_that_a_new_version_with_the_same_items_is_compared_in_full() -> None:
    content = given.questionnaire()
    newer = replace(content, blueprint=replace(content.blueprint, version="1.1.0"))
    assert change(assessment(), assessment(questionnaire=newer)).basis == "all"


def test_that_an_item_that_became_another_kind_is_not_shared() -> None:
    content = given.questionnaire()
    first = content.competencies[0]
    swapped = replace(
        first,
        ratings=tuple(replace(one, id=other.id) for one, other in zip(first.ratings, first.frequencies, strict=False)),
        frequencies=(),
    )
    changed = replace(content, competencies=(swapped, *content.competencies[1:]))
    assert (
        change(assessment(), GivenAssessment("full", assessment().answers, changed)).competencies[first.id].call is None
    )


def test_that_another_questionnaire_cannot_be_compared() -> None:
    content = given.questionnaire()
    other = replace(content, blueprint=replace(content.blueprint, id="other"))
    found = change(assessment(), assessment(questionnaire=other))
    assert found.basis is None
    assert found.overall.points is None
    assert earlier_levels(assessment(), assessment(questionnaire=other)) == {}


def test_that_earlier_levels_are_those_of_the_earlier_result() -> None:
    previous = GivenAssessment("full", given.vector_answers(), given.questionnaire())
    levels = earlier_levels(assessment(), previous)
    assert levels["TL"] == pytest.approx(3.10)
    assert levels["SP"] == pytest.approx(1.80)
    assert len(levels) == 9


def test_that_earlier_levels_of_a_full_sitting_beside_a_quick_one_come_from_the_quick_items() -> None:
    previous = GivenAssessment("full", given.vector_answers(), given.questionnaire())
    quick = score("quick", previous.answers, previous.content, previous.content.roles[0])
    expected = {key: one.level for key, one in quick.competencies.items()}
    assert earlier_levels(assessment("quick"), previous) == expected
    assert expected != earlier_levels(assessment(), previous)


def test_that_weeks_are_counted_across_days_and_never_negative() -> None:
    assert weeks_between("2026-01-01T09:00:00Z", "2026-02-26T09:00:00Z") == 8
    assert weeks_between("2026-02-26T09:00:00Z", "2026-01-01T09:00:00Z") == 8
    assert weeks_between("2026-01-01T09:00:00Z", "2026-01-01T09:00:00Z") == 0
