"""Changes to a copy of the questionnaire, and the findings they lead to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct
from tests import given

from nextrung.errors import Finding, FindingsError
from nextrung.questionnaire import files

Change = Callable[[str], str]
TL = "team-leadership.yaml"
MAIN = "questionnaire.yaml"
ROLES = "roles.yaml"


class Wrong(Struct, frozen=True):
    """A change of one file, the line its finding names (the first with ``key`` from ``start`` on), and the words."""

    file: str
    change: Change
    start: str
    key: str
    words: str

    def __str__(self) -> str:
        return self.words[:50]


def copy(folder: Path) -> Path:
    return Path(shutil.copytree(given.ML_MANAGER, folder / "ml-manager"))


def assert_named(wrong: Wrong, tmp_path: Path) -> None:
    folder = copy(tmp_path)
    rewrite(folder, wrong.file, wrong.change)
    matching = [one for one in findings(folder) if wrong.words in one.message]
    assert matching
    line = line_of(folder, wrong.file, wrong.start, wrong.key)
    assert str(matching[0]) == f"{wrong.file}:{line}: {matching[0].message}"


def swap(old: str, new: str) -> Change:
    """A change of the first place where ``old`` stands."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def within(start: str, old: str, new: str) -> Change:
    """A change of the first ``old`` after ``start``."""

    def change(text: str) -> str:
        before, found, after = text.partition(start)
        assert found
        assert old in after
        return before + found + after.replace(old, new, 1)

    return change


def rewrite(folder: Path, name: str, change: Change) -> None:
    path = folder / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def findings(folder: Path) -> tuple[Finding, ...]:
    with pytest.raises(FindingsError) as caught:
        files.load(folder)
    found = caught.value.findings
    assert found
    assert str(caught.value) == "\n".join(str(one) for one in found)
    return found


def line_of(folder: Path, name: str, start: str, key: str = "") -> int:
    """Number of the first line with ``key`` from the one with ``start`` on."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if start in line)
    return next(number for number in range(first, len(lines)) if key in lines[number]) + 1
