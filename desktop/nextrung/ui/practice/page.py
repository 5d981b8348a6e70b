"""The page of practice: what to practise and the earlier sittings, or the question that is on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.evidence.practice import LENGTHS
from nextrung.ui import labels
from nextrung.ui.practice import words
from nextrung.ui.practice.asking import AskingCard
from nextrung.ui.practice.earlier import EarlierCard
from nextrung.ui.practice.state import PracticeState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.folding import FoldingRow
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.view_switch import ViewSwitch


class PracticePage(Page):
    """Renders practice and says what the person wants."""

    back_requested = Signal()
    begin_requested = Signal(str, int)
    """Questions of an area, by id, are to be asked: so many at the most; 0 for all."""
    end_requested = Signal()
    undo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Practice"))
        about = self.tr("Likely questions one at a time, answered aloud. Never scored, and no level changes by it.")
        self.under_title.addWidget(TextLabel(about, "muted"), 1)
        self.back = self.way_back("back-from-practice")
        self.undo = Button(theme, self.tr("Undo"))
        self.undo.setObjectName("undo-practice")
        self.undo.setToolTip(self.tr("Put the sitting that was deleted last back (Ctrl+Z)"))
        self.end = Button(theme, self.tr("End this sitting"))
        self.end.setObjectName("practice-end")
        self.end.setToolTip(self.tr("What you answered is kept"))
        self.set_actions(self.back, self.undo, self.end)
        self.asking = AskingCard(theme)
        self._home = QWidget()
        column = QVBoxLayout(self._home)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("m_wide"))
        column.addWidget(self._build_begin())
        self.earlier = EarlierCard(theme)
        column.addWidget(self.earlier)
        self._faces = ViewSwitch({"home": self._home, "asking": self.asking})
        self.column.addLayout(self._faces)
        self.column.addStretch(1)
        self.back.clicked.connect(self.back_requested)
        self.undo.clicked.connect(self.undo_requested)
        self.end.clicked.connect(self.end_requested)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.undo.click)

    def _build_begin(self) -> Card:
        card = Card(self.theme)
        card.body.addWidget(TextLabel(self.tr("Begin a sitting"), "heading"))
        self._about = TextLabel("", "muted")
        card.body.addWidget(self._about)
        self.area, self.length = DropDown(), DropDown()
        self.area.setObjectName("practice-area")
        self.area.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.length.setObjectName("practice-length")
        for count in LENGTHS:
            self.length.addItem(labels.counted(count, self.tr("1 question"), self.tr("{0} questions")), count)
        self.length.addItem(self.tr("All of them"), 0)
        self.begin = Button(self.theme, self.tr("Begin"), "primary")
        self.begin.setObjectName("practice-begin")
        self._choices = QWidget()
        line = FoldingRow(self._choices)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.theme.space("m"))
        for name, box, share in ((self.tr("Questions of"), self.area, 3), (self.tr("How many"), self.length, 1)):
            box.setAccessibleName(name)
            line.addLayout(self._named(name, box), share)
        line.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addWidget(self._choices)
        self.begin.clicked.connect(self._on_begin_clicked)
        return card

    def _named(self, name: str, box: DropDown) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self.theme.space("xs"))
        column.addWidget(Caption(name, box, "strong"))
        column.addWidget(box)
        return column

    def add_deleted(self, view: QWidget) -> None:
        """Show what was deleted below the rest."""
        layout = self._home.layout()
        if layout is not None:
            layout.addWidget(view)

    def show_state(self, state: PracticeState, sitting: str) -> str:
        """Show what can be practised and what was; returns the sitting that is picked now."""
        self.hide_problem()
        was_asking = self.asking.isVisible()
        self._faces.show_view("home")
        self.end.setVisible(False)
        self.undo.setVisible(state.can_undo)
        self._about.setText(self._said(state))
        chosen = self.area.currentData()
        self.area.clear()
        for one in state.areas:
            self.area.addItem(words.area(one), one.id)
        self.area.setCurrentIndex(max(0, self.area.findData(chosen)))
        self._choices.setVisible(bool(state.areas))
        if was_asking:
            # what had the keyboard is gone, and Esc would go nowhere
            (self.begin if state.areas else self.back).setFocus()
        return self.earlier.show_sittings(state.rows, sitting)

    def _said(self, state: PracticeState) -> str:
        if not state.areas:
            return self.tr("There are no likely questions for this questionnaire yet, so there is nothing to practise.")
        drafts = self.tr("Drafts by the authors ({0}), not counted anywhere.").format(state.version)
        if not state.role:
            return drafts
        return " ".join((self.tr("Questions that are likely for {0}.").format(state.role), drafts))

    def show_asking(self) -> None:
        """Show the question instead of the rest."""
        self.hide_problem()
        self._faces.show_view("asking")
        self.end.setVisible(True)
        self.undo.setVisible(False)

    @Slot()
    def _on_begin_clicked(self) -> None:
        self.begin_requested.emit(str(self.area.currentData()), int(self.length.currentData()))
