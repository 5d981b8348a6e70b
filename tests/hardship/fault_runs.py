"""Lets calls to the system fail, and kills before them, one in each run:
``python -m tests.hardship.fault_runs FOLDER LIBRARY OPERATION MOST SEED`` with the library preloaded.

Everything is loaded once, and each run is a fork of this process in a fresh copy of the same places. ``MOST`` is how
many faults are drawn from all there are; 0 runs all of them. Prints what was found as JSON.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import random
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from tests.hardship import faulty
from tests.hardship.faulty import Operation, Rows

from nextrung import paths
from nextrung.errors import NextRungError
from nextrung.store.database import ONLY_TO_LOOK, UNREAD_BEFORE

KILL = -1
FAULTS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EACCES": errno.EACCES, "kill": KILL}


class Harness:
    """The places of one operation, and the library that lets calls fail."""

    def __init__(self, folder: Path, library: Path, operation: Operation) -> None:
        self.sound, self.world = folder / "sound", folder / "world"
        self.operation = operation
        self._library = ctypes.CDLL(str(library))
        self._library.fault_arm.argtypes = [ctypes.c_char_p, ctypes.c_long, ctypes.c_int]
        self._library.fault_count.restype = ctypes.c_long
        self._library.fault_last.restype = ctypes.c_char_p
        self.world.mkdir()  # paths are kept in the data, so everything is made where it will be used
        faulty.prepare(self.world)
        if operation.sealed:
            faulty.seal(self.world)
        shutil.copytree(self.world, self.sound)
        self.before = faulty.rows(self.world / operation.data / paths.DATABASE)
        self.calls = 0
        said = self.act(0, 0)
        if said[-2:] != ["done", "kept"]:
            raise AssertionError(said)
        self.after = self._found()

    def fresh(self) -> None:
        """Put everything back as it was."""
        shutil.rmtree(self.world)
        shutil.copytree(self.sound, self.world)

    def act(self, number: int, error: int) -> list[str]:
        """Do it in a child, with a fault; what the child said until it ended."""
        said = in_a_child(lambda say: self._act(number, error, say))
        counted = [int(one.removeprefix("calls ")) for one in said if one.startswith("calls ")]
        self.calls = max([self.calls, *counted])
        return [one for one in said if not one.startswith("calls ")]

    def _act(self, number: int, error: int, say: Callable[[str], None]) -> None:
        folder, act = self.world / self.operation.data, self.operation.act
        workspace = faulty.open_workspace(folder) if act else None
        self._library.fault_arm(f"{self.world}/".encode(), number, error)
        try:
            if act and workspace:
                act(workspace, self.world)
            else:
                workspace = faulty.open_workspace(folder)
            outcome = "done"
        except NextRungError as problem:
            outcome = f"refused {' '.join(str(problem).split())}"
        say(f"calls {self._library.fault_count()}")
        say(f"fault {self._library.fault_last().decode()}")
        self._library.fault_arm(b"", 0, 0)
        say(outcome)
        if workspace:
            try:
                workspace.keep_setting("kept after", "yes")
                say("kept")
            except NextRungError as problem:
                # what opened on a full disk can be looked at, and says so whenever something is to be saved; so do
                # encrypted data of which a part could not be read
                looked = workspace.only_to_look and str(problem) == ONLY_TO_LOOK
                looked = looked or (workspace.encryption.is_on and str(problem) == UNREAD_BEFORE)
                say("only to look" if looked else f"stuck {problem}")
            workspace.close()

    def check(self, said: list[str]) -> list[tuple[str, str]]:
        """What is wrong at the next start."""
        wrong = [(kind, one) for one in said for kind in ("traceback", "stuck") if one.lower().startswith(kind)]
        if self.operation.hidden:
            wrong += [("in plain", one) for one in faulty.traces(self.world)]
        wanted: tuple[Rows, ...] = (self.after,) if "done" in said else (self.before, self.after)
        started = in_a_child(lambda say: self._start(said, wanted, say))
        if started != ["right"]:
            hidden = faulty.lies_somewhere(self.world, wanted)
            wrong.append(("out of sight" if hidden else "lost", str(started)))
        elif faulty.NAME not in str(self._found().get("person")) and self.operation.data == faulty.DATA:
            wrong += [("left", one) for one in faulty.traces(self.world)]
        wrong += [("left", one) for one in faulty.left_behind(self.world)]
        if self.operation.one_key:
            wrong += [("closed", one) for one in faulty.closed(self.world)]
        return wrong

    def _start(self, said: list[str], wanted: tuple[Rows, ...], say: Callable[[str], None]) -> None:
        """The next start, in a child of its own."""
        try:
            workspace = faulty.open_workspace(self.world / self.operation.data)
        except NextRungError as problem:
            say(f"cannot be opened: {problem}")
            return
        with closing(workspace):
            if "kept" in said and workspace.setting("kept after") != "yes":
                say("what was saved afterwards is missing")
                return
        found = self._found()
        say("right" if any(faulty.holds(found, one) for one in wanted) else f"other rows: {_difference(found, wanted)}")

    def _found(self) -> Rows:
        return faulty.rows(paths.data_folder(self.world / self.operation.data) / paths.DATABASE)


def _difference(found: Rows, wanted: tuple[Rows, ...]) -> dict[str, tuple[int, int]]:
    every = wanted[0]
    return {name: (len(lines), len(every.get(name, ()))) for name, lines in found.items() if lines != every.get(name)}


def in_a_child(work: Callable[[Callable[[str], None]], None]) -> list[str]:
    """Run ``work`` in a fork of this process; what it said, line by line, until it ended or was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)

        def say(words: str) -> None:
            os.write(writing, (words.replace("\n", " ") + "\n").encode())

        try:
            work(say)
        except BaseException:
            os.write(writing, (traceback.format_exc().replace("\n", " | ")[-1500:] + "\n").encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        said = file.read().decode(errors="replace").splitlines()
    os.waitpid(child, 0)
    return said


def every_fault(harness: Harness) -> Iterator[tuple[int, str]]:
    """Each fault at each call, up to the last call of the longest run so far: on a busy machine one waits and looks
    more often than another.
    """
    number = 0
    while (number := number + 1) <= harness.calls:
        yield from ((number, kind) for kind in FAULTS)


def main(folder: Path, library: Path, name: str, most: int, seed: int) -> None:
    harness = Harness(folder, library, faulty.OPERATIONS[name])
    faults = every_fault(harness)
    if most:
        known = list(islice(faults, len(FAULTS) * harness.calls))
        faults = iter(random.Random(seed).sample(known, min(most, len(known))))  # noqa: S311
    made, wrong = 0, list[tuple[int, str, str, str, list[str]]]()
    for number, kind in faults:
        made += 1
        harness.fresh()
        said = harness.act(number, FAULTS[kind])
        wrong += [(number, kind, what, how, said[:3]) for what, how in harness.check(said)]
    print(json.dumps({"calls": harness.calls, "faults": made, "wrong": wrong}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
