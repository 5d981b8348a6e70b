"""The people page: everybody in a table, found by a few letters."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QSizePolicy, QWidget

from nextrung.ui import labels
from nextrung.ui.people.state import PeopleState
from nextrung.ui.people.table import PeopleTable
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.field import Field
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox

FOLD_BELOW = 700
TABLE_HEIGHT = 300
"""Least height of the table at a text size of 100 %."""
TYPING = 120
"""Milliseconds after the last letter until the table is searched."""


class PeoplePage(Page):
    """Renders the people and says what the coach wants."""

    add_requested = Signal()
    import_requested = Signal()
    names_toggled = Signal()
    typed = Signal(str)
    tag_chosen = Signal(str)
    role_chosen = Signal(str)
    archived_toggled = Signal(bool)
    undo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("People"))
        self._counts = TextLabel("", "muted")
        self.under_title.addWidget(self._counts, 1)
        self.explain("people")
        self._build_actions()
        self._build_filter()
        self.column.addWidget(self._build_table(), 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING)
        self._connect()

    def _build_actions(self) -> None:
        theme = self.theme
        self.hide_names = Button(theme, self.tr("Hide names"), key="H")
        self.hide_names.setObjectName("hide-names")
        self.import_table = Button(theme, self.tr("Import"))
        self.import_table.setObjectName("import-people")
        self.import_table.setToolTip(self.tr("Add people from a CSV file"))
        self.add = Button(theme, self.tr("Add a person"), "primary")
        self.add.setObjectName("add-person")
        self.add.setToolTip(self.tr("Add a person (Ctrl+N)"))
        self.set_actions(self.hide_names, self.import_table, self.add)

    def _build_filter(self) -> None:
        self.search = QLineEdit()
        self.search.setObjectName("people-search")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Search people"))
        self.search.setToolTip(self.tr("Search people (Ctrl+F)"))
        self._filter = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._filter.setSpacing(self.theme.space("s"))
        self._filter.addWidget(self.search, 1)
        self._tag_field = self._choice(self.tr("Tag"), "people-tag")
        self.tag = self._tag_field.box
        self.role = self._choice(self.tr("Role"), "people-role").box
        self.column.addLayout(self._filter)
        self.fold_below(FOLD_BELOW, self._filter)

    def _choice(self, words: str, name: str) -> Field:
        """A choice with its name in the line of the search field."""
        field = Field(self.theme, words, name)
        # tags and roles come and go, and by itself a box measures its entries only when it is first shown
        field.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._filter.addWidget(field)
        return field

    def _build_table(self) -> Card:
        theme = self.theme
        card = Card(theme)
        card.body.setContentsMargins(theme.space("s"), theme.space("s"), theme.space("s"), theme.space("m"))
        self.table = PeopleTable(theme)
        self.table.setMinimumHeight(theme.em(TABLE_HEIGHT))
        # the table takes what height the page has, and scrolls by itself
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._none = TextLabel("", "muted")
        self._none.setContentsMargins(theme.space("m"), 0, theme.space("m"), 0)
        self.open = Button(theme, self.tr("Open"))
        self.open.setObjectName("open-person")
        self.open.setToolTip(self.tr("Make it this person's turn and open their sessions (Enter)"))
        self.edit = Button(theme, self.tr("Edit"))
        self.edit.setObjectName("edit-person")
        self.edit.setToolTip(self.tr("Change name, tags and role (F2)"))
        self.archive = Button(theme, self.tr("Archive"))
        self.archive.setObjectName("archive-person")
        self.delete = Button(theme, self.tr("Delete"))
        self.delete.setObjectName("delete-person")
        self.delete.setToolTip(self.tr("With everything about them; they can be put back for 30 days"))
        self.undo = Button(theme, self.tr("Undo"), "link")
        self.undo.setObjectName("undo-archive")
        self.undo.setToolTip(self.tr("Take the last archiving or deleting back (Ctrl+Z)"))
        self.archived = WrappedCheckBox()
        self.archived.setObjectName("show-archived")
        foot = FlowLayout(theme.space("s"), theme.space("s"))
        for widget in (self.open, self.edit, self.archive, self.delete, self.undo, self.archived):
            foot.addWidget(widget)
        foot.setContentsMargins(theme.space("m"), 0, theme.space("m"), 0)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._none)
        card.body.addLayout(foot)
        return card

    def _connect(self) -> None:
        self.hide_names.clicked.connect(self.names_toggled)
        self.import_table.clicked.connect(self.import_requested)
        self.add.clicked.connect(self.add_requested)
        self.search.textEdited.connect(self._on_search_edited)
        self.search.textChanged.connect(self._on_search_changed)
        self.search.returnPressed.connect(self._on_search_returned)
        self._typing.timeout.connect(self._on_typing_timeout)
        self.tag.activated.connect(self._on_tag_activated)
        self.role.activated.connect(self._on_role_activated)
        self.archived.toggled.connect(self.archived_toggled)
        self.undo.clicked.connect(self.undo_requested)
        self.table.picked_changed.connect(self._on_table_picked_changed)
        self.open.clicked.connect(self._on_open_clicked)
        self.edit.clicked.connect(self._on_edit_clicked)
        self.archive.clicked.connect(self._on_archive_clicked)
        self.delete.clicked.connect(self._on_delete_clicked)
        for keys, target in (
            (QKeySequence("H"), self.hide_names.click),
            (QKeySequence(QKeySequence.StandardKey.New), self.add.click),
            (QKeySequence(QKeySequence.StandardKey.Undo), self.undo.click),
        ):
            shortcut = QShortcut(keys, self)
            # by default a shortcut belongs to its whole window; a letter alone would be taken from every other page
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(target)

    def add_deleted(self, view: QWidget) -> None:
        """Show what was deleted below the table."""
        self.column.addWidget(view)

    # showing

    def show_state(self, state: PeopleState) -> None:
        """Show the people. A problem stays: scores that come in on their own must not take it away."""
        self._counts.setText(self._counts_text(state))
        self.hide_names.setText(self.tr("Show names") if state.names_hidden else self.tr("Hide names"))
        words = self.tr("Search by number") if state.names_hidden else self.tr("Search by name, tag or note")
        self.search.setPlaceholderText(words)
        # no tag can be chosen where none is shown
        self._tag_field.setVisible(bool(state.tags or state.wanted.tag) and not state.names_hidden)
        self._fill(self.tag, [("", self.tr("all")), *((tag, tag) for tag, _ in state.tags)], state.wanted.tag)
        self._fill(self.role, [("", self.tr("Each one's own")), *state.roles], state.wanted.role)
        # the box shows what is in force; as a change it would have the rows chosen once more
        self.archived.blockSignals(True)
        self.archived.setChecked(state.wanted.archived)
        self.archived.blockSignals(False)
        self.archived.setText(self.tr("Archived people ({0})").format(state.archived))
        # the way back stays, also when the last archived person was brought back
        self.archived.setVisible(state.archived > 0 or state.wanted.archived)
        self.archive.setText(self.tr("Bring back") if state.wanted.archived else self.tr("Archive"))
        self.archive.setToolTip(self.tr("Nothing is lost, and this can be undone (Del)"))
        self.delete.setVisible(state.wanted.archived)
        self.undo.setVisible(state.can_undo)
        self.table.show_rows(state.rows, state.today, state.wanted.column, falling=state.wanted.falling)
        self._none.setText(self._nothing(state))
        self._none.setVisible(not state.rows)
        self.show_footnote(labels.no_pilot() if state.draft else "")

    def _counts_text(self, state: PeopleState) -> str:
        parts = [labels.counted(state.people, self.tr("1 person"), self.tr("{0} people"))]
        if state.sessions_this_week:
            one, many = self.tr("1 session this week"), self.tr("{0} sessions this week")
            parts.append(labels.counted(state.sessions_this_week, one, many))
        if state.shares_over:
            parts.append(self.tr("shared until a day that has passed: {0}").format(", ".join(state.shares_over)))
        filtered = state.wanted.typed or state.wanted.tag
        if filtered:
            parts.append(self.tr("{0} shown").format(len(state.rows)))
        return " · ".join(parts)

    def _nothing(self, state: PeopleState) -> str:
        if state.wanted.typed or state.wanted.tag:
            return self.tr("Nobody fits this search.")
        return self.tr("Nobody is archived.") if state.wanted.archived else self.tr("Everybody is archived.")

    def _fill(self, box: QComboBox, entries: list[tuple[str, str]], chosen: str) -> None:
        shown = [(box.itemData(at), box.itemText(at)) for at in range(box.count())]
        if shown != entries:
            box.clear()
            for value, words in entries:
                box.addItem(words, value)
        # ``findData`` says -1 for what is not on offer any more, which would leave the box blank
        box.setCurrentIndex(max(0, box.findData(chosen)))

    # what the coach does

    @Slot(str)
    def _on_search_edited(self, _text: str) -> None:
        self._typing.start()

    @Slot(str)
    def _on_search_changed(self, text: str) -> None:
        if not text:  # the button that clears the field does not count as editing
            self._typing.start()

    def search_now(self) -> None:
        """Search for what was typed a moment ago, if anything was: nobody waits for it later."""
        if self._typing.isActive():
            self._typing.stop()
            self.typed.emit(self.search.text())

    @Slot()
    def _on_typing_timeout(self) -> None:
        self.typed.emit(self.search.text())

    @Slot()
    def _on_search_returned(self) -> None:
        """Search at once and go on in the table."""
        self._typing.stop()
        self.typed.emit(self.search.text())
        # Qt shows the ring of the keyboard for this reason
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int)
    def _on_tag_activated(self, at: int) -> None:
        self.tag_chosen.emit(self.tag.itemData(at))

    @Slot(int)
    def _on_role_activated(self, at: int) -> None:
        self.role_chosen.emit(self.role.itemData(at))

    @Slot()
    def _on_table_picked_changed(self) -> None:
        for button in (self.open, self.edit, self.archive, self.delete):
            button.setEnabled(bool(self.table.picked()))

    @Slot()
    def _on_open_clicked(self) -> None:
        self.table.open_requested.emit(self.table.picked())

    @Slot()
    def _on_edit_clicked(self) -> None:
        self.table.edit_requested.emit(self.table.picked())

    @Slot()
    def _on_archive_clicked(self) -> None:
        self.table.archive_requested.emit(self.table.picked())

    @Slot()
    def _on_delete_clicked(self) -> None:
        self.table.delete_requested.emit(self.table.picked())
