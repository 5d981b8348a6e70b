"""The Help menu: the keys, what keeps the data safe, what the data file holds, and about the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from nextrung import __version__, resources
from nextrung.lazy import lazy
from nextrung.ui.shell.menus import Menus
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from nextrung import licences
    from nextrung.questionnaire.constants import Scoring
    from nextrung.ui.shell import explanations, keys
    from nextrung.ui.shell import sheet as shell_sheet
    from nextrung.ui.shell.sheet import SheetDialog
else:
    licences = lazy("nextrung.licences")
    explanations = lazy("nextrung.ui.shell.explanations")
    keys = lazy("nextrung.ui.shell.keys")
    shell_sheet = lazy("nextrung.ui.shell.sheet")


class Help(QObject):
    """Adds its commands to the Help menu and opens what they ask for."""

    def __init__(self, theme: Theme, menus: Menus, window: QMainWindow) -> None:
        """Add the commands."""
        super().__init__(window)
        self._theme = theme
        self._menus = menus
        self._window = window
        menus.add("help", "keys", self.tr("&Keys"), self.show_keys, keys="F1")
        menus.add("help", "keeping", self.tr("Keeping your data &safe"), self.show_keeping)
        menus.add("help", "tables", self.tr("&Tables of other tools"), self.show_tables)
        menus.add("help", "adverts", self.tr("&Job adverts"), self.show_adverts)
        menus.add("help", "evidence", self.tr("E&vidence"), self.show_evidence)
        menus.add("help", "replies", self.tr("What &others see, and who can read it"), self.show_replies)
        menus.add("help", "sharing", self.tr("&Between you and your coach"), self.show_sharing)
        menus.add("help", "data-file", self.tr("What the &data file holds"), self.show_data_file)
        menus.add("help", "question-changes", self.tr("What changed in the &questions"), self.show_question_changes)
        menus.add("help", "questionnaires", self.tr("Questionnai&res"), self.show_questionnaires)
        menus.add("help", "law", self.tr("Duties under AI &law, a dated note"), self.show_law)
        menus.add_separator("help")
        about = QAction.MenuRole.AboutRole
        menus.add("help", "about", self.tr("&About Next Rung"), self.show_about, role=about)

    @Slot()
    def show_keys(self) -> None:
        """Open the sheet of all keys."""
        sheet = self._sheet(self.tr("Keys"))
        commands = self._menus.commands()
        places = keys.of_places(self._window, commands)
        sheet.add_keys(self.tr("While answering"), keys.of_questions())
        sheet.add_keys(self.tr("Pages"), places)
        sheet.add_keys(self.tr("In sight now"), [one for one in keys.of_tooltips(self._window) if one not in places])
        sheet.add_keys(self.tr("Everywhere"), [one for one in keys.of_commands(commands) if one not in places])
        sheet.open_once()

    @Slot()
    def show_keeping(self) -> None:
        """Open what keeps the data safe, and what each of these things does not protect."""
        self._show_page(self.tr("Keeping your data safe"), resources.keeping().name)

    @Slot()
    def show_data_file(self) -> None:
        """Open what is known about the data file."""
        self._show_page(self.tr("What the data file holds"), "data-file.md")

    @Slot()
    def show_tables(self) -> None:
        """Open what comes in from the files of other tools, and how it is read."""
        self._show_page(self.tr("Tables of other tools"), "tables.md")

    @Slot()
    def show_adverts(self) -> None:
        """Open how job adverts are read, and how well that works."""
        self._show_page(self.tr("Job adverts"), "adverts.md")

    @Slot()
    def show_evidence(self) -> None:
        """Open what stands under Evidence, and what becomes of it."""
        self._show_page(self.tr("Evidence"), "evidence.md")

    @Slot()
    def show_replies(self) -> None:
        """Open how others are asked, what is shown of them, and who can read it."""
        self._show_page(self.tr("What others see, and who can read it"), "replies.md")

    @Slot()
    def show_sharing(self) -> None:
        """Open how results go to a coach and a plan comes back."""
        self._show_page(self.tr("Between you and your coach"), "sharing.md")

    @Slot()
    def show_question_changes(self) -> None:
        """Open what the newest version of the questionnaire asks otherwise, and why."""
        self._show_page(self.tr("What changed in the questions"), "questionnaire-changes.md")

    @Slot()
    def show_questionnaires(self) -> None:
        """Open which questionnaires there are, and where one's own lie."""
        self._show_page(self.tr("Questionnaires"), "questionnaires.md")

    @Slot()
    def show_law(self) -> None:
        """Open the dated note on duties under AI law, which the questions themselves leave out."""
        self._show_page(self.tr("Duties under AI law, a dated note"), "ai-law.md")

    def show_explanation(self, topic: str, scoring: Scoring) -> None:
        """Open how the numbers of a page are worked out."""
        title = self.tr("How is this worked out?")
        sheet = self._sheet(title)
        sheet.add_markdown(title, explanations.explanation(topic, scoring))
        sheet.open_once()

    @Slot()
    def show_about(self) -> None:
        """Open versions, licences and the purpose."""
        sheet = self._sheet(self.tr("About Next Rung"))
        version = self.tr("Version {0}, free software under the MIT licence").format(__version__)
        purpose = self.tr("Made for your own development. Not suitable for hiring, pay or promotion decisions.")
        sheet.column.addWidget(TextLabel(version))
        sheet.column.addWidget(TextLabel(purpose, "muted"))
        columns = (self.tr("Part"), self.tr("Version"), self.tr("Licence"))
        sheet.add_table(self.tr("Built with"), columns, parts())
        texts = self.tr("The licences are in full in {0}.").format(resources.assets("licences", "texts"))
        sheet.column.addWidget(TextLabel(texts, "muted"))
        sheet.open_once()

    def _show_page(self, title: str, file: str) -> None:
        sheet = self._sheet(title)
        sheet.add_markdown(title, resources.assets("help", file).read_text(encoding="utf-8"))
        sheet.open_once()

    def _sheet(self, title: str) -> SheetDialog:
        return shell_sheet.SheetDialog(self._theme, title, self._window)


def parts() -> list[tuple[str, str, str]]:
    """Name, version and licence of the parts of others that the program brings along."""
    return [(part.name, part.version, part.licence) for part in licences.bundled()]
