"""Says why the program cannot start, what is kept, and what can be done about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace.recovery import why_not_here

WIDTH = 600


class StartProblem(Dialog):
    """Offers to try again, to choose another folder, or to quit; ``folder`` is the one that was chosen."""

    def __init__(self, theme: Theme, problem: str, parent: QWidget | None = None) -> None:
        """Show the problem."""
        super().__init__(theme, self.tr("Next Rung cannot start"), self.tr("Try again"), WIDTH, parent)
        self.folder: Path | None = None
        self.column.addWidget(TextLabel(problem, "strong"))
        kept = self.tr("Nothing was changed: what you saved before is where it was.")
        ways = self.tr(
            "You can also choose a folder with data of Next Rung, or an empty one; it is used this time only."
        )
        for text in (kept, ways):
            self.column.addWidget(TextLabel(text, "muted"))
        self.column.addStretch(1)
        self.choose_button = Button(theme, self.tr("Choose a folder…"))
        self.choose_button.setObjectName("start-folder")
        # in a dialog Qt makes each button the default one while it has the focus, and Enter would press it
        self.choose_button.setAutoDefault(False)
        self.lead_buttons_with(self.choose_button)
        self.cancel_button.setText(self.tr("Quit"))
        self.choose_button.clicked.connect(self._on_choose_clicked)
        self.accept_button.clicked.connect(self.accept)

    @Slot()
    def _on_choose_clicked(self) -> None:
        found = QFileDialog.getExistingDirectory(self, self.tr("Where the data lies"), str(Path.home()))
        if found:
            self.take_folder(Path(found))

    def take_folder(self, folder: Path) -> None:
        """Go on with a folder, if it can hold the data; else say why it cannot."""
        problem = why_not_here(folder)
        self.show_problem(problem)
        if not problem:
            self.folder = folder
            self.accept()


def ask_plainly(problem: str) -> bool:
    """The same where the files that windows are styled with cannot be read; True to try again."""
    box = QMessageBox(QMessageBox.Icon.Critical, "Next Rung", problem)
    tr = QCoreApplication.translate
    box.setInformativeText(tr("StartProblem", "Nothing was changed: what you saved before is where it was."))
    again = box.addButton(tr("StartProblem", "Try again"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(tr("StartProblem", "Quit"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    # for buttons of one's own ``exec`` returns a number without a meaning
    return box.clickedButton() is again
