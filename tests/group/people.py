"""Groups for the tests: made-up people in a real data file."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from msgspec.structs import replace
from tests import given
from tests.first_start import begun

from nextrung import resources
from nextrung.assessment.answer import Answer
from nextrung.assessment.record import AssessmentRecord
from nextrung.group.measured import MeasuredGroup
from nextrung.group.view import GroupChange
from nextrung.people.person import Person
from nextrung.questionnaire import files
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Kind
from nextrung.questionnaire.model import Questionnaire
from nextrung.store import assessments, contents, people
from nextrung.store.database import open_database
from nextrung.workspace import Workspace
from nextrung.workspace.group import Dates

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
AT = "2026-10-01T10:00:00Z"
DATES = Dates(date(2026, 6, 1), date(2026, 11, 24))
HABITS = ("value", "value", "value", "no_chance", "skip", "open")


class Group:
    """A workspace whose people come from the test."""

    def __init__(self, folder: Path) -> None:
        database = begun(folder)
        self.connection = open_database(database)
        self.workspace = Workspace(
            self.connection, resources.questionnaire_folders(), resources.assets("salary"), lambda: NOW, database
        )
        self.fingerprint = self.workspace.installed.fingerprint
        self.taken: dict[str, list[tuple[AssessmentRecord, given.Answers]]] = {}

    def person(self, name: str, *tags: str) -> str:
        one = Person(uuid.uuid4().hex, name, None, "seed", sample=False)
        people.add(self.connection, one, f"2026-01-01T00:00:{len(self.taken) % 60:02}Z")
        self.connection.executemany("INSERT INTO person_tag VALUES (?, ?)", [(one.id, tag) for tag in tags])
        self.connection.commit()
        self.taken[one.id] = []
        return one.id

    def record(
        self,
        person: str,
        answers: Mapping[str, Answer],
        form: FormId = "full",
        at: str = AT,
        content: str = "",
        *,
        finished: bool = True,
    ) -> str:
        one = AssessmentRecord(
            uuid.uuid4().hex, person, content or self.fingerprint, form, None, at, at if finished else None
        )
        assessments.add(self.connection, one, answers.values())
        if finished:
            self.taken[person].append((one, dict(answers)))
        return one.id

    def keep(self, content: Questionnaire, fingerprint: str) -> str:
        """Keep another content, as an earlier program left it."""
        text = files.to_json(content)
        contents.keep_content(self.connection, fingerprint, (content.id, content.version), text, AT)
        return fingerprint

    def measured(self) -> MeasuredGroup:
        return self.workspace.group.reader().read()

    def change(self, dates: Dates = DATES) -> GroupChange:
        return self.workspace.group.change_reader(dates).read().of(set(self.taken))


def random_answers(random: Random, form: FormId, content: Questionnaire | None = None) -> given.Answers:
    """Answers by somebody with habits of their own: values, missing chances, skips, items never reached."""
    answers: given.Answers = {}
    habits = random.choices(HABITS, k=random.randint(1, 6))
    for item in (content or given.questionnaire()).form_items(form):
        habit = random.choice(habits)
        if habit == "open" or item.kind is Kind.EVIDENCE:
            continue
        if habit == "skip":
            answers[item.id] = Answer(item.id, skipped=True)
        elif item.kind in (Kind.SCENARIO, Kind.KNOWLEDGE):
            answers[item.id] = Answer(item.id, choice=random.choice(getattr(item, "options", ())).key)
        elif habit == "no_chance":
            answers[item.id] = Answer(item.id, no_chance=True)
        else:
            scale = (1, 2, 3, 4, 5) if item.kind is Kind.RATING else (0, 0.25, 0.5, 0.75, 1)
            answers[item.id] = Answer(item.id, value=random.choice(scale))
    return answers


def other_content() -> Questionnaire:
    """The content with other constants, without a rating item, and with a target of its own in every role."""
    now = given.questionnaire()
    scoring = replace(now.scoring, rating_weight=1.5, frequency_weight=0.7, version="0.9.0")
    first, *others = now.competencies
    fewer = replace(first, ratings=(first.ratings[0], *first.ratings[2:]))
    blueprint = replace(now.blueprint, version="0.9.0", scoring=scoring)
    return replace(now, blueprint=blueprint, competencies=(fewer, *others))


def alike(group: Group, values: Sequence[float], *tags: str) -> list[str]:
    """One person for each value, who rates everything so."""
    found = []
    for number, value in enumerate(values):
        one = group.person(f"Person {number:03}", *tags)
        group.record(one, given.answered("full", rating=value, frequency=(value - 1) / 4))
        found.append(one)
    return found
