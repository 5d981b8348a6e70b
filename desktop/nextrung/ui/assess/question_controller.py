"""Carries a person through the questions of one assessment: from the page to the workspace, and back as a state."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot

from nextrung.assessment import walk
from nextrung.assessment.answer import Answer
from nextrung.errors import DatabaseError
from nextrung.questionnaire.kinds import Item
from nextrung.scoring.quality import Prompt, prompt
from nextrung.ui import labels
from nextrung.ui.assess import state as question_state
from nextrung.ui.assess.keeper import AnswerKeeper
from nextrung.ui.assess.page import QuestionPage
from nextrung.workspace import Assessment

NOTHING = "nothing"
"""The kind of evidence that excludes all others."""


class QuestionController(QObject):
    """Shows one question after another, keeps every answer, and takes the last change back on request."""

    left_forward = Signal(int)
    """The person is done with the question at this index and goes on."""
    paused = Signal()

    def __init__(
        self, workspace: AnswerKeeper, page: QuestionPage, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Connect a page to a workspace; ``clock`` counts seconds."""
        super().__init__(page)
        self._workspace = workspace
        self._page = page
        self._clock = clock
        self._assessment: Assessment | None = None
        self._index = 0
        self._seen_at = 0.0
        self._seconds = 0.0
        self._undo: list[tuple[str, Answer | None]] = []
        self._unsaved: Answer | None = None
        """What is on screen for the item and could not be saved yet."""
        self._noted = ""
        """The item whose example was the last change: what is typed on goes back in one step."""
        self._prompted: set[Prompt] = set()
        page.value_chosen.connect(self._on_page_value_chosen)
        page.confidence_chosen.connect(self._on_page_confidence_chosen)
        page.evidence_changed.connect(self._on_page_evidence_changed)
        page.no_chance_changed.connect(self._on_page_no_chance_changed)
        page.note_changed.connect(self._on_page_note_changed)
        page.skip_requested.connect(self._on_page_skip_requested)
        page.next_requested.connect(self._on_page_next_requested)
        page.back_requested.connect(self._on_page_back_requested)
        page.undo_requested.connect(self._on_page_undo_requested)
        page.pause_requested.connect(self.paused)
        page.jump_requested.connect(self._on_page_jump_requested)

    @property
    def assessment(self) -> Assessment:
        """The assessment on the page."""
        if self._assessment is None:
            raise RuntimeError("no assessment is open")
        return self._assessment

    @property
    def item(self) -> Item:
        """The item on the page."""
        return self.assessment.items[self._index]

    def open(self, assessment: Assessment) -> None:
        """Show an assessment where the person left it: the item last looked at, or the first open one."""
        if self._unsaved is not None:
            if not self._is_saved():
                return
            # what was given was read before the answer was saved just now
            assessment = self._workspace.assessment(assessment.record.id)
        if self._assessment is None or self._assessment.record.id != assessment.record.id:
            self._undo = []
            self._prompted = set()
        self._assessment = assessment
        ids = [item.id for item in assessment.items]
        position = assessment.record.position
        first_open = min(walk.first_open(assessment.items, assessment.answers), len(ids) - 1)
        self.show_item(ids.index(position) if position in ids else first_open)

    def show_item(self, index: int) -> None:
        """Show the item at ``index``; stay where something on screen still cannot be saved."""
        if not self._is_saved():
            return
        self._index = max(index, 0)
        problem = ""
        try:
            self._assessment = self._workspace.look_at(self.assessment, self.item.id)
        except DatabaseError as error:
            problem = str(error)
        earlier = self.assessment.answers.get(self.item.id)
        # time on a question adds up over several looks at it
        self._seconds = (earlier.seconds or 0.0) if earlier else 0.0
        self._seen_at = self._clock()
        self._refresh()
        # last of all, as the page takes an earlier problem away when it shows a state
        if problem:
            self._page.show_problem(problem)

    def _refresh(self) -> None:
        order = self._workspace.option_order(self.assessment, self.item)
        kept = tuple(one.line for one in self._workspace.plan.evidence_of(self.item.facet))
        self._page.show_state(question_state.build(self.assessment, self._index, order, kept))

    def _measure(self) -> float:
        """Seconds on the item so far; a stretch longer than an interruption does not count."""
        now = self._clock()
        stretch = now - self._seen_at
        self._seen_at = now
        if stretch <= self.assessment.content.scoring.quality.interruption_seconds:
            self._seconds += stretch
        return round(self._seconds, 2)

    def _before(self) -> Answer:
        if self._unsaved is not None:
            return self._unsaved
        return self.assessment.answers.get(self.item.id) or Answer(self.item.id)

    def _keep(self, answer: Answer, *, typing: bool = False) -> bool:
        """Save an answer and show it; False when it could not be saved."""
        before = self.assessment.answers.get(self.item.id)
        try:
            self._assessment = self._workspace.answer(self.assessment, replace(answer, seconds=self._measure()))
        except DatabaseError as error:
            # kept, so that it stays on screen and is saved with the next try
            self._unsaved = answer
            self._page.show_problem(str(error))
            return False
        self._unsaved = None
        if not typing or self._noted != self.item.id:
            self._undo.append((self.item.id, before))
        self._noted = self.item.id if typing else ""
        self._show_saved(aloud=not typing)
        return True

    def _is_saved(self) -> bool:
        """Whether all that is on screen is on disk; what could not be saved before is tried once more."""
        return self._unsaved is None or self._keep(self._unsaved)

    def save(self) -> None:
        """Keep what was typed a moment ago, and try once more what could not be saved."""
        self._page.save_note()
        self._is_saved()

    def has_unsaved(self) -> bool:
        """Whether anything on the page is not on disk."""
        return self._unsaved is not None or self._page.has_unsaved()

    def _show_saved(self, *, aloud: bool = True) -> None:
        self._refresh()
        self._page.show_saved(labels.to_the_second(self._workspace.clock.now()), aloud=aloud)

    @Slot(str)
    def _on_page_value_chosen(self, value: str) -> None:
        before = self._before()
        if self.item.kind.answered_by == "point":
            self._keep(Answer(self.item.id, value=float(value), note=before.note))
        else:
            self._keep(Answer(self.item.id, choice=value, confidence=before.confidence))

    @Slot(str)
    def _on_page_confidence_chosen(self, confidence: str) -> None:
        before = self._before()
        if before.choice is None:
            self._refresh()
            self._page.show_problem(self.tr("Choose an answer first, then say how sure you are"))
            return
        self._keep(replace(before, confidence=confidence))

    @Slot(list)
    def _on_page_evidence_changed(self, evidence: list[str]) -> None:
        before = self._before()
        kinds = tuple(evidence)
        if NOTHING in kinds:
            # *nothing* and anything else exclude each other: whichever was ticked last stays
            ticked_now = NOTHING not in before.evidence
            kinds = (NOTHING,) if ticked_now else tuple(kind for kind in kinds if kind != NOTHING) or (NOTHING,)
        self._keep(Answer(self.item.id, evidence=kinds, note=before.note))

    @Slot(bool)
    def _on_page_no_chance_changed(self, no_chance: bool) -> None:
        if no_chance:
            self._keep(Answer(self.item.id, no_chance=True, note=self._before().note))
            return
        self._restore(self.item.id, None)

    @Slot(str)
    def _on_page_note_changed(self, note: str) -> None:
        if note != self._before().note:
            self._keep(replace(self._before(), note=note), typing=True)

    @Slot()
    def _on_page_skip_requested(self) -> None:
        if self._before().settled or self._keep(Answer(self.item.id, skipped=True, note=self._before().note)):
            self._leave()

    @Slot()
    def _on_page_next_requested(self) -> None:
        if self._before().settled or self._keep(replace(self._before(), skipped=True)):
            self._leave()

    def _leave(self) -> None:
        """Go on; once for each reason, a kind word first when answers come very fast or very alike."""
        if not self._is_saved():
            return
        reason = prompt(
            self.assessment.items[: self._index + 1],
            self.assessment.answers,
            self.assessment.content,
            self.assessment.seen,
        )
        # first the next question, whose page takes the word to the one before away
        self.left_forward.emit(self._index)
        if reason is not None and reason not in self._prompted:
            self._prompted.add(reason)
            self._page.show_prompt(reason)

    @Slot()
    def _on_page_back_requested(self) -> None:
        earlier = (
            at for at in range(self._index - 1, -1, -1) if not self.assessment.was_carried(self.assessment.items[at])
        )
        self.show_item(next(earlier, self._index))

    @Slot(str)
    def _on_page_jump_requested(self, item: str) -> None:
        self.show_item([one.id for one in self.assessment.items].index(item))

    @Slot()
    def _on_page_undo_requested(self) -> None:
        # it is only on screen: taking it back shows what is on disk
        if self._unsaved is not None:
            self._unsaved = None
            self._refresh()
            return
        if not self._undo:
            self._page.show_problem(self.tr("There is nothing to undo"))
            return
        item, before = self._undo.pop()
        self._restore(item, before)

    def _restore(self, item: str, before: Answer | None) -> None:
        """Put an earlier answer back, or none, and show its question."""
        self._noted = ""
        try:
            if before is None:
                self._assessment = self._workspace.take_back(self.assessment, item)
            else:
                self._assessment = self._workspace.answer(self.assessment, before)
        except DatabaseError as error:
            self._page.show_problem(str(error))
            return
        self._unsaved = None
        ids = [one.id for one in self.assessment.items]
        if item in ids and ids.index(item) != self._index:
            self.show_item(ids.index(item))
        self._show_saved()
