"""A table before anything of it is kept: how it is read, what its columns mean, and every row as it would come in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from nextrung.intake.encodings import OFFERED
from nextrung.tables.delimited import DELIMITERS
from nextrung.tables.outcome import short
from nextrung.ui import labels
from nextrung.ui.tables import words
from nextrung.ui.tables.parts import ComingTable, MeaningList
from nextrung.ui.tables.state import ComingRow, PageKind, TableState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.field import Field
from nextrung.ui.widgets.folding import FoldingRow
from nextrung.ui.widgets.inputs import DayLine
from nextrung.ui.widgets.page import Page, dropped_files
from nextrung.ui.widgets.text import Caption, TextLabel

LINE_SHOWN = 18
"""Letters of a line by which the row of the headings is chosen: all of them fit at a text size of 200 %."""


class TablePage(Page):
    """Asks for a table, shows what it holds, and takes in what is ticked only when told so."""

    back_requested = Signal()
    file_requested = Signal()
    paste_requested = Signal()
    template_requested = Signal()
    """A spreadsheet to fill in is wanted."""
    file_dropped = Signal(str)
    accepted = Signal()
    setting_changed = Signal(str, str)
    """How the table is read was changed: which setting, and what was chosen."""
    column_changed = Signal(int, str)
    """A column was given a field."""
    answered = Signal(str, str)
    """A question was answered: its id, and what was chosen."""

    def __init__(self, theme: Theme, kind: PageKind, parent: QWidget | None = None) -> None:
        """Build the page empty."""
        super().__init__(theme, "", parent)
        self.setAcceptDrops(True)
        self.kind = kind
        self._state: TableState | None = None
        self.title.setText(self._title())
        self.under_title.addWidget(TextLabel(self._about(), "muted"), 1)
        self.back = self.way_back("back-from-table", tip=self.tr("Back without taking anything in (Esc)"))
        self.choose = Button(theme, self.tr("Choose a file…"))
        self.choose.setObjectName("choose-table-file")
        self.paste = Button(theme, self.tr("Paste a table"), "link")
        self.paste.setObjectName("paste-table")
        self.template = Button(theme, self.tr("Save a template…"), "link")
        self.template.setObjectName("framework-template")
        # beside the title, as the rows that it takes in may be more than a screen
        self.accept = Button(theme, "", "primary")
        self.accept.setObjectName("accept-table")
        for way in (self.template, self.paste) if kind == "questionnaire" else (self.paste,):
            self.under_title.addWidget(way)
        self.set_actions(self.back, self.choose, self.accept)
        self.column.addWidget(self._build_reading())
        headings = (self.tr("Column in the file"), self.tr("For example"), self.tr("Means"))
        self.columns = MeaningList(theme, "column-field", self.tr("What the columns mean"), headings)
        asked = (self.tr("Question"), self.tr("Answer"))
        self.questions = MeaningList(theme, "table-answer", self.tr("What only you know"), asked)
        self.questions.body.insertWidget(
            1, TextLabel(self.tr("Rows that wait for an answer stay out until it is given."), "muted")
        )
        # before what was found out from the file: without them no row, or the wrong one, comes in
        self.column.addWidget(self.questions)
        self.column.addWidget(self.columns)
        self.column.addWidget(self._build_rows(), 1)
        self.column.addStretch(0)
        self.back.clicked.connect(self.back_requested)
        self.choose.clicked.connect(self.file_requested)
        self.template.clicked.connect(self.template_requested)
        self.paste.clicked.connect(self.paste_requested)
        self.accept.clicked.connect(self.accepted)
        self.columns.chosen.connect(self.column_changed)
        self.questions.chosen.connect(self._on_questions_chosen)
        self.preview.rows.ticked.connect(self._on_rows_ticked)
        self.show_state(None)

    def _title(self) -> str:
        return {
            "people": self.tr("Add people from a file"),
            "pay": self.tr("Add pay from a file"),
            "answers": self.tr("Take in answers from a file"),
            "questionnaire": self.tr("Add a questionnaire from a file"),
        }[self.kind]

    def _about(self) -> str:
        return {
            "people": self.tr(
                "Contacts or a list of any tool: CSV, text, Excel, OpenDocument or vCard, chosen, dropped or pasted."
                " Only a name is needed."
            ),
            "pay": self.tr(
                "Offers, a survey or published pay: CSV, text, Excel or OpenDocument, chosen, dropped or pasted."
            ),
            "answers": self.tr(
                "A filled spreadsheet, an answers file, or the answers of many people out of a survey tool. Nothing is"
                " kept before you have seen it."
            ),
            "questionnaire": self.tr(
                "Areas, skills and the texts of their levels out of a spreadsheet, JSON, O*NET, SFIA or LimeSurvey,"
                " or a questionnaire that was saved as one file. It comes in as a draft that can be taken and edited."
            ),
        }[self.kind]

    # building

    def _build_reading(self) -> Card:
        self._reading = Card(self.theme)
        self._how = TextLabel("", "strong")
        self._example = TextLabel("", "muted")
        self._fields: dict[str, Field] = {}
        line = FoldingRow()
        line.setSpacing(self.theme.space("s"))
        for name, caption in (
            ("encoding", self.tr("Encoding")),
            ("delimiter", self.tr("Between cells")),
            ("sheet", self.tr("Sheet")),
            ("header", self.tr("Headings")),
            ("decimal", self.tr("Decimal sign")),
            ("dates", self.tr("Dates")),
            ("names", self.tr("Names")),
            ("order", self.tr("Levels in the file")),
        ):
            field = Field(self.theme, caption, f"table-{name}", whole=True)
            field.box.activated.connect(self._on_setting_activated)
            self._fields[name] = field
            line.addWidget(field)
        self._reading.body.addWidget(self._how)
        self._reading.body.addWidget(self._example)
        self.day = DayLine()
        self.day.setObjectName("table-day")
        self.day.setAccessibleName(self.tr("Date of the figures"))
        self.day.editingFinished.connect(self._on_day_edited)
        self._day_row = QWidget()
        days = row(Caption(self.tr("Date of the figures"), self.day), self.day, None, spacing=self.theme.space("s"))
        days.setContentsMargins(0, 0, 0, 0)
        self._day_row.setLayout(days)
        self._reading.body.addLayout(line)
        self._reading.body.addWidget(self._day_row)
        return self._reading

    def _build_rows(self) -> Card:
        self._card = Card(self.theme)
        self._words = TextLabel("", "strong")
        self._notes = TextLabel("", "small")
        self.preview = ComingTable(self.theme)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(self.tr("Working"))
        for part in (self._words, self._notes, self._busy):
            self._card.body.addWidget(part)
        self._card.body.addWidget(self.preview, 1)
        return self._card

    # showing

    def show_state(self, state: TableState | None) -> None:
        """Show what a table holds; None before there is one."""
        self._state = state
        self._busy.setVisible(False)
        rows = state.rows if state else ()
        self.preview.rows.show_rows(words.headings(self.kind), rows, state.filled if state else ())
        self.preview.fit_columns()
        self.preview.setVisible(bool(rows))
        # without a current row Space would have nothing to act on
        self.preview.selectRow(0)
        self._show_reading(state)
        self._show_columns(state)
        self._show_questions(state)
        notes = [*state.notes] if state else []
        if state and state.left_out:
            notes.append(self.tr("Left out: {0}").format(", ".join(state.left_out)))
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        refused = state.refused if state else ""
        self._card.setVisible(not refused)
        self._on_rows_ticked()
        if refused:
            self.show_problem(refused)
        else:
            self.hide_problem()
            announce(self, self._words.text())

    def _show_reading(self, state: TableState | None) -> None:
        read = state is not None and bool(state.columns)
        self._reading.setVisible(read)
        if state is None or not read:
            return
        layout = self.tr("in the layout of {0}").format(state.layout) if state.layout else self.tr("in no known layout")
        self._how.setText(self.tr("{0}, {1}").format(state.file or self.tr("The pasted table"), layout))
        guessed = self.tr("The encoding is a guess. Line {0} reads: {1}").format(state.line, state.example)
        self._example.setText(guessed if state.guessed else self.tr("Line {0}: {1}").format(state.line, state.example))
        self._example.setVisible(bool(state.example))
        encodings = [*OFFERED.items()]
        # what the file is read with may be none of those on offer, and still has to be shown
        if state.encoding not in OFFERED:
            encodings.append((state.encoding, state.encoding))
        self._offer("encoding", encodings, state.encoding, shown=bool(state.encoding))
        signs = [(sign, words.delimiter(sign)) for sign in dict.fromkeys((*DELIMITERS, state.delimiter))]
        self._offer("delimiter", signs, state.delimiter, shown=bool(state.delimiter))
        self._offer("sheet", [(one, one) for one in state.sheets], state.sheet, shown=len(state.sheets) > 1)
        rows = [
            (str(number), self.tr("row {0}: {1}").format(number, short(line, LINE_SHOWN)))
            for number, line in state.lines
        ]
        if self.kind != "questionnaire":
            rows.append(("0", self.tr("no headings")))
        self._offer("header", rows, str(state.header), shown=len(rows) > 1)
        told = self.tr("as found")
        decimals = [("", told), (".", self.tr("point")), (",", self.tr("comma"))]
        self._offer("decimal", decimals, state.wishes.decimal, shown=self.kind == "pay")
        orders = [("", told), ("dmy", self.tr("day first")), ("mdy", self.tr("month first"))]
        self._offer("dates", orders, state.wishes.dates, shown=self.kind in ("pay", "answers"))
        self._day_row.setVisible(bool(state.wishes.day) or any(one.id == "day" for one in state.questions))
        self.day.show_day(state.wishes.day)
        levels = [
            ("", told),
            ("lowest-first", self.tr("the lowest first")),
            ("highest-first", self.tr("the highest first")),
        ]
        self._offer("order", levels, state.order or "", shown=state.order is not None)
        names = [("first_last", self.tr("first, last")), ("last_first", self.tr("last, first"))]
        both = {column.field for column in state.columns} >= {"first_name", "last_name"}
        self._offer("names", names, state.wishes.name_order, shown=self.kind == "people" and both)

    def _offer(self, name: str, entries: list[tuple[str, str]], chosen: str, *, shown: bool) -> None:
        self._fields[name].offer(entries, chosen)
        self._fields[name].setVisible(shown)

    def _show_columns(self, state: TableState | None) -> None:
        columns = state.columns if state else ()
        self.columns.setVisible(bool(columns))
        fields = ("", *state.fields) if state else ()
        asked = state.asked if state else {}
        choices = [(field, words.field(field, asked)) for field in fields]
        lines = [
            (column.heading or self.tr("without a heading"), column.example, words.field(column.field, asked))
            for column in columns
        ]
        self.columns.show_lines(lines, [choices] * len(lines), [column.field for column in columns])

    @property
    def has_questions(self) -> bool:
        """Whether something is to be answered before all rows can be taken in."""
        return self._state is not None and any(one.choices for one in self._state.questions)

    def _show_questions(self, state: TableState | None) -> None:
        asked = [one for one in state.questions if one.choices] if state else []
        self.questions.setVisible(bool(asked))
        one, many = self.tr("1 question to answer first"), self.tr("{0} questions to answer first")
        self.questions.words.setText(labels.counted(len(asked), one, many))
        lines = [(one.text, self.tr("not said yet")) for one in asked]
        # a thousand questions share one list of people, which is made once
        shared = {id(one.choices): (("", self.tr("not said yet")), *one.choices) for one in asked}
        self.questions.show_lines(lines, [shared[id(one.choices)] for one in asked], [""] * len(lines))

    @property
    def is_busy(self) -> bool:
        """Whether a table is being read or taken in."""
        # ``isVisible`` is false for every part while the page itself is not shown
        return self._busy.isVisibleTo(self)

    def show_busy(self) -> None:
        """Say that the file is being read, or its rows taken in."""
        self.hide_problem()
        self._card.show()
        self._busy.setVisible(True)
        self.accept.setEnabled(False)

    def show_problem(self, message: str) -> None:
        """Say what could not be done; what is shown stays."""
        self._busy.setVisible(False)
        # it was shown for the bar; without rows there is nothing else in it
        self._card.setVisible(bool(self.preview.rows.rows))
        self._on_rows_ticked()
        super().show_problem(message)

    # what happens

    @Slot()
    def _on_rows_ticked(self) -> None:
        rows, taken = self.preview.rows.rows, len(self.preview.rows.taken)
        waiting = self.has_questions
        offered = waiting or any(one.can for one in rows)
        self.accept.setVisible(offered)
        # until there is something to take in, a file is the next step
        set_styled(self.choose, "kind", "plain" if offered else "primary")
        self.accept.setEnabled(taken > 0)
        # to answer is the next thing to do, and what is taken in before that lacks the rows that wait for it
        set_styled(self.accept, "kind", "plain" if waiting else "primary")
        self.accept.setToolTip(self.tr("Rows that wait for an answer stay out.") if waiting else "")
        self.accept.setText(self._accept_words(taken))
        self._words.setText(self._sentence(rows, taken) if rows else self.tr("What the file holds will be shown here."))

    def _accept_words(self, taken: int) -> str:
        if not taken and self.has_questions:
            return self.tr("Nothing to take in yet")
        if self.kind == "pay":
            return labels.counted(taken, self.tr("Add pay of 1 row"), self.tr("Add pay of {0} rows"))
        if self.kind == "answers":
            return labels.counted(taken, self.tr("Take in 1 assessment"), self.tr("Take in {0} assessments"))
        if self.kind == "questionnaire":
            one = self.tr("Add the questionnaire with 1 item")
            return labels.counted(taken, one, self.tr("Add the questionnaire with {0} items"))
        return labels.counted(taken, self.tr("Add 1 person"), self.tr("Add {0} people"))

    def _sentence(self, rows: Sequence[ComingRow], taken: int) -> str:
        one = {
            "people": self.tr("1 person can be added."),
            "pay": self.tr("Pay of 1 row can be added."),
            "answers": self.tr("1 assessment can be taken in."),
            "questionnaire": self.tr("1 item can be asked."),
        }
        many = {
            "people": self.tr("{0} people can be added."),
            "pay": self.tr("Pay of {0} rows can be added."),
            "answers": self.tr("{0} assessments can be taken in."),
            "questionnaire": self.tr("{0} items can be asked."),
        }
        can = labels.counted(taken, one[self.kind], many[self.kind])
        out = len(rows) - taken
        if not out:
            return f"{can} {self.tr('Nothing was added yet.')}"
        one_out = self.tr("1 row stays out; it is named below.")
        stays = labels.counted(out, one_out, self.tr("{0} rows stay out; they are named below."))
        return f"{can} {stays} {self.tr('Nothing was added yet.')}"

    @Slot(int)
    def _on_setting_activated(self, _at: int) -> None:
        for name, field in self._fields.items():
            # one slot for all choices: which of them it was says what is set
            if field.box is self.sender():
                self.setting_changed.emit(name, field.chosen())

    @Slot()
    def _on_day_edited(self) -> None:
        # the signal comes when the field is left too, whether its text is another or not
        if self._state is not None and self.day.day_text() != self._state.wishes.day:
            self.setting_changed.emit("day", self.day.day_text())

    @Slot(int, str)
    def _on_questions_chosen(self, line: int, value: str) -> None:
        asked = [one for one in self._state.questions if one.choices] if self._state else []
        if line < len(asked) and value:
            self.answered.emit(asked[line].id, value)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if event.mimeData().hasUrls():
            # accepted on entering, or Qt sends no drop
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        paths = dropped_files(event)
        if paths:
            self.file_dropped.emit(paths[0])
        event.acceptProposedAction()
