"""Two assessments beside each other: levels, change, and what the change is called."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QComboBox, QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.history import words
from nextrung.ui.history.compare_state import ChangeRow, CompareState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.choice_box import ChoiceBox
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel

FOLD_BELOW = 640


class SideCard(Card):
    """One of the two: which it is, and the way to its result."""

    chosen = Signal(str)
    open_requested = Signal()

    def __init__(self, theme: Theme, name: str, box: str, parent: QWidget | None = None) -> None:
        """Make a card called ``name`` whose choice has the object name ``box``."""
        super().__init__(theme, parent)
        self.choice = ChoiceBox()
        self.choice.setObjectName(box)
        self.choice.setAccessibleName(name)
        # by itself a box is as wide as its longest entry, chosen or not, which half a page has no room for
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # so much of an entry that its day can be read; the rest is cut with dots
        self.choice.setMinimumContentsLength(14)
        self._words = TextLabel("", "muted")
        self.open_result = Button(theme, self.tr("Open this result"), "link")
        self.open_result.setAccessibleName(self.tr("{0}: open this result").format(name))
        self.body.addWidget(TextLabel(name, "muted"))
        self.body.addWidget(self.choice)
        self.body.addWidget(self._words)
        self.body.addLayout(row(self.open_result, None, spacing=0))
        # ``activated`` comes from the person alone: filling the box asks for nothing
        self.choice.activated.connect(self._on_choice_activated)
        self.open_result.clicked.connect(self.open_requested)

    def show_side(self, state: CompareState, side: str) -> None:
        """Show the assessment with the id ``side`` among all."""
        self.choice.clear()
        for entry in state.entries:
            self.choice.addItem(f"{words.day(entry)} · {words.form(entry.form)}", entry.id)
        self.choice.setCurrentIndex(self.choice.findData(side))
        entry = next(one for one in state.entries if one.id == side)
        text = self.tr("Overall {0}, questionnaire {1}, answers: {2}")
        self._words.setText(text.format(words.level(entry.level), entry.version, words.grade(entry.grade)))

    @Slot(int)
    def _on_choice_activated(self, index: int) -> None:
        self.chosen.emit(self.choice.itemData(index))


class ComparePage(Page):
    """Renders a comparison; asks for another pair."""

    back_requested = Signal()
    pair_chosen = Signal(str, str)
    assessment_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self._state: CompareState | None = None
        self.title.setText(self.tr("Compare"))
        self._days = TextLabel("", "muted")
        self.under_title.addWidget(self._days, 1)
        self.explain("history")
        self.back = self.way_back("compare-back", self.tr("Back to history"))
        self.set_actions(self.back)
        self.earlier = SideCard(theme, self.tr("Earlier"), "compare-earlier")
        self.later = SideCard(theme, self.tr("Later"), "compare-later")
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(theme.space("l"))
        self._sides.addWidget(self.earlier, 1)
        self._sides.addWidget(self.later, 1)
        self.column.addLayout(self._sides)
        self._build_table()
        self.back.clicked.connect(self.back_requested)
        self.earlier.chosen.connect(self._on_earlier_chosen)
        self.later.chosen.connect(self._on_later_chosen)
        self.earlier.open_requested.connect(self._on_earlier_open_requested)
        self.later.open_requested.connect(self._on_later_open_requested)
        self.fold_below(FOLD_BELOW, self._sides)

    def _build_table(self) -> None:
        card = Card(self.theme)
        self._words = TextLabel("", "strong")
        self._counted = TextLabel("", "muted")
        self._notes = TextLabel("", "small")
        headings = [
            self.tr("Area"),
            self.tr("Earlier"),
            self.tr("Later"),
            self.tr("Levels"),
            self.tr("The change"),
        ]
        self.table = TextTable(self.tr("Change by area"), headings, words=(4,))
        words_only = QVBoxLayout()
        words_only.setSpacing(self.theme.space("xs"))
        words_only.addWidget(self._words)
        words_only.addWidget(self._counted)
        card.body.addLayout(words_only)
        card.body.addWidget(self.table)
        card.body.addWidget(self._notes)
        card.body.addStretch(1)
        # the table takes what height is left
        self.column.addWidget(card, 1)

    def show_state(self, state: CompareState) -> None:
        """Show two assessments."""
        self._state = state
        self.earlier.show_side(state, state.earlier.id)
        self.later.show_side(state, state.later.id)
        days = self.tr("{0} and {1}").format(words.day(state.earlier), words.day(state.later))
        self._days.setText(days)
        self._words.setText(self._sentence(state))
        self._counted.setText(self._counts(state))
        self._counted.setVisible(state.compared > 0)
        self.table.setVisible(state.basis is not None)
        overall = self._row(self.tr("Overall"), state.overall)
        self.table.set_rows([overall, *(self._row(one.name, one) for one in state.rows)])
        notes = self._all_notes(state)
        self._notes.setText(" ".join(notes))
        self._notes.setVisible(bool(notes))
        self.show_footnote(labels.no_pilot() if state.draft else "")

    def _row(self, name: str, one: ChangeRow) -> list[str]:
        before, after = words.likely(one.before, one.before_range), words.likely(one.after, one.after_range)
        return [name, before, after, labels.change(one.before, one.after), words.call(one.call)]

    def _sentence(self, state: CompareState) -> str:
        if state.basis is None:
            return self.tr(
                "These two share no questions, so they cannot be compared. Each can still be opened as it was."
            )
        one = state.overall
        if one.call is None:
            return self.tr("No area has a level in both, so there is no overall change to name.")
        text = self.tr("Overall from {0} to {1}: {2} levels, {3}.")
        before, after = words.likely(one.before, one.before_range), words.likely(one.after, one.after_range)
        return text.format(before, after, labels.change(one.before, one.after), words.call(one.call))

    def _counts(self, state: CompareState) -> str:
        counts = [state.count(call) for call in ("clear", "probable", "within_noise")]
        text = self.tr("Areas with a clear change: {0}, with a probable one: {1}, within noise: {2}.")
        one = self.tr("Chance alone may make it look changed.")
        many = self.tr("Of {0} areas, one may look changed by chance.")
        # found with simulated people of known levels, with the errors that the constants state for a full form
        seen = self.tr(
            "Within noise does not mean that nothing happened: between two full forms a gain of half a level in one "
            "area is found in 14 of 100 cases, of a whole level in 62, and half a level everywhere, overall, in 95."
        )
        return " ".join((text.format(*counts), labels.counted(state.compared, one, many), seen))

    def _all_notes(self, state: CompareState) -> list[str]:
        notes = []
        if state.basis == "quick_items":
            notes.append(
                self.tr(
                    "A quick and a full assessment are compared through the questions that both ask, so the levels "
                    "of the full one can differ a little from its result."
                )
            )
        elif state.basis == "shared_items":
            notes.append(
                self.tr("The two come from different versions and are compared through the questions they share.")
            )
        if state.carried:
            notes.append(
                self.tr("One of them began with the answers of the other; only those changed since can differ.")
            )
        elif state.too_close and state.basis is not None:
            week = self.tr("They lie less than 1 week apart; change shows better with more time.")
            weeks = self.tr("They lie less than {0} weeks apart; change shows better with more time.")
            notes.append(labels.counted(state.weeks_apart, week, weeks))
        # said of rises as well as falls: a moved yardstick looks the same in both directions
        if any(one.call in ("clear", "probable") for one in (state.overall, *state.rows)):
            notes.append(
                self.tr(
                    "A yardstick that has become stricter looks like a lower level, one that has become milder like a "
                    "higher one: after learning, the same work is often judged otherwise."
                )
            )
        careful = state.earlier.careful + state.later.careful
        if careful:
            one = self.tr("One of them is to be treated with care because of the pattern of its answers.")
            both = self.tr("Both are to be treated with care because of the pattern of their answers.")
            notes.append(one if careful == 1 else both)
        return notes

    @Slot(str)
    def _on_earlier_chosen(self, assessment: str) -> None:
        self._choose(assessment, 0)

    @Slot(str)
    def _on_later_chosen(self, assessment: str) -> None:
        self._choose(assessment, 1)

    def _choose(self, assessment: str, side: int) -> None:
        """Ask for another pair; choosing the one on the other side keeps the pair."""
        if self._state is None:
            return
        pair = [self._state.earlier.id, self._state.later.id]
        # an assessment beside itself would say nothing; asked for all the same, so that the box shows the pair in force
        if assessment != pair[1 - side]:
            pair[side] = assessment
        self.pair_chosen.emit(*pair)

    @Slot()
    def _on_earlier_open_requested(self) -> None:
        if self._state is not None:
            self.assessment_requested.emit(self._state.earlier.id)

    @Slot()
    def _on_later_open_requested(self) -> None:
        if self._state is not None:
            self.assessment_requested.emit(self._state.later.id)
