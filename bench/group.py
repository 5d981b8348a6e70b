"""The group page of 1,000 people with 5 Full assessments each, against the plain SQL of the same sums.

With NEXTRUNG_BENCH_LARGE set, 10,000 people with 10 each as well: time, peak memory, and how soon it stops.
"""

from __future__ import annotations

import itertools
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, QThreadPool

from bench.measuring import Measurement, compare
from nextrung import app, paths, resources
from nextrung.errors import CancelledError
from nextrung.questionnaire.kinds import Kind
from nextrung.store import sqlite
from nextrung.ui.group.page import GroupPage
from nextrung.ui.group.preload import load
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.group import GroupReader

LARGE = "NEXTRUNG_BENCH_LARGE"
NEWEST = datetime(2026, 11, 1, tzinfo=UTC)
SUMS = """
    SELECT a.person, i.competency, i.rating, count(answer.value), sum(answer.value), sum(answer.no_chance)
    FROM assessment AS a JOIN (SELECT person, max(started_at) AS at FROM assessment GROUP BY person) AS newest
        ON a.person = newest.person AND a.started_at = newest.at
    CROSS JOIN answer ON answer.assessment = a.id CROSS JOIN item AS i ON i.item = answer.item
    GROUP BY a.person, i.competency, i.rating
"""
"""What a level is made of, for the newest assessment of everybody; only the arithmetic after it is left out."""

DRAWN = """
    INSERT INTO answer (assessment, item, value, choice, confidence, no_chance, seconds, at)
    SELECT id, item,
        CASE WHEN missed THEN NULL WHEN value = 1 THEN 1 + abs(random()) % 5
            WHEN value = 2 THEN (abs(random()) % 5) / 4.0 END,
        CASE WHEN value = 0 THEN substr('ABCD', 1 + abs(random()) % 4, 1) END,
        CASE WHEN value = 0 THEN 'certain' END,
        missed, 12.5, '2026-01-01T00:00:00Z'
    FROM (
        SELECT a.id, asked.item, asked.value, asked.value > 0 AND abs(random()) % 100 < 6 AS missed
        FROM assessment AS a CROSS JOIN asked ORDER BY a.id, asked.item)
"""
"""All answers at once, in the order of the table; ``asked.value`` is 1 for a rating and 2 for a frequency."""


def fill(workspace: Workspace, people: int, times: int) -> None:
    """Finished Full assessments, half a year of days apart, with every answer drawn by the database."""
    connection = workspace._connection
    installed = workspace.installed
    draw = random.Random(1)  # noqa: S311  (made-up ids)
    everyone = [(f"{draw.getrandbits(128):032x}", f"Person {at:05}", f"{at:05}") for at in range(people)]
    taken = []
    for (person, _, _), number in itertools.product(everyone, range(times)):
        at = (NEWEST - timedelta(days=180 * (times - 1 - number))).strftime("%Y-%m-%dT%H:%M:%SZ")
        taken.append((f"{draw.getrandbits(128):032x}", person, installed.fingerprint, "full", at, at))
    items = [item for item in installed.questionnaire.form_items("full") if item.kind is not Kind.EVIDENCE]
    connection.execute("BEGIN")
    connection.execute("CREATE TEMP TABLE asked (item TEXT, value INTEGER, place INTEGER)")
    connection.executemany(
        "INSERT INTO asked VALUES (?, ?, ?)",
        [(item.id, {Kind.RATING: 1, Kind.FREQUENCY: 2}.get(item.kind, 0), at) for at, item in enumerate(items)],
    )
    connection.executemany(
        "INSERT INTO person (id, name, option_seed, created_at) VALUES (?, ?, ?, '2024-01-01T00:00:00Z')", everyone
    )
    connection.executemany(
        "INSERT INTO assessment (id, person, questionnaire, form, started_at, completed_at) VALUES (?, ?, ?, ?, ?, ?)",
        taken,
    )
    connection.execute(DRAWN)
    connection.execute("DROP TABLE asked")
    connection.commit()


def prepared(path: Path, workspace: Workspace) -> sqlite.Connection:
    """A connection of its own for the floor, with the items in a table."""
    connection = sqlite.connect(path)
    connection.execute("CREATE TEMP TABLE item (item TEXT PRIMARY KEY, competency TEXT, rating INTEGER) WITHOUT ROWID")
    content = workspace.installed.questionnaire
    rows = [
        (item.id, competency.id, item.kind is Kind.RATING)
        for competency in content.competencies
        for item in (*competency.ratings, *competency.frequencies)
    ]
    connection.executemany("INSERT INTO item VALUES (?, ?, ?)", rows)
    return connection


class Opened:
    """A window on a data folder, and when its group page has shown what was asked for."""

    def __init__(self, folder: Path) -> None:
        self._application = app.make_application()
        self.workspace = app.open_workspace(folder)
        self.window = MainWindow(self.workspace, Theme(self._application, resources.assets(), "light"))
        self.window.show()
        self.settle_events()

    def settle_events(self) -> None:
        self._application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)

    def open_group(self) -> None:
        self.window.show_page("group")
        self.wait()

    def page(self) -> GroupPage:
        page = self.window.current_page()
        if not isinstance(page, GroupPage):
            raise TypeError("the group is not on show")
        return page

    def wait(self) -> None:
        """Until the newest answer is on the page and painted."""
        page = self.page()
        loop = QEventLoop()  # waits as the program itself does, and leaves the processor to the thread that reads
        page.heat.table.map.modelReset.connect(loop.quit)
        loop.exec()
        page.heat.table.map.modelReset.disconnect(loop.quit)
        self.settle_events()
        page.repaint()

    def close(self) -> None:
        self.window.close()
        QThreadPool.globalInstance().waitForDone()


def cold(folder: Path, *, ahead: bool, module: str = "bench.group") -> tuple[float, float, float]:
    """Milliseconds of the first opening in a new process and of the sums; peak memory in MB.

    ``module`` is the one whose ``first_opening`` is run.
    ``ahead``: the libraries have been loaded before, as the program does for a coach once the window is shown.
    """
    code = (
        f"import sys; from pathlib import Path; from {module} import first_opening;"
        f"print(*first_opening(Path(sys.argv[1]), ahead={ahead}))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, str(folder)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path[:2])},
        capture_output=True,
        text=True,
        check=True,
    )
    page, sums, memory = (float(one) for one in done.stdout.split())
    return page, sums, memory


def first_opening(folder: Path, *, ahead: bool) -> tuple[float, float, float]:
    """What ``cold`` runs in a process of its own."""
    opened = Opened(folder)
    if ahead:
        load()
    opened.window.show_page("settings")
    opened.settle_events()
    start = time.perf_counter()
    opened.open_group()
    page = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    plain = prepared(folder / paths.DATABASE, opened.workspace)
    start = time.perf_counter()
    plain.execute(SUMS).fetchall()
    sums = time.perf_counter() - start
    plain.close()
    opened.close()
    return page * 1000, sums * 1000, peak


def from_new_starts(
    name: str, folder: Path, rounds: int, limit: str, *, ahead: bool = True, module: str = "bench.group"
) -> Measurement:
    """The first opening in so many new processes."""
    runs = [cold(folder, ahead=ahead, module=module) for _ in range(rounds)]
    pages, sums, peaks = zip(*runs, strict=True)
    low, median, high = statistics.quantiles(pages, n=4)
    floor = "SQL of the sums"
    return Measurement(f"{name}, peak {max(peaks):.0f} MB", floor, median, statistics.median(sums), (low, high), limit)


def measure() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        filled(folder, 1000, 5)
        yield from_new_starts("group of 1,000 x 5, new start", folder, 5, "at most 1 s")
        yield from_new_starts("the same, libraries still to load", folder, 5, "no limit of its own", ahead=False)
        yield from _warm(folder)
    if os.environ.get(LARGE):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            filled(folder, 10_000, 10)
            yield from_new_starts("group of 10,000 x 10, new start", folder, 3, "at most 15 s and 2 GB")
            yield _stopped(folder)


def filled(folder: Path, people: int, times: int) -> None:
    workspace = app.open_workspace(folder)
    fill(workspace, people, times)
    workspace.close()


def _warm(folder: Path) -> Iterator[Measurement]:
    opened = Opened(folder)
    plain = prepared(folder / paths.DATABASE, opened.workspace)
    roles, names = itertools.cycle(opened.workspace.roles), itertools.count()

    def first() -> None:
        """The page is built anew; the libraries are there."""
        opened.window.show_page("settings")
        opened.window._controllers.pop("group").deleteLater()
        opened.open_group()

    def changed() -> None:
        """Somebody has changed an answer, and the group is opened again."""
        connection = opened.workspace._connection
        connection.execute(
            "UPDATE answer SET value = 5 WHERE item = 'TL-B1' AND assessment IN"
            " (SELECT a.id FROM assessment a JOIN person p ON p.id = a.person WHERE p.name = ?)",
            (f"Person {next(names):05}",),
        )
        connection.commit()
        opened.open_group()

    def another_role() -> None:
        opened.page().filters.role_chosen.emit(next(roles).id)
        opened.wait()

    def sums() -> None:
        plain.execute(SUMS).fetchall()

    def wheel() -> None:
        table = opened.page().heat.table
        bar = table.verticalScrollBar()
        bar.setValue((bar.value() + 3 * bar.singleStep()) % bar.maximum())
        table.viewport().repaint()

    def cells() -> None:
        opened.page().heat.table.viewport().grab()

    opened.open_group()
    floor = "SQL of the sums"
    yield compare("group of 1,000 x 5, built anew", first, floor, sums, rounds=15, limit="at most 1 s")
    yield compare("group of 1,000 x 5 after a change", changed, floor, sums, rounds=15, limit="at most 200 ms")
    yield compare("group of 1,000 x 5, another role", another_role, floor, sums, rounds=15, limit="at most 200 ms")
    yield compare(
        "the map of 1,000 scrolled", wheel, "painting what is in view", cells, rounds=60, limit="at most 16 ms"
    )
    plain.close()
    opened.close()


def _stopped(folder: Path) -> Measurement:
    """From asking to stop until nothing is read any more, at ten moments of the reading."""
    workspace = app.open_workspace(folder)
    service = workspace.group
    start = time.perf_counter()
    service.reader().read()
    whole = time.perf_counter() - start
    waits = []
    for part in range(1, 11):
        reader = service.reader()
        thread = threading.Thread(target=_read, args=(reader,))
        thread.start()
        time.sleep(whole * part / 12)
        asked = time.perf_counter()
        reader.cancel()
        thread.join()
        waits.append((time.perf_counter() - asked) * 1000)
    workspace.close()
    low, median, high = statistics.quantiles(waits, n=4)
    return Measurement(
        "group of 10,000 x 10 stopped", "reading it all", median, whole * 1000, (low, high), "at most 1 s"
    )


def _read(reader: GroupReader) -> None:
    with suppress(CancelledError):
        reader.read()
