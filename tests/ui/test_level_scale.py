"""The scale of the head of an area: names where they fit, both marks where they meet; folds built when wanted."""

from __future__ import annotations

import numpy
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.pixels import colors

from nextrung.ui.competency.state import rung
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.fold import Fold
from nextrung.ui.widgets.level_scale import LevelScale, ScaleMarks

NAMES = ("Starting", "With support", "Independent", "Leading", "Shaping")


def scale(qtbot: QtBot, theme: Theme, standing: ScaleMarks, width: int = 700) -> LevelScale:
    made = LevelScale(theme, 74)
    qtbot.addWidget(made)
    made.resize(width, 74)
    made.show_standing(standing, "2.6 of 5", NAMES)
    return made


def drawn(widget: QWidget, color: QColor) -> int:
    """How many pixels have exactly a colour."""
    same = colors(widget.grab().toImage()) == numpy.array([color.red(), color.green(), color.blue()])
    return int(same.all(axis=2).sum())


def test_that_names_stand_under_the_levels_only_where_all_of_them_fit(qtbot: QtBot, theme: Theme) -> None:
    standing = ScaleMarks(2.6, 2.1, 3.1, 3.0)
    assert scale(qtbot, theme, standing).ticks()[1] == "2 With support"
    assert scale(qtbot, theme, standing, 300).ticks() == ("1", "2", "3", "4", "5")


@pytest.mark.parametrize("level", [3.0, 3.05])
def test_that_level_and_target_are_both_seen_where_they_meet(qtbot: QtBot, theme: Theme, level: float) -> None:
    both = scale(qtbot, theme, ScaleMarks(level, 2.9, 3.1, 3.0))
    assert drawn(both, theme.color("good")) > 40
    assert drawn(both, theme.color("text")) > 8


def test_that_a_missing_level_leaves_the_target_alone(qtbot: QtBot, theme: Theme) -> None:
    alone = scale(qtbot, theme, ScaleMarks(None, None, None, 3.5))
    assert drawn(alone, theme.color("text")) > 8
    assert drawn(alone, theme.color("accent")) == drawn(alone, theme.color("good")) == 0


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_that_a_low_scale_shows_the_whole_target(qtbot: QtBot, theme: Theme, text_scale: float) -> None:
    theme.choose("light", text_scale)
    low = LevelScale(theme, 30)
    qtbot.addWidget(low)
    low.show_standing(ScaleMarks(None, None, None, 3.5), "asked for 3.5")
    low.resize(low.sizeHint())
    drawn_colors = colors(low.grab().toImage())
    inked = (drawn_colors != drawn_colors[0, 0]).any(axis=2)
    assert not inked[0].any(), "the outline reaches the edge"


@pytest.mark.parametrize(("level", "reached"), [(1.0, 1), (2.6, 2), (2.94, 2), (2.95, 3), (5.0, 5)])
def test_that_a_rung_is_reached_as_the_level_is_shown(level: float, reached: int) -> None:
    assert rung(level) == reached


def test_that_what_is_folded_is_built_once_and_named(qtbot: QtBot, theme: Theme) -> None:
    built: list[QLabel] = []

    def build() -> QWidget:
        built.append(QLabel("inside"))
        return built[-1]

    fold = Fold(theme, ("All steps", "Fewer"), build, about="How work moves")
    qtbot.addWidget(fold)
    assert (fold.link.text(), fold.link.accessibleName()) == ("All steps", "All steps: How work moves")
    assert not built
    for opened in (True, False, True):
        fold.link.click()
        assert fold.is_open is opened
    assert len(built) == 1
    assert fold.link.text() == "Fewer"
