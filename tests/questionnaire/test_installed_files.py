"""Installed files are read when they changed, and only then."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from tests import given

from nextrung import resources
from nextrung.questionnaire import files
from nextrung.workspace import Workspace


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    return Path(shutil.copytree(given.ML_MANAGER, tmp_path / "installed" / "ml-manager"))


def opened(tmp_path: Path, folder: Path) -> Workspace:
    return Workspace.open(tmp_path / "nextrung.db", (folder,), resources.assets("salary"))


def test_that_files_that_stay_as_they_are_have_the_same_fingerprint_at_each_start(
    tmp_path: Path, installed: Path
) -> None:
    for _ in range(2):
        with closing(opened(tmp_path, installed)) as workspace:
            assert workspace.installed.fingerprint == files.fingerprint(installed)


def test_that_a_change_counts_that_leaves_size_and_time_as_they_were(tmp_path: Path, installed: Path) -> None:
    with closing(opened(tmp_path, installed)) as workspace:
        before = workspace.installed.fingerprint
    file = installed / "communication.yaml"
    told, text = file.stat(), file.read_text(encoding="utf-8")
    # the last sentence of a text: no key, and no other file speaks of it
    at = text.rindex("the ")
    file.write_text(f"{text[:at]}teh {text[at + 4 :]}", encoding="utf-8")
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert file.stat().st_size == told.st_size
    with closing(opened(tmp_path, installed)) as workspace:
        assert workspace.installed.fingerprint not in ("", before)


def test_that_a_file_more_counts(tmp_path: Path, installed: Path) -> None:
    with closing(opened(tmp_path, installed)) as workspace:
        before = workspace.installed.fingerprint
    (installed / "more.yaml").write_text("nothing: of a questionnaire\n", encoding="utf-8")
    with closing(opened(tmp_path, installed)) as workspace:
        assert workspace.installed.fingerprint not in ("", before)


def test_that_what_was_noted_of_files_is_of_one_version_of_the_program(tmp_path: Path, installed: Path) -> None:
    with closing(opened(tmp_path, installed)) as workspace:
        fingerprint = workspace.installed.fingerprint
        name = f"installed_files.ml-manager.{installed.name}"
        noted = workspace.setting(name) or ""
        assert noted.startswith(f"{fingerprint}\n")
        workspace.keep_setting(name, noted.replace(fingerprint, "0" * 64).replace("\n", "\n0", 1))
    with closing(opened(tmp_path, installed)) as workspace:
        assert workspace.installed.fingerprint == fingerprint
