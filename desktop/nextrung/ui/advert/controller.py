"""The way to the page of job adverts: reading in a thread, what the person decides, and keeping it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from nextrung.advert.phrases import phrases_for
from nextrung.advert.reading import LONGEST_TEXT, AdvertReading
from nextrung.errors import NextRungError
from nextrung.questionnaire.model import Role
from nextrung.ui.advert import state as advert_state
from nextrung.ui.advert.page import AdvertPage
from nextrung.ui.advert.state import AdvertWishes, AskedState, KeptTargets
from nextrung.ui.background import Background
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace

Work = Callable[[], AdvertReading]
MOST_ADVERTS = 20
"""Adverts that make one target."""


class AdvertController(QObject):
    """Reads adverts and keeps targets made from them."""

    page_opened = Signal(QWidget)
    back_requested = Signal()
    gaps_requested = Signal()
    targets_kept = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Remember where everything comes from; the page is built when it is first needed."""
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._page: AdvertPage | None = None
        self._readings: tuple[AdvertReading, ...] = ()
        self._wishes = AdvertWishes()
        self._state: AskedState | None = None
        self._kept: Role | None = None
        """The own targets on show, if they were kept before."""
        self._waiting: list[Work] = []
        self._problems: list[str] = []
        self._is_reading = False
        self._reading = Background(self)
        self._reading.finished.connect(self._on_reading_finished)
        self._reading.failed.connect(self._on_reading_failed)

    def begin(self) -> AdvertPage:
        """Open the page without an advert, with the targets that were made from adverts before."""
        self._stop_reading()
        self._readings, self._wishes, self._kept = (), AdvertWishes(), None
        page = self._page = self._page or self._make_page()
        self.page_opened.emit(page)
        self._show()
        return page

    def _make_page(self) -> AdvertPage:
        page = AdvertPage(self._theme)
        page.back_requested.connect(self._on_page_back_requested)
        page.file_requested.connect(self._on_page_file_requested)
        page.paste_requested.connect(self._on_page_paste_requested)
        page.files_dropped.connect(self.read_files)
        page.text_dropped.connect(self.read_text)
        page.kept.connect(self._on_page_kept)
        page.gaps_requested.connect(self._on_page_gaps_requested)
        page.role_chosen.connect(self._on_page_role_chosen)
        page.level_changed.connect(self._on_page_level_changed)
        page.topic_ticked.connect(self._on_page_topic_ticked)
        page.kept_opened.connect(self._on_page_kept_opened)
        page.advert_removed.connect(self._on_page_advert_removed)
        return page

    @property
    def is_busy(self) -> bool:
        """Whether an advert is being read."""
        return self._reading.is_busy

    @Slot()
    def _on_page_back_requested(self) -> None:
        self._stop_reading()
        self.back_requested.emit()

    # reading

    @Slot()
    def _on_page_file_requested(self) -> None:
        kinds = self.tr("Adverts (*.txt *.docx *.odt *.html *.htm *.pdf);;All files (*)")
        paths, _ = QFileDialog.getOpenFileNames(self._page, self.tr("Choose adverts"), "", kinds)
        self.read_files(paths)

    @Slot()
    def _on_page_paste_requested(self) -> None:
        self.read_text(QGuiApplication.clipboard().text())

    @Slot(list)
    def read_files(self, paths: list[str]) -> None:
        """Read adverts from files, beside those on show."""
        works = (self._workspace.adverts.reading_work(Path(path), self._questionnaire_id()) for path in paths)
        self._read(*works)

    @Slot(str)
    def read_text(self, text: str) -> None:
        """Read a text that was pasted or dropped."""
        if not text.strip():
            self._say(self.tr("There is no text to paste; copy the text of an advert first."))
        elif len(text) > LONGEST_TEXT:
            self._say(self.tr("This is too much to paste; copy the advert alone."))
        else:
            self._read(self._workspace.adverts.pasted_work(text, self._questionnaire_id()))

    @Slot(str)
    def _on_page_kept_opened(self, targets: str) -> None:
        role = next((one for one in self._workspace.roles if one.id == targets), None)
        if role is not None:
            kept = self._workspace.adverts.of(role.id)
            self._kept, self._wishes = role, advert_state.wishes_of(role, kept)
            self._is_reading = True
            self._reading.run(self._workspace.adverts.kept_work(kept, self._questionnaire_id()))

    def _read(self, *works: Work) -> None:
        """Read adverts one after the other; what cannot be read is said once all are here."""
        room = MOST_ADVERTS - len(self._readings) - len(self._waiting) - self._is_reading
        self._waiting += works[:room]
        if len(works) > room:
            self._problems.append(self.tr("No more fit: at most {0} of them make one target.").format(MOST_ADVERTS))
        if not self._is_reading:
            self._read_next()

    def _read_next(self) -> None:
        self._is_reading = bool(self._waiting)
        if self._waiting:
            self._reading.run(self._waiting.pop(0))
        elif self._problems:
            self._say("\n".join(self._problems))
            self._problems = []

    def _stop_reading(self) -> None:
        self._reading.cancel()
        self._waiting, self._problems, self._is_reading = [], [], False

    def _questionnaire_id(self) -> str:
        return self._workspace.installed.questionnaire.id

    @Slot(object)
    def _on_reading_finished(self, found: AdvertReading | tuple[AdvertReading, ...]) -> None:
        if isinstance(found, tuple):
            self._readings = found
            questionnaire = self._workspace.installed.questionnaire
            phrases = phrases_for(questionnaire.id)
            self._wishes = advert_state.moved_by_hand(found, self._wishes, questionnaire, phrases)
        elif any(one.text == found.text for one in self._readings):
            self._problems.append(self.tr("This advert is here already."))
        else:
            self._readings = (*self._readings, found)
        self._show()
        self._read_next()

    @Slot(Exception)
    def _on_reading_failed(self, error: NextRungError) -> None:
        self._problems.append(str(error))
        if not self._readings:
            # kept targets that could not be shown are not those that the next advert belongs to
            self._wishes, self._kept = AdvertWishes(), None
        self._read_next()

    def _say(self, words: str) -> None:
        if self._page is not None:
            self._page.show_problem(words)

    # deciding

    @Slot(str)
    def _on_page_role_chosen(self, role: str) -> None:
        # levels that were moved by hand belong to the role they started from
        self._wishes = replace(self._wishes, role=role, levels={})
        self._show()

    @Slot(str, float)
    def _on_page_level_changed(self, area: str, level: float) -> None:
        self._wishes = replace(self._wishes, levels={**self._wishes.levels, area: level})
        self._show()

    @Slot(str, bool)
    def _on_page_topic_ticked(self, facet: str, holds: bool) -> None:
        left_out = [set(one) for one in self._wishes.left_out]
        left_out += [set() for _ in self._readings[len(left_out) :]]
        for one in left_out:
            one.discard(facet) if holds else one.add(facet)
        self._wishes = replace(self._wishes, left_out=tuple(map(frozenset, left_out)))
        self._show()

    @Slot(int)
    def _on_page_advert_removed(self, at: int) -> None:
        out = self._wishes.left_out
        self._wishes = replace(self._wishes, left_out=(*out[:at], *out[at + 1 :]))
        self._readings = (*self._readings[:at], *self._readings[at + 1 :])
        self._show()

    @Slot()
    def _on_page_kept(self) -> None:
        if self._keep():
            self.targets_kept.emit()

    @Slot()
    def _on_page_gaps_requested(self) -> None:
        if self._keep():
            self.gaps_requested.emit()

    def _keep(self) -> bool:
        """Keep what is on show; whether that was possible, else why not is said."""
        if self._state is None:
            return False
        questionnaire = self._workspace.installed.questionnaire
        wanted = advert_state.accepted(self._state, self._readings, self._wishes, questionnaire)
        try:
            self._workspace.keep_adverts(self._state.name, wanted, self._kept.id if self._kept else "")
        except NextRungError as error:
            self._say(str(error))
            return False
        return True

    # showing

    def _show(self) -> None:
        page = self._page
        if page is None:
            return
        if not self._readings:
            self._state = None
            page.show_state(None, self._kept_targets())
            return
        questionnaire = self._workspace.installed.questionnaire
        latest = self._workspace.latest()
        scored = latest.result(self._workspace.role) if latest else None
        own = {one: score.level for one, score in scored.competencies.items()} if scored else {}
        state = advert_state.build(self._readings, self._wishes, questionnaire, phrases_for(questionnaire.id), own)
        if latest is not None:
            state = advert_state.with_match(state, latest.result(self._role_of(state)))
        self._state = state
        page.show_state(state, is_kept=self._kept is not None)

    def _kept_targets(self) -> tuple[KeptTargets, ...]:
        person = self._workspace.person
        kept = self._workspace.adverts.all_of(person.id) if person else ()
        return advert_state.kept_targets(self._workspace.roles, kept)

    def _role_of(self, state: AskedState) -> Role:
        """The targets as they would be kept."""
        questionnaire = self._workspace.installed.questionnaire
        wanted = advert_state.accepted(state, self._readings, self._wishes, questionnaire)
        return replace(wanted.base, targets=wanted.targets)
