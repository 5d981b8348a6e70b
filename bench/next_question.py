"""From the key that answers to the next question on screen, the answer on disk in between."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.answer_to_disk import bare
from bench.measuring import Measurement, compare
from nextrung import app, resources
from nextrung.ui.assess.page import QuestionPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme


def measure() -> Iterator[Measurement]:
    application = app.make_application()
    with tempfile.TemporaryDirectory() as folder:
        workspace = app.open_workspace(Path(folder))
        workspace.start("full")
        window = MainWindow(workspace, Theme(application, resources.assets(), "light"))
        window.show()
        window.activateWindow()
        application.processEvents()
        floor = bare(Path(folder) / "bare.db", "a")
        values = itertools.cycle((1.0, 2.0, 3.0, 4.0))
        keys = itertools.cycle((Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4))

        def answer_and_go_on() -> None:
            page = window.current_page()
            if not isinstance(page, QuestionPage):
                raise TypeError("the walk has left the questions")
            focused = QApplication.focusWidget() or page
            QTest.keyClick(focused, next(keys))
            if page.state.confidence:
                page.confidence_chosen.emit("leaning")
            if len(page.state.outline) and page.state.item == "TO-F2":
                page.jump_requested.emit("TL-B1")
            page.next_requested.emit()
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            page.repaint()

        def commit() -> None:
            floor.execute(
                "INSERT INTO answer VALUES ('a', 'TL-B1', ?, NULL, NULL, '', '', 0, 0, 21.5, '2026-11-23T09:41:07Z')"
                " ON CONFLICT (assessment, item) DO UPDATE SET value = excluded.value, at = excluded.at",
                (next(values),),
            )

        yield compare(
            "answer and next question painted",
            answer_and_go_on,
            "a bare commit of the same bytes",
            commit,
            rounds=120,
            limit="at most 50 ms",
        )
        floor.close()
        window.close()
