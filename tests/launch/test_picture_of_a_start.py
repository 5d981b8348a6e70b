"""The program on whatever desk it runs: its first window, kept as a picture, and the score of the sample answers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.given_first import PROJECT

from nextrung import app, resources
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme

PICTURES = PROJECT / "build" / "pictures"
GOLDEN = PROJECT / "tests" / "golden" / "score.json"
CLOSE = 1e-9
"""Two libraries of arithmetic may differ in the last of some sixteen digits."""


def test_that_the_first_window_is_on_the_screen(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """The picture is of the screen, not of a drawing for it, so it shows what a person there would see."""
    workspace = app.open_workspace(tmp_path)
    app.add_sample(workspace)
    window = MainWindow(workspace, Theme(qapp, resources.assets(), "light"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    wait_until_idle(window)
    picture = window.screen().grabWindow(window.winId()).toImage()
    PICTURES.mkdir(parents=True, exist_ok=True)
    assert picture.save(str(PICTURES / f"first-window-{QGuiApplication.platformName()}.png"))
    across, down = picture.width() // 40, picture.height() // 40
    colours = {picture.pixel(x * across, y * down) for x in range(40) for y in range(40)}
    assert len(colours) > 8, "an empty window has the colours of its background alone"
    window.close()
    workspace.close()


def test_that_the_sample_scores_as_everywhere() -> None:
    command = [sys.executable, str(PROJECT / "desktop"), "score", "assets/sample/ML-MANAGER-SAMPLE.json", "--json"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", cwd=PROJECT)
    _same(json.loads(done.stdout), json.loads(GOLDEN.read_text(encoding="utf-8")), "score")


def _same(found: object, wanted: object, place: str) -> None:
    if isinstance(found, dict) and isinstance(wanted, dict):
        assert list(found) == list(wanted), place
        for name in wanted:
            _same(found[name], wanted[name], f"{place}.{name}")
    elif isinstance(found, list) and isinstance(wanted, list):
        assert len(found) == len(wanted), place
        for at, pair in enumerate(zip(found, wanted, strict=True)):
            _same(*pair, f"{place}[{at}]")
    elif isinstance(found, float) and isinstance(wanted, float):
        assert abs(found - wanted) <= CLOSE * max(1, abs(wanted)), place
    else:
        assert found == wanted, place
