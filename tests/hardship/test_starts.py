"""However a data file is damaged, a start ends in the window or in the offer to recover; the next start does too."""

from __future__ import annotations

import faulthandler
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from tests import given
from tests.campaign import Campaign
from tests.hardship import filled
from tests.hardship.modes import in_mode

from nextrung import paths
from nextrung.store.sqlite import engine as sqlite3

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")

PAGE = 4096
GOOD = {"window", "recovery"}
Start = Callable[[Path], str]


def one_byte(raw: bytearray, chance: Random) -> None:
    raw[chance.randrange(len(raw))] = chance.randrange(256)


def one_bit(raw: bytearray, chance: Random) -> None:
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)


def sector(raw: bytearray, chance: Random) -> None:
    at = chance.randrange(len(raw) // 512) * 512
    raw[at : at + 512] = chance.choice((bytes(512), chance.randbytes(512)))


def page(raw: bytearray, chance: Random) -> None:
    at = chance.randrange(len(raw) // PAGE) * PAGE
    raw[at : at + PAGE] = chance.choice((bytes(PAGE), chance.randbytes(PAGE)))


KINDS = (one_byte, one_bit, sector, page)


@pytest.fixture(scope="module")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, ...]:
    """Data files that open on the people, on an open question, and on the overview."""
    path = tmp_path_factory.mktemp("sound") / paths.DATABASE
    filled.make(path)
    found = [path.read_bytes()]
    for statement in ("DELETE FROM person WHERE name = 'Tom'", "DELETE FROM assessment WHERE completed_at IS NULL"):
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(statement)
            connection.execute("VACUUM")
        found.append(path.read_bytes())
    return tuple(found)


@pytest.fixture(scope="module")
def sound(sounds: tuple[bytes, ...]) -> bytes:
    return sounds[1]


@pytest.fixture(scope="module")
def start(sound: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts the real program on a data folder; says what is on the screen then."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(given.PROJECT / "desktop"), str(given.PROJECT))),
        "QT_QPA_PLATFORM": "offscreen",
    }
    whole = tmp_path_factory.mktemp("whole")
    (whole / paths.DATABASE).write_bytes(sound)
    command = [sys.executable, "-m", "tests.hardship.starts", str(whole)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        asked, answers = program.stdin, program.stdout
        assert answers.readline() == "ready\n"

        def started(folder: Path) -> str:
            asked.write(f"{folder}\n")
            asked.flush()
            return answers.readline().rstrip("\n")

        yield started
        asked.close()


@pytest.fixture
def folder(tmp_path: Path, sound: bytes) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    (data / paths.DATABASE).write_bytes(sound)
    return data


@pytest.fixture
def sealed(sound: bytes, tmp_path: Path) -> tuple[bytes, bytes]:
    """An encrypted data file, and its keys."""
    path = tmp_path / "sealed" / paths.DATABASE
    path.parent.mkdir()
    path.write_bytes(sound)
    with in_mode("encrypted", path, tmp_path):
        return path.read_bytes(), path.with_name(paths.KEYS).read_bytes()


def test_that_every_random_damage_ends_in_the_window_or_the_offer_to_recover(
    start: Start, sounds: tuple[bytes, ...], tmp_path: Path, campaign: Campaign
) -> None:
    _damage_and_start(start, [(one, b"") for one in sounds], tmp_path, campaign, 24)


def test_that_every_random_damage_of_encrypted_data_does_so_once_they_are_unlocked(
    start: Start, sealed: tuple[bytes, bytes], tmp_path: Path, campaign: Campaign
) -> None:
    _damage_and_start(start, [sealed], tmp_path, campaign, 8)


def _damage_and_start(
    start: Start, sounds: Sequence[tuple[bytes, bytes]], tmp_path: Path, campaign: Campaign, short: int
) -> None:
    """Damage one of the files, with its keys, again and again, and start twice with it."""
    faulthandler.cancel_dump_traceback_later()  # the limit of a test: here each start has its own
    chance = campaign.random()
    counted: Counter[tuple[str, str]] = Counter()
    lost: list[tuple[int, str, str, str]] = []
    for number in range(campaign.rounds(short=short, long=2000)):
        kind = KINDS[number % len(KINDS)]
        sound, keys = chance.choice(sounds)
        damaged = bytearray(sound)
        kind(damaged, chance)
        data = tmp_path / str(number)
        data.mkdir()
        (data / paths.DATABASE).write_bytes(damaged)
        if keys:
            (data / paths.KEYS).write_bytes(keys)
        first, second = start(data), start(data)
        counted[first, second] += 1
        if not {first, second} <= GOOD:
            lost.append((number, kind.__name__, first, second))
        if number % 100 == 99:
            print(number + 1, dict(counted), lost, flush=True)  # noqa: T201
        shutil.rmtree(data)
    print(dict(counted))  # noqa: T201
    assert not lost, lost


def test_that_a_sound_file_shows_the_window(start: Start, folder: Path) -> None:
    assert [start(folder), start(folder)] == ["window", "window"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person SET name = CAST(x'4aff61' AS TEXT)",
        "UPDATE person SET created_at = CAST(x'32ff' AS TEXT)",
        "UPDATE assessment SET form = 'fuil'",
        "UPDATE assessment SET started_at = '2026-99-99T00:00:00Z'",
        "UPDATE assessment SET questionnaire = 'another'",
        "UPDATE answer SET value = 77.5, choice = NULL",
        "UPDATE answer SET item = 'XX-' || item",
        "UPDATE setting SET value = 'no number' WHERE name = 'lock.idle_minutes'",
        "UPDATE setting SET value = CAST(x'ff' AS TEXT)",
        "UPDATE plan_step SET due = '2026-02-31', ticks = '{'",
        "UPDATE own_profile SET targets = '{\"TL\": 3}'",
        "UPDATE questionnaire SET content = '{}', fingerprint = 'another'",
        "UPDATE sqlite_master SET sql = replace(sql, 'CREATE', 'CRATE') WHERE name = 'person'",
        "DROP TABLE setting",
        "DROP TABLE answer",
        "DROP TABLE plan_step",
        "DELETE FROM _sqlite_migrations",
    ],
)
def test_that_a_value_that_the_program_never_writes_ends_in_one_of_both_too(
    start: Start, folder: Path, statement: str
) -> None:
    """What a flipped bit can make of a value where every page and every text is still whole for SQLite."""
    with closing(sqlite3.connect(folder / paths.DATABASE)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(statement)
        connection.commit()
    assert {start(folder), start(folder)} <= GOOD
