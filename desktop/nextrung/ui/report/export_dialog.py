"""Export a report: who it is for, what is in it, what kind of file, and a look at it before anything is written."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from nextrung.people.person import LONGEST_NAME
from nextrung.report.audience import DEFAULTS, Audience, Part
from nextrung.report.formats import FORMATS, known_format
from nextrung.ui import labels
from nextrung.ui.report.state import ExportState, Wish
from nextrung.ui.report.wish_dialog import WishDialog, tick
from nextrung.ui.report.work import Looked
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.text import Caption, TextLabel


class ExportDialog(WishDialog):
    """Asks for a wish and shows what comes of it."""

    print_requested = Signal()
    name_given = Signal(str)
    """The name of somebody who had none."""

    def __init__(self, theme: Theme, state: ExportState, first: Wish, parent: QWidget | None = None) -> None:
        """Offer what ``state`` has, with ``first`` chosen."""
        super().__init__(theme, self._title(state), parent)
        self._state = state
        self.name = self._build_name(self.form) if not state.person else None
        audiences: dict[Audience, str] = {
            "me": self.tr("Me"),
            "coach": self.tr("My coach"),
            "manager": self.tr("My manager"),
            "later": self.tr("A file for later"),
        }
        self.audiences = self.add_kinds(self.tr("Who is it for?"), audiences, first.audience, "audience")
        self.parts = self._build_parts(first)
        self._build_file(first)
        self.put_together()
        self.print_button = Button(theme, self.tr("Print…"))
        self.print_button.setObjectName("report-print")
        # in a dialog Qt makes each button the default one while it has the focus, and Enter would press it
        self.print_button.setAutoDefault(False)
        self.lead_buttons_with(self.print_button, apart=True)
        self.print_button.clicked.connect(self.print_requested)
        self.settle()

    def _title(self, state: ExportState) -> str:
        # so that the role behind the name can still be read
        name = state.person[:40] + "…" if len(state.person) > 40 else state.person
        if name:
            return self.tr("Export a report: {0} against {1}").format(name, state.role)
        return self.tr("Export a report against {0}").format(state.role)

    # the form

    def _build_name(self, column: QVBoxLayout) -> QLineEdit:
        name = QLineEdit()
        name.setObjectName("report-name")
        name.setMaxLength(LONGEST_NAME)
        words = self.tr("Your name, if it is to stand on it")
        name.setAccessibleName(words)
        column.addWidget(Caption(words, name, "strong"))
        column.addWidget(name)
        column.addSpacing(self.theme.space("m"))
        # when the field is left, not with each key: every change makes the preview anew
        name.editingFinished.connect(self._on_name_edited)
        return name

    @Slot()
    def _on_name_edited(self) -> None:
        if self.name is not None and self.name.text().strip():
            self.name_given.emit(self.name.text())

    def _build_parts(self, first: Wish) -> dict[Part, QCheckBox]:
        self.form.addWidget(TextLabel(self.tr("What is in it?"), "strong"))
        self.form.addWidget(TextLabel(self.tr("Levels, gaps and how far to trust them are always in it."), "small"))
        words: dict[Part, str] = {
            "plan": self.tr("The plan"),
            "history": self.tr("Change over time"),
            "judgement": self.tr("Judgement and calibration"),
            "roles": self.tr("Match to other roles"),
            "pay": self.tr("Pay of the rungs"),
            "answers": self.tr("All answers"),
            "notes": self.tr("Notes"),
            "coach": self.tr("Coach ratings"),
            "others": self.tr("How others see it"),
        }
        offered = {one.part: words[one.part] for one in self._state.parts}
        return self.add_parts(offered, {one.part for one in self._state.parts if one.held}, first.parts, "part")

    def _build_file(self, first: Wish) -> None:
        # without a date a calendar would be an empty file
        offered = [one for one in FORMATS if one.needs != "dates" or self._state.has_dates]
        kinds = {one.name: f"{labels.format_name(one)} ({one.ending})" for one in offered}
        self.kind = self.add_choice(self.tr("Kind of file"), "report-kind", kinds, first.kind.name)
        self.paper = self.add_papers("report-paper", first.paper)

    # what is chosen

    @property
    def wish(self) -> Wish:
        """What is chosen."""
        audience = next(one for one, button in self.audiences.items() if button.isChecked())
        parts = frozenset(part for part, box in self.parts.items() if box.isChecked())
        return Wish(audience, parts, known_format(self.kind.currentData()), self.paper.currentData())

    def kind_chosen(self) -> None:
        """Tick what the chosen audience is usually given."""
        tick(self.parts, DEFAULTS[self.wish.audience])

    def settle(self) -> None:
        """Let paper and printer be chosen for a file with pages."""
        pages = self.wish.kind.pages is not None
        self.paper.setEnabled(pages)
        self.print_button.setEnabled(pages)
        self.show_problem("")

    # what comes of it

    def show_look(self, found: Looked) -> None:
        """Show what the report looks like."""
        self.accept_button.setEnabled(True)
        self.preview.show_look(found, self._sheets())

    def _sheets(self) -> str:
        ticked = [box.text() for box in self.parts.values() if box.isChecked()]
        sheets = (self.tr("Summary"), self.tr("Results"), *ticked, self.tr("Data dictionary: what each column means"))
        return "\n".join((self.tr("A sheet each for"), *(f"• {one}" for one in sheets)))
