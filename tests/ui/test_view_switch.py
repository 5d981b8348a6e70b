"""Views of which one is on show: no other one decides how high the page is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nextrung import resources
from nextrung.ui.widgets.view_switch import ViewSwitch

STACKS_OF_WHOLE_WINDOWS = {"ui/shell/window.py", "ui/client/window.py"}
"""Where a stack of Qt is right: what it shows is as high as the window, whatever lies behind."""


def test_that_only_the_view_on_show_decides_the_height(qtbot: QtBot) -> None:
    short, tall = QLabel("short"), QLabel("tall")
    short.setMinimumHeight(50)
    tall.setMinimumHeight(400)
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    switch = ViewSwitch({"short": short, "tall": tall})
    layout.addLayout(switch)
    holder.show()
    heights = [holder.sizeHint().height()]
    for name in ("tall", "short"):
        switch.show_view(name)
        heights.append(holder.sizeHint().height())
    assert heights == [50, 400, 50]
    switch.show_view(None)
    assert not short.isVisible()
    assert not tall.isVisible()


def test_that_no_view_opens_as_a_window_before_it_is_laid_out(qtbot: QtBot) -> None:
    views = {name: QLabel(name) for name in ("one", "other")}
    for view in views.values():
        qtbot.addWidget(view)
    ViewSwitch(views)
    assert not any(view.isVisible() for view in views.values())


def test_that_no_page_stacks_its_views() -> None:
    code = resources.folder("assets").parent / "desktop" / "nextrung"
    stacked = {
        file.relative_to(code).as_posix()
        for file in code.rglob("*.py")
        if "QStackedWidget(" in file.read_text(encoding="utf-8")
    }
    assert stacked == STACKS_OF_WHOLE_WINDOWS
