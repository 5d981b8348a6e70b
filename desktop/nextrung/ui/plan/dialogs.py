"""The small forms of the plan: how a step starts, a step of one's own, and what there is to show for a finished one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from nextrung.plan.offers import Offer
from nextrung.plan.step import LONGEST_LINE, LONGEST_TITLE, PlanStep
from nextrung.ui.plan.parts import DueField
from nextrung.ui.plan.state import FacetChoice, KindChoice
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace.plan import OwnStep

START_WIDTH = 680
"""Wide enough for the longest start that is suggested, in one line."""
SEVERAL_LINES = 84
"""Height of a field of some lines at a text size of 100 %."""


class OwnStepDialog(FormDialog):
    """Asks for a step of one's own; only its name is needed."""

    add_requested = Signal(OwnStep)

    def __init__(self, theme: Theme, facets: Sequence[FacetChoice], today: date, parent: QWidget | None = None) -> None:
        """Offer the facets that the step can belong to, and a due date some time after ``today``."""
        super().__init__(theme, self.tr("A step of your own"), self.tr("Add to the plan"), parent)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_TITLE)
        self.name.setPlaceholderText(self.tr("For example: run the next planning meeting"))
        self.facet = DropDown()
        # by itself a box is as wide as its longest entry, and the names of areas and facets together are long
        self.facet.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.facet.addItem(self.tr("No particular area"), ("", ""))
        for one in facets:
            self.facet.addItem(f"{one.area} · {one.name}", (one.competency, one.facet))
        self.start = QLineEdit()
        self.start.setPlaceholderText(self.tr("If it is Tuesday at 9, then I write the first paragraph"))
        self.if_then = QLineEdit()
        self.if_then.setPlaceholderText(self.tr("If a meeting takes that hour, then I write at noon"))
        self.ticks = QPlainTextEdit()
        # else Tab would be typed, and the keyboard could not leave the field (WCAG 2.1.2, no keyboard trap)
        self.ticks.setTabChangesFocus(True)
        self.ticks.setFixedHeight(theme.em(SEVERAL_LINES))
        self.done_means = QLineEdit()
        self.due = DueField(theme)
        self.due.set_value(None, today)
        self.add_field(self.tr("What will you do?"), self.name, "own-title")
        self.add_field(self.tr("Which area does it belong to?"), self.facet, "own-facet")
        self.add_field(self.tr("How does it start? If it is DAY, TIME or PLACE, then I …"), self.start, "own-start")
        self.add_field(self.tr("And later on: if …, then …"), self.if_then, "own-if-then")
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
                self.start.text(),
            )
        )


class StartDialog(FormDialog):
    """Asks how a chosen step starts: what is suggested stands there, to be made one's own."""

    start_given = Signal(str)

    def __init__(self, theme: Theme, offer: Offer, parent: QWidget | None = None) -> None:
        """Ask about an offer that was chosen."""
        super().__init__(theme, offer.title, self.tr("Add to the plan"), parent, width=START_WIDTH)
        lead = self.tr("A step starts when its day, time or place is fixed. Change these to yours.")
        self.column.addWidget(TextLabel(lead, "muted"))
        self.column.addSpacing(theme.space("s"))
        self.start = QLineEdit(offer.start)
        self.start.setPlaceholderText(self.tr("If it is Tuesday at 9, then I write the first paragraph"))
        # a long text shows its beginning; by itself the field stands at its end
        self.start.setCursorPosition(0)
        self.add_field(self.tr("If it is DAY, TIME or PLACE, then I FIRST SMALL STEP"), self.start, "step-start")
        self.column.addWidget(TextLabel(self.tr("First: {0}").format(offer.ticks[0]), "small"))
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.start.setFocus()

    @Slot()
    def _on_accept_clicked(self) -> None:
        self.start_given.emit(self.start.text())


class FinishDialog(FormDialog):
    """Asks what there is to show: a kind of evidence and one line."""

    finish_requested = Signal(str, str)

    def __init__(
        self, theme: Theme, step: PlanStep, kinds: Sequence[KindChoice], parent: QWidget | None = None
    ) -> None:
        """Ask about a step, and say what was to show for it."""
        super().__init__(theme, step.title, self.tr("Done"), parent)
        if step.evidence_of_done:
            self.column.addWidget(TextLabel(self.tr("Done means: {0}").format(step.evidence_of_done), "muted"))
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
            self.column.addWidget(TextLabel(later, "small"))
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.line.setFocus()

    @Slot()
    def _on_accept_clicked(self) -> None:
        self.finish_requested.emit(self.kind.currentData(), self.line.text())
