"""Damaged data files of every kind: opening, reading and saving them never fails but in one sentence."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct
from tests.campaign import Campaign
from tests.hardship import filled
from tests.hardship.modes import MODES, in_mode

from nextrung import paths
from nextrung.assessment.answer import Answer
from nextrung.errors import NextRungError
from nextrung.questionnaire import files
from nextrung.store.salvage import salvage
from nextrung.workspace import Workspace

PAGE = 4096
LOG = "-wal"
SHORT, LONG = 240, 20_000
BATCHES = 4
READ_ONCE = cache(files.load)


class Sound(Struct, frozen=True):
    """The bytes of a data file, of its log, and of its keys where it is encrypted."""

    file: bytes
    log: bytes
    keys: bytes


@pytest.fixture(scope="module", params=MODES)
def sound(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Sound]:
    """Data with answers in their log that were not written back yet."""
    path = tmp_path_factory.mktemp("sound") / "nextrung.db"
    filled.make(path)
    with in_mode(request.param, path, tmp_path_factory.getbasetemp()):
        yield _sound(path)


def _sound(path: Path) -> Sound:
    with closing(filled.open_workspace(path)) as workspace:
        assessment = workspace.open_assessment()
        assert assessment is not None
        for item in ("TL-B1", "PM-B1", "SC-B5"):
            assessment = workspace.answer(assessment, Answer(item, value=3, note="in the log"))
        keys = path.with_name(paths.KEYS)
        log = path.with_name(path.name + LOG).read_bytes()
        return Sound(path.read_bytes(), log, keys.read_bytes() if keys.exists() else b"")


def mutate(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with one to three kinds of damage, as disks, cables and programs do them."""
    damaged = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 3))):
        if damaged:
            chance.choice(KINDS)(damaged, chance)
    return bytes(damaged)


def page_of(raw: bytearray, chance: random.Random) -> slice:
    at = chance.randint(0, max(len(raw) // PAGE - 1, 0)) * PAGE
    return slice(at, min(at + PAGE, len(raw)))


def some_bytes(raw: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 40)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)


def head_of_a_page(raw: bytearray, chance: random.Random) -> None:
    """Where the tree and its cells are described."""
    start = page_of(raw, chance).start
    for _ in range(chance.randint(1, 8)):
        raw[min(start + chance.randrange(40), len(raw) - 1)] = chance.randrange(256)


def zeroed_page(raw: bytearray, chance: random.Random) -> None:
    page = page_of(raw, chance)
    raw[page] = bytes(len(raw[page]))


def noise_page(raw: bytearray, chance: random.Random) -> None:
    page = page_of(raw, chance)
    raw[page] = chance.randbytes(len(raw[page]))


def swapped_pages(raw: bytearray, chance: random.Random) -> None:
    one, two = page_of(raw, chance), page_of(raw, chance)
    raw[one], raw[two] = raw[two], raw[one]


def doubled_page(raw: bytearray, chance: random.Random) -> None:
    raw[page_of(raw, chance)] = raw[page_of(raw, chance)]


def cut_short(raw: bytearray, chance: random.Random) -> None:
    del raw[chance.randrange(len(raw)) :]


def header_field(raw: bytearray, chance: random.Random) -> None:
    raw[chance.randrange(min(100, len(raw)))] = chance.randrange(256)


def schema_text(raw: bytearray, chance: random.Random) -> None:
    raw[chance.randrange(min(PAGE, len(raw)))] = chance.randrange(32, 127)


def kept_text(raw: bytearray, chance: random.Random) -> None:
    words = (b"full", b"quick", b"2026-", b"planned", b"[[", b'{"', b"TL-B", b"own-", b"fairly_sure", b"document")
    at = raw.find(chance.choice(words), chance.randrange(len(raw)))
    if at >= 0:
        raw[at + chance.randrange(2)] = chance.choice(b'x9"{[-')


KINDS = (
    some_bytes,
    head_of_a_page,
    zeroed_page,
    noise_page,
    swapped_pages,
    doubled_page,
    cut_short,
    header_field,
    schema_text,
    kept_text,
)


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where kept content is damaged, that of the program is read: from its files once, not hundreds of times."""
    monkeypatch.setattr(files, "load", READ_ONCE)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_that_damaged_files_never_fail_but_in_one_sentence(
    sound: Sound, tmp_path: Path, campaign: Campaign, batch: int
) -> None:
    """Open, read everything, save: NextRungError or success. The damaged file, and one refused, keep every byte."""
    refused = read = 0
    for number in range(batch, campaign.rounds(SHORT, LONG), BATCHES):
        chance = random.Random(f"{campaign.seed} mutated {number}")  # noqa: S311
        folder = tmp_path / str(number)
        folder.mkdir()
        path, log = folder / "nextrung.db", folder / f"nextrung.db{LOG}"
        which = chance.choice(("file", "file", "log", "both"))
        path.write_bytes(sound.file if which == "log" else mutate(sound.file, chance))
        if which != "file" or chance.random() < 0.5:
            log.write_bytes(sound.log if which == "file" else mutate(sound.log, chance))
        if sound.keys:
            (folder / paths.KEYS).write_bytes(sound.keys)
        before = {one: one.read_bytes() for one in (path, log) if one.exists()}
        try:
            _save_and_read(path, folder / "saved.db")
            assert {one: one.read_bytes() for one in before} == before, f"{number}: salvage changed the damaged file"
            opened = _read(path)
        except NextRungError as error:
            pytest.fail(f"mutation {number}: salvage failed: {error}")
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
    except NextRungError:
        return False
    with closing(workspace):
        _read_through(workspace)
    return True


def _read_through(workspace: Workspace) -> None:
    with suppress(NextRungError):
        filled.read_everything(workspace)
