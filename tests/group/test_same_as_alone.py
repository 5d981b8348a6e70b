"""Every number of the group is the one that scoring gives for each person alone."""

from __future__ import annotations

from random import Random

import pytest
from msgspec.structs import replace
from tests import given
from tests.group.people import Group, other_content, random_answers

from nextrung.group.view import GroupView
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire, Role, Target
from nextrung.scoring.change import Change, Shift, change
from nextrung.scoring.gaps import likelihood
from nextrung.scoring.match import fitting_role
from nextrung.scoring.result import score
from nextrung.workspace import Assessment

OWN = "own"


def roles() -> dict[str, Role]:
    """The published roles and one with targets, weights and critical areas of one's own."""
    random = Random(5)  # noqa: S311  (made-up people, not a secret)
    first = given.questionnaire().roles[0]
    targets = {
        one: Target(random.choice((1.5, 2.2, 3.3, 4.1, 5.0)), random.randint(1, 5), random.random() < 0.3)
        for one in first.targets
    }
    published = {role.id: role for role in given.questionnaire().roles}
    return published | {OWN: replace(first, id="own-1", targets=targets)}


def many(group: Group, seed: int, people: int = 60) -> dict[str, Questionnaire]:
    """Random people: both forms, two contents, some assessed twice, some never."""
    random = Random(seed)  # noqa: S311
    known = {group.fingerprint: group.workspace.installed.questionnaire}
    known[group.keep(other_content(), "earlier")] = other_content()
    for number in range(people):
        one = group.person(f"Person {number}")
        for at in ("2026-02-03T10:00:00Z", "2026-09-04T10:00:00Z")[: random.choice((0, 1, 1, 2, 2, 2))]:
            form: FormId = random.choice(("quick", "full"))
            content = random.choice(list(known))
            group.record(one, random_answers(random, form, known[content]), form, at, content)
    return known


def check(view: GroupView, group: Group, known: dict[str, Questionnaire]) -> None:
    assert len(view.rows) == sum(1 for taken in group.taken.values() if taken)
    for row in view.rows:
        record, answers = group.taken[row.member.id][-1]
        content = known[record.questionnaire]
        alone = score(record.form, answers, content, fitting_role(content, view.role))
        assert row.match == pytest.approx(alone.match.value, abs=1e-12)
        assert (row.band, row.provisional) == (alone.match.band, alone.match.provisional)
        for at, competency in enumerate(view.columns):
            one, gap = alone.competencies[competency], alone.gaps[competency]
            assert row.statuses[at] == one.status
            assert row.levels[at] == pytest.approx(one.level, abs=1e-12)
            difference = row.differences[at]
            assert (difference is None) == (gap.gap is None)
            if difference is not None:
                assert max(0.0, -difference) == pytest.approx(gap.gap, abs=1e-12)


def check_gaps(view: GroupView, group: Group, known: dict[str, Questionnaire]) -> None:
    alone = [
        (score(record.form, answers, known[record.questionnaire], view.role), known[record.questionnaire])
        for (record, answers) in (taken[-1] for taken in group.taken.values() if taken)
    ]
    for shared in view.gaps:
        found = [(one.gaps[shared.competency], content.scoring) for one, content in alone]
        widths = [gap.gap for gap, _ in found if gap.gap is not None]
        assert shared.scored == len(widths)
        assert shared.mean == pytest.approx(sum(widths) / len(widths) if widths else None)
        assert shared.likely == sum(1 for gap, rules in found if likelihood(gap, rules) == "likely")


@pytest.mark.parametrize("role", [*roles()])
@pytest.mark.parametrize("seed", [1, 2])
def test_that_the_group_has_the_numbers_of_each_person_alone(group: Group, role: str, seed: int) -> None:
    known = many(group, seed)
    view = group.measured().view(roles()[role])
    check(view, group, known)
    check_gaps(view, group, known)


@pytest.mark.parametrize("seed", [3, 4])
def test_that_change_is_called_as_for_each_person_alone(group: Group, seed: int) -> None:
    known = many(group, seed, people=120)
    found = group.change()
    pairs = [taken for taken in group.taken.values() if len(taken) == 2]
    alone = [
        change(*(Assessment(record, known[record.questionnaire], answers) for record, answers in taken))
        for taken in pairs
    ]
    assert found.people == len(pairs) > 20
    for area in (*found.areas, found.overall):
        shifts = [_shift(one, area.competency) for one in alone]
        called = [(one.call, one.points) for one in shifts if one.points is not None and one.call is not None]
        assert area.people == len(called)
        wanted = [0] * 5
        for call, points in called:
            strength = {"clear": 2, "probable": 1, "within_noise": 0}[call]
            wanted[2 + (strength if points > 0 else -strength)] += 1
        assert list(area.counts) == wanted
        if called:
            assert area.mean == pytest.approx(sum(points for _, points in called) / len(called) / 25)


def _shift(found: Change, competency: str | None) -> Shift:
    return found.overall if competency is None else found.competencies[competency]
