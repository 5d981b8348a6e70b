"""A questionnaire is written in the app: kept as typed, checked as one types, tried, published, taken elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.questionnaire.changes import rewrite, swap
from tests.questionnaire.written import ANCHORS
from tests.test_questionnaire_service import own
from tests.ui.author import (
    add,
    choose,
    field,
    lines,
    listed,
    names,
    pick,
    press,
    text_of,
    typed,
    ways,
    written_page,
)

from nextrung.questionnaire import files
from nextrung.questionnaire.authoring.findings import AuthoringFinding
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.assess.page import QuestionPage
from nextrung.ui.authoring.page import AuthoringPage
from nextrung.ui.authoring.publish_dialog import PublishDialog
from nextrung.ui.questionnaires.list_card import QuestionnaireListCard
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.widgets.fold import Fold
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus come to the front


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def card(workspace: Workspace, window: MainWindow) -> QuestionnaireListCard:
    """The list of questionnaires, for somebody with a name."""
    workspace.add_person("Jana")
    return listed(window)


@pytest.fixture
def page(card: QuestionnaireListCard, window: MainWindow) -> AuthoringPage:
    """A new questionnaire, just begun."""
    press(window, card.new)
    return written_page(window)


def said(page: AuthoringPage, way: str) -> str:
    row = page.form.row(way)
    assert row is not None
    return row.said.text() if row.said.isVisibleTo(page) else ""


def shown_texts(page: AuthoringPage) -> list[str]:
    return [label.text() for label in page.findChildren(TextLabel) if label.isVisibleTo(page) and label.text()]


def shown_problems(page: AuthoringPage) -> list[str]:
    labels = [label for label in page.findChildren(TextLabel) if label.property("look") == "problem"]
    return [label.text() for label in labels if label.isVisibleTo(page) and label.text()]


def go_through(page: AuthoringPage, way: str) -> None:
    """Come to a text by keyboard, and leave it as it is."""
    field(page, way).setFocus()
    QTest.keyClick(lines(page, way), Qt.Key.Key_Tab)
    wait_until_idle(page.window())


def test_that_a_new_one_begins_in_the_name_of_its_first_area(page: AuthoringPage, window: MainWindow) -> None:
    assert names(page) == ["New questionnaire", "New area"]
    assert window.focusWidget() is lines(page, "name")
    assert not page.reset.isVisibleTo(page)


def test_that_everything_that_can_be_added_has_its_fields(page: AuthoringPage) -> None:
    begins = {
        "rating": "stem", "frequency": "stem", "scenario": "scenario", "knowledge": "case", "evidence": "ask",
        "action": "title", "area": "name", "role": "name", "part": "name", "tag": "name",
    }  # fmt: skip
    assert {str(entry.data()) for entry in page.menu.actions()} == set(begins)
    for what, first in begins.items():
        page.adding_requested.emit(what)
        assert ways(page)[0] == first
    pick(page, "Action without a title")
    typed(page, "no_chance.title", "Watch somebody plan")
    wait_until_idle(page.window())
    assert said(page, "no_chance.if_then") == ""
    go_through(page, "no_chance.if_then")
    assert "Needed before it can be published" in said(page, "no_chance.if_then")


def test_that_a_text_nobody_came_to_is_still_to_be_written_and_no_fault(page: AuthoringPage) -> None:
    assert not shown_problems(page)
    assert any(text.startswith("10 things are still to be written here.") for text in shown_texts(page))
    go_through(page, "construct")
    assert said(page, "construct") == "The text is missing."
    assert said(page, "boundary") == ""
    assert any(text.startswith("9 things are still to be written here.") for text in shown_texts(page))


def test_that_texts_of_a_row_are_missing_once_all_that_are_empty_were_left(page: AuthoringPage) -> None:
    typed(page, "levels.1", "Follows a plan")
    for level in range(2, 5):
        go_through(page, f"levels.{level}")
    assert said(page, "levels.1") == ""
    go_through(page, "levels.5")
    assert said(page, "levels.1") == "The texts of levels 2, 3, 4 and 5 are missing."


def test_that_a_text_that_was_taken_out_is_missing_at_once(page: AuthoringPage) -> None:
    typed(page, "boundary", "W")
    QTest.keyClick(lines(page, "boundary"), Qt.Key.Key_Backspace)
    wait_until_idle(page.window())
    assert said(page, "boundary") == "The text is missing."


def test_that_each_thing_is_said_beside_its_field_as_one_types(page: AuthoringPage) -> None:
    add(page, "rating")
    for point, anchor in enumerate(ANCHORS, start=1):
        typed(page, f"anchors.{point}", anchor)
    typed(page, "anchors.5", "I am excellent at planning and always deliver.")
    wait_until_idle(page.window())
    assert "always" in said(page, "anchors.5")
    assert said(page, "anchors.4") == ""
    typed(page, "anchors.5", "Other teams now plan in this way.")
    wait_until_idle(page.window())
    assert said(page, "anchors.5") == ""
    assert "Needed before it can be published" in said(page, "stem")


def test_that_what_is_typed_is_kept_and_there_again(
    page: AuthoringPage, window: MainWindow, workspace: Workspace
) -> None:
    typed(page, "name", "Deliv")
    assert workspace.authoring.opening_work("new-1")().draft.content.competencies[0].name == "New area"
    press(window, page.back)
    assert workspace.authoring.opening_work("new-1")().draft.content.competencies[0].name == "Deliv"
    card = listed(window)
    QTest.keyClick(card.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    card.table.selectRow(card.table.model().rowCount() - 1)
    press(window, card.edit)
    assert names(written_page(window)) == ["New questionnaire", "Deliv"]


def test_that_undo_takes_one_field_back_at_a_time_whatever_has_the_keyboard(page: AuthoringPage) -> None:
    typed(page, "name", "Delivery")
    typed(page, "construct", "What gets done")
    for expected in (("Delivery", ""), ("New area", "")):
        QTest.keySequence(lines(page, "construct"), "Ctrl+Z")
        assert (text_of(page, "name"), text_of(page, "construct")) == expected
    QTest.keySequence(page.outline, "Ctrl+Shift+Z")
    assert text_of(page, "name") == "Delivery"
    press(page.window(), page.undo)
    assert text_of(page, "name") == "New area"


def test_that_things_are_put_in_order_by_keys_and_removed_and_brought_back(page: AuthoringPage) -> None:
    for stem in ("How I plan", "How I ship", "How I mend"):
        add(page, "rating")
        typed(page, "stem", stem)
    pick(page, "How I ship")
    QTest.keyClick(page.outline, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(page)[2:] == ["How I ship", "How I plan", "How I mend"]
    QTest.keyClick(page.outline, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(page)[2:] == ["How I plan", "How I ship", "How I mend"]
    QTest.keyClick(page.outline, Qt.Key.Key_Delete)
    assert names(page)[2:] == ["How I plan", "How I mend"]
    QTest.keySequence(page.outline, "Ctrl+Z")
    assert names(page)[2:] == ["How I plan", "How I ship", "How I mend"]


def test_that_a_thing_is_dragged_to_its_place_among_its_like(page: AuthoringPage) -> None:
    for stem in ("How I plan", "How I ship", "How I mend"):
        add(page, "rating")
        typed(page, "stem", stem)
    tree = page.outline
    pick(page, "How I mend")
    # what a drop does, without the system's own loop that a drag of the mouse would start
    tree.drop_on(next(thing.id for thing in tree._things if thing.name == "How I plan"))
    assert names(page)[2:] == ["How I mend", "How I plan", "How I ship"]
    tree.drop_on("")
    tree.drop_on(tree.picked_id())
    assert names(page)[2:] == ["How I mend", "How I plan", "How I ship"]


def test_that_an_item_goes_into_another_area_by_mouse_and_by_keys(page: AuthoringPage) -> None:
    for stem in ("How I plan", "How I ship"):
        add(page, "rating")
        typed(page, "stem", stem)
    add(page, "area")
    typed(page, "name", "People")
    add(page, "rating")
    typed(page, "stem", "How I hire")
    tree = page.outline
    pick(page, "How I plan")
    tree.drop_on(next(thing.id for thing in tree._things if thing.name == "People"))
    assert names(page)[1:] == ["New area", "How I ship", "People", "How I hire", "How I plan"]
    pick(page, "How I ship")
    tree.drop_on(next(thing.id for thing in tree._things if thing.name == "How I plan"))
    assert names(page)[1:] == ["New area", "People", "How I hire", "How I ship", "How I plan"]
    assert text_of(page, "facet.name") == "How I ship"
    QTest.keyClick(tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    assert names(page)[1:] == ["New area", "How I ship", "People", "How I hire", "How I plan"]
    QTest.keySequence(tree, "Ctrl+Z")
    assert names(page)[1:] == ["New area", "People", "How I hire", "How I ship", "How I plan"]


def test_that_parts_and_tags_are_written_and_things_are_put_into_them(page: AuthoringPage) -> None:
    add(page, "rating")
    typed(page, "stem", "How I plan")
    pick(page, "New area")
    assert "part" not in ways(page)  # with a single part there is nothing to choose
    add(page, "part")
    typed(page, "name", "Skills")
    pick(page, "New area")
    choose(page, "part", "part-1")
    add(page, "tag")
    typed(page, "name", "Ethics")
    assert names(page) == [
        "New questionnaire", "New area", "How I plan", "Parts", "Areas", "Skills", "Tags", "Ethics",
    ]  # fmt: skip
    pick(page, "How I plan")
    (tick,) = page.form.row("tags").stops()  # type: ignore[union-attr]
    press(page.window(), tick)
    assert page.form.row("tags").field.value == ("tag-1",)  # type: ignore[union-attr]
    pick(page, "Areas")
    QTest.keyClick(page.outline, Qt.Key.Key_Delete)
    assert "Parts" not in names(page)
    pick(page, "Ethics")
    QTest.keyClick(page.outline, Qt.Key.Key_Delete)
    pick(page, "How I plan")
    assert "tags" not in ways(page)


def test_that_an_item_is_linked_to_one_of_another_questionnaire(page: AuthoringPage) -> None:
    add(page, "rating")
    typed(page, "stem", "How I plan")
    assert "same_as" not in ways(page)
    pick(page, "New questionnaire")
    choose(page, "linked_to", "ml-manager")
    pick(page, "How I plan")
    choose(page, "same_as", "TL-B1")
    assert said(page, "same_as") == ""
    pick(page, "New questionnaire")
    choose(page, "linked_to", "")
    pick(page, "How I plan")
    assert "Needed before it can be published" in said(page, "same_as")  # it names an item of nothing
    choose(page, "same_as", "")


def test_that_a_situation_has_four_options_or_five(page: AuthoringPage) -> None:
    add(page, "scenario")
    box = field(page, "options")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert "options.5.text" in ways(page)
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert "options.6.text" not in ways(page)
    field(page, "options").setFocus()
    QTest.keyClick(field(page, "options"), Qt.Key.Key_Down)
    assert "options.5.text" not in ways(page)


def test_that_wording_for_others_stands_beside_ones_own_where_there_is_room(page: AuthoringPage) -> None:
    add(page, "rating")
    form, window = page.form, page.window()
    window.resize(1680, 1000)
    wait_until_idle(window)
    own, other = form.row("anchors.2"), form.row("observed.anchors.2")
    assert own is not None
    assert other is not None
    assert (own.y(), other.x() > own.geometry().right()) == (other.y(), True)
    lines(page, "anchors.2").setFocus()
    QTest.keyClick(lines(page, "anchors.2"), Qt.Key.Key_Tab)
    assert window.focusWidget() is lines(page, "observed.anchors.2")
    window.resize(960, 640)
    wait_until_idle(window)
    assert other.y() > form.row("anchors.5").y()  # type: ignore[union-attr]
    lines(page, "anchors.2").setFocus()
    QTest.keyClick(lines(page, "anchors.2"), Qt.Key.Key_Tab)
    assert window.focusWidget() is lines(page, "anchors.3")


def test_that_another_one_of_ones_own_is_gone_on_with_from_the_list_beside(
    page: AuthoringPage, window: MainWindow, workspace: Workspace
) -> None:
    workspace.authoring.new("The other one", "People", "Jana")
    window.resize(1280, 832)
    press(window, page.back)
    card = listed(window)
    card.table.selectRow(2)
    press(window, card.edit)
    page = written_page(window)
    assert page.others.isVisibleTo(page)
    shown = [str(page.others.model().index(at, 0).data()) for at in range(page.others.model().rowCount())]
    assert [one.partition("\n")[0] for one in shown] == [
        "Machine-learning manager", "First-time manager", "New questionnaire", "The other one",
    ]  # fmt: skip
    pick(page, "New area")
    typed(page, "name", "Delivery")
    page.others.setFocus()
    QTest.keyClick(page.others, Qt.Key.Key_Up)  # those of the program cannot be written on
    assert page.others.currentIndex().row() == 2
    QTest.keyClick(page.others, Qt.Key.Key_Down)
    assert names(page)[0] == "New questionnaire"  # an arrow alone opens nothing
    QTest.keyClick(page.others, Qt.Key.Key_Return)
    wait_until_idle(window)
    assert names(written_page(window)) == ["The other one", "People"]
    assert workspace.authoring.opening_work("new-1")().draft.content.competencies[0].name == "Delivery"
    window.resize(960, 640)
    wait_until_idle(window)
    assert not page.others.isVisibleTo(page)


def test_that_another_thing_begins_at_its_first_field(page: AuthoringPage) -> None:
    add(page, "rating")
    bar = page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    pick(page, "New questionnaire")
    assert bar.value() == 0


def test_that_the_foot_says_how_hard_an_item_is_to_read(page: AuthoringPage) -> None:
    add(page, "rating")
    typed(page, "stem", "Organisational accountability considerations necessitating interdepartmental coordination")
    wait_until_idle(page.window())
    found = re.search(r"reading grade (\d+)", page._foot.text())
    assert found is not None
    hard = int(found[1])
    typed(page, "stem", "How I plan my work")
    wait_until_idle(page.window())
    found = re.search(r"reading grade (\d+)", page._foot.text())
    assert found is None or int(found[1]) < hard
    pick(page, "New area")
    assert "reading grade" not in page._foot.text()


def test_that_hostile_text_stays_plain_text(page: AuthoringPage, window: MainWindow) -> None:
    typed(page, "name", "<b>Bold</b> & <img src=x>")
    wait_until_idle(window)
    assert names(page)[1] == "<b>Bold</b> & <img src=x>"
    assert page._heading.textFormat() is Qt.TextFormat.PlainText


def test_that_nothing_of_a_trial_is_kept(page: AuthoringPage, window: MainWindow, workspace: Workspace) -> None:
    before = workspace.questionnaires.ids()
    press(window, page.try_it)
    assert window.current_page() is page  # there is no question yet
    add(page, "rating")
    typed(page, "stem", "How I plan")
    press(window, page.try_it)
    tried = window.current_page()
    assert isinstance(tried, QuestionPage)
    QTest.keyClick(tried, Qt.Key.Key_3)
    QTest.keyClick(tried, Qt.Key.Key_Return)
    wait_until_idle(window)
    assert window.current_page() is page
    assert workspace.open_assessments() == ()
    assert workspace.questionnaires.ids() == before


def test_that_editing_one_of_the_program_edits_a_copy(card: QuestionnaireListCard, window: MainWindow) -> None:
    card.table.selectRow(1)
    press(window, card.edit)
    page = written_page(window)
    assert names(page)[0] == "First-time manager, copy"
    assert page.reset.isVisibleTo(page)


def test_that_what_is_missing_is_shown_when_it_cannot_be_published(page: AuthoringPage, window: MainWindow) -> None:
    add(page, "rating")
    pick(page, "New questionnaire")
    press(window, page.publish)
    (dialog,) = window.findChildren(PublishDialog)
    texts = [label.text() for label in dialog.findChildren(TextLabel) if label.text()]
    assert texts[0] == "It cannot be published yet"
    barred = texts.index("2 things must be mended first.")
    assert barred < next(at for at, text in enumerate(texts) if "could be better" in text)
    press(window, dialog.accept_button)
    assert "Needed before it can be published" in said(page, "stem")
    assert window.focusWidget() is lines(page, "stem")


def test_that_what_several_fields_of_one_thing_lack_is_said_once(page: AuthoringPage, window: MainWindow) -> None:
    lacking = [("How I plan", AuthoringFinding("AR-B1", f"anchors.{at}", "the text is missing")) for at in range(3)]
    other = ("Delivery", AuthoringFinding("AR", "construct", "the text is missing"))
    dialog = PublishDialog(window.theme, "1.0.0", [*lacking, other], page)
    said = [label.text() for label in dialog.findChildren(TextLabel) if label.text()]
    assert said[-1] == "The text is missing."
    assert any(text.startswith("4 things could be better.") for text in said)
    (fold,) = dialog.findChildren(Fold)
    assert fold.link.text() == "In 4 places"
    fold.link.click()
    said = [label.text() for label in dialog.findChildren(TextLabel) if label.text()]
    assert said[-1] == "How I plan, in 3 fields\nDelivery"


def test_that_one_that_was_never_published_is_removed_and_put_back(page: AuthoringPage, window: MainWindow) -> None:
    typed(page, "name", "Delivery")
    press(window, page.back)
    card = listed(window)
    last = card.table.model().rowCount() - 1
    card.table.selectRow(last)
    press(window, card.remove)
    card.table.selectRow(last)
    assert not card.edit.isVisibleTo(card)
    press(window, card.back)
    card.table.selectRow(last)
    press(window, card.edit)
    assert names(written_page(window)) == ["New questionnaire", "Delivery"]


def test_that_a_conflict_is_said_and_can_be_published_as_its_own(
    folder: Path, workspace: Workspace, window: MainWindow
) -> None:
    place = own(folder)
    workspace.own_questionnaires.settle()
    card = listed(window)
    card.table.selectRow(2)
    press(window, card.edit)
    page = written_page(window)
    pick(page, "Delivery")
    typed(page, "name", "Delivering")
    rewrite(place, "delivery.yaml", swap("name: Delivery", "name: Supply"))
    wait_until_idle(window)
    page.publish.click()  # with nothing to mend, nothing is asked
    assert not page.isEnabled()  # until it is done
    wait_until_idle(window)
    assert window.current_page() is page
    assert window.focusWidget() is page.publish
    assert page.separate.isVisibleTo(page)
    assert "name: Supply" in (place / "delivery.yaml").read_text(encoding="utf-8")
    press(window, page.separate)
    made = folder / "questionnaires" / "first-time-manager-2"
    assert "Delivering" in {area.name for area in files.load(made).competencies}
