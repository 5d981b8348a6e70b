"""Export a report: who it is for, what is in it, what kind of file, and a look at it before anything is written."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from nextrung.people.person import LONGEST_NAME
from nextrung.report.audience import DEFAULTS, Audience, Part
from nextrung.report.formats import FORMATS, known_format
from nextrung.ui import labels
from nextrung.ui.report.preview import ReportPreview
from nextrung.ui.report.state import ExportState, Wish
from nextrung.ui.report.work import Looked
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox

SIZE = (980, 720)
"""Width and height at a text size of 100 %."""
FORM_WIDTH, FORM_WIDEST = 320, 420
"""Least width of the form at a text size of 100 %, and at any size: the preview needs the rest."""
FOLD_BELOW = 700
"""Width at a text size of 100 % under which the preview stands below the form."""


class ExportDialog(Dialog):
    """Asks for a wish and shows what comes of it."""

    wish_changed = Signal()
    save_requested = Signal()
    print_requested = Signal()
    name_given = Signal(str)
    """The name of somebody who had none."""

    def __init__(self, theme: Theme, state: ExportState, first: Wish, parent: QWidget | None = None) -> None:
        """Offer what ``state`` has, with ``first`` chosen."""
        super().__init__(theme, self._title(state), self.tr("Save…"), SIZE, parent)
        # what is reported was taken when it opened, and must not change behind it
        self.setModal(True)
        self._state = state
        self.preview = ReportPreview(theme)
        form = QWidget()
        form.setMinimumWidth(min(theme.em(FORM_WIDTH), FORM_WIDEST))
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        self.name = self._build_name(column) if not state.person else None
        self._build_audience(column, first)
        self._build_parts(column, first)
        self._build_file(column, first)
        column.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("xl"))
        self._columns.addWidget(form)
        self._columns.addWidget(self.preview, 1)
        self.column.addLayout(self._columns, 1)
        self.print_button = Button(theme, self.tr("Print…"))
        self.print_button.setObjectName("report-print")
        # in a dialog Qt makes each button the default one while it has the focus, and Enter would press it
        self.print_button.setAutoDefault(False)
        self.lead_buttons_with(self.print_button, apart=True)
        self.print_button.clicked.connect(self.print_requested)
        self.accept_button.clicked.connect(self.save_requested)
        self._settle()

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

    def _build_audience(self, column: QVBoxLayout, first: Wish) -> None:
        column.addWidget(TextLabel(self.tr("Who is it for?"), "strong"))
        words: dict[Audience, str] = {
            "me": self.tr("Me"),
            "coach": self.tr("My coach"),
            "manager": self.tr("My manager"),
            "later": self.tr("A file for later"),
        }
        self._audiences = QButtonGroup(self)
        self.audiences: dict[Audience, QRadioButton] = {}
        for audience, text in words.items():
            button = QRadioButton(text)
            button.setObjectName(f"audience-{audience}")
            button.setChecked(audience == first.audience)
            self._audiences.addButton(button)
            self.audiences[audience] = button
            column.addWidget(button)
        self._audiences.buttonClicked.connect(self._on_audiences_clicked)
        column.addSpacing(self.theme.space("m"))

    def _build_parts(self, column: QVBoxLayout, first: Wish) -> None:
        column.addWidget(TextLabel(self.tr("What is in it?"), "strong"))
        column.addWidget(TextLabel(self.tr("Levels, gaps and how far to trust them are always in it."), "small"))
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
        self.parts: dict[Part, QCheckBox] = {}
        for one in self._state.parts:
            text = words[one.part] if one.held else self.tr("{0} (none yet)").format(words[one.part])
            box = WrappedCheckBox(text)
            box.setObjectName(f"part-{one.part}")
            box.setChecked(one.held and one.part in first.parts)
            box.setEnabled(one.held)
            # ``clicked`` comes from the person alone: an audience ticks several boxes, and asks for one preview
            box.clicked.connect(self._on_choice_changed)
            self.parts[one.part] = box
            column.addWidget(box)
        column.addSpacing(self.theme.space("m"))

    def _build_file(self, column: QVBoxLayout, first: Wish) -> None:
        # without a date a calendar would be an empty file
        offered = [one for one in FORMATS if one.needs != "dates" or self._state.has_dates]
        kinds = {one.name: f"{labels.format_name(one)} ({one.ending})" for one in offered}
        self.kind = self._choice(column, self.tr("Kind of file"), "report-kind", kinds, first.kind.name)
        papers: dict[str, str] = {"a4": self.tr("A4"), "letter": self.tr("Letter")}
        self.paper = self._choice(column, self.tr("Paper"), "report-paper", papers, first.paper)

    def _choice(
        self,
        column: QVBoxLayout,
        name: str,
        object_name: str,
        entries: Mapping[str, str],
        chosen: str,
    ) -> DropDown:
        box = DropDown()
        box.setObjectName(object_name)
        box.setAccessibleName(name)
        for entry, text in entries.items():
            box.addItem(text, entry)
        box.setCurrentIndex(box.findData(chosen))
        column.addWidget(Caption(name, box, "strong"))
        column.addWidget(box)
        box.activated.connect(self._on_choice_changed)
        return box

    # what is chosen

    @property
    def wish(self) -> Wish:
        """What is chosen."""
        audience = next(one for one, button in self.audiences.items() if button.isChecked())
        parts = frozenset(part for part, box in self.parts.items() if box.isChecked())
        return Wish(audience, parts, known_format(self.kind.currentData()), self.paper.currentData())

    @Slot()
    def _on_audiences_clicked(self) -> None:
        audience = self.wish.audience
        for part, box in self.parts.items():
            box.setChecked(box.isEnabled() and part in DEFAULTS[audience])
        self._on_choice_changed()

    @Slot()
    def _on_choice_changed(self) -> None:
        self._settle()
        self.wish_changed.emit()

    def _settle(self) -> None:
        pages = self.wish.kind.pages is not None
        self.paper.setEnabled(pages)
        self.print_button.setEnabled(pages)
        self.show_problem("")

    # what comes of it

    def show_look(self, found: Looked) -> None:
        """Show what the report looks like."""
        sheets = self.tr(
            "A spreadsheet with a sheet each for summary, results and what is ticked, and a data dictionary that "
            "explains every column."
        )
        self.accept_button.setEnabled(True)
        self.preview.show_look(found, sheets)

    def show_problem(self, message: str) -> None:
        """Say why it cannot be made; an empty message takes it away."""
        super().show_problem(message)
        self.accept_button.setEnabled(not message)
        if message:
            self.preview.show_busy(busy=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the form above the preview where there is little width."""
        super().resizeEvent(event)
        narrow = self.width() < self.theme.em(FOLD_BELOW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        # below a form, which takes the height it needs, nothing would be left for the preview
        self.preview.setMinimumHeight(self.theme.em(SIZE[1] // 2) if narrow else 0)
