"""Builds the model of a report from one person's assessment. Pure: the same material gives the same report."""

from __future__ import annotations

from msgspec.structs import replace

from nextrung import __version__
from nextrung.assessment.answer import Answer
from nextrung.assessment.described import answer_words, confidence_words, mark
from nextrung.assessment.walk import asked_items
from nextrung.plan.offers import Offer, offers
from nextrung.plan.step import KeptEvidence, PlanStep
from nextrung.questionnaire.model import Competency, Questionnaire
from nextrung.report.audience import Contents, missing_parts
from nextrung.report.history import history
from nextrung.report.material import Finished, Material
from nextrung.report.model import (
    Focus,
    Head,
    NextStep,
    ReportAnswer,
    ReportArea,
    ReportModel,
    ReportStep,
    RoleMatch,
    Tagged,
)
from nextrung.report.others import others
from nextrung.report.pay import pay_view
from nextrung.report.talk import talk
from nextrung.scoring.cautions import of_score
from nextrung.scoring.facets import FacetView, facet_views, missing_chances, thinnest_facet
from nextrung.scoring.gaps import likelihood
from nextrung.scoring.levels import ROUNDING, self_report_items, unit
from nextrung.scoring.reasons import match_notes
from nextrung.scoring.result import Result, result_cautions, score
from nextrung.scoring.statements import highest_everywhere, is_draft
from nextrung.scoring.tagged import tagged_views


def build(material: Material, wanted: Contents) -> ReportModel:
    """The report for an audience; a part it does not get is left empty and named in ``left_out``."""
    done = material.finished
    has = wanted.held_by(done.content).parts
    # Scored anew from the answers: nothing derived is kept, so a report never shows an older rule than the window.
    result = score(done.form, done.answers, done.content, material.role, done.seen)
    coach = material.coach if "coach" in has else None
    scored = done.content.scored_items[done.form]
    # Examples are not scored, and nobody has to give any: counted in, a finished form would look unfinished.
    given = [done.answers[item.id] for item in scored if item.id in done.answers]
    steps = tuple(_step(step, material, notes="notes" in has) for step in material.steps) if "plan" in has else ()
    live = any(step.live for step in material.steps)  # also of a plan that is left out
    taps = {point.id: point.label for point in done.content.blueprint.scales.confidence}
    return ReportModel(
        head=_head(material, result),
        audience=wanted.audience,
        parts=has,
        left_out=tuple(part for part in wanted.left_out if part not in missing_parts(done.content)),
        result=result,
        match=result.match,
        areas=tuple(_area(result, one, done, coach.levels.get(one) if coach else None) for one in result.order),
        focus=tuple(_focus(result, one, done) for one in result.focus),
        close_behind=tuple(done.content.competencies_by_id[one].name for one in result.close_behind),
        answered=sum(answer.counts for answer in given),
        asked=len(scored),
        no_chance=sum(answer.no_chance for answer in given),
        quality=result.quality,
        chances=tuple(
            (one.competency.name, one.facet.name, one.facet.no_chance)
            for one in missing_chances(done.answers, done.content)
        ),
        roles=_roles(result) if "roles" in has else (),
        judgement=result.judgement if "judgement" in has else None,
        calibration=result.calibration if "judgement" in has else None,
        taps=tuple((taps[tap.id], tap.right, tap.n) for tap in result.calibration.taps) if "judgement" in has else (),
        tagged=_tagged(done),
        steps=steps,
        # Whoever has a plan follows it; suggestions beside it would compete with what the person chose.
        suggestions=() if live else tuple(_suggestion(offer, material) for offer in _offers(material, result)),
        history=history(material) if "history" in has else None,
        pay=pay_view(material.pay, result) if "pay" in has and material.pay else None,
        answers=_answers(done, notes="notes" in has) if "answers" in has else (),
        raw_answers=_raw(done, notes="notes" in has) if "answers" in has else (),
        notes=_notes(done) if "notes" in has else (),
        coach_at=coach.at if coach else "",
        others=others(material.others, wanted.audience) if "others" in has and material.others else None,
        talk=talk(result, done.answers, judgement="judgement" in has) if wanted.audience == "coach" else None,
    )


def _head(material: Material, result: Result) -> Head:
    questionnaire, done = result.questionnaire, material.finished
    return Head(
        person=material.person,
        role=result.role.name,
        role_id=result.role.id,
        role_summary=result.role.summary,
        form=done.form,
        started_at=done.started_at,
        completed_at=done.completed_at,
        title=questionnaire.blueprint.title,
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        roles_version=questionnaire.roles_version,
        scoring_version=questionnaire.scoring.version,
        cautions=result_cautions(result),
        draft=is_draft(questionnaire),
        made_on=material.now.astimezone().date(),
        app_version=__version__,
    )


def _area(result: Result, competency_id: str, done: Finished, coach: float | None) -> ReportArea:
    questionnaire = result.questionnaire
    competency = questionnaire.competencies_by_id[competency_id]
    found, gap = result.competencies[competency_id], result.gaps[competency_id]
    low, high = found.level_range or (None, None)
    part = next(one for one in questionnaire.blueprint.parts if one.id == questionnaire.part_of[competency_id])
    return ReportArea(
        id=competency_id,
        name=competency.name,
        construct=competency.construct,
        part=part.name,
        status=found.status,
        score=found.score,
        level=found.level,
        low=low,
        high=high,
        points=found.range,
        se=found.se,
        exposure=found.exposure,
        target=gap.target,
        weight=gap.weight,
        critical=gap.critical,
        gap=gap.gap,
        priority=gap.priority,
        probability=gap.probability,
        likelihood=likelihood(gap, questionnaire.scoring),
        answered=found.answered,
        no_chance=found.no_chance,
        planned=found.planned,
        worth_checking=competency_id in result.worth_checking,
        next_level=_next_level(found.level, competency, questionnaire),
        next_steps=_next_steps(competency, done),
        highest=highest_everywhere(competency, done.form, done.answers),
        cautions=of_score(found, competency, done.form, questionnaire),
        coach=coach,
    )


def _next_level(level: float | None, competency: Competency, content: Questionnaire) -> tuple[int, str, str] | None:
    labels = content.blueprint.scales.rating
    if level is None or level >= len(labels):
        return None
    at = int(level + ROUNDING)  # index of the level above, as levels count from 1
    return at + 1, labels[at].label, competency.levels[at]


def _next_steps(competency: Competency, done: Finished) -> tuple[NextStep, ...]:
    """One step up in each facet, the lowest answers first; where there was no chance, how to get one."""
    views = [view for view in facet_views(done.answers, done.content) if view.competency.id == competency.id]
    missing = {one.facet.id for one in missing_chances(done.answers, done.content)}
    steps = [_step_up(view) for view in _lowest_first(views, done)]
    chances = [
        NextStep(view.facet.name, "", view.facet.no_chance, chance=True)
        for view in views
        # With an answer there was some chance, and the step up from it says more.
        if view.facet.id in missing and not (view.answer or view.frequency)
    ]
    return (*steps, *chances)


def _step_up(view: FacetView) -> NextStep:
    # The anchor of the rating first: it says in words what the next step looks like, a share only how often.
    if view.next_anchor:
        return NextStep(view.facet.name, view.answer, view.next_anchor, chance=False)
    return NextStep(view.facet.name, view.frequency, "", chance=False, oftener=view.next_frequency)


def _lowest_first(views: list[FacetView], done: Finished) -> list[FacetView]:
    units: dict[str, list[float]] = {}
    for view in views:
        for item in self_report_items(view.competency, done.form):
            answer = done.answers.get(item.id)
            if item.facet == view.facet.id and answer is not None and answer.value is not None:
                units.setdefault(item.facet, []).append(unit(item, answer.value))
    upward = [view for view in views if view.next_anchor or view.next_frequency]
    return sorted(upward, key=lambda view: sum(units[view.facet.id]) / len(units[view.facet.id]))


def _focus(result: Result, competency_id: str, done: Finished) -> Focus:
    competency = result.questionnaire.competencies_by_id[competency_id]
    found, gap = result.competencies[competency_id], result.gaps[competency_id]
    thin = thinnest_facet(competency, done.form, done.answers)
    return Focus(
        id=competency_id,
        name=competency.name,
        level=found.level or 0.0,
        target=gap.target,
        gap=gap.gap or 0.0,
        facet=thin.facet.name if thin else "",
        lowest=bool(thin and thin.lowest),
    )


def _roles(result: Result) -> tuple[RoleMatch, ...]:
    content = result.questionnaire
    names = {role.id: role.name for role in content.roles}
    return tuple(
        RoleMatch(role, names[role], one.value, match_notes(one, content)) for role, one in result.matches.items()
    )


def _tagged(done: Finished) -> tuple[Tagged, ...]:
    views = tagged_views(done.form, done.answers, done.content)
    return tuple(Tagged(view.tag.name, view.level, len(view.answered), view.total) for view in views)


def _offers(material: Material, result: Result) -> tuple[Offer, ...]:
    taken = {step.action for step in material.steps if step.action}
    return offers(result, material.finished.answers, taken)


def _suggestion(offer: Offer, material: Material) -> ReportStep:
    step = offer.step(offer.action.id, "", material.now.astimezone().date(), material.finished.completed_at)
    return replace(_step(step, material, notes=False), suggested=True)


def _step(step: PlanStep, material: Material, *, notes: bool) -> ReportStep:
    questionnaire = material.finished.content
    area, facet = _names(questionnaire, step)
    kinds = {kind.id: kind.label for kind in questionnaire.blueprint.scales.evidence}
    mine: list[KeptEvidence] = [one for one in material.evidence if one.step == step.id]
    return ReportStep(
        id=step.id,
        title=step.title,
        area=area,
        facet=facet,
        state=step.state,
        suggested=False,
        chance=step.chance,
        start=step.start,
        if_then=step.if_then,
        due=step.due,
        ticks=step.ticks,
        effort_hours=step.effort_hours,
        evidence_of_done=step.evidence_of_done,
        evidence=tuple((kinds.get(one.kind, one.kind), one.line) for one in mine),
        finished_at=step.finished_at,
        notes=step.notes if notes else "",
    )


def _names(questionnaire: Questionnaire, step: PlanStep) -> tuple[str, str]:
    known = questionnaire.competencies_by_id.get(step.competency)
    if known is None:
        return "", ""
    return known.name, next((one.name for one in known.facets if one.id == step.facet), "")


def _answers(done: Finished, *, notes: bool) -> tuple[ReportAnswer, ...]:
    rows = []
    for item in asked_items(done.content, done.form, done.answers):
        answer = done.answers.get(item.id) or Answer(item.id)
        competency = done.content.competency_of[item.id]
        rows.append(
            ReportAnswer(
                item=item.id,
                area=competency.name,
                facet=competency.facet(item.facet).name,
                kind=item.kind,
                passage=item.passage,
                question=item.question,
                mark=mark(answer),
                answer=answer_words(item, answer, done.content),
                value=answer.value,
                choice=answer.choice or "",
                confidence=confidence_words(answer, done.content),
                seconds=answer.seconds,
                at=answer.at or "",
                note=answer.note if notes else "",
            )
        )
    return tuple(rows)


def _raw(done: Finished, *, notes: bool) -> tuple[Answer, ...]:
    kept = (answer if notes else replace(answer, note="") for answer in done.answers.values())
    # Without its note an answer may be empty, and an answers file holds no empty ones.
    return tuple(answer for answer in kept if answer.settled or answer.note)


def _notes(done: Finished) -> tuple[tuple[str, str], ...]:
    items = done.content.items_by_id
    return tuple((items[key].question, answer.note) for key, answer in done.answers.items() if answer.note)
