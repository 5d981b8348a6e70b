"""The import preview: who and what is in a data file, and what taking it in would change."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLocale, QSize, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QDialog, QProgressBar, QRadioButton, QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.transfer.state import Counts, Group, PersonRow, PreviewState
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.page import ScrollBody
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import Text

WIDTH = 820
HEIGHT = 640


class PreviewDialog(QDialog):
    """Shows a file before anything changes; nothing is taken in before the button says so."""

    accept_requested = Signal(str)
    """Whose side counts where the two differ: ``here`` or ``file``."""

    def __init__(self, theme: Theme, state: PreviewState, parent: QWidget | None = None) -> None:
        """Show ``state``."""
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(self.tr("Import"))
        self.setModal(True)
        size = QSize(theme.em(WIDTH), theme.em(HEIGHT))
        self.resize(size.boundedTo(parent.window().size()) if parent else size)
        self._theme = theme
        self._state = state
        body = ScrollBody(theme)
        body.column.setContentsMargins(0, 0, theme.space("m"), 0)
        for part in self._build_parts():
            body.column.addWidget(part)
        body.column.addStretch(1)
        self._problem = Text("", "problem")
        self._problem.setVisible(False)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Taking the file in"))
        self.busy.setVisible(False)
        self.cancel = Button(theme, self.tr("Cancel"))
        self.cancel.setObjectName("import-cancel")
        self.cancel.setAutoDefault(False)
        self.take = Button(theme, self.tr("Take it in"), "primary")
        self.take.setObjectName("import-accept")
        self.take.setDefault(True)
        layout = QVBoxLayout(self)
        space = theme.space("xl")
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(theme.space("m"))
        layout.addWidget(Text(self._heading(), "heading"))
        layout.addWidget(Text(self._origin(), "muted"))
        layout.addWidget(body, 1)
        layout.addWidget(self._problem)
        layout.addWidget(self.busy)
        layout.addLayout(row(None, self.cancel, self.take, spacing=theme.space("s")))
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self._on_take_clicked)
        self._settle()
        announce(self, self._heading())

    # what is in it

    def _heading(self) -> str:
        if self._state.has_changes:
            return self.tr("This is what would come in")
        return (
            self.tr("Everything in this file is here already")
            if not self._state.to_decide
            else self.tr("Nothing in this file is new, but some of it differs")
        )

    def _origin(self) -> str:
        words = self.tr("{0}, written on {1} by Next Rung {2}")
        return words.format(self._state.file, labels.day(self._state.made_at) or "–", self._state.app)

    def _build_parts(self) -> Iterator[QWidget]:
        yield self._build_people()
        yield self._build_groups()
        if self._state.pay != "none":
            yield Text(self._pay_words(), "muted")
        self.here = QRadioButton(self.tr("Keep what is here"))
        self.file = QRadioButton(self.tr("Take what is in the file"))
        if self._state.to_decide:
            yield self._build_choice()
        yield Text(self._rules(), "small")

    def _build_people(self) -> TextTable:
        headings = (self.tr("Person"), self.tr("Assessments"), *self._count_headings())
        self.people = TextTable(self.tr("The people in this file"), headings)
        self.people.set_rows([self._person_cells(person) for person in self._state.people])
        return self.people

    def _build_groups(self) -> TextTable:
        headings = (self.tr("What is in it"), *self._count_headings())
        self.groups = TextTable(self.tr("What is in this file"), headings)
        self.groups.set_rows([(self._group_name(group), *_cells(counts)) for group, counts in self._state.groups])
        self.groups.setVisible(bool(self._state.groups))
        return self.groups

    def _count_headings(self) -> tuple[str, str, str, str]:
        return (self.tr("New"), self.tr("Updated"), self.tr("Here already"), self.tr("Differs"))

    def _person_cells(self, person: PersonRow) -> tuple[str, ...]:
        name = person.name or self.tr("Without a name")
        if person.name_here:
            name = self.tr("{0} (here: {1})").format(name, person.name_here)
        elif not person.known:
            name = self.tr("{0} · new here").format(name)
        return (name, self._assessments(person), *_cells(person.counts))

    def _assessments(self, person: PersonRow) -> str:
        if person.first is None or person.last is None:
            return "–"
        first, last = labels.day(person.first), labels.day(person.last)
        days = first if first == last else self.tr("{0} to {1}").format(first, last)
        return self.tr("{0} · {1}").format(QLocale().toString(person.assessments), days)

    def _group_name(self, group: Group) -> str:
        words: dict[Group, str] = {
            "people": self.tr("People and their tags"),
            "assessments": self.tr("Assessments"),
            "answers": self.tr("Answers"),
            "plan": self.tr("Plan steps and evidence"),
            "pay": self.tr("Own targets and pay figures"),
            "coaching": self.tr("Sessions and coach ratings"),
        }
        return words[group]

    def _pay_words(self) -> str:
        return {
            "new": self.tr("Newer pay data come along."),
            "same": self.tr("The pay data in it are those in use here."),
            "stays": self.tr("There are other pay data in it; those that are in use here stay."),
            "unfit": self.tr("The pay data in it do not fit this version, so they stay out."),
        }[self._state.pay]

    def _build_choice(self) -> Card:
        card = Card(self._theme, inset=True)
        words = self.tr(
            "%n thing(s) were changed on both sides, and nothing tells which is right.", "", self._state.to_decide
        )
        card.body.addWidget(Text(words, "strong"))
        self._sides = QButtonGroup(self)
        self.here.setObjectName("import-here")
        self.file.setObjectName("import-file")
        self.here.setChecked(True)
        for button in (self.here, self.file):
            self._sides.addButton(button)
            card.body.addWidget(button)
        self._sides.buttonClicked.connect(self._settle)
        return card

    def _rules(self) -> str:
        return self.tr(
            "What is new is added. An open assessment takes the later answer to each question, and a finished one "
            "stays as it was finished. Nothing that is here is removed, and taking a file in twice changes nothing."
        )

    # what happens

    @Slot()
    def _settle(self) -> None:
        """Offer what there is to do: nothing but closing when nothing would change."""
        useful = self._state.has_changes or (self._state.to_decide > 0 and self.file.isChecked())
        self.take.setEnabled(useful)
        self.take.setVisible(self._state.has_changes or self._state.to_decide > 0)
        self.cancel.setText(self.tr("Cancel") if self.take.isVisibleTo(self) else self.tr("Close"))

    @Slot()
    def _on_take_clicked(self) -> None:
        self.accept_requested.emit("file" if self.file.isChecked() else "here")

    def show_busy(self, *, busy: bool) -> None:
        """Show that the file is being taken in; nothing can be pressed meanwhile."""
        self.busy.setVisible(busy)
        self.cancel.setEnabled(not busy)
        self.take.setEnabled(not busy)

    def show_problem(self, message: str) -> None:
        """Say what could not be done."""
        self.show_busy(busy=False)
        self._problem.setText(message)
        self._problem.setVisible(True)
        announce(self, message)

    def reject(self) -> None:
        """Leave without a change, unless the file is being taken in at this moment."""
        if self.cancel.isEnabled():
            super().reject()


def _cells(counts: Counts) -> tuple[str, ...]:
    """Numbers as they are shown; a dash for none."""
    numbers = (counts.added, counts.updated, counts.kept, counts.differs)
    return tuple(QLocale().toString(number) if number else "–" for number in numbers)
