"""How many small faults the tests notice: `.venv/bin/python bench mutants [--count N] [--seed N] [--room NAME ...]`.

Draws faults evenly over the rooms and runs the tests that come through the spot of each, then, for what they let pass,
all tests of the room. It prints every fault that nothing noticed. With `--write` it keeps them in `MUTANTS.md`, each
with the reason from `reasons.yaml`: a fault that changes nothing anybody could see needs no test, but has to be told.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.mutation.operators import Mutant, mutants
from bench.mutation.rooms import ROOMS, Room
from bench.mutation.workshop import Looked, Workshop

PROJECT = Path(__file__).resolve().parents[2]
LONGEST_LOOK = 3000.0
"""Seconds for all tests of a room, watched."""
PATIENCE = 4
"""How many times as long as the tests of a spot took a run may take: faults make endless loops."""
LEAST = 30.0
"""Seconds that a run may take in any case."""


class Tried(NamedTuple):
    """One fault and what became of it."""

    room: str
    path: Path
    mutant: Mutant
    how: str

    @property
    def name(self) -> str:
        """What it is called in the table of reasons; lines move, so that they are no part of it."""
        return f"{self.path.relative_to('desktop/nextrung')}: {self.mutant.before} -> {self.mutant.after}"


def main(arguments: list[str]) -> int:
    """Try faults, and say which were not noticed."""
    parser = argparse.ArgumentParser(prog="bench mutants", description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=400, help="how many faults, over all rooms together")
    parser.add_argument("--seed", type=int, default=20261129)
    parser.add_argument("--room", action="append", choices=[room.name for room in ROOMS], help="only these")
    parser.add_argument("--file", default="", help="only faults of files whose path ends so")
    parser.add_argument("--write", action="store_true", help="keep the outcome in bench/MUTANTS.md")
    chosen = parser.parse_args(arguments)
    rooms = [room for room in ROOMS if chosen.room is None or room.name in chosen.room]
    _load_libraries()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        workshop = Workshop(PROJECT, Path(folder))
        tried = [
            one
            for number, room in enumerate(rooms)
            for one in try_room(workshop, room, _share(chosen.count, len(rooms), number), chosen.seed, chosen.file)
        ]
    if chosen.write:
        from bench.mutation.page import write

        write(PROJECT / "bench", tried, chosen.seed)
    survived = sum(one.how == "survived" for one in tried)
    print(f"{survived} of {len(tried)} faults were not noticed ({100 * survived / max(1, len(tried)):.0f} %).")
    return 0


def try_room(workshop: Workshop, room: Room, count: int, seed: int, ending: str = "") -> Iterator[Tried]:
    """Faults of one room with their outcome, printed as they come."""
    targets = room.targets(PROJECT)
    begin = time.monotonic()
    looked = workshop.look(targets, LONGEST_LOOK)
    whole = time.monotonic() - begin
    print(f"{room.name}: {len(looked.seconds)} tests in {whole:.0f} s", flush=True)
    found = [
        (path, mutant)
        for path in room.sources(PROJECT)
        if str(path).endswith(ending)
        for mutant in mutants((PROJECT / path).read_text(encoding="utf-8"))
    ]
    lot = random.Random(f"{seed} {room.name}")  # noqa: S311  (the same faults again, not a secret)
    drawn = lot.sample(found, min(count, len(found)))
    for path, mutant in drawn:
        begin = time.monotonic()
        how = _outcome(workshop, looked, (path, mutant), targets, whole)
        spot = f"{path.relative_to('desktop/nextrung')}:{mutant.line}"
        seconds = time.monotonic() - begin
        print(f"  {how:9} {seconds:5.1f} s  {spot} {mutant.kind}: {mutant.before} -> {mutant.after}", flush=True)
        yield Tried(room.name, path, mutant, how)


def _outcome(workshop: Workshop, looked: Looked, where: tuple[Path, Mutant], targets: list[str], whole: float) -> str:
    path, mutant = where
    near = looked.tests_of(path, mutant.function)
    with workshop.changed(path, mutant.source):
        if near:
            patience = LEAST + PATIENCE * sum(looked.seconds[one] for one in near)
            code, _ = workshop.run(near, patience)
            if code != 0:
                return "noticed" if code is not None else "endless"
        code, _ = workshop.run(targets, LEAST + PATIENCE * whole)
    return "survived" if code == 0 else "noticed"


def _share(count: int, rooms: int, number: int) -> int:
    return count // rooms + (number < count % rooms)


def _load_libraries() -> None:
    """Load once what every run needs; nothing of the program, which each run reads anew."""
    import msgspec  # noqa: F401
    import numpy  # noqa: F401
    import pandas  # noqa: F401
    import PySide6.QtWidgets  # noqa: F401
    import sqlite_utils  # noqa: F401
    import yaml  # noqa: F401

    if any(name.partition(".")[0] == "nextrung" for name in sys.modules):
        raise RuntimeError("The program must not be loaded before it is changed.")
