"""The list of answers: every question in full, opened in place, narrowed by chips, with its area in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nextrung import app
from nextrung.ui.answers import state as answers_state
from nextrung.ui.answers.drawing import draw_up
from nextrung.ui.answers.list import head_height
from nextrung.ui.answers.model import AreaHead
from nextrung.ui.answers.page import AnswersPage
from nextrung.ui.answers.state import AnswerRow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, theme: Theme) -> AnswersPage:
    app.add_sample(workspace)
    return shown(qtbot, workspace, theme)


def shown(qtbot: QtBot, workspace: Workspace, theme: Theme) -> AnswersPage:
    assessment = workspace.latest() or workspace.open_assessment()
    assert assessment is not None
    made = AnswersPage(theme)
    qtbot.addWidget(made)
    made.resize(1072, 810)
    made.show()
    made.show_state(answers_state.build(assessment))
    return made


def rows(page: AnswersPage) -> list[AnswerRow]:
    return [row for row in page.list.answers.rows if isinstance(row, AnswerRow)]


@pytest.mark.parametrize("width", [420, 700, 1010])
def test_that_no_question_is_cut_and_nothing_leaves_its_row(page: AnswersPage, width: int) -> None:
    asked = [row for row in rows(page) if not row.passage]
    assert len(asked) > 40
    for row in rows(page):
        words = (page.list.answers.answer_words(row), "Change")
        for opened in (False, True):
            drawn = draw_up(page.theme, row, words, (width, Qt.LayoutDirection.LeftToRight), opened=opened)
            for part in drawn.parts:
                assert part.left >= 0
                assert part.left + part.lines.width <= width
                assert part.top + part.lines.height <= drawn.height
            assert drawn.height >= 40
    for row in asked:
        closed = draw_up(page.theme, row, ("", ""), (width, Qt.LayoutDirection.LeftToRight), opened=False)
        opened_row = draw_up(page.theme, row, ("", ""), (width, Qt.LayoutDirection.LeftToRight), opened=True)
        most = max(opened_row.parts[0].lines.count, closed.parts[0].lines.count)
        assert most <= 2 or width < 1000, row.question


def test_that_chips_count_what_they_show(page: AnswersPage) -> None:
    for button, which in zip(page.filters.buttons(), ("all", "skipped", "no-chance", "situations"), strict=True):
        count = page.list.answers.count(which)
        assert button.text().endswith(f" {count}")
        assert button.isHidden() == (count == 0 and which != "all")
        page.filters.chosen.emit(which)
        assert len(rows(page)) == count


def test_that_situations_say_how_good_the_choice_was_only_after_finishing(
    workspace: Workspace, page: AnswersPage
) -> None:
    marks = {row.outcome for row in rows(page) if row.explained}
    assert marks == {"best", "close", "off"}
    assert all(row.outcome == "" for row in rows(page) if not row.explained)
    again = workspace.start("full")
    sample = workspace.latest()
    assert sample is not None
    for answer in sample.answers.values():
        again = workspace.answer(again, answer)
    assert {row.outcome for row in answers_state.build(again).rows} == {""}


def test_that_a_row_opens_and_closes_by_a_click_and_by_space(page: AnswersPage) -> None:
    page.list.setFocus()
    at = page.list.answers.row_of("TL-S1")
    assert at is not None
    index = page.list.answers.index(at, 0)
    page.list.setCurrentIndex(index)
    low = page.list.visualRect(index).height()
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.list.answers.opened == "TL-S1"
    assert page.list.visualRect(index).height() > 2 * low
    where = page.list.visualRect(index).topLeft() + QPoint(40, 60)
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.list.answers.opened == ""
    assert page.list.visualRect(index).height() == low


def test_that_the_area_of_the_rows_on_top_stays_in_sight_and_covers_no_row_in_hand(page: AnswersPage) -> None:
    bar = page.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    top = page.list.indexAt(page.list.viewport().rect().topLeft())
    head = page.list.answers.head_above(top.row())
    assert isinstance(head, AreaHead)
    assert page.list.sticky.head == head
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_End)
    for _ in range(60):
        QTest.keyClick(page.list, Qt.Key.Key_Up)
        assert page.list.current() is not None, "the keys never rest on the name of an area"
        box = page.list.visualRect(page.list.currentIndex())
        assert box.top() >= head_height(page.theme)


def test_that_a_click_on_the_link_changes_and_one_beside_it_opens(
    qtbot: QtBot, workspace: Workspace, theme: Theme
) -> None:
    workspace.add_person("Alex")
    workspace.start("quick")
    page = shown(qtbot, workspace, theme)
    row = rows(page)[1]
    at = page.list.answers.row_of(row.item)
    assert at is not None
    index = page.list.answers.index(at, 0)
    link = page.list.link_box(row, page.list.visualRect(index)).center()
    with qtbot.waitSignal(page.change_requested, timeout=1000) as asked:
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=link)
    assert asked.args == [row.item]
    beside = page.list.visualRect(index).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert page.list.answers.opened == row.item
