"""Where an assessment begins or goes on: continue, deepen, or start anew."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from nextrung.assessment import walk
from nextrung.questionnaire.model import FormId, Kind
from nextrung.ui.theme.theme import Theme
from nextrung.ui.welcome.state import FormOffer, WelcomeState
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import Text
from nextrung.workspace import Taken


@dataclass(frozen=True, slots=True)
class OpenState:
    """An open assessment: how far it is and where it stopped."""

    form: FormId
    answered: int
    total: int
    minutes_left: int
    stopped_at: str


def open_state(taken: Taken) -> OpenState:
    """The state of an open assessment."""
    scored = [item for item in taken.items if item.kind is not Kind.EVIDENCE]
    done = sum(1 for item in scored if walk.is_settled(item, taken.answers))
    questionnaire = taken.questionnaire
    interruption = questionnaire.scoring.quality.interruption_seconds
    left = walk.seconds_left(taken.items, taken.answers, questionnaire.blueprint.timing, interruption)
    stopped = taken.sitting.position or taken.items[0].id
    name = questionnaire.competency_of[stopped].name
    return OpenState(taken.form, done, len(scored), max(1, round(left / 60)), name)


class AssessHome(Page):
    """Offers what can be done next about assessing."""

    continue_requested = Signal()
    form_chosen = Signal(str)
    deepen_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Assess"))
        self.under_title.addWidget(Text(self.tr("Each assessment is kept; none replaces another"), "muted"))
        self._continue = Card(theme, accented=True)
        self._continue_title = Text("", "heading")
        self._continue_words = Text("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.go_on = self._button(self.tr("Continue"), "go-on")
        for widget in (self._continue_title, self._continue_words, self._bar):
            self._continue.body.addWidget(widget)
        self._continue.body.addLayout(row(self.go_on, None, spacing=0))
        self._deepen, self._deepen_words, self.deepen = self._offer(
            self.tr("Deepen your last quick assessment"), "deepen"
        )
        self._quick, self._quick_words, self.quick = self._offer(self.tr("Quick"), "quick")
        self._full, self._full_words, self.full = self._offer(self.tr("Full"), "full")
        self.column.addWidget(self._continue)
        self.column.addWidget(self._deepen)
        offers = row(self._quick, self._full, spacing=theme.space("l"))
        offers.setStretch(0, 1)
        offers.setStretch(1, 1)
        self.column.addLayout(offers)
        self.column.addStretch(1)
        self.go_on.clicked.connect(self.continue_requested)
        self.deepen.clicked.connect(self.deepen_requested)
        self.quick.clicked.connect(self._on_quick_clicked)
        self.full.clicked.connect(self._on_full_clicked)

    def _button(self, text: str, name: str) -> Button:
        button = Button(self.theme, text, "primary")
        button.setObjectName(name)
        return button

    def _offer(self, title: str, name: str) -> tuple[Card, Text, Button]:
        card = Card(self.theme)
        words = Text("", "muted")
        button = Button(self.theme, self.tr("Start"))
        button.setObjectName(name)
        button.setAccessibleName(self.tr("Start: {0}").format(title))
        card.body.addWidget(Text(title, "heading"))
        card.body.addWidget(words, 1)
        card.body.addLayout(row(button, None, spacing=0))
        return card, words, button

    def show_state(self, offers: WelcomeState, opened: OpenState | None, *, can_deepen: bool) -> None:
        """Show what is open and what can be started."""
        self._continue.setVisible(opened is not None)
        if opened is not None:
            quick = opened.form == "quick"
            title = self.tr("Continue your quick assessment") if quick else self.tr("Continue your full assessment")
            self._continue_title.setText(title)
            words = self.tr("{0} of {1} questions answered · about {2} min left · stopped at {3}")
            self._continue_words.setText(
                words.format(opened.answered, opened.total, opened.minutes_left, opened.stopped_at)
            )
            self._bar.setRange(0, opened.total)
            self._bar.setValue(opened.answered)
        self._deepen.setVisible(can_deepen)
        more = offers.full.questions - offers.quick.questions
        words = self.tr("{0} more questions turn it into a full one; nothing is asked twice.")
        self._deepen_words.setText(words.format(more))
        self._quick_words.setText(self._offer_text(offers.quick))
        self._full_words.setText(self._offer_text(offers.full))

    def _offer_text(self, offer: FormOffer) -> str:
        return self.tr("{0} questions, about {1} minutes. Stop any time; nothing is lost.").format(
            offer.questions, offer.minutes
        )

    @Slot()
    def _on_quick_clicked(self) -> None:
        self.form_chosen.emit("quick")

    @Slot()
    def _on_full_clicked(self) -> None:
        self.form_chosen.emit("full")
