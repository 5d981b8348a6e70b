"""What happens on the page where a questionnaire is written: every change is kept, checked, and can be taken back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import NextRungError
from nextrung.questionnaire.authoring import groups, operations, placing
from nextrung.questionnaire.authoring.draft import AuthoringDraft, Made
from nextrung.questionnaire.authoring.findings import AuthoringFinding
from nextrung.questionnaire.authoring.history import EditHistory
from nextrung.questionnaire.authoring.publishing import ConflictError, Publication
from nextrung.questionnaire.kinds import Kind
from nextrung.questionnaire.wording import KnownProblems
from nextrung.ui.authoring import state as authoring_state
from nextrung.ui.authoring import thing_fields
from nextrung.ui.authoring.beside_reader import BesideReader
from nextrung.ui.authoring.page import ACTION, AREA, PART, ROLE, TAG, AuthoringPage
from nextrung.ui.authoring.publish_dialog import PublishDialog
from nextrung.ui.authoring.state import ToldFields
from nextrung.ui.authoring.trial import TrialController
from nextrung.ui.authoring.words import thing_words
from nextrung.ui.background import Background
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.typing import Typing
from nextrung.workspace import Workspace
from nextrung.workspace.authoring import Manuscript


class AuthoringController(QObject):
    """Carries what the page says to the questionnaire, and shows what became of it."""

    left = Signal()
    page_opened = Signal(QWidget)
    published = Signal(str, str)
    """A version was published: the title and the version."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Build the page, which ``open`` fills."""
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._typing = Typing(self)
        self._typing.due.connect(self._on_typing_due)
        self.page = AuthoringPage(theme, self._typing)
        self._history: EditHistory[AuthoringDraft] | None = None
        self._base: AuthoringDraft | None = None
        self._picked = ""
        self._findings: tuple[AuthoringFinding, ...] = ()
        self._told = ToldFields()
        self._known: KnownProblems = {}
        self._is_stale = False
        self._wants_publishing = False
        self._trial: TrialController | None = None
        self._beside_reader = BesideReader(workspace, self.page.others, self)
        self._beside_reader.linked.connect(self._show)
        self._checks, self._publishes, self._reads = Background(self), Background(self), Background(self)
        self._reads.failed.connect(self._on_work_failed)
        self._checks.finished.connect(self._on_checks_finished)
        self._checks.failed.connect(self._on_work_failed)
        self._reads.finished.connect(self._on_reads_finished)
        self._publishes.finished.connect(self._on_publishes_finished)
        self._publishes.failed.connect(self._on_publishes_failed)
        self._publishes.broken_off.connect(self._on_publishes_broken_off)
        self._connect()

    def _connect(self) -> None:
        page = self.page
        page.back_requested.connect(self._on_page_back_requested)
        page.questionnaire_wanted.connect(self._on_page_questionnaire_wanted)
        page.picked.connect(self._on_page_picked)
        page.moved.connect(self._on_page_moved)
        page.carried.connect(self._on_page_carried)
        page.removal_requested.connect(self._on_page_removal_requested)
        page.adding_requested.connect(self._on_page_adding_requested)
        page.changed.connect(self._on_page_changed)
        page.field_left.connect(self._on_page_field_left)
        page.undo_requested.connect(self._on_page_undo_requested)
        page.redo_requested.connect(self._on_page_redo_requested)
        page.reset_requested.connect(self._on_page_reset_requested)
        page.trial_requested.connect(self._on_page_trial_requested)
        page.publish_requested.connect(self._on_page_publish_requested)
        page.separate_requested.connect(self._on_page_separate_requested)

    # opening and keeping

    def open(self, manuscript: Manuscript) -> None:
        """Show a questionnaire to write on."""
        self._typing.begin(manuscript.draft.id)
        self._history, self._base = EditHistory(manuscript.draft), manuscript.base
        self._findings, self._wants_publishing, self._told = (), False, ToldFields()
        self._beside_reader.open(manuscript.draft)
        areas = manuscript.draft.content.competencies
        self._picked = areas[0].id if manuscript.base is None and len(areas) == 1 else ""
        self.page.hide_problem()
        self.page.offer_separate(offered=False)
        self.page.offer_reset(offered=self._base is not None)
        self.page_opened.emit(self.page)
        self._show()
        self._check()
        self.page.begin()

    def save(self) -> None:
        """Keep what was typed a moment ago."""
        self._typing.save()

    def has_unsaved(self) -> bool:
        """Whether something could not be kept."""
        return self._typing.has_unsaved()

    @property
    def manuscript(self) -> Manuscript:
        """What is written, and what it began from."""
        return Manuscript(self._draft, self._base)

    @property
    def _now(self) -> EditHistory[AuthoringDraft]:
        if self._history is None:
            raise RuntimeError("nothing is open")
        return self._history

    @property
    def _draft(self) -> AuthoringDraft:
        return self._now.now

    @Slot(str, dict)
    def _on_typing_due(self, about: str, fields: dict[str, Any]) -> None:
        try:
            self._workspace.authoring.keep(fields["manuscript"])
        except NextRungError as error:
            self._typing.keep(about, fields)
            self.page.show_problem(str(error))

    def _go_to(self, history: EditHistory[AuthoringDraft], *, at_once: bool = True) -> None:
        """Show another state of it, have it checked, and keep it: at once, or a moment after the last letter."""
        if history is self._history:
            return
        self._history = history
        self._beside_reader.follow(self._draft)
        self.page.hide_problem()
        self.page.offer_separate(offered=False)
        self._typing.typed("manuscript", self.manuscript)
        if at_once:
            self._typing.save()
        self._show()
        self._check()

    @Slot()
    def _show(self) -> None:
        now = self._now
        state = authoring_state.build(
            now.now,
            self._base,
            self._findings,
            self._picked,
            self._beside_reader.links,
            told=self._told,
            can_undo=bool(now.past),
            can_redo=bool(now.future),
            graded=bool(self._known),
        )
        self._picked = state.picked.id
        self.page.show_state(state)

    # checking

    def _check(self) -> None:
        # one at a time: letters come faster than they are checked
        if self._checks.is_busy:
            self._is_stale = True
        else:
            self._checks.run(self._workspace.authoring.findings_work(self._draft, self._known))

    @Slot(object)
    def _on_checks_finished(self, found: tuple[AuthoringFinding, ...]) -> None:
        self._findings = found
        self._show()
        if self._is_stale:
            self._is_stale = False
            self._check()
        elif self._wants_publishing:
            self._wants_publishing = False
            self._offer_publishing()

    @Slot(Exception)
    def _on_work_failed(self, error: Exception) -> None:
        self.page.show_problem(str(error))

    # other ones

    @Slot(str)
    def _on_page_questionnaire_wanted(self, questionnaire: str) -> None:
        if questionnaire == self._draft.id:
            return
        self._typing.save()
        try:
            self.read(questionnaire)
        except NextRungError as error:
            self.page.show_problem(str(error))

    # changing

    @Slot(str)
    def _on_page_picked(self, one: str) -> None:
        self._typing.save()
        self._picked = one
        self._show()

    @Slot(str, object)
    def _on_page_changed(self, way: str, said: object) -> None:
        row = self.page.form.row(way)
        if row is None:
            return
        field = row.field
        try:
            if way == "facet" and said == thing_fields.OWN_FACET:
                changed = operations.own_facet(self._draft, self._picked)
            else:
                where, value = thing_fields.value_of(self._draft, self._picked, field, said)
                changed = operations.with_value(self._draft, self._picked, where, value)
        except NextRungError as error:
            self._show()
            self.page.show_problem(str(error))
            return
        typed = field.control in ("text", "lines", "number")
        about = f"{self._picked} {way}" if typed else ""
        self._told = self._told.of_field(self._picked, way)
        self._go_to(self._now.changed(changed, about), at_once=not typed)

    @Slot(str, str)
    def _on_page_field_left(self, one: str, way: str) -> None:
        told = self._told.of_field(one, way)
        if told != self._told:
            self._told = told
            self._show()

    @Slot(str, int)
    def _on_page_moved(self, one: str, steps: int) -> None:
        if self._kind_of(one) not in authoring_state.GATHERED:
            self._go_to(self._now.changed(placing.moved(self._draft, one, steps)))

    @Slot(str, str, str)
    def _on_page_carried(self, one: str, area: str, before: str) -> None:
        try:
            changed, self._picked = placing.moved_into(self._draft, one, area, before)
        except NextRungError as error:
            self.page.show_problem(str(error))
            return
        self._go_to(self._now.changed(changed))

    def _kind_of(self, one: str) -> str:
        outline = authoring_state.build(self._draft, None, (), "").outline
        return next(thing.kind for thing in outline if thing.id == one)

    @Slot(str)
    def _on_page_removal_requested(self, one: str) -> None:
        if self._kind_of(one) in authoring_state.GATHERED:
            return
        try:
            changed = operations.removed(self._draft, one)
        except NextRungError as error:
            self.page.show_problem(str(error))
            return
        order = [thing.id for thing in authoring_state.build(self._draft, None, (), "").outline]
        area = self._draft.area_of(one)
        self._picked = area.id if area is not None else order[max(0, order.index(one) - 1)]
        self._go_to(self._now.changed(changed))

    @Slot(str)
    def _on_page_adding_requested(self, what: str) -> None:
        try:
            draft, one = self._added(what)
        except NextRungError as error:
            self.page.show_problem(str(error))
            return
        self._picked = one
        self._go_to(self._now.changed(draft))
        self.page.begin()

    def _added(self, what: str) -> Made:
        draft = self._draft
        if what == AREA:
            return operations.add_area(draft, self.tr("New area"))
        if what in (ROLE, PART, TAG):
            return {ROLE: operations.add_role, PART: groups.add_part, TAG: groups.add_tag}[what](draft)
        within = draft.area(self._picked) or draft.area_of(self._picked) or draft.content.competencies[-1]
        if what == ACTION:
            return operations.add_action(draft, within.id)
        return operations.add_item(draft, within.id, next(kind for kind in Kind if kind.value == what))

    @Slot()
    def _on_page_undo_requested(self) -> None:
        self._go_to(self._now.undone())

    @Slot()
    def _on_page_redo_requested(self) -> None:
        self._go_to(self._now.redone())

    @Slot()
    def _on_page_reset_requested(self) -> None:
        if self._base is not None:
            self._go_to(self._now.changed(self._base))

    @Slot()
    def _on_page_back_requested(self) -> None:
        self._typing.save()
        self.left.emit()

    # trying

    @Slot()
    def _on_page_trial_requested(self) -> None:
        if not any(True for _ in self._draft.content.form_items("full")):
            self.page.show_problem(self.tr("There is no question yet: add an item first."))
            return
        if self._trial is None:
            self._trial = TrialController(self._theme, self)
            self._trial.left.connect(self._on_trial_left)
        self.page_opened.emit(self._trial.page)
        self._trial.open(self._draft.content, self._picked)

    @Slot()
    def _on_trial_left(self) -> None:
        self.page_opened.emit(self.page)
        self.page.outline.setFocus()

    # publishing

    @Slot()
    def _on_page_publish_requested(self) -> None:
        self._typing.save()
        # what is said must be about what is published
        if self._checks.is_busy:
            self._wants_publishing = True
        else:
            self._offer_publishing()

    def _offer_publishing(self) -> None:
        # from now on all that is missing is said at its place
        self._told = ToldFields(everything=True)
        self._show()
        if not self._findings:
            self._publish(self.manuscript)
            return
        state = authoring_state.build(self._draft, self._base, self._findings, self._picked)
        names = {thing.id: thing_words(thing) for thing in state.outline}
        found = [(names[one.subject], one) for one in self._findings]
        # of the window: the page is barred while it is published, and would take a dialog of its own along
        dialog = PublishDialog(self._theme, state.version, found, self.page.window())
        dialog.agreed.connect(self._on_dialog_agreed)
        dialog.first_wanted.connect(self._on_dialog_first_wanted)
        dialog.open()

    @Slot()
    def _on_dialog_first_wanted(self) -> None:
        self._picked = next(one.subject for one in self._findings if one.must)
        self._show()
        self.page.begin_at_barring()

    @Slot()
    def _on_dialog_agreed(self) -> None:
        self._publish(self.manuscript)

    @Slot()
    def _on_page_separate_requested(self) -> None:
        self._publish(Manuscript(self._draft))

    def _publish(self, manuscript: Manuscript) -> None:
        self.page.hide_problem()
        try:
            work = self._workspace.authoring.publishing_work(manuscript)
        except NextRungError as error:
            self.page.show_problem(str(error))
            return
        # what was typed on meanwhile would belong to neither version, and a second click would make another one
        self.page.setEnabled(False)
        self._publishes.run(work)

    @Slot()
    def _on_publishes_broken_off(self) -> None:
        self.page.setEnabled(True)
        self.page.publish.setFocus()

    @Slot(object)
    def _on_publishes_finished(self, made: Publication) -> None:
        self.page.setEnabled(True)
        try:
            self._workspace.authoring.settle(self.manuscript)
        except NextRungError as error:
            self.page.show_problem(str(error))
            return
        self._history = EditHistory(self._draft)
        self.published.emit(made.questionnaire.title, made.questionnaire.version)
        self.left.emit()

    @Slot(Exception)
    def _on_publishes_failed(self, error: Exception) -> None:
        self.page.show_problem(str(error))
        self.page.offer_separate(offered=isinstance(error, ConflictError))

    # reading

    def read(self, questionnaire: str) -> None:
        """Open one by id, as it is kept or as its files have it. Raises NextRungError."""
        self._reads.run(self._workspace.authoring.opening_work(questionnaire))

    @Slot(object)
    def _on_reads_finished(self, manuscript: Manuscript) -> None:
        self.open(manuscript)
