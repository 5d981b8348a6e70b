"""The log says where the program failed, and nothing that a person wrote."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from nextrung import log, resources
from nextrung.errors import NextRungError
from nextrung.questionnaire import files

SECRETS = ("Zdislava Qwertzová", "my private note", "/home/zdislava", "42.5")


def fail(secret: str) -> None:
    answers: dict[str, int] = {}
    try:
        answers[f"note: {secret}"] += 1
    except KeyError as error:
        raise NextRungError(secret) from error


def failure(secret: str) -> NextRungError:
    with pytest.raises(NextRungError) as caught:
        fail(secret)
    return caught.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nextrung.log"


@pytest.mark.parametrize("secret", SECRETS)
def test_that_no_text_of_an_error_gets_in(path: Path, secret: str) -> None:
    log.record(path, failure(secret))
    text = path.read_text(encoding="utf-8")
    assert secret not in text
    assert "nextrung.errors.NextRungError" in text
    assert "builtins.KeyError" in text
    assert "test_log.py:" in text
    assert "fail" in text


def test_that_folders_of_the_account_stay_out(path: Path) -> None:
    log.record(path, failure("x"))
    assert str(Path(__file__).parent) not in path.read_text(encoding="utf-8")


def test_that_places_in_the_program_are_named(path: Path, tmp_path: Path) -> None:
    with pytest.raises(NextRungError) as caught:
        files.load(tmp_path)
    log.record(path, caught.value)
    text = path.read_text(encoding="utf-8")
    assert "questionnaire/files.py:" in text
    assert str(tmp_path) not in text


def test_that_errors_that_name_each_other_as_their_cause_end(path: Path) -> None:
    first, second = ValueError("one"), ValueError("two")
    first.__cause__, second.__cause__ = second, first
    log.record(path, first)
    assert path.read_text(encoding="utf-8").count("ValueError") == 2


def test_that_it_does_not_grow_without_end(path: Path) -> None:
    error = failure("x")
    for _ in range(3):
        path.write_bytes(b"x" * (log.LARGEST + 1))
        log.record(path, error)
    assert path.stat().st_size < 10_000
    assert sorted(one.name for one in path.parent.iterdir()) == ["nextrung.log", "nextrung.log.1"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_that_it_is_the_owners_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        log.record(path, failure("x"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_that_a_log_that_cannot_be_written_is_no_further_failure(tmp_path: Path) -> None:
    log.record(tmp_path / "nowhere" / "nextrung.log", failure("x"))
    log.record(tmp_path, failure("x"))
    assert resources.assets().is_dir()
