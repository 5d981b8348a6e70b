"""The stops of the tour at other views: made-up replies, sealed as a browser seals them."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

from msgspec import to_builtins

from nextrung import resources
from nextrung.lazy import lazy
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.views.page import OtherViewsPage
from nextrung.ui.widgets.buttons import Button
from nextrung.views import sealing
from nextrung.views.invitation import Part
from nextrung.views.rounds import Asked, Round
from nextrung.workspace import Workspace

if TYPE_CHECKING:
    import pyrage
else:
    pyrage = lazy("pyrage")

EXAMPLES = (
    "In March she asked each of us what the dashboard was for before anything was built.",
    "The plan for the quarter was on one page, and two teams changed theirs after reading it.",
    "I heard about the delay from the customer first; earlier would have helped.",
)
_MOMENTS = ("2026-11-09T08:00:00Z", "2026-11-09T08:07:00Z")


def sample(workspace: Workspace) -> None:
    """The sample person, whom nobody was asked about yet."""
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    workspace.rename("Alex")


def asked(workspace: Workspace) -> None:
    """Some are asked, two have answered: nothing of anybody is shown."""
    sample(workspace)
    of = workspace.views.begin()
    _answer(workspace, of, "colleague", 2, 3.0, open_ones=2)


def shown(workspace: Workspace, colleagues: int = 7) -> None:
    """A manager, colleagues and clients answered and are shown; of those led, too few did."""
    sample(workspace)
    of = workspace.views.begin()
    _answer(workspace, of, "manager", 1, 3.2, names=("Priya",))
    _answer(workspace, of, "colleague", colleagues, 3.4, open_ones=1)
    _answer(workspace, of, "client", 3, 4.4)
    _answer(workspace, of, "led", 2, 2.0)
    for part in ("manager", "colleague", "client"):
        workspace.views.release(of, part)


def with_coach(workspace: Workspace) -> None:
    """Somebody whom a coach reads the replies for; nothing came back yet."""
    sample(workspace)
    of = workspace.views.begin(coach_key=sealing.public_key(sealing.new_key()))
    for part in ("manager", "colleague", "colleague", "colleague"):
        workspace.views.ask(of, part)


def of_coach(workspace: Workspace) -> None:
    """A coach, with the key for clients."""
    asked(workspace)
    workspace.privacy.set_coach_mode(on=True)


def in_session(workspace: Workspace) -> None:
    """The same in a coach's session with the person."""
    shown(workspace)
    workspace.privacy.set_coach_mode(on=True)
    workspace.sessions.start()


def _answer(
    workspace: Workspace,
    of: Round,
    part: Part,
    count: int,
    level: float,
    *,
    names: tuple[str, ...] = (),
    open_ones: int = 0,
) -> None:
    draw = Random(f"{part} {count}")  # noqa: S311  (made-up answers, not a secret)
    for at in range(count):
        one = workspace.views.ask(of, part, names[at] if at < len(names) else "")
        workspace.views.take(_sealed(workspace, one, of, level, draw))
    for _ in range(open_ones):
        workspace.views.ask(of, part)


def _sealed(workspace: Workspace, one: Asked, of: Round, level: float, draw: Random) -> bytes:
    content = workspace.views.content_of(of)
    higher = {area.id: draw.uniform(-1.2, 1.2) for area in content.competencies}
    answers = [
        {
            "item": item,
            "value": min(5, max(1, round(level + higher[content.competency_of[item].id] + draw.gauss(0, 0.6)))),
        }
        for item in of.items
    ]
    reply = {
        **{"format": "nextrung.reply", "format_version": 1, "begun_at": _MOMENTS[0], "finished_at": _MOMENTS[1]},
        "invitation": to_builtins(workspace.views.invitation(one)),
        "answers": answers,
        "examples": {content.competencies[0].id: draw.choice(EXAMPLES)},
    }
    recipient = pyrage.x25519.Recipient.from_str(sealing.public_key(workspace.views.key_made()))
    return bytes(pyrage.encrypt(json.dumps(reply).encode(), [recipient], armored=True))


def _nothing(_window: MainWindow) -> None:
    """The page as it opens."""


def _as_table(window: MainWindow) -> None:
    _choose(window, "segment-table")


def _take_back(window: MainWindow) -> None:
    """Ask whether the reply of the one who was asked first is to be taken back."""
    page = window.current_page()
    if isinstance(page, OtherViewsPage):
        page.asked.table.setCurrentIndex(page.asked.table.model().index(0, 0))
    _choose(window, "remove-asked")


def _as_words(window: MainWindow) -> None:
    _choose(window, "segment-words")


def _choose(window: MainWindow, name: str) -> None:
    page = window.current_page()
    button = page.findChild(Button, name) if isinstance(page, OtherViewsPage) else None
    if button is not None:
        button.click()


STOPS = (
    ("8-views-empty", "views", sample, _nothing),
    ("8-views-asked", "views", asked, _nothing),
    ("8-views", "views", shown, _nothing),
    ("8-views-table", "views", shown, _as_table),
    ("8-views-take-back", "views", shown, _take_back),
    ("8-views-words", "views", shown, _as_words),
    ("8-views-with-coach", "views", with_coach, _nothing),
    ("8-views-of-coach", "views", of_coach, _nothing),
    ("9-session-views", "sessions", in_session, _nothing),
)
