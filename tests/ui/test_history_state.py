"""What the history shows, without Qt: the list, the chart's points, the trend, and two assessments compared."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests import given

from nextrung.assessment.record import AssessmentRecord
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.result import score
from nextrung.ui import match_words
from nextrung.ui.history import compare_state, words
from nextrung.ui.history.state import HistoryState, build, measure
from nextrung.workspace import Assessment, fitting_role

CAREFUL = {"rating": 3.0, "frequency": 0.5, "seconds": 1.0}
"""Alike and fast: to be treated with care."""


def sample(
    name: str,
    at: str,
    form: FormId = "full",
    *,
    raised: float = 0,
    careful: bool = False,
    content: Questionnaire | None = None,
    deepens: str | None = None,
) -> Assessment:
    content = content or given.questionnaire()
    answers = given.answered(form, **CAREFUL) if careful else given.sample_answers()  # type: ignore[arg-type]
    asked = {item.id for item in content.form_items(form)}
    kept = {key: one for key, one in answers.items() if key in asked}
    if raised:
        for key, one in kept.items():
            if "-B" in key and one.value is not None:
                kept[key] = replace(one, value=min(5.0, one.value + raised))
    moment = f"{at}T10:00:00Z" if "T" not in at else at
    return Assessment(AssessmentRecord(name, "p", content.version, form, None, moment, moment, deepens), content, kept)


def state(*assessment: Assessment, chosen: str = "overall", careful: bool = False, both: bool = False) -> HistoryState:
    content = given.questionnaire()
    measured = [measure(one) for one in assessment]
    return build(measured, content, content.role("senior"), chosen, careful_shown=careful, both_forms=both)


def other_version(version: str, of: str = "ml-manager") -> Questionnaire:
    content = given.questionnaire()
    return replace(content, blueprint=replace(content.blueprint, version=version, id=of))


def test_that_no_assessment_has_an_empty_history_with_all_areas() -> None:
    found = state()
    assert found.entries == ()
    assert found.points == ()
    assert found.trend is None
    assert [area.id for area in found.areas[:3]] == ["overall", "TL", "PM"]


def test_that_the_list_shows_what_each_result_shows() -> None:
    assessment = sample("a", "2026-01-01")
    result = score("full", assessment.answers, assessment.content, assessment.content.role("senior"))
    (entry,) = state(assessment).entries
    assert entry.match == result.match.value
    assert entry.level == pytest.approx(1 + (result.overall.score or 0) / 25)
    assert (entry.grade, entry.flags) == (result.quality.grade, result.quality.flags)
    assert (entry.form, entry.version) == ("full", assessment.content.version)


def test_that_the_points_are_the_levels_of_the_results() -> None:
    assessment = sample("a", "2026-01-01")
    found = state(assessment, chosen="TL")
    expected = score("full", assessment.answers, assessment.content, assessment.content.roles[0]).competencies["TL"]
    assert [(one.level, (one.low, one.high)) for one in found.points] == [(expected.level, expected.level_range)]
    assert found.chosen.target == given.questionnaire().role("senior").targets["TL"].level
    assert found.basis == "all"


def test_that_one_assessment_has_no_trend() -> None:
    assert state(sample("a", "2026-01-01")).trend is None


def test_that_the_trend_is_since_the_one_that_the_newest_is_compared_with() -> None:
    found = state(sample("a", "2026-01-01"), sample("b", "2026-04-01"), sample("c", "2026-09-01", raised=1))
    assert found.trend is not None
    assert found.trend.since.id == "b"
    assert found.trend.shift.call == "clear"
    assert not found.trend.too_close
    assert [entry.id for entry in found.entries] == ["c", "b", "a"]


@pytest.mark.parametrize(("day", "close"), [("2026-02-25", True), ("2026-02-26", False)])
def test_that_less_than_eight_weeks_is_said(day: str, close: bool) -> None:
    found = state(sample("a", "2026-01-01"), sample("b", day))
    assert found.trend is not None
    assert found.trend.too_close is close


def test_that_two_on_one_day_are_told_apart() -> None:
    assessment = [sample("a", "2026-01-01T10:00:00Z"), sample("b", "2026-01-01T12:00:00Z"), sample("c", "2026-03-01")]
    assert [entry.same_day for entry in state(*assessment).entries] == [False, True, True]


def test_that_a_result_to_treat_with_care_stays_out_until_it_is_asked_for() -> None:
    assessment = [sample("a", "2026-01-01"), sample("b", "2026-04-01", careful=True), sample("c", "2026-07-01")]
    left_out, shown = state(*assessment), state(*assessment, careful=True)
    assert [point.entry.id for point in left_out.points] == ["a", "c"]
    assert left_out.careful == shown.careful == 1
    assert [point.entry.id for point in shown.points] == ["a", "b", "c"]
    assert [point.entry.careful for point in shown.points] == [False, True, False]


def test_that_the_trend_never_rests_on_a_result_to_treat_with_care() -> None:
    assessment = [sample("a", "2026-01-01"), sample("b", "2026-04-01"), sample("c", "2026-07-01", careful=True)]
    found = state(*assessment, careful=True)
    assert found.trend is not None
    assert found.trend.shift.points == 0


def test_that_only_results_to_treat_with_care_leave_the_chart_empty() -> None:
    found = state(sample("a", "2026-01-01", careful=True))
    assert found.points == ()
    assert found.careful == 1


def test_that_the_form_of_the_newest_is_drawn_and_the_other_on_request_through_the_quick_items() -> None:
    assessment = [sample("a", "2026-01-01", "quick"), sample("b", "2026-04-01")]
    alone, both = state(*assessment), state(*assessment, both=True)
    assert [point.entry.id for point in alone.points] == ["b"]
    assert (alone.other_form, alone.basis) == (1, "all")
    assert alone.points[0].level == alone.entries[0].level
    assert [point.entry.id for point in both.points] == ["a", "b"]
    assert both.basis == "quick_items"
    assert both.points[0].level == both.points[1].level
    assert both.trend is not None
    assert both.trend.shift.points == pytest.approx(0)


def test_that_quick_ones_alone_are_drawn_on_their_own_scale() -> None:
    found = state(sample("a", "2026-01-01", "quick"), sample("b", "2026-04-01", "quick"))
    assert found.basis == "all"
    assert found.points[0].level == found.entries[0].level


def test_that_an_area_without_a_level_is_counted_and_not_drawn() -> None:
    bare = sample("a", "2026-01-01")
    bare = replace(bare, answers={key: one for key, one in bare.answers.items() if not key.startswith("TL")})
    found = state(bare, sample("b", "2026-04-01"), chosen="TL")
    assert [point.entry.id for point in found.points] == ["b"]
    assert (found.without_level, found.not_comparable) == (1, 0)


def test_that_another_questionnaire_is_listed_and_not_drawn() -> None:
    found = state(sample("a", "2026-01-01", content=other_version("1.0.0", of="other")), sample("b", "2026-04-01"))
    assert [point.entry.id for point in found.points] == ["b"]
    assert found.not_comparable == 1
    assert len(found.entries) == 2


def test_that_an_older_version_with_the_same_items_is_drawn_with_the_others() -> None:
    old = sample("a", "2026-01-01", content=other_version(version="0.9.0"))
    found = state(old, sample("b", "2026-04-01"))
    assert [entry.version for entry in found.entries] == [given.questionnaire().version, "0.9.0"]
    assert len(found.points) == 2
    assert found.basis == "all"


def test_that_an_older_version_with_other_items_is_drawn_through_the_shared_ones() -> None:
    content = given.questionnaire()
    first, *rest = content.competencies
    shorter = replace(first, ratings=first.ratings[1:])
    old = replace(other_version(version="0.9.0"), competencies=(shorter, *rest))
    found = state(sample("a", "2026-01-01", content=old), sample("b", "2026-04-01"), chosen=first.id)
    assert found.basis == "shared_items"
    assert len(found.points) == 2
    assert found.points[0].high - found.points[0].low > found.points[1].high - found.points[1].low
    assert found.trend is not None
    assert found.trend.shift.points == pytest.approx(0)


def test_that_a_role_with_other_competencies_gives_no_match() -> None:
    content = given.questionnaire()
    fewer = replace(
        content, competencies=content.competencies[1:], blueprint=replace(content.blueprint, version="0.5.0")
    )
    roles = tuple(
        replace(role, targets={key: one for key, one in role.targets.items() if key != content.competencies[0].id})
        for role in content.roles
    )
    fewer = replace(fewer, roles=roles)
    assessment = sample("a", "2026-01-01", content=fewer)
    assert state(assessment).entries[0].match is None
    chosen = content.role("senior")
    own = fitting_role(fewer, chosen)
    assert (own.id, own in roles) == ("senior", True)
    assert assessment.result(own).match.value is not None
    assert fitting_role(content, chosen) is chosen


def compared(first: Assessment, second: Assessment, *more: Assessment) -> compare_state.CompareState:
    assessment = sorted((first, second, *more), key=lambda one: one.record.completed_at or "")
    return compare_state.build(state(*assessment), assessment, first.record.id, second.record.id)


def test_that_the_earlier_one_stands_first_whatever_was_picked_first() -> None:
    early, late = sample("a", "2026-01-01"), sample("b", "2026-09-01", raised=1)
    assert compared(late, early) == compared(early, late)
    found = compared(late, early)
    assert (found.earlier.id, found.later.id) == ("a", "b")
    assert (found.overall.after or 0) > (found.overall.before or 5)
    assert found.count("clear") + found.count("probable") + found.count("within_noise") == 9


def test_that_a_quick_one_and_the_full_one_that_deepens_it_are_marked() -> None:
    quick = sample("a", "2026-01-01", "quick")
    found = compared(quick, sample("b", "2026-01-02", deepens="a"))
    assert found.carried
    assert found.basis == "quick_items"
    assert found.too_close


def test_that_what_cannot_be_compared_is_said() -> None:
    other = sample("a", "2026-01-01", content=other_version("1.0.0", of="other"))
    found = compared(other, sample("b", "2026-04-01"))
    assert found.basis is None
    assert found.overall.call is None


def test_that_each_assessment_says_what_holds_its_band_down_and_what_has_no_level() -> None:
    whole, part = sample("a", "2026-01-05"), sample("b", "2026-03-05")
    kept = {key: one for key, one in part.answers.items() if not key.startswith("TL-")}
    newest, first = state(whole, Assessment(part.record, part.content, kept)).entries
    assert newest.notes is not None
    assert first.notes is not None
    assert (newest.notes.unscored, first.notes.unscored) == (("TL",), ())
    assert [match_words.words(newest.notes)] == words.beside(newest)
    assert "Team leadership" in match_words.reason_words(first.notes)
