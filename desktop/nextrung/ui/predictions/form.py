"""The forms for what is expected, and for what came."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from nextrung.evidence.prediction import (
    CAME,
    LONGEST_EXPECTED,
    LONGEST_OUTCOME,
    PREDICTION_KINDS,
    SURE,
    Prediction,
    PredictionFields,
)
from nextrung.ui.predictions import words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.growing_field import GrowingField
from nextrung.ui.widgets.inputs import DayLine
from nextrung.ui.widgets.text import TextLabel


class PredictionDialog(FormDialog):
    """Asks for what is expected and how sure."""

    save_requested = Signal(PredictionFields)

    def __init__(self, theme: Theme, prediction: Prediction | None, parent: QWidget | None = None) -> None:
        """Ask for a new prediction, or show one to be changed."""
        title = self.tr("What do you expect?") if prediction is None else self.tr("Change what you expect")
        super().__init__(theme, title, self.tr("Keep it"), parent)
        lead = self.tr("Say it so that you can tell afterwards whether it came true. Only you see it.")
        self.column.addWidget(TextLabel(lead, "muted"))
        self.column.addSpacing(theme.space("s"))
        self.kind = DropDown()
        for kind in PREDICTION_KINDS:
            self.kind.addItem(words.kind(kind), kind)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("For example: Second round at Tessera"))
        hint = self.tr("For example: They ask most about my team, and make an offer")
        self.expected = GrowingField(
            "prediction-expected", self.tr("What do you expect?"), hint, longest=LONGEST_EXPECTED
        )
        self.sure = DropDown()
        self.sure.addItem(self.tr("Choose how sure"), 0)
        for percent in SURE:
            self.sure.addItem(words.sure_choice(percent), percent)
        self.day = DayLine()
        if prediction is not None:
            self.kind.setCurrentIndex(self.kind.findData(prediction.kind))
            self.name.setText(prediction.title)
            self.expected.set_text(prediction.expected)
            self.sure.setCurrentIndex(max(0, self.sure.findData(prediction.sure)))
            self.day.show_day(str(prediction.day) if prediction.day else "")
        self.add_field(self.tr("What is it about?"), self.kind, "prediction-kind")
        self.add_field(self.tr("What would you call it?"), self.name, "prediction-title")
        self.add_field(self.tr("What do you expect?"), self.expected, "prediction-expected")
        self.add_field(self.tr("How sure are you that it comes so?"), self.sure, "prediction-sure")
        self.add_field(self.tr("When will it be known? It can stay open"), self.day, "prediction-day")
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.kind.setFocus()

    @Slot()
    def _on_accept_clicked(self) -> None:
        self.save_requested.emit(
            PredictionFields(
                kind=str(self.kind.currentData()),
                title=self.name.text(),
                expected=self.expected.text(),
                sure=int(self.sure.currentData()),
                day=self.day.day_text(),
            )
        )


class OutcomeDialog(FormDialog):
    """Asks whether it came true, and what came."""

    save_requested = Signal(str, str)

    def __init__(self, theme: Theme, prediction: Prediction, parent: QWidget | None = None) -> None:
        """Ask about a prediction, with what was noted before."""
        super().__init__(theme, self.tr("Did it come true?"), self.tr("Keep it"), parent)
        said = self.tr("You expected, {0} sure: {1}").format(words.sure(prediction.sure), prediction.expected)
        self.column.addWidget(TextLabel(said))
        self.column.addSpacing(theme.space("s"))
        self.came = DropDown()
        self.came.addItem(self.tr("Choose what fits"), "")
        for came in CAME:
            if came:
                self.came.addItem(words.came(came), came)
        self.came.setCurrentIndex(max(0, self.came.findData(prediction.came)))
        hint = self.tr("What happened, and what you did not see coming")
        self.outcome = GrowingField("prediction-outcome", self.tr("What came?"), hint, longest=LONGEST_OUTCOME)
        self.outcome.set_text(prediction.outcome)
        self.add_field(self.tr("Did it come true?"), self.came, "prediction-came")
        self.add_field(self.tr("What came?"), self.outcome, "prediction-outcome")
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.came.setFocus()

    @Slot()
    def _on_accept_clicked(self) -> None:
        self.save_requested.emit(str(self.came.currentData()), self.outcome.text())
