"""Words for the values of the core, so that the core needs no translation."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from nextrung import counting, rounding
from nextrung.clock import local_day, local_moment
from nextrung.questionnaire.model import is_asked
from nextrung.shown import stranger
from nextrung.ui import language

if TYPE_CHECKING:
    from nextrung.people.person import Person
    from nextrung.report.formats import ExportFormat
    from nextrung.salary.ladder import Standing
    from nextrung.scoring.cautions import Cautions
    from nextrung.scoring.match import Band
    from nextrung.scoring.quality import Flag
    from nextrung.scoring.statements import NoFocus, Verdict

_translate = QCoreApplication.translate


def person_name(person: Person, *, hidden: bool) -> str:
    """What a person is called on screen: the pseudonym while names are hidden, or where there is no name."""
    if person.name and not hidden:
        return person.name
    return _translate("labels", "Person {0}").format(f"{person.number:02d}")


def initials(person: Person, *, hidden: bool) -> str:
    """One or two letters for a person, or their number while names are hidden."""
    if person.name and not hidden:
        return "".join(word[0] for word in person.name.split()[:2]).upper()
    return f"{person.number:02d}"


def format_name(kind: ExportFormat) -> str:
    """What a format of files is called."""
    return _translate("formats", kind.label)


def format_filter(*formats: ExportFormat) -> str:
    """The kinds of file as a dialog of Qt offers them."""
    return ";;".join(f"{format_name(one)} (*{one.ending})" for one in formats)


def band(value: Band) -> str:
    """The name of a match band."""
    words: dict[Band, str] = {
        "early": _translate("labels", "Early"),
        "building": _translate("labels", "Building"),
        "close": _translate("labels", "Close"),
        "matches": _translate("labels", "Matches the profile"),
    }
    return words[value]


def verdict(value: Verdict | None) -> str:
    """How a level stands to its target, in a word or two; without a level there is nothing to say."""
    if value is None:
        return "–"
    words: dict[Verdict, str] = {
        "reached": _translate("labels", "no gap"),
        "slight": _translate("labels", "too little to name"),
        "possible": _translate("labels", "possible"),
        "likely": _translate("labels", "likely"),
    }
    return words[value]


def no_role() -> str:
    """What stands where targets, gaps and a match would, when the questionnaire has no role."""
    return _translate("labels", "This questionnaire has no role, so there are no targets, no gaps and no match.")


def no_pilot() -> str:
    """What every screen that shows a level says once, while questions or constants are drafts."""
    return _translate("labels", "Drafts by expert judgement: no pilot has tested these errors, targets and keys.")


def made_by(author: str) -> str:
    """What is said wherever a questionnaire of somebody else is asked or shows a level."""
    return _translate("labels", "Questionnaire made by {0}, not reviewed by Next Rung.").format(stranger(author))


def origin(author: str, *, draft: bool) -> str:
    """What is said below levels: whose questionnaire they rest on, and that it is a draft; empty for neither."""
    return "\n".join([*([made_by(author)] if author else []), *([no_pilot()] if draft else [])])


def cautions(found: Cautions) -> list[str]:
    """What makes levels worth less than they look, in sentences."""
    said = [made_by(found.author)] if found.author else []
    if found.weak:
        one = _translate("labels", "The anchors of {1} do not say what is done at each level: its level is weak.")
        many = _translate(
            "labels",
            "The anchors do not say what is done at each level in {0} areas, such as {1}: these levels are weak.",
        )
        said.append(counting.counted(len(found.weak), one, many, found.weak[0]))
    if found.one_item:
        one = _translate("labels", "{1} has a level from one answer, with the wide range of one.")
        many = _translate(
            "labels", "{0} areas, such as {1}, have a level from one answer each, with the wide range of one."
        )
        said.append(counting.counted(len(found.one_item), one, many, found.one_item[0]))
    if found.borrowed:
        said.append(
            _translate("labels", "The error of the levels is borrowed from another questionnaire, not measured.")
        )
    return said


def target_level(value: float) -> str:
    """A target; a dash where the role asks for nothing."""
    return level(value) if is_asked(value) else "–"


def quality_flag(value: Flag) -> str:
    """Why a result is to be treated with care, in neutral words."""
    words: dict[Flag, str] = {
        "fast": _translate("labels", "Many answers were very quick, so treat this result with care."),
        "run": _translate(
            "labels", "The same point was picked many times in a row, so the differences between areas say little."
        ),
        "low_variability": _translate(
            "labels", "Nearly all ratings are alike, so the differences between areas say little."
        ),
        "high_variability": _translate("labels", "The ratings jump between extremes, so treat this result with care."),
        "skipped": _translate("labels", "Many questions were skipped, so treat this result with care."),
    }
    return words[value]


def standing(value: Standing) -> str:
    """Where a rung stands, seen from the results."""
    words: dict[Standing, str] = {
        "matched": _translate("labels", "you match"),
        "next": _translate("labels", "next rung"),
        "further": _translate("labels", "further up"),
        "below": _translate("labels", "not matched"),
        "beside": _translate("labels", "beside the ladder"),
        "unknown": "–",
    }
    return words[value]


def level(value: float) -> str:
    """A level with one decimal."""
    return QLocale().toString(rounding.level(value), "f", 1)


def level_range(low: float, high: float) -> str:
    """A likely range in levels."""
    return "–".join(level(end) for end in rounding.level_ends(low, high))


def gap(target: float, value: float) -> str:
    """How far a level lies below a target, as both are shown; a dash where it is reached, or asks for nothing."""
    return "–" if not is_asked(target) or rounding.reached(target, value) else level(rounding.gap(target, value))


def why_no_gap(why: NoFocus) -> str:
    """Why no area is named to work on first."""
    words: dict[NoFocus, str] = {
        "no_role": _translate("labels", "This questionnaire has no role with targets, so no gap is named."),
        "none_named": _translate("labels", "No gap is large and likely enough to name."),
        "none_of_scored": _translate(
            "labels", "Among the areas that have a level, no gap is both large enough and likely enough to name."
        ),
        "no_chance": _translate("labels", "No level yet, as there was little chance to do this work."),
        "not_enough": _translate("labels", "No level yet, as there are too few answers."),
        "both": _translate(
            "labels",
            "No level yet, as there was little chance to do some of this work, and too few answers on the rest.",
        ),
    }
    return words[why]


def change(before: float | None, after: float | None) -> str:
    """The change from one level to another, as both are shown, with its sign; without either a dash."""
    return "–" if before is None or after is None else signed(rounding.change(before, after))


def signed(value: float) -> str:
    """A number of levels with its sign; one that rounds to nothing has none."""
    shown = rounding.level(value)
    return ("+" if shown > 0 else "−" if shown < 0 else "") + level(abs(shown))


def points(value: float) -> str:
    """Score points without decimals."""
    return QLocale().toString(rounding.points(value))


def match(value: float) -> str:
    """A match from 0 to 100."""
    return QLocale().toString(rounding.match(value))


def match_range(low: float, high: float) -> str:
    """The likely range of a match."""
    return "–".join(QLocale().toString(end) for end in rounding.match_ends(low, high))


def counted(count: int, one: str, many: str, *more: object) -> str:
    """A number of things: ``one`` for a single one, else ``many`` with the number at {0} and ``more`` from {1} on."""
    return counting.counted(count, one, many, *more, shown=QLocale().toString(count))


def questions_and_minutes(questions: int, minutes: int) -> str:
    """How long a form is: its questions, and about how many minutes they take."""
    asked = counted(questions, _translate("labels", "1 question"), _translate("labels", "{0} questions"))
    long = counted(minutes, _translate("labels", "about 1 minute"), _translate("labels", "about {0} minutes"))
    return f"{asked}, {long}."


def moment(at: datetime) -> str:
    """A moment as local day and time."""
    return _day_and_time(at, day(at.astimezone().date()))


def short_moment(at: datetime) -> str:
    """A moment as local day and time, without the year."""
    return _day_and_time(at, _date(at.astimezone().date(), "d MMM"))


def _day_and_time(at: datetime, day: str) -> str:
    return _translate("labels", "{0}, {1}").format(day, _time(at.astimezone()))


def to_the_second(at: datetime) -> str:
    """A moment as the local time of day with seconds: two savings within a minute are told apart."""
    local = at.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute, local.second), "HH:mm:ss")


def clock(moment: str) -> str:
    """A kept moment (ISO 8601, UTC) as the local time of day, without seconds."""
    return _time(local_moment(moment))


def _time(local: datetime) -> str:
    return QLocale().toString(QTime(local.hour, local.minute), language.time_pattern())


def day(at: str | date) -> str:
    """A day, or the local day of a kept moment (ISO 8601, UTC), as all pages write days."""
    return _date(local_day(at) if isinstance(at, str) else at, language.DAY)


def near_day(at: date, today: date) -> str:
    """A day, with its year only when it is another one than that of today."""
    return _date(at, "d MMM") if at.year == today.year else day(at)


def month_of_source(written: str) -> str:
    """When a source appeared: a month such as 2024-08 in words; a year, or that it is not known, as written."""
    return _date(date.fromisoformat(f"{written}-01"), "MMM yyyy") if "-" in written else written


def _date(at: date, shown: str) -> str:
    """A day in the language of the system, in the form that ``shown`` names as Qt does."""
    return QLocale().toString(QDate(at.year, at.month, at.day), shown)
