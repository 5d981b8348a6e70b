"""Somebody who uses the program for themselves gives their name in the settings, or on their first report."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests import given
from tests.ui import coach

from nextrung.clock import as_moment
from nextrung.ui.report.export_dialog import ExportDialog
from nextrung.ui.settings.name_card import NameCard
from nextrung.ui.shell.current_person import CurrentPersonButton
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace


@pytest.fixture
def nameless(window: MainWindow, workspace: Workspace) -> MainWindow:
    """Somebody who has finished a form without ever being asked for a name."""
    workspace.add_person()
    moment = as_moment(workspace.clock.now())
    answers = given.sample_answers()
    workspace.history.keep(workspace.installed.fingerprint, "full", answers, (moment, moment))
    return window


def test_that_a_name_typed_in_the_settings_is_kept_and_stands_at_the_top(nameless: MainWindow) -> None:
    nameless.show_page("settings")
    card = nameless.findChild(NameCard)
    assert isinstance(card, NameCard)
    assert card.isVisible()
    QTest.keyClicks(card.name, "Ben Lind")
    nameless.show_page("overview")
    assert nameless.workspace.person is not None
    assert nameless.workspace.person.name == "Ben Lind"
    head = nameless.findChild(CurrentPersonButton)
    assert head is not None
    assert "Ben Lind" in head.accessibleName() + head.text()


def test_that_a_name_that_cannot_be_is_said_beside_the_field(nameless: MainWindow) -> None:
    nameless.workspace.rename("Ben")
    nameless.show_page("settings")
    card = nameless.findChild(NameCard)
    assert isinstance(card, NameCard)
    card.name.selectAll()
    QTest.keyClicks(card.name, " ")
    card.save()
    assert "name of 1 to" in coach.words_of(card)
    assert nameless.workspace.person is not None
    assert nameless.workspace.person.name == "Ben"


def test_that_a_coach_is_not_asked_for_a_name_of_their_own(nameless: MainWindow, workspace: Workspace) -> None:
    workspace.privacy.set_coach_mode(on=True)
    nameless.show_page("settings")
    card = nameless.findChild(NameCard)
    assert isinstance(card, NameCard)
    assert not card.isVisible()


def test_that_the_first_report_asks_for_the_name_and_the_next_knows_it(nameless: MainWindow, qtbot: QtBot) -> None:
    def asked() -> ExportDialog:
        nameless.commands.export_report("")
        return nameless.findChildren(ExportDialog)[-1]

    first = asked()
    assert first.name is not None
    QTest.keyClicks(first.name, "Ben Lind")
    with qtbot.waitSignal(nameless.commands.person_renamed):
        first.name.editingFinished.emit()
    assert nameless.workspace.person is not None
    assert nameless.workspace.person.name == "Ben Lind"
    first.reject()
    assert asked().name is None
