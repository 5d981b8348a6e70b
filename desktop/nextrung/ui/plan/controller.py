"""The plan: its columns, one step in detail, and the small forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import DatabaseError, NextRungError
from nextrung.plan.offers import Offer
from nextrung.plan.step import PlanError, State, require_place
from nextrung.ui import labels
from nextrung.ui.bin.controller import BinController
from nextrung.ui.masking import mask_of
from nextrung.ui.plan import state as plan_state
from nextrung.ui.plan.detail import StepPage
from nextrung.ui.plan.dialogs import FinishDialog, OwnStepDialog, StartDialog
from nextrung.ui.plan.page import PlanPage
from nextrung.ui.refused import refusal_of
from nextrung.ui.shell.page_controller import PageController
from nextrung.ui.widgets.form import FormDialog
from nextrung.workspace.plan import OwnStep


class PlanController(PageController):
    """Shows the plan, and carries out what is asked for on its pages."""

    _page: PlanPage | None = None
    _bin: BinController | None = None
    _detail: StepPage | None = None
    _dialog: FormDialog | None = None
    _offers: tuple[Offer, ...] = ()
    _shown: str | None = None
    """The step that is shown in detail."""
    _finishing: str = ""
    _chosen: Offer | None = None

    def open(self) -> QWidget:
        """The columns of the plan."""
        # what is typed at a step is kept before the columns show it
        self.leave()
        self._shown = None
        page = self._show_plan()
        page.focus_first()
        return page

    def open_item(self, thing: str) -> None:
        """Open one step."""
        self._on_page_step_opened(thing)

    def names_changed(self) -> None:
        """Show pseudonyms, or names again; a step that is open to be changed is as it was written."""
        if self._page is not None:
            self._show_plan()

    def keep_typing(self) -> None:
        """Keep what was typed a moment ago."""
        if self._detail is not None:
            self._detail.save()

    def has_unsaved(self) -> bool:
        """Whether something typed at a step could not be saved."""
        return self._detail is not None and self._detail.has_unsaved()

    def _show_plan(self) -> PlanPage:
        page = self._page or self._make_page()
        latest = self.workspace.latest()
        result = latest.result(self.workspace.role) if latest is not None else None
        self._offers = self.workspace.plan.offers(latest, result) if latest and result else ()
        state = plan_state.build(self.workspace, self._offers, result.focus if result else None)
        page.show_state(plan_state.masked(state, mask_of(self.workspace)))
        if self._bin is not None:
            self._bin.show()
        return page

    def _make_page(self) -> PlanPage:
        page = PlanPage(self.theme)
        page.step_opened.connect(self._on_page_step_opened)
        page.move_requested.connect(self._on_move_requested)
        page.tick_changed.connect(self._on_tick_changed)
        page.offer_chosen.connect(self._on_page_offer_chosen)
        page.own_requested.connect(self._on_page_own_requested)
        page.undo_requested.connect(self._on_undo_requested)
        page.assess_requested.connect(self._on_page_assess_requested)
        page.delete_requested.connect(self._on_delete_requested)
        self._bin = BinController(self.workspace, self.theme, "plan_step", self)
        self._bin.put_back.connect(self._on_bin_put_back)
        self._bin.refused.connect(page.show_problem)
        page.add_deleted(self._bin.view)
        self._page = page
        return page

    def _make_detail(self) -> StepPage:
        detail = StepPage(self.theme)
        detail.edited.connect(self._on_detail_edited)
        detail.move_requested.connect(self._on_move_requested)
        detail.tick_changed.connect(self._on_tick_changed)
        detail.undo_requested.connect(self._on_undo_requested)
        detail.back_requested.connect(self._on_detail_back_requested)
        detail.delete_requested.connect(self._on_delete_requested)
        self._detail = detail
        return detail

    def _show_step(self, detail: StepPage, step_id: str) -> None:
        plan = self.workspace.plan
        step = plan.step(step_id)
        evidence = [one for one in plan.evidence() if one.step == step_id]
        about = self.workspace.questionnaires.with_facet(step.competency, step.facet)
        card = plan_state.card(step, evidence, about, self.workspace.clock.today())
        detail.show_state(card, can_undo=plan.can_undo())

    def _refresh(self) -> None:
        """Show the newest state of whichever page is open."""
        if self._shown is not None and self._detail is not None:
            self._show_step(self._detail, self._shown)
        else:
            self._show_plan()
        self.counts_changed.emit()

    def _try(self, change: Callable[[], Any]) -> bool:
        """Carry a change out and show it; say on the page why not when it is refused."""
        problem = refusal_of(change)
        # a box stays as it was ticked by hand when that is refused: the page shows what is kept
        self._refresh()
        if problem:
            self._show_problem(problem)
        return not problem

    def _show_problem(self, message: str) -> None:
        page = self._detail if self._shown is not None else self._page
        if page is not None:
            page.show_problem(message)

    # what happens

    @Slot(str)
    def _on_page_step_opened(self, step_id: str) -> None:
        detail = self._detail or self._make_detail()
        self._shown = step_id
        self.page_opened.emit(detail)
        self._show_step(detail, step_id)

    @Slot()
    def _on_detail_back_requested(self) -> None:
        step, self._shown = self._shown, None
        page = self._show_plan()
        self.page_opened.emit(page)
        if step is not None:
            page.focus_step(step)

    @Slot(str, dict)
    def _on_detail_edited(self, step_id: str, fields: dict[str, Any]) -> None:
        """Save what was typed; a refused title stays in its field until it is mended or left."""
        refused = ""
        others = {name: value for name, value in fields.items() if name != "title"}
        try:
            # apart from the rest: refused, a title keeps no other field from being saved
            if "title" in fields:
                refused = self._rename(step_id, fields["title"])
            self.workspace.plan.edit(step_id, **others)
        except DatabaseError as error:
            # put back as unsaved, so that it is tried again and the window does not close over it
            if self._detail is not None:
                self._detail.keep(step_id, others if refused else fields)
            self._show_problem(str(error))
            return
        if refused:
            self._show_problem(refused)
        elif self._shown == step_id and self._detail is not None:
            self._show_step(self._detail, step_id)
            self._detail.show_saved(labels.to_the_second(self.workspace.clock.now()))
        self.counts_changed.emit()

    def _rename(self, step_id: str, title: str) -> str:
        """Give a step another title; returns why not when it is refused."""
        try:
            self.workspace.plan.edit(step_id, title=title)
        except PlanError as error:
            return str(error)
        return ""

    @Slot(str, int, bool)
    def _on_tick_changed(self, step_id: str, at: int, done: bool) -> None:
        self._try(lambda: self.workspace.plan.tick(step_id, at, done=done))

    @Slot(str, str)
    def _on_move_requested(self, step_id: str, state: State) -> None:
        if state == "done":
            self._ask_for_evidence(step_id)
        # on the page of a step the focus stays with the button that was pressed
        elif self._try(lambda: self.workspace.plan.move(step_id, state)) and self._shown is None and self._page:
            self._page.focus_step(step_id)

    @Slot(str)
    def _on_page_offer_chosen(self, action: str) -> None:
        offer = next((one for one in self._offers if one.action.id == action), None)
        if offer is None:
            return
        try:
            # asked before the form opens: a full plan would refuse what was filled in
            require_place(sum(step.live for step in self.workspace.plan.steps()))
        except NextRungError as error:
            self._show_problem(str(error))
            return
        self._chosen = offer
        dialog = StartDialog(self.theme, offer, self._page)
        dialog.start_given.connect(self._on_dialog_start_given)
        self._open_dialog(dialog, "start", offer.action.id)

    @Slot(str)
    def _on_dialog_start_given(self, start: str) -> None:
        chosen = self._chosen
        if chosen is not None:
            self._send(lambda: self._focus_on(self.workspace.plan.add(chosen, start).id))

    def _focus_on(self, step_id: str) -> None:
        if self._page is not None:
            self._page.focus_step(step_id)

    @Slot(str)
    def _on_delete_requested(self, step_id: str) -> None:
        try:
            self.workspace.plan.delete(step_id)
        except NextRungError as error:
            self._show_problem(str(error))
            return
        if self._shown is not None:
            self._shown = None
            self.page_opened.emit(self._show_plan())
        self._refresh()

    @Slot(str)
    def _on_bin_put_back(self, _step: str) -> None:
        self._refresh()

    @Slot()
    def _on_undo_requested(self) -> None:
        plan = self.workspace.plan
        known = {step.id for step in plan.steps()}
        try:
            undone = plan.undo()
        except NextRungError as error:
            self._show_problem(str(error))
            return
        # an undone adding takes the step away, and with it the page it is shown on
        if self._shown in known - {step.id for step in plan.steps()}:
            self._on_detail_back_requested()
        self._refresh()
        if not undone:
            self._show_problem(self.tr("There is nothing to undo"))

    @Slot()
    def _on_page_assess_requested(self) -> None:
        self.navigated.emit("assess")

    # the forms

    def _open_dialog(self, dialog: FormDialog, form: str, thing: str = "") -> None:
        self._dialog = dialog
        dialog.keep_draft(self.workspace.draft(form, thing))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _on_page_own_requested(self) -> None:
        steps = self.workspace.plan.steps()
        try:
            require_place(sum(step.live for step in steps))
        except NextRungError as error:
            self._show_problem(str(error))
            return
        facets = plan_state.facet_choices(self.workspace.installed.questionnaire)
        dialog = OwnStepDialog(self.theme, facets, self.workspace.clock.today(), self._page)
        dialog.add_requested.connect(self._on_dialog_add_requested)
        self._open_dialog(dialog, "step")

    @Slot(OwnStep)
    def _on_dialog_add_requested(self, own: OwnStep) -> None:
        if self.workspace.person is None:
            # a plan can be begun before any assessment, when there is nobody yet whose plan it is
            self.workspace.add_person()
        self._send(lambda: self._focus_on(self.workspace.plan.add_own(own).id))

    def _ask_for_evidence(self, step_id: str) -> None:
        step = self.workspace.plan.step(step_id)
        if step.state == "done":
            return
        self._finishing = step_id
        kinds = plan_state.kind_choices(self.workspace.questionnaires.with_facet(step.competency, step.facet))
        # evidence can be asked for from the columns and from a step; the form stands over the one that asked
        parent = self._detail if self._shown is not None else self._page
        dialog = FinishDialog(self.theme, step, kinds, parent)
        dialog.finish_requested.connect(self._on_dialog_finish_requested)
        self._open_dialog(dialog, "finish", step.id)

    @Slot(str, str)
    def _on_dialog_finish_requested(self, kind: str, line: str) -> None:
        self._send(lambda: self.workspace.plan.finish(self._finishing, kind, line))
        # on the page of the step the focus is given back by Qt, to the button that opened the form
        if self._shown is None:
            self._focus_on(self._finishing)

    def _send(self, change: Callable[[], Any]) -> None:
        """Carry out what the open form asks for; it closes when it is done and says what is wrong when it is not."""
        dialog = self._dialog
        try:
            change()
        except NextRungError as error:
            if dialog is not None:
                dialog.show_problem(str(error))
            return
        if dialog is not None:
            dialog.accept()
        self._refresh()
