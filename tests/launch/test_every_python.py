"""A first session at the real program under every Python of this machine that it is said to support.

An ordinary run takes the Python of the tests and those whose environment is made; `--long` makes the others.
"""

from __future__ import annotations

import faulthandler
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.campaign import Campaign
from tests.launch import pythons
from tests.launch.pythons import PROJECT, Python

NAMED = (11, 12, 13, 14)
"""The minor versions named in pyproject.toml; whatever is newer comes under the last."""
SESSION = Path(__file__).with_name("first_session.py")


@pytest.fixture(scope="module")
def here() -> list[Python]:
    return pythons.found()


def session(python: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """The program with the sample, from source, on a screen that nobody sees, with a home of its own."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PYTHON"))}
    variables |= {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    variables["PYTHONPATH"] = os.pathsep.join((str(PROJECT / "desktop"), str(PROJECT)))
    command = [str(python), "-P", str(SESSION)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=variables, cwd=home, timeout=300)


@pytest.mark.parametrize("minor", NAMED)
def test_that_a_window_opens_takes_an_answer_and_closes_under_every_python(
    minor: int, here: list[Python], campaign: Campaign, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    newest = minor == NAMED[-1]
    tried = [one for one in here if one.version[1] == minor or (newest and one.version[1] > minor)]
    if not tried:
        pytest.skip(f"no Python 3.{minor}{' or newer' if newest else ''} on the search path or in pyenv")
    for one in tried:
        with subtests.test(str(one)):
            if one.environment() is None and campaign.is_long:
                faulthandler.cancel_dump_traceback_later()  # the packages take as long as the network needs
                if reason := one.make_environment():
                    pytest.skip(f"{one}: no environment could be made: {reason}")
            environment = one.environment()
            if environment is None:
                pytest.skip(f"{one}: its environment is not made yet; --long makes it")
            ended = session(environment, tmp_path)
            assert (ended.returncode, ended.stdout) == (0, "answers on disk: 1\n"), ended.stderr


def test_that_the_python_of_these_tests_is_among_those_found(here: list[Python]) -> None:
    assert [one.version for one in here if one.is_running] == [sys.version_info[:3]]


def test_that_every_version_the_project_names_is_tried() -> None:
    project = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    assert [f'"Programming Language :: Python :: 3.{minor}"' in project for minor in NAMED] == [True] * len(NAMED)
    assert project.count('"Programming Language :: Python :: 3.') == len(NAMED)
