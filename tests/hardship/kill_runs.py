"""Kills a program in the middle of an assessment, again and again: ``python kill_runs.py FOLDER RUNS SEED KIND``,
where KIND is ``plain`` or ``encrypted``.

Everything is loaded once, and each run is a fork of this process; no run makes use of Qt.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from tests.hardship import filled, modes, scripted


def run(folder: Path, changes: list[scripted.Act], chance: random.Random) -> int:
    """Begin the assessment in a child, kill it at a random moment; how many changes it acknowledged."""
    reading, acknowledging = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            workspace = filled.open_workspace(folder / "nextrung.db")
            for _ in scripted.play(workspace, changes):
                os.write(acknowledging, b".")
            signal.pause()  # until it is killed
        finally:
            os._exit(1)
    os.close(acknowledging)
    wanted, acknowledged = chance.randint(0, len(changes)), 0
    while acknowledged < wanted and (signs := os.read(reading, 1)):
        acknowledged += len(signs)
    time.sleep(chance.choice((0, chance.uniform(0, 0.002))))
    os.kill(child, signal.SIGKILL)
    while signs := os.read(reading, 100):
        acknowledged += len(signs)
    os.close(reading)
    status = os.waitpid(child, 0)[1]
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, f"the child ended by itself: {status}"
    return acknowledged


def main(folder: Path, runs: int, seed: int, *, encrypted: bool) -> None:
    """Run and check; prints how many changes were acknowledged in all."""
    chance = random.Random(seed)  # noqa: S311
    changes = scripted.acts()[:40]
    after = list(scripted.states(changes))
    (folder / "sound").mkdir()
    scripted.prepare(folder / "sound" / "nextrung.db")
    if encrypted:
        modes.encrypt(folder / "sound" / "nextrung.db", folder)
    total = 0
    for number in range(runs):
        place = Path(shutil.copytree(folder / "sound", folder / str(number)))
        acknowledged = run(place, changes, chance)
        try:
            scripted.require_kept(place / "nextrung.db", after, acknowledged)
        except AssertionError as error:
            raise AssertionError(f"run {number} of seed {seed}: {error}") from error
        total += acknowledged
        shutil.rmtree(place)
    print(total)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), encrypted=sys.argv[4] == "encrypted")
