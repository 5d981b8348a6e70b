"""The report on a group as a document: what is on the page is in it, and what is hidden stays hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests import given
from tests.group.people import Group, alike
from tests.report import made, poppler
from tests.ui.coach import words_of
from tests.ui.person import name_file
from tests.ui.test_group import opened

from nextrung.report.words import level, match
from nextrung.ui.group.page import GroupPage
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.question import QuestionDialog


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path / "data")


def saved(qtbot: QtBot, page: GroupPage, target: Path) -> str:
    page.to_report.trigger()
    name_file(target)
    qtbot.waitUntil(target.exists, timeout=20_000)
    return " ".join(poppler.text(target.read_bytes(), target.parent, "-layout").split())


@poppler.needed
def test_that_the_report_holds_everybody_on_the_page(qtbot: QtBot, group: Group, theme: Theme, tmp_path: Path) -> None:
    alike(group, [2, 3, 4, 5])
    window, page = opened(qtbot, group, theme)
    text = saved(qtbot, page, tmp_path / "group.pdf")
    view = group.measured().view(group.workspace.role, None)
    assert len(view.rows) == 4
    for row in view.rows:
        assert f"{row.member.name} {match(row.match)} {' '.join(level(one) for one in row.levels)}" in text
    for gap in view.gaps:
        assert f"{level(gap.mean)} {gap.likely} of {gap.scored}" in text
    assert "Group report" in text
    window.close()


@poppler.needed
@pytest.mark.parametrize("goes_on", [True, False])
def test_that_letters_without_a_font_are_asked_about_before_saving(
    qtbot: QtBot, group: Group, theme: Theme, tmp_path: Path, *, goes_on: bool
) -> None:
    alike(group, [2, 3, 4])
    group.record(group.person(f"Kim {made.rare_letter()}"), given.answered("full"))
    window, page = opened(qtbot, group, theme)
    target = tmp_path / "group.pdf"
    page.to_report.trigger()
    name_file(target)
    qtbot.waitUntil(lambda: page.findChildren(QuestionDialog) != [], timeout=20_000)
    (asking,) = page.findChildren(QuestionDialog)
    assert made.rare_letter() in words_of(asking)
    assert not target.exists()
    (asking.accept_button if goes_on else asking.cancel_button).click()
    if goes_on:
        qtbot.waitUntil(target.exists, timeout=20_000)
        assert "Kim ?" in poppler.text(target.read_bytes(), tmp_path, "-layout")
    window.close()
    assert target.exists() is goes_on


def test_that_a_group_goes_out_as_docx_too(qtbot: QtBot, group: Group, theme: Theme, tmp_path: Path) -> None:
    alike(group, [2, 3, 4])
    window, page = opened(qtbot, group, theme)
    target = tmp_path / "group.docx"
    page.to_report.trigger()
    name_file(target)
    qtbot.waitUntil(target.exists, timeout=20_000)
    assert target.read_bytes().startswith(b"PK")
    window.close()


@poppler.needed
def test_that_hidden_names_are_not_in_the_report(qtbot: QtBot, group: Group, theme: Theme, tmp_path: Path) -> None:
    alike(group, [2, 3, 4])
    window, page = opened(qtbot, group, theme)
    real = [row.member.name for row in group.measured().view(group.workspace.role, None).rows]
    QTest.keyClick(page, Qt.Key.Key_H)
    text = saved(qtbot, page, tmp_path / "group.pdf")
    assert not any(name in text for name in real)
    assert "Person 01" in text
    window.close()
