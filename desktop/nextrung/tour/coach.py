"""What a coach has after a while, for the tour: people with assessments, tags, plans, sessions and ratings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

from msgspec.structs import replace

from nextrung import resources
from nextrung.assessment.answer import Answer
from nextrung.people.person import Person, PersonFields
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Kind
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.people.controller import PeopleController
from nextrung.ui.shell.jump import JumpDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.widgets.buttons import Button
from nextrung.workspace import Workspace, read_answers_file
from nextrung.workspace.plan import OwnStep

FIRST = ("Amara", "Ben", "Chen", "Dana", "Elif", "Farid", "Greta", "Hugo", "Imani", "Jonas", "Kavya", "Lucía", "Mei")
LAST = ("Okafor", "Lind", "Wei", "Novak", "Yilmaz", "Rahimi", "Baum", "Silva", "Mwangi", "Berg", "Rao", "Pérez")
TAGS = ("spring group", "own client", "bank", "start-up")
JOBS = ("Senior data scientist", "ML engineer", "Team lead", "Research engineer", "")
LONG_NAME = "Alexandra-Konstantina Papadopoulou-Featherstonehaugh of the Northern Department"
NOTES = "Asked for *short* sessions.\n\n- likes numbers\n- new team since May"
WEEK = timedelta(days=7)
DAY_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def people(count: int, assessments: int = 5, seed: int = 7) -> Callable[[Workspace], None]:
    """So many people, most with some assessments over two years; the current person, is the first one's."""

    def prepare(workspace: Workspace) -> None:
        chance = Random(seed)  # noqa: S311  (only for pictures)
        roles = [role.id for role in workspace.people.roles()]
        newcomers = [
            PersonFields(
                _name(at),
                tuple(chance.sample(TAGS, chance.choice((1, 1, 1, 2)))),
                chance.choice(JOBS),
                chance.choice(roles[:3]),
            )
            for at in range(count)
        ]
        everyone = workspace.people.add_all(newcomers)
        for at, person in enumerate(everyone):
            workspace.switch_person(person.id)
            _assess(
                workspace,
                chance,
                # one in twelve was never assessed, and one in nine not for long: both look different in the table
                0 if at % 12 == 11 else chance.randint(min(1, assessments), assessments),
                old=at % 9 == 8,
            )
            if at % 3 != 2:
                workspace.plan.add_own(OwnStep("Write the stop rule", "SP", "SP1"))
            if at % 4 != 3:
                hours = chance.randint(1, 24 * 20)
                workspace.sessions.plan(workspace.clock.now() + timedelta(hours=hours))
        workspace.switch_person(everyone[0].id)

    return prepare


def _name(at: int) -> str:
    return LONG_NAME if at == 4 else f"{FIRST[at % len(FIRST)]} {LAST[at % len(LAST)]}{'' if at < 156 else f' {at}'}"


def _assess(workspace: Workspace, chance: Random, count: int, *, old: bool) -> None:
    """Some finished assessments, the newest a few weeks or, for ``old``, most of a year ago."""
    text = resources.sample_answers().read_text(encoding="utf-8")
    answers = read_answers_file(text, workspace.editions)[1]
    level = chance.uniform(-1.4, 0.7)
    first = workspace.clock.now() - WEEK * (40 if old else chance.randint(1, 12)) - WEEK * 12 * (count - 1)
    for number in range(count):
        level += chance.uniform(-0.15, 0.45)
        form: FormId = "quick" if count == 1 and chance.random() < 0.3 else "full"
        at = (first + WEEK * 12 * number).strftime(DAY_FORMAT)
        asked = {item.id for item in workspace.installed.questionnaire.form_items(form)}
        given = {item: moved(workspace, answer, level, chance) for item, answer in answers.items() if item in asked}
        workspace.history.keep(workspace.installed.fingerprint, form, given, (at, at))


def moved(workspace: Workspace, answer: Answer, by: float, chance: Random) -> Answer:
    """The answer moved by about so many points, within its scale."""
    kind = workspace.installed.questionnaire.items_by_id[answer.item].kind
    if answer.value is None:
        return answer
    shift = round(by + chance.gauss(0, 0.4))
    if kind is Kind.RATING:
        return replace(answer, value=min(5.0, max(1.0, answer.value + shift)))
    return replace(answer, value=min(1.0, max(0.0, answer.value + shift / 4)))


def coached(workspace: Workspace) -> None:
    """Fourteen people; the first one has sessions behind them, a plan, notes, and the coach's ratings."""
    people(14)(workspace)
    person = current_person(workspace)
    workspace.people.save_notes(person.id, NOTES)
    rating = workspace.rating.start()
    for at, item in enumerate(workspace.rating.items(rating)):
        rating = workspace.rating.rate(rating, item.id, None if at % 11 == 3 else float(2 + at % 3))
    workspace.rating.finish(rating)
    session = workspace.sessions.start()
    workspace.sessions.mark(session.id, "level:SP", "unsure", "has a new team since May")
    workspace.sessions.mark(session.id, "level:TL", "agree")
    workspace.sessions.write(session.id, notes=NOTES, decided="Write one page about the weak project.\nAsk Sam.")
    workspace.plan.add_own(OwnStep("Write one page about the weak project", "SP", "SP1"))
    workspace.sessions.finish(session.id, "Coaching session")


def in_session(workspace: Workspace) -> None:
    """The same, in the next session."""
    coached(workspace)
    session = workspace.sessions.start()
    workspace.sessions.add_point(session.id, "What the new job asks for, and by when")
    workspace.sessions.cover(session.id, 0, covered=True)
    workspace.sessions.mark(session.id, "level:SP", "disagree", "the page was not seen by anybody yet")
    workspace.sessions.mark(session.id, "match", "agree")
    workspace.sessions.write(session.id, notes=NOTES, decided="Show the page to two owners.")


def current_person(workspace: Workspace) -> Person:
    """The current person. Raises ValueError when there is nobody."""
    if workspace.person is None:
        raise ValueError("there is nobody yet")
    return workspace.person


def coach_mode(workspace: Workspace) -> None:
    """Coach mode, and nobody yet."""
    workspace.privacy.set_coach_mode(on=True)


def hidden(workspace: Workspace) -> None:
    """Fourteen people whose names are hidden."""
    people(14)(workspace)
    workspace.privacy.hide_names(hidden=True)


def one(workspace: Workspace) -> None:
    """Coach mode with one person."""
    coach_mode(workspace)
    people(1)(workspace)


def import_preview(window: MainWindow) -> None:
    """Preview a table with good and bad rows."""
    press(window, "import-people")
    controller = window.findChild(PeopleController)
    if controller is not None:
        controller.read_file(str(resources.assets("sample") / "people-with-mistakes.csv"))
    wait_until_idle(window)


def timeline(window: MainWindow) -> None:
    """Leave the session that is going on for the timeline."""
    press(window, "back-to-client")


def summary(window: MainWindow) -> None:
    """Look through the page that is handed over."""
    press(window, "end-session")


def rate(window: MainWindow) -> None:
    """Rate the first item."""
    press(window, "rate")


def two_views(window: MainWindow) -> None:
    """Show both views."""
    press(window, "both-views")


def jump(window: MainWindow) -> None:
    """Find somebody by a few letters."""
    window.shortcuts.open_jump()
    for dialog in window.findChildren(JumpDialog):
        dialog.field.setText("ma")


def lock(window: MainWindow) -> None:
    """Lock the screen."""
    if not window.workspace.privacy.has_passphrase:  # in the second scheme it is there already
        window.workspace.privacy.set_passphrase("only for the picture")
    window.shortcuts.lock.lock()


def press(window: MainWindow, name: str) -> None:
    """Press a button that is in sight."""
    for button in window.findChildren(Button, name):
        if button.isVisible():
            button.click()


STOPS: tuple[tuple[str, str, Callable[[Workspace], None], Callable[[MainWindow], None]], ...] = (
    ("9-people-none", "people", coach_mode, wait_until_idle),
    ("9-people-one", "people", one, wait_until_idle),
    ("9-people", "people", coached, wait_until_idle),
    ("9-people-hidden", "people", hidden, wait_until_idle),
    ("9-people-import", "people", people(3), import_preview),
    ("9-sessions", "sessions", coached, wait_until_idle),
    ("9-sessions-hidden", "sessions", hidden, wait_until_idle),
    ("9-session", "sessions", in_session, wait_until_idle),
    ("9-session-summary", "sessions", in_session, summary),
    ("9-rating", "sessions", coached, rate),
    ("9-two-views", "sessions", coached, two_views),
    ("9-jump", "people", people(3), jump),
    ("9-lock", "people", people(3), lock),
)
