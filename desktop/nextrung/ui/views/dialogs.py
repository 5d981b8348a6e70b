"""The small forms of other views: whom to ask, and whether a reply is to be taken back."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct
from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from nextrung.questionnaire.constants import FormId
from nextrung.ui.theme.theme import Theme
from nextrung.ui.views import words
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.each_letter import show_each_letter
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.inputs import DateBox
from nextrung.ui.widgets.question import QuestionDialog
from nextrung.views.invitation import Part
from nextrung.views.rounds import ALONE, GROUPS, HIGHEST_MINIMUM, LONGEST_ASKED_NAME

DAYS = 14
"""Days that people get to answer, if nothing else is chosen."""
WHOLE: dict[str, FormId] = {"self-full": "full", "self-quick": "quick"}


class AskWish(Struct, frozen=True):
    """Whom to ask.

    ``due``, ``whole_set`` and ``minimum`` are those of a round that is begun, None in one that goes on; ``coach_key``
    is as it was typed, and may be empty. ``form`` is that of a whole assessment by file.
    """

    part: Part
    name: str
    form: FormId | None = None
    due: date | None = None
    whole_set: bool = False
    minimum: int | None = None
    coach_key: str = ""


class AskDialog(FormDialog):
    """Asks whom to ask; for a round that is begun also by when, how many questions, and from how many on."""

    wished = Signal(AskWish)

    def __init__(
        self, theme: Theme, today: date, minimum: int, parent: QWidget | None = None, *, new_round: bool
    ) -> None:
        """``minimum`` is the least that can be chosen."""
        super().__init__(theme, self.tr("Ask someone"), self.tr("Save the form…"), parent)
        self._new_round = new_round
        self.part = DropDown()
        for part in (ALONE, *GROUPS):
            self.part.addItem(words.part(part), part)
        self.part.setCurrentIndex(self.part.findData("colleague"))
        self.part.addItem(self.tr("Whole assessment by file, Full"), "self-full")
        self.part.addItem(self.tr("Whole assessment by file, Quick"), "self-quick")
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_ASKED_NAME)
        self.name.setPlaceholderText(self.tr("May be left empty"))
        self.add_field(self.tr("Asked as"), self.part, "ask-part")
        self.add_field(self.tr("Name"), self.name, "ask-name")
        self.due, self.count, self.minimum, self.coach = DateBox(), DropDown(), DropDown(), QLineEdit()
        if new_round:
            self._build_round(today, minimum)
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.part.setFocus()

    def _build_round(self, today: date, minimum: int) -> None:
        due = today + timedelta(days=DAYS)
        self.due.setMinimumDate(QDate(today.year, today.month, today.day))
        self.due.setDate(QDate(due.year, due.month, due.day))
        self.count.addItem(self.tr("20 questions, 5 to 10 minutes"), "few")
        self.count.addItem(self.tr("All that others can be asked"), "all")
        for number in range(minimum, HIGHEST_MINIMUM + 1):
            self.minimum.addItem(self.tr("from {0} replies on").format(number), number)
        self.add_field(self.tr("Asked back by"), self.due, "ask-due")
        self.add_field(self.tr("How many questions"), self.count, "ask-count")
        self.add_field(self.tr("A group is shown"), self.minimum, "ask-minimum")
        self.coach.setMaxLength(LONGEST_ASKED_NAME)
        show_each_letter(self.coach)
        self.coach.setPlaceholderText(self.tr("Left empty, the replies are opened here"))
        self.add_field(self.tr("A coach’s public key, if a coach is to open the replies"), self.coach, "ask-coach")

    @Slot()
    def _on_accept_clicked(self) -> None:
        chosen = str(self.part.currentData())
        form = WHOLE.get(chosen)
        part: Part = "self" if form else chosen  # type: ignore[assignment]
        wish = AskWish(part, self.name.text(), form)
        if self._new_round:
            day = self.due.date()
            wish = AskWish(
                part,
                self.name.text(),
                form,
                date(day.year(), day.month(), day.day()),
                self.count.currentData() == "all",
                int(self.minimum.currentData()),
                self.coach.text(),
            )
        self.wished.emit(wish)


class TakeBack(QuestionDialog):
    """Asks whether a reply is to be taken back: its words go for good."""

    def __init__(self, theme: Theme, parent: QWidget, minimum: int) -> None:
        """Ask; a group is shown again from ``minimum`` new replies on."""
        text = self.tr(
            "Its answers and words go for good. Nothing of the group is shown then until {0} new replies have come."
        )
        title, action = self.tr("Take the reply back?"), self.tr("Take it back")
        super().__init__(theme, parent, title, text.format(minimum), action, final=True)
        self.setObjectName("take-back")
