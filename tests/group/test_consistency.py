"""Internal consistency: the published definition, weights as in the scores, and nothing under thirty people."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from tests import given
from tests.group.people import Group, alike

from nextrung.group.consistency import alpha
from nextrung.group.view import Consistency, GroupView


def of(view: GroupView, form: str, competency: str) -> Consistency:
    return next(one for one in dict(view.consistency)[form] if one.competency == competency)  # type: ignore[index]


def view_of(group: Group) -> GroupView:
    return group.measured().view(given.questionnaire().roles[0])


def test_that_alpha_follows_its_definition() -> None:
    parts = np.array([[1.0, 2, 1], [2, 2, 3], [3, 4, 2], [4, 4, 4]])
    # variances 5/3, 4/3, 5/3; the sums 4, 7, 9, 12 have the variance 34/3
    assert alpha(parts) == pytest.approx(3 / 2 * (1 - (5 / 3 + 4 / 3 + 5 / 3) / (34 / 3)))


def test_that_parts_that_rise_together_have_an_alpha_of_one_and_a_single_part_none() -> None:
    same = np.array([[1.0], [2], [3], [5]])
    assert alpha(np.hstack([same, same])) == pytest.approx(1)
    assert alpha(same) is None
    assert alpha(np.array([[1.0, 2], [1, 2]])) is None


def test_that_items_weigh_as_they_do_in_the_score(group: Group) -> None:
    random = Random(4)  # noqa: S311  (made-up answers, not a secret)
    rows = []
    for number in range(30):
        answers = given.answered("full")
        values = {one: float(random.randint(1, 5)) for one in answers if one.startswith("TL-B")}
        values |= {one: random.randint(0, 4) / 4 for one in answers if one.startswith("TL-F")}
        group.record(group.person(f"Person {number}"), given.valued(answers, values))
        rows.append([(v - 1) / 4 if one.startswith("TL-B") else v / 2 for one, v in sorted(values.items())])
    found = of(view_of(group), "full", "TL")
    assert (found.items, found.people) == (8, 30)
    assert found.alpha == pytest.approx(alpha(np.array(rows)))


def test_that_under_thirty_people_no_figure_is_shown(group: Group) -> None:
    alike(group, [1 + at % 5 for at in range(29)])
    assert of(view_of(group), "full", "TL") == Consistency("TL", 8, 29, None)
    alike(group, [3])
    found = of(view_of(group), "full", "TL")
    assert found.people == 30
    # five ratings of weight 1 and three frequencies of weight 0.5 that rise alike
    assert found.alpha == pytest.approx(8 / 7 * (1 - 5.75 / 6.5**2))


def test_that_only_who_answered_all_items_counts(group: Group) -> None:
    alike(group, [1 + at % 5 for at in range(30)])
    answers = given.answered("full")
    group.record(group.person("No chance"), given.no_chance(answers, ["TL-B8"]))
    group.record(group.person("Skipped"), given.skipped(answers, ["TL-B1"]))
    group.record(group.person("Quick"), given.answered("quick"), "quick")
    view = view_of(group)
    assert of(view, "full", "TL").people == 30
    assert of(view, "quick", "TL").people == 32, "quick asks neither of the full form alone"
    assert of(view, "full", "PM").people == 32
