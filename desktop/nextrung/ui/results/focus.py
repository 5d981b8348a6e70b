"""The cards beside the chart: what to work on first, and how far to trust the result."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung import rounding
from nextrung.questionnaire.constants import FirmnessRules
from nextrung.scoring.priority_stability import StabilityWord, stability_word
from nextrung.scoring.statements import NoFocus, no_focus
from nextrung.ui import labels
from nextrung.ui.results.state import FocusEntry, ResultsState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, Rule, row
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.text import TagLabel, TextLabel

MOST = 3
"""Most focus areas (content C6.5)."""


class FocusEntryView(QWidget):
    """One competency to work on: its gap, the reason, how firm its place is, and the step into the plan."""

    competency_picked = Signal(str)
    step_requested = Signal(str)

    def __init__(self, theme: Theme, number: int) -> None:
        """Build the view of the entry with this number, empty."""
        super().__init__()
        self.competency = ""
        self._number = number
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs_wide"))
        if number > 1:
            column.addWidget(Rule())
            column.addSpacing(theme.space("s"))
        self._name = Button(theme, "", "name")
        self._name.setObjectName(f"competency-{number}")
        self._gap = TagLabel("", "gap")
        column.addLayout(row(self._name, None, self._gap, spacing=theme.space("s")))
        self._reason = TextLabel("", "muted")
        self._firm = TextLabel("", "small")
        self._rules: FirmnessRules | None = None
        self._step = Button(theme, self.tr("Add step to plan"), "link")
        self._step.setObjectName(f"add-step-{number}")
        self._planned = TagLabel(self.tr("in your plan"), "good")
        column.addWidget(self._reason)
        column.addWidget(self._firm)
        column.addLayout(row(self._step, self._planned, None, spacing=0))
        self._name.clicked.connect(self._on_name_clicked)
        self._step.clicked.connect(self._on_step_clicked)

    def show_entry(self, entry: FocusEntry, rules: FirmnessRules, *, planned: bool) -> None:
        """Show an entry; ``planned`` says that the plan has a live step for it, ``rules`` what share is firm."""
        self.competency = entry.id
        self._rules = rules
        self._name.setText(f"{self._number} · {entry.name}")
        self._name.setToolTip(self.tr("See the answers of {0}").format(entry.name))
        gap = labels.gap(entry.target, entry.level)
        self._gap.setText(self.tr("gap {0}, {1}").format(gap, labels.verdict(entry.verdict)))
        text = self.tr("You are at {0}; the role asks for {1}. Start with {2}, where your answers are lowest.")
        if not entry.lowest:
            text = self.tr(
                "You are at {0}; the role asks for {1}. Your answers are alike in all parts; start with {2}."
            )
        level, target = labels.level(entry.level), labels.target_level(entry.target)
        # the name stands within a sentence; only its first letter is a capital for being first
        facet = entry.thinnest_facet[:1].lower() + entry.thinnest_facet[1:]
        self._reason.setText(text.format(level, target, facet))
        # how firm a place is comes later, from a thread
        self._firm.setVisible(False)
        self._step.setAccessibleName(self.tr("Add a step for {0} to the plan").format(entry.name))
        self._step.setVisible(not planned)
        self._planned.setVisible(planned)

    def show_share(self, share: float) -> None:
        """Say how firm its place is, and in the tooltip how often it came up, as a share from 0 to 1."""
        if self._rules is None:
            return
        words: dict[StabilityWord, str] = {
            "firm": self.tr("Its place among the first is firm."),
            "fairly_firm": self.tr("Its place among the first is fairly firm."),
            "could_change": self.tr("Its place among the first could change."),
        }
        self._firm.setText(words[stability_word(share, self._rules)])
        text = self.tr(
            "Among the first in {0} of 100 redraws of these same answers. With other questions on the same areas it "
            "would come up less often."
        )
        told = text.format(rounding.percent(share))
        self._firm.setToolTip(in_lines(told))
        self._firm.setAccessibleDescription(told)
        self._firm.setVisible(True)

    @Slot()
    def _on_name_clicked(self) -> None:
        self.competency_picked.emit(self.competency)

    @Slot()
    def _on_step_clicked(self) -> None:
        self.step_requested.emit(self.competency)


class FocusCard(Card):
    """At most three competencies, each with its gap and the reason in one sentence."""

    competency_picked = Signal(str)
    step_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self.body.setSpacing(theme.space("m"))
        self.body.addWidget(TextLabel(self.tr("Work on these first"), "heading"))
        # made once: there are never more, and each result fills them anew
        self._views = [FocusEntryView(theme, number) for number in range(1, MOST + 1)]
        for view in self._views:
            view.competency_picked.connect(self.competency_picked)
            view.step_requested.connect(self.step_requested)
            self.body.addWidget(view)
        self._behind = TextLabel("", "muted")
        self.body.addWidget(self._behind)
        self._none = TextLabel("", "muted")
        self._problem = TextLabel("", "problem")
        self._problem.setVisible(False)
        self.body.addWidget(self._none)
        self.body.addWidget(self._problem)
        self.body.addStretch(1)

    def show_state(self, state: ResultsState, planned: frozenset[str]) -> None:
        """Show the focus areas, or why there is none."""
        self._problem.setVisible(False)
        for at, view in enumerate(self._views):
            view.setVisible(at < len(state.focus))
            if at < len(state.focus):
                view.show_entry(state.focus[at], state.stability_rules, planned=state.focus[at].id in planned)
        behind = self.tr("Close behind: {0}").format(", ".join(state.close_behind))
        self._behind.setText(behind)
        self._behind.setVisible(bool(state.close_behind))
        self._none.setText(self._nothing(state))
        self._none.setVisible(not state.focus)

    def show_problem(self, message: str) -> None:
        """Say what could not be done."""
        self._problem.setText(message)
        self._problem.setVisible(True)
        announce(self, message)

    def show_stability(self, shares: dict[str, float]) -> None:
        """Show how firm each place is."""
        for view in self._views:
            if view.competency in shares:
                view.show_share(shares[view.competency])

    def _nothing(self, state: ResultsState) -> str:
        words: dict[NoFocus, str] = {
            "no_role": labels.why_no_gap("no_role"),
            "none_named": self.tr(
                "No gap is both large enough and likely enough to name. Compare with another role, or look at the "
                "table."
            ),
            "none_of_scored": self.tr(
                "Among the areas that have a level, no gap is both large enough and likely enough to name."
            ),
            "no_chance": self.tr(
                "No level yet, as there was little chance to do this work. The chances are listed below."
            ),
            "not_enough": self.tr("No level yet, as there are too few answers."),
            "both": self.tr(
                "No level yet, as there was little chance to do some of this work, and too few answers on the rest."
            ),
        }
        return words[no_focus(state.statuses, asked=state.match_notes.asked)]


class TrustCard(Card):
    """How much was answered, the pattern of the answers, and what the range leaves out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self.body.setSpacing(theme.space("xs"))
        self.body.addWidget(TextLabel(self.tr("How far to trust this"), "heading"))
        self._words = TextLabel("", "muted")
        self.body.addWidget(self._words)

    def show_state(self, state: ResultsState) -> None:
        """Show it in words."""
        sentences = [self.tr("{0} of {1} answered.").format(state.answered, state.asked)]
        if state.no_chance:
            sentences.append(self.tr("{0} had no chance yet; that lowers no level.").format(state.no_chance))
        flags = [labels.quality_flag(flag) for flag in state.quality.flags]
        if state.answered and not flags:
            flags.append(self.tr("Nothing unusual in how the questions were answered."))
        sentences += flags
        if state.quality.examples_ahead:
            sentences.append(self.tr("Your best examples are ahead of your habits, which is common."))
        if any(row.level is not None for row in state.rows):
            sentences.append(
                self.tr(
                    "The range covers chance effects of which questions were asked, "
                    "not a habit of rating yourself high or low."
                )
            )
        sentences += labels.cautions(state.cautions)
        if state.draft:
            sentences.append(labels.no_pilot())
        self._words.setText(" ".join(sentences))
