"""What was best in a finished situation or check, and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from nextrung.ui.answers.state import Explained, Outcome
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.text import TagLabel, TagLook, TextLabel


def outcome_words(outcome: Outcome) -> str:
    """How good the option picked was, in a word."""
    translate = QCoreApplication.translate
    words: dict[Outcome, str] = {
        "best": translate("answers", "best"),
        "close": translate("answers", "close"),
        "off": translate("answers", "off"),
        "": "",
    }
    return words[outcome]


def outcome_look(outcome: Outcome) -> TagLook:
    """The colours that go with it; the word says it too."""
    return "good" if outcome == "best" else "accent" if outcome == "close" else "gap"


def outcome_tag(outcome: Outcome) -> TagLabel | None:
    """How good the option picked was; None for none."""
    return TagLabel(outcome_words(outcome), outcome_look(outcome)) if outcome else None


def option_words(option: Explained) -> str:
    """What an option was: the best one, the one picked, or both; empty for neither."""
    translate = QCoreApplication.translate
    if option.best and option.picked:
        return translate("answers", "best answer, and yours")
    if option.best:
        return translate("answers", "best answer")
    return translate("answers", "your answer") if option.picked else ""


def option_look(option: Explained) -> TagLook:
    """The colours that go with it."""
    return "good" if option.best else "accent"


def explained_option(theme: Theme, option: Explained) -> list[QWidget]:
    """One option of a finished situation or check: what it was, its text, and why."""
    widgets: list[QWidget] = []
    words = option_words(option)
    if words:
        holder = QWidget()
        holder.setLayout(row(TagLabel(words, option_look(option)), None, spacing=theme.space("xs")))
        widgets.append(holder)
    widgets.append(TextLabel(option.text))
    if option.why:
        widgets.append(TextLabel(option.why, "muted"))
    return widgets
