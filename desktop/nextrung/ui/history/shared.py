"""Areas that two questionnaires share: the level of each beside the other, never worked out together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.scoring.levels import CompetencyScore
from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace.shared_areas import SharedView


class SharedCard(Card):
    """A table for each other questionnaire that shares areas; out of sight where none does."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build it empty and out of sight."""
        super().__init__(theme, parent)
        self.body.addWidget(TextLabel(self.tr("Areas that two questionnaires share"), "heading"))
        words = self.tr(
            "At least half of what these areas ask is the same. Their levels come from different answers on different "
            "days: they stand beside each other, and nothing is worked out of both."
        )
        self.body.addWidget(TextLabel(words, "muted"))
        self._tables = QVBoxLayout()
        self._tables.setSpacing(theme.space("m"))
        self.body.addLayout(self._tables)
        self._shown: list[QWidget] = []
        self.hide()

    def show_views(self, views: Sequence[SharedView]) -> None:
        """Show what is shared."""
        discard(self._shown)
        self._shown = [part for view in views for part in self._parts(view)]
        for part in self._shown:
            self._tables.addWidget(part)
        self.setVisible(bool(views))

    def _parts(self, view: SharedView) -> Iterator[QWidget]:
        headings = [
            self.tr("Area here"),
            self.tr("Level, {0}").format(labels.day(view.here_at)),
            self.tr("Area there"),
            self.tr("Level, {0}").format(labels.day(view.there_at)),
            self.tr("Same items"),
        ]
        yield TextLabel(self.tr("Beside {0}").format(view.title), "strong")
        table = TextTable(self.tr("Areas shared with {0}").format(view.title), headings, words=(2,))
        table.setObjectName(f"shared-{view.questionnaire}")
        same = self.tr("{0} of {1}")
        table.set_rows(
            [
                [
                    one.here.name,
                    self._level(one.here.score),
                    one.there.name,
                    self._level(one.there.score),
                    same.format(one.same, one.of),
                ]
                for one in view.rows
            ]
        )
        yield table

    def _level(self, score: CompetencyScore) -> str:
        if score.level is None or score.level_range is None:
            return self.tr("no level yet")
        return f"{labels.level(score.level)} ({labels.level_range(*score.level_range)})"
