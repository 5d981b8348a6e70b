"""A questionnaire comes in through the window: seen before anything is kept, mapped, ticked, added and taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.frameworks.made import ladder
from tests.frameworks.test_layouts import GERMAN

from nextrung.questionnaire import files, travelling
from nextrung.tables.frameworks import reading
from nextrung.tables.refusals import TableError
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.tables.page import TablePage
from nextrung.ui.tables.questionnaire_controller import QuestionnaireFileController
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace import Workspace


def shown(window: MainWindow, path: Path, qtbot: QtBot) -> TablePage:
    window.commands.import_questionnaire(path)
    page = window.commands.questionnaire.page
    qtbot.waitUntil(lambda: not page.is_busy)
    assert window.current_page() is page
    return page


def added(window: MainWindow, page: TablePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.commands.questionnaire.added):
        page.accept.click()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where a person's own lie."""
    return tmp_path / "data" / "questionnaires"


def problem_of(page: TablePage) -> str:
    (said,) = (one for one in page.findChildren(TextLabel) if one.property("look") == "problem")
    return said.text()


@pytest.fixture
def german(tmp_path: Path) -> Path:
    file = tmp_path / "leiter.csv"
    file.write_text(GERMAN, encoding="utf-8")
    return file


def test_that_a_framework_is_seen_before_it_is_added(
    window: MainWindow, workspace: Workspace, german: Path, own: Path, qtbot: QtBot
) -> None:
    page = shown(window, german, qtbot)
    rows = page.preview.rows.rows
    assert [row.cells for row in rows] == [
        ("Führung", "Feedback geben", "3 of 4"),
        ("Lieferung", "Planen", "4 of 4"),
        ("Führung", "Delegieren", "4 of 4"),
    ], "what lacks something comes first"
    assert rows[0].problem == "F2: the text of level 3 is missing."
    assert rows[1].problem == "I4: “9” is no level; they go from 1 to 4."
    assert page.accept.text() == "Add the questionnaire with 3 items"
    said = page._notes.text()
    assert "4 levels were stretched to 1 to 5" in said
    assert "made by the authors of leiter.csv, not reviewed by Next Rung" in said
    assert not own.exists()
    added(window, page, qtbot)
    assert files.load(own / "leiter").id == "leiter"
    assert "leiter" in [one.id for one in workspace.questionnaires.offered()]
    workspace.choose_questionnaire("leiter")
    assert workspace.start("full").content.title == "Leiter"


def test_that_an_item_that_is_not_ticked_stays_out(window: MainWindow, german: Path, own: Path, qtbot: QtBot) -> None:
    page = shown(window, german, qtbot)
    page.preview.rows.toggle(1)
    assert page.accept.text() == "Add the questionnaire with 2 items"
    added(window, page, qtbot)
    content = files.load(own / "leiter")
    assert [item.question for item in content.items_by_id.values()] == ["Feedback geben", "Delegieren"]
    assert [area.name for area in content.competencies] == ["Führung"]


def test_that_what_a_column_means_can_be_chosen(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("Wo,Was,Level 1,Level 2,Level 3\nA,Plan,I do a part,I do it all,I lead it\n", encoding="utf-8")
    page = shown(window, file, qtbot)
    page.column_changed.emit(0, "area")
    qtbot.waitUntil(lambda: not page.is_busy)
    page.column_changed.emit(1, "skill")
    qtbot.waitUntil(lambda: not page.is_busy)
    assert [row.cells for row in page.preview.rows.rows] == [("A", "Plan", "3 of 3")]
    page.column_changed.emit(4, "")
    qtbot.waitUntil(lambda: not page.is_busy)
    assert [row.cells for row in page.preview.rows.rows] == [("A", "Plan", "2 of 2")]


def test_that_levels_of_which_nothing_tells_the_order_wait_for_an_answer(
    window: MainWindow, tmp_path: Path, own: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "ladder.csv"
    file.write_text(
        "Area,Skill,Sage,Scholar,Rookie\nCode,Tests,Sets it for all,Does it all alone,Does a part\n", encoding="utf-8"
    )
    page = shown(window, file, qtbot)
    assert page.has_questions
    assert not page.accept.isEnabled()
    assert page.preview.rows.rows[0].problem == "Waits for the order of the levels."
    assert [page.questions.box.itemText(at) for at in range(3)] == ["not said yet", "Sage", "Rookie"]
    page.questions.box.setCurrentIndex(2)
    page.questions.box.activated.emit(2)
    qtbot.waitUntil(lambda: not page.is_busy)
    assert page.accept.isEnabled()
    assert page._fields["order"].chosen() == "highest-first", "what was said can be said otherwise"
    added(window, page, qtbot)
    (item,) = files.load(own / "ladder").items_by_id.values()
    assert (item.anchors[0], item.anchors[-1]) == ("Does a part", "Sets it for all")


def test_that_a_file_that_travels_opens_the_page_and_never_replaces_another(
    window: MainWindow, tmp_path: Path, own: Path, qtbot: QtBot
) -> None:
    sheet = tmp_path / "ladder.csv"
    sheet.write_text(ladder(("L1", "L2", "L3")), encoding="utf-8")
    added(window, shown(window, sheet, qtbot), qtbot)
    folder = own / "ladder"
    texts = travelling.texts_in(folder)
    changed = {name: text.replace(b"of the kind 1 here", b"of another kind here") for name, text in texts.items()}
    assert changed != texts
    file = tmp_path / "ladder.nextrung-questionnaire"
    file.write_bytes(travelling.packed(changed))
    window.arrivals.open_file(file)
    page = window.commands.questionnaire.page
    qtbot.waitUntil(lambda: not page.is_busy)
    assert [row.cells[1] for row in page.preview.rows.rows][:2] == ["Technology", "System"]
    page.accept.click()
    qtbot.waitUntil(lambda: not page.is_busy)
    assert "with other content is here already; nothing was changed" in problem_of(page)
    assert travelling.texts_in(folder) == texts


@pytest.mark.parametrize("text", ["", "no framework", "Area,Skill,Level 1\n"])
def test_that_what_is_no_framework_is_said_on_the_page(
    window: MainWindow, tmp_path: Path, own: Path, qtbot: QtBot, text: str
) -> None:
    file = tmp_path / "odd.csv"
    file.write_text(text, encoding="utf-8")
    page = shown(window, file, qtbot)
    assert problem_of(page).startswith("odd.csv: ")
    assert not page.accept.isVisible()
    assert not own.exists()


def test_that_the_template_comes_back_in(window: MainWindow, workspace: Workspace, tmp_path: Path) -> None:
    controller = QuestionnaireFileController(workspace, window.theme, window)
    controller.save_template(tmp_path / "template.xlsx")
    raw = (tmp_path / "template.xlsx").read_bytes()
    with pytest.raises(TableError, match="No skills or questions were found"):
        reading.read(raw, "template.xlsx")
