from __future__ import annotations

from nextrung.people.agenda import ChangeFact, Facts, GapFact, StepFact, UnsureFact, agenda
from nextrung.people.session import AgendaPoint, CoachingSession


def test_that_nothing_known_gives_no_agenda() -> None:
    assert agenda(Facts()) == ()


def test_that_what_has_happened_comes_before_what_is_due_and_what_is_open() -> None:
    facts = Facts(
        changes=(ChangeFact("TL", "Team leadership", 1.1),),
        steps_done=(StepFact("s1", "Write the stop rule"),),
        steps_due=(StepFact("s2", "Forecast the cost"),),
        gap=GapFact("SP", "Strategic planning", 1.7),
        unsure=(UnsureFact("level:TO", "Technical oversight"),),
        calibration=25.8,
    )
    assert agenda(facts) == (
        AgendaPoint("change", "TL", "Team leadership", 1.1),
        AgendaPoint("step_done", "s1", "Write the stop rule"),
        AgendaPoint("step_due", "s2", "Forecast the cost"),
        AgendaPoint("gap", "SP", "Strategic planning", 1.7),
        AgendaPoint("unsure", "level:TO", "Technical oversight"),
        AgendaPoint("calibration", value=25.8),
    )


def test_that_only_the_three_largest_changes_are_offered_up_or_down() -> None:
    sizes = {"A": 1.0, "B": -2.0, "C": 1.2, "D": 1.1, "E": -0.9}
    points = agenda(Facts(changes=tuple(ChangeFact(one, one, size) for one, size in sizes.items())))
    assert [point.subject for point in points] == ["B", "C", "D"]


def test_that_a_session_knows_whether_it_is_to_come_going_on_or_over() -> None:
    at = "2026-11-23T09:41:07Z"
    assert CoachingSession("s", "p", planned_at=at).state == "planned"
    assert CoachingSession("s", "p", planned_at=at, started_at=at).state == "running"
    assert CoachingSession("s", "p", started_at=at, ended_at=at).state == "ended"


def test_that_one_point_is_covered_and_the_others_stay() -> None:
    session = (
        CoachingSession("s", "p").with_point(AgendaPoint("own", text="a")).with_point(AgendaPoint("own", text="b"))
    )
    after = session.covering(1, covered=True)
    assert [point.covered for point in after.agenda] == [False, True]
    assert after.covering(1, covered=False) == session
