"""Which people, against which role."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from nextrung.ui.group.state import GroupState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.field import Field

WIDE = 380
"""Greatest width of a choice at a text size of 100 %."""


class FilterBar(QWidget):
    """The choices side by side; that of a questionnaire shows where people have taken several."""

    tag_chosen = Signal(str)
    """A tag; empty for everyone."""
    role_chosen = Signal(str)
    questionnaire_chosen = Signal(str)
    """Another questionnaire to show the group of, by id."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the choices empty."""
        super().__init__(parent)
        self._theme = theme
        self.people = Field(theme, self.tr("People"), "group-people")
        self.role = Field(theme, self.tr("Role"), "group-role")
        self.questionnaire = Field(theme, self.tr("Questionnaire"), "group-questionnaire")
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(theme.space("m"))
        for field in self._fields():
            # two parts of five each, up to the greatest width: on a wide page what is left stays free
            self.line.addWidget(field, 2)
        self.line.addStretch(1)
        # ``activated`` comes from the person alone: filling the boxes asks for nothing
        self.people.box.activated.connect(self._on_people_activated)
        self.role.box.activated.connect(self._on_role_activated)
        self.questionnaire.box.activated.connect(self._on_questionnaire_activated)
        theme.changed.connect(self._fit)
        self._fit()

    def _fields(self) -> tuple[Field, ...]:
        return (self.questionnaire, self.people, self.role)

    def show_state(self, state: GroupState) -> None:
        """Show what can be chosen and what is."""
        tags = [(tag, self.tr("Tag: {0}").format(tag)) for tag in state.tags]
        self.people.offer([("", self.tr("Everyone")), *tags], state.choice.tag or "")
        self.role.setVisible(bool(state.roles))
        self.role.offer([(role.id, role.name) for role in state.roles], state.choice.role.id)
        self.questionnaire.setVisible(len(state.questionnaires) > 1)
        self.questionnaire.offer(state.questionnaires, state.questionnaire.id)

    @Slot()
    def _fit(self) -> None:
        for field in self._fields():
            field.setMaximumWidth(self._theme.em(WIDE))

    @Slot(int)
    def _on_people_activated(self, _index: int) -> None:
        self.tag_chosen.emit(self.people.chosen())

    @Slot(int)
    def _on_questionnaire_activated(self, _index: int) -> None:
        self.questionnaire_chosen.emit(self.questionnaire.chosen())

    @Slot(int)
    def _on_role_activated(self, _index: int) -> None:
        self.role_chosen.emit(self.role.chosen())
