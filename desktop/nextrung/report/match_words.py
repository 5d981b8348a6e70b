"""The words beside a match in files and on the terminal: its band, why that is no higher, and what has no level."""

from __future__ import annotations

from nextrung.report.words import listed, words
from nextrung.scoring.reasons import MatchNotes, reason


def band_words(notes: MatchNotes) -> str:
    """The reason for a band that something holds down, which names the band; else the band alone; empty without one."""
    return reason(notes) or (words()(f"band.{notes.band}") if notes.band else "")


def unscored_words(notes: MatchNotes) -> str:
    """How many areas have no level, none when all have one; which, where there is no match for it."""
    say, missing, areas = words(), len(notes.missing), len(notes.names)
    if not notes.asked:
        return say("figures.no_role")
    if not missing:
        return ""
    if missing == areas:
        return say("figures.none")
    if notes.band is None:
        return say("figures.missing", listed(notes.missing))
    counted = say.counted("figures.unscored", missing, areas)
    return say("figures.provisional", counted) if notes.provisional else counted


def beside(notes: MatchNotes) -> str:
    """Band, reason and missing levels in one text."""
    return ". ".join(part for part in (band_words(notes), unscored_words(notes)) if part)
