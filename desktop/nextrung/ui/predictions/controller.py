"""Notes what is expected and what came; deletes and undoes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from nextrung.errors import NextRungError
from nextrung.evidence.prediction import Prediction, PredictionFields
from nextrung.ui.bin.controller import BinController
from nextrung.ui.masking import mask_of
from nextrung.ui.predictions import state as predictions_state
from nextrung.ui.predictions.form import OutcomeDialog, PredictionDialog
from nextrung.ui.predictions.page import PredictionsPage
from nextrung.ui.refused import refusal_of
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace


class PredictionsController(QObject):
    """The page of predictions, opened from that of evidence."""

    back_requested = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Build the page; ``open`` fills it."""
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._picked = ""
        self._editing = ""
        self._dialog: PredictionDialog | OutcomeDialog | None = None
        self.page = page = PredictionsPage(theme)
        page.back_requested.connect(self.back_requested)
        page.add_requested.connect(self._on_page_add_requested)
        page.undo_requested.connect(self._on_page_undo_requested)
        page.edit_requested.connect(self._on_page_edit_requested)
        page.settle_requested.connect(self._on_page_settle_requested)
        page.delete_requested.connect(self._on_page_delete_requested)
        page.list.row_chosen.connect(self._on_list_row_chosen)
        self._bin = BinController(workspace, theme, "prediction", self)
        self._bin.put_back.connect(self._on_bin_put_back)
        self._bin.refused.connect(page.show_problem)
        page.add_deleted(self._bin.view)

    def open(self) -> PredictionsPage:
        """The page, with what came since."""
        self.show()
        return self.page

    def show(self) -> None:
        """Show the page anew."""
        service = self._workspace.predictions
        today = self._workspace.clock.today()
        scoring = self._workspace.installed.questionnaire.scoring
        self._state = predictions_state.build(
            service.predictions(), scoring, today, mask_of(self._workspace), can_undo=service.can_undo()
        )
        self._picked = self.page.show_state(self._state, self._picked)
        self._show_picked()
        self._bin.show()

    def _show_picked(self) -> None:
        found = next((one for one in self._state.rows if one.id == self._picked), None)
        self.page.show_prediction(found, self._state)

    def _kept(self) -> Prediction | None:
        """The picked one as it is kept, with all names."""
        return next((one for one in self._workspace.predictions.predictions() if one.id == self._picked), None)

    def _try(self, action: Callable[[], object]) -> None:
        problem = refusal_of(action)
        self.show()
        if problem:
            self.page.show_problem(problem)

    @Slot(str)
    def _on_list_row_chosen(self, prediction: str) -> None:
        self._picked = prediction
        self._show_picked()

    # noting

    @Slot()
    def _on_page_add_requested(self) -> None:
        self._ask(None)

    @Slot()
    def _on_page_edit_requested(self) -> None:
        found = self._kept()
        if found is not None and not found.came:
            self._ask(found)

    def _ask(self, prediction: Prediction | None) -> None:
        self._editing = prediction.id if prediction is not None else ""
        dialog = PredictionDialog(self._theme, prediction, self.page)
        dialog.save_requested.connect(self._on_dialog_save_requested)
        self._open(dialog, "prediction")

    @Slot()
    def _on_page_settle_requested(self) -> None:
        found = self._kept()
        if found is not None:
            self._editing = found.id
            dialog = OutcomeDialog(self._theme, found, self.page)
            dialog.save_requested.connect(self._on_dialog_outcome_requested)
            self._open(dialog, "outcome")

    def _open(self, dialog: PredictionDialog | OutcomeDialog, form: str) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.keep_draft(self._workspace.draft(form, self._editing))
        self._dialog = dialog
        dialog.open()

    @Slot(PredictionFields)
    def _on_dialog_save_requested(self, fields: PredictionFields) -> None:
        self._keep(lambda: self._workspace.predictions.note(fields, self._editing))

    @Slot(str, str)
    def _on_dialog_outcome_requested(self, came: str, outcome: str) -> None:
        self._keep(lambda: self._workspace.predictions.settle(self._editing, came, outcome))

    def _keep(self, save: Callable[[], Prediction]) -> None:
        if self._dialog is None:
            return
        try:
            saved = save()
        except NextRungError as error:
            self._dialog.show_problem(str(error))
            return
        self._dialog.accept()
        self._dialog = None
        self._picked = saved.id
        self.show()

    # deleting

    @Slot()
    def _on_page_delete_requested(self) -> None:
        self._try(lambda: self._workspace.predictions.remove(self._picked))

    @Slot()
    def _on_page_undo_requested(self) -> None:
        self._try(self._workspace.predictions.undo)

    @Slot(str)
    def _on_bin_put_back(self, prediction: str) -> None:
        self._picked = prediction
        self.show()
