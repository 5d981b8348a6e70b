"""Restoring: pick a backup, see what is inside before anything changes, then bring it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.safety import words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace.safety import Backup, Inside

WIDTH, HEIGHT = 1080, 640
"""Width and height at a text size of 100 %."""
COLUMNS = (0.36, 0.24)
"""Parts of the width of the list for when and why; a day and its time stand in one line."""
FOLD_BELOW = 960
"""Width at a text size of 100 % under which the contents stand below the list: each needs half for its texts."""
IN_VIEW = 4
"""Rows of a list in view at the least; the others are scrolled, so that what is in a backup stays beside its row."""


class RestoreDialog(Dialog):
    """Shows the backups, and what is in the one that was picked."""

    picked = Signal(object)
    """The path of the file to look into."""
    file_requested = Signal()
    restore_requested = Signal()

    def __init__(self, theme: Theme, backups: Sequence[Backup], present: Inside, parent: QWidget | None = None) -> None:
        """Offer ``backups``, newest first; ``present`` is what the data holds now."""
        super().__init__(theme, self.tr("Restore a backup"), self.tr("Restore this one"), WIDTH, parent, height=HEIGHT)
        self._paths = tuple(backup.path for backup in backups)
        self._names = {one.path: f"{labels.moment(one.made_at)}, {words.reason(one.reason)}" for one in backups}
        self._looking_into: Path | None = None
        lead = self.tr("Now: {0}; newest entry {1}. It is backed up before anything changes.")
        self.column.addWidget(TextLabel(lead.format(words.holds(present.rows), words.newest(present)), "muted"))
        headings = (self.tr("Made"), self.tr("Why"), self.tr("Holds"))
        # with a parent, as a part without one would come up as a window
        self.table = TextTable(self.tr("Backups"), headings, self, texts=True, shares=COLUMNS, rows_in_view=IN_VIEW)
        self.table.setVisible(bool(backups))
        self.table.setObjectName("backups")
        self.table.set_rows([words.backup_row(backup) for backup in backups])
        self.none_yet = TextLabel(
            self.tr("There is no backup yet. The first one is made a moment after a start."), "body"
        )
        self.none_yet.setVisible(not backups)
        beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        beside.setSpacing(theme.space("l"))
        beside.addWidget(self.table, 7 if backups else 0)
        # without the alignment the card would be stretched to the height of the list
        beside.addWidget(self._build_inside(), 8, Qt.AlignmentFlag.AlignTop)
        self._beside = beside
        self.column.addWidget(self.none_yet)
        self.column.addLayout(beside, 1)
        self.other = Button(theme, self.tr("Choose another file…"))
        self.other.setObjectName("choose-file")
        # in a dialog Qt makes each button the default one while it has the focus, and Enter would press it
        self.other.setAutoDefault(False)
        self.lead_buttons_with(self.other, apart=True)
        self.accept_button.setEnabled(False)
        self.table.clicked.connect(self._on_table_clicked)
        self.table.row_picked.connect(self._on_table_row_picked)
        self.table.selectionModel().currentRowChanged.connect(self._on_table_current_row_changed)
        self.other.clicked.connect(self.file_requested)
        self.accept_button.clicked.connect(self.restore_requested)
        (self.table if backups else self.other).setFocus()

    def _build_inside(self) -> Card:
        card = Card(self.theme)
        self._heading = TextLabel("", "strong")
        self._summary = TextLabel("", "body")
        headings = (self.tr("Person"), self.tr("Assessments"), self.tr("Steps"), self.tr("Newest assessment"))
        self.people = TextTable(self.tr("People in the backup"), headings, words=(3,), rows_in_view=IN_VIEW)
        self.people.setObjectName("people-inside")
        for part in (self._heading, self._summary, self.people):
            card.body.addWidget(part)
        self._heading.setText(self.tr("Choose one to see what is inside"))
        self._summary.setText(self.tr("Nothing changes before you restore it."))
        self.people.setVisible(False)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Contents beside the list where there is room."""
        super().resizeEvent(event)
        narrow = self.width() < self.theme.em(FOLD_BELOW)
        directions = QBoxLayout.Direction
        self._beside.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        # side by side they share the width; one below the other, the list alone takes what height is left
        self._beside.setStretch(1, 0 if narrow else 8)

    # showing

    def show_looking(self, path: Path) -> None:
        """Say that a file is being looked into; nothing can be restored meanwhile."""
        self._looking_into = path
        self.show_problem("")
        if path not in self._paths:
            # a list that takes the focus makes its first row the current one, and that would be looked into instead
            self.other.setFocus()
            self.table.selectionModel().clear()
        self.accept_button.setEnabled(False)
        self.people.setVisible(False)
        self._heading.setText(self._names.get(path, path.name))
        self._summary.setText(self.tr("Looking inside…"))

    def show_inside(self, path: Path, inside: Inside, pseudonyms: Mapping[str, str] | None = None) -> None:
        """Show what a file holds, with ``pseudonyms`` by id while names are hidden; it can be restored now."""
        self._heading.setText(self._names.get(path, path.name))
        summary = self.tr("It holds {0}; newest entry {1}.")
        self._summary.setText(summary.format(words.holds(inside.rows), words.newest(inside)))
        self.people.set_rows(words.people_rows(inside, self.tr("You"), self.tr("none yet"), pseudonyms))
        self.people.setVisible(bool(inside.people))
        self.people.setMaximumHeight(self.people.minimumHeight())  # known once it is shown
        self.accept_button.setEnabled(True)

    def show_restoring(self) -> None:
        """Say that it is being restored; nothing else can be asked for meanwhile."""
        self._summary.setText(self.tr("Backing up what is there now, then restoring…"))
        for control in (self.accept_button, self.cancel_button, self.table, self.other):
            control.setEnabled(False)

    def reject(self) -> None:
        """Stay open while it is being restored."""
        if self.cancel_button.isEnabled():
            super().reject()

    def show_refused(self, message: str) -> None:
        """Say why the file that was looked into cannot be restored."""
        self._heading.setText(self.tr("This file cannot be restored"))
        self._summary.setText(self.tr("Nothing was changed."))
        self.people.setVisible(False)
        self.accept_button.setEnabled(False)
        for control in (self.cancel_button, self.table, self.other):
            control.setEnabled(True)
        self.show_problem(message)

    # what happens

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the table picks; it restores nothing before something was looked into."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        # what the table leaves of Enter reaches the dialog, which would press its default button
        if enter and not self.accept_button.isEnabled():
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_table_clicked(self, index: QModelIndex) -> None:
        self._pick(index.row())

    @Slot(int)
    def _on_table_row_picked(self, at: int) -> None:
        self._pick(at)

    @Slot(QModelIndex, QModelIndex)
    def _on_table_current_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid():
            return
        if not self.table.selectionModel().isRowSelected(current.row()):  # the focus alone makes a row the current one
            self.table.selectRow(current.row())
        self._pick(current.row())

    def _pick(self, at: int) -> None:
        # a click makes a row the current one too, and a file is to be looked into once
        if 0 <= at < len(self._paths) and self._looking_into != self._paths[at]:
            self.picked.emit(self._paths[at])
