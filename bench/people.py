"""The table of 500 people with 5 assessments each: shown, levels worked out, searched, scrolled."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop

from bench.measuring import Measurement, compare
from nextrung import app, resources
from nextrung.salary import files as salary_files
from nextrung.tour import coach as tour_coach
from nextrung.ui.people.page import PeoplePage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.table_reading import Surroundings, read

PEOPLE, ASSESSMENTS = 500, 5
BARE = (
    "SELECT id, name, number FROM person ORDER BY created_at, id",
    "SELECT person, tag FROM person_tag ORDER BY person, tag",
    "SELECT id, person, completed_at FROM assessment WHERE completed_at IS NOT NULL ORDER BY completed_at",
    "SELECT person, count(*) FROM plan_step WHERE state IN ('planned', 'doing') GROUP BY person",
    "SELECT person, min(planned_at) FROM coaching_session WHERE started_at IS NULL GROUP BY person",
)
ANSWERS = "SELECT assessment, item, value, no_chance FROM answer WHERE value IS NOT NULL OR no_chance = 1"


def measure() -> Iterator[Measurement]:
    application = app.make_application()
    with tempfile.TemporaryDirectory() as folder:
        workspace = app.open_workspace(Path(folder))
        workspace._connection.execute("PRAGMA synchronous = OFF")  # only while it is filled
        tour_coach.people(PEOPLE, ASSESSMENTS)(workspace)
        workspace._connection.execute("PRAGMA synchronous = FULL")
        window = MainWindow(workspace, Theme(application, resources.assets(), "light"))
        window.show()

        def settle() -> None:
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)

        yield from _shown(window, workspace, settle)
        yield from _moved(window, settle)
        window.close()
    yield _table()


def _shown(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Measurement]:
    def bare() -> None:
        for statement in BARE:
            workspace._connection.execute(statement).fetchall()

    def show() -> None:
        window.show_page("people")
        settle()
        window.current_page().repaint()

    def leave() -> None:
        window.show_page("plan")
        settle()

    def work_out() -> None:
        summary = workspace.people.summary
        summary._scores.clear()
        records = [one for fact in workspace.people.facts() for one in fact.finished]
        while batch := summary.next_batch(records):
            summary.keep(summary.scoring_of(batch)())

    name = f"people table of {PEOPLE} x {ASSESSMENTS}"
    yield compare(
        f"{name}, levels worked out",
        work_out,
        "reading the same answers",
        lambda: workspace._connection.execute(ANSWERS).fetchall(),
        rounds=5,
        limit="in a thread, batch after batch",
    )
    leave()
    yield compare(f"{name} shown", show, "the same SQL", bare, rounds=20, limit="at most 100 ms")


def _moved(window: MainWindow, settle: Callable[[], None]) -> Iterator[Measurement]:
    page = window.current_page()
    if not isinstance(page, PeoplePage):
        raise TypeError("the people are not on show")
    bar = page.table.verticalScrollBar()
    words = iter("abcdefghijklmnopqrstuvwxyz" * 10)

    def scroll() -> None:
        bar.setValue((bar.value() + 53) % bar.maximum())
        settle()

    def search() -> None:
        page.typed.emit(next(words))
        settle()

    def paint() -> None:
        page.table.viewport().repaint()

    yield compare(
        "a scrolled frame of the table", scroll, "painting all of it", paint, rounds=120, limit="at most 16 ms"
    )
    yield compare("a letter searched", search, "painting the table", paint, rounds=60, limit="at most 50 ms")
    page.typed.emit("")


def _table() -> Measurement:
    raw = "name,tags\n" + "\n".join(f"Person {number},group {number % 9}" for number in range(100_000))

    pay = salary_files.load(resources.assets("salary"))
    around = Surroundings((), {}, pay, (), date(2026, 11, 29))

    def take() -> None:
        read(raw, "", "people", around)

    def split() -> None:
        [line.split(",") for line in raw.splitlines()]

    return compare("100,000 people read from CSV", take, "splitting its lines", split, rounds=5, limit="in a thread")
