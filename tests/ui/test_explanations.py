"""Wherever numbers stand, one key press away it is said how they are worked out."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QTextBrowser
from pytestqt.qtbot import QtBot

from nextrung import app, resources
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.shell.explanations import explanation
from nextrung.ui.shell.sheet import SheetDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace

TOPICS = sorted(path.stem for path in resources.assets("help", "numbers").glob("*.md"))
WORDS = "How is this worked out?"
WITH_NUMBERS = (
    "overview",
    "assess",
    "results",
    "salary",
    "role",
    "plan",
    "evidence",
    "views",
    "history",
    "people",
    "group",
)


@pytest.fixture
def full(window: MainWindow, workspace: Workspace) -> MainWindow:
    app.add_sample(workspace)
    workspace.privacy.set_coach_mode(on=True)
    return window


def offers(window: MainWindow) -> list[QAbstractButton]:
    found = window.current_page().findChildren(QAbstractButton)
    return [one for one in found if one.text() == WORDS and one.isVisible()]


@pytest.mark.parametrize("topic", TOPICS)
def test_that_a_text_names_the_constants_in_force(workspace: Workspace, topic: str) -> None:
    told = explanation(topic, workspace.installed.questionnaire.scoring)
    assert "$" not in told
    assert len(told) > 200


def test_that_the_chances_are_those_of_the_constants(workspace: Workspace) -> None:
    told = explanation("history", workspace.installed.questionnaire.scoring)
    assert "about one of 10 cases" in told
    assert "about one of 20" in told
    assert "80\u00a0%" in told


@pytest.mark.parametrize("place", WITH_NUMBERS)
def test_that_a_page_with_numbers_offers_to_explain_them(qtbot: QtBot, full: MainWindow, place: str) -> None:
    full.show_page(place)
    qtbot.waitUntil(lambda: bool(offers(full)))
    assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in offers(full))
    wait_until_idle(full)


@pytest.mark.parametrize("place", [one for one in WITH_NUMBERS if one != "results"])
def test_that_the_explanation_opens_as_a_sheet(qtbot: QtBot, full: MainWindow, place: str) -> None:
    full.show_page(place)
    qtbot.waitUntil(lambda: bool(offers(full)))
    (offer,) = offers(full)
    offer.click()
    sheet = full.findChild(SheetDialog)
    assert isinstance(sheet, SheetDialog)
    text = sheet.findChild(QTextBrowser)
    assert isinstance(text, QTextBrowser)
    assert re.search(r"[.]\s", text.toPlainText())
    sheet.accept()
    wait_until_idle(full)


def test_that_every_text_is_offered_by_a_page() -> None:
    screens = (resources.folder("assets").parent / "desktop" / "nextrung" / "ui").rglob("*.py")
    offered = {topic for path in screens for topic in re.findall(r'explain\("(\w+)"\)', path.read_text("utf-8"))}
    assert offered == set(TOPICS)
