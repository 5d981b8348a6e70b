"""Histories for the tour and the benchmark: made-up assessments over months and years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractButton, QWidget

from nextrung import resources
from nextrung.assessment.answer import Answer
from nextrung.clock import as_moment
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Kind
from nextrung.questionnaire.model import Questionnaire
from nextrung.workspace import Workspace, read_answers_file

NEWEST = datetime(2026, 11, 14, 18, 40, tzinfo=UTC)
FREQUENCIES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Points of the scale of frequencies, from never to always."""


def some(workspace: Workspace) -> None:
    """Six assessments over two years: mostly full ones, one of them to be treated with care."""
    workspace.add_person("Alex")
    workspace.choose_role("senior")
    for days, lower, form in ((700, 1.2, "quick"), (560, 1.1, "full"), (430, 0.8, "full"), (240, 0.4, "full")):
        keep(workspace, NEWEST - timedelta(days=days), "quick" if form == "quick" else "full", lower)
    keep(workspace, NEWEST - timedelta(days=120), "full", 0.3, careless=True)
    keep(workspace, NEWEST, "full", 0.0)


def one(workspace: Workspace) -> None:
    """One assessment."""
    workspace.add_person("Alex")
    keep(workspace, NEWEST, "full", 0.0)


def two_on_one_day(workspace: Workspace) -> None:
    """Two assessments on one day."""
    workspace.add_person("Alex")
    keep(workspace, NEWEST - timedelta(hours=6), "full", 0.5)
    keep(workspace, NEWEST, "full", 0.0)


def quick_only(workspace: Workspace) -> None:
    """Three quick assessments."""
    workspace.add_person("Alex")
    for days, lower in ((300, 0.6), (150, 0.5), (0, 0.0)):
        keep(workspace, NEWEST - timedelta(days=days), "quick", lower)


def many(workspace: Workspace, number: int = 200) -> None:
    """Very many assessments over some years, of both forms, some to be treated with care."""
    workspace.add_person("Alexandra-Konstantina Papadopoulou-Featherstonehaugh")
    workspace.choose_role("senior")
    for at in range(number):
        # Six days apart, so that 200 of them span the three years that an axis of dates must bear.
        days = (number - 1 - at) * 6
        form: FormId = "quick" if at % 9 == 4 else "full"
        lower = 1.3 * (1 - at / max(1, number - 1))
        keep(workspace, NEWEST - timedelta(days=days), form, lower, careless=at % 17 == 3, seed=at)


def keep(
    workspace: Workspace,
    finished: datetime,
    form: FormId,
    lower: float,
    *,
    careless: bool = False,
    seed: int = 7,
) -> str:
    """Keep the sample answers, on the average ``lower`` by so many levels; ``careless`` ones alike and fast."""
    content = workspace.installed.questionnaire
    text = resources.sample_answers().read_text(encoding="utf-8")
    sample = read_answers_file(text, workspace.editions)[1]
    asked = {item.id for item in content.form_items(form)}
    random = Random(seed)  # noqa: S311  (made-up answers, not a secret)
    answers = {
        item: _careless(answer, content) if careless else _lowered(answer, content, lower, random)
        for item, answer in sample.items()
        if item in asked
    }
    started = finished - timedelta(minutes=30)
    moments = (as_moment(started), as_moment(finished))
    return workspace.history.keep(workspace.installed.fingerprint, form, answers, moments).record.id


def _lowered(answer: Answer, content: Questionnaire, lower: float, random: Random) -> Answer:
    if answer.value is None:
        return answer
    if content.items_by_id[answer.item].kind is Kind.RATING:
        # A fraction becomes a chance: 0.4 levels lower is one point lower in four of ten answers.
        return replace(answer, value=max(1.0, answer.value - int(lower + random.random())))
    steps = int(lower + random.random())
    return replace(answer, value=FREQUENCIES[max(0, FREQUENCIES.index(answer.value) - steps)])


def _careless(answer: Answer, content: Questionnaire) -> Answer:
    kind = content.items_by_id[answer.item].kind
    values: Mapping[Kind, float] = {Kind.RATING: 4.0, Kind.FREQUENCY: 0.25}
    # All alike, and faster than can be read: flags enough for the grade *low* (content C7).
    return replace(answer, value=values.get(kind), seconds=1.0)


def compare(window: QWidget) -> None:
    """Compare the newest assessment with the one before."""
    _press(window, ("history-compare",))


def delete(window: QWidget) -> None:
    """Delete the newest assessment; in the second scheme it is gone already."""
    undo = window.findChild(QAbstractButton, "history-undo")
    if undo is None or not undo.isVisible():
        _press(window, ("history-delete",))


def show_all(window: QWidget) -> None:
    """Show those to be treated with care too."""
    boxes = window.findChildren(QAbstractButton, "show-careful")
    for box in boxes:
        box.setChecked(True)


def _press(window: QWidget, names: Sequence[str]) -> None:
    for name in names:
        for button in window.findChildren(QAbstractButton, name):
            if button.isVisible():
                button.click()
