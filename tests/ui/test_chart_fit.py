"""Every chart fits every size: marks and labels lie inside it, and labels apart."""

from __future__ import annotations

from itertools import combinations

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QRectF
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nextrung.ui.charts.gap_chart import GapChart, GapRow
from nextrung.ui.charts.history_chart import HistoryChart, HistoryPoint
from nextrung.ui.charts.plot import Plot
from nextrung.ui.charts.radar_chart import RadarChart
from nextrung.ui.theme.theme import Theme

AREAS = (
    "Team leadership",
    "Project management",
    "Stakeholder communication",
    "Strategic planning",
    "Technical oversight",
    "Analytical ability",
    "ML frameworks and tooling",
    "Communication",
    "Data and software practice",
)
SIZES = [(700, 400), (1400, 900), (560, 420), (900, 300), (620, 1100), (2400, 1300)]
SIZES += [(650, 340), (1000, 460), (560, 700), (1300, 380), (800, 330), (700, 400)]
SLACK = 1.5
"""Device-independent pixels by which the library rounds."""


def charts(theme: Theme) -> tuple[Plot, ...]:
    gaps = GapChart(theme, "Gaps")
    rows = [GapRow(area, 3.0 + at % 3, 2.6, 3.4, 3.5, "") for at, area in enumerate(AREAS)]
    gaps.show_state(rows)
    radar = RadarChart(theme, "Radar")
    radar.show_rows(rows)
    history = HistoryChart(theme, "History")
    days = [
        HistoryPoint(30.0 * at, 2 + at / 4, 1.8 + at / 4, 2.2 + at / 4, False, f"{at + 1} May 2026") for at in range(9)
    ]
    history.show_points(days, 3.5)
    return gaps, radar, history


MANY = [f"{area}{' and more of it' if at % 3 else ''} {at}" for at in range(24) for area in [AREAS[at % len(AREAS)]]]
"""As many areas as a questionnaire may have."""


@pytest.mark.parametrize("count", range(13, 25))
def test_that_names_around_many_spokes_stand_apart(qtbot: QtBot, theme: Theme, count: int) -> None:
    radar = RadarChart(theme, "Radar")
    qtbot.addWidget(radar)
    radar.show_rows([GapRow(area, 3.0, 2.6, 3.4, 3.5) for area in MANY[:count]])
    radar.resize(900, 520)
    radar.show()
    qtbot.waitExposed(radar)
    settle(radar)
    inside(radar, f"{count} areas")


@pytest.mark.parametrize("number", range(3), ids=("gaps", "radar", "history"))
def test_that_labels_and_marks_lie_inside_and_apart_at_every_size(qtbot: QtBot, theme: Theme, number: int) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    chart = charts(theme)[number]
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(chart)
    page.resize(*SIZES[0])
    page.show()
    qtbot.waitExposed(page)
    for size in SIZES:
        page.resize(*size)
        settle(chart)
        inside(chart, f"{chart.accessibleName()} at {size}")
        page.hide()  # as when another view is chosen meanwhile
        page.show()
        settle(chart)
        inside(chart, f"{chart.accessibleName()} at {size}, back again")


def settle(chart: Plot) -> None:
    """Lay out and paint: the library finds some sizes only while it paints."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        chart.grab()


def inside(chart: Plot, what: str) -> None:
    whole = QRectF(chart.viewport().rect()).adjusted(-SLACK, -SLACK, SLACK, SLACK)
    view = chart.mapFromScene(chart.plot.getViewBox().sceneBoundingRect()).boundingRect()
    assert view.height() > chart.height() / 2, f"{what}: the view is flat, {view}"
    for item in chart.plot.items:
        if isinstance(item, pg.ScatterPlotItem) and item.isVisible():
            for place in marks(chart, item):
                assert whole.contains(place), f"{what}: a mark at {place}"
    labels = [item for item in chart.plot.items if isinstance(item, pg.TextItem) and item.isVisible()]
    places = [seen(chart, label.textItem) for label in labels]
    for label, place in zip(labels, places, strict=True):
        assert whole.contains(place), f"{what}: “{label.toPlainText()}” at {place}"
    for one, other in combinations(places, 2):
        assert not one.adjusted(4, 4, -4, -4).intersects(other.adjusted(4, 4, -4, -4)), f"{what}: {one} over {other}"


def marks(chart: Plot, item: pg.ScatterPlotItem) -> list[QRectF]:
    found = []
    for point in item.points():
        middle = chart.mapFromScene(chart.plot.getViewBox().mapViewToScene(point.pos())).toPointF()
        half = point.size() / 2
        found.append(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half))
    return found


def seen(chart: Plot, item: pg.GraphicsObject) -> QRectF:
    return QRectF(chart.mapFromScene(item.sceneBoundingRect()).boundingRect())
