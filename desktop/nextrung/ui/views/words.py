"""What the page of other views says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nextrung.ui import labels
from nextrung.ui.views.state import AskedRow, OtherViewsState, Reader, TalkRow
from nextrung.views.invitation import Part
from nextrung.views.picture import Comparison, RaterGroup, RaterGroupView
from nextrung.views.rounds import Round
from nextrung.views.spread import MEAN_FROM, Agreement

_translate = QCoreApplication.translate


def part(value: Part) -> str:
    """As what one person is asked."""
    return {
        "manager": _translate("views", "Manager"),
        "colleague": _translate("views", "Colleague"),
        "led": _translate("views", "Somebody you lead"),
        "client": _translate("views", "Client"),
        "coach": _translate("views", "Coach"),
        "self": _translate("views", "Whole assessment"),
    }[value]


def group(value: Part, *, of_client: bool = False) -> str:
    """A group of raters, or the manager; of a client it is said to somebody else."""
    theirs = {"manager": _translate("views", "the manager"), "led": _translate("views", "people they lead")}
    if of_client and value in theirs:
        return theirs[value]
    return {
        "manager": _translate("views", "your manager"),
        "colleague": _translate("views", "colleagues"),
        "led": _translate("views", "people you lead"),
        "client": _translate("views", "clients"),
        "coach": _translate("views", "coaches"),
        "self": "",
    }[value]


def agreement(value: Agreement) -> str:
    """How far few raters agree."""
    return {
        "close_together": _translate("views", "close together"),
        "mixed": _translate("views", "mixed"),
        "far_apart": _translate("views", "far apart"),
    }[value]


def comparison(value: Comparison | None) -> str:
    """How two views lie to each other."""
    return {
        "self_high": _translate("views", "they see less"),
        "self_low": _translate("views", "they see more"),
        "agreed": _translate("views", "no difference that can be told"),
        None: "–",
    }[value]


def who(view: RaterGroupView, *, of_client: bool = False) -> str:
    """Whose view it is, with how many they are."""
    name = group(view.part, of_client=of_client)
    return name if view.part == "manager" else _translate("views", "{0} {1}").format(view.raters, name)


def seen_level(view: RaterGroupView) -> str:
    """The level of a view as it is shown: a mean, or a band of one level."""
    if view.level is not None:
        return labels.level(view.level)
    return "–" if view.band is None else labels.level_range(*view.band)


def seen(view: RaterGroupView) -> str:
    """A view as it is shown, with its range, or with how far few agree."""
    if view.range is not None:
        return _translate("views", "{0} (likely {1})").format(seen_level(view), labels.level_range(*view.range))
    if view.agreement is not None:
        return _translate("views", "{0}, {1}").format(seen_level(view), agreement(view.agreement))
    return "–"


def round_of(one: Round) -> str:
    """A round by its day."""
    return _translate("views", "Round of {0}").format(labels.day(one.made_at))


def about(state: OtherViewsState) -> str:
    """What the round is, in a line."""
    if state.round is None:
        return ""
    asked = sum(one.form is None for one in state.asked)
    parts = [
        round_of(state.round),
        # how many answered is not known here until the coach hands it over
        _translate("views", "{0} asked").format(asked)
        if state.reader == "coach" and not state.answered
        else _translate("views", "{0} of {1} answered").format(state.answered, asked),
        _translate("views", "groups from {0} on, means from {1} on").format(state.round.minimum, MEAN_FROM),
    ]
    if state.reader == "coach":
        parts.append(_translate("views", "a coach opens the replies"))
    if state.reader == "for_client":
        parts.append(_translate("views", "asked by your client"))
    if state.due is not None:
        parts.append(_translate("views", "asked back by {0}").format(labels.day(state.due)))
    return " · ".join(parts)


def asked(one: AskedRow) -> str:
    """Who is asked: by name, or as what."""
    if one.form is not None:
        full, quick = _translate("views", "Whole assessment, Full"), _translate("views", "Whole assessment, Quick")
        return full if one.form == "full" else quick
    return (
        _translate("views", "{0}, {1}").format(one.name, part(one.asked.part).lower())
        if one.name
        else part(one.asked.part)
    )


def reply_of(one: AskedRow, reader: Reader) -> str:
    """What became of an invitation."""
    if reader == "coach" and one.form is None:
        return _translate("views", "goes to your coach")
    if one.withdrawn:
        return _translate("views", "taken back")
    if one.answered_at is None:
        return _translate("views", "open")
    return _translate("views", "in, {0}").format(labels.day(one.answered_at))


def of_group(found: RaterGroup, *, of_client: bool = False) -> str:
    """What is shown of a group, and what it takes."""
    several = group(found.part, of_client=of_client)
    name = part(found.part) if found.part == "manager" else several[:1].upper() + several[1:]
    count = _translate("views", "{0}: {1} of {2} answered").format(name, found.answered, found.asked)
    if found.shown:
        more = _translate("views", "shown with {0}").format(found.shown)
    elif not found.missing:
        more = _translate("views", "can be shown")
    elif (ask := found.missing - (found.asked - found.answered)) > 0:
        # replies of those who are asked already would not be enough
        more = labels.counted(ask, _translate("views", "ask one more"), _translate("views", "ask {0} more"))
    else:
        more = labels.counted(
            found.missing,
            _translate("views", "1 more reply is needed"),
            _translate("views", "{0} more replies are needed"),
        )
    return f"{count}, {more}"


def with_coach(found: RaterGroup) -> str:
    """A group of which a coach has the replies and handed nothing over yet."""
    name = part(found.part) if found.part == "manager" else group(found.part).capitalize()
    return _translate("views", "{0}: {1} asked").format(name, found.asked)


def talk(found: TalkRow, *, of_client: bool = False) -> str:
    """A difference in numbers, and what to ask about it."""
    view = next(one for one in found.area.views if one.part == found.part)
    own = labels.level(found.area.own) if found.area.own is not None else "–"
    them = group(found.part, of_client=of_client)
    text = _translate("views", "Own level {0}, {1} {2}.") if of_client else _translate("views", "You {0}, {1} {2}.")
    numbers = text.format(own, them, seen_level(view))
    return f"{numbers} {question(found)}"


def question(found: TalkRow) -> str:
    """What to ask about a difference."""
    if found.comparison == "self_low":
        return _translate("views", "Ask for one example each of them has in mind.")
    return _translate("views", "Ask what they would like to see more of, with one example.")
