"""Targets and weights of one's own, made from a role profile."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from nextrung.questionnaire.model import LEVELS, WEIGHTS, Questionnaire, Role, Target
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.inputs import DecimalBox, NumberBox
from nextrung.ui.widgets.text import Caption, TextLabel

WIDTH = 600
"""Width and height at a text size of 100 %."""
STEP = 0.5
"""Levels by which the arrows of a target change it."""


class TargetsDialog(Dialog):
    """Edits a profile; nothing is kept before *Save*."""

    save_requested = Signal(str, dict)
    """Name and targets by competency id."""
    removal_requested = Signal()

    def __init__(
        self, theme: Theme, role: Role, origin: Role, questionnaire: Questionnaire, parent: QWidget | None = None
    ) -> None:
        """Edit ``role``; ``origin`` is the published profile that *Reset* goes back to."""
        super().__init__(theme, self.tr("Own targets"), self.tr("Save"), WIDTH, parent)
        self._role, self._origin = role, origin
        own = role.id != origin.id
        self._levels: dict[str, DecimalBox] = {}
        self._weights: dict[str, NumberBox] = {}
        self.name = QLineEdit(role.name if own else self.tr("My {0}").format(origin.name))
        self.name.setObjectName("profile-name")
        self.name.setMaxLength(60)
        words = self.tr("Change what the role asks for and how much each area counts. The published profile stays.")
        self.column.addWidget(TextLabel(words, "muted"))
        self.column.addWidget(Caption(self.tr("Name"), self.name, "strong"))
        self.column.addWidget(self.name)
        self.column.addLayout(self._build_grid(questionnaire))
        self.column.addStretch(1)
        if own:
            remove = Button(theme, self.tr("Remove"))
            remove.setAutoDefault(False)
            remove.clicked.connect(self.removal_requested)
            self.lead_buttons_with(remove, apart=True)
        reset = Button(theme, self.tr("Reset to {0}").format(origin.name))
        reset.setAutoDefault(False)
        reset.clicked.connect(self._on_reset_clicked)
        self.lead_buttons_with(reset, apart=True)
        self.accept_button.clicked.connect(self._on_accept_button_clicked)
        self._fill(role)

    def _build_grid(self, questionnaire: Questionnaire) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.space("l"))
        grid.setVerticalSpacing(self.theme.space("s"))
        for column, words in enumerate((self.tr("Area"), self.tr("Target level"), self.tr("Weight"))):
            grid.addWidget(TextLabel(words, "kicker", wrap=False), 0, column)
        # a role need not name every area, and what it does not name it does not ask for
        asked = (one for one in questionnaire.competencies if self._role.asks(one.id))
        for line, competency in enumerate(asked, start=1):
            level = DecimalBox()
            # a target of 1 asks for nothing, and the share of it, (level − 1) / (target − 1), would divide by 0
            level.setRange(LEVELS[0] + STEP, LEVELS[1])
            level.setSingleStep(STEP)
            level.setDecimals(1)
            level.setAccessibleName(self.tr("Target level of {0}").format(competency.name))
            weight = NumberBox()
            weight.setRange(*WEIGHTS)
            weight.setAccessibleName(self.tr("Weight of {0}").format(competency.name))
            name = Caption(competency.name, level)
            for column, widget in enumerate((name, level, weight)):
                grid.addWidget(widget, line, column)
            self._levels[competency.id] = level
            self._weights[competency.id] = weight
        grid.setColumnStretch(0, 1)
        return grid

    def _fill(self, role: Role) -> None:
        for competency, target in role.targets.items():
            self._levels[competency].setValue(target.level)
            self._weights[competency].setValue(target.weight)

    @Slot()
    def _on_reset_clicked(self) -> None:
        self._fill(self._origin)

    @Slot()
    def _on_accept_button_clicked(self) -> None:
        targets = {
            # which areas are critical stays as the profile says
            competency: Target(self._levels[competency].value(), self._weights[competency].value(), target.critical)
            for competency, target in self._role.targets.items()
        }
        self.save_requested.emit(self.name.text(), targets)
