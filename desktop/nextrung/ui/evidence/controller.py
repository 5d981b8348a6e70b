"""Evidence: choosing, adding, changing and deleting examples, and opening what they name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import NextRungError
from nextrung.evidence.coverage import AreaCoverage
from nextrung.evidence.example import ExampleFields, WorkExample
from nextrung.evidence.link import target_of
from nextrung.evidence.questions import questions_for
from nextrung.lazy import lazy
from nextrung.shown import clip
from nextrung.ui.background import Background
from nextrung.ui.bin.controller import BinController
from nextrung.ui.evidence import state as evidence_state
from nextrung.ui.evidence.form import ExampleDialog
from nextrung.ui.evidence.page import EvidencePage
from nextrung.ui.evidence.state import ALL, LikelyRow
from nextrung.ui.masking import mask_of
from nextrung.ui.refused import refusal_of
from nextrung.ui.shell.page_controller import PageController
from nextrung.ui.shell.places import PRACTICE, PREDICTIONS
from nextrung.ui.widgets import opening

if TYPE_CHECKING:
    from nextrung.ui.evidence import pack_controller
    from nextrung.ui.evidence.pack_controller import PackController
    from nextrung.ui.practice import controller as practice_controller
    from nextrung.ui.practice.controller import PracticeController
    from nextrung.ui.predictions import controller as predictions_controller
    from nextrung.ui.predictions.controller import PredictionsController
else:
    pack_controller = lazy("nextrung.ui.evidence.pack_controller")
    practice_controller = lazy("nextrung.ui.practice.controller")
    predictions_controller = lazy("nextrung.ui.predictions.controller")


class EvidenceController(PageController):
    """Shows the examples of the current person against the role that they compare with."""

    _page: EvidencePage | None = None
    _bin: BinController | None = None
    _dialog: ExampleDialog | None = None
    _packs: PackController | None = None
    _practice: PracticeController | None = None
    _predictions: PredictionsController | None = None
    _area = ALL
    _picked = ""
    _editing = ""
    _question = ""
    _questions: dict[str, LikelyRow]
    _examples: dict[str, WorkExample]
    _areas: tuple[AreaCoverage, ...] = ()

    def open(self) -> QWidget:
        """The map and the examples, with what came since."""
        page = self._page or self._make_page()
        self._show()
        return page

    def open_item(self, thing: str) -> None:
        """Show one example, by id, or one of the pages that belong to evidence."""
        ways = {PRACTICE: self._on_page_practice_requested, PREDICTIONS: self._on_page_predictions_requested}
        if thing in ways:
            ways[thing]()
            return
        self._area, self._picked = ALL, thing
        self._show()

    def names_changed(self) -> None:
        """Show names in what was written, or pseudonyms."""
        if self._page is not None:
            self._show()
        for other in (self._practice, self._predictions):
            if other is not None:
                other.show()

    def keep_typing(self) -> None:
        """Keep a note of practice that was typed a moment ago."""
        if self._practice is not None:
            self._practice.page.asking.keep_typing()

    def has_unsaved(self) -> bool:
        """Whether an answer of practice could not be saved."""
        return self._practice is not None and self._practice.has_unsaved

    def _make_page(self) -> EvidencePage:
        page = EvidencePage(self.theme)
        page.add_requested.connect(self._on_page_add_requested)
        page.pack_requested.connect(self._on_page_pack_requested)
        page.practice_requested.connect(self._on_page_practice_requested)
        page.predictions_requested.connect(self._on_page_predictions_requested)
        page.undo_requested.connect(self._on_page_undo_requested)
        page.map.area_chosen.connect(self._on_map_area_chosen)
        page.list.row_chosen.connect(self._on_list_example_chosen)
        page.list.open_requested.connect(self._on_edit_requested)
        page.list.delete_requested.connect(self._on_delete_requested)
        page.questions.question_chosen.connect(self._on_questions_question_chosen)
        page.questions.add_requested.connect(self._on_questions_add_requested)
        page.detail.edit_requested.connect(self._on_edit_requested)
        page.detail.delete_requested.connect(self._on_delete_requested)
        page.detail.link_requested.connect(self._on_detail_link_requested)
        self._bin = BinController(self.workspace, self.theme, "work_example", self)
        self._bin.put_back.connect(self._on_bin_put_back)
        self._bin.refused.connect(page.show_problem)
        page.add_deleted(self._bin.view)
        self._looking = Background(self)
        self._looking.finished.connect(self._on_looking_finished)
        self._page = page
        return page

    def _show(self) -> None:
        if self._page is None:
            return
        content, role = self.workspace.installed.questionnaire, self.workspace.role
        self._areas = areas = self.workspace.evidence.coverage(content, role)
        self._examples = {one.id: one for area in areas for one in area.examples}
        state = evidence_state.build(
            areas, content, role, self._area, mask_of(self.workspace), can_undo=self.workspace.evidence.can_undo()
        )
        self._area = state.chosen
        self._picked = self._page.show_state(state, self._picked, self.workspace.clock.today())
        self._show_picked()
        self._show_questions()
        if self._bin is not None:
            self._bin.show()

    def _show_picked(self) -> None:
        if self._page is not None:
            found = self._examples.get(self._picked)
            content, mask = self.workspace.installed.questionnaire, mask_of(self.workspace)
            view = evidence_state.view(found, content, mask) if found is not None else None
            self._page.show_example(view, self.workspace.clock.today())

    def _show_questions(self) -> None:
        if self._page is None:
            return
        content = self.workspace.installed.questionnaire
        asked = self.workspace.evidence.questions(content, self.workspace.role)
        rows = evidence_state.questions(asked, self._examples.values(), content, self._area, mask_of(self.workspace))
        self._questions = {one.id: one for one in rows}
        self._question = self._page.questions.show_rows(rows, self._question, questions_for(content.id).version)
        self._page.questions.show_question(self._questions.get(self._question))

    def _try(self, action: Callable[[], object]) -> bool:
        """Do something and show the page anew; what cannot be done is said on it."""
        problem = refusal_of(action)
        self._show()
        if problem:
            self._say(problem)
        return not problem

    def _say(self, problem: str) -> None:
        if self._page is not None:
            self._page.show_problem(problem)

    @Slot(str)
    def _on_map_area_chosen(self, area: str) -> None:
        self._area = area
        self._show()

    @Slot(str)
    def _on_list_example_chosen(self, example: str) -> None:
        self._picked = example
        self._show_picked()

    @Slot(str)
    def _on_questions_question_chosen(self, question: str) -> None:
        self._question = question
        if self._page is not None:
            self._page.questions.show_question(self._questions.get(question))

    # telling

    @Slot()
    def _on_page_add_requested(self) -> None:
        self._ask(None)

    @Slot(str)
    def _on_questions_add_requested(self, facet: str) -> None:
        self._ask(None, facet)

    @Slot()
    def _on_edit_requested(self) -> None:
        found = self._examples.get(self._picked)
        if found is not None:
            self._ask(found)

    def _ask(self, example: WorkExample | None, facet: str = "") -> None:
        content = self.workspace.installed.questionnaire
        self._editing = example.id if example is not None else ""
        dialog = ExampleDialog(self.theme, content, example, facet or self._first_facet(), self._page)
        dialog.save_requested.connect(self._on_dialog_save_requested)
        dialog.finished.connect(dialog.deleteLater)
        # of a question that is answered there is a draft of its own, so that no other begun one comes in its place
        dialog.keep_draft(self.workspace.draft("example", self._editing.replace(":", "-") or facet))
        self._dialog = dialog
        dialog.open()

    def _first_facet(self) -> str:
        """The side of the chosen area that has nothing to show yet, to be offered first; empty without such an area."""
        return next((one.unshown[0] for one in self._areas if one.competency == self._area and one.unshown), "")

    @Slot(ExampleFields)
    def _on_dialog_save_requested(self, fields: ExampleFields) -> None:
        if self._dialog is None:
            return
        try:
            saved = self.workspace.evidence.save(fields, self._editing)
        except NextRungError as error:
            self._dialog.show_problem(str(error))
            return
        self._dialog.accept()
        self._dialog = None
        self._picked = saved.id
        if self._area != ALL:
            self._area = self._area_of(saved.facet)
        self._show()
        self.counts_changed.emit()

    def _area_of(self, facet: str) -> str:
        competencies = self.workspace.installed.questionnaire.competencies
        return next((one.id for one in competencies for side in one.facets if side.id == facet), "")

    # packs

    @property
    def packs(self) -> PackController:
        """What makes packs, loaded when the first is asked for."""
        if self._packs is None:
            self._packs = pack_controller.PackController(self.workspace, self.theme, self)
            self._packs.saved.connect(self._on_packs_saved)
        return self._packs

    @Slot()
    def _on_page_pack_requested(self) -> None:
        if self._page is not None:
            self.packs.open(self._page)

    @Slot(object)
    def _on_packs_saved(self, path: Path) -> None:
        self.file_saved.emit(self.tr("Saved as {0}.").format(path.name), path)

    # practice and predictions

    @Slot()
    def _on_page_practice_requested(self) -> None:
        if self._practice is None:
            self._practice = practice_controller.PracticeController(self.workspace, self.theme, self)
            self._practice.back_requested.connect(self._on_way_back_requested)
        self.page_opened.emit(self._practice.open())

    @Slot()
    def _on_page_predictions_requested(self) -> None:
        if self._predictions is None:
            self._predictions = predictions_controller.PredictionsController(self.workspace, self.theme, self)
            self._predictions.back_requested.connect(self._on_way_back_requested)
        self.page_opened.emit(self._predictions.open())

    @Slot()
    def _on_way_back_requested(self) -> None:
        self.page_opened.emit(self.open())

    # deleting

    @Slot()
    def _on_delete_requested(self) -> None:
        example = self._picked
        if example in self._examples:
            self._try(lambda: self.workspace.evidence.remove(example))

    @Slot()
    def _on_page_undo_requested(self) -> None:
        self._try(self.workspace.evidence.undo)

    @Slot(str)
    def _on_bin_put_back(self, example: str) -> None:
        self._picked = example
        self._show()

    # what an example names

    @Slot()
    def _on_detail_link_requested(self) -> None:
        found = self._examples.get(self._picked)
        if found is None:
            return
        target = target_of(found.link)
        if target is None:
            self._say(
                self.tr("“{0}” is neither a web page nor the whole path of a file.").format(clip(found.link, 200))
            )
        elif target.kind == "page":
            if not opening.open_page(target.text):
                self._say(self.tr("This computer did not open {0}.").format(clip(target.text, 200)))
        else:
            # a path may lie on a drive that does not answer
            self._looking.run(partial(_looked_up, Path(target.text)))

    @Slot(object)
    def _on_looking_finished(self, found: tuple[Path, bool]) -> None:
        path, is_there = found
        if not is_there:
            self._say(self.tr("There is no file at {0}.").format(clip(str(path), 200)))
        elif not opening.open_document(path):
            self._say(self.tr("This computer did not open {0}.").format(clip(path.name, 200)))


def _looked_up(path: Path) -> tuple[Path, bool]:
    try:
        return path, path.exists()
    except (OSError, ValueError):  # a name that no file can have is that of none
        return path, False
