"""One session: what to talk about, how findings are taken, what is written down and decided."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nextrung.people.session import LONGEST_LINE, AgendaPoint
from nextrung.ui import labels
from nextrung.ui.masking import Mask
from nextrung.ui.sessions.parts import FindingView, PointRow
from nextrung.ui.sessions.state import FindingRow, SessionPageState
from nextrung.ui.sessions.views_card import SessionViewsCard
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.drafting import Drafting, KeptForm, drafted_anew
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.notes import NotesField
from nextrung.ui.widgets.tab_order import keep_tab_order
from nextrung.ui.widgets.text import TagLabel, TextLabel
from nextrung.ui.widgets.written_page import WrittenPage

FOLD_BELOW = 800
NOTES_HEIGHT = 230
"""Least height of the notes at a text size of 100 %."""
DECIDED_HEIGHT = 170
"""Least height of what is decided, at a text size of 100 %."""
REASON = "reason:"
"""Stands before the finding where a reason waits to be saved."""


class SessionPage(WrittenPage):
    """Renders a session and hands over what is said and typed."""

    written = Signal(str, dict)
    """The session and its changed texts by name."""
    point_covered = Signal(int, bool)
    point_added = Signal(str)
    marked = Signal(str, str)
    reasoned = Signal(str, str, str)
    """The session, a finding and the reason for its mark."""
    step_requested = Signal()
    plan_requested = Signal()
    end_requested = Signal()
    back_requested = Signal()
    names_toggled = Signal()
    client_window_requested = Signal()
    release_requested = Signal(str)
    """A group of other views is to be shown."""
    views_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, parent)
        self._state: SessionPageState | None = None
        self._points: list[PointRow] = []
        self._views: dict[str, FindingView] = {}
        self._drafting: Drafting | None = None
        self._state_tag = TagLabel("", "accent")
        self._when = TextLabel("", "muted")
        self.under_title.addWidget(self._state_tag)
        self.under_title.addWidget(self._when, 1)
        self.explain("session")
        self._build_actions()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("l"))
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, share, cards in (
            (left, 5, (self._build_agenda(), self._build_findings())),
            (right, 4, (self._build_writing(), self._build_steps(), self._build_others())),
        ):
            column.setSpacing(theme.space("m"))
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, share)
        self.column.addLayout(self._columns)
        self.column.addStretch(1)
        self._connect()

    def _build_actions(self) -> None:
        theme = self.theme
        self.back = self.way_back("back-to-client", tip=self.tr("Back to all sessions (Esc); everything is saved"))
        self.hide_names = Button(theme, self.tr("Hide names"), key="H")
        self.hide_names.setObjectName("hide-names")
        self.window_button = Button(theme, self.tr("Client window"))
        self.window_button.setObjectName("client-window")
        self.window_button.setToolTip(self.tr("Only this client's charts, for the second screen (Ctrl+Shift+W)"))
        self.end = Button(theme, "", "primary")
        self.end.setObjectName("end-session")
        self.set_actions(self.back, self.hide_names, self.window_button, self.end)

    def _build_agenda(self) -> Card:
        card = Card(self.theme)
        card.body.addWidget(TextLabel(self.tr("To talk about"), "heading"))
        self._no_points = TextLabel(self.tr("Nothing new is known yet; add what you want to talk about."), "muted")
        card.body.addWidget(self._no_points)
        self._agenda = QVBoxLayout()
        self._agenda.setSpacing(self.theme.space("xs"))
        card.body.addLayout(self._agenda)
        self.new_point = QLineEdit()
        self.new_point.setObjectName("new-point")
        self.new_point.setMaxLength(LONGEST_LINE)
        self.new_point.setAccessibleName(self.tr("A further point"))
        self.new_point.setPlaceholderText(self.tr("A further point, then Enter"))
        card.body.addWidget(self.new_point)
        return card

    def _build_findings(self) -> Card:
        self._findings_card = Card(self.theme)
        body = self._findings_card.body
        body.addWidget(TextLabel(self.tr("How do you both take the findings?"), "heading"))
        self._no_findings = TextLabel(self.tr("Findings will be here after the first assessment."), "muted")
        body.addWidget(self._no_findings)
        self._findings = QVBoxLayout()
        self._findings.setSpacing(self.theme.space("xs"))
        body.addLayout(self._findings)
        return self._findings_card

    def _build_writing(self) -> Card:
        theme = self.theme
        card = Card(theme)
        hint = self.tr("Private: never in the summary or a report. Markdown, saved while you type.")
        self.notes = NotesField(theme, self.tr("Private notes"), "session-notes", hint, height=NOTES_HEIGHT)
        hint = self.tr("Together, in words that may be handed over. One line for each decision.")
        self.decided = NotesField(theme, self.tr("What was decided"), "session-decided", hint, height=DECIDED_HEIGHT)
        for part in (self.notes, self.decided, self.saved):
            card.body.addWidget(part)
        return card

    def _build_steps(self) -> Card:
        theme = self.theme
        card = Card(theme)
        card.body.addWidget(TextLabel(self.tr("Steps taken on together"), "heading"))
        self._steps = TextLabel("", "body")
        self.add_step = Button(theme, self.tr("Add a step"))
        self.add_step.setObjectName("session-add-step")
        self.to_plan = Button(theme, self.tr("Open the plan"), "link")
        self.to_plan.setObjectName("session-open-plan")
        actions = FlowLayout(theme.space("s"), theme.space("s"))
        actions.addWidget(self.add_step)
        actions.addWidget(self.to_plan)
        card.body.addWidget(self._steps)
        card.body.addLayout(actions)
        return card

    def _build_others(self) -> Card:
        self.others = SessionViewsCard(self.theme)
        self.others.release_requested.connect(self.release_requested)
        self.others.opened.connect(self.views_requested)
        return self.others

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back_clicked)
        self.hide_names.clicked.connect(self.names_toggled)
        self.window_button.clicked.connect(self.client_window_requested)
        self.end.clicked.connect(self._on_end_clicked)
        self.new_point.returnPressed.connect(self._on_new_point_returned)
        self.notes.changed.connect(self._on_notes_changed)
        self.decided.changed.connect(self._on_decided_changed)
        self.add_step.clicked.connect(self.step_requested)
        self.to_plan.clicked.connect(self.plan_requested)
        self.typing.watch(self.notes.text, self.decided.text)
        self.typing.due.connect(self._on_typing_due)
        self.fold_below(FOLD_BELOW, self._columns)
        shortcut = QShortcut(QKeySequence("H"), self)
        # a shortcut belongs to its whole window by default, and a letter alone would be taken from every other page
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.hide_names.click)

    # showing

    def show_state(self, state: SessionPageState, mask: Mask, *, names_hidden: bool) -> None:
        """Show a session, its texts through ``mask``; fields that are being typed in keep their cursor.

        What can be typed in cannot be masked, or the mask would be saved: it is covered where it names somebody.
        """
        new = self._state is None or self._state.session.id != state.session.id
        if new:
            self.begin(state.session.id)
        self._state = state
        session = state.session
        self.hide_problem()
        self.title.setText(state.name)
        self.show_footnote(labels.origin(state.author, draft=state.draft))
        self._state_tag.setText(self.tr("going on") if session.state == "running" else self.tr("over"))
        self._state_tag.set_look("accent" if session.state == "running" else "plain")
        on = self.tr("Session of {0}")
        self._when.setText(on.format(labels.day(session.moment)) if session.moment else self.tr("Session"))
        self.hide_names.setText(self.tr("Show names") if names_hidden else self.tr("Hide names"))
        self.end.setText(self.tr("End the session") if session.state == "running" else self.tr("Summary"))
        self._show_agenda(tuple(replace(one, text=mask(one.text)) for one in state.agenda))
        self._show_findings(state.findings, names_hidden=names_hidden)
        self.notes.cover(covered=names_hidden)
        names_somebody = mask(session.decided) != session.decided
        self.decided.cover(covered=names_somebody)
        for name, field, kept in (
            ("notes", self.notes, session.notes),
            ("decided", self.decided, session.decided),
        ):
            field.set_text(self.typing.newest(name, kept))
        self._show_steps(replace(state, steps=tuple(replace(one, title=mask(one.title)) for one in state.steps)))
        self.others.show_state(state.others)
        self._set_order([row.id for row in state.findings])
        if new:
            beside = self.new_point if names_somebody else self.decided.text
            # a covered field is out of sight; the focus goes to the first one in which something can be typed
            (beside if names_hidden else self.notes.text).setFocus()

    def begin_point(self, form: KeptForm) -> None:
        """Show the point that was begun and not entered in this session."""
        self._drafting = drafted_anew(self._drafting, form, (self.new_point,), self)

    def _set_order(self, findings: list[str]) -> None:
        """Tab goes down the left column, then down the right one, whatever was made when."""
        order: list[QWidget] = [*(point.box for point in self._points), self.new_point]
        for finding in findings:
            order += [*self._views[finding].marks.buttons(), self._views[finding].reason.field]
        for field in (self.notes, self.decided):
            order += [*field.views.buttons(), field.text]
        keep_tab_order([*order, self.add_step, self.to_plan])

    def _show_agenda(self, points: tuple[AgendaPoint, ...]) -> None:
        # the rows are made anew, and the keyboard is to stay at the one it was on
        focused = next((at for at, one in enumerate(self._points) if one.box.hasFocus()), None)
        discard(self._points)
        self._points = [PointRow(self.theme, number, one) for number, one in enumerate(points)]
        for line in self._points:
            line.covered_changed.connect(self.point_covered)
            self._agenda.addWidget(line)
        self._no_points.setVisible(not points)
        if focused is not None and focused < len(self._points):
            self._points[focused].box.setFocus()

    def _show_findings(self, rows: tuple[FindingRow, ...], *, names_hidden: bool) -> None:
        self._no_findings.setVisible(not rows)
        gone = [one for finding, one in self._views.items() if finding not in {row.id for row in rows}]
        for view in gone:
            del self._views[view.finding]
        discard(gone)
        for at, one in enumerate(rows):
            if one.id not in self._views:
                view = FindingView(self.theme, one.id)
                view.marked.connect(self._on_finding_marked)
                view.reason_typed.connect(self._on_finding_reason_typed)
                self.typing.watch(view.reason.field)
                self._views[one.id] = view
            # one that has its place already is moved by this
            self._findings.insertWidget(at, self._views[one.id])
            kept = one.mark.reason if one.mark else ""
            reason = self.typing.newest(REASON + one.id, kept)
            self._views[one.id].show_row(one, reason, names_hidden=names_hidden)

    def _show_steps(self, state: SessionPageState) -> None:
        lines = []
        for step in state.steps:
            due = self.tr("due {0}").format(labels.near_day(step.due, state.today)) if step.due else ""
            lines.append(" · ".join(part for part in (step.title, due) if part))
        self._steps.setText("\n".join(lines) or self.tr("Steps added to the plan during the session are listed here."))
        self._steps.setProperty("look", "body" if lines else "muted")
        # a style sheet looks at properties when a widget is polished, not when one of them changes
        self._steps.style().polish(self._steps)

    def keep_reason(self, session: str, finding: str, reason: str) -> None:
        """Take back a reason that could not be saved."""
        self.keep(session, {REASON + finding: reason})

    def finding(self, finding: str) -> FindingView:
        """The view of a finding. Raises KeyError."""
        return self._views[finding]

    def points(self) -> list[PointRow]:
        """The points of the agenda on show."""
        return self._points

    # what the coach does

    @Slot(str, dict)
    def _on_typing_due(self, session: str, fields: dict[str, str]) -> None:
        # reasons and texts are saved in different tables, but typed within the same moment
        for name, reason in fields.items():
            if name.startswith(REASON):
                self.reasoned.emit(session, name.removeprefix(REASON), reason)
        texts = {name: text for name, text in fields.items() if not name.startswith(REASON)}
        if texts:
            self.written.emit(session, texts)

    @Slot(str)
    def _on_notes_changed(self, text: str) -> None:
        self.typing.typed("notes", text)

    @Slot(str)
    def _on_decided_changed(self, text: str) -> None:
        self.typing.typed("decided", text)

    @Slot(str, str)
    def _on_finding_reason_typed(self, finding: str, reason: str) -> None:
        self.typing.typed(REASON + finding, reason)

    @Slot(str, str)
    def _on_finding_marked(self, finding: str, mark: str) -> None:
        # the mark is kept with the reason that is on disk, so a newer one has to be there first
        self.save()
        self.marked.emit(finding, mark)

    @Slot()
    def _on_new_point_returned(self) -> None:
        if self.new_point.text().strip():
            self.point_added.emit(self.new_point.text())
            self.new_point.clear()
            # sent, so that it is no draft any more that would come back with the next opening
            if self._drafting is not None:
                self._drafting.drop()

    @Slot()
    def _on_end_clicked(self) -> None:
        self.save()
        self.end_requested.emit()

    @Slot()
    def _on_back_clicked(self) -> None:
        self.save()
        self.back_requested.emit()
