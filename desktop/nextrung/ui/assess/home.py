"""Where an assessment begins or goes on: continue, deepen, or start anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from nextrung.assessment import walk
from nextrung.clock import local_day
from nextrung.lazy import lazy
from nextrung.questionnaire.constants import FormId
from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.welcome.state import FormOffer, WelcomeState
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace import Assessment

if TYPE_CHECKING:
    from nextrung.ui.questionnaires import choice
    from nextrung.ui.questionnaires.state import ChoiceState
else:
    choice = lazy("nextrung.ui.questionnaires.choice")


class OpenState(Struct, frozen=True):
    """An open assessment: how far it is and where it stopped."""

    id: str
    form: FormId
    answered: int
    total: int
    minutes_left: int
    stopped_at: str


def open_state(assessment: Assessment) -> OpenState:
    """The state of an open assessment."""
    scored = [item for item in assessment.items if item.kind.scored]
    done = sum(1 for item in scored if walk.is_settled(item, assessment.answers))
    questionnaire = assessment.content
    interruption = questionnaire.scoring.quality.interruption_seconds
    left = walk.seconds_left(assessment.items, assessment.answers, questionnaire.blueprint.timing, interruption)
    stopped = assessment.record.position or assessment.items[0].id
    name = questionnaire.competency_of[stopped].name
    # never 0, which would read as if it were finished
    return OpenState(assessment.record.id, assessment.form, done, len(scored), max(1, round(left / 60)), name)


class NewestState(Struct, frozen=True):
    """The newest finished assessment, and the day from which change since then shows (content C6.9)."""

    form: FormId
    finished: str
    shows_from: date


def newest_state(assessment: Assessment) -> NewestState:
    """The state of a finished assessment."""
    finished = assessment.record.completed_at or assessment.record.started_at
    weeks = assessment.content.scoring.change.weeks_apart
    return NewestState(assessment.form, finished, local_day(finished) + timedelta(weeks=weeks))


class OpenCard(Card):
    """One open assessment, to go on with."""

    continue_requested = Signal(str)

    def __init__(self, theme: Theme, state: OpenState, parent: QWidget | None = None) -> None:
        """Show the state."""
        super().__init__(theme, parent)
        self._id = state.id
        quick = state.form == "quick"
        title = self.tr("Continue your quick assessment") if quick else self.tr("Continue your full assessment")
        one = self.tr("{1} of 1 question answered · about {2} min left · stopped at {3}")
        many = self.tr("{1} of {0} questions answered · about {2} min left · stopped at {3}")
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("Progress"))
        bar.setRange(0, state.total)
        bar.setValue(state.answered)
        self.go_on = Button(theme, self.tr("Continue"), "primary")
        text = labels.counted(state.total, one, many, state.answered, state.minutes_left, state.stopped_at)
        left = QVBoxLayout()
        left.setSpacing(theme.space("s"))
        for widget in (TextLabel(title, "heading"), TextLabel(text, "muted"), bar):
            left.addWidget(widget)
        beside = row(theme.space("xl"), self.go_on, spacing=theme.space("m"))
        beside.insertLayout(0, left, 1)
        self.body.addLayout(beside)
        self.go_on.clicked.connect(self._on_go_on_clicked)

    def make_first(self, *, first: bool) -> None:
        """Mark the one to go on with first; only one button of a page is primary."""
        self.setProperty("accented", first)
        # before it is seen for the first time, so that no style has to be put on anew
        self.go_on.setProperty("kind", "primary" if first else "plain")
        self.go_on.setObjectName("go-on" if first else "go-on-older")

    @Slot()
    def _on_go_on_clicked(self) -> None:
        self.continue_requested.emit(self._id)


class AssessHome(Page):
    """Offers what can be done next about assessing."""

    continue_requested = Signal(str)
    """The id of the assessment to go on with."""
    form_chosen = Signal(str)
    deepen_requested = Signal()
    questionnaire_chosen = Signal(str)
    """The id of another questionnaire to take."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Assess"))
        self.under_title.addWidget(TextLabel(self.tr("Each assessment is kept; none replaces another"), "muted"), 1)
        self.explain("assess")
        self.questionnaire = choice.QuestionnaireChoice(theme)
        self.questionnaire.chosen.connect(self.questionnaire_chosen)
        self.column.addWidget(self.questionnaire)
        self._open = QVBoxLayout()
        self._open.setSpacing(theme.space("m"))
        self.column.addLayout(self._open)
        self._cards: list[OpenCard] = []
        self._deepen, self._deepen_words, self.deepen = self._offer(
            self.tr("Deepen your last quick assessment"), "deepen", self.tr("For narrower likely ranges of the levels.")
        )
        quick = self.tr("For a first picture of every area, or a look in between.")
        self._quick, self._quick_words, self.quick = self._offer(self.tr("Quick"), "quick", quick)
        full = self.tr("For narrower likely ranges, and every question on what lies behind a level.")
        self._full, self._full_words, self.full = self._offer(self.tr("Full"), "full", full)
        self._newest = TextLabel("", "muted")
        self.column.addWidget(self._deepen)
        offers = row(self._quick, self._full, spacing=theme.space("l"))
        # both cards alike, whatever is written on them
        offers.setStretch(0, 1)
        offers.setStretch(1, 1)
        self.column.addLayout(offers)
        self.column.addWidget(self._newest)
        self.column.addStretch(1)
        self.deepen.clicked.connect(self.deepen_requested)
        self.quick.clicked.connect(self._on_quick_clicked)
        self.full.clicked.connect(self._on_full_clicked)

    def _offer(self, title: str, name: str, purpose: str) -> tuple[Card, TextLabel, Button]:
        card = Card(self.theme, accented=name == "deepen")
        words = TextLabel("", "muted")
        button = Button(self.theme, self.tr("Start"))
        button.setObjectName(name)
        button.setAccessibleName(self.tr("Start: {0}").format(title))
        card.body.addWidget(TextLabel(title, "heading"))
        card.body.addWidget(TextLabel(purpose))
        card.body.addWidget(words, 1)
        card.body.addLayout(row(button, None, spacing=0))
        return card, words, button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on where the person stopped, or presses the button that has the focus."""
        focused = self.focusWidget()
        button = focused if isinstance(focused, QPushButton) else self._cards[0].go_on if self._cards else None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and button is not None:
            button.click()
        else:
            super().keyPressEvent(event)

    def show_choice(self, state: ChoiceState) -> None:
        """Show which questionnaires can be taken."""
        self.questionnaire.show_state(state)

    def bar_starting(self, problem: str) -> None:
        """Let nothing be started, because of a problem that the choice names; an empty one lifts that."""
        for button in (self.quick, self.full):
            button.setEnabled(not problem)
            button.setToolTip(problem)

    def show_state(
        self, offers: WelcomeState, opened: Sequence[OpenState], to_deepen: int, newest: NewestState | None
    ) -> None:
        """Show what is open and what can be started; ``to_deepen`` questions deepen the last one, 0 offers it not."""
        discard(self._cards)
        self._cards = [OpenCard(self.theme, state) for state in opened]
        for number, card in enumerate(self._cards):
            card.continue_requested.connect(self.continue_requested)
            card.make_first(first=number == 0)
            self._open.addWidget(card)
        self._deepen.setVisible(to_deepen > 0)
        one = self.tr("1 more question turns it into a full one; nothing is asked twice.")
        many = self.tr("{0} more questions turn it into a full one; nothing is asked twice.")
        self._deepen_words.setText(labels.counted(to_deepen, one, many))
        self._quick_words.setText(self._offer_text(offers.quick))
        self._full_words.setText(self._offer_text(offers.full))
        again = self.full if newest is not None and newest.form == "full" else self.quick
        primary = None if opened else self.deepen if to_deepen else again
        for button in (self.deepen, self.quick, self.full):
            set_styled(button, "kind", "primary" if button is primary else "plain")
        self._newest.setVisible(newest is not None)
        if newest is not None:
            self._newest.setText(self._newest_text(newest))

    def _newest_text(self, newest: NewestState) -> str:
        quick = self.tr("Your newest is the quick one of {0}. Change since then shows best from {1} on.")
        full = self.tr("Your newest is the full one of {0}. Change since then shows best from {1} on.")
        words = quick if newest.form == "quick" else full
        return words.format(labels.day(newest.finished), labels.day(newest.shows_from))

    def _offer_text(self, offer: FormOffer) -> str:
        return f"{labels.questions_and_minutes(offer.questions, offer.minutes)} " + self.tr(
            "Stop any time; nothing is lost."
        )

    @Slot()
    def _on_quick_clicked(self) -> None:
        self.form_chosen.emit("quick")

    @Slot()
    def _on_full_clicked(self) -> None:
        self.form_chosen.emit("full")
