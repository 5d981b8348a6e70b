"""The welcome page: one sentence of purpose, how long it takes, where answers stay, and Start."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.questionnaires.choice import QuestionnaireChoice
from nextrung.ui.questionnaires.state import ChoiceState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.welcome.state import FormOffer, WelcomeState
from nextrung.ui.widgets.buttons import Button, WrappedLink
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.page import ScrollBody
from nextrung.ui.widgets.text import Caption, OneLineLabel, TextLabel

COLUMN_WIDTH = 640
"""Width of the column at the most, at a text size of 100 %: lines that are easy to read."""
ICON_SIZE = 64
"""Side of the icon in device-independent pixels; it does not grow with the text."""


class WelcomePage(QWidget):
    """Offers both forms and a look around; says nothing is sent anywhere."""

    form_chosen = Signal(str)
    sample_requested = Signal()
    questionnaire_chosen = Signal(str)
    """The id of another questionnaire to take."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(parent)
        self.setObjectName("page")
        theme.apply_style(self, at_once=False)
        # without it a sub-class of QWidget does not paint the background that the style gives it
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        scroll = ScrollBody(theme)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._middle = column = QWidget()
        self._column = QVBoxLayout(column)
        self._column.setSpacing(theme.space("xxl"))
        self._column.setContentsMargins(0, theme.space("xxl"), 0, theme.space("xxl"))
        centred = QHBoxLayout()
        centred.addSpacing(theme.space("page"))
        centred.addStretch(1)
        # so large a share that the sides get nothing before the column has its greatest width, and then alike
        centred.addWidget(column, 1000)
        centred.addStretch(1)
        centred.addSpacing(theme.space("page"))
        scroll.column.addStretch(1)
        scroll.column.addLayout(centred)
        scroll.column.addStretch(1)
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _build(self) -> None:
        theme = self._theme
        self._icon = Caption()
        self._icon.setAccessibleName(self.tr("Next Rung"))
        self._column.addWidget(self._icon)
        words = QVBoxLayout()
        words.setSpacing(theme.space("s_wide"))
        self._hero = TextLabel("", "hero")
        words.addWidget(self._hero)
        self._purpose = TextLabel("", "lead")
        words.addWidget(self._purpose)
        self._column.addLayout(words)
        self.questionnaire = QuestionnaireChoice(theme)
        self.questionnaire.chosen.connect(self.questionnaire_chosen)
        self._column.addWidget(self.questionnaire)
        self._quick_card, self._quick_text, self.start_quick = self._offer_card(self.tr("Quick"), primary=True)
        self._full_card, self._full_text, self.start_full = self._offer_card(self.tr("Full"), primary=False)
        self.start_quick.clicked.connect(self._on_quick_clicked)
        self.start_full.clicked.connect(self._on_full_clicked)
        cards = row(self._quick_card, self._full_card, spacing=theme.space("m_wide"))
        # both cards alike, whatever is written on them
        cards.setStretch(0, 1)
        cards.setStretch(1, 1)
        self._column.addLayout(cards)
        self.look_around = WrappedLink(theme, self.tr("Look around with sample data"))
        self.look_around.setObjectName("look-around")
        self.look_around.clicked.connect(self._on_look_around_clicked)
        kept = OneLineLabel(self.tr("Saved on this computer only. No account, no network."), "muted")
        self._column.addLayout(row(kept, self.look_around, None, spacing=theme.space("xs")))
        purpose = self.tr("Made for your own development. Not suitable for hiring, pay or promotion decisions.")
        self._column.addWidget(TextLabel(purpose, "small"))

    def _offer_card(self, title: str, *, primary: bool) -> tuple[Card, TextLabel, Button]:
        theme = self._theme
        card = Card(theme, accented=primary)
        words = TextLabel("", "muted")
        if primary:
            button = Button(theme, self.tr("Start"), "primary", key=self.tr("Enter"))
            button.setObjectName("start-quick")
            button.setAccessibleName(self.tr("Start the quick form"))
        else:
            button = Button(theme, self.tr("Start full"), "plain")
            button.setObjectName("start-full")
            button.setAccessibleName(self.tr("Start the full form"))
        card.body.addWidget(TextLabel(title, "heading"))
        card.body.addWidget(words, 1)
        card.body.addSpacing(theme.space("xs"))
        card.body.addLayout(row(button, None, spacing=0))
        return card, words, button

    def show_choice(self, state: ChoiceState) -> None:
        """Show which questionnaires can be taken."""
        self.questionnaire.show_state(state)

    def show_state(self, state: WelcomeState) -> None:
        """Show the state."""
        one = self.tr(
            "Answer questions about what you have done, not what you know. You get your level in 1 area, "
            "the gap to the role you want, what each rung pays, and a next step."
        )
        many = self.tr(
            "Answer questions about what you have done, not what you know. You get your level in {0} areas, "
            "the gap to the role you want, what each rung pays, and a next step."
        )
        if not state.has_pay:
            one = self.tr(
                "Answer questions about what you have done, not what you know. You get your level in 1 area, "
                "the gap to the role you want, and a next step."
            )
            many = self.tr(
                "Answer questions about what you have done, not what you know. You get your level in {0} areas, "
                "the gap to the role you want, and a next step."
            )
        self._purpose.setText(labels.counted(state.areas, one, many))
        named = self.tr("{0}: see which part of the job your answers describe").format(state.title)
        manager = self.tr("See which part of an ML manager’s job your answers describe")
        self._hero.setText(manager if state.has_pay else named)
        self._quick_text.setText(self._offer_text(state.quick, self.tr("Shows where to look first.")))
        self._full_text.setText(self._offer_text(state.full, self.tr("Stop any time; nothing is lost.")))
        self.start_quick.setFocus()

    def _offer_text(self, offer: FormOffer, more: str) -> str:
        return f"{labels.questions_and_minutes(offer.questions, offer.minutes)} {more}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter starts the quick form, or presses the button that has the focus."""
        # Enter presses no button outside of a dialog
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            (focused if isinstance(focused, QPushButton) else self.start_quick).click()
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_quick_clicked(self) -> None:
        self.form_chosen.emit("quick")

    @Slot()
    def _on_full_clicked(self) -> None:
        self.form_chosen.emit("full")

    @Slot()
    def _on_look_around_clicked(self) -> None:
        self.sample_requested.emit()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._middle.setMaximumWidth(self._theme.em(COLUMN_WIDTH))
        self._icon.setPixmap(self._theme.pixmap("next-rung", "accent", ICON_SIZE))
