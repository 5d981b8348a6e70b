"""Reports of the current person, and answers that were given elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from nextrung.clock import Clock
from nextrung.people.person import Person
from nextrung.questionnaire import files
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.editions import Edition
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.report import answers_in, template
from nextrung.report.answers_in import AnswersFilePreview
from nextrung.report.material import CoachLevels, Finished, Material, PayMaterial
from nextrung.report.saving import save
from nextrung.scoring.other_view import coach_scores
from nextrung.workspace.assessment import Assessment
from nextrung.workspace.comparison import compared_with
from nextrung.workspace.history import HistoryService
from nextrung.workspace.pay import PayService
from nextrung.workspace.plan import PlanService
from nextrung.workspace.rating import RatingService
from nextrung.workspace.views import ViewService


class ReportSources(Struct, frozen=True):
    """Where a report takes its parts from."""

    history: HistoryService
    plan: PlanService
    pay: PayService
    rating: RatingService
    views: ViewService
    about: Callable[[str, str], Questionnaire]
    """The questionnaire that an area and a facet of a plan step belong to."""


class ReportService:
    """What leaves in reports and what comes in as answers."""

    def __init__(
        self,
        person: Callable[[], Person | None],
        add_person: Callable[[str], Person],
        sources: Callable[[], ReportSources],
        editions: Callable[[], Sequence[Edition]],
        clock: Clock,
        *,
        look_at: Callable[[str], None],
    ) -> None:
        """Bring together what other services keep; ``editions`` are the installed versions, the newest first.

        ``look_at`` has all pages show a questionnaire, by id.
        """
        self._look_at = look_at
        self._person = person
        self._add_person = add_person
        self._sources = sources
        self._editions = editions
        self._clock = clock

    def material(self, assessment: Assessment, role: Role) -> Material:
        """Everything that a report on a finished assessment can hold; choosing what it does hold comes later."""
        sources, person = self._sources(), self._person()
        done = [one for one in sources.history.finished() if one.complete]
        ids = [one.record.id for one in done]
        before = done[: ids.index(assessment.record.id)] if assessment.record.id in ids else []
        compared = compared_with(assessment, done)
        return Material(
            person=person.name if person else "",
            finished=finished(assessment),
            role=role,
            now=self._clock.now(),
            steps=tuple(
                step
                for step in sources.plan.steps()
                if sources.about(step.competency, step.facet).id == assessment.content.id
            ),
            evidence=sources.plan.evidence(),
            earlier=tuple(finished(one) for one in before),
            pay=PayMaterial(sources.pay.data, sources.pay.choice, tuple(sources.pay.own()))
            if assessment.content.has_pay
            else None,
            coach=_coach(sources.rating),
            others=sources.views.shown_beside(assessment.content, partial(assessment.result, role)),
            compared=finished(compared) if compared is not None else None,
        )

    def reading_work(self, path: Path) -> Callable[[], AnswersFilePreview]:
        """Work that reads a file of answers; it keeps nothing and may run in another thread. It raises AnswersError."""
        editions = self._editions()
        return lambda: answers_in.read_answers(path, editions)

    def template_name(self, form: FormId) -> str:
        """A name for the empty spreadsheet of a form."""
        return template.file_name(self._editions()[0].content, form)

    def template_work(self, form: FormId, path: Path) -> Callable[[], Path]:
        """Work that writes the empty spreadsheet of a form; it may run in another thread. It raises NextRungError."""
        questionnaire = self._editions()[0].content

        def work() -> Path:
            save(path, template.as_template(questionnaire, form))
            return path

        return work

    def take_in(self, reading: AnswersFilePreview) -> Assessment:
        """Keep what was read as a finished assessment of the current person. Raises NextRungError.

        Without a person one is added, under the label in the file. Nothing is kept of a file that has problems.
        """
        # On a first start a file of answers is the way in, and there is nobody yet to file it under.
        if self._person() is None:
            self._add_person(reading.person)
        moments = answers_in.moments_of(reading, self._clock.now())
        fingerprint = files.fingerprint(reading.edition.folder)
        # Before it is kept: whoever brings a result wants to see it.
        self._look_at(reading.edition.id)
        return self._sources().history.keep(fingerprint, reading.form, reading.accepted, moments)


def _coach(service: RatingService) -> CoachLevels | None:
    """The newest finished round of a coach's rating, if there is one."""
    latest = service.latest()
    if latest is None:
        return None
    scores = coach_scores(latest.given, service.content_of(latest))
    return CoachLevels(latest.completed_at or latest.started_at, {key: one.level for key, one in scores.items()})


def finished(assessment: Assessment) -> Finished:
    """A finished assessment as reports take it."""
    record = assessment.record
    moments = (record.started_at, record.completed_at or record.started_at)
    return Finished(assessment.form, assessment.answers, assessment.content, *moments, assessment.seen)
