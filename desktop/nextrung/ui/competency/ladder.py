"""The five levels of an area as a ladder, with the rung somebody is on and the one the role asks for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nextrung.questionnaire.model import is_asked
from nextrung.ui import labels
from nextrung.ui.competency.state import CompetencyState, ScaleStep, rung
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.folding import FoldingRow
from nextrung.ui.widgets.text import KeyCap, OneLineLabel, TagLabel, TextLabel

NUMBER = 26
"""Width of the number of a level at a text size of 100 %."""


class LadderCard(Card):
    """The levels, the highest on top."""

    def __init__(self, theme: Theme, state: CompetencyState, parent: QWidget | None = None) -> None:
        """Show the levels of an area."""
        super().__init__(theme, parent)
        self.body.setSpacing(theme.space("xs"))
        self.body.addWidget(TextLabel(self.tr("The five levels"), "heading"))
        own = None if state.level is None else rung(state.level)
        for step in reversed(state.ladder):
            tags = []
            if step.number == own and state.level is not None:
                tags.append(TagLabel(self.tr("you, {0}").format(labels.level(state.level)), "accent"))
            asked = is_asked(state.target) and step.number == rung(state.target)
            if asked:
                tags.append(TagLabel(self.tr("the role, {0}").format(labels.target_level(state.target)), "plain"))
            self.body.addWidget(_rung(theme, step, tags, own=step.number == own, asked=asked))


def _rung(theme: Theme, step: ScaleStep, tags: list[TagLabel], *, own: bool, asked: bool) -> QFrame:
    """A level with its number, name and meaning; the own one on a tinted ground."""
    frame = QFrame()
    frame.setObjectName("rung")
    # before it is first seen, when the style looks at properties
    frame.setProperty("own", own)
    number = KeyCap(str(step.number))
    number.setObjectName("rungNumber")
    # as wide for 1 as for 5, so that the names beside stand in one line
    number.setMinimumWidth(theme.em(NUMBER))
    number.setAlignment(Qt.AlignmentFlag.AlignCenter)
    number.setProperty("own", own)
    number.setProperty("asked", asked)
    first = FlowLayout(theme.space("s"), theme.space("hair"))
    first.addWidget(OneLineLabel(step.label, "strong"))
    for tag in tags:
        first.addWidget(tag)
    words = QVBoxLayout()
    words.setSpacing(theme.space("hair"))
    words.addLayout(first)
    words.addWidget(TextLabel(step.text, "small"))
    # with large text the words go below the number, instead of making the card wider
    across = FoldingRow(frame)
    space = theme.space("xs")
    across.setContentsMargins(space, space, space, space)
    across.setSpacing(theme.space("m"))
    across.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
    across.addLayout(words, 1)
    return frame
