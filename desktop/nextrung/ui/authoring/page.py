"""The page on which a questionnaire is written: its outline, and the form of what is picked there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from nextrung import rounding
from nextrung.questionnaire.kinds import Kind
from nextrung.ui import labels
from nextrung.ui.authoring.beside_list import BesideList
from nextrung.ui.authoring.form import ThingForm, plain_words, sentences
from nextrung.ui.authoring.outline import OutlineTree
from nextrung.ui.authoring.state import GATHERED, AuthoringState
from nextrung.ui.authoring.words import sort_words, thing_words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.ampersand import as_sign
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.page import Page, ScrollBody
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.typing import Typing

LIST_WIDTH = 236
"""Width of the list of questionnaires at a text size of 100 %."""
LIST_FROM = 1000
"""Width of the page, at a text size of 100 %, from which the list stands beside the outline; before, it is left out."""
OUTLINE_SHARE, OUTLINE_WIDTHS = 0.24, (320, 480)
"""Share of the page that the outline takes, and its smallest and largest width at a text size of 100 %."""
LEAST_HEIGHT = 340
"""Height that outline and form have at the least, at a text size of 100 %."""
FOLD_BELOW = 640
AREA, ACTION, ROLE, PART, TAG = "area", "action", "role", "part", "tag"
"""What is added beside items, whose kinds have names of their own."""


class AuthoringPage(Page):
    """Renders a questionnaire that is written, and says what the person wants."""

    back_requested = Signal()
    questionnaire_wanted = Signal(str)
    """Another questionnaire is to be written on, by id."""
    picked = Signal(str)
    moved = Signal(str, int)
    carried = Signal(str, str, str)
    removal_requested = Signal(str)
    adding_requested = Signal(str)
    """Something is to be added: a kind of item, an area, an action, a role, a part or a tag."""
    changed = Signal(str, object)
    field_left = Signal(str, str)
    """A text was left, whether anything stands in it or not: its thing, by id, and the way of its field."""
    undo_requested = Signal()
    redo_requested = Signal()
    reset_requested = Signal()
    trial_requested = Signal()
    publish_requested = Signal()
    separate_requested = Signal()
    """What is written here is to be published as a questionnaire of its own."""

    def __init__(self, theme: Theme, typing: Typing, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self._picked = ""
        self._where = TextLabel("", "muted")
        self.under_title.addWidget(self._where, 1)
        self._build_actions()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("m"))
        self._columns.addWidget(self._build_list())
        self._columns.addWidget(self._build_outline())
        self._columns.addWidget(self._build_form(typing), 1)
        self.column.addLayout(self._columns, 1)
        self.fold_below(FOLD_BELOW, self._columns)
        theme.changed.connect(self._fit)
        self._fit()

    def _build_actions(self) -> None:
        self.back = self.way_back("back-to-questionnaires")
        self.undo = self._button(self.tr("Undo"), "authoring-undo")
        self.redo = self._button(self.tr("Redo"), "authoring-redo")
        self.undo.setToolTip(self.tr("Undo (Ctrl+Z)"))
        self.redo.setToolTip(self.tr("Redo (Ctrl+Shift+Z)"))
        self.reset = self._button(self.tr("As published"), "authoring-reset")
        self.reset.setToolTip(self.tr("Go back to what is published; Undo brings what you wrote here back"))
        self.try_it = self._button(self.tr("Try it"), "authoring-try")
        self.try_it.setToolTip(self.tr("Go through the questions as whoever takes them; nothing is kept"))
        self.publish = Button(self.theme, self.tr("Publish"), "primary")
        self.publish.setObjectName("authoring-publish")
        self.separate = self._button(self.tr("Publish as its own"), "authoring-separate")
        self.separate.hide()
        self.set_actions(self.back, self.undo, self.redo, self.reset, self.try_it, self.separate, self.publish)
        self._undo_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        self._redo_key = QShortcut(self)
        # each system has its own, and many hands know the other one
        self._redo_key.setKeys([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self._undo_key.activated.connect(self.undo_requested)
        self._redo_key.activated.connect(self.redo_requested)
        for button, signal in (
            (self.back, self.back_requested),
            (self.undo, self.undo_requested),
            (self.redo, self.redo_requested),
            (self.reset, self.reset_requested),
            (self.try_it, self.trial_requested),
            (self.separate, self.separate_requested),
            (self.publish, self.publish_requested),
        ):
            button.clicked.connect(signal)

    def _button(self, text: str, name: str) -> Button:
        button = Button(self.theme, text)
        button.setObjectName(name)
        return button

    def _build_list(self) -> Card:
        self._list_card = card = Card(self.theme)
        space = self.theme.space("m")
        card.body.setContentsMargins(space, space, space, space)
        card.body.addWidget(TextLabel(self.tr("Questionnaires"), "strong"))
        self.others = BesideList()
        self.others.wanted.connect(self.questionnaire_wanted)
        card.body.addWidget(self.others, 1)
        return card

    def _build_outline(self) -> Card:
        self._outline_card = card = Card(self.theme)
        space = self.theme.space("m")
        card.body.setContentsMargins(space, space, space, space)
        self.outline = OutlineTree(self.theme)
        self.outline.picked.connect(self.picked)
        self.outline.moved.connect(self.moved)
        self.outline.carried.connect(self.carried)
        self.outline.removal_requested.connect(self.removal_requested)
        self.add = self._button(self.tr("Add…"), "authoring-add")
        self.add.setAccessibleName(self.tr("Add an area, an item, an action, a role, a part or a tag"))
        self.up = self._button(self.tr("Up"), "authoring-up")
        self.down = self._button(self.tr("Down"), "authoring-down")
        self.up.setToolTip(self.tr("Up (Alt+Up); into the area above with Alt+Shift+Up"))
        self.down.setToolTip(self.tr("Down (Alt+Down); into the area below with Alt+Shift+Down"))
        self.remove = self._button(self.tr("Remove"), "authoring-remove")
        self.remove.setToolTip(self.tr("Remove (Delete); Undo brings it back"))
        self.menu = self._build_menu()
        self.add.clicked.connect(self._on_add_clicked)
        self.up.clicked.connect(self._on_up_clicked)
        self.down.clicked.connect(self._on_down_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        # what is counted is said over the numbers, which might be taken for what is inside
        head = row(TextLabel(self.tr("Outline"), "strong"), None, TextLabel(self.tr("To mend"), "small"), spacing=space)
        card.body.addLayout(head)
        line = FlowLayout(self.theme.space("xs"), self.theme.space("xs"))
        for button in (self.add, self.up, self.down, self.remove):
            line.addWidget(button)
        card.body.addWidget(self.outline, 1)
        card.body.addLayout(line)
        return card

    def _build_menu(self) -> QMenu:
        menu = QMenu(self.add)
        entries = [(kind.value, sort_words(kind.value)) for kind in Kind]
        entries += [(ACTION, self.tr("Development action")), (AREA, self.tr("Area")), (ROLE, self.tr("Role"))]
        entries += [(PART, self.tr("Part of the questionnaire")), (TAG, self.tr("Tag of items"))]
        for entry, words in entries:
            action = QAction(as_sign(words), menu)
            action.setData(entry)
            action.setObjectName(f"add-{entry}")
            menu.addAction(action)
        menu.triggered.connect(self._on_menu_triggered)
        return menu

    def _build_form(self, typing: Typing) -> Card:
        card = Card(self.theme)
        self._heading = TextLabel("", "heading")
        self._about = TextLabel("", "problem")
        self._to_come = TextLabel("", "muted")
        self.form = ThingForm(self.theme, typing)
        self.form.changed.connect(self.changed)
        self.form.left.connect(self.field_left)
        self._scroll = ScrollBody(self.theme)
        self._scroll.keep_free(self.theme.space("m"), self.theme.space("m"))
        self._scroll.column.addWidget(self._to_come)
        self._scroll.column.addWidget(self._about)
        self._scroll.column.addWidget(self.form)
        self._scroll.column.addStretch(1)
        self._foot = TextLabel("", "small")
        card.body.addWidget(self._heading)
        card.body.addWidget(self._scroll, 1)
        card.body.addWidget(self._foot)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list out where outline and form need the room."""
        # how wide the columns are tells whether they stand beside each other
        self._fit()
        super().resizeEvent(event)

    @Slot()
    def _fit(self) -> None:
        self._list_card.setFixedWidth(self.theme.em(LIST_WIDTH))
        has_list = self.width() >= self.theme.em(LIST_FROM)
        self._list_card.setVisible(has_list)
        least, most = map(self.theme.em, OUTLINE_WIDTHS)
        self._outline_card.setFixedWidth(min(max(least, int(self.width() * OUTLINE_SHARE)), most))
        for part in (self.outline, self._scroll):
            part.setMinimumHeight(self.theme.em(LEAST_HEIGHT - 120))

    def show_state(self, state: AuthoringState) -> None:
        """Show a questionnaire with one thing of it picked."""
        self.title.setText(state.title.strip() or self.tr("Without a title"))
        self._where.setText(" · ".join(state.path))
        self.publish.setText(self.tr("Publish {0}").format(state.version))
        self.undo.setEnabled(state.can_undo)
        self.redo.setEnabled(state.can_redo)
        self.outline.show_things(state.outline, state.picked.id)
        for button in (self.up, self.down, self.remove):
            button.setEnabled(state.picked.kind not in GATHERED)
        self._heading.setText(thing_words(state.picked))
        for label, said in ((self._about, sentences(state.about_whole)), (self._to_come, _to_come_words(state))):
            label.setText(said)
            label.setVisible(bool(said))
        self.form.show_fields(state.picked.id, state.fields)
        if state.picked.id != self._picked:
            # another thing begins at its first field, however far down the one before was read
            self._scroll.verticalScrollBar().setValue(0)
        self._picked = state.picked.id
        self._foot.setText(self._foot_words(state))

    def _foot_words(self, state: AuthoringState) -> str:
        must = labels.counted(
            state.must,
            self.tr("1 thing must be mended before it can be published"),
            self.tr("{0} things must be mended before it can be published"),
        )
        better = labels.counted(state.better, self.tr("1 thing could be better"), self.tr("{0} things could be better"))
        said = [self.tr("Kept as you type")]
        # as the checks put it: a grade is a year at school, and half a year says nothing
        said += [self.tr("reading grade {0}").format(rounding.points(state.grade))] if state.grade > 0 else []
        said += [_to_write_words(state.to_write)] if state.to_write else []
        said += [must] if state.must else []
        said += [better] if state.better else []
        return " · ".join(said)

    def offer_reset(self, *, offered: bool) -> None:
        """Whether there is something published to go back to."""
        self.reset.setVisible(offered)

    def offer_separate(self, *, offered: bool) -> None:
        """Whether it can be published as a questionnaire of its own, when it does not fit where it comes from."""
        self.separate.setVisible(offered)

    def begin(self) -> None:
        """Have the keyboard in the first field, or in the outline where there is none."""
        rows: Sequence[QWidget] = [row.control for row in self.form.rows]
        (rows[0] if rows else self.outline).setFocus()

    def begin_at_barring(self) -> None:
        """Have the keyboard in the first field that keeps it from being published, else where a thing begins."""
        barring = [row for row in self.form.rows if any(one.must for one in row.field.findings)]
        if barring:
            barring[0].control.setFocus()
        else:
            self.begin()

    @Slot()
    def _on_add_clicked(self) -> None:
        self.menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        self.adding_requested.emit(str(action.data()))

    @Slot()
    def _on_up_clicked(self) -> None:
        self.moved.emit(self.outline.picked_id(), -1)

    @Slot()
    def _on_down_clicked(self) -> None:
        self.moved.emit(self.outline.picked_id(), 1)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.removal_requested.emit(self.outline.picked_id())


def _to_come_words(state: AuthoringState) -> str:
    """What is still to be written of the thing that is picked, without a reproach."""
    if not state.to_write_here:
        return ""
    here = labels.counted(
        state.to_write_here,
        QCoreApplication.translate("authoring", "1 thing is still to be written here."),
        QCoreApplication.translate("authoring", "{0} things are still to be written here."),
    )
    return " ".join(dict.fromkeys([here, *map(plain_words, state.to_come)]))


def _to_write_words(count: int) -> str:
    return labels.counted(
        count,
        QCoreApplication.translate("authoring", "1 thing is still to be written"),
        QCoreApplication.translate("authoring", "{0} things are still to be written"),
    )
