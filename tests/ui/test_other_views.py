"""Other views in the window: asked by file, taken in by drop and paste, shown from three on, talked about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel
from tests.views import taking
from tests.views.taking import invitation_in, reply_to

from nextrung.tour import views as made_up
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.bin.card import FoldedBin
from nextrung.ui.sessions.session_page import SessionPage
from nextrung.ui.shell.places import places
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.views.dialogs import AskDialog, TakeBack
from nextrung.ui.views.page import OtherViewsPage
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.question import QuestionDialog
from nextrung.ui.widgets.save_dialog import SaveDialog
from nextrung.ui.widgets.text import TextLabel
from nextrung.views.invitation import Part
from nextrung.views.rounds import Asked, Round


@pytest.fixture
def page(window: MainWindow) -> OtherViewsPage:
    made_up.sample(window.workspace)
    return opened(window)


def opened(window: MainWindow) -> OtherViewsPage:
    window.show_page("views")
    wait_until_idle(window)
    found = window.current_page()
    assert isinstance(found, OtherViewsPage)
    return found


def button(page: OtherViewsPage, name: str) -> Button:
    found = page.findChild(Button, name)
    assert found is not None
    return found


def said(page: OtherViewsPage) -> list[str]:
    return [one.text() for one in page.findChildren(TextLabel) if one.isVisible()]


def answer(window: MainWindow, part: Part, count: int, level: int = 4) -> list[Asked]:
    views = window.workspace.views
    return answer_in(window, views.going_on() or views.begin(), part, count, level)


def answer_in(window: MainWindow, of: Round, part: Part, count: int, level: int = 4) -> list[Asked]:
    views = window.workspace.views
    asked = [views.ask(of, part) for _ in range(count)]
    for one in asked:
        views.take(reply_to(window.workspace, one, level, TL=f"{part} {one.id[:4]} said so"))
    return asked


def test_that_the_page_is_offered_from_the_first_result_on(window: MainWindow) -> None:
    place = next(one for one in places() if one.id == "views")
    window.workspace.add_person("Alex")
    assert not place.in_sight(window.workspace)
    made_up.sample(window.workspace)
    assert place.in_sight(window.workspace)


@pytest.mark.parametrize("text", [1.0, 2.0])
def test_that_the_navigation_says_how_many_replies_came_until_all_are_here(
    window: MainWindow, page: OtherViewsPage, theme: Theme, text: float
) -> None:
    theme.choose("light", text)
    entry = window.findChild(Button, "nav-views")
    assert entry is not None
    views = window.workspace.views
    asked = [views.ask(views.going_on() or views.begin(), "colleague") for _ in range(3)]
    take(page, window, asked[:2])
    assert entry.accessibleName() == "Other views, 2 of 3"
    badge = entry.findChild(TextLabel)
    assert badge is not None
    wait_until_idle(window)
    assert entry.sizeHint().width() + badge.sizeHint().width() <= entry.width(), "the count lies over the name"
    take(page, window, asked[2:])
    assert entry.accessibleName() in {"", "Other views"}
    assert not badge.isVisible()


def take(page: OtherViewsPage, window: MainWindow, asked: list[Asked]) -> None:
    for one in asked:
        page.text_dropped.emit(reply_to(window.workspace, one).decode())
        wait_until_idle(window)


def test_that_the_first_look_does_not_wait_for_a_row_of_everybody_who_is_asked(window: MainWindow) -> None:
    made_up.sample(window.workspace)
    answer(window, "colleague", 3)
    window.show_page("views")
    page = window.current_page()
    assert isinstance(page, OtherViewsPage)
    QCoreApplication.sendPostedEvents()  # what is laid out and painted at once; no timer
    window.repaint()
    assert page.shown.chart.isVisible()
    assert not page.asked.isVisible()
    wait_until_idle(window)
    assert page.asked.isVisible()
    assert page.asked.table.model().rowCount() == 3


def test_that_somebody_is_asked_and_gets_a_form(window: MainWindow, page: OtherViewsPage, tmp_path: Path) -> None:
    page.ask.click()
    dialog = window.findChild(AskDialog)
    assert dialog is not None
    dialog.name.setText("Jo")
    dialog.minimum.setCurrentIndex(dialog.minimum.findData(4))
    dialog.accept_button.click()
    saving = page.findChild(SaveDialog)
    assert saving is not None
    saving.file_named.emit(str(tmp_path / "form.html"))
    wait_until_idle(window)
    invitation = invitation_in((tmp_path / "form.html").read_bytes())
    assert (invitation["part"], invitation["minimum"], len(invitation["items"])) == ("colleague", 4, 20)
    assert page.asked.table.model().index(0, 0).data() == "Jo, colleague"
    page.asked.letter.click()
    assert "Hello Jo," in QGuiApplication.clipboard().text()
    page.asked.remove.click()
    assert window.workspace.views.rounds() == (), "nobody is asked, and no empty round is left"


def test_that_replies_are_taken_in_by_drop_and_by_paste(
    window: MainWindow, page: OtherViewsPage, tmp_path: Path
) -> None:
    views = window.workspace.views
    of = views.begin()
    asked = [views.ask(of, "colleague") for _ in range(3)]
    files = [tmp_path / f"{number}.nextrung-reply" for number in range(2)]
    for file, one in zip(files, asked, strict=False):
        file.write_bytes(reply_to(window.workspace, one))
    page.files_dropped.emit([str(file) for file in files])
    wait_until_idle(window)
    QGuiApplication.clipboard().setText("Hello,\n\n" + reply_to(window.workspace, asked[2]).decode())
    page.paste.click()
    wait_until_idle(window)
    assert "Colleagues: 3 of 3 answered, can be shown" in said(page)
    page.paste.click()
    wait_until_idle(window)
    assert any("was taken in before" in one for one in said(page))
    files[0].write_text("nothing")
    page.files_dropped.emit([str(files[0])])
    wait_until_idle(window)
    assert any(one.startswith("0.nextrung-reply: This is no reply") for one in said(page))


def test_that_a_file_that_cannot_be_read_keeps_no_other_reply_out(
    window: MainWindow, page: OtherViewsPage, tmp_path: Path
) -> None:
    views = window.workspace.views
    good, gone = tmp_path / "good.nextrung-reply", tmp_path / "gone.nextrung-reply"
    good.write_bytes(reply_to(window.workspace, views.ask(views.begin(), "colleague")))
    page.files_dropped.emit([str(gone), str(good)])
    wait_until_idle(window)
    assert "Colleagues: 1 of 1 answered, ask 2 more" in said(page)
    assert any(one.startswith("gone.nextrung-reply: ") for one in said(page))


def test_that_replies_that_come_while_others_are_opened_are_taken_in_too(
    window: MainWindow, page: OtherViewsPage, tmp_path: Path
) -> None:
    views = window.workspace.views
    of = views.begin()
    for number in range(4):
        file = tmp_path / f"{number}.nextrung-reply"
        file.write_bytes(reply_to(window.workspace, views.ask(of, "colleague")))
        page.files_dropped.emit([str(file)])
    wait_until_idle(window)
    assert "Colleagues: 4 of 4 answered, can be shown" in said(page)


def test_that_a_reply_opened_with_the_program_goes_to_other_views(
    window: MainWindow, page: OtherViewsPage, tmp_path: Path
) -> None:
    views = window.workspace.views
    file = tmp_path / "Reply of a colleague.NEXTRUNG-REPLY"
    file.write_bytes(reply_to(window.workspace, views.ask(views.begin(), "colleague")))
    window.show_page("plan")
    window.arrivals.open_file(file)
    assert window.current_page() is page
    wait_until_idle(window)
    assert "Colleagues: 1 of 1 answered, ask 2 more" in said(page)
    window.arrivals.open_file(file)
    wait_until_idle(window)
    assert any("was taken in before" in one for one in said(page))


def test_that_a_reply_opened_before_anybody_was_asked_gets_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "reply.nextrung-reply"
    file.write_bytes(b"anything")
    window.arrivals.open_file(file)
    wait_until_idle(window)
    found = window.current_page()
    assert isinstance(found, OtherViewsPage)
    assert any(one.startswith("Nobody was asked from this data folder yet") for one in said(found))


def test_that_of_many_replies_each_is_kept_or_refused_by_itself(
    window: MainWindow, page: OtherViewsPage, tmp_path: Path
) -> None:
    views = window.workspace.views
    of, other = views.begin(), views.begin()
    raws = [reply_to(window.workspace, views.ask(of, "colleague")) for _ in range(3)]
    gone = views.ask(other, "led")
    raws += [raws[0], reply_to(window.workspace, gone), b"nothing"]
    views.unask(gone)
    files = [tmp_path / f"{number}.nextrung-reply" for number in range(len(raws))]
    for file, raw in zip(files, raws, strict=True):
        file.write_bytes(raw)
    page.files_dropped.emit([str(file) for file in files])
    wait_until_idle(window)
    assert "Colleagues: 3 of 3 answered, can be shown" in said(page)
    (problem,) = (one for one in said(page) if one.startswith("3.nextrung-reply: "))
    assert [f"{number}.nextrung-reply: " in problem for number in range(6)] == [*[False] * 3, *[True] * 3]


def test_that_two_people_are_nowhere_on_the_page(window: MainWindow, page: OtherViewsPage) -> None:
    answer(window, "led", 2, level=1)
    answer(window, "colleague", 3)
    page = opened(window)
    before = page.grab().toImage()
    button(page, "show-colleague").click()
    assert page.grab().toImage() != before
    shown = [
        str(table.model().index(row, column).data())
        for table in (page.shown.table, page.shown.words.said)
        for row in range(table.model().rowCount())
        for column in range(table.model().columnCount())
    ]
    assert "3 colleagues" in shown
    shown += [page.shown.chart.words_of(at) for at in range(page.shown.chart.count())]
    assert not any("you lead" in one or one.startswith("led ") for one in shown)
    assert not button(page, "show-led").isVisible()
    assert "People you lead: 2 of 2 answered, ask one more" in said(page)


def test_that_a_reply_is_taken_back_only_after_asking(window: MainWindow, page: OtherViewsPage) -> None:
    answer(window, "colleague", 3)
    window.workspace.views.release(window.workspace.views.rounds()[-1], "colleague")
    page = opened(window)
    assert page.shown.table.model().index(0, 3).data() == "3 colleagues"
    page.asked.remove.click()
    asking = page.findChild(TakeBack)
    assert asking is not None
    assert page.shown.table.model().index(0, 3).data() == "3 colleagues"
    assert asking.findChild(QLabel, "sign-warning") is not None
    assert asking.cancel_button.isDefault()
    asking.accept_button.click()
    assert page.shown.table.model().index(0, 3).data() == "–"
    assert page.asked.table.model().index(0, 2).data() == "taken back"


def test_that_a_round_is_deleted_without_asking_and_put_back(window: MainWindow, page: OtherViewsPage) -> None:
    views = window.workspace.views
    of = views.begin()
    views.ask(of, "client")
    answer_in(window, views.begin(), "colleague", 3)
    page = opened(window)
    assert [page.rounds.itemData(at) for at in range(page.rounds.count())] == [one.id for one in views.rounds()[::-1]]
    page.asked.delete.click()
    assert views.rounds() == (of,)
    assert page.findChild(QuestionDialog) is None
    assert any("everybody asked in it (3), all replies (3)" in one for one in said(page))
    assert page.undo_bar.isVisible()
    page.undo_bar.undo.click()
    assert len(views.rounds()) == 2
    assert not page.undo_bar.isVisible()
    page.asked.delete.click()
    assert not page.rounds.isVisible()
    assert "Clients: 0 of 1 answered, ask 2 more" in said(page)
    (bin_view,) = page.findChildren(FoldedBin)
    bin_view.toggle.click()
    assert str(bin_view.card.table.model().index(0, 0).data()).startswith("Round of other views, ")
    bin_view.card.back.click()
    assert len(views.rounds()) == 2
    assert "Colleagues: 3 of 3 answered, can be shown" in said(page)


def test_that_an_earlier_round_is_looked_at(window: MainWindow, page: OtherViewsPage) -> None:
    views = window.workspace.views
    of = views.begin()
    views.ask(of, "client")
    answer_in(window, views.begin(), "colleague", 3)
    page = opened(window)
    assert "Colleagues: 3 of 3 answered, can be shown" in said(page)
    page.rounds.setCurrentIndex(1)
    page.rounds.activated.emit(1)
    assert "Clients: 0 of 1 answered, ask 2 more" in said(page)
    assert page.rounds.currentData() == of.id
    assert page.rounds.isVisible()


def test_that_an_example_is_hidden_and_a_difference_goes_into_the_plan(
    window: MainWindow, page: OtherViewsPage
) -> None:
    answer(window, "colleague", 6, level=5)
    window.workspace.views.release(window.workspace.views.rounds()[-1], "colleague")
    page = opened(window)
    before = page.shown.words.said.model().rowCount()
    page.shown.words.hide_example.click()
    assert (before, page.shown.words.said.model().rowCount()) == (6, 5)
    button(page, "talk-into-plan-0").click()
    (step,) = window.workspace.plan.steps()
    assert step.title.startswith("Talk about ")
    assert step.start == "Ask for one example each of them has in mind."


def test_that_files_are_chosen_too(
    window: MainWindow, page: OtherViewsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = window.workspace.views
    asked = views.ask(views.begin(), "manager", "Priya")
    file = tmp_path / "reply.txt"
    file.write_bytes(reply_to(window.workspace, asked))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    page = opened(window)
    page.choose.click()
    wait_until_idle(window)
    assert "Manager: 1 of 1 answered, can be shown" in said(page)


def test_that_hidden_names_are_hidden_here_too(window: MainWindow, page: OtherViewsPage) -> None:
    views = window.workspace.views
    views.ask(views.begin(), "manager", "Priya")
    window.workspace.privacy.set_coach_mode(on=True)
    window.workspace.privacy.hide_names(hidden=True)
    page = opened(window)
    assert page.asked.table.model().index(0, 0).data() == "Manager"


def test_that_a_session_shows_what_is_shown_and_the_coach_shows_a_group(window: MainWindow) -> None:
    made_up.sample(window.workspace)
    window.workspace.privacy.set_coach_mode(on=True)
    answer(window, "colleague", 3, level=5)
    answer(window, "led", 2, level=1)
    window.workspace.sessions.start()
    window.show_page("sessions")
    page = window.current_page()
    assert isinstance(page, SessionPage)
    groups = [one.text() for one in page.others.findChildren(TextLabel) if one.isVisible()]
    assert "People they lead: 2 of 2 answered, ask one more" in groups
    assert "Colleagues: 3 of 3 answered, can be shown" in groups
    assert not page.others.table.isVisible()
    show = page.others.findChild(Button, "show-colleague")
    assert show is not None
    show.click()
    model = page.others.table.model()
    assert page.others.table.isVisible()
    seen = [str(model.index(row, 1).data()) for row in range(model.rowCount())]
    assert len(seen) == len(window.workspace.latest().content.competencies)  # type: ignore[union-attr]
    assert all(one.startswith("3 colleagues: ") and "\n" not in one for one in seen)
    told = [one.text() for one in page.others.findChildren(TextLabel) if one.isVisible()]
    assert any("Own level " in one for one in told)
    assert not any("you" in re.findall(r"\w+", one.lower()) or "your" in one.lower() for one in (*told, *seen))
    led = page.others.findChild(Button, "show-led")
    assert led is not None
    assert not led.isVisible()
    page.others.page.click()
    assert isinstance(window.current_page(), OtherViewsPage)


def test_that_a_coach_named_in_a_round_gets_it_as_a_file(
    window: MainWindow, page: OtherViewsPage, tmp_path: Path
) -> None:
    coach = taking.opened(tmp_path / "coach", "Alex")
    _ = coach.installed
    page.ask.click()
    dialog = window.findChild(AskDialog)
    assert dialog is not None
    dialog.coach.setText("Priya")
    dialog.accept_button.click()
    assert dialog.isVisible(), "what is no key is said in the form"
    dialog.coach.setText(coach.views.coach.public_key())
    dialog.part.setCurrentIndex(dialog.part.findData("self-full"))
    dialog.minimum.setCurrentIndex(dialog.minimum.findData(5))
    dialog.accept_button.click()
    assert dialog.isVisible(), "a whole assessment comes back to who asks"
    dialog.part.setCurrentIndex(dialog.part.findData("colleague"))
    dialog.minimum.setCurrentIndex(dialog.minimum.findData(3))
    dialog.coach.setText(coach.views.coach.public_key())
    dialog.accept_button.click()
    (of,) = window.workspace.views.rounds()
    page.asked.hand.click()
    saving = [one for one in page.findChildren(SaveDialog) if one.isVisible()][-1]
    saving.file_named.emit(str(tmp_path / "round.nextrung-reply"))
    wait_until_idle(window)
    coach.views.take((tmp_path / "round.nextrung-reply").read_bytes())
    assert [one.id for one in coach.views.rounds()] == [of.id]
    assert page.asked.table.model().index(0, 2).data() == "goes to your coach"
    assert any("your coach opens the replies" in one for one in said(page))
    assert "Colleagues: 1 asked" in said(page)
    assert not page.coach_key.isVisible(), "nobody is coached here"
    coach.close()


def test_that_a_coach_gives_a_key_takes_a_round_in_and_hands_the_result_over(
    window: MainWindow, page: OtherViewsPage, tmp_path: Path
) -> None:
    here = window.workspace
    here.privacy.set_coach_mode(on=True)
    page = opened(window)
    page.coach_key.copy.click()
    assert QGuiApplication.clipboard().text() == here.views.coach.public_key() == page.coach_key.key.text()
    client = taking.opened(tmp_path / "client")
    made_up.sample(client)
    of = client.views.begin(coach_key=page.coach_key.key.text())
    asked = [client.views.ask(of, "colleague") for _ in range(3)]
    files = [client.views.coach.round_work(of, tmp_path / "round.nextrung-reply")()]
    for number, one in enumerate(asked):
        files.append(tmp_path / f"{number}.nextrung-reply")
        files[-1].write_bytes(taking.sealed(here, taking.answered(client, one)))
    page.files_dropped.emit([str(files[0])])
    wait_until_idle(window)
    page.files_dropped.emit([str(file) for file in files[1:]])
    wait_until_idle(window)
    assert "Colleagues: 3 of 3 answered, can be shown" in said(page)
    assert not page.asked.form.isEnabled()
    page.asked.hand.click()
    saving = [one for one in page.findChildren(SaveDialog) if one.isVisible()][-1]
    saving.file_named.emit(str(tmp_path / "early.nextrung-reply"))
    assert any("nothing to hand over" in one for one in said(page))
    button(page, "show-colleague").click()
    page.asked.hand.click()
    saving = [one for one in page.findChildren(SaveDialog) if one.isVisible()][-1]
    saving.file_named.emit(str(tmp_path / "result.nextrung-reply"))
    wait_until_idle(window)
    client.views.take((tmp_path / "result.nextrung-reply").read_bytes())
    assert [(one.part, one.shown) for one in client.views.picture(of).groups] == [("colleague", 3)]
    client.close()
