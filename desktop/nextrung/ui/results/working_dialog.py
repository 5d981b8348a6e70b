"""How a number came about: the formula, with this person's own numbers filled in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nextrung.scoring.working import LevelWorking, MatchWorking
from nextrung.ui.shell.sheet import SheetDialog
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel

WIDTH = 720


class WorkingDialog(SheetDialog):
    """A title, the formula in words, the numbers that went in, and what came out."""

    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        """Make the dialog empty; ``show_level`` or ``show_match`` fills it."""
        super().__init__(theme, title, parent, width=WIDTH)

    def show_level(self, working: LevelWorking) -> None:
        """Show how a level and its range came about."""
        self._add(
            self.tr(
                "Each answer becomes a number from 0 to 1: a rating x gives (x − 1) / 4, a frequency is its share. "
                "Ratings weigh 1, frequencies half. The weighted mean times 100 is the score; the level is "
                "1 + score / 25."
            )
        )
        headings = [self.tr("Question"), self.tr("Weight"), self.tr("Value"), self.tr("Weight × value")]
        table = TextTable(self.tr("Answers that went in"), headings)
        rows = [[t.stem, f"{t.weight:g}", f"{t.unit:.2f}", f"{t.weight * t.unit:.3f}"] for t in working.terms]
        weights = sum(term.weight for term in working.terms)
        total = sum(term.weight * term.unit for term in working.terms)
        table.set_rows([*rows, [self.tr("Sum"), f"{weights:g}", "", f"{total:.3f}"]])
        self.column.addWidget(table)
        text = self.tr("Score = 100 × {0} / {1} = {2}. Level = 1 + {2} / 25 = {3}.")
        self._add(text.format(f"{total:.3f}", f"{weights:g}", f"{working.score:.2f}", f"{working.level:.2f}"))
        text = self.tr(
            "The likely range is the score ± {0} × {1} × √({2} / {3}) = ± {4}: from {5} to {6} points. It "
            "covers chance effects of which questions were asked: it holds the true level in 8 of 10 such assessments, "
            "if the stated error is right. It does not cover a habit of rating yourself high or low."
        )
        low, high = working.range
        self._add(
            text.format(
                f"{working.z:.2f}",
                f"{working.standard_error:g}",
                working.planned,
                working.answered,
                f"{working.z * working.se:.1f}",
                f"{low:.1f}",
                f"{high:.1f}",
            )
        )
        self._add(self._reach())
        self.column.addStretch(1)

    def show_match(self, working: MatchWorking) -> None:
        """Show how the match to a role came about."""
        self._add(
            self.tr(
                "Each area counts with the weight the role gives it, and at most fully: its share is "
                "(level − 1) / (target − 1), never above 1, so a surplus in one area pays for no gap in another."
            )
        )
        headings = [
            self.tr("Area"),
            self.tr("Weight"),
            self.tr("Level"),
            self.tr("Target"),
            self.tr("Share"),
            self.tr("Weight × share"),
        ]
        table = TextTable(self.tr("Areas that went in"), headings)
        rows = [
            [
                term.name,
                str(term.weight),
                f"{term.level:.2f}",
                f"{term.target:.1f}",
                f"{term.share:.3f}",
                f"{term.weight * term.share:.3f}",
            ]
            for term in working.terms
        ]
        weights = sum(term.weight for term in working.terms)
        total = sum(term.weight * term.share for term in working.terms)
        table.set_rows([*rows, [self.tr("Sum"), str(weights), "", "", "", f"{total:.3f}"]])
        self.column.addWidget(table)
        text = self.tr("Match = 100 × {0} / {1} = {2}; it is shown rounded down.")
        self._add(text.format(f"{total:.3f}", weights, f"{working.value:.2f}"))
        self._add(self._reach())
        self.column.addStretch(1)

    def _reach(self) -> str:
        return self.tr(
            "Levels 4 and 5 are reach, not skill alone: nearly every statement at 5, and many at 4, need other teams, "
            "which not every job offers. A lower level there is no verdict on how well the work is done."
        )

    def _add(self, words: str) -> None:
        self.column.addWidget(TextLabel(words))
