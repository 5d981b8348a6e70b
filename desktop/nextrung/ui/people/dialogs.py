"""The small form for a person: name, occupation, tags, and the role they compare with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from nextrung.people.person import LONGEST_NAME, LONGEST_OCCUPATION, Person, PersonFields
from nextrung.questionnaire.model import Role
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.form import FormDialog


class PersonDialog(FormDialog):
    """Asks about a person; only the name is needed."""

    fields_given = Signal(PersonFields)

    def __init__(
        self,
        theme: Theme,
        person: Person | None,
        roles: Sequence[Role],
        tags: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """Ask about a new person (None) or change one; ``tags`` are those in use."""
        title = self.tr("Add a person") if person is None else self.tr("Change a person")
        accept = self.tr("Add") if person is None else self.tr("Save")
        super().__init__(theme, title, accept, parent)
        self.name = QLineEdit(person.name if person else "")
        self.name.setMaxLength(LONGEST_NAME)
        self.occupation = QLineEdit(person.occupation if person else "")
        self.occupation.setMaxLength(LONGEST_OCCUPATION)
        self.occupation.setPlaceholderText(self.tr("For example: Senior data scientist"))
        self.tags = QLineEdit(", ".join(person.tags) if person else "")
        self.tags.setPlaceholderText(self.tr("For example: spring group, bank"))
        completer = QCompleter(list(tags), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.tags.setCompleter(completer)
        self.role = DropDown()
        chosen = person.target_role if person else None
        listed = {role.id: role.name for role in roles}
        # targets of one's own are no published profile, and stay what this person compares with
        if chosen is not None and chosen not in listed:
            self.role.addItem(self.tr("Own targets"), chosen)
        for role, name in listed.items():
            self.role.addItem(name, role)
        self.role.setCurrentIndex(max(0, self.role.findData(chosen)))
        self.add_field(self.tr("Name"), self.name, "person-name")
        self.add_field(self.tr("What the person does now"), self.occupation, "person-occupation")
        self.add_field(self.tr("Tags, with commas between them"), self.tags, "person-tags")
        self.add_field(self.tr("Role to compare with"), self.role, "person-role")
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.name.setFocus()

    @Slot()
    def _on_accept_clicked(self) -> None:
        tags = tuple(self.tags.text().replace(";", ",").split(","))
        self.fields_given.emit(PersonFields(self.name.text(), tags, self.occupation.text(), self.role.currentData()))
