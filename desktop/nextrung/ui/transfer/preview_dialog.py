"""The import preview: who and what is in a data file, and what taking it in would change."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QProgressBar, QRadioButton, QVBoxLayout, QWidget

from nextrung.shown import beginning
from nextrung.ui import labels
from nextrung.ui.sharing.arrival_part import ArrivalPart
from nextrung.ui.theme.theme import Theme
from nextrung.ui.transfer.state import Group, ImportCounts, ImportPersonRow, PreviewState
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.rows_table import RowsTable
from nextrung.ui.widgets.text import TextLabel

WIDTH = 860
"""At a text size of 100 %."""
LONGEST_NAME = 36
"""Characters of a name in the table."""


class PreviewDialog(Dialog):
    """Shows a file before anything changes; nothing is taken in before the button says so."""

    accept_requested = Signal(str)
    """Whose side counts where the two differ: ``here`` or ``file``."""
    restore_requested = Signal()
    """The file is to take the place of what is here instead."""

    def __init__(
        self, theme: Theme, state: PreviewState, parent: QWidget | None = None, *, restorable: bool = False
    ) -> None:
        """Show ``state``; what is ``restorable`` could also take the place of what is here."""
        super().__init__(theme, self._heading(state), self.tr("Import"), WIDTH, parent)
        # nothing may change here while the preview says what would change
        self.setModal(True)
        self._state = state
        self._restorable = restorable
        self.restore_button = Button(theme, self.tr("Restore it instead…"), parent=self)
        self.restore_button.setObjectName("import-restore")
        # in a dialog Qt makes each button the default one while it has the focus; Enter must never restore
        self.restore_button.setAutoDefault(False)
        self.restore_button.setVisible(restorable)
        self.restore_button.clicked.connect(self.restore_requested)
        for part in self._build_parts():
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.busy = QProgressBar()
        # a range of nothing makes a bar that moves without a share: how long it takes is not known
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Taking the file in"))
        self.busy.setVisible(False)
        self.buttons.insertWidget(0, self.busy, 1)
        self.lead_buttons_with(self.restore_button, apart=True)
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
        yield TextLabel(self._origin(), "muted")
        if self._state.arrival is not None:
            yield ArrivalPart(self.theme, self._state.arrival, self._state.arrival.name)
        if self._state.groups:
            yield self._build_groups()
        if self._state.pay != "none":
            yield TextLabel(self._pay_words(), "muted")
        # both are made even where nothing differs, since what is asked of them then is whether they are checked
        self.here = QRadioButton(self.tr("Keep what is here"))
        self.file = QRadioButton(self.tr("Take what is in the file"))
        if self._state.to_decide:
            yield self._build_choice()
        if self._state.people:
            yield self._build_people()
        yield TextLabel(self._rules(), "small")
        if self._restorable:
            yield TextLabel(self._restoring(), "small")

    def _build_people(self) -> QWidget:
        headings = (self.tr("Person"), self.tr("Assessments"), *self._count_headings())
        caption = self.tr("How many entries each person has: themselves, assessments, answers and all else")
        self.people = RowsTable(caption, headings, words=(1,))
        self.people.set_rows([self._person_cells(person) for person in self._state.people])
        return self._captioned(caption, self.people)

    def _build_groups(self) -> QWidget:
        headings = (self.tr("Kind of entry"), *self._count_headings())
        caption = self.tr("How many entries of each kind are in the file")
        self.groups = RowsTable(caption, headings)
        self.groups.set_rows([(self._group_name(group), *self._cells(counts)) for group, counts in self._state.groups])
        return self._captioned(caption, self.groups)

    def _captioned(self, caption: str, table: RowsTable) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.space("s"))
        column.addWidget(TextLabel(caption, "strong"))
        column.addWidget(table)
        return part

    def _count_headings(self) -> tuple[str, ...]:
        words = (self.tr("New"), self.tr("Updated"), self.tr("Here already"), self.tr("Differs"))
        return self._that_count(words)

    def _cells(self, counts: ImportCounts) -> tuple[str, ...]:
        """Numbers as they are shown; a dash for none."""
        number = QLocale().toString
        return self._that_count(tuple(number(count) if count else "–" for count in counts.in_order))

    def _that_count(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """The cells of the columns in which there is anything at all."""
        return tuple(cell for cell, total in zip(cells, self._state.counts.in_order, strict=True) if total)

    def _person_cells(self, person: ImportPersonRow) -> tuple[str, ...]:
        name = beginning(person.name, LONGEST_NAME) or self.tr("Without a name")
        if person.name_here:
            name = self.tr("{0} (here: {1})").format(name, beginning(person.name_here, LONGEST_NAME))
        elif not person.known:
            name = self.tr("{0} · new here").format(name)
        return (name, self._assessments(person), *self._cells(person.counts))

    def _assessments(self, person: ImportPersonRow) -> str:
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
            "views": self.tr("Views of others"),
            "shares": self.tr("Until when it is shared"),
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
        words = self.tr("Changed on both sides, with nothing to tell which is right: {0}. Which side counts there?")
        card.body.addWidget(TextLabel(words.format(QLocale().toString(self._state.to_decide)), "strong"))
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

    def _restoring(self) -> str:
        return self.tr(
            "This file is a whole database of Next Rung, such as a backup. It can also be restored: then it takes the "
            "place of everything that is here, which is backed up before."
        )

    # what happens

    @Slot()
    def _settle(self) -> None:
        """Offer what there is to do: nothing but closing when nothing would change."""
        useful = self._state.has_changes or (self._state.to_decide > 0 and self.file.isChecked())
        self.accept_button.setEnabled(useful)
        self.accept_button.setVisible(self._state.has_changes or self._state.to_decide > 0)
        # ``isVisible`` is false for everything while the dialog itself is not shown yet
        self.cancel_button.setText(self.tr("Cancel") if self.accept_button.isVisibleTo(self) else self.tr("Close"))

    @Slot()
    def _on_accept_button_clicked(self) -> None:
        self.accept_requested.emit("file" if self.file.isChecked() else "here")

    def show_busy(self, *, busy: bool) -> None:
        """Show that the file is being taken in; nothing can be pressed meanwhile."""
        self.busy.setVisible(busy)
        self.cancel_button.setEnabled(not busy)
        self.accept_button.setEnabled(not busy)
        self.restore_button.setEnabled(not busy)

    def reject(self) -> None:
        """Leave without a change, unless the file is being taken in at this moment."""
        # Esc and the close button come here too; a merge that has begun runs to its end
        if self.cancel_button.isEnabled():
            super().reject()
