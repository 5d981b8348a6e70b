"""After another theme is chosen every page looks as if it had been opened in it, also those that were out of sight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nextrung import app, paths, resources
from nextrung.tour import draw as tour_draw
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.shell.places import places
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.theme.tokens import Scheme
from nextrung.ui.widgets.buttons import Button
from nextrung.workspace import Workspace

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Workspace]:
    """Sample data at a moment that stands still, backed up: what the navigation says of that changes no picture."""
    database = paths.data_folder(tmp_path / "sample") / paths.DATABASE
    opened = Workspace.open(database, resources.questionnaire_folders(), resources.assets("salary"), lambda: NOON)
    app.add_sample(opened)
    opened.privacy.set_coach_mode(on=True)
    opened.safety.back_up("asked")
    yield opened
    opened.close()


def shown(qtbot: QtBot, sample: Workspace, theme: Theme) -> MainWindow:
    window = MainWindow(sample, theme)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def pictures(window: MainWindow) -> Iterator[tuple[str, QImage]]:
    for place in places():
        window.show_page(place.id)
        window.centralWidget().setFocus()  # the ring around what has it is no part of the comparison
        wait_until_idle(window)
        tour_draw.settle()
        yield place.id, window.grab().toImage()


@pytest.mark.parametrize("other", ["dark", "contrast_dark"])
def test_that_no_page_keeps_anything_of_the_theme_before(
    qtbot: QtBot, sample: Workspace, theme: Theme, other: Scheme
) -> None:
    window = shown(qtbot, sample, theme)
    before = dict(pictures(window))
    theme.choose(other)
    after = dict(pictures(window))
    window.hide()
    fresh = dict(pictures(shown(qtbot, sample, theme)))
    assert {place for place, picture in after.items() if picture != fresh[place]} == set()
    assert {place for place, picture in after.items() if picture == before[place]} == set()


def test_that_a_page_out_of_sight_is_styled_when_it_is_seen_and_not_before(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    button = Button(theme, "Go", "primary", page)
    theme.apply_style(page)
    page.show()
    page.hide()
    before = page.styleSheet()
    theme.choose("dark")
    assert page.styleSheet() == before
    page.show()
    assert page.styleSheet() == theme.style_of_root() != before
    assert button.grab().toImage().pixelColor(button.rect().center().x(), 4) == theme.color("accent")
