"""What can be chosen and what is drawn stands out from its ground by 3 : 1 in every scheme, measured on the pixels."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.pixels import colors

from nextrung import resources
from nextrung.ui.assess.confidence import ConfidenceTap
from nextrung.ui.theme import tokens
from nextrung.ui.theme.theme import Theme
from nextrung.ui.theme.tokens import Scheme
from nextrung.ui.widgets.bar_table import BarRow, BarTable, Segment
from nextrung.ui.widgets.choices import CheckChoice, RadioChoice
from nextrung.ui.widgets.legend import Mark, Swatch
from nextrung.ui.widgets.tick import WrappedCheckBox

LEAST = 3.0
EDGED = (
    "QPushButton",
    'QPushButton[kind="segment"]',
    'QPushButton[kind="chip"]',
    "QComboBox",
    "QFrame#field",
    "QLineEdit, QPlainTextEdit, QTextBrowser",
    "QDateEdit, QDateTimeEdit, QSpinBox, QDoubleSpinBox",
    'QFrame#card[step="true"]',
)
"""What somebody can press, choose or fill, by its selector in the style."""


def strongest(widget: QWidget, ground: str) -> float:
    """The contrast of the pixel that stands out most from a ground."""
    seen = {tuple(int(part) for part in pixel) for row in colors(widget.grab().toImage()) for pixel in row}
    return max(tokens.contrast("#{:02X}{:02X}{:02X}".format(*pixel), ground) for pixel in seen)


@pytest.fixture(params=tokens.SCHEMES)
def scheme(request: pytest.FixtureRequest, theme: Theme) -> Scheme:
    chosen: Scheme = request.param
    theme.choose(chosen)
    return chosen


@pytest.mark.parametrize("selector", EDGED)
def test_that_what_can_be_chosen_has_an_edge_that_is_seen(selector: str, scheme: Scheme, theme: Theme) -> None:
    style = resources.assets("themes", "style.qss").read_text(encoding="utf-8")
    rule = re.search(
        rf"^{re.escape(selector)} \{{[^}}]*border(?:-color)?: (?:1px solid )?\$(\w+);", style, re.MULTILINE
    )
    assert rule is not None
    known = theme.tokens.colors[scheme]
    for ground in ("bg", "surface"):
        assert tokens.contrast(known[rule[1]], known[ground]) >= LEAST, (scheme, ground)


@pytest.mark.parametrize("mark", get_args(Mark))
def test_that_every_mark_of_a_chart_stands_out_as_it_is_drawn(
    qtbot: QtBot, theme: Theme, scheme: Scheme, mark: Mark
) -> None:
    ground = theme.tokens.colors[scheme]["surface"]
    swatch = Swatch(theme, mark)
    qtbot.addWidget(swatch)
    swatch.setAutoFillBackground(True)
    palette = swatch.palette()
    palette.setColor(swatch.backgroundRole(), theme.color("surface"))
    swatch.setPalette(palette)
    assert strongest(swatch, ground) >= LEAST


@pytest.mark.parametrize("kind", [RadioChoice, CheckChoice])
def test_that_an_answer_has_an_edge_and_a_chosen_one_shows_the_focus(
    qtbot: QtBot, theme: Theme, scheme: Scheme, kind: type[RadioChoice | CheckChoice]
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    choice = kind(theme)
    choice.setParent(holder)
    choice.set_content("1", "Alone", "A sentence")
    choice.resize(400, 80)
    holder.show()
    ground = theme.tokens.colors[scheme]["surface"]

    def edge() -> str:
        return choice.grab().toImage().pixelColor(200, 0).name()

    assert tokens.contrast(edge(), ground) >= LEAST
    choice.setChecked(True)
    plain = edge()
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(choice.hasFocus)
    assert tokens.contrast(edge(), plain) >= 1.5


def test_that_a_degree_of_confidence_has_an_edge(qtbot: QtBot, theme: Theme, scheme: Scheme) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    tap = ConfidenceTap(theme)
    tap.setParent(holder)
    tap.resize(200, 40)
    holder.show()
    edge = tap.grab().toImage().pixelColor(100, 0).name()
    assert tokens.contrast(edge, theme.tokens.colors[scheme]["surface"]) >= LEAST


def test_that_the_parts_of_a_bar_are_told_apart_from_the_ground_and_from_each_other(
    qtbot: QtBot, theme: Theme, scheme: Scheme
) -> None:
    table = BarTable(theme, "Spread", ["Question", "Answers", "Asked"], bar_at=1)
    qtbot.addWidget(table)
    theme.apply_style(table)
    table.resize(500, 120)
    ends = (Segment(0.5, "surface", "text"), Segment(0.5, "surface", "text", hatched=True))
    table.set_rows([BarRow(("A question", "4"), ends, "two; two")])
    table.show()
    box = table.visualRect(table.bars.index(0, 1))
    image = table.viewport().grab(box).toImage()
    middle = image.height() // 2
    ground = theme.tokens.colors[scheme]["surface"]
    dark = [x for x in range(image.width()) if tokens.contrast(image.pixelColor(x, middle).name(), ground) >= LEAST]
    assert dark, "edges"
    assert min(dark) < image.width() * 0.2
    assert max(dark) > image.width() * 0.8
    assert any(0.4 * image.width() < x < 0.6 * image.width() for x in dark), "the parts have an edge between them"


@pytest.mark.parametrize("make", [QCheckBox, WrappedCheckBox])
def test_that_a_box_without_a_tick_reads_as_one_with_it_and_only_a_barred_one_is_quiet(
    qtbot: QtBot, theme: Theme, scheme: Scheme, make: type[QCheckBox]
) -> None:
    box = make("Team leadership")
    qtbot.addWidget(box)
    theme.apply_style(box)
    known = theme.tokens.colors[scheme]
    for ticked, enabled, expected in ((False, True, "text"), (True, True, "text"), (False, False, "muted")):
        box.setChecked(ticked)
        box.setEnabled(enabled)
        image = QImage(box.sizeHint(), QImage.Format.Format_RGB32)
        image.fill(QColor("magenta"))
        box.render(image, QPoint(), QRegion(), QWidget.RenderFlag(0))
        seen = Counter("#{:02X}{:02X}{:02X}".format(*pixel) for row in colors(image) for pixel in row)
        # where letters meet the ground, any colour may come about by chance
        assert max(("text", "muted"), key=lambda name: seen[known[name]]) == expected, (ticked, enabled)
