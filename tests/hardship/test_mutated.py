"""Damaged data files of every kind: opening, reading and saving them never fails but in one sentence.

More rounds on request: ``NEXTRUNG_MUTATIONS=20000``.
"""

from __future__ import annotations

import os
import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from tests.hardship import filled

from nextrung.assessment.answer import Answer
from nextrung.errors import NextRungError
from nextrung.store.salvage import salvage

PAGE = 4096
LOG = "-wal"
ROUNDS = int(os.environ.get("NEXTRUNG_MUTATIONS", "1000"))
BATCHES = 10


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """A data file and its log with answers that were not written back yet."""
    path = tmp_path_factory.mktemp("sound") / "nextrung.db"
    filled.make(path)
    with closing(filled.open_workspace(path)) as workspace:
        taken = workspace.open_assessment()
        assert taken is not None
        for item in ("TL-B1", "PM-B1", "SC-B1"):
            taken = workspace.answer(taken, Answer(item, value=3, note="in the log"))
        return path.read_bytes(), path.with_name(path.name + LOG).read_bytes()


def mutate(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with one to three kinds of damage, as disks, cables and programs do them."""
    damaged = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 3))):
        last = max(len(damaged) // PAGE - 1, 0)
        page, other = (chance.randint(0, last) * PAGE for _ in range(2))
        match chance.choice(
            ("bytes", "bytes", "head", "zero", "noise", "swap", "double", "cut", "header", "schema", "text")
        ):
            case "bytes":
                for _ in range(chance.randint(1, 40)):
                    damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            case "head":  # where the tree and its cells are described
                for _ in range(chance.randint(1, 8)):
                    damaged[min(page + chance.randrange(40), len(damaged) - 1)] = chance.randrange(256)
            case "zero":
                damaged[page : page + PAGE] = bytes(len(damaged[page : page + PAGE]))
            case "noise":
                damaged[page : page + PAGE] = chance.randbytes(len(damaged[page : page + PAGE]))
            case "swap":
                one, two = bytes(damaged[page : page + PAGE]), bytes(damaged[other : other + PAGE])
                damaged[page : page + PAGE], damaged[other : other + PAGE] = two, one
            case "double":
                damaged[page : page + PAGE] = damaged[other : other + PAGE]
            case "cut":
                del damaged[chance.randrange(1, len(damaged)) :]
            case "header":
                damaged[chance.randrange(min(100, len(damaged)))] = chance.randrange(256)
            case "schema":  # the first page, where the tables are named
                damaged[chance.randrange(min(PAGE, len(damaged)))] = chance.randrange(32, 127)
            case _:  # letters and figures inside kept texts
                at = damaged.find(chance.choice((b"full", b"quick", b"2026-", b"planned", b'"', b"TL-B", b"own-")))
                if at >= 0:
                    damaged[at] = chance.choice(b'x9"{[-')
        if not damaged:
            return b""
    return bytes(damaged)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_that_damaged_files_never_fail_but_in_one_sentence(
    sound: tuple[bytes, bytes], tmp_path: Path, batch: int
) -> None:
    """Open, read everything, save: NextRungError or success. The damaged file, and one refused, keep every byte."""
    refused = read = 0
    for number in range(batch, ROUNDS, BATCHES):
        chance = random.Random(number)  # noqa: S311
        folder = tmp_path / str(number)
        folder.mkdir()
        path, log = folder / "nextrung.db", folder / f"nextrung.db{LOG}"
        which = chance.choice(("file", "file", "log", "both"))
        path.write_bytes(sound[0] if which == "log" else mutate(sound[0], chance))
        if which != "file" or chance.random() < 0.5:
            log.write_bytes(sound[1] if which == "file" else mutate(sound[1], chance))
        before = {one: one.read_bytes() for one in (path, log) if one.exists()}
        try:
            _save_and_read(path, folder / "saved.db")
            assert {one: one.read_bytes() for one in before} == before, f"{number}: salvage changed the damaged file"
            opened = _read(path)
        except NextRungError:
            raise
        except Exception as error:
            pytest.fail(f"mutation {number}: {type(error).__name__}: {error}")
        if not opened:
            refused += 1
            assert {one: one.read_bytes() for one in before} == before, f"{number}: a refused file was changed"
        read += opened
        shutil.rmtree(folder)
    assert refused
    assert read


def _save_and_read(path: Path, into: Path) -> None:
    salvage(path, into)
    with closing(filled.open_workspace(into)) as workspace:
        _read_through(workspace)


def _read(path: Path) -> bool:
    """Whether the file was opened; what is damaged in it may still be met while reading."""
    try:
        workspace = filled.open_workspace(path)
    except NextRungError as error:
        assert "\n" not in str(error)
        return False
    with closing(workspace):
        _read_through(workspace)
    return True


def _read_through(workspace: filled.Workspace) -> None:
    try:
        filled.read_everything(workspace)
    except NextRungError as error:
        assert str(error)
