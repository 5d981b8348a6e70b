"""Views of others: a form opened in a browser, 30 replies taken in, and the page with 5 rounds of 30 replies each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from tests.views import browser
from tests.views.taking import reply_to

from bench.measuring import Measurement, compare
from bench.pages import paint
from nextrung import app, resources
from nextrung.tour import views as made_up
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.garbage import collect_due, collect_here
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.views.rounds import GROUPS
from nextrung.workspace import Workspace

AT_ONCE = 30
ROUNDS = 5
SAMPLES = 8


def measure() -> Iterator[Measurement]:
    application = app.make_application()
    with tempfile.TemporaryDirectory() as folder:
        workspace = app.open_workspace(Path(folder))
        made_up.sample(workspace)
        if browser.PROGRAM is not None:
            yield opened(workspace, Path(folder))
        yield taken_in(workspace)
        for _ in range(ROUNDS):
            a_round(workspace)
        workspace.close()
        yield page(application, Path(folder))
        yield page(application, Path(folder), first=True)


def page(application: QApplication, folder: Path, *, first: bool = False) -> Measurement:
    """The page alone, against another one in the same way: shown again, or in a window that had built neither yet.

    The first look ends when it is painted; what follows a paint is done while it is looked at.
    """
    collect_here(application)
    theme, windows = Theme(application, resources.assets(), "light"), list[MainWindow]()

    def another() -> None:
        if first or not windows:
            while windows:
                end(windows.pop())
            windows.append(MainWindow(app.open_workspace(folder), theme))
            windows[0].show()
        windows[0].show_page("settings")
        paint(windows[0])
        wait_until_idle(windows[0])

    def show(place: str) -> None:
        windows[0].show_page(place)
        if first:
            QCoreApplication.sendPostedEvents()  # the layout, and no timer
            windows[0].repaint()
        else:
            paint(windows[0])

    another()
    when = "built and shown" if first else "shown again"
    name = f"page of {ROUNDS} rounds of {AT_ONCE} replies {when}"
    limit = "at most 100 ms"
    thing, floor = partial(show, "views"), partial(show, "results")
    found = compare(name, thing, "the results, the same way", floor, rounds=20, limit=limit, between=another)
    end(windows.pop())
    return found


def end(window: MainWindow) -> None:
    """Close a window and let it go wholly: what is left of it would go in the middle of a painting."""
    window.close()
    window.deleteLater()
    wait_until_idle(window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    collect_due()


def opened(workspace: Workspace, folder: Path) -> Measurement:
    """A form in Chromium, until it was painted."""
    asked = workspace.views.ask(workspace.views.begin(whole_set=True), "colleague")
    form, bare = workspace.views.form_work(asked, folder / "form.html")(), folder / "bare.html"
    bare.write_text("<!DOCTYPE html><title>Nothing</title><p>Nothing", encoding="utf-8")
    with browser.chromium(folder) as page:
        return compare(
            "form of all questions opened in Chromium",
            partial(page.go, form),
            "a page with one word",
            partial(page.go, bare),
            rounds=20,
            limit="at most 300 ms",
        )


def taken_in(workspace: Workspace) -> Measurement:
    """30 replies taken in, from sealed to on disk; each time others, as each is taken once."""
    of, views = workspace.views.begin(), workspace.views
    waiting = [
        [reply_to(workspace, views.ask(of, "colleague"), level=4, TL="Once.") for _ in range(AT_ONCE)]
        for _ in range(SAMPLES + 1)
    ]
    last = waiting[-1]

    def take() -> None:
        opening = views.opening()
        outcomes = views.take_opened([opening(raw) for raw in waiting.pop()])
        if any(isinstance(one, Exception) for one in outcomes):
            raise RuntimeError(outcomes)

    def only_open() -> None:
        opening = views.opening()
        for raw in last:
            opening(raw)

    name, floor = f"{AT_ONCE} replies taken in", "opening them"
    return compare(name, take, floor, only_open, rounds=SAMPLES, limit="at most 1 s")


def a_round(workspace: Workspace) -> None:
    """A round in which all groups are shown."""
    views, of = workspace.views, workspace.views.begin()
    for number in range(AT_ONCE):
        asked = views.ask(of, GROUPS[number % len(GROUPS)])
        views.take(reply_to(workspace, asked, level=number % 5 + 1, TL=f"Example {number}"))
    for part in GROUPS:
        views.release(of, part)
