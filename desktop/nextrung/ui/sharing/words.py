"""What stands in a file between a client and a coach, line by line, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from nextrung.ui import labels
from nextrung.workspace.sharing import Arrival, ArrivalThing, SharePart, ThingKind

_translate = QCoreApplication.translate
_NONE = "–"


def part(name: SharePart) -> str:
    """What a part of a share is called where it is chosen."""
    words: dict[SharePart, str] = {
        "results": _translate("sharing", "Results: assessments with their answers, and targets of your own"),
        "plan": _translate("sharing", "The steps of your plan"),
        "evidence": _translate("sharing", "Examples of your work, and evidence of the steps that are shared"),
        "adverts": _translate("sharing", "The job adverts behind targets of your own"),
        "practice": _translate("sharing", "Practice and predictions"),
        "pay": _translate("sharing", "Pay figures of your own"),
        "notes": _translate("sharing", "What you wrote beside answers and steps"),
    }
    return words[name]


def short_part(name: str) -> str:
    """The same in a word or two, in a sentence."""
    return {
        "results": _translate("sharing", "results"),
        "plan": _translate("sharing", "the plan"),
        "evidence": _translate("sharing", "evidence"),
        "adverts": _translate("sharing", "adverts"),
        "practice": _translate("sharing", "practice and predictions"),
        "pay": _translate("sharing", "pay"),
        "notes": _translate("sharing", "notes"),
    }.get(name, name)


def promise() -> str:
    """What a day is worth."""
    return _translate(
        "sharing", "The day is a promise, not a lock: whoever took the file in can keep what is in it after that day."
    )


def cells(thing: ArrivalThing) -> tuple[str, str, str]:
    """What a thing is, what it is called, and what else is said of it."""
    return _kind(thing.kind), thing.title or _NONE, _detail(thing) or _NONE


def left_out(seen: Arrival, every: tuple[SharePart, ...]) -> str:
    """What is not in a share, in a sentence."""
    missing = [short_part(one) for one in every if one not in seen.parts]
    if not missing:
        return _translate("sharing", "All that can be shared is in it.")
    return _translate("sharing", "Not in it: {0}.").format(", ".join(missing))


def _kind(kind: ThingKind) -> str:
    words: dict[ThingKind, str] = {
        "assessment": _translate("sharing", "Assessment"),
        "own_profile": _translate("sharing", "Own targets"),
        "plan_step": _translate("sharing", "Step"),
        "evidence": _translate("sharing", "Evidence"),
        "work_example": _translate("sharing", "Example"),
        "own_advert": _translate("sharing", "Advert"),
        "practice_sitting": _translate("sharing", "Practice"),
        "prediction": _translate("sharing", "Prediction"),
        "own_figure": _translate("sharing", "Pay"),
        "note": _translate("sharing", "Notes"),
    }
    return words[kind]


def _detail(thing: ArrivalThing) -> str:
    number = QLocale().toString(thing.number)
    day = labels.day(thing.at) if thing.at else ""
    if thing.kind == "assessment":
        answers = labels.counted(thing.number, _translate("sharing", "1 answer"), _translate("sharing", "{0} answers"))
        end = _translate("sharing", "finished on {0}").format(day) if day else _translate("sharing", "not finished")
        form = _translate("sharing", "Quick") if thing.detail == "quick" else _translate("sharing", "Full")
        return ", ".join((form, answers, end))
    if thing.kind == "own_figure":
        return f"{number} {thing.detail}, {day}"
    if thing.kind == "note":
        return number
    if thing.kind == "plan_step":
        due = _translate("sharing", "due {0}").format(day) if day else ""
        return ", ".join(one for one in (_state(thing.detail), due) if one)
    return day


def _state(state: str) -> str:
    return {
        "planned": _translate("sharing", "planned"),
        "doing": _translate("sharing", "being done"),
        "done": _translate("sharing", "done"),
        "dropped": _translate("sharing", "dropped"),
    }.get(state, "")
