"""From the start of the process to the first painted page, against a bare window of the same Qt in the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from bench.measuring import Measurement
from bench.windows import frozen
from nextrung import app, resources
from nextrung.people.person import Person
from nextrung.store import assessments, people
from nextrung.workspace import Workspace

ROUNDS = 21
LIMIT = "at most 1.8 x"
HERE = Path(__file__).resolve().parent
WINDOWS = HERE / "windows"


def filled(folder: Path, others: int) -> Path:
    """A data folder with one person of ten finished assessments, and ``others`` with one each, for a coach."""
    workspace = app.open_workspace(folder)
    app.add_sample(workspace)
    sample = workspace.latest()
    assert sample is not None
    assert workspace.person is not None
    owner, connection = workspace.person, workspace._connection
    for number in range(1, 10):
        _copy(workspace, owner.id, f"20{15 + number}-03-01T10:00:00Z")
    for number in range(others):
        other = Person(uuid.uuid4().hex, f"Person {number}", None, uuid.uuid4().hex, False)
        people.add(connection, other, "2026-01-01T00:00:00Z")
        _copy(workspace, other.id, "2026-01-01T10:00:00Z")
    workspace.close()
    return folder


def _copy(workspace: Workspace, person: str, moment: str) -> None:
    sample = workspace.latest()
    assert sample is not None
    record = replace(sample.record, id=uuid.uuid4().hex, person=person, started_at=moment, completed_at=moment)
    assessments.add(workspace._connection, record, sample.answers.values())


def sample_of(command: Sequence[str]) -> tuple[float, float]:
    """Milliseconds from the start of the process to the paint, and MiB resident then."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("BENCH_PLATFORM", "offscreen")}
    environment["PYTHONPATH"] = str(resources.folder("assets").parent / "desktop")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as on any machine, what was compiled once is kept
    began = time.monotonic_ns()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    seen, resident = done.stdout.split()[:2]
    return (int(seen) - began) / 1e6, int(resident) / 1024


def source(script: str, *arguments: str) -> list[str]:
    """The command that runs a window from source."""
    return [sys.executable, "-P", str(WINDOWS / f"{script}.py"), *arguments]


def compared(
    name: str, floor_name: str, thing: Sequence[str], floor: Sequence[str], limits: tuple[str, str]
) -> tuple[Measurement, Measurement]:
    """Time and memory of two commands, run in turns."""
    taken: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for number in range(ROUNDS + 1):
        for samples, command in zip(taken, (thing, floor), strict=True):
            one = sample_of(command)
            if number:  # the first fills the caches of the system
                samples.append(one)
    made = []
    for at, (what, unit) in enumerate((("start", "ms"), ("memory", "MiB"))):
        own, other = ([one[at] for one in samples] for samples in taken)
        low, median, high = statistics.quantiles(own, n=4)
        names = (f"{what}, {name}", floor_name)
        made.append(Measurement(*names, median, statistics.median(other), (low, high), limits[at], unit))
    return made[0], made[1]


def both(limits: tuple[str, str] = (LIMIT, "at most 1.45 x")) -> Iterator[tuple[Measurement, Measurement]]:
    """Time and memory from source and frozen, for one person and for 500."""
    with tempfile.TemporaryDirectory() as name:
        one = str(filled(Path(name) / "one", 0))
        many = str(filled(Path(name) / "many", 500))
        bare = "a bare window"
        for who, folder in (("one person", one), ("500 people", many)):
            commands = source("page", "--data-dir", folder), source("bare")
            yield compared(f"{who}, from source", bare, *commands, limits)
        page, empty = frozen.bundle("page"), frozen.bundle("bare")
        for who, folder in (("one person", one), ("500 people", many)):
            commands = [str(page), "--data-dir", folder], [str(empty)]
            yield compared(f"{who}, frozen", f"{bare}, frozen", *commands, limits)


def measure() -> Iterator[Measurement]:
    for pair in both():
        yield from pair
