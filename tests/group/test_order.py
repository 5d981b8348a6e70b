"""The order of the heat map: bands first, alike people together, the same each time."""

from __future__ import annotations

import numpy as np
import pandas as pd
from tests import given
from tests.group.people import Group

from nextrung.group.order import columns_in_order, rows_in_order

NAMES = ["A", "B", "C", "D"]


def table(*rows: tuple[float, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=NAMES)


def test_that_columns_go_from_the_widest_gap_up_and_empty_ones_stand_last() -> None:
    nothing = float("nan")
    found = table((0.5, -1, nothing, -0.2), (0.1, -2, nothing, -0.2))
    assert columns_in_order(found) == ["B", "D", "A", "C"]


def test_that_bands_stand_from_the_lowest_up_and_who_has_none_last() -> None:
    found = table(*[(0, 0, 0, 0)] * 4)
    bands = np.array([3.0, -1.0, 0.0, 2.0])
    assert rows_in_order(found, bands, np.array([90.0, np.nan, 30.0, 75.0])) == [2, 3, 0, 1]


def test_that_people_with_alike_gaps_stand_together() -> None:
    left, right = (-2.0, -1.8, 0.2, 0.3), (0.2, 0.1, -1.9, -2.0)
    mixed = [left, right, left, right, left, right]
    shaken = [tuple(value + 0.05 * at for value in row) for at, row in enumerate(mixed)]
    order = rows_in_order(table(*shaken), np.zeros(6), np.full(6, 60.0))
    kinds = [at % 2 for at in order]
    assert kinds in ([0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0])


def test_that_the_order_does_not_hang_on_how_high_somebody_rates_everything() -> None:
    shapes = [(-1.0, 0.0, 1.0, 0.0), (1.0, 0.0, -1.0, 0.0)] * 3
    lifted = [tuple(value + lift for value in row) for row, lift in zip(shapes, (0, 2, -1, 1, 3, 0), strict=True)]
    order = rows_in_order(table(*lifted), np.zeros(6), np.zeros(6))
    assert [at % 2 for at in order] in ([0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0])


def test_that_the_order_is_the_same_each_time_and_ties_follow_the_match() -> None:
    found = table((0.1, 0.2, 0.3, 0.4), (0.1, 0.2, 0.3, 0.4), (-1, 0.4, -0.3, 0.9))
    values = np.array([70.0, 65.0, 60.0])
    first = rows_in_order(found, np.zeros(3), values)
    assert first == rows_in_order(found.copy(), np.zeros(3), values)
    assert first.index(1) < first.index(0)


def test_that_missing_levels_keep_their_row_in_place(group: Group) -> None:
    answers = given.answered("full")
    group.record(group.person("All"), answers)
    group.record(group.person("Part"), given.only(answers, "TL", "PM", "SC", "SP", "TO"))
    group.record(group.person("Nothing"), given.skipped({}, answers))
    view = group.measured().view(given.questionnaire().roles[0])
    assert [row.member.name for row in view.rows][-1] == "Nothing"
    assert view.rows[-1].match is None
    assert view.rows[-1].band is None
