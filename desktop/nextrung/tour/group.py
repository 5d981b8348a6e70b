"""Groups for the tour: made-up people, as many as asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractButton, QWidget

from nextrung.assessment.answer import Answer
from nextrung.clock import as_moment
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Item, Kind
from nextrung.questionnaire.model import Questionnaire
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.widgets.page import ScrollBody
from nextrung.workspace import Workspace

NEWEST = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
FIRST = ("Jana", "Tomasz", "Aisha", "Luca", "Mei", "Noor", "Erik", "Sofia", "Kofi", "Ines", "Ravi", "Hanna", "Omar")
LAST = ("Nováková", "Kowalski", "Rahman", "Moretti", "Lin", "El-Sayed", "Lindqvist", "García", "Mensah", "Costa")
LONG = "Alexandra-Konstantina Papadopoulou-Featherstonehaugh of the Northern Applied Research Group"


class _Somebody:
    """A made-up person: how far below the top they rate themselves, and which areas they rate higher or lower."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._lower = random.random() * 2.4
        self._areas = [random.gauss(0, 0.6) for _ in range(9)]

    def take(self, workspace: Workspace, days_ago: int, form: FormId, lower: float = 0.0) -> None:
        """Finish an assessment so many days ago, ``lower`` levels below what they would say now."""
        content = workspace.installed.questionnaire
        finished = NEWEST - timedelta(days=days_ago)
        first, last = map(as_moment, (finished - timedelta(minutes=30), finished))
        answers = {item.id: self._answer(item, content, lower) for item in content.scored_items[form]}
        workspace.history.keep(workspace.installed.fingerprint, form, answers, (first, last))

    def _answer(self, item: Item, content: Questionnaire, lower: float) -> Answer:
        """Skills lie higher than responsibilities, as they do for people who come from the technical side."""
        random, answer = self._random, Answer(item.id, seconds=20.0, at="2026-01-01T00:00:00Z")
        if item.kind in (Kind.SCENARIO, Kind.KNOWLEDGE):
            return replace(answer, choice=random.choice(getattr(item, "options", ())).key)
        if random.random() < 0.06:
            return replace(answer, no_chance=True)
        at = [one.id for one in content.competencies].index(content.competency_of[item.id].id)
        # Responsibilities come first in the questionnaire, so the rising term lifts the skills; half a level is the
        # noise of an answer in the simulations (truth).
        level = 4.3 - self._lower - lower + 0.12 * at + self._areas[at] + random.gauss(0, 0.5)
        level = min(5.0, max(1.0, level))
        return replace(answer, value=float(round(level)) if item.kind is Kind.RATING else round(level - 1) / 4)


def of(number: int, *, long_names: bool = False) -> Callable[[Workspace], None]:
    """So many people: some assessed twice, one in eight by the quick form, one in ten never, some long ago."""

    def prepare(workspace: Workspace) -> None:
        random = Random(number)  # noqa: S311  (made-up answers, not a secret)
        for at in range(number):
            # 7 has no factor in common with the number of last names, so that all of them come up
            name = f"{FIRST[at % len(FIRST)]} {LAST[at * 7 % len(LAST)]}"
            workspace.add_person(f"{LONG} {at}" if long_names else name)
            if number > 2 and at % 10 == 9:
                continue
            somebody = _Somebody(random)
            days = 400 if at % 9 == 5 else at % 60
            form: FormId = "quick" if at % 8 == 3 else "full"
            if at % 3 == 0:
                somebody.take(workspace, days + 200, form, 0.7)
            somebody.take(workspace, days, form)
        workspace.choose_role("senior")

    return prepare


def cards(window: QWidget) -> None:
    """Scroll to the cards under the map."""
    wait_until_idle(window)
    for area in window.findChildren(ScrollBody):
        if area.isVisible():
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def middle(window: QWidget) -> None:
    """Scroll to the middle of the page."""
    wait_until_idle(window)
    for area in window.findChildren(ScrollBody):
        if area.isVisible():
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum() // 2)


def hide(window: QWidget) -> None:
    """Hide the names; in the second scheme they are hidden already."""
    wait_until_idle(window)
    for button in window.findChildren(QAbstractButton, "group-hide"):
        if button.isVisible() and button.text() == "Hide names":
            button.click()


STOPS: tuple[tuple[str, str, Callable[[Workspace], None], Callable[[QWidget], None]], ...] = (
    ("9-group", "group", of(14), wait_until_idle),
    ("9-group-middle", "group", of(14), middle),
    ("9-group-cards", "group", of(60), cards),
    ("9-group-empty", "group", of(0), wait_until_idle),
    ("9-group-one", "group", of(1), wait_until_idle),
    ("9-group-two-hidden", "group", of(2), hide),
    ("9-group-two", "group", of(2), wait_until_idle),
    ("9-group-hidden", "group", of(14), hide),
    ("9-group-long-names", "group", of(14, long_names=True), wait_until_idle),
    ("9-group-500", "group", of(500), wait_until_idle),
)
