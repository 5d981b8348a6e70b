"""The stops of the tour at evidence."""

from __future__ import annotations

from collections.abc import Iterable

from nextrung.evidence.example import ExampleFields
from nextrung.evidence.prediction import PredictionFields
from nextrung.tour import plan
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.evidence.form import ExampleDialog
from nextrung.ui.evidence.pack_dialog import PackDialog
from nextrung.ui.evidence.page import EvidencePage
from nextrung.ui.practice.page import PracticePage
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace

PAIRED = ExampleFields(
    title="Pair up on structured interviews",
    facet="TL2",
    kind="document",
    situation="Three people judged candidates by feel; two hires left within a year.",
    task="Agree one fair way to choose before the next opening.",
    action="Wrote five questions with anchors, paired interviewers, scored alone before talking.",
    result="Four interviews run this way; both interviewers within one point on 17 of 20 scores.",
    confirmed_by="Priya, manager · the written review of 20 November",
    day="2026-11-24",
    link="/home/alex/interviews.odt",
    level="4.0",
)
OTHERS = (
    ExampleFields(
        "Handed the weekly forecast over to Sam", "TL1", day="2026-05-01", action="Agreed what good looks like."
    ),
    ExampleFields(
        "Said no to a second pilot", "SC2", day="2026-09-02", result="The first one got the people it needed."
    ),
    ExampleFields("Found the shift in the payment data", "AN1", "metric", day="2026-07-14"),
    ExampleFields("Wrote the page that ended the argument about retraining", "TO1", "document", day="2025-12-03"),
)


def told(workspace: Workspace) -> None:
    """The sample person with finished steps and examples of their own; some areas have nothing to show."""
    plan.sample_plan(workspace)
    for fields in (*OTHERS, PAIRED):
        workspace.evidence.save(fields)


def _nobody(_workspace: Workspace) -> None:
    """Before a first assessment."""


def _nothing(_window: MainWindow) -> None:
    """The page as it opens."""


def _area(window: MainWindow) -> None:
    page = window.current_page()
    if isinstance(page, EvidencePage):
        page.map.area_chosen.emit("TL")


def _form(window: MainWindow) -> None:
    page = window.current_page()
    if isinstance(page, EvidencePage) and not page.findChildren(ExampleDialog):
        page.detail.edit.click()


def _pack(window: MainWindow) -> None:
    page = window.current_page()
    if isinstance(page, EvidencePage) and not page.findChildren(PackDialog):
        page.pack.click()
        wait_until_idle(window)


def _practice_page(window: MainWindow) -> PracticePage | None:
    """The page of practice, opened when it is not yet."""
    page = window.current_page()
    if isinstance(page, EvidencePage):
        page.practise.click()
        page = window.current_page()
    return page if isinstance(page, PracticePage) else None


def _practised(workspace: Workspace) -> None:
    told(workspace)
    asked = workspace.evidence.questions(workspace.installed.questionnaire, workspace.role)
    sitting = workspace.practice.begin(workspace.role)
    notes = ("Say first what came of it.", "", "Have the number at hand; name who decided.")
    for one, seconds, note in zip(asked[::7], (94, 132, 71), notes, strict=False):
        sitting = workspace.practice.answered(sitting, one, seconds)
        missing = frozenset(one.question.good[1:2] if note else ())
        sitting = workspace.practice.marked(sitting, one.question.id, missing, note)


def _practice(window: MainWindow) -> None:
    _practice_page(window)


def _answered(window: MainWindow) -> None:
    """A question just answered; of all there are, so that it is the first."""
    page = _practice_page(window)
    if page is not None and page.begin.isVisible():
        page.length.setCurrentIndex(page.length.count() - 1)
        page.begin.click()
        page.asking.done.click()


FEW = (
    ("interview", "Second round at Tessera", "They ask most about my team, and make an offer", 70, "yes"),
    ("project", "Pilot in the north", "It ends in May", 90, "no"),
    ("promotion", "Spring round", "The committee asks for one more year", 50, ""),
)


def _expected(workspace: Workspace) -> None:
    told(workspace)
    _note(workspace, FEW)


def _note(workspace: Workspace, rows: Iterable[tuple[str, str, str, int, str]]) -> None:
    for kind, title, expected, sure, came in rows:
        noted = workspace.predictions.note(PredictionFields(kind, title, expected, sure, "2026-12-04"))
        if came:
            outcome = "It came, three weeks later than they had said."
            workspace.predictions.settle(noted.id, came, outcome if title == FEW[0][1] else "")


def _many_expected(workspace: Workspace) -> None:
    told(workspace)
    sures = (10, 30, 30, 50, 50, 70, 70, 70, 90, 90, 90, 90)
    came = ("no", "no", "yes", "yes", "no", "yes", "no", "yes", "yes", "yes", "no", "yes")
    _note(
        workspace,
        (
            *(
                ("project", f"Milestone {at}", "It is met on its day", sure, how)
                for at, (sure, how) in enumerate(zip(sures, came, strict=True), start=1)
            ),
            *FEW[::-1],
        ),
    )


def _predictions(window: MainWindow) -> None:
    page = window.current_page()
    if isinstance(page, EvidencePage):
        page.predict.click()


STOPS = (
    ("12-evidence", "evidence", told, _nothing),
    ("12-evidence-area", "evidence", told, _area),
    ("12-evidence-empty", "evidence", _nobody, _nothing),
    ("12-evidence-form", "evidence", told, _form),
    ("12-evidence-pack", "evidence", told, _pack),
    ("12-practice", "evidence", _practised, _practice),
    ("12-practice-empty", "evidence", _nobody, _practice),
    ("12-practice-answered", "evidence", told, _answered),
    ("12-predictions", "evidence", _expected, _predictions),
    ("12-predictions-empty", "evidence", _nobody, _predictions),
    ("12-predictions-many", "evidence", _many_expected, _predictions),
)
