"""The words beside a match wherever one is shown: its band, why that is no higher, and what has no level."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QLocale

from nextrung.scoring.match import BANDS
from nextrung.scoring.reasons import MatchNotes, ReasonPhrases, reason
from nextrung.scoring.statements import Lack
from nextrung.ui import labels

_translate = QCoreApplication.translate


def reason_words(notes: MatchNotes) -> str:
    """Why the band is no higher; empty when nothing holds it down."""
    return reason(notes, _phrases())


def lack(value: Lack) -> str:
    """Why areas have no level, in a few words."""
    words: dict[Lack, str] = {
        "no_chance": _translate("match", "little chance so far"),
        "not_enough": _translate("match", "too few answers"),
        "both": _translate("match", "little chance or too few answers"),
    }
    return words[value]


def unscored_words(notes: MatchNotes) -> str:
    """How many areas have no level, none when all have one; which, where there is no match for it."""
    missing, areas = notes.missing, len(notes.names)
    if not notes.asked:
        return labels.no_role()
    if not missing:
        return ""
    if len(missing) == areas:
        return _translate("match", "No area has a level yet.")
    if notes.band is None:
        text = _translate("match", "Too little of what the role asks has a level. Without one: {0}.")
        return text.format(", ".join(missing))
    counted = labels.counted(
        len(missing),
        _translate("match", "1 of {1} areas has no level yet."),
        _translate("match", "{0} of {1} areas have no level yet."),
        areas,
    )
    return _translate("match", "Provisional: {0}").format(counted) if notes.provisional else counted


def words(notes: MatchNotes) -> str:
    """Band, reason and missing levels in one text, with a full stop."""
    band = reason_words(notes) or (labels.band(notes.band) if notes.band else "")
    return " ".join(part for part in (band and f"{band}.", unscored_words(notes)) if part)


def beside(notes: MatchNotes) -> str:
    """Reason and missing levels, a line each, where the band stands already; empty when there is neither."""
    return "\n".join(part for part in (reason_words(notes), unscored_words(notes)) if part)


def beside_in_short(notes: MatchNotes) -> str:
    """As ``beside``, with the first reason alone and how many more there are."""
    first = reason_words(replace(notes, caps=notes.caps[:1]))
    more = len(notes.caps) - 1
    if first and more > 0:
        one, many = _translate("match", "{1}, and 1 more area"), _translate("match", "{1}, and {0} more areas")
        first = labels.counted(more, one, many, first)
    return "\n".join(part for part in (first, unscored_words(notes)) if part)


def _phrases() -> ReasonPhrases:
    return ReasonPhrases(
        bands={one: labels.band(one) for one in BANDS},
        whole=_translate("match", "{0}: {1}"),
        below=_translate("match", "{0} is {1} below its target"),
        critical_below=_translate("match", "{0} is critical and {1} below its target"),
        more_than=_translate("match", "more than {0}"),
        no_level=_translate("match", "{0} has no level yet"),
        no_levels=_translate("match", "{0} have no level yet"),
        critical_no_level=_translate("match", "{0} is critical and has no level yet"),
        critical_no_levels=_translate("match", "{0} are critical and have no level yet"),
        comma=_translate("match", ", "),
        last=_translate("match", " and "),
        between=_translate("match", "; "),
        decimal_point=QLocale().decimalPoint(),
    )
