"""The confidence tap after a scenario or knowledge check."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGroupBox, QRadioButton, QVBoxLayout, QWidget

from nextrung.ui.assess.state import AnswerChoice
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.ampersand import as_sign
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.folding import FoldingRow
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.pick_group import NONE, PickGroup
from nextrung.ui.widgets.text import OneLineLabel

MOST = 4
"""Degrees of confidence of a questionnaire at the most."""
PADDING_X, PADDING_Y = 13, 9


class ConfidenceTap(QRadioButton):
    """One degree of confidence, with the key that picks it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty tap."""
        super().__init__(parent)
        self._theme = theme
        self._key = self._label = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # the style decides this for buttons otherwise; a degree takes keys after a click everywhere
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_content(self, key: str, label: str, meaning: str) -> None:
        """Show a degree; a hint tells its meaning."""
        self._key, self._label = key, label
        self.setText(as_sign(label))
        self.setToolTip(in_lines(meaning))
        self.setAccessibleName(label)
        self.setAccessibleDescription(self.tr("Key {0}. {1}").format(key, meaning))
        # a layout asks for the hint again only when told
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for key and label."""
        # measured in the bold font of a chosen one, so that nothing moves when it is chosen
        metrics = QFontMetrics(self._theme.font("body", QFont.Weight.DemiBold))
        return QSize(
            metrics.horizontalAdvance(f"{self._key}  {self._label}") + 2 * PADDING_X, metrics.height() + 2 * PADDING_Y
        )

    def hitButton(self, pos: QPoint) -> bool:
        """The whole tap can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tap in the colours of confidence."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, focused = self.isChecked(), self.hasFocus()
        edge = "other" if chosen or focused or self.underMouse() else "edge"
        thick = 2 if focused else 1
        painter.setPen(QPen(theme.color(edge), thick))
        painter.setBrush(theme.color("other_soft" if chosen else "surface"))
        radius = theme.radius("control")
        # half of a pen is drawn outside of its line, where the widget would cut it off
        half = thick / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(half, half, -half, -half), radius, radius)
        painter.setFont(theme.font("body", QFont.Weight.DemiBold if chosen else QFont.Weight.Normal))
        painter.setPen(theme.color("other" if chosen else "text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, f"{self._key}  {self._label}")


class ConfidenceTaps(QGroupBox):
    """The question how sure the person is, with its degrees side by side."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make room for the degrees."""
        super().__init__(parent)
        self._values: list[str] = []
        self._group = PickGroup(self)
        self._question = OneLineLabel("", "strong")
        self._meaning = OneLineLabel("", "small")
        taps = FoldingRow()
        taps.setSpacing(theme.space("s"))
        self.taps: list[ConfidenceTap] = []
        for number in range(MOST):
            tap = ConfidenceTap(theme, self)
            tap.setObjectName(f"confidence-{number + 1}")
            self._group.addButton(tap, number)
            self.taps.append(tap)
            taps.addWidget(tap, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.space("xs"), 0, 0)
        layout.setSpacing(theme.space("s"))
        layout.addLayout(row(self._question, self._meaning, None, spacing=theme.space("m")))
        layout.addLayout(taps)
        self._group.picked.connect(self._on_group_picked)

    def show_state(self, question: str, choices: tuple[AnswerChoice, ...], chances: tuple[float, ...]) -> None:
        """Show the degrees with what each means as a chance, 0 to 1; none hides the whole row."""
        self.setVisible(bool(choices))
        self.setAccessibleName(question)
        self._question.setText(question)
        self._values = [choice.value for choice in choices]
        hundreds = [str(round(100 * chance)) for chance in chances]
        means = self.tr("{0}: right in {1} of 100 cases, {2}: in {3}. No level changes.")
        ends = (choices[0].label, hundreds[0], choices[-1].label, hundreds[-1]) if choices and hundreds else ()
        self._meaning.setText(means.format(*ends) if ends else "")
        meaning = self.tr("About {0} of 100 answers of this kind are the best one.")
        for tap, choice, often in zip(self.taps, choices, hundreds, strict=False):
            tap.set_content(choice.key, choice.label, meaning.format(often))
        self._group.show_chosen(next((at for at, choice in enumerate(choices) if choice.chosen), NONE))

    def press(self, number: int) -> None:
        """Pick the degree with this number, counted from 1."""
        if 1 <= number <= len(self._values):
            self.taps[number - 1].setFocus()
            self.taps[number - 1].click()

    def focus_first(self) -> None:
        """Move the focus to the chosen degree, or to the first."""
        next((tap for tap in self.taps if tap.isChecked()), self.taps[0]).setFocus()

    def has_focus(self) -> bool:
        """Whether one of the degrees has the focus."""
        return any(tap.hasFocus() for tap in self.taps)

    @Slot(int)
    def _on_group_picked(self, number: int) -> None:
        self.chosen.emit(self._values[number])
