"""The stops of the tour at evidence."""

from __future__ import annotations

from nextrung.evidence.example import ExampleFields
from nextrung.tour import plan
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.evidence.form import ExampleDialog
from nextrung.ui.evidence.pack_dialog import PackDialog
from nextrung.ui.evidence.page import EvidencePage
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


STOPS = (
    ("12-evidence", "evidence", told, _nothing),
    ("12-evidence-area", "evidence", told, _area),
    ("12-evidence-empty", "evidence", _nobody, _nothing),
    ("12-evidence-form", "evidence", told, _form),
    ("12-evidence-pack", "evidence", told, _pack),
)
