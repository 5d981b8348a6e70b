"""The import preview: who and what is in a data file, and what taking it in would change."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QProgressBar, QRadioButton, QWidget

from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.transfer.state import Counts, Group, PersonRow, PreviewState
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import Text

SIZE = (860, 660)


class PreviewDialog(Dialog):
    """Shows a file before anything changes; nothing is taken in before the button says so."""

    accept_requested = Signal(str)
    """Whose side counts where the two differ: ``here`` or ``file``."""

    def __init__(self, theme: Theme, state: PreviewState, parent: QWidget | None = None) -> None:
        """Show ``state``."""
        super().__init__(theme, self._heading(state), self.tr("Take it in"), SIZE, parent)
        self.setModal(True)
        self._state = state
        for part in self._build_parts():
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Taking the file in"))
        self.busy.setVisible(False)
        self.buttons.insertWidget(0, self.busy, 1)
        self.accept_button.clicked.connect(self._on_accept_button_clicked)
        self._settle()

    # what is in it

    def _heading(self, state: PreviewState) -> str:
        if state.has_changes:
            return self.tr("This is what would come in")
        if state.to_decide:
            return self.tr("Nothing in this file is new, but some of it differs")
        return self.tr("Everything in this file is here already")

    def _origin(self) -> str:
        words = self.tr("{0}, written on {1} by Next Rung {2}")
        return words.format(self._state.file, labels.day(self._state.made_at) or "–", self._state.app)

    def _build_parts(self) -> Iterator[QWidget]:
        yield Text(self._origin(), "muted")
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
        card = Card(self.theme, inset=True)
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
        self.accept_button.setEnabled(useful)
        self.accept_button.setVisible(self._state.has_changes or self._state.to_decide > 0)
        self.cancel_button.setText(self.tr("Cancel") if self.accept_button.isVisibleTo(self) else self.tr("Close"))

    @Slot()
    def _on_accept_button_clicked(self) -> None:
        self.accept_requested.emit("file" if self.file.isChecked() else "here")

    def show_busy(self, *, busy: bool) -> None:
        """Show that the file is being taken in; nothing can be pressed meanwhile."""
        self.busy.setVisible(busy)
        self.cancel_button.setEnabled(not busy)
        self.accept_button.setEnabled(not busy)

    def reject(self) -> None:
        """Leave without a change, unless the file is being taken in at this moment."""
        if self.cancel_button.isEnabled():
            super().reject()


def _cells(counts: Counts) -> tuple[str, ...]:
    """Numbers as they are shown; a dash for none."""
    numbers = (counts.added, counts.updated, counts.kept, counts.differs)
    return tuple(QLocale().toString(number) if number else "–" for number in numbers)
