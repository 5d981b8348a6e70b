"""Carries a person through one assessment: from the question page to the workspace, and back as a state."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTime, Signal, Slot

from nextrung.assessment import walk
from nextrung.assessment.answer import Answer
from nextrung.errors import DatabaseError
from nextrung.questionnaire.model import Item, Kind
from nextrung.ui.assess import state as question_state
from nextrung.ui.assess.page import QuestionPage
from nextrung.workspace import Taken, Workspace


class AssessPresenter(QObject):
    """Walks through one open assessment on a question page."""

    finished = Signal()
    paused = Signal()

    def __init__(self, workspace: Workspace, page: QuestionPage, clock: Callable[[], float] = time.monotonic) -> None:
        """Connect a page to a workspace; ``clock`` counts seconds."""
        super().__init__(page)
        self._workspace = workspace
        self._page = page
        self._clock = clock
        self._taken: Taken | None = None
        self._index = 0
        self._seen_at = 0.0
        self._seconds = 0.0
        page.value_chosen.connect(self._on_page_value_chosen)
        page.confidence_chosen.connect(self._on_page_confidence_chosen)
        page.evidence_changed.connect(self._on_page_evidence_changed)
        page.no_chance_changed.connect(self._on_page_no_chance_changed)
        page.note_changed.connect(self._on_page_note_changed)
        page.skip_requested.connect(self._on_page_skip_requested)
        page.next_requested.connect(self._on_page_next_requested)
        page.back_requested.connect(self._on_page_back_requested)
        page.pause_requested.connect(self.paused)
        page.jump_requested.connect(self._on_page_jump_requested)

    @property
    def taken(self) -> Taken:
        """The assessment on the page."""
        if self._taken is None:
            raise RuntimeError("no assessment is open")
        return self._taken

    @property
    def item(self) -> Item:
        """The item on the page."""
        return self.taken.items[self._index]

    def open(self, taken: Taken) -> None:
        """Show an assessment where the person left it: the item last looked at, or the first open one."""
        self._taken = taken
        ids = [item.id for item in taken.items]
        position = taken.sitting.position
        self._index = ids.index(position) if position in ids else min(self._first_open(), len(ids) - 1)
        self._show_item()

    def _first_open(self) -> int:
        return walk.first_open(self.taken.items, self.taken.answers)

    def _show_item(self) -> None:
        self._taken = self._workspace.look_at(self.taken, self.item.id)
        earlier = self.taken.answers.get(self.item.id)
        self._seconds = (earlier.seconds or 0.0) if earlier else 0.0
        self._seen_at = self._clock()
        self._refresh()

    def _refresh(self) -> None:
        order = self._workspace.option_order(self.taken, self.item)
        self._page.show_state(question_state.build(self.taken, self._index, order))

    def _measure(self) -> float:
        """Seconds on the item so far; a stretch longer than an interruption does not count."""
        now = self._clock()
        stretch = now - self._seen_at
        self._seen_at = now
        if stretch <= self.taken.questionnaire.scoring.quality.interruption_seconds:
            self._seconds += stretch
        return round(self._seconds, 2)

    def _before(self) -> Answer:
        return self.taken.answers.get(self.item.id) or Answer(self.item.id)

    def _keep(self, answer: Answer) -> bool:
        """Save an answer and show it; False when it could not be saved."""
        try:
            self._taken = self._workspace.answer(self.taken, replace(answer, seconds=self._measure()))
        except DatabaseError as error:
            self._page.show_problem(str(error))
            return False
        self._refresh()
        self._page.show_saved(QTime.currentTime().toString("HH:mm:ss"))
        return True

    @Slot(str)
    def _on_page_value_chosen(self, value: str) -> None:
        before = self._before()
        if self.item.kind in (Kind.RATING, Kind.FREQUENCY):
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
        self._keep(Answer(self.item.id, evidence=tuple(evidence), note=self._before().note))

    @Slot(bool)
    def _on_page_no_chance_changed(self, no_chance: bool) -> None:
        if no_chance:
            self._keep(Answer(self.item.id, no_chance=True, note=self._before().note))
            return
        self._taken = self._workspace.take_back(self.taken, self.item.id)
        self._refresh()

    @Slot(str)
    def _on_page_note_changed(self, note: str) -> None:
        self._keep(replace(self._before(), note=note))

    @Slot()
    def _on_page_skip_requested(self) -> None:
        if self._before().settled or self._keep(Answer(self.item.id, skipped=True, note=self._before().note)):
            self._go(self._index + 1)

    @Slot()
    def _on_page_next_requested(self) -> None:
        if not self._before().settled and not self._keep(replace(self._before(), skipped=True)):
            return
        self._go(self._index + 1)

    @Slot()
    def _on_page_back_requested(self) -> None:
        self._go(self._index - 1)

    @Slot(str)
    def _on_page_jump_requested(self, item: str) -> None:
        self._go([one.id for one in self.taken.items].index(item))

    def _go(self, index: int) -> None:
        if index >= len(self.taken.items):
            self._taken = self._workspace.finish(self.taken)
            self.finished.emit()
            return
        self._index = max(index, 0)
        self._show_item()
