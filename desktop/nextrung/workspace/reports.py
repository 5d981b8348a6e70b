"""Reports of the person whose turn it is, and answers that were given elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from nextrung.clock import Clock
from nextrung.people.person import Person
from nextrung.questionnaire import files
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.editions import Edition
from nextrung.questionnaire.model import Role
from nextrung.report import answers_in, template
from nextrung.report.answers_in import Reading
from nextrung.report.material import CoachLevels, Finished, Material, Pay
from nextrung.report.saving import save
from nextrung.scoring.other_view import coach_scores
from nextrung.workspace.comparison import compared_with
from nextrung.workspace.history import HistoryDesk
from nextrung.workspace.pay import PayDesk
from nextrung.workspace.plan import PlanDesk
from nextrung.workspace.rating import RatingDesk
from nextrung.workspace.taken import Taken


class Desks(Struct, frozen=True):
    """Where a report takes its parts from."""

    history: HistoryDesk
    plan: PlanDesk
    pay: PayDesk
    rating: RatingDesk


class ReportDesk:
    """What leaves in reports and what comes in as answers."""

    def __init__(
        self,
        person: Callable[[], Person | None],
        add_person: Callable[[str], Person],
        desks: Callable[[], Desks],
        editions: Callable[[], Sequence[Edition]],
        clock: Clock,
    ) -> None:
        """Bring together what other desks keep; ``editions`` are the installed versions, the newest first."""
        self._person = person
        self._add_person = add_person
        self._desks = desks
        self._editions = editions
        self._clock = clock

    def material(self, taken: Taken, role: Role) -> Material:
        """Everything that a report on a finished assessment can hold; choosing what it does hold comes later."""
        desks, person = self._desks(), self._person()
        done = [one for one in desks.history.finished() if one.complete]
        ids = [one.sitting.id for one in done]
        before = done[: ids.index(taken.sitting.id)] if taken.sitting.id in ids else []
        compared = compared_with(taken, done)
        return Material(
            person=person.name if person else "",
            finished=finished(taken),
            role=role,
            now=self._clock.now(),
            steps=desks.plan.steps(),
            evidence=desks.plan.evidence(),
            earlier=tuple(finished(one) for one in before),
            pay=Pay(desks.pay.data, desks.pay.choice, tuple(desks.pay.own())),
            coach=_coach(desks.rating),
            compared=finished(compared) if compared is not None else None,
        )

    def reading_work(self, path: Path) -> Callable[[], Reading]:
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

    def take_in(self, reading: Reading) -> Taken:
        """Keep what was read as a finished assessment of the person whose turn it is. Raises NextRungError.

        Without a person one is added, under the label in the file. Nothing is kept of a file that has problems.
        """
        if self._person() is None:
            self._add_person(reading.person)
        moments = answers_in.moments_of(reading, self._clock.now())
        fingerprint = files.fingerprint(reading.edition.folder)
        return self._desks().history.keep(fingerprint, reading.form, reading.accepted, moments)


def _coach(desk: RatingDesk) -> CoachLevels | None:
    """The newest finished round of a coach's rating, if there is one."""
    latest = desk.latest()
    if latest is None:
        return None
    scores = coach_scores(latest.given, desk.content_of(latest))
    return CoachLevels(latest.completed_at or latest.started_at, {key: one.level for key, one in scores.items()})


def finished(taken: Taken) -> Finished:
    """A finished assessment as reports take it."""
    sitting = taken.sitting
    moments = (sitting.started_at, sitting.completed_at or sitting.started_at)
    return Finished(taken.form, taken.answers, taken.questionnaire, *moments, taken.seen)
