"""One person as their coach sees them: the timeline of sessions, private notes, the coach's own view."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from nextrung.ui import labels, match_words
from nextrung.ui.sessions.state import ClientPageState, ComingEntry, SessionEntry
from nextrung.ui.sharing.share_card import ShareCard
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, beside
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.inputs import DateTimeBox
from nextrung.ui.widgets.notes import NotesField
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.written_page import WrittenPage

FOLD_BELOW = 800
"""Page width at a text size of 100 % under which notes and ratings stand below the timeline."""
NOTES_HEIGHT = 220
"""Least height of the notes at a text size of 100 %."""
AHEAD = timedelta(days=14)
"""Days until a session that is planned for the first time."""


class ClientPage(WrittenPage):
    """Renders one person's sessions and says what the coach wants."""

    start_requested = Signal()
    session_opened = Signal(str)
    plan_requested = Signal(datetime)
    coming_opened = Signal(str)
    """The person whose planned session was picked."""
    removal_requested = Signal(str)
    undo_requested = Signal()
    notes_edited = Signal(str, str)
    """The person, and the private notes about them."""
    rate_requested = Signal()
    views_requested = Signal()
    names_toggled = Signal()
    client_window_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, parent)
        self._state: ClientPageState | None = None
        self._about = TextLabel("", "muted")
        self.under_title.addWidget(self._about, 1)
        self.explain("session")
        self.hide_names = Button(theme, self.tr("Hide names"), key="H")
        self.hide_names.setObjectName("hide-names")
        self.window_button = Button(theme, self.tr("Client window"))
        self.window_button.setObjectName("client-window")
        self.window_button.setToolTip(self.tr("Only this client's charts, for the second screen (Ctrl+Shift+W)"))
        self.start = Button(theme, "", "primary")
        self.start.setObjectName("start-session")
        self.set_actions(self.hide_names, self.window_button, self.start)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("l"))
        left = QVBoxLayout()
        left.setSpacing(theme.space("m"))
        left.addWidget(self._build_timeline())
        left.addWidget(self._build_coming())
        left.addStretch(1)
        self._columns.addLayout(left, 3)
        self._columns.addLayout(self._build_side(), 2)
        self.column.addLayout(self._columns, 1)
        self._connect()

    def _build_timeline(self) -> Card:
        theme = self.theme
        card = Card(theme)
        self._none = TextLabel(self.tr("Sessions with this person will be listed here, the newest first."), "muted")
        headings = [self.tr("When"), self.tr("Findings and steps"), self.tr("Decisions")]
        # ``texts``: no numbers to align, and the last column takes what width is left
        self.timeline = TextTable(self.tr("Sessions"), headings, texts=True)
        self.timeline.setObjectName("timeline")
        self.open = Button(theme, self.tr("Open"))
        self.open.setObjectName("open-session")
        self.remove = Button(theme, self.tr("Remove"))
        self.remove.setObjectName("remove-session")
        self.remove.setToolTip(self.tr("Remove the picked session; this can be undone"))
        self.undo = Button(theme, self.tr("Undo"), "link")
        self.undo.setObjectName("undo-session")
        self.at = DateTimeBox()
        self.at.setObjectName("session-at")
        self.at.setAccessibleName(self.tr("When the next session is"))
        self.plan = Button(theme, self.tr("Plan a session"))
        self.plan.setObjectName("plan-session")
        label = Caption(self.tr("Next session"), self.at)
        head = TextLabel(self.tr("Sessions"), "heading")
        # with large text the parts go on in the next line, instead of making the page wider than the window
        planning = FlowLayout(theme.space("s"), theme.space("s"))
        for widget in (label, self.at, self.plan):
            planning.addWidget(widget)
        card.body.addLayout(beside(theme, (head,), self.open, self.remove, self.undo))
        card.body.addWidget(self._none)
        card.body.addWidget(self.timeline)
        card.body.addSpacing(theme.space("s"))
        card.body.addLayout(planning)
        card.body.addStretch(1)
        return card

    def add_deleted(self, view: QWidget) -> None:
        """Show what was deleted below everything else."""
        self.column.addWidget(view)

    def _build_side(self) -> QVBoxLayout:
        theme = self.theme
        notes = Card(theme)
        hint = self.tr("Private: never in a report or an export unless you ask for it. Saved while you type.")
        self.notes = NotesField(theme, self.tr("Private notes"), "person-notes", hint, height=NOTES_HEIGHT)
        notes.body.addWidget(self.notes, 1)
        notes.body.addWidget(self.saved)
        rating = Card(theme)
        rating.body.addWidget(TextLabel(self.tr("Your own view"), "heading"))
        self._rated = TextLabel("", "muted")
        self.rate = Button(theme, "")
        self.rate.setObjectName("rate")
        self.views = Button(theme, self.tr("Both views"))
        self.views.setObjectName("both-views")
        rating.body.addWidget(self._rated)
        actions = FlowLayout(theme.space("s"), theme.space("s"))
        for button in (self.rate, self.views):
            actions.addWidget(button)
        rating.body.addLayout(actions)
        side = QVBoxLayout()
        side.setSpacing(theme.space("m"))
        self.share = ShareCard(theme)
        side.addWidget(self.share)
        side.addWidget(rating)
        side.addWidget(notes, 1)
        return side

    def _build_coming(self) -> Card:
        self._coming_card = Card(self.theme)
        self._coming_card.body.addWidget(TextLabel(self.tr("Coming sessions, with everybody"), "heading"))
        self.coming = TextTable(self.tr("Coming sessions"), [self.tr("When"), self.tr("With")], texts=True)
        self.coming.setObjectName("coming-sessions")
        self.coming.setToolTip(in_lines(self.tr("Enter or a double click opens the sessions of that person")))
        self._coming_card.body.addWidget(self.coming)
        return self._coming_card

    def _connect(self) -> None:
        self.coming.row_picked.connect(self._on_coming_row_picked)
        self.start.clicked.connect(self.start_requested)
        self.hide_names.clicked.connect(self.names_toggled)
        self.window_button.clicked.connect(self.client_window_requested)
        self.timeline.row_picked.connect(self._on_timeline_row_picked)
        self.open.clicked.connect(self._on_open_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.undo.clicked.connect(self.undo_requested)
        self.plan.clicked.connect(self._on_plan_clicked)
        self.rate.clicked.connect(self.rate_requested)
        self.views.clicked.connect(self.views_requested)
        self.notes.changed.connect(self._on_notes_changed)
        self.typing.watch(self.notes.text)
        self.typing.due.connect(self._on_typing_due)
        self.fold_below(FOLD_BELOW, self._columns)
        shortcut = QShortcut(QKeySequence("H"), self)
        # by default a shortcut belongs to its whole window; a letter alone would be taken from every other page
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.hide_names.click)

    # showing

    def show_state(self, state: ClientPageState, *, names_hidden: bool) -> None:
        """Show a person; notes that are being typed in keep their cursor."""
        new = self._state is None or self._state.person != state.person
        if new:
            self.begin(state.person)
            day = state.today + AHEAD
            # an hour to begin with: the midnight that a date alone gives is no time for a session
            self.at.setDateTime(QDateTime(QDate(day.year, day.month, day.day), QTime(10, 0)))
        self._state = state
        self.hide_problem()
        self.title.setText(state.name)
        self.show_footnote(labels.origin(state.author, draft=state.draft))
        self._about.setText(self._sentence(state))
        self.hide_names.setText(self.tr("Show names") if names_hidden else self.tr("Hide names"))
        self.start.setText(self.tr("Go on with the session") if state.running else self.tr("Start a session"))
        self.timeline.set_rows([self._cells(entry) for entry in state.entries])
        self.timeline.setVisible(bool(state.entries))
        self._none.setVisible(not state.entries)
        for button in (self.open, self.remove):
            button.setVisible(bool(state.entries))
        self.undo.setVisible(state.can_undo)
        self.coming.set_rows([self._coming_cells(entry) for entry in state.coming])
        self._coming_card.setVisible(bool(state.coming))
        self.notes.set_text(self.typing.newest("notes", state.notes))
        self.notes.cover(covered=names_hidden)
        self.share.show_facts(state.share)
        self._show_rating(state)

    def _sentence(self, state: ClientPageState) -> str:
        parts = [state.occupation, ", ".join(state.tags), self.tr("compared with {0}").format(state.role)]
        if state.assessed_at is None:
            parts.append(self.tr("not assessed yet"))
        elif state.match is not None:
            parts.append(self.tr("match {0} of 100").format(labels.match(state.match)))
        if state.match_notes is not None:
            parts.append(match_words.words(state.match_notes))
        return " · ".join(part for part in parts if part)

    def _show_rating(self, state: ClientPageState) -> None:
        words = self.tr("Rate the same questions about this person; it stands beside their answers, never in them.")
        if state.rated_at is not None:
            words = self.tr("Rated on {0}. It stands beside their answers, never in them.")
            words = words.format(labels.day(state.rated_at))
        self._rated.setText(words)
        again = self.tr("Rate again") if state.rated_at else self.tr("Rate this person")
        self.rate.setText(self.tr("Go on rating") if state.rating_going_on else again)
        self.views.setVisible(state.rated_at is not None)

    @staticmethod
    def _coming_cells(entry: ComingEntry) -> list[str]:
        return [f"{labels.day(entry.moment)}, {labels.clock(entry.moment)}", entry.name]

    def _cells(self, entry: SessionEntry) -> list[str]:
        when = labels.day(entry.moment) if entry.moment else "–"
        if entry.state == "planned":
            when = self.tr("{0}, {1} (planned)").format(when, labels.clock(entry.moment))
        elif entry.state == "running":
            when = self.tr("{0} (going on)").format(when)
        agree, unsure, disagree = entry.marks
        counts = ((agree, self.tr("agree")), (unsure, self.tr("unsure")), (disagree, self.tr("disagree")))
        parts = [f"{number} {words}" for number, words in counts if number]
        if entry.steps:
            parts.append(labels.counted(entry.steps, self.tr("1 step"), self.tr("{0} steps")))
        return [when, ", ".join(parts) or "–", entry.line or "–"]

    # what the coach does

    @Slot(str, dict)
    def _on_typing_due(self, person: str, fields: dict[str, str]) -> None:
        self.notes_edited.emit(person, fields["notes"])

    @Slot(str)
    def _on_notes_changed(self, text: str) -> None:
        self.typing.typed("notes", text)

    @Slot(int)
    def _on_timeline_row_picked(self, at: int) -> None:
        if self._state is not None:
            self.session_opened.emit(self._state.entries[at].id)

    @Slot(int)
    def _on_coming_row_picked(self, at: int) -> None:
        if self._state is not None:
            self.coming_opened.emit(self._state.coming[at].person)

    def _picked(self) -> str:
        """The id of the picked session, or of the only one."""
        entries = self._state.entries if self._state else ()
        at = self.timeline.currentIndex().row()
        # what has the focus is the button that was pressed, so that the picked row is asked of the table
        if 0 <= at < len(entries):
            return entries[at].id
        return entries[0].id if entries else ""

    @Slot()
    def _on_open_clicked(self) -> None:
        if self._picked():
            self.session_opened.emit(self._picked())

    @Slot()
    def _on_remove_clicked(self) -> None:
        if self._picked():
            self.removal_requested.emit(self._picked())

    @Slot()
    def _on_plan_clicked(self) -> None:
        at = self.at.dateTime()
        # through seconds since 1970: the fields of a QDateTime say nothing of daylight saving time
        self.plan_requested.emit(datetime.fromtimestamp(at.toSecsSinceEpoch()).astimezone())
