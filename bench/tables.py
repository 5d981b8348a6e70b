"""Tables of other tools: mapped and previewed after reading, and the answers of a thousand people taken in."""

from __future__ import annotations

import csv
import io
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from bench.measuring import Measurement, compare
from bench.windows.blocks import longest_block
from nextrung import app, resources
from nextrung.intake.entering import PEOPLE
from nextrung.tables import people, source
from nextrung.tables.answers import AnswerOwner
from nextrung.tables.layouts import known_layouts
from nextrung.tables.mapping import Picked, mapped
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.garbage import collect_here
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.tables import state
from nextrung.ui.tables.controller import TableController
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.table_reading import TableReading, Wishes, read
from nextrung.workspace.tables import taking

NAMES, ROWS = 10_000, 1_000
BLOCKS = 9


def measure() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder, closing(app.open_workspace(Path(folder))) as workspace:
        yield _previewed(workspace)
        yield _taken_in(workspace)
        yield _shown(workspace, Path(folder))


def _previewed(workspace: Workspace) -> Measurement:
    head = "First Name,Last Name,Organization Title,Labels,Notes\n"
    raw = head + "\n".join(
        f"Mira {at},Okafor,ML engineer,Group {at % 9} ::: * myContacts,met in May" for at in range(NAMES)
    )
    found = source.read(raw, "", PEOPLE)

    def preview() -> None:
        table = mapped(found, "people", known_layouts(), Picked())
        reading = TableReading("people", "", people.read(table, (), {}), found, table)
        state.build(reading, Wishes(), workspace.pay.data, {}, {})

    def split() -> None:
        list(csv.reader(io.StringIO(raw)))

    name = f"{NAMES:,} people mapped and previewed"
    return compare(name, preview, "splitting their lines", split, rounds=5, limit="at most 1 s after reading")


def _taken_in(workspace: Workspace) -> Measurement:
    items = workspace.installed.questionnaire.scored_items["quick"]
    rated = [item for item in items if item.kind in ("rating", "frequency")]
    chosen = [item for item in items if item.kind not in ("rating", "frequency")]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Name", *(item.id for item in rated), *(item.id for item in chosen)])
    for at in range(ROWS):
        cells = ["3 - Independent" if item.kind == "rating" else "50 %" for item in rated]
        writer.writerow([f"Person {at}", *cells, *("B" for _ in chosen)])
    raw = out.getvalue().encode()

    def take_in() -> None:
        around = workspace.tables.surroundings()
        reading = read(raw, "", "answers", around, Wishes(whose=AnswerOwner(new_ones=True)))
        kept = workspace.tables.take_in(taking(reading))
        if kept != ROWS:
            raise ValueError(f"{kept} of {ROWS} came in")

    def write() -> None:
        with tempfile.TemporaryFile() as file:
            file.write(raw)
            file.flush()

    name = f"answers of {ROWS:,} people, {len(items)} items each, read and taken in"
    return compare(name, take_in, "writing the same bytes", write, rounds=3, limit="at most 5 s")


def _shown(workspace: Workspace, folder: Path) -> Measurement:
    """The window while a file of many people is read and previewed, against one of few."""
    files = []
    for count in (NAMES, 10):
        files.append(folder / f"{count}.csv")
        lines = (f"Mira{at},Okafor{at},Team {at % 9},ML engineer,note {at}" for at in range(count))
        files[-1].write_text("First Name,Last Name,Labels,Organization Title,Notes\n" + "\n".join(lines))
    application = app.make_application()
    theme = Theme(application, resources.assets(), "light")
    collect_here(application)
    window = MainWindow(workspace, theme)
    window.show()
    pages = TableController(workspace, theme, "people", window)
    window.commands.page_opened.emit(pages.page)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(BLOCKS):
        for samples, file in zip(times, files, strict=True):
            pages.begin()
            wait_until_idle(window)
            samples.append(longest_block(partial(pages.read_file, str(file)), lambda: pages.page.is_busy))
    window.close()
    low, median, high = statistics.quantiles(times[0], n=4)
    name, floor = f"longest block while {NAMES:,} people are read and previewed", "a file of ten people"
    return Measurement(name, floor, median, statistics.median(times[1]), (low, high), "at most 50 ms")
