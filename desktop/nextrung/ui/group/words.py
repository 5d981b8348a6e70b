"""Words of the group page, shared by its cards, its picture and its spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nextrung import rounding
from nextrung.group.view import GroupPersonRow
from nextrung.people.person import Person
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.change import Call
from nextrung.scoring.levels import Status
from nextrung.ui import labels, match_words
from nextrung.ui.group.state import GroupState

_translate = QCoreApplication.translate
NONE = "–"


def name(state: GroupState, member: Person) -> str:
    """What stands for a person on screen and in files."""
    return labels.person_name(member, hidden=state.choice.hidden)


def signed(value: float | None) -> str:
    """A difference in levels with its sign; one that rounds to nothing has none."""
    return NONE if value is None else labels.signed(value)


def distance(state: GroupState, row: GroupPersonRow, at: int) -> float | None:
    """How far a level lies above its target (below it: negative), as both are shown; None without either."""
    level, area = row.levels[at], state.view.columns[at]
    # the difference of the two as shown, so that level, target and difference add up on screen
    if level is None or not state.view.role.asks(area):
        return None
    return rounding.change(state.view.role.target(area).level, level)


def no_level(status: Status | None) -> str:
    """Why there is no level."""
    if status == "no_chance":
        return _translate("group", "no chance yet")
    if status == "not_enough":
        return _translate("group", "not enough answers")
    return _translate("group", "not asked")


def difference(value: float, *, reached: bool) -> str:
    """A difference to the target in words, as both are shown; ``reached`` says whether it is none below."""
    # what rounds to nothing is at its target only when the level really reaches it
    if not value:
        at, below = _translate("group", "at the target"), _translate("group", "less than 0.1 below the target")
        return at if reached else below
    words = _translate("group", "{0} above the target") if value > 0 else _translate("group", "{0} below the target")
    return words.format(labels.level(abs(value)))


def cell(state: GroupState, row: GroupPersonRow, at: int) -> str:
    """One cell of the heat map as a sentence."""
    area, level, gap = state.competency(state.view.columns[at]), row.levels[at], distance(state, row, at)
    start = _translate("group", "{0}, {1}").format(name(state, row.member), area)
    if level is None:
        return f"{start}: {no_level(row.statuses[at])}"
    if gap is None:
        return _translate("group", "{0}: level {1}, no target").format(start, labels.level(level))
    reached = rounding.reached(state.view.role.target(state.view.columns[at]).level, level)
    said = difference(gap, reached=reached)
    return _translate("group", "{0}: level {1}, {2}").format(start, labels.level(level), said)


def match(row: GroupPersonRow) -> str:
    """The match of a person."""
    return NONE if row.match is None else labels.match(row.match)


def match_sentence(state: GroupState, row: GroupPersonRow) -> str:
    """The match of a person as a sentence."""
    who = name(state, row.member)
    if row.match is None or row.band is None:
        start = _translate("group", "{0}: no match").format(who)
        return f"{start}. {match_words.unscored_words(row.match_notes(state.questionnaire))}"
    said = _translate("group", "{0}: match {1} of 100").format(who, labels.match(row.match))
    return f"{said}. {match_words.words(row.match_notes(state.questionnaire))}"


def call(value: Call | None) -> str:
    """What the mean change of a group is called."""
    if value is None:
        return NONE
    words: dict[Call, str] = {
        "clear": _translate("group", "clear"),
        "probable": _translate("group", "probable"),
        "within_noise": _translate("group", "within noise"),
    }
    return words[value]


def item_stem(content: Questionnaire, item: str) -> str:
    """The text that says what an item asks about."""
    return content.items_by_id[item].passage or content.items_by_id[item].question
