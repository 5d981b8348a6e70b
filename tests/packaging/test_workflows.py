"""The workflows for the owner, as far as they can be checked where they do not run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from tests.given_first import PROJECT

WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_that_a_workflow_may_read_alone_and_takes_actions_by_their_hash(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one) for one in used)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_that_the_files_a_workflow_calls_are_there(path: Path) -> None:
    called = re.findall(r"\b(?:assets|tests)/[\w./-]+", path.read_text(encoding="utf-8"))
    assert called
    assert all((PROJECT / one).is_file() for one in called)
