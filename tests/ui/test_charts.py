"""Charts: numbers by keyboard and pointer, and pictures of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nextrung.ui.charts import pictures
from nextrung.ui.charts.gap_chart import GapChart, GapRow
from nextrung.ui.charts.radar_chart import RadarChart
from nextrung.ui.theme.theme import Theme

ROWS = (
    GapRow("Strategic planning", 1.8, 1.3, 2.3, 3.5),
    GapRow("Communication", 3.1, 2.6, 3.6, 3.0, earlier=2.4),
    GapRow("Team leadership", None, None, None, 3.0, "too few answers"),
)


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> GapChart:
    made = GapChart(theme, "Gaps to the role")
    qtbot.addWidget(made)
    made.resize(640, 360)
    made.show_state(ROWS)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_that_the_keyboard_moves_along_the_rows_and_picks_one(qtbot: QtBot, chart: GapChart) -> None:
    assert chart.current_words() == "Strategic planning: level 1.8, likely 1.3 to 2.3, target 3.5"
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current_words().endswith("target 3.0, earlier 2.4")
    for _ in range(3):
        QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current_words() == "Team leadership: no level, too few answers"
    with qtbot.waitSignal(chart.row_picked) as picked:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert picked.args == [2]


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_that_a_chart_is_saved_as_a_picture(chart: GapChart, theme: Theme, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"gaps.{ending}"
    pictures.save(chart, theme.color("surface"), path)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    if ending == "svg":
        assert "Strategic planning" in path.read_text(encoding="utf-8")
    else:
        assert QImage(str(path)).width() == 2 * chart.viewport().width()


def test_that_a_picture_that_cannot_be_written_says_so_and_leaves_nothing(
    chart: GapChart, theme: Theme, tmp_path: Path
) -> None:
    with pytest.raises(pictures.ChartPictureError, match="cannot be written"):
        pictures.save(chart, theme.color("surface"), tmp_path / "missing" / "gaps.png")
    assert list(tmp_path.iterdir()) == []


def test_that_a_chart_is_copied_as_a_picture(chart: GapChart) -> None:
    chart.copy_picture()
    assert QApplication.clipboard().image().width() == 2 * chart.viewport().width()


def thickness(drawn: QImage, color: QColor, x: float, scale: int) -> int:
    """How many pixels of a column have a colour."""
    at = round(x * scale)
    return sum(drawn.pixelColor(at, y).rgb() == color.rgb() for y in range(drawn.height()))


def test_that_lines_are_as_thick_in_a_picture_with_finer_pixels(chart: GapChart, theme: Theme) -> None:
    accent = theme.color("accent")
    screen, fine = chart.viewport().grab().toImage(), pictures.image(chart, theme.color("surface"))
    view = chart.plot.getViewBox()
    # between the level and the upper end of the range of the second row, where only its range line is
    x = chart.mapFromScene(view.mapViewToScene(QPointF(3.45, 1))).x()
    assert thickness(screen, accent, x, 1) == 2
    assert thickness(fine, accent, x, 2) == 4
    assert thickness(chart.viewport().grab().toImage(), accent, x, 1) == 2


def test_that_the_radar_is_reached_spoke_by_spoke(qtbot: QtBot, theme: Theme) -> None:
    radar = RadarChart(theme, "Radar")
    qtbot.addWidget(radar)
    radar.resize(640, 480)
    radar.show_rows(ROWS)
    radar.show()
    radar.activateWindow()
    radar.setFocus()
    qtbot.waitUntil(radar.hasFocus)
    QTest.keyClick(radar, Qt.Key.Key_Right)
    assert radar.current_words().startswith("Communication: level 3.1")
    top = radar.mapFromScene(radar.plot.getViewBox().mapViewToScene(QPointF(0.1, 4.0)))
    assert radar.row_at(top) == 0


def test_that_what_floating_point_misses_by_is_no_gap_in_a_picture_either() -> None:
    level = 3.0 - 4.5e-16  # as a mean of many may come out
    assert level < 3.0
    assert GapRow("Team leadership", level, 2.5, 3.5, 3.0).reached
