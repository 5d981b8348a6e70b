"""Material for reports: the published vectors, with a plan, a history, pay and a coach's view where wanted."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace
from tests import given_first as given
from tests.given_first import Answers

from nextrung import resources
from nextrung.assessment.answer import Answer
from nextrung.group.view import GroupPersonRow, GroupView, SharedGap, Waiting
from nextrung.people.person import Person
from nextrung.plan.step import ChecklistItem, KeptEvidence, PlanStep
from nextrung.questionnaire import files
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import NO_ROLE, Questionnaire, Role
from nextrung.report import template
from nextrung.report.audience import PARTS, contents
from nextrung.report.blocks import GapChartRow, KeyFigure
from nextrung.report.build import build
from nextrung.report.calendar import CalendarError
from nextrung.report.formats import FORMATS, file_name, rendered
from nextrung.report.framework_template import as_framework_template
from nextrung.report.group import GroupArea, GroupRow, GroupSummary, group_document, group_summary
from nextrung.report.material import CoachLevels, Finished, Material, PayMaterial, ViewsOfOthers
from nextrung.report.model import ReportModel
from nextrung.report.pages import report_document
from nextrung.report.pdf import missing_letters
from nextrung.report.session import SessionStep, SessionSummary, session_document
from nextrung.report.template import as_template
from nextrung.report.words import caution_sentences
from nextrung.salary import files as salary_files
from nextrung.salary.model import PayChoice, SalaryData
from nextrung.salary.own import KeptFigure, OwnFigure
from nextrung.scoring.cautions import Cautions
from nextrung.scoring.match import Band, Cap
from nextrung.scoring.result import score
from nextrung.views.invitation import Part
from nextrung.views.picture import Collected, areas_seen, picture
from nextrung.views.release import Release, released
from nextrung.views.rounds import KeptReply, Round

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EVERYTHING = ("pay", "answers", "notes", "coach", "others")
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff" * 8


@cache
def salary() -> SalaryData:
    return salary_files.load(resources.assets("salary"))


def finished(answers: Answers | None = None, form: FormId = "full", day: str = "2026-11-23") -> Finished:
    given_answers = given.vector_answers() if answers is None else answers
    return Finished(form, given_answers, given.questionnaire(), f"{day}T09:00:00Z", f"{day}T09:41:00Z")


def material(**changes: Any) -> Material:
    """The vectors against the first role, with nothing beside them."""
    base = Material("Alex", finished(), given.questionnaire().roles[0], NOW, pay=PayMaterial(salary(), PayChoice()))
    before: tuple[Finished, ...] = changes.get("earlier", ())
    return replace(base, **{"compared": before[-1] if before else None} | changes)


@cache
def first_team_content() -> Questionnaire:
    """The questionnaire for a first team."""
    return files.load(given.FIRST_TIME)


def own_questionnaire() -> Material:
    """A result on a questionnaire of somebody's own, for which no likely questions are known."""
    content = first_team_content()
    return first_team(replace(content, blueprint=replace(content.blueprint, id="our-ladder")))


def first_team(content: Questionnaire | None = None) -> Material:
    """A result on the questionnaire for a first team, with an earlier one; pay is asked for, and there is none."""
    content = content or first_team_content()
    before, after = (
        Finished("full", given.answered("full", rating, of=content), content, f"{day}T09:00:00Z", f"{day}T09:30:00Z")
        for rating, day in ((2, "2026-04-01"), (3, "2026-11-23"))
    )
    return material(finished=after, role=content.role("manager-of-managers"), earlier=(before,))


def full(**changes: Any) -> Material:
    """Everything a report can hold."""
    return material(
        steps=steps(),
        evidence=evidence(),
        earlier=earlier(),
        pay=pay(),
        coach=coach(),
        others=others(),
        compared=earlier()[-1],
        **changes,
    )


def abroad(country: str = "GB") -> Material:
    """Pay at the prices of a country, with the adverts that were found there."""
    return material(pay=PayMaterial(salary(), PayChoice(country=country)))


def pay() -> PayMaterial:
    own = OwnFigure("senior", "CA", 310_000.0, None, date(2026, 5, 4), "Offer, Example Robotics", "USD")
    return PayMaterial(salary(), PayChoice(place="CA", sector="51"), (KeptFigure("1", own),))


def coach() -> CoachLevels:
    levels = {one.id: 2.5 for one in given.questionnaire().competencies}
    return CoachLevels("2026-11-20T10:00:00Z", levels | {"SP": None})


def others() -> ViewsOfOthers:
    """All groups shown, of few and of many, near and far, in all but the last area; with an example."""
    content = given.questionnaire()
    *areas, last = content.competencies
    items = tuple(item.id for area in areas for item in area.ratings)
    levels: dict[Part, tuple[int, ...]] = {
        "manager": (3,),
        "colleague": (1, 1, 1, 1, 2, 1),
        "led": (5, 5, 5),
        "client": (2, 3, 4),
        "coach": (1, 3, 5),
    }
    replies = tuple(
        KeptReply(f"{part} {at}", part, dict.fromkeys(items, float(level)), {areas[0].id: f"An example of {part} {at}"})
        for part, each in levels.items()
        for at, level in enumerate(each)
    )
    made = Round("r" * 32, "p", "f", "full", (*items, last.ratings[0].id), "2026-11-02T08:00:00Z")
    of = Collected(made, {part: len(each) for part, each in levels.items()}, replies, {})
    releases = {
        part: released(
            Release(part, made.id, part, "2026-11-09T08:00:00Z", frozenset(), {}),
            replies,
            None,
            lambda one: areas_seen(one, made, content),
        )
        for part in levels
    }
    own = score("full", given.vector_answers(), content, content.roles[0])
    found = picture(replace(of, releases=releases), content, own)
    return ViewsOfOthers(made.made_at, made.minimum, {one.id: one.name for one in content.competencies}, found)


def steps() -> tuple[PlanStep, ...]:
    ticks = (ChecklistItem("Ask for the numbers", done=True), ChecklistItem("Compare them"))
    first = PlanStep(
        "step-1",
        "p",
        "Go through one bill",
        "2026-11-01T08:00:00Z",
        action="PM-A5",
        competency="PM",
        facet="PM4",
        if_then="If it is Monday, then I ask",
        due=date(2026, 12, 24),
        ticks=ticks,
        effort_hours=5,
        evidence_of_done="Forecast beside spend",
        notes="Private: ask Kim first",
        state="doing",
    )
    done = PlanStep("step-3", "p", "Score one live system", "2026-10-02T08:00:00Z", "TO-A2", "TO", "TO2")
    return (
        first,
        PlanStep("step-2", "p", "A step of my own", "2026-11-02T08:00:00Z"),
        done.finished("2026-11-03T08:00:00Z", 1),
        PlanStep("step-4", "p", "Put aside", "2026-10-02T08:00:00Z", state="dropped"),
    )


def evidence() -> tuple[KeptEvidence, ...]:
    return (KeptEvidence("e", "p", "step-3", "TO2", "document", "Score sheet in the wiki", "2026-11-03T08:00:00Z"),)


def earlier() -> tuple[Finished, ...]:
    """A full one with lower ratings, a quick one."""
    lower = {
        key: replace(one, value=max(1.0, one.value - 1)) if one.value is not None and one.value >= 1 else one
        for key, one in given.vector_answers().items()
    }
    quick = given.answered("quick", rating=2, frequency=0.25)
    return (finished(lower, day="2026-03-01"), finished(quick, "quick", "2026-07-01"))


def little_chance() -> Finished:
    answers = given.answered("full", rating=1, frequency=0.0)
    return finished(given.no_chance(answers, [key for key in answers if key[:2] in ("TL", "SP") and key[3] in "BF"]))


def report(source: Material | None = None, more: tuple[str, ...] = (), audience: str = "me") -> ReportModel:
    return build(source or material(), contents(audience, more))


def session() -> SessionSummary:
    """A session with everything that a summary can hold."""
    return SessionSummary(
        person="Alex",
        coach="Sam",
        held_on=date(2026, 11, 24),
        role="First-line ML manager",
        agenda=("Change since last time",),
        findings=(("Project management is at 2.6", "agrees"),),
        gaps=(
            GapChartRow("Project management", 2.6, 2.1, 3.1, 3.0, other=2.2),
            GapChartRow("Strategic planning", None, None, None, 2.0, "little chance to do this yet"),
        ),
        decided=("Run the next planning meeting",),
        summary="Delivery flow.\nIt went well.",
        steps=(SessionStep("Go through one bill", date(2026, 12, 24), "If the bill comes, then I read it"),),
        next_on=date(2027, 1, 5),
    )


def group() -> GroupSummary:
    """A group of three in two areas."""
    areas = (
        GroupArea("Team leadership", "Team", 3.0, ("2.8",)),
        GroupArea("Project management", "Project", 3.5, ("2.9",)),
    )
    rows = (GroupRow("Ann", 71.2, (3.4, None)), GroupRow("Bo", None, (1.2, 4.6)), GroupRow("Cy", 55.0, (2.7, 3.2)))
    figures = (KeyFigure("People", "3"), KeyFigure("Median match", "63", "of 100"))
    return GroupSummary("Autumn cohort", "Senior ML manager", date(2026, 11, 24), figures, areas, ("Median",), rows)


def view() -> GroupView:
    """A group of one assessed person and one who never was."""
    ann, bo = (Person(key, name, None, key, sample=False) for key, name in (("a", "Ann"), ("b", "Bo")))
    row = GroupPersonRow(
        member=ann,
        form="full",
        completed_at="2026-11-20T09:00:00Z",
        levels=(2.0,),
        differences=(-1.0,),
        statuses=("scored",),
        match=72.4,
        band="close",
        provisional=True,
        caps=(Cap("PM", 3.0, 2.0, critical=False),),
        unscored=("TL",),
    )
    gap = SharedGap("PM", 1.0, 1, 1)
    role = given.questionnaire().roles[0]
    bands: tuple[tuple[Band, int], ...] = (("early", 0), ("building", 0), ("close", 1), ("matches", 0))
    waiting = (Waiting(bo, None),)
    return GroupView(role, ("PM",), (row,), frozenset({"a", "b"}), 72.4, bands, (gap,), (), (), waiting)


@cache
def rare_letter() -> str:
    """A letter that no font of this machine has; the test is left out where there are fonts for all of these."""
    for letter in "\U00012000\U00013000\U00010380\U0001e900\U00016a40":
        if missing_letters(session_document(replace(session(), person=letter))):
            return letter
    return pytest.skip("this machine has a font for every letter that is tried")


def write_everything() -> None:
    """Write every kind of file about every kind of result."""
    quick = finished(given.answered("quick", rating=4, frequency=0.9), "quick")
    no_chance = {item.id: Answer(item.id, no_chance=True) for item in given.questionnaire().form_items("quick")}
    hasty = finished(given.answered("full", rating=3, seconds=0.5, choose=given.poorest_of))
    before = finished(day="2026-01-01")
    sources = [
        material(),
        first_team(),
        own_questionnaire(),
        abroad(),
        abroad("JP"),
        full(),
        full(finished=finished(noted())),
        material(person="", finished=quick, earlier=(finished(given.answered("quick"), "quick", "2026-11-01"),)),
        material(finished=finished(no_chance, "quick")),
        material(finished=finished({})),
        material(role=NO_ROLE),
        material(finished=finished({}), role=NO_ROLE),
        material(finished=hasty, earlier=(finished(day="2026-01-01"),)),
        material(finished=little_chance(), steps=(steps()[3],)),
        material(finished=finished(given.answered("full", rating=5, frequency=1))),
        material(finished=finished(given.answered("full", rating=5, frequency=1, choose=given.poorest_of))),
        material(earlier=(replace(before, content=another()),)),
        material(earlier=(replace(before, content=older()),)),
        material(finished=finished(sure("certain")), role=given.questionnaire().role("senior")),
        material(finished=finished(given.only(sure("guessing"), "TL", "TO-S", "TO-K", "AN", "FW", "DS-S", "DS-K"))),
        material(finished=finished({key: one for key, one in sure("leaning").items() if one.choice})),
        material(role=given.questionnaire().role("director"), earlier=(quick,)),
        material(earlier=(quick,), compared=None),
        material(finished=finished(given.answered("full", rating=5, frequency=0))),
        material(finished=finished(given.answered("full", rating=2, frequency=0.25))),
        material(finished=finished(given.no_chance({}, ("TL-B1", "TL-F1")))),
        material(role=asking("DS", 3.9)),
        material(finished=finished(given.only(given.answered("full", rating=5, frequency=1), "TL-B", "TL-F"))),
        material(finished=finished(given.answered("full") | given.only(sure("certain"), "TL-S"))),
    ]
    for source in sources:
        report_document(report(source, audience="manager"))
        for more, audience in (((), "coach"), (PARTS, "later"), (PARTS, "me")):
            model = report(source, more, audience)
            report_document(model)
            for kind in FORMATS:
                if kind.model is not None:
                    with suppress(CalendarError):
                        rendered(model, kind, NOW)
                file_name(model, kind)
    report_document(build(material(), contents("manager", (), ("plan",))))
    session_document(session())
    group_document(group())
    group_document(group_summary(view(), given.questionnaire(), {"a": "Ann", "b": "Bo"}, date(2026, 11, 24)))
    as_template(given.questionnaire(), "full")
    template.file_name(given.questionnaire(), "full")
    as_framework_template()
    for areas in (("Delivery",), ("Delivery", "Stakeholders")):
        caution_sentences(Cautions(areas, areas, borrowed=True, author="Jana"))


def noted() -> Answers:
    """The vectors with a note and a skip."""
    answers = given.vector_answers()
    return answers | {"TL-B1": replace(answers["TL-B1"], note="A note"), "TL-B2": Answer("TL-B2", skipped=True)}


def asking(competency: str, level: float) -> Role:
    """The first role with another target in one competency."""
    role = given.questionnaire().roles[0]
    return replace(role, targets=role.targets | {competency: replace(role.targets[competency], level=level)})


def another() -> Questionnaire:
    """Another questionnaire, which shares no question."""
    return replace(given.questionnaire(), blueprint=replace(given.questionnaire().blueprint, id="other"))


def older() -> Questionnaire:
    """A version with one question less."""
    first, *rest = given.questionnaire().competencies
    return replace(given.questionnaire(), competencies=(replace(first, ratings=first.ratings[1:]), *rest))


def sure(confidence: str) -> Answers:
    """The best option everywhere, with one confidence."""
    answers = given.answered("full")
    return {key: replace(one, confidence=confidence) if one.choice else one for key, one in answers.items()}
