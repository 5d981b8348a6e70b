"""Other views: asking by file, taking replies in, showing groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from nextrung.errors import NextRungError
from nextrung.intake import entering
from nextrung.intake.entering import EntryError
from nextrung.ui.background import Background
from nextrung.ui.bin.controller import BinController
from nextrung.ui.shell.page_controller import PageController
from nextrung.ui.shell.remembered import RememberedView
from nextrung.ui.views import state as views_state
from nextrung.ui.views import words
from nextrung.ui.views.dialogs import AskDialog, AskWish, TakeBack
from nextrung.ui.views.handing import HandingController
from nextrung.ui.views.page import OtherViewsPage
from nextrung.ui.views.state import AskedRow, OtherViewsState
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.checked_save import CheckedSave
from nextrung.ui.widgets.save_dialog import SaveDialog
from nextrung.views.invitation import Part
from nextrung.views.rounds import Asked, Round
from nextrung.workspace.plan import OwnStep
from nextrung.workspace.reply_intake import Opened
from nextrung.workspace.views import ViewService


class OtherViewsController(PageController):
    """Shows a round about the current person: the newest, or an earlier one that was chosen."""

    _page: OtherViewsPage | None = None
    _state: OtherViewsState | None = None
    _dialog: AskDialog | None = None
    _bin: BinController | None = None
    _begin_new = False
    _chosen = ""
    _deleted_last = ""
    _about: Asked | None = None
    _to_open: Sequence[tuple[str, Path | bytes]] = ()

    def open(self) -> QWidget:
        """The newest round, with what came since."""
        self._chosen = ""
        page = self._page or self._make_page()
        self._show()
        return page

    def open_item(self, thing: str) -> None:
        """Take in a reply that was opened with the program, by the path of its file."""
        self._on_page_files_dropped([thing])

    def names_changed(self) -> None:
        """Show names, or hide them."""
        if self._page is not None:
            self._show()

    def _make_page(self) -> OtherViewsPage:
        page = OtherViewsPage(self.theme)
        page.ask_requested.connect(self._on_page_ask_requested)
        page.round_requested.connect(self._on_page_round_requested)
        page.round_chosen.connect(self._on_page_round_chosen)
        page.choose_requested.connect(self._on_page_choose_requested)
        page.paste_requested.connect(self._on_page_paste_requested)
        page.files_dropped.connect(self._on_page_files_dropped)
        page.text_dropped.connect(self.take_text)
        page.asked.form_requested.connect(self._on_asked_form_requested)
        page.asked.letter_requested.connect(self._on_asked_letter_requested)
        page.asked.mail_requested.connect(self._on_asked_mail_requested)
        page.asked.removal_requested.connect(self._on_asked_removal_requested)
        page.asked.deletion_requested.connect(self._on_asked_deletion_requested)
        page.undo_bar.undo_requested.connect(self._on_page_undo_requested)
        page.groups.release_requested.connect(self._on_groups_release_requested)
        page.shown.hide_requested.connect(self._on_shown_hide_requested)
        page.talk.plan_requested.connect(self._on_talk_plan_requested)
        self._saves = CheckedSave(self)
        self._saves.saved.connect(self._on_saves_saved)
        self._saves.failed.connect(page.show_problem)
        self._reading = Background(self)
        self._reading.finished.connect(self._on_reading_finished)
        self._reading.failed.connect(self._on_reading_failed)
        self._handing = HandingController(self.theme, page, self._service.coach, self)
        self._handing.file_saved.connect(self.file_saved)
        self._bin = BinController(self.workspace, self.theme, "view_round", self)
        self._bin.put_back.connect(self._on_bin_put_back)
        self._bin.refused.connect(page.show_problem)
        page.add_deleted(self._bin.view)
        RememberedView(self.workspace, "views", page.shown.views, page)
        self._page = page
        return page

    @property
    def _service(self) -> ViewService:
        return self.workspace.views

    @property
    def is_busy(self) -> bool:
        """Whether replies are being read."""
        return self._reading.is_busy

    def _show(self) -> None:
        if self._page is not None:
            self._state = self._build()
            self._page.show_state(self._state)
            self._page.undo_bar.show_deleted("")
            self._handing.show(self._state)
            if self._bin is not None:
                self._bin.show()

    def _build(self) -> OtherViewsState:
        hidden = self.workspace.privacy.names_hidden
        whole: list[AskedRow] = []
        for one in self._service.whole():
            came = {one.asked.id: one.reply} if one.reply is not None else {}
            whole += views_state.asked_rows([one.asked], came, names_hidden=hidden, form=one.form)
        rounds = self._service.rounds()
        key = self._service.coach.public_key() if self.workspace.privacy.coach_mode else ""
        if not rounds:
            return OtherViewsState(None, tuple(whole), coach_key=key)
        of = next((one for one in rounds if one.id == self._chosen), rounds[-1])
        collected = self._service.collected(of)
        replies = {reply.id: reply for reply in collected.replies}
        asked = views_state.asked_rows(self._service.asked(of), replies, names_hidden=hidden)
        found, content = self._service.picture_of(collected), self._service.content_of(of)
        coach = self._service.coach.of(of)
        state = views_state.build(of, [*asked, *whole], found, content, rounds=rounds[::-1], coach=coach)
        return replace(state, coach_key=key)

    def _try(self, action: Callable[[], object]) -> bool:
        """Do something and show the page anew; what cannot be done is said on it."""
        try:
            action()
        except NextRungError as error:
            if self._page is not None:
                self._page.show_problem(str(error))
            return False
        self._show()
        self.counts_changed.emit()
        return True

    @Slot(str)
    def _on_page_round_chosen(self, round_: str) -> None:
        self._chosen = round_
        self._show()

    # asking

    @Slot()
    def _on_page_ask_requested(self) -> None:
        self._ask(new_round=self._service.going_on() is None)

    @Slot()
    def _on_page_round_requested(self) -> None:
        self._ask(new_round=True)

    def _ask(self, *, new_round: bool) -> None:
        if self._page is None:
            return
        self._begin_new = new_round
        today = self.workspace.clock.today()
        self._dialog = AskDialog(self.theme, today, self._service.minimum(), self._page, new_round=new_round)
        self._dialog.wished.connect(self._on_dialog_wished)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()

    @Slot(AskWish)
    def _on_dialog_wished(self, wish: AskWish) -> None:
        if self._dialog is None:
            return
        try:
            self._about = self._asked(wish)
        except NextRungError as error:
            self._dialog.show_problem(str(error))
            return
        self._dialog.accept()
        self._dialog = None
        self._chosen = ""
        self._show()
        self.counts_changed.emit()
        self._save_form(self._about)

    def _asked(self, wish: AskWish) -> Asked:
        # before anything is kept: what is no key leaves the setting as it is
        key = self._service.coach.require_key(wish.coach_key)
        if wish.form is not None:
            return self._service.ask_whole(wish.form, wish.due, coach_key=key)
        if wish.minimum is not None:
            self._service.raise_minimum(wish.minimum)
        going_on = None if self._begin_new else self._service.going_on()
        of: Round = going_on or self._service.begin(wish.due, whole_set=wish.whole_set, coach_key=key)
        return self._service.ask(of, wish.part, wish.name)

    def _find(self, asked: str) -> AskedRow | None:
        rows = self._state.asked if self._state is not None else ()
        return next((one for one in rows if one.asked.id == asked), None)

    @Slot(str)
    def _on_asked_form_requested(self, asked: str) -> None:
        found = self._find(asked)
        if found is not None:
            self._save_form(found.asked)

    def _save_form(self, asked: Asked) -> None:
        self._open_save(asked, self.tr("Form (*.html)"), "html", self._on_form_named)

    @Slot(str)
    def _on_asked_mail_requested(self, asked: str) -> None:
        found = self._find(asked)
        if found is not None:
            self._open_save(found.asked, self.tr("Mail to be sent (*.eml)"), "eml", self._on_mail_named)

    def _open_save(self, asked: Asked, kinds: str, ending: str, named: Callable[[str], None]) -> None:
        if self._page is None:
            return
        self._about = asked
        name = f"{self.tr('form')} {words.part(asked.part)}.{ending}".lower().replace(" ", "-")
        dialog = SaveDialog(self.theme, self._page, self.tr("Save the form"), kinds, name)
        dialog.file_named.connect(named)
        dialog.open()

    @Slot(str)
    def _on_form_named(self, path: str) -> None:
        asked = self._about
        if asked is not None:
            self._try(lambda: self._saves.save(self._service.form_work(asked, Path(path))))

    @Slot(str)
    def _on_mail_named(self, path: str) -> None:
        asked = self._about
        if asked is not None:
            self._try(lambda: self._saves.save(self._service.mail_work(asked, Path(path))))

    @Slot(object)
    def _on_saves_saved(self, path: Path) -> None:
        self.file_saved.emit(self.tr("The file is written; send it to whoever you ask."), path)

    @Slot(str)
    def _on_asked_letter_requested(self, asked: str) -> None:
        found = self._find(asked)
        if found is not None and self._try(lambda: self._copy_letter(found.asked)) and self._page is not None:
            announce(self._page, self.tr("The letter is copied; paste it into a message and attach the form."))

    def _copy_letter(self, asked: Asked) -> None:
        QGuiApplication.clipboard().setText(self._service.letter(asked).text)

    # replies

    @Slot()
    def _on_page_choose_requested(self) -> None:
        kinds = self.tr("Replies (*.nextrung-reply *.txt);;All files (*)")
        paths, _ = QFileDialog.getOpenFileNames(self._page, self.tr("Choose replies"), "", kinds)
        if paths:
            self._on_page_files_dropped(paths)

    @Slot()
    def _on_page_paste_requested(self) -> None:
        self.take_text(QGuiApplication.clipboard().text())

    @Slot(list)
    def _on_page_files_dropped(self, paths: list[str]) -> None:
        self._open([(Path(one).name, Path(one)) for one in paths])

    @Slot(str)
    def take_text(self, text: str) -> None:
        """Take in a reply whose text was pasted or dropped."""
        self._open([("", text.encode("utf-8", "surrogatepass"))])

    def _open(self, sources: Sequence[tuple[str, Path | bytes]]) -> None:
        """Have replies opened: in a thread, as each takes milliseconds, and many may come at once."""
        # what came while others are being opened waits for them: only the newest work of a thread is passed on
        self._to_open = [*self._to_open, *sources]
        if not self._reading.is_busy:
            self._open_waiting()

    def _open_waiting(self) -> None:
        sources, self._to_open = self._to_open, ()
        try:
            opening = self._service.opening()
        except NextRungError as error:
            self._on_reading_failed(error)
            return
        self._reading.run(lambda: [(name, _opened(source, opening)) for name, source in sources])

    @Slot(object)
    def _on_reading_finished(self, found: list[tuple[str, Opened | NextRungError]]) -> None:
        """Take replies in, and say of those that are refused why."""
        try:
            outcomes = self._service.take_opened([one for _, one in found], of_current=True)
        except NextRungError as error:
            outcomes = []
            self._on_reading_failed(error)
        self._show()
        self.counts_changed.emit()
        refused = [
            f"{name}: {one}" if name and not isinstance(one, EntryError) else str(one)
            for (name, _), one in zip(found, outcomes, strict=False)
            if isinstance(one, NextRungError)
        ]
        if refused and self._page is not None:
            self._page.show_problem(" ".join(refused))
        if self._to_open:
            self._open_waiting()

    @Slot(Exception)
    def _on_reading_failed(self, error: Exception) -> None:
        if self._page is not None:
            self._page.show_problem(str(error))

    @Slot(str)
    def _on_asked_removal_requested(self, asked: str) -> None:
        found = self._find(asked)
        if found is None or self._page is None:
            return
        if found.answered_at is None:
            self._try(lambda: self._service.unask(found.asked))
            return
        self._about = found.asked
        if found.form is not None:  # the assessment stays; that it was asked for need not be remembered
            self._try(lambda: self._service.delete(self._service.round_of(found.asked)))
            return
        of = self._state.round if self._state is not None else None
        asking = TakeBack(self.theme, self._page, of.minimum if of is not None else self._service.minimum())
        asking.accepted.connect(self._on_asking_accepted)
        asking.open()

    @Slot()
    def _on_asking_accepted(self) -> None:
        asked = self._about
        if asked is not None:
            self._try(lambda: self._service.withdraw(asked))

    @Slot()
    def _on_asked_deletion_requested(self) -> None:
        state = self._state
        if state is None or state.round is None or self._page is None:
            return
        of, words = state.round, self._words_of_deleted(state)
        if self._try(lambda: self._service.delete(of)):
            self._deleted_last = of.id
            self._page.undo_bar.show_deleted(words)

    def _words_of_deleted(self, state: OtherViewsState) -> str:
        asked = sum(one.form is None for one in state.asked)
        words = self.tr(
            "The round is deleted, with everybody asked in it ({0}), all replies ({1}) and what was shown of them. It "
            "can be put back for 30 days; replies that come meanwhile are refused."
        )
        return words.format(asked, state.answered)

    @Slot()
    def _on_page_undo_requested(self) -> None:
        if self._bin is not None:
            self._bin.put_back_thing(self._deleted_last)

    @Slot(str)
    def _on_bin_put_back(self, round_: str) -> None:
        self._chosen = round_
        self._show()
        self.counts_changed.emit()

    # showing

    @Slot(str)
    def _on_groups_release_requested(self, part: Part) -> None:
        of = self._state.round if self._state is not None else None
        if of is not None:
            self._try(lambda: self._service.release(of, part))

    @Slot(int)
    def _on_shown_hide_requested(self, at: int) -> None:
        state = self._state
        if state is not None and state.round is not None and at < len(state.words):
            of, example = state.round, state.words[at].example
            self._try(lambda: self._service.hide(of, example))

    @Slot(int)
    def _on_talk_plan_requested(self, at: int) -> None:
        state = self._state
        if state is None or at >= len(state.talk):
            return
        found = state.talk[at]
        title = self.tr("Talk about {0}: {1}").format(found.name, words.group(found.part))
        own = OwnStep(title, found.area.competency, start=words.question(found))
        if self._try(lambda: self.workspace.plan.add_own(own)):
            self.navigated.emit("plan")


def _opened(source: Path | bytes, opening: Callable[[bytes], Opened]) -> Opened | NextRungError:
    """A reply, or why it cannot be opened: others that came with it are taken in all the same."""
    try:
        return opening(entering.whole(source, entering.REPLY) if isinstance(source, Path) else source)
    except NextRungError as error:
        return error
