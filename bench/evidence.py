"""The evidence page with 500 examples, and a pack of 30 stories in every kind of file."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QEventLoop

from bench.measuring import Measurement, compare
from nextrung import app, resources
from nextrung.evidence.example import ExampleFields
from nextrung.report.blocks import Document
from nextrung.report.formats import PACKED, ExportFormat, rendered_document
from nextrung.report.pack import PACK_DEFAULTS, PackContents, PackMaterial
from nextrung.report.pages_pack import pack_document
from nextrung.tour.evidence import PAIRED
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.packs import pack_material

EXAMPLES, STORIES = 500, 30
BARE = "SELECT * FROM work_example WHERE person = ? ORDER BY rowid"


def measure() -> Iterator[Measurement]:
    application = app.make_application()
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(app.open_workspace(Path(folder, "many"))) as many,
        closing(app.open_workspace(Path(folder, "stories"))) as stories,
    ):
        _fill(many, EXAMPLES)
        window = MainWindow(many, Theme(application, resources.assets(), "light"))
        window.show()
        window.show_page("evidence")  # what is loaded with the first look is loaded by then
        yield _page(window, many)
        window.close()
        _fill(stories, STORIES)
        material = pack_material(stories, stories.role, "Alex")
        yield from (_pack(material, kind) for kind in PACKED)


def _fill(workspace: Workspace, count: int) -> None:
    app.add_sample(workspace)
    workspace._connection.execute("PRAGMA synchronous = OFF")  # only while it is filled
    facets = [facet.id for one in workspace.installed.questionnaire.competencies for facet in one.facets]
    for number in range(count):
        told: ExampleFields = replace(PAIRED, title=f"Story {number}", facet=facets[number % len(facets)])
        workspace.evidence.save(told)
    workspace._connection.execute("PRAGMA synchronous = FULL")


def _page(window: MainWindow, workspace: Workspace) -> Measurement:
    person = workspace.person
    assert person is not None

    def show() -> None:
        window.show_page("evidence")
        window.current_page().repaint()

    def bare() -> None:
        workspace._connection.execute(BARE, (person.id,)).fetchall()

    def settle() -> None:
        window.show_page("overview")
        for _ in range(5):
            window.theme.application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)

    name = f"the evidence page with {EXAMPLES} examples, shown and painted"
    return compare(name, show, "reading their rows", bare, rounds=15, limit="at most 100 ms", between=settle)


def _pack(material: PackMaterial, kind: ExportFormat) -> Measurement:
    numbers = itertools.count()
    wanted = PackContents("interview", PACK_DEFAULTS["interview"])

    def pack() -> bytes:
        # another name each time, so that nothing set before can be used again
        fresh = replace(material, person=f"Person {next(numbers)}")
        return rendered_document(pack_document(fresh, wanted), kind)

    empty = partial(_empty, numbers, kind)
    name = f"a pack of {STORIES} stories as {kind.name}"
    return compare(name, pack, "an empty document of that kind", empty, rounds=5, limit="at most 1.5 s")


def _empty(numbers: Iterator[int], kind: ExportFormat) -> bytes:
    return rendered_document(Document(f"Empty {next(numbers)}", "en", "", "", "", "", None, ()), kind)
