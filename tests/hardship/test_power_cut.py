"""What a power cut leaves: writes that were not synced are dropped, all, none or some of their sectors."""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from msgspec import Struct, field
from tests import given
from tests.campaign import Campaign
from tests.hardship import scripted
from tests.hardship.modes import MODES, in_mode

SHORT, LONG = 80, 2_000
ROUNDS = 5
"""Of the questionnaire: enough for the log to be written back to the file more than once."""
SECTORS = (512, 4096)
COMPILER = shutil.which("cc") or shutil.which("gcc")
_HEAD = struct.Struct("<cHQI")

Event = tuple[bytes, str, int, bytes]
"""Kind, path, offset or length or number, data."""


class Disk(Struct):
    """What is on the disk for sure, and what was handed over and not synced yet, by file."""

    durable: dict[str, bytearray] = field(default_factory=dict)
    waiting: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))

    def happen(self, event: Event) -> None:
        path = event[1]
        if event[0] == b"S":
            for waiting in self.waiting.pop(path, []):
                self.apply(waiting)
        elif event[0] != b"M":
            self.waiting[path].append(event)

    def apply(self, event: Event) -> None:
        kind, path, number, data = event
        if kind == b"U":
            self.durable.pop(path, None)
            return
        content = self.durable.setdefault(path, bytearray())
        end = number if kind == b"T" else number + len(data)
        content.extend(bytes(max(0, end - len(content))))
        if kind == b"T":
            del content[number:]
        else:
            content[number:end] = data

    def cut(self, mode: str, chance: random.Random) -> dict[str, bytearray]:
        """The files after the power is cut now."""
        after = Disk(deepcopy(self.durable))
        for events in self.waiting.values():
            for event in events:
                for piece in _pieces(event, chance.choice(SECTORS)):
                    if mode == "all" or (mode == "some" and chance.random() < 0.5):
                        after.apply(piece)
        return after.durable


def _pieces(event: Event, sector: int) -> Iterator[Event]:
    """The sectors of a write, each of which reaches the disk or does not; anything else is one piece."""
    kind, path, offset, data = event
    if kind != b"W":
        yield event
        return
    while data:
        length = sector - offset % sector
        yield kind, path, offset, data[:length]
        offset, data = offset + length, data[length:]


def events(log: bytes) -> Iterator[Event]:
    at = 0
    while at < len(log):
        kind, name, number, length = _HEAD.unpack_from(log, at)
        at += _HEAD.size
        yield kind, log[at : at + name].decode(), number, log[at + name : at + name + length]
        at += name + length


@pytest.fixture(scope="module", params=MODES)
def played(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[tuple[Path, Disk, list[Event]]]:
    """The folder of a run, what was on the disk before it, and all that it did."""
    if not sys.platform.startswith("linux") or COMPILER is None:
        pytest.skip("this needs Linux and a C compiler")
    home = tmp_path_factory.mktemp("power")
    library, folder, log = home / "power_log.so", home / "data", home / "log"
    source = Path(__file__).with_name("power_log.c")
    subprocess.run([COMPILER, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True)
    folder.mkdir()
    scripted.prepare(folder / "nextrung.db")
    with in_mode(request.param, folder / "nextrung.db", tmp_path_factory.getbasetemp()):
        before = Disk({str(path): bytearray(path.read_bytes()) for path in folder.iterdir() if path.is_file()})
        yield folder, before, _played(folder, library, log)


def _played(folder: Path, library: Path, log: Path) -> list[Event]:
    """All that a run in a process of its own did on the disk."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(given.PROJECT / "desktop"), str(given.PROJECT))),
        "LD_PRELOAD": str(library),
        "POWER_LOG": str(log),
        "POWER_LOG_FOLDER": str(folder),
    }
    command = [sys.executable, "-P", "-m", "tests.hardship.power_run", str(folder / "nextrung.db"), str(ROUNDS)]
    subprocess.run(command, env=environment, check=True, timeout=300)
    return list(events(log.read_bytes()))


def test_that_the_run_wrote_its_log_back(played: tuple[Path, Disk, list[Event]]) -> None:
    """The cuts fall into writing back as well; and every acknowledged change was synced, or nothing is shown here."""
    _, _, happened = played
    kinds = [(kind, path.rpartition("-")[2]) for kind, path, _, _ in happened]
    assert kinds.count((b"M", "")) == len(scripted.acts(ROUNDS)) + 1
    assert kinds.count((b"S", "wal")) > len(scripted.acts(ROUNDS))
    written_back = [path for kind, path, _, _ in happened if kind == b"W" and path.endswith(".db")]
    assert len(written_back) > 5


@pytest.mark.parametrize("mode", ["all", "none", "some"])
def test_that_a_power_cut_loses_nothing_acknowledged(
    played: tuple[Path, Disk, list[Event]], tmp_path: Path, campaign: Campaign, mode: str
) -> None:
    """At random moments, of what was not synced all, nothing, or random sectors reach the disk: every change that was
    acknowledged before is there, at most the one under way besides, and the file is sound.
    """
    folder, before, happened = played
    chance = random.Random(f"{campaign.seed} {mode}")  # noqa: S311
    cuts = min(campaign.rounds(SHORT, LONG), len(happened))
    after = list(scripted.states(scripted.acts(ROUNDS)))
    writing_back = [at for at, (kind, path, _, _) in enumerate(happened) if kind == b"W" and path.endswith(".db")]
    moments = set(chance.sample(range(len(happened)), cuts)) | set(chance.choices(writing_back, k=cuts // 4))
    disk, acknowledged = deepcopy(before), 0
    for number, event in enumerate(happened):
        disk.happen(event)
        acknowledged = event[2] if event[0] == b"M" else acknowledged
        if number in moments:
            place = tmp_path / str(number)
            place.mkdir()
            for path, content in disk.cut(mode, chance).items():
                (place / Path(path).relative_to(folder)).write_bytes(content)
            scripted.require_kept(place / "nextrung.db", after, acknowledged)
            shutil.rmtree(place)
