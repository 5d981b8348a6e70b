"""The form for one own figure."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from nextrung.salary.own import LONGEST_TEXT
from nextrung.ui.salary.own_state import OwnPageState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.drafting import Drafting, KeptForm, drafted_anew
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.inputs import DayLine
from nextrung.ui.widgets.text import Caption, TextLabel

SOME_PAY = 188_327
"""The amount that shows how one is written."""
FIELD_CHARACTERS = 16
"""Characters that a choice always shows of its value, whatever its entries are."""


class OwnForm(Card):
    """Role, place, amount or percentile, date and source of one figure."""

    submitted = Signal(dict)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the form empty."""
        super().__init__(theme, parent)
        self.body.addWidget(TextLabel(self.tr("Add one figure"), "heading"))
        words = self.tr("An offer, a payslip or a line of a survey: gross pay for a year. It stays a mark of its own.")
        self.body.addWidget(TextLabel(words, "muted"))
        form = QFormLayout()
        # with large text a name stands above its field, instead of making the form wider than the page
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)  # not by the style
        form.setSpacing(theme.space("s"))
        self.role = self._choice("own-role")
        self.place = self._choice("own-place")
        self.amount = self._line("own-amount", self.tr("for example {0}").format(QLocale().toString(SOME_PAY)))
        self.currency = self._choice("own-currency")
        self.percentile = self._line("own-percentile", self.tr("only for a survey, for example 75"))
        self.date = DayLine()
        self.date.setObjectName("own-date")
        self.date.setMaxLength(LONGEST_TEXT)
        self.source = self._line("own-source", self.tr("who says so"))
        for name, field in (
            (self.tr("Role"), self.role),
            (self.tr("Place"), self.place),
            (self.tr("Amount"), self.amount),
            (self.tr("Currency"), self.currency),
            (self.tr("Percentile"), self.percentile),
            (self.tr("Date"), self.date),
            (self.tr("Source"), self.source),
        ):
            field.setAccessibleName(name)
            form.addRow(Caption(name, field), field)
        self.body.addLayout(form)
        self.problem = TextLabel("", "problem")
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.add = Button(theme, self.tr("Add figure"), "primary")
        self.add.setObjectName("add-own")
        self.body.addLayout(row(self.add, None, spacing=0))
        self.body.addStretch(1)
        self._drafting: Drafting | None = None
        self.add.clicked.connect(self._on_submitted)
        # Qt has a default button in dialogs only: on a page Enter presses nothing by itself
        for line in (self.amount, self.percentile, self.date, self.source):
            line.returnPressed.connect(self._on_submitted)

    def _choice(self, name: str) -> DropDown:
        box = DropDown()
        box.setObjectName(name)
        # by itself a box is as wide as its longest entry, chosen or not, which half a page has no room for
        box.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(FIELD_CHARACTERS)
        return box

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setPlaceholderText(hint)
        line.setMaxLength(LONGEST_TEXT)
        return line

    def show_state(self, state: OwnPageState) -> None:
        """Offer roles, places, currencies and the day; what was chosen or typed stays."""
        # ``isModified`` is true from the first key on, and after a draft was brought back
        if not self.date.isModified():
            self.date.show_day(str(state.today))
        self._offer(self.role, [(name, one) for one, name in state.roles])
        self._offer(self.place, [(self.tr("All United States"), ""), *((name, name) for name in state.places)])
        self._offer(self.currency, [(self.tr("of the place"), ""), *((one, one) for one in state.currencies)])

    @staticmethod
    def _offer(box: DropDown, entries: list[tuple[str, str]]) -> None:
        if [(box.itemText(at), box.itemData(at)) for at in range(box.count())] == entries:
            return
        chosen = box.currentData()
        box.clear()
        for name, value in entries:
            box.addItem(name, value)
        # ``findData`` says -1 for an entry that is gone, which would leave the box blank
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def begin(self, form: KeptForm) -> None:
        """Show what was begun before, and keep what is filled in until the figure is added."""
        fields = (self.role, self.place, self.amount, self.currency, self.percentile, self.date, self.source)
        # beginning empties all fields; the day is the only one that is offered filled in
        today = self.date.text()
        self._drafting = drafted_anew(self._drafting, form, fields, self)
        if not self._drafting.was_begun:
            self.date.setText(today)

    def show_problems(self, problems: tuple[str, ...]) -> None:
        """Say what is wrong; nothing when the figure was added, and the form is ready for the next one."""
        self.problem.setText("\n".join(problems))
        self.problem.setVisible(bool(problems))
        if problems:
            announce(self, " ".join(problems))
            return
        for line in (self.amount, self.percentile, self.source):
            line.clear()
        if self._drafting is not None:
            self._drafting.drop()

    @Slot()
    def _on_submitted(self) -> None:
        self.submitted.emit(
            {
                "role": str(self.role.currentData()),
                "place": str(self.place.currentData()),
                "amount": self.amount.text(),
                "currency": str(self.currency.currentData()),
                "percentile": self.percentile.text(),
                "date": self.date.day_text(),
                "source": self.source.text(),
            }
        )
