"""Notes and finished steps become examples without retyping, once each, and give way to what was made of them."""

from __future__ import annotations

from datetime import date

from tests.given import questionnaire

from nextrung.evidence.coverage import coverage
from nextrung.evidence.example import WorkExample
from nextrung.evidence.gathering import NotedAnswer, NotedStep, gathered, headline
from nextrung.plan.step import KeptEvidence
from nextrung.questionnaire.model import NO_ROLE

AT = "2026-05-01T12:00:00Z"
ITEMS = questionnaire().items_by_id
RATING = questionnaire().competencies_by_id["TL"].ratings[0]
FREQUENCY = questionnaire().competencies_by_id["TL"].frequencies[0]


def noted(item: str, note: str, assessment: str = "a1", value: float | None = None) -> NotedAnswer:
    return NotedAnswer(assessment, item, value, (), note, AT)


def step(title: str = "Hold a review", facet: str = "TL1") -> NotedStep:
    return NotedStep(title, KeptEvidence("e1", "p", "s1", facet, "document", "the minutes", AT))


def test_that_a_note_is_an_example_of_its_facet_and_level() -> None:
    (one,) = gathered("p", (), [noted(RATING.id, "Coached Sam.\nTwice.", value=4.0)], (), ITEMS)
    assert (one.title, one.note, one.facet, one.level) == ("Coached Sam.", "Coached Sam.\nTwice.", RATING.facet, 4.0)
    assert (one.day, one.situation, one.is_kept) == (date(2026, 5, 1), "", False)


def test_that_a_share_of_occasions_is_no_level() -> None:
    (one,) = gathered("p", (), [noted(FREQUENCY.id, "Each month", value=1.0)], (), ITEMS)
    assert one.level is None


def test_that_a_finished_step_is_an_example_with_what_shows_it() -> None:
    (one,) = gathered("p", (), (), [step()], ITEMS)
    assert (one.title, one.confirmed_by, one.kind, one.facet, one.is_kept) == (
        "Hold a review",
        "the minutes",
        "document",
        "TL1",
        False,
    )


def test_that_a_note_carried_to_a_deeper_assessment_counts_once() -> None:
    copies = [noted(RATING.id, "Coached Sam", one) for one in ("a1", "a2")]
    (one,) = gathered("p", (), copies, (), ITEMS)
    assert one.origin == f"answer:a2:{RATING.id}"


def test_that_another_note_on_the_same_item_is_another_example() -> None:
    both = [noted(RATING.id, "Coached Sam", "a1"), noted(RATING.id, "Coached Kim", "a2")]
    assert len(gathered("p", (), both, (), ITEMS)) == 2


def test_that_what_was_made_of_a_note_or_a_step_stands_in_its_place() -> None:
    kept = (
        WorkExample("x1", "p", "Coached", RATING.facet, origin=f"answer:a1:{RATING.id}"),
        WorkExample("x2", "p", "Review", "TL1", origin="step:e1"),
    )
    copies = [noted(RATING.id, "Coached Sam", one) for one in ("a1", "a2")]
    assert gathered("p", kept, copies, [step()], ITEMS) == kept


def test_that_empty_notes_and_questions_of_others_are_left_out() -> None:
    assert gathered("p", (), [noted(RATING.id, " \n"), noted("XX-B9", "Strange")], (), ITEMS) == ()


def test_that_a_long_first_line_is_cut_at_a_word_and_says_so() -> None:
    title = headline("\n\n" + "Coached two people " * 20)
    assert title.endswith("two …")
    assert len(title) <= 92
    assert headline("x" * 500) == "x" * 89 + "…"


def test_that_a_title_has_no_marks_of_direction_and_no_codes_of_them() -> None:
    assert headline("\u202eabc \u2066def") == "abc def"


def test_that_the_map_says_how_old_the_newest_is_and_what_has_nothing_to_show() -> None:
    content = questionnaire()
    role = content.role("senior")
    some = [
        WorkExample("1", "p", "Old", "TL1", day=date(2025, 5, 1)),
        WorkExample("2", "p", "New", "TL1", day=date(2026, 5, 1)),
        WorkExample("3", "p", "Undated", "TL2"),
        WorkExample("4", "p", "Elsewhere", "XX1"),
        WorkExample("5", "p", "Nowhere", ""),
    ]
    areas = {one.competency: one for one in coverage(some, content.competencies, role)}
    assert [one.title for one in areas["TL"].examples] == ["New", "Old", "Undated"]
    assert (areas["TL"].newest, areas["TL"].is_missing) == (date(2026, 5, 1), False)
    assert "TL1" not in areas["TL"].unshown
    assert areas["SP"].is_missing
    assert areas["SP"].target == role.targets["SP"].level
    assert {one.title for one in areas[""].examples} == {"Elsewhere", "Nowhere"}
    assert not areas[""].is_missing


def test_that_a_role_that_asks_for_nothing_misses_nothing() -> None:
    content = questionnaire()
    from_nothing = coverage([], content.competencies, NO_ROLE)
    assert not any(one.is_missing for one in from_nothing)
