"""Every change that was acknowledged is there after the program was killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests import given
from tests.campaign import Campaign


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor SIGKILL")
@pytest.mark.parametrize(("kind", "short"), [("plain", 200), ("encrypted", 60)])
def test_that_nothing_acknowledged_is_lost_when_the_program_is_killed(
    tmp_path: Path, campaign: Campaign, kind: str, short: int
) -> None:
    """Kills a scripted Full assessment at random moments: acknowledged answers, notes and plan changes are all there,
    the one under way is there whole or not at all, the file is sound and every reference leads somewhere.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(given.PROJECT / "desktop"), str(given.PROJECT)))}
    runs = campaign.rounds(short=short, long=10_000)
    arguments = [str(tmp_path), str(runs), str(campaign.seed), kind]
    command = [sys.executable, "-P", "-W", "error", "-m", "tests.hardship.kill_runs", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=7200)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) > runs
