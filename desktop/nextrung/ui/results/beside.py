"""The cards below the chart: judgement and calibration, chances to ask for, cross-cutting views. Beside the levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.share_bar import ShareBar
from nextrung.ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from nextrung.scoring.judgement import Calibration
    from nextrung.scoring.statements import Sureness
    from nextrung.ui.results.state import ResultsState

_translate = QCoreApplication.translate


def sureness_words(value: Sureness, found: Calibration, least: int) -> str:
    """How sure and how right somebody was, where enough was judged; ``least`` confidences are needed to compare."""
    words: dict[Sureness, str] = {
        "few": "",
        "not_said": _translate("sureness", "None of them says how sure you were."),
        "few_said": labels.counted(
            found.n,
            _translate("sureness", "1 of them says how sure you were; from {1} on, that is compared."),
            _translate("sureness", "{0} of them say how sure you were; from {1} on, that is compared."),
            least,
        ),
        "surer_than_right": _translate(
            "sureness", "You were surer than the answers support: talk the misses through with someone."
        ),
        "righter_than_sure": _translate("sureness", "Your answers were better than you thought."),
        "no_clear_difference": _translate(
            "sureness", "No clear difference. {0} answers can show only large ones, about ± {1} points."
        ).format(found.n, labels.points(found.smallest or 0)),
    }
    return words[value]


class JudgementCard(Card):
    """How sure and how right the person was in situations and knowledge checks."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self.body.addWidget(TextLabel(self.tr("How sure, how right"), "heading"))
        self._words = TextLabel("", "muted")
        self.body.addWidget(self._words)
        self._sure = ShareBar(theme, self.tr("Sure"), "other", self)
        self._right = ShareBar(theme, self.tr("Right"), "accent", self)
        self.body.addWidget(self._sure)
        self.body.addWidget(self._right)
        self.body.addStretch(1)

    def show_state(self, state: ResultsState) -> None:
        """Show judgement and calibration in words and numbers."""
        calibration = state.calibration
        known = state.judgement.score is not None and calibration.mean_confidence is not None
        self._sure.setVisible(known)
        self._right.setVisible(known)
        # out of sight then, but a bar has to have a number
        self._sure.show_share(calibration.mean_confidence or 0)
        self._right.show_share(calibration.share_right or 0)
        self._words.setText(self._sentence(state))

    def _sentence(self, state: ResultsState) -> str:
        judgement = state.judgement
        if judgement.score is None or judgement.floor is None:
            one = self.tr("1 situation or check answered; from {1} on, judgement is shown here.")
            many = self.tr("{0} situations and checks answered; from {1} on, judgement is shown here.")
            return labels.counted(judgement.n, one, many, state.least_judged)
        text = self.tr(
            "In {0} situations and checks your choices earned {1} of 100 points; picking at random earns about {2}. "
            "This stands beside the levels and never changes them."
        )
        sentences = [text.format(judgement.n, labels.points(judgement.score), labels.points(judgement.floor))]
        sentences.append(sureness_words(state.sureness, state.calibration, state.least_judged))
        if state.draft:
            sentences.append(
                self.tr(
                    "Keys are drafts by one author, open to dispute: under Answers each question opens with its "
                    "reasons."
                )
            )
        return " ".join(sentences)


class ChancesCard(Card):
    """Where there was no chance yet, and how to get one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self.body.addWidget(TextLabel(self.tr("Chances to ask for"), "heading"))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.space("s"))
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self._shown: list[QWidget] = []

    def show_state(self, state: ResultsState) -> None:
        """Show the facets without a chance; none hides the card."""
        self.setVisible(bool(state.chances))
        discard(self._shown)
        self._shown = []
        for chance in state.chances:
            for widget in (TextLabel(f"{chance.area}: {chance.facet}", "strong"), TextLabel(chance.how, "muted")):
                self._list.addWidget(widget)
                self._shown.append(widget)


class TaggedCard(Card):
    """Views that cut across competencies, such as Responsible AI."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self._name = TextLabel("", "heading")
        self._words = TextLabel("", "muted")
        self.body.addWidget(self._name)
        self.body.addWidget(self._words)
        self.body.addStretch(1)

    def show_state(self, state: ResultsState) -> None:
        """Show the first view; none hides the card."""
        self.setVisible(bool(state.tagged))
        if not state.tagged:
            return
        view = state.tagged[0]
        self._name.setText(view.name)
        counted = labels.counted(
            view.answered,
            self.tr("1 of {1} questions on it is answered."),
            self.tr("{0} of {1} questions on it are answered."),
            view.total,
        )
        level = ""
        if view.level is not None:
            level = self.tr("Over the rated ones your answers put it at {0}.").format(labels.level(view.level))
        rest = self.tr("They belong to several areas; this view carries no weight in the match.")
        self._words.setText(" ".join(part for part in (counted, level, rest) if part))
