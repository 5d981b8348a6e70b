"""Whatever is saved or copied says so, where it was asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from tests.group.people import Group, alike
from tests.ui.person import name_file
from tests.ui.test_group import opened

from nextrung.ui.charts.gap_chart import GapChart, GapRow
from nextrung.ui.client.window import ClientWindow
from nextrung.ui.safety.erase_dialog import ReceiptDialog
from nextrung.ui.safety.receipt import ErasedState
from nextrung.ui.shell.failure_dialog import FailureDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.toast import Toast, toast_over


@pytest.fixture
def over(qtbot: QtBot, theme: Theme) -> QWidget:
    window = QWidget()
    window.resize(800, 600)
    chart = GapChart(theme, "Gaps to the role", window)
    chart.show_state((GapRow("Communication", 3.1, 2.6, 3.6, 3.0),))
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def chart(over: QWidget) -> GapChart:
    found = over.findChild(GapChart)
    assert found is not None
    return found


def offered(toast: Toast) -> list[bool]:
    return [button.isVisible() for button in toast.findChildren(Button) if button.objectName() != "toast-close"]


@pytest.mark.parametrize("typed", ["gaps.svg", "gaps", "v1.2 gaps"])
def test_that_a_chart_saved_as_a_picture_says_so_and_can_be_opened(
    over: QWidget, chart: GapChart, theme: Theme, tmp_path: Path, typed: str
) -> None:
    name = typed if typed.endswith(".svg") else f"{typed}.png"
    chart.save_as()
    name_file(tmp_path / name, typed)
    toast = toast_over(theme, over)
    assert (toast.message, offered(toast)) == (f"Saved as {name}.", [True, True])
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_that_no_file_is_replaced_that_nobody_was_asked_about(chart: GapChart, tmp_path: Path) -> None:
    (tmp_path / "v1.2 gaps.png").write_text("of another day")
    chart.save_as()
    name_file(tmp_path / "v1.2 gaps")
    assert (tmp_path / "v1.2 gaps.png").read_text() == "of another day"
    assert QImage(str(tmp_path / "v1.2 gaps (2).png")).width() == 2 * chart.viewport().width()


def test_that_a_chart_that_cannot_be_saved_says_so_and_offers_nothing(
    over: QWidget, chart: GapChart, theme: Theme, tmp_path: Path
) -> None:
    chart.save_picture(str(tmp_path / "missing" / "gaps.png"))
    toast = toast_over(theme, over)
    assert toast.isVisible()
    assert "cannot be written" in toast.message
    assert offered(toast) == [False, False]


def test_that_a_copied_chart_says_so(over: QWidget, chart: GapChart, theme: Theme) -> None:
    chart.copy_picture()
    assert toast_over(theme, over).message == "The chart is on the clipboard, as a picture."


def test_that_a_window_has_one_message(window: MainWindow, theme: Theme) -> None:
    assert toast_over(theme, window.current_page()) is window.commands.toast


def receipt_of(theme: Theme, text: str) -> Dialog:
    return ReceiptDialog(theme, ErasedState("Ann is erased", "today", (), (text,), ()))


def failure_of(theme: Theme, text: str) -> Dialog:
    return FailureDialog(theme, text)


def test_that_a_copied_group_says_so(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    group = Group(tmp_path / "data")
    alike(group, [2, 3, 4])
    window, page = opened(qtbot, group, theme)
    page.to_clipboard.trigger()
    assert window.commands.toast.message == "The map is on the clipboard, as a picture."
    window.close()
    group.workspace.close()


@pytest.mark.parametrize("make", [receipt_of, failure_of])
def test_that_copied_details_say_so_in_their_dialog(
    qtbot: QtBot, theme: Theme, make: Callable[[Theme, str], Dialog]
) -> None:
    dialog = make(theme, "line of the receipt")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.cancel_button.click()
    toast = toast_over(theme, dialog)
    assert toast.isVisible()
    assert "on the clipboard" in toast.message
    assert "line of the receipt" in QApplication.clipboard().text()


def test_that_the_client_window_offers_no_files(qtbot: QtBot, theme: Theme) -> None:
    shown = ClientWindow(theme)
    qtbot.addWidget(shown)
    shown.show()
    for chart in (shown.gaps, shown.radar):
        QApplication.sendEvent(
            chart, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), chart.mapToGlobal(QPoint(5, 5)))
        )
        assert chart.findChildren(QMenu) == []
        assert QApplication.activePopupWidget() is None
