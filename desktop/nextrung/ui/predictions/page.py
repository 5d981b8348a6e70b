"""The page of predictions: the list, one of them in full, and from ten on a picture of how sure and how right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from nextrung.evidence.prediction import Prediction, PredictionPicture
from nextrung.ui import labels
from nextrung.ui.evidence.lines_table import LinesTable
from nextrung.ui.predictions import words
from nextrung.ui.predictions.picture import StepsTable
from nextrung.ui.predictions.state import PredictionsState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.coming import Coming, ComingParts
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.rows import Index, RowsModel
from nextrung.ui.widgets.share_bar import ShareBar
from nextrung.ui.widgets.text import TextLabel

FOLD_BELOW = 900
"""Page width at a text size of 100 % under which the columns stand one below the other."""


class PredictionsModel(RowsModel[Prediction]):
    """Predictions as rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__((), parent)
        self.headings = (self.tr("Prediction"), self.tr("Sure"), self.tr("What came"))

    def is_number(self, column: int) -> bool:
        """How sure somebody was."""
        return column == 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell, all of it as a hint, and the sentence for screen readers."""
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = (one.title, words.sure(one.sure), words.came(one.came))[index.column()]
            return in_lines(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.title}, {self.headings[index.column()]}: {self.data(index)}"
        return self.alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None


class PredictionsPage(Page):
    """Renders predictions and says what the person wants."""

    back_requested = Signal()
    add_requested = Signal()
    undo_requested = Signal()
    edit_requested = Signal()
    settle_requested = Signal()
    delete_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Did it come true?"))
        about = self.tr("Note what you expect before an interview, a round or a project, and afterwards what came.")
        self.under_title.addWidget(TextLabel(about, "muted"), 1)
        self.explain("evidence")
        self._build_actions()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("l"))
        self._cards = (self._build_list(), self._build_detail(), self._build_picture())
        self._columns.addLayout(_column(theme, self._cards[0]), 1)
        self._columns.addLayout(_column(theme, *self._cards[1:]), 1)
        self._build_nothing()
        self.column.addLayout(self._columns)
        self.column.addStretch(1)
        self.fold_below(FOLD_BELOW, self._columns)

    def _build_nothing(self) -> None:
        words = self.tr("Your predictions will stand here, open ones first. All of it stays on this computer.")
        parts: tuple[Coming, ...] = (
            ("table", self.tr("What you expected, how sure you were, and what came")),
            ("bars", self.tr("How sure and how right, once you know what came of ten")),
        )
        self._nothing = (TextLabel(words, "lead"), ComingParts(self.theme, parts))
        for part in self._nothing:
            self.column.addWidget(part)

    def _build_actions(self) -> None:
        self.back = self.way_back("back-from-predictions")
        self.undo = Button(self.theme, self.tr("Undo"))
        self.undo.setObjectName("undo-prediction")
        self.undo.setToolTip(self.tr("Put the prediction that was deleted last back (Ctrl+Z)"))
        self.add = Button(self.theme, self.tr("Note what you expect"), "primary")
        self.add.setObjectName("add-prediction")
        self.add.setToolTip(self.tr("Note what you expect (Ctrl+N)"))
        self.set_actions(self.back, self.undo, self.add)
        self.back.clicked.connect(self.back_requested)
        self.undo.clicked.connect(self.undo_requested)
        self.add.clicked.connect(self.add_requested)
        for keys, target in ((QKeySequence.StandardKey.Undo, self.undo), (QKeySequence.StandardKey.New, self.add)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(target.click)

    def _build_list(self) -> Card:
        card = Card(self.theme)
        card.body.addWidget(TextLabel(self.tr("What you expected"), "heading"))
        self.predictions = PredictionsModel()
        name = QCoreApplication.translate("PredictionsPage", "Predictions")
        self.list = LinesTable(self.theme, self.predictions, name)
        self.list.setObjectName("prediction-list")
        card.body.addWidget(self.list)
        self.list.open_requested.connect(self.settle_requested)
        self.list.delete_requested.connect(self.delete_requested)
        return card

    def _build_detail(self) -> Card:
        self._detail = card = Card(self.theme)
        self._title = TextLabel("", "heading")
        self._about = TextLabel("", "muted")
        self._expected = TextLabel()
        self._came = TextLabel("", "strong")
        self._outcome = TextLabel()
        for part in (self._title, self._about, self._expected, self._came, self._outcome):
            card.body.addWidget(part)
        self.settle = Button(self.theme, self.tr("Note what came…"))
        self.settle.setObjectName("settle-prediction")
        self.settle.setToolTip(self.tr("Note what came (Enter in the list)"))
        self.edit = Button(self.theme, self.tr("Edit…"))
        self.edit.setObjectName("edit-prediction")
        self.delete = Button(self.theme, self.tr("Delete"))
        self.delete.setObjectName("delete-prediction")
        card.body.addLayout(row(self.settle, self.edit, self.delete, None, spacing=self.theme.space("s")))
        self.settle.clicked.connect(self.settle_requested)
        self.edit.clicked.connect(self.edit_requested)
        self.delete.clicked.connect(self.delete_requested)
        return card

    def _build_picture(self) -> Card:
        card = Card(self.theme)
        card.body.addWidget(TextLabel(self.tr("How sure, how right"), "heading"))
        self._said = TextLabel("", "muted")
        self._sure = ShareBar(self.theme, self.tr("Sure"), "other")
        self._right = ShareBar(self.theme, self.tr("Came true"), "accent")
        self.steps = StepsTable(self.theme)
        how = self.tr(
            "Diamond: how sure you said. Dot: how much of it came true. Bar, and second numbers: where that share is"
            " likely to lie."
        )
        self._how = TextLabel(how, "small")
        for part in (self._said, self._sure, self._right, self.steps, self._how):
            card.body.addWidget(part)
        return card

    def add_deleted(self, view: QWidget) -> None:
        """Show what was deleted below the columns."""
        # the last item is the stretch that keeps everything at the top
        self.column.insertWidget(self.column.count() - 1, view)

    def show_state(self, state: PredictionsState, chosen: str) -> str:
        """Show the list and the picture; returns the prediction that is picked now."""
        self.hide_problem()
        some = bool(state.rows)
        for part in self._nothing:
            part.setVisible(not some)
        for card in (self._cards[0], self._cards[2]):
            card.setVisible(some)
        self.undo.setVisible(state.can_undo)
        self._show_picture(state)
        return self.list.show_lines(state.rows, chosen)

    def _show_picture(self, state: PredictionsState) -> None:
        found = state.picture
        for part in (self._sure, self._right, self.steps, self._how):
            part.setVisible(found is not None)
        if found is None:
            one = self.tr("Of 1 you know what came; from {1} on, how sure is compared with how right.")
            many = self.tr("Of {0} you know what came; from {1} on, how sure is compared with how right.")
            self._said.setText(labels.counted(state.known, one, many, state.least))
            return
        self._show_shares(found)

    def _show_shares(self, found: PredictionPicture) -> None:
        count = self.tr("Of {0} you know what came.").format(found.overall.n)
        self._said.setText(f"{count} {words.message(found.overall)}")
        self._sure.show_share(found.overall.mean_confidence or 0)
        self._right.show_share(found.overall.share_right or 0)
        self.steps.show_steps(found.steps)

    def show_prediction(self, one: Prediction | None, state: PredictionsState) -> None:
        """Show one prediction in full, or none."""
        self._detail.setVisible(one is not None)
        if one is None:
            return
        self._title.setText(one.title)
        self._about.setText(words.about(one, state.today))
        expected = self.tr("You expected, {0} sure: {1}").format(words.sure(one.sure), one.expected)
        self._expected.setText(expected)
        came = words.came(one.came)
        self._came.setText(came[:1].upper() + came[1:])
        self._outcome.setText(one.outcome)
        self._outcome.setVisible(bool(one.outcome))
        self.settle.setText(self.tr("Change what came…") if one.came else self.tr("Note what came…"))
        self.edit.setVisible(not one.came)


def _column(theme: Theme, *cards: Card) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.space("m_wide"))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column
