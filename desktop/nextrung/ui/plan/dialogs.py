"""The two small forms of the plan: a step of one's own, and what there is to show for a finished step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from nextrung.plan.step import LONGEST_LINE, LONGEST_TITLE, PlanStep
from nextrung.ui.plan.parts import DueField
from nextrung.ui.plan.state import FacetChoice, KindChoice
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.text import Text
from nextrung.workspace.plan import OwnStep

OWN_HEIGHT = 600
FINISH_HEIGHT = 340
SEVERAL_LINES = 84


class OwnStepDialog(FormDialog):
    """Asks for a step of one's own; only its name is needed."""

    add_requested = Signal(OwnStep)

    def __init__(self, theme: Theme, facets: Sequence[FacetChoice], today: date, parent: QWidget | None = None) -> None:
        """Offer the facets that the step can belong to, and a due date some time after ``today``."""
        super().__init__(theme, self.tr("A step of your own"), self.tr("Add to the plan"), OWN_HEIGHT, parent)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_TITLE)
        self.name.setPlaceholderText(self.tr("For example: run the next planning meeting"))
        self.facet = DropDown()
        self.facet.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.facet.addItem(self.tr("No particular area"), ("", ""))
        for one in facets:
            self.facet.addItem(f"{one.area} · {one.name}", (one.competency, one.facet))
        self.if_then = QLineEdit()
        self.if_then.setPlaceholderText(self.tr("If it is Tuesday at 9, then I write the first paragraph"))
        self.ticks = QPlainTextEdit()
        self.ticks.setTabChangesFocus(True)
        self.ticks.setFixedHeight(theme.em(SEVERAL_LINES))
        self.done_means = QLineEdit()
        self.due = DueField(theme)
        self.due.set_value(None, today)
        self.add_field(self.tr("What will you do?"), self.name, "own-title")
        self.add_field(self.tr("Which area does it belong to?"), self.facet, "own-facet")
        self.add_field(self.tr("If … then …"), self.if_then, "own-if-then")
        self.add_field(self.tr("Small steps, one a line"), self.ticks, "own-ticks")
        self.add_field(self.tr("Done means: what could you show?"), self.done_means, "own-evidence")
        self.column.addWidget(self.due)
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.name.setFocus()

    @Slot()
    def _on_accept_clicked(self) -> None:
        competency, facet = self.facet.currentData()
        self.add_requested.emit(
            OwnStep(
                self.name.text(),
                competency,
                facet,
                self.if_then.text(),
                self.due.value(),
                tuple(self.ticks.toPlainText().splitlines()),
                self.done_means.text(),
            )
        )


class FinishDialog(FormDialog):
    """Asks what there is to show: a kind of evidence and one line."""

    finish_requested = Signal(str, str)

    def __init__(
        self, theme: Theme, step: PlanStep, kinds: Sequence[KindChoice], parent: QWidget | None = None
    ) -> None:
        """Ask about a step, and say what was to show for it."""
        super().__init__(theme, step.title, self.tr("Done"), FINISH_HEIGHT, parent)
        if step.evidence_of_done:
            self.column.addWidget(Text(self.tr("Done means: {0}").format(step.evidence_of_done), "muted"))
            self.column.addSpacing(theme.space("s"))
        self.kind = DropDown()
        for one in kinds:
            self.kind.addItem(one.label, one.id)
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST_LINE)
        self.line.setPlaceholderText(self.tr("One line, kept on this computer only"))
        self.add_field(self.tr("What could you show?"), self.kind, "evidence-kind")
        self.add_field(self.tr("Where is it, or who can confirm it?"), self.line, "evidence-line")
        if step.facet:
            later = self.tr("The next assessment shows this line beside the question it belongs to.")
            self.column.addWidget(Text(later, "small"))
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.line.setFocus()

    @Slot()
    def _on_accept_clicked(self) -> None:
        self.finish_requested.emit(self.kind.currentData(), self.line.text())
