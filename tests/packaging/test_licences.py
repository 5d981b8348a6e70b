"""Every part of others that goes along has its licence in the program."""

from __future__ import annotations

import re
from importlib import metadata

import pytest
from packaging.requirements import Requirement

from nextrung import licences, resources
from nextrung.errors import ResourceError
from nextrung.ui.shell import help as help_menu

PROJECT = resources.folder("assets").parent
LOCKED = set(re.findall(r"^([a-z0-9.-]+)==([\w.]+)", (PROJECT / "requirements.lock").read_text(), re.MULTILINE))
NOT_BUNDLED = {"pip", "pycparser"}


def key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def used_while_running() -> set[str]:
    """What the program itself asks for, with all that asks for in turn, on this system."""
    project = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    block = project.partition("dependencies = [")[2].partition("]")[0]
    wanted = [Requirement(one) for one in re.findall(r'^\s*"([^"]+)"', block, re.MULTILINE)]
    found: set[str] = set()
    while wanted:
        one = wanted.pop()
        if key(one.name) in found or (one.marker and not one.marker.evaluate({"extra": ""})):
            continue
        found.add(key(one.name))
        wanted += [Requirement(text) for text in metadata.requires(one.name) or ()]
    return found - NOT_BUNDLED


def test_that_every_package_in_use_is_listed_with_its_locked_version() -> None:
    listed = {key(part.name): part.version for part in licences.bundled()}
    used = used_while_running()
    assert "pyside6-essentials" in used
    for name in used:
        assert (name, listed.get(name)) in LOCKED  # numpy is locked twice, for older and for newer Pythons


def test_that_python_and_the_libraries_around_it_are_listed() -> None:
    names = {part.name for part in licences.bundled()}
    assert {"Python", "SQLite", "PyInstaller bootloader", "Inter"} <= names
    assert all(part.version for part in licences.bundled())


def test_that_about_lists_every_part() -> None:
    assert [row[0] for row in help_menu.parts()] == [part.name for part in licences.bundled()]


def test_that_every_part_brings_its_text() -> None:
    for part in licences.bundled():
        assert part.licence, part.name
        assert len(part.text) > 250, part.name
    files = {path.name for path in (PROJECT / "assets" / "licences" / "texts").iterdir()}
    assert files == {part.file for part in licences.bundled()}


def test_that_a_lost_text_is_said_in_one_sentence() -> None:
    lost = licences.BundledPart("Lost", "1", "MIT", "", "lost.txt")
    with pytest.raises(ResourceError, match="install Next Rung again"):
        _ = lost.text
