"""What is the same is seen twice: a level that is its target, an earlier one that is the one now, in every chart."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui import pixels

from nextrung.ui.charts.gap_chart import GapChart, GapRow
from nextrung.ui.charts.history_chart import HistoryChart, HistoryPoint
from nextrung.ui.charts.radar_chart import RadarChart
from nextrung.ui.charts.round_chart import MARKS, RoundChart, RoundRow, SeenBy
from nextrung.ui.charts.views_chart import ViewsChart, ViewsRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.theme.tokens import Scheme
from nextrung.ui.widgets.legend import SHAPE_COLORS
from nextrung.ui.widgets.level_scale import LevelScale, ScaleMarks

LEVEL = 3.0


def gaps(theme: Theme, target: float) -> QWidget:
    chart = GapChart(theme, "Gaps")
    chart.show_state([GapRow("Team leadership", LEVEL, 2.5, 3.5, target)])
    return chart


def radar(theme: Theme, target: float) -> QWidget:
    chart = RadarChart(theme, "Radar")
    chart.show_rows([GapRow(name, LEVEL, 2.5, 3.5, target) for name in ("A", "B", "C", "D")])
    return chart


def history(theme: Theme, target: float) -> QWidget:
    chart = HistoryChart(theme, "History")
    chart.show_points([HistoryPoint(at, LEVEL, 2.5, 3.5, False, f"Day {at}") for at in (0.0, 100.0)], target)
    return chart


def views(theme: Theme, target: float) -> QWidget:
    chart = ViewsChart(theme, "Views")
    chart.show_state([ViewsRow("Team leadership", LEVEL, (2.5, 3.5), LEVEL, (2.5, 3.5), target)])
    return chart


def asked(theme: Theme, target: float) -> QWidget:
    chart = RoundChart(theme, "Other views")
    seen = tuple(SeenBy(part, LEVEL, (2.5, 3.5), part) for part in MARKS)
    chart.show_state([RoundRow("Team leadership", LEVEL, (2.5, 3.5), target, seen)])
    return chart


def mark(theme: Theme, target: float) -> QWidget:
    made = LevelScale(theme, 44)
    made.show_standing(ScaleMarks(LEVEL, 2.5, 3.5, target), "Level 3.0")
    return made


def count(chart: QWidget, color: QColor) -> int:
    """Pixels of a picture of a widget that have a colour."""
    seen = pixels.colors(chart.grab().toImage()).astype(int)
    return int((abs(seen - [color.red(), color.green(), color.blue()]).max(axis=2) <= 8).sum())


def shown(qtbot: QtBot, chart: QWidget) -> QWidget:
    qtbot.addWidget(chart)
    chart.resize(640, 320)
    chart.show()
    qtbot.waitExposed(chart)
    return chart


@pytest.mark.parametrize(
    ("make", "level"),
    [(gaps, "good"), (radar, "accent"), (history, "accent"), (views, "accent"), (asked, "accent"), (mark, "good")],
)
def test_that_a_level_that_is_its_target_is_seen_and_so_is_the_target(
    qtbot: QtBot, theme: Theme, make: Callable[[Theme, float], QWidget], level: str
) -> None:
    same = shown(qtbot, make(theme, LEVEL))
    off = -1.2 if make in (gaps, mark) else 1.2  # the dot has the same colour
    apart = shown(qtbot, make(theme, LEVEL + off))
    for color in (level, "text"):
        whole = count(apart, theme.color(color))
        assert whole > 0
        assert count(same, theme.color(color)) >= 0.35 * whole, color


@pytest.mark.parametrize("scheme", get_args(Scheme))
def test_that_each_group_of_raters_has_a_shape_and_a_colour_of_its_own_beside_the_target(
    qtbot: QtBot, theme: Theme, scheme: Scheme
) -> None:
    theme.choose(scheme, 1.0)
    colors = {SHAPE_COLORS[mark] for mark in MARKS.values()}
    assert len(set(MARKS.values())) == len(colors) == len(MARKS)
    same, apart = shown(qtbot, asked(theme, LEVEL)), shown(qtbot, asked(theme, LEVEL + 1.5))
    for color in colors - {"text"}:
        assert count(same, theme.color(color)) >= 0.6 * count(apart, theme.color(color)) > 0, color


def seen_at_the_target(theme: Theme, target: float) -> tuple[QWidget, ...]:
    """Charts in which another view is the target, or not, and the own level is far away."""
    two = ViewsChart(theme, "Views")
    two.show_state([ViewsRow("Team leadership", 1.0, (1.0, 1.2), LEVEL, (2.5, 3.5), target)])
    many = RoundChart(theme, "Other views")
    seen = tuple(SeenBy(part, LEVEL, (2.5, 3.5), part) for part in MARKS)
    many.show_state([RoundRow("Team leadership", 1.0, (1.0, 1.2), target, seen)])
    return two, many


def test_that_another_view_at_the_target_neither_covers_it_nor_is_covered(qtbot: QtBot, theme: Theme) -> None:
    for same, apart in zip(seen_at_the_target(theme, LEVEL), seen_at_the_target(theme, 4.5), strict=True):
        shown(qtbot, same)
        shown(qtbot, apart)
        for color in ("text", "other"):
            whole = count(apart, theme.color(color))
            # the diamond stands on a line of the grid in one of them
            assert abs(count(same, theme.color(color)) - whole) <= 0.04 * whole, color


def test_that_a_band_without_a_middle_is_one_thing(qtbot: QtBot, theme: Theme) -> None:
    color = theme.color("client")
    sizes = []
    for level in (None, 2.5):
        chart = RoundChart(theme, "Other views")
        seen = (SeenBy("client", level, (1.5, 3.5), "clients"),)
        chart.show_state([RoundRow("Team leadership", 1.0, (1.0, 1.2), 4.5, seen)])
        sizes.append(count(shown(qtbot, chart), color))
    # a line as thin as a likely range would leave two stars that belong to nothing
    assert sizes[0] > 2 * sizes[1]


def test_that_an_earlier_level_that_is_the_one_now_is_seen(qtbot: QtBot, theme: Theme) -> None:
    chart = GapChart(theme, "Gaps")
    chart.show_state([GapRow("Team leadership", LEVEL, 2.5, 3.5, 4.5, earlier=LEVEL)])
    assert count(shown(qtbot, chart), theme.color("control")) >= 15
