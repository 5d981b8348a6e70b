"""The stops of the tour at results that lie at the ends: one deep gap, three areas without a chance, all skipped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from nextrung.assessment.answer import Answer
from nextrung.clock import as_moment
from nextrung.questionnaire.kinds import Item, Kind
from nextrung.tour import coach, history, report
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace

Give = Callable[[Item], Answer]
WITHOUT = ("PM", "SP", "CM")
"""Areas that nobody has had a chance in."""
DEEP = "SC"
"""The area of the one deep gap."""


def _kept(give: Give) -> Callable[[Workspace], None]:
    """A full form that is answered item by item, after an ordinary one of half a year ago."""

    def prepare(workspace: Workspace) -> None:
        workspace.add_person("Alex")
        now = workspace.clock.now()
        # With one before it, the pages of change have something to compare the extreme with.
        history.keep(workspace, now - timedelta(days=180), "full", 0.5)
        items = workspace.installed.questionnaire.form_items("full")
        answers = {item.id: give(item) for item in items if item.kind is not Kind.EVIDENCE}
        moments = (as_moment(now - timedelta(minutes=30)), as_moment(now))
        workspace.history.keep(workspace.installed.fingerprint, "full", answers, moments)

    return prepare


def _ordinary(item: Item, rating: float = 4.0, frequency: float = 0.75) -> Answer:
    if item.kind is Kind.RATING:
        return Answer(item.id, value=rating)
    return Answer(item.id, value=frequency) if item.kind is Kind.FREQUENCY else Answer(item.id, skipped=True)


def _one_deep_gap(item: Item) -> Answer:
    return _ordinary(item, 1.0, 0.0) if item.id.startswith(DEEP) else _ordinary(item)


def _three_without(item: Item) -> Answer:
    given = _ordinary(item)
    return Answer(item.id, no_chance=True) if item.id.startswith(WITHOUT) and given.value is not None else given


def _all_highest(item: Item) -> Answer:
    return _ordinary(item, 5.0, 1.0)


def _all_skipped(item: Item) -> Answer:
    return Answer(item.id, skipped=True)


def _nothing(_window: MainWindow) -> None:
    """Leave the page as it opens."""


STATES: tuple[tuple[str, Give], ...] = (
    ("deep-gap", _one_deep_gap),
    ("three-without", _three_without),
    ("all-highest", _all_highest),
    ("all-skipped", _all_skipped),
)


def _seen_by_coach(give: Give) -> Callable[[Workspace], None]:
    """The same, with a coach's ratings in the middle of every scale."""

    def prepare(workspace: Workspace) -> None:
        _kept(give)(workspace)
        person = coach.current_person(workspace)
        rating = workspace.rating.start()
        for item in workspace.rating.items(rating):
            rating = workspace.rating.rate(rating, item.id, 3.0)
        workspace.rating.finish(rating)
        workspace.add_person("Robin")  # with a second person there are sessions
        workspace.switch_person(person.id)

    return prepare


STOPS = (
    *((f"1-overview-{name}", "overview", _kept(give), _nothing) for name, give in STATES),
    *((f"3-results-{name}", "results", _kept(give), _nothing) for name, give in STATES),
    *((f"7-history-compare-{name}", "history", _kept(give), history.compare) for name, give in STATES),
    *((f"9-two-views-{name}", "sessions", _seen_by_coach(give), coach.two_views) for name, give in STATES),
    *((f"9-report-{name}", "results", _kept(give), report.export) for name, give in STATES),
)
