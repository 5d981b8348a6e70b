"""The report as JSON: the result as ``score --json`` prints it, with plan, history and, when asked for, the answers."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from msgspec import to_builtins

from nextrung.assessment import answers_file
from nextrung.assessment.answers_file import AnswersHead
from nextrung.report.model import Move, PastAssessment, PayRung, PayView, ReportModel, ReportStep
from nextrung.report.others import Others
from nextrung.scoring.reasons import reason
from nextrung.scoring.result import as_json as result_as_json

FORMAT = "nextrung.report"
FORMAT_VERSION = 1


def as_json(model: ReportModel) -> bytes:
    """One object; numbers unrounded, null for what does not exist, a part that was left out is missing.

    ``assessment`` is an answers file of its own, so that the file can be read back.
    """
    head = model.head
    found: dict[str, Any] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "app_version": head.app_version,
        "made_on": head.made_on.isoformat(),
        "made_for": model.audience,
        "person": head.person,
        "started_at": head.started_at,
        "completed_at": head.completed_at,
        "result": _result(model),
    }
    if "plan" in model.parts:
        found["plan"] = [_step(step) for step in model.steps]
    if model.suggestions:
        found["suggestions"] = [_step(step) for step in model.suggestions]
    if model.history is not None:
        found["history"] = [_entry(entry) for entry in model.history.entries]
        found["change"] = [_move(move) for move in model.history.moves]
    if model.pay is not None:
        found["pay"] = _pay(model.pay)
    if model.coach_at:
        found["coach"] = {"at": model.coach_at, "levels": {area.id: area.coach for area in model.areas}}
    if model.others is not None:
        found["others"] = _others(model.others)
    if model.talk is not None and not model.talk.empty:
        found["talk_about"] = to_builtins(model.talk)
    if model.notes:
        found["notes"] = [{"question": question, "note": note} for question, note in model.notes]
    if "answers" in model.parts:
        found["assessment"] = json.loads(answers_text(model))
    found["left_out"] = list(model.left_out)
    # NaN is no JSON, and other readers refuse the whole file for it: better to fail here, where it came from.
    return (json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def answers_text(model: ReportModel) -> str:
    """The answers of a report as an answers file."""
    head = model.head
    return answers_file.dump(
        AnswersHead(head.questionnaire, head.version, head.form, head.person),
        {answer.item: answer for answer in model.raw_answers},
    )


def _result(model: ReportModel) -> dict[str, Any]:
    found = result_as_json(model.result)
    if model.judgement is None:
        # Taken away, not set to null: null says that there was nothing to score.
        del found["judgement"], found["calibration"]
    if not model.roles:
        del found["roles"]
    return found


def _step(step: ReportStep) -> dict[str, Any]:
    return {
        "id": step.id,
        "title": step.title,
        "area": step.area,
        "facet": step.facet,
        "state": "suggested" if step.suggested else step.state,
        # Nobody has set that day: it is only the length of the action from today on.
        "due": None if step.suggested else _day(step.due),
        "effort_hours": step.effort_hours,
        "start": step.start,
        "if_then": step.if_then,
        "small_steps": [{"text": tick.text, "done": tick.done} for tick in step.ticks],
        "evidence_of_done": step.evidence_of_done,
        "evidence": [{"kind": kind, "line": line} for kind, line in step.evidence],
        "finished_at": step.finished_at,
        "notes": step.notes,
    }


def _entry(entry: PastAssessment) -> dict[str, Any]:
    return {
        "completed_at": entry.completed_at,
        "form": entry.form,
        "version": entry.version,
        "match": entry.match,
        "band": entry.notes.band if entry.notes else None,
        "reason": (reason(entry.notes) or None) if entry.notes else None,
        "unscored": list(entry.notes.unscored) if entry.notes else [],
        "level": entry.level,
        "pattern": entry.grade,
        "shared_level": list(entry.point) if entry.point else None,
    }


def _move(move: Move) -> dict[str, Any]:
    return {"competency": move.id or "overall", "before": move.before, "after": move.after, "call": move.call}


def _others(found: Others) -> dict[str, Any]:
    return {
        "asked_at": found.asked_at,
        "minimum": found.minimum,
        "views": [
            {
                "competency": one.area,
                "own": one.own,
                "target": one.target,
                "group": one.part,
                "raters": one.raters,
                "level": one.level,
                "range": None if one.level is None else [one.low, one.high],
                "band": None if one.agreement is None else [one.low, one.high],
                "agreement": one.agreement,
                "comparison": one.comparison,
            }
            for one in found.rows
        ],
        "talk_about": [{"competency": one.area, "group": one.part} for one in found.talk],
        "examples": [{"competency": one.area, "group": one.part, "text": one.text} for one in found.examples],
    }


def _pay(pay: PayView) -> dict[str, Any]:
    return {
        "currency": pay.currency,
        "place": pay.place,
        "sector": pay.sector,
        "country": pay.country,
        "published": [{"label": label, "amount": amount} for label, amount in pay.published],
        "basis": pay.basis,
        "rungs": [_pay_rung(rung) for rung in pay.rungs],
        "adverts": [
            {"beside": one.beside or None, "title": one.title, "level": one.level or None, "n": one.n}
            | {"currency": one.currency, "period": one.period, "percentiles": _percentiles(one.points)}
            for one in pay.adverts
        ],
        "official": [
            {"where": one.where or None, "period": one.period, "estimated": one.estimated}
            | {"error": one.error_words or None, "percentiles": _percentiles(one.points)}
            for one in pay.official
        ],
        "own": [
            {"rung": rung, "amount": amount, "currency": currency, "date": _day(when), "source": source}
            for rung, amount, currency, when, source in pay.own
        ],
        "error": pay.error_words,
        "sources": [{"source": one.source, "period": one.period, "address": one.address} for one in pay.sources],
    }


def _pay_rung(rung: PayRung) -> dict[str, Any]:
    shown = rung.shown
    return {
        "rung": rung.id,
        "name": rung.name,
        "basis": rung.basis,
        "low": shown.low if shown else None,
        "typical_low": shown.typical_low if shown else None,
        "typical": shown.typical if shown else None,
        "high": shown.high if shown else None,
        "error": rung.error_words or None,
        "match": rung.match,
        "standing": rung.standing,
        "reason": (reason(rung.notes) or None) if rung.notes else None,
    }


def _percentiles(points: tuple[tuple[float, float], ...]) -> dict[str, float]:
    return {f"p{share * 100:.0f}": amount for share, amount in points}


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
