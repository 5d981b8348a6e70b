"""The columns of spreadsheets and CSV files: what each is called, what it means, and where its value comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from nextrung.report.model import AnswerRow, Area, Entry, ReportModel, Step
from nextrung.report.words import words
from nextrung.scoring.judgement import Calibration, Judgement
from nextrung.scoring.reasons import reason

Value = str | float | int | bool | date | datetime | None
Shape = Literal["text", "long", "number", "whole", "day", "moment"]
T = TypeVar("T")


class Column(Struct, Generic[T], frozen=True):
    """One column: its name in the file, its meaning with unit and range, how it looks, and its value for a row."""

    name: str
    meaning: str
    shape: Shape
    value: Callable[[T], Value]


def _draft(model: ReportModel) -> str:
    return words()("trust.draft") if model.head.draft else ""


def _purpose(_model: ReportModel) -> str:
    return words()("purpose")


def _reason(model: ReportModel) -> str:
    return reason(model.match_notes)


def _judged(model: ReportModel) -> Judgement:
    return model.judgement or Judgement(None, 0, None)


def _calibrated(model: ReportModel) -> Calibration:
    return model.calibration or Calibration(None, None, None, 0, None, None, None, ())


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _unscored(entry: Entry) -> str:
    return ", ".join(entry.notes.unscored) if entry.notes else ""


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _point(entry: Entry, at: int) -> float | None:
    return None if entry.point is None else entry.point[at]


def _ticks(step: Step) -> Iterator[str]:
    for tick in step.ticks:
        yield f"[{tick.text}]" if tick.done else tick.text


def _evidence(step: Step) -> Iterator[str]:
    for kind, line in step.evidence:
        yield f"{line} ({kind})"


def _state(step: Step) -> str:
    return "suggested" if step.suggested else step.state


AREAS: tuple[Column[Area], ...] = (
    Column("competency", "id of the area", "text", lambda one: one.id),
    Column("name", "name of the area", "text", lambda one: one.name),
    Column("part", "responsibilities or skills", "text", lambda one: one.part),
    Column("status", "scored, not_enough (too few answers) or no_chance (little chance)", "text", lambda o: o.status),
    Column("score", "S, 0 to 100; empty without a level", "number", lambda one: one.score),
    Column(
        "score_low", "low end of the likely range of S", "number", lambda one: one.points[0] if one.points else None
    ),
    Column("score_high", "high end of the likely range of S", "number", lambda o: o.points[1] if o.points else None),
    Column("level", "L = 1 + S / 25, 1.0 to 5.0", "number", lambda one: one.level),
    Column("level_low", "low end of the likely range of L", "number", lambda one: one.low),
    Column("level_high", "high end of the likely range of L", "number", lambda one: one.high),
    Column("se", "standard error of S in points", "number", lambda one: one.se),
    Column("exposure", "share of questions there was a chance for, 0 to 1", "number", lambda one: one.exposure),
    Column("target", "level that the role asks for", "number", lambda one: one.target),
    Column("weight", "weight of the area in the role, 1 to 5", "whole", lambda one: one.weight),
    Column("critical", "whether the role calls the area critical", "text", lambda one: "yes" if one.critical else "no"),
    Column("gap", "target minus level, never below 0", "number", lambda one: one.gap),
    Column("priority", "weight times gap", "number", lambda one: one.priority),
    Column("probability", "that the true level lies below the target, 0 to 1", "number", lambda one: one.probability),
    Column(
        "likelihood",
        "likely, possible or unlikely that the gap is real; empty without a level",
        "text",
        lambda o: o.likelihood,
    ),
    Column("answered", "rating and frequency questions answered", "whole", lambda one: one.answered),
    Column("no_chance", "rating and frequency questions with no chance yet", "whole", lambda one: one.no_chance),
    Column("planned", "rating and frequency questions asked", "whole", lambda one: one.planned),
    Column("coach_level", "level by a coach's rating, never blended in", "number", lambda o: o.coach),
)
ANSWERS: tuple[Column[AnswerRow], ...] = (
    Column("item", "id of the question", "text", lambda one: one.item),
    Column("area", "name of the area", "text", lambda one: one.area),
    Column("facet", "name of the facet", "text", lambda one: one.facet),
    Column("kind", "rating, frequency, scenario, knowledge or evidence", "text", lambda one: one.kind.value),
    Column("question", "what was asked, with its case", "long", lambda o: f"{o.passage} {o.question}".strip()),
    Column("mark", "answered, skipped, no_chance or open (not reached)", "text", lambda one: one.mark),
    Column("value", "rating 1 to 5; frequency 0, 0.25, 0.5, 0.75 or 1", "number", lambda one: one.value),
    Column("choice", "key of the option picked", "text", lambda one: one.choice),
    Column("answer", "the answer in words", "long", lambda one: one.answer),
    Column("confidence", "how sure, in words", "text", lambda one: one.confidence),
    Column("seconds", "time on the question", "number", lambda one: one.seconds),
    Column("at", "moment of the answer, UTC", "moment", lambda one: _moment(one.at)),
    Column("note", "note; empty unless notes are asked for", "long", lambda one: one.note),
)
STEPS: tuple[Column[Step], ...] = (
    Column("title", "the step", "long", lambda one: one.title),
    Column("area", "name of the area; empty for none", "text", lambda one: one.area),
    Column("facet", "name of the facet; empty for none", "text", lambda one: one.facet),
    Column(
        "state",
        "planned, doing, done, dropped, or suggested",
        "text",
        _state,
    ),
    Column("due", "due date", "day", lambda one: None if one.suggested else one.due),
    Column("effort_hours", "hours it takes", "whole", lambda one: one.effort_hours),
    Column("start", "if-then plan for the start", "long", lambda one: one.start),
    Column("if_then", "if-then plan for later on", "long", lambda one: one.if_then),
    Column("small_steps", "small steps, done ones in brackets", "long", lambda o: "; ".join(_ticks(o))),
    Column("evidence_of_done", "what shows that it is done", "long", lambda one: one.evidence_of_done),
    Column("evidence", "what there is to show, with its kind", "long", lambda o: "; ".join(_evidence(o))),
    Column("finished_at", "moment it was finished, UTC", "moment", lambda one: _moment(one.finished_at)),
    Column("notes", "notes; empty unless notes are asked for", "long", lambda one: one.notes),
)
HISTORY: tuple[Column[Entry], ...] = (
    Column("completed_at", "moment the assessment was finished, UTC", "moment", lambda one: _moment(one.completed_at)),
    Column("form", "quick or full", "text", lambda one: one.form),
    Column("version", "version of the questionnaire", "text", lambda one: one.version),
    Column("match", "match to the role, 0 to 100", "number", lambda one: one.match),
    Column("band", "early, building, close or matches", "text", lambda o: (o.notes.band if o.notes else None) or ""),
    Column("band_reason", "why the band is no higher", "long", lambda o: reason(o.notes) if o.notes else ""),
    Column("unscored", "ids of the areas without a level", "text", _unscored),
    Column("level", "overall level by all of its questions, 1.0 to 5.0", "number", lambda one: one.level),
    Column("shared_level", "overall level by the questions shared with the newest", "number", lambda o: _point(o, 0)),
    Column("shared_low", "low end of its likely range", "number", lambda one: _point(one, 1)),
    Column("shared_high", "high end of its likely range", "number", lambda one: _point(one, 2)),
    Column("pattern", "answer pattern: good, fair or low (treat with care)", "text", lambda one: one.grade),
)
HEAD: tuple[Column[ReportModel], ...] = (
    Column("person", "name as given; empty for none", "text", lambda one: one.head.person),
    Column("completed_at", "moment the assessment was finished, UTC", "moment", lambda o: _moment(o.head.completed_at)),
    Column("questionnaire", "id of the questionnaire", "text", lambda one: one.head.questionnaire),
    Column("version", "version of the questionnaire", "text", lambda one: one.head.version),
    Column("form", "quick or full", "text", lambda one: one.head.form),
    Column("role", "id of the role profile compared with", "text", lambda one: one.head.role_id),
)
MATCH: tuple[Column[ReportModel], ...] = (
    Column("match", "match to the role, 0 to 100", "number", lambda one: one.match.value),
    Column("match_low", "low end of its likely range", "number", lambda o: (o.match.range or (None, None))[0]),
    Column("match_high", "high end of its likely range", "number", lambda o: (o.match.range or (None, None))[1]),
    Column("match_se", "standard error of the match", "number", lambda one: one.match.se),
    Column("band", "early, building, close or matches", "text", lambda one: one.match.band or ""),
    Column("band_reason", "why the band is no higher; empty when nothing lowers it", "long", _reason),
    Column("provisional", "whether an area has no level", "text", lambda o: _yes(o.match.provisional)),
    Column("unscored", "ids of the areas without a level", "text", lambda one: ", ".join(one.match.unscored)),
)
SUMMARY: tuple[Column[ReportModel], ...] = (
    *HEAD,
    Column("role_name", "name of the role profile", "text", lambda one: one.head.role),
    *MATCH,
    Column("overall_score", "mean of the scored areas, 0 to 100", "number", lambda one: one.result.overall.score),
    Column("overall_se", "its standard error", "number", lambda one: one.result.overall.se),
    Column("at_target", "areas at or above target", "whole", lambda one: one.reached),
    Column("focus", "areas to work on first, by priority", "long", lambda one: ", ".join(o.name for o in one.focus)),
    Column(
        "close_behind", "areas with nearly the priority of the last one", "long", lambda o: ", ".join(o.close_behind)
    ),
    Column("answered", "questions answered", "whole", lambda one: one.answered),
    Column("asked", "questions asked", "whole", lambda one: one.asked),
    Column("no_chance", "questions with no chance yet", "whole", lambda one: one.no_chance),
    Column("pattern", "answer pattern: good, fair or low (treat with care)", "text", lambda one: one.quality.grade),
    Column(
        "judgement",
        "mean credit in situations and checks, 0 to 100",
        "number",
        lambda o: _judged(o).score,
    ),
    Column("judgement_n", "situations and checks answered", "whole", lambda o: _judged(o).n),
    Column(
        "overconfidence",
        "mean confidence minus share right, in points",
        "number",
        lambda o: _calibrated(o).overconfidence,
    ),
    Column("overconfidence_se", "its standard error", "number", lambda o: _calibrated(o).se),
    Column("left_out", "parts that were left out", "long", lambda one: ", ".join(one.left_out)),
    Column("made_for", "me, coach, manager or later", "text", lambda one: one.audience),
    Column("made_on", "day the file was made", "day", lambda one: one.head.made_on),
    Column("app_version", "version of Next Rung", "text", lambda one: one.head.app_version),
    Column("purpose", "what it is for", "long", _purpose),
    Column("draft", "what no pilot has tested yet; empty once one has", "long", _draft),
)


def documented() -> Iterator[tuple[str, str, str]]:
    """Sheet, column and meaning of everything, in order."""
    yield from _of("summary", SUMMARY)
    yield from _of("results", AREAS)
    yield from _of("answers", ANSWERS)
    yield from _of("plan", STEPS)
    yield from _of("history", HISTORY)


def _of(sheet: str, columns: Sequence[Column[T]]) -> Iterator[tuple[str, str, str]]:
    for column in columns:
        yield words()(f"sheet.{sheet}"), column.name, column.meaning
