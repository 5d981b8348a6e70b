"""Leads through a sitting of practice; each answer is on disk before the next question shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from nextrung.errors import NextRungError
from nextrung.evidence.practice import PracticeSitting, drawn
from nextrung.evidence.questions import AskedQuestion, questions_for
from nextrung.ui.bin.controller import BinController
from nextrung.ui.masking import mask_of
from nextrung.ui.practice import state as practice_state
from nextrung.ui.practice.page import PracticePage
from nextrung.ui.practice.state import ALL
from nextrung.ui.refused import refusal_of
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace


class PracticeController(QObject):
    """The page of practice, opened from that of evidence."""

    back_requested = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Build the page; ``open`` fills it."""
        super().__init__(parent)
        self._workspace = workspace
        self._sitting: PracticeSitting | None = None
        self._asked: tuple[AskedQuestion, ...] = ()
        self._at = 0
        self._seconds = 0.0
        self.has_unsaved = False
        """Whether something on the page could not be saved."""
        self._picked = ""
        self.page = page = PracticePage(theme)
        page.back_requested.connect(self._on_page_back_requested)
        page.begin_requested.connect(self._on_page_begin_requested)
        page.end_requested.connect(self._end)
        page.undo_requested.connect(self._on_page_undo_requested)
        page.earlier.delete_requested.connect(self._on_earlier_delete_requested)
        page.earlier.sitting_chosen.connect(self._on_earlier_sitting_chosen)
        page.asking.answered.connect(self._on_asking_answered)
        page.asking.marked.connect(self._on_asking_marked)
        page.asking.next_requested.connect(self._go_on)
        page.asking.skipped.connect(self._go_on)
        self._bin = BinController(workspace, theme, "practice_sitting", self)
        self._bin.put_back.connect(self._on_bin_put_back)
        self._bin.refused.connect(page.show_problem)
        page.add_deleted(self._bin.view)

    def open(self) -> PracticePage:
        """The page between two sittings; one that was under way is over, with its answers kept."""
        self._end()
        return self.page

    def show(self) -> None:
        """Show the page between two sittings anew, if it is on."""
        if self._sitting is None:
            self._show()

    def _show(self) -> None:
        workspace = self._workspace
        content, role = workspace.installed.questionnaire, workspace.role
        state = practice_state.build(
            self._likely(),
            workspace.practice.sittings(),
            content,
            role.name if role.targets else "",
            questions_for(content.id).version,
            can_undo=workspace.practice.can_undo(),
        )
        self._picked = self.page.show_state(state, self._picked)
        self._show_picked()
        self._bin.show()

    def _show_picked(self) -> None:
        found = next((one for one in self._workspace.practice.sittings() if one.id == self._picked), None)
        mask = mask_of(self._workspace)
        self.page.earlier.show_answers(practice_state.answers(found, mask) if found is not None else ())

    def _likely(self) -> tuple[AskedQuestion, ...]:
        return self._workspace.evidence.questions(self._workspace.installed.questionnaire, self._workspace.role)

    # a sitting

    @Slot(str, int)
    def _on_page_begin_requested(self, area: str, most: int) -> None:
        asked = tuple(one for one in self._likely() if area in (ALL, one.competency))
        self._sitting = sitting = self._workspace.practice.begin(self._workspace.role)
        self._asked = drawn(asked, most or len(asked), sitting.id)
        self._at = 0
        self.page.show_asking()
        self._ask()

    def _ask(self) -> None:
        content = self._workspace.installed.questionnaire
        self.page.asking.show_question(practice_state.question(self._asked, self._at, content))

    @Slot(float)
    def _on_asking_answered(self, seconds: float) -> None:
        self._seconds = seconds
        self._keep(self._answered)

    def _answered(self, sitting: PracticeSitting) -> PracticeSitting:
        return self._workspace.practice.answered(sitting, self._asked[self._at], self._seconds)

    @Slot(frozenset, str)
    def _on_asking_marked(self, missing: frozenset[str], note: str) -> None:
        self._keep(partial(self._marked, missing=missing, note=note))

    def _marked(self, sitting: PracticeSitting, missing: frozenset[str], note: str) -> PracticeSitting:
        question = self._asked[self._at].question.id
        # the answer itself may have met a full disk
        if question not in [one.question for one in sitting.answers]:
            sitting = self._answered(sitting)
        return self._workspace.practice.marked(sitting, question, missing, note)

    def _keep(self, save: Callable[[PracticeSitting], PracticeSitting]) -> None:
        if self._sitting is None:
            return
        try:
            self._sitting = save(self._sitting)
        except NextRungError as error:
            self.has_unsaved = True
            self.page.show_problem(str(error))
        else:
            self.has_unsaved = False
            self.page.hide_problem()

    @Slot()
    def _go_on(self) -> None:
        if self.has_unsaved:  # what is on the page stays there until it is on disk
            return
        self._at += 1
        if self._at < len(self._asked):
            self._ask()
        else:
            self._end()

    @Slot()
    def _end(self) -> None:
        self.page.asking.keep_typing()
        if self.has_unsaved:
            return
        if self._sitting is not None and self._sitting.answers:
            self._picked = self._sitting.id
        self._sitting = None
        self._show()

    # around it

    @Slot()
    def _on_page_back_requested(self) -> None:
        if self._sitting is not None:
            self._end()
        else:
            self.back_requested.emit()

    @Slot(str)
    def _on_earlier_sitting_chosen(self, sitting: str) -> None:
        self._picked = sitting
        self._show_picked()

    @Slot()
    def _on_earlier_delete_requested(self) -> None:
        self._try(lambda: self._workspace.practice.remove(self._picked))

    @Slot()
    def _on_page_undo_requested(self) -> None:
        # the key works while a question is on, too
        if self._sitting is None:
            self._try(self._workspace.practice.undo)

    def _try(self, action: Callable[[], object]) -> None:
        problem = refusal_of(action)
        self._show()
        if problem:
            self.page.show_problem(problem)

    @Slot(str)
    def _on_bin_put_back(self, sitting: str) -> None:
        self._picked = sitting
        self._show()
