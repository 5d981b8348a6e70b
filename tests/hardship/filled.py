"""A data file with something in every table, as two people would leave it."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from tests import given

from nextrung import resources
from nextrung.assessment.answer import Answer
from nextrung.questionnaire.model import Target
from nextrung.salary import files
from nextrung.salary.model import PayChoice
from nextrung.salary.own import OwnFigure
from nextrung.store import contents, pay, sqlite
from nextrung.store.database import NEEDED_VERSION, open_database
from nextrung.workspace import Workspace, fitting_role
from nextrung.workspace.plan import OwnStep

LONG_NOTE = " ".join(f"{n}. What we agreed on, and why; “quoted”, with an umlaut (ü) and a fox 🦊." for n in range(120))
"""Some 9,000 bytes: more than two pages."""

COACHING = (
    "INSERT INTO person_tag SELECT id, 'Team ' || name FROM person",
    "INSERT INTO coaching_session SELECT '5e' || substr(id, 3), id, created_at, NULL, NULL, '[\"Results\"]', 'Notes',"
    " '', '', 0, 0 FROM person",
    "INSERT INTO finding_mark SELECT id, 'focus:TL', 'unsure', 'Knows better', planned_at FROM coaching_session",
    "INSERT INTO coach_rating SELECT 'fa' || substr(person, 3), person, questionnaire, NULL, started_at, NULL, 1"
    " FROM assessment WHERE form = 'full'",
    "INSERT INTO coach_rating_answer SELECT id, 'TL-B1', 4.0, 0, started_at FROM coach_rating",
    "INSERT INTO work_example SELECT 'ae' || substr(id, 3), id, 'The review that held', 'TL1', 'document', 'As noted',"
    " 'Nobody knew', 'Find out', 'Asked six', 'Four agreed', 'Ask sooner', 'Priya', '2026-05-01', '/a.odt', 3.0,"
    " '', created_at, created_at FROM person",
    "INSERT INTO practice_sitting SELECT 'af' || substr(id, 3), id, 'Senior ML manager', created_at FROM person",
    "INSERT INTO practice_answer SELECT id, 'TL1-Q1', 1, 'Who got better?', 'TL1', '[\"New\"]', '[\"New\"]',"
    " 'Too long', 92.5, started_at FROM practice_sitting",
    "INSERT INTO prediction SELECT 'ba' || substr(id, 3), id, 'interview', 'Second round', 'An offer', 70, created_at,"
    " created_at, '2026-12-04', 'yes', 'It came', created_at FROM person",
    "INSERT INTO view_round SELECT 'ab' || substr(person, 3), person, questionnaire, 'full', '[\"TL-B1\"]', started_at,"
    " '2026-12-14', 3 FROM assessment WHERE form = 'full'",
    "INSERT INTO view_invitation SELECT 'ac' || substr(id, 3), id, 'colleague', 'Tom', made_at FROM view_round",
    "INSERT INTO view_reply SELECT id, '{\"TL-B1\":4.0}', '{\"TL\":\"Once, in March\"}', '[]', asked_at, NULL, asked_at"
    " FROM view_invitation",
    "INSERT INTO view_coach SELECT id, 'age1', '', '', made_at, '{}' FROM view_round",
    "INSERT INTO share SELECT id, 'ae' || substr(id, 3), 'age1', '2026-12-14', '[\"results\"]', created_at, '{}'"
    " FROM person",
    "INSERT INTO view_release SELECT 'ad' || substr(id, 3), round, part, 1, asked_at, json_array(id),"
    " json_object('TL', json_array(id)) FROM view_invitation",
)
"""Something in the tables of coaches for everybody."""


def open_workspace(path: Path) -> Workspace:
    return Workspace.open(path, [given.ML_MANAGER], resources.assets("salary"))


def make(path: Path) -> None:
    """Fill a new data file through the workspace; its log is written back when this returns."""
    with closing(open_workspace(path)) as workspace:
        for name in ("Jana Nováková", "Tom"):
            workspace.add_person(name)
            _live(workspace)
    with closing(open_database(path)) as connection:
        contents.keep_setting(connection, "theme", "dark")
        contents.keep_setting(connection, "text-size", "1.25")
        text = (resources.assets("salary") / files.FILES[0]).read_text(encoding="utf-8")
        for statement in COACHING:
            connection.execute(statement)
        connection.commit()
        pay.keep_files(connection, {files.FILES[0]: text}, "2026-11-23T09:00:00Z")


def _live(workspace: Workspace) -> None:
    answers = list(given.sample_answers().values())
    quick = workspace.start("quick")
    for answer in [one for one in answers if one.item in {item.id for item in quick.items}]:
        quick = workspace.answer(quick, answer)
    quick = workspace.finish(quick)
    full = workspace.start("full", deepen=quick)
    for answer in answers:
        full = workspace.answer(full, answer)
    full = workspace.answer(full, Answer("TL-E1", evidence=("document",), note=LONG_NOTE))
    full = workspace.finish(full)
    workspace.answer(workspace.start("quick"), Answer("TL-B1", value=4, note="Just begun"))
    base = workspace.roles[0]
    targets = {one: Target(4.0, 2, critical=False) for one in base.targets}
    assert workspace.person is not None
    own = workspace.targets.save(workspace.person.id, base, "Mine", targets)
    workspace.choose_role(own.id)
    workspace.pay.choose(PayChoice())
    workspace.pay.add_own([OwnFigure("senior", None, 188_327.5, 0.5, date(2026, 5, 1), "An offer", "USD")])
    step = workspace.plan.add_for(full, full.result(base), full.result(base).focus[0])
    workspace.plan.edit(step.id, notes="First try on Monday", due=date(2027, 1, 15))
    workspace.plan.tick(step.id, 0, done=True)
    done = workspace.plan.add_own(OwnStep("Write the review down", facet=""))
    workspace.plan.finish(done.id, "document", "The review, shared with the team")


def rows(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Every row of a sound data file by table, apart from what every new file holds."""
    own = "type = 'table' AND substr(name, 1, 1) <> '_' AND substr(name, 1, 6) <> 'sqlite'"
    with closing(sqlite.connect(path)) as connection:
        tables = [name for (name,) in connection.execute(f"SELECT name FROM sqlite_master WHERE {own}")]  # noqa: S608
        found = {name: set(connection.execute(f'SELECT * FROM "{name}"')) for name in tables}  # noqa: S608
    found["setting"] = {row for row in found["setting"] if row[0] != NEEDED_VERSION}
    return found


def read_everything(workspace: Workspace) -> int:
    """Read all that the workspace gives, as the pages do; how many things there were. Raises NextRungError."""
    count = len(workspace.roles) + len(workspace.plan.steps()) + len(workspace.plan.evidence())
    count += len(workspace.pay.own()) + len(workspace.pay.newer_files)
    assert workspace.pay.choice is not None
    workspace.plan.due_count()
    for assessment in (*workspace.assessments(), *workspace.history.finished()):
        assessment.result(fitting_role(assessment.content, workspace.role))
        count += len(assessment.answers) + len(workspace.earlier_than(assessment) if assessment.complete else ())
    workspace.open_assessment()
    workspace.latest()
    return count
