"""Words of the session pages: points of the agenda, findings, and the page that is handed over."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from nextrung.people.session import AgendaPoint, Mark
from nextrung.ui import labels, match_words
from nextrung.ui.sessions.state import FindingRow, SessionPageState

_translate = QCoreApplication.translate
MARK = "• "
MARKS = (MARK, "- ", "* ")
"""What a line of a list on the page that is handed over begins with."""


def mark(value: Mark) -> str:
    """How a finding was taken, in a word."""
    words: dict[Mark, str] = {
        "agree": _translate("sessions", "Agree"),
        "unsure": _translate("sessions", "Unsure"),
        "disagree": _translate("sessions", "Disagree"),
    }
    return words[value]


def point(one: AgendaPoint) -> str:
    """One point of the agenda in a sentence."""
    if one.kind == "own":
        return one.text
    if one.kind == "change":
        text = _translate("sessions", "{0} looks changed: {1} levels between two assessments")
        return text.format(one.text, labels.signed(one.value or 0))
    if one.kind == "gap":
        return _translate("sessions", "To work on first: {0}, {1} levels below its target").format(
            one.text, labels.level(one.value or 0)
        )
    if one.kind == "calibration":
        surer = (one.value or 0) > 0
        text = _translate("sessions", "How sure and how right: surer than the answers support by {0} points")
        if not surer:
            text = _translate("sessions", "How sure and how right: answers better than expected by {0} points")
        return text.format(labels.points(abs(one.value or 0)))
    if one.kind == "unsure":
        about = one.text or _finding_name(one.subject)
        return _translate("sessions", "Marked unsure last time: {0}").format(about)
    text = _translate("sessions", "Plan step due: {0}")
    if one.kind == "step_done":
        text = _translate("sessions", "Plan step done: {0}")
    return text.format(one.text)


def _finding_name(finding: str) -> str:
    if finding == "match":
        return _translate("sessions", "match to the role")
    return _translate("sessions", "how sure, how right")


def finding(one: FindingRow) -> str:
    """What a finding says."""
    if one.id == "match":
        if one.value is None or one.likely is None:
            start = _translate("sessions", "Match to the role: none yet")
            return f"{start}. {match_words.unscored_words(one.notes)}" if one.notes else start
        text = _translate("sessions", "Match to the role: {0} of 100, likely {1}")
        said = text.format(labels.match(one.value), labels.match_range(*one.likely))
        return f"{said}. {match_words.words(one.notes)}" if one.notes else said
    if one.id == "calibration":
        surer = (one.value or 0) > 0
        text = _translate("sessions", "Surer than the answers support, by {0} points")
        if not surer:
            text = _translate("sessions", "Answers better than expected, by {0} points")
        return text.format(labels.points(abs(one.value or 0)))
    if one.target is None:
        return _without_target(one)
    target = labels.level(one.target)
    if one.level is None or one.likely is None:
        text = _translate("sessions", "{0}: little chance so far; the role asks for {1}")
        if one.status != "no_chance":
            text = _translate("sessions", "{0}: too few answers; the role asks for {1}")
        return text.format(one.area, target)
    text = _translate("sessions", "{0}: level {1}, likely {2}; the role asks for {3}")
    return text.format(one.area, labels.level(one.level), labels.level_range(*one.likely), target)


def _without_target(one: FindingRow) -> str:
    """What an area says that the role does not ask for."""
    if one.level is None or one.likely is None:
        text = _translate("sessions", "{0}: little chance so far")
        return (text if one.status == "no_chance" else _translate("sessions", "{0}: too few answers")).format(one.area)
    text = _translate("sessions", "{0}: level {1}, likely {2}")
    return text.format(one.area, labels.level(one.level), labels.level_range(*one.likely))


def summary(state: SessionPageState, role: str) -> str:
    """The page that is handed over: what was decided, the steps, what stays open. No private notes, by construction.

    Only what both have agreed on or talked about is in it; reasons for marks stay with the coach.
    """
    return "\n".join(_lines(state, role)).rstrip() + "\n"


def headings() -> dict[str, str]:
    """The headings of the page by what stands under them, in order."""
    return {
        "decided": _translate("sessions", "What was decided"),
        "steps": _translate("sessions", "Steps in the plan"),
        "talked": _translate("sessions", "What was talked about"),
        "open": _translate("sessions", "What stays open"),
    }


def purpose() -> str:
    """What every page says at its end."""
    return _translate("sessions", "Made for your own development. Not suitable for hiring, pay or promotion decisions.")


def _lines(state: SessionPageState, role: str) -> Iterator[str]:
    session = state.session
    yield _translate("sessions", "Coaching session with {0}").format(state.name)
    parts = [labels.day(session.started_at or session.moment)] if session.moment else []
    parts.append(_translate("sessions", "compared with {0}").format(role))
    yield " · ".join(parts)
    inside = {
        "decided": [line for line in session.decided.splitlines() if line.strip()],
        "steps": [_step(state, at) for at in range(len(state.steps))],
        "talked": [point(one) for one in state.agenda if one.covered],
        "open": _open_findings(state),
    }
    for name, heading in headings().items():
        if inside[name]:
            yield ""
            yield heading
            yield from map(_listed, inside[name])
    yield ""
    if state.next_session is not None:
        text = _translate("sessions", "Next session: {0}, {1}")
        yield text.format(labels.day(state.next_session), labels.clock(state.next_session))
        yield ""
    # only where levels stand on the page: decisions and steps need no pilot
    if state.draft and (inside["open"] or inside["talked"]):
        yield labels.no_pilot()
    yield purpose()


def _listed(line: str) -> str:
    """A line of a list, with the one mark that all have, whichever was typed."""
    plain = line.lstrip()
    return MARK + (plain[len(MARK) :].lstrip() if plain.startswith(MARKS) else line)


def _step(state: SessionPageState, at: int) -> str:
    step = state.steps[at]
    if step.due is None:
        return step.title
    return _translate("sessions", "{0}, due {1}").format(step.title, labels.near_day(step.due, state.today))


def _open_findings(state: SessionPageState) -> list[str]:
    return [finding(one) for one in state.findings if one.mark is not None and one.mark.mark == "unsure"]
