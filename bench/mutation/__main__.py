"""How many small faults the tests notice: `.venv/bin/python bench mutants [--count N] [--seed N] [--room NAME ...]`.

Draws faults evenly over the rooms and runs the tests of the room that come through the spot of each, or that start
processes of their own which might. It prints every fault that nothing noticed. With `--write` it keeps them in
`outcome.json` and `MUTANTS.md`, each with the reason from `reasons.yaml`: a fault that changes nothing anybody could
see needs no test, but has to be told. `--again` tries only those kept as not noticed, once there are more tests.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from bench.mutation import outcome
from bench.mutation.looked import Looked
from bench.mutation.operators import Mutant, mutants
from bench.mutation.outcome import Outcome
from bench.mutation.rooms import ROOMS, Room
from bench.mutation.warm import OUTCOMES, Changed, patience
from bench.mutation.workshop import Workshop

PROJECT = Path(__file__).resolve().parents[2]
LONGEST = 4 * 3600.0
"""Seconds for all faults of a room."""


class Fault(NamedTuple):
    """One change of one file of the program."""

    path: Path
    mutant: Mutant

    @property
    def name(self) -> str:
        """What it is called in the table of reasons; lines move, so that they are no part of it."""
        place = f"{self.path.relative_to('desktop/nextrung')} {self.mutant.name}".rstrip()
        return f"{place}: {self.mutant.before} -> {self.mutant.after}"


class Tried(NamedTuple):
    """The name of a fault and what became of it: *noticed*, *survived*, or *endless*, which is noticed too."""

    name: str
    how: str


def main(arguments: list[str]) -> int:
    """Try faults, and say which were not noticed."""
    parser = argparse.ArgumentParser(prog="bench mutants", description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=400, help="how many faults, over all rooms together")
    parser.add_argument("--seed", type=int, default=20261129)
    parser.add_argument("--room", action="append", choices=[room.name for room in ROOMS], help="only these")
    parser.add_argument("--file", default="", help="only faults of files whose path ends so")
    parser.add_argument("--again", action="store_true", help="only those that were not noticed when last kept")
    parser.add_argument("--write", action="store_true", help="keep the outcome in bench/MUTANTS.md")
    chosen = parser.parse_args(arguments)
    kept = outcome.read(PROJECT / "bench")
    rooms = [room for room in ROOMS if chosen.room is None or room.name in chosen.room]
    _load_libraries()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        workshop = Workshop(PROJECT, Path(folder))
        for number, room in enumerate(rooms):
            before = kept.get(room.name)
            if chosen.again:
                drawn = again(room, before.missed if before else ())
            else:
                drawn = draw(room, _share(chosen.count, len(rooms), number), chosen.seed, chosen.file)
            missed = tuple(one.name for one in try_room(workshop, room, drawn) if one.how == "survived")
            first = Outcome(len(drawn), chosen.seed, len(missed), missed)
            kept[room.name] = replace(before, missed=missed) if chosen.again and before else first
            if chosen.write:
                outcome.write(PROJECT / "bench", kept)
    survived = sum(len(kept[room.name].missed) for room in rooms)
    faults = sum(kept[room.name].faults for room in rooms)
    print(f"{survived} of {faults} faults were not noticed ({100 * survived / max(1, faults):.1f} %).")
    return 0


def draw(room: Room, count: int, seed: int, ending: str = "") -> list[Fault]:
    """So many faults of a room by lot, the same ones for the same ``seed``."""
    found = [fault for fault in faults_of(room) if str(fault.path).endswith(ending)]
    lot = random.Random(f"{seed} {room.name}")  # noqa: S311  (the same faults again, not a secret)
    return lot.sample(found, min(count, len(found)))


def again(room: Room, names: Sequence[str]) -> list[Fault]:
    """The faults of a room with these names; several spots of a function may have one."""
    return [fault for fault in faults_of(room) if fault.name in names]


def faults_of(room: Room) -> Iterator[Fault]:
    """Every fault that the files of a room can be given."""
    for path in room.sources(PROJECT):
        for mutant in mutants((PROJECT / path).read_text(encoding="utf-8")):
            yield Fault(path, mutant)


def try_room(workshop: Workshop, room: Room, drawn: Sequence[Fault]) -> Iterator[Tried]:
    """Faults of one room with their outcome, printed as they come."""
    if not drawn:
        return
    begin = time.monotonic()
    targets = room.targets(PROJECT)
    changes = [Changed(path, mutant.function, mutant.source) for path, mutant in drawn]
    looked, warm = workshop.try_all(targets, changes, LONGEST)
    print(f"{room.name}: {len(looked.seconds)} tests, {time.monotonic() - begin:.0f} s", flush=True)
    for fault, change, how in zip(drawn, changes, warm, strict=True):
        outcome = how or _anew(workshop, looked, change)
        print(f"  {outcome:9} {fault.mutant.line}: {fault.mutant.kind}: {fault.name}", flush=True)
        yield Tried(fault.name, outcome)


def _anew(workshop: Workshop, looked: Looked, change: Changed) -> str:
    near = looked.tests_of(change.path, change.function)
    if not near:
        return "survived"
    with workshop.changed(change.path, change.source):
        code, _ = workshop.run(near, patience(looked, near))
    return OUTCOMES.get(code, "noticed")


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
