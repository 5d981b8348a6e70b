"""Everybody on one data file: the current person, adding, changing, archiving, levels of all, the room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests import coaching, given

from nextrung import resources
from nextrung.people.person import PersonError, PersonFields
from nextrung.store.database import open_database
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep
from nextrung.workspace.privacy import LockError

Open = Callable[[], Workspace]


@pytest.fixture
def clock() -> coaching.Clock:
    return coaching.Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: coaching.Clock) -> Iterator[Open]:
    spaces: list[Workspace] = []

    def start() -> Workspace:
        for space in spaces:
            space.close()
        connection = open_database(tmp_path / "nextrung.db")
        spaces.append(Workspace(connection, [given.ML_MANAGER], resources.assets("salary"), clock))
        return spaces[-1]

    yield start
    for space in spaces:
        space.close()


@pytest.fixture
def workspace(opened: Open) -> Workspace:
    return opened()


def matches(workspace: Workspace, role: str) -> dict[str, list[float | None]]:
    """The matches of everybody's finished assessments by name."""
    summary, wanted = workspace.people.summary, workspace.installed.questionnaire.role(role)
    facts = workspace.people.facts()
    while batch := summary.next_batch(one for fact in facts for one in fact.finished):
        summary.keep(summary.scoring_of(batch)())
    found: dict[str, list[float | None]] = {}
    for fact in facts:
        each = [summary.match(one, wanted) for one in fact.finished]
        found[fact.person.name] = [one.value if one else None for one in each]
    return found


def test_that_everything_follows_the_person_whose_turn_it_is(workspace: Workspace) -> None:
    jana = workspace.add_person("Jana")
    workspace.choose_role("director")
    coaching.assess(workspace)
    workspace.plan.add_own(OwnStep("Ask Sam"))
    omar = workspace.add_person("Omar")
    assert workspace.latest() is None
    assert workspace.plan.steps() == ()
    assert workspace.role.id != "director"
    assert workspace.switch_person(jana.id) == workspace.person
    assert workspace.latest() is not None
    assert [step.title for step in workspace.plan.steps()] == ["Ask Sam"]
    assert workspace.role.id == "director"
    assert workspace.people.person(omar.id).target_role is None


def test_that_whose_turn_it_is_stays_after_a_restart(opened: Open) -> None:
    first = opened()
    jana, omar, _ = coaching.add_people(first, ("Jana", "Omar", "Zoë"))
    first.switch_person(omar.id)
    again = opened()
    assert again.person == omar
    again.remove_person()
    assert again.person == jana
    with pytest.raises(PersonError, match="no longer here"):
        again.switch_person(omar.id)


def test_that_adding_people_keeps_whose_turn_it_is(workspace: Workspace) -> None:
    jana = workspace.add_person("Jana")
    omar = workspace.people.add(PersonFields(" Omar ", ("bank", "Bank"), "Engineer", "senior", "private"))
    assert workspace.person == jana
    assert (omar.name, omar.tags, omar.number) == ("Omar", ("bank",), 2)
    assert workspace.people.notes(omar.id) == "private"
    assert workspace.people.person(omar.id) == omar


def test_that_many_are_added_all_or_none(workspace: Workspace) -> None:
    with pytest.raises(PersonError):
        workspace.people.add_all([PersonFields("Jana"), PersonFields("")])
    assert workspace.people.count() == 0


def test_that_a_change_shows_at_once_in_whose_turn_it_is(workspace: Workspace) -> None:
    jana = workspace.add_person("Jana")
    workspace.people.edit(jana.id, name="Jana N.", tags=["bank"], occupation="Lead", target_role="senior")
    assert workspace.person == workspace.people.person(jana.id)
    assert workspace.role.id == "senior"
    for bad in ({"name": " "}, {"tags": ["x" * 41]}, {"occupation": "y" * 121}):
        with pytest.raises(PersonError):
            workspace.people.edit(jana.id, **bad)
    with pytest.raises(TypeError):
        workspace.people.edit(jana.id, option_seed="other")
    assert workspace.people.person(jana.id).name == "Jana N."


def test_that_an_archived_person_loses_nothing_and_comes_back(workspace: Workspace) -> None:
    jana = workspace.add_person("Jana")
    coaching.assess(workspace)
    assert workspace.people.archive(jana.id).archived_at is not None
    assert workspace.latest() is not None
    assert workspace.people.bring_back(jana.id) == jana


def test_that_levels_of_all_are_those_of_the_results_page(workspace: Workspace, clock: coaching.Clock) -> None:
    expected: dict[str, list[float | None]] = {}
    for number, name in enumerate(("Jana", "Omar", "Zoë")):
        workspace.add_person(name)
        for shift in range(number):
            clock.pass_days(60)
            coaching.assess(workspace, -shift)
        role = workspace.installed.questionnaire.role("senior")
        expected[name] = [assessment.result(role).match.value for assessment in workspace.history.finished()]
    assert [len(one) for one in expected.values()] == [0, 1, 2]
    assert matches(workspace, "senior") == expected


def test_that_no_assessment_is_scored_twice_and_a_new_one_is_scored(workspace: Workspace) -> None:
    workspace.add_person("Jana")
    coaching.assess(workspace)
    matches(workspace, "senior")
    summary = workspace.people.summary
    assert summary.next_batch(one for fact in workspace.people.facts() for one in fact.finished) == ()
    newest = coaching.assess(workspace, form="quick")
    batch = summary.next_batch(one for fact in workspace.people.facts() for one in fact.finished)
    assert [one.id for one in batch] == [newest.record.id]


def test_that_changed_targets_of_ones_own_change_the_match(workspace: Workspace) -> None:
    jana = workspace.add_person("Jana")
    assessment = coaching.assess(workspace)
    base = workspace.role
    summary = workspace.people.summary
    summary.keep(summary.scoring_of([assessment.record])())
    own = workspace.targets.save(jana.id, base, "Mine", base.targets)
    before = summary.match(assessment.record, own)
    harder = {one: replace(target, level=5.0) for one, target in base.targets.items()}
    after = summary.match(assessment.record, workspace.targets.save(jana.id, own, "Mine", harder))
    assert before == assessment.result(own).match
    assert after is not None
    assert before is not None
    assert (after.value or 0) < (before.value or 0)


def test_that_facts_name_role_steps_and_next_session_of_each(workspace: Workspace, clock: coaching.Clock) -> None:
    jana = workspace.add_person("Jana")
    workspace.choose_role("director")
    workspace.plan.add_own(OwnStep("Ask Sam"))
    at = clock.now
    workspace.sessions.plan(at)
    workspace.people.save_notes(jana.id, "private")
    workspace.people.add(PersonFields("Omar"))
    first, second = workspace.people.facts()
    assert (first.role.id, first.live_steps, first.notes) == ("director", 1, "private")
    assert first.next_session == at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (second.role, second.live_steps, second.next_session) == (
        workspace.installed.questionnaire.roles[0],
        0,
        None,
    )


def test_that_facts_ask_the_data_file_as_often_for_many_as_for_few(workspace: Workspace) -> None:
    workspace.people.add_all([PersonFields("Jana"), PersonFields("Tom")])
    few = asked_for_facts(workspace)
    workspace.people.add_all([PersonFields(f"Person {number}") for number in range(20)])
    assert len(workspace.people.facts()) > 20
    assert asked_for_facts(workspace) == few


def asked_for_facts(workspace: Workspace) -> int:
    """How many statements it takes to say what there is about everybody, once all of it was asked for before."""
    statements: list[str] = []
    workspace.people.facts()
    workspace._connection.set_trace_callback(statements.append)
    workspace.people.facts()
    workspace._connection.set_trace_callback(None)
    return len(statements)


def test_that_a_persons_own_targets_are_their_role(workspace: Workspace) -> None:
    jana = workspace.add_person("Jana")
    base = workspace.role
    own = workspace.targets.save(jana.id, base, "My own", base.targets)
    workspace.choose_role(own.id)
    workspace.people.add(PersonFields("Omar"))
    assert [fact.role.id for fact in workspace.people.facts()] == [own.id, base.id]


def test_that_the_coachs_pages_come_with_a_second_person_or_coach_mode(opened: Open) -> None:
    space = opened()
    seen = [space.privacy.coaching]
    space.add_person("Jana")
    seen.append(space.privacy.coaching)
    space.privacy.set_coach_mode(on=True)
    space = opened()
    seen.append(space.privacy.coaching)
    space.privacy.set_coach_mode(on=False)
    seen.append(space.privacy.coaching)
    space.add_person("Omar")
    seen.append(space.privacy.coaching)
    assert seen == [False, False, True, False, True]


def test_that_hidden_names_stay_hidden_after_a_restart(opened: Open) -> None:
    for hidden in (True, False):
        opened().privacy.hide_names(hidden=hidden)
        assert opened().privacy.names_hidden is hidden


def test_that_only_the_passphrase_opens_the_lock_and_it_is_nowhere_in_the_file(opened: Open, tmp_path: Path) -> None:
    space = opened()
    space.privacy.set_passphrase("märz regen 9")
    assert space.privacy.attempt("märz regen 9")()
    assert not space.privacy.attempt("märz regen 8")()
    assert not space.privacy.attempt("")()
    space.close()
    raw = b"".join(file.read_bytes() for file in tmp_path.glob("nextrung.db*"))
    assert "märz regen 9".encode() not in raw
    space = opened()
    with pytest.raises(LockError, match="not the passphrase"):
        space.privacy.set_passphrase("", "märz")
    assert space.privacy.has_passphrase
    space.privacy.set_passphrase("", "märz regen 9")
    again = opened()
    assert not again.privacy.has_passphrase
    assert again.privacy.attempt("anything")()


def test_that_two_equal_passphrases_are_kept_differently(workspace: Workspace) -> None:
    kept = set()
    for _ in range(2):
        workspace.privacy.set_passphrase("same words", "same words")
        kept.add(workspace.setting("lock.passphrase"))
    assert len(kept) == 2


def test_that_each_wrong_passphrase_after_the_third_costs_twice_the_pause_and_a_restart_forgives_none(
    opened: Open,
) -> None:
    privacy = opened().privacy
    privacy.set_passphrase("same words")
    pauses = []
    for _ in range(9):
        privacy.count_attempt(right=False)
        pauses.append(privacy.pause)
    assert pauses == [0, 0, 2, 4, 8, 16, 32, 60, 60]
    privacy = opened().privacy
    assert privacy.pause == 60
    privacy.count_attempt(right=True)
    assert opened().privacy.pause == 0


def test_that_nobody_changes_a_passphrase_without_the_one_in_force(workspace: Workspace) -> None:
    workspace.privacy.set_passphrase("same words")
    for current in ("", "other words"):
        with pytest.raises(LockError, match="not the passphrase"):
            workspace.privacy.set_passphrase("new words", current)
    assert workspace.privacy.attempt("same words")()


@pytest.mark.parametrize("kept", ["no number", "", "0", "-3", "²", "9" * 5_000, "zz 00", "00" * 16])
def test_that_what_damage_made_of_a_kept_lock_keeps_nobody_out_and_stops_no_start(
    workspace: Workspace, kept: str
) -> None:
    for name in ("lock.passphrase", "lock.idle_minutes", "lock.wrong_attempts"):
        workspace.keep_setting(name, kept)
    privacy = workspace.privacy
    assert privacy.idle_minutes == 10
    assert privacy.pause in (0, 60)
    assert not privacy.has_passphrase
    assert privacy.attempt("anything")()
    privacy.count_attempt(right=False)
    privacy.set_passphrase("same words")
    assert privacy.attempt("same words")()


def test_that_short_passphrases_and_odd_idle_times_are_refused(workspace: Workspace) -> None:
    with pytest.raises(LockError, match="4 to 1000 characters"):
        workspace.privacy.set_passphrase("abc")
    for minutes in (0, 121):
        with pytest.raises(LockError, match="1 to 120 minutes"):
            workspace.privacy.set_idle_minutes(minutes)
    assert workspace.privacy.idle_minutes == 10
    workspace.privacy.set_idle_minutes(3)
    assert workspace.privacy.idle_minutes == 3
