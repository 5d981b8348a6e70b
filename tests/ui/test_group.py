"""The group page by keyboard and pointer: filled, filtered, with hidden names, exported, and stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import python_calamine
from PySide6.QtCore import QDate, QEvent, Qt, QThreadPool
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests import given
from tests.given import PROJECT
from tests.group.people import Group, alike
from tests.ui import coach
from tests.ui.person import name_file

from nextrung.ui.background import Background
from nextrung.ui.group import picture
from nextrung.ui.group.heat_model import heat_color, heat_ink
from nextrung.ui.group.page import GroupPage
from nextrung.ui.group.state import STEPS
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme import tokens
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.page import ScrollBody


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Group]:
    made = Group(tmp_path / "data")
    yield made
    made.workspace.close()


def opened(qtbot: QtBot, group: Group, theme: Theme) -> tuple[MainWindow, GroupPage]:
    group.workspace.add_person("Coach")
    window = MainWindow(group.workspace, theme)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.show_page("group")
    page = window.current_page()
    assert isinstance(page, GroupPage)
    settle(qtbot, page)
    return window, page


def settle(qtbot: QtBot, page: GroupPage) -> None:
    """Until the group, and after it the change, are read and shown."""
    QThreadPool.globalInstance().waitForDone()
    qtbot.wait(40)
    qtbot.waitUntil(page.to_sheet.isEnabled, timeout=20_000)


def names(page: GroupPage) -> list[str]:
    heat = page.heat.table.map
    return [str(heat.headerData(at, Qt.Orientation.Vertical)) for at in range(heat.rowCount())]


def choose(box: object, text: str) -> None:
    at = box.findText(text, Qt.MatchFlag.MatchContains)  # type: ignore[attr-defined]
    assert at >= 0
    box.setCurrentIndex(at)  # type: ignore[attr-defined]
    box.activated.emit(at)  # type: ignore[attr-defined]


def test_that_the_page_shows_everyone_with_figures(qtbot: QtBot, group: Group, theme: Theme) -> None:
    alike(group, [1, 2, 3, 4])
    _, page = opened(qtbot, group, theme)
    assert names(page) == ["Person 000", "Person 001", "Person 002", "Person 003"]
    assert page.figures.matching.accessibleName() == "Match the profile: 2 of 4"
    assert page.figures.waiting.accessibleName() == "Not assessed for 6 months: 1 of 5"
    assert page.figures.median.accessibleName().startswith("Median match: ")


def test_that_nobody_assessed_leads_to_the_assessment(qtbot: QtBot, group: Group, theme: Theme) -> None:
    window, page = opened(qtbot, group, theme)
    assert page.lacking.step.isVisible()
    assert not page.export.isVisible()
    QTest.mouseClick(page.lacking.step, Qt.MouseButton.LeftButton)
    assert not isinstance(window.current_page(), GroupPage)


def test_that_every_cell_is_reached_by_keys_and_said_in_words(qtbot: QtBot, group: Group, theme: Theme) -> None:
    alike(group, [2, 4])
    _, page = opened(qtbot, group, theme)
    table = page.heat.table
    table.setFocus()
    said = []
    for _ in range(table.map.columnCount()):
        said.append(str(table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)))
        QTest.keyClick(table, Qt.Key.Key_Right)
    assert len(set(said)) == 10
    assert said[0] == "Person 000, Technical oversight: level 2.0, 1.5 below the target"
    assert said[-1].startswith("Person 000: match ")
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1


def test_that_no_chance_stands_as_such_and_never_as_a_low_level(qtbot: QtBot, group: Group, theme: Theme) -> None:
    answers = given.answered("full", rating=4, frequency=0.75)
    started = [one for one in answers if one.startswith("TL-")]
    group.record(group.person("Jana"), given.no_chance(answers, [one for one in started if one[3] in "BF"]))
    _, page = opened(qtbot, group, theme)
    heat = page.heat.table.map
    state = heat.state
    assert state is not None
    cell = heat.index(0, state.view.columns.index("TL"))
    assert cell.data() == "–"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Jana, Team leadership: no chance yet"


def test_that_one_key_hides_names_everywhere_on_the_page(qtbot: QtBot, group: Group, theme: Theme) -> None:
    for name in ("Jana", "Tomasz", "Aisha"):
        group.record(group.person(name), given.answered("full"))
    group.person("Luca")
    _, page = opened(qtbot, group, theme)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_H)
    assert sorted(names(page)) == ["Person 01", "Person 02", "Person 03"]
    shown = [row.texts[0] for row in page.waiting.table.bars.rows]
    assert shown == ["Person 04", "Person 05"]
    assert group.workspace.privacy.names_hidden
    QTest.keyClick(page, Qt.Key.Key_H)
    assert sorted(names(page)) == ["Aisha", "Jana", "Tomasz"]


def test_that_names_shown_again_stand_beside_the_first_column(qtbot: QtBot, group: Group, theme: Theme) -> None:
    for name in ("Maximiliane Featherstonehaugh", "Tomasz", "Aisha"):
        group.record(group.person(name), given.answered("full"))
    _, page = opened(qtbot, group, theme)
    page.setFocus()
    table = page.heat.table
    for _ in range(3):
        assert table.verticalHeader().geometry().right() < table.viewport().geometry().left()
        QTest.keyClick(page, Qt.Key.Key_H)
        settle(qtbot, page)


def test_that_a_group_under_three_is_withheld_while_names_are_hidden(qtbot: QtBot, group: Group, theme: Theme) -> None:
    alike(group, [2, 3, 4])
    alike(group, [4, 5], "night")
    _, page = opened(qtbot, group, theme)
    QTest.keyClick(page, Qt.Key.Key_H)
    assert page.heat.table.map.rowCount() == 5
    choose(page.filters.people.box, "night")
    settle(qtbot, page)
    assert page.heat.table.map.rowCount() == 0
    assert not page.heat.isVisible()
    assert not page.export.isVisible()
    QTest.keyClick(page, Qt.Key.Key_H)
    assert page.heat.table.map.rowCount() == 2


def test_that_a_group_that_is_withheld_says_so_in_a_card_with_one_thing_to_do(
    qtbot: QtBot, group: Group, theme: Theme
) -> None:
    alike(group, [4, 5])
    _, page = opened(qtbot, group, theme)
    page.hide_names.setFocus()
    page.hide_names.click()
    settle(qtbot, page)
    assert page.lacking.isVisible()
    offered = [one for one in page.findChildren(Button) if one.isVisible() and one.property("kind") == "primary"]
    assert offered == [page.lacking.show_names]
    assert page.lacking.show_names.hasFocus()
    assert not page.hide_names.isVisible()
    page.lacking.show_names.click()
    settle(qtbot, page)
    assert page.heat.table.map.rowCount() == 2
    assert page.hide_names.hasFocus()
    assert not page.lacking.isVisible()


def test_that_tag_and_role_choose_what_is_shown(qtbot: QtBot, group: Group, theme: Theme) -> None:
    alike(group, [3, 3], "Berlin")
    alike(group, [4])
    _, page = opened(qtbot, group, theme)
    choose(page.filters.people.box, "Berlin")
    settle(qtbot, page)
    assert page.heat.table.map.rowCount() == 2
    before = page.heat.table.map.index(0, 0).data()
    choose(page.filters.role.box, "Director")
    settle(qtbot, page)
    assert page.heat.table.map.index(0, 0).data() != before
    choose(page.filters.people.box, "Everyone")
    settle(qtbot, page)
    assert page.heat.table.map.rowCount() == 3


def test_that_the_days_of_the_comparison_can_be_chosen(qtbot: QtBot, group: Group, theme: Theme) -> None:
    one = group.person("Jana")
    group.record(one, given.answered("full", rating=2, frequency=0.25), at="2026-01-10T10:00:00Z")
    group.record(one, given.answered("full", rating=4, frequency=0.75), at="2026-09-10T10:00:00Z")
    _, page = opened(qtbot, group, theme)
    overall = page.change.table.bars.rows[0]
    assert overall.texts == ("Overall", "+2.0", "clear")
    assert "clearly higher: 1" in overall.words
    page.change.after.setDate(QDate(2026, 7, 1))
    page.change.after.editingFinished.emit()
    settle(qtbot, page)
    assert not page.change.table.isVisible()


def test_that_enter_on_a_person_opens_their_results(qtbot: QtBot, group: Group, theme: Theme) -> None:
    people = alike(group, [2, 4])
    window, page = opened(qtbot, group, theme)
    page.heat.table.setFocus()
    QTest.keyClick(page.heat.table, Qt.Key.Key_Return)
    assert not isinstance(window.current_page(), GroupPage)
    person = group.workspace.person
    assert person is not None
    assert person.id == people[0]


def test_that_what_changed_elsewhere_is_there_at_the_next_visit(qtbot: QtBot, group: Group, theme: Theme) -> None:
    alike(group, [2, 3])
    window, page = opened(qtbot, group, theme)
    window.show_page("overview")
    alike(group, [5])
    window.show_page("group")
    settle(qtbot, page)
    assert page.heat.table.map.rowCount() == 3


def test_that_reading_can_be_stopped(qtbot: QtBot, group: Group, theme: Theme) -> None:
    alike(group, [2, 3])
    window, page = opened(qtbot, group, theme)
    window.show_page("overview")
    alike(group, [5])
    window.show_page("group")
    page.cancel_requested.emit()
    settle(qtbot, page)
    assert page.heat.table.map.rowCount() == 2, "what was read before stays"


def test_that_numbers_can_be_read_on_every_colour_of_the_scale(theme: Theme) -> None:
    for scheme in tokens.SCHEMES:
        colors = theme.tokens.colors[scheme]
        least = 7 if scheme.startswith("contrast") else 4.5
        for step in range(-STEPS, STEPS + 1):
            assert tokens.contrast(colors[heat_color(step)], colors[heat_ink(step)]) >= least, (scheme, step)


def test_that_the_scale_is_calm_in_the_middle_and_strong_at_its_ends(theme: Theme) -> None:
    for scheme in tokens.SCHEMES:
        colors = theme.tokens.colors[scheme]
        strength = [tokens.contrast(colors[heat_color(step)], colors["surface"]) for step in range(STEPS + 1)]
        below = [tokens.contrast(colors[heat_color(-step)], colors["surface"]) for step in range(STEPS + 1)]
        assert strength == sorted(strength), scheme
        assert below == sorted(below), scheme
        assert strength[0] < 1.5, scheme
        assert min(strength[-1], below[-1]) >= 4.5, scheme


def test_that_both_sides_of_the_scale_differ_for_colour_blind_eyes(theme: Theme) -> None:
    """Without red and green what is left is blue against yellow, which the two sides differ in, and lightness."""
    for scheme in tokens.SCHEMES:
        colors = theme.tokens.colors[scheme]
        for step in range(1, STEPS + 1):
            red, green, blue = (int(colors[heat_color(-step)][at : at + 2], 16) for at in (1, 3, 5))
            assert (red + green) / 2 > blue
            red, green, blue = (int(colors[heat_color(step)][at : at + 2], 16) for at in (1, 3, 5))
            assert (red + green) / 2 < blue


def test_that_the_spreadsheet_holds_what_the_page_shows(
    qtbot: QtBot, group: Group, theme: Theme, tmp_path: Path
) -> None:
    for name in ("=HYPERLINK(1)", "Tomasz", "Aisha"):
        group.record(group.person(name), given.answered("full", rating=2, frequency=0.25))
    _, page = opened(qtbot, group, theme)
    target = tmp_path / "group.xlsx"
    page.to_sheet.trigger()
    name_file(target)
    settle(qtbot, page)
    book = python_calamine.CalamineWorkbook.from_path(target)
    rows = book.get_sheet_by_name("people").to_python()
    assert {row[0] for row in rows[1:]} == {"'=HYPERLINK(1)", "Tomasz", "Aisha"}
    at = rows[0].index("TL difference")
    assert [row[at] for row in rows[1:]] == [-1.0, -1.0, -1.0]
    described = {(row[0], row[1]) for row in book.get_sheet_by_name("columns").to_python()}
    for sheet in book.sheet_names:
        head = book.get_sheet_by_name(sheet).to_python()[0]
        assert sheet == "columns" or all((sheet, name) in described for name in head)


def test_that_hidden_names_are_in_no_file(qtbot: QtBot, group: Group, theme: Theme, tmp_path: Path) -> None:
    for name in ("Jana", "Tomasz", "Aisha"):
        group.record(group.person(name), given.answered("full"))
    group.person("Luca")
    _, page = opened(qtbot, group, theme)
    QTest.keyClick(page, Qt.Key.Key_H)
    target = tmp_path / "group.xlsx"
    page.to_sheet.trigger()
    name_file(target)
    settle(qtbot, page)
    book = python_calamine.CalamineWorkbook.from_path(target)
    cells = {
        str(cell) for sheet in book.sheet_names for row in book.get_sheet_by_name(sheet).to_python() for cell in row
    }
    assert cells.isdisjoint({"Jana", "Tomasz", "Aisha", "Luca"})
    assert {"Person 01", "Person 02", "Person 03", "Person 04"} <= cells


def test_that_a_file_that_cannot_be_written_is_one_sentence(
    qtbot: QtBot, group: Group, theme: Theme, tmp_path: Path
) -> None:
    alike(group, [2, 3, 4])
    _, page = opened(qtbot, group, theme)
    for action, suffix in ((page.to_sheet, ".xlsx"), (page.to_picture, ".png")):
        target = tmp_path / "nowhere" / f"group{suffix}"
        page.show_problem("")
        action.trigger()
        name_file(target)
        settle(qtbot, page)
        assert "nowhere" in coach.words_of(page)
        assert not target.parent.exists()


def test_that_the_picture_holds_people_beyond_those_in_view(qtbot: QtBot, group: Group, theme: Theme) -> None:
    alike(group, [1 + at % 5 for at in range(20)])
    _, page = opened(qtbot, group, theme)
    drawn = page.picture()
    assert drawn.height() / picture.PIXELS > 20 * page.heat.table.rowHeight(0), "all twenty, not the fourteen in view"
    colors = {drawn.pixelColor(x, drawn.height() - 60).name() for x in range(0, drawn.width(), 7)}
    assert theme.color("heat_above_3").name() in colors or theme.color("heat_above_4").name() in colors
    page.to_clipboard.trigger()
    assert QApplication.clipboard().image().size() == drawn.size()


@pytest.mark.usefixtures("qapp")
def test_that_a_picture_is_saved_whole(tmp_path: Path) -> None:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    picture.save(image, tmp_path / "map.png")
    assert [one.name for one in tmp_path.iterdir()] == ["map.png"]
    assert QImage(str(tmp_path / "map.png")).size() == image.size()


def test_that_the_page_fits_its_width_at_twice_the_text_size(qtbot: QtBot, group: Group, theme: Theme) -> None:
    alike(group, [2, 3, 4])
    window, page = opened(qtbot, group, theme)
    window.resize(960, 640)
    theme.choose("light", 2.0)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    qtbot.wait(50)
    area = page.findChild(ScrollBody)
    try:
        assert area is not None
        body = area.widget()
        assert body is not None
        assert body.width() <= area.viewport().width()
    finally:
        theme.choose("light", 1.0)


def test_that_a_window_closed_while_the_group_is_read_hears_no_more_of_it(
    qtbot: QtBot, group: Group, theme: Theme
) -> None:
    alike(group, [2.0, 4.0])
    window, page = opened(qtbot, group, theme)
    page.filters.role_chosen.emit("director")  # reads the group against another role
    assert any(one.is_busy for one in window.findChildren(Background))
    window.close()
    assert QThreadPool.globalInstance().waitForDone(20_000)
    qtbot.wait(100)  # what came back would be looked for, and shown from a closed workspace


@pytest.mark.parametrize(("coaching", "loaded"), [(True, True), (False, False)])
def test_that_libraries_load_ahead_for_a_coach_alone(tmp_path: Path, coaching: bool, loaded: bool) -> None:
    code = """
import sys
from pathlib import Path
from PySide6.QtCore import QThreadPool
from PySide6.QtTest import QTest
from nextrung import app
from nextrung.ui.group import preload
workspace = app.open_workspace(Path(sys.argv[1]))
workspace.privacy.set_coach_mode(on=sys.argv[2] == "True")
application = app.make_application()
preload.PATIENCE = 10
preload.Preloader(workspace, application)
assert "pandas" not in sys.modules
QTest.qWait(100)
QThreadPool.globalInstance().waitForDone()
print("pandas" in sys.modules)
"""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "desktop"), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", code, str(tmp_path), str(coaching)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    assert said.strip() == str(loaded)
