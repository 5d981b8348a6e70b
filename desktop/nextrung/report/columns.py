"""The columns of spreadsheets and CSV files: what each is called, what it means, and where its value comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from nextrung.report.model import PastAssessment, ReportAnswer, ReportArea, ReportModel, ReportStep
from nextrung.report.others import OthersExample, OthersRow
from nextrung.report.words import caution_sentences, words
from nextrung.scoring.judgement import Calibration, Judgement
from nextrung.scoring.reasons import reason
from nextrung.views.invitation import Part
from nextrung.views.rounds import ALONE, GROUPS

Value = str | float | int | bool | date | datetime | None
Shape = Literal["text", "long", "number", "whole", "day", "moment"]
SeenByGroups = Mapping[Part, OthersRow]
"""How each group that is shown sees one area."""
T = TypeVar("T")


class ExportColumn(Struct, Generic[T], frozen=True):
    """One column: its name in the file, its meaning with unit and range, how it looks, and its value for a row."""

    name: str
    meaning: str
    shape: Shape
    value: Callable[[T], Value]


def _cautions(model: ReportModel) -> str:
    return " ".join(caution_sentences(model.head.cautions))


def _draft(model: ReportModel) -> str:
    return words()("trust.draft") if model.head.draft else ""


def _purpose(_model: ReportModel) -> str:
    return words()("purpose")


def _reason(model: ReportModel) -> str:
    return reason(model.match_notes)


# An empty one where the part is left out, so that a file has the same columns for every audience.
def _judged(model: ReportModel) -> Judgement:
    return model.judgement or Judgement(None, 0, None)


def _calibrated(model: ReportModel) -> Calibration:
    return model.calibration or Calibration(None, None, None, 0, None, None, None, ())


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _unscored(entry: PastAssessment) -> str:
    return ", ".join(entry.notes.unscored) if entry.notes else ""


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _point(entry: PastAssessment, at: int) -> float | None:
    return None if entry.point is None else entry.point[at]


def _ticks(step: ReportStep) -> Iterator[str]:
    for tick in step.ticks:
        yield f"[{tick.text}]" if tick.done else tick.text


def _evidence(step: ReportStep) -> Iterator[str]:
    for kind, line in step.evidence:
        yield f"{line} ({kind})"


def _state(step: ReportStep) -> str:
    return "suggested" if step.suggested else step.state


AREAS: tuple[ExportColumn[ReportArea], ...] = (
    ExportColumn("competency", "id of the area", "text", lambda one: one.id),
    ExportColumn("name", "name of the area", "text", lambda one: one.name),
    ExportColumn("part", "responsibilities or skills", "text", lambda one: one.part),
    ExportColumn(
        "status", "scored, not_enough (too few answers) or no_chance (little chance)", "text", lambda o: o.status
    ),
    ExportColumn("score", "S, 0 to 100; empty without a level", "number", lambda one: one.score),
    ExportColumn(
        "score_low", "low end of the likely range of S", "number", lambda one: one.points[0] if one.points else None
    ),
    ExportColumn(
        "score_high", "high end of the likely range of S", "number", lambda o: o.points[1] if o.points else None
    ),
    ExportColumn("level", "L = 1 + S / 25, 1.0 to 5.0", "number", lambda one: one.level),
    ExportColumn("level_low", "low end of the likely range of L", "number", lambda one: one.low),
    ExportColumn("level_high", "high end of the likely range of L", "number", lambda one: one.high),
    ExportColumn("se", "standard error of S in points", "number", lambda one: one.se),
    ExportColumn("exposure", "share of questions there was a chance for, 0 to 1", "number", lambda one: one.exposure),
    ExportColumn("target", "level that the role asks for", "number", lambda one: one.target if one.asked else None),
    ExportColumn("weight", "weight of the area in the role, 1 to 5", "whole", lambda o: o.weight if o.asked else None),
    ExportColumn(
        "critical", "whether the role calls the area critical", "text", lambda one: "yes" if one.critical else "no"
    ),
    ExportColumn("gap", "target minus level, never below 0", "number", lambda one: one.gap),
    ExportColumn("priority", "weight times gap", "number", lambda one: one.priority),
    ExportColumn(
        "probability", "that the true level lies below the target, 0 to 1", "number", lambda one: one.probability
    ),
    ExportColumn(
        "likelihood",
        "likely, possible or unlikely that the gap is real; empty without a level",
        "text",
        lambda o: o.likelihood,
    ),
    ExportColumn("answered", "rating and frequency questions answered", "whole", lambda one: one.answered),
    ExportColumn("no_chance", "rating and frequency questions with no chance yet", "whole", lambda one: one.no_chance),
    ExportColumn("planned", "rating and frequency questions asked", "whole", lambda one: one.planned),
    ExportColumn(
        "level_cautions",
        "weak (anchors), one_item (one answer), borrowed (error); empty for none",
        "text",
        lambda one: ", ".join(one.cautions),
    ),
    ExportColumn("coach_level", "level by a coach's rating, never blended in", "number", lambda o: o.coach),
)
ANSWERS: tuple[ExportColumn[ReportAnswer], ...] = (
    ExportColumn("item", "id of the question", "text", lambda one: one.item),
    ExportColumn("area", "name of the area", "text", lambda one: one.area),
    ExportColumn("facet", "name of the facet", "text", lambda one: one.facet),
    ExportColumn("kind", "rating, frequency, scenario, knowledge or evidence", "text", lambda one: one.kind.value),
    ExportColumn("question", "what was asked, with its case", "long", lambda o: f"{o.passage} {o.question}".strip()),
    ExportColumn("mark", "answered, skipped, no_chance or open (not reached)", "text", lambda one: one.mark),
    ExportColumn("value", "rating 1 to 5; frequency 0, 0.25, 0.5, 0.75 or 1", "number", lambda one: one.value),
    ExportColumn("choice", "key of the option picked", "text", lambda one: one.choice),
    ExportColumn("answer", "the answer in words", "long", lambda one: one.answer),
    ExportColumn("confidence", "how sure, in words", "text", lambda one: one.confidence),
    ExportColumn("seconds", "time on the question", "number", lambda one: one.seconds),
    ExportColumn("at", "moment of the answer, UTC", "moment", lambda one: _moment(one.at)),
    ExportColumn("note", "note; empty unless notes are asked for", "long", lambda one: one.note),
)
STEPS: tuple[ExportColumn[ReportStep], ...] = (
    ExportColumn("title", "the step", "long", lambda one: one.title),
    ExportColumn("area", "name of the area; empty for none", "text", lambda one: one.area),
    ExportColumn("facet", "name of the facet; empty for none", "text", lambda one: one.facet),
    ExportColumn(
        "state",
        "planned, doing, done, dropped, or suggested",
        "text",
        _state,
    ),
    ExportColumn("due", "due date", "day", lambda one: None if one.suggested else one.due),
    ExportColumn("effort_hours", "hours it takes", "whole", lambda one: one.effort_hours),
    ExportColumn("start", "if-then plan for the start", "long", lambda one: one.start),
    ExportColumn("if_then", "if-then plan for later on", "long", lambda one: one.if_then),
    ExportColumn("small_steps", "small steps, done ones in brackets", "long", lambda o: "; ".join(_ticks(o))),
    ExportColumn("evidence_of_done", "what shows that it is done", "long", lambda one: one.evidence_of_done),
    ExportColumn("evidence", "what there is to show, with its kind", "long", lambda o: "; ".join(_evidence(o))),
    ExportColumn("finished_at", "moment it was finished, UTC", "moment", lambda one: _moment(one.finished_at)),
    ExportColumn("notes", "notes; empty unless notes are asked for", "long", lambda one: one.notes),
)
HISTORY: tuple[ExportColumn[PastAssessment], ...] = (
    ExportColumn(
        "completed_at", "moment the assessment was finished, UTC", "moment", lambda one: _moment(one.completed_at)
    ),
    ExportColumn("form", "quick or full", "text", lambda one: one.form),
    ExportColumn("version", "version of the questionnaire", "text", lambda one: one.version),
    ExportColumn("match", "match to the role, 0 to 100", "number", lambda one: one.match),
    ExportColumn(
        "band", "early, building, close or matches", "text", lambda o: (o.notes.band if o.notes else None) or ""
    ),
    ExportColumn("band_reason", "why the band is no higher", "long", lambda o: reason(o.notes) if o.notes else ""),
    ExportColumn("unscored", "ids of the areas without a level", "text", _unscored),
    ExportColumn("level", "overall level by all of its questions, 1.0 to 5.0", "number", lambda one: one.level),
    ExportColumn(
        "shared_level", "overall level by the questions shared with the newest", "number", lambda o: _point(o, 0)
    ),
    ExportColumn("shared_low", "low end of its likely range", "number", lambda one: _point(one, 1)),
    ExportColumn("shared_high", "high end of its likely range", "number", lambda one: _point(one, 2)),
    ExportColumn(
        "pattern", "how the questions were answered: good, fair or low (treat with care)", "text", lambda one: one.grade
    ),
)
OTHERS: tuple[ExportColumn[OthersRow], ...] = (
    ExportColumn("competency", "id of the area", "text", lambda one: one.area),
    ExportColumn("name", "name of the area", "text", lambda one: one.name),
    ExportColumn("own_level", "own level, 1.0 to 5.0", "number", lambda one: one.own),
    ExportColumn("target", "level that the role asks for", "number", lambda one: one.target),
    ExportColumn("group", "manager, colleague, led, client or coach", "text", lambda one: one.part),
    ExportColumn("raters", "how many of the group are in it", "whole", lambda one: one.raters),
    ExportColumn("seen_level", "mean of their levels; empty for three to five raters", "number", lambda one: one.level),
    ExportColumn(
        "seen_low", "low end of its likely range, or of the band in which it lies", "number", lambda one: one.low
    ),
    ExportColumn(
        "seen_high", "high end of its likely range, or of the band in which it lies", "number", lambda one: one.high
    ),
    ExportColumn(
        "agreement", "of three to five raters: close_together, mixed or far_apart", "text", lambda one: one.agreement
    ),
    ExportColumn(
        "comparison",
        "self_high, self_low or agreed (no difference that can be told)",
        "text",
        lambda one: one.comparison,
    ),
)
EXAMPLES: tuple[ExportColumn[OthersExample], ...] = (
    ExportColumn("competency", "id of the area", "text", lambda one: one.area),
    ExportColumn("name", "name of the area", "text", lambda one: one.name),
    ExportColumn("group", "manager, colleague, led, client or coach", "text", lambda one: one.part),
    ExportColumn("example", "an example in their words, in an order that says nothing", "long", lambda one: one.text),
)


def _of_group(part: Part) -> Iterator[ExportColumn[SeenByGroups]]:
    """What a group sees of an area, as columns beside those of the area."""
    for column in OTHERS[-6:]:
        name = f"views_{part}_{column.name.removeprefix('seen_')}"
        yield ExportColumn(name, column.meaning, column.shape, partial(_of_row, part, column))


def _of_row(part: Part, column: ExportColumn[OthersRow], seen: SeenByGroups) -> Value:
    return column.value(seen[part]) if part in seen else None


# empty ones where a group is not shown, so that a file has the same columns for every audience
BESIDE = tuple(column for part in (ALONE, *GROUPS) for column in _of_group(part))
HEAD: tuple[ExportColumn[ReportModel], ...] = (
    ExportColumn("person", "name as given; empty for none", "text", lambda one: one.head.person),
    ExportColumn(
        "completed_at", "moment the assessment was finished, UTC", "moment", lambda o: _moment(o.head.completed_at)
    ),
    ExportColumn("questionnaire", "id of the questionnaire", "text", lambda one: one.head.questionnaire),
    ExportColumn("version", "version of the questionnaire", "text", lambda one: one.head.version),
    ExportColumn("form", "quick or full", "text", lambda one: one.head.form),
    ExportColumn("role", "id of the role profile compared with", "text", lambda one: one.head.role_id),
)
MATCH: tuple[ExportColumn[ReportModel], ...] = (
    ExportColumn("match", "match to the role, 0 to 100", "number", lambda one: one.match.value),
    ExportColumn("match_low", "low end of its likely range", "number", lambda o: (o.match.range or (None, None))[0]),
    ExportColumn("match_high", "high end of its likely range", "number", lambda o: (o.match.range or (None, None))[1]),
    ExportColumn("match_se", "standard error of the match", "number", lambda one: one.match.se),
    ExportColumn("band", "early, building, close or matches", "text", lambda one: one.match.band or ""),
    ExportColumn("band_reason", "why the band is no higher; empty when nothing lowers it", "long", _reason),
    ExportColumn("provisional", "whether an area has no level", "text", lambda o: _yes(o.match.provisional)),
    ExportColumn("unscored", "ids of the areas without a level", "text", lambda one: ", ".join(one.match.unscored)),
)
TRUST: tuple[ExportColumn[ReportModel], ...] = (
    ExportColumn("cautions", "who made the questionnaire, and what makes levels worth less", "long", _cautions),
    ExportColumn("draft", "what no pilot has tested yet; empty once one has", "long", _draft),
)
SUMMARY: tuple[ExportColumn[ReportModel], ...] = (
    *HEAD,
    ExportColumn("role_name", "name of the role profile", "text", lambda one: one.head.role),
    *MATCH,
    ExportColumn("overall_score", "mean of the scored areas, 0 to 100", "number", lambda one: one.result.overall.score),
    ExportColumn("overall_se", "its standard error", "number", lambda one: one.result.overall.se),
    ExportColumn("at_target", "areas at or above target", "whole", lambda one: one.reached),
    ExportColumn(
        "focus", "areas to work on first, by priority", "long", lambda one: ", ".join(o.name for o in one.focus)
    ),
    ExportColumn(
        "close_behind", "areas with nearly the priority of the last one", "long", lambda o: ", ".join(o.close_behind)
    ),
    ExportColumn("answered", "questions answered", "whole", lambda one: one.answered),
    ExportColumn("asked", "questions asked", "whole", lambda one: one.asked),
    ExportColumn("no_chance", "questions with no chance yet", "whole", lambda one: one.no_chance),
    ExportColumn(
        "pattern",
        "how the questions were answered: good, fair or low (treat with care)",
        "text",
        lambda one: one.quality.grade,
    ),
    ExportColumn(
        "judgement",
        "mean credit in situations and checks, 0 to 100",
        "number",
        lambda o: _judged(o).score,
    ),
    ExportColumn("judgement_n", "situations and checks answered", "whole", lambda o: _judged(o).n),
    ExportColumn(
        "overconfidence",
        "mean confidence minus share right, in points",
        "number",
        lambda o: _calibrated(o).overconfidence,
    ),
    ExportColumn("overconfidence_se", "its standard error", "number", lambda o: _calibrated(o).se),
    ExportColumn("left_out", "parts that were left out", "long", lambda one: ", ".join(one.left_out)),
    ExportColumn("made_for", "me, coach, manager or later", "text", lambda one: one.audience),
    ExportColumn("made_on", "day the file was made", "day", lambda one: one.head.made_on),
    ExportColumn("app_version", "version of Next Rung", "text", lambda one: one.head.app_version),
    ExportColumn("purpose", "what it is for", "long", _purpose),
    *TRUST,
)


def documented() -> Iterator[tuple[str, str, str]]:
    """Sheet, column and meaning of everything, in order."""
    yield from _of("summary", SUMMARY)
    yield from _of("results", AREAS)
    yield from _of("answers", ANSWERS)
    yield from _of("plan", STEPS)
    yield from _of("history", HISTORY)
    yield from _of("others", OTHERS)
    yield from _of("examples", EXAMPLES)


def _of(sheet: str, columns: Sequence[ExportColumn[T]]) -> Iterator[tuple[str, str, str]]:
    for column in columns:
        yield words()(f"sheet.{sheet}"), column.name, column.meaning
