"""Who is in a group, which of their assessments counts, how answers spread, and reading it all in a thread."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from tests import given
from tests.group.people import Group, alike, other_content

from nextrung.assessment.answer import Answer
from nextrung.errors import CancelledError, DatabaseError, NextRungError
from nextrung.group.measured import months_before
from nextrung.group.view import AnswerSpread, GroupView
from nextrung.workspace.group import Dates, end_of

ROLE = given.questionnaire().roles[0]
LOW = given.answered("full", rating=2, frequency=0.25)
HIGH = given.answered("full", rating=4, frequency=0.75)


def view_of(group: Group, tag: str | None = None) -> GroupView:
    return group.measured().view(ROLE, tag)


def spread_of(view: GroupView, item: str) -> AnswerSpread:
    return next(one for one in view.spread if one.item == item)


def levels(view: GroupView) -> dict[str, float | None]:
    return {row.member.name: row.levels[0] for row in view.rows}


def test_that_only_the_newest_finished_assessment_of_each_person_counts(group: Group) -> None:
    one = group.person("Jana")
    group.record(one, LOW, at="2026-01-01T10:00:00Z")
    group.record(one, HIGH, at="2026-06-01T10:00:00Z")
    group.record(one, LOW, at="2026-09-01T10:00:00Z", finished=False)
    assert levels(view_of(group)) == {"Jana": 4.0}


def test_that_the_newest_is_the_one_that_the_results_show(group: Group) -> None:
    one = group.person("Jana")
    group.record(one, LOW, at="2026-05-01T10:00:00Z")
    later = group.record(one, HIGH, at="2026-03-01T10:00:00Z")  # the clock was set back in between
    group.workspace.switch_person(one)
    newest = group.workspace.latest()
    assert newest is not None
    assert newest.record.id == later
    assert levels(view_of(group)) == {"Jana": 4.0}


def test_that_archived_people_are_left_out(group: Group) -> None:
    people = alike(group, [2, 3])
    group.connection.execute("UPDATE person SET archived_at = '2026-10-01T00:00:00Z' WHERE id = ?", (people[0],))
    group.connection.commit()
    measured = group.measured()
    assert people[0] not in measured.data.latest, "nothing of theirs is read"
    view = measured.view(ROLE)
    assert view.people == 1
    assert [row.member.id for row in view.rows] == people[1:]


def test_that_a_tag_chooses_people_whatever_its_case(group: Group) -> None:
    alike(group, [2, 3], "Berlin")
    alike(group, [4], "berlin", "Night")
    alike(group, [5])
    measured = group.measured()
    assert [tag.casefold() for tag in measured.tags] == ["berlin", "night"]
    assert len(measured.view(ROLE, "BERLIN").rows) == 3
    assert len(measured.view(ROLE, "Night").rows) == 1
    assert len(measured.view(ROLE).rows) == 4


def test_that_the_median_and_the_bands_are_those_of_the_people(group: Group) -> None:
    alike(group, [1, 3, 5])
    view = view_of(group)
    assert view.median_match == view.rows[1].match
    assert view.rows[1].member.name == "Person 001"
    assert dict(view.bands) == {"early": 1, "building": 0, "close": 0, "matches": 2}
    assert view.matched == 3


def test_that_the_widest_shared_gap_comes_first(group: Group) -> None:
    answers = given.valued(HIGH, {one: 1.0 for one in HIGH if one.startswith("SC-B")})
    answers = given.valued(answers, {one: 0.0 for one in HIGH if one.startswith("SC-F")})
    group.record(group.person("Jana"), answers)
    group.record(group.person("Tomasz"), HIGH)
    first = view_of(group).gaps[0]
    assert (first.competency, first.mean, first.likely, first.scored) == ("SC", 1.0, 1, 2)


def test_that_nobody_at_all_is_an_empty_group(group: Group) -> None:
    view = view_of(group)
    assert (view.people, view.rows, view.median_match, view.matched) == (0, (), None, 0)
    assert all(gap.mean is None for gap in view.gaps)
    assert view.spread == ()


def test_that_every_answer_is_counted_where_it_was_given(group: Group) -> None:
    group.record(group.person("A"), given.valued(LOW, {"TL-B1": 5.0}))
    group.record(group.person("B"), given.no_chance(LOW, ["TL-B1", "TL-F2"]))
    group.record(group.person("C"), given.skipped(LOW, ["TL-B1"]))
    group.record(group.person("D"), given.answered("quick", rating=2), "quick")
    view = view_of(group)
    rating = spread_of(view, "TL-B1")
    assert (rating.given, rating.no_chance, rating.unanswered, rating.asked) == ((0, 1, 0, 0, 1), 1, 1, 4)
    frequency = spread_of(view, "TL-F2")
    assert (frequency.given, frequency.no_chance, frequency.asked) == ((0, 2, 1, 0, 0), 1, 4)
    assert spread_of(view, "TL-B8").asked == 3, "quick does not ask it"
    assert sum(spread_of(view, "TL-S1").given) == 4


def test_that_options_are_counted_by_their_key(group: Group) -> None:
    group.record(group.person("A"), {"TL-S1": Answer("TL-S1", choice="B")})
    group.record(group.person("B"), {"TL-S1": Answer("TL-S1", choice="B")})
    group.record(group.person("C"), {"TL-S1": Answer("TL-S1", choice="D")})
    found = spread_of(view_of(group), "TL-S1")
    assert found.given[:4] == (0, 2, 0, 1)


def test_that_items_of_another_content_count_only_where_they_are_the_same(group: Group) -> None:
    earlier = group.keep(other_content(), "earlier")
    group.record(group.person("A"), LOW)
    group.record(group.person("B"), given.without(HIGH, ["TL-B8"]), content=earlier)
    view = view_of(group)
    assert spread_of(view, "TL-B1").asked == 2
    assert spread_of(view, "TL-B8").asked == 1


def test_that_who_was_not_assessed_for_six_months_waits_and_who_never_was_comes_first(group: Group) -> None:
    for name, at in (
        ("Old", "2026-05-24T11:59:59Z"),
        ("Just", "2026-05-24T12:00:00Z"),
        ("Older", "2026-01-01T00:00:00Z"),
    ):
        group.record(group.person(name), LOW, at=at)
    group.person("Never")
    found = [(one.member.name, one.completed_at) for one in view_of(group).waiting]
    assert found == [("Never", None), ("Older", "2026-01-01T00:00:00Z"), ("Old", "2026-05-24T11:59:59Z")]


@pytest.mark.parametrize(
    ("moment", "earlier"),
    [
        ("2026-08-31T10:00:00Z", "2026-02-28T10:00:00Z"),
        ("2028-08-31T10:00:00Z", "2028-02-29T10:00:00Z"),
        ("2026-03-15T10:00:00Z", "2025-09-15T10:00:00Z"),
        ("2026-06-30T10:00:00Z", "2025-12-30T10:00:00Z"),
    ],
)
def test_that_six_months_are_months_of_the_calendar(moment: str, earlier: str) -> None:
    assert months_before(moment, 6) == earlier


def test_that_a_day_counts_to_its_end(group: Group) -> None:
    one = group.person("Jana")
    group.record(one, LOW, at="2026-03-01T10:00:00Z")
    group.record(one, HIGH, at="2026-07-01T10:00:00Z")
    counted = group.change(Dates(date(2026, 3, 1), date(2026, 7, 1)))
    assert (counted.people, counted.overall.counts) == (1, (0, 0, 0, 0, 1))
    assert group.change(Dates(date(2026, 2, 27), date(2026, 7, 2))).people == 0
    assert group.change(Dates(date(2026, 3, 2), date(2026, 6, 29))).people == 0, "the same one at both"
    assert end_of(date(2026, 3, 1)) > "2026-03-01T10:00:00Z"


def test_that_small_changes_of_many_are_noise_for_each_but_not_for_the_mean(group: Group) -> None:
    for number in range(12):
        one = group.person(f"Person {number}")
        group.record(one, LOW, at="2026-03-01T10:00:00Z")
        group.record(one, given.valued(LOW, {"TL-B1": 3.0, "TL-B8": 3.0}), at="2026-09-01T10:00:00Z")
    found = next(one for one in group.change().areas if one.competency == "TL")
    assert found.counts == (0, 0, 12, 0, 0)
    assert found.mean == pytest.approx(2 / 6.5)
    assert found.call == "clear"


def test_that_the_group_is_read_in_another_thread_while_this_one_writes(group: Group) -> None:
    alike(group, [2, 3])
    found: list[int] = []
    reader = group.workspace.group.reader()
    thread = threading.Thread(target=lambda: found.append(len(reader.read().view(ROLE).rows)))
    thread.start()
    alike(group, [4])
    thread.join()
    assert found in ([2], [3])
    assert reader.share == 1.0


def test_that_reading_stops_when_it_is_cancelled(group: Group) -> None:
    alike(group, [2, 3])
    reader = group.workspace.group.reader()
    reader.cancel()
    with pytest.raises(CancelledError):
        reader.read()


def test_that_reading_stops_inside_a_long_query(group: Group) -> None:
    from nextrung.store import groups
    from nextrung.store.database import file_of

    asked: list[int] = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) > 3

    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    with pytest.raises(CancelledError), groups.reading(file_of(group.connection), stopped) as connection:
        connection.execute(endless).fetchone()


def test_that_a_missing_file_and_a_missing_content_are_one_sentence(group: Group) -> None:
    alike(group, [2])
    group.connection.execute("PRAGMA foreign_keys = OFF")
    group.connection.execute("UPDATE assessment SET questionnaire = 'gone'")
    group.connection.commit()
    with pytest.raises(NextRungError, match="questionnaire of an assessment is missing"):
        group.measured()
    reader = group.workspace.group.reader()
    group.workspace.safety.database.unlink()
    with pytest.raises(DatabaseError, match="cannot be read"):
        reader.read()
